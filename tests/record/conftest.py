"""Disks that are small or read-only, for the tests of faults."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from disks import make_read_only, mounted


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    mounted(folder, "size=1m")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that a test may make read-only (`make_read_only`)."""
    folder = tmp_path / "disk"
    mounted(folder, "size=64m")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def read_only_disk(disk: Path) -> Path:
    """A disk on which nothing can be written."""
    make_read_only(disk)
    return disk
