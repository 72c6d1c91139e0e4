"""Exit statuses and streams."""

import subprocess
import time

import pytest
from conftest import BINARY


def test_success(tegum):
    done = tegum("-e", "1 + 1")
    assert (done.status, done.output, done.errors) == (0, "2\n", "")


def test_usage(tegum, script):
    for arguments in [["--unknown"], ["run"], ["run", "--unknown", "x.tg"], ["--threads", "x"], ["--threads", "0"], ["-e"],
                      ["--max-time", "-1"], ["--max-memory", "much"], ["--max-operations", "0"], ["-e", "1", "x.tg"], ["--seed", "-1"]]:
        done = tegum(*arguments)
        assert done.status == 2, done
        assert done.output == "" and "rror" in done.errors, done


def test_help_and_version(tegum):
    done = tegum("--help")
    assert (done.status, done.errors) == (0, "")
    for word in ["-e", "--threads", "--seed", "--json", "--max-time", "--max-memory", "--max-operations", "--quiet", "run"]:
        assert word in done.output
    assert tegum("--version").output[0].isdigit()
    assert tegum("help", "run").status == 0
    assert tegum("run", "--help").status == 0


def test_a_missing_file(tegum, tmp_path):
    for arguments in [["missing.tg"], ["run", "missing.tg"]]:
        done = tegum(*arguments)
        assert done.status == 1
        assert "missing.tg" in done.errors and "No such file" in done.errors
    assert tegum(tmp_path).status == 1


@pytest.mark.parametrize("text, words", [
    ("print(1)\nlet x = (1 + 2\n", [")"]),
    ("print(1)\nlet x = 1)\n", [":2:", ")"]),
    ("print(1)\nfunc f() {\n", ["ends"]),
    ("print(1)\nlet = 3\n", [":2:"]),
    ("print(1)\nunknown + 1\n", [":2:", "unknown"]),
    ("let mean2 = 1\nmaen2\n", [":2:", "mean2"]),
    ('print(1)\n"not closed\n', [":2:"]),
    ('print(1)\nimport "missing.tg"\n', [":2:", "missing.tg"]),
])
def test_what_is_wrong_before_anything_runs(tegum, script, text, words):
    path = script(text)
    done = tegum(path)
    assert done.status == 1 and done.output == "", done
    assert str(path) in done.errors and "error: " in done.errors and "^" in done.errors
    for word in words:
        assert word in done.errors, done
    assert tegum(stdin=text).status == 1
    assert tegum("-e", text).status == 1


@pytest.mark.parametrize("line, words", [
    ("let x = [1, 2][2]", ["2"]),
    ('1 + "a"', []),
    ("(n: 1).m", ["m"]),
    ('require(false, "not so")', ["not so"]),
    ("let f = { x in x }; f(1, 2)", []),
    ("3(4)", []),
    ("if 1 { 2 }", ["Bool"]),
    ("func f(n) { f(n + 1) + 1 }; f(0)", []),
    ("let f = { g, n in g(g, n + 1) + 1 }; f(f, 0)", []),
])
def test_what_fails_while_running(tegum, script, line, words):
    path = script('print("on")\n' + line + '\nprint("never")\n')
    done = tegum(path)
    assert done.status == 1 and done.output == "on\n", done
    assert done.errors.count("error: ") == 1 and f"{path}:2:" in done.errors and "^" in done.errors, done
    for word in words:
        assert word in done.errors, done


def test_not_utf8(tegum, script):
    text = b'print(1)\nlet x = "\xff\xfe"\n'
    for done in [tegum(script(text)), tegum(stdin=text)]:
        assert done.status == 1 and done.output == "" and "UTF-8" in done.errors, done
    # A program is no script.
    done = tegum("/bin/true")
    assert done.status == 1 and "error: " in done.errors and len(done.errors) < 2000


def test_a_very_long_line(tegum):
    long = "+".join(["1"] * 300) + "\n"
    assert tegum("--json", stdin=long).output == "300\n"
    text = "x" * 1_000_000
    assert tegum(stdin=f'let s = "{text}"\nprint(s.count)\n').output == "1000000\n"
    done = tegum(stdin="let y = " + "x" * 1_000_000)
    assert done.status == 1 and len(done.errors) < 5000
    many = "[" + ",".join(["1"] * 200_000) + "]"
    assert tegum(stdin=f"let l = {many}\nprint(l.count)\n").output == "200000\n"


def test_deep_nesting_is_an_error(tegum):
    for opening, closing in ["()", "[]", "{}"]:
        done = tegum(stdin=opening * 100_000 + closing * 100_000)
        assert done.status == 1 and "error: " in done.errors and len(done.errors) < 5000
    assert tegum(stdin="-" * 100_000 + "1").status == 1
    assert tegum(stdin="let x = " + "1+" * 100_000 + "1").status in (0, 1)


def test_a_reader_that_goes_away(environment):
    code = 'for i in 0..<1000000 { print(i) }'
    started = time.monotonic()
    done = subprocess.run(
        ["bash", "-c", f"'{BINARY}' -e '{code}' | head -n 1; echo ${{PIPESTATUS[0]}}"],
        capture_output=True, timeout=30, env=environment, text=True)
    assert done.stdout.split("\n")[0] == "0"
    assert done.stdout.split("\n")[1] in ("0", "141")
    assert done.stderr == ""
    assert time.monotonic() - started < 20


def test_a_full_disk(environment):
    with open("/dev/full", "w") as full:
        done = subprocess.run([BINARY, "-e", "1"], stdout=full, stderr=subprocess.PIPE, timeout=30, env=environment, text=True)
    assert done.returncode == 1 and "No space left" in done.stderr


def test_order_of_the_streams(environment):
    code = 'print("before")\n[1][1]'
    done = subprocess.run(
        [BINARY, "-e", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=30, env=environment, text=True)
    assert done.stdout.index("before") < done.stdout.index("error: ")


def test_limits(tegum, script):
    started = time.monotonic()
    done = tegum("--max-time", "0.5", "-e", "while true {}")
    assert done.status == 3 and "--max-time" in done.errors, done
    assert 0.4 < time.monotonic() - started < 5
    done = tegum("--max-memory", "200M", "--max-time", "60", "-e", "var l = []\nwhile true { l.append([1, 2, 3]) }")
    assert done.status == 4 and "--max-memory" in done.errors, done
    for code in ["while true {}", "func f(n) { f(n + 1) % 2 }\nfor i in 0 ..< 1e9 { try { f(0) } catch e { } }"]:
        done = tegum("--max-operations", "100000", "-e", code)
        assert done.status == 5 and "100000 loop turns and calls of --max-operations" in done.errors, done


def test_operations_stop_at_the_same_place(tegum, script):
    text = "var n = 0\nwhile true {\n  n = n + 1\n  if n % 100 == 0 { print(n) }\n}\n"
    runs = [tegum("--max-operations", "1000", script(text)) for _ in range(2)]
    assert runs[0].status == 5 and runs[0].output == runs[1].output and 900 <= int(runs[0].output.split()[-1]) <= 1300
    # each submission has its own
    done = tegum("--max-operations", "1000", *["-e", "for i in 0 ..< 900 { }"] * 3)
    assert done.status == 0, done


def test_limits_at_the_prompt(prompt):
    p = prompt("--max-time", "0.3")
    p.enter("let kept = 1")
    assert "--max-time" in p.enter("while true {}")
    assert p.enter("kept") == "1"


def test_no_deep_stack(environment):
    done = subprocess.run(
        ["bash", "-c", f"ulimit -v 900000; '{BINARY}' -e '1 + 1'"], capture_output=True, timeout=30, env=environment, text=True)
    assert done.stdout == "2\n", done.stderr


def test_start_takes_milliseconds(environment):
    times = []
    for _ in range(10):
        started = time.perf_counter()
        subprocess.run([BINARY, "-e", "1"], capture_output=True, env=environment, timeout=10)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.05


def test_a_name_of_a_million_letters_is_only_unknown(tegum):
    name = "a" * 1_000_000
    done = tegum(stdin=f"let {name} = 1\n{name}b\n", timeout=20)
    assert done.status == 1 and "there is no name aaa" in done.errors and len(done.errors) < 2000
