"""The same seed gives the same bits: with any number of threads, and with each build of the kernels that fuses multiply and add."""

import pathlib
import platform

import pytest

PROGRAMS = {
    "circle": "let m = toy(n: 90, h: 3, scale: 0.05); let r = train(m, adam, 200); [r.loss, flatten(m.W), m.b]",
    "sparse": "let m = toy(n: 7, h: 3, p: 0.7); let r = train(m, sgd(lr: 0.1, momentum: 0.9), 200); [r.loss, flatten(m.W), m.b]",
    "network": "let m = mlp([12, 5, 12], activation: tanh); let r = train(m, rmsprop(lr: 1e-3), 100, data: sphere(n: 12)); "
    "[r.loss, flatten(m.W[0]), flatten(m.W[1]), m.b[0], m.b[1]]",
}
# What the processor must be able to do for a build of the kernels, as Linux calls it.
NEEDS = {"v3": ["avx2", "fma", "bmi2"], "v4": ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]}


def processor_flags():
    """What Linux says the first processor can do."""
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines() if platform.system() == "Linux" else []
    return next((set(line.split()) for line in lines if line.startswith("flags")), set())


def kernels_that_run():
    """Those of the fast builds that this processor can run."""
    flags = processor_flags()
    return [name for name, needed in NEEDS.items() if flags.issuperset(needed)]


def outcome(tegum, program, *options, **variables):
    """All numbers of a program, written so that no digit is lost."""
    done = tegum("--json", *options, "-e", program, **variables)
    assert done.status == 0, done
    assert len(done.output) > 1000
    return done.output


@pytest.mark.parametrize("name", PROGRAMS)
def test_threads(tegum, name):
    one = outcome(tegum, PROGRAMS[name], "--threads", 1)
    for threads in [2, 3, 8]:
        assert outcome(tegum, PROGRAMS[name], "--threads", threads) == one, f"{threads} threads"
    assert outcome(tegum, PROGRAMS[name], "--seed", 1) != one


@pytest.mark.parametrize("name", PROGRAMS)
def test_instruction_sets(tegum, name):
    runs = kernels_that_run()
    if len(runs) < 2:
        pytest.skip(f"this processor runs {' and '.join(runs) or 'none'} of the builds v3 and v4: nothing to compare")
    assert outcome(tegum, PROGRAMS[name], TEGUM_KERNELS="v3") == outcome(tegum, PROGRAMS[name], TEGUM_KERNELS="v4")


def test_the_choice_of_kernels_is_heeded(tegum):
    """The build for any processor rounds otherwise; so the variable does choose, and the comparison above compares something."""
    if "v3" not in kernels_that_run():
        pytest.skip("this processor runs the build for any processor only")
    program = PROGRAMS["circle"]
    assert outcome(tegum, program, TEGUM_KERNELS="base") != outcome(tegum, program, TEGUM_KERNELS="v3")
