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


def colours(p, row):
    """The words of a screen's row that have a colour."""
    cells = p.screen.buffer[row]
    words, last = [], "default"
    for x in range(p.screen.columns):
        if cells[x].fg != "default":
            if last != cells[x].fg:
                words.append("")
            words[-1] += cells[x].data
        last = cells[x].fg
    return words


def test_what_was_entered_is_coloured(prompt):
    p = prompt("--quiet", TERM="xterm-256color")
    p.child.send('let a = "b\\(1 + 2)c"  // note')
    p.settle()
    assert colours(p, 0) == []
    p.child.send("\r")
    p.until(lambda lines: lines == ['tegum> let a = "b\\(1 + 2)c"  // note', "tegum>"])
    assert colours(p, 0) == ["let", '"b', "\\(", "1", "2", ")", 'c"', "// note"]


def test_not_where_colours_are_not_wanted(prompt):
    for variables in [{"TERM": "xterm-256color", "NO_COLOR": "1"}, {"TERM": "dumb"}]:
        p = prompt("--quiet", **variables)
        p.child.send("let a = 1\r")
        p.wait()
        assert "\x1b[35m" not in p.child.before


def test_colouring_leaves_the_screen_as_it_was(prompt):
    """Whatever the width, wrapped or not: the same characters stand in the same places as without colours."""
    entry = 'let words = ["θeta", "日本", 12345, 67890] + [1.5e-3, "abcdefghij"]'
    for columns in [8, 9, 20, 31, 33, 40, len(entry) + 6, len(entry) + 7, len(entry) + 8, 100]:
        screens = []
        for variables in [{"NO_COLOR": "1"}, {}]:
            p = prompt("--quiet", TERM="xterm-256color", **variables)
            p.child.setwinsize(24, columns)
            p.screen.resize(24, columns)
            p.settle(0.15)
            p.child.send(entry + "\x01\x06\r")
            p.settle(0.3)
            p.child.send("1 + 1\r")
            p.shows("2", "tegum>")
            screens.append(p.lines())
        assert screens[0] == screens[1], columns


def test_a_block_of_lines_is_coloured_in_place(prompt):
    p = prompt("--quiet", TERM="xterm-256color")
    p.child.send("\x1b[200~func f(x) {\r  x + 1\r}\x1b[201~")
    p.settle()
    p.child.send("\r")
    p.until(lambda lines: lines == ["tegum> func f(x) {", "  x + 1", "}", "tegum>"])
    assert colours(p, 0) == ["func"] and colours(p, 1) == ["1"]
    p.child.send("if true {\r")
    p.settle()
    p.child.send("return\x1b[D\r")
    p.shows("  ...> return", "  ...>")
    assert colours(p, len(p.lines()) - 2) == ["return"]


def test_a_block_higher_than_the_window(prompt):
    p = prompt("--quiet", TERM="xterm-256color")
    p.child.send("\x1b[200~" + "\r".join(f"let a{i} = {i}" for i in range(40)) + "\x1b[201~")
    p.settle()
    p.child.send("\r")
    p.shows("let a39 = 39", "tegum>")
    p.child.send("a39 + 1\r")
    p.shows("40", "tegum>")
