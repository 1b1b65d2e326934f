"""What a claim counts: its words for who met, what took place, where and how, as `Filters`.

Takes a casebook, a sentence and the place of the claim's cue; gives the filters, and what the words left open. What
stands behind the cue ("the first *stand-alone leaders' meeting*") says what is counted; what stands before it names
the event, and fills in what is still open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from minilateral.claims.claim import Filters
from minilateral.claims.dates import periods
from minilateral.claims.people import OFFICES, family, persons
from minilateral.claims.places import REGIONS, found_places, occasions
from minilateral.claims.where import BREAK, state, where
from minilateral.codebook import kinds
from minilateral.codebook.claimwords import Said, said, word
from minilateral.codebook.naming import states
from minilateral.errors import ContradictoryClaim
from minilateral.measures.occasions import CONTACTS, ROUNDS
from minilateral.reading.moments import MONTHS
from minilateral.record.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from minilateral.claims.forms import Cue
    from minilateral.model import Casebook

KINDS = {
    "meeting": ROUNDS,
    "contact": CONTACTS,
    "call": ("call",),
    "exercise": ("exercise",),
    "statement": ("statement",),
    "agreement": ("agreement", "information_sharing"),
    "institution": kinds.words("engagements", "instrument"),
}
_WHOLE = {
    "none_since",
    "none_before",
    "more_than",
    "rate",
    "each_year",
    "exists",
    "longest_gap",
    "next_ordinal",
    "dates_from",
}
_BEHIND = {"first", "nth", "in_n_years", "only"}
_WITH = re.compile(
    r"\b(?:with|joined by|alongside) (?:the )?(?:leaders of |counterparts from )?([A-Z]\w*(?: [A-Z]\w*)?)"
)
_SAYS = re.compile(rf"\b(?:{word('says')})\b\s+(?P<what>[^,.;]+)", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“\u2018'](?P<what>[^\"”’']{3,80})[\"”’']")
_MET_THEN = re.compile(  # "A, B and C met for the first time": these persons, not whoever holds their offices
    r"(?:,| and) [A-Z]\w+(?: [A-Z]\w+){0,2} (?:(?:have|had) (?:not |never )?)?"
    r"(?:met|gathered|sat down|spoke|spoken|came together)\b[^,;]*$"
)
_LIST = re.compile(r"(?:[\w.-]+)?(?:,| and|, and)(?: [A-Z][\w.-]+){0,3} ")
_TRIO = re.compile(
    r"\b(?:the three men|trio|these three|in this line-?up|same three|together with each other)\b", re.IGNORECASE
)
_FOR_THE_FIRST = re.compile(r"(?:[ -]ever)? time(?: ever)?,", re.IGNORECASE)
_THAT_NAME = re.compile(r"\bof (?:that|this|the same|its) name\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[A-Z][a-z]+(?:[- ][A-Z][a-z]+)*")
_TITLE = re.compile(r"\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class Zone:
    """Where in a sentence a cue looks: its whole stretch, and within that what stands behind the cue."""

    text: str  # the sentence, with what other parts used blanked out
    start: int
    end: int
    cue: Cue

    @property
    def behind(self) -> tuple[int, int]:
        """What the cue counts: up to the next break, or all of the stretch where the form speaks of all."""
        if self.cue.form in _WHOLE:
            return self.start, self.end
        if _FOR_THE_FIRST.match(
            self.text, self.cue.end
        ):  # "For the first time ever, we met …": what follows is counted
            return self.cue.start, self.end
        stop = BREAK.search(self.text, self.cue.end, self.end)
        return self.cue.start, stop.start() if stop else self.end


def filters(book: Casebook, zone: Zone, near: date | None) -> tuple[Filters, tuple[str, ...]]:
    """What is counted, and how what the words left open was read.

    Raises:
        ContradictoryClaim: the words ask for two things that cannot both be.
    """
    found, left = _who(book, zone, near)
    found = _what(book, zone, found)
    found = _how(zone, found)
    found = where(book, zone, found)
    found = _by_whom(book, zone, found)
    _sound(found, zone)
    return found, left


def _in(items: Iterable[Said], span: tuple[int, int]) -> list[Said]:
    return [one for one in items if span[0] <= one.start < span[1]]


def _who(book: Casebook, zone: Zone, near: date | None) -> tuple[Filters, tuple[str, ...]]:
    """Level, portfolio and format of those who met."""
    track = _track(book, zone)
    if track is not None:
        return track, ()
    words = [one for one in said("who", zone.text) if not _is_title(one, zone.text)]
    behind, all_of = _in(words, zone.behind), _in(words, (zone.start, zone.end))
    chosen = _chosen(behind, all_of)
    if (chosen is None or chosen.keys() <= {"level", "words"}) and (own := _own_track(book, zone)):
        return Filters(track=own), ()
    if chosen is not None:
        return _as_filters(book, chosen)
    return _from_persons(book, zone, near)


def _is_title(one: Said, text: str) -> bool:
    """Whether the words are the title of somebody named: "Foreign Minister Hayashi"."""
    words = text[one.start : one.end]
    return words[:1].isupper() and not words.endswith("s") and _TITLE.match(text, one.end) is not None


def _chosen(behind: list[Said], all_of: list[Said]) -> dict[str, Any] | None:
    """The words that count: those behind the cue; plain "ministers" takes its portfolio from elsewhere."""
    ranked = sorted(behind, key=_plainness) or sorted(all_of, key=_plainness)
    if not ranked:
        return None
    best = dict(ranked[0].stands_for)
    if _plainness(ranked[0]) == 1:
        same = [one.stands_for for one in all_of if one.stands_for.get("level") == "minister" and not _plainness(one)]
        best = dict(same[0]) if same else best
    offices = [one.stands_for["office"] for one in all_of if "office" in one.stands_for]
    if best.get("level") == "leader" and "office" not in best and offices:
        best["office"] = offices[0]
    return best


def _plainness(one: Said) -> int:
    """0 where the words name an office, 1 for plain ministers, 2 for a mere height."""
    if one.stands_for.get("at_least"):
        return 2
    plain = one.stands_for.get("level") == "minister" and not ({"portfolio", "topic"} & one.stands_for.keys())
    return 1 if plain else 0


def _as_filters(book: Casebook, line: dict[str, Any]) -> tuple[Filters, tuple[str, ...]]:
    named: dict[str, Any] = {
        key: line[key] for key in ("level", "portfolio", "at_least", "topic", "office") if key in line
    }
    if line.get("office") and not _both_offices(book):
        named.pop("office")
    if "track" in line:
        named["track"] = _track_like(book, line["track"])
    left = (
        ("vice ministers of foreign affairs",)
        if named.get("level") == "vice_minister" and named.get("portfolio") == "foreign"
        else ()
    )
    return Filters(**named), left


def _both_offices(book: Casebook) -> bool:
    """Whether rows of this group tell presidents from prime ministers, so that a claim may speak of one of them."""
    told = " ".join(row.summary for row in book.engagements if row.level == "leader")
    return "resident" in told and "rime minister" in told


def _track_like(book: Casebook, pattern: str) -> str:
    held = [track.id for track in book.tracks if track.live and re.search(pattern, track.name, re.IGNORECASE)]
    return held[0] if len(held) == 1 else ""


def _track(book: Casebook, zone: Zone) -> Filters | None:
    """The format a claim calls by its name: one of the table, or one of the group's own tracks."""
    span = (zone.start, zone.end)
    named = _in(said("tracks", zone.text), span)
    for one in sorted(named, key=lambda one: one.start < zone.cue.start):  # what is counted stands behind the cue
        line = one.stands_for
        if "track" in line and (track := _track_like(book, line["track"])):
            return Filters(track=track)
        if "topic" in line:
            return Filters(topic=line["topic"])
        if "level" in line:
            return Filters(level=line["level"], portfolio=line["portfolio"])
    return None


def _own_track(book: Casebook, zone: Zone) -> str:
    """Id of a format that the claim calls by the name the group's table of tracks gives it."""
    inside = folded(zone.text[zone.start : zone.end])
    named = [track for track in book.tracks if track.live and len(track.name.split()) > 2 and not track.derived]  # noqa: PLR2004
    return next((track.id for track in named if folded(track.name) in inside), "")


def _from_persons(book: Casebook, zone: Zone, near: date | None) -> tuple[Filters, tuple[str, ...]]:
    """The level of the office persons held, where only they are named: "Biden, Kishida and Yoon met"."""
    names = {one.name for one in persons(book, zone.text[zone.start : zone.end])}
    for (level, portfolio), offices in OFFICES.items():
        held = {
            family(row.person, row.country) for row in book.offices
            if row.live and row.office in offices and row.person
            and (near is None or (row.from_date <= near and (row.to_date is None or near <= row.to_date)))
        }  # fmt: skip
        if len(names & held) > len(names) / 2:
            return Filters(level=level, portfolio=portfolio), (
                f"the level is that of the office of {', '.join(sorted(names & held))}",
            )
    return Filters(), ()


def _what(book: Casebook, zone: Zone, found: Filters) -> Filters:
    """Kinds of row: what the words behind the cue name, else what the sentence does, else a meeting."""
    words = _in(said("kinds", zone.text), (zone.start, zone.end))
    behind = [one for one in words if one.start >= zone.cue.start]
    one = next(iter(behind or reversed(words)), None)
    line = dict(one.stands_for) if one else {}
    strong = [
        dict(other.stands_for) for other in words if other.stands_for["kind"] in {"exercise", "statement", "agreement"}
    ]
    if line.get("kind", "meeting") == "meeting" and strong and not behind:
        line = strong[0]
    named = _named(book, zone) if line.get("kind") in {None, "exercise", "meeting"} else ""
    kind = "exercise" if named else line.get("kind", "meeting")
    if named and any(one.stands_for["kind"] == "exercise" for one in behind) and zone.cue.form in _BEHIND:
        named = (
            named if named in (text := zone.text[zone.cue.start : zone.end]) or _THAT_NAME.search(text) else ""
        )  # it names the event, not what is counted
    found = replace(found, kinds=KINDS[kind], topic=found.topic or line.get("topic", ""), named=named)
    if zone.cue.form == "dates_from" and not behind and kind == "meeting":
        found = replace(found, kinds=(*found.kinds, "institution"))
    if kind == "exercise":
        return _drill(book, zone, found)
    if kind == "statement":
        return replace(found, joint_statement=True, phrase=_phrase(zone))
    return replace(found, portfolio="", level="") if kind == "agreement" else found


def _drill(book: Casebook, zone: Zone, found: Filters) -> Filters:
    """Of exercises the field is told, not the level of those present."""
    field = _in(said("domains", zone.text), (zone.start, zone.end))
    domain = field[0].stands_for["domain"] if field and not found.named else ""
    track = next((track.id for track in book.tracks if track.live and "xercise" in track.name), "")
    forces = found.portfolio if found.level == "forces" else ""  # navies are not coast guards
    return replace(found, level="", portfolio=forces, at_least=False, office="", domain=domain, track=track)


def _named(book: Casebook, zone: Zone) -> str:
    """A run of capitals that names an exercise of the record."""
    told = [f"{row.summary} {row.ordinal_series}" for row in book.engagements if row.kind == "exercise"]
    if not told:
        return ""
    text = zone.text[zone.start : zone.end]
    used = {name for _, _, name in found_places(book, text)} | {one.name for one in persons(book, text)}
    for run in filter(lambda run: run not in REGIONS, _CAPITAL.findall(text)):
        name = re.sub(r"^(?:The|A|An|In|On|At|Since|When|Exercise|No|Never|After) ", "", run)
        known = name in used or name.lower() in MONTHS or states(f"see {name}") or periods(name) or len(name) < 5  # noqa: PLR2004
        if not known and not _is_group(book, name) and any(re.search(rf"\b{re.escape(name)}\b", one) for one in told):
            plain = name.lower()
            if not any(plain in one for one in told) and not said("who", name) and not said("kinds", name):
                return name
    return ""


def _is_group(book: Casebook, name: str) -> bool:
    whole = f" {folded(' '.join((book.group.name, book.group.short_name, *book.group.aliases)))} "
    return folded(name) in whole


def _phrase(zone: Zone) -> str:
    """What a statement is said to say."""
    rest = zone.text[zone.start : zone.end]
    hit = _QUOTED.search(rest) or _SAYS.search(rest)
    return hit["what"].strip() if hit else ""


def _how(zone: Zone, found: Filters) -> Filters:
    """Stand-alone or beside something, in person or by video."""
    standalone, form, beside = found.standalone, found.format, ""
    for one in _in(said("forms", zone.text), zone.behind):
        words = zone.text[one.start : one.end].lower()
        describes = zone.cue.form == "exists" or words.endswith("ly") or words.startswith(("by ", "via ", "over "))
        if "standalone" in one.stands_for:
            wanted = one.stands_for["standalone"]
            if standalone is not None and standalone != wanted:
                raise ContradictoryClaim("stand-alone", "on the sidelines", zone.text.strip())
            standalone = wanted
            beside = next(iter(occasions(zone.text[one.end : zone.behind[1]])), "") if not wanted else beside
        elif not describes:
            wanted = one.stands_for["format"]
            if form not in ("", wanted):
                raise ContradictoryClaim("in person", "virtual", zone.text.strip())
            form = wanted
    if found.kinds == ("call",):
        form = ""
    return replace(found, standalone=standalone, format=form, beside=beside)


def _by_whom(book: Casebook, zone: Zone, found: Filters) -> Filters:
    """Guests and persons, where they are part of what is counted."""
    guests = [code for hit in _WITH.finditer(zone.text[slice(*zone.behind)]) if (code := state(hit[1]))]
    outside = sorted({code for code in guests if code not in book.group.members})
    if outside:
        found = replace(found, participants=tuple(sorted({*book.group.members, *outside})))
    elif some := _some_members(book, zone):
        found = replace(found, participants=some)
    whole = (
        zone.cue.form == "exists" or _TRIO.search(zone.text) or _MET_THEN.search(zone.text[zone.start : zone.cue.end])
    )
    named = _listed(book, zone.text[zone.start if whole else zone.cue.start : zone.end])
    return replace(found, persons=named) if len(named) > 1 else found


def _listed(book: Casebook, text: str) -> tuple[str, ...]:
    """The persons of the first list of names: "Biden, Kishida and Yoon"."""
    run: list[str] = []
    end = -1
    for one in persons(book, text):
        if run and not _LIST.fullmatch(text, end, one.start):
            if len(run) > 1:
                break
            run = []
        run, end = [*run, one.name], one.end
    return tuple(dict.fromkeys(run))


_PARTY = re.compile(
    r"\b(?:tri|quadri)lateral|\b(?:three|four|five)\b|\b(?:three|four)-(?:way|nation)|\bV4\b|\bits members\b",
    re.IGNORECASE,
)


def _some_members(book: Casebook, zone: Zone) -> tuple[str, ...]:
    """Two members, where a claim speaks of what they alone did: such things this record does not watch."""
    text = zone.text[zone.start : zone.end]
    named = {one.code for one in states(text) if not one.place}
    group = any(
        re.search(rf"\b{re.escape(name)}\b", text) for name in (book.group.short_name, *book.group.aliases) if name
    )
    if _PARTY.search(text) or group or persons(book, text) or not named < set(book.group.members) or len(named) < 2:  # noqa: PLR2004
        return ()
    pair = re.search(
        r"\b(?:between|of) (?:the )?[A-Z]\w+.{0,30} and |^(?:The )?[A-Z]\w+(?: [A-Z]\w+)? and [A-Z]|bilateral",
        text.strip(),
    )
    return tuple(sorted(named)) if pair else ()


def _sound(found: Filters, zone: Zone) -> None:
    """Whether all that is asked can be at once."""
    if found.format == "virtual" and found.host:
        raise ContradictoryClaim("virtual", f"held in {found.host}", zone.text.strip())
    if found.format == "virtual" and found.standalone is False:
        raise ContradictoryClaim("virtual", "beside another event", zone.text.strip())
