"""What is put to the test: the provocations of a period in scope, and the days on which all members answered.

Takes a casebook and a day; gives one `Trial`, from which shares answered (`response`) and waiting times (`waiting`)
are made, and the few words and numbers both share. The headline is fixed before looking.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minilateral.measures.episodes import Answers, Episode, answers, episodes, in_scope, period
from minilateral.measures.face import Face
from minilateral.measures.windows import Span
from minilateral.model import Casebook, Provocation

HEADLINE_WINDOW, HEADLINE_SEVERITY = 3, 4  # days; fixed before looking
CAUTIONS = ("sample", "lower_bound")
NONE_SO_SEVERE = f"no provocation of severity {HEADLINE_SEVERITY} or more in the period"


@dataclass(frozen=True, slots=True)
class Trial:
    """What is judged: the period, the provocations in scope, and the answers."""

    face: Face
    period: Span
    acts: tuple[Provocation, ...]
    answers: Answers

    def episodes(self, severity: int) -> tuple[Episode, ...]:
        """Episodes of the period at this severity or above."""
        return episodes(self.acts, severity, self.period)


def trial_of(face: Face) -> Trial:
    """The provocations in scope and the answers up to the day of the face."""
    book, as_of = face.book, face.as_of
    acts = tuple(act for act in book.provocations if act.date <= as_of and in_scope(book, act))
    return Trial(face, period(book, as_of), acts, answers(book, as_of))


def why_not(book: Casebook, as_of: date) -> str:
    """Why nothing can be judged, in words for a reader; empty if something can."""
    acts = [act for act in book.provocations if act.live and act.date <= as_of]
    if not acts:
        return "no provocations are recorded for this group"
    if all(act.severity is None for act in acts):
        return "the provocations on record are not rated for severity"
    if not period(book, as_of).days:
        return "provocations, responses and engagements were at no time all observed"
    return ""
