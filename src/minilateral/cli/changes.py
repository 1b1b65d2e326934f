"""When a group's conduct changed, and what could have been seen.

Takes the command line's words; prints a listing. The table tells alarms, dates and power in words with what is
recorded near each; CSV, JSON and Parquet carry every figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from minilateral.cli.options import AsOfOption, FormatOption, GroupArgument, OutputOption, workspace_of
from minilateral.cli.show import Listing, show

if TYPE_CHECKING:
    from minilateral.changes.listed import Changes
    from minilateral.changes.results import Causes, Judged

SHOWN = 3  # rows recorded near a change, the gravest first; the other formats have all
TOLD = (0.4, 2.5)  # steps whose power the table tells


def changes(
    ctx: typer.Context,
    group: GroupArgument,
    as_of: AsOfOption = None,
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show when conduct changed, and what could be seen.

    For each series alarms as they would have been raised, dates looking back, months since the last change, and how
    late and how often a change of a given size would have been seen. What is recorded near a date is no cause of it.
    """
    from minilateral import library

    opened = library.open(group, workspace=workspace_of(ctx))
    found = opened.changes(as_of=as_of)
    listing = Listing(
        rows=found.rows(),
        lines=list(_lines(found)),
        columns=("series", "what", "when", "change", "how sure", "recorded near"),
        title=opened.group.name,
        empty="nothing is on record, so no change can be told",
        notes=(*_notes(found), f"as of {found.as_of or 'no day'}; {opened.watched()}", *opened.notes),
    )
    show(listing, fmt, output)


def _notes(found: Changes) -> Iterator[str]:
    from minilateral.changes.explain import HEADING

    if found.series:
        yield f"rows near a change: {HEADING}; in brackets how many a window of that length would hold by chance"
        yield "alarm: at most one false one in ten years is allowed for; dated: looking back, with the 80% span"


def _lines(found: Changes) -> Iterator[dict[str, str]]:
    from minilateral.changes.words import when

    for one in found.series:
        yield from _series(one)
    label = "All parts together"
    if found.joint.reason:
        yield _line(label, "none", change=found.joint.reason)
    for alarm in found.joint.alarms:
        way = "weaker" if alarm.direction == "down" else "stronger"
        sure = f"log factor {alarm.log_bf:.1f}, {found.joint.threshold:.1f} needed"
        yield _line(label, "alarm", when(alarm), way, sure, _near(alarm.causes))
    if not found.joint.reason and not found.joint.alarms:
        yield _line(label, "no alarm")


def _series(one: Judged) -> Iterator[dict[str, str]]:
    from minilateral.changes.words import could_see, level, when

    label = one.series.label
    if one.series.reason:
        yield _line(label, "none", change=one.series.reason)
        return
    for alarm in one.alarms:
        sure = f"log factor {alarm.log_bf:.1f}, {one.threshold:.1f} needed"
        change = f"{alarm.direction}: {level(one, alarm.before)}, then {level(one, alarm.now)}"
        near = "the change of the alarm before still shows" if alarm.again else _near(alarm.causes)
        yield _line(label, "alarm", when(alarm), change, sure, near)
    if not one.alarms:
        yield _line(label, "no alarm")
    for dated in one.dated:
        change = f"{dated.direction}: {level(one, dated.before)}, then {level(one, dated.after)}"
        yield _line(label, "dated", when(dated), change, f"probability {dated.p:.2f}", _near(dated.causes))
    if one.since:
        span = f"80% between {one.since.low} and {one.since.high}"
        yield _line(label, "last change", change=f"{one.since.median} months ago", sure=span)
    for seen in one.power:
        if seen.step in TOLD:
            chance = f"{seen.by_chance:.2f} without any change"
            yield _line(label, "power", change=f"at {level(one, one.now or 0)} {could_see(seen)}", sure=chance)


def _line(series: str, what: str, when: str = "", change: str = "", sure: str = "", near: str = "") -> dict[str, str]:
    return {"series": series, "what": what, "when": when, "change": change, "how sure": sure, "recorded near": near}


def _near(causes: Causes) -> str:
    """The gravest rows near a change, and how many there are of how many by chance."""
    if causes.expected is None:
        return ""
    shown = "; ".join(f"{one.date} {one.summary}" for one in causes.found[:SHOWN])
    return f"{shown or 'none'} [{len(causes.found)}; {causes.expected:.1f} by chance]"
