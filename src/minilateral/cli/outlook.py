"""What is likely next: forecasts with their track record, frozen when asked to be, and settled by the record.

Takes the command line's words; prints a listing. `freeze` and `resolve` write into the journal, all else only reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minilateral.cli.options import AsOfOption, FormatOption, GroupArgument, OutputOption, workspace_of
from minilateral.cli.show import Listing, show

if TYPE_CHECKING:
    from datetime import date

    from minilateral.opened import OpenGroup
    from minilateral.outlook.ledger import Frozen, Settled

CAVEATS = (
    "made from the record as it is, not as it was known at the time; questions were fixed before any score was seen",
    "the busy months of the hazard were chosen knowing the calendar",
)


class Action(StrEnum):
    """What to do with the outlook of a group."""

    forecasts = "forecasts"
    backtest = "backtest"
    misses = "misses"
    freeze = "freeze"
    resolve = "resolve"


def outlook(
    ctx: typer.Context,
    group: GroupArgument,
    action: Annotated[
        Action,
        typer.Argument(
            metavar="ACTION",
            case_sensitive=False,
            help="forecasts (default); backtest: how good they would have been since 2016; misses: where those were "
            "wrong; freeze: write the forecasts into the journal; resolve: settle those that are due.",
        ),
    ] = Action.forecasts,
    as_of: AsOfOption = None,
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say what is likely next, and how good such forecasts have been.

    Questions are made and settled by rule; each forecast stands beside the two naive ones it must beat. They begin
    where observation ends. What is frozen is never changed: a question frozen twice keeps its first forecast.
    """
    from minilateral import library

    opened = library.open(group, workspace=workspace_of(ctx))
    listing = _settled(opened, as_of) if action is Action.resolve else _ahead(opened, as_of, action)
    show(listing, fmt, output)


def _ahead(opened: OpenGroup, as_of: str | None, action: Action) -> Listing:
    found = opened.outlook(as_of=as_of)
    notes = [*found.notes, *CAVEATS, f"as of {found.as_of or 'no day'}; {opened.watched()}", *opened.notes]
    if action is Action.backtest:
        rows = found.track_record()
        columns = ("question", "n", "happened", "said", "score", "loss", *_AGAINST, "verdict")
        return _listing(opened, rows, [_scored(row) for row in rows], columns, notes)
    if action is Action.misses:
        rows = found.misses()
        made = any(row["n"] for row in found.track_record())
        none = "no forecast was wrong" if made else "no forecast could be made, so none was wrong"
        return _listing(opened, rows, [_said(row) for row in rows], _MISSES, notes, none)
    if action is Action.freeze:
        notes = [*_frozen(opened.freeze(found)), *notes]
    rows = found.rows()
    return _listing(opened, rows, [_forecast(row) for row in rows], _FORECASTS, notes)


_FORECASTS = ("question", "said", "usual", "last_3_years", "track_record", "settles")
_MISSES = ("question", "opened", "said", "happened", "usual", "last_3_years")
_AGAINST = ("against_all_windows", "against_3_years")


def _frozen(done: Frozen) -> Iterator[str]:
    count = len(done.lines)
    seal = f"; the last is sealed {done.lines[-1].hash[:16]}" if count else ""
    yield f"{count} forecast{'' if count == 1 else 's'} frozen{seal}"
    if any(line.facts["hindsight"] for line in done.lines):
        yield "made in hindsight: the record already covers days of their windows, and their lines say so"
    if done.before:
        verb = "question had its" if len(done.before) == 1 else "questions had their"
        yield f"{len(done.before)} {verb} forecast already, which stands; nothing was added for them"


def _listing(
    opened: OpenGroup, rows: list[dict[str, Any]], lines: list[dict[str, Any]], columns: tuple[str, ...],
    notes: Sequence[str], empty: str = "no question can be asked",
) -> Listing:  # fmt: skip
    return Listing(rows=rows, lines=lines, columns=columns, title=opened.group.name, empty=empty, notes=tuple(notes))


def _number(value: object, *, chance: bool) -> str:
    if not isinstance(value, int | float):
        return "" if value is None else str(value)
    return f"{value:.0%}" if chance else f"{value:.2g}"


def _forecast(row: Mapping[str, Any]) -> dict[str, Any]:
    chance = row["kind"] == "chance"
    said = _number(row["said"], chance=chance) or "not known"
    low, high = row["low"], row["high"]
    usual = row["climatology"]
    return {
        "question": row["question"],
        "said": said if low is None else f"{said} ({low:.0f} to {high:.0f})",
        "usual": _number(usual, chance=chance),
        "last_3_years": _number(row["rolling"], chance=chance),
        "track_record": row["reason"] or _told(row),
        "settles": row["settles"],
    }


def _told(row: Mapping[str, Any]) -> str:
    from_others = row["model"] == "the other groups"
    return f"{row['track_record']}: told from the other groups" if from_others else str(row["track_record"])


def _scored(row: Mapping[str, Any]) -> dict[str, Any]:
    chance = row["kind"] == "chance"
    model = next((key for key, name in _names().items() if name == row["model"]), "")
    second = "coin" if row["skill_coin"] is not None else "rolling"
    return {
        "question": row["question"],
        "n": row["n"] or "",
        "happened": _number(row["happened"], chance=chance),
        "said": _number(row["said"], chance=chance),
        "score": row["score"],
        "loss": row.get(f"loss_{model}"),
        "against_all_windows": _skill(row, "climatology"),
        "against_3_years": _skill(row, second) + (" (an even chance)" if second == "coin" else ""),
        "verdict": row["verdict"],
    }


def _names() -> dict[str, str]:
    from minilateral.outlook.track import NAMES

    return NAMES


def _skill(row: Mapping[str, Any], name: str) -> str:
    value, low, high = (row[f"skill_{name}{end}"] for end in ("", "_low", "_high"))
    return "" if value is None else f"{_short(value)} [{_short(low)}, {_short(high)}]"


def _short(skill: float) -> str:
    """A skill to two digits; what is worse than -1 is no more than that."""
    return f"{skill:+.2f}" if skill >= -1 else "< -1"


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    chance = row["low"] is None
    said = _number(row["said"], chance=chance)
    second = row["rolling"] if row["rolling"] is not None else row["coin"]
    return {
        "question": row["question"],
        "opened": row["opened"],
        "said": said if chance else f"{said} ({row['low']:.0f} to {row['high']:.0f})",
        "happened": ("yes" if row["happened"] else "no") if chance else row["happened"],
        "usual": _number(row["climatology"], chance=chance),
        "last_3_years": _number(second, chance=chance),
    }


def _settled(opened: OpenGroup, as_of: str | None) -> Listing:
    from minilateral.outlook.listed import settled_rows

    found, day = opened.resolve(as_of=as_of), opened.as_of(as_of)
    rows = settled_rows(found)
    columns = ("question", "as_of", "said", "happened", "state", "loss", "loss_climatology", "loss_rolling", "why")
    listing = _listing(opened, rows, rows, columns, [*_counted(found, day), *opened.notes])
    return listing if rows else _nothing_frozen(opened, day)


def _nothing_frozen(opened: OpenGroup, day: date | None) -> Listing:
    slug = opened.group.slug
    by = f" by {day}" if day else ""  # a casebook without any row has no day to stand on
    note = f"no forecast was frozen{by}; next: minilateral outlook {slug} freeze"
    return Listing(rows=(), columns=("question",), title=opened.group.name, empty=note, notes=opened.notes)


def _counted(found: Sequence[Settled], day: date | None) -> Iterator[str]:
    new, done = sum(one.new for one in found), sum(one.state != "open" for one in found)
    yield f"{new} settled now by the record as of {day}, {done - new} before, {len(found) - done} still open"
    if done and not new:
        yield "nothing was added: what is settled stays as it was settled"
    missed = [one for one in found if one.missed]
    if missed:
        yield "missed: " + "; ".join(f"{one.question.text} said {one.forecast.facts['said']:.2g}" for one in missed)
