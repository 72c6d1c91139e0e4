"""What the programs of the peers share: `program.py TASK DATA OUT ROUNDS` draws a figure so often, and prints the fewest seconds that it
took, without clearing away behind it; `program.py version` prints the library's version."""

import json
import pathlib
import sys
import time


def work(version, tasks, clear=lambda: None):
    if sys.argv[1] == "version":
        print(version)
        return
    task, data, out, rounds = sys.argv[1:]
    given = json.loads(pathlib.Path(data).read_text())
    taken = []
    for _ in range(int(rounds)):
        started = time.perf_counter()
        tasks[task](given, out)
        taken.append(time.perf_counter() - started)
        clear()
    print(min(taken))
