#!/usr/bin/env python3
"""What a training step costs as models grow, beside OpenBLAS: the step's matrix products alone, on one core. Run it by scripts/bench-growth.

With --kernels v3 both use AVX2.
"""

import argparse
import os
import pathlib
import subprocess
import sys

from machine import kernels as available, processor
from page import put

ROOT = pathlib.Path(__file__).resolve().parents[1]
BENCH = os.environ.get("TEGUM_BENCH", str(ROOT / ".build/release/tegum-bench"))
CORES = {"v4": "SkylakeX", "v3": "Haswell"}
ABOUT = """# As models grow

What a step of training costs: samples, layers, gradient and Adam. Beside it stands what OpenBLAS takes for the matrix products of the step alone, without
anything that lies between. `scripts/bench-growth --write` measures anew, with the instructions that the machine has, and writes their parts of this page;
the tables are those of `tegum-bench` and `tegum-bench growth`.
"""
TITLES = {"v4": "AVX-512", "v3": "AVX2", None: "The machine's best instructions"}


def tables(kernels, words):
    """What tegum-bench prints, with the instructions of one kind: of various trainings (where there are no words), and as models grow."""
    environment = {**os.environ, **({"TEGUM_KERNELS": kernels, "OPENBLAS_CORETYPE": CORES[kernels]} if kernels else {})}
    lines = []
    for arguments in ([] if words else [["a step of"]]) + [["growth", *words]]:
        with subprocess.Popen([BENCH, *arguments], stdout=subprocess.PIPE, text=True, env=environment) as process:
            for line in process.stdout:
                print(line, end="", file=sys.stderr, flush=True)
                lines.append(line)
        if process.returncode:
            sys.exit(process.returncode)
    return "".join(lines)


def main():
    parser = argparse.ArgumentParser(prog="bench-growth", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="only models with one of these words in their names")
    parser.add_argument("--kernels", choices=CORES, action="append", help="the instructions of both (the best; --write: all that the machine has)")
    parser.add_argument("--write", action="store_true", help="write docs/growth.md too")
    options = parser.parse_args()
    for kernels in options.kernels or (available() if options.write else [None]):
        text = f"## {TITLES[kernels]}\n\n{tables(kernels, options.words)}{processor()}, {os.cpu_count()} cores.\n"
        print(text)
        if options.write:
            put(ROOT / "docs/growth.md", ABOUT, CORES, kernels, text)


if __name__ == "__main__":
    main()
