#!/usr/bin/env python3
"""KernelSHAP by Tegum and by the shap package, by turns. Run it by scripts/bench-shap.

Both explain the same rows of the same network against the same background, with as many coalitions as the package takes by itself, on
all cores. Importing and the start of the programs are not timed.
"""

import argparse
import os
import pathlib
import platform
import subprocess
import tempfile
import time

import numpy
import shap

from machine import processor
from peers import attribution

ROOT = pathlib.Path(__file__).resolve().parents[1]
BINARY = os.environ.get("TEGUM_BINARY", str(ROOT / ".build/release/tegum"))
PAGE = ROOT / "docs/attribution.md"


def tegum(folder):
    """Seconds of the exact values of one row, and of KernelSHAP of all rows."""
    done = subprocess.run([BINARY, "-e", attribution.TEGUM], cwd=folder, capture_output=True, text=True, check=True)
    return tuple(map(float, done.stdout.split()))


def page(rounds):
    exact = ours = float("inf")
    theirs, values = {name: float("inf") for name in attribution.SETTINGS}, {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            once, many = tegum(folder)
            exact, ours = min(exact, once), min(ours, many)
            file, explain = attribution.explained(pathlib.Path(folder) / "shap.safetensors")
            for name, settings in attribution.SETTINGS.items():
                started = time.perf_counter()
                values[name] = explain(settings)
                theirs[name] = min(theirs[name], time.perf_counter() - started)

    def row(name, seconds, found):
        apart = numpy.sqrt(numpy.mean((found[0] - file["exact"]) ** 2))
        return f"| {name} | {seconds:.2f} | {seconds / ours:.1f} | {apart:.5f} |"

    lines = [
        "# Attribution beside the shap package",
        "",
        f"{attribution.__doc__.strip()} Both programs explain the same {attribution.ROWS} rows by KernelSHAP with 2080 coalitions, on all cores, the network in 32 bits; the package "
        f"calls it in NumPy. Of each the best of {rounds} {'run' if rounds == 1 else 'runs'} counts. `scripts/bench-shap --write` measures anew and writes this page.",
        "",
        f"| {attribution.ROWS} rows | seconds | in Tegum's | root mean square from the exact values, first row |",
        "|---|--:|--:|--:|",
        row("Tegum, `kernelShap(net, X, background: B)`", ours, file["values"]),
        *(row(name, theirs[name], values[name]) for name in attribution.SETTINGS),
        "",
        f"`shapley`, the exact values of one row from all 65 536 coalitions, takes {exact:.2f} s.",
        "",
        f"{processor()}, {os.cpu_count()} cores; Python {platform.python_version()}, shap {shap.__version__}, NumPy {numpy.__version__}.",
    ]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(prog="bench-shap", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="runs of each (3)")
    parser.add_argument("--write", action="store_true", help="write docs/attribution.md too")
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("rounds are at least 1")
    text = page(options.rounds)
    print(text)
    if options.write:
        beside = PAGE.with_suffix(".md.new")
        beside.write_text(text)
        beside.replace(PAGE)


main()
