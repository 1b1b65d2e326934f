"""What kind of document a title announces, and the title as it was meant.

Takes a title; gives a kind of the codebook or nothing. The kind says what form a text has, never at which level anybody
met: a headline calls a meeting of ministers a summit.
"""

from __future__ import annotations

import re

from minilateral.codebook import pagewords

_SITE = re.compile(r"\s+[|–—-]\s+(?:[^|–—]{3,60})$")


def kind(title: str) -> str:
    """The form a title announces; empty where it announces none.

    >>> kind("Joint Statement of Japan, the Republic of Korea, and the United States"), kind("Weather")
    ('joint_statement', '')
    """
    return next((name for name, pattern in pagewords.forms().items() if pattern.search(title)), "")


def without_site(title: str, site: str) -> str:
    """The title without the name of its site behind a bar or dash.

    >>> without_site("A Statement - United States Department of State", "United States Department of State")
    'A Statement'
    """
    hit = _SITE.search(title)
    tail = hit[0].strip(" |–—-").lower() if hit else ""
    named = site and (tail in site.lower() or site.lower() in tail)
    return title[: hit.start()].strip() if hit and (named or "|" in hit[0]) else title.strip()
