"""Forecasts frozen when they are made, and settled by the record, once.

Takes a workspace, and forecasts or a casebook and a day; gives lines of the journal. A forecast is one line, an outcome
another; each is sealed with its own hash and its predecessor's, so that one edited by hand is refused with the place.
Nothing is ever taken back: a question frozen twice keeps its first forecast, one settled twice its first outcome.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from minilateral.errors import OutputError, ReadOnlyWorkspace
from minilateral.outlook.questions import Ask, Question, settle
from minilateral.record import journal
from minilateral.record.workspace import writing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.model import Casebook
    from minilateral.outlook.ahead import Forecast, Outlook
    from minilateral.record.journal import Line
    from minilateral.record.workspace import Workspace

JOURNAL = "outlook"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What freezing did: the lines written, and the questions that had a forecast already."""

    lines: tuple[Line, ...]
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """One frozen forecast and what became of it.

    `state` is settled, void or open; `losses` name model and baselines, smaller is better: Brier scores of chances,
    ranked probability scores of counts. `new` says whether it was settled just now.
    """

    question: Question
    forecast: Line
    state: str
    happened: int | None
    why: str
    losses: dict[str, float]
    new: bool

    @property
    def missed(self) -> bool:
        """Whether it fell on the wrong side: of an even chance, or of the 80 % range of a count."""
        facts, came = self.forecast.facts, self.happened
        if came is None:
            return False
        if self.question.ask.kind == "count":
            return not facts["low"] <= came <= facts["high"]
        return bool((facts["said"] >= 0.5) != (came > 0))  # noqa: PLR2004 -- an even chance


def freeze(ws: Workspace, found: Outlook, casebook_hash: str, known_to: date | None) -> Frozen:
    """Write every forecast that says something into the journal, unless its question has one already.

    Args:
        ws: where the journal lies.
        found: the forecasts.
        casebook_hash: of the casebook they were made from.
        known_to: the last day the record covers; a window that opened by then was forecast in hindsight, and its line
            says so.

    Raises:
        JournalBroken: a line is not what it was.
        OutputError: the journal cannot be written.
    """
    with _writing(ws):
        before = {line.facts["id"] for line in forecasts(ws, found.group)}
        told = [one for one in found.forecasts if one.value is not None]
        fresh = [one for one in told if one.question.id not in before]
        lines = tuple(journal.append(ws, JOURNAL, _facts(one, found, casebook_hash, known_to)) for one in fresh)
    return Frozen(lines, tuple(one.question.id for one in told if one.question.id in before))


def forecasts(ws: Workspace, group: str) -> tuple[Line, ...]:
    """Frozen forecasts of a group, oldest first.

    Raises:
        JournalBroken: a line is not what it was.
    """
    return _lines(ws, "forecast", group)


def resolve(ws: Workspace, book: Casebook, as_of: date) -> tuple[Settled, ...]:
    """Settle what is due by the record as of a day, and write each outcome; gives all frozen forecasts of the group.

    Raises:
        JournalBroken: a line is not what it was.
        OutputError: the journal cannot be written.
    """
    with _writing(ws):
        known = {line.facts["id"]: line for line in _lines(ws, "outcome", book.group.slug)}
        made = [line for line in forecasts(ws, book.group.slug) if date.fromisoformat(line.facts["as_of"]) <= as_of]
        return tuple(_settled(ws, book, as_of, line, known.get(line.facts["id"])) for line in made)


def _settled(ws: Workspace, book: Casebook, as_of: date, line: Line, known: Line | None) -> Settled:
    question = _question(line.facts["question"])
    if known is None:
        found = settle(book, question, as_of)
        if found.happened is None and not found.void:
            return Settled(
                question=question, forecast=line, state="open", happened=None, why=found.why, losses={}, new=False
            )
        facts = {
            "what": "outcome", "group": question.group, "id": question.id, "forecast": line.hash,
            "as_of": as_of.isoformat(), **asdict(found),
        }  # fmt: skip
        outcome = journal.append(ws, JOURNAL, facts)
    else:
        outcome = known
    happened, void = outcome.facts["happened"], outcome.facts["void"]
    return Settled(
        question=question, forecast=line, state="void" if void else "settled", happened=happened,
        why=outcome.facts["why"], losses={} if void else _losses(line.facts, happened), new=known is None,
    )  # fmt: skip


def _losses(facts: Any, happened: int) -> dict[str, float]:  # noqa: ANN401 -- what a line of the journal holds
    """Loss of the forecast and of each baseline beside it."""
    import numpy as np  # noqa: PLC0415 -- and scores below: only where something is settled

    from minilateral.outlook.scores import brier, crps  # noqa: PLC0415

    if facts["question"]["ask"]["kind"] == "count":
        told = {facts["model"]: facts["chances"], **facts["naive_chances"]}
        return {name: float(crps(np.array([happened]), np.array([chances]))[0]) for name, chances in told.items()}
    said = {facts["model"]: facts["said"], **facts["naive"]}
    return {name: float(brier(np.array([int(happened > 0)]), np.array([p]))[0]) for name, p in said.items()}


def _facts(one: Forecast, found: Outlook, casebook_hash: str, known_to: date | None) -> dict[str, Any]:
    question = one.question
    return {
        "what": "forecast", "group": question.group, "id": question.id, "as_of": str(found.as_of),
        "casebook": casebook_hash, "known_to": str(known_to),
        "hindsight": known_to is not None and known_to >= question.opened,
        "said": one.value, "low": one.low, "high": one.high, "chances": list(one.chances),
        "model": one.model, "label": one.label, "naive": dict(one.naive),
        "naive_chances": {name: list(chances) for name, chances in one.naive_chances},
        "question": {
            "text": question.text, "ask": asdict(question.ask), "opened": question.opened.isoformat(),
            "closes": question.closes.isoformat(), "settles": question.settles.isoformat(),
            "coverage": question.coverage_rule, "left_out": list(question.left_out), "group": question.group,
            "id": question.id,
        },
    }  # fmt: skip


def _question(facts: dict[str, Any]) -> Question:
    """The question as it was frozen, so that a later change of the questions changes nothing."""
    return Question(
        id=facts["id"], ask=Ask(**facts["ask"]), group=facts["group"], opened=date.fromisoformat(facts["opened"]),
        closes=date.fromisoformat(facts["closes"]), left_out=tuple(facts["left_out"]),
    )  # fmt: skip


def _lines(ws: Workspace, what: str, group: str) -> tuple[Line, ...]:
    found: Iterable[Line] = journal.lines(ws, JOURNAL)
    return tuple(line for line in found if line.facts["what"] == what and line.facts["group"] == group)


@contextmanager
def _writing(ws: Workspace) -> Iterator[None]:
    """The workspace's one write lock: two that freeze at once write each question once."""
    try:
        with writing(ws):
            yield
    except (ReadOnlyWorkspace, OSError) as failure:
        reason = "nothing may be written there" if isinstance(failure, ReadOnlyWorkspace) else str(failure)
        raise OutputError(ws.journal / f"{JOURNAL}.jsonl", reason) from failure
