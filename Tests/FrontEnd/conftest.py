"""What all tests of the program share: the binary, a clean environment, a prompt at a pseudo-terminal."""

import os
import pathlib
import re
import subprocess
import time

import pexpect
import pyte
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("TEGUM_BINARY", str(ROOT / ".build/release/tegum"))
PROMPT = "tegum> "
MORE = "  ...> "


@pytest.fixture
def environment(tmp_path):
    """Variables of a user who has set nothing, with a home of their own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "INPUTRC": "/dev/null",
        # the pseudo-terminals of the tests answer no questions
        "TEGUM_GRAPHICS": "text",
        "SWIFT_BACKTRACE": "enable=no",
    }


@pytest.fixture
def tegum(environment, tmp_path):
    """Runs the program without a terminal; text in, (status, output, errors) out."""

    def run(*arguments, stdin="", timeout=60, **variables):
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        done = subprocess.run(
            [BINARY, *map(str, arguments)], input=data, capture_output=True, timeout=timeout, cwd=tmp_path,
            env={**environment, **variables})
        return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def script(tmp_path):
    """Writes a script file and gives its path."""

    def write(text, name="script.tg"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def prompt(environment, tmp_path):
    """Opens prompts; closes them all at the end."""
    opened = []

    def start(*arguments, **variables):
        opened.append(Prompt([*map(str, arguments)], {**environment, **variables}, tmp_path))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


class Finished:
    """How a run ended."""

    def __init__(self, status, output, errors):
        self.status, self.output, self.errors = status, output, errors

    def __repr__(self):
        return f"status {self.status}\n--- output\n{self.output}\n--- errors\n{self.errors}"


class Prompt:
    """The program at a pseudo-terminal of 24 lines and 100 columns."""

    def __init__(self, arguments, environment, folder):
        self.child = pexpect.spawn(
            BINARY, arguments, env=environment, cwd=str(folder), dimensions=(24, 100), timeout=20, encoding="utf-8")
        self.child.delaybeforesend = None
        self.screen = pyte.Screen(100, 24)
        self.stream = pyte.Stream(self.screen)
        self.child.logfile_read = self
        if not arguments or arguments[0] != "run":
            self.banner = self.wait()

    def write(self, text):
        """Takes what the program wrote, for the screen (called by pexpect)."""
        self.stream.feed(text)

    def flush(self):
        """Part of being a log file."""

    def wait(self, what=PROMPT):
        """Waits for a prompt; gives what came before it."""
        self.child.expect_exact(what)
        return self.child.before

    def enter(self, line, then=PROMPT):
        """Types a line; gives what the program answered, without the echo."""
        self.child.send(line + "\r")
        answer = self.wait(then)
        _, _, answer = answer.partition("\r\n")
        return plain(answer).replace("\r", "").rstrip("\n")

    def interrupt(self):
        """Presses Ctrl-C; gives the seconds until the prompt is back."""
        started = time.monotonic()
        self.child.send("\x03")
        self.wait()
        return time.monotonic() - started

    def leave(self):
        """Presses Ctrl-D; gives the status."""
        self.child.send("\x04")
        return self.status()

    def status(self):
        """Waits for the end; gives the status, or minus the signal's number."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus if self.child.signalstatus is None else -self.child.signalstatus

    def lines(self):
        """The screen as text: its lines down to the last that is not blank."""
        lines = [line.rstrip() for line in self.screen.display]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def settle(self, seconds=0.3):
        """Reads what comes within a while, for the screen."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                self.child.read_nonblocking(4096, timeout=left)
            except pexpect.TIMEOUT:
                return

    def until(self, seen, seconds=60):
        """Reads until `seen` says that the screen's lines are as they should be; a machine may be slow."""
        end = time.monotonic() + seconds
        while not seen(lines := self.lines()):
            assert time.monotonic() < end, lines
            self.settle(0.05)

    def shows(self, *last):
        """Reads until these are the screen's last lines."""
        self.until(lambda lines: lines[-len(last):] == list(last))

    def close(self):
        self.child.close(force=True)


def plain(text):
    """Text without escape sequences."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)
