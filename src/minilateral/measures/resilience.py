"""Whether all members go on meeting after two of them fall out: contacts after strain beside contacts otherwise.

Takes the face of a measure; gives, for every pair of members with enough strains and for all pairs together, the ratio
of the two rates within eras, its interval, and the contacts and months it is made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minilateral.measures import quarrels
from minilateral.measures.aftermath import MONTH_DAYS, After, after
from minilateral.measures.exposure import watch
from minilateral.measures.face import Face, partly
from minilateral.measures.occasions import Contact, ids
from minilateral.measures.strained import Trial, ratio, too_few, trial
from minilateral.model import Estimate, Strain

ANY, LEADERS = "any", "leaders"
_SEVERE = "of severity three or more"
_RATIO = "Contacts of all members after {}, against other months"
_NEVER = "meetings were at no time fully observed while strains were collected"


def resilience(face: Face) -> list[Estimate]:
    """`resilience` between any two members and between each two that have strains; `after_leaders` apart from it."""
    book, found = face.book, quarrels.quarrels(face.book, face.as_of)
    known = quarrels.pairs(book)
    sets = {pair: [row for row in found if quarrels.between(book, row, pair)] for pair in known}
    every = [row for row in found if any(row in rows for rows in sets.values())]
    leaders = quarrels.new_leaders(book, face.as_of)
    reason = _why_not(face, every)
    judged = trial(face, watch(book).meet(watch(book, "strains", status=("observed", "partial"))))
    out = [_none(face, "resilience", reason, between=ANY)] if reason else []
    if not reason:
        out += _judge(judged, every, "resilience", ANY, "strain between any two members")
        for (one, two), rows in sets.items():
            out += _judge(judged, rows, "resilience", f"{one}-{two}", f"strain between {one} and {two}") if rows else []
    return out + _judge(judged, leaders, "after_leaders", LEADERS, "a change of leader")


def _why_not(face: Face, rows: Iterable[Strain]) -> str:
    """Why no ratio can be formed for any pair; empty if it may be tried."""
    book = face.book
    strains = [row for row in book.strains if row.live and row.date <= face.as_of and row.kind != "relief"]
    if not quarrels.pairs(book):
        return "the group has no pair of members"
    if not watch(book, "strains", status=("observed", "partial")).spans:
        return "strains between members were never collected for this group"
    if strains and all(row.severity is None for row in strains):
        return "the strains on record are not rated for severity"
    return "" if any(rows) else f"no strain {_SEVERE} between members is on record"


def _none(face: Face, name: str, reason: str, n: int = 0, **key: str) -> Estimate:
    label = _RATIO.format("strain" if name == "resilience" else "a change of leader")
    return face(name, label, None, unit="ratio", coverage=0.0, n=n, reason=reason, **key)  # type: ignore[arg-type]


def _judge(judged: Trial, rows: Sequence[Strain], name: str, which: str, what: str) -> list[Estimate]:
    """The ratio of one set of strains, and the contacts and months it is made of."""
    key = {"between": which} if name == "resilience" else {}
    found = after(judged.ground, rows)
    kind = f"strains {_SEVERE}" if name == "resilience" else "changes of leader"
    reason = too_few(judged, found, kind) if judged.ground.days.size else _NEVER
    value, bounds = (None, None) if reason else ratio(judged, found)
    if value is None:
        why = reason or "no contact fell in the other months of the same eras"
        return [_none(judged.face, name, why, len(found.rows), **key)]
    inside, others = judged.sides(found)
    strained, n = [row.id for row in found.rows], len(found.rows)
    common = {"period": judged.ground.period, "coverage": judged.ground.share, "n": n}
    cautions = _cautions(judged, name, (*inside, *others))
    evidence = [*strained, *ids(judged.held)]
    first = judged.face(
        name, _RATIO.format(what), value, unit="ratio", interval=bounds, evidence=evidence, warnings=cautions,
        **common, **key,  # type: ignore[arg-type]
    )  # fmt: skip
    return [
        first,
        *(
            judged.face(part, label, number, unit=unit, evidence=behind, warnings=cautions, between=which, **common)  # type: ignore[arg-type]
            for part, label, number, unit, behind in _sizes(judged, found, what, inside, others)
        ),
    ]


def _sizes(
    judged: Trial, found: After[Strain], what: str, inside: tuple[Contact, ...], others: tuple[Contact, ...]
) -> list[tuple[str, str, float, str, Sequence[str]]]:
    """Contacts and months on either side: name, label, value, unit and the rows behind it."""
    strained = [row.id for row in found.rows]
    counts = [round(float(judged.weights[side].sum()), 6) for side in (found.mask, ~found.mask)]
    other = float((~found.mask).sum()) / MONTH_DAYS
    return [
        ("contacts_after", f"Contacts within 180 days after {what}", counts[0], "contacts", ids(inside)),
        ("months_after", f"Months within 180 days after {what}", found.months, "months", strained),
        ("contacts_otherwise", f"Contacts in months without {what} before", counts[1], "contacts", ids(others)),
        ("months_otherwise", f"Months without {what} before", other, "months", strained),
    ]


def _cautions(judged: Trial, name: str, counted: Iterable[Contact]) -> list[str]:
    raised = {
        "strains_selected": True,
        "timing_only": True,
        "severity_coding": name == "resilience",
        "no_eras": not judged.ground.divided,
        "month_precision": any(not contact.exact for contact in counted),
    }
    return [*partly(judged.ground.share), *(code for code, yes in raised.items() if yes)]
