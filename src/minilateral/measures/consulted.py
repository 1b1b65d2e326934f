"""Who was at the table when the members consulted over a provocation: all of them, or only pairs.

Takes the face of a measure; gives the share of provocations answered by all members in one act, and for every pair how
often the two acted with a third present. Only acts found from the provocations outward are known, so it is a sample.
The period is that of `response`: engagements and provocations were observed, responses at least in part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from minilateral.codebook import kinds
from minilateral.measures.episodes import period
from minilateral.measures.exposure import watch
from minilateral.measures.face import Face
from minilateral.measures.quarrels import pairs
from minilateral.measures.uncertainty import share_interval
from minilateral.measures.windows import Span
from minilateral.model import Casebook, Estimate, Response

LEAST_ACTS = 5
_TEXTS = ("joint_statement", "unsc_request")
_CONSULTED = (*kinds.words("responses", "contact"), *_TEXTS)  # drills and sanctions are no consultation
_SAMPLE = ("sample",)


def consulted(face: Face) -> list[Estimate]:
    """`together_share` of answers, `pairs_only` and `together_and_pairs` beside it, `third_party` for every pair."""
    span = period(face.book, face.as_of)
    acts = _acts(face.book, span)
    reason = "" if acts else _why_not(face.book)
    return [*_shares(face, acts, span, reason), *_thirds(face, acts, span, reason)]


def _acts(book: Casebook, span: Span) -> list[Response]:
    """Live acts of two or more members together in a period; none of which it is not known whether together."""
    return [
        row
        for row in sorted(book.responses, key=lambda row: (row.date, row.id))
        if row.live
        and row.kind in _CONSULTED
        and span.first <= row.date.toordinal() <= span.last
        and len(_present(book, row)) > 1
    ]


def _present(book: Casebook, row: Response) -> frozenset[str]:
    """Members who acted together; of an act of three or more it must be known that they did."""
    members = frozenset(book.group.members_on(row.date)) & frozenset(row.participants)
    return members if len(row.participants) == 2 or row.together == "together" else frozenset()  # noqa: PLR2004


def _why_not(book: Casebook) -> str:
    looked = watch(book, "responses", status=("observed", "partial")).spans
    none = "no consultation of members over a provocation is on record"
    return none if looked else "responses to provocations were never collected for this group"


def _shares(face: Face, acts: list[Response], span: Span, reason: str) -> list[Estimate]:
    """How provocations with a recorded consultation were answered: all together, together and in pairs, in pairs."""
    by_act: dict[str, list[Response]] = defaultdict(list)
    for row in acts:
        if row.provocation_id:
            by_act[row.provocation_id].append(row)
    together = {key: rows for key, rows in by_act.items() if any(_all(face.book, row) for row in rows)}
    both = {key: rows for key, rows in together.items() if not all(_all(face.book, row) for row in rows)}
    alone = {key: rows for key, rows in by_act.items() if key not in together}
    n = len(by_act)
    given = reason or ("" if n else "no provocation with a recorded consultation is named")
    hits = len(together)
    table = (
        ("together_share", "Provocations with a recorded consultation that all members answered in one act", by_act),
        ("together_and_pairs", "Of these, also answered in pairs", both),
        ("pairs_only", "Provocations answered in pairs only", alone),
    )
    values = {"together_share": hits / n if n else None, "together_and_pairs": len(both), "pairs_only": len(alone)}
    known = {row.id for row in face.book.provocations}
    return [
        face(
            name, label, values[name] if n else None,
            unit="share" if name == "together_share" else "provocations",
            interval=(*share_interval(hits, n), 0.8) if n and name == "together_share" else None,
            coverage=1.0 if n else 0.0, n=n, period=span, warnings=_SAMPLE, reason=given,
            evidence=[*(key for key in rows if key in known), *(row.id for some in rows.values() for row in some)],
            of="answers",
        )
        for name, label, rows in table
    ]  # fmt: skip


def _all(book: Casebook, row: Response) -> bool:
    return _present(book, row) >= set(book.group.members_on(row.date))


def _thirds(face: Face, acts: list[Response], span: Span, reason: str) -> Iterable[Estimate]:
    """For every pair, the share of its acts at which another member was present too."""
    for one, two in pairs(face.book):
        label = f"Answers of {one} and {two} at which another member was present"
        shared = [row for row in acts if {one, two} <= _present(face.book, row)]
        if not shared and reason:
            continue
        thirds, n = sum(len(_present(face.book, row)) > 2 for row in shared), len(shared)  # noqa: PLR2004
        few = f"fewer than five answers of {one} and {two} together are on record"
        yield face(
            "third_party", label, thirds / n if n >= LEAST_ACTS else None, unit="share",
            interval=(*share_interval(thirds, n), 0.8) if n else None,
            coverage=1.0, n=n, period=span, warnings=_SAMPLE, reason=few,
            evidence=[row.id for row in shared], between=f"{one}-{two}",
        )  # fmt: skip
