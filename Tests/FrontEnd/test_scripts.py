"""scripts/tegum: what a user calls."""

import subprocess
import time

import pytest
from conftest import BINARY, ROOT

pytestmark = pytest.mark.skipif(
    BINARY != str(ROOT / ".build/release/tegum") or not (ROOT / ".build/tegum.stamp").exists(), reason="not built by scripts/tegum")


def run(*arguments, **options):
    return subprocess.run([ROOT / "scripts/tegum", *arguments], capture_output=True, text=True, timeout=600, **options)


def test_a_second_call_spends_no_time(tmp_path):
    run("-e", "1")
    times = []
    for _ in range(5):
        started = time.perf_counter()
        done = run("-e", "1 + 1", cwd=tmp_path)
        times.append(time.perf_counter() - started)
        assert (done.returncode, done.stdout, done.stderr) == (0, "2\n", "")
    assert min(times) < 0.2


def test_input_and_status_are_the_programs(tmp_path):
    assert run(input="print(1)\n").stdout == "1\n"
    assert run("missing.tg", cwd=tmp_path).returncode == 1
    assert run("--unknown").returncode == 2


def test_from_another_folder_and_through_a_link(tmp_path):
    (tmp_path / "script.tg").write_text("print(2)")
    link = tmp_path / "tegum"
    link.symlink_to(ROOT / "scripts/tegum")
    done = subprocess.run([link, "script.tg"], capture_output=True, text=True, timeout=600, cwd=tmp_path)
    assert done.stdout == "2\n"
