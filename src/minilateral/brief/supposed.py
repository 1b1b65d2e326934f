"""A scenario in words, by rules: what holds, who binds, what hangs on the bonus, and what moves it most.

Takes a scenario and a ledger; gives sentences whose numbers lead to the assumptions they follow from, and the
assumptions as lines of a table. The section of a brief and the command line read the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from math import inf
from typing import TYPE_CHECKING

from minilateral.brief.members import countries
from minilateral.brief.parts import anchor
from minilateral.brief.wording import (
    SMALL,
    chained,
    decimal,
    joined,
    listed,
    opened,
    opening,
    percent,
    plural,
    say,
    whole,
)
from minilateral.codebook.warnings import warning
from minilateral.scenarios.ranges import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minilateral.brief.ledger import Ledger
    from minilateral.brief.parts import Num, Text
    from minilateral.scenarios.ranges import Range
    from minilateral.scenarios.scenario import End, Scenario
    from minilateral.scenarios.sustain import Stand, Standing
    from minilateral.scenarios.switches import Switch

RESULTS = "Results of the scenario"
NOTE = "Follows from the assumptions printed beside it; the rows are those that its measured ranges were made from."
EVERY = "every member"
SERIES = {"line_life": "time in office", "successor_met": "meetings under successors", "host_share": "hosting"}
_NUMBER = re.compile(rf"(\d[\d.,]*%?|\b(?:{'|'.join(SMALL[1:])}|ten|once|twice)\b)", re.IGNORECASE)
TOLD = 3  # ranges named in a sentence, of the five that move the result most


@dataclass(frozen=True, slots=True)
class Supposed:
    """A scenario and the ledger that its numbers are tied to."""

    scenario: Scenario
    ledger: Ledger

    def result(self, text: str) -> Num:
        """A number that follows from all assumptions."""
        rows = tuple(dict.fromkeys(row for one in self.scenario.ranges for row in one.evidence))
        return self.ledger.cite(text, anchor(*(() if rows else ("rule",)), "scenario", "results"), RESULTS, rows, NOTE)

    def assumption(self, one: Range, text: str) -> Num:
        """A bound or centre of a range, tied to its reason and, where it was measured, to the rows."""
        note = f"{opening(basis(one))}: {one.why}. Source: {one.source or 'none named'} ({one.origin})."
        key = anchor(*(() if one.evidence else ("rule",)), "scenario", *one.name.split())
        return self.ledger.cite(text, key, f"Range of {one.name}", one.evidence, note)

    def grounds(self, one: Range) -> Text:
        """What a range rests on, every number in it tied as the range is."""
        parts = _NUMBER.split(f"{basis(one)}: {one.why}")
        return say(*(self.assumption(one, part) if place % 2 else part for place, part in enumerate(parts)))

    def rule(self, name: str, text: str, note: str) -> Num:
        """A number that is a rule of ours."""
        return self.ledger.cite(text, anchor("rule", "scenario", name), f"Scenario: {name}", (), note)


def basis(one: Range) -> str:
    """How a range came about, in a word or two."""
    return f"tied to {SERIES[one.series]}" if one.basis == "tied" else "assumed"


def sentences(told: Supposed) -> tuple[Text, ...]:
    """The scenario in sentences: the base case, the one asked for, ends, coalitions, drivers, switches."""
    made = (base(told), asked(told), *ends(told), coalitions(told), drivers(told), shown_switches(told))
    return tuple(text for text in made if text)


def base(told: Supposed) -> Text:
    """Whether all can be sustained at the centre of the ranges, who binds, and in what share of draws."""
    scenario = told.scenario
    standing, shares = scenario.base.outcome.whole, scenario.base.shares
    draws = told.rule("draws", f"{shares.draws:,}", "Fixed beforehand: seeded by group and day.")
    said = f"Under the assumptions below all {whole(len(standing.stands))} members can sustain the work of the group"
    first = say(f"{said}. ", _binds(told, standing), ".") if standing.holds else say(_fails(told, standing), ".")
    return say(first, " In ", told.result(percent(shares.group)), " of ", draws, " draws from the ranges it holds.")


def _binds(told: Supposed, standing: Standing) -> Text:
    """Who binds, with the patience it needs and has."""
    binding = standing.binding
    one = next(one for one in standing.stands if one.member == binding[0])
    if len(binding) == len(standing.stands):
        said = "All members are alike: keeping pays each "
    else:
        verb = "binds: keeping pays it" if len(binding) == 1 else "bind: keeping pays each of them"
        said = f"{opening(countries(binding))} {verb} "
    if one.needs == 0:
        return say(said, "at any patience, for nothing tempts")
    needs, has = told.result(decimal(one.needs)), told.result(decimal(one.has))
    return say(said, "from a patience of ", needs, " a quarter, and it has ", has)


def _fails(told: Supposed, standing: Standing) -> Text:
    """Who would break away, and why."""
    parts = [_failing(told, one) for one in standing.stands if not one.keeps]
    return say("Under the assumptions below the work of the group cannot be sustained: ", joined(parts))


def _failing(told: Supposed, one: Stand) -> Text:
    who = countries([one.member])
    if one.needs == inf:
        return (f"for {who} it is {one.why}" if one.reward <= one.punishment else f"for {who} {one.why}",)
    return say(f"{who} needs a patience of ", told.result(decimal(one.needs)), " and has ", told.result(_has(one)))


def _has(one: Stand) -> str:
    return decimal(one.has)


def asked(told: Supposed) -> Text:
    """The case asked for against the base case."""
    scenario = told.scenario
    if not scenario.asked.anything:
        return ()
    before, now = scenario.base.outcome.whole, scenario.case.outcome.whole
    verb = {
        (True, True): "the group still holds", (True, False): "the group no longer holds",
        (False, True): "the group holds", (False, False): "the group does not hold either",
    }[before.holds, now.holds]  # fmt: skip
    why = _binds(told, now) if now.holds else joined([_failing(told, one) for one in now.stands if not one.keeps])
    said = say(f"With {_what(told)}, {verb}. ", opened(why), ". It holds in ")
    was, share = scenario.base.shares.group, scenario.case.shares.group
    return say(said, told.result(percent(share)), " of draws, against ", told.result(percent(was)), ".")


def _what(told: Supposed) -> str:
    """What is asked, in words."""
    question = told.scenario.asked
    ends = dict(question.successor)
    parts = [f"a horizon of {_years(life)} for {countries([who])}" for who, life in question.horizon if who not in ends]
    parts += [f"a known end for {countries([who])}" for who in ends]
    if question.punishment:
        parts.append(f"a breach punished for {whole(question.punishment)} {plural(question.punishment, 'quarter')}")
    return listed(parts)


def _years(life: float) -> str:
    if life < 1:
        return f"{whole(round(12 * life))} months"
    return "one year" if life == 1 else f"{decimal(life)} years"


def ends(told: Supposed) -> Iterator[Text]:
    """When breaking away begins to pay before a known end, and what chance of a successor would prevent it."""
    for one in told.scenario.ends:
        when = f"{_many(one.quarters)} to go and a successor of {countries([one.member])} who goes on with a chance of"
        said = say(f"With {when} ", told.rule("successor", percent(one.goes_on), "As asked for."), ", ")
        yield say(said, *_until(told, one))


def _until(told: Supposed, one: End) -> Text:
    if one.breaks_with is None:
        return ("keeping pays to the last quarter.",)
    if one.breaks_with == one.quarters:
        start: Text = ("breaking away pays already",)
    else:
        left = one.breaks_with + 1
        start = say("breaking away pays in the last ", told.result(whole(left)), f" {plural(left, 'quarter')}")
    if one.chance_needed > 1:
        return say(start, "; no chance of a successor would prevent it.")
    least = told.result(percent(one.chance_needed))
    return say(start, ", unless that chance is at least ", least, ". Who foresees the breach may break away before.")


def _many(quarters: int) -> str:
    return f"{whole(quarters)} {plural(quarters, 'quarter')}"


def coalitions(told: Supposed) -> Text:
    """Which smaller coalitions hold, and which fail for the want of what only all together bring."""
    found = told.scenario.case.outcome
    if not found.parts:
        return ()
    holding = _holding(told, found.parts)
    said = opened(say(joined(holding), " would hold")) if holding else ("No smaller coalition would hold",)
    if found.bonus_holds:
        said = say(said, "; the bonus that only all together bring is what holds the group")
    if found.for_want_of_bonus:
        wanting = "; ".join(countries(members) for members in found.for_want_of_bonus)
        said = say(said, f"; {wanting} would, if the bonus that only all together bring came to them")
    return say(said, ".")


def _holding(told: Supposed, parts: Sequence[Standing]) -> list[Text]:
    """Coalitions that hold: "any three of them" where all of that size do, else by name."""
    made: list[Text] = []
    for size in range(2, len(told.scenario.members)):
        some = [part for part in parts if len(part.members) == size]
        holding = [part for part in some if part.holds]
        if len(holding) == len(some):
            made.append(say("any ", told.result(whole(size)), " of them"))
        else:
            made += [(f"{countries(part.members)} alone",) for part in holding]
    return made


def drivers(told: Supposed) -> Text:
    """The ranges that move the result most, with their rank correlations."""
    found = told.scenario.case.shares.drivers[:TOLD]
    if not found:
        return ("No range decides: the result is the same in every draw.",)
    parts = [say(_named(told, one.name), " (", told.result(_signed(one.correlation)), ")") for one in found]
    return say("What moves it most, by rank correlation: ", joined(parts), ".")


def _named(told: Supposed, name: str) -> str:
    one = next(one for one in told.scenario.ranges if one.name == name)
    return f"{PARAMETERS[one.parameter].label} {whose(told.scenario, [one], mid=True)}".strip()


def _signed(value: float) -> str:
    """A correlation to two digits with its sign."""
    return f"{value:+.2f}".replace("-", "\N{MINUS SIGN}")


def shown_switches(told: Supposed) -> Text:
    """What re-election and punishments aimed at a leader would change."""
    holds = told.scenario.case.outcome.whole.holds
    changed = [one for one in told.scenario.switches if one.holds != holds]
    if not changed:
        kept = "holds" if holds else "does not hold"
        return (f"Re-election and leader-specific punishment, in either direction, change nothing: the group {kept}.",)
    return opened(say(chained([_switched(one) for one in changed], "; "), "; the literature cuts both ways."))


def _switched(one: Switch) -> Text:
    if one.holds:
        return (f"if {one.what}, the group holds",)
    return (f"if {one.what}, {countries(one.fails)} would break away",)


@dataclass(frozen=True, slots=True)
class Line:
    """Ranges that say the same, as one line."""

    ranges: tuple[Range, ...]
    of: str


def lines(scenario: Scenario) -> tuple[Line, ...]:
    """The assumptions in their order, those that are alike drawn together."""
    made = []
    for _, some in groupby(scenario.ranges, key=lambda one: one.parameter):
        alike: dict[tuple[object, ...], list[Range]] = {}
        for one in some:
            alike.setdefault((one.low, one.central, one.high, one.why), []).append(one)
        made += [Line(tuple(found), whose(scenario, found)) for found in alike.values()]
    return tuple(made)


def whose(scenario: Scenario, some: Sequence[Range], *, mid: bool = False) -> str:
    """Whose ranges these are: every member, some by name, or nobody's but the group's."""
    of = PARAMETERS[some[0].parameter].of
    every = sum(one.parameter == some[0].parameter for one in scenario.ranges)
    if of == "group":
        return "" if mid else "the group"
    if len(some) == every:
        return EVERY if of == "member" else "every member from every other"
    if of == "member":
        return f"of {countries([one.member for one in some])}" if mid else countries(one.member for one in some)
    pairs = [f"{countries([one.member])} from {countries([one.partner])}" for one in some]
    return f"to {pairs[0]}" if mid else "; ".join(pairs)


def cautions(scenario: Scenario) -> tuple[str, ...]:
    """What to keep in mind, each once."""
    codes = ["scenario_assumed"]
    codes += ["offices_unchecked"] if any(one.series == "line_life" for one in scenario.ranges) else []
    own = () if scenario.own else (DEFAULT,)
    return (*own, *(warning(code).text for code in codes))


DEFAULT = (
    "No payoffs are assumed for this group in particular: the symmetric default stands, in which all members are alike "
    "but for what the record says of their horizons."
)
