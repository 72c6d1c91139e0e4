"""A file that is followed: what runs again, what stays, and what is served."""

import http.client
import json
import os
import re
import signal
import subprocess
import time
import urllib.parse

import pytest
from conftest import BINARY

SCRIPT = "// %% slow\nlet m = toy(n: 5, h: 2)\nlet run = train(m, adam, 100)\nprint(run.steps)\n\n// %%\nlet a = 1\n\n// %%\nprint(a)\n"


class Watched:
    """`tegum watch` in the background, with what it wrote so far."""

    def __init__(self, folder, environment, *arguments):
        self.output = (folder / "output").open("w+")
        self.process = subprocess.Popen(
            [BINARY, "watch", *map(str, arguments)], cwd=folder, env=environment, stdout=self.output, stderr=subprocess.STDOUT)
        self.read = 0

    def wait(self, what, seconds=20):
        """Waits until a pattern is written; gives all that came since the last call."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            text = open(self.output.name).read()[self.read:]
            if found := re.search(what, text):
                time.sleep(0.3)
                text = open(self.output.name).read()[self.read:]
                self.read += len(text)
                return text
            time.sleep(0.05)
        raise AssertionError(f"no {what} in {text!r}")

    def end(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(10)


@pytest.fixture
def watch(environment, tmp_path):
    opened = []

    def start(*arguments):
        opened.append(Watched(tmp_path, environment, *arguments))
        return opened[-1]

    yield start
    for each in opened:
        each.process.kill()
        each.process.wait()


def test_only_what_changed_runs_again(watch, script):
    path = script(SCRIPT)
    w = watch(path)
    text = w.wait(r"cell 3.*\n1\n")
    assert re.sub(r"\(.*\)", "", text) == "── cell 1 slow \n100\n── cell 2 \n── cell 3 \n1\n"
    # beside and renamed, as many editors do; the file is gone for a moment
    path.unlink()
    time.sleep(0.3)
    beside = path.with_suffix(".new")
    beside.write_text(SCRIPT.replace("a = 1", "a = 7"))
    os.replace(beside, path)
    assert re.sub(r"\(.*\)", "", w.wait(r"7\n")) == "── cell 2 \n── cell 3 \n7\n"
    # a typo leaves all as it was
    path.write_text(SCRIPT.replace("a = 1", "a = ("))
    text = w.wait("stale")
    assert "error: " in text and ":7:" in text and "── stale: cell 1, 3\n" in text and "100" not in text
    path.write_text(SCRIPT.replace("a = 1", "a = 8"))
    assert re.sub(r"\(.*\)", "", w.wait(r"8\n")) == "── cell 2 \n── cell 3 \n8\n"
    assert w.end() == 130


def test_a_training_that_is_changed_stops(watch, script):
    path = script("// %%\nlet m = toy()\n// %%\ntrain(m, adam, 100000000)\n// %%\nprint(1)\n")
    w = watch(path)
    w.wait(r"^$", 5)
    time.sleep(1)
    path.write_text("// %%\nlet m = toy()\n// %%\ntrain(m, adam, 10)\n// %%\nprint(2)\n")
    text = w.wait(r"\n2\n")
    assert "cell 2" in text


def test_a_training_goes_on_where_another_cell_is_changed(watch, script):
    text = "// %%\nlet m = toy(n: 40, h: 5)\nlet run = train(m, adam, 3000)\nprint(run.steps)\n// %%\nprint(1)\n"
    path = script(text)
    w = watch(path)
    time.sleep(0.3)
    path.write_text(text.replace("print(1)", "print(22)"))
    shown = w.wait(r"22\n", 60)
    assert shown.count("3000\n") == 1


def test_inputs_and_wrong_usage(watch, script, tegum):
    w = watch(script("input scale = 1\nprint(scale)\n"), "--scale", "3")
    w.wait(r"3\n")
    assert tegum("watch", script("input scale = 1\n"), "--sclae", "3").status == 2
    assert tegum("watch", "-", stdin="1\n").status == 2


def get(address, path="", **headers):
    """Status and text of a page."""
    parts = urllib.parse.urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    connection.putrequest("GET", (path if path.startswith("/") else parts.path + path), skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_a_page(watch, script):
    path = script(SCRIPT + "\n// %%\nplot(m.W)\n")
    w = watch(path, "--serve")
    address = re.search(r"http://\S+", w.wait(r"cell 4")).group()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[0-9a-f]{32}/", address)
    status, page = get(address)
    assert status == 200 and 'id="cells"' in page
    port = urllib.parse.urlsplit(address).port
    # without the token, from another name or another page, there is nothing
    assert get(address, "/")[0] == 404 and get(address, "/cells")[0] == 404
    assert get(address, Host="example.org")[0] == 403
    assert get(address, Origin="http://example.org")[0] == 403
    assert get(address, "cells", Origin=f"http://127.0.0.1:{port}")[0] == 200
    news = json.loads(get(address, "cells?after=0")[1])
    assert len(news["cells"]) == 4 and 'id="cell-3"' in news["cells"][2] and "<svg" in news["cells"][3]
    path.write_text(SCRIPT.replace("a = 1", "a = 7"))
    # the answer comes as soon as there is news
    while '<pre class="printed">7' not in "".join(news["cells"]):
        news = json.loads(get(address, f"cells?after={news['version']}")[1])
    assert len(news["cells"]) == 3
