"""What is said of groups that stand side by side: why they are not ranked, and how much of each number is known.

Takes a `SideBySide` and the shelf of the page; gives sentences by rule, for any groups and any day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.compare import cells
from minilateral.brief.compare.shelf import Shelf
from minilateral.brief.parts import anchor
from minilateral.brief.wording import count, day, listed, plain, plural, say, whole
from minilateral.codebook.warnings import warning
from minilateral.measures.exposure import watch
from minilateral.measures.windows import year_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minilateral.brief.compare.parts import Cell, Panel, Side, SideBySide
    from minilateral.brief.parts import Text

TITLE = "Groups side by side, and not ranked"
FEW = 4  # groups that are named; of more, only how many
NO_ORDER = (
    "So they stand in alphabetical order and are not ranked: a smaller number may mean a thinner record, a younger "
    "group or another purpose, and not less cooperation. Compare a group with its own past first."
)


def told(made: SideBySide) -> str:
    """The same without links, for a terminal."""
    return plain(not_ranked(made, Shelf(made.sides)))


def not_ranked(made: SideBySide, shelf: Shelf) -> Text:
    """Why these groups may not be ranked: days, coverage and purposes differ."""
    standing = [side for side in made.sides if side.as_of]
    if not standing:
        return ("Nothing is on record yet, so there is nothing to compare.",)
    if len(standing) == 1:
        return say(
            _stand(made, standing), _seen(standing, shelf), " Only one group is on record: there is none beside it."
        )
    return say(_stand(made, standing), _seen(standing, shelf), f" {NO_ORDER}")


def _stand(made: SideBySide, sides: Sequence[Side]) -> str:
    """On which days the numbers stand."""
    days = sorted({side.as_of for side in sides if side.as_of})
    if made.as_of:
        return f"All numbers stand on {day(made.as_of)}."
    if len(days) == 1:
        return f"All numbers stand on {day(days[0])}, the end of the observed record."
    first, last = ([side.name for side in sides if side.as_of == one] for one in (days[0], days[-1]))
    never = [side.name for side in sides if side.observed_to is None]
    last_row = f"; {_some(never)}, never fully observed, to its last row" if never else ""
    return (
        "Each group is counted to the end of its own observed record, between "
        f"{day(days[0])} ({_some(first)}) and {day(days[-1])} ({_some(last)}){last_row}."
    )


def _some(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= FEW else f"{whole(len(names))} groups"


def _seen(sides: Sequence[Side], shelf: Shelf) -> Text:
    """Of how many groups the last twelve months were not all observed."""
    thin = [side for side in sides if side.as_of and watch(side.book).share(year_to(side.as_of)) < 1]
    rows = [
        id_
        for side in sides
        for id_ in shelf.ids(side, (row.id for row in side.book.coverage if row.live and row.table == "engagements"))
    ]
    title = "Groups whose last twelve months were not all observed"
    who = f"{listed([side.name for side in thin])}." if thin else "None of them."
    number = shelf.ledger.cite(count(len(thin)), anchor("groups", "thin"), title, rows, who)
    if not thin:
        return (" The last twelve months of every group were observed, but not with equal care.",)
    named = f" ({listed([side.name for side in thin])})" if len(thin) <= FEW else ""
    group = plural(len(thin), "group")
    return say(" Of ", number, f" {group}{named} the last twelve months were not all observed.")


def known(panel: Panel, shelf: Shelf) -> Text:
    """For how many groups the first number of a theme is known, and how well."""
    column = panel.columns[0]
    there = [cell for cell in column if cell.value is not None]
    if not column:
        return ()
    title = f"Groups of which this is known: {panel.theme.headlines[0].words}"
    note = f"{listed([cell.side.name for cell in there])}." if there else "None of them."
    rows = [id_ for cell in there if cell.estimate for id_ in shelf.ids(cell.side, cell.estimate.evidence)]
    number = shelf.ledger.cite(count(len(there)), anchor("groups", panel.theme.id, "known"), title, rows, note)
    if not there:
        return say(panel.theme.question, " Not known of any group.")
    if len(there) == len(column):
        return say(panel.theme.question, " Known of all ", number, f" {plural(len(there), 'group')}{_how(there)}.")
    who = f": {there[0].side.name}" if len(there) == 1 else ""
    said = say(panel.theme.question, " Known of ", number, f" of the groups{who}{_how(there)}.")
    reasons = {cells.why(cell) for cell in column if cell.value is None}
    alike = len(reasons) == 1 and len(column) - len(there) > 1
    return say(said, f" Of the others, {_of_many(reasons.pop())}") if alike else said


def _of_many(reason: str) -> str:
    """A reason given for one group, said of several."""
    said = reason.replace(" for this group", "").replace(" of this group", "")
    return said[:1].lower() + said[1:]


def _how(there: Sequence[Cell]) -> str:
    thin = [cell for cell in there if cell.state != "observed"]
    if not thin:
        return ""
    return ", though not with equal care" if len(there) > 1 else ", from a thin record"


def cautions(panels: Iterable[Panel]) -> list[tuple[str, str]]:
    """Each caution of the numbers shown, once, and the groups it applies to."""
    found: dict[str, dict[str, None]] = {}
    for panel in panels:
        for cell in panel.cells:
            for code in cell.estimate.warnings if cell.estimate and cell.value is not None else ():
                found.setdefault(code, {})[cell.side.name] = None
    return [(warning(code).text, listed(sorted(names, key=str.casefold))) for code, names in sorted(found.items())]
