"""From casebooks to groups side by side.

Takes every casebook with its hash, and a day or none; gives one `SideBySide`. Pure: no files, no clock, the same
input gives the same value, in whatever order the casebooks come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.compare.headlines import THEMES
from minilateral.brief.compare.parts import Cell, Panel, Side, SideBySide
from minilateral.measures import MEASURES
from minilateral.measures.across import across
from minilateral.measures.exposure import default_as_of, watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from minilateral.brief.compare.headlines import Headline
    from minilateral.model import Casebook, Estimate

SHOWN = tuple(theme for theme in THEMES if theme.id in MEASURES)


def side_by_side(
    books: Iterable[tuple[Casebook, str]], as_of: date | None = None, *, version: str,
    each: Callable[[str], object] = lambda _: None,
) -> SideBySide:  # fmt: skip
    """Every group's headlines, groups in alphabetical order.

    Args:
        books: casebooks with the hash of the files they were read from.
        as_of: one day for all; by default each stands on the end of its own observed coverage.
        version: of the program, for the colophon.
        each: is told the name of each group before it is measured.
    """
    sides = sorted((_side(book, hashed, as_of) for book, hashed in books), key=lambda s: (s.name.casefold(), s.slug))
    measured = []
    for side in sides:
        each(side.name)
        measured.append(_measured(side))
    panels = tuple(
        Panel(
            theme=theme,
            columns=tuple(
                tuple(_cell(side, found, headline) for side, found in zip(sides, measured, strict=True))
                for headline in theme.headlines
            ),
        )
        for theme in SHOWN
    )
    seen = across((side.book for side in sides if side.as_of), as_of)
    return SideBySide(as_of=as_of, sides=tuple(sides), panels=panels, across=seen, version=version)


def _side(book: Casebook, casebook_hash: str, as_of: date | None) -> Side:
    stands = as_of or default_as_of(book)
    spans = watch(book).spans if stands else ()
    seen = [min(span.to_date, stands) for span in spans if stands and span.from_date <= stands]
    return Side(book=book, casebook_hash=casebook_hash, as_of=stands, observed_to=max(seen, default=None))


def _measured(side: Side) -> list[Estimate]:
    """Estimates of the measures that headlines name."""
    day = side.as_of
    return [one for theme in SHOWN for one in MEASURES[theme.id](side.book, day)] if day else []


def _cell(side: Side, found: list[Estimate], headline: Headline) -> Cell:
    of_it = [one for one in found if one.measure == headline.measure]
    like = [one for one in of_it if one.name == headline.name]
    keyed = [one for one in like if _fits(one, headline)]
    # A measure that knows nothing of a group says so once: without the keys it would else go through, or of the
    # first of several numbers that stand or fall together.
    none = [one for one in like if one.value is None and not one.key]
    alike = (one.reason for one in of_it if one.reason and headline.key and _fits(one, headline))
    estimate = headline.choose(side.book, keyed or none)
    return Cell(side=side, headline=headline, estimate=estimate, why="" if estimate else next(alike, ""))


def _fits(one: Estimate, headline: Headline) -> bool:
    return all(one.of(part) == want for part, want in headline.key)
