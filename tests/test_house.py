"""The house holds: locks, layers, licences, and sizes of modules."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "src").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
BENCH = sorted((ROOT / "bench").rglob("*.py"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_every_package_by_hash_and_names_no_place(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert not re.search(r"://|index-url|find-links|/opt/", text)
    packages = re.findall(r"^([a-z0-9][\w.-]*)==(\S+)", text, re.MULTILINE)
    assert packages
    assert len(re.findall(r"^\S+==.*\\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)) == len(packages)


def test_the_two_locks_agree_and_hold_all_that_is_asked_for() -> None:
    base, dev = (
        dict(re.findall(r"^([a-z0-9][\w.-]*)==(\S+)", path.read_text("utf-8"), re.MULTILINE)) for path in LOCKS
    )
    assert base.items() <= dev.items()
    needed = PROJECT["project"]["dependencies"], PROJECT["project"]["optional-dependencies"]["dev"]
    for lock, names in zip((base, dev), needed, strict=True):
        assert {re.split(r"[>\[]", name)[0].lower() for name in names} <= set(lock)


KNOWN_AS = {
    "PIL": "pillow",
    "charset_normalizer": "charset-normalizer",
    "dateutil": "python-dateutil",
    "markdown_it": "markdown-it-py",
    "vl_convert": "vl-convert-python",
    "yaml": "pyyaml",
}


# Needed by what we import, which does not ask for it: trafilatura fails without the one, time zones without the other.
UNSEEN = {"lxml-html-clean", "tzdata"}


def foreign_imports(paths: Iterable[Path]) -> set[str]:
    """Packages imported from outside the standard library and this project, under the name they are installed by."""
    found = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add(str(node.module).split(".")[0])
    ours = {path.stem for path in (*TESTS, *BENCH)} | {"minilateral"}
    return {KNOWN_AS.get(name, name) for name in found - set(sys.stdlib_module_names) - ours}


def names_of(requirements: Iterable[str]) -> set[str]:
    return {re.split(r"[>\[]", name)[0].lower() for name in requirements}


def test_the_package_imports_what_it_declares_and_nothing_else() -> None:
    assert foreign_imports(MODULES) | UNSEEN == names_of(PROJECT["project"]["dependencies"])


def test_tests_and_benchmarks_import_only_what_is_declared() -> None:
    declared = names_of([*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]])
    assert foreign_imports([*TESTS, *BENCH]) <= declared


def test_no_two_modules_of_the_tests_share_a_name() -> None:
    names = [path.stem for path in TESTS if path.stem != "conftest"]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_a_module_is_one_idea(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name


def test_modules_and_functions_are_short_as_a_rule() -> None:
    assert median(len(path.read_text("utf-8").splitlines()) for path in MODULES) <= 120
    functions = [
        (node.end_lineno or 0) - node.lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    assert median(functions) <= 12


def test_make_help_names_every_target_a_person_uses() -> None:
    done = subprocess.run(
        ["make", "-C", ROOT, "--no-print-directory", "help"], capture_output=True, text=True, check=True
    )
    for target in ("brief", "test", "lint", "types", "bench", "docs", "clean"):
        assert re.search(rf"^  make {target} +\S", done.stdout, re.MULTILINE), target


def test_licences_are_whole_and_named() -> None:
    assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION" in (ROOT / "LICENSE").read_text("utf-8")
    assert "CC-BY-4.0" in (ROOT / "LICENSES" / "CC-BY-4.0.txt").read_text("utf-8")
    assert PROJECT["project"]["license"] == "Apache-2.0 AND CC-BY-4.0"


def test_the_citation_is_of_this_version() -> None:
    import minilateral  # noqa: PLC0415 -- for the version alone

    assert f"version: {minilateral.__version__}" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_the_picture_in_the_readme_is_light() -> None:
    picture = ROOT / "docs" / "images" / "brief.png"
    assert picture.stat().st_size < 300_000
