"""Whether what a claim counts is the group's: "the first meeting *of the Blue Dot Network*" is another body's.

Takes a claim as it was read and where its cue ends; gives why it is none of the group, in words. A word before the
event that was not read ("the first *training* session"), or another body behind it, makes it somebody else's, unless
the group itself is named there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minilateral.claims.find_cues import words_of
from minilateral.codebook.claimwords import said
from minilateral.codebook.naming import group_names, parties, plain, states

if TYPE_CHECKING:
    from minilateral.claims.claim import Claim
    from minilateral.model import Casebook

_BODY = "another body is spoken of"
_THING = "something else is counted"
_OF_BODY = re.compile(r"of (?:the |its |their )?[A-Z]")
_ROUND = re.compile(r"(?:rounds?|sessions?|series|editions?|phases?|iterations?)\b", re.IGNORECASE)
_DIRECT = 40  # characters behind the cue within which its event stands
_FOREIGN = re.compile(
    r"(?P<before>(?:\b(?:of|at|beside|during|on|in|with|to|from|by|for|around|ahead of|after|following|margins|"
    r"sidelines) (?:the |an? |this year's |last year's )?)?)"
    r"(?P<name>(?:[A-Z][\w&'.-]+ ){1,6}(?:of the |of |for |on |and )?(?:[A-Z][\w-]+ )*?"
    r"(?:Forum|Initiative|Council|Committee|Network|Assembly|Alliance|Commission|Coalition|Association|Organi[sz]ation|"
    r"Convention|Bank|Directive|Dialogue|Conference))\b"
)


def not_theirs(book: Casebook, claim: Claim, text: str, end: int) -> str:
    """Why what is counted is not the group's; empty where it may be.

    Args:
        book: of the group.
        claim: as it was read from `text`.
        text: that was read, with plain marks.
        end: of the claim's cue in it.
    """
    if claim.filters.phrase and _acronym(book, text, end):
        return _BODY
    if not claim.unread:
        return ""
    stop = end + max((text.find(one, end) - end + len(one) for one in claim.unread), default=0)
    head = next((one for one in said("kinds", text) if one.start >= end and one.start - end < 2 * _DIRECT), None)
    if _names(book, text[end : max(stop, head.end if head else end)]):
        return ""
    places = [(text.find(one, end), one) for one in claim.unread if text.find(one, end) >= 0]
    before = [one for at, one in places if head is None or at < head.start]
    if before and not text[end:].lstrip(" -").lower().startswith(("time", "ever time")):
        return _BODY if any(re.search(r"\b[A-Z]", one) for one in before) else _THING
    if head is None:
        return ""
    behind = next((one for at, one in places if 0 <= at - head.end <= len(" ")), "")
    rounds = _ROUND.match(text, head.start) and behind.startswith("of ")
    return _THING if rounds else _BODY if _OF_BODY.match(behind) else ""


def _acronym(book: Casebook, text: str, end: int) -> bool:
    """Whether a short name of another body stands between the cue and what is counted."""
    head = next((one for one in said("kinds", text) if one.start >= end), None)
    between = text[end : head.start if head else end]
    return bool(re.search(r"\b[A-Z]{3,}\b", between)) and not _names(book, between) and not states(between)


def foreign(book: Casebook, clause: str) -> bool:
    """Whether a clause speaks of another body, not as the place or company of a meeting, and not of the group.

    >>> from minilateral.library import open
    >>> foreign(open("quad").book, "the White House convened the Counter Ransomware Initiative")
    True
    """
    flat = plain(clause)
    own = " ".join(track.name for track in book.tracks)
    return not _names(book, flat) and any(
        not hit["before"] and hit["name"] not in own for hit in _FOREIGN.finditer(flat)
    )


def _names(book: Casebook, text: str) -> bool:
    """Whether a stretch names the group, or says how many they are."""
    group = book.group
    names = [*(name for name, _ in group_names(group)), group.short_name, *group.aliases]
    called = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names if name)
    return called or parties(len(group.members)).search(text) is not None


def about_statement(text: str) -> bool:
    """Whether a sentence speaks of a statement as texts of groups are called, not of what one person stated."""
    return words_of("joint_text").search(text) is not None
