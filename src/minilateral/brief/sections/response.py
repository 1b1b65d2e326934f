"""Response: when provoked, do the members answer together, and sooner than chance would have it?

Takes the desk; gives the finding of the first screen and the section below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.answered import share_up
from minilateral.brief.arrows import FEWEST
from minilateral.brief.arrows import arrow as by_rule
from minilateral.brief.cautions import cautions
from minilateral.brief.members import all_members
from minilateral.brief.parts import Finding, Num, Ref, Section, Table
from minilateral.brief.wording import count, day, digits, level_of, percent, plural, readable, say
from minilateral.measures.response import HEADLINE_SEVERITY, HEADLINE_WINDOW, SEVERITIES, WINDOWS
from minilateral.measures.uncertainty import JEFFREYS

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Arrow, Text
    from minilateral.model import Estimate

HEADLINE = {"window": str(HEADLINE_WINDOW), "severity": str(HEADLINE_SEVERITY)}
MINUS = "\N{MINUS SIGN}"
LONG_DAYS = 183  # from half a year without a test on it is said on the first screen
TITLES: dict[Arrow, str] = {
    "falling": "Fewer severe provocations are answered together than a year before",
    "rising": "More severe provocations are answered together than a year before",
    "steady": "Severe provocations are answered together as often as a year before",
    "not known": "Severe provocations are answered together more often than by chance",
}
UNTOLD = "Whether the members answer provocations together cannot be told"
HALF_LIFE_DAYS = 730  # of the measure: a test counts half after two years
SURE_P = 0.05  # an excess over chance is named in the title only below this


def headline(desk: Desk) -> Estimate | None:
    """Share of severe provocations answered together within three days, where there is one."""
    found = desk.get("answered", **HEADLINE)
    return found if found and found.value is not None else None


def arrow(desk: Desk) -> Arrow:
    """By the share answered in the last year against the year before; not known below five tests in either."""
    now, before = desk.answered
    if headline(desk) is None or min(now.episodes, before.episodes) < FEWEST:
        return "not known"
    return by_rule(share_up(now, before), None, None, now.episodes + before.episodes)


def last_test(desk: Desk) -> Ref | None:
    """The last severe test or launch, as the measure of response found it."""
    since = desk.get("days_since_test")
    if since is None or since.value is None or not since.evidence:
        return None
    row = next((row for row in desk.book.provocations if row.id == since.evidence[-1]), None)
    return Ref(day(row.date, row.date_precision), row.id) if row else None


def untested(desk: Desk) -> Ref | None:
    """The last severe test or launch, where it lies half a year back or more."""
    since = desk.get("days_since_test")
    return last_test(desk) if since and (since.value or 0) >= LONG_DAYS else None


def finding(desk: Desk) -> Finding:
    """Whether the members answer provocations together."""
    found = headline(desk)
    return Finding(
        function="Answers together",
        arrow=arrow(desk),
        sentence=_sentence(desk, found) if found else (_why_not(desk),),
        interval=_interval(desk, found) if found else (),
        coverage=desk.coverage if found else "not observed",
        cautions=cautions([found]),
        section="response",
    )


def _why_not(desk: Desk) -> str:
    found = desk.get("answered", **HEADLINE) or desk.get("answered")
    reason = readable(found.reason) if found and found.reason else "no provocations are recorded for this group"
    return f"{UNTOLD}: {reason}."


def _severe(desk: Desk) -> Num:
    return desk.rule("severity", "four", "Severity of the headline", "Fixed before looking; all severities are shown.")


def _days(desk: Desk) -> Num:
    return desk.rule("window", "three", "Days within which an answer counts", "Fixed before looking; all are shown.")


def _sentence(desk: Desk, found: Estimate) -> Text:
    n = found.n or 0
    hits = desk.ledger.estimate(found, count(round((found.value or 0) * n)))
    since = f" since {day(found.from_date)}" if found.from_date else ""
    chance = desk.get("chance", **HEADLINE)
    said = say(
        "Of ", desk.ledger.estimate(found, count(n)), f" {plural(n, 'provocation')} of severity ", _severe(desk),
        f" or more{since}, {all_members(desk.book)} answered ", hits, " together within ", _days(desk), " days",
    )  # fmt: skip
    if chance is None or chance.value is None:
        return say(said, ".")
    return say(said, ": ", desk.value(found, percent), ", against ", desk.value(chance, percent), " by chance.")


def _interval(desk: Desk, found: Estimate) -> Text:
    """The interval, why no direction is stated, and since when there was no test."""
    if found.low is None or found.high is None:
        return ()
    low, high = desk.bounds(found, percent)
    said = say(f"{level_of(found.interval or 0)} interval ", low, " to ", high)
    test = last_test(desk)
    return say(said, "; none so severe since " if test else "", test or "", _unclear(desk))


def _unclear(desk: Desk) -> Text:
    """Why no direction is stated: too few tests in one of the two years, or no more than chance between them."""
    if arrow(desk) != "not known":
        return ()
    thin = next((name for name, year in zip(TESTS, desk.answered, strict=True) if year.episodes < FEWEST), None)
    if thin is None:
        return ("; the two years differ by no more than chance",)
    few = desk.rule("fewest-tests", count(FEWEST), "Fewest tests in each year for a direction", FEWEST_NOTE)
    when = "in the year" if thin == "now" else "the year before"
    return say("; ", _tests(desk, thin), f" such {when}, too few to say which way (", few, " are needed)")


FEWEST_NOTE = "Fixed beforehand: with fewer tests in either year no direction is stated."


def _tests(desk: Desk, name: str) -> Num:
    """The severe provocations of one of the two years."""
    year = desk.answered[name == "before"]
    return desk.ledger.cite(count(year.episodes), f"response-tests-{name}", TESTS[name], year.rows, SOUGHT)


TESTS = {"now": "Tests in the twelve months to the day", "before": "Tests in the twelve before"}
SOUGHT = "Severe provocations whose window for an answer had closed; those without a pause between them are one."


def _recent(desk: Desk) -> Text:
    """The share in which recent tests weigh more."""
    recent = desk.get("answered_recent")
    if recent is None or recent.value is None or recent.low is None or recent.high is None:
        return ()
    low, high = desk.bounds(recent, percent)
    name = level_of(recent.interval or 0)
    return say(
        "; with recent tests weighing more it is ",
        desk.value(recent, percent),
        f" ({name} interval ",
        low,
        " to ",
        high,
        ")",
    )


def section(desk: Desk) -> Section:
    """The panel on response."""
    found, first = headline(desk), finding(desk)
    if found is None:
        return Section(id="response", title=UNTOLD, lead=first.sentence)
    title = _title(desk, first.arrow)
    return Section(
        id="response",
        title=title,
        lead=first.sentence,
        paragraphs=tuple(p for p in (_in_words(desk, found), _years(desk), _stated(desk), _waiting(desk)) if p),
        figures=desk.figures("response"),
        tables=(_sweep(desk),),
        cautions=cautions([found, *desk.all("km_median")], "severity_coding"),
    )


def _title(desk: Desk, shown: Arrow) -> str:
    p = desk.get("excess_p", **HEADLINE)
    if shown == "not known" and (p is None or p.value is None or p.value > SURE_P):
        return "Whether provocations are answered more often than by chance cannot be told"
    return TITLES[shown]


def _in_words(desk: Desk, found: Estimate) -> Text:
    """The interval of the headline as a sentence."""
    if found.low is None or found.high is None:
        return ()
    low, high = desk.bounds(found, percent)
    name = level_of(found.interval or 0)
    return say(f"The {name} interval of that share is ", low, " to ", high, _recent(desk), ".")


def _years(desk: Desk) -> Text:
    """The tests of the last two years and how many were answered in time."""
    parts = []
    for name, year in zip(TESTS, desk.answered, strict=True):
        when = "in the twelve months to the day" if name == "now" else "in the twelve before"
        hits = desk.ledger.cite(
            count(year.hits), f"response-hits-{name}", f"{TESTS[name]}, answered in time", year.answered_rows, SOUGHT
        )
        parts.append(say(hits, " of ", _tests(desk, name), f" {when}"))
    return say("Answered in time were ", parts[0], " and ", parts[1], ".")


def _stated(desk: Desk) -> Text:
    stated = desk.get("answered_stated")
    if stated is None or stated.value is None:
        return ()
    return say(
        "Counting only answers whose own text names the provocation, the share is ", desk.value(stated, percent), ".",
    )  # fmt: skip


def _waiting(desk: Desk) -> Text:
    """How long answers take."""
    same, week = desk.get("km_answered", day="0"), desk.get("km_answered", day="7")
    if same is None or week is None or same.value is None or week.value is None:
        return ()
    middle = desk.get("km_median")
    half: Text = ()
    if middle and middle.value is not None:
        half = say("; half were answered by day ", desk.value(middle, count))
    return say(
        "On the day itself ", desk.value(same, percent), " were answered, by the seventh day ",
        desk.value(week, percent), half, ".",
    )  # fmt: skip


def _sweep(desk: Desk) -> Table:
    rows = (_row(desk, severity, window) for severity in SEVERITIES for window in WINDOWS)
    return Table(
        id="response-sweep",
        caption="Share answered together, for every severity and window, with the share expected by chance",
        columns=("Severity", "Window", "Provocations", "Answered", "Interval", "By chance", "Beyond chance"),
        rows=tuple(row for row in rows if row),
        numeric=(2, 3, 4, 5, 6),
    )


SEVERITY_WORDS = {3: "three or more", 4: "four or more", 5: "five"}


def _row(desk: Desk, severity: int, window: int) -> tuple[Text, ...]:
    key = {"window": str(window), "severity": str(severity)}
    share, chance, excess = desk.get("answered", **key), desk.get("chance", **key), desk.get("excess", **key)
    if share is None or share.value is None or share.low is None or share.high is None:
        return ()
    low, high = desk.bounds(share, percent)
    known = chance is not None and chance.value is not None
    return (
        (SEVERITY_WORDS.get(severity, "other"),),
        (_window(window),),
        (desk.ledger.estimate(share, digits(share.n or 0)),),
        (desk.value(share, percent),),
        (low, " to ", high),
        (desk.value(chance, percent),) if known and chance else ("–",),
        (desk.value(excess, _signed),) if excess and excess.value is not None else ("–",),
    )


def _signed(share: float) -> str:
    """A difference of shares in percentage points with its sign: "+44"."""
    return f"{MINUS if share < 0 else '+'}{percent(abs(share)).removesuffix('%')}"


def _window(days: int) -> str:
    return {1: "one day", 3: "three days", 7: "a week", 14: "two weeks", 30: "a month"}.get(days, "another window")


def next_answer(desk: Desk) -> Text:
    """How far one more severe test, answered or not, would move the share in which recent tests weigh more."""
    recent, size = desk.get("answered_recent"), desk.get("answered_recent_size")
    if not (recent and size and recent.value is not None and size.value is not None and recent.to_date):
        return ()
    total = size.value + 2 * JEFFREYS
    fade = 0.5 ** ((desk.as_of - recent.to_date).days / HALF_LIFE_DAYS)
    a = JEFFREYS + (recent.value * total - JEFFREYS) * fade
    b = JEFFREYS + ((1 - recent.value) * total - JEFFREYS) * fade
    yes, no = (
        desk.ledger.cite(percent(share), f"would_change-{name}", "What one more test would do", recent.evidence, _MOVE)
        for name, share in (("answered", (a + 1) / (a + b + 1)), ("unanswered", a / (a + b + 1)))
    )
    return say(
        "One more severe provocation would move the share answered, recent tests weighing more, from ",
        desk.value(recent, percent), " to ", yes, " if answered together within ", _days(desk), " days, to ", no,
        " if not.",
    )  # fmt: skip


_MOVE = "The same forgetting Beta distribution, with one more test on the day of this brief."
