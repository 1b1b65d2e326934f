"""The reading a claim was checked by, in words, with every default.

Takes a claim and what was looked at; gives a sentence a reader can hold against the claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.claims.match import brief
from minilateral.codebook.actors import actor, known
from minilateral.measures.occasions import ROUNDS

if TYPE_CHECKING:
    from minilateral.claims.claim import Claim, Filters
    from minilateral.claims.look import Look
    from minilateral.model import Casebook

_FIELDS = {
    "foreign": "foreign affairs", "defense": "defence", "security_council": "national security",
    "commerce": "commerce and industry",
    "finance": "finance", "intelligence": "intelligence", "energy": "energy", "other": "other fields",
}  # fmt: skip


def reading(book: Casebook, claim: Claim, at: Look) -> str:
    """The reading taken first: what is counted, since when, of whom, and what is not counted."""
    if claim.form == "outside":
        return "a claim about things no casebook watches"
    parts = [_what(book, claim.filters, at), *_how(claim.filters), _when(claim, at), *_defaults(book, claim, at)]
    return "; ".join(part for part in parts if part)


def _what(book: Casebook, asked: Filters, at: Look) -> str:
    if asked.kinds == ("exercise",):
        told = (f"named {asked.named}" if asked.named else "", asked.domain.replace("_", " "), asked.topic)
        return ", ".join(("exercises", *filter(None, told)))
    kinds = "joint statements" if asked.kinds == ("statement",) else ", ".join(asked.kinds).replace("_", " ")
    if set(asked.kinds) == set(ROUNDS):
        kinds = "meetings and calls (the event itself was a call)" if at.how.calls else "meetings"
    office = f" ({asked.office}s)" if asked.office else ""
    return f"{kinds}: {_who(book, asked)}{office}"


def _who(book: Casebook, asked: Filters) -> str:
    track = next((one.name for one in book.tracks if one.id == asked.track), "")
    if track or not asked.level:
        return track or "any level"
    level = f"{asked.level.replace('_', ' ')} level{' and above' if asked.at_least else ''}"
    field = asked.portfolio if asked.level != "leader" else ""
    return f"{level}, {_FIELDS.get(field, field)}" if field else level


def _how(asked: Filters) -> list[str]:
    away = asked.host.startswith("-")
    code = asked.host.lstrip("-")
    where = actor(code).short if code and known(code) else code
    found = {
        "held for its own sake": asked.standalone is True,
        f"beside {asked.beside or 'another event'}": asked.standalone is False,
        f"{asked.format.replace('_', ' ')} only": bool(asked.format),
        f"held {'outside' if away else 'in'} {where}": bool(where),
        f"with {', '.join(asked.persons)}": bool(asked.persons),
        f"taking part: {', '.join(asked.participants)}": bool(asked.participants),
        f"saying '{asked.phrase}'": bool(asked.phrase),
        f"about {asked.topic}": bool(asked.topic) and asked.kinds != ("exercise",),
    }
    return [words for words, yes in found.items() if yes]


def _when(claim: Claim, at: Look) -> str:
    end = f" until {claim.until}" if claim.until else ""
    if claim.window_days is not None and claim.form in {"in_n_years", "nth"}:
        return f"in the {claim.window_days} days before it"
    if claim.since and claim.since.date:
        return f"from {claim.since.date}{end} ({claim.since.words})"
    return f"from the group's beginning, {at.cover.begin}{end}" if claim.form not in {"exists", "last"} else ""


def _defaults(book: Casebook, claim: Claim, at: Look) -> list[str]:
    asked = claim.filters
    rounds = set(asked.kinds) == set(ROUNDS)
    found = {
        "all members present": not asked.participants,
        "calls not counted unless an official number counts them": rounds and not at.how.calls,
        "offices, not persons": bool(asked.level or asked.track) and not asked.persons and rounds,
        "a deputy in the chair does not lower the meeting": rounds and bool(asked.level),
        "encounters of a few minutes not counted": rounds and any(brief(row) for row in book.engagements),
        f"as of {at.today}, the end of observed coverage": claim.made_on is None
        and claim.form in {"none_since", "last", "each_year", "rate"},
    }
    return [*(words for words, yes in found.items() if yes), *claim.defaults]
