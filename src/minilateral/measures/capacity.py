"""Capacity and will: are the offices that carry the partnership filled, and do the members come, and host, in person?

Takes a casebook and a day; gives, for the year to that day and the year before, vacant and acting days of these
offices, changes of holder, seats filled below the level of the meeting, and who hosts. Breadth and stand-alone
meetings speak of will too: they are measures of `breadth` and are not computed again.
"""

from __future__ import annotations

from datetime import date

from minilateral.measures.face import Face
from minilateral.measures.filled import Year, offices, single_offices, years
from minilateral.measures.occasions import contacts
from minilateral.measures.presence import hosts, seats_below
from minilateral.measures.setbacks import counted, strains_of
from minilateral.measures.windows import Span, between, year_before, year_to
from minilateral.model import Casebook, Estimate


def compute(book: Casebook, as_of: date) -> tuple[Estimate, ...]:
    """Vacant and acting days, new holders, deputies and hosts, per window and per member.

    Offices are those that the tracks of ministers and leaders call for (`posts.posts`): head of government or state,
    foreign, defence, security adviser, and ambassadors between members. `vacancy_days` and `acting_days` sum the days
    on which these offices were surely vacant or in acting hands, with the days that were possibly so as upper end
    where terms are dated by month: of all members, of each, and of each office that had any. `offices_impaired` counts
    offices surely vacant or acting for 30 days or more; `offices_known` is the share of office-days of which the table
    says how the office was held. `new_holders` counts terms that brought another person, acting holders apart.
    `vacancy_strains` counts strains of that kind that ran in the window: they tell of the same vacancies and are added
    to nothing. `seats_below` counts seats at meetings and calls of ministers and leaders filled below their level, n
    those whose level is known. `hosted` counts meetings of ministers and leaders in person by the member in which they
    were held (`elsewhere`: in none), `host_changed` is the share of meetings on a track hosted by another member than
    the one before, `host_changed_chance` that share if they came in any order.

    Units: office-days, offices, holders, strains, seats, meetings; shares 0 to 1, with 80 % Jeffreys intervals.
    Edges: an office or member without terms in the window gives None, never zero; a gap between terms is in no count;
    of a table watched only in part counts are given, and no share is formed.
    References: own definitions; intervals after Brown, Cai & DasGupta (2001).

    Example:
        >>> from minilateral.measures.histories import history
        >>> next(e.reason for e in compute(history(), date(2021, 12, 31)) if e.name == "vacancy_days")
        'terms of office were not observed between 2021-01-01 and 2021-12-31'
    """
    face, windows = Face(book, "capacity", as_of), {"now": year_to(as_of), "before": year_before(as_of)}
    members = book.group.members_on(as_of)
    high = tuple(one for one in contacts(book, as_of) if one.ministerial)
    out: list[Estimate] = []
    both = years(book, as_of, windows)
    for year in both:
        out += [*offices(face, year, members), _strains(face, year), *seats_below(face, year, high, members)]
    out += single_offices(face, both)
    return (*out, *hosts(face, high, members, windows))


def _strains(face: Face, year: Year) -> Estimate:
    rows = strains_of(face.book, face.as_of, lambda row: row.kind == "vacancy")
    running = tuple(row for row in rows if _runs(row.date, row.end_date or face.as_of, year.window))
    label = "Strains on record over a vacant office"
    return counted(face, "vacancy_strains", label, running, year.window, window=year.name)


def _runs(first: date, last: date, window: Span) -> bool:
    return bool(between(first, last).meet(window).days)
