"""How kernels are interrupted, ended, left and attacked."""

import os
import signal
import subprocess
import sys
import time

import pytest
from kernels import TIMEOUT, install, kernel  # noqa: F401; skips where jupyter_client is missing

import zmq
from jupyter_client.session import Session

# What a user takes for at once.
AT_ONCE = 0.1
LONG = "train(m, adam, 100000000)"


def train(kernel, code=f"let r = {LONG}"):
    """Begins a training; gives the request, once it trains."""
    kernel.run("seed(1); let m = toy(n: 90, h: 3, scale: 0.05)")
    request = kernel.client.execute(code)
    kernel.until(request, "display_data")
    return request


def ended(pid, seconds=5):
    """Whether a process ends within some time."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        try:
            state = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("way", ["message", "signal"])
def test_interrupt(kernel, way):
    request = train(kernel)
    started = time.monotonic()
    if way == "message":
        kernel.manager.interrupt_kernel()
    else:
        os.kill(kernel.pid, signal.SIGINT)
    reply = kernel.reply(request)
    assert time.monotonic() - started < AT_ONCE
    assert reply["status"] == "error" and reply["ename"] == "Interrupted"
    # the model holds its last whole step
    kernel.run("seed(1); let k = toy(n: 90, h: 3, scale: 0.05); train(k, adam, r.steps);")
    assert kernel.value("r.steps > 100 && all(k.W == m.W) && all(k.b == m.b)") == "true"


def test_interrupts_of_nothing(kernel):
    for _ in range(3):
        os.kill(kernel.pid, signal.SIGINT)
        kernel.manager.interrupt_kernel()
    assert kernel.value("1 + 1") == "2"


def test_an_interrupt_drops_the_cells_that_wait(kernel):
    requests = [train(kernel), kernel.client.execute("let after = 1")]
    kernel.manager.interrupt_kernel()
    assert [kernel.finish(request).reply["status"] for request in requests] == ["error", "aborted"]


def test_control_and_heartbeat_answer_while_it_trains(kernel):
    request = train(kernel)
    message = kernel.client.session.msg("kernel_info_request")
    started = time.monotonic()
    kernel.client.control_channel.send(message)
    assert kernel.client.get_control_msg(timeout=TIMEOUT)["msg_type"] == "kernel_info_reply"
    assert time.monotonic() - started < AT_ONCE
    with zmq.Context() as context, context.socket(zmq.REQ) as socket:
        socket.linger = 0
        socket.connect(f"tcp://127.0.0.1:{kernel.connection()['hb_port']}")
        started = time.monotonic()
        socket.send(b"ping")
        assert socket.poll(1000) and socket.recv() == b"ping"
        assert time.monotonic() - started < AT_ONCE
    kernel.manager.interrupt_kernel()
    kernel.finish(request)


@pytest.mark.parametrize("is_training", [False, True])
def test_shutdown_leaves_no_process(kernel, is_training):
    if is_training:
        train(kernel)
    pid = kernel.pid
    kernel.client.shutdown()
    assert kernel.client.get_control_msg(timeout=TIMEOUT)["content"] == {"status": "ok", "restart": False}
    assert ended(pid, 1)


def test_restart(kernel):
    train(kernel)
    kernel.manager.restart_kernel()
    kernel.client.stop_channels()
    kernel.client = kernel.connect()
    assert kernel.run("m").reply["status"] == "error"
    assert kernel.run("1").reply["execution_count"] == 2


def test_quit(kernel):
    pid = kernel.pid
    assert kernel.run(":quit").reply["payload"] == [{"source": "ask_exit", "keepkernel": False}]
    assert ended(pid)


def test_a_killed_client(environment, tmp_path):
    install(tmp_path, environment)
    program = """
import sys
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="tegum")
client.execute("let m = toy(n: 90, h: 3); train(m, adam, 100000000)")
print(manager.provisioner.pid, flush=True)
sys.stdin.read()
"""
    client = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**environment, "JUPYTER_PATH": str(tmp_path / "share/jupyter")})
    pid = int(client.stdout.readline())
    time.sleep(0.5)
    client.kill()
    client.wait()
    assert ended(pid)


def test_only_who_knows_the_key_is_heard(kernel):
    file = kernel.connection()
    with zmq.Context() as context, context.socket(zmq.DEALER) as socket:
        socket.linger = 0
        socket.connect(f"tcp://127.0.0.1:{file['shell_port']}")
        answers = lambda: socket.poll(300) and socket.recv_multipart()
        right, wrong = Session(key=file["key"].encode()), Session(key=b"another")
        wrong.send(socket, "kernel_info_request", {})
        assert not answers()
        message = right.serialize(right.msg("kernel_info_request", {}))
        socket.send_multipart(message)
        assert answers()
        # the same once more, as somebody could who only listens
        socket.send_multipart(message)
        assert not answers()
        frames = right.serialize(right.msg("kernel_info_request", {}))
        delimiter, signature, *parts = frames
        for bad in [
            [b""], [b"x"] * 9, [delimiter], frames[:4], [delimiter, b"", *parts], [delimiter, signature[:-1], *parts],
            [delimiter, signature, *parts[1:], parts[0]], *signed(right, [[b"{", b"{}", b"{}", b"{}"], [b"{}"] * 4, [b"[]"] * 4, [b"\xff"] * 4])]:
            socket.send_multipart(bad)
        assert not answers()
        socket.send_multipart(frames)
        assert answers()
    assert kernel.value("1 + 1") == "2"


def signed(session, bodies):
    """Frames with the right signature."""
    return [[b"<IDS|MSG>", session.sign(parts), *parts] for parts in bodies]


def test_requests_of_odd_content_do_no_harm(kernel):
    client = kernel.client
    for kind, content in [
        ("execute_request", {}), ("execute_request", {"code": 5}), ("complete_request", {"code": "a", "cursor_pos": "b"}),
        ("history_request", {"hist_access_type": "range", "start": "x"}), ("inspect_request", {}), ("unknown_request", {"a": 1}),
        ("history_request", {"hist_access_type": "tail", "n": -5}), ("comm_msg", {}), ("is_complete_request", {})]:
        message = client.session.msg(kind, content)
        client.shell_channel.send(message)
        while kernel.until(message["header"]["msg_id"], "status")["execution_state"] != "idle":
            pass
    assert kernel.value("1 + 1") == "2"


def test_what_is_wrong_with_a_connection_file(tegum, script):
    good = '"transport": "tcp", "ip": "127.0.0.1", "key": "k", "signature_scheme": "hmac-sha256"'
    for text, message in [
        ("", "not JSON"), ("[]", "transport of the connection file is a text, not missing"),
        ("{%s}" % good, "shell_port of the connection file is a number from 1 to 65535, not missing"),
        ("{%s}" % good.replace("sha256", "none"), "hmac-none"), ("{%s}" % good.replace("tcp", "udp"), "the transport is tcp or ipc, not udp"),
        ('{%s, "shell_port": 70000}' % good, "not 70000")]:
        done = tegum("kernel", "run", "-f", script(text, "connection.json"))
        assert done.status == 1 and message in done.errors and done.errors.startswith("error: "), done
    assert tegum("kernel", "run", "-f", "missing.json").status == 1
    assert tegum("kernel", "run").status == 2


def test_install(tegum, tmp_path):
    assert tegum("kernel", "install").output == f"installed {tmp_path}/.local/share/jupyter/kernels/tegum/kernel.json\n"
    assert tegum("kernel", "install", "--user", JUPYTER_DATA_DIR=str(tmp_path / "data")).output.startswith(f"installed {tmp_path}/data/kernels")
    assert tegum("kernel", "install", "--prefix", "/proc/nowhere").errors.startswith("error: cannot write /proc/nowhere")
    assert tegum("kernel", "install", "--sys-prefix", VIRTUAL_ENV=str(tmp_path / "env")).status == 0
    assert tegum("kernel", "install", "--sys-prefix").status == 1
    assert tegum("kernel", "install", "--user", "--prefix", "x").status == 2
