"""Kernels for tests: the binary as a client of Jupyter's starts and meets it."""

import json
import subprocess

import pytest

pytest.importorskip("jupyter_client", reason="PyPI's jupyter_client is missing")

from conftest import BINARY
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

TIMEOUT = 30


def install(folder, environment):
    """Installs the kernel below a folder; gives the folder of Jupyter's data."""
    subprocess.run([BINARY, "kernel", "install", "--prefix", str(folder)], check=True, env=environment, capture_output=True)
    return folder / "share/jupyter"


class Running:
    """A kernel, and a client of it."""

    def __init__(self, folder, environment):
        data = install(folder, environment)
        specs = KernelSpecManager(kernel_dirs=[str(data / "kernels")])
        self.manager = KernelManager(
            kernel_name="tegum", kernel_spec_manager=specs, connection_file=str(folder / f"connection-{id(self)}.json"))
        self.manager.start_kernel(env=environment, cwd=str(folder))
        self.client = self.connect()

    def connect(self):
        """Another client."""
        client = self.manager.blocking_client()
        client.start_channels()
        client.wait_for_ready(timeout=TIMEOUT)
        return client

    @property
    def pid(self):
        return self.manager.provisioner.pid

    def connection(self):
        return json.loads(open(self.manager.connection_file).read())

    def run(self, code, **options):
        """Runs a cell: its reply and what it sent meanwhile."""
        return self.finish(self.client.execute(code, **options))

    def finish(self, request):
        """Waits for the end of a request."""
        messages = []
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                break
            messages.append(message)
        reply = self.reply(request)
        return Done(reply, messages)

    def reply(self, request):
        while True:
            reply = self.client.get_shell_msg(timeout=TIMEOUT)
            if reply["parent_header"].get("msg_id") == request:
                return reply["content"]

    def until(self, request, kind):
        """The next message of a kind that a request leads to."""
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") == request and message["msg_type"] == kind:
                return message["content"]

    def ask(self, method, *arguments, **options):
        return self.reply(getattr(self.client, method)(*arguments, **options))

    def value(self, code):
        """The value of a cell, as text."""
        return self.run(code).only("execute_result")["data"]["text/plain"]

    def close(self):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)


class Done:
    """How a request ended: the content of its reply, and the messages that it led to."""

    def __init__(self, reply, messages):
        self.reply, self.messages = reply, messages

    def all(self, kind):
        return [message["content"] for message in self.messages if message["msg_type"] == kind]

    def only(self, kind):
        found = self.all(kind)
        assert len(found) == 1, (self.reply, self.messages)
        return found[0]

    def text(self, name="stdout"):
        return "".join(content["text"] for content in self.all("stream") if content["name"] == name)


@pytest.fixture
def kernel(environment, tmp_path):
    """Starts a kernel."""
    running = Running(tmp_path, environment)
    yield running
    running.close()
