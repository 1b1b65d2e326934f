"""The documentation says what the program has, and nothing else: names, links, examples, generated pages."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

import minilateral
from minilateral.cli import app
from minilateral.codebook import tables, warnings
from minilateral.measures import MEASURES
from minilateral.measures.histories import history, provoked

ROOT = Path(__file__).parents[1]
PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"])
GENERATED = {"cli.md", "codebook.md", "python.md", "contributing.md"}


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def commands(command, path: str = "") -> list[str]:
    inner = getattr(command, "commands", None)
    if inner is None:
        return [path.strip()]
    return [found for name, one in inner.items() for found in commands(one, f"{path} {name}")]


COMMANDS = commands(typer.main.get_command(app))


def test_generated_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_generated_page_says_so() -> None:
    marked = {
        path.name for path in (ROOT / "docs").glob("*.md") if "Made by docs/generate.py" in path.read_text("utf-8")
    }
    assert marked == GENERATED


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented_and_told_to_readers(command: str) -> None:
    assert f"## minilateral {command}\n" in page("cli.md")
    prose = "".join(path.read_text("utf-8") for path in PAGES if path.name not in GENERATED)
    assert f"minilateral {command}" in prose


@pytest.mark.parametrize("name", list(MEASURES))
def test_every_measure_has_its_question_formula_reading_and_limits(name: str) -> None:
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", page("measures.md"), re.DOTALL | re.MULTILINE)
    assert found, name
    for part in ("?*", "**Formula.**", "**Reading.**", "**Limits.**"):
        assert part in found.group(1), (name, part)


@pytest.mark.parametrize("name", list(MEASURES))
def test_every_estimate_is_named_on_the_page_of_measures(name: str) -> None:
    book = provoked(history(n=60), 8, 0.5)
    day = max(row.to_date for row in book.coverage)
    missing = {one.name for one in MEASURES[name](book, day) if f"`{one.name}`" not in page("measures.md")}
    assert not missing


@pytest.mark.parametrize("code", list(warnings.all_warnings()))
def test_every_caution_is_in_the_codebook(code: str) -> None:
    assert f"| `{code}` |" in page("codebook.md")


@pytest.mark.parametrize("name", tables.table_names())
def test_every_table_is_in_the_codebook(name: str) -> None:
    assert f"### {name}\n" in page("codebook.md")


@pytest.mark.parametrize("name", minilateral.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    assert f"## {name}\n" in page("python.md")
    assert getattr(minilateral, name).__doc__


def test_public_names_are_sorted_and_few() -> None:
    assert list(minilateral.__all__) == sorted(minilateral.__all__)
    assert len(minilateral.__all__) <= 13


def anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_inside_the_project_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        if "://" in target or target.startswith("mailto:"):
            continue
        file, _, anchor = target.partition("#")
        found = (path.parent / file).resolve() if file else path
        assert found.exists(), f"{path.name}: {target}"
        if anchor:
            assert anchor in anchors(found), f"{path.name}: {target}"


def told(path: Path) -> list[str]:
    """Command lines a page tells a reader to type, without the ones that only show a form."""
    lines = re.findall(r"^    (minilateral .+)$", path.read_text("utf-8"), re.MULTILINE)
    return [line for line in lines if not re.search(r"\b(PATH|FOLDER|GROUP|SLUG|DIR|FILE|URL|FEED|DOC)\b", line)]


def test_commands_told_to_readers_run(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = list(dict.fromkeys(line for path in PAGES if path.name != "design.md" for line in told(path)))
    assert len(lines) > 8
    for line in lines:
        done = run(*shlex.split(line, comments=True)[1:], workspace=tmp_path / "workspace")
        assert done.returncode == 0, f"{line}\n{done.stderr}"


@pytest.mark.parametrize("name", ["README.md", "docs/measures.md", "docs/casebooks.md"])
def test_examples_in_python_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(ROOT / name), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS)
    assert result.failed == 0
    assert result.attempted or name != "README.md"
