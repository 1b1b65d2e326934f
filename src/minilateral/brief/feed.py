"""The brief as an Atom feed of one entry, for readers who follow a group.

Takes a `Brief`; gives XML. Ids are stable tag URIs, and the time of update is the start of the day the brief
speaks of, so that the same brief gives the same bytes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from markupsafe import Markup

from minilateral.brief.safe import visible
from minilateral.brief.wording import day, plain

if TYPE_CHECKING:
    from minilateral.brief.parts import Brief, Finding

# No host can ever claim a name under .invalid (RFC 2606), so these ids (RFC 4151) cannot clash with anybody's.
AUTHORITY = "tag:minilateral.invalid,2026"


def entry(brief: Brief) -> bytes:
    """The feed with its one entry; addresses are those of the files written beside it."""
    from feedgen.feed import FeedGenerator  # noqa: PLC0415 - loads lxml: only when a feed is made

    when = datetime.combine(brief.as_of, datetime.min.time(), UTC)
    slug, name = visible(brief.group.slug), visible(brief.group.name)
    feed = FeedGenerator()
    feed.id(f"{AUTHORITY}:{slug}")
    feed.title(f"{name}: is it holding?")
    feed.author({"name": "minilateral"})
    feed.generator("minilateral", version=visible(brief.version))
    feed.link(href="feed.atom", rel="self", type="application/atom+xml")
    feed.link(href="index.html", rel="alternate", type="text/html")
    feed.language("en")
    feed.updated(when)
    made = feed.add_entry()
    made.id(f"{AUTHORITY}:{slug}/{brief.as_of.isoformat()}")
    made.title(visible(brief.title))
    made.link(href="index.html", rel="alternate", type="text/html")
    made.link(href="brief.pdf", rel="alternate", type="application/pdf")
    made.updated(when)
    made.published(when)
    made.summary(_words(brief.standfirst))
    made.content(str(_content(brief)), type="html")
    return bytes(feed.atom_str(pretty=True)) + b"\n"


def _content(brief: Brief) -> Markup:
    ended = (
        f"record observed to {day(brief.coverage_end)}" if brief.coverage_end else "no period of the record is observed"
    )
    findings = Markup("").join(_finding(finding) for finding in brief.findings)
    return Markup("<p>{}</p><ul>{}</ul><p>Newest: {}</p><p>As of {}; {}.</p>").format(
        _words(brief.standfirst), findings, _words(brief.newest), day(brief.as_of), ended
    )


def _finding(finding: Finding) -> Markup:
    return Markup("<li><b>{}: {}.</b> {} {} ({})</li>").format(
        visible(finding.function),
        finding.arrow,
        _words(finding.sentence),
        _words(finding.interval),
        visible(finding.coverage),
    )


def _words(text: tuple[object, ...]) -> str:
    return visible(plain(text))  # type: ignore[arg-type]
