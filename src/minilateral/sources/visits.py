"""Fetching as a good guest: ask what is allowed, wait between two, come back later when told to.

Takes addresses one after another; gives what `web.get` gives, or its reasons. Every host is asked for its robots.txt
once a run; answers that pass (429, 5xx, time, network) are tried again with growing pauses.
"""

from __future__ import annotations

import email.utils
import logging
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from minilateral.errors import FetchFailed
from minilateral.sources.robots import Robots, robots
from minilateral.sources.web import Fetched, Rules, get

if TYPE_CHECKING:
    from minilateral.documents import Origin

logging.getLogger("stamina").addHandler(logging.NullHandler())  # its warnings of retries are for who asks for a log
_PASSING = frozenset({429, 500, 502, 503, 504})
_LONGEST_WAIT = 30.0  # seconds; a host that asks for a longer one is left for another run


class Visits:
    """One run's visits: when each host was last asked, and what it allows."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._last: dict[str, float] = {}
        self._robots: dict[str, Robots] = {}

    def fetch(self, url: str, earlier: Origin | None = None) -> Fetched:
        """What is at the address; with `earlier`, only if it changed since.

        Raises:
            FetchFailed: with the reason; see `web.get`, and robots: the host does not want it fetched.
        """
        place = urlsplit(url)
        house = f"{place.scheme}://{place.netloc}"
        if place.scheme in {"http", "https"}:
            self._ask(house, url)
        return self._patiently(url, house, _conditions(earlier))

    def _ask(self, house: str, url: str) -> None:
        if house not in self._robots:
            try:
                self._robots[house] = robots(f"{house}/robots.txt", lambda address: self._patiently(address, house, {}))
            except FetchFailed as failure:  # told of the address that was asked for
                raise FetchFailed(url, failure.reason, failure.detail) from failure
        found = self._robots[house]
        if not found.allow(url):
            raise FetchFailed(url, found.reason, found.closed or "the host's robots.txt asks not to fetch it")

    def _patiently(self, url: str, house: str, conditions: dict[str, str]) -> Fetched:
        import stamina  # noqa: PLC0415 - only who fetches pays

        waits = stamina.retry_context(on=_wait_for, attempts=self.rules.attempts, timeout=None, wait_max=_LONGEST_WAIT)
        for attempt in waits:
            with attempt:
                self._pause(house)
                return get(url, self.rules, conditions)
        raise AssertionError("the last attempt returns or raises")

    def _pause(self, house: str) -> None:
        asked = self._robots[house].pause_seconds if house in self._robots else 0.0
        due = self._last.get(house, -1e9) + max(self.rules.host_pause_seconds, asked)
        left = due - time.monotonic()
        if left > 0:
            time.sleep(left)
        self._last[house] = time.monotonic()


def _wait_for(failure: Exception) -> bool | float:
    """Whether to try again: after the pause the host asks for, if it asks; otherwise after a growing one."""
    if not isinstance(failure, FetchFailed):
        return False
    if failure.reason in {"time", "network"}:
        return True
    if failure.status not in _PASSING:
        return False
    asked = _seconds(failure.retry_after)
    return True if asked is None else asked if asked <= _LONGEST_WAIT else False


def _seconds(retry_after: str) -> float | None:
    """A Retry-After header in seconds; None where there is none that can be read."""
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        when = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def _conditions(earlier: Origin | None) -> dict[str, str]:
    """Headers that let a host answer that nothing changed since an earlier visit."""
    said = dict(earlier.headers) if earlier else {}
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    return {names[name]: said[name] for name in names if said.get(name)}
