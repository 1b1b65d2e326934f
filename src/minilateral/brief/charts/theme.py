"""The one visual language of all figures: few colours, two sizes of type, nothing carried by colour alone.

Takes nothing; gives the palette, the type sizes and the words a chart may be built from. A specification names
colours by their light value; `minilateral.brief.charts.render` puts the value for the page or the print in place.
Blue is what the group did, rust is what it had to face; both keep their order of lightness in grey.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Literal

from minilateral.brief.safe import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

Theme = Literal["light", "dark", "print"]


@dataclass(frozen=True, slots=True)
class Tone:
    """One colour under its name, as it stands on a light page, on a dark page and on paper."""

    name: str
    light: str
    dark: str
    print: str


_TONES = (
    Tone("ink", "#1b2631", "#e9edf0", "#111820"),  # marks and words that carry the message
    Tone("muted", "#55626e", "#a7b2bc", "#4a5560"),  # axis and secondary words, 4.5:1 on paper
    Tone("faint", "#8c98a3", "#76838e", "#87929c"),  # marks that carry less: pale, approximate
    Tone("hair", "#d9dee2", "#38424b", "#d3d8dc"),  # grid, rules, hatching
    Tone("wash", "#eef1f3", "#222a31", "#eff2f4"),  # bands
    Tone("wash2", "#dfe5e9", "#303a43", "#e0e5e9"),  # the other band beside it
    Tone("wash3", "#c9d2d8", "#414d57", "#cbd2d8"),  # the inner band of the other
    Tone("paper", "#ffffff", "#151a1f", "#ffffff"),  # inside of an outlined mark
    Tone("act", "#0f5c8c", "#6db5e2", "#0f5c8c"),  # what the group did
    Tone("act_mid", "#8fb9d3", "#4a84a8", "#8fb9d3"),
    Tone("act_half", "#b4d0e1", "#33596f", "#b4d0e1"),  # the inner band
    Tone("act_soft", "#cfe0eb", "#23404f", "#cfe0eb"),
    Tone("press", "#b04a17", "#f0935c", "#a94513"),  # what it had to face
    Tone("press_soft", "#ecc8b4", "#5e3a27", "#ecc8b4"),
)
TONES = {tone.name: tone for tone in _TONES}

INK, MUTED, FAINT, HAIR = (TONES[name].light for name in ("ink", "muted", "faint", "hair"))
WASH, WASH2, WASH3, PAPER = (TONES[name].light for name in ("wash", "wash2", "wash3", "paper"))
ACT, ACT_MID, ACT_HALF, ACT_SOFT = (TONES[name].light for name in ("act", "act_mid", "act_half", "act_soft"))
PRESS, PRESS_SOFT = (TONES[name].light for name in ("press", "press_soft"))

SIZE = 14  # px: labels that are read
SMALL = 13  # px: axes, keys
NARROW = 560  # px: width of a figure that is also read at 360
WIDE = 720  # px: width of the timeline, which a phone scrolls

# Typst embeds this family; a page uses its own font and falls back to what every system has.
PRINT_FONT = "Libertinus Serif"
PAGE_FONT = "var(--fig-font,system-ui,Helvetica,Arial,sans-serif)"


def words(text: str, limit: int = 40) -> str:
    r"""A label as plain text: nothing in it is invisible or turns its direction, and it is no longer than `limit`.

    >>> words("Foreign\u202e ministers"), words("x" * 50, 5)
    ('Foreign⟨U+202E⟩ ministers', 'xxxx…')
    """
    shown = visible(text[: limit + 1])
    return shown if len(text) <= limit else f"{shown[: limit - 1]}…"


def width_of(text: str, size: float = SIZE) -> float:
    """About how wide a label is, px; from the count of characters, so that no installed font can change a layout."""
    return 0.58 * size * len(text)


def broken(text: str, width: float, size: float = SMALL, most: int = 2) -> tuple[str, ...]:
    """A label in lines that fit `width` px in a wide font; only what does not fit the last of `most` lines is cut.

    >>> broken("Commerce and industry ministers", 150), broken("Leaders", 150)
    (('Commerce and', 'industry ministers'), ('Leaders',))
    """
    limit = int(width / (0.55 * size))
    return tuple(wrap(visible(text[: limit * most * 2]), limit, max_lines=most, placeholder="…")) or ("",)


def colours(theme: Theme) -> dict[str, str]:
    """For every colour a specification may name, its value in `theme`."""
    return {tone.light: getattr(tone, theme) for tone in _TONES}


def css(theme: Theme, names: Iterable[str] = tuple(TONES)) -> str:
    """Declarations of the custom properties that figures on a page look up, for one theme.

    >>> css("light", ["ink"])
    '--fig-ink:#1b2631'
    """
    return ";".join(f"--fig-{name.replace('_', '-')}:{getattr(TONES[name], theme)}" for name in names)
