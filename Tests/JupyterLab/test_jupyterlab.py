"""The kernel in JupyterLab, as a user meets it: open, run all, complete, look up, interrupt, restart, turn a figure."""

import json
import os
import pathlib
import re
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest
from playwright.sync_api import expect, sync_playwright

BINARY = os.environ.get("TEGUM_BINARY", str(pathlib.Path(__file__).parents[2] / ".build/release/tegum"))
CELLS = [
    "let m = toy(n: 30, h: 3, scale: 0.2)\nm.W.shape",
    "let t = arange(12) / 12 * 2 * pi\nplot(stack([cos(t), sin(t), cos(3 * t) / 2]))",
    "plot([1, 4, 9])",
    "table([(name: \"<b>\", loss: 0.5)])",
    "train(m, adam, 100000000)",
]
SECONDS = 30_000


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """JupyterLab over a folder with a notebook; gives its address."""
    folder = tmp_path_factory.mktemp("lab")
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS[:4]],
        metadata={"kernelspec": {"name": "tegum", "display_name": "Tegum", "language": "tegum"}})
    nbformat.write(notebook, folder / "n.ipynb")
    environment = {**os.environ, "HOME": str(folder), "JUPYTER_PREFER_ENV_PATH": "0"}
    subprocess.run([BINARY, "kernel", "install", "--user"], check=True, env=environment, capture_output=True)
    log = open(folder / "log", "w")
    lab = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser", "--ServerApp.port=0",
         "--IdentityProvider.token=", "--ServerApp.password=", f"--ServerApp.root_dir={folder}", "--LabApp.news_url=None"],
        env=environment, stdout=log, stderr=log)
    runtime = folder / ".local/share/jupyter/runtime"
    limit = time.monotonic() + 60
    while not (found := list(runtime.glob("jpserver-*.json"))) or not found[0].read_text():
        assert time.monotonic() < limit and lab.poll() is None, (folder / "log").read_text()
        time.sleep(0.1)
    address = json.loads(found[0].read_text())["url"]
    while True:
        try:
            urllib.request.urlopen(address + "api")
            break
        except OSError:
            assert time.monotonic() < limit, (folder / "log").read_text()
            time.sleep(0.1)
    yield address
    lab.terminate()
    lab.wait(20)


@pytest.fixture(scope="module")
def page(server):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 1000})
        page.set_default_timeout(SECONDS)
        page.goto(server + "lab/tree/n.ipynb?reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        idle(page)
        yield page
        browser.close()


def idle(page):
    """Waits until the notebook has its kernel, which waits for work."""
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'")


def command(page, name):
    return page.evaluate(f"window.jupyterapp.commands.execute('{name}')")


def cell(page, number):
    return page.locator(".jp-Notebook .jp-CodeCell").nth(number)


def add(page, text):
    """A new cell at the end, with the cursor behind its text."""
    page.evaluate("""() => {
      const { content } = window.jupyterapp.shell.currentWidget;
      content.activeCellIndex = content.widgets.length - 1;
    }""")
    command(page, "notebook:insert-cell-below")
    new = page.locator(".jp-Notebook .jp-CodeCell").last
    new.locator(".cm-content").click()
    page.keyboard.insert_text(text)
    return new


def test_run_all(page):
    command(page, "notebook:run-all-cells")
    expect(cell(page, 0).locator(".jp-OutputArea-output")).to_contain_text("[3, 30]")
    expect(cell(page, 1).frame_locator("iframe").locator("canvas")).to_be_visible()
    expect(cell(page, 2).locator(".jp-RenderedSVG")).to_be_visible()
    expect(cell(page, 3).locator(".jp-RenderedHTML td").first).to_have_text("<b>")
    expect(cell(page, 3).locator(".jp-InputPrompt")).to_have_text("[4]:")


def test_turn_a_figure(page):
    canvas = cell(page, 1).frame_locator("iframe").locator("canvas")
    canvas.scroll_into_view_if_needed()
    pixels = lambda: canvas.evaluate("canvas => canvas.toDataURL()")
    before = pixels()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 280, box["y"] + 230)
    page.mouse.up()
    assert pixels() != before
    # all of the page shows
    room = cell(page, 1).locator("iframe").evaluate("frame => frame.clientHeight")
    assert cell(page, 1).frame_locator("iframe").locator("html").evaluate("html => html.scrollHeight") <= room


def test_complete(page):
    new = add(page, "let 𝔸 = 1; toy(n: 5, sca")
    page.keyboard.press("Tab")
    expect(page.locator(".jp-Completer-item")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(new.locator(".cm-line")).to_have_text("let 𝔸 = 1; toy(n: 5, scale: ", use_inner_text=True)


def test_tooltip(page):
    add(page, "train(")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".jp-Tooltip")).to_contain_text("optimizer")
    page.keyboard.press("Escape")


def test_page_of_help(page):
    new = add(page, "?train")
    page.keyboard.press("Control+Enter")
    expect(new.locator(".jp-OutputArea-output")).to_contain_text("optimizer")


def test_interrupt(page):
    new = add(page, CELLS[4])
    page.keyboard.press("Control+Enter")
    expect(new.locator(".jp-OutputArea-output").first).to_contain_text(re.compile(r"step \d+"))
    command(page, "notebook:interrupt-kernel")
    expect(new.locator(".jp-OutputArea")).to_contain_text("interrupted")
    idle(page)


def test_restart(page):
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:restart-kernel'); }")
    page.locator(".jp-Dialog .jp-mod-accept").click()
    idle(page)
    new = add(page, "1 + 1")
    page.keyboard.press("Control+Enter")
    expect(new.locator(".jp-InputPrompt")).to_have_text("[1]:")
    expect(new.locator(".jp-OutputArea-output")).to_have_text("2")
