"""What a host asks of robots (RFC 9309).

Takes the answer to `robots.txt`; gives whether an address may be fetched and how long to wait between two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

from minilateral.errors import FetchFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilateral.sources.web import Fetched

AGENT = "minilateral"  # the name under which a host may give us rules of our own
_LONGEST_PAUSE = 30.0  # seconds; a host that asks for more is asked once a run at most anyway
_GONE = range(400, 500)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host; `closed` says why nothing may be fetched at all."""

    parser: RobotFileParser | None = None
    closed: str = ""
    reason: str = "robots"  # of the failure that follows

    def allow(self, url: str) -> bool:
        """Whether the host lets us fetch the address."""
        return not self.closed and (self.parser is None or self.parser.can_fetch(AGENT, url))

    @property
    def pause_seconds(self) -> float:
        """How long the host asks to wait between two fetches."""
        asked = self.parser.crawl_delay(AGENT) if self.parser else None
        return min(float(asked or 0), _LONGEST_PAUSE)


def robots(url: str, get: Callable[[str], Fetched]) -> Robots:
    """The rules at the address `url` of a host's robots.txt.

    No such file: everything is allowed. A host that fails (500 and above, no answer) has not said yes: nothing is.

    Raises:
        FetchFailed: the host is at an address that is not for the public.
    """
    try:
        answer = get(url)
    except FetchFailed as failure:
        if failure.reason == "status" and failure.status in _GONE:
            return Robots()
        if failure.reason == "private_address":
            raise
        reason = failure.reason if failure.reason in {"network", "time"} else "robots"
        return Robots(closed=f"its robots.txt could not be had: {failure.detail}", reason=reason)
    parser = RobotFileParser(url)
    parser.parse(answer.body.decode("utf-8", "replace").splitlines())
    return Robots(parser)
