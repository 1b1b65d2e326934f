"""The day of what a text tells of: a meeting, a call, a signing, a launch, a journey that is announced.

Takes what the dates of a document are told by, and its days of issue and publication; gives a stamp, or none. A day
counts only in a sentence that says what was done on it, counted where it must be ("yesterday", "on Thursday", "June 8")
from the day of issue, never from the day of the page or of the visit. A text that names no day has none, unless it is
itself what the members did: a statement they made together. The words are those of `codebook/pagewords.yml`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from minilateral.codebook import pagewords
from minilateral.documents import Stamp
from minilateral.reading.moments import days, days_near
from minilateral.reading.told import dateline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.reading.told import Told

_LEAD = 900  # characters in which a text says when it was; the longest lead of 39 joint statements has 640
_FARTHEST = 45  # days between an event and the text that tells of it; older dates in a lead are history
_AHEAD = 400  # days by which a journey or a conference is announced beforehand
_EARLY = 3  # sentences in which a text announces what is to come
_OPENS = 600  # characters in which "We, the leaders" stands
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TODAY_OPENS = re.compile(r"\W*(?:earlier )?today\b(?![’'])|.*\baujourd[’']hui\b", re.IGNORECASE)
_READOUT = re.compile(r"\bread-?out\b", re.IGNORECASE)
# Before a date these say that something lay around it, not on it.
_AROUND = re.compile(
    r"\b(?:since|after|before|until|till|by|following|through|between)\s+(?:\w+day,?\s+)?(?:the\s+)?$", re.IGNORECASE
)
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Jr|Sr|Mr|Ms|Mrs|Dr|Gen|Lt|Col|Adm|Sen|Rep|Gov|St|No|Amb|Prof|[ap]\.m))\.$")


def happened(told: Told, issued: Stamp, published: Stamp) -> Stamp:
    """The day of what a text tells of, and what says so; an empty stamp where nothing does."""
    limit = issued.day or published.day
    about = date.fromisoformat(limit) if limit else None
    lead = _sentences(_after_dateline(told.text)[:_LEAD])
    sentences = [one for one in lead if one.lstrip("# ") != told.title]
    ahead = announced(" ".join((told.title, *sentences[:_EARLY]))) and not _READOUT.search(told.title)
    for at, sentence in enumerate((told.title, *sentences)):
        comes = ahead and (at == 0 or announced(sentence))
        if comes or _tells(sentence):
            bare = about if at or comes else None  # a day without its year in a title may be that of the host's clock
            found = sorted(_written(sentence, about, bare, ahead=comes))
            found += sorted(_named(sentence, issued.day, ahead=comes))
            if found:
                _, day, basis = min(found)
                return Stamp(value=day.isoformat(), basis=basis)
    if issued.day and _together(told):
        return Stamp(value=issued.day, basis="the day of issue: a text made together that names no other")
    return Stamp()


def announced(text: str) -> bool:
    """Whether a title or sentence announces what is to come.

    >>> announced("First Lady to Travel to Romania"), announced("Address to the National Press Club")
    (True, False)
    """
    return bool(pagewords.days()["to_come"].search(text))


def _tells(sentence: str) -> bool:
    """Whether a sentence tells of something done, and not of a day that is remembered."""
    words = pagewords.days()
    if words["remembered"].search(sentence) or sentence.startswith("As "):
        return False
    return bool(words["done"].search(sentence) or words["of_today"].search(sentence) or _TODAY_OPENS.match(sentence))


def _together(told: Told) -> bool:
    """Whether a text is itself what the members did."""
    made = pagewords.days()["together"].search(f"{told.title}\n{told.text[:_OPENS]}")
    return told.kind in {"joint_statement", "principles"} or bool(made)


def _written(sentence: str, about: date | None, bare: date | None, *, ahead: bool) -> Iterator[tuple[int, date, str]]:
    """The dates written in a sentence that are within reach of the issue; `bare`: those without a year too."""
    for day, at in days_near(sentence, bare) if bare else days(sentence):
        near = about is None or -1 <= (about - day).days <= _FARTHEST
        if not _AROUND.search(sentence[:at]) and (near or (ahead and about and 0 < (day - about).days <= _AHEAD)):
            yield at, day, "an announced date" if ahead else "a date in the title or lead, beside what was done"


def _named(sentence: str, issued: str, *, ahead: bool) -> Iterator[tuple[int, date, str]]:
    """Today, yesterday or a weekday, counted from the day of issue; one to come where the sentence announces."""
    words = pagewords.days()
    for hit in (*words["of_today"].finditer(sentence), *words["named"].finditer(sentence)) if issued else ():
        day, word = date.fromisoformat(issued), hit[0].lower()
        weekday = next((number for number, name in enumerate(_WEEKDAYS) if name in word), None)
        back = (1 if word.startswith("yesterday") else 0) if weekday is None else (day.weekday() - weekday) % 7
        back = back - 7 if ahead and back and weekday is not None else back
        yield hit.start(), day - timedelta(days=back), f"'{hit[0]}', counted from the day of issue"


def _sentences(text: str) -> list[str]:
    """Roughly the sentences of a lead: no date and verb that belong together are parted."""
    out: list[str] = []
    for piece in re.split(r"\n+|(?<=[.!?;])[”\"’]?\s+(?=[A-Z“\"*(\d])", text):
        if out and _ABBREVIATED.search(out[-1]):
            out[-1] = f"{out[-1]} {piece}"
        elif piece.strip():
            out.append(piece.strip())
    return out


def _after_dateline(text: str) -> str:
    """The text without the line at its head that only says when it was issued."""
    lines, done = text.split("\n"), pagewords.days()["done"]
    heads = [number for number, line in enumerate(lines[:5]) if dateline(line) and not done.search(line)]
    return "\n".join(lines[heads[0] + 1 :]) if heads else text
