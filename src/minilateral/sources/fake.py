"""A ministry that does not exist, on this machine: for tests, and for trying the program without a network.

Takes nothing; serves three joint statements of Arvonia, Belmark and Cassia (`fake.yml`), a feed of them, a sitemap, a
robots.txt, and the beginning of a comment as an aggregator prints it. `python -m minilateral.sources.fake` serves
until it is stopped and prints the address to add.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_HTML, _XML, _PLAIN = "text/html; charset=utf-8", "application/xml", "text/plain"


@contextmanager
def serving(port: int = 0) -> Iterator[str]:
    """Serve the ministry on this machine until the block ends; gives its address.

    Example:
        >>> from minilateral.sources.web import Rules, get
        >>> with serving() as address:
        ...     found = get(f"{address}/sitemap.xml", Rules(allow_private=True))
        >>> found.status, found.body.count(b"<loc>")
        (200, 4)
    """
    server = ThreadingHTTPServer(("127.0.0.1", port), _Ministry)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def pages(address: str) -> dict[str, tuple[str, str]]:
    """Every page of the ministry by its path: the text and its media type."""
    words = _words()
    releases = {
        one["path"]: (_page(words["title"], [one["day"], *one["paragraphs"]]), _HTML) for one in words["releases"]
    }
    comment = words["comment"]
    teaser = [line.replace("{address}", address) for line in comment["teaser"]]
    return releases | {
        "/": (_page("Ministry of Arvonia", ["Releases: /feed.xml"]), _HTML),
        "/robots.txt": ("User-agent: *\nDisallow: /private\n", _PLAIN),
        "/feed.xml": (_feed(address), _XML),
        "/sitemap.xml": (_map(address, [*releases, "/teaser"]), _XML),
        "/teaser": (_page(comment["title"], teaser), _HTML),
        "/comment": (_page(comment["title"], comment["whole"]), _HTML),
    }


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("fake.yml").read_text("utf-8"))
    return found


def _page(title: str, paragraphs: list[str]) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} | Ministry of Arvonia</title></head><body>'
        f'<nav><a href="/">Home</a></nav><main><h1>{title}</h1>{_inside(paragraphs)}</main>'
        "<footer>Ministry of Arvonia</footer></body></html>"
    )


def _inside(paragraphs: list[str]) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in paragraphs)


def _feed(address: str) -> str:
    items = "".join(
        f"<item><guid isPermaLink='false'>{one['path']}</guid><link>{address}{one['path']}</link>"
        f"<title>{_words()['title']}</title><pubDate>{one['moment']}</pubDate>"
        f"<description>{escape(_inside(one['paragraphs']))}</description></item>"
        for one in _words()["releases"]
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Releases</title>{items}</channel></rss>'


def _map(address: str, paths: list[str]) -> str:
    places = "".join(f"<url><loc>{address}{path}</loc></url>" for path in paths)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'


class _Ministry(BaseHTTPRequestHandler):
    """Answers for the ministry."""

    def do_GET(self) -> None:
        """Answer one request."""
        found = pages(f"http://{self.headers.get('Host', '')}").get(self.path)
        if found is None:
            self.send_error(404)
            return
        body = found[0].encode()
        self.send_response(200)
        self.send_header("Content-Type", found[1])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _main() -> None:
    with serving() as address, suppress(KeyboardInterrupt):
        print(f"minilateral add --allow-private {address}/sitemap.xml", flush=True)  # noqa: T201 - what to type next
        threading.Event().wait()


if __name__ == "__main__":
    _main()
