"""What a search for claims found in a text: the frozen records that margins are printed from.

Places are counted in characters of the document's text. What could not be checked says why; what only looked like a
claim is kept beside, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from minilateral.claims.claim import Verdict
    from minilateral.documents import Document

State = Literal["holds", "holds_if", "does_not_hold", "cannot_be_settled", "not_checked"]
"""The verdict in a margin; `not_checked`: no group can be told, none is held, or the grammar cannot read the claim."""

STATES: tuple[State, ...] = ("does_not_hold", "holds", "holds_if", "cannot_be_settled", "not_checked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim at `text[start:end]` of its document, in the sentence at `text[sentence[0]:sentence[1]]`.

    `asked` is what the grammar was given: the sentence, with whose meeting it was put before it where it does not say.
    """

    start: int
    end: int
    sentence: tuple[int, int]
    group: str = ""  # slug
    group_basis: str = ""  # what says so
    asked: str = ""
    verdict: Verdict | None = None
    why: str = ""  # why there is no verdict, in words

    @property
    def state(self) -> State:
        """The verdict as one word."""
        return self.verdict.verdict if self.verdict else "not_checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A row of the record behind a verdict, as a reader is shown it."""

    id: str
    day: str
    told: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A stretch that looks like a claim and is none, and why."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedText:
    """A text with every claim that was found in it, in order; `passed` are stretches that only look like claims."""

    document: Document
    findings: tuple[Finding, ...]
    passed: tuple[Passed, ...] = ()
    made_on: date | None = None
    made_on_basis: str = ""  # what says so
    cautions: tuple[str, ...] = ()  # what a reader should know: contradictions, limits, a day that is not known
    groups: tuple[str, ...] = ()  # slugs of the groups held
    rows: tuple[Shown, ...] = ()  # every row behind the verdicts, by day

    @property
    def counts(self) -> dict[State, int]:
        """How many claims there are of each verdict."""
        return {state: sum(one.state == state for one in self.findings) for state in STATES}


def ids_of(verdict: Verdict) -> tuple[str, ...]:
    """The ids of the rows behind a verdict, each once, counter-examples first."""
    return tuple(dict.fromkeys((*verdict.counter_examples, *verdict.rows)))
