#!/usr/bin/env python3
"""Runs each experiment at its reduced and at its full size, and writes how long it took and whether what it claims held into
docs/experiments.md, between the marks. Run it by scripts/experiments-full.

Given names, it runs these alone and keeps the other rows. What an experiment printed and drew is in .build/experiments. discretisation
is run at its reduced size only: in full it has a plan, results and a page of its own.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import time

from machine import processor

ROOT = pathlib.Path(__file__).resolve().parents[1]
BINARY = os.environ.get("TEGUM_BINARY", str(ROOT / ".build/release/tegum"))
PAGE = ROOT / "docs/experiments.md"
MARKS = "<!-- times: made by scripts/experiments-full -->\n", "<!-- /times -->\n"
NAMES = sorted(path.stem for path in (ROOT / "scripts/experiments").glob("*.tg"))
OWN_PLAN = {"discretisation"}


def run(name, size, folder):
    """Seconds, and whether all checks held."""
    started = time.monotonic()
    done = subprocess.run(
        [BINARY, "run", str(ROOT / f"scripts/experiments/{name}.tg"), "--size", size, "--out", str(folder / f"{name}-{size}.svg")],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=ROOT)
    seconds = time.monotonic() - started
    (folder / f"{name}-{size}.txt").write_text(done.stdout + done.stderr)
    print(f"experiments-full: {name}, {size}: {seconds:.0f} s, status {done.returncode}", file=sys.stderr)
    return seconds, done.returncode == 0


def row(name, folder):
    """A row of the table; a size that an experiment is not run at has a dash."""
    cells = []
    for size in ("reduced", "full"):
        if size == "full" and name in OWN_PLAN:
            cells += ["–", "–"]
            continue
        seconds, held = run(name, size, folder)
        cells += [f"{seconds:.1f}", "yes" if held else "no"]
    return f"| {name} | " + " | ".join(cells) + " |"


def known_rows(page):
    """The rows that the page has, by name."""
    part = page.partition(MARKS[0])[2].partition(MARKS[1])[0]
    return {match[1]: match[0] for match in re.finditer(r"^\| (\w+) \|.*[\d–] \|.*\|$", part, flags=re.M)}


def written(page, rows):
    """The page with a new table between the marks."""
    before, first, rest = page.partition(MARKS[0])
    _, last, after = rest.partition(MARKS[1])
    if not first or not last:
        sys.exit(f"experiments-full: {PAGE} lacks the marks {MARKS}")
    total = sum(float(line.split("|")[2]) for line in rows)
    table = ["| script | reduced, s | holds | full, s | holds |", "|---|--:|---|--:|---|", *rows]
    text = "\n".join([*table, "", f"The reduced sizes take {total:.0f} s in all. {processor()}, {os.cpu_count()} cores.", ""])
    return before + first + text + last + after


def main():
    parser = argparse.ArgumentParser(prog="experiments-full", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"experiments (all): {', '.join(NAMES)}")
    chosen = parser.parse_args().names or NAMES
    if unknown := set(chosen) - set(NAMES):
        parser.error(f"there is no experiment {', '.join(sorted(unknown))}")
    folder = ROOT / ".build/experiments"
    folder.mkdir(parents=True, exist_ok=True)
    for name in chosen:
        rows = known_rows(PAGE.read_text()) | {name: row(name, folder)}
        PAGE.write_text(written(PAGE.read_text(), [rows[each] for each in NAMES if each in rows]))


if __name__ == "__main__":
    main()
