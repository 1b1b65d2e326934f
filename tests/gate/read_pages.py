"""The pages of `read_pages.yml` drawn, as bytes with the address they are had from."""

import hashlib
import json
from datetime import UTC, datetime
from functools import cache
from html import escape
from pathlib import Path

import yaml

from minilateral.documents import Origin, Snapshot
from minilateral.reading.read import read
from minilateral.sources.media import LINES, media_type

SEEN = datetime(2026, 8, 1, 12, tzinfo=UTC)
MENU = (
    "<ul class=menu><li><a href=/>Home</a></li><li><a href=/news>News</a></li><li><a href=/about>About us</a></li></ul>"
)


@cache
def words():
    return yaml.safe_load(Path(__file__).with_name("read_pages.yml").read_text("utf-8"))


def paragraphs(names):
    """The paragraphs a list names; what is no name is itself a paragraph."""
    texts = words()["texts"]
    if isinstance(names, str):
        names = sorted(name for name in texts if name[0] == names[0])
    return [texts.get(name, name) for name in names]


def markup(line, tag="p"):
    kind, bar, rest = line.partition("| ")
    if bar and kind == "a":
        url, _, said = rest.partition(" | ")
        return f'<p><a href="{url}">{escape(said)}</a></p>'
    if bar and kind in {"h2", "h3", "li"}:
        return f"<{kind}>{escape(rest)}</{kind}>"
    return f"<{tag}>{escape(line)}</{tag}>"


def plain(line):
    kind, bar, rest = line.partition("| ")
    return rest if bar and kind in {"h2", "h3", "li"} else line


def inside(page, tag="p"):
    lines = [*page.get("before", ()), *paragraphs(page["body"]), *page.get("after", ())]
    return "".join(markup(line, tag) for line in lines)


def whole(page, body, head=""):
    title = escape(page["title"])
    return (
        f'<!DOCTYPE html><html lang="{page.get("lang", "en")}"><head><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def gov(page):
    title = escape(page["title"])
    crumbs = "<nav class=breadcrumb><a href=/>Home</a> / <a href=/press>Press</a></nav>"
    return whole(
        page,
        f"<header>{MENU}</header>{crumbs}<main id=maincontents><article class=entry-content><h1>{title}</h1>"
        f"{inside(page)}</article></main><footer>Copyright Ministry. Privacy policy. Accessibility.</footer>",
    )


def listed(page):
    lines = "".join(f"<li>{escape(one)}</li>" for one in paragraphs(page["body"]))
    after = "".join(markup(one) for one in page.get("after", ()))
    return whole(page, f"<header>{MENU}</header><main><h1>{page['title']}</h1><ul>{lines}{after}</ul></main>")


def table(page):
    left = "<td width=120><a href=/>Home</a><br><a href=/map>Site Map</a><br><a href=/index>Index</a></td>"
    text = inside(page)
    return whole(page, f"<table><tr>{left}<td><font face=Arial><h2>{page['title']}</h2>{text}</font></td></tr></table>")


def breaks(page):
    lines = [*page.get("before", ()), *paragraphs(page["body"]), *page.get("after", ())]
    text = "<br><br>".join(escape(one) for one in lines)
    return whole(
        page, f"<div id=header>{MENU}</div><div id=maincontents><h1>{page['title']}</h1><div>{text}</div></div>"
    )


def blog(page):
    others = "<ul><li>Weather in Port Ash</li><li>Ten recipes for herring</li></ul>"
    side = f"<aside id=sidebar><h3>Recent Posts</h3>{others}</aside>"
    post = (
        f"<article class=post><h1>{escape(page['title'])}</h1><div class=entry-content>{inside(page)}</div></article>"
    )
    comments = "<div id=comments><h3>Leave a comment</h3><form><input name=email></form></div>"
    return whole(
        page, f"<header>{MENU}</header><div id=content>{post}{comments}</div>{side}<footer>Proudly made</footer>"
    )


def news(page):
    title = escape(page["title"])
    by = "<p class=byline>By Our Correspondent</p>"
    more = "<section class=related><h3>Most read</h3><ul><li><a href=/w>Weather in Port Ash</a></li></ul></section>"
    return whole(
        page,
        f"<header>{MENU}</header><main><article><h1>{title}</h1>{by}{inside(page)}</article>{more}</main>"
        "<footer>All rights reserved</footer>",
        '<meta property="og:type" content="article">',
    )


def bare(page):
    return whole(page, f"<div>{inside(page)}</div>")


def headlines(page):
    said = [
        "Ministers meet in Port Ash",
        "Herring prices rise",
        "Storm warning for the Amber Strait",
        "New bridge opens",
    ]
    links = "".join(f"<li><a href=/{number}>{one}</a></li>" for number, one in enumerate(said))
    return whole(page, f"<header>{MENU}</header><main><h1>{page['title']}</h1><ul>{links}</ul></main>")


def pieces(page):
    """What an aggregator prints, in its order."""
    kicker = page.get("kicker", "EXPERT COMMENT")
    channel = page["channel"]
    return [
        ("h2", channel), ("p", "Printable version"), ("h1", page["title"]), ("p", kicker),
        *(("p", one) for one in paragraphs(page["body"])),
        ("p", f"Click here to continue reading the full version of this {kicker.title()} on the {channel} website."),
        ("p", "Channel website: https://www.elmhouse.example/"), ("p", f"Original article link: {page['link']}"),
        ("p", "Share this article"), ("p", "RESEARCH EXPERTS EVENTS MEMBERSHIP ABOUT"),
        ("h3", f"Latest News from {channel}"), ("li", "Another comment, on two others 31/01/2024 09:10:00"),
        ("p", "You are viewing our public content. Sign in or register for additional services"),
    ]  # fmt: skip


def aggregator(page):
    text = "".join(f"<{tag}>{escape(said)}</{tag}>" for tag, said in pieces(page))
    drawn = whole(page, f"<div id=nav>{MENU}</div><div id=content>{text}</div>")
    return drawn.replace("<title>", f"<title>{page['channel']} | ")


def text_aggregator(page):
    return "\n\n".join(said for _, said in pieces(page))


def text(page):
    lines = [page["title"], *page.get("before", ()), *paragraphs(page["body"]), *page.get("after", ())]
    return "\n\n".join(map(plain, lines))


def feed(page):
    facts = {
        "url": page["url"], "guid": page["url"], "title": page["title"], "creator": "", "html": inside(page),
        "published": "2024-03-12T15:00:00+00:00",
    }  # fmt: skip
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def mail(page):
    head = "From: Press Office\nSent: Tuesday, March 12, 2024 6:00 PM\nTo: List\nSubject: {}\n\n{}"
    return "\n\n".join(head.format(subject, "\n\n".join(paragraphs(names))) for subject, *names in page["body"])


def newsletter(page):
    items = [f"<p>{subject}</p>" + "".join(map(markup, paragraphs(names))) for subject, *names in page["body"]]
    return whole(page, f"<div id=content><h1>{page['title']}</h1>" + "<p>~</p>".join(items) + "</div>")


LAYOUTS = {
    "gov": gov, "list": listed, "table": table, "breaks": breaks, "blog": blog, "news": news, "bare": bare,
    "headlines": headlines, "aggregator": aggregator, "text_aggregator": text_aggregator, "text": text, "feed": feed,
    "mail": mail, "newsletter": newsletter,
}  # fmt: skip


def documents(page):
    """The documents the program reads from a page."""
    raw = LAYOUTS[page["layout"]](page).encode()
    fed = page["layout"] == "feed"
    url = "https://feeds.example/all.xml" if fed else page["url"]
    origin = Origin(url=url, final_url=url, fetched_at=SEEN, status=200)
    kind = LINES if fed else media_type(raw, "", url)
    return read(
        Snapshot(sha256=hashlib.sha256(raw).hexdigest(), media_type=kind, size=len(raw), origins=(origin,)), raw
    )
