#!/usr/bin/env python3
"""What a training step costs as models grow, beside OpenBLAS: the step's matrix products alone, by NumPy, on the same cores. Run it by scripts/bench-growth.

Tegum's figures are whole steps: samples, layers, gradient and Adam, by `tegum-bench growth`. With --kernels v3 both use AVX2.
"""

import argparse
import os
import pathlib
import platform
import re
import subprocess
import sys

from machine import kernels as available, processor
from page import put

ROOT = pathlib.Path(__file__).resolve().parents[1]
BENCH = os.environ.get("TEGUM_BENCH", str(ROOT / ".build/release/tegum-bench"))
ROUNDS = 2
CORES = {"v4": "SkylakeX", "v3": "Haswell"}


def names(words):
    """The models' names, by groups."""
    done = subprocess.run([BENCH, "growth", "names"], capture_output=True, text=True, check=True)
    groups = [group.splitlines() for group in done.stdout.split("\n\n")]
    chosen = [[name for name in group if not words or any(word in name for word in words)] for group in groups]
    return [group for group in chosen if group]


def growth(kernels, name):
    """Of one model: µs on one core and on two, GFLOP/s on one, by `tegum-bench growth`."""
    environment = {**os.environ, **({"TEGUM_KERNELS": kernels} if kernels else {})}
    done = subprocess.run([BENCH, "growth", name], capture_output=True, text=True, env=environment, check=True)
    row = [line for line in done.stdout.splitlines() if line.startswith("|")][2]
    return [float(cell) for cell in row.split("|")[2:-1]]


def products(name):
    """The matrix products of a step, as m × k × n."""
    toy = re.match(r"n = (\d+), h = (\d+)(?:, batch (\d+))?$", name)
    if toy:
        n, h, batch = (int(number or 1024) for number in toy.groups())
        # W x and Wᵀ h; backwards one with the weights, and one for the weights of each
        return [(h, n, batch), (n, h, batch), (h, n, batch), (h, batch, n), (h, batch, n)]
    layers = int(re.match(r"(\d+) layers? of 64$", name).group(1))
    return [(64, 64, 1024)] * (3 * layers - 1)


def openblas(shape, kernels):
    """Microseconds of one product, on one core: the best of several."""
    program = f"""
import time, numpy
m, k, n = {shape!r}
a, b, c = (numpy.random.rand(*shape).astype("f") for shape in ((m, k), (k, n), (m, n)))
repetitions = max(1, min(200, int(1e9 / (2 * m * k * n))))
best = 1e9
for _ in range(4):
    started = time.perf_counter()
    for _ in range(repetitions):
        numpy.matmul(a, b, out=c)
    best = min(best, (time.perf_counter() - started) / repetitions)
print(best * 1e6)
"""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", **({"OPENBLAS_CORETYPE": CORES[kernels]} if kernels else {})}
    return float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment).stdout)


def table(kernels, words):
    """The tables, in Markdown. A model's steps and its products by OpenBLAS are measured in turns; the best of each counts."""
    lines = []
    for group in names(words):
        lines += [
            "| a step of | µs, one core | µs, two cores | GFLOP/s, one core | its products by OpenBLAS, one core | a step in these |",
            "|---|--:|--:|--:|--:|--:|",
        ]
        for name in group:
            shapes = products(name)
            ours, theirs = [], []
            for _ in range(ROUNDS):
                ours.append(growth(kernels, name))
                blas = {shape: openblas(shape, kernels) for shape in set(shapes)}
                theirs.append(sum(blas[shape] for shape in shapes))
            one, two, speed, products_alone = min(o[0] for o in ours), min(o[1] for o in ours), max(o[2] for o in ours), min(theirs)
            lines.append(f"| {name} | {one:.5g} | {two:.5g} | {speed:.3g} | {products_alone:.4g} | {one / products_alone:.2f} |")
            print(lines[-1], file=sys.stderr, flush=True)
        lines.append("")
    return "\n".join(lines)


ABOUT = """# As models grow

What a step of training costs: samples, layers, gradient and Adam. Beside it stands what OpenBLAS (by NumPy) takes for the matrix products of the step alone, without
anything that lies between. `scripts/bench-growth --write` measures anew, with the instructions that the machine has, and writes their parts of this page.
"""
TITLES = {"v4": "AVX-512", "v3": "AVX2", None: "The machine's best instructions"}


def main():
    parser = argparse.ArgumentParser(prog="bench-growth", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="only models with one of these words in their names")
    parser.add_argument("--kernels", choices=CORES, action="append", help="the instructions of both (the best; --write: all that the machine has)")
    parser.add_argument("--write", action="store_true", help="write docs/growth.md too")
    options = parser.parse_args()
    for kernels in options.kernels or (available() if options.write else [None]):
        text = f"## {TITLES[kernels]}\n\n{table(kernels, options.words)}"
        text += f"\n{processor()}, {os.cpu_count()} cores; Python {platform.python_version()}; NumPy's OpenBLAS.\n"
        print(text)
        if options.write:
            put(ROOT / "docs/growth.md", ABOUT, CORES, kernels, text)


if __name__ == "__main__":
    main()
