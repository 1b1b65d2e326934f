"""Who could sustain cooperation, and who binds: results and the assumptions they follow from, always together.

Takes the command line's words; prints sentences and tables, or JSON with every figure.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minilateral.cli.options import AsOfOption, GroupArgument, workspace_of
from minilateral.cli.show import Format, Listing, put, show
from minilateral.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.brief.supposed import Supposed
    from minilateral.scenarios.scenario import Scenario
    from minilateral.scenarios.sustain import Outcome, Stand, Standing


class Form(StrEnum):
    """How a scenario is shown."""

    table = "table"
    json = "json"


def scenario(
    ctx: typer.Context,
    group: GroupArgument,
    horizon: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MEMBER=TIME", help="How far a member looks ahead, such as USA=1y or JPN=18m. May be given again."
        ),
    ] = None,
    successor: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MEMBER=CHANCE",
            help="The policy ends with the horizon, and a successor goes on with this chance, such as USA=.25.",
        ),
    ] = None,
    punishment: Annotated[
        str, typer.Option(metavar="grim|N", help="How long a breach is answered: for ever, or N quarters.")
    ] = "grim",
    assumptions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A table of your own; its rows go before those that are shipped."),
    ] = None,
    as_of: AsOfOption = None,
    fmt: Annotated[Form, typer.Option("--format", "-f", case_sensitive=False, help="How to show it.")] = Form.table,
) -> None:
    """Ask who could sustain cooperation if a horizon shortens.

    A repeated game of all members: who would keep, who binds, which smaller coalitions would hold, and in what share
    of draws from the ranges. The payoffs are assumptions, printed with every result and read from a table that you may
    replace row by row; ranges that the record can bound say by which series.
    """
    from minilateral import library
    from minilateral.brief.ledger import Ledger
    from minilateral.brief.supposed import Supposed

    opened = library.open(group, workspace=workspace_of(ctx))
    found = opened.scenario(
        horizon=dict(_named(horizon, "--horizon")),
        successor={member: _chance(member, text) for member, text in _named(successor, "--successor")},
        punishment=punishment,
        assumptions=assumptions,
        as_of=as_of,
    )
    told = Supposed(found, Ledger())
    if fmt is Form.json:
        put((json.dumps(_data(told), ensure_ascii=False, indent=1, default=str) + "\n").encode(), None)
        return
    _print(told, opened.notes)


def _named(texts: list[str] | None, option: str) -> Iterator[tuple[str, str]]:
    """Member and value of each "USA=1y".

    Raises:
        UsageError: there is no sign between them, or a member comes twice.
    """
    seen = set()
    for text in texts or []:
        member, sign, value = text.partition("=")
        if not (sign and member.strip() and value.strip()):
            raise UsageError(f"found {option} '{text}', expected a member and a value such as USA=1y")
        member = member.strip().upper()
        if member in seen:
            raise UsageError(f"found {option} twice for {member}, expected it once")
        seen.add(member)
        yield member, value.strip()


def _chance(member: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise UsageError(f"found the chance '{text}' for the successor in {member}, expected from 0 to 1") from None


def _day(as_of: date) -> str | None:
    """The day as written; none where nothing is on record, so that there is no day to stand on."""
    return as_of.isoformat() if as_of > date.min else None


def _print(told: Supposed, notes: tuple[str, ...]) -> None:
    from minilateral.brief.supposed import cautions, sentences
    from minilateral.brief.wording import plain

    found = told.scenario
    typer.echo(f"{found.group.name}, as of {_day(found.as_of) or 'no day'}\n")
    for text in sentences(told):
        typer.echo(plain(text))
    for title, listing in _tables(told):
        typer.echo(f"\n{title}")
        show(listing, Format.table, None)
    for note in (*cautions(found), *found.notes, *notes):
        typer.echo(note, err=True)


def _tables(told: Supposed) -> Iterator[tuple[str, Listing]]:
    found = told.scenario
    yield "Members, in the group of all", _listing(list(_members(found)))
    yield "Smaller coalitions", _listing([_coalition(part) for part in found.case.outcome.parts])
    yield "If one horizon were a year", _listing(list(_shortened(found)))
    yield "Re-election and leader-specific punishment", _listing(list(_switches(found)))
    yield "Assumptions", _listing(list(_assumptions(told)))


def _listing(rows: list[dict[str, str]]) -> Listing:
    return Listing(rows=rows, columns=tuple(rows[0]) if rows else (), empty="none")


def _members(found: Scenario) -> Iterator[dict[str, str]]:
    from minilateral.brief.wording import decimal, percent

    cases = {"base": found.base} | ({"asked": found.case} if found.asked.anything else {})
    for name, case in cases.items():
        shares = dict(case.shares.members)
        for one in case.outcome.whole.stands:
            yield {
                "case": name,
                "member": one.member,
                "keeping": decimal(one.reward),
                "breaking": decimal(one.temptation),
                "after": decimal(one.punishment),
                "patience_needed": one.why or decimal(one.needs),
                "patience_had": decimal(one.has),
                "keeps": "yes" if one.keeps else "no",
                "in_draws": percent(shares[one.member]),
            }
        yield {
            "case": name, "member": "all", "keeping": "", "breaking": "", "after": "", "patience_needed": "",
            "patience_had": "", "keeps": "yes" if case.outcome.whole.holds else "no",
            "in_draws": percent(case.shares.group),
        }  # fmt: skip


def _coalition(part: Standing) -> dict[str, str]:
    return {
        "members": ", ".join(part.members),
        "holds": "yes" if part.holds else "no",
        "binds": ", ".join(part.binding) if len(part.binding) < len(part.members) else "all alike",
    }


def _shortened(found: Scenario) -> Iterator[dict[str, str]]:
    from minilateral.brief.wording import percent

    for one in found.shortened:
        yield {
            "member": one.member,
            "it_keeps": "yes" if one.keeps else "no",
            "all_keep": "yes" if one.holds else "no",
            "binds": ", ".join(one.binding),
            "in_draws": percent(one.share),
        }


def _switches(found: Scenario) -> Iterator[dict[str, str]]:
    for one in found.switches:
        yield {
            "mechanism": one.mechanism,
            "direction": one.direction,
            "if": one.what,
            "all_keep": "yes" if one.holds else f"no: {', '.join(one.fails)}",
            "after": one.source,
        }


def _assumptions(told: Supposed) -> Iterator[dict[str, str]]:
    from minilateral.brief.supposed import basis, lines
    from minilateral.brief.wording import decimal
    from minilateral.scenarios.ranges import PARAMETERS

    for line in lines(told.scenario):
        one = line.ranges[0]
        yield {
            "assumption": PARAMETERS[one.parameter].label,
            "of": line.of,
            "centre": decimal(one.central),
            "range": f"{decimal(one.low)} to {decimal(one.high)}",
            "rests_on": f"{basis(one)}: {one.why}",
            "source": one.source,
        }


def _data(told: Supposed) -> dict[str, Any]:
    """Everything, the assumptions first."""
    from minilateral.brief.supposed import cautions, sentences
    from minilateral.brief.wording import plain

    found = told.scenario
    whole = {key: value for key, value in asdict(found).items() if key not in {"group", "base", "case", "switches"}}
    return {
        "group": found.group.slug,
        "as_of": _day(found.as_of),
        "assumptions": whole.pop("ranges"),
        "sentences": [plain(text) for text in sentences(told)],
        **{name: {"outcome": _outcome(case.outcome), "shares": asdict(case.shares)}
           for name, case in (("base", found.base), ("asked", found.case))},
        "switches": [asdict(one) | {"holds": one.holds} for one in found.switches],
        "cautions": cautions(found),
        **{("question" if key == "asked" else key): value for key, value in whole.items() if key != "as_of"},
    }  # fmt: skip


def _outcome(found: Outcome) -> dict[str, Any]:
    return {
        "whole": _standing(found.whole),
        "smaller": [_standing(part) for part in found.parts],
        "bonus_holds": found.bonus_holds,
        "for_want_of_bonus": found.for_want_of_bonus,
    }


def _standing(found: Standing) -> dict[str, Any]:
    return {
        "members": found.members,
        "holds": found.holds,
        "binding": found.binding,
        "stands": [_stand(one) for one in found.stands],
    }


def _stand(one: Stand) -> dict[str, Any]:
    """A member; a patience that nobody can have is null in JSON, with the reason beside it."""
    needs = None if one.needs > 1 else one.needs
    return asdict(one) | {"needs": needs, "keeps": one.keeps, "why": one.why}
