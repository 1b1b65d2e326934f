"""Brief and export from the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from minilateral.record.casebook import shipped_casebooks, slugs


def test_brief_prints_what_it_says_and_where_it_is(run, tmp_path: Path) -> None:
    done = run("brief", "squad", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    said, _, paths = done.stdout.partition("written:\n")
    assert "as of 2025-11-30" in said
    assert {Path(line.strip()) for line in paths.splitlines()} >= {
        tmp_path / "out" / name for name in ("index.html", "brief.pdf", "brief.json", "estimates.csv", "feed.atom")
    }
    assert all(Path(line.strip()).is_file() for line in paths.splitlines())
    assert "seconds" in done.stderr


def test_a_brief_goes_into_the_workspace_by_itself(run, tmp_path: Path) -> None:
    assert run("brief", "squad", workspace=tmp_path).returncode == 0
    assert (tmp_path / "briefs" / "squad" / "index.html").is_file()


def test_as_of_and_since_reach_the_brief(run, tmp_path: Path) -> None:
    done = run("brief", "squad", "--as-of", "2024", "--since", "2024-06", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    made = json.loads((tmp_path / "brief.json").read_text("utf-8"))
    assert (made["as_of"], made["since"]) == ("2024-12-31", "2024-06-01")


def test_an_empty_casebook_gets_a_brief_that_knows_nothing(run, tmp_path: Path) -> None:
    assert run("new", "nordic", "--members", "SWE,NOR", workspace=tmp_path).returncode == 0
    done = run("brief", "nordic", "--out", tmp_path / "out", workspace=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "nothing on record yet" in done.stdout
    assert "rising" not in done.stdout


def test_a_file_in_the_way_ends_with_5_and_stays(run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", "utf-8")
    done = run("brief", "squad", "--out", tmp_path / "out")
    assert done.returncode == 5, done.stderr
    assert (tmp_path / "out").read_text("utf-8") == "mine"


def test_two_briefs_at_once_give_one_whole_brief(built: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "minilateral", "--workspace", built, "brief", "squad", "--out", tmp_path / "out"]
    both = [subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert json.loads((tmp_path / "out" / "brief.json").read_text("utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("slug", slugs(shipped_casebooks()))
def test_every_group_has_a_brief(run, tmp_path: Path, slug: str) -> None:
    done = run("brief", slug, "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "index.html").stat().st_size < 1_000_000


def test_export_is_a_package_with_a_citation(run, tmp_path: Path) -> None:
    done = run("export", "squad", "--out", tmp_path / "package")
    assert done.returncode == 0, done.stderr
    written = [Path(line) for line in done.stdout.splitlines()]
    assert all(path.is_file() for path in written)
    assert {"datapackage.json", "CITATION.cff"} <= {path.name for path in written}


def test_sections_are_those_asked_for_and_an_unknown_one_is_refused(run, tmp_path: Path) -> None:
    done = run("brief", "squad", "--sections", "method,breadth", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    made = json.loads((tmp_path / "out" / "brief.json").read_text("utf-8"))
    assert [section["id"] for section in made["sections"]] == ["breadth", "method"]
    done = run("brief", "squad", "--sections", "bredth", "--out", tmp_path / "none")
    assert done.returncode == 2
    assert "unknown section 'bredth'; did you mean breadth" in done.stderr
    assert "next: minilateral brief GROUP --sections" in done.stderr
    assert not (tmp_path / "none").exists()
    assert run("brief", "squad", "--sections", "", "--out", tmp_path / "none").returncode == 2


def test_one_page_is_written_where_asked_for_and_goes_when_not(run, tmp_path: Path) -> None:
    assert run("new", "nordic", "--members", "SWE,NOR", workspace=tmp_path / "ws").returncode == 0
    done = run("brief", "nordic", "--one-page", "--out", tmp_path / "out", workspace=tmp_path / "ws")
    assert done.returncode == 0, done.stderr
    short = {tmp_path / "out" / name for name in ("one-page.html", "one-page.pdf")}
    assert short < {Path(line.strip()) for line in done.stdout.partition("written:\n")[2].splitlines()}
    assert all(path.is_file() for path in short)
    assert run("brief", "nordic", "--out", tmp_path / "out", workspace=tmp_path / "ws").returncode == 0
    assert not any(path.exists() for path in short)


def test_one_document_is_said_in_the_singular(run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("They met.", encoding="utf-8")
    done = run("add", tmp_path / "one.txt", workspace=tmp_path / "ws")
    assert "1 new document;" in done.stderr
    assert "1 document\n" in run("documents", workspace=tmp_path / "ws").stderr
