"""A verdict for readers: in words for a terminal, and as data.

Takes verdicts and the casebook they were given by; gives lines of text, or plain values that JSON can hold. Every row
is shown with its day and place, and what it is to the claim.
"""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from minilateral.claims.margin_words import BASIS, CALLED, SIGNS, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from minilateral.claims.claim import Verdict
    from minilateral.model import Casebook, Engagement

_WIDTH = 100
_SHOWN = 12  # rows in a terminal; the other formats carry all


def data(book: Casebook, verdict: Verdict) -> dict[str, Any]:
    """All there is to know of a checked claim."""
    claim = verdict.claim
    return {
        "claim": claim.words,
        "span": {"start": claim.start, "end": claim.end},
        "group": claim.group,
        "made_on": _iso(claim.made_on),
        "form": claim.form,
        "n": claim.n,
        "negated": claim.negated,
        "filters": {
            name: _plain(value) for name, value in asdict(claim.filters).items() if value not in ("", (), None)
        },
        "since": {"date": _iso(claim.since.date), "words": claim.since.words, "what": claim.since.what}
        if claim.since
        else None,
        "until": _iso(claim.until),
        "window_days": claim.window_days,
        "verdict": verdict.verdict,
        "why": verdict.why,
        "reading": verdict.reading,
        "rows": [_row(book, id_, verdict) for id_ in ids(verdict)],
        "counter_examples": list(verdict.counter_examples),
        "other_readings": [
            {key: _plain(value) for key, value in asdict(one).items()} for one in verdict.other_readings
        ],
        "completeness": verdict.completeness,
        "missing": list(verdict.missing),
    }


def table(verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
    """The verdicts as lines of a table."""
    return [
        {
            "claim": one.claim.words,
            "group": one.claim.group,
            "made_on": one.claim.made_on,
            "form": one.claim.form,
            "verdict": one.verdict,
            "why": one.why,
            "reading": one.reading,
            "rows": one.rows,
            "counter_examples": one.counter_examples,
            "completeness": one.completeness,
            "missing": one.missing,
        }
        for one in verdicts
    ]


def text(book: Casebook, verdicts: Sequence[Verdict]) -> str:
    """The verdicts for a reader, one after the other."""
    blocks = ["\n".join(_block(book, one)) for one in verdicts]
    return "\n\n".join((*blocks, _wrapped(BASIS))) + "\n"


def ids(verdict: Verdict) -> tuple[str, ...]:
    """Ids of all rows behind a verdict: those against it first."""
    return tuple(dict.fromkeys((*verdict.counter_examples, *verdict.rows)))


def _block(book: Casebook, verdict: Verdict) -> list[str]:
    claim = verdict.claim
    out = [f"{SIGNS[verdict.verdict]} {CALLED[verdict.verdict].upper()}", _wrapped(f"“{claim.words}”")]
    out += [_wrapped(sentence(verdict.why)), "", _named("read as", verdict.reading)]
    shown = ids(verdict)
    for id_ in shown[:_SHOWN]:
        row = _row(book, id_, verdict)
        out.append(f"  {row['role']:<8} {row['date']:<10}  {row['place'] or '':<22}  {id_}")
    out += [f"  and {len(shown) - _SHOWN} more rows: --format json"] if len(shown) > _SHOWN else []
    for other in verdict.other_readings:
        out.append(_named("or", f"{other.words}: {CALLED[other.verdict]}. {sentence(other.why)}"))
    out += [_named("missing", "; ".join(verdict.missing))] if verdict.missing else []
    out += [_named("record", verdict.completeness)] if verdict.completeness else []
    return out


def _row(book: Casebook, id_: str, verdict: Verdict) -> dict[str, Any]:
    """One row behind a verdict, and what it is to the claim."""
    row = next((one for one in book.engagements if one.id == id_), None)
    role = "against" if id_ in verdict.counter_examples else ("event" if id_ == verdict.rows[-1] else "counted")
    if row is None:
        return {"id": id_, "role": role, "date": "", "place": None, "summary": None, "source_url": None}
    return {
        "id": id_,
        "role": role,
        "date": _day(row),
        "place": row.place or None,
        "summary": row.summary,
        "source_url": row.source_url or None,
    }


def _day(row: Engagement) -> str:
    return row.date.isoformat()[: {"day": 10, "month": 7, "year": 4}[row.date_precision]]


def _named(name: str, words: str) -> str:
    return textwrap.fill(words, _WIDTH, initial_indent=f"  {name:<8} ", subsequent_indent=" " * 11)


def _wrapped(words: str) -> str:
    return textwrap.fill(words, _WIDTH)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
