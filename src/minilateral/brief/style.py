"""The style sheet of the web pages, with the colours of the figures and the words at the head of a printed page.

Takes the group's name and the day; gives CSS, and the digest by which a page admits it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from minilateral.brief.charts import theme
from minilateral.brief.safe import visible
from minilateral.brief.wording import day

if TYPE_CHECKING:
    from datetime import date

# The printable view on the screen: chosen with the key `p`, or without any script by the address ending in #printable.
_PRINTABLE = ":root:is(.printable, :has(#printable:target))"
_DARK = "@media screen and (prefers-color-scheme: dark) { :root:not(.printable):not(:has(#printable:target))"


def sheet(group: str, as_of: date) -> str:
    """The whole style sheet: colours, page, and the print rules twice, for paper and for the printable view."""
    rules = _file("print.css")
    return "\n".join(
        (
            f":root {{ {theme.css('light')};--fig-paper:var(--paper);--fig-font:var(--sans) }}",
            f"{_DARK} {{ {theme.css('dark')};--fig-paper:var(--paper) }} }}",
            _file("style.css"),
            f"@media print {{\n{rules}}}",
            f"{_PRINTABLE} {{\n{rules}}}",
            _file("printable.css"),
            f"@page {{ @top-left {{ content: {quoted(group)}; }}",
            f"@top-right {{ content: {quoted(f'As of {day(as_of)}')}; }} }}",
            "",
        )
    )


def short_sheet() -> str:
    """The style sheet of the page that holds all on one sheet of paper."""
    figures = f":root {{ {theme.css('light')};--fig-paper:var(--paper);--fig-font:var(--sans) }}"
    dark = (
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {theme.css('dark')};--fig-paper:var(--paper) }} }}"
    )
    return f"{figures}\n{dark}\n{_file('one-page.css')}"


def quoted(text: str) -> str:
    r"""A CSS string in which only ASCII letters, digits and spaces stand for themselves.

    >>> print(quoted('a"</'))
    "a\22 \3c \2f "
    """
    escaped = (c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in visible(text))
    return f'"{"".join(escaped)}"'


@cache
def _file(file: str) -> str:
    return files("minilateral.brief").joinpath("templates", file).read_text(encoding="utf-8")
