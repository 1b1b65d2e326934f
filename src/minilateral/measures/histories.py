"""Made-up records with known answers, for tests and benchmarks of the measures.

Takes rates per month (or a number of engagements) and a seed; gives a whole `Casebook` of an invented group in which
the true rate, the true share of provocations answered and the coverage are what was asked for. Seeded: the same
arguments give the same casebook.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from minilateral.measures.windows import month_of, month_span
from minilateral.model import Casebook, Commitment, Coverage, Engagement, Group, Provocation, Response, Strain, Track

MEMBERS = ("AUS", "JPN", "USA")
START = date(2012, 1, 1)
TRACKS = (
    Track(id="T-LEAD", name="Leaders", level="leader"),
    Track(id="T-FM", name="Foreign ministers", level="minister", portfolio="foreign"),
    Track(id="T-DM", name="Defence ministers", level="minister", portfolio="defense"),
    Track(id="T-VFM", name="Vice foreign ministers", level="vice_minister", portfolio="foreign"),
    Track(id="T-SOM", name="Senior officials", level="senior_official", portfolio="foreign"),
)
_MIX = (0.1, 0.25, 0.15, 0.2, 0.3)  # how often each track meets, in the order above
_PAUSE_DAYS = 40  # between made-up provocations, so that each is an episode of its own


def history(
    *, rates: Sequence[float] = (1.0,) * 120, start: date = START, seed: int = 1, n: int | None = None
) -> Casebook:
    """A group whose contacts come by chance at `rates` per month from `start`, every month observed.

    Args:
        rates: contacts per month, one number for each month.
        start: first day of the first month.
        seed: another seed, another history.
        n: exactly so many contacts, spread evenly over the months; the rates are then not used.

    Example:
        >>> book = history(n=50)
        >>> len(book.engagements), book == history(n=50), book == history(n=50, seed=2)
        (50, True, False)
    """
    rng = random.Random(f"history {seed}")  # noqa: S311  no secret depends on it
    first = month_of(start)
    if n is None:
        months = [first + index for index, rate in enumerate(rates) for _ in range(_poisson(rng, rate))]
    else:
        months = [first + rng.randrange(len(rates)) for _ in range(n)]
    end = month_span(first + len(rates) - 1).to_date
    days = sorted(rng.randint(month_span(month).first, month_span(month).last) for month in months)
    return Casebook(
        group=Group(slug="made-up", name="Made-up group", members=MEMBERS, founded=start),
        engagements=tuple(_meeting(rng, index, date.fromordinal(day)) for index, day in enumerate(days)),
        tracks=TRACKS,
        coverage=tuple(
            Coverage(id=f"COV-{table}", table=table, from_date=start, to_date=end, watched="observed")
            for table in ("engagements", "provocations", "responses")
        ),
    )


def provoked(book: Casebook, n: int, answered: float, *, seed: int = 1) -> Casebook:
    """The same group with `n` provocations of severity 4, each answered next day with chance `answered`.

    Example:
        >>> book = provoked(history(rates=[0.0] * 120), 40, 0.5)
        >>> len(book.provocations), 10 < len(book.responses) < 30
        (40, True)
    """
    rng = random.Random(f"provoked {seed}")  # noqa: S311
    first = book.coverage[0].from_date
    days = [first + timedelta(days=_PAUSE_DAYS * (index + 1)) for index in range(n)]
    acts = tuple(
        Provocation(id=f"P{index:04d}", date=day, actor=("PRK",), kind="irbm", severity=4, summary="A made-up launch")
        for index, day in enumerate(days)
    )
    answers = tuple(
        Response(
            id=f"R{index:04d}",
            date=day + timedelta(days=1),
            provocation_id=f"P{index:04d}",
            kind="trilateral_call",
            participants=MEMBERS,
            link_basis="stated",
            together="together",
            summary="A made-up call",
        )
        for index, day in enumerate(days)
        if rng.random() < answered
    )
    return replace(book, provocations=acts, responses=answers)


def bargained(book: Casebook, *, strains: int, promises: int, by: str) -> Casebook:
    """The same group with strains over trade that `by` began and promises of all, both found by one rule throughout.

    They are spread evenly over the months of the last year, promises in the first days of a month.

    Example:
        >>> book = bargained(history(), strains=3, promises=2, by="USA")
        >>> len(book.strains), len(book.commitments), book.coverage[-1].table, book.coverage[-1].watched
        (3, 2, 'commitments', 'observed')
    """
    first, end = book.coverage[0].from_date, book.coverage[0].to_date
    months = [month_span(month_of(end) - 11 + index).from_date for index in range(12)]
    both = tuple(
        Coverage(id=f"COV-{table}", table=table, from_date=first, to_date=end, watched="observed")
        for table in ("strains", "commitments")
    )
    quarrels = tuple(
        Strain(
            id=f"S{index:04d}", date=months[index % 12] + timedelta(days=14), kind="trade", initiator=(by,),
            members_affected=tuple(member for member in MEMBERS if member != by), summary="A made-up tariff",
        )
        for index in range(strains)
    )  # fmt: skip
    made = tuple(
        Commitment(
            id=f"C{index:04d}", made_date=months[index % 12], text=f"A made-up promise {index}", kind="standing",
            members=MEMBERS,
        )
        for index in range(promises)
    )  # fmt: skip
    return replace(book, strains=quarrels, commitments=made, coverage=(*book.coverage, *both))


def _meeting(rng: random.Random, index: int, day: date) -> Engagement:
    track = rng.choices(TRACKS, _MIX)[0]
    return Engagement(
        id=f"E{index:05d}",
        date=day,
        kind="meeting",
        level=track.level,
        portfolio=track.portfolio,
        track=track.id,
        occasion_id=f"E{index:05d}",
        participants=MEMBERS,
        standalone=rng.random() < 0.5,  # noqa: PLR2004  a coin
        summary="A made-up meeting",
    )


def _poisson(rng: random.Random, rate: float) -> int:
    """A Poisson count by multiplying uniforms (Knuth 1969); rates here are small."""
    floor, product, count = math.exp(-rate), rng.random(), 0
    while product > floor:
        product *= rng.random()
        count += 1
    return count
