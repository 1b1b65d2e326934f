"""A checked text as data: every claim with its place, its reading, its verdict and the rows behind it.

Takes a checked text; gives plain tables that JSON can hold. Places are counted in characters of the text, whose SHA-256
is given, so that a claim can be found again.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from minilateral.claims.findings import ids_of
from minilateral.claims.margin_words import BASIS, LOOKED_FOR, why

if TYPE_CHECKING:
    from minilateral.claims.claim import Verdict
    from minilateral.claims.findings import CheckedText, Finding


def data(found: CheckedText) -> dict[str, Any]:
    """All there is to know of a checked text."""
    text = found.document.text
    return {
        "title": found.document.title,
        "url": found.document.url,
        "text_sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "characters": len(text),
        "made_on": found.made_on.isoformat() if found.made_on else None,
        "made_on_basis": found.made_on_basis,
        "groups_held": list(found.groups),
        "counts": dict(found.counts),
        "claims": [_claim(found, number, one) for number, one in enumerate(found.findings, 1)],
        "only_look_like_claims": [
            {"start": one.start, "end": one.end, "words": text[one.start : one.end], "why": one.why}
            for one in found.passed
        ],
        "looked_for": LOOKED_FOR,
        "cautions": [*found.cautions, BASIS],
    }


def table(found: CheckedText) -> list[dict[str, object]]:
    """The claims as lines of a table."""
    return [
        {
            "n": number,
            "start": one.start,
            "end": one.end,
            "claim": found.document.text[one.start : one.end],
            "group": one.group,
            "verdict": one.state,
            "form": one.verdict.claim.form if one.verdict else "",
            "why": why(one),
            "reading": one.verdict.reading if one.verdict else "",
            "counter_examples": "; ".join(one.verdict.counter_examples) if one.verdict else "",
            "rows": "; ".join(one.verdict.rows) if one.verdict else "",
        }
        for number, one in enumerate(found.findings, 1)
    ]


def _claim(found: CheckedText, number: int, one: Finding) -> dict[str, Any]:
    text, (start, end) = found.document.text, one.sentence
    return {
        "n": number,
        "span": {"start": one.start, "end": one.end},
        "claim": text[one.start : one.end],
        "sentence": {"start": start, "end": end, "text": text[start:end]},
        "group": one.group or None,
        "group_basis": one.group_basis,
        "asked": one.asked,
        "verdict": one.state,
        "why": why(one),
        **(_verdict(found, one.verdict) if one.verdict else {"rows": []}),
    }


def _verdict(found: CheckedText, verdict: Verdict) -> dict[str, Any]:
    rows = {row.id: row for row in found.rows}
    return {
        "form": verdict.claim.form,
        "reading": verdict.reading,
        "rows": [
            {
                "id": id_,
                "date": rows[id_].day,
                "what": rows[id_].told,
                "source_url": rows[id_].url,
                "counter_example": id_ in verdict.counter_examples,
            }
            for id_ in ids_of(verdict)
            if id_ in rows
        ],
        "counter_examples": list(verdict.counter_examples),
        "other_readings": [asdict(one) for one in verdict.other_readings],
        "completeness": verdict.completeness,
        "missing": list(verdict.missing),
    }
