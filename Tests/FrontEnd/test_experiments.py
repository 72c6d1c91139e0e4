"""scripts/experiments: each runs at its reduced size, checks what it claims, and saves its figure."""

import pytest
from conftest import ROOT

FOLDER = ROOT / "scripts/experiments"
SCRIPTS = sorted(path.name for path in FOLDER.glob("*.tg") if not path.name.startswith("_"))


def test_there_are_experiments():
    assert SCRIPTS


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_it_claims_holds(name, tegum, tmp_path):
    figure = tmp_path / "figure.svg"
    # where an experiment looks for its data
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    done = tegum("run", FOLDER / name, "--out", figure, timeout=180)
    assert done.status == 0, done
    assert figure.read_text().startswith("<svg"), done


def test_what_does_not_hold_is_seen(tegum, script):
    """A model with ReLU is not linear: the linear model's experiment says so."""
    text = (FOLDER / "linear.tg").read_text()
    assert "activation: identity" in text
    done = tegum("run", script(text.replace("activation: identity", "activation: relu")), timeout=180)
    assert done.status == 1 and "error" in done.errors, done


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_input_is_documented(name):
    lines = (FOLDER / name).read_text().splitlines()
    for i, line in enumerate(lines):
        if line.startswith("input "):
            assert lines[i - 1].startswith("///"), f"{name}:{i + 1}: {line}"
