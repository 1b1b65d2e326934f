"""What data may do on a page: be read, never act.

Takes strings and addresses as casebooks hold them; gives text in which nothing is invisible and nothing changes
the direction of its surroundings, addresses that a reader may follow, and names that may stand in a fragment.
Each rendering still escapes for its own language.
"""

from __future__ import annotations

import re
from hashlib import sha256

from minilateral.visible import CLIP, Clipped, clip, host, visible, web

__all__ = ["CLIP", "Clipped", "clip", "host", "name", "visible", "web"]

_ANCHOR = re.compile(r"[A-Za-z0-9][\w.:-]*")


def name(text: str, prefix: str = "") -> str:
    """A name that may stand in a fragment: `text` itself where it can, else a readable form with a digest.

    >>> name("JKU-20251029-01", "r-"), name('a "b"')
    ('r-JKU-20251029-01', 'a_b-34838019')
    """
    if _ANCHOR.fullmatch(text):
        return prefix + text
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    readable = re.sub(r"[^\w.]+", "_", visible(text[:40]), flags=re.ASCII).strip("_")
    return f"{prefix}{readable or 'x'}-{digest}"
