"""Which groups a document concerns, by whom its title and its lead name.

Takes a document's title, lead and address, and groups; gives for each group it concerns how, and what says so. A
document is a group's *own* where it speaks of the members meeting or speaking as that group, and *names* it where all
members, or the group, are merely named. The state of the publisher counts as named: a government seldom names itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from minilateral.codebook import naming
from minilateral.codebook.profiles import profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from minilateral.model import Group

Role = Literal["own", "names"]
SPOKEN = frozenset({"press_briefing", "remarks", "transcript"})
JOINT = frozenset({"joint_statement", "principles"})
LEAD = 1500  # characters of a text in which it says whom it is about
BEGINNING = 400  # of these, in which a text that is a group's own says so, unless its title calls it joint
_PLACE = re.compile(r"\s+\|\s.*$")  # "Remarks Before Meeting | Tokyo, Japan" says where, not who
_JOURNEY = re.compile(r"\b(?:Travels?|Trips?|Visits?)\b")  # the states such a title names are where somebody goes
_APART = re.compile(r"\bCalls with\b|\bseparate (?:calls|meetings)\b")  # each of them alone
_ONE = re.compile(r"^\W*(?:Press )?Statement (?:by|from|of) (?P<who>.+?)(?: on |$)", re.IGNORECASE)
_SHORT = re.compile(
    r"(?:\b(?:[A-Z]|Gen|Lt|Col|Adm|Gov|Sen|Amb|Dr|Mr|Mrs|Ms|St|Jr|No|Art|Sec|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)|[a-z]\.m)\.$"
)
_STOP = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z“\"(])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Concern:
    """A group a document concerns: `own` or `names`, and what says so."""

    group: str
    role: Role
    basis: str


@dataclass(frozen=True)
class Head:
    """What of a document is looked at."""

    title: str
    lead: str
    url: str = ""
    kind: str = ""

    @cached_property
    def issuer(self) -> str:
        """The state whose government published it; empty where nobody described the host."""
        found = profile(self.url) if self.url.startswith("http") else None
        return found.country if found and found.official else ""

    @cached_property
    def in_title(self) -> tuple[naming.Named, ...]:
        """The states its title names."""
        return naming.states(_PLACE.sub("", self.title))

    @cached_property
    def in_lead(self) -> tuple[naming.Named, ...]:
        """The states its lead names."""
        return naming.states(self.lead)

    @cached_property
    def folded(self) -> tuple[str, str]:
        """Title and lead with plain marks, without what only sounds like a group."""
        texts = (_PLACE.sub("", self.title), self.lead)
        title, lead = (naming.without_namesakes(naming.plain(text)) for text in texts)
        return title, lead

    @cached_property
    def spoken(self) -> bool:
        """Whether it is what was said, to whatever was asked."""
        return self.kind in SPOKEN or self.title.startswith("Remarks")

    @cached_property
    def of_one(self) -> bool:
        """Whether it is the statement of one office, which speaks of others and not with them."""
        found = _ONE.search(self.title) if self.kind == "press_statement" else None
        return found is not None and not re.search(r",| and ", found["who"])

    @cached_property
    def apart(self) -> bool:
        """Whether it tells of a journey, or of several talks, each with one of those the title names."""
        return bool(_JOURNEY.search(self.title) or _APART.search(self.title) or _APART.search(self.lead[:BEGINNING]))


class Judge:
    """Says whether a document concerns one group."""

    def __init__(self, group: Group) -> None:
        """Prepare the names of the group, of its members past and present, and of the states it is about."""
        self.slug = group.slug
        self.members = frozenset(group.members)
        self.former = tuple(
            (one.until.isoformat(), one.code, frozenset(one.replaced_by)) for one in group.former_members
        )
        self.about = frozenset(one.code for one in naming.states(group.focus)) - self.members
        names = naming.group_names(group)
        self.names = _Names(name for name, _ in names)
        self.alone = _Names(name for name, alone in names if alone)
        self.parties = naming.parties(len(group.members))

    def concern(self, head: Head, day: str = "") -> Concern | None:
        """How the document concerns the group; None where it does not."""
        members = self._members(day)
        issuer = {head.issuer} & members
        title, lead = _codes(head.in_title), _codes(head.in_lead)
        named = self._called(head, title | lead | issuer, members)
        if not named and not members <= title | lead | issuer:
            return None
        if basis := self._own(head, members, issuer):
            return Concern(self.slug, "own", basis)
        where = "title" if members <= title | issuer or named == "title" else "lead"
        what = "the group" if named else "all members"
        return Concern(self.slug, "names", f"the {where} names {what}")

    def _members(self, day: str) -> frozenset[str]:
        members = self.members
        for until, code, later in self.former:
            if day and day <= until:
                members = members - later | {code}
        return members

    def _called(self, head: Head, named: frozenset[str] | set[str], members: frozenset[str]) -> str:
        """Where the group is called by its name: title, lead or nowhere."""
        names = self.names if named & members else self.alone
        return next(
            (where for where, text in zip(("title", "lead"), head.folded, strict=True) if names.within(text)), ""
        )

    def _own(self, head: Head, members: frozenset[str], issuer: frozenset[str] | set[str]) -> str:
        """What says that the members speak or meet as this group; empty where nothing does."""
        if head.issuer and head.issuer not in members:
            return ""  # a government that is no member tells of its own meetings with them
        title, lead = head.folded
        here = _codes(head.in_title)
        others = self._outsiders(head.in_title, members)
        names = self.names if (here | issuer) & members else self.alone
        if names.within(title) and not others:
            return "the title names the group"
        parties = self.parties.search(title)
        met = parties or not head.apart
        if met and not others and members <= here | (issuer if parties or not head.of_one else frozenset()):
            return "the title names all members"
        partial = (here & members) - issuer
        if others or head.spoken or (partial and not parties) or (head.of_one and not parties):
            return ""  # the title speaks of other company, or the text of whatever was asked, or one of its own view
        return self._opened(head, lead, members, issuer)

    def _opened(self, head: Head, lead: str, members: frozenset[str], issuer: frozenset[str] | set[str]) -> str:
        """The same of the first sentence that names a member or the group."""
        for start, end in _sentences(head.lead):
            if start >= BEGINNING and head.kind not in JOINT:
                return ""
            inside = [one for one in head.in_lead if start <= one.start < end]
            called = self.names.within(lead[start:end])
            if not called and not (_codes(inside) & members) - issuer:
                continue
            if self._outsiders(inside, members):
                return ""
            parties = self.parties.search(head.folded[0]) or self.parties.search(lead, start, end)
            if not head.kind and not parties:
                return ""  # of whatever it is, it only mentions them
            if called:
                return "the opening names the group"
            return "the opening names all members" if members <= _codes(inside) | (issuer if parties else set()) else ""
        return ""

    def _outsiders(self, named: Iterable[naming.Named], members: frozenset[str]) -> bool:
        """Whether others took part; a state the group is about, or in which it met, did not."""
        return any(not one.place and one.code not in members | self.about for one in named)


def concerns(head: Head, judges: Iterable[Judge], day: str = "") -> Iterator[Concern]:
    """Every group the document concerns."""
    for judge in judges:
        if found := judge.concern(head, day):
            yield found


def _codes(named: Iterable[naming.Named]) -> set[str]:
    return {one.code for one in named}


class _Names:
    """Names that are looked for as whole words: the plain search first, for few texts hold any."""

    def __init__(self, names: Iterable[str]) -> None:
        self._listed = tuple(names)
        self._whole = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self._listed)) or '(?!)'})(?!\w)")

    def within(self, text: str) -> bool:
        return any(name in text for name in self._listed) and bool(self._whole.search(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end, roughly: enough to see who stands beside whom."""
    begin = 0
    for stop in _STOP.finditer(text):
        if not _SHORT.search(text, max(begin, stop.start() - 8), stop.start() + 1):
            yield begin, stop.end()
            begin = stop.end()
    yield begin, len(text)
