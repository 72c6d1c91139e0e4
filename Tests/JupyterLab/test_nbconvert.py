"""Experiments as notebooks that nbconvert executes: they show what they show as files, to the last digit."""

import os
import pathlib
import re
import subprocess
import sys

import nbformat
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("TEGUM_BINARY", str(ROOT / ".build/release/tegum"))
SCRIPTS = sorted((ROOT / "scripts/experiments").glob("*.tg"))
# so that it takes less than a minute, unless all are wanted
if not os.environ.get("TEGUM_ALL_EXPERIMENTS"):
    SCRIPTS = [script for script in SCRIPTS if script.stem in ("basic", "codes", "independence", "linear", "pentagon")]


@pytest.fixture(scope="module", autouse=True)
def installed(tmp_path_factory):
    """Jupyter finds the kernel."""
    home = tmp_path_factory.mktemp("home")
    subprocess.run([BINARY, "kernel", "install", "--prefix", str(home)], check=True, capture_output=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", f"{home}/share/jupyter")
        yield


def shown(notebook):
    """What of a notebook a file shows as well: what is printed, and figures."""
    text = ""
    for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
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
    # where experiments look for their data, and for what they import
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    (tmp_path / "discretisation").symlink_to(ROOT / "scripts/experiments/discretisation")

    def run(*command):
        return subprocess.run([*map(str, command)], cwd=tmp_path, capture_output=True, text=True, timeout=300)

    done = run(BINARY, "run", script)
    assert done.returncode == 0 and done.stdout, done
    assert run(BINARY, "convert", script, "n.ipynb").returncode == 0
    executed = run(sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "n.ipynb", "--output", "executed.ipynb")
    assert executed.returncode == 0, executed
    notebook = nbformat.read(tmp_path / "executed.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert untimed(shown(notebook)) == untimed(done.stdout)
