"""Changes in words: what an alarm, a date and a power figure say, for people.

Takes records of `changes.results`; gives short English. Months are written as ISO months; a page may write them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.measures.windows import month_name

if TYPE_CHECKING:
    from minilateral.changes.calibrate import Seen
    from minilateral.changes.results import Alarm, Dated, Judged

OF = 10


def in_ten(share: float) -> str:
    """A share as cases of ten.

    Example:
        >>> in_ten(0.31), in_ten(0.01), in_ten(1.0)
        ('3 of 10 cases', 'fewer than 1 of 10 cases', '10 of 10 cases')
    """
    count = round(OF * share)
    return f"{count} of {OF} cases" if count else f"fewer than 1 of {OF} cases"


def step(of: float) -> str:
    """The size of a step: "a fall to 40%", "a rise to 2.5 times".

    Example:
        >>> step(0.4), step(2.5), step(4.0)
        ('a fall to 40%', 'a rise to 2.5 times', 'a rise to 4 times')
    """
    return f"a fall to {of:.0%}" if of < 1 else f"a rise to {of:g} times"


def could_see(one: Seen) -> str:
    """What could have been seen of one step, and how late.

    Example:
        >>> from minilateral.changes.calibrate import Seen
        >>> could_see(Seen(0.4, 0.7, 9.0, 0.1))
        'a fall to 40% would be seen after 9 months and missed in 3 of 10 cases'
        >>> could_see(Seen(0.4, 0.0, None, 0.0))
        'a fall to 40% could not be seen within two years'
    """
    if one.months is None or one.share < 1 / (2 * OF):
        return f"{step(one.step)} could not be seen within two years"
    return f"{step(one.step)} would be seen after {one.months:.0f} months and missed in {in_ten(1 - one.share)}"


def level(judged: Judged, value: float) -> str:
    """A level of a series: so many a month, or what its mix was.

    Example:
        >>> from minilateral.changes.results import Judged
        >>> from minilateral.changes.series import MonthSeries
        >>> level(Judged(series=MonthSeries(name="contacts", label="Contacts", noun="contacts")), 1.25)
        '1.2 a month'
    """
    return f"{value:.0%}" if judged.series.classes else f"{value:.1f} a month"


def when(one: Alarm | Dated) -> str:
    """The month of an alarm and where the change began, or of a date with its span."""
    from minilateral.changes.results import Alarm  # noqa: PLC0415  for its type alone

    if isinstance(one, Alarm):
        return f"{month_name(one.month)}, begun about {month_name(one.since)}"
    span = month_name(one.first) if one.first == one.last else f"{month_name(one.first)} to {month_name(one.last)}"
    return f"{month_name(one.month)} ({span})"
