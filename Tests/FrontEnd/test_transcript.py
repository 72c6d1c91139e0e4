"""One transcript, whichever way it comes: the same values, and the same error where the last entry fails as it runs."""

import re

import pytest
from conftest import MORE, PROMPT, plain

ENTRIES = [
    "let m = toy(n: 4, h: 2)",
    "func half(x) {\n  // of a number\n  x / 2\n}",
    "let run = train(m, adam, 20)",
    "print(run.loss[-1], m.W[0, 0])",
    "var total = 0",
    "for i in 0..<5 {\n  total += half(i)\n}",
    'print("θ = \\(total)",\n  uniform())',
]
FAILING = ["[1, 2][half(20)]", "half(m)", "train(m, adam, 5, batch: 0)", "total + nil"]


def told(text):
    """The error without the place, which has the name of the way, and without the lines of the source."""
    return [re.sub(r"^.*?error: ", "error: ", line) for line in text.split("\n") if "error: " in line or "hint: " in line]


@pytest.mark.parametrize("failing", FAILING)
def test_in_all_ways(prompt, tegum, script, failing):
    entries = ENTRIES + [failing]
    program = "\n".join(entries)
    done = {"file": tegum(script(program)), "pipe": tegum(stdin=program), "-e": tegum("-e", program)}
    expected = done["file"]
    assert expected.output.count("\n") == 2 and told(expected.errors)
    for way, each in done.items():
        assert (each.status, each.output, told(each.errors)) == (1, expected.output, told(expected.errors)), way

    p = prompt("--quiet")
    shown = ""
    for entry in entries:
        lines = entry.split("\n")
        for line in lines[:-1]:
            p.enter(line, then=MORE)
        answer = p.enter(lines[-1])
        shown += answer + "\n" if answer else ""
    assert shown.startswith(expected.output) and told(shown) == told(expected.errors)

    for text in [program, "\n".join(PROMPT + entry.replace("\n", "\n" + MORE) for entry in entries)]:
        p = prompt("--quiet", TERM="xterm-256color", NO_COLOR="1")
        p.child.send("\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~")
        p.settle()
        p.child.send("\r")
        p.until(lambda lines: expected.output in (screen := "\n".join(lines)) and told(screen) == told(expected.errors))
