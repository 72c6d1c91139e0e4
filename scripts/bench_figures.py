#!/usr/bin/env python3
"""The same figures by Tegum, matplotlib, plotly and plotext, by turns: lines of code, time of a whole process, time of a further drawing in
it, size of the file. Run it by scripts/bench-figures."""

import argparse
import fcntl
import json
import math
import os
import pathlib
import platform
import pty
import re
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

from machine import processor
from page import put

ROOT = pathlib.Path(__file__).resolve().parents[1]
BINARY = os.environ.get("TEGUM_BINARY", str(ROOT / ".build/release/tegum"))
PROGRAMS = ROOT / "scripts/peers/figures"
ROUNDS = 3
WARM = 5
# trainings that are watched, in how many rounds, and as what they are shown
WATCHED = {
    "80 000 steps of `toy(n: 90, h: 3, scale: 0.05)`": ("train(toy(n: 90, h: 3, scale: 0.05), adam, 80000, WATCH)", 4),
    "10 000 steps of it": ("train(toy(n: 90, h: 3, scale: 0.05), adam, 10000, WATCH)", 24),
    "8 such models side by side, 15 000 steps": ("train(many(8) { i in toy(n: 90, h: 3, scale: 0.05) }, adam, 15000, WATCH)", 4),
}
GRAPHICS = ["text", "kitty", "sixel"]
# what the view prints before it draws, and what ends a picture
MARK = "a picture begins"
ENDS = {"text": rb"\x1b\[J", "kitty": rb"\x1b8\x1b\[\d+B", "sixel": rb"\x1b8\x1b\[\d+B"}

TASKS = {
    "loss": "10 000 losses, a logarithmic axis",
    "space": "90 points in space, joined and coloured by number, with a bar",
    "cloud": "10 000 points in the plane, coloured by value, with a bar",
    "matrix": "A matrix of 100 × 100, colours about 0, with a bar",
}
# by kind of file: who writes it
KINDS = {
    "txt": ("As text, 80 × 24", ["tegum", "plotext"]),
    "svg": ("As SVG, 620 × 400", ["tegum", "matplotlib"]),
    "png": ("As PNG, 1240 × 800 pixels", ["tegum", "matplotlib", "plotly"]),
    "html": ("As a page without network that turns or zooms", ["tegum", "plotly"]),
}
NAMES = {"tegum": "Tegum", "matplotlib": "matplotlib", "plotly": "plotly", "plotext": "plotext"}


def data():
    """What is drawn, the same for all."""
    wave = [math.sin(i * i / 7) for i in range(10_000)]
    turns = [2 * math.pi * i / 90 for i in range(90)]
    return {
        "loss": [0.1 * math.exp(-i / 2500) * (1 + 0.2 * w) + 0.003 for i, w in enumerate(wave)],
        "space": [[math.cos(t) for t in turns], [math.sin(t) for t in turns], [0.6 * math.cos(3 * t) for t in turns]],
        "x": [math.cos(i) * (i / 10_000) for i in range(10_000)],
        "y": [math.sin(i) * (i / 10_000) + 0.2 * w for i, w in enumerate(wave)],
        "value": [math.sin(i / 900) for i in range(10_000)],
        "matrix": [[math.cos((i - j) / 9) * math.exp(-abs(i - j) / 30) for j in range(100)] for i in range(100)],
    }


def source(who):
    return PROGRAMS / ("figures.tg" if who == "tegum" else f"figures_{who}.py")


def functions(who):
    """By name, the lines of a program's functions below their first; blank ones and closing braces don't count."""
    found, current = {}, None
    for line in source(who).read_text().splitlines():
        start = re.match(r"(?:def|func) (\w+)\(", line)
        if start:
            current = found.setdefault(start[1], [])
        elif line[:1] not in ("", " "):
            current = None
        elif current is not None and line.strip():
            current.append(line)
    return found


def lines(who, task):
    """How many lines draw a task and save it."""
    return len(functions(who)[task])


def command(who, task, given, out, rounds):
    if who == "tegum":
        return [BINARY, "run", "--quiet", str(source(who)), "--task", task, "--data", given, "--out", out, "--rounds", str(rounds)]
    return [sys.executable, str(source(who)), task, given, out, str(rounds)]


def run(arguments):
    """Seconds of a whole process, and what it prints: the seconds of its fastest drawing."""
    started = time.perf_counter()
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        sys.exit(f"bench-figures: {' '.join(arguments)} failed:\n{done.stderr}")
    return time.perf_counter() - started, float(done.stdout.split()[-1])


def version(who):
    return subprocess.run([sys.executable, str(source(who)), "version"], capture_output=True, text=True, check=True).stdout.strip()


def measure(kind, folder):
    """By (task, who): the fewest seconds of a process with one drawing, of a further drawing, and the bytes of the file."""
    given = f"{folder}/data.json"
    pathlib.Path(given).write_text(json.dumps(data()))
    best = {}
    for task in TASKS:
        for i in range(ROUNDS):
            print(f"bench-figures: {task}.{kind}, round {i + 1} of {ROUNDS}", file=sys.stderr)
            for who in [who for who in KINDS[kind][1] if task in functions(who)]:
                out = f"{folder}/{who}-{task}.{kind}"
                whole, _ = run(command(who, task, given, out, 1))
                _, warm = run(command(who, task, given, out, WARM))
                known = best.get((task, who), (math.inf, math.inf, 0))
                best[task, who] = (min(known[0], whole), min(known[1], warm), os.path.getsize(out))
    return best


def number(x):
    return f"{x:.0f}" if x >= 10 else f"{x:.1f}"


def report(kind, best):
    """The table of a kind of file, in Markdown."""
    title, makers = KINDS[kind]
    text = [f"## {title}", "| figure | by | lines | ms of a process | ms of a further one | kB |", "|---|---|--:|--:|--:|--:|"]
    for (task, who), (whole, warm, size) in best.items():
        about = TASKS[task] if who == "tegum" else ""
        text.append(f"| {about} | {NAMES[who]} | {lines(who, task)} | {number(1e3 * whole)} | {number(1e3 * warm)} | {number(size / 1000)} |")
    peers = ", ".join(f"{NAMES[who]} {version(who)}" for who in makers if who != "tegum")
    text += ["", f"{processor()}, {os.cpu_count()} cores; Python {platform.python_version()}, {peers}."]
    return "\n".join(text) + "\n"


def seconds(program, graphics):
    """What a training takes in a terminal of 100 × 40 characters, watched in some graphics or by nobody; what each picture of it took, from
    the mark that its view prints to its last byte; the bytes that it writes."""
    watch = f'watch: {str(graphics is not None).lower()}, view: {{ run in print("{MARK}"); trainingView(run) }}'
    program = f"let done = timed {{ {program.replace('WATCH', watch)} }}; print(\"took \\(done.seconds) s\")"
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 900, 720))
    variables = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "TEGUM_GRAPHICS": graphics or "text"}
    process = subprocess.Popen([BINARY, "-e", program], stdin=slave, stdout=slave, stderr=slave, env=variables)
    os.close(slave)
    said, pictures, begun, behind = bytearray(), [], None, 0
    while True:
        try:
            more = os.read(master, 1 << 16)
        except OSError:  # the other end is closed
            break
        now = time.perf_counter()
        said += more
        while (found := re.compile(ENDS[graphics] if begun else MARK.encode()).search(said, behind)) is not None:
            behind = found.end()
            if begun:
                pictures.append(now - begun)
            begun = None if begun else now
    os.close(master)
    found = re.search(rb"took ([0-9.e-]+) s", said)
    if process.wait() != 0 or not found or begun:
        sys.exit(f"bench-figures: the training failed:\n{said[-2000:].decode(errors='replace')}")
    return float(found[1]), pictures, len(said)


def watched():
    """The table of trainings that somebody watches, in Markdown."""
    text = [
        "## A training that is watched", "", "In a terminal of 100 × 40 characters of 9 × 18 pixels, by turns with the same training that nobody watches, each in a process of its own;",
        "the picture at the end is in the time. Medians of several rounds. The time of pictures is what the terminal sees: from the first thing that",
        "the view does to the last byte of the picture; its share is of the time that is left for the steps. What the whole took more than the",
        "unwatched one of its round says the same with the noise of two trainings.", "",
        "| training | rounds | shown as | seconds | pictures | ms of pictures | share | more than unwatched | kB written |", "|---|--:|---|--:|--:|--:|--:|--:|--:|"]
    for about, (program, rounds) in WATCHED.items():
        measured = {graphics: [] for graphics in (None, *GRAPHICS)}
        for i in range(rounds):
            print(f"bench-figures: watch, {about}, round {i + 1} of {rounds}", file=sys.stderr)
            # another one comes first in each round
            order = list(measured)
            for graphics in order[i % len(order):] + order[:i % len(order)]:
                measured[graphics].append(seconds(program, graphics))
        alone = [took for took, _, _ in measured[None]]
        text.append(f"| {about} | {rounds} | not watched | {statistics.median(alone):.3f} | | | | | |")
        for graphics in GRAPHICS:
            times, pictures, sizes = zip(*measured[graphics])
            drawn = [sum(each) for each in pictures]
            share = statistics.median(drawing / (took - drawing) for took, drawing in zip(times, drawn))
            more = statistics.median(took / other - 1 for took, other in zip(times, alone))
            text.append(
                f"| | | {graphics} | {statistics.median(times):.3f} | {statistics.median(map(len, pictures)):.0f} | {1000 * statistics.median(drawn):.1f}"
                f" | {100 * share:.1f} % | {100 * more:.1f} % | {statistics.median(sizes) / 1000:.0f} |")
    text += ["", f"{processor()}, {os.cpu_count()} cores."]
    return "\n".join(text) + "\n"


ABOUT = f"""# Beside matplotlib, plotly and plotext

The same figures from the same file of numbers, by turns on this machine. Lines are those that draw and save, without imports; ms of a
process are from its start to its end with one figure, reading the numbers included; ms of a further one are the fastest of {WARM} in one
process, where plotly keeps its Chromium. Of each the best of {ROUNDS} runs counts. The programs are in `scripts/peers/figures`;
`scripts/bench-figures --write` measures anew and writes this page, `--kind` a part of it.

UnicodePlots is a package of Julia, which neither Debian nor PyPI has: plotext stands here for what draws with characters. It has no
figures in space, and no bar of colours.
"""


def main():
    parser = argparse.ArgumentParser(prog="bench-figures", description=__doc__)
    order = [*KINDS, "watch"]
    parser.add_argument("--kind", choices=order, help="which files are written, or trainings that are watched (all)")
    parser.add_argument("--write", action="store_true", help="write docs/figures.md too")
    parser.add_argument("--keep", metavar="FOLDER", help="leave the figures there, to be looked at")
    wanted = parser.parse_args()
    for kind in [wanted.kind] if wanted.kind else order:
        with tempfile.TemporaryDirectory() as folder:
            if wanted.keep:
                os.makedirs(wanted.keep, exist_ok=True)
            text = watched() if kind == "watch" else report(kind, measure(kind, wanted.keep or folder))
        print(text)
        if wanted.write:
            put(ROOT / "docs/figures.md", ABOUT, order, kind, text)


main()
