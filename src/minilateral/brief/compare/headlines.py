"""Which numbers stand for a group when groups stand side by side: one small table, by what a partnership does.

Takes nothing; gives `THEMES`, in the order of the first screen of a brief. A headline names an estimate by measure,
name and key; a measure that comes later adds its lines here. Which of several like estimates is shown is a rule of
`choices`, never a preference for a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.compare.choices import first, latest
from minilateral.brief.wording import decimal, digits, percent
from minilateral.codebook.levels import MINISTER_RANK

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilateral.brief.compare.choices import Choose

LEADER_RANK = MINISTER_RANK + 1


@dataclass(frozen=True, slots=True)
class Headline:
    """One number shown of every group: where it comes from, and how it is headed and written."""

    measure: str
    name: str
    key: tuple[tuple[str, str], ...]
    words: str  # the head of its column
    write: Callable[[float], str] = digits
    of: str = ""  # how the number of cases is told beside it, where a reader needs it: "of {n}"
    choose: Choose = first
    without: str = "the record gives no such number"  # the reason where a group has no such estimate


@dataclass(frozen=True, slots=True)
class Theme:
    """One thing a partnership does for its members, and the numbers that show it."""

    id: str  # of the measure, and of the section of a brief where more is said
    title: str
    question: str
    headlines: tuple[Headline, ...]


_NOW, _BEFORE = ("window", "now"), ("window", "before")
_ALL, _HIGH = ("series", "contacts"), ("series", "minister")
_TEST = (("window", "3"), ("severity", "4"))
_TEXTS, _DRILLS = ("series", "texts_minister"), ("series", "exercises")
_STRICT, _WHOLE = ("reading", "strict"), (("reading", "strict"), ("due", "all"), ("window", "all"))

CONSULTATION = (
    Headline("consultation", "contacts_year", (_ALL, _NOW), "Contacts of all members, last 12 months"),
    Headline("consultation", "contacts_year", (_ALL, _BEFORE), "Contacts of all members, 12 months before"),
    Headline("consultation", "contacts_ratio", (_ALL,), "Ratio of the two years", decimal, "of {n}"),
    Headline("consultation", "contacts_year", (_HIGH, _NOW), "Contacts at minister level or above, last 12 months"),
)
RESPONSE = (
    Headline("response", "answered", _TEST, "Severe provocations answered together in 3 days", percent, "of {n}"),
    Headline("response", "chance", _TEST, "Answered so by chance alone", percent),
    Headline("response", "days_since_test", (), "Days since the last severe provocation"),
)
SIGNALLING = (
    Headline("signalling", "joint_texts_year", (_TEXTS, _NOW), "Joint texts of ministers or leaders, last 12 months"),
    Headline("signalling", "joint_texts_year", (_TEXTS, _BEFORE), "Joint texts, 12 months before"),
    Headline("signalling", "joint_texts_ratio", (_TEXTS,), "Ratio of the two years of joint texts", decimal, "of {n}"),
    Headline(
        "signalling", "joint_share", (_NOW,), "Meetings followed by a joint text, last 12 months", percent, "of {n}"
    ),
)
INTEGRATION = (
    Headline("integration", "exercises_year", (_DRILLS, _NOW), "Exercises of all members, last 12 months"),
    Headline("integration", "exercises_year", (_DRILLS, _BEFORE), "Exercises of all members, 12 months before"),
    Headline("integration", "exercises_ratio", (_DRILLS,), "Ratio of the two years of exercises", decimal, "of {n}"),
    Headline(
        "integration", "instruments", (("field", "defence"), ("at", "now")), "Agreements and institutions in defence"
    ),
)
BREADTH = (
    Headline("breadth", "tracks_met", (_NOW,), "Tracks of ministers or leaders that met, last 12 months", of="of {n}"),
    Headline("breadth", "meetings", (_NOW,), "Meetings of ministers or leaders, last 12 months"),
    Headline("breadth", "standalone_share", (_NOW,), "Meetings held for their own sake", percent, "of {n}"),
    Headline(
        "breadth",
        "preparatory_alive",
        (_NOW,),
        "Tracks of vice ministers and officials that met, last 12 months",
        of="of {n}",
    ),
)
CONSISTENCY = (
    Headline(
        "consistency",
        "days_since",
        (),
        "Days since leaders last met",
        choose=latest(LEADER_RANK),
        without="no meeting of leaders is recorded",
    ),
    Headline(
        "consistency",
        "days_since",
        (),
        "Days since ministers last met",
        choose=latest(MINISTER_RANK),
        without="no meeting of ministers is recorded",
    ),
    Headline("consistency", "silence_tail", (_HIGH,), "Chance of a longer gap at minister level or above", percent),
)
CAPACITY = (
    Headline(
        "capacity", "offices_impaired", (_NOW,), "Offices vacant or in acting hands for 30 days or more", of="of {n}"
    ),
    Headline("capacity", "offices_known", (_NOW,), "Office-days of which the table says who held them", percent),
    Headline(
        "capacity", "seats_below", (("member", "all"), _NOW), "Seats filled below the level of the meeting", of="of {n}"
    ),
    Headline("capacity", "host_changed", (), "Meetings hosted by another member than before", percent, "of {n}"),
)
HORIZON = (
    Headline("horizon", "furthest_due", (), "Years until the furthest date an open promise names", decimal),
    Headline("horizon", "open_promises", (("reach", "rhythm"),), "Open promises that go on by a rhythm", of="of {n}"),
    Headline("horizon", "secretariat_years", (), "Years since a secretariat was first on record", decimal),
    Headline(
        "horizon",
        "transactional_share",
        (("initiator", "all"), _NOW),
        "Strains over trade, costs or troops, of these and promises",
        percent,
        "of {n}",
    ),
)
PROMISES = (
    Headline("promises", "on_schedule", _WHOLE, "Due dates met on schedule", percent, "of {n}"),
    Headline(
        "promises",
        "on_schedule_floor",
        (_STRICT,),
        "On schedule at the least, if all unsettled were missed",
        percent,
        "of {n}",
    ),
    Headline("promises", "status_count", (_STRICT, ("status", "overdue")), "Promises overdue", of="of {n}"),
    Headline("promises", "falls_due", (), "Promises that fall due within a year"),
)
WEAKEST = (
    Headline(
        "weakest_link",
        "resilience",
        (("between", "any"),),
        "Contacts after strain between members, against other months",
        decimal,
        "of {n}",
    ),
    Headline(
        "weakest_link",
        "after_leaders",
        (),
        "Contacts after a change of leader, against other months",
        decimal,
        "of {n}",
    ),
    Headline(
        "weakest_link",
        "together_share",
        (("of", "answers"),),
        "Answered provocations that all answered in one act",
        percent,
        "of {n}",
    ),
    Headline("weakest_link", "weakest_rate", (), "Contacts per month of the pair that meets least", decimal),
)
_SHOCKS = (("outcome", "contacts"), ("shocks", "member"))
SPILLOVER = (
    Headline(
        "spillover",
        "shock_ratio",
        _SHOCKS,
        "Contacts in the half-year after an act of a member, against other months",
        decimal,
        "of {n} acts",
    ),
    Headline("spillover", "shifted_ratio", _SHOCKS, "The same with all dates moved, and the middle 90%", decimal),
    Headline("spillover", "shifted_p", _SHOCKS, "Chance of so much by chance alone", percent),
)

THEMES = (
    Theme("consultation", "Discusses", "How often do all members meet, call or hold a dialogue?", CONSULTATION),
    Theme(
        "response",
        "Answers together",
        "When somebody tests the group, does it answer together within three days?",
        RESPONSE,
    ),
    Theme("signalling", "Signals cohesion", "Do ministers and leaders speak with one voice?", SIGNALLING),
    Theme(
        "integration",
        "Integrates defence",
        "What do the members put into common defence, by rehearsal and on paper? These are inputs, not deterrence.",
        INTEGRATION,
    ),
    Theme(
        "breadth",
        "Keeps its breadth",
        "On how many tracks do ministers and leaders meet, and for the sake of the group alone?",
        BREADTH,
    ),
    Theme(
        "consistency",
        "Meets consistently",
        "How long ago did they last meet, and is the silence long by the group's own rhythm?",
        CONSISTENCY,
    ),
    Theme(
        "capacity",
        "Capacity and will",
        "Are the offices that carry the group filled, and do the members come and host?",
        CAPACITY,
    ),
    Theme(
        "horizon",
        "Long horizon",
        "How far ahead do open promises reach, and how many quarrels over gain stand beside them?",
        HORIZON,
    ),
    Theme("promises", "Keeps its promises", "Is what the members promised together delivered, and in time?", PROMISES),
    Theme(
        "weakest_link",
        "Holds under strain",
        "Do all members still meet when two of them quarrel or a leader changes, and do two need a third to talk?",
        WEAKEST,
    ),
    Theme(
        "spillover",
        "Reached by shocks",
        "Does what a member does to shake allies reach the group? What follows an act need not follow from it.",
        SPILLOVER,
    ),
)
