"""Which groups and engagements documents concern."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from made_series import THREE, keep, rows_of_series
from minilateral import library as face
from minilateral.documents import Document, Stamp
from minilateral.model import Engagement, Group
from minilateral.record import concerned, library, texts
from minilateral.record.attached import attached
from minilateral.record.concerns import Head, Judge, concerns
from minilateral.record.voices import voice
from minilateral.record.workspace import Workspace

GROUPS = face.groups()
STATE, TOKYO = "https://www.state.gov/a-statement/", "https://www.mofa.go.jp/a/b.html"


def judged(title, lead="", url="", kind="", day=""):
    head = Head(title, lead, url, kind)
    return {one.group: one.role for one in concerns(head, map(Judge, GROUPS), day)}


@pytest.mark.parametrize(
    "title",
    [
        f"Joint Statement of {THREE}",
        "Trilateral Statement: U.S.-ROK-Japan",
        "US – Japan – Republic of Korea Trilateral Partnership",
        "Secretary Blinken's Meeting with Japanese Minister Hayashi and South Korean Minister Park and U.S. Envoys",
        "Washington, Seoul and Tokyo on North Korea",
        "TCOG Joint Statement",
        "JAPAN-SOUTH KOREA-UNITED STATES",
    ],
)
def test_all_members_in_the_title_in_any_order_and_by_any_name(title):
    assert judged(title)["japan-korea-us"] == "own"


@pytest.mark.parametrize(
    "title",
    [
        "Democratic People's Republic of Korea: Japan and the United States speak",
        "The United States and Japan on the DPR Korea and the Korean Peninsula",
        "Japan and the United States in the East China Sea",
        "",
    ],
)
def test_the_long_name_of_the_north_names_no_member(title):
    assert "japan-korea-us" not in judged(title)


def test_the_publisher_counts_as_named_and_a_stranger_owns_nothing():
    title = "Trilateral Call with Japanese Vice Foreign Minister Mori and Republic of Korea Vice Foreign Minister Choi"
    assert judged(title, url=STATE) == {"japan-korea-us": "own"}
    assert "japan-korea-us" not in judged(title)
    assert judged("Call with the leaders of France, Germany and the United Kingdom", url=STATE) == {"e3": "names"}
    assert judged("Statement by France, Germany and the United Kingdom")["e3"] == "own"


def test_a_wider_company_is_not_the_group():
    assert judged(f"Statement by {THREE}, Australia and Canada")["japan-korea-us"] == "names"
    found = judged("Joint Statement from the Leaders of Australia, India, Japan, and the United States")
    assert found == {"quad": "own", "australia-japan-us": "names"}


def test_a_meeting_of_two_that_speaks_of_the_third_is_not_the_groups():
    lead = "President Biden met Prime Minister Kishida of Japan. They welcomed U.S.-Japan-ROK cooperation."
    found = judged("Readout of the Meeting with Prime Minister Kishida of Japan", lead, STATE, "readout")
    assert found["japan-korea-us"] == "names"


def test_the_opening_decides_where_the_title_names_nobody():
    lead = f"Office of the Spokesperson\n\nWe, the leaders of {THREE}, met at Camp David."
    assert judged("Camp David Principles", lead, STATE, "principles") == {"japan-korea-us": "own"}
    two = f"Japan and the Republic of Korea met. Later {THREE} met."
    assert judged("A statement", two, "", "joint_statement") == {"japan-korea-us": "names"}
    assert judged("Press Briefing", lead, STATE, "press_briefing") == {"japan-korea-us": "names"}


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Minister Alba's Travel to Japan and the Republic of Korea", ""),
        ("Minister Alba's Calls with Japanese Minister Ono and South Korean Minister Ahn", ""),
        ("Minister Alba's Call", "Minister Alba held separate calls with Japan's Mr Ono and South Korea's Mr Ahn."),
        ("Statement from President Alba on the Japan-ROK Accord", ""),
    ],
)
def test_journeys_separate_talks_and_ones_own_view_are_no_meeting(title, lead):
    kind = "press_statement" if title.startswith("Statement") else "readout"
    assert judged(title, lead, STATE, kind)["japan-korea-us"] == "names"
    joint = f"Minister Alba joined a trilateral meeting of {THREE}. {lead}"
    assert judged("Travel of Minister Alba to Asia", joint, STATE)["japan-korea-us"] == "own"


def test_the_statement_of_one_office_on_a_fourth_is_its_own():
    lead = f"The launch is a threat. Our commitments to {THREE} stand."
    title = "Statement by Spokesperson Alba on the Democratic People's Republic of Korea's Launch"
    assert judged(title, lead, STATE, "press_statement")["japan-korea-us"] == "names"
    assert judged(f"Statement by Spokesperson Alba on the Talks of {THREE}", "", STATE, "press_statement") == {
        "japan-korea-us": "own"
    }


def test_the_place_behind_a_bar_is_no_company():
    title = "Remarks by President Alba and Prime Minister Bell of Australia Before Bilateral Meeting | Tokyo, Japan"
    assert judged(title, "", STATE, "remarks").get("australia-japan-us") != "own"
    title = f"Remarks by the Leaders of {THREE} in Trilateral Meeting | Lima, Peru"
    assert judged(title, "", STATE, "remarks")["japan-korea-us"] == "own"


def test_a_group_named_far_below_is_only_named():
    lead = "Vaccines will be given. " * 30 + "So said the Quad of Australia, India and Japan."
    assert judged("Fact Sheet: Vaccines", lead, STATE, "fact_sheet")["quad"] == "names"
    assert judged("Quadrilateral Deal on Grain", "Türkiye and Ukraine agreed.", STATE) == {}  # nor a word of four
    assert judged("New Yards for Ships", "They keep our word to AUKUS partners.", STATE)["aukus"] == "names"


def test_groups_by_their_names():
    assert judged("Joint Leaders Statement on AUKUS") == {"aukus": "own"}
    assert judged("Joint Readout of Quad Leaders Call", url=STATE)["quad"] == "own"
    assert judged("Secretary's Call with Transatlantic Quad Ministers", url=STATE) == {}
    assert judged("A quad of students; the squad won; Plus Three") == {}
    assert judged("Weimar Triangle statement")["weimar"] == "own"
    assert judged("Concert in Weimar, Germany") == {}


def test_members_are_those_of_the_day():
    title = "Declaration by Czechoslovakia, Hungary and Poland"
    assert judged(title, day="1991-02-15")["visegrad"] == "own"
    assert "visegrad" not in judged(title, day="2015-01-01")


def held(tmp_path, rows=None):
    ws = Workspace(tmp_path)
    keep(ws, rows or rows_of_series())
    return ws


def test_documents_of_a_group_are_found_and_those_of_others_not(tmp_path):
    others = [
        {"title": "Weather", "text": "It rained in Japan for days and days.", "date": "2024-01-01", "url": f"{STATE}w"}
    ]
    ws = held(tmp_path, rows_of_series() + others)
    found = library.documents(ws, library.Filters(group="japan-korea-us"), GROUPS)
    assert len(found) == 7
    assert {one.kind for one in found} == {"joint_statement"}
    assert library.documents(ws, library.Filters(group="quad"), GROUPS) == ()
    assert len(library.find(ws, "denuclear*", library.Filters(group="japan-korea-us"), groups=GROUPS)) == 7
    assert library.find(ws, "rained", library.Filters(group="japan-korea-us"), groups=GROUPS) == ()


def stored(ws):
    with closing(sqlite3.connect(ws.texts)) as connection:
        return connection.execute("SELECT group_slug, count(*) FROM concerns GROUP BY group_slug").fetchall()


def test_the_table_follows_documents_and_groups(tmp_path):
    ws = held(tmp_path)
    assert len(concerned.concerning(ws, GROUPS, "japan-korea-us")) == 7
    keep(
        ws, [{"title": f"Joint Statement of {THREE}", "text": "New. " * 50, "date": "2026-01-01", "url": f"{STATE}new"}]
    )
    assert len(concerned.concerning(ws, GROUPS, "japan-korea-us")) == 8
    mine = Group(slug="two", name="The two of them", members=("JPN", "KOR"))
    found = concerned.concerning(ws, (*GROUPS, mine), "two")
    assert {one.role for one in found.values()} == {"names"}  # the United States is named beside them
    assert dict(stored(ws)) == {"japan-korea-us": 8, "two": 8}
    concerned.concerning(ws, GROUPS, "quad")
    assert dict(stored(ws)) == {"japan-korea-us": 8}


def test_documents_that_go_take_their_rows_along(tmp_path):
    ws = held(tmp_path)
    concerned.concerning(ws, GROUPS, "quad")
    for path in ws.snapshots.glob("*/*.yml"):
        path.unlink()
    texts.sync(ws)
    assert stored(ws) == []
    assert concerned.concerning(ws, GROUPS, "japan-korea-us") == {}


def test_where_nothing_may_be_written_it_is_made_in_memory(tmp_path, monkeypatch):
    ws = held(tmp_path)
    monkeypatch.setattr(concerned, "writable", lambda _: False)
    assert len(concerned.concerning(ws, GROUPS, "japan-korea-us")) == 7
    with closing(sqlite3.connect(ws.texts)) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'concerns'").fetchone()


def test_an_empty_library_concerns_nobody(tmp_path):
    ws = Workspace(tmp_path)
    assert concerned.concerning(ws, GROUPS, "quad") == {}
    assert library.documents(ws, library.Filters(group="quad"), GROUPS) == ()
    assert library.find(ws, "x", library.Filters(group="quad"), groups=GROUPS) == ()


def meeting(id_="E-1", **facts):
    known = {"date": date(2023, 8, 18), "kind": "meeting", "level": "leader", "summary": "They met."}
    return Engagement(id=id_, occasion_id=f"O-{id_}", **{**known, **facts})


def told(title="Joint Statement of the Leaders", day="2023-08-18", kind="joint_statement", text=""):
    event = Stamp(value=day, basis="the text")
    return Document(id="D-1", snapshot="", title=title, kind=kind, event=event, text=text)


def test_the_engagement_of_the_day():
    assert attached(told(), [meeting(), meeting("E-2", date=date(2023, 8, 19))]).engagement == "E-1"
    assert attached(told(day="2023-08-20"), [meeting(end_date=date(2023, 8, 20))]).engagement == "E-1"
    assert attached(told(day="2023-08-02"), [meeting(date_precision="month")]).engagement == "E-1"


@pytest.mark.parametrize(
    ("document", "rows", "why"),
    [
        (told(day=""), [meeting()], "the day it tells of is not known"),
        (told(day="2024-01-01"), [meeting()], "nothing is on record for 2024-01-01"),
        (told("Statement of the Vice Foreign Ministers"), [meeting()], "was at another level"),
        (told("A Statement"), [meeting(), meeting("E-2")], "several are on record for 2023-08-18: E-1, E-2"),
        (told(), [meeting(status="planned")], "nothing is on record"),
        (told("Statement by the Press Secretary", kind="press_statement"), [meeting()], "one government's statement"),
    ],
)
def test_none_is_said_with_its_reason(document, rows, why):
    found = attached(document, rows)
    assert found.engagement == ""
    assert why in found.why


def test_levels_and_drills_leave_one_of_several():
    ministers = meeting("E-2", level="minister")
    assert attached(told(), [meeting(), ministers]).engagement == "E-1"
    assert (
        attached(told("A Statement", text="We, the Foreign Ministers, met."), [meeting(), ministers]).engagement
        == "E-2"
    )
    drill = meeting("E-3", kind="exercise", level="forces")
    assert attached(told("A Statement"), [meeting(), drill]).engagement == "E-1"
    assert attached(told("A Statement"), [drill]).engagement == "E-3"
    assert attached(told(), [replace(meeting(), date_precision="month"), meeting("E-4")]).engagement == "E-4"


def test_the_day_of_issue_serves_where_a_text_tells_of_none():
    issued = Stamp(value="2023-08-18T14:00:00-04:00", basis="the issuer's own page")
    document = replace(told(day=""), issued=issued)
    found = attached(document, [meeting()])
    assert (found.engagement, "the day of issue" in found.why) == ("E-1", True)
    later = replace(told(day="2023-08-12"), issued=issued)
    assert attached(later, [meeting(kind="statement")]).engagement == "E-1"  # the joint text tells of what it answers
    account = replace(later, kind="readout", title="Readout of the Leaders' Call")
    assert attached(account, [meeting(kind="statement")]).engagement == ""


def test_a_day_before_or_after_needs_somebody_or_the_place():
    rows = [meeting(persons=("Alba", "Ono Taro"), place="Camp David, Maryland")]
    readout = told("Readout of the Leaders' Meeting", "2023-08-17", "readout", "President Alba met Mr. Ono.")
    assert attached(readout, rows).engagement == "E-1"
    assert attached(replace(readout, text="They met at Camp David."), rows).engagement == "E-1"
    assert attached(replace(readout, text="They met."), rows).engagement == ""
    assert attached(replace(readout, event=Stamp(value="2023-08-16", basis="x")), rows).engagement == ""
    apart = told("Statement of the Leaders", "2023-08-17", text="We mark the anniversary.")
    assert attached(apart, [meeting(kind="statement", place="capitals", persons=("Alba",))]).engagement == "E-1"


def test_a_month_needs_somebody_or_the_place_where_they_are_known():
    rows = [meeting(date_precision="month", date=date(2023, 8, 1), persons=("Alba", "Ono Taro"))]
    assert attached(told(text="President Alba and Mr. Ono spoke."), rows).engagement == "E-1"
    assert attached(told(text="Others spoke."), rows).engagement == ""


def test_those_who_met_decide_between_two_and_outweigh_a_title():
    one, two = meeting(persons=("Alba", "Ono Taro")), meeting("E-2", persons=("Bell", "Cruz"))
    assert attached(told("A Statement", text="Mr. Bell and Ms. Cruz met."), [one, two]).engagement == "E-2"
    deputies = told("Statement of the Vice Ministers", text="Mr. Bell, for his minister, and Ms. Cruz met.")
    assert attached(deputies, [two]).engagement == "E-2"


def test_a_text_that_begins_with_we_is_spoken_together_whatever_it_is_called():
    assert (
        voice(told("Three States Build a Machine", kind="", text="We, Alba, Bell and Cruz, congratulate."))
        == "together"
    )
    assert voice(told("Three States Build a Machine", kind="", text="Were it built, we would.")) == ""
    assert voice(told("Remarks", kind="remarks", text="We met.")) == ""
