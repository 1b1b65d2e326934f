"""The verdict on a promise to host in turn, by one reading, track by track.

Takes its terms and the rows of the record; gives a `Verdict`. A track has kept it when every member has hosted once
without anybody hosting again before, and has broken it when somebody has. Where a rhythm is promised too (`every`), a
track whose next host is overdue is overdue. Strictly every track must keep it; leniently one that does is enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.commitments.search import bound
from minilateral.commitments.silence import until
from minilateral.commitments.verdict import Verdict, all_of, best_of, later
from minilateral.record.words import day_text, state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minilateral.codebook.rules import Part
    from minilateral.commitments.search import Search
    from minilateral.commitments.terms import Terms
    from minilateral.model import Engagement


def in_turn(asked: Terms, part: Part, where: Search, *, strict: bool) -> Verdict:
    """What became of a promise to rotate hosts."""
    rows = [row for row in where.fitting(asked.promise, part, strict=strict) if row.date > asked.promise.made_date]
    members = bound(asked.promise, where.group, asked.judged)
    tracks = part.lenient.track or tuple(sorted({row.track for row in rows}))
    hosted = {name: [row for row in rows if row.track == name and row.host_country in members] for name in tracks}
    found = [_track(asked, some, len(members)) for some in hosted.values() if some]
    if not found:
        return Verdict(status="unclear", said="not observable: no meeting hosted by a member was found")
    return all_of(found) if strict else best_of(found)


def _track(asked: Terms, hosted: Sequence[Engagement], members: int) -> Verdict:
    hosts = [row.host_country for row in hosted]
    ids, last = tuple(row.id for row in hosted), hosted[-1]
    for place, host in enumerate(hosts):
        if host in hosts[max(0, place - members + 1) : place]:
            said = f"{state(host)} hosted again before all had their turn ({day_text(hosted[place].date)})"
            return Verdict(status="broken", said=said, evidence=ids)
    due = later(last.date, asked.every) if asked.every else None
    if due and asked.judged > asked.deadline(due):
        said = f"after {day_text(last.date)} no further host was found {until(asked)}; one was due on {day_text(due)}"
        return Verdict(status="overdue", said=said, due=due, evidence=ids)
    if len(hosts) >= members:
        said = f"all {members} hosted in turn, the last on {day_text(last.date)}"
        return Verdict(status="kept", said=said, due=due, next_due=due, settled_on=last.date, evidence=ids)
    said = f"not observable: as far as is known not all {members} have hosted yet, and nobody twice"
    return Verdict(status="unclear", said=said, evidence=ids)
