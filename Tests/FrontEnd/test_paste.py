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
    p.until(lambda lines: lines == ["tegum> let a = 1", "let b = 2", "a + b"])


def test_two_hundred_lines_run_as_given(prompt, tegum):
    block = ["var total = 0"]
    while len(block) < 196:
        block += [f"func f{len(block)}(x) {{", "\t// adds", f"  x + {len(block)}", "}", f"total += f{len(block)}(1)"]
    block += ["", "print(total)", '"θ \\(total)"']
    text = "\n".join(block)
    p = prompt(TERM="xterm-256color")
    p.child.send(START + text.replace("\n", "\r") + END)
    p.settle(1)
    p.child.send("\r")
    expected = tegum("-e", text)
    assert expected.status == 0
    p.shows(*expected.output.splitlines()[-2:], "tegum>")


def test_without_bracketed_paste(prompt):
    p = prompt()
    p.child.send("func f(x) {\r  x + 1\r}\rf(1)\rf(2)\r")
    for _ in range(2):
        p.wait(MORE)
    p.wait(), p.wait()
    assert p.wait().replace("\r", "").rstrip("\n").endswith("3")


TRANSCRIPT = """tegum> let a = 20
tegum> func f(x) {
  ...>   x + 1
  ...> }
tegum> f(a)
21
tegum> [a,
  ...>  f(0)]
[20, 1]
tegum>"""


def test_a_transcript_with_prompts(prompt):
    p = prompt(TERM="xterm-256color")
    p.child.send(START + TRANSCRIPT.replace("\n", "\r") + END)
    p.settle()
    p.child.send("\r")
    p.shows("21", "[20, 1]", "tegum>")
    p.child.send(START + "tegum> func g(x) {\r  x + 2\r}\r\rtegum> g(1)\r13" + END)
    p.settle()
    p.child.send("\r")
    p.shows("3", "tegum>")


def test_a_transcript_typed_line_by_line(prompt):
    p = prompt("--quiet")
    p.child.send("tegum> func f(x) {\r  ...>   x + 1\r  ...> }\rtegum> f(1)\r")
    p.shows("2", "tegum>")


def test_entries_of_a_transcript_run_one_by_one(prompt):
    p = prompt("--quiet", TERM="xterm-256color")
    paste(p, "tegum> let a = 20\ntegum> nope\nIn [1]:1:1: error: there is no name nope\ntegum> a + 1\nno answer\ntegum>")
    p.shows("21", "tegum>")
    assert p.lines()[6].startswith("In [2]:1:1: error: there is no name nope")
    p.child.send("\x1b[A\x1b[A")
    p.shows("tegum> nope")
    p.interrupt()
    # The last one may go on.
    p.child.send(START + "tegum> let b = 5\rtegum> func g() {" + END)
    p.settle()
    p.child.send("\r")
    p.wait(MORE)
    p.enter("  b }")
    assert p.enter("g()") == "5"


def test_an_interrupted_transcript_stops(prompt):
    p = prompt("--quiet", TERM="xterm-256color")
    p.child.send(START + "tegum> while true {}\rtegum> let never = 1" + END)
    p.settle()
    p.child.send("\r")
    p.settle()
    p.interrupt()
    assert "no name never" in p.enter("never")
