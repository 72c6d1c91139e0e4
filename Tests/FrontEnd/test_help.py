"""Help at the prompt and from the command line."""

import json

from conftest import ROOT


def test_a_question_is_answered(prompt):
    p = prompt()
    assert p.enter("?mse").startswith("mse(xhat, x, importance: 1)")
    assert "func circle(n: 90" in p.enter("??circle")
    assert "did you mean train?" in p.enter("?trian")
    assert "Functions" in p.enter("?")
    assert p.enter("1 + 1") == "2"


def test_questions_wait_for_no_more(prompt):
    p = prompt()
    for question in ['?"', "?(", "?{", "??", "? /*", "?train("]:
        p.enter(question)
    assert p.enter("1 + 1") == "2"


def test_source_is_coloured_where_the_terminal_is(prompt):
    p = prompt(TERM="xterm-256color")
    p.child.send("??circle\r")
    assert "\x1b[35mfunc\x1b[0m" in p.wait()
    p = prompt(TERM="xterm-256color", NO_COLOR="1")
    p.child.send("??circle\r")
    assert "\x1b[35m" not in p.wait()


def test_by_e_and_not_in_scripts(tegum, script):
    assert tegum("-e", "?mse").output == tegum("-e", "help(mse)").output == tegum("-e", 'print(help("mse"))').output
    assert tegum("-e", "?trian").status == 1
    done = tegum(script("print(1)\n?train"))
    assert (done.status, done.output) == (1, "") and "a script writes" in done.errors
    assert tegum(stdin="?train").status == 1
    assert json.loads(tegum("--json", "-e", "?mse").output)["signature"] == "mse(xhat, x, importance: 1)"


def test_the_whole_reference(tegum):
    text = tegum("doc").output
    assert text == (ROOT / "docs/reference.md").read_text()
    pages = json.loads(tegum("doc", "--json").output)
    assert {"train", "circle", "help"} <= {page["name"] for page in pages}
    assert all(page["summary"] and page["examples"] for page in pages)
    assert len(pages) == text.count("\n### ")
