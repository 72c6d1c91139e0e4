"""Typing at the prompt."""

from conftest import MORE, PROMPT


def test_values_of_entries_show(prompt):
    p = prompt()
    assert p.enter("1 + 1") == "2"
    assert p.enter("let a = 20; a + 1") == "21"
    assert p.enter("1; 2") == "2"
    assert p.enter("a + 2;") == ""
    assert p.enter("nil") == ""
    assert p.enter('print("hello")') == "hello"
    assert p.enter("let b = 3") == ""
    assert p.enter("") == ""
    assert p.enter("// only a comment") == ""


def test_banner(prompt):
    assert prompt().banner.startswith("Tegum ")
    assert prompt("--quiet").banner == ""


def test_last_value_is_ans(prompt):
    p = prompt()
    p.enter("6 * 7")
    assert p.enter("ans + 1") == "43"
    assert p.enter("ans + 1") == "44"


def test_continuation(prompt):
    p = prompt()
    assert p.enter("func double(x) {", then=MORE) == ""
    assert p.enter("  2 * x", then=MORE) == ""
    assert p.enter("}") == ""
    assert p.enter("double(", then=MORE) == ""
    assert p.enter("21", then=MORE) == ""
    assert p.enter(")") == "42"
    assert p.enter("1 +", then=MORE) == ""
    assert p.enter("2") == "3"


def test_wrong_text_is_refused_at_once(prompt):
    p = prompt()
    assert "error: " in p.enter("let = 3")
    assert "error: " in p.enter("(1 + ]")
    assert "error: " in p.enter("func f(x) {", then=MORE) + p.enter("let = 3")
    assert p.enter("1 + 1") == "2"


def test_values_outlive_errors(prompt):
    p = prompt()
    p.enter("let kept = 5")
    answer = p.enter("let kept = unknown + 1")
    assert "error: " in answer and "unknown" in answer and "^" in answer
    assert "error: " in p.enter("kept.nothing")
    assert p.enter("kept") == "5"


def test_an_error_names_the_entry(prompt):
    p = prompt()
    p.enter("1")
    assert "In [2]:1:5" in p.enter("1 + unknown")


def test_unicode_names_and_editing(prompt):
    p = prompt()
    p.enter("let θ = 1.5")
    assert p.enter("θ * 2") == "3"
    # Two keys back, over characters of several bytes, and a correction there.
    assert p.enter('"αβγδ"' + "\x02\x02\x08x") == '"αβxδ"'


def test_no_locale_is_utf8_too(prompt):
    p = prompt(LANG="C", LC_ALL="C")
    assert p.enter('"θ"' + "\x02\x08φ") == '"φ"'


def test_ctrl_d(prompt):
    p = prompt()
    assert p.leave() == 0
    p = prompt()
    # In a line it deletes what is under the cursor, and at its end nothing.
    p.child.send("1 + 1\x04")
    assert p.enter("") == "2"
    # In a continuation it drops that.
    p.enter("func f() {", then=MORE)
    p.child.send("\x04")
    p.wait()
    assert p.enter("3") == "3"
    assert p.leave() == 0


def test_leaving_after_an_error_is_status_0(prompt):
    p = prompt()
    p.enter("unknown")
    assert p.leave() == 0


def test_hangup_ends_it(prompt):
    p = prompt()
    p.child.kill(15)
    assert p.status() == -15


def test_typing_ahead(prompt):
    p = prompt()
    p.child.send("let a = 1\rlet b = 2\ra + b\r")
    p.wait(), p.wait()
    assert "3" in p.wait()


def test_screen_of_a_session(prompt):
    p = prompt("--quiet", TERM="xterm-256color")
    p.enter("1 + 1")
    p.enter("[1,", then=MORE)
    p.enter("2]")
    assert p.lines() == [f"{PROMPT}1 + 1", "2", f"{PROMPT}[1,", f"{MORE}2]", "[1, 2]", PROMPT.rstrip()]
