"""Signalling: how often the members speak with one text, what follows their meetings, and which phrases were seen when.

Takes a casebook and a day; gives joint texts against the year before, what followed each meeting of ministers or
leaders, by window and by calendar year, whose own accounts are on record, and the days on which key phrases were seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from minilateral.measures.consultation import thin_formats
from minilateral.measures.exposure import unwatched, watch
from minilateral.measures.face import Face, partly
from minilateral.measures.occasions import Contact, ids, inside
from minilateral.measures.phrases import Phrase, noted, phrases
from minilateral.measures.texts import OUTCOMES, After, Texts, after_meetings, joint_texts
from minilateral.measures.uncertainty import JEFFREYS, p_up, share_interval
from minilateral.measures.windows import Span, between, year_before, year_to
from minilateral.measures.yearly import LEAST_MONTHS, MONTHS, Series, year_on_year
from minilateral.model import Casebook, Estimate, Statement

NOUN = "joint_texts"
SERIES = "texts_minister"
PHRASES_TOLD = 40  # of those seen most often
YEARS_SHOWN = 30  # calendar years up to the day of the assessment
_LABEL = "Joint texts at minister level or above"
_NO_MEETING = "no meeting at minister level or above is on record in this period"
_ALL_UNKNOWN = "of no meeting in this period is it known whether a joint text was issued"
_MOST_UNKNOWN = "of most meetings in this period it is not known whether a joint text was issued"
_NO_RATE = "the period was watched only in part: what was found is counted, and no share is formed of it"


def compute(book: Casebook, as_of: date) -> tuple[Estimate, ...]:
    """Joint texts, what followed the meetings, and phrases that were seen.

    A joint text is one that all members issued, said by the row or, where it does not say, by a linked text of all;
    each occasion counts once. `joint_texts_year` counts those at minister level or above in the year to the day and
    the year before, with `joint_texts_ratio`, `joint_texts_p_up`, `joint_texts_upper` and `tipping_recall` as of
    `yearly.year_on_year`; `joint_texts_p_range` gives that chance again with its ends if all meetings of which it is
    not known whether they brought a text had done so in one of the years and in the other none. `joint_texts_all`
    counts them at every level, `joint_texts_in_year` by calendar year. `texts_after` counts meetings of all members at
    minister level or above by what followed (`text`: see `texts.OUTCOMES`), `texts_after_year` by calendar year;
    `joint_share` is the share with a joint text of those of which it is known, on observed days, where
    that is at least half of them. `accounts_collected` counts, by `member`, the accounts of one member of what all did
    (n: of all members; a fact sheet is one, remarks of all who met are none). `texts_collected`
    counts joint texts on record, n those with phrases noted. `phrase_seen` counts the joint texts in which a phrase was
    seen, from its first day to its last; `phrase_return` the most other texts with phrases noted between two sightings.

    Units: joint texts, meetings, texts; ratio; probability; shares 0 to 1 with 80 % Jeffreys intervals.
    Edges: a period not watched gives None; one watched in part its counts, and no ratio or share. Silence is told only
    of days on which statements were fully observed; that a phrase was not seen is told of no day.
    References: ratio and chance after Jeffreys (1946), see `yearly`; shares after Brown, Cai & DasGupta (2001); the
    rest is our own definition.

    Example:
        >>> from minilateral.measures.histories import history
        >>> found = compute(history(), date(2021, 12, 31))
        >>> [e.reason for e in found if e.name == "joint_share"][0]
        'of no meeting in this period is it known whether a joint text was issued'
    """
    face, texts = Face(book, "signalling", as_of), Texts(book, as_of)
    made, after = joint_texts(texts), after_meetings(texts)
    return (*_issued(face, made, after), *_followed(face, after), *_accounts(face, texts), *_phrases(face, texts))


# --- joint texts ---------------------------------------------------------------------------------------------------


def _issued(face: Face, made: tuple[Contact, ...], after: Sequence[After]) -> list[Estimate]:
    """Joint texts of the two years and of each calendar year."""
    high, seen = tuple(c for c in made if c.ministerial), watch(face.book)
    recent = Span(year_before(face.as_of).first, year_to(face.as_of).last)
    thin = thin_formats(face.book, [c for c in high if c.span.meet(recent).days])
    out = year_on_year(face, Series(SERIES, _LABEL, high, thin, NOUN), seen)
    out.append(_range(face, out, after))
    for name, window in _windows(face.as_of).items():
        out.append(_count(face, f"{NOUN}_all", "Joint texts at any level", made, window, window=name))
    for year in _years(face, made):
        label = f"{_LABEL} in {year.from_date.year}"
        out.append(_count(face, f"{NOUN}_in_year", label, high, year, year=str(year.from_date.year)))
    return out


def _windows(as_of: date) -> dict[str, Span]:
    return {"now": year_to(as_of), "before": year_before(as_of)}


def _years(face: Face, items: Sequence[Contact]) -> list[Span]:
    """Calendar years from the first with an item or a day watched, the last of them up to the day."""
    start, last = watch(face.book, status=("observed", "partial")).start, face.as_of.year
    found = [item.date.year for item in items[:1]] + ([start.year] if start else [])
    first = max(min(found, default=last), last - YEARS_SHOWN + 1)
    return [between(date(y, 1, 1), min(date(y, 12, 31), face.as_of)) for y in range(first, last + 1)]


def _count(face: Face, name: str, label: str, items: Iterable[Contact], period: Span, **key: str) -> Estimate:
    """Occasions found in a window; None where nobody watched, or only in part and none was found."""
    share, looked = _watched(face.book, period)
    found = inside(items, period) if looked else ()
    return face(
        name, label, float(len(found)) if share or found else None, unit="joint texts", coverage=share, n=len(found),
        period=period, evidence=ids(found),
        warnings=[*partly(share, none=not found), *_cautions(share, found)], reason=unwatched(period),
        **key,  # type: ignore[arg-type]
    )  # fmt: skip


def _watched(book: Casebook, window: Span) -> tuple[float, float]:
    """Shares of a window in which engagements were observed, and in which they were watched at least in part."""
    return watch(book).share(window), watch(book, status=("observed", "partial")).share(window)


def _cautions(share: float, items: Iterable[Contact]) -> list[str]:
    raised = {"only_partial_watch": share == 0, "month_precision": any(not c.exact for c in items)}
    return [code for code, yes in raised.items() if yes]


def _range(face: Face, of: list[Estimate], after: Sequence[After]) -> Estimate:
    """The chance of a rise with its ends: all unknown meetings of one year with a text, and none of the other's."""
    seen = watch(face.book)
    chance = next(e for e in of if e.name == f"{NOUN}_p_up")
    found = {e.of("window"): e for e in of if e.name == f"{NOUN}_year"}
    now, before = found["now"], found["before"]
    unknown = {
        name: [c for c in _unsaid(after, window) if seen.covers(c.span.first)]
        for name, window in _windows(face.as_of).items()
    }
    ends: tuple[float, float, None] | None = None
    months = [MONTHS * (e.coverage or 0) for e in (now, before)]
    if chance.value is not None and min(months) >= LEAST_MONTHS:
        n1, n0, u1, u0 = now.n or 0, before.n or 0, len(unknown["now"]), len(unknown["before"])
        low = p_up(n1 + JEFFREYS, n0 + u0 + JEFFREYS, *months)
        high = p_up(n1 + u1 + JEFFREYS, n0 + JEFFREYS, *months)
        ends = (min(low, chance.value), max(high, chance.value), None)
    return face(
        f"{NOUN}_p_range", f"Chance of a rise, whatever the unknown meetings brought, {_LABEL.lower()}", chance.value,
        interval=ends, unit="probability", coverage=chance.coverage or 0.0, n=chance.n,
        period=Span(year_before(face.as_of).first, year_to(face.as_of).last),
        evidence=(*chance.evidence, *ids((*unknown["before"], *unknown["now"]))),
        warnings=(*chance.warnings, *(["joint_unknown"] if any(unknown.values()) else [])), reason=chance.reason,
        series=SERIES,
    )  # fmt: skip


def _unsaid(after: Iterable[After], window: Span) -> list[Contact]:
    return list(inside([one.meeting for one in after if one.outcome == "not_known"], window))


# --- after the meetings ----------------------------------------------------------------------------------------------


def _followed(face: Face, after: Sequence[After]) -> list[Estimate]:
    """What followed the meetings of the two years, and of each calendar year that held any."""
    out: list[Estimate] = []
    for name, window in _windows(face.as_of).items():
        out += _outcomes(face, "texts_after", _within(after, window), window, window=name)
        out.append(_joint_share(face, _within(after, window), window, name))
    meetings = [one.meeting for one in after]
    for year in _years(face, meetings):
        if held := _within(after, year):
            out += _outcomes(face, "texts_after_year", held, year, year=str(year.from_date.year))
    return out


def _within(after: Iterable[After], window: Span) -> tuple[After, ...]:
    by_meeting = {one.meeting: one for one in after}
    return tuple(by_meeting[meeting] for meeting in inside(by_meeting, window))


def _outcomes(face: Face, name: str, held: Sequence[After], period: Span, **key: str) -> list[Estimate]:
    share, looked = _watched(face.book, period)
    held = held if looked else ()
    unknown = any(one.outcome == "not_known" for one in held)
    cautions = [*partly(share), *_cautions(share, [one.meeting for one in held]), *(["joint_unknown"] * unknown)]
    return [
        face(
            name, f"Meetings of ministers or leaders {OUTCOMES[text]}",
            float(len(rows)) if share or held else None, unit="meetings", coverage=share, n=len(held), period=period,
            evidence=_rows(rows), warnings=cautions, reason=unwatched(period), text=text,
            **key,  # type: ignore[arg-type]
        )
        for text in OUTCOMES
        for rows in [[one for one in held if one.outcome == text]]
    ]  # fmt: skip


def _rows(found: Iterable[After]) -> list[str]:
    return [row for one in found for row in one.rows]


def _joint_share(face: Face, held: Sequence[After], window: Span, name: str) -> Estimate:
    """The share of meetings with a joint text, of those held on observed days of which it is known."""
    share, looked = _watched(face.book, window)
    seen = watch(face.book)
    rated = [one for one in held if seen.covers(one.meeting.span.first)]
    known = [one for one in rated if one.outcome != "not_known"]
    joint = sum(one.outcome == "joint" for one in known)
    enough = 2 * len(known) >= len(rated) > 0  # else what is known is known because there was a text
    thin = thin_formats(face.book, [one.meeting for one in known])
    warnings = [*partly(share), *_cautions(share, [one.meeting for one in known])]
    warnings += ["joint_unknown"] * (len(known) < len(rated)) + ["thin_formats"] * bool(thin)
    return face(
        "joint_share", "Share of meetings of ministers or leaders followed by a joint text",
        joint / len(known) if enough else None, interval=(*share_interval(joint, len(known)), 0.8), unit="share",
        coverage=share, n=len(known), period=window, evidence=_rows(known), warnings=warnings,
        reason=_no_share(window, share, looked, held, rated), window=name,
    )  # fmt: skip


def _no_share(window: Span, share: float, looked: float, held: Sequence[After], rated: Sequence[After]) -> str:
    if not share:
        return _NO_RATE if looked and held else unwatched(window)
    if not rated:
        return _NO_MEETING
    return _ALL_UNKNOWN if all(one.outcome == "not_known" for one in rated) else _MOST_UNKNOWN


# --- accounts of one member ------------------------------------------------------------------------------------------


def _accounts(face: Face, texts: Texts) -> list[Estimate]:
    """How many accounts of each member are on record; of a member nobody looked at it is not known, and never none."""
    found = texts.accounts
    period = between(found[0].date, found[-1].date) if found else Span(1, 0)
    share = watch(face.book, "readouts").share(period)
    out = []
    for member in face.book.group.members:
        own = [row for row in found if row.member == member]
        out.append(
            face(
                "accounts_collected", f"Accounts of its own on record, {member}", float(len(own)) if own else None,
                unit="texts", coverage=share, n=len(found), period=period, evidence=[row.id for row in own],
                warnings=["accounts_partial"] if share < 1 else [], reason="none of its accounts were collected",
                member=member,
            )
        )  # fmt: skip
    return out


# --- phrases ---------------------------------------------------------------------------------------------------------


def _phrases(face: Face, texts: Texts) -> list[Estimate]:
    joint = tuple(text for text in texts.issued if texts.is_joint(text))
    rows = noted(joint)
    whole = between(joint[0].date, face.as_of) if joint else Span(1, 0)
    out = [
        face(
            "texts_collected", "Joint texts on record", float(len(joint)) if joint else None, unit="texts",
            coverage=texts.watched.share(whole), n=len(rows), period=whole, evidence=[text.id for text in joint],
            warnings=_partial(texts, whole), reason=_uncollected(face.book, face.as_of),
        )
    ]  # fmt: skip
    found = phrases(joint)
    for one in found[:PHRASES_TOLD]:
        out += _seen(face, texts, one, len(rows))
    if not found:
        reason = "no phrase was noted in two joint texts" if rows else _no_phrases(face, joint)
        out.append(face("phrase_seen", "Joint texts in which a phrase was seen", None, unit="texts", coverage=0.0,
                        n=len(rows), reason=reason))  # fmt: skip
    return out


def _seen(face: Face, texts: Texts, one: Phrase, n: int) -> list[Estimate]:
    """On which days a phrase was seen, and its longest absence from our notes that ended."""
    period = between(one.seen[0].date, one.seen[-1].date)
    out = [
        face(
            "phrase_seen", f"Joint texts in which “{one.words}” was seen", float(len(one.seen)), unit="texts",
            coverage=texts.watched.share(period), n=n, period=period, evidence=[text.id for text in one.seen],
            warnings=_partial(texts, period), phrase=one.words,
        )
    ]  # fmt: skip
    if one.return_:
        between_them, before, after = one.return_
        period = between(before.date, after.date)
        out.append(
            face(
                "phrase_return", f"Other joint texts with phrases noted until “{one.words}” was seen again",
                float(between_them), unit="texts", coverage=texts.watched.share(period), n=n, period=period,
                evidence=(before.id, after.id), warnings=_partial(texts, period), phrase=one.words,
            )
        )  # fmt: skip
    return out


def _partial(texts: Texts, period: Span) -> list[str]:
    return ["texts_partial"] if texts.watched.share(period) < 1 else []


def _uncollected(book: Casebook, as_of: date) -> str:
    if not any(row.live for row in book.statements):
        return "no texts of this group were collected"
    return f"no joint text by {as_of} is on record"


def _no_phrases(face: Face, joint: tuple[Statement, ...]) -> str:
    return "no key phrases were noted in the texts on record" if joint else _uncollected(face.book, face.as_of)
