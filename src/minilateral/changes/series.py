"""The monthly series of a group in which changes are looked for, each only where its record was observed.

Takes a casebook and a day; gives `MonthSeries`: how many per month on days observed, how much of each month was, the
rows of each month, and for breadth and attendance how each occasion is classed. A series that allows no alarm says why.
Selected tables (strains) give none unless their coverage says that they were observed throughout by one rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from minilateral.changes.detect import LEAST_EVENTS, LEAST_MONTHS
from minilateral.codebook.levels import crosswalk
from minilateral.measures.consultation import thin_formats
from minilateral.measures.drills import drill_watch, drills
from minilateral.measures.exposure import Watch, watch
from minilateral.measures.occasions import CONTACTS, Contact, contacts
from minilateral.measures.quarrels import LEADERS
from minilateral.measures.rates import Monthly, monthly
from minilateral.measures.seats import seats
from minilateral.measures.setbacks import setbacks, strains_of
from minilateral.measures.texts import Texts, joint_texts
from minilateral.measures.windows import between
from minilateral.model import Casebook, Strain

LONGEST = 600  # months: half a century
AT_OR_BELOW = ("at the level", "below")
FORMATS = 6  # told apart in breadth, those that met most often; the others are one class
SELECTED = "strains were not observed by one rule: that more or fewer are on record shows how they were selected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One occasion, placed in its month: by class, how many of it (one format, or some seats)."""

    at: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSeries:
    """Counts per month from `first` (numbered by `windows.month_of`), and what they are of."""

    name: str
    label: str
    noun: str
    first: int = 0
    y: tuple[float, ...] = ()
    e: tuple[float, ...] = ()  # share of each month observed
    rows: tuple[tuple[str, ...], ...] = ()
    classes: tuple[str, ...] = ()  # where not the number but the mix is looked at
    units: tuple[Unit, ...] = ()
    spread: bool = True  # of a mix: the level is how mixed it is; else the share of the last class
    worse: int = -1  # the direction that weakens a group: -1 fewer, 1 more
    reason: str = ""  # why no change may be told; empty: one may

    @property
    def events(self) -> float:
        """How many fell on observed days."""
        return sum(self.y)

    @property
    def months(self) -> float:
        """How many months were observed, in all."""
        return sum(self.e)

    @property
    def rate(self) -> float:
        """Per observed month, over the whole series."""
        return self.events / self.months if self.months else 0.0


def all_series(book: Casebook, as_of: date) -> tuple[MonthSeries, ...]:
    """Every series of a group up to a day, in the order they are told.

    Example:
        >>> from minilateral.measures.histories import history
        >>> [one.name for one in all_series(history(), date(2021, 12, 31)) if not one.reason]
        ['contacts', 'contacts_statements', 'minister', 'breadth']
    """
    return tuple(_judged(one) for one in _series(book, as_of))


def _series(book: Casebook, as_of: date) -> Iterator[MonthSeries]:
    seen, held = watch(book), contacts(book, as_of)
    thin, high = thin_formats(book, held), [c for c in held if c.ministerial]
    said = contacts(book, as_of, (*CONTACTS, "statement"))
    texts, drilled = joint_texts(Texts(book, as_of)), drills(book, as_of)
    of_drills = drill_watch(book, drilled) if drilled else Watch(())

    def by_month(items: Iterable[Contact], watched: Watch = seen) -> Monthly:
        return _last(monthly(items, watched, as_of))

    firm = [c for c in held if c not in thin]
    yield counts("contacts", "Contacts of all members", "contacts", by_month(held))
    if thin:
        yield counts("observed_formats", "Contacts in formats that were observed", "contacts", by_month(firm))
    yield counts("contacts_statements", "Contacts and joint statements", "contacts and texts", by_month(said))
    yield counts("minister", "Contacts at minister level or above", "contacts", by_month(high))
    yield counts("joint_texts", "Joint texts", "texts", by_month(texts))
    yield counts("exercises", "Exercises of all members", "exercises", by_month(drilled, of_drills))
    yield breadth(by_month(c for c in firm if _in_one_month(c)))
    yield attendance(book, by_month(c for c in high if _in_one_month(c)))
    yield from _strains(book, as_of)


def joint(book: Casebook, as_of: date) -> MonthSeries:
    """Contacts in formats that were observed, each with its format and its seats: what the joint alarm looks at."""
    held = contacts(book, as_of)
    thin = thin_formats(book, held)
    months = _last(monthly((c for c in held if c not in thin and _in_one_month(c)), watch(book), as_of))
    formats, sat = _by_format(months), _seats(book, (c for heap in months.items for c in heap if c.ministerial))
    whole = counts("joint", "All parts together", "contacts", months)
    units = _units(months, lambda item: (*formats[1](item), *sat.get(item, (0, 0))))
    return _judged(replace(whole, classes=(*formats[0], *AT_OR_BELOW), units=units))


def refusals(book: Casebook, as_of: date) -> MonthSeries:
    """What members refused or called off, for the joint alarm."""
    return next(_judged(one) for one in _strains(book, as_of) if one.name == "refusals")


def counts(name: str, label: str, noun: str, months: Monthly, *, worse: int = -1) -> MonthSeries:
    """A series of how many there were per month."""
    rows = tuple(tuple(row for item in heap for row in item.ids) for heap in months.items)
    return MonthSeries(
        name=name, label=label, noun=noun, first=months.first, y=months.y, e=months.e, rows=rows, worse=worse
    )


def _last(months: Monthly) -> Monthly:
    """The last half-century."""
    cut = max(0, len(months.y) - LONGEST)
    return Monthly(months.first + cut, months.y[cut:], months.e[cut:], months.items[cut:])


def breadth(months: Monthly) -> MonthSeries:
    """In which formats the contacts were held; formats watched only in part are best left out before."""
    classes, parts = _by_format(months)
    whole = counts("breadth", "Chance that a contact differs in format from another", "contacts", months)
    return replace(whole, classes=classes, units=_units(months, parts))


def _by_format(months: Monthly) -> tuple[tuple[str, ...], Callable[[Contact], tuple[int, ...]]]:
    """The formats told apart, and which of them a contact belongs to."""
    found = Counter(_format(item) for heap in months.items for item in heap)
    named = sorted((name for name in found if name), key=lambda name: (-found[name], name))[:FORMATS]
    classes = (*named, "")

    def parts(item: Contact) -> tuple[int, ...]:
        own = _format(item) if _format(item) in named else ""
        return tuple(int(own == name) for name in classes)

    return classes, parts


def attendance(book: Casebook, months: Monthly) -> MonthSeries:
    """Seats at contacts of ministers and leaders, at the level of the contact and below it, where that is known."""
    sat = _seats(book, (item for heap in months.items for item in heap))
    items = tuple(tuple(item for item in heap if item in sat) for heap in months.items)
    known = Monthly(months.first, tuple(float(len(heap)) for heap in items), months.e, items)
    label = "Seats of ministers and leaders filled by deputies"
    whole = counts("attendance", label, "contacts with known seats", known, worse=1)
    return replace(whole, classes=AT_OR_BELOW, units=_units(known, sat.__getitem__), spread=False)


def _seats(book: Casebook, items: Iterable[Contact]) -> dict[Contact, tuple[int, int]]:
    """Seats at the level of a contact and below it, of contacts of which any is known."""
    out: dict[Contact, tuple[int, int]] = {}
    for seat in seats(book, items):
        at, below = out.get(seat.contact, (0, 0))
        out[seat.contact] = (at + (not seat.below), below + seat.below)
    return out


def _units(months: Monthly, parts: Callable[[Contact], tuple[int, ...]]) -> tuple[Unit, ...]:
    return tuple(Unit(at=at, parts=parts(item)) for at, heap in enumerate(months.items) for item in heap)


def _in_one_month(item: Contact) -> bool:
    return item.precision != "year"


def _format(item: Contact) -> str:
    return (item.met_tracks or item.tracks or ("",))[0]


def _strains(book: Casebook, as_of: date) -> Iterator[MonthSeries]:
    """Refusals and strains, where they were observed by one rule throughout."""
    seen = watch(book, "strains")
    refused = [_occasion(row) for rows in setbacks(book, as_of).values() for row in rows]
    pulled = [_occasion(row) for row in strains_of(book, as_of, lambda row: row.kind != LEADERS)]
    for name, label, items in (
        ("refusals", "What members refused or called off", refused),
        ("strains", "Strains among the members", pulled),
    ):
        made = counts(name, label, "strains", _last(monthly(items, seen, as_of)), worse=1)
        yield made if seen.spans else replace(made, reason=SELECTED)


def _occasion(row: Strain) -> Contact:
    """A strain as something that happened once, on its first day."""
    level = crosswalk("unknown")
    return Contact(
        date=row.date, precision=row.date_precision, span=between(*row.span), level=level, lowest=level,
        ids=(row.id,), tracks=(), met_tracks=(), met=False, standalone=None,
    )  # fmt: skip


def _judged(one: MonthSeries) -> MonthSeries:
    """The series with the reason why no change may be told, if there is one."""
    if one.reason:
        return one
    what = float(len(one.units)) if one.classes else one.events
    reason = ""
    if one.months <= 0:
        reason = "they were at no time observed up to this day"
    elif one.months < LEAST_MONTHS:
        reason = f"{one.months:.0f} months were observed; {LEAST_MONTHS} are needed"
    elif what < LEAST_EVENTS:
        reason = f"{what:.0f} {one.noun} are on record on observed days; {LEAST_EVENTS} are needed"
    elif one.classes and sum(1 for column in zip(*(u.parts for u in one.units), strict=True) if any(column)) < 2:  # noqa: PLR2004
        reason = "all are of one class, so there is no mix that could change"
    return replace(one, reason=reason)
