"""The briefs on all ten groups, written once by the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Briefs = Callable[[str], Path]


@pytest.fixture(scope="session")
def briefs(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Briefs:
    """Gives the folder of the brief on a group; it is written when it is first asked for."""
    home = tmp_path_factory.mktemp("briefs")

    def of(slug: str) -> Path:
        out = home / slug
        if not out.exists():
            command = [sys.executable, "-m", "minilateral", "--workspace", str(built), "brief", slug, "--out", str(out)]
            subprocess.run(command, check=True, capture_output=True, env=dict(os.environ), timeout=120)
        return out

    return of
