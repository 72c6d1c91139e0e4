"""The kernel under Jupyter's own tests of kernels."""

import os
import pathlib
import tempfile

import pytest

jupyter_kernel_test = pytest.importorskip("jupyter_kernel_test", reason="PyPI's jupyter_kernel_test is missing")

from kernels import install


@pytest.fixture(scope="module", autouse=True)
def installed():
    """Jupyter finds the kernel."""
    with tempfile.TemporaryDirectory() as home:
        install(pathlib.Path(home), {**os.environ, "HOME": home})
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HOME", home)
            patch.setenv("JUPYTER_PATH", home + "/share/jupyter")
            yield


class TestKernel(jupyter_kernel_test.KernelTests):
    kernel_name = "tegum"
    language_name = "tegum"
    file_extension = ".tg"
    code_hello_world = 'print("hello, world")'
    code_stderr = 'note("what a user should know")'
    completion_samples = [
        {"text": "let abc = 1; abso", "matches": ["absoluteValue"]},
        {"text": "toy(n: 5, sc", "matches": ["scale: "]},
        {"text": "\\theta", "matches": ["θ"]},
    ]
    complete_code_samples = ["1 + 1", "func f(x) { x }", ":who", "", "?train"]
    incomplete_code_samples = ["func f(x) {", "[1, 2", "1 +", "/* a comment"]
    invalid_code_samples = ["1 + )", "let = 3", "func {"]
    code_page_something = "?train"
    code_generate_error = "unknownName"
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": '"a" + "b"', "result": '"ab"'},
        {"code": "let r = (n: 90, h: 3); r", "result": "(n: 90, h: 3)"},
        {"code": "plot([1, 2, 4])", "mime": "image/svg+xml"},
        {"code": "table([(a: 1)])", "mime": "text/html"},
        {"code": "table([(a: 1)])", "mime": "text/latex"},
    ]
    code_display_data = [
        {"code": "plot([1, 2, 4])\n1", "mime": "image/svg+xml"},
        {"code": "plot([1, 2, 4])\n1", "mime": "image/png"},
        {"code": "plot([[1, 0, 1], [0, 1, 1], [1, 1, 0]])\n1", "mime": "text/html"},
    ]
    code_history_pattern = "1 [+]*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "train"
    code_clear_output = ":clear"


class TestWelcome(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "tegum"
    support_iopub_welcome = True


def test_every_attribute_is_declared():
    """What Jupyter's tests would leave out without a word is a sample that is missing."""
    for mine, theirs in ((TestKernel, jupyter_kernel_test.KernelTests), (TestWelcome, jupyter_kernel_test.IopubWelcomeTests)):
        optional = [name for name, value in vars(theirs).items() if not name.startswith("_") and not callable(value) and not value
                    and not isinstance(value, classmethod)]
        assert optional and all(getattr(mine, name) for name in optional)
