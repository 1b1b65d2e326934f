"""Spill-over: do doubts that a member raises, here or elsewhere, reach what this group does?

Takes the desk; gives one section below the first screen, since its evidence is suggestive at best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.cautions import cautions
from minilateral.brief.desk import ids
from minilateral.brief.members import all_members
from minilateral.brief.parts import Section, Table
from minilateral.brief.wording import (
    count,
    day,
    digits,
    joined,
    listed,
    opening,
    percent,
    plural,
    readable,
    say,
    sentences,
)
from minilateral.measures.shaken import by_member

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.model import Estimate

UNTOLD = "Whether doubts raised by a member reach this group cannot be told"
FEWER = "After acts of members that shook allies, the group meets less than chance would have it"
MORE = "After acts of members that shook allies, the group meets more than chance would have it"
NO_TRACE = "Doubts raised by members leave no sure trace in how often the group meets"
SURE_P = 0.05  # the title names a difference only below this
OUTCOMES = (("contacts", "Contacts of all members"), ("ministers", "Share of ministers and leaders in these contacts"))
SETS = {
    "member": "any act of a member",
    "severe": "a severe act of a member",
    "elsewhere": "an act of a member that named no fellow member",
    "outside": "an act of a state outside the group",
}
TO = "\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}"
COLUMNS = ("Half-year after", "Acts", "Against other months", "Dates moved", "Chance of so much")


def section(desk: Desk) -> Section:
    """The panel on spill-over."""
    known = [one for one in desk.all("shock_ratio") if one.value is not None]
    table = _table(desk)
    rests = sentences([_sizes(desk), _left_out(desk), *([_unwatched(desk)] if known else [])])
    return Section(
        id="spillover",
        title=_title(desk),
        lead=_lead(desk),
        paragraphs=tuple(text for text in (_outside_chance(desk), rests) if text),
        tables=(table,) if table.rows else (),
        cautions=cautions(known),
    )


def _get(desk: Desk, name: str, shocks: str = "member", outcome: str = "contacts") -> Estimate | None:
    """One of the estimates of a set of shocks, where it has a value."""
    found = desk.get(name, outcome=outcome, shocks=shocks)
    return found if found is not None and found.value is not None else None


def _title(desk: Desk) -> str:
    """By the contacts after any act of a member: beyond what moved dates give, with a small chance of that."""
    found, middle, rare = (_get(desk, name) for name in ("shock_ratio", "shifted_ratio", "shifted_p"))
    if not (found and middle and rare):
        return UNTOLD
    if (rare.value or 0) > SURE_P:
        return NO_TRACE
    return FEWER if (found.value or 0) < (middle.value or 0) else MORE


def _lead(desk: Desk) -> Text:
    """The pace after any act of a member, beside what the same dates give elsewhere; else why it is not known."""
    main, shifted = _get(desk, "shock_ratio"), _get(desk, "shifted_ratio")
    if main is None or shifted is None:
        none = desk.get("shock_ratio")
        return (f"{UNTOLD}: {readable(none.reason) if none else 'the record gives no such number'}.",)
    acts = f" {plural(main.n or 0, 'act')} of members that shook allies, {all_members(desk.book)} met and called at "
    low, high = desk.bounds(shifted, percent)
    return say(
        "In the half-year after ", desk.ledger.estimate(main, count(main.n or 0)), acts, desk.value(main, percent),
        " of the pace of other months of the same era; moved to other dates, the same acts mostly give ", low, " to ",
        high, ".", _how_rare(desk),
    )  # fmt: skip


def _how_rare(desk: Desk) -> Text:
    """How often chance alone would give so much, where it lies outside what moved dates mostly give."""
    rare = _get(desk, "shifted_p")
    if rare is None or not _beyond(desk, "member"):
        return ()
    return say(" Chance alone would give so much with a probability of ", desk.value(rare, percent), ".")


def _beyond(desk: Desk, shocks: str) -> bool:
    """Whether the pace after these acts lies outside what moved dates mostly give."""
    found, shifted = _get(desk, "shock_ratio", shocks), _get(desk, "shifted_ratio", shocks)
    if found is None or shifted is None or shifted.low is None or shifted.high is None:
        return False
    return not shifted.low <= (found.value or 0) <= shifted.high


def _sizes(desk: Desk) -> Text:
    """How much the headline rests on: contacts and months on either side."""
    parts = [
        desk.get(name, shocks="member") for name in ("shock_contacts", "shock_months", "calm_contacts", "calm_months")
    ]
    if any(one is None for one in parts):
        return ()
    held, months, other, calm = (desk.value(one, _about) for one in parts if one)
    return say(
        "That rests on ", held, " contacts in ", months, " months after such acts and ", other, " in ", calm,
        " others.",
    )  # fmt: skip


def _about(value: float) -> str:
    """A count spread over months, to the nearest whole from ten on."""
    return digits(float(round(value))) if value >= 10 else digits(value)  # noqa: PLR2004


def _outside_chance(desk: Desk) -> Text:
    """Rows of the table, beside the headline, that lie outside what moved dates mostly give."""
    out: list[Text] = []
    for shocks in list(SETS)[1:]:
        found = _get(desk, "shock_ratio", shocks)
        if found is not None and _beyond(desk, shocks):
            pace = desk.value(found, percent)
            out.append(say(f"After {SETS[shocks]} the pace was ", pace, ", outside what moved dates mostly give."))
    return sentences([*out, ("Among several rows that is suggestive at best.",)]) if out else ()


def _left_out(desk: Desk) -> Text:
    """Acts of members in time that was not observed, and, where later rows may be named, those since the day."""
    unseen = desk.get("shocks_unseen")
    out: list[Text] = []
    if unseen and unseen.value:
        acts = plural(round(unseen.value), "act")
        out.append(say(desk.value(unseen, count), f" {acts} of members in time that was not observed"))
    since = [row for row in desk.book.shocks if row.live and row.date > desk.as_of and by_member(desk.book.group, row)]
    if desk.later and since:
        n = desk.ledger.cite(count(len(since)), "spillover-since", "Acts of members since then", ids(since), LATER)
        acts = "" if out else f" {plural(len(since), 'act')} of members"
        out.append(say(n, f"{acts} since {day(desk.as_of)}"))
    return say("Left out: ", joined(out), ".") if out else ()


LATER = "Acts that shook allies, by members, after the day of this brief."


def _unwatched(desk: Desk) -> Text:
    """That statements and strains are not known, where they are not."""
    names = {"statements": "joint statements", "strains": "strains between members"}
    missing = [words for outcome, words in names.items() if _get(desk, "shock_ratio", outcome=outcome) is None]
    if not missing:
        return ()
    return (f"Whether {listed(missing)} change after such acts is not known: they were not fully observed.",)


def _table(desk: Desk) -> Table:
    """Every set of acts and both outcomes: the ratio, what moved dates give, and the chance of so much."""
    rows: list[tuple[Text, ...]] = []
    heads: list[tuple[int, str]] = []
    for outcome, head in OUTCOMES:
        made = [row for shocks in SETS for row in (_row(desk, shocks, outcome),) if row]
        heads += [(len(rows), head)] if made else []
        rows += made
    return Table(
        id="spillover-paces",
        caption="The half-year after acts that shook allies, against other months of the same era",
        columns=COLUMNS,
        rows=tuple(rows),
        numeric=(1, 2, 3, 4),
        groups=tuple(heads),
    )


def _row(desk: Desk, shocks: str, outcome: str) -> tuple[Text, ...]:
    found, shifted, rare = (_get(desk, name, shocks, outcome) for name in ("shock_ratio", "shifted_ratio", "shifted_p"))
    if not (found and shifted and rare):
        return ()
    low, high = desk.bounds(shifted, percent)
    n = desk.ledger.estimate(found, digits(found.n or 0))
    chance: Text = (desk.value(rare, percent),)
    return ((opening(SETS[shocks]),), (n,), (desk.value(found, percent),), (low, TO, high), chance)
