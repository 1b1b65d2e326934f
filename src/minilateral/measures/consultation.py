"""Consultation: how often the members meet and talk, now against a year ago, and at which level.

Takes a casebook and a day; gives counts of two disjoint years of equal season with their ratio and the chance that it
rose, the smoothed rate per month with its path, and the consultation index with its band over weights.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from minilateral.codebook.levels import ladder
from minilateral.measures.exposure import watch
from minilateral.measures.face import Face
from minilateral.measures.index import index_estimates
from minilateral.measures.occasions import Contact, contacts
from minilateral.measures.rates import rate_estimates
from minilateral.measures.windows import Span, year_before, year_to
from minilateral.measures.yearly import Series, year_on_year
from minilateral.model import Casebook, Estimate


def compute(book: Casebook, as_of: date) -> tuple[Estimate, ...]:
    """Counts, ratio, chance of a rise and tipping recall per series; rates; index.

    A contact is an occasion with all members (`occasions.contacts`). Series: all contacts, ministers and above, each
    other level; and, where some formats were watched only in part, `observed_formats`: the contacts of all others, so
    that a change can be seen to stand without them. Formulas: `yearly.year_on_year`, `rates.rate_estimates`,
    `index.index_estimates`.

    Units: contacts; ratio; probability; contacts per month; index points per month.
    Edges: a year that was not observed at all has no count, no ratio and no chance; of a year observed in part the
    rows found are shown, while ratio and chance use the observed days only; below five events `few_events` warns.
    References: Jeffreys (1946) for the priors; Harvey & Fernandes (1989) for the filter behind the rates.

    Example:
        >>> from minilateral.measures.histories import history
        >>> found = compute(history(rates=[0.5] * 108 + [2.0] * 12), date(2021, 12, 31))
        >>> chance = next(e for e in found if e.name == "contacts_p_up" and e.of("series") == "contacts")
        >>> chance.value > 0.99
        True
    """
    face, seen, all_contacts = Face(book, "consultation", as_of), watch(book), contacts(book, as_of)
    out: list[Estimate] = []
    for series in _series(book, as_of, all_contacts):
        out += year_on_year(face, series, seen)
    out += rate_estimates(face, seen, all_contacts)
    out += index_estimates(face, seen, all_contacts)
    return tuple(out)


def _series(book: Casebook, as_of: date, items: tuple[Contact, ...]) -> list[Series]:
    both_years = Span(year_before(as_of).first, year_to(as_of).last)
    recent = [item for item in items if item.span.meet(both_years).days]
    thin = thin_formats(book, recent)
    out = [
        Series("contacts", "Contacts of all members", items, thin),
        Series("minister", "Contacts at minister level or above", tuple(c for c in items if c.ministerial), thin),
    ]
    for level in ladder():
        if level.name != "minister":
            label = f"Contacts at {level.name.replace('_', ' ')} level"
            out.append(Series(level.name, label, tuple(c for c in items if c.level.name == level.name), thin))
    if thin:
        firm = tuple(item for item in recent if item not in thin)
        out.append(Series("observed_formats", "Contacts in formats that were observed", firm))
    return out


def thin_formats(book: Casebook, items: Iterable[Contact]) -> frozenset[Contact]:
    """Contacts of formats that were watched less than the table on that day, and of no other format."""
    items = tuple(items)
    tracks = {track for item in items for track in item.tracks}
    own, table = {track: watch(book, track=track) for track in tracks}, watch(book)
    return frozenset(
        item
        for item in items
        if item.tracks
        and table.covers(item.span.first)
        and not any(own[track].covers(item.span.first) for track in item.tracks)
    )
