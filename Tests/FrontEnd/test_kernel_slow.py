"""Clients that read slowly, or no more."""

import json
import time

import pytest
from kernels import TIMEOUT, kernel  # noqa: F401; skips where jupyter_client is missing

import zmq

# so many texts of 256 KiB, each of which is a message
COUNT, SIZE = 800, 1 << 18
FLOOD = f'var s = "x"; for i in 0..<18 {{ s = s + s }}; for i in 0..<{COUNT} {{ print(s) }}'


class Slow:
    """A client that is told everything and reads only when it is asked to."""

    def __init__(self, kernel):
        connection = kernel.connection()
        self.context = zmq.Context()
        self.socket = self.context.socket(zmq.SUB)
        self.socket.set(zmq.RCVHWM, 1)
        self.socket.set(zmq.RCVBUF, 1 << 12)
        self.socket.subscribe(b"")
        self.socket.connect(f"tcp://{connection['ip']}:{connection['iopub_port']}")
        # the kernel greets who subscribes
        assert self.socket.poll(TIMEOUT * 1000)

    def read(self, seconds, request):
        """What a request leads to, until nothing comes for some time."""
        found = []
        while self.socket.poll(seconds * 1000):
            header, parent, _, content = map(json.loads, self.socket.recv_multipart()[-4:])
            if parent.get("msg_id") == request:
                found.append({"msg_type": header["msg_type"], "content": content})
        return found

    def close(self):
        self.context.destroy(linger=0)


@pytest.fixture
def slow(kernel):  # noqa: F811
    client = Slow(kernel)
    yield client
    client.close()


def memory(pid):
    """Bytes that a process holds."""
    return int(open(f"/proc/{pid}/statm").read().split()[1]) * 4096


def test_a_client_that_does_not_read(kernel, slow):  # noqa: F811
    kernel.run("1")
    before = memory(kernel.pid)
    most, text = before, 0
    request = kernel.client.execute(FLOOD)
    while True:
        message = kernel.client.get_iopub_msg(timeout=TIMEOUT)
        most = max(most, memory(kernel.pid))
        if message["parent_header"].get("msg_id") != request:
            continue
        text += len(message["content"].get("text", ""))
        if message["content"].get("execution_state") == "idle":
            break
    # the other client has got everything, of which little was kept for the slow one
    assert text == COUNT * (SIZE + 1)
    assert most - before < text / 2, (before, most, text)
    started = time.monotonic()
    assert kernel.value("1 + 1") == "2"
    assert time.monotonic() - started < 1
    # what was too much for it is lost; when it reads, it hears again
    heard = slow.read(1, request)
    assert 0 < sum(len(message["content"].get("text", "")) for message in heard) < text
    request = kernel.client.execute('print("news")')
    assert [message["content"].get("text") for message in slow.read(1, request) if message["msg_type"] == "stream"] == ["news\n"]


def test_a_client_that_reads_late_gets_everything(kernel, slow):  # noqa: F811
    request = kernel.client.execute("for i in 0..<200000 { print(i) }")
    time.sleep(1)
    texts = [message["content"]["text"] for message in slow.read(2, request) if message["msg_type"] == "stream"]
    assert "".join(texts).split() == [str(i) for i in range(200_000)]


def test_control_answers_meanwhile(kernel, slow):  # noqa: F811
    request = kernel.client.execute("while true { print(arange(10000)) }")
    time.sleep(0.5)
    kernel.manager.interrupt_kernel()
    started = time.monotonic()
    while kernel.client.get_shell_msg(timeout=TIMEOUT)["parent_header"].get("msg_id") != request:
        pass
    assert time.monotonic() - started < 3
