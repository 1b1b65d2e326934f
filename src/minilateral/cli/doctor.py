"""What is installed, what is missing and how to get it.

Takes the workspace; prints one line per thing looked at. Ends with 1 if anything that is needed is not in order.
"""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import typer

from minilateral import __version__
from minilateral.cli.options import FormatOption, OutputOption, workspace_of
from minilateral.cli.show import Listing, show
from minilateral.errors import MinilateralError

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: in order or not, what was found, and what helps."""

    part: str
    state: str  # "ok", "missing", "optional"
    found: str
    help: str = ""


def doctor(ctx: typer.Context, fmt: FormatOption = None, output: OutputOption = None) -> None:
    """Say what is installed, and what is missing.

    Looks at Python, packages, workspace, record and casebooks; ends with 1 if something needed is not in order.
    """
    folder = workspace_of(ctx)
    findings = [_python(), *_packages(), *_workspace(folder), *_casebooks(folder), _browser()]
    bad = [finding for finding in findings if finding.state == "missing"]
    verdict = f"{len(bad)} not in order" if bad else "all in order"
    rows = [asdict(finding) for finding in findings]
    show(Listing(rows=rows, columns=("part", "state", "found", "help"), notes=(verdict,)), fmt, output)
    if bad:
        raise typer.Exit(1)


def _python() -> Finding:
    fine = sys.version_info >= (3, 11)
    return Finding("Python", "ok" if fine else "missing", platform.python_version(), "" if fine else "3.11 or later")


def _packages() -> Iterator[Finding]:
    """The packages `minilateral` says it needs, with the versions found."""
    yield Finding("minilateral", "ok", __version__)
    for requirement in requires("minilateral") or ():
        if "extra ==" in requirement:
            continue
        name = requirement.split(">")[0].strip()
        try:
            yield Finding(name, "ok", version(name))
        except PackageNotFoundError:
            yield Finding(name, "missing", "not installed", f"python -m pip install '{requirement}'")


def _workspace(folder: Path | None) -> Iterator[Finding]:
    """The workspace and the record in it. Neither need exist or be writable: a record can also be built in memory."""
    from minilateral.record.store import is_current
    from minilateral.record.workspace import workspace, writable

    ws = workspace(folder)
    fine = writable(ws)
    hint = "" if fine else "cannot be written to; name another with --workspace DIR"
    yield Finding("workspace", "ok" if fine else "optional", str(ws.root), hint)
    try:
        current = is_current(ws)
    except MinilateralError as error:
        yield Finding("record", "missing", str(error), error.next_command)
        return
    found = {True: "up to date", False: "casebooks have changed since", None: "none yet"}[current]
    yield Finding("record", "ok" if current else "optional", found, "" if current else "the next command builds it")


def _casebooks(folder: Path | None) -> Iterator[Finding]:
    """Every casebook, those that are shipped and the user's own: how many rows, and whether they are clean."""
    from minilateral.record.casebook import shipped_casebooks, slugs
    from minilateral.record.workspace import workspace

    own = workspace(folder).casebooks
    for home, kind in ((shipped_casebooks(), "casebook"), (own, "own casebook")):
        for slug in slugs(home) if home.is_dir() else ():
            yield _casebook(f"{kind} {slug}", home / slug)


def _casebook(part: str, folder: Path) -> Finding:
    from minilateral import library

    try:
        checked = library.check(folder)
    except MinilateralError as error:
        return Finding(part, "missing", str(error), error.next_command)
    rows, faults = f"{sum(checked.usable.values())} rows", len(checked.defects)
    if not faults:
        return Finding(part, "ok", rows)
    found = f"{rows}, {faults} defect{'' if faults == 1 else 's'}"
    return Finding(part, "missing", found, f"minilateral casebook check {folder}")


def _browser() -> Finding:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    return Finding(
        "chromium",
        "ok" if found else "optional",
        found or "not found",
        "" if found else "only tests of the page use it",
    )
