"""Every kind of figure, of every kind of bad numbers, in every kind of file: a figure that others can read, or a message."""

import json
import os
import pathlib
import re
import struct
import xml.etree.ElementTree
import zlib

import pytest

SCRIPT = pathlib.Path(__file__).with_name("figure_battery.tg")
ROUGH = "<b> & \"c\" 'd' ]]> \U0001F600 ℓ"
INPUTS = ["empty", "nan", "one", "constant", "infinite", "many", "names"]


def svg(data):
    """The root; its parser is expat, which takes nothing that is not well-formed."""
    root = xml.etree.ElementTree.fromstring(data)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not re.search(r"nan|inf", value.lower()) or name in ("aria-label", "font-family"), (element.tag, name, value)
    return root


def html(data):
    """Well-formed like XML once the insides of scripts and styles, which HTML does not parse, are put aside; the data are JSON."""
    text = data.decode()
    held = re.findall(r'<script type="application/json" id="(\w+)">(.*?)</script>', text, re.DOTALL)
    for _, inside in held:
        json.loads(inside, parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))
    root = xml.etree.ElementTree.fromstring(re.sub(r"(<(script|style)\b[^>]*>).*?(</\2>)", r"\1\3", text.removeprefix("<!DOCTYPE html>"), flags=re.DOTALL))
    assert [element.tag for element in root] == ["head", "body"]
    # what a user wrote adds no element
    assert {element.tag for element in root.iter()} <= {
        *("html head body meta title style script main div output form label input button").split(),
        *(f"{{http://www.w3.org/2000/svg}}{name}" for name in "svg title desc g path line polyline polygon circle rect text".split())}


def png(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, names, pixels = 8, [], b""
    while at < len(data):
        (length,) = struct.unpack(">I", data[at:at + 4])
        name, content = data[at + 4:at + 8], data[at + 8:at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0] == zlib.crc32(name + content)
        names.append(name)
        pixels += content if name == b"IDAT" else b""
        at += 12 + length
    assert names[0] == b"IHDR" and names[-1] == b"IEND" and len(set(zlib.decompress(pixels))) > 2


def pdf(data):
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")


def gif(data):
    assert data.startswith(b"GIF89a") and data.endswith(b";")


def txt(data):
    text = data.decode()
    assert text.strip() and "\x1b" not in text and all(len(line) <= 80 for line in text.splitlines()), text


FILES = {"svg": svg, "png": png, "pdf": pdf, "html": html, "gif": gif, "apng": png, "txt": txt}


@pytest.mark.parametrize("name", INPUTS)
def test_a_figure_or_a_message(name, tegum, tmp_path):
    # a million numbers take minutes as pixels and pages; large movies have frames that are painted as the PNG is
    large = ["svg", "txt", "png", "html"] if os.environ.get("TEGUM_LARGE_FIGURES") else ["svg", "txt"]
    endings = large if name == "many" else list(FILES)
    done = tegum("run", SCRIPT, "--inputs", name, "--endings", " ".join(endings), timeout=600)
    assert done.status == 0 and done.errors == "", done
    said = dict(re.fullmatch(rf"(\w+) {name}: (.*)", line).groups() for line in done.output.splitlines())
    kinds = re.findall(r"^  (\w+): \{ x in", SCRIPT.read_text(), re.MULTILINE)
    assert list(said) == kinds
    for kind, answer in said.items():
        if answer == "drawn":
            for ending in endings:
                FILES[ending]((tmp_path / f"{kind}-{name}.{ending}").read_bytes())
        else:
            assert answer and not list(tmp_path.glob(f"{kind}-{name}.*")), (kind, answer)
    drawn = {kind for kind, answer in said.items() if answer == "drawn"}
    if name in ("empty", "nan"):
        # a table says what it holds, even where that is no number, and a histogram of nothing has bars of height 0
        assert drawn == {"tabular" if name == "nan" else "histogram"}, said
    else:
        # equal values have no levels between them, and a histogram has no place for what is not finite
        assert set(kinds) - drawn <= {"contour", "histogram"}, said


def test_rough_names_stay_what_they_are(tegum, tmp_path):
    assert tegum("run", SCRIPT, "--inputs", "names", "--endings", "svg html").status == 0
    for kind, times in (("line", 2), ("bars", 1), ("tabular", 16), ("named", 4)):
        texts = [element.text or "" for element in svg((tmp_path / f"{kind}-names.svg").read_bytes()).iter()]
        assert sum(text.startswith(ROUGH[:10]) for text in texts) >= times, (kind, texts)


@pytest.mark.parametrize("ending", FILES)
def test_an_unwritable_path_says_so(ending, tegum, tmp_path):
    (tmp_path / f"folder.{ending}").mkdir()
    for path in (f"none/a.{ending}", f"/proc/a.{ending}", f"folder.{ending}"):
        done = tegum("-e", f'save(plot([1, 2]), "{path}")')
        assert done.status == 1 and f"cannot write {path}: " in done.errors, done
    assert [entry.name for entry in tmp_path.iterdir()] == [f"folder.{ending}"]


@pytest.mark.parametrize("check, wrong", [
    (svg, b'<svg xmlns="http://www.w3.org/2000/svg"><text>a & b</text></svg>'),
    (svg, b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="nan"/></svg>'),
    (html, b"<!DOCTYPE html><html><head></head><body><p></body></html>"),
    (html, b'<!DOCTYPE html><html><head></head><body><script type="application/json" id="points">[NaN]</script></body></html>'),
    (png, b"\x89PNG\r\n\x1a\n\0\0\0\0IHDR\0\0\0\0"),
    (pdf, b"%PDF-1.5 half"), (gif, b"GIF89a half"), (txt, b"\x1b[0m"),
])
def test_a_broken_file_is_seen(check, wrong):
    with pytest.raises((AssertionError, xml.etree.ElementTree.ParseError, pytest.fail.Exception)):
        check(wrong)
