"""Chromium for the tests that need it; `marks` skip them, with the reason, where there is none."""

from shutil import which

import pytest

BROWSER = which("chromium") or which("chromium-browser") or which("google-chrome")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
marks = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: no browser tests"),
]
