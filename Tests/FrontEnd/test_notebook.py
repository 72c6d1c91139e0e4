"""Commands of the prompt, entries by number, and the file that outlives a kill."""

import os
import signal
import stat
import time

import pytest
from conftest import MORE, PROMPT


def test_entries_by_number(prompt):
    p = prompt("--quiet")
    p.enter("6 * 7")
    p.enter("[1,", then=MORE)
    p.enter("2]")
    assert p.enter("Out[1] + Out[2][1]") == "44"
    assert p.enter("In[2]") == '"[1,\\n2]"'
    assert "no Out[9]" in p.enter("Out[9]")


def test_who(prompt):
    p = prompt("--quiet")
    p.enter("let W = zeros(3, 90)")
    for form in ["who", "who()", ":who"]:
        lines = p.enter(form).split("\n")
        assert lines[0].split() == ["name", "type", "shape", "bytes"]
        assert lines[1].split() == ["W", "Tensor", "3×90", "2.1", "K"]


def test_timed_and_bench(prompt):
    p = prompt("--quiet")
    assert p.enter("timed { 6 * 7 }").startswith("(value: 42, seconds: ")
    assert p.enter("bench({ sum(arange(100)) }, runs: 3)").startswith("(best: ")


def test_save_and_run(prompt, tegum, tmp_path):
    p = prompt("--quiet", "--seed", "7")
    p.enter("let m = toy(n: 4, h: 2)")
    p.enter("m.nothing")
    p.enter("let oops = [uniform()][4]")
    p.child.send("let run = train(m, adam, 100000000)\r")
    p.settle(1)
    p.interrupt()
    p.enter("let x = Out[4].steps + uniform()")
    p.enter(":save s.tg")
    here = p.enter("print(m.W, run.steps, x)")
    with (tmp_path / "s.tg").open("a") as file:
        file.write("print(m.W, run.steps, x)\n")
    done = tegum(tmp_path / "s.tg")
    assert (done.status, done.output.rstrip("\n")) == (0, here), done


def test_load(prompt, tmp_path):
    (tmp_path / "a.tg").write_text("let seven = 7\nprint(\"loaded\")\nseven + 1\n")
    p = prompt("--quiet")
    assert p.enter(":load a.tg") == "loaded"
    assert p.enter("seven") == "7"
    assert "there is no file b.tg" in p.enter(":load b.tg")
    p.enter(":save s.tg")
    assert "let seven = 7" in (tmp_path / "s.tg").read_text()


def test_imports_are_found_wherever_the_script_lies(prompt, tegum, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.tg").write_text("let seven = 7\n")
    (tmp_path / "sub/b.tg").write_text("let eight = 8\n")
    (tmp_path / "sub/c.tg").write_text('import "b.tg"\nlet nine = eight + 1\n')
    p = prompt("--quiet")
    p.enter('import "a.tg"')
    p.enter(":load sub/c.tg")
    p.enter("print(seven, nine)")
    for path in ["s.tg", "sub/s.tg"]:
        p.enter(f":save {path}")
        assert tegum(tmp_path / path).output == "7 9\n", path
    assert 'import "a.tg"' in (tmp_path / "s.tg").read_text()
    (file,) = sessions(tmp_path)
    p = prompt("--quiet")
    assert p.enter(f":load {file}") == "7 9"


def test_edit(prompt, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/1/20/" "$1"\n')
    editor.chmod(0o700)
    p = prompt("--quiet", EDITOR=str(editor))
    p.enter("func f(x) { x + 1 }")
    p.enter("f(1)")
    assert p.enter(":edit") == "21"
    p.enter(":edit f")
    assert p.enter("f(1)") == "21"
    assert "no text declares nobody" in p.enter(":edit nobody")
    p = prompt("--quiet", EDITOR="false")
    p.enter("1")
    assert "no editor" in p.enter(":edit")


def test_undo_reset_seed(prompt):
    p = prompt("--quiet")
    p.enter("var a = 1; let m = toy()")
    before = p.enter("m.W")
    p.enter("a = 2; train(m, adam, 10);")
    assert "before In [3]" in p.enter(":undo")
    assert p.enter("a") == "1"
    assert p.enter("m.W") == before
    p.enter(":seed 5")
    first = p.enter("uniform()")
    p.enter(":seed 5")
    assert p.enter("uniform()") == first
    p.enter(":reset")
    assert "no name a" in p.enter("a")


def test_quit_and_unknown(prompt):
    p = prompt("--quiet")
    answer = p.enter(":qiut")
    assert "there is no command :qiut" in answer and ":quit" in answer
    assert ":save FILE" in p.enter(":help")
    p.child.send(":quit\r")
    assert p.status() == 0


def test_completion_of_commands(prompt, tmp_path):
    (tmp_path / "numbers.tg").write_text("let seven = 7\n")
    p = prompt("--quiet")
    p.enter(":lo\tnum\t")
    assert p.enter("seven") == "7"


def sessions(tmp_path):
    return sorted((tmp_path / ".local/state/tegum/sessions").iterdir())


def test_entries_outlive_a_kill(prompt, tmp_path):
    p = prompt("--quiet")
    p.enter("let a = 41")
    p.enter("nope")
    p.enter("func f(x) {", then=MORE)
    p.enter("  x + 1", then=MORE)
    p.enter("}")
    p.child.send("while true {}\r")
    time.sleep(0.2)
    p.child.kill(signal.SIGKILL)
    p.status()
    (file,) = sessions(tmp_path)
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    p = prompt("--quiet")
    p.enter(f":load {file}")
    assert p.enter("f(a)") == "42"


def test_no_file_where_no_history_is_wanted(prompt, tmp_path):
    p = prompt("--quiet", TEGUM_HISTORY="")
    p.enter("1")
    assert not (tmp_path / ".local").exists()
    p = prompt("--quiet", XDG_STATE_HOME=str(tmp_path / "state"))
    p.enter("1")
    assert len(list((tmp_path / "state/tegum/sessions").iterdir())) == 1
