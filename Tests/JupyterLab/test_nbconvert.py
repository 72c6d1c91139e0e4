"""Experiments as notebooks that nbconvert executes: they show what they show as files, to the last digit."""

import os
import pathlib
import re
import subprocess

import nbformat
import pytest
from nbconvert.preprocessors import ExecutePreprocessor

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("TEGUM_BINARY", str(ROOT / ".build/release/tegum"))
SCRIPTS = sorted((ROOT / "scripts/experiments").glob("*.tg"))


@pytest.fixture(scope="module", autouse=True)
def installed(tmp_path_factory):
    """Jupyter finds the kernel."""
    home = tmp_path_factory.mktemp("home")
    subprocess.run([BINARY, "kernel", "install", "--prefix", str(home)], check=True, capture_output=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", f"{home}/share/jupyter")
        yield


def notebook(script):
    """A script's cells; what stands before the first mark is one too."""
    cells = [[]]
    for line in script.read_text().splitlines():
        cells.append([]) if line.startswith("// %%") else cells[-1].append(line)
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("\n".join(cell)) for cell in cells], metadata={"kernelspec": {"name": "tegum", "display_name": "Tegum"}})


def shown(notebook):
    """What of a notebook a file shows as well: what is printed, and figures."""
    text = ""
    for output in (output for cell in notebook.cells for output in cell.outputs):
        if output.output_type == "stream" and output.name == "stdout":
            text += output.text
        elif "image/svg+xml" in output.get("data", {}):
            text += output.data["text/plain"] + "\n"
    return text


def untimed(text):
    """Without the times that an experiment says it took, or will take."""
    return re.sub(r"[0-9.]+ (s|minutes)\b", r"… \1", text)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_it_shows_what_the_file_shows(script, tmp_path):
    # where an experiment looks for its data
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    done = subprocess.run([BINARY, "run", str(script)], cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0 and done.stdout, done
    book = notebook(script)
    ExecutePreprocessor(timeout=300).preprocess(book, {"metadata": {"path": str(tmp_path)}})
    nbformat.validate(book)
    assert untimed(shown(book)) == untimed(done.stdout)
