"""Floors of the dates of a document: of its event, of its issue with zone, of its page at the host.

`event_dates.csv` holds the labels, no text: the day of the event a document tells of, or "none" where it tells of
nothing that was done on a day, its day of issue, and what the label rests on ("elsewhere": the text does not say it,
or says it wrongly). One reader labelled them from title, lead and file, before the program had read them. `sample` is
200 documents drawn by hash from four corpora, after which the reading was mended; `fresh` and `again` are 60 each,
drawn and labelled after that. On first sight 57 of 60 events were right in either draw (0.95).
"""

from __future__ import annotations

from datetime import datetime
from functools import cache

import pytest
from corpora import labels, needs_corpora, share, some

pytestmark = [pytest.mark.shared, needs_corpora]
FILES = {
    "whitehouse": tuple(f"whitehouse/wh_{year}.jsonl.gz" for year in (2021, 2022, 2023, 2024)),
    "state": ("state_rss/state_press_releases.jsonl.gz",),
    "feed": ("whitehouse_rss/whitehouse_feed.jsonl.gz",),
    "australia": ("au_pm/au_pm_minilateral_subset.jsonl.gz",),
}
FLOOR = 0.97
DIGEST = "44482e57cdf22897"


@cache
def dated():
    """Each label with the document it belongs to."""
    rows = labels("event_dates.csv", DIGEST)
    found = {}
    for corpus, names in FILES.items():
        wanted = {row["document"] for row in rows if row["corpus"] == corpus}
        for name in names:
            found |= {(corpus, key): one for key, one in some(name, wanted).items()}
    return [(row, found[row["corpus"], row["document"]]) for row in rows]


def drawn(draw):
    return [(row, one) for row, one in dated() if row["draw"] == draw]


def right(row, one):
    """Whether the days of event, issue and publication are those of the label; these hosts are the issuers."""
    return (
        (one.event.day or "none") == row["event"],
        one.issued.day == row["issued"],
        one.published.day == row["issued"],
    )


def test_two_hundred_were_drawn_and_twice_sixty_after_them():
    assert [len(drawn(draw)) for draw in ("sample", "fresh", "again")] == [200, 60, 60]
    assert len({(row["corpus"], row["document"]) for row, _ in dated()}) == 320
    assert {row["event"] == "none" for row, _ in dated()} == {True, False}


@pytest.mark.parametrize("draw", ["sample", "fresh", "again"])
def test_days_of_events(draw):
    share((right(*one)[0] for one in drawn(draw)), f"day of the event, {draw}", FLOOR)


@pytest.mark.parametrize("draw", ["sample", "fresh", "again"])
def test_days_of_issue_and_of_the_page(draw):
    share((right(*one)[1] for one in drawn(draw)), f"day of issue, {draw}", FLOOR)
    share((right(*one)[2] for one in drawn(draw)), f"day of the page, {draw}", FLOOR)


def test_a_document_without_an_event_is_given_none():
    share(((one.event.day == "") for row, one in dated() if row["event"] == "none"), "no event, none given", FLOOR)


def test_a_moment_of_issue_has_its_zone_and_every_date_its_basis():
    for _, one in dated():
        assert all(bool(stamp.value) == bool(stamp.basis) for stamp in (one.event, one.issued, one.published, one.seen))
        if len(one.issued.value) > len("2024-11-15"):
            assert datetime.fromisoformat(one.issued.value).tzinfo, one.issued.value
    share((len(one.issued.value) > len("2024-11-15") for row, one in dated() if row["corpus"] != "australia"),
          "issued with its hour and zone, of files that state one", FLOOR)  # fmt: skip
