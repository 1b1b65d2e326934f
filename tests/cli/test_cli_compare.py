"""`minilateral compare` as a person types it."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "statements"))
from made_statements import EARLIER, LATER


@pytest.fixture
def files(tmp_path):
    a, b = tmp_path / "a.txt", tmp_path / "b.txt"
    a.write_text(EARLIER, "utf-8")
    b.write_text(LATER, "utf-8")
    return a, b


def test_prints_what_changed(run, files):
    done = run("compare", *files)
    assert done.returncode == 0, done.stderr
    assert "▼ weaker" in done.stdout
    assert "became “call on”" in done.stdout
    assert "Files of your own" in done.stdout


def test_writes_a_page_and_says_where(run, files, tmp_path):
    done = run("compare", *files, "--html", tmp_path / "out.html")
    assert done.returncode == 0, done.stderr
    assert "wrote" in done.stderr
    assert not done.stdout
    assert (tmp_path / "out.html").read_text("utf-8").startswith("<!doctype html>")


def test_json_csv_and_series(run, files, tmp_path):
    one = json.loads(run("compare", *files, "--format", "json").stdout)
    assert one["counts"]["dropped"] == 1
    two = json.loads(run("compare", *files, files[0], "--format", "json").stdout)
    assert len(two) == 2
    done = run("compare", *files, "--output", tmp_path / "rows.csv")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "rows.csv").read_text("utf-8").startswith("earlier,later,kind")


def test_readouts(run, files):
    done = run("compare", *files, "--readouts")
    assert done.returncode == 0, done.stderr
    assert "only readout 2" in done.stdout


def test_a_text_may_hold_what_a_terminal_would_obey(run, tmp_path):
    (tmp_path / "a.txt").write_text("We met \x1b[2J and \u202espoke.\n")
    (tmp_path / "b.txt").write_text("We met and spoke.\n")
    done = run("compare", tmp_path / "a.txt", tmp_path / "b.txt")
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["a.txt"], 2, "found one document, expected two or more"),
        (["a.txt", "none.txt"], 2, "no such file"),
        (["a.txt", "a.pdf"], 2, "found a PDF, expected a text"),
        (["a.txt", "empty.txt"], 2, "no words"),
        (["a.txt", "D-nothing"], 2, "unknown document 'D-nothing'"),
        (["a.txt", "b.txt", "--ladders", "none.yml"], 2, "expected a YAML table"),
        (["a.txt", "b.txt", "--html", "none/out.html"], 5, "could not write"),
    ],
)
def test_errors_say_what_was_found_and_expected(run, files, tmp_path, monkeypatch, words, code, message):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "empty.txt").write_text("")
    monkeypatch.chdir(tmp_path)
    done = run("compare", *words)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_partial_copy_is_refused_until_forced(run, files, tmp_path):
    teaser = tmp_path / "teaser.txt"
    teaser.write_text(f"Joint Statement\n\n{LATER}\n\nWe will share early warning of shortages [...]\n")
    done = run("compare", files[0], teaser)
    assert done.returncode == 2
    assert "--force" in done.stderr
    forced = run("compare", files[0], teaser, "--force")
    assert forced.returncode == 0, forced.stderr
    assert "FORCED" in forced.stdout
