"""What happened in other groups: the forecast for a group that has no track record of its own.

Takes a question, a day and casebooks; gives the chance, or the chances of each count, over all closed windows of all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from minilateral.model import Casebook
from minilateral.outlook.baselines import SPREAD
from minilateral.outlook.counts import MOST
from minilateral.outlook.models import SURE
from minilateral.outlook.past import Past
from minilateral.outlook.questions import Ask
from minilateral.outlook.series import series


def reference(ask: Ask, as_of: date, books: Iterable[Casebook]) -> float | list[float] | None:
    """(k + 1/2) / (n + 1) over the closed windows of these groups; of counts their frequencies; None without any."""
    found = [times for book in books for times in _windows(ask, as_of, book)]
    if not found:
        return None
    if ask.kind == "chance":
        share = (sum(times > 0 for times in found) + 0.5) / (len(found) + 1)
        return min(max(share, SURE), 1 - SURE)
    each = np.bincount(np.minimum(found, MOST - 1), minlength=MOST) + SPREAD
    return [round(float(p), 9) for p in each / each.sum()]


def _windows(ask: Ask, as_of: date, book: Casebook) -> list[int]:
    found = series(book, ask.series, as_of)
    if found.watch.start is None or found.watch.start > as_of:
        return []
    days = np.array(found.days, dtype=np.int64)
    past = Past(days, found.watch, min(as_of, found.watch.end or as_of).toordinal(), ask.horizon)
    return [int(times) for times in past.happened[past.valid]]
