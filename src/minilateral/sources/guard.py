"""Which addresses of the network may be connected to, checked after the name was looked up.

Takes host names; gives connections to the very address that was checked. A page may lead anywhere by a redirect, and a
name may be answered with a public address first and a private one next: so a name is looked up once for a connection,
every address it has must be public, and the connection goes to that address, not to the name.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
import typing
from collections.abc import Iterable

import httpcore

_MAPPED = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address inside IPv6, by translation (RFC 6052)
Option = tuple[typing.Any, ...]


class PrivateAddress(Exception):
    """A host one of whose addresses is not for the public."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(f"{host} is at {address}, which is no public address")


def refused(address: str) -> bool:
    """Whether an address is not for the public: private, loopback, link-local, multicast, reserved.

    >>> refused("169.254.169.254"), refused("127.0.0.1"), refused("::ffff:10.0.0.1"), refused("8.8.8.8")
    (True, True, True, False)
    """
    one = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(one, ipaddress.IPv6Address):
        inner = one.ipv4_mapped or one.sixtofour or (one.teredo[1] if one.teredo else None)
        if inner is None and one in _MAPPED:
            inner = ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)
        if inner is not None:
            return refused(str(inner))
    return not one.is_global or one.is_multicast


def looked_up(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, in the order of the resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Guarded(httpcore.NetworkBackend):
    """Connects only to addresses that were checked, and lets nothing last beyond `until` (monotonic seconds)."""

    def __init__(self, until: float, *, allow_private: bool) -> None:
        self._until = until
        self._allow_private = allow_private
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Option] | None = None,
    ) -> httpcore.NetworkStream:
        """Look the host up, check every address it has, connect to the first of them.

        Raises:
            PrivateAddress: one of them is not for the public.
        """
        try:
            addresses = looked_up(host, port)
        except OSError as failure:
            raise httpcore.ConnectError(f"no address for {host}: {failure}") from failure
        private = [one for one in addresses if refused(one)]
        if private and not self._allow_private:
            raise PrivateAddress(host, private[0])
        left = _left(self._until, timeout)
        stream = self._inner.connect_tcp(addresses[0], port, left, local_address, socket_options)
        return _Timed(stream, self._until)

    def connect_unix_socket(self, path: str, *_: object, **__: object) -> httpcore.NetworkStream:
        """Never: a socket of this machine is no source."""
        raise httpcore.UnsupportedProtocol(f"no socket of this machine: {path}")


class _Timed(httpcore.NetworkStream):
    """A stream whose every wait ends with the time that is left: a server that drips cannot hold us."""

    def __init__(self, inner: httpcore.NetworkStream, until: float) -> None:
        self._inner = inner
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._until, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._until, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, _left(self._until, timeout)), self._until)

    def get_extra_info(self, info: str) -> typing.Any:  # noqa: ANN401 - the library's own type
        return self._inner.get_extra_info(info)


def _left(until: float, timeout: float | None) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for this address is used up")
    return left if timeout is None else min(left, timeout)
