"""Weakest link: do all members go on meeting when some of them fall out?

Takes the desk; gives one section below the first screen, since its evidence is suggestive at best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.cautions import cautions
from minilateral.brief.members import all_members, countries
from minilateral.brief.parts import Section, Table
from minilateral.brief.wording import (
    count,
    digits,
    joined,
    level_of,
    opening,
    percent,
    plural,
    readable,
    say,
)
from minilateral.measures.resilience import ANY, LEADERS

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.model import Estimate

UNTOLD = "Whether the group outlasts quarrels between its members cannot be told"
FEWER = "All members seem to meet less after some quarrels between them"
MORE = "All members seem to meet more after some quarrels between them"
SAME = "Quarrels between members leave no sure trace in how often all of them meet"
UNRECORDED = "How often each pair meets on its own was never collected, so which pair meets least is not known."
COLUMNS = (
    "Half-year after strain between", "Cases", "Contacts (months) then", "Contacts (months) else", "Pace",
    "90% interval",
)  # fmt: skip
TO = "\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}"
MOST = 3  # pairs told in a sentence, of those that most need a third; the data have them all


def section(desk: Desk) -> Section:
    """The panel on the weakest link."""
    known = [one for one in desk.all("resilience") if one.value is not None]
    pairs = [one for one in known if one.of("between") != ANY] or known
    if not pairs:
        return Section(id="weakest_link", title=UNTOLD, lead=_why_not(desk), paragraphs=_answers(desk))
    every = [*known, desk.get("after_leaders"), desk.get("together_share", of="answers")]
    return Section(
        id="weakest_link",
        title=_title(pairs),
        lead=_lead(desk, pairs),
        paragraphs=(*_sure(desk, pairs), *_answers(desk), (UNRECORDED,)),
        tables=(_table(desk, pairs),),
        cautions=cautions(every),
    )


def _why_not(desk: Desk) -> Text:
    found = desk.get("resilience")
    return (f"{UNTOLD}: {readable(found.reason) if found else 'the record gives no such number'}.",)


def _below(found: Estimate) -> bool:
    return found.high is not None and found.high < 1


def _above(found: Estimate) -> bool:
    return found.low is not None and found.low > 1


def _title(pairs: list[Estimate]) -> str:
    """By the intervals: a pace is called lower or higher only if its whole interval lies on that side."""
    if any(map(_below, pairs)):
        return FEWER
    return MORE if any(map(_above, pairs)) else SAME


def _who(found: Estimate) -> str:
    """The members of an estimate, in words, as a list."""
    which = found.of("between")
    return "any of them" if which == ANY else countries(which.split("-"))


def _lead(desk: Desk, pairs: list[Estimate]) -> Text:
    """The pace after strain of each pair: those that differ first, then those that show no sure difference."""
    clear = [one for one in pairs if _below(one) or _above(one)]
    rest = [one for one in pairs if one not in clear]
    met = f"In the half-year after strain between {{}}, {all_members(desk.book)} met and called at "
    told = [say(f"between {_who(one)} (", desk.value(one, percent), ")") for one in rest]
    if not clear:
        every = joined([say(desk.value(one, percent), f" after strain between {_who(one)}") for one in rest])
        return say(met.format("some of them"), "no surely different pace than in other months: ", every, ".")
    first = say(met.format(_who(clear[0])), desk.value(clear[0], percent), " of the pace of other months")
    more = [say(f"after strain between {_who(one)} at ", desk.value(one, percent)) for one in clear[1:]]
    said = say(joined([first, *more]), ".")
    return say(said, " After strain ", joined(told), " no difference is sure.") if told else said


def _sure(desk: Desk, pairs: list[Estimate]) -> tuple[Text, ...]:
    """How sure the pace of the clearest pair is, where one is clear at all."""
    clear = [one for one in pairs if _below(one) or _above(one)]
    if not clear:
        return ()
    first = clear[0]
    low, high = desk.bounds(first, percent)
    name = level_of(first.interval or 0)
    n = desk.ledger.estimate(first, count(first.n or 0))
    said = say(f"The {name} interval of the first is ", low, " to ", high, ", from ", n, " strains")
    if len(pairs) == 1:
        return (say(said, ": suggestive at best."),)
    return (
        say(said, ". Where several pairs are compared, so clear a difference may still be chance: suggestive at best."),
    )


def _answers(desk: Desk) -> tuple[Text, ...]:
    """Who was at the table when the members consulted over a provocation."""
    share = desk.get("together_share", of="answers")
    if share is None or share.value is None or not share.n:
        return ()
    n, hits = desk.ledger.estimate(share, count(share.n)), round(share.value * share.n)
    all_of = desk.ledger.estimate(share, count(hits))
    said = say("Of ", n, f" {plural(share.n, 'provocation')} with a consultation on record, {all_members(desk.book)} ")
    said = say(said, "answered ", all_of, " together")
    both, alone = (desk.get(name, of="answers") for name in ("together_and_pairs", "pairs_only"))
    said = say(said, ", ", desk.value(both, count), " of these also in pairs") if both and both.value else said
    if alone and alone.value is not None:
        said = say(
            said, "; ", desk.value(alone, count), f" {plural(round(alone.value), 'was', 'were')} answered in pairs only"
        )
    return (say(said, ".", _thirds(desk)),)


def _thirds(desk: Desk) -> Text:
    """How often a third was present when members answered together: the pairs that did it least alone come first."""
    known = [one for one in desk.all("third_party") if one.value is not None]
    known.sort(key=lambda one: (-(one.value or 0), one.key))
    told = [
        say(desk.value(one, percent), f" of {'those' if place else 'the answers'} of {_who(one)}")
        for place, one in enumerate(known[:MOST])
    ]
    return say(" Another member was present at ", joined(told), ".") if told else ()


def _table(desk: Desk, pairs: list[Estimate]) -> Table:
    """Every pair with its strains, contacts on either side, pace and interval; changes of leader last."""
    whole = [one for one in desk.all("resilience", between=ANY) if one not in pairs]
    few = [one for one in desk.all("resilience") if one.value is None and one.of("between")]
    rows = [_row(desk, one, opening(_who(one))) for one in (*pairs, *few)]
    rows += [_row(desk, one, "Any pair") for one in whole]
    leaders = desk.get("after_leaders")
    if leaders and leaders.value is not None:
        rows.append(_row(desk, leaders, "A change of leader instead"))
    return Table(
        id="weakest_link-pace",
        caption="Contacts of all members in the half-year after strain, against other months of the same era",
        columns=COLUMNS,
        rows=tuple(rows),
        numeric=(1, 2, 3, 4, 5),
    )


def _row(desk: Desk, found: Estimate, who: str) -> tuple[Text, ...]:
    cases: Text = (desk.ledger.estimate(found, digits(found.n or 0)),)
    if found.value is None or found.low is None or found.high is None:
        return ((who,), cases, ("–",), ("–",), (desk.value(found),), ("–",))
    low, high = desk.bounds(found, percent)
    key = found.of("between") or LEADERS
    sides = (_in_months(desk, side, key) for side in ("after", "otherwise"))
    return ((who,), cases, *sides, (desk.value(found, percent),), (low, TO, high))


def _in_months(desk: Desk, side: str, key: str) -> Text:
    """Contacts and months of one side: "98 (92)"."""
    held, months = (desk.get(f"{name}_{side}", between=key) for name in ("contacts", "months"))
    if held is None or months is None:
        return ("–",)
    return say(desk.value(held, _about), " (", desk.value(months, _about), ")")


def _about(value: float) -> str:
    """A count spread over months, to the nearest whole."""
    return digits(float(round(value))) if value >= 10 else digits(value)  # noqa: PLR2004
