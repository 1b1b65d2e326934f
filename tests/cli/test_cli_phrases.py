"""Search, phrases and documents of a group, as a person types them."""

import csv
import io
import json

import pytest

from made_series import keep, rows_of_series
from minilateral.record import library
from minilateral.record.workspace import Workspace


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """A workspace with the made-up series and one document of nobody."""
    ws = Workspace(tmp_path_factory.mktemp("held"))
    odd = {
        "title": "Weather <b>",
        "text": "An unshakable front lies over Kiso. " * 8,
        "date": "2024-05-05",
        "url": "https://x.example/a",
    }
    keep(ws, [*rows_of_series(), odd])
    return ws


def as_json(run, held, *words):
    done = run(*words, "--format", "json", workspace=held.root)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_documents_are_found_beside_rows(run, held):
    found = as_json(run, held, "search", '"denuclearization of the DPRK"')
    documents = [one for one in found if one["table"] == "documents"]
    assert {one["date"] for one in documents} == {"2024-06-02"}
    assert documents[0]["relation"] == "official"
    assert documents[0]["completeness"] == "full"
    assert "⟦" in documents[0]["snippet"]
    assert {one["table"] for one in as_json(run, held, "search", "ironclad")} - {"documents"}


def test_search_knows_prefix_near_and_filters(run, held):
    def days(*words):
        return sorted(one["date"] for one in as_json(run, held, "search", *words) if one["table"] == "documents")

    assert len(days("denuclear*")) == 7
    assert days("denuclear*", "--since", "2024", "--until", "2024-06") == ["2024-06-02"]
    assert days("denuclear*", "--kind", "readout") == []
    assert len(days("denuclear*", "--issuer", "State", "--group", "japan-korea-us")) == 7
    assert days("denuclear*", "--group", "quad") == []
    assert len(days("NEAR(commitment complete, 3)")) == 7
    assert days("NEAR(ministers resolutions, 2)") == []


def test_issuer_and_kind_leave_rows_of_the_record_out(run, held):
    assert {one["table"] for one in as_json(run, held, "search", "statement", "--kind", "joint_statement")} == {
        "documents"
    }


@pytest.mark.parametrize("text", ['"', "…", "((", "x:y", "AND", "a" * 5000, "-", "NEAR("])
def test_no_text_breaks_the_search(run, held, text):
    assert run("search", text, workspace=held.root).returncode == 0


def test_a_table_shows_no_marks_and_no_colour_in_a_pipe(run, held):
    done = run("search", "unshakable", workspace=held.root)
    assert "unshakable" in done.stdout
    assert not {"⟦", "\x1b"} & set(done.stdout)


def test_documents_of_a_group_say_how_and_of_which_meeting(run, held):
    found = {one["event"]: one for one in as_json(run, held, "documents", "--group", "japan-korea-us")}
    assert len(found) == 7
    assert {one["concerns"] for one in found.values()} == {"own"}
    assert found["2025-02-15"]["engagement"].startswith("JKU-20250215")
    assert all(one["engagement_basis"] for one in found.values())
    assert as_json(run, held, "documents", "--group", "quad") == []


def test_a_phrase_is_followed_and_its_return_is_told(run, held):
    found = as_json(run, held, "phrases", "japan-korea-us", "denuclearisation of the DPRK")
    together = next(one for one in found["histories"] if one["by"] == "together")
    assert together["first_date"] == "2023-08-18"
    backs = [one["date"] for one in together["returns"]]
    assert backs[-1] == "2025-02-15"
    munich = next(one for one in found["statements"] if one["date"] == "2025-02-15")
    assert munich["returned"] is True
    assert munich["sentence"].startswith("We reaffirm")
    gap = next(one for one in found["statements"] if one["date"] == "1998-09-24")
    assert (gap["used"], gap["basis"]) == ("not known", "no text is held")
    done = run("phrases", "japan-korea-us", "denuclearisation of the DPRK", workspace=held.root)
    assert "a return on 2025-02-15" in done.stderr
    assert "no text is held" in done.stdout


def test_csv_and_parquet_carry_every_statement(run, held, tmp_path):
    done = run("phrases", "japan-korea-us", "Korean Peninsula", "--format", "csv", workspace=held.root)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["used"] for row in rows} == {"yes", "no", "not known"}
    out = tmp_path / "p.parquet"
    assert run("phrases", "japan-korea-us", "peace", "--output", out, workspace=held.root).returncode == 0
    assert out.read_bytes()[:4] == b"PAR1"


def test_new_in_a_document_by_the_start_of_its_id(run, held):
    munich = next(one for one in library.documents(held) if one.event.day == "2025-02-15")
    found = as_json(run, held, "phrases", "japan-korea-us", "--new-in", munich.id[:8])
    back = next(one for one in found if one["phrase"] == "denuclearisation of the DPRK")
    assert (back["verdict"], back["last_date"]) == ("returned", "2024-06-02")
    done = run("phrases", "japan-korea-us", "--new-in", munich.url, workspace=held.root)
    assert "brought back" in done.stderr
    assert "last 2024-06-02" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("phrases", "japan-korea", "x"), "did you mean"),
        (("phrases", "quad"), "expected either a phrase or --new-in DOC"),
        (("phrases", "quad", "x", "--new-in", "D-1"), "expected either a phrase or --new-in DOC"),
        (("phrases", "quad", "…"), "a phrase with a letter or digit"),
        (("phrases", "quad", "x" * 10_000), "at most 300"),
        (("phrases", "quad", "--new-in", "D-nothing"), "unknown document"),
        (("documents", "--group", "quadd"), "did you mean"),
        (("search", "x", "--group", "quadd"), "did you mean"),
        (("search", "x", "--since", "yesterday"), "expected a date"),
    ],
)
def test_wrong_requests_say_what_was_expected(run, held, words, said):
    done = run(*words, workspace=held.root)
    assert done.returncode == 2
    assert said in done.stderr


def test_phrases_with_quotation_marks_and_of_one_letter(run, held):
    assert run("phrases", "japan-korea-us", '"Korean" “Peninsula”', workspace=held.root).returncode == 0
    assert run("phrases", "japan-korea-us", "a", workspace=held.root).returncode == 0


def test_an_empty_library_knows_what_the_casebook_notes(run, tmp_path):
    done = run("phrases", "japan-korea-us", "ironclad", workspace=tmp_path)
    assert done.returncode == 0
    assert "seen in" in done.stderr
    assert "held whole" not in done.stderr.split("seen in")[0]
    assert run("phrases", "quad", "ironclad", workspace=tmp_path).returncode == 0
    assert run("documents", "--group", "quad", workspace=tmp_path).returncode == 0
    assert run("search", "zzzq", workspace=tmp_path).returncode == 0
