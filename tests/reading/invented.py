"""Pages of invented states and institutes, in the forms in which real ones come."""

import hashlib
from datetime import UTC, datetime

from minilateral.documents import Origin, Snapshot
from minilateral.reading.read import read
from minilateral.sources.media import media_type

SEEN = datetime(2026, 8, 1, 12, tzinfo=UTC)
_FIRST = """The ministers of Arvonia, Belmark and Cassia met in Port Elm on {day} and reviewed a year of common work.
They agreed to hold exercises at sea each spring and to share warning of missile launches without delay. They called
their partnership “unshakable” and reaffirmed that no coast guard should be used to change a border by force."""
_SECOND = """The ministers decided to open a secretariat within the year. They condemned in the strongest terms the
launch of a long-range rocket by Drovia, and urged it to return to talks without conditions."""
_THIRD = """They will meet again in Belmark next spring, and instructed officials to report on progress before then."""
BODY = tuple(" ".join(paragraph.split()) for paragraph in (_FIRST, _SECOND, _THIRD))


def body(day="May 31, 2024", tag="p"):
    """A statement of three paragraphs, as markup."""
    return "".join(f"<{tag}>{paragraph.format(day=day)}</{tag}>" for paragraph in BODY)


def page(inside, *, title="Joint Statement of Arvonia, Belmark and Cassia", site="", head="", lang="en"):
    """A whole page with a menu and a foot."""
    named = f"{title} | {site}" if site else title
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{named}</title>{head}</head><body>'
        '<nav><a href="/">Home</a> <a href="/news">News</a></nav>'
        f"<main><article><h1>{title}</h1>{inside}</article></main><footer>Copyright Ministry</footer></body></html>"
    )


def snapshot(content, url="https://www.state.gov/a-statement/", headers=(), name=""):
    """A snapshot of these bytes or this text."""
    raw = content.encode() if isinstance(content, str) else content
    origin = Origin(url=url, final_url=url, fetched_at=SEEN, status=200, headers=tuple(headers))
    kind = media_type(raw, dict(headers).get("content-type", ""), name or url)
    return Snapshot(sha256=hashlib.sha256(raw).hexdigest(), media_type=kind, size=len(raw), origins=(origin,)), raw


def documents(content, url="https://www.state.gov/a-statement/", **more):
    """The documents of a page."""
    return read(*snapshot(content, url, **more))


def document(content, url="https://www.state.gov/a-statement/", **more):
    """The one document of a page."""
    (found,) = documents(content, url, **more)
    return found
