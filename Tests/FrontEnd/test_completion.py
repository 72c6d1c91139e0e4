"""Tab."""

import pytest
from conftest import MORE, PROMPT, plain

TAB = "\t"


def tabbed(p, line):
    """Types a line with Tabs in it; gives it as it stands then, on the screen's last lines."""
    p.child.send(line)
    p.settle()
    return p.lines()[-1]


@pytest.fixture
def screen(prompt):
    return prompt("--quiet", TERM="xterm-256color")


@pytest.mark.parametrize("typed, becomes", [
    ("dimensional" + TAB, "dimensionality"),
    ("toy(n: 90, sc" + TAB, "toy(n: 90, scale:"),
    ("let \\theta" + TAB + " = \\pi" + TAB, "let θ = π"),
    ("1 + xav" + TAB + "(3, 2)", "1 + xavier(3, 2)"),
    ("train(3, optimizer: s" + TAB, "train(3, optimizer: sgd"),
    ("toy(data: on" + TAB, "toy(data: onehot"),
    ("no such" + TAB + "ly", "no suchly"),
    ("  " + TAB + "x", "x"),
])
def test_what_is_put_in(screen, typed, becomes):
    assert tabbed(screen, typed).removeprefix(PROMPT).strip() == becomes


def test_members(screen):
    screen.enter("let m = toy(n: 4, h: 2); let run = train(m, adam, 3)")
    assert tabbed(screen, "run.lo" + TAB) == PROMPT + "run.loss"
    assert screen.enter(".count") == "3"
    screen.enter("let r = (width: 3)")
    assert screen.enter("r.w" + TAB) == "3"


def test_in_the_middle_of_a_line(screen):
    assert screen.enter("\"abc\".c + 1" + "\x1b[D" * 4 + TAB) == "4"


def test_a_file_ends_its_string(screen, tmp_path):
    (tmp_path / "numbers.tg").write_text("let seven = 7\n")
    assert tabbed(screen, 'import "num' + TAB) == PROMPT + 'import "numbers.tg"'
    screen.enter("")
    assert screen.enter("seven") == "7"


def test_second_tab_lists_what_there_is(screen):
    screen.enter("let alphaOne = 1; func alphaTwo(x) { x }")
    tabbed(screen, "alph" + TAB)
    assert screen.lines()[-1] == PROMPT + "alpha"
    tabbed(screen, TAB + TAB)
    shown = "\n".join(screen.lines())
    assert "alphaOne" in shown and "alphaTwo" in shown
    assert screen.lines()[-1] == PROMPT + "alpha"
    assert screen.enter("One") == "1"


def test_second_tab_shows_the_signature(screen):
    screen.enter("let m = toy()")
    before = screen.lines()
    assert tabbed(screen, "train(m, " + TAB) == PROMPT + "train(m,"
    assert screen.lines()[:-1] == before[:-1]
    tabbed(screen, TAB)
    shown = "\n".join(screen.lines())
    assert "train(m, optimizer: nil, steps: nil" in shown
    assert "optimizer: An optimizer or a minimizer" in shown
    assert "adam" in shown
    assert screen.lines()[-1] == PROMPT + "train(m,"
    assert "Run of 3 steps" in screen.enter("adam, 3)")


def test_the_present_parameter_is_marked(prompt):
    p = prompt("--quiet", TERM="xterm-256color")
    p.child.send("adam(0.1, " + TAB + TAB)
    p.child.expect_exact("\x1b[1;4mbeta1: 0.9\x1b[0m")
    p = prompt("--quiet")
    p.child.send("adam(0.1, " + TAB + TAB)
    p.child.expect_exact("‹beta1: 0.9›")


def test_in_a_continuation(screen):
    screen.enter("func f(width) {", then=MORE)
    assert tabbed(screen, TAB + "wid" + TAB) == MORE + "  width"
    screen.enter("", then=MORE)
    screen.enter("}")
    screen.enter("toy(n: 90,", then=MORE)
    assert tabbed(screen, "sc" + TAB) == MORE + "scale:"


def test_nothing_runs(screen):
    screen.enter('func f() { print("called"); toy() }')
    tabbed(screen, "f()." + TAB + TAB + TAB)
    assert "called" not in "\n".join(screen.lines()).split("\n", 1)[1]


def test_interrupts_after_tab(screen):
    tabbed(screen, "train(" + TAB + TAB)
    assert screen.interrupt() < 1
    assert screen.enter("1 + 1") == "2"


def test_narrow_windows(screen):
    screen.child.setwinsize(10, 20)
    screen.screen.resize(10, 20)
    screen.settle()
    tabbed(screen, "a" + TAB + TAB)
    tabbed(screen, "dam(" + TAB + TAB)
    assert "Optimizer" in screen.enter(")")
