"""Who publishes on which host: whose word it is, under which licence, and what its dates mean.

Takes an address; gives the profile of its host from `profiles.yml`, or None for a host nobody described.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from minilateral.codebook.shipped import shipped

Role = Literal["official", "archive", "republisher", "aggregator", "press"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One publisher. `hosts` are names that it and its subdomains go by."""

    name: str
    hosts: tuple[str, ...]
    role: Role
    country: str = ""  # ISO 3166-1 alpha-3, of an official publisher
    languages: tuple[str, ...] = ()  # ISO 639-1, in which it publishes, its own first
    timezone: str = ""  # IANA, in which its days are counted
    licence: str = ""
    licence_url: str = ""
    attribution: str = ""
    verbatim: str = ""  # what a republisher says of its copies: verbatim, edited
    url_date: str = ""  # what a number at the end of an address means: DDMMYYYYhhmmss
    selector: str = ""  # where the text stands when extraction fails (CSS)
    drop: tuple[str, ...] = ()  # lines that are never content, as regular expressions
    dates: str = ""  # what its dates mean, in words
    note: str = ""

    @property
    def official(self) -> bool:
        """Whether the words on its pages are those of a government."""
        return self.role in {"official", "archive"}


def profile(url: str) -> Profile | None:
    """The profile of the host of an address; the longest name that fits wins.

    >>> profile("https://2017-2021.state.gov/a-statement/").role
    'archive'
    >>> profile("https://nobody.example/") is None
    True
    """
    host = (urlsplit(url).hostname or "").lower()
    names = _by_host()
    parts = host.split(".")
    return next((names[name] for i in range(len(parts)) if (name := ".".join(parts[i:])) in names), None)


@cache
def profiles() -> tuple[Profile, ...]:
    """Every publisher described, in the order of the file."""
    rows = shipped("profiles.yml")
    several = ("hosts", "languages", "drop")
    return tuple(Profile(**{**row, **{name: tuple(row.get(name, ())) for name in several}}) for row in rows["profiles"])


@cache
def _by_host() -> dict[str, Profile]:
    return {host: one for one in profiles() for host in one.hosts}
