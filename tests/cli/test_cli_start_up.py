"""Starting up: nothing heavy is imported before a command needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"altair", "jinja2", "numpy", "pandas", "pyarrow", "rich", "scipy", "sqlite3", "typst", "vl_convert", "yaml"}


def modules_after(code: str) -> set[str]:
    """Top-level names of the modules loaded once this code has run in a process of its own."""
    script = f"import sys\n{code}\nprint('MODULES', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.rpartition("MODULES")[2].split()}


def running(*arguments: str) -> str:
    """Code that runs the command line and goes on."""
    return (
        f"from minilateral.cli import app\ntry: app({list(arguments)!r})\nexcept SystemExit as end: assert not end.code"
    )


@pytest.mark.parametrize("arguments", [["--help"], ["timeline", "--help"], ["brief", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert not modules_after(running(*arguments)) & HEAVY


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not modules_after("import minilateral") & (HEAVY | {"typer"})


def test_a_timeline_needs_no_numbers_library() -> None:
    assert not modules_after(running("timeline", "squad")) & {"altair", "numpy", "pyarrow", "scipy", "typst"}
