"""What a page says beside a smoothed rate after a recent change: that its interval may lag.

Takes the desk; gives a sentence, or nothing where no alarm was raised within a year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.wording import day
from minilateral.measures.windows import month_span

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text


def lag(desk: Desk) -> Text:
    """That an alarm in contacts was raised within twelve months, so that their smoothed rate may lag behind."""
    alarm = desk.changes.recent("contacts")
    if alarm is None:
        return ()
    month = day(month_span(alarm.month).from_date, "month")
    return (f" Recent change: an alarm was raised in {month}, so the interval may lag.",)
