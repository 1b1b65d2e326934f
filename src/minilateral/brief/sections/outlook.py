"""Outlook: what is likely next, beside what is usual, and how good such forecasts have been.

Takes the desk; gives the section. A forecast begins where observation ends, and says so where that is not the day the
brief stands on; where the record is too short for a track record, none is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief import charts
from minilateral.brief.cautions import cautions
from minilateral.brief.charts.outlook import Row
from minilateral.brief.parts import Section, Table, anchor
from minilateral.brief.wording import (
    day,
    decimal,
    joined,
    listed,
    mid,
    percent,
    plural,
    readable,
    say,
    sentences,
    whole,
)
from minilateral.codebook.levels import rank
from minilateral.outlook.ahead import outlook
from minilateral.outlook.questions import ANSWER
from minilateral.outlook.track import LEAST_WINDOWS, NAMES

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Num, Text
    from minilateral.outlook.ahead import Forecast, Outlook
    from minilateral.outlook.track import Skill, TrackRecord

LIKELY, UNLIKELY = 0.7, 0.3  # chances above and below which the title says so
MAIN = "minister-90"
TIED = "\N{NO-BREAK SPACE}"
SPANS = {182: "half a year", 365: "a year"}
UNTOLD = "What comes next is not forecast"
WORST = -1.0  # a skill below this is printed as no more than that
BETTER = "better than both baselines"


def section(desk: Desk) -> Section:
    """Chances of what may come, expected counts, and the track record of both."""
    found = outlook(desk.book, desk.as_of, keep=desk.keep)
    told = [one for one in found.forecasts if one.value is not None and not _twice(desk, one)]
    if not told or found.starts is None:
        return Section(id="outlook", title=UNTOLD, lead=_why_not(desk, found))
    chances = tuple(_row(desk, one) for one in told if one.question.ask.kind == "chance")
    figure = charts.outlook(chances, found.starts, lambda one, value: _num(desk, one, percent(value)))
    answers = any(one.question.ask.series == ANSWER for one in told)
    codes = ("forecast_retrospective", "forecast_calendar", *(("forecast_answers",) if answers else ()))
    return Section(
        id="outlook",
        title=_title(told),
        lead=_lead(desk, told),
        paragraphs=tuple(text for text in (_record(desk, told), _untold(desk, found)) if text),
        figures=(figure,) if figure else (),
        tables=tuple(table for table in (_counts(desk, told), _track(desk, told)) if table.rows),
        cautions=cautions((), *codes),
    )


def _why_not(desk: Desk, found: Outlook) -> Text:
    """Why nothing is said of what comes next."""
    if any(one.label for one in found.forecasts):
        learn = desk.rule(
            "outlook-windows", whole(LEAST_WINDOWS), "Windows that make a track record",
            "Forecasts are judged from the twelfth window that closed on observed days, and by twelve at least.",
        )  # fmt: skip
        closed = "No forecast is printed, for too few windows have closed on observed days: it takes "
        return say(closed, learn, " to learn from and ", learn, " more to be judged by.")
    why = found.forecasts[0].reason if found.forecasts else "nothing is on record yet"
    return (f"No forecast is made: {readable(why)}.",)


def _twice(desk: Desk, one: Forecast) -> bool:
    """Whether the question is one of all meetings of leaders once more, as of their track."""
    track = desk.tracks.get(one.question.ask.track)
    return track is not None and track.level == "leader"


def _what(desk: Desk, one: Forecast) -> str:
    """A question in a few words, with its horizon; of a format with a promised rhythm its name: that it meets."""
    ask = one.question.ask
    if ask.series == ANSWER:
        return "Next severe provocation answered"
    head = desk.track_title(ask.track) if ask.track else ask.label
    if ask.track and rank(desk.tracks[ask.track].level) == 0:
        head = "An exercise is held"
    return f"{head} within {SPANS.get(ask.horizon, f'{ask.horizon} days')}"


def _row(desk: Desk, one: Forecast) -> Row:
    shown = one.record is not None and one.record.verdict == BETTER
    usual, recent = one.naively("climatology"), one.naively("rolling")
    return Row(_what(desk, one), one, one.value or 0.0, usual, recent, shown)


def _num(desk: Desk, one: Forecast, text: str) -> Num:
    """A number of a forecast or of its track record, tied to the rows it rests on."""
    ask = one.question.ask
    window = f"{day(one.question.opened)} to {day(one.question.closes)}"
    note = (
        f"Settled by the record from {day(one.question.settles)} on; {one.question.coverage_rule}. {ask.query}. "
        f"Said by {NAMES[one.model]}. The rows are the last that happened; the track record rests on all since 2012."
    )
    return desk.ledger.cite(text, anchor("outlook", ask.key), f"{ask.label}, {window}", one.rows, note)


def _main(told: list[Forecast]) -> Forecast:
    return next((one for one in told if one.question.ask.key == MAIN), told[0])


def _title(told: list[Forecast]) -> str:
    one = _main(told)
    if one.question.ask.key != MAIN:
        return "What may come next, where the record allows a forecast"
    chance = one.value or 0.0
    if chance >= LIKELY:
        return "Ministers or leaders will probably meet within 90 days"
    if chance <= UNLIKELY:
        return "A meeting of ministers or leaders within 90 days is unlikely"
    return "Whether ministers or leaders meet within 90 days is open"


def _lead(desk: Desk, told: list[Forecast]) -> Text:
    one = _main(told)
    question = one.question
    parts: list[Text] = []
    if question.opened.toordinal() != desk.as_of.toordinal() + 1:
        ends = f"Observation ends before {day(question.opened)}, so forecasts begin there and not on {day(desk.as_of)}."
        parts.append((ends,))
    window = f"from {day(question.opened)} to {day(question.closes)}"
    chance = _num(desk, one, percent(one.value or 0))
    said = say(f"{question.ask.label} {window} with a chance of ", chance, _beside(desk, one))
    parts.append(say(said, "."))
    parts += [_left_out(desk, one)] if question.left_out else []
    return sentences([*parts, _verdict(desk, one)])


def _beside(desk: Desk, one: Forecast) -> Text:
    usual, recent = one.naively("climatology"), one.naively("rolling")
    if usual is None:
        return ()
    said = say("; going by all such windows so far it would be ", _num(desk, one, percent(usual)))
    if recent is None:
        return said
    return say(said, ", by those of the last three years ", _num(desk, one, percent(recent)))


def _left_out(desk: Desk, one: Forecast) -> Text:
    names = listed([desk.track_name(track) for track in one.question.left_out])
    return (f"Not counted, for they were watched only in part: {names}.",)


def _verdict(desk: Desk, one: Forecast) -> Text:
    """Whether such forecasts have been better than the naive ones, in a sentence."""
    record = one.record
    if record is not None and record.skills and record.few:
        few = _num(desk, one, f"{record.n}")
        return say(
            "Whether such forecasts are better than naive ones cannot be shown by the ", few, " there are to judge."
        )
    return (_fared(record),) if record else ()


def _fared(record: TrackRecord) -> str:
    if not record.skills:
        return "How good such forecasts are cannot be told, for all windows came out alike."
    if record.few:
        return (
            f"Whether such forecasts are better than naive ones cannot be shown by the {record.n} there are to judge."
        )
    if record.verdict == BETTER:
        return "Such forecasts have been better than both of these naive ones."
    if any(skill.high < 0 for skill in record.skills):
        return "Such forecasts have been worse than naive forecasts: they have no skill."
    better = [NAMES[skill.against] for skill in record.skills if skill.shown]
    if better:
        return f"Such forecasts have been better than those by {better[0]}, but not surely than the other."
    return "That such forecasts are better than these naive ones is not shown."


def _record(desk: Desk, told: list[Forecast]) -> Text:
    """How the forecasts of the main question would have fared, and of which questions skill is shown."""
    one = _main(told)
    record = one.record
    if record is None:
        return ()
    fared = say(
        "Made by the same rule on the first of each month since ", f"{day(record.first)}, ",
        _num(desk, one, f"{record.n}"), f" such {plural(record.n, 'forecast')} would have been on the wrong side of an "
        "even chance ", _num(desk, one, _often(len(record.misses))), "; on average they said ",
        _num(desk, one, percent(record.said)), " where ", _num(desk, one, percent(record.happened)), " came about.",
    )  # fmt: skip
    return sentences([fared, _skilled(desk, told)])


def _often(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{whole(count)} times")


def _skilled(desk: Desk, told: list[Forecast]) -> Text:
    with_skill = [one for one in told if one.record and one.record.verdict == BETTER]
    if not with_skill:
        return ("Of no question are they shown to be better than both naive forecasts.",)
    names = joined([(mid(_what(desk, one)),) for one in with_skill])
    return say("They are better than both naive forecasts for: ", names, "; for the others that is not shown.")


def _untold(desk: Desk, found: Outlook) -> Text:
    """Questions of which nothing is said."""
    short = [_what(desk, one) for one in found.forecasts if one.value is None]
    if not short:
        return ()
    these = f"For want of observed windows nothing is said of: {'; '.join(short)}."
    return (these,)


def _counts(desk: Desk, told: list[Forecast]) -> Table:
    counts = [one for one in told if one.question.ask.kind == "count"]
    return Table(
        id="outlook-counts",
        caption="How often, with the 80% interval",
        columns=("", "To", "Expected", "80% interval", "All windows", "Last three years"),
        rows=tuple(
            (
                (_what(desk, one),),
                (day(one.question.closes),),
                (_num(desk, one, decimal(one.value or 0)),),
                (_num(desk, one, f"{one.low:.0f} to {one.high:.0f}"),),
                _naive(desk, one, "climatology"),
                _naive(desk, one, "rolling"),
            )
            for one in counts
        ),
        numeric=(2, 3, 4, 5),
    )


def _naive(desk: Desk, one: Forecast, name: str) -> Text:
    value = one.naively(name)
    return ("–",) if value is None else (_num(desk, one, decimal(value)),)


def _track(desk: Desk, told: list[Forecast]) -> Table:
    judged = [(one, one.record) for one in told if one.record]
    return Table(
        id="outlook-track-record",
        caption="How such forecasts would have fared since 2016: how many were made and wrong, and the share of the "
        "loss of each naive forecast that they save, with its 90% interval (below zero: worse)",
        columns=("", "Made", "Wrong", "Against all windows", "Against last three years"),
        rows=tuple(_judged(desk, one, record) for one, record in judged),
        numeric=(1, 2, 3, 4),
        groups=_groups([one for one, _ in judged]),
    )


def _groups(judged: list[Forecast]) -> tuple[tuple[int, str], ...]:
    """The heading above formats with a promised rhythm, of which a round is asked for."""
    first = next((place for place, one in enumerate(judged) if one.question.ask.track), None)
    return () if first is None else ((first, "A round of a format with a promised rhythm"),)


def _judged(desk: Desk, one: Forecast, record: TrackRecord) -> tuple[Text, ...]:
    skills = {skill.against: skill for skill in record.skills}
    second = skills.get("rolling") or skills.get("coin")
    beside = f" (even{TIED}chance)" if "coin" in skills else ""
    return (
        (_what(desk, one),),
        (_num(desk, one, f"{record.n}"),),
        (_num(desk, one, f"{len(record.misses)}"),),
        _skill(desk, one, skills.get("climatology")),
        say(_skill(desk, one, second), beside),
    )


def _skill(desk: Desk, one: Forecast, skill: Skill | None) -> Text:
    if skill is None:
        return ("not known",)
    value, low, high = (_signed(x) for x in (skill.value, skill.low, skill.high))
    return (_num(desk, one, f"{value} [{low},{TIED}{high}]"),)


def _signed(value: float) -> str:
    """A skill with its sign, as a true minus."""
    shown = f"{value:+.2f}" if value >= WORST else f"under{TIED}-1"
    return shown.replace("-", "\N{MINUS SIGN}")
