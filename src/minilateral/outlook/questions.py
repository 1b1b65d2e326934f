"""The questions asked of every group, made by rule and settled by rule.

Takes a casebook and a day; gives the questions that can be asked of this group, each with its window, the query that
settles it and the rule of coverage; and settles one by the record. Filters and horizons were fixed before any score
was looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from minilateral.codebook.levels import crosswalk
from minilateral.measures.episodes import answers, episodes, in_scope
from minilateral.measures.trial import HEADLINE_SEVERITY, HEADLINE_WINDOW
from minilateral.measures.windows import between
from minilateral.model import Casebook, Track
from minilateral.outlook.series import COVERED, Rows, judged_watch, series

Kind = Literal["chance", "count"]
SETTLED_AFTER = 30  # days from the close of a window: rows are found late
NEAR = 45  # days
ANSWER = "answer"  # the one series that is judged by episode and not by window
_YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked again and again: a series, a horizon, and whether it happens at all or how often.

    `query` says in words which rows settle it; `label` is the question in short.
    """

    key: str
    kind: Kind
    series: str
    horizon: int  # days
    label: str
    query: str
    unit: str = ""
    track: str = ""

    @property
    def quoted(self) -> str:
        """The model that speaks for it, by a rule fixed before any score was seen.

        Up to 45 days ahead the hazard; further the rate with a memory of 17 months, for counts with one of ten.
        """
        if self.series == ANSWER:
            return "fading"
        return "hazard" if self.kind == "chance" and self.horizon <= NEAR else "rate"

    @property
    def baselines(self) -> tuple[str, str]:
        """The two naive forecasts it must beat."""
        return ("climatology", "coin" if self.series == ANSWER else "rolling")


_TOGETHER = "every member took part; one for each day and level"
_MINISTERS = f"engagements: meetings and dialogues of ministers or leaders; {_TOGETHER}"
_TEXTS = "engagements: statements, and meetings that issued one; every member took part; one for each occasion and day"

STANDING = (
    Ask(key="minister-30", kind="chance", series="minister", horizon=30, label="Ministers or leaders meet",
        query=_MINISTERS),
    Ask(key="minister-90", kind="chance", series="minister", horizon=90, label="Ministers or leaders meet",
        query=_MINISTERS),
    Ask(key="statement-30", kind="chance", series="statement", horizon=30, label="A joint statement is issued",
        query=_TEXTS),
    Ask(key="leader-180", kind="chance", series="leader", horizon=180, label="Leaders meet",
        query=f"engagements: meetings and dialogues of leaders; {_TOGETHER}"),
    Ask(key="contacts-90", kind="count", series="contact", horizon=90, label="Contacts", unit="contacts",
        query=f"engagements: meetings, calls and dialogues at any level; {_TOGETHER}"),
    Ask(key="exercises-180", kind="count", series="exercise", horizon=180, label="Exercises", unit="exercises",
        query="engagements: exercises; every member took part; one for each occasion and first day"),
    Ask(key="statements-90", kind="count", series="statement", horizon=90, label="Joint statements",
        unit="statements", query=_TEXTS),
)  # fmt: skip
"""Asked of every group; where nothing of the kind is on record, only what a group is expected to do."""
_EXPECTED = {"minister", "leader", "contact"}

NEXT_TEST = Ask(
    key="answer-next", kind="chance", series=ANSWER, horizon=_YEAR,
    label=f"The next severe provocation is answered together within {HEADLINE_WINDOW} days",
    query=f"the first provocation of severity {HEADLINE_SEVERITY} or more in the window; answered if all members "
    f"call, issue a statement or write to the Security Council together from the day before it to "
    f"{HEADLINE_WINDOW} days after",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with its window: days `opened` to `closes`, both included."""

    id: str
    ask: Ask
    group: str
    opened: date
    closes: date
    left_out: tuple[str, ...] = ()  # tracks on record that were watched in part only, and do not count

    @property
    def settles(self) -> date:
        """The day from which the record may settle it."""
        return _later(self.closes, SETTLED_AFTER)

    @property
    def text(self) -> str:
        """The question in full."""
        when = f"from {self.opened} to {self.closes}"
        if self.ask.kind == "count":
            return f"How many {self.ask.label[0].lower()}{self.ask.label[1:]} {when}?"
        return f"{self.ask.label}, {when}?"

    @property
    def coverage_rule(self) -> str:
        """What must have been watched for the question to count."""
        return f"void if less than {COVERED:.0%} of the window was observed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a question: how often it happened (None: void, or not yet), the rows, and why."""

    happened: int | None
    void: bool
    rows: tuple[str, ...]
    coverage: float
    why: str


def _later(day: date, days: int) -> date:
    """So many days later; no later than the last day there is."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def asks(rows: Rows) -> Iterator[Ask]:
    """What is asked of this group: the standing questions, its tracks with a promised rhythm, its next test."""
    book, as_of = rows.book, rows.as_of
    for one in STANDING:
        if one.series in _EXPECTED or rows.series(one.series).days:
            yield one
    if any(act.severity for act in book.provocations if act.live and act.date <= as_of):
        yield NEXT_TEST
    for track in book.tracks:
        if track.live and track.cadence_days and not (track.ended and track.ended <= as_of):
            found = rows.series(track.id)
            if found.days or not found.watch.spans:  # a format the query has never seen cannot be asked about
                yield _of_track(track)


def _of_track(track: Track) -> Ask:
    """Half the promised rhythm ahead: kept like a clock, it would happen in every second window."""
    drill = crosswalk(track.level).rank == 0
    days = max(30, (track.cadence_days or 0) // 2)
    what = "exercises" if drill else "meetings and dialogues at its level"
    return Ask(
        key=f"track-{track.id}", kind="chance", series=track.id, horizon=days, label=f"{track.name}: a round is held",
        query=f"engagements of track {track.id}: {what}; every member took part", track=track.id,
    )  # fmt: skip


def opened(book: Casebook, ask: Ask, last: date, left_out: tuple[str, ...] = ()) -> Question:
    """The question whose window begins on the day after the last one known."""
    first, closes, slug = _later(last, 1), _later(last, ask.horizon), book.group.slug
    return Question(id=f"{slug}/{ask.key}/{first}", ask=ask, group=slug, opened=first, closes=closes, left_out=left_out)


def settle(book: Casebook, question: Question, as_of: date) -> Outcome:
    """Settle a question by the record, with the query it was opened with.

    Edges: before `settles` nothing is settled; a window of which less than 90 % was observed is void, and so is one
    without a provocation where the question was about the next.
    """
    if as_of < question.settles:
        return Outcome(happened=None, void=False, rows=(), coverage=0.0, why=f"open until {question.settles}")
    window = between(question.opened, question.closes)
    if question.ask.series == ANSWER:
        return _answered(book, question, as_of)
    if question.ask.track and question.ask.track not in {track.id for track in book.tracks}:
        return _void(0.0, f"the track {question.ask.track} is on record no more")
    found = series(book, question.ask.series, as_of)
    share = found.watch.share(window)
    if share < COVERED:
        return _void(share, f"only {share:.0%} of the window was observed")
    rows = found.within(window.first, window.last)
    times = found.count(window.first, window.last)
    return Outcome(happened=times, void=False, rows=rows, coverage=share, why=f"{times} on record in the window")


def _void(share: float, why: str) -> Outcome:
    return Outcome(happened=None, void=True, rows=(), coverage=share, why=why)


def _answered(book: Casebook, question: Question, as_of: date) -> Outcome:
    window = between(question.opened, question.closes)
    seen = judged_watch(book)
    share = seen.share(window)
    acts = (act for act in book.provocations if in_scope(book, act))
    tests = [one for one in episodes(acts, HEADLINE_SEVERITY, window) if seen.covers(one.day + HEADLINE_WINDOW)]
    if not tests:
        why = "no provocation so severe in the window"
        return _void(share, why if share >= COVERED else f"only {share:.0%} of the window was observed")
    rows = answers(book, as_of).within(tests[0].day, HEADLINE_WINDOW)
    day = date.fromordinal(tests[0].day)
    told = f"the provocation of {day} was {'answered' if rows else 'not answered'} together in time"
    return Outcome(happened=int(bool(rows)), void=False, rows=(*tests[0].ids, *rows), coverage=share, why=told)
