"""Blocks pasted at the prompt arrive together."""

from conftest import MORE, plain

START, END = "\x1b[200~", "\x1b[201~"


def paste(p, text):
    """Pastes as a terminal does, with \\r for newlines, and presses Enter; gives what shows behind the echo."""
    p.child.send(START + text.replace("\n", "\r") + END)
    p.settle(0.3)
    p.child.send("\r")
    return plain(p.wait()).replace("\r", "")


def test_fifty_lines(prompt):
    p = prompt(TERM="xterm-256color")
    block = ["var total = 0"]
    for i in range(16):
        block += [f"if {i} % 2 == 0 {{", f"  total += {i}", "}"]
    block += ["total"]
    assert len(block) == 50
    answer = paste(p, "\n".join(block))
    assert answer.rstrip("\n").split("\n")[-1] == "56"
    assert p.enter("total + 1") == "57"


def test_blank_lines_and_comments_between(prompt):
    p = prompt(TERM="xterm-256color")
    answer = paste(p, "// a function\n\nfunc f(x) {\n\n  x + 1\n}\n\nf(1)\nf(2)\n")
    assert answer.rstrip("\n").split("\n")[-2:] == ["2", "3"]


def test_after_a_failure_the_rest_is_dropped(prompt):
    p = prompt(TERM="xterm-256color")
    answer = paste(p, "let a = 1\nlet a = [1][5]\nlet a = 3")
    assert "error: " in answer
    assert p.enter("a") == "1"


def test_names_are_resolved_before_anything_runs(prompt):
    p = prompt(TERM="xterm-256color")
    p.enter("let a = 1")
    assert "unknown" in paste(p, "let a = 2\nunknown\nlet a = 3")
    assert p.enter("a") == "1"


def test_an_unfinished_block_goes_on(prompt):
    p = prompt(TERM="xterm-256color")
    p.child.send(START + "func f(x) {\r  x + 1" + END)
    p.settle(0.2)
    p.enter("", then=MORE)
    p.enter("}")
    assert p.enter("f(2)") == "3"


def test_is_one_entry_of_the_history(prompt):
    p = prompt(TERM="xterm-256color")
    paste(p, "let a = 1\nlet b = 2\na + b")
    p.leave()
    p = prompt("--quiet", TERM="xterm-256color")
    p.child.send("\x1b[A")
    p.settle()
    assert p.lines() == ["tegum> let a = 1", "let b = 2", "a + b"]
