"""Everything that can go wrong, drawn as a tree.

    MinilateralError                      exit 1   base: found, expected, what to do next
    ├── UsageError                        exit 2   the request itself cannot be met
    │   ├── UnknownName                            no such group, table, measure, track; nearest offered
    │   ├── BadDate                                not an ISO date, or outside years 1..9999
    │   ├── BadRule                                the rule that settles a promise does not parse
    │   ├── BadLadder                              a table of verb ladders that is not of its form
    │   ├── BadAssumptions                         cells of a table of assumptions at fault; carries every one
    │   ├── NotComparable                          a text that is empty, partial, altered or too long to compare
    │   ├── EndBeforeStart                         a stretch of time that ends before it begins
    │   ├── NothingToCheck                         no claim in a sentence that the record could answer
    │   ├── ContradictoryClaim                     a claim that asks for two things that cannot both be
    │   └── WhichGroup                             a claim that may be about several groups, or about none held
    ├── CasebookError                     exit 3   a casebook cannot be used as it stands
    │   └── CasebookDefects                        carries every defect found
    ├── RecordError                       exit 4   the record cannot be built, opened or read
    │   ├── RecordBusy                             another writer holds the workspace
    │   ├── JournalBroken                          a line of a journal is not what it was
    │   └── ReadOnlyWorkspace                      nothing may be written here
    ├── OutputError                       exit 5   a brief or export could not be written
    └── SourceError                       exit 6   a document could not be had
        ├── FetchFailed                            an address that gave nothing, and why
        └── SnapshotDamaged                        kept bytes that are not those that were kept

Each class composes its own message, so callers raise it with facts and no prose. `next_command`
is what a person can type to get further; the command line prints it under the message.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from minilateral.model import Defect


class MinilateralError(Exception):
    """Base of all errors raised on purpose; `str()` is the whole message for a person."""

    exit_code = 1

    def __init__(self, message: str, next_command: str = "") -> None:
        super().__init__(message)
        self.next_command = next_command


class UsageError(MinilateralError):
    """The request cannot be met as it was put."""

    exit_code = 2


class UnknownName(UsageError):
    """A name that is not in the list it should come from; the nearest known ones are offered."""

    def __init__(self, kind: str, found: str, available: Iterable[str], next_command: str = "") -> None:
        known = sorted(available)
        folded = {name.casefold(): name for name in reversed(known)}
        self.nearest = [folded[name] for name in get_close_matches(found.casefold(), folded, n=3, cutoff=0.4)]
        hint = f"did you mean {' or '.join(self.nearest)}?" if self.nearest else f"known: {', '.join(known) or 'none'}"
        super().__init__(f"unknown {kind} '{found}'; {hint}", next_command)


class BadDate(UsageError):
    """Text that should have been an ISO 8601 date."""

    def __init__(self, found: str, where: str = "date") -> None:
        super().__init__(f"{where}: found '{found}', expected a date such as 2025-10-31")


class BadRule(UsageError):
    """The rule of evidence of a promise does not parse; `found` and `expected` are shown by the casebook check."""

    def __init__(self, where: str, found: str, expected: str) -> None:
        self.where, self.found, self.expected = where, found, expected
        super().__init__(f"{where}: found '{found}', expected {expected}")

    @classmethod
    def value(cls, key: str, found: str, available: Iterable[str]) -> BadRule:
        """A value that is not among those a key may have."""
        return cls(key, found, "one of " + ", ".join(available))

    @classmethod
    def key(cls, found: str, available: Iterable[str]) -> BadRule:
        """A key there is not; the nearest are offered."""
        known = tuple(available)
        near = get_close_matches(found, known, n=1, cutoff=0.6)
        return cls("key", found, (f"{near[0]} perhaps; " if near else "") + "one of " + ", ".join(known))


class BadLadder(UsageError):
    """A table of verb ladders that is not of its form."""

    def __init__(self, name: str, where: str, found: str, expected: str) -> None:
        super().__init__(f"{name}, {where}: found {found[:200]}, expected {expected}")


class BadAssumptions(UsageError):
    """Cells of a table of assumptions that are at fault; `defects` lists them all, in the order of the file."""

    def __init__(self, defects: Sequence[Defect]) -> None:
        self.defects = tuple(defects)
        super().__init__("\n".join(map(self._told, self.defects)))

    @staticmethod
    def _told(one: Defect) -> str:
        where = [one.file, f"line {one.row}" if one.row else "", f"column {one.column}" if one.column else ""]
        return f"{', '.join(filter(None, where))}: found {one.found[:200]}, expected {one.expected}"


class NotComparable(UsageError):
    """A text that cannot be compared, and why; some may be all the same, if the reader is told."""

    def __init__(self, name: str, reason: str, next_command: str = "") -> None:
        self.name, self.reason = name, reason
        super().__init__(f"{name} cannot be compared: {reason}", next_command)


class EndBeforeStart(UsageError):
    """A stretch of time asked for that ends before it begins."""

    def __init__(self, start: date, end: date, what: str = "the days asked for") -> None:
        super().__init__(f"{what}: found {start} to {end}, expected a first day that is not after the last")


class NothingToCheck(UsageError):
    """Text without a claim that the record of a group could answer."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"found no claim to check in '{found[:120]}'; expected one such as 'the first meeting since "
            "May 2024', 'the fourth summit of the year', 'the only', 'the longest gap since', 'no meeting since', "
            "'more than in 2023', 'every year since 2010', or that something took place then and there",
            "minilateral check 'the first summit since Camp David' --group GROUP",
        )


class ContradictoryClaim(UsageError):
    """A claim that asks for two things that cannot both be."""

    def __init__(self, one: str, other: str, claim: str) -> None:
        super().__init__(f"found both '{one}' and '{other}' in '{claim[:120]}'; expected only one of them")


class WhichGroup(UsageError):
    """A claim that may be about several groups; `candidates` are their slugs."""

    def __init__(self, found: str, candidates: Iterable[str], wanted: str = "") -> None:
        self.candidates = tuple(candidates)
        expected = wanted or "the name of a group, or all its members, in the claim"
        about = ", ".join(self.candidates) or "no group that is held"
        super().__init__(
            f"found {found}; expected {expected}; it may be about {about}",
            'minilateral check "…" --group GROUP; minilateral groups lists them',
        )


class CasebookError(MinilateralError):
    """A casebook folder that cannot be used as it stands."""

    exit_code = 3


class CasebookDefects(CasebookError):
    """Defects because of which a casebook cannot be used; `defects` lists them all, in file and row order."""

    def __init__(self, folder: Path, defects: Sequence[Defect]) -> None:
        self.defects = tuple(defects)
        count, first = len(self.defects), self.defects[0]
        super().__init__(
            f"{folder} has {count} defect{'' if count == 1 else 's'} and is no casebook of a group; the first: "
            f"{first.file} {first.column}: found {first.found}, expected {first.expected}",
            f"minilateral casebook check {folder}",
        )


class RecordError(MinilateralError):
    """The record cannot be built, opened or read."""

    exit_code = 4


class RecordBusy(RecordError):
    """Another process holds the workspace's write lock."""

    def __init__(self, lock: Path) -> None:
        super().__init__(f"another minilateral process is writing here (lock {lock}); try again when it has finished")


class JournalBroken(RecordError):
    """A line of a journal is not the one that was written."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}, line {line}: {reason}; expected the lines as they were written, none missing")


class ReadOnlyWorkspace(RecordError):
    """The workspace cannot be written to and holds no usable record."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} cannot be written to and holds no record of this version",
            "minilateral --workspace DIR rebuild",
        )


class OutputError(MinilateralError):
    """A brief or export could not be written; nothing half-written is left behind."""

    exit_code = 5

    def __init__(self, path: Path, reason: str, next_command: str = "") -> None:
        super().__init__(f"could not write {path}: {reason}; what stood there before is unchanged", next_command)


class SourceError(MinilateralError):
    """A document could not be had."""

    exit_code = 6


class FetchFailed(SourceError):
    """An address that gave nothing; `reason` is one word that can be counted, the message says it in full.

    Reasons: scheme, private_address, robots, redirects, network, time, size, encoding, status, media_type.
    """

    def __init__(self, url: str, reason: str, detail: str, *, status: int = 0, retry_after: str = "") -> None:
        self.url, self.reason, self.detail = url, reason, detail
        self.status, self.retry_after = status, retry_after
        super().__init__(f"{url}: {detail}")


class SnapshotDamaged(SourceError):
    """A snapshot whose bytes or description cannot be read as they were kept."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} is damaged ({reason}); expected the bytes that were kept under this name", "minilateral doctor"
        )
