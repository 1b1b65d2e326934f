"""One page of the web, fetched within limits of time, size and place.

Takes an address and rules; gives the bytes as the host sent them (unpacked), or says why not. Only http and https are
spoken, redirects are followed one by one and each is checked as if it had been typed, and no proxy of the environment
is used: it would do the looking-up, and the check with it.
"""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpcore

from minilateral import __version__
from minilateral.documents import Origin
from minilateral.errors import FetchFailed
from minilateral.sources.guard import Guarded, PrivateAddress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_REDIRECTS = {301, 302, 303, 307, 308}
_KEPT_HEADERS = ("content-type", "last-modified", "etag", "date", "content-language", "x-robots-tag", "link")
_PIECE = 1 << 16
_OK, _NOT_MODIFIED = 200, 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a fetch may cost and where it may go. Sizes in bytes, times in seconds."""

    most_bytes: int = 50_000_000  # unpacked; the longest of 15,000 official releases has 0.3 MB, a long PDF 20 MB
    most_seconds: float = 60.0  # for one address, redirects included
    wait_seconds: float = 15.0  # for any one answer
    redirects: int = 8
    attempts: int = 3
    host_pause_seconds: float = 1.0
    allow_private: bool = False
    user_agent: str = f"minilateral/{__version__} (an observatory of small alliances)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a host answered. `not_modified`: it has nothing newer than what we hold, and sent no body."""

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    not_modified: bool = False

    def header(self, name: str) -> str:
        """A header's value, empty where it was not sent."""
        return dict(self.headers).get(name.lower(), "")

    def origin(self, why: str, licence: str = "") -> Origin:
        """Where these bytes were had, to be kept beside them."""
        return Origin(
            url=self.url, final_url=self.final_url, fetched_at=self.fetched_at, status=self.status or None,
            headers=self.headers, licence=licence, why=why,
        )  # fmt: skip


def get(url: str, rules: Rules, conditions: Mapping[str, str] | None = None) -> Fetched:
    """Fetch one address once.

    Args:
        url: an http or https address.
        rules: the limits.
        conditions: headers such as If-None-Match, which let the host answer that nothing changed.

    Raises:
        FetchFailed: with the reason as a word and in words: scheme, private_address, redirects, time, size, network,
            status, encoding.
    """
    until = time.monotonic() + rules.most_seconds
    headers = {"User-Agent": rules.user_agent, "Accept-Encoding": "gzip", "Accept": "*/*", **(conditions or {})}
    backend = Guarded(until, allow_private=rules.allow_private)
    at = _plain(url)
    with httpcore.ConnectionPool(network_backend=backend, retries=0, max_connections=1) as pool:
        visit = _Visit(url, rules, until, headers, pool)
        for _ in range(rules.redirects + 1):
            answer = _once(visit, at)
            if isinstance(answer, Fetched):
                return answer
            at = _plain(urljoin(at, answer), asked=url)
    raise FetchFailed(url, "redirects", f"more than {rules.redirects} redirects, the last to {at}")


def _plain(url: str, asked: str = "") -> str:
    """The address without its fragment.

    Raises:
        FetchFailed: it is none of http or https with a host.
    """
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError as failure:
        raise FetchFailed(asked or url, "scheme", f"'{url}' is no address: {failure}") from failure
    if parts.scheme not in {"http", "https"} or not host:
        raise FetchFailed(asked or url, "scheme", f"found '{url}', expected an address that begins with https://")
    name = host.encode("idna").decode() if not host.isascii() else host
    place = f"[{name}]" if ":" in name else name
    place += f":{parts.port}" if parts.port else ""
    return urlunsplit((parts.scheme, place, _quoted(parts.path) or "/", _quoted(parts.query), ""))


def _quoted(text: str) -> str:
    """Letters outside ASCII as their bytes, what is quoted already left alone; control characters and spaces too."""
    return "".join(one if "!" <= one <= "~" else "".join(f"%{byte:02X}" for byte in one.encode()) for one in text)


@dataclass(frozen=True, slots=True)
class _Visit:
    """What all requests for one address share."""

    url: str
    rules: Rules
    until: float
    headers: Mapping[str, str]
    pool: httpcore.ConnectionPool


def _once(visit: _Visit, at: str) -> Fetched | str:
    """One request: its answer, or where it redirects to.

    Raises:
        FetchFailed: with what the libraries below report, in our words.
    """
    try:
        return _asked(visit, at)
    except PrivateAddress as failure:
        raise FetchFailed(visit.url, "private_address", str(failure)) from failure
    except httpcore.TimeoutException as failure:
        raise FetchFailed(visit.url, "time", f"{at} took too long: {failure}") from failure
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as failure:
        raise FetchFailed(visit.url, "network", f"{at}: {failure}") from failure


def _asked(visit: _Visit, at: str) -> Fetched | str:
    waits = dict.fromkeys(("connect", "read", "write", "pool"), visit.rules.wait_seconds)
    with visit.pool.stream("GET", at, headers=list(visit.headers.items()), extensions={"timeout": waits}) as response:
        found = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in _REDIRECTS and "location" in found:
            return found["location"]
        unchanged = response.status == _NOT_MODIFIED
        if not unchanged and response.status != _OK:
            again = found.get("retry-after", "")
            said = f"{at} answered {response.status}"
            raise FetchFailed(visit.url, "status", said, status=response.status, retry_after=again)
        return Fetched(
            url=visit.url,
            final_url=at,
            status=response.status,
            headers=tuple((name, found[name]) for name in _KEPT_HEADERS if name in found),
            body=b"" if unchanged else b"".join(_unpacked(visit, response, found)),
            fetched_at=datetime.now(UTC).replace(microsecond=0),
            not_modified=unchanged,
        )


def _unpacked(visit: _Visit, response: httpcore.Response, headers: Mapping[str, str]) -> Iterator[bytes]:
    """The body piece by piece, unpacked no further than the limit: a small bomb ends where it begins to swell."""
    url, rules = visit.url, visit.rules
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise FetchFailed(url, "encoding", f"sent as {encoding}, which was not asked for")
    said = headers.get("content-length", "")
    if said.isdigit() and int(said) > rules.most_bytes:
        raise FetchFailed(url, "size", f"{int(said):,} bytes; at most {rules.most_bytes:,} are read")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if encoding.endswith("gzip") else None
    total = 0
    for piece in response.iter_stream():
        if time.monotonic() > visit.until:
            raise FetchFailed(url, "time", f"not done after {rules.most_seconds:.0f} seconds")
        for part in _parts(url, unpack, piece) if unpack else (piece,):
            total += len(part)
            if total > rules.most_bytes:
                raise FetchFailed(url, "size", f"more than {rules.most_bytes:,} bytes")
            yield part


def _parts(url: str, unpack: zlib._Decompress, piece: bytes) -> Iterator[bytes]:
    try:
        while piece:
            yield unpack.decompress(piece, _PIECE)
            piece = unpack.unconsumed_tail
    except zlib.error as failure:
        raise FetchFailed(url, "encoding", f"cannot be unpacked: {failure}") from failure
