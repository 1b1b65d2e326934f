"""How numbers, dates and lists are written for a reader.

Takes plain values; gives words by one house style: words below ten, two significant digits for ratios and
shares, "31 October 2025" for days, British spelling, en dashes between numbers.
"""

from __future__ import annotations

import re
from datetime import date
from math import floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minilateral.brief.parts import Num, Ref, Text
    from minilateral.model import Precision

SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
LEAST = 0.01  # a ratio or rate below this is printed as less than this
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


_MONTH = re.compile("|".join(MONTHS))


def whole(count: int) -> str:
    """A count in running text: a word below ten ("none" for zero), else digits with commas.

    >>> whole(0), whole(7), whole(1234)
    ('none', 'seven', '1,234')
    """
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def plural(count: int, singular: str, many: str = "") -> str:
    """The noun that goes with a count: singular for one only.

    >>> plural(1, "day"), plural(0, "day"), plural(2, "country", "countries")
    ('day', 'days', 'countries')
    """
    return singular if count == 1 else (many or f"{singular}s")


def times(count: int) -> str:
    """How often, in running text: "once", "twice", "three times", "12 times".

    >>> times(1), times(2), times(3), times(12)
    ('once', 'twice', 'three times', '12 times')
    """
    return {1: "once", 2: "twice"}.get(count, f"{whole(count)} times")


def decimal(value: float) -> str:
    """A ratio or rate to two significant digits and no more than two after the point, never in powers of ten.

    >>> [decimal(x) for x in (0.4265, 0.9996, 0.0601, 0.0034, 17.5, 346.0, 0.0)]
    ['0.43', '1.0', '0.06', 'under 0.01', '18', '346', '0']
    """
    if value == 0:
        return "0"
    if 0 < value < LEAST:
        return f"under {LEAST}"
    rounded = float(f"{value:.1e}") if abs(value) < 10 else value  # noqa: PLR2004 - from ten on whole numbers serve
    return f"{value:,.{min(2, max(0, 1 - floor(log10(abs(rounded)))))}f}"


def count(value: float) -> str:
    """A count as printed in a sentence; parts of a whole, from rows dated by month only, as a decimal."""
    return whole(round(value)) if value == round(value) else decimal(value)


def often(value: float) -> str:
    """How often, as printed in a sentence."""
    return times(round(value)) if value == round(value) else f"{decimal(value)} times"


def digits(value: float) -> str:
    """A count as printed in a table, where numbers are compared by eye."""
    return f"{round(value):,}" if value == round(value) else decimal(value)


def percent(share: float) -> str:
    """A share of one as a percentage to two significant digits; certainty is never printed by rounding.

    >>> [percent(x) for x in (0.4142, 0.06, 0.062, 0.0004, 0.9996, 0.0, 1.0)]
    ['41%', '6%', '6.2%', 'under 1%', 'over 99%', '0%', '100%']
    """
    if 0 < share < 0.01:  # noqa: PLR2004
        return "under 1%"
    if 0.99 < share < 1:  # noqa: PLR2004
        return "over 99%"
    return f"{decimal(100 * share).removesuffix('.0')}%"


def level_of(interval: float) -> str:
    """The probability an interval holds, as it is named: .9 is "90%"."""
    return f"{100 * interval:.0f}%"


def day(value: date, precision: Precision = "day") -> str:
    """A date no more exact than it is known.

    >>> day(date(2025, 10, 31)), day(date(2025, 10, 1), "month"), day(date(2025, 1, 1), "year")
    ('31 October 2025', 'October 2025', '2025')
    """
    month = MONTHS[value.month - 1]
    return {"day": f"{value.day} {month} {value.year}", "month": f"{month} {value.year}"}.get(
        precision, f"{value.year}"
    )


def short_day(value: date, precision: Precision = "day") -> str:
    """A date for a narrow column, no more exact than it is known; it never breaks.

    >>> short_day(date(2025, 10, 31)).split("\N{NO-BREAK SPACE}"), short_day(date(2025, 1, 1), "year")
    (['31', 'Oct', '2025'], '2025')
    """
    return shortened(day(value, precision)).replace(" ", "\N{NO-BREAK SPACE}")


def shortened(date_text: str) -> str:
    """A date as written out, its months shortened to three letters.

    >>> shortened("31 October 2025 to 2 November 2025"), shortened("May 2007")
    ('31 Oct 2025 to 2 Nov 2025', 'May 2007')
    """
    return _MONTH.sub(lambda found: found.group()[:3], date_text)


def readable(text: str) -> str:
    """The same words with ISO dates written out.

    >>> readable("not observed in 2024-11, nor on 2025-01-06")
    'not observed in November 2024, nor on 6 January 2025'
    """
    return re.sub(r"\b(\d{4})-(\d\d)(?:-(\d\d))?\b", _written, text)


def _written(found: re.Match[str]) -> str:
    year, month, dom = found.groups()
    try:
        return day(date(int(year), int(month), int(dom or 1)), "day" if dom else "month")
    except ValueError:  # looks like a date and is none, such as a range of years
        return found.group()


def span_of_years(first: date | None, last: date | None) -> str:
    """A stretch of time in few characters, for tables: "2010–2025", "2024", "to 2023".

    >>> span_of_years(date(2010, 1, 1), date(2025, 7, 11)), span_of_years(None, date(2023, 8, 18))
    ('2010–2025', 'to 2023')
    """
    if first and last:
        return f"{first.year}–{last.year}" if first.year != last.year else f"{first.year}"
    return f"since {first.year}" if first else f"to {last.year}" if last else "whole record"


def period(first: date | None, last: date | None) -> str:
    """A stretch of time in words, open ends named as such.

    >>> period(date(2012, 1, 1), None)
    'since 1 January 2012'
    """
    if first and last:
        return day(first) if first == last else f"{day(first)} to {day(last)}"
    if first:
        return f"since {day(first)}"
    return f"to {day(last)}" if last else "whole record"


def year_before(value: date) -> date:
    """The same day one year earlier; 29 February becomes the 28th, and year 1 stays."""
    return years_before(value, 1)


def years_before(value: date, years: int) -> date:
    """The same day so many years earlier; 29 February becomes the 28th, and nothing lies before year 1."""
    return _year(value, max(1, value.year - years))


def year_after(value: date) -> date:
    """The same day one year later; 29 February becomes the 28th, and year 9999 stays."""
    return _year(value, min(9999, value.year + 1))


def _year(value: date, year: int) -> date:
    return value.replace(year=year, day=28) if (value.month, value.day) == (2, 29) else value.replace(year=year)


def listed(items: Sequence[str], word: str = "and") -> str:
    """Items as a reader lists them: "a", "a and b", "a, b and c"."""
    return "".join(part if isinstance(part, str) else part.text for part in joined([(item,) for item in items], word))


def joined(items: Sequence[Text], word: str = "and") -> Text:
    """Pieces of text as one list in a sentence, keeping their numbers and references.

    A comma stands before the last where a piece has an "and" of its own.
    """
    own = any(f" {word} " in plain(item) for item in items)
    last = f", {word} " if own and len(items) > 1 else f" {word} "
    parts: list[str | Num | Ref] = []
    for place, item in enumerate(items):
        if place:
            parts.append(last if place == len(items) - 1 else ", ")
        parts.extend(item)
    return tuple(parts)


def chained(items: Sequence[Text], between: str) -> Text:
    """Pieces of text one after the other with `between` between them."""
    parts: list[str | Num | Ref] = []
    for place, item in enumerate(items):
        parts.extend([between, *item] if place else item)
    return tuple(parts)


def plain(text: Text) -> str:
    """A text without its links, as a screen reader or a terminal shows it."""
    return "".join(part if isinstance(part, str) else part.text for part in text)


def sentences(texts: Iterable[Text]) -> Text:
    """Several sentences as one paragraph."""
    parts: list[str | Num | Ref] = []
    for text in texts:
        if parts and text:
            parts.append(" ")
        parts.extend(text)
    return tuple(parts)


def mid(name: str) -> str:
    """A name as it stands inside a sentence: lower case unless its second word shows that it is a proper name.

    >>> mid("Foreign ministers"), mid("Indo-Pacific Dialogue"), mid("DPRK envoys"), mid("Chiefs of defence (Tri-CHOD)")
    ('foreign ministers', 'Indo-Pacific Dialogue', 'DPRK envoys', 'chiefs of defence')
    >>> mid("Senior officials, foreign affairs")
    'senior officials for foreign affairs'
    """
    name = name.split(" (", maxsplit=1)[0].replace(", ", " for ", 1)
    first, _, rest = name.partition(" ")
    proper = first[1:] != first[1:].lower() or rest[:1].isupper()
    return name if proper else name[:1].lower() + name[1:]


def opening(text: str) -> str:
    """The same text with a capital first letter, to open a sentence."""
    return text[:1].upper() + text[1:]


def opened(text: Text) -> Text:
    """A text that opens a sentence: its first word with a capital letter."""
    return (opening(text[0]), *text[1:]) if text and isinstance(text[0], str) else text


def say(*parts: str | Num | Ref | Text) -> Text:
    """One text out of pieces and other texts, empty pieces left out."""
    flat: list[str | Num | Ref] = []
    for part in parts:
        flat.extend(part if isinstance(part, tuple) else (part,))
    return tuple(part for part in flat if part != "")
