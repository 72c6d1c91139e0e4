"""Entries outlive the session."""

import os
import stat

from conftest import MORE

UP = "\x1b[A"
DOWN = "\x1b[B"


def test_across_sessions(prompt, tmp_path):
    p = prompt()
    p.enter("let a = 1")
    p.enter("a + 41")
    p.leave()
    p = prompt("--quiet", TERM="xterm-256color")
    p.enter("let a = 2")
    p.enter(UP + UP)
    assert p.lines() == ["tegum> let a = 2", "tegum> a + 41", "43", "tegum>"]
    assert stat.S_IMODE(os.stat(tmp_path / ".tegum_history").st_mode) == 0o600


def test_entries_of_several_lines_come_back_whole(prompt):
    p = prompt()
    p.enter("func f(x) {", then=MORE)
    p.enter("  x + 1", then=MORE)
    p.enter("}")
    p.leave()
    p = prompt("--quiet", TERM="xterm-256color")
    p.child.send(UP)
    p.until(lambda lines: lines == ["tegum> func f(x) {", "  x + 1", "}"])
    p.enter("")
    assert p.enter("f(1)") == "2"


def test_sessions_side_by_side_keep_each_others(prompt, tmp_path):
    one, two = prompt(), prompt()
    one.enter("1001")
    two.enter("1002")
    one.enter("1003")
    one.leave(), two.leave()
    kept = [line for line in (tmp_path / ".tegum_history").read_text().split("\n") if line and line[0] != "#"]
    assert kept == ["1001", "1002", "1003"]


def test_every_entry_is_kept_at_once(prompt, tmp_path):
    p = prompt()
    p.enter("1 + 2")
    assert "1 + 2" in (tmp_path / ".tegum_history").read_text()


def test_repetition_is_kept_once(prompt, tmp_path):
    p = prompt()
    p.enter("5"), p.enter("5"), p.enter("5")
    assert (tmp_path / ".tegum_history").read_text().count("\n5\n") == 1


def test_what_was_wrong_can_be_corrected(prompt):
    p = prompt(TERM="xterm-256color")
    p.enter("1 + unknown")
    assert p.enter(UP + "\x17" + "2") == "3"


def test_where_it_is(prompt, tmp_path):
    state = tmp_path / "state"
    p = prompt(XDG_STATE_HOME=str(state))
    p.enter("11")
    assert "11" in (state / "tegum/history").read_text()
    p = prompt(XDG_STATE_HOME=str(state), TEGUM_HISTORY=str(tmp_path / "mine"))
    p.enter("12")
    assert "12" in (tmp_path / "mine").read_text()
    p = prompt(TEGUM_HISTORY="")
    p.enter("13")
    p = prompt(TEGUM_HISTORY="/nowhere/at/all")
    assert p.enter("14") == "14"
    assert not (tmp_path / ".tegum_history").exists()


def test_none_without_a_terminal(tegum, tmp_path):
    tegum(stdin="1 + 1\n")
    tegum("-e", "1 + 1")
    assert not (tmp_path / ".tegum_history").exists()


def test_arrows_search_what_begins_the_same(prompt):
    p = prompt("--quiet", TERM="xterm-256color")
    for line in ["let alpha = 1", "let beta = 2", "alpha + 10", "beta + 20"]:
        p.enter(line)
    p.child.send("let" + UP + UP)
    p.shows("tegum> let alpha = 1")
    p.child.send(DOWN)
    p.shows("tegum> let beta = 2")
    p.interrupt()
    p.child.send("alpha" + UP)
    p.shows("tegum> alpha + 10")


def test_arrows_and_enter_are_the_users_where_bound(prompt, tmp_path):
    (tmp_path / "inputrc").write_text('''
$if tegum
"\\e[A": "from arrow"
"\\C-xq": "41 + 1"
$endif
$if other
"\\C-xr": "never"
$endif
''')
    p = prompt("--quiet", TERM="xterm-256color", INPUTRC=str(tmp_path / "inputrc"))
    p.child.send(UP)
    p.shows("tegum> from arrow")
    p.interrupt()
    assert "42" in p.enter("\x18q")
    p.child.send("\x18r")
    p.settle()
    assert "never" not in p.lines()[-1]


def test_two_sessions_at_once_write_whole_entries(prompt, tmp_path):
    sessions = [prompt("--quiet"), prompt("--quiet")]
    for i in range(20):
        for k, p in enumerate(sessions):
            p.child.send(f"[{i},\r{k}]\r")
    for p in sessions:
        for _ in range(20):
            p.wait(MORE), p.wait()
        p.leave()
    kept = [line for line in (tmp_path / ".tegum_history").read_text().split("\n") if line and line[0] != "#"]
    assert sorted(zip(kept[::2], kept[1::2])) == sorted((f"[{i},", f"{k}]") for i in range(20) for k in range(2))


def test_arrows_move_within_an_entry_first(prompt):
    p = prompt("--quiet", TERM="xterm-256color")
    p.enter("let first = 1")
    p.enter("func f(x) {", then=MORE)
    p.enter("  x + 1", then=MORE)
    p.enter("}")
    p.child.send(UP + UP + "θ")
    p.shows("tegum> func f(x) {", " θ x + 1", "}")
    p.interrupt()
    # From its first line on, to what was entered before, and back.
    p.child.send(UP + UP + UP + UP)
    p.shows("tegum> let first = 1")
    p.child.send(DOWN + "// end")
    p.shows("tegum> func f(x) {", "  x + 1", "}// end")
    p.interrupt()
    assert p.enter("f(first)") == "2"
