"""A comparison as data: everything a page shows, and where in the texts it stands.

Takes comparisons; gives plain tables that JSON can hold. No decimal is among them.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from minilateral.statements.fit import name
from minilateral.statements.wording import STEPS, UNRANKED, beside, between, called

if TYPE_CHECKING:
    from minilateral.documents import Document
    from minilateral.statements.comparison import Comparison, Row, Side
    from minilateral.statements.readouts import Readouts


def data(comparison: Comparison) -> dict[str, Any]:
    """One comparison."""
    return {
        "a": head(comparison.a),
        "b": head(comparison.b),
        "between": between(comparison.a, comparison.b),
        "forced": list(comparison.forced),
        "cautions": [*comparison.cautions, UNRANKED, STEPS],
        "counts": dict(comparison.counts),
        "moved": comparison.moved,
        "balance": comparison.balance,
        "strongest": list(comparison.strongest),
        "rows": [row(one) for one in comparison.rows],
    }


def row(one: Row) -> dict[str, Any]:
    """One row; `changes` are the words of a pair in reading order."""
    return {
        "kind": one.kind,
        "called": called(one),
        "moved": one.moved,
        "heading": one.heading,
        "a": side(one.a),
        "b": side(one.b),
        "changes": [asdict(part) for part in one.stretches],
        "worded_anew": one.throughout,
        "loosely_alike": one.loose,
        "why": one.why,
        "decided_by": list(one.words),
        "house_rule": one.house,
        "nearest": list(one.near),
        "told": list(beside(one)),
    }


def side(one: Side | None) -> dict[str, Any] | None:
    """What one text says in a row, and where: places in the text of the document, counted in characters."""
    return None if one is None else asdict(one)


def head(document: Document) -> dict[str, Any]:
    """What a document is."""
    return {
        "id": document.id,
        "name": name(document),
        "title": document.title,
        "issuer": document.issuer,
        "url": document.url,
        "event": document.event.value,
        "issued": document.issued.value,
        "relation": document.relation,
        "completeness": document.completeness,
    }


def table(comparison: Comparison) -> list[dict[str, object]]:
    """The rows of one comparison as lines of a table."""
    return [
        {
            "earlier": comparison.a.id,
            "later": comparison.b.id,
            "kind": one.kind,
            "moved": one.moved,
            "heading": one.heading,
            "earlier_sentence": one.a.label if one.a else "",
            "later_sentence": one.b.label if one.b else "",
            "earlier_text": one.a.text if one.a else "",
            "later_text": one.b.text if one.b else "",
            "why": one.why,
            "decided_by": "; ".join(one.words),
            "house_rule": one.house,
            "nearest": "; ".join(one.near),
            "forced": bool(comparison.forced),
        }
        for one in comparison.rows
    ]


def readouts_data(found: Readouts) -> dict[str, Any]:
    """Readouts side by side."""
    return {
        "documents": [
            head(one) | {"called": found.names[at], "later": found.later[at], "alone": found.alone(at)}
            for at, one in enumerate(found.documents)
        ],
        "forced": list(found.forced),
        "cautions": [*found.cautions, UNRANKED],
        "rows": [{"who": one.who, "cells": [side(cell) for cell in one.cells]} for one in found.rows],
    }


def readouts_table(found: Readouts) -> list[dict[str, object]]:
    """The rows of readouts as lines of a table, one column per readout."""
    return [
        {"who": one.who}
        | {name: cell.text if cell else "" for name, cell in zip(found.names, one.cells, strict=True)}
        | {"forced": bool(found.forced)}
        for one in found.rows
    ]
