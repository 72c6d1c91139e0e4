"""The language server, over a pipe as editors talk to it."""

import json
import subprocess

import pytest
from conftest import BINARY

URI = "file:///tmp/a%20b/script.tg"


class Editor:
    def __init__(self, environment, folder):
        self.process = subprocess.Popen(
            [BINARY, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=folder)
        self.last = 0

    def send_bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        data = json.dumps(message).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n" % len(data) + data)

    def receive(self):
        length = None
        while (line := self.process.stdout.readline().strip()):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return json.loads(self.process.stdout.read(length))

    def notify(self, method, **parameters):
        self.send({"jsonrpc": "2.0", "method": method, "params": parameters})

    def request(self, method, **parameters):
        self.last += 1
        self.send({"jsonrpc": "2.0", "id": self.last, "method": method, "params": parameters})
        answer = self.receive()
        assert answer["id"] == self.last and answer["jsonrpc"] == "2.0"
        return answer.get("result") if "result" in answer else answer["error"]

    def open(self, text, uri=URI):
        self.notify("textDocument/didOpen", textDocument={"uri": uri, "languageId": "tegum", "version": 1, "text": text})
        return self.diagnostics(uri)

    def change(self, text, uri=URI):
        self.notify("textDocument/didChange", textDocument={"uri": uri, "version": 2}, contentChanges=[{"text": text}])
        return self.diagnostics(uri)

    def diagnostics(self, uri=URI):
        message = self.receive()
        assert message["method"] == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri
        return message["params"]["diagnostics"]

    def at(self, method, line, character, uri=URI):
        return self.request(f"textDocument/{method}", textDocument={"uri": uri}, position={"line": line, "character": character})

    def labels(self, line, character):
        return [item["label"] for item in self.at("completion", line, character)]


@pytest.fixture
def editor(environment, tmp_path):
    editor = Editor(environment, tmp_path)
    yield editor
    editor.process.kill()
    editor.process.wait()


@pytest.fixture
def ready(editor):
    assert editor.request("initialize", capabilities={})["capabilities"]["positionEncoding"] == "utf-16"
    editor.notify("initialized")
    return editor


def span(line, start, end):
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}


def test_life(editor):
    assert editor.request("textDocument/hover")["code"] == -32002
    assert "capabilities" in editor.request("initialize", capabilities={})
    assert editor.request("initialize", capabilities={})["code"] == -32600
    assert editor.request("no/method")["code"] == -32601
    assert editor.request("shutdown") is None
    assert editor.request("textDocument/hover")["code"] == -32600
    editor.notify("exit")
    assert editor.process.wait(10) == 0


def test_exit_without_shutdown(ready):
    ready.notify("exit")
    assert ready.process.wait(10) == 1


def test_the_editor_goes_away(ready):
    ready.process.stdin.close()
    assert ready.process.wait(10) == 1


def test_diagnostics(ready):
    [problem] = ready.open('let 𝒙 = "😀"; xs\n')
    assert problem["range"] == span(0, 15, 17) and problem["severity"] == 1
    assert problem["message"] == "there is no name xs"
    assert ready.change("let x = 1\n") == []
    found = ready.change("toy(sclae: 1)\nlet b = 1 2\n")
    assert [each["range"] for each in found] == [span(1, 10, 11)]
    found = ready.change("toy(sclae: 1)\n")
    assert found[0]["range"] == span(0, 4, 9) and "did you mean scale?" in found[0]["message"]
    ready.notify("textDocument/didClose", textDocument={"uri": URI})
    assert ready.diagnostics() == []


def test_completion(ready):
    text = "let scale = 1\nfunc shifted(x, by: 1) {\n  let inner = x\n  inn\n}\nshifted(1, \ntoy(n: 9, s\nlet r = (loss: 1)\nr.\n// sc\n\"sc\n"
    ready.open(text)
    inside = ready.labels(3, 5)
    for name in ["inner", "x", "by", "scale", "shifted", "toy", "train", "while"]:
        assert inside.count(name) == 1, name
    assert "inner" not in ready.labels(7, 0)
    assert ready.labels(5, 11)[:2] == ["x:", "by:"]
    labels = ready.labels(6, 11)
    assert "scale:" in labels and "n:" not in labels
    assert ready.labels(8, 2) == ["loss"]
    assert ready.labels(9, 5) == []
    assert ready.labels(10, 3) == []


def test_hover(ready):
    ready.open("/// A sum.\n/// - by: how much.\nfunc shifted(x, by: 1) { x + by }\nshifted(2); toy(n: 3)\n")
    shown = ready.at("hover", 3, 3)
    assert shown["range"] == span(3, 0, 7)
    assert "func shifted(x, by: 1)" in shown["contents"]["value"] and "A sum." in shown["contents"]["value"]
    assert "`by`: how much." in shown["contents"]["value"]
    shown = ready.at("hover", 3, 13)["contents"]["value"]
    assert "toy(n: 5, h: 2" in shown and "number of features" in shown
    assert ready.at("hover", 3, 16) is None
    assert ready.at("hover", 99, 0) is None


def test_definition(ready, tmp_path):
    (tmp_path / "lib é.tg").write_text("let a = 1\nfunc helper(x) { x }\n")
    uri = (tmp_path / "main.tg").as_uri()
    assert ready.open('import "lib é.tg"\nlet y = 2\nfunc f(y) {\n  let z = y\n  z\n}\nhelper(y)\ntoy()\n', uri) == []
    assert ready.at("definition", 4, 2, uri) == {"uri": uri, "range": span(3, 6, 7)}
    assert ready.at("definition", 3, 10, uri) == {"uri": uri, "range": span(2, 7, 8)}
    assert ready.at("definition", 6, 7, uri) == {"uri": uri, "range": span(1, 4, 5)}
    assert ready.at("definition", 6, 1, uri) == {"uri": (tmp_path / "lib é.tg").as_uri(), "range": span(1, 5, 11)}
    assert ready.at("definition", 7, 1, uri) is None


def test_formatting(ready):
    ready.open("let a=1\nf( a )\n")
    [edit] = ready.request("textDocument/formatting", textDocument={"uri": URI}, options={"tabSize": 2, "insertSpaces": True})
    assert edit["newText"] == "let a = 1\nf(a)\n"
    assert edit["range"] == {"start": {"line": 0, "character": 0}, "end": {"line": 2, "character": 0}}
    ready.change("let a = (")
    assert ready.request("textDocument/formatting", textDocument={"uri": URI}) == []


@pytest.mark.parametrize("data", [
    b"Content-Length: 3\r\n\r\n{]}", b"Content-Type: x\r\n\r\n", b"Content-Length: x\r\n\r\n", b"Content-Length: -1\r\n\r\n",
    b"Content-Length: 2\r\n\r\n[]", b"Content-Length: 4\r\n\r\nnull", b"Content-Length: 2\r\n\r\n\xff\xfe",
    b'Content-Length: 19\r\n\r\n{"id":{},"method":1', b'Content-Length: 24\r\n\r\n{"id":[],"method":"exit"}'[:-1] + b"",
    b"x" * 20000 + b"\r\n\r\n", b"Content-Length: 0\r\n\r\n",
])
def test_malformed(ready, data):
    ready.send_bytes(data)
    answer = ready.receive()
    assert answer["id"] is None and answer["error"]["code"] in (-32700, -32600)


def test_malformed_requests(ready):
    for parameters in [{}, {"textDocument": 3}, {"textDocument": {"uri": "file:///none.tg"}}, {"position": {"line": 0}}]:
        assert ready.request("textDocument/hover", **parameters)["code"] == -32602
    ready.open("x = 1")
    assert ready.at("hover", -1, 0) is None or True
    assert ready.at("hover", 0, -5) is None or True
    assert ready.request("textDocument/hover", textDocument={"uri": URI}, position={"line": "a"})["code"] == -32602
    ready.notify("textDocument/didChange", textDocument={"uri": URI}, contentChanges=[])
    ready.notify("textDocument/didOpen", textDocument=None)
    assert isinstance(ready.at("completion", 0, 0), list)


def test_pieces(ready):
    """A message that arrives byte by byte, and two at once."""
    data = json.dumps({"jsonrpc": "2.0", "id": 7, "method": "no"}).encode()
    message = b"Content-Length: %d\r\nContent-Type: x\r\n\r\n" % len(data) + data
    for i in range(len(message)):
        ready.send_bytes(message[i:i + 1])
    assert ready.receive()["id"] == 7
    ready.send_bytes(message + message)
    assert [ready.receive()["id"], ready.receive()["id"]] == [7, 7]
