#!/usr/bin/env python3
"""The interpreter beside the Python that runs this: the same programs in turns, each timed inside its process, and the time from the start of
the program to its first prompt. Run it by scripts/bench-language."""

import argparse
import os
import pathlib
import platform
import pty
import subprocess
import sys
import tempfile
import time

from machine import processor

ROOT = pathlib.Path(__file__).resolve().parents[1]
BINARY = os.environ.get("TEGUM_BINARY", str(ROOT / ".build/release/tegum"))
PAGE = ROOT / "docs/language.md"
ROUNDS = 15

PROGRAMS = {
    "`fib(27)`, the last expression is the value": (
        "func fib(n) { if n < 2 { n } else { fib(n - 1) + fib(n - 2) } }\nlet t = timed { fib(27) }",
        "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\ndef work(): fib(27)",
    ),
    "`fib(27)` with `return`": (
        "func fib(n) { if n < 2 { return n }\n return fib(n - 1) + fib(n - 2) }\nlet t = timed { fib(27) }",
        "def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\ndef work(): fib(27)",
    ),
    "5 million turns of `for`: `s = s + i * 0.5`": (
        "let t = timed { var s = 0; for i in 0 ..< 5000000 { s = s + i * 0.5 }; s }",
        "def work():\n    s = 0\n    for i in range(5000000):\n        s = s + i * 0.5\n    return s",
    ),
    "5 million turns of `while`: `s = s + i % 7; i = i + 1`": (
        "let t = timed { var s = 0, i = 0; while i < 5000000 { s = s + i % 7; i = i + 1 }; s }",
        "def work():\n    s = i = 0\n    while i < 5000000:\n        s = s + i % 7\n        i = i + 1\n    return s",
    ),
}


def seconds(command, text):
    """What a program prints last: the seconds that its work took."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(text)
        file.flush()
        done = subprocess.run([*command, file.name], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


def tegum(program):
    return seconds([BINARY], program + "\nprint(t.seconds)\n")


def python(program):
    clock = "import time\nt = time.perf_counter()\nwork()\nprint(time.perf_counter() - t)\n"
    return seconds([sys.executable], program + "\n" + clock)


def prompt():
    """Seconds from the start of the program to its first prompt, at a pseudo-terminal."""
    parent, child = pty.openpty()
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "TERM": "xterm"}
        started = time.perf_counter()
        process = subprocess.Popen([BINARY, "--quiet"], stdin=child, stdout=child, stderr=child, env=environment, start_new_session=True)
        text = b""
        while b"> " not in text:
            text += os.read(parent, 4096)
        took = time.perf_counter() - started
        process.kill()
        process.wait()
    os.close(parent)
    os.close(child)
    return took


def page():
    best = {name: [float("inf"), float("inf")] for name in PROGRAMS}
    start = float("inf")
    for _ in range(ROUNDS):
        for name, (ours, theirs) in PROGRAMS.items():
            best[name] = [min(best[name][0], tegum(ours)), min(best[name][1], python(theirs))]
        start = min(start, prompt())
    lines = [
        "# The interpreter beside CPython",
        "",
        "The same programs by turns on one core, timed inside their processes; of each the best of "
        f"{ROUNDS} runs counts. `scripts/bench-language --write` measures anew and writes this page.",
        "",
        f"| milliseconds | Tegum | CPython {platform.python_version()} | CPython's in Tegum's |",
        "|---|--:|--:|--:|",
    ]
    lines += [f"| {name} | {1e3 * a:.1f} | {1e3 * b:.1f} | {b / a:.2f} |" for name, (a, b) in best.items()]
    lines += ["", f"From the start of the program to the first prompt: {1e3 * start:.1f} ms.", "", f"{processor()}, {os.cpu_count()} cores."]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/language.md")
    wanted = parser.parse_args()
    text = page()
    print(text)
    if wanted.write:
        beside = PAGE.with_suffix(".md.new")
        beside.write_text(text)
        beside.replace(PAGE)


main()
