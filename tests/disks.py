"""Mount small disks, and make them read-only; skips with the reason where that is not allowed."""

import subprocess
from pathlib import Path

import pytest


def mounted(folder: Path, options: str) -> None:
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("no mount command here")
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")


def make_read_only(folder: Path) -> None:
    """Nothing can be written to this disk from now on, not even by root."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
