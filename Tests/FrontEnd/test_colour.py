"""Colour and cursor movement stand only where a terminal is."""

import subprocess

from conftest import BINARY

ESCAPE = "\x1b"


def test_none_without_a_terminal(tegum):
    done = tegum("-e", "print(1)\nunknown", TERM="xterm-256color", COLORTERM="truecolor")
    assert ESCAPE not in done.output + done.errors


def test_errors_have_colour_at_a_terminal(prompt):
    p = prompt(TERM="xterm-256color")
    p.enter("unknown")
    assert "\x1b[31merror" in p.child.before


def test_no_color(prompt):
    p = prompt(TERM="xterm-256color", NO_COLOR="1")
    p.enter("unknown")
    assert "\x1b[31m" not in p.child.before and "\x1b[1" not in p.child.before
    p = prompt(TERM="dumb", COLORTERM="truecolor")
    p.enter("unknown")
    assert ESCAPE not in p.child.before


def test_prompt_goes_to_the_terminal_that_is_there(prompt, environment, tmp_path):
    """Standard output leads to a file: prompts show on standard error, values go to the file."""
    import pexpect

    child = pexpect.spawn(
        "bash", ["-c", f"'{BINARY}' --quiet > out.txt"], env=environment, cwd=str(tmp_path), timeout=20, encoding="utf-8")
    child.expect_exact("tegum> ")
    child.send("1 + 1\r")
    child.expect_exact("tegum> ")
    child.send("\x04")
    child.expect(pexpect.EOF)
    assert (tmp_path / "out.txt").read_text() == "2\n"
