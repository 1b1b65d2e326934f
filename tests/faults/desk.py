"""What a person does at the desk: start a casebook, fill in its tables, ask for everything."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from made import COVERAGE, engagement, write_table

Run = Callable[..., subprocess.CompletedProcess[str]]
Row = Mapping[str, str]


def workspace_like(built: Path, folder: Path) -> Path:
    """A workspace of one's own that starts with the record as built, so that only new casebooks are read."""
    folder.mkdir(parents=True)
    shutil.copy(built / "record.sqlite", folder)
    return folder


def start(
    run: Run, workspace: Path, slug: str, engagements: Iterable[Row] = (), coverage: Iterable[Row] = (COVERAGE,)
) -> Path:
    """A casebook made by `minilateral new` and filled in; gives its folder."""
    done = run("new", slug, "--members", "JPN,KOR,USA", "--name", f"The {slug} group", workspace=workspace)
    assert done.returncode == 0, done.stderr
    folder = Path(done.stdout.strip())
    write_table(folder, "engagements", map(dict, engagements))
    write_table(folder, "coverage", map(dict, coverage))
    return folder


def rows_of(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """The rows a command printed as JSON."""
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def calm(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether a command that failed said so in its own words, with nothing on standard output."""
    return done.stderr.startswith("minilateral: ") and "Traceback" not in done.stderr and not done.stdout


__all__ = ["COVERAGE", "calm", "engagement", "files_of", "rows_of", "start", "workspace_like", "write_table"]
