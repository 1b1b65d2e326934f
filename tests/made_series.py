"""A made-up series of statements of one group: which state's weapons are to go, year by year."""

import json
from datetime import UTC, datetime

from minilateral.documents import Document, Origin, Stamp
from minilateral.record import texts
from minilateral.sources import snapshots

THREE = "Japan, the Republic of Korea, and the United States"
# Day, title, what the text says of weapons. The order of who is named first differs by host, as it does.
SERIES = (
    ("2017-07-06", "Joint Statement (Hamburg)", "a complete, verifiable denuclearisation of the Korean Peninsula"),
    ("2022-02-12", "Joint Statement (Honolulu)", "the complete denuclearization of the Korean\nPeninsula"),
    ("2022-11-13", "Joint Statement (Phnom Penh)", "the complete denuclearization of the Korean Peninsula"),
    ("2023-08-18", "Joint Statement (Camp David)",
     "the complete denuclearization of the Democratic People’s Republic of Korea (DPRK)"),
    ("2024-06-02", "Joint Statement (Singapore)", "the complete denuclearization of the DPRK"),
    ("2024-11-15", "Joint Statement (Lima)", "the complete denuclearization of the Korean Peninsula"),
    ("2025-02-15", "Joint Statement (Munich)", "the complete denuclearisation of the DPRK"),
)  # fmt: skip


def body(what, more=""):
    """The text of one statement."""
    return (
        f"We, the ministers of {THREE}, met today and spoke of what lies before our three governments this year.\n\n"
        f"We reaffirm our commitment to {what}. We ask all states to keep to the resolutions. {more}"
    )


def said(day, title, text, **facts):
    """A joint statement held whole from an official page, unless the facts say otherwise."""
    known = {
        "kind": "joint_statement", "relation": "official", "completeness": "full", "issuer": "US Department of State",
        "url": f"https://www.state.gov/{day}-{len(text)}/", "event": Stamp(value=day, basis="the text"),
    }  # fmt: skip
    return Document(id=f"D-{day}-{title[-6:-1]}", snapshot="", title=title, text=text, **{**known, **facts})


def documents(**facts):
    """Every statement of the series."""
    return [said(day, title, body(what), **facts) for day, title, what in SERIES]


def keep(ws, rows):
    """Bring rows (title, text, date, url) into a workspace's library, as a collection of whole texts."""
    ws.snapshots.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    origin = Origin(
        url="file:///made.jsonl", final_url="file:///made.jsonl", fetched_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    snapshots.keep(ws.snapshots, lines.encode(), origin, "application/jsonl")
    return texts.sync(ws)


def rows_of_series():
    """The series as rows of a collection."""
    return [
        {
            "title": f"{title[:-1]}): {THREE}",
            "text": body(what),
            "date": day,
            "url": f"https://www.state.gov/made-{day}-statement/",
        }
        for day, title, what in SERIES
    ]
