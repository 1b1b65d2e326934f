"""A hand-made brief with every part in it and hostile strings among them; `brief(n)` has n ordinary rows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

from minilateral.brief.charts import theme
from minilateral.brief.parts import Brief, Evidence, EvidenceRow, Figure, Finding, Num, Ref, Section, Table
from minilateral.model import Estimate, Group

AS_OF = date(2025, 10, 31)
HOSTILE = (
    '</script><script>alert(1)</script><img src=x onerror="alert(2)"> '
    "\u202egnp.exe\u202c \u200f\u05e9\u05dc\u05d5\u05dd "
    "nul\x00 bell\x07 #panic() $x$ *b* @ref `raw` \\u{41} \ud800 ]]> &lt; {{ 7*7 }} {% raw %}"
)
GROUP = Group(
    slug="japan-korea-us",
    name="Japan\u2013South Korea\u2013United States",
    short_name="Japan\u2013Korea\u2013US",
    members=("JPN", "KOR", "USA"),
    purposes="Deterrence of North Korea; consultation on regional challenges",
)

_PLACES = ("New York", "Tokyo", "Seoul", "Washington, D.C.", "Kuala Lumpur", "Munich", "Manila", "Lima")
_KINDS = ("Foreign ministers, meeting", "Vice foreign ministers, meeting", "Envoys, call", "Directors general, call")


def _row(i: int) -> EvidenceRow:
    day = date(2023, 11, 3) + timedelta(days=i * 16 % 728)
    return EvidenceRow(
        id=f"JKU-{day:%Y%m%d}-{i:02d}",
        table="engagements",
        date=day,
        date_text=f"{day.day} {day:%B %Y}",
        head=f"{_KINDS[i % 4]}, {_PLACES[i % 8]}",
        summary="Condemned the launch of the day before, reaffirmed extended deterrence and agreed to keep consulting"
        " on the exchange of missile warning data; supply chains were raised.",
        details=(("Levels", "JPN minister, KOR vice minister, USA minister"), ("Place", _PLACES[i % 8])),
        source_url=f"https://www.mofa.go.jp/a_o/na/pageit_000001_0{i:04d}.html",
        source_url_2=f"https://2021-2025.state.gov/readout-{i}/" if i % 2 else "",
        confidence=("high", "medium")[i % 5 == 0],
    )


def rows(n: int = 44) -> tuple[EvidenceRow, ...]:
    """`n` rows in date order, and one hostile row at the end."""
    hostile = EvidenceRow(
        id='X <b>"id"</b>',
        table="engagements",
        date=AS_OF,
        date_text="31 October 2025",
        head=HOSTILE,
        summary=HOSTILE + " long " * 400_0,
        details=(("caution", HOSTILE),),
        source_url="javascript:alert(3)",
        source_url_2='https://example.org/"><script>alert(4)</script>',
        confidence="low",
        origin="workspace",
    )
    return (*sorted((_row(i) for i in range(n)), key=lambda r: (r.date, r.id)), hostile)


def figure(name: str = "rate", points: int = 46) -> Figure:
    """A small bar chart with its table."""
    values = [{"month": f"{2022 + i // 12}-{i % 12 + 1:02d}-01", "n": (i * 7) % 5} for i in range(points)]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": values},
        "mark": {"type": "bar", "color": theme.ACT},
        "background": None,
        "config": {
            "axis": {
                "gridColor": theme.HAIR,
                "domainColor": theme.INK,
                "tickColor": theme.INK,
                "titleColor": theme.INK,
            },
            "axisX": {"labelColor": theme.INK},
            "axisY": {"labelColor": theme.INK},
            "view": {"stroke": None},
        },
        "encoding": {
            "x": {"field": "month", "type": "temporal", "scale": {"type": "utc"}},
            "y": {"field": "n", "type": "quantitative"},
        },
        "width": 640,
        "height": 180,
    }
    cells = tuple(((v["month"],), (Num(str(v["n"]), "contacts-now"),)) for v in values)
    return Figure(
        id=name,
        title="Contacts have thinned to about one a month since the spring of 2025",
        subtitle="Contacts of all three members per month, with the 80% interval, January 2022 to October 2025",
        alt="Bars of contacts per month; they rise to two a month in 2023 and 2024 and fall to about one in 2025.",
        spec=json.dumps(spec, sort_keys=True),
        data=Table(
            id=f"{name}-data", caption="Contacts per month", columns=("Month", "Contacts"), rows=cells, numeric=(1,)
        ),
        note="November 2025 onwards is not observed and is left blank, not zero.",
    )


def _findings() -> tuple[Finding, ...]:
    return (
        Finding(
            function="Discusses",
            arrow="falling",
            sentence=(
                Num("13", "contacts-now"),
                " contacts of all three in the last 12 months, against ",
                Num("31", "contacts-before"),
                " in the 12 before; the fall would vanish only if we now find fewer than ",
                Num("41%", "contacts-both"),
                " of what we found a year earlier.",
            ),
            interval=("Ratio ", Num(".43", "contacts-both"), ", 90% interval .24 to .73"),
            coverage="observed to 31 October 2025",
            section="consultation",
        ),
        Finding(
            function="Keeps its breadth",
            arrow="falling",
            sentence=(
                "Ministers met on ",
                Num("1", "tracks-now"),
                " of ",
                Num("9", "tracks-ever"),
                " tracks, against ",
                Num("6", "contacts-before"),
                " the year before; none of ",
                Num("5", "contacts-now"),
                " meetings was called for its own sake.",
            ),
            interval=("Share of tracks ", Num(".11", "tracks-now"), ", 80% interval .04 to .31"),
            coverage="observed to 31 October 2025",
            cautions=("Whether a meeting stood alone is known for 4 of 5.",),
            section="breadth",
        ),
        Finding(
            function="Answers together",
            arrow="steady",
            sentence=(
                "Launches of severity 4 or more were answered within three days in ",
                Num("17", "answered"),
                " of ",
                Num("34", "answered"),
                " cases, against ",
                Num(".06", "answered"),
                " by chance; no test since ",
                Num("31 October 2024", "last-test"),
                ".",
            ),
            interval=("Share ", Num(".50", "answered"), ", 80% interval .39 to .61"),
            coverage="responses are a sample; a lower bound",
            cautions=("Better known launches are searched harder: comparisons by severity lean upward.",),
            section="response",
        ),
        Finding(
            function="Meets consistently",
            arrow="not known",
            sentence=(
                "Foreign ministers met ",
                Num("2 days", "fm"),
                " ago, leaders ",
                Num("350", "leaders"),
                " days ago; too few meetings to say whether the rhythm has changed.",
            ),
            interval=("No interval: fewer than 5 meetings",),
            coverage="observed to 31 October 2025",
            section="consistency",
        ),
    )


def _tracks(some: tuple[EvidenceRow, ...]) -> Table:
    lines = (
        ("Leaders", "15 November 2024, Lima", "350", "14 of 15"),
        ("Foreign ministers", "29 October 2025, Kuala Lumpur", "2", "24 of 24"),
        ("Defence ministers", "28 July 2024, Tokyo", "460", "10 of 10 to 2018"),
        ("National security advisers", "25 October 2024, Washington, D.C.", "371", "not numbered"),
        ("Commerce ministers", "26 June 2024, Washington, D.C.", "492", "1 of 1"),
        ("Finance ministers", "17 April 2024, Washington, D.C.", "562", "1 of 1"),
        ("Vice foreign ministers", "18 July 2025, Tokyo", "105", "15 of 15"),
        ("Chiefs of defence", "11 July 2025, Seoul", "112", "9 of 22"),
    )
    cells = tuple(
        ((name,), (Ref(last, some[i % len(some)].id),), (Num(days, "fm"),), (Num(found, "tracks-ever"),))
        for i, (name, last, days, found) in enumerate(lines)
    )
    return Table(
        id="tracks",
        caption="Last meeting and silence per track",
        columns=("Track", "Last meeting", "Days since", "Recorded of official"),
        rows=cells,
        numeric=(2,),
    )


def _sections(some: tuple[EvidenceRow, ...]) -> tuple[Section, ...]:
    first = Section(
        id="consultation",
        title="Consultation",
        lead=("Contacts fell from ", Num("31", "contacts-before"), " to ", Num("13", "contacts-now"), "."),
        paragraphs=(
            (
                "A contact is a meeting, call or dialogue of all three members, one per date and level. The last was ",
                Ref("the foreign ministers' meeting in Kuala Lumpur", some[0].id),
                ".",
            ),
            ("Whether the fall is a fall of what happened or of what was found is the first thing to ask.",),
        ),
        figures=(figure(),),
        tables=(replace(_tracks(some), id="levels", caption="By level"),),
        cautions=("The record of calls by directors general is incomplete.",),
    )
    others = tuple(
        Section(
            id=name,
            title=title,
            lead=("Counted over the 12 months to the end of October 2025.",),
            paragraphs=(
                ("What was counted: ", Num("17", "answered"), " rows.", HOSTILE if name == "response" else ""),
            ),
            figures=(figure(name + "-fig"),),
        )
        for name, title in (("breadth", "Breadth"), ("response", "Response"), ("consistency", "Consistency"))
    )
    method = Section(
        id="method",
        title="Method",
        paragraphs=(
            ("Unknown is not zero. " * 12,),
            ("Rates are discounted Gamma-Poisson (West and Harrison 1985). " * 6,),
        ),
    )
    return (first, *others, method)


def _estimates(ids: tuple[str, ...]) -> tuple[Estimate, ...]:
    base = Estimate(
        group=GROUP.slug,
        measure="consultation",
        name="contacts_year",
        label="Contacts in 12 months",
        from_date=date(2024, 11, 1),
        to_date=AS_OF,
        value=13.0,
        n=13,
        coverage=1.0,
        evidence=ids[:13],
        key=(("series", "contacts"), ("window", "now")),
    )
    ratio = replace(base, name="contacts_ratio", value=0.43, low=0.24, high=0.73, interval=0.9, label='=HYPERLINK("x")')
    unknown = replace(base, name="index", value=None, coverage=0.0, reason="not observed", evidence=(), n=None)
    broken = replace(base, name="rate", value=float("nan"), high=float("inf"), warnings=("window_partly_observed",))
    return (base, ratio, unknown, broken)


def evidence(every: tuple[EvidenceRow, ...]) -> tuple[Evidence, ...]:
    """The sets named in the fixture's sentences."""
    ids = tuple(row.id for row in every)
    sets = {
        "contacts-now": ("Contacts in the 12 months to 31 October 2025", ids[-13:]),
        "contacts-before": ("Contacts in the 12 months to 31 October 2024", ids[:31]),
        "contacts-both": ("Contacts in both windows", ids),
        "tracks-now": ("Tracks at minister level that met", ids[-5:]),
        "tracks-ever": ("Tracks that ever met or were promised", ids[:9]),
        "answered": ("Launches and the answers to them", ids[3:37]),
        "last-test": ("The last launch of severity 4 or more", ids[-1:]),
        "fm": ("Last foreign ministers' meeting", ids[-2:-1]),
        "leaders": ("Last leaders' meeting", ()),
    }
    note = "Nothing of the kind is recorded."
    return tuple(Evidence(key=k, title=t, rows=r, note="" if r else note) for k, (t, r) in sets.items())


def brief(n: int = 44) -> Brief:
    """The fixture: `n` ordinary rows and a hostile one."""
    every = rows(n)
    return Brief(
        group=GROUP,
        as_of=AS_OF,
        coverage_end=AS_OF,
        since=date(2025, 7, 1),
        title="Japan, Korea and the United States still meet, but on one track and half as often",
        standfirst=(
            "In the year to 31 October 2025 the foreign ministers kept meeting while every other track fell silent. ",
            "Contacts fell from ",
            Num("31", "contacts-before"),
            " to ",
            Num("13", "contacts-now"),
            ". How they answer a nuclear or long-range test is untested since October 2024.",
        ),
        findings=_findings(),
        glance=replace(_tracks(every), id="glance"),
        tracks=replace(_tracks(every), groups=((0, "Leaders"), (1, "Ministers"))),
        silent=replace(_tracks(every), id="tracks-silent", rows=_tracks(every).rows[-1:]),
        newest=(
            "Foreign ministers met in Kuala Lumpur on 29 October 2025, ",
            Num("2 days", "fm"),
            " before the record ends.",
        ),
        would_change=(
            (
                "A defence ministers' meeting before the end of 2025 would end ",
                Num("460", "fm"),
                " days of silence.",
            ),
            (
                "Finding ",
                Num("18", "contacts-now"),
                " unrecorded contacts of the last year would undo the fall.",
            ),
        ),
        sections=_sections(every),
        estimates=_estimates(tuple(row.id for row in every)),
        evidence=evidence(every),
        rows=every,
        version="0.1.0",
        casebook_hash="3f" * 32,
        sources_count=61,
        caution=(
            "Of ",
            Num("15", "tracks-ever"),
            " numbered meetings of vice ministers the record holds all; of calls, six in ten.",
        ),
        gist="still meeting, less often and on fewer tracks",
    )
