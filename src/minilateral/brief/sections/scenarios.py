"""Scenarios: who could sustain cooperation, who binds, and what all of it rests on. Composed only where asked for.

Takes the desk; gives one section with the assumptions in view. No chart: the table shows all there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.members import countries
from minilateral.brief.parts import Section, Table
from minilateral.brief.wording import decimal, opening, percent, say
from minilateral.errors import UsageError

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.brief.supposed import Line, Supposed
    from minilateral.scenarios.scenario import Scenario

TO, BETWEEN = "\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}"
UNTOLD = "No scenario can be made of this group"


def section(desk: Desk) -> Section:
    """The panel on scenarios."""
    # Nobody who does not ask for it pays for these.
    from minilateral.brief import supposed  # noqa: PLC0415
    from minilateral.scenarios.scenario import scenario  # noqa: PLC0415

    try:
        found = scenario(desk.book, desk.as_of, keep=desk.keep)
    except UsageError as why:
        return Section(id="scenarios", title=UNTOLD, lead=(f"{UNTOLD}: {why}.",))
    told = supposed.Supposed(found, desk.ledger)
    lead, *rest = supposed.sentences(told)
    return Section(
        id="scenarios",
        title=_title(found),
        lead=lead,
        paragraphs=((PATIENCE,), *rest),
        tables=(_members(told), _assumptions(told, supposed.lines(found))),
        cautions=supposed.cautions(found),
    )


PATIENCE = (
    "Patience is the weight that a government gives to the next quarter beside the present; it follows from how long "
    "its line is expected to live. A member keeps where what it would lose afterwards outweighs what it would gain now."
)


def _title(found: Scenario) -> str:
    standing = found.base.outcome.whole
    if not standing.holds:
        failing = [one.member for one in standing.stands if not one.keeps]
        return f"Under stated assumptions {countries(failing)} would not sustain cooperation"
    if len(standing.binding) == len(standing.stands):
        return "Under stated assumptions cooperation can be sustained"
    binds = "binds" if len(standing.binding) == 1 else "bind"
    return f"Under stated assumptions cooperation can be sustained; {countries(standing.binding)} {binds}"


def _members(told: Supposed) -> Table:
    """Every member in the whole group, and what a short horizon of its own would do."""
    found = told.scenario
    shares, short = dict(found.base.shares.members), {one.member: one for one in found.shortened}
    rows: list[tuple[Text, ...]] = []
    for one in found.base.outcome.whole.stands:
        reward, temptation, after = (told.result(decimal(x)) for x in (one.reward, one.temptation, one.punishment))
        needs, has = told.result(one.why or decimal(one.needs)), told.result(decimal(one.has))
        rows.append(
            (
                (opening(countries([one.member])),),
                say(reward, BETWEEN, temptation, BETWEEN, after),
                say(needs, BETWEEN, has),
                (told.result(percent(shares[one.member])),),
                (told.result(percent(short[one.member].share)),),
            )
        )
    return Table(
        id="scenarios-members",
        caption="Every member in the group of all, and shares of the draws",
        columns=(
            "Member", "Payoff if it keeps / breaks / after", "Patience needed / had", "It keeps in",
            "All keep if it looks a year ahead",
        ),
        rows=tuple(rows),
        numeric=(1, 2, 3, 4),
    )  # fmt: skip


def _assumptions(told: Supposed, lines: tuple[Line, ...]) -> Table:
    """Every range with what it rests on."""
    return Table(
        id="scenarios-assumptions",
        caption="Assumptions: payoffs on a common scale, shares, and horizons in years",
        columns=("Assumption", "Centre (range)", "Rests on"),
        rows=tuple(_row(told, line) for line in lines),
    )


def _row(told: Supposed, line: Line) -> tuple[Text, ...]:
    from minilateral.scenarios.ranges import PARAMETERS  # noqa: PLC0415 -- as above

    first = line.ranges[0]
    low, centre, high = (told.assumption(first, decimal(x)) for x in (first.low, first.central, first.high))
    return (
        (f"{opening(PARAMETERS[first.parameter].label)}, {line.of}",),
        say(centre, " (", low, TO, high, ")"),
        told.grounds(first),
    )
