"""The tour, from stop to stop."""

from conftest import PROMPT, ROOT


def stops(text):
    """The entries of the tour's file."""
    cells = text.split("// %%")[1:]
    return [cell.strip() for cell in cells if not cell.lstrip().startswith("[markdown]")]


def test_enter_walks_through(prompt):
    entries = stops((ROOT / "docs/tour.tg").read_text())
    p = prompt("tour", TERM="dumb")
    shown = p.banner
    for entry in entries:
        assert entry.split("\n")[0] in shown.replace("\r", "")
        p.child.send("\r")
        p.child.expect_exact(PROMPT, timeout=180)
        shown = p.child.before
        assert "error" not in shown, shown
    assert "Ctrl-D leaves" in " ".join(shown.split())
    # The prompt goes on, with what the tour made.
    assert p.enter("m.W.shape") == "[3, 90]"
    assert p.enter("") == ""
    assert p.leave() == 0


def test_other_entries_run_too(prompt):
    p = prompt("tour")
    assert p.enter("1 + 1") == "2"
    assert p.enter("unknown").count("error: ") == 1
    p.interrupt()
    p.enter("")
    assert p.enter("m.W.shape") == "[3, 90]"
    assert "let run = train" in "".join(p.lines())
    p.child.send("\r")
    p.settle(0.5)
    p.interrupt()
    assert p.enter("run.steps < 10001") == "true"
    assert p.leave() == 0


def test_without_a_terminal(tegum):
    done = tegum("tour", stdin="\n")
    assert done.status == 2 and "terminal" in done.errors and done.output == ""
