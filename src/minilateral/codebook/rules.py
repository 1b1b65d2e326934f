"""The rule by which the record settles a promise: a small grammar of `key=value`, read once.

Takes the text of `evidence_rule`; gives a `Rule`, or raises `BadRule` that says what was found, expected and
available. A rule is made of pairs set apart by blanks; a comma inside a value means "any of these", `_` stands for a
blank inside a name. `or` between pairs starts another kind of row that counts as well, `and` another thing that is
needed besides.

    kind=meeting level=minister portfolio=foreign members=all every=365
    kind=meeting level=leader and kind=institution named=secretariat

Which rows deliver (each may be read more strictly or leniently: `strict.format=in_person`, `lenient.host=any`):

    kind level portfolio domain track   as in the engagements table, the level being that of the row
    named      words the summary of the row holds          host   state that hosted      place   city
    members    all (who the promise binds; the default) or states
    format     in_person (no call, no video) · standalone (held for its own sake) · any
    rows       only as `lenient.rows`: reviewed rows that the lenient reading alone counts

When:

    after=made         later than the promise; always so, and may be said
    by=due | none      `due_date` is the last day (the default) · it is the first, and there is no last
    within_days=N      due N days after the promise, or after each occasion of `after_each`
    every=N            due N days after the last delivery; `first_within=N` after the promise
    grace=N            days; without it a quarter of a promised rhythm, at least 14
    ours=due | period  the text names no date (no rhythm): it is our reading, and gets 14 days of grace only
    next=yes           the very next one is meant: held otherwise than promised, the promise is broken

What else:

    needs=person       the record does not watch such things: reviewed `fulfilments` alone settle it
    shows=standing     they show that a thing stands by then, not since when
    rotate=host        hosts take turns, track by track
    after_each=KIND    something is due after each provocation of that kind (`any`), of `actor`, from `severity` up
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from minilateral.codebook import actors, kinds, levels
from minilateral.codebook.tables import table
from minilateral.errors import BadRule

ROW_KEYS = ("kind", "level", "portfolio", "domain", "track", "named", "host", "place", "members", "format", "rows")
_NUMBERS = ("within_days", "every", "first_within", "grace", "severity")
_WORDS = {
    "after": ("made",),
    "by": ("due", "none"),
    "ours": ("due", "period"),
    "next": ("yes",),
    "needs": ("person",),
    "shows": ("standing",),
    "rotate": ("host",),
}
_READINGS = ("strict", "lenient")
KEYS = (*ROW_KEYS[:-1], *_NUMBERS, *_WORDS, "after_each", "actor")
_FORMATS = ("in_person", "standalone")
_MOST_DAYS = 36525  # a century: more is a slip of the pen
_CEILING = {"severity": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Which rows count, by one reading; an empty tuple asks nothing."""

    kind: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    portfolio: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    track: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    members: tuple[str, ...] = ()  # empty: all whom the promise binds
    format: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether anything is asked of a row, so that the record can be searched for it."""
        return any(getattr(self, field.name) for field in fields(self) if field.name not in {"members", "rows"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One kind of row that delivers, by both readings; `person`: what delivers is reviewed, not searched."""

    strict: Rows
    lenient: Rows
    person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as read. `needed` are the things that must all come; of each, any of its parts will do."""

    needed: tuple[tuple[Part, ...], ...]
    by_due: bool = True
    within_days: int | None = None
    every: int | None = None
    first_within: int | None = None
    grace: int | None = None
    ours: tuple[str, ...] = ()
    next_one: bool = False
    standing: bool = False
    rotate: bool = False
    after_each: tuple[str, ...] = ()  # kinds of provocation; "any"
    actor: tuple[str, ...] = ()
    severity: int | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part, whatever joins them."""
        return tuple(part for any_of in self.needed for part in any_of)

    @property
    def person(self) -> bool:
        """Whether any part needs a person."""
        return any(part.person for part in self.parts)


UNREAD = Rule(needed=((Part(strict=Rows(), lenient=Rows(), person=True),),))
"""The rule of a promise that has none: a person must settle it."""


@lru_cache(maxsize=1024)
def rule(text: str) -> Rule:
    """The rule that a text states; an empty one leaves all to a person.

    Raises:
        BadRule: it does not parse.

    Example:
        >>> yearly = rule("kind=meeting,call level=leader every=365 strict.kind=meeting")
        >>> yearly.every, yearly.parts[0].strict.kind, yearly.parts[0].lenient.kind
        (365, ('meeting',), ('meeting', 'call'))
    """
    if not text.strip():
        return UNREAD
    needed, shared = [], dict[str, str]()
    for one in _cut(text.split(), "and"):
        parts = []
        for words in _cut(one, "or"):
            pairs = dict(_pairs(words))
            for key in [key for key in pairs if _shared(key)]:
                value = pairs.pop(key)
                if shared.setdefault(key, value) != value:
                    raise BadRule(key, f"both {shared[key]} and {value}", "one value in the whole rule")
            parts.append((pairs, words))
        needed.append(parts)
    return Rule(needed=tuple(tuple(_part(pairs, words) for pairs, words in parts) for parts in needed), **_told(shared))


def _cut(words: Iterable[str], at: str) -> list[list[str]]:
    """The words between joining words; each stretch must hold a pair."""
    out: list[list[str]] = [[]]
    for word in words:
        if word == at:
            out.append([])
        else:
            out[-1].append(word)
    if not all(out):
        raise BadRule(at, "nothing on one side of it", f"pairs such as kind=meeting on both sides of '{at}'")
    return out


def _pairs(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    seen = set[str]()
    for word in words:
        key, is_pair, value = word.partition("=")
        if not (is_pair and key and value):
            raise BadRule("rule", word, "key=value, such as kind=meeting; '_' stands for a blank in a name")
        _known(key)
        if key in seen:
            raise BadRule(key, "the key twice", "each key once; several values are set apart by commas")
        seen.add(key)
        yield key, value


def _known(key: str) -> None:
    reading, dot, bare = key.rpartition(".")
    if not dot and key in KEYS:
        return
    if reading in _READINGS and bare in ROW_KEYS and key != "strict.rows":
        return
    raise BadRule.key(key, (*KEYS, *(f"{reading}.{name}" for reading in _READINGS for name in ("kind", "format"))))


def _shared(key: str) -> bool:
    """Whether a key speaks of the whole rule, not of one kind of row."""
    return "." not in key and key not in ROW_KEYS and key != "needs"


def _part(pairs: Mapping[str, str], words: Iterable[str]) -> Part:
    base = {key: _values(key, value) for key, value in pairs.items() if key in ROW_KEYS}

    def read(reading: str) -> Rows:
        own = {bare: value for key, value in pairs.items() for head, _, bare in [key.partition(".")] if head == reading}
        return Rows(**{**base, **{bare: _values(bare, value) for bare, value in own.items()}})

    if "needs" in pairs:
        _word("needs", pairs["needs"])
    strict, lenient, person = read("strict"), read("lenient"), "needs" in pairs
    if not person and not strict.asks:
        raise BadRule("rule", " ".join(words), "at least one of kind, level, track, named ..., or needs=person")
    return Part(strict=strict, lenient=lenient, person=person)


def _told(shared: Mapping[str, str]) -> dict[str, Any]:
    """What the keys of the whole rule say."""
    for key, value in shared.items():
        if key in _WORDS:
            _word(key, value)
    told: dict[str, Any] = {key: _number(key, shared[key]) for key in _NUMBERS if key in shared}
    told |= {key: _values(key, shared[key]) for key in ("after_each", "actor") if key in shared}
    if "ours" in shared:
        told["ours"] = tuple(shared["ours"].split(","))
    told["by_due"] = shared.get("by") != "none"
    told |= {"next_one": "next" in shared, "standing": "shows" in shared, "rotate": "rotate" in shared}
    for key, other in {"first_within": "every", "actor": "after_each", "severity": "after_each"}.items():
        if key in shared and other not in shared:
            raise BadRule(key, f"{key} alone", f"{key} together with {other}")
    return told


def _word(key: str, value: str) -> None:
    for one in value.split(","):
        if one not in _WORDS[key]:
            raise BadRule.value(key, one, _WORDS[key])


def _number(key: str, value: str) -> int:
    most = _CEILING.get(key, _MOST_DAYS)
    if not value.isascii() or not value.isdigit() or not 0 < int(value[:9]) <= most:
        raise BadRule(key, value, f"a whole number from 1 to {most}")
    return int(value)


def _values(key: str, value: str) -> tuple[str, ...]:
    """The values of a key that may have several; `any` asks nothing, as does `all` of members."""
    items = value.split(",")
    if not all(items):
        raise BadRule(key, value, "values separated by ',' with none empty")
    if key != "after_each" and items == [{"members": "all"}.get(key, "any")]:
        return ()
    if key in {"named", "place"}:
        return tuple(item.replace("_", " ").casefold() for item in items)
    allowed = _ALLOWED.get(key)
    for item in items:
        if allowed and item not in allowed():
            raise BadRule.value(key, item, allowed())
        if key in {"host", "actor", "members"} and not actors.known(item):
            raise BadRule(key, item, "an ISO 3166-1 alpha-3 code of the codebook, such as JPN")
    return tuple(items)


def _column(name: str) -> tuple[str, ...]:
    return next(column.values for column in table("engagements").columns if column.name == name)


_ALLOWED: dict[str, Callable[[], tuple[str, ...]]] = {
    "kind": lambda: _column("kind"),
    "level": levels.words,
    "portfolio": lambda: _column("portfolio"),
    "domain": lambda: _column("domain"),
    "format": lambda: _FORMATS,
    "after_each": lambda: ("any", *(one.word for one in kinds.all_kinds() if one.table == "provocations")),
}
