"""What the dates of a document are told by, and the date at the head of its text.

Takes nothing from elsewhere; gives the record that both kinds of reading dates take, and the day a text is headed with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.reading.moments import days

if TYPE_CHECKING:
    from datetime import date

_DATELINE = 160  # a date this early, on a line of its own or before a dash, dates the text itself


@dataclass(frozen=True, slots=True)
class Told:
    """What the dates of a document are told by: title, form, text and address, and what its file states."""

    title: str
    kind: str
    text: str
    url: str
    stated: tuple[tuple[str, str], ...]


def dateline(text: str) -> date | None:
    """A date that stands by itself at the head of a text: on a line with little else, or before a dash."""
    at = 0
    for line in text[: 2 * _DATELINE].split("\n"):
        found = next(days(line), None)
        if at > _DATELINE:
            return None
        if found:
            rest = len(re.findall(r"[^\W\d_]+", line)) - 1
            dashed = re.match(r"[^.\n]{0,40}?[–—-]{1,2}\s", line[found[1] :])
            sentence = re.match(r"(?:On|In|By|Since)\s", line)
            return found[0] if rest <= 6 or (dashed and not sentence and found[1] < 60) else None  # noqa: PLR2004
        at += len(line) + 1
    return None
