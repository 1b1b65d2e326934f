"""Which promises say what an earlier one said, and which were made again before they were delivered.

Takes the promises of a group; gives, for each, the first of its kind. A promise repeats another when `repeat_of`
leads to it and its role is a repeat (or is not given); a sequel adds something and stands for itself. Loops end at
the promise of the loop that was made first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from minilateral.model import Commitment


def firsts(promises: Sequence[Commitment]) -> dict[str, str]:
    """Per promise that repeats another, the id of the first; promises that stand for themselves are not in it.

    Example:
        >>> from datetime import date
        >>> from minilateral.model import Commitment
        >>> def made(id_, of):
        ...     return Commitment(id=id_, made_date=date(2024, 1, 1), text="Meet", kind="standing", repeat_of=of)
        >>> firsts([made("A", "A"), made("B", "A"), made("C", "B")])
        {'B': 'A', 'C': 'A'}
    """
    by_id = {row.id: row for row in promises}
    roots = {row.id: _root(row, by_id) for row in promises if _repeats(row)}
    return {name: root for name, root in roots.items() if root != name}


def repeated(promises: Iterable[Commitment], first: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Per first promise, the ids of those that repeat it, in the order of `promises`."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in promises:
        if row.id in first:
            found[first[row.id]].append(row.id)
    return {name: tuple(ids) for name, ids in found.items()}


def again_undelivered(made: date, delivered: Iterable[date], again: Iterable[date]) -> bool:
    """Whether a promise was made again though nothing had been delivered since it was last made."""
    days, last = sorted(delivered), made
    for day in sorted(again):
        if day > last and not any(last < one <= day for one in days):
            return True
        last = max(last, day)
    return False


def _repeats(row: Commitment) -> bool:
    return bool(row.repeat_of) and row.repeat_of != row.id and row.repeat_role[:6].casefold() in {"", "repeat"}


def _root(row: Commitment, by_id: Mapping[str, Commitment]) -> str:
    """The promise at the start of the chain; of a loop, or a chain that leads out of the record, the first made."""
    chain = [row]
    while True:
        target = by_id.get(chain[-1].repeat_of)
        if target is None or target is chain[-1] or not chain[-1].repeat_of:
            return chain[-1].id
        if target in chain:
            loop = chain[chain.index(target) :]
            return min(loop, key=lambda one: (one.made_date, one.id)).id
        chain.append(target)
