"""Made-up promises and what became of them, for the tests of what reads the ledger."""

from __future__ import annotations

from datetime import date

from minilateral.commitments.entries import Entry
from minilateral.model import Commitment, Group

AS_OF = date(2025, 10, 31)
GROUP = Group(slug="made-up", name="Made–up group", members=("AUS", "JPN", "USA"))


def promise(id_="C-1", **fields):
    """One commitment; what is not given is plain."""
    given = {"made_date": date(2025, 1, 15), "text": "Ministers meet within the year", "kind": "deadline", **fields}
    return Commitment(id=id_, **given)


def entry(id_="C-1", status="open", lenient="", *, row=None, **fields):
    """One entry of a ledger; `row` are fields of its commitment."""
    return Entry(commitment=promise(id_, **(row or {})), status=status, lenient=lenient or status, **fields)
