"""A brief with nine findings, as long as the longest of real groups, and one of names nobody should have."""

from __future__ import annotations

from dataclasses import replace

from fixture_brief import HOSTILE, brief

from minilateral.brief.parts import Brief, Num

NAMES = {
    "consultation": "Discusses",
    "response": "Answers together",
    "signalling": "Signals cohesion",
    "integration": "Integrates defence",
    "breadth": "Keeps its breadth",
    "consistency": "Meets consistently",
    "capacity": "Capacity and will",
    "horizon": "Long horizon",
    "promises": "Keeps its promises",
}
ARROWS = ("falling", "not known", "steady", "rising")
SENTENCE = (
    "Ministers or leaders met on ",
    Num("two", "contacts-now"),
    " of eight tracks in the year to 31 October 2025, against six in the year before, and ",
    Num("none", "fm"),
    " of these meetings was held for its own sake or in a capital.",
)
INTERVAL = (
    "80% interval ",
    Num("42%", "contacts-both"),
    " to 64%; none so severe since 6 January 2025; two such in the year, too few to say which way (five are needed)",
)


def nine() -> Brief:
    """Nine findings of two lines each."""
    book = brief()
    findings = tuple(
        replace(
            book.findings[0], function=name, section=section, arrow=ARROWS[place % 4], sentence=SENTENCE,
            interval=INTERVAL, coverage="observed to 31 October 2025",
        )
        for place, (section, name) in enumerate(NAMES.items())
    )  # fmt: skip
    return replace(book, findings=findings)


def worst() -> Brief:
    """Nine findings, ten tracks and eight conditions, every text of it far too long and in the widest of letters."""
    book = nine()
    wide = ("W" * 30 + " ") * 40
    findings = tuple(
        replace(one, function=f"{one.function} {wide}", sentence=(wide, Num(wide, "fm")), coverage=f"{place} {wide}")
        for place, one in enumerate(book.findings)
    )
    rows = tuple(tuple((wide,) for _ in row) for row in (book.glance.rows * 10)[:10])
    return replace(
        book,
        title=wide,
        gist=wide,
        group=replace(book.group, name=wide, short_name=wide),
        standfirst=(wide,),
        findings=findings,
        glance=replace(book.glance, rows=rows, columns=tuple(wide for _ in book.glance.columns)),
        would_change=((wide,),) * 8,
    )


def hostile() -> Brief:
    """Every text of the one page and the picture holds what HTML, BibTeX and Typst would act on."""
    book = nine()
    findings = tuple(replace(one, function=HOSTILE[:60], sentence=(HOSTILE,)) for one in book.findings)
    return replace(
        book,
        title=HOSTILE,
        gist=HOSTILE,
        group=replace(book.group, name=HOSTILE, short_name=HOSTILE, slug='x"}{\\'),
        standfirst=(HOSTILE,),
        findings=findings,
        would_change=((HOSTILE,),),
        version=HOSTILE,
        casebook_hash=HOSTILE,
    )
