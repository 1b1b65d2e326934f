"""Which numbers stand for a group when groups stand side by side: one small table, by what a partnership does.

Takes nothing; gives `THEMES`. A headline names an estimate by measure, name and key; a measure that comes later adds
its lines here. How one is chosen among several like estimates is a rule of `choices`, never a preference for a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.compare.choices import first, latest
from minilateral.brief.desk import digits
from minilateral.brief.wording import decimal, percent
from minilateral.codebook.levels import MINISTER_RANK

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilateral.brief.compare.choices import Choose

LEADER_RANK = MINISTER_RANK + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One number shown of every group: where it comes from, and how it is headed and written."""

    measure: str
    name: str
    key: tuple[tuple[str, str], ...] = ()
    words: str  # the head of its column
    write: Callable[[float], str] = digits
    of: str = ""  # how the number of cases is told beside it, where a reader needs it: "of {n}"
    choose: Choose = first
    without: str = "the record gives no such number"  # the reason where a group has no such estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One thing a partnership does for its members, and the numbers that show it."""

    id: str
    section: str  # of a brief, where more is said
    title: str
    question: str
    headlines: tuple[Headline, ...]


_NOW, _BEFORE = ("window", "now"), ("window", "before")
_ALL, _HIGH = ("series", "contacts"), ("series", "minister")
_TEST = (("window", "3"), ("severity", "4"))

THEMES = (
    Theme(
        id="discusses",
        section="consultation",
        title="Discusses",
        question="How often do all members meet, call or hold a dialogue?",
        headlines=(
            Headline(
                measure="consultation",
                name="contacts_year",
                key=(_ALL, _NOW),
                words="Contacts of all members, last 12 months",
            ),
            Headline(
                measure="consultation",
                name="contacts_year",
                key=(_ALL, _BEFORE),
                words="Contacts of all members, 12 months before",
            ),
            Headline(
                measure="consultation",
                name="contacts_ratio",
                key=(_ALL,),
                words="Ratio of the two years",
                write=decimal,
                of="of {n}",
            ),
            Headline(
                measure="consultation",
                name="contacts_year",
                key=(_HIGH, _NOW),
                words="Contacts at minister level or above, last 12 months",
            ),
        ),
    ),
    Theme(
        id="answers",
        section="response",
        title="Answers together",
        question="When somebody tests the group, does it answer together within three days?",
        headlines=(
            Headline(
                measure="response",
                name="answered",
                key=_TEST,
                words="Severe provocations answered together in 3 days",
                write=percent,
                of="of {n}",
            ),
            Headline(measure="response", name="chance", key=_TEST, words="Answered so by chance alone", write=percent),
            Headline(measure="response", name="days_since_test", words="Days since the last severe provocation"),
        ),
    ),
    Theme(
        id="breadth",
        section="breadth",
        title="Keeps its breadth",
        question="On how many tracks do ministers and leaders meet, and for the sake of the group alone?",
        headlines=(
            Headline(
                measure="breadth",
                name="tracks_met",
                key=(_NOW,),
                words="Tracks of ministers or leaders that met, last 12 months",
                of="of {n}",
            ),
            Headline(
                measure="breadth",
                name="meetings",
                key=(_NOW,),
                words="Meetings of ministers or leaders, last 12 months",
            ),
            Headline(
                measure="breadth",
                name="standalone_share",
                key=(_NOW,),
                words="Meetings held for their own sake",
                write=percent,
                of="of {n}",
            ),
            Headline(
                measure="breadth",
                name="preparatory_alive",
                key=(_NOW,),
                words="Tracks of vice ministers and officials that met, last 12 months",
                of="of {n}",
            ),
        ),
    ),
    Theme(
        id="consistency",
        section="consistency",
        title="Meets consistently",
        question="How long ago did they last meet, and is the silence long by the group's own rhythm?",
        headlines=(
            Headline(
                measure="consistency",
                name="days_since",
                words="Days since leaders last met",
                choose=latest(LEADER_RANK),
                without="no meeting of leaders is recorded",
            ),
            Headline(
                measure="consistency",
                name="days_since",
                words="Days since ministers last met",
                choose=latest(MINISTER_RANK),
                without="no meeting of ministers is recorded",
            ),
            Headline(
                measure="consistency",
                name="silence_tail",
                key=(_HIGH,),
                words="Chance of a longer gap at minister level or above",
                write=percent,
            ),
        ),
    ),
    Theme(
        id="promises",
        section="promises",
        title="Keeps its promises",
        question="Is what the members promised together delivered, and in time?",
        headlines=(
            Headline(
                measure="promises",
                name="on_schedule",
                key=(("reading", "strict"), ("due", "all"), ("window", "all")),
                words="Due dates met on schedule",
                write=percent,
                of="of {n}",
            ),
            Headline(
                measure="promises",
                name="on_schedule_floor",
                key=(("reading", "strict"),),
                words="On schedule at the least, if all unsettled were missed",
                write=percent,
                of="of {n}",
            ),
            Headline(
                measure="promises",
                name="status_count",
                key=(("reading", "strict"), ("status", "overdue")),
                words="Promises overdue",
                of="of {n}",
            ),
            Headline(measure="promises", name="falls_due", words="Promises that fall due within a year"),
        ),
    ),
)
