"""The citation of a brief: what BibTeX and a reference manager read out of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from fixture_brief import HOSTILE, brief
from nine import hostile

from minilateral.brief import cite, html
from minilateral.brief.safe import visible

ROOT = Path(__file__).parents[2]
TITLE = 'Fish & "chips": 50 % of {A} is $5_000 #1 ~ a^b \\end'


def parsed(entry: str) -> tuple[str, str, dict[str, str]]:
    """Kind, key and fields of one BibTeX entry, read as BibTeX does: by counting every brace."""
    head = re.match(r"@(\w+)\{([^\s,{}]+),\s*", entry)
    assert head, entry
    place, fields = head.end(), {}
    while entry[place] != "}":
        name = re.compile(r"(\w+)\s*=\s*").match(entry, place)
        assert name, entry[place:]
        value, place = braced(entry, name.end())
        assert name[1] not in fields
        fields[name[1]] = value
        rest = re.compile(r"\s*,\s*").match(entry, place)
        place = rest.end() if rest else place
    assert entry[place:] == "}\n"
    return head[1], head[2], fields


def braced(text: str, place: int) -> tuple[str, int]:
    """What stands between the brace at `place` and the one that closes it, and the place after it."""
    assert text[place] == "{"
    depth = 0
    for at in range(place, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return text[place + 1 : at], at + 1
    raise AssertionError(f"a brace is never closed: {text}")


def test_the_entry_holds_who_what_when_and_from_which_record():
    kind, key, fields = parsed(cite.bibtex(brief()).decode())
    assert (kind, key) == ("techreport", "minilateral-japan-korea-us-2025-10-31")
    assert fields["title"] == f"{{{brief().title}}}"
    assert (fields["year"], fields["month"], fields["day"]) == ("2025", "10", "31")
    assert fields["version"] == "0.1.0"
    assert "casebook 3f3f3f3f3f3f" in fields["note"]


def test_the_item_holds_the_same():
    (item,) = json.loads(cite.csl(brief()))
    assert item["issued"] == {"date-parts": [[2025, 10, 31]]}
    assert item["title"] == brief().title
    assert item["id"] == parsed(cite.bibtex(brief()).decode())[1]
    assert (item["type"], item["version"]) == ("report", "0.1.0")
    assert "casebook 3f3f3f3f3f3f" in item["note"]
    assert set(item) == {
        "id", "type", "genre", "title", "author", "issued", "publisher", "version", "note", "language",
    }  # fmt: skip


def test_the_authors_are_those_of_the_program():
    named = [author["name"] for author in yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["authors"]]
    assert list(cite.AUTHORS) == named
    assert parsed(cite.bibtex(brief()).decode())[2]["author"] == " and ".join(f"{{{name}}}" for name in named)
    (item,) = json.loads(cite.csl(brief()))
    assert item["author"] == [{"literal": name} for name in named]


@pytest.mark.parametrize("title", [TITLE, HOSTILE, "{", "}", "\\", "a}b{c", "\u202e\u200f evil \u2066x", ""])
def test_no_title_breaks_an_entry(title):
    made = replace(brief(3), title=title)
    fields = parsed(cite.bibtex(made).decode())[2]
    unescaped = re.sub(r"\\text(\w+)\{\}", lambda found: UNTEX[found[1]], fields["title"][1:-1])
    assert re.sub(r"\\([$&#%_])", r"\1", unescaped) == visible(title)
    assert not re.search(r"(?<!\\)[$&#%_^~]", fields["title"])
    (item,) = json.loads(cite.csl(made))
    assert item["title"] == visible(title)


UNTEX = {
    "backslash": "\\",
    "braceleft": "{",
    "braceright": "}",
    "asciicircum": "^",
    "asciitilde": "~",
}


def test_a_hostile_group_has_a_key_that_bibtex_takes():
    _, key, fields = parsed(cite.bibtex(hostile()).decode())
    assert re.fullmatch(r"[\w.:-]+", key, re.ASCII)
    assert "\u202e" not in "".join(fields.values())


def test_the_page_shows_both_as_they_are_in_the_files():
    for made in (brief(3), replace(brief(3), title=TITLE)):
        page = html.pages(made)["index.html"].decode()
        part = page.partition('id="cite"')[2].partition("</section>")[0]
        for text in (cite.bibtex(made), cite.csl(made)):
            assert escaped(text.decode()) in part


def escaped(text: str) -> str:
    for char, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;"), ('"', "&#34;")):
        text = text.replace(char, name)
    return text


def test_the_day_of_issue_is_the_day_of_the_brief_and_no_other():
    earlier = replace(brief(3), as_of=date(999, 3, 1))
    assert cite.bibtex(brief(3)) == cite.bibtex(brief(3))
    assert json.loads(cite.csl(earlier))[0]["issued"]["date-parts"] == [[999, 3, 1]]
    assert parsed(cite.bibtex(earlier).decode())[2]["year"] == "999"
