"""Integration inputs: what do the members put into common defence, by rehearsal and on paper, and what was refused?

Takes the desk; gives the finding of the first screen and the section below it. It speaks of inputs only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.cautions import cautions
from minilateral.brief.fields import domain
from minilateral.brief.levels import kind
from minilateral.brief.members import all_members
from minilateral.brief.parts import Finding, Ref, Section, Table
from minilateral.brief.rhythm import WORDS
from minilateral.brief.safe import visible
from minilateral.brief.wording import (
    chained,
    count,
    day,
    joined,
    often,
    opened,
    opening,
    plural,
    readable,
    say,
    sentences,
    short_day,
    year_before,
)
from minilateral.brief.years import interval_words, year_on_year
from minilateral.measures.instruments import ended, instruments, of_defence
from minilateral.measures.integration import NOUN
from minilateral.measures.plans import plans
from minilateral.measures.setbacks import setbacks

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Arrow, Text
    from minilateral.brief.years import YearOnYear
    from minilateral.measures.plans import Plan
    from minilateral.model import DatedRow, Estimate

TITLES: dict[Arrow, str] = {
    "falling": "The members exercise together less than a year before",
    "rising": "The members exercise together more than a year before",
    "steady": "The members exercise together about as much as a year before",
    "not known": "Whether the members exercise together more or less cannot be told",
}
NO_DETERRENCE = "an input: whether it deters is not measured"
INPUTS = "These are inputs to common defence; whether they deter anybody is not measured."
ORDER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
SAID_AS_TIMES = {1.0, 2.0}  # "against once"; from three on "against four"
MOST, MOST_OTHERS = 12, 4  # instruments listed, the newest; the number above them leads to all
LONGEST = 4  # gaps of a plan told in a sentence, the latest


def arrow(desk: Desk) -> Arrow:
    """By exercises in the year against the year before, where exercises with forces alone say the same."""
    pair, forces = year_on_year(desk, NOUN, NOUN), year_on_year(desk, "forces", NOUN)
    if pair is None or not _whole(pair):
        return "not known"
    return pair.arrow if forces is None or forces.arrow == pair.arrow else "not known"


def _whole(pair: YearOnYear) -> bool:
    """Whether all of both years was observed."""
    return all(found is not None and (found.coverage or 0) >= 1 for found in (pair.now, pair.before))


def finding(desk: Desk) -> Finding:
    """What the members put into common defence."""
    return Finding(
        function="Integrates defence",
        arrow=arrow(desk),
        sentence=_exercised(desk),
        interval=chained([part for part in (_interval(desk), (NO_DETERRENCE,)) if part], "; "),
        coverage=desk.coverage,
        cautions=cautions(_used(desk)),
        section="integration",
    )


def _used(desk: Desk) -> tuple[Estimate, ...]:
    return (*desk.all(f"{NOUN}_year", series=NOUN), *desk.all(f"{NOUN}_ratio", series=NOUN))


def _exercised(desk: Desk) -> Text:
    """How often all members exercised together."""
    pair = year_on_year(desk, NOUN, NOUN)
    who, until = all_members(desk.book), day(desk.as_of)
    if pair is None or pair.now.value is None:
        reason = readable(pair.now.reason) if pair else "no exercise is on record"
        return (f"How often {who} exercise together is not known: {reason}.",)
    if pair.now.value == 0:
        said = say(desk.ledger.estimate(pair.now, "No"), f" exercise of {who} is recorded in the year to {until}")
    else:
        said = say(f"{opening(who)} exercised together ", desk.value(pair.now, often), f" in the year to {until}")
    said = say(said, desk.observed_part(pair.now))
    if pair.before is None or pair.before.value is None:
        return say(said, "; the year before was not observed.")
    write = often if pair.now.value and pair.before.value in SAID_AS_TIMES else count
    return say(said, ", against ", desk.value(pair.before, write), " in the year before.")


def _planned(desk: Desk) -> Text:
    """The last round of the exercise that was promised in a rhythm, and when the next is due."""
    for plan in plans(desk.book, desk.as_of)[:1]:
        due = desk.get("planned_due", promise=plan.entry.commitment.id)
        if plan.held and plan.due and due:
            last = plan.held[-1]
            was = "is" if plan.due >= desk.as_of else "was"
            name, rhythm = _name(plan), WORDS.get(plan.entry.commitment.period_days or 0, "in a rhythm")
            held = Ref(day(last.date, last.date_precision), last.id)
            return say(
                f"{opening(name)}, promised {rhythm}, was last held on ", held,
                f" and {was} due again by {day(plan.due)}.",
            )  # fmt: skip
    return ()


def _name(plan: Plan) -> str:
    return visible(plan.name) or "the promised exercise"


def _interval(desk: Desk) -> Text:
    """The ratio with its interval, or why no direction is stated."""
    pair, forces = year_on_year(desk, NOUN, NOUN), year_on_year(desk, "forces", NOUN)
    if pair is None or pair.now.value is None:
        return ()
    if arrow(desk) == pair.arrow or forces is None:
        return interval_words(desk, pair)
    told = say("with forces rather than at a table ", desk.value(forces.now, count))
    if forces.before is not None and forces.before.value is not None:
        told = say(told, ", against ", desk.value(forces.before, count))
    return say(told, ": too few to state a direction")


def section(desk: Desk) -> Section:
    """The panel on what is put into common defence."""
    found = finding(desk)
    interval = _interval(desk)
    bound = opened(say(interval, ".")) if interval else ()
    counts = sentences([text for text in (bound, _domains(desk)) if text])
    paragraphs = (counts, _rounds(desk), _stock(desk), _beside(desk))
    return Section(
        id="integration",
        title=_title(desk, found.arrow),
        lead=sentences([_exercised(desk), *([_planned(desk)] if _planned(desk) else []), (INPUTS,)]),
        paragraphs=tuple(p for p in paragraphs if p),
        figures=desk.figures("integration"),
        tables=tuple(table for table in (_instruments(desk), _refused(desk)) if table.rows),
        cautions=cautions([*_used(desk), desk.get("instruments"), *desk.all("against", window="all")]),
    )


def _title(desk: Desk, shown: Arrow) -> str:
    pair = year_on_year(desk, NOUN, NOUN)
    if shown == "not known" and pair is not None and pair.now.value:
        return "The members exercise together; whether more or less cannot be told"
    return TITLES[shown]


def _rounds(desk: Desk) -> Text:
    """Each promised rhythm of exercises with the days between its rounds."""
    return sentences([text for plan in plans(desk.book, desk.as_of) if (text := _gaps(desk, plan))])


def _gaps(desk: Desk, plan: Plan) -> Text:
    promise = plan.entry.commitment.id
    gaps = [e for e in desk.all("planned_gap", promise=promise) if int(e.of("place")) < len(ORDER)]
    held = desk.get("planned_rounds", promise=promise)
    if not gaps or held is None:
        return ()
    told = [
        say(desk.value(e, count), f" from the {ORDER[int(e.of('place')) - 1]} to the {ORDER[int(e.of('place'))]}")
        for e in gaps[-LONGEST:]
    ]
    return say(
        f"Of {_name(plan)} ", desk.value(held, count), " rounds were held. Days between them: ", joined(told), "."
    )


def _domains(desk: Desk) -> Text:
    """What was exercised in the year, where the rows say it."""
    found = [e for e in desk.all("exercises_domain", window="now") if e.value and e.of("domain") != "not_stated"]
    if not found:
        return ()
    found.sort(key=lambda e: -(e.value or 0))
    told = [say(f"{domain(e.of('domain'))} ", desk.value(e, count)) for e in found]
    return say("By domain, in the last twelve months: ", joined(told), ".")


def _stock(desk: Desk) -> Text:
    """Agreements and institutions on record, now and a year before, and those that share information."""
    now, before = (desk.get("instruments", field="all", at=at) for at in ("now", "before"))
    defence = desk.get("instruments", field="defence", at="now")
    if now is None or defence is None or not now.value or defence.value is None:
        return ()
    rows = plural(round(now.value), "agreement or institution", "agreements and institutions")
    said = say("On record: ", desk.value(now, count), f" {rows} of all members, ")
    said = say(said, desk.value(defence, count), " in defence")
    if before is not None and before.value is not None:
        said = say(said, "; a year before, ", desk.value(before, count))
    shared = desk.get("information_sharing", parties="all")
    if shared is not None and shared.value:
        share = plural(round(shared.value), "shares", "share")
        said = say(said, "; ", desk.value(shared, count), f" {share} information")
    gone = desk.get("instruments_ended")
    if gone is not None and gone.value:
        said = say(
            said, "; left out ", desk.value(gone, count), f" that {plural(round(gone.value), 'has', 'have')} ended"
        )
    return say(said, ". An end is known only where a row says so.")


def _beside(desk: Desk) -> Text:
    """What was refused or called off, counted beside what was done."""
    words = {
        "drill_refused": ("exercise refused", "exercises refused"),
        "security_agreement": ("security agreement put in doubt", "security agreements put in doubt"),
    }
    found = [(desk.get("against", kind=name, window="all"), pair) for name, pair in words.items()]
    told = [
        say(desk.value(e, count), f" {plural(round(e.value), *pair)}") for e, pair in found if e is not None and e.value
    ]
    off = desk.get("against", kind="called_off", window="now")
    if off is not None and off.value:
        other = plural(round(off.value), "other thing", "other things")
        told.append(say(desk.value(off, count), f" {other} called off in the last twelve months"))
    return say("Beside these, and taken from none of them, stand ", joined(told), ".") if told else ()


def _instruments(desk: Desk) -> Table:
    """The newest instruments, those of defence first."""
    made = instruments(desk.book, desk.as_of)
    gone = ended(desk.book, made, desk.as_of)
    defence, others = ([row for row in made[::-1] if of_defence(row) is here] for here in (True, False))
    newest = ", the newest" if len(others) > MOST_OTHERS else ""
    groups = {"In defence": defence[:MOST], f"In other fields{newest}": others[:MOST_OTHERS]}
    return _grouped(
        "integration-instruments",
        f"Agreements and institutions of all members on record, {day(desk.as_of)}",
        ("Made", "What", "Form"),
        {
            name: [
                (_when(row), _what(row), (kind(row.kind) + (", ended" if row.id in gone else ""),)) for row in some
            ]
            for name, some in groups.items()
        },
    )  # fmt: skip


def _refused(desk: Desk) -> Table:
    """Exercises refused and agreements in doubt on record, and what else was called off in the last two years."""
    found = setbacks(desk.book, desk.as_of)
    edge = year_before(year_before(desk.as_of))
    heads = {
        "drill_refused": "Exercises refused",
        "security_agreement": "Security agreements put in doubt",
        "called_off": "Other things called off or declined, last two years",
    }
    groups: dict[str, list[tuple[Text, ...]]] = {
        heads[name]: [(_when(row), _what(row)) for row in rows[::-1] if name != "called_off" or row.date > edge]
        for name, rows in found.items()
    }
    return _grouped(
        "integration-against", "Refused or called off, in the words of the record", ("When", "What"), groups
    )


def _when(row: DatedRow) -> Text:
    return (short_day(row.date, row.date_precision),)


def _what(row: DatedRow) -> Text:
    summary: str = getattr(row, "summary", "")
    return (Ref(visible(summary).rstrip("."), row.id),)


def _grouped(name: str, caption: str, columns: tuple[str, ...], groups: dict[str, list[tuple[Text, ...]]]) -> Table:
    rows: list[tuple[Text, ...]] = []
    headings: list[tuple[int, str]] = []
    for heading, some in groups.items():
        if some:
            headings.append((len(rows), heading))
            rows += some
    return Table(id=name, caption=caption, columns=columns, rows=tuple(rows), groups=tuple(headings))
