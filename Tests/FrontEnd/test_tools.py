"""The tools that read scripts without running them, and the one that runs them as tests."""

import json
import os
import stat

from conftest import ROOT

UGLY = "func f( x,by:1 ){x+by}   // a sum\n\n\n\nlet a=f(2)\n"
PRETTY = "func f(x, by: 1) { x + by }  // a sum\n\nlet a = f(2)\n"


def test_format_a_file(tegum, script):
    path = script(UGLY)
    path.chmod(0o640)
    done = tegum("fmt", path)
    assert (done.status, done.output, done.errors) == (0, "", "")
    assert path.read_text() == PRETTY
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in path.parent.glob("script*")] == ["script.tg"]


def test_format_a_link(tegum, script, tmp_path):
    path = script(UGLY)
    link = tmp_path / "link.tg"
    link.symlink_to(path)
    assert tegum("fmt", link).status == 0
    assert link.is_symlink() and path.read_text() == PRETTY


def test_format_standard_input(tegum):
    assert tegum("fmt", "-", stdin=UGLY).output == PRETTY


def test_format_checks(tegum, script):
    ugly, pretty = script(UGLY, "ugly.tg"), script(PRETTY, "pretty.tg")
    done = tegum("fmt", "--check", ugly, pretty)
    assert (done.status, done.output) == (1, f"{ugly}\n")
    assert ugly.read_text() == UGLY
    assert tegum("fmt", "--check", pretty).status == 0


def test_format_leaves_what_is_wrong(tegum, script):
    wrong, ugly = script("let a = (1 2)\n", "wrong.tg"), script(UGLY, "ugly.tg")
    done = tegum("fmt", wrong, ugly)
    assert done.status == 1
    assert "wrong.tg:1:12: error: expected ) of the group, not 2" in done.errors
    assert wrong.read_text() == "let a = (1 2)\n" and ugly.read_text() == PRETTY


def test_format_what_cannot_be_written(tegum, script, tmp_path):
    assert tegum("fmt", tmp_path / "missing.tg").status == 1
    (tmp_path / "empty").mkdir()
    done = tegum("fmt", tmp_path / "empty")
    assert done.status == 1 and "no .tg files" in done.errors
    if os.geteuid() != 0:
        path = script(UGLY, "closed.tg")
        tmp_path.chmod(0o500)
        assert tegum("fmt", path).status == 1
        tmp_path.chmod(0o700)


def test_the_standard_library_is_formatted(tegum):
    done = tegum("fmt", "--check", ROOT / "stdlib")
    assert (done.status, done.output) == (0, "")


def test_check(tegum, script):
    path = script("let m = toy(n: 90, sclae: 3)\nprint(unknwon)\nadam(1, 2, 3, 4, 5)\n")
    done = tegum("check", path)
    assert (done.status, done.output) == (1, "")
    for part in [":1:20: error: toy has no parameter sclae", "did you mean scale?", ":2:7: error: there is no name unknwon",
                 ":3:1: error: adam takes at most 4 arguments, not 5"]:
        assert part in done.errors
    run = tegum("run", path)
    assert run.errors.strip() in done.errors


def test_check_says_the_same_as_running(tegum, script):
    for text in ["toy(n: 90, sclae: 3)", "adam(1, 2, 3, 4, 5)", "let a = (1 2)", "xs", "norms()", "func f(x) { x }\nf()", "return 1"]:
        path = script(text + "\n")
        assert tegum("check", path).errors == tegum("run", path).errors, text


def test_check_for_machines(tegum, script):
    path = script("let é = xs\ntry { norms() } catch e { 1 }\n")
    done = tegum("check", "--json", path)
    first, second = [json.loads(line) for line in done.output.splitlines()]
    assert done.status == 1
    assert first == {"file": str(path), "line": 1, "column": 9, "end": {"line": 1, "column": 11}, "severity": "error",
                     "message": "there is no name xs", "hint": None, "notes": []}
    assert second["severity"] == "warning" and second["message"] == "norms wants a value for W"


def test_check_is_quiet_about_what_is_right(tegum, script):
    assert tegum("check", ROOT / "stdlib").errors == ""
    path = script("let a = 1\nprint(a)\n")
    assert tegum("check", path).status == 0
    assert tegum("check", "-", stdin="x").status == 1
    assert tegum("check", "missing.tg").status == 1


def test_check_imports(tegum, script):
    script("func helper(x) { x }\n", "lib.tg")
    assert tegum("check", script('import "lib.tg"\nhelper(1)\n')).status == 0
    done = tegum("check", script('import "none.tg"\nhelper(1)\n'))
    assert done.status == 1 and done.errors.count("error") == 1


def test_scripts_as_tests(tegum, script):
    path = script("print(1) // expect: 1\nprint(2)\n// expect: 3\n/// One more.\n/// Example: up(1) // 2\n/// Example: up(1) // 3\n"
                  "func up(x) { x + 1 }\n")
    done = tegum("test", path)
    assert done.status == 1
    assert done.output.splitlines() == [
        f'{path}:3: expected "3", got "2"', f'{path}:6: up(1): expected "3", got "2"', "1 script with 2 examples: 2 failures in 1 script"]


def test_a_folder_of_tests(tegum, script, tmp_path):
    (tmp_path / "tests").mkdir()
    script("print(1) // expect: 1\n", "tests/a.tg")
    script("1 + nil // error: nil\n", "tests/b.tg")
    script("this is not a test", "tests/_c.tg")
    done = tegum("test", tmp_path / "tests")
    assert (done.status, done.output) == (0, "2 scripts with 0 examples: all passed\n")
    script("fail()", "tests/d.tg")
    done = tegum("test", tmp_path / "tests")
    assert done.status == 1 and "tests/d.tg:1: it failed: there is no name fail" in done.output


def test_a_test_with_limits(tegum, script):
    done = tegum("test", "--max-time", "0.2", script("while true { }\n"), script("print(1) // expect: 1\n", "b.tg"))
    assert done.status == 1 and "--max-time" in done.output and "2 scripts" in done.output


def test_our_own_scripts(tegum):
    done = tegum("test", ROOT / "stdlib", *(ROOT / "Tests/Scripts" / each for each in ["Library", "Session", "Tensors"]), timeout=300)
    assert done.status == 0, done
