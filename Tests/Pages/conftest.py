"""What all tests of pages share: the binary, and Chromium without a window."""

import os
import pathlib

import pytest
from playwright.sync_api import sync_playwright

BINARY = os.environ.get("TEGUM_BINARY", str(pathlib.Path(__file__).parents[2] / ".build/release/tegum"))


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()
