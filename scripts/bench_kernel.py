"""How long a kernel takes from its start to its first answer, and for a cell, as a client of Jupyter's meets it. Run it by
scripts/bench-kernel."""

import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from machine import processor

ROOT = pathlib.Path(__file__).resolve().parents[1]
BINARY = os.environ.get("TEGUM_BINARY", str(ROOT / ".build/release/tegum"))
PAGE = ROOT / "docs/jupyter.md"
STARTS = 15
CELLS = 500
INTERRUPTS = 15
LONG = "train(m, adam, 100000000)"


def start(data):
    """A kernel and its client, and the seconds until it was ready."""
    started = time.perf_counter()
    manager = KernelManager(kernel_name="tegum", kernel_spec_manager=KernelSpecManager(kernel_dirs=[f"{data}/kernels"]))
    manager.start_kernel()
    client = manager.blocking_client()
    client.start_channels()
    client.kernel_info()
    client.get_shell_msg(timeout=30)
    return manager, client, time.perf_counter() - started


def answer(client, code):
    """Seconds from sending a cell to its reply."""
    started = time.perf_counter()
    request = client.execute(code)
    while client.get_shell_msg(timeout=30)["parent_header"].get("msg_id") != request:
        pass
    return time.perf_counter() - started


def interrupt(manager, client):
    """Seconds from the interrupt of a training to its reply."""
    request = client.execute(LONG)
    time.sleep(0.5)
    started = time.perf_counter()
    manager.interrupt_kernel()
    while client.get_shell_msg(timeout=30)["parent_header"].get("msg_id") != request:
        pass
    return time.perf_counter() - started


def row(name, times):
    return f"| {name} | {1e3 * min(times):.1f} | {1e3 * statistics.median(times):.1f} | {1e3 * max(times):.1f} | {len(times)} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the table into docs/jupyter.md")
    wanted = parser.parse_args()
    starts = []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([BINARY, "kernel", "install", "--prefix", folder], check=True, capture_output=True)
        for _ in range(STARTS):
            manager, client, seconds = start(folder + "/share/jupyter")
            starts.append(seconds)
            if len(starts) < STARTS:
                client.stop_channels()
                manager.shutdown_kernel(now=True)
        for _ in range(20):
            answer(client, "1 + 1")
        cells = [answer(client, "1 + 1") for _ in range(CELLS)]
        answer(client, "let m = toy(n: 90, h: 3, scale: 0.05)")
        interrupts = [interrupt(manager, client) for _ in range(INTERRUPTS)]
        client.stop_channels()
        manager.shutdown_kernel()
    lines = ["| milliseconds | least | median | most | times |", "|---|--:|--:|--:|--:|", row("start of the kernel to its first answer", starts),
             row("`1 + 1`, from sending the cell to the reply", cells), row("interrupt of a training, from asking to the reply", interrupts),
             "", f"{processor()}, {os.cpu_count()} cores."]
    text = "\n".join(lines) + "\n"
    print(text)
    if wanted.write:
        known = PAGE.read_text()
        before, _, rest = known.partition("<!-- times: made by scripts/bench-kernel -->\n")
        _, end, after = rest.partition("<!-- /times -->")
        assert end, f"{PAGE} has no place for the times"
        PAGE.write_text(f"{before}<!-- times: made by scripts/bench-kernel -->\n{text}{end}{after}")


main()
