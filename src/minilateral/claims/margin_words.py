"""How verdicts are called and marked in a margin, in every rendering.

Takes findings; gives words and signs that also tell in grey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minilateral.claims.findings import CheckedText, Finding, State

CALLED: dict[State, str] = {
    "does_not_hold": "does not hold",
    "holds": "holds",
    "holds_if": "holds if read otherwise",
    "cannot_be_settled": "cannot be settled",
    "not_checked": "not checked",
}
SIGNS: dict[State, str] = {
    "does_not_hold": "✗",
    "holds": "✓",
    "holds_if": "≈",
    "cannot_be_settled": "?",
    "not_checked": "–",
}
MEANS: dict[State, str] = {
    "does_not_hold": "the record holds a counter-example",
    "holds": "by the reading named, within what was watched",
    "holds_if": "only by a reading other than the first",
    "cannot_be_settled": "the record is not complete enough, or does not watch it",
    "not_checked": "no group can be told, none is held, or the words are not read",
}
LOOKED_FOR = (
    "first and n-th, first since or in so many years, last, only, longest gap, not since, never before, more or fewer "
    "than, every year since, so many times, words quoted from a statement"
)
NONE_FOUND = f"No claim was found that can be looked up. Looked for: {LOOKED_FOR}."
BASIS = (
    "A verdict says what the record holds, by the reading named beside it. Where the record was not watched "
    "throughout, it is not settled: that nothing is on record does not mean that nothing happened."
)


def headline(found: CheckedText) -> str:
    """What came of the text in a few words.

    >>> from minilateral.claims.findings import CheckedText
    >>> from minilateral.documents import Document
    >>> headline(CheckedText(document=Document(id="D", snapshot=""), findings=()))
    'no claim found that can be looked up'
    """
    if not found.findings:
        return "no claim found that can be looked up"
    told = [
        f"{count} {CALLED[state] if count == 1 else _several(state)}" for state, count in found.counts.items() if count
    ]
    total = len(found.findings)
    return f"{total} claim{'' if total == 1 else 's'}: {', '.join(told)}"


def why(one: Finding) -> str:
    """Why the verdict is what it is, in a sentence or two."""
    return sentence((one.verdict.why or one.verdict.reading) if one.verdict else one.why)


def briefly(reading: str) -> str:
    """What a reading counts and since when, without the rules that hold for every claim.

    >>> briefly("meetings: leader level; from 2024; all members present; calls not counted; offices, not persons")
    'meetings: leader level; from 2024'
    """
    return "; ".join(reading.split("; ")[:2])


def lines(one: Finding) -> tuple[tuple[str, str], ...]:
    """What a reader may want to know beside the verdict, each with its name; what is empty is left out."""
    verdict = one.verdict
    told = [("group", f"{one.group}: {one.group_basis}" if one.group else "")]
    if verdict:
        told += [
            ("read as", verdict.reading if verdict.why else ""),
            *(
                ("or", f"{other.words}: {CALLED[other.verdict]}{f'. {other.why}' if other.why else ''}")
                for other in verdict.other_readings
            ),
            ("missing", "; ".join(verdict.missing)),
            ("record", verdict.completeness),
        ]
    return tuple((name, text) for name, text in told if text)


def sentence(text: str) -> str:
    """The words as a sentence: a capital first and a full stop last.

    >>> sentence("no group can be told")
    'No group can be told.'
    """
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def _several(state: State) -> str:
    return {"does_not_hold": "do not hold", "holds": "hold", "holds_if": "hold if read otherwise"}.get(
        state, CALLED[state]
    )
