"""Notebooks: made of scripts and back, run from the command line, and read by nbformat."""

import json

import pytest

SCRIPT = """\
#!/usr/bin/env tegum
// %% [markdown] Head {"tags":["intro"]} id=head
// # A *head*
//
// text with $x^2$

// %% numbers
/// Width.
input scale = 0.05
let a = 1
print("scale", scale)
a + 1

// %% [raw]
// as it is
"""


def test_there_and_back(tegum, script, tmp_path):
    path = script(SCRIPT)
    assert tegum("convert", path, "n.ipynb").errors == ""
    assert tegum("convert", "n.ipynb", "-").output == SCRIPT
    assert tegum("convert", "-", "again.ipynb", stdin=SCRIPT).status == 0
    assert (tmp_path / "again.ipynb").read_bytes() == (tmp_path / "n.ipynb").read_bytes()


def test_nbformat_agrees(tegum, script, tmp_path):
    nbformat = pytest.importorskip("nbformat", reason="PyPI's nbformat is not there")
    script(SCRIPT)
    tegum("convert", "script.tg", "n.ipynb")
    notebook = nbformat.read(tmp_path / "n.ipynb", as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert [cell.cell_type for cell in notebook.cells] == ["markdown", "code", "raw"]
    assert notebook.cells[0].metadata == {"title": "Head", "tags": ["intro"]} and notebook.cells[0].id == "head"
    assert notebook.cells[0].source == "# A *head*\n\ntext with $x^2$"
    # what nbformat writes is read, and the script is the same
    nbformat.write(notebook, tmp_path / "theirs.ipynb")
    assert tegum("convert", "theirs.ipynb", "-").output == SCRIPT


def test_notebooks_of_others(tegum, tmp_path):
    nbformat = pytest.importorskip("nbformat", reason="PyPI's nbformat is not there")
    v4 = nbformat.v4
    notebook = v4.new_notebook(metadata={"kernelspec": {"name": "tegum", "display_name": "Tegum"}, "x": [1, 2.5, None]})
    texts = ["", "print(1)\n", "// %% no mark\n\"// %%\"", "θ\r\nend", "/* %% */\n\n"]
    notebook.cells = [v4.new_code_cell(text, metadata={"collapsed": True}) for text in texts]
    notebook.cells += [v4.new_markdown_cell("%% text\n// %%", attachments={"a.png": {"image/png": "AAAA"}}), v4.new_raw_cell("<b>\n")]
    notebook.cells[1].outputs = [v4.new_output("stream", text="1\n")]
    nbformat.write(notebook, tmp_path / "a.ipynb")
    assert tegum("convert", "a.ipynb", "a.tg").errors == ""
    assert tegum("convert", "a.tg", "b.ipynb").errors == ""
    back = nbformat.read(tmp_path / "b.ipynb", as_version=4)
    notebook.cells[1].outputs = []
    assert back == notebook


def test_run_with_inputs(tegum, script):
    script(SCRIPT)
    tegum("convert", "script.tg", "n.ipynb")
    assert tegum("run", "n.ipynb").output == "scale 0.05\n2\n"
    assert tegum("n.ipynb", "--scale", "0.02").output == "scale 0.02\n2\n"
    done = tegum("run", "n.ipynb", "--sclae", "1")
    assert done.status == 2 and "--scale" in done.errors


def test_errors_name_the_cell(tegum, script):
    tegum("convert", script("// %%\nlet a = 1\n// %%\nprint(a)\na[7]\n"), "n.ipynb")
    done = tegum("run", "n.ipynb")
    assert done.status == 1 and done.output == "1\n" and "n.ipynb, cell 2:2:" in done.errors


def test_what_cannot_be_converted(tegum, script, tmp_path):
    assert tegum("convert", script("1"), "b.tg").status == 2
    (tmp_path / "bad.ipynb").write_text('{"cells": [')
    for arguments in [("convert", "bad.ipynb", "b.tg"), ("run", "bad.ipynb")]:
        done = tegum(*arguments)
        assert done.status == 1 and "it is no JSON: line 1, column 12" in done.errors
    assert not (tmp_path / "b.tg").exists()
    done = tegum("convert", "none.ipynb", "b.tg")
    assert done.status == 1 and "No such file" in done.errors
    notebook = {"cells": [], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}
    (tmp_path / "old.ipynb").write_text(json.dumps(notebook))
    assert "expected nbformat 4, not 3" in tegum("convert", "old.ipynb", "-").errors


def test_a_large_output(tegum, tmp_path):
    output = {"name": "stdout", "output_type": "stream", "text": "x" * 20_000_000}
    cell = {"cell_type": "code", "execution_count": 1, "id": "a", "metadata": {}, "outputs": [output], "source": "print(1)"}
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    assert tegum("run", "a.ipynb").output == "1\n"


def test_outputs_are_kept_where_they_are_wanted(tegum, script, tmp_path):
    text = "// %%\nprint(1)\n\n// %%\nprint(2)\n\n// %%\nprint(3)\n"
    assert tegum("report", script(text), "-o", "n.ipynb").status == 0
    changed = script("// %% [markdown]\n// New\n\n// %%\nprint(3)\n\n// %%\nprint(1) // more\n\n// %%\nprint(2)\n")

    def outputs():
        cells = json.loads((tmp_path / "n.ipynb").read_text())["cells"]
        return [[output["text"] for output in cell["outputs"]] for cell in cells if cell["cell_type"] == "code"]

    assert outputs() == [["1\n"], ["2\n"], ["3\n"]]
    assert tegum("convert", "--update", changed, "n.ipynb").status == 0
    assert outputs() == [["3\n"], [], ["2\n"]]
    assert tegum("convert", changed, "n.ipynb").status == 0
    assert not any(outputs())
    # with nothing there, it is as without
    assert tegum("convert", "--update", changed, "new.ipynb").status == 0
    assert (tmp_path / "new.ipynb").read_bytes() == (tmp_path / "n.ipynb").read_bytes()
    assert tegum("convert", "--update", "n.ipynb", "s.tg").status == 2
    (tmp_path / "n.ipynb").write_text("{")
    done = tegum("convert", "--update", changed, "n.ipynb")
    assert done.status == 1 and "cannot read 'n.ipynb', which is there: it is no JSON" in done.errors
    assert (tmp_path / "n.ipynb").read_text() == "{"
