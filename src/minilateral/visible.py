"""Text in which nothing is invisible and nothing changes the direction of its surroundings, and addresses to follow.

Takes strings as sources hold them; gives what a reader may be shown. Each rendering still escapes for its own language.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit

CLIP = 2_000  # characters of one cell shown on a page; the JSON beside it holds the whole

# C0 and C1 controls, bidirectional marks, overrides and isolates, zero-width signs, surrogates and non-characters:
# unseen by a reader, forbidden in XML or HTML, or able to show a text in another order than it is stored in.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


class Clipped(NamedTuple):
    """The part of a text that a page shows, and how many characters it leaves out."""

    text: str
    left_out: int


def visible(text: str) -> str:
    r"""The same text with every unseen character written out, and line ends as spaces.

    >>> visible("a\u202eb\x00c\nd")
    'a⟨U+202E⟩b⟨U+0000⟩c d'
    """
    flat = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ").replace("\r", " ")
    return UNSEEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", flat)


def clip(text: str, limit: int = CLIP) -> Clipped:
    """The first `limit` characters, made visible, and the number of those left out."""
    return Clipped(visible(text[:limit]), max(0, len(text) - limit))


def web(url: str) -> str:
    """The address if it may be a link (http or https with a host, no unseen character or space), else nothing.

    >>> web("https://www.mofa.go.jp/a"), web("javascript:alert(1)"), web("https:///a"), web("http://a b")
    ('https://www.mofa.go.jp/a', '', '', '')
    """
    return url if host(url) else ""


def host(url: str) -> str:
    """The host of a web address as a reader should see it, without user names that may pose as one.

    >>> host("https://www.state.gov@example.org:8443/x"), host("mailto:a@b")
    ('example.org', '')
    """
    if re.search(r"\s", url) or UNSEEN.search(url):
        return ""
    try:
        parts = urlsplit(url)
        name = parts.hostname or ""
        shown = name if name.isascii() else name.encode("idna").decode("ascii")
    except ValueError:  # not an address: bad port or brackets, or a name no resolver would take
        return ""
    return shown.removeprefix("www.") if parts.scheme in {"http", "https"} else ""


def digest(text: str) -> str:
    """The hash of an inline style sheet or script as a content security policy names it."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
