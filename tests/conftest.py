"""What tests share: a built record, the command line as a process, disks of odd kinds, and the folder `shared`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from browsing import ARGUMENTS, BROWSER
from disks import make_read_only, mounted
from minilateral import library

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

Run = Callable[..., subprocess.CompletedProcess[str]]
Briefs = Callable[[str], Path]

# A first call imports what is imported when needed, and a loaded machine is slow: no test is about time.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what reads ../shared where that folder is not."""
    if SHARED.is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="../shared, which is not part of the project, is not here"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser without a window, for one module."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only for tests that are marked `browser`

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose record is built from the shipped casebooks; not to be written to."""
    folder = tmp_path_factory.mktemp("built")
    library.rebuild(workspace=folder)
    return folder


@pytest.fixture
def run(built: Path) -> Run:
    """The command line as a process of its own, on the built workspace unless another is named."""

    def call(*arguments: object, workspace: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "minilateral", "--workspace", workspace or built, *arguments]
        kept = {name: value for name, value in os.environ.items() if name != "MINILATERAL_WORKSPACE"}
        return subprocess.run(
            list(map(str, command)),
            capture_output=True,
            encoding="utf-8",
            env={**kept, **env},
            check=False,
            timeout=120,
        )

    return call


@pytest.fixture(scope="session")
def briefs(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Briefs:
    """Gives the folder of the brief on a group, written by the command line when it is first asked for."""
    home = tmp_path_factory.mktemp("briefs")

    def of(slug: str) -> Path:
        out = home / slug
        if not out.exists():
            command = [sys.executable, "-m", "minilateral", "--workspace", str(built), "brief", slug, "--out", str(out)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        return out

    return of


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    mounted(folder, "size=1m")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that a test may make read-only (`make_read_only`) or fill."""
    folder = tmp_path / "disk"
    mounted(folder, "size=64m")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def read_only_disk(disk: Path) -> Path:
    """A disk on which nothing can be written."""
    make_read_only(disk)
    return disk
