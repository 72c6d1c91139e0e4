"""Reports as pages of a PDF, read by poppler's tools."""

import re
import shutil
import subprocess

import pytest
from test_report import SCRIPT

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="Debian's poppler-utils is not there")

TEXT = """\
// %% [markdown]
// # Head & <b>
//
// **bold** and `code`, $x^2$, [a link](https://example.org) &lt;&#955;&#x3c0;
//
// 3. three
//    - below
// 4. four
//
// | a | b |
// |---|---|
// | 1 | two |

// %%
/* a comment
   of two lines */
"θ and ℓ"
"""


@pytest.fixture
def pages(tegum, script, tmp_path):
    """Makes a report of a script; gives its text, laid out as on the pages, and facts about it."""

    def make(text, status=0, name="s.pdf"):
        done = tegum("report", script(text), "-o", name)
        assert done.status == status and sorted(each.name for each in tmp_path.glob(name + "*")) == [name]

        def read(*command):
            return subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout.decode()

        facts = dict(line.split(":", 1) for line in read("pdfinfo", name).splitlines())
        # a page ends in a form feed
        return read("pdftotext", "-layout", name, "-").replace("\f", "\n"), {key: value.strip() for key, value in facts.items()}

    return make


def test_what_it_holds(pages):
    text, facts = pages(SCRIPT)
    assert facts["Title"] == "Two features & one" and facts["Page size"] == "595 x 842 pts (A4)"
    lines = [" ".join(line.split()) for line in text.splitlines()]
    for line in ["Two features & one", "with x^2 and code <b>", "let m = toy(n: 5, h: 2)", "scale 0.5", "plot(m.W)", "seed 0", "input scale 0.5"]:
        assert line in lines, text
    assert len(re.findall(r"^ +[0-9.]+ m?s$", text, re.MULTILINE)) == 3
    # the figure's texts are texts, since it is painted as lines and letters
    assert "dimension 0" in text


def test_markdown(pages):
    text, _ = pages(TEXT)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    for line in ["Head & <b>", "bold and code, x^2, a link (https://example.org) <λπ", "3. three", "• below", "4. four", "a b", "1 two"]:
        assert line in lines, text
    assert '"θ and ℓ"' in text and re.search(r"/\* a comment\n +of two lines \*/", text)


def test_the_same_bytes_but_for_times(tegum, script, tmp_path):
    """A script without code has no times."""
    path = script("// %% [markdown]\n// # Head\n// text\n")
    found = []
    for name in ["a.pdf", "b.pdf"]:
        assert tegum("report", path, "-o", name).status == 0
        found.append((tmp_path / name).read_bytes())
    assert found[0] == found[1] and found[0].startswith(b"%PDF")


def test_a_failed_cell(pages):
    text, _ = pages("// %%\nprint(1)\n// %%\nlet a = [1]\na[7]\n// %%\nprint(3)\n", status=1)
    assert "index 7 is out of range" in text and "not run" in text
    assert text.index("a[7]") < text.index("index 7") < text.index("print(3)")


def test_much_text(pages):
    """Pages follow each other, and a line longer than any paper is broken."""
    text, facts = pages('for i in 0..<1000 { print("line", i) }\nvar s = "x"\nfor i in 0..<18 { s = s + s }\nprint(s, 0 / 1)')
    assert int(facts["Pages"]) > 20
    assert [int(number) for number in re.findall(r"^ *line (\d+)$", text, re.MULTILINE)] == list(range(1000))
    assert text.count("x") >= 1 << 18


def test_what_no_font_has(pages):
    text, _ = pages('print("a\\u{0}b\\u{1b}[31mc\\u{10ffff}\\u{1f600}日本")\n// \x07 in the source\n')
    assert "a" in text and "31mc" in text


def test_no_text_at_all(pages):
    _, facts = pages("")
    assert facts["Pages"] == "1"
