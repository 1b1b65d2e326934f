"""Phrases as data, as lines to read, and in sentences.

Takes lineages and novelties; gives plain dicts and English text. In lines, ⟦ ⟧ stand around the phrase.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from minilateral.record.search import CLOSE, OPEN
from minilateral.statements.series import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minilateral.documents import Document
    from minilateral.statements.novelty import Novelty
    from minilateral.statements.phrases import History, Lineage, Return, Use

_NONE_HELD = "no text is held"


def rows(found: Lineage) -> list[dict[str, Any]]:
    """One row for each statement, by day."""
    back = {one.back.said.id: one for history in found.histories for one in history.returns}
    return [_row(found.phrase, use, back.get(use.said.id)) for use in found.uses]


def _row(phrase: str, use: Use, back: Return | None) -> dict[str, Any]:
    said, document = use.said, use.said.document
    place = use.places[0] if use.places else None
    return {
        "phrase": phrase,
        "date": said.day,
        "by": said.by,
        "used": use.used,
        "basis": use.basis,
        "times": len(use.places) or None,
        "sentence": place.sentence if place else "",
        "start": place.at if place else None,
        "end": place.to if place else None,
        "returned": back is not None,
        "away_statements": back.statements if back else None,
        "away_days": back.days if back else None,
        "away_not_known": back.unknown if back else None,
        "title": said.title,
        "id": said.id,
        "document": document.id if document else "",
        "statement": said.row.id if said.row else "",
        "engagement": said.engagement,
        "completeness": document.completeness if document else "",
        "relation": document.relation if document else "",
        "url": document.url if document else (said.row.source_url if said.row else ""),
    }


def data(group: str, found: Lineage) -> dict[str, Any]:
    """Everything there is to know of a phrase."""
    return {
        "group": group,
        "phrase": found.phrase,
        "histories": [_history(one) for one in found.histories],
        "statements": rows(found),
    }


def _history(one: History) -> dict[str, Any]:
    return {
        "by": one.by,
        "with": len(one.with_it),
        "without": len(one.without),
        "not_known": len(one.unknown),
        "first": one.first.said.id if one.first else None,
        "first_date": one.first.said.day if one.first else None,
        "not_known_before_first": one.unknown_before_first,
        "last": one.last.said.id if one.last else None,
        "last_date": one.last.said.day if one.last else None,
        "statements_without_since": one.dropped_for,
        "returns": [
            {
                "id": back.back.said.id, "date": back.back.said.day, "after": back.before.said.id,
                "after_date": back.before.said.day, "away_statements": back.statements, "away_days": back.days,
                "away_not_known": back.unknown,
            }
            for back in one.returns
        ],
    }  # fmt: skip


def lines(found: Lineage) -> list[dict[str, str]]:
    """What a table shows: every statement of which it is known, and stretches of those of which it is not."""
    back = {one.back.said.id for history in found.histories for one in history.returns}
    out: list[dict[str, str]] = []
    for unknown, uses in groupby(found.uses, key=lambda use: use.used == "not known"):
        stretch = list(uses)
        out += _gap(stretch) if unknown else [_line(use, returned=use.said.id in back) for use in stretch]
    return out


def _line(use: Use, *, returned: bool) -> dict[str, str]:
    said = f"{use.said.title}: {_marked(use)}" if use.places else use.said.title
    if use.used == "yes" and not use.places:
        said += f" ({use.basis})"
    return {
        "date": use.said.day, "by": use.said.by, "used": "returned" if returned else use.used, "what": said,
        "id": use.said.id,
    }  # fmt: skip


def _marked(use: Use) -> str:
    """The sentence with the phrase set off."""
    place = use.places[0]
    text = use.said.spelled.text
    parts = (text[place.start : place.at], OPEN + text[place.at : place.to] + CLOSE, text[place.to : place.end])
    return " ".join("".join(parts).split())


def _gap(uses: Sequence[Use]) -> Iterator[dict[str, str]]:
    """Statements in a row of which it is not known, told as one where no text of any is held."""
    for none_held, some in groupby(uses, key=lambda use: use.basis == _NONE_HELD):
        stretch = list(some)
        if none_held and len(stretch) > 1:
            first, last = stretch[0].said.day, stretch[-1].said.day
            what = f"{len(stretch)} statements up to {last}: {_NONE_HELD}"
            yield {"date": first, "by": "", "used": "not known", "what": what, "id": ""}
        else:
            for use in stretch:
                what = f"{use.said.title} ({use.basis})"
                yield {"date": use.said.day, "by": use.said.by, "used": use.used, "what": what, "id": use.said.id}


def summary(found: Lineage) -> tuple[str, ...]:
    """What became of the phrase, in sentences, voice by voice; those who never used it are not told of one by one."""
    told = [sentence for one in found.histories if one.with_it or one.by == TOGETHER for sentence in _sentences(one)]
    silent = [one for one in found.histories if not one.with_it and one.by != TOGETHER and one.without]
    if silent:
        told.append(f"not used by {', '.join(f'{one.by} (in {len(one.without)} texts held whole)' for one in silent)}")
    return tuple(told)


def _sentences(one: History) -> Iterator[str]:
    who = "together" if one.by == TOGETHER else one.by
    yield f"{who}: {_share(one)}"
    if one.first is None or one.last is None:
        return
    before = one.unknown_before_first
    doubt = f"; {_many(before, 'earlier statement')} may have used it, no whole text is held" if before else ""
    yield f"{who}: first on {one.first.said.day} ({one.first.said.title}){doubt}"
    for back in one.returns:
        yield _back(who, back)
    since = f"; {_many(one.dropped_for, 'statement')} since then do not use it" if one.dropped_for else ""
    yield f"{who}: last on {one.last.said.day} ({one.last.said.title}){since}"


def _share(one: History) -> str:
    """In how many statements: a share of the texts held whole alone, for notes tell only what is there."""
    whole = sum(use.whole for use in one.with_it)
    noted, texts = len(one.with_it) - whole, whole + len(one.without)
    here = all(use.said.whole for use in (*one.with_it, *one.without) if use.whole)  # else read for the casebook alone
    told = [f"used in {whole} of {_many(texts, 'text')} {'held' if here else 'read'} whole"] if texts else []
    told += [f"seen in {_many(noted, 'statement')} of which no whole text is held"] if noted else []
    told += (
        [f"not known of {len(one.unknown)} more" if told else f"not known of any of {len(one.unknown)}"]
        if one.unknown
        else []
    )
    return "; ".join(told)


def _back(who: str, back: Return) -> str:
    days = f" and {back.days:,} days" if back.days is not None else ""
    unknown = f"; of {back.unknown} more in between it is not known" if back.unknown else ""
    return (
        f"{who}: a return on {back.back.said.day}, after {_many(back.statements, 'statement')}{days} without it "
        f"(before: {back.before.said.day}){unknown}"
    )


def new_rows(document: Document, found: Sequence[Novelty]) -> list[dict[str, Any]]:
    """One row for each phrase that is new or returned."""
    return [
        {
            "verdict": one.verdict,
            "phrase": one.phrase,
            "why": one.why,
            "last_date": one.last.day if one.last else "",
            "last": one.last.id if one.last else "",
            "last_title": one.last.title if one.last else "",
            "away_statements": one.statements if one.last else None,
            "away_days": one.days,
            "not_known": one.unknown,
            "sentence": one.sentence,
            "start": one.start,
            "end": one.end,
            "document": document.id,
        }
        for one in found
    ]


def new_lines(found: Sequence[Novelty], most: int) -> list[dict[str, str]]:
    """What a table shows of them, at most so many of each verdict: what this group repeats before what many say."""
    kept = [one for word in ("new", "returned") for one in _first([one for one in found if one.verdict == word], most)]
    return [
        {
            "verdict": one.verdict, "phrase": one.phrase, "since": _since(one),
            "sentence": one.sentence.replace(one.phrase, f"{OPEN}{one.phrase}{CLOSE}", 1),
        }
        for one in kept
    ]  # fmt: skip


def _first(found: Sequence[Novelty], most: int) -> list[Novelty]:
    """So many of them, in their order; fixed expressions, which everybody uses, give way."""
    chosen = sorted(range(len(found)), key=lambda at: (found[at].why.startswith("a fixed"), at))[:most]
    return [found[at] for at in sorted(chosen)]


def _since(one: Novelty) -> str:
    unknown = f"; {one.unknown} not known" if one.unknown else ""
    if one.last is None:
        return f"in no earlier text held{unknown}"
    days = f", {one.days:,} days" if one.days is not None else ""
    return f"last {one.last.day}, {_many(one.statements, 'statement')}{days} ago{unknown}"


def counted(found: Sequence[Novelty]) -> str:
    """How many there are, in words."""
    new = sum(one.verdict == "new" for one in found)
    return f"{_many(new, 'phrase')} of no earlier text held, {_many(len(found) - new, 'phrase')} brought back"


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 or what == 'more' else 's'}"
