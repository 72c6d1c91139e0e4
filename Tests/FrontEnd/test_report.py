"""Reports: what they hold, what they leave out, and how they end."""

import json
import re

import pytest

SCRIPT = """\
// %% [markdown]
// # Two features & one
//
// with $x^2$ and `code` <b>

// %%
input scale = 0.5
let m = toy(n: 5, h: 2)
let run = train(m, adam, 50)
print("scale", scale)
uniform()

// %%
plot(m.W)

// %%
[(a: 1, b: "<i>")]
"""


def test_a_page(tegum, script, tmp_path):
    done = tegum("report", script(SCRIPT), "-o", "s.html", "--scale", "0.25")
    assert (done.status, done.output, done.errors) == (0, "", "")
    page = (tmp_path / "s.html").read_text()
    assert "<title>Two features &amp; one</title>" in page and "<h1>Two features &amp; one</h1>" in page
    assert "<x-equation>x^2</x-equation>" in page and "&lt;b&gt;" in page and "<b>" not in page
    assert "scale 0.25" in page and "<th>input scale</th><td>0.25</td>" in page and "<th>seed</th><td>0</td>" in page
    assert "<svg" in page and "iframe" in page
    # nothing is loaded from elsewhere
    assert not re.search(r'(?:src|href)="(?!data:)', page.replace("srcdoc", ""))
    assert sorted(each.name for each in tmp_path.glob("s.html*")) == ["s.html"]


def test_the_same_each_time_but_for_times(tegum, script, tmp_path):
    path = script(SCRIPT)
    for ending in [".html", ".md", ".ipynb"]:
        pages = []
        for name in ["a", "b"]:
            assert tegum("report", path, "-o", f"{name}{ending}").status == 0
            pages.append(re.sub(r"[0-9.]+ (ms|s)\b", "", (tmp_path / f"{name}{ending}").read_text()).replace("b_files", "a_files"))
        assert pages[0] == pages[1]


def test_markdown(tegum, script, tmp_path):
    assert tegum("report", script(SCRIPT), "-o", "s.md").status == 0
    text = (tmp_path / "s.md").read_text()
    assert "```tegum\nplot(m.W)\n```" in text and "![figure 1](s_files/figure-1.svg)" in text
    assert (tmp_path / "s_files/figure-1.svg").read_text().startswith("<svg")


def test_a_notebook(tegum, script, tmp_path):
    nbformat = pytest.importorskip("nbformat", reason="PyPI's nbformat is not there")
    assert tegum("report", script(SCRIPT), "-o", "s.ipynb").status == 0
    notebook = nbformat.read(tmp_path / "s.ipynb", as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert [cell.get("execution_count") for cell in notebook.cells] == [None, 1, 2, 3]
    stream, value = notebook.cells[1].outputs
    assert stream.text == "scale 0.5\n" and float(value.data["text/plain"]) < 1
    assert {"image/svg+xml", "image/png", "text/html", "text/plain"} <= set(notebook.cells[2].outputs[0].data)
    # a report of the notebook is a report of the script
    assert tegum("report", "s.ipynb", "-o", "t.ipynb").status == 0
    assert (tmp_path / "t.ipynb").read_text() == (tmp_path / "s.ipynb").read_text()


def test_a_failed_cell(tegum, script, tmp_path):
    path = script("// %%\nprint(1)\n// %%\nlet a = [1]\na[7]\n// %%\nprint(3)\n")
    done = tegum("report", path, "-o", "s.ipynb")
    assert done.status == 1 and f"{path}:5:" in done.errors
    assert done.errors == tegum("run", path).errors
    cells = json.loads((tmp_path / "s.ipynb").read_text())["cells"]
    assert [cell["execution_count"] for cell in cells] == [1, 2, None]
    assert [[each["output_type"] for each in cell["outputs"]] for cell in cells] == [["stream"], ["error"], []]
    tegum("report", path, "-o", "s.html")
    page = (tmp_path / "s.html").read_text()
    assert 'class="code failed" id="cell-2"' in page and "not run" in page


def test_nothing_runs_where_names_mean_nothing(tegum, script, tmp_path):
    path = script("// %%\nprint(1)\n// %%\nprnt(2)\n")
    done = tegum("report", path, "-o", "s.ipynb")
    assert done.status == 1 and done.errors == tegum("run", path).errors
    cells = json.loads((tmp_path / "s.ipynb").read_text())["cells"]
    assert [[each["output_type"] for each in cell["outputs"]] for cell in cells] == [[], ["error"]]


def test_check(tegum, script):
    done = tegum("report", "--check", script(SCRIPT + "\n// %%\nrun\ntimed { 1 }\nprint(run.seconds)\n"))
    assert (done.status, done.errors) == (0, "")
    path = script('// %%\nlet before = try { load("n.json").n } catch e { 0 }\nsave((n: before + 1), "n.json")\n// %%\nprint(before)\n')
    done = tegum("report", path, "--check")
    assert done.status == 1
    assert done.errors.splitlines() == [
        f"{path}: cell 2 shows something else when it runs again", f"{path}: before has another value when the script runs again"]


def test_wrong_usage(tegum, script):
    path = script("input scale = 1\n1\n")
    assert tegum("report", path).status == 2
    assert tegum("report", path, "-o", "s.doc").status == 2
    done = tegum("report", path, "-o", "s.html", "--sclae", "2")
    assert done.status == 2 and "--scale" in done.errors
    assert tegum("report", "none.tg", "-o", "s.html").status == 1
    done = tegum("report", path, "-o", "no/s.html")
    assert done.status == 1 and "cannot write no/s.html" in done.errors
