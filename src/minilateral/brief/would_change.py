"""What would change this view: the smallest future or missed observations that would turn an arrow.

Takes the desk; gives sentences, each found by applying the rule of the arrow again to changed counts, never written
in advance.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from minilateral.brief.arrows import FEWEST, SURE, arrow, turned
from minilateral.brief.desk import ref
from minilateral.brief.recall import audited, until
from minilateral.brief.rhythm import later, rhythms
from minilateral.brief.sections import breadth
from minilateral.brief.sections.response import next_answer
from minilateral.brief.wording import day, joined, plural, say, whole, year_after, year_before
from minilateral.brief.years import year_on_year
from minilateral.codebook.levels import MINISTER_RANK, rank
from minilateral.measures.uncertainty import JEFFREYS, p_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Arrow, Num, Text
    from minilateral.brief.years import YearOnYear

MOST = 500  # more observations than this are no sentence a reader could use
MONTHS = 12.0
_NOTE = "Found by applying the rule of the arrow again to changed counts, one at a time, until the arrow turns."


def would_change(desk: Desk) -> tuple[Text, ...]:
    """Every sentence that can be said, consultation first."""
    found = (
        _missed(desk), _next_year(desk), _tracks(desk), _return(desk), _due(desk), _silence(desk), next_answer(desk),
        _official(desk),
    )  # fmt: skip
    return tuple(text for text in found if text)


def smallest(turns: Callable[[int], bool], first: int = 1) -> int | None:
    """The smallest whole number from `first` for which `turns` holds; None within reach of no reader."""
    return next((n for n in range(first, MOST) if turns(n)), None)


def _hypothetical(desk: Desk, name: str, found: int) -> Num:
    """A number of observations that would turn an arrow, tied to the rows the arrow now rests on."""
    counted = desk.all("tracks_met") if name == "tracks" else desk.all("contacts_year", series="contacts")
    rows = [row for estimate in counted for row in estimate.evidence]
    return desk.ledger.cite(whole(found), f"would_change-{name}", "What would turn the arrow", rows, _NOTE)


def _pair(desk: Desk) -> YearOnYear | None:
    """Consultation in both years, where both were wholly observed."""
    pair = year_on_year(desk, "contacts")
    if pair is None or pair.events is None or pair.before is None:
        return None
    return pair if (pair.now.coverage or 0) >= 1 and (pair.before.coverage or 0) >= 1 else None


def direction(now: float, before: float) -> Arrow:
    """Rising, falling or not known for two whole years with these counts."""
    return arrow(p_up(now + JEFFREYS, before + JEFFREYS, MONTHS, MONTHS), None, None, int(now + before))


def _missed(desk: Desk) -> Text:
    """How many contacts we must have missed for the finding on consultation to go."""
    pair = _pair(desk)
    if pair is None or pair.before is None or pair.arrow not in {"falling", "rising"}:
        return ()
    now, before = pair.now.value or 0, pair.before.value or 0
    fell = pair.arrow == "falling"
    found = smallest(lambda n: direction(now + n * fell, before + n * (not fell)) != pair.arrow)
    if found is None:
        return ()
    which = f"the twelve months to {day(desk.as_of if fell else year_before(desk.as_of))}"
    return say(
        "Finding ", _hypothetical(desk, "missed", found), f" more {plural(found, 'contact')} in {which} would turn the "
        f"arrow of consultation from {pair.arrow} to not known.",
    )  # fmt: skip


def _next_year(desk: Desk) -> Text:
    """How many contacts next year would read as rising, how few as falling."""
    pair = _pair(desk)
    if pair is None:
        return ()
    now = pair.now.value or 0
    until = day(year_after(desk.as_of))
    many = smallest(lambda n: direction(n, now) == "rising", int(now) + 1)
    few = next((n for n in range(int(now), -1, -1) if direction(n, now) == "falling"), None)
    if many is None:
        return ()
    said = say(
        "In the twelve months to ", until, ", ", _hypothetical(desk, "rising", many),
        " contacts or more would read as rising consultation",
    )  # fmt: skip
    if few is None:
        return say(said, ".")
    fewer = _hypothetical(desk, "falling", few)
    return say(said, ", ", fewer, f" {plural(few, 'contact')}{' or fewer' if few else ' at all'} as falling.")


def _tracks(desk: Desk) -> Text:
    """How many further tracks of ministers must meet next year for breadth to read as rising."""
    now = desk.get("tracks_met", window="now")
    if now is None or now.value is None or not now.n or (now.coverage or 0) < 1:
        return ()
    met = len(desk.tracks_of(now, *breadth.HIGH))
    found = smallest(lambda n: turned(n, 0, met) == "rising")
    if found is None or met + found > now.n:
        return ()
    again = " besides those that met this year" if met else ""
    return say(
        "Meetings of ministers or leaders on ", _hypothetical(desk, "tracks", found),
        f" more {plural(found, 'track')}{again}, by {day(year_after(desk.as_of))}, would read as rising breadth.",
    )  # fmt: skip


def _return(desk: Desk) -> Text:
    """Which tracks of ministers a single meeting would bring back into their promised rhythm."""
    past = [one for one in rhythms(desk) if one.now is False and rank(one.track.level) >= MINISTER_RANK]
    if not past:
        return ()
    names = joined([(desk.track_name(one.track.id),) for one in past], "or")
    which = "that track" if len(past) == 1 else "their track"
    return say("A single meeting of ", names, f" would bring {which} back into its promised rhythm.")


def _due(desk: Desk) -> Text:
    """The track that next falls out of its promised rhythm, and when."""
    kept = [one for one in rhythms(desk) if one.now and one.due and rank(one.track.level) >= MINISTER_RANK]
    first = min(kept, key=lambda one: (one.due or desk.as_of, one.track.id), default=None)
    last = desk.last_on(first.track.id) if first else None
    if first is None or first.due is None or last is None:
        return ()
    return say(
        "Without a meeting of ", desk.track_name(first.track.id), f" by {day(first.due)}, that track too passes its "
        "promised rhythm and its grace (last met on ", ref(last), ").",
    )  # fmt: skip


def _silence(desk: Desk) -> Text:
    """Without promises: the day on which the silence of ministers and leaders would become unusual."""
    tail = desk.get("silence_tail", series="minister")
    if rhythms(desk) or tail is None or not tail.value or not tail.from_date or (tail.n or 0) < FEWEST:
        return ()
    days = unusual_after(tail.value, tail.n or 0, (desk.as_of - tail.from_date).days + 1)
    by = later(tail.from_date, days - 1) if days else None
    if by is None or by <= desk.as_of:
        return ()
    until = desk.ledger.cite(day(by), "would_change-silence", "When the silence would be unusual", tail.evidence, _NOTE)
    return say(
        "Without a contact of ministers or leaders by ", until, ", their silence would read as falling consistency."
    )


def unusual_after(tail: float, gaps: int, days: int) -> int | None:
    """Days of silence after which fewer than one gap in ten would last longer, from the chance at `days`.

    Solves (b / (b + g))^(1 + gaps) for b at the present silence, then for g at one in ten.

    >>> unusual_after((300 / 420) ** 5, 4, 120)
    176
    """
    ratio = float(tail ** (1 / (1 + gaps)))
    if days <= 0 or ratio >= 1:
        return None
    scale = days * ratio / (1 - ratio)
    return ceil(scale * (float((1 - SURE) ** (-1 / (1 + gaps))) - 1))


def _official(desk: Desk) -> Text:
    """Silent tracks of ministers whose silence no official number checks."""
    if not audited(desk) and desk.tracks:
        return ("An official number for any of its meetings would show how complete the record is.",)
    checked = {e.of("track") for e in audited(desk) if (last := until(e)) and last >= year_before(desk.as_of)}
    past = [one for one in rhythms(desk) if one.now is False and rank(one.track.level) >= MINISTER_RANK]
    open_ = [one for one in past if one.track.id not in checked]
    if not open_:
        return ()
    names = joined([(desk.track_name(one.track.id),) for one in open_], "or")
    return say(
        "An official number for the meetings of ", names, " would show whether their silence is one of the record."
    )
