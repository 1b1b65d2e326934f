"""Doubts raised by one state: do groups with it change course after its acts, and groups without it not?

Takes a `SideBySide` and the shelf of the page; gives sentences and a table for each state with enough acts. Suggestive
at best: acts were selected, and what follows an act need not follow from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.members import countries
from minilateral.brief.parts import Table, anchor, evidence_key
from minilateral.brief.wording import decimal, listed, plural, readable, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.brief.compare.parts import SideBySide
    from minilateral.brief.compare.shelf import Shelf
    from minilateral.brief.parts import Num, Text
    from minilateral.measures.across import Across
    from minilateral.model import Estimate

RARE = 0.1  # chance of so much without any link, below which a difference is named at all
OUTCOMES = (("contacts", "Contacts of all members"), ("ministers", "Share of ministers and leaders in contacts"))
SIDES = (("with", "groups with {}"), ("without", "groups without {}"), ("both", "the one over the other"))
WITHIN = " That is within chance: no difference can be told."
BEYOND = (
    " That is rarely so by chance alone, and still suggestive at best: the acts were selected, and other things "
    "happened at the same time."
)


def paragraphs(made: SideBySide, shelf: Shelf) -> tuple[Text, ...]:
    """What each state's acts were followed by, in words."""
    return tuple(_told(one, made, shelf) for one in made.across)


def tables(made: SideBySide, shelf: Shelf) -> tuple[Table, ...]:
    """The same as numbers, a table a state."""
    return tuple(_table(one, shelf) for one in made.across)


def _told(one: Across, made: SideBySide, shelf: Shelf) -> Text:
    state = countries([one.state])
    ratio = {side: one.get("across_ratio", outcome="contacts", groups=side) for side, _ in SIDES}
    moved = one.get("across_shifted", outcome="contacts", groups="both")
    found = ratio["with"], ratio["without"], ratio["both"]
    unseen = f" Never observed while acts were listed: {_names(made, one.unseen)}." if one.unseen else ""
    if moved is None or any(part is None or part.value is None for part in found):
        why = next((part.reason for part in found if part and part.reason), "too little was observed")
        return say(f"After acts of {state} that shook allies nothing can be said of contacts: {readable(why)}.", unseen)
    n = len(one.shocks)
    p = one.get("across_p", outcome="contacts", groups="both")
    return say(
        "After ", _number(shelf, ratio["both"], f"{n}"), f" {plural(n, 'act')} of {state} that shook allies, contacts "
        "ran at ", _number(shelf, ratio["with"]), f" times those of other months in groups with it "
        f"({_names(made, one.members)}), and at ", _number(shelf, ratio["without"]),
        f" times in groups without it ({_names(made, one.others)}). The one over the other is ",
        _number(shelf, ratio["both"]), "; with all dates moved it lies between ", _number(shelf, moved, moved.low),
        " and ", _number(shelf, moved, moved.high), " nine times in ten.",
        BEYOND if p and p.value is not None and p.value < RARE else WITHIN, unseen,
    )  # fmt: skip


def _names(made: SideBySide, slugs: Iterable[str]) -> str:
    names = {side.slug: side.name for side in made.sides}
    return listed(sorted((names[slug] for slug in slugs), key=str.casefold))


def _table(one: Across, shelf: Shelf) -> Table:
    state = countries([one.state])
    rows = [
        (
            (f"{words}, {who.format(state)}",),
            *(_cell(shelf, one.get(name, outcome=outcome, groups=side)) for name in _COLUMNS),
        )
        for outcome, words in OUTCOMES
        for side, who in SIDES
    ]
    return Table(
        id=f"across-{one.state}",
        caption=f"The half-year after acts of {state} that shook allies, against other months",
        columns=("", *_COLUMNS.values()),
        rows=tuple(rows),
        numeric=(1, 2, 3),
    )


_COLUMNS = {
    "across_ratio": "Ratio",
    "across_shifted": "With all dates moved, middle 90%",
    "across_p": "Chance of so much by chance alone",
}


def _cell(shelf: Shelf, one: Estimate | None) -> Text:
    if one is None or one.value is None:
        return ("not known",)
    if one.low is not None and one.high is not None:
        return (_number(shelf, one, one.low), " to ", _number(shelf, one, one.high))
    return (_number(shelf, one),)


def _number(shelf: Shelf, one: Estimate | None, value: float | str | None = None) -> Num:
    """A value of one estimate as printed, tied to the acts and to what was counted in all groups."""
    if one is None:
        raise ValueError("there is no such estimate")
    shown = one.value if value is None else value
    text = shown if isinstance(shown, str) else decimal(shown or 0.0)
    return shelf.of_all(text, anchor("across", evidence_key(one)), one)
