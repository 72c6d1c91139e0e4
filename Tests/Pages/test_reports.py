"""Reports and live pages in a browser: figures turn, a page follows its file, nothing is asked of the network."""

import re
import signal
import subprocess
import time

import pytest
from conftest import BINARY
from playwright.sync_api import expect

SCRIPT = "// %% [markdown]\n// # Head\n//\n// with $\\|W_i\\|^2$ and\n// $$\\sum_{i=1}^n x_i < \\frac{1}{2}$$\n\n// %%\nlet m = toy(n: 5, h: 3)\nplot(m.W)\n\n// %%\nlet a = 1\n\n// %%\nprint(\"a is\", a)\n"


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 900, "height": 1400})
    page = context.new_page()
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda message: message.type == "error" and page.problems.append(message.text))
    yield page
    context.close()
    assert page.problems == []


def formulas(page):
    """Waits until all formulas of a page are mathematics; gives how many elements each has, and its height."""
    expect(page.locator("x-equation:not(:has(math))")).to_have_count(0)
    size = "math => [math.querySelectorAll('*').length, math.getBoundingClientRect().height]"
    return page.locator("x-equation math").evaluate_all(f"all => all.map({size})")


def pixels(page):
    return page.frames[1].evaluate("document.querySelector('canvas').toDataURL()")


def test_a_report(page, tmp_path):
    (tmp_path / "s.tg").write_text(SCRIPT)
    subprocess.run([BINARY, "report", "s.tg", "-o", "s.html"], cwd=tmp_path, check=True, timeout=60)
    page.on("request", lambda request: request.url.startswith("file:") or page.problems.append(request.url))
    page.goto((tmp_path / "s.html").as_uri())
    assert page.locator("h1").inner_text() == "Head" and "a is 1" in page.locator("#cell-4").inner_text()
    inline, display = formulas(page)
    assert inline[0] > 5 and display[0] > 10 and display[1] > inline[1] > 5
    assert page.locator("x-equation msup").count() == 1 and page.locator("x-equation mfrac").count() == 1
    canvas = page.frame_locator("iframe").locator("canvas")
    canvas.wait_for()
    before = pixels(page)
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 180)
    page.mouse.up()
    assert pixels(page) != before


def test_a_live_page(page, tmp_path):
    script = tmp_path / "s.tg"
    script.write_text(SCRIPT)
    with (tmp_path / "output").open("w") as output:
        process = subprocess.Popen([BINARY, "watch", "s.tg", "--serve"], cwd=tmp_path, stdout=output)
    try:
        while not (found := re.search(r"http://\S+", (tmp_path / "output").read_text())):
            time.sleep(0.05)
        page.on("request", lambda request: request.url.startswith((found.group(), "about:")) or page.problems.append(request.url))
        page.goto(found.group())
        page.get_by_text("a is 1").wait_for()
        assert len(formulas(page)) == 2
        page.frame_locator("iframe").locator("canvas").wait_for()
        # the frame stays, since its cell does not run again
        page.frames[1].evaluate("window.mark = 1")
        script.write_text(SCRIPT.replace("a = 1", "a = 7"))
        page.get_by_text("a is 7").wait_for()
        assert page.frames[1].evaluate("window.mark") == 1
        script.write_text(SCRIPT.replace("a = 1", "a = (").replace("plot(m.W)", ""))
        page.locator("#cell-3 .error").wait_for()
        assert "stale" in page.locator("#cell-4").get_attribute("class") and "a is 7" in page.locator("#cell-4").inner_text()
        script.write_text("// %%\nprint(3)\n")
        page.get_by_text("3", exact=True).wait_for()
        expect(page.locator("#cells > *")).to_have_count(1)
        # else it would miss its server
        page.goto("about:blank")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(10)
