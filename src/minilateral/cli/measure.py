"""Estimates, as a table a person can read or in full as data.

Takes the command line's words; prints a listing. The table leaves the monthly path of rates to the other formats and
draws together estimates that are unknown for the same reason; CSV, JSON and Parquet carry everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Annotated

import typer

from minilateral.cli.options import AsOfOption, FormatOption, GroupArgument, OutputOption, measures, workspace_of
from minilateral.cli.show import Listing, show
from minilateral.model import Casebook, Estimate

_PATHS = {"rate_path", "rate_inner"}  # a value for every month: made to be drawn, not read


def measure(
    ctx: typer.Context,
    group: GroupArgument,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="MEASURE",
            help="one of the measures, such as breadth; default: all.",
            autocompletion=measures,
        ),
    ] = None,
    as_of: AsOfOption = None,
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Print estimates with their intervals.

    With the number of cases and the share of the period observed; where the record does not allow a value, with the
    reason. CSV, JSON and Parquet also carry the ids of the rows behind each.
    """
    from minilateral import library

    opened = library.open(group, workspace=workspace_of(ctx))
    estimates = opened.measure(name, as_of=as_of)
    from minilateral.codebook.warnings import warning

    columns = ("measure", "of", "value", "range", "unit", "n", "observed", "note")
    shown = [one for one in estimates if one.name not in _PATHS]
    cautions = dict.fromkeys(code for one in shown for code in one.warnings)
    listing = Listing(
        rows=estimates.rows(),
        lines=list(_lines(shown, opened.book)),
        columns=columns,
        title=opened.group.name,
        empty="no estimates",
        notes=(
            *(f"{code}: {warning(code).text}" for code in cautions),
            f"as of {opened.as_of(as_of) or 'no day, for nothing is on record yet'}; {opened.watched()}",
            *opened.notes,
        ),
    )
    show(listing, fmt, output)


def _lines(estimates: Iterable[Estimate], book: Casebook) -> Iterator[dict[str, str]]:
    """The estimates as a reader sees them; those unknown for one reason are one line."""
    tracks = {track.id: track.name for track in book.tracks}
    for (_, reason), some in groupby(estimates, key=lambda one: (one.name, one.reason)):
        found = list(some)
        if reason and len(found) > 1:
            yield _line(found[0]) | {"of": f"{found[0].label}: {len(found)} of these", "observed": ""}
            continue
        for one in found:
            yield _line(one) | {"of": ", ".join([one.label, *_which(one, tracks)])}


def _which(one: Estimate, tracks: dict[str, str]) -> Iterator[str]:
    """Which of several like estimates this is, in words, where its label does not say so already."""
    for name, value in one.key:
        told = name in {"recorded", "series"} or f"{name} {value}" in one.label or f"within {value} " in one.label
        if value and not told:
            yield tracks.get(value, value) if name == "track" else f"{name} {value}"


def _line(one: Estimate) -> dict[str, str]:
    bounds = "" if one.low is None or one.high is None else f"{one.low:.3g} to {one.high:.3g}"
    return {
        "measure": one.measure,
        "value": "not known" if one.value is None else f"{one.value:.4g}",
        "range": f"{bounds} ({one.interval:.0%})" if bounds and one.interval else bounds,
        "unit": one.unit,
        "n": "" if one.n is None else str(one.n),
        "observed": "" if one.coverage is None else f"{one.coverage:.0%}",
        "note": one.reason or "; ".join(one.warnings),
    }
