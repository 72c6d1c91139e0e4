"""The ways of giving work, and what shows in each."""

import json
import re

import pytest
from conftest import plain
from test_paste import paste

PROGRAM = """
let a = [1, 2.5, "x"]
func f(x, y: 2) { x ^ y + 1 / 3 }
var total = 0
for i in 0..<100 { total += f(i) }
let r = (n: 90, h: 3)
print(total, a, r, f(2, y: 0.5))
print("θ \\(total)")
""".strip()


def test_the_same_values_in_all(tegum, script, prompt, tmp_path):
    outputs = {
        "file": tegum("run", script(PROGRAM)).output,
        "bare file": tegum(script(PROGRAM)).output,
        "-e": tegum("-e", PROGRAM).output,
        "pipe": tegum(stdin=PROGRAM).output,
    }
    assert tegum("report", script(PROGRAM), "-o", "s.ipynb").status == 0
    cells = json.loads((tmp_path / "s.ipynb").read_text())["cells"]
    outputs["report"] = "".join(output["text"] for cell in cells for output in cell["outputs"])
    outputs["notebook"] = tegum("run", "s.ipynb").output
    p = prompt("--quiet")
    outputs["prompt"] = "".join(answer + "\n" for line in PROGRAM.split("\n") if (answer := p.enter(line)))
    assert len(set(outputs.values())) == 1, outputs
    assert outputs["file"].count("\n") == 2


TRANSCRIPT = PROGRAM + """
let m = toy(n: 4, h: 2)
let run = train(m, adam, 20)
print(m.W, run.final, uniform())
func g(x) { a[x] + 1 }
g(7)"""


def placeless(text):
    """A message without the places that it names, which each way calls otherwise."""
    return re.sub(r"^\S.*?:\d+:\d+: |^In \[\d+\].*?: ", "", plain(text).strip("\n"), flags=re.MULTILINE)


def test_one_transcript_in_six_ways(tegum, script, prompt, environment, tmp_path):
    """Typed, pasted, piped, as a file, as a report and in a kernel: the same values, and the same error where the last entry fails."""
    from kernels import Running  # skips where jupyter_client is missing

    lines = TRANSCRIPT.split("\n")
    ways = {}
    for way, done in {"file": tegum("run", script(TRANSCRIPT)), "pipe": tegum(stdin=TRANSCRIPT)}.items():
        assert done.status == 1
        ways[way] = (done.output, placeless(done.errors))
    assert tegum("report", script(TRANSCRIPT), "-o", "s.ipynb").status == 1
    (cell,) = json.loads((tmp_path / "s.ipynb").read_text())["cells"]
    printed, error = cell["outputs"]
    ways["report"] = (printed["text"], placeless("\n".join(error["traceback"])))
    kernel = Running(tmp_path, environment)
    try:
        done = kernel.run(TRANSCRIPT)
    finally:
        kernel.close()
    ways["kernel"] = (done.text(), placeless("\n".join(done.only("error")["traceback"])))
    p = prompt("--quiet")
    typed = [p.enter(line) for line in lines]
    ways["typed"] = ("".join(answer + "\n" for answer in typed[:-1] if answer), placeless(typed[-1]))
    output, error = ways["file"]
    # the echo of what is pasted stands before its answers
    p = prompt("--quiet", TERM="xterm-256color")
    pasted = placeless(paste(p, TRANSCRIPT))
    assert "Tensor [2×4]" in output and "out of range" in error
    assert pasted.endswith(output + error), (pasted, output + error)
    assert set(ways.values()) == {(output, error)}, ways


def test_what_shows(tegum, script, prompt):
    program = '1 + 1; 3\nlet a = 4\na\na + 1;\n"text"\nprint("printed")'
    shown = '3\n4\n"text"\nprinted\n'
    assert tegum("-e", program).output == shown
    p = prompt("--quiet")
    assert "".join(answer + "\n" for line in program.split("\n") if (answer := p.enter(line))) == shown
    assert tegum(script(program)).output == "printed\n"
    assert tegum(stdin=program).output == "printed\n"


def test_several_expressions_share_a_session(tegum):
    done = tegum("-e", "let a = 20", "-e", "a + 1", "-e", "ans * 2")
    assert (done.status, done.output) == (0, "21\n42\n")
    done = tegum("-e", "1", "-e", "[1][3]", "-e", "3")
    assert (done.status, done.output) == (1, "1\n")


def test_an_expression_may_begin_with_a_sign(tegum):
    assert tegum("-e", "-3 + 1").output == "-2\n"


def test_dash_is_standard_input(tegum):
    assert tegum("-", stdin="print(1)").output == "1\n"
    assert tegum("run", "-", "--n", "3", stdin="input n = 1\nprint(n + 1)").output == "4\n"


def test_from_any_folder_with_hash_bang(tegum, script):
    path = script("#!/usr/bin/env tegum\nprint(1)")
    assert tegum(path.name).output == "1\n"


def test_an_empty_file(tegum, script):
    for text in ["", "\n", "// nothing\n", "#!/usr/bin/env tegum"]:
        done = tegum(script(text))
        assert (done.status, done.output, done.errors) == (0, "", "")
        done = tegum(stdin=text)
        assert (done.status, done.output, done.errors) == (0, "", "")
    assert (tegum("-e", "").status, tegum("-e", "").output) == (0, "")


def test_windows_lines(tegum):
    assert tegum(stdin="let a = 1\r\nprint(a)\r\n").output == "1\n"


def test_inputs_of_a_script(tegum, script):
    path = script('input scale = 0.05\ninput name = "toy"\ninput on = false\nprint(scale, name, on)')
    assert tegum(path).output == "0.05 toy false\n"
    assert tegum("run", path, "--scale", "0.02").output == "0.02 toy false\n"
    assert tegum(path, "--name", "a b", "--on", "true", "--scale=-3").output == "-3 a b true\n"
    assert tegum(path, "--scale", "-1e-3").output == "-0.001 toy false\n"


def test_wrong_inputs(tegum, script):
    path = script("input scale = 0.05\nprint(scale)")
    done = tegum(path, "--sclae", "1")
    assert done.status == 2 and "sclae" in done.errors and "scale" in done.errors and done.output == ""
    done = tegum(path, "--scale")
    assert done.status == 2 and "scale" in done.errors
    done = tegum(path, "more")
    assert done.status == 2 and "more" in done.errors
    done = tegum(path, "--scale", "1 +")
    assert done.status in (1, 2) and "scale" in done.errors


def test_own_options_behind_the_file(tegum, script):
    path = script("input scale = 0.05\nprint(scale)")
    assert tegum(path, "--threads", "1", "--scale", "2").output == "2\n"
    # A script's input goes first.
    path = script("input seed = 1\nprint(seed)")
    assert tegum(path, "--seed", "7").output == "7\n"
    assert tegum("--seed", "7", path).output == "1\n"


def test_help_for_a_script(tegum, script):
    done = tegum(script("/// Width of the window.\ninput scale = 0.05\nprint(scale)"), "--help")
    assert done.status == 0
    for words in ["--scale", "0.05", "Width of the window.", "--threads"]:
        assert words in done.output


def test_json(tegum, script):
    assert tegum("--json", "-e", "1 + 1").output == "2\n"
    assert tegum("--json", "-e", '[1, 2.5, "a\\n", nil, true]').output == '[1,2.5,"a\\n",null,true]\n'
    assert tegum("--json", "-e", '(n: 1, list: [1], inner: (a: 2))').output == '{"n":1,"list":[1],"inner":{"a":2}}\n'
    assert tegum("--json", "-e", "0 / 0").output == "null\n"
    assert tegum("--json", script("let a = 3\na * 2\n")).output == "6\n"
    assert tegum("--json", stdin="0..<3").output == "[0,1,2]\n"


def test_errors_as_json(tegum, script):
    path = script("let W = zeros(3, 90)\nfunc f(x) { W @ x }\nf(zeros(100))")
    done = tegum("--json", path)
    assert (done.status, done.output) == (1, "")
    error = json.loads(done.errors)
    assert error["file"] == str(path) and (error["line"], error["column"]) == (2, 15)
    assert error["message"] == "W is [3×90], x is [100]: 90 and 100 differ"
    assert [(note["line"], note["message"]) for note in error["notes"]] == [(1, "W comes from here"), (3, "f was called here")]
    done = tegum("--json", "-e", "prnt(1)")
    assert json.loads(done.errors)["hint"] == "did you mean print?" and done.errors.count("\n") == 1
