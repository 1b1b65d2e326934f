"""What people type: names in their own words, words in the wrong place, terminals and languages of every kind."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from desk import calm, rows_of


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("V4", "visegrad"),
        ("jku", "japan-korea-us"),
        ("Quad", "quad"),
        ("THE QUAD", "quad"),
        ("Japan–Korea–US", "japan-korea-us"),
        ("japan korea us", "japan-korea-us"),
        ("us-japan-rok", "japan-korea-us"),
        ("Visegrad Group (V4)", "visegrad"),
        ("E-3", "e3"),
    ],
)
def test_a_group_is_known_by_every_name_its_casebook_gives(run, typed: str, slug: str) -> None:
    words = ("--since", "2024", "--format", "json")
    assert rows_of(run("timeline", typed, *words)) == rows_of(run("timeline", slug, *words))


def test_a_brief_and_a_search_by_alias_go_to_the_group_itself(run, built: Path, tmp_path: Path) -> None:
    (tmp_path / "record.sqlite").write_bytes((built / "record.sqlite").read_bytes())
    assert run("brief", "S-Quad", workspace=tmp_path).returncode == 0
    assert (tmp_path / "briefs" / "squad" / "index.html").is_file()
    found = rows_of(run("search", "maritime", "--group", "The Quad", "--format", "json"))
    assert found
    assert {row["group"] for row in found} <= {"quad", ""}


def test_levels_kinds_and_tracks_are_known_in_any_case_and_spelling(run) -> None:
    def ids(*words: str) -> list[str]:
        return [row["id"] for row in rows_of(run("timeline", "japan-korea-us", *words, "-f", "json"))]

    assert ids("--level", "Vice Minister") == ids("--level", "vice_minister")
    assert ids("--kind", "Working group") == ids("--kind", "working_group")
    assert ids("--track", "Defense Ministers") == ids("--track", "defence ministers")


# Words, exit code, and what the answer must name.
WRONG = [
    (["timeline"], 2, "GROUP"),
    (["brief"], 2, "GROUP"),
    (["search"], 2, "TEXT"),
    (["casebook", "check"], 2, "PATH"),
    (["export", "quad"], 2, "--out"),
    (["new", "nordic"], 2, "--members"),
    (["timelines", "quad"], 2, "timeline"),
    (["timeline", "quad", "squad"], 2, "squad"),
    (["timeline", "quad", "--fmt", "csv"], 2, "--format"),
    (["timeline", "quad", "--format", "xml"], 2, "parquet"),
    (["timeline", "quad", "--output", "quad.xlsx"], 2, ".parquet"),
    (["timeline", "quad", "--level", "ministers"], 2, "minister"),
    (["timeline", "quad", "--since", "2025-02-30"], 2, "2025-10-31"),
    (["timeline", "quad", "--since", "2025-13"], 2, "2025-10-31"),
    (["timeline", "quad", "--since", "+025-1-1"], 2, "2025-10-31"),
    (["timeline", "quad", "--since", ""], 2, "2025-10-31"),
    (["timeline", "quad", "--since", "2025", "--until", "2024"], 2, "not after the last"),
    (["brief", "quad", "--since", "2026", "--as-of", "2025"], 2, "not after the last"),
    (["brief", "japan-korea-us", "--since", "2025-11-01"], 2, "2025-10-31"),
    (["measure", "V5"], 2, "visegrad"),
    (["search", "call", "--limit", "0"], 2, "--limit"),
    (["new", "nordic", "--members", "Sweden,Norway"], 2, "SWE"),
    (["new", "nordic", "--members", ""], 2, "no member"),
    (["groups", "--workspace", "x"], 2, "before the command"),
    (["casebook", "check", __file__], 2, f"minilateral casebook check {Path(__file__).parent}"),
    (["brief", "quad", "--out", "/proc/minilateral"], 5, "/proc/minilateral"),
    (["export", "quad", "--out", __file__], 5, "in the way"),
    (["timeline", "quad", "--output", "/proc/minilateral/x.csv"], 5, "/proc/minilateral"),
]


@pytest.mark.parametrize(
    ("words", "code", "named"), WRONG, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_what_is_typed_wrongly_is_answered_with_what_would_be_right(
    run, words: list[str], code: int, named: str
) -> None:
    done = run(*words)
    assert done.returncode == code, done.stderr
    assert named in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_file_where_the_workspace_should_be(run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    for words, code in ((["groups"], 0), (["rebuild"], 4), (["new", "nordic", "--members", "SWE NOR"], 5)):
        done = run(*words, workspace=tmp_path / "file")
        assert done.returncode == code, done.stderr
        assert calm(done) or not code
    assert (tmp_path / "file").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
    ids=["C", "bare C", "ascii"],
)
def test_no_locale_stops_or_garbles_it(run, tmp_path: Path, locale: dict[str, str]) -> None:
    assert run("timeline", "V4", "--format", "csv", **locale).stdout == run("timeline", "V4", "--format", "csv").stdout
    assert run("timeline", "Japan–Korea–US", "--since", "2025-10", **locale).returncode == 0
    assert run("search", "Kōno", **locale).returncode == 0
    unknown = run("timeline", "Ünknown", **locale)
    assert (unknown.returncode, calm(unknown)) == (2, True)
    made = run("new", "nordic", "--members", "SWE,NOR", "--name", "Nórdic – 二国", workspace=tmp_path, **locale)
    assert made.returncode == 0, made.stderr
    listed = {row["slug"]: row for row in rows_of(run("groups", "--format", "json", workspace=tmp_path))}
    assert listed["nordic"]["name"] == "Nórdic – 二国"


def test_a_brief_in_a_bare_locale_is_the_same_brief(run, tmp_path: Path) -> None:
    plain, bare = tmp_path / "plain", tmp_path / "bärë"
    assert run("brief", "squad", "--out", plain).returncode == 0
    done = run("brief", "squad", "--out", bare, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", TZ="Asia/Tokyo")
    assert done.returncode == 0, done.stderr
    for path in plain.iterdir():
        assert path.read_bytes() == (bare / path.name).read_bytes(), path.name


def test_a_terminal_that_knows_few_letters_shows_what_it_can(run, tmp_path: Path) -> None:
    for coding in ("latin-1", "cp437"):
        done = run("brief", "squad", "--out", tmp_path / "out – ", PYTHONIOENCODING=coding)
        assert done.returncode == 0, done.stderr
        assert "out \\u2013" in done.stdout


@pytest.mark.parametrize("columns", ["20", "40", "200"])
def test_a_narrow_terminal_breaks_lines_and_never_what_is_copied(built: Path, columns: str) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "minilateral", "--workspace", str(built), "timeline", "squad", "--since", "2025"]
    settings = {**os.environ, "COLUMNS": columns, "TERM": "xterm", "NO_COLOR": "1"}
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, text=True, env=settings) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:  # the other end is closed
            pass
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
    os.close(ours)
    assert process.returncode == 0
    assert b"\x1b[" not in shown
    if int(columns) >= 40:
        assert b"2025-" in shown


@pytest.mark.parametrize(
    "words", ["groups", "timeline japan-korea-us -f csv", "measure japan-korea-us -f json", "--help"]
)
def test_a_pipe_that_is_closed_early_is_no_trouble(built: Path, words: str) -> None:
    command = f"{sys.executable} -m minilateral --workspace {built} {words} | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert len(done.stdout.splitlines()) == 1
    assert done.returncode in {0, 141}  # 141: ended by the closed pipe, as other programs are
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


def test_json_is_json_when_nothing_is_found(run) -> None:
    assert json.loads(run("search", "zzyzx", "--format", "json").stdout) == []
    assert run("search", "", "--format", "json").returncode == 0
