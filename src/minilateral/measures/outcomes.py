"""What may follow a shock: contacts, how high they reach, statements, strains; each on the days it was observed.

Takes a casebook and a day; gives `Outcome`s: the things counted, of what they are a share, and the days on which both
they and the list of shocks were watched. Statements and strains were nowhere fully observed so far, and then no rate
of them is formed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from minilateral.codebook import kinds
from minilateral.measures.aftermath import Ground, by_era, ground
from minilateral.measures.exposure import watch
from minilateral.measures.occasions import contacts
from minilateral.measures.quarrels import quarrels
from minilateral.measures.windows import Span, between
from minilateral.model import Casebook, DatedRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_JOINT = tuple(word for word in kinds.words("statements", "text") if word != "readout")


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing counted: the days it may fall on, and its rows."""

    span: Span
    ids: tuple[str, ...]
    exact: bool


@dataclass(frozen=True, eq=False)
class Outcome:
    """One thing that may follow a shock, on its ground."""

    name: str
    label: str
    what: str  # "contacts of all members"
    table: str
    ground: Ground
    things: tuple[Thing, ...]
    of: tuple[Thing, ...] = ()  # what the things are a share of; empty: a rate per day is formed

    @cached_property
    def values(self) -> NDArray[np.float64]:
        """Things per day, a line for every era."""
        return by_era(self.ground, self.ground.weights(thing.span for thing in self.things))

    @cached_property
    def exposure(self) -> NDArray[np.float64]:
        """What they are counted against: days, or the things they are a share of; a line for every era."""
        import numpy as np  # noqa: PLC0415  heavy; only who computes pays

        base = self.ground.weights(thing.span for thing in self.of) if self.of else np.ones(self.ground.days.size)
        return by_era(self.ground, base)


def outcomes(book: Casebook, as_of: date) -> tuple[Outcome, ...]:
    """Contacts of all members, ministers' share of them, joint statements, strains of severity 3 or more."""
    places = {table: _place(book, as_of, table) for table in ("engagements", "statements", "strains")}
    place = places["engagements"]
    held = [(c, Thing(c.span, c.ids, c.exact)) for c in contacts(book, as_of) if place.weighs(c.span)]
    met, high = tuple(thing for _, thing in held), tuple(thing for c, thing in held if c.ministerial)
    texts = [row for row in book.statements if row.live and row.date <= as_of and row.kind in _JOINT]
    joint = [row for row in texts if set(book.group.members_on(row.date)) <= set(row.issuing_members)]
    told = _things(joint, places["statements"])
    strained = _things(quarrels(book, as_of), places["strains"])
    everybody = "contacts of all members"
    return (
        Outcome("contacts", "Contacts of all members", everybody, "engagements", place, met),
        Outcome("ministers", "Share of ministers and leaders in contacts", everybody, "engagements", place, high, met),
        Outcome("statements", "Joint statements", "joint statements", "statements", places["statements"], told),
        Outcome("strains", "Strains between members", "strains", "strains", places["strains"], strained),
    )


def _place(book: Casebook, as_of: date, table: str) -> Ground:
    return ground(book, as_of, watch(book, table).meet(watch(book, "shocks", status=("observed", "partial"))))


def _things(rows: Iterable[DatedRow], place: Ground) -> tuple[Thing, ...]:
    found = [Thing(between(*row.span), (row.id,), row.date_precision == "day") for row in rows]
    return tuple(thing for thing in found if place.weighs(thing.span))
