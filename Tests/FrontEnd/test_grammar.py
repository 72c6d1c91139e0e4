"""The TextMate grammar agrees with the lexer, whose colours the language server tells."""

import json
import logging

import pytest
from conftest import ROOT
from test_lsp import URI, editor, ready  # noqa: F401

base = pytest.importorskip("textmate_grammar.parsers.base", reason="PyPI's textmate-grammar-python is not there")

SCOPES = {"keyword": ("keyword.declaration", "keyword.control", "keyword.constant"), "number": ("constant.numeric",),
          "string": ("string.", "constant.character.escape"), "comment": ("comment.",)}
TEXTS = sorted((ROOT / "stdlib").glob("*.tg")) + sorted((ROOT / "Tests/Scripts/Library").rglob("*.tg"))
# Without parentheses in parentheses in an interpolation, of which this engine loses count.
TRICKY = r'''#!/usr/bin/env tegum
let for_ = .5 + 1_000 * 1e-3; f(in: 3, if: 4)
x.in + a.0 + "a \(g("b", 1 + 2) + 0.5) \n \u{3b8} \" // no" /* c /* d */ " */ + 0...9 + 1..<x2
input x = "" // c
'''


@pytest.fixture(scope="module")
def grammar():
    logging.disable(logging.CRITICAL)
    return base.LanguageParser(json.loads((ROOT / "editors/tegum.tmLanguage.json").read_text()))


def by_grammar(grammar, text):
    """What each character that is no blank is, as the grammar says."""
    lines = text.split("\n")
    kinds = [[None] * len(line) for line in lines]
    element = grammar.parse_string(text)
    for (line, column), content, scopes in element.flatten():
        inner = [scope for scope in scopes if not scope.startswith("source.")]
        if any(scope.startswith("meta.interpolation") for scope in inner):
            cut = max(i for i, scope in enumerate(inner) if scope.startswith("meta.interpolation"))
            inner = inner[cut + 1:]
        kind = next((kind for kind, names in SCOPES.items() if any(scope.startswith(names) for scope in inner)), None)
        for character in content:
            if character == "\n":
                line, column = line + 1, 0
                continue
            kinds[line][column] = kind
            column += 1
    return kinds


def by_lexer(editor, text):
    editor.open(text)
    data = editor.request("textDocument/semanticTokens/full", textDocument={"uri": URI})["data"]
    lines = text.split("\n")
    kinds = [[None] * len(line) for line in lines]
    line = unit = 0
    for i in range(0, len(data), 5):
        down, right, length, kind, _ = data[i:i + 5]
        line, unit = line + down, right if down else unit + right
        for column in range(unit, unit + length):
            kinds[line][column] = list(SCOPES)[kind]
    return kinds


@pytest.mark.parametrize("path", [*TEXTS, None], ids=lambda path: path.name if path else "tricky")
def test_agreement(grammar, ready, path):
    text = path.read_text() if path else TRICKY
    if any(ord(character) > 0xFFFF for character in text):
        pytest.skip("columns of the two would differ")
    expected, found = by_lexer(ready, text), by_grammar(grammar, text)
    for number, line in enumerate(text.split("\n")):
        if number == 0 and line.startswith("#!"):
            continue
        for column, character in enumerate(line):
            if not character.isspace():
                place = f"{number + 1}:{column + 1} in {line}"
                assert found[number][column] == expected[number][column], place


def test_no_invalid_patterns(grammar):
    text = (ROOT / "editors/tegum.tmLanguage.json").read_text()
    assert json.loads(text)["scopeName"] == "source.tegum"
    assert "\t" not in text
