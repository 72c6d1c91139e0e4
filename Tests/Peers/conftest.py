"""What tests against other programs share: the binary, in a folder of its own."""

import os
import pathlib
import subprocess

import pytest

BINARY = os.environ.get("TEGUM_BINARY", str(pathlib.Path(__file__).parents[2] / ".build/release/tegum"))


@pytest.fixture
def tegum(tmp_path):
    """Runs a program, and gives what it wrote on standard output; fails where it does."""

    def run(program):
        done = subprocess.run([BINARY, "-e", program], cwd=tmp_path, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
