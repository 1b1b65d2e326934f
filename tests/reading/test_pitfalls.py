"""The traps of real pages, one by one, on pages of invented states in the same form."""

import json

import invented
import pytest

PARAGRAPHS = [
    "A standfirst of one sentence about partners who have every reason to worry about each other this year.",
    "The foreign minister of Arvonia met those of Belmark and Cassia this month on the margins of a conference in Elm.",
    "It was the first high-level meeting of the three since the new president took office in January of this year.",
    "They called their partnership “unshakable” in a joint statement, a word that had not been used for years.",
    "Behind the word stand doubts that no communiqué can lift, and tariffs that no communiqué can hide either.",
]
AGGREGATOR = (
    "https://www.wired-gov.net/wg/news.nsf/articles/The+outlook+of+ArvoniaBelmark+Cassia+cooperation+01022025122000"
)


def aggregator_page(*, markup=True):
    pieces = [
        ("h2", "Elm House"), ("p", "Printable version"), ("h1", "The outlook of Arvonia–Belmark–Cassia cooperation"),
        ("p", "EXPERT COMMENT"), *(("p", text) for text in PARAGRAPHS),
        ("p", "Click here to continue reading the full version of this Expert Comment on the Elm House website."),
        ("p", "Channel website: https://www.elmhouse.example/"),
        ("p", "Original article link: https://www.elmhouse.example/2025/01/outlook-abc"),
        ("p", "Share this article"), ("p", "RESEARCH"), ("p", "EXPERTS"), ("p", "EVENTS"), ("p", "MEMBERSHIP"),
        ("h3", "Latest News from Elm House"), ("p", "Readout of a call between Arvonia and Drovia"),
    ]  # fmt: skip
    if not markup:
        return "\n\n".join(text for _, text in pieces)
    inside = "".join(f"<{tag}>{text}</{tag}>" for tag, text in pieces)
    title = "Elm House | The outlook of Arvonia-Belmark-Cassia cooperation"
    return f"<!DOCTYPE html><html lang=en><head><title>{title}</title></head><body><div>{inside}</div></body></html>"


@pytest.mark.parametrize("markup", [True, False])
def test_a_comment_republished_as_a_teaser(markup):
    if markup:
        found = invented.document(aggregator_page(), AGGREGATOR)
        assert found.published.value == "2025-02-01T12:20:00"
        assert "DDMMYYYYhhmmss" in found.published.basis
        assert (found.publisher, found.host) == ("Elm House", "wired-gov.net")
        assert found.title == "The outlook of Arvonia–Belmark–Cassia cooperation"
    else:
        found = invented.document(aggregator_page(markup=False), "file:///home/a/page.txt")
        assert found.published.value == ""
    assert (found.completeness, found.relation) == ("teaser", "teaser")
    assert found.original_url == "https://www.elmhouse.example/2025/01/outlook-abc"
    for gone in ("RESEARCH", "MEMBERSHIP", "Printable", "Share this", "Latest News", "Drovia", "Click here"):
        assert gone not in found.text
    for kept in ("“unshakable”", "the first high-level meeting of the three since", *PARAGRAPHS):
        assert kept in found.text
    assert not found.quotable


CUTS = {
    "please read more": "<p>{0}</p><p>Please read more at: https://www.state.gov/the-spirit/</p>",
    "click to read": "<p>{0}</p><p>Click To Read Full Article</p>",
    "click here to visit": "<p>{0} [...]</p><p>Click here to visit source</p><p>See also</p><p>An unrelated story</p>",
    "full text in Korean": "<p>{0}</p><p>[전문] https://kr.example/full</p>",
    "paywall": "<p>{0}</p><p>Subscribe to continue reading this article.</p>",
    "to read on": "<p>{0}</p><p>To continue reading, please start a subscription</p>",
}


@pytest.mark.parametrize("form", CUTS)
def test_a_beginning_says_that_it_is_one(form):
    found = invented.document(
        invented.page(CUTS[form].format(invented.BODY[0].format(day="May 31, 2024"))), "https://news.example/a"
    )
    assert found.completeness in {"teaser", "excerpt"}, found.completeness_basis
    assert found.relation in {"teaser", "unknown"}


def test_a_title_that_is_cut_and_a_text_that_breaks_off():
    cut = invented.document(
        invented.page(invented.body(), title="Joint Statement on the Trilateral of Arvonia and ...")
    )
    assert cut.completeness == "excerpt"
    broken = invented.body()[: invented.body().rfind("instructed") + 18]
    assert invented.document(invented.page(broken)).completeness == "excerpt"


@pytest.mark.parametrize("begin", ["Begin Text", "Begin text:", "Begin Text:", "start text"])
@pytest.mark.parametrize("end", ["End Text", "End text.", ""])
def test_marks_of_a_text_are_never_needed_and_never_kept(begin, end):
    inside = f"<p>The text of the following statement was released.</p><p>{begin}</p>{invented.body()}" + (
        f"<p>{end}</p>" if end else ""
    )
    found = invented.document(invented.page(inside))
    assert found.completeness == "full"
    assert found.completeness_basis.startswith("marked" if end else "the issuer's own page")
    assert begin not in found.text


def test_an_official_page_is_full_and_official_and_may_be_quoted():
    found = invented.document(invented.page(invented.body()))
    assert (found.completeness, found.relation, found.kind) == ("full", "official", "joint_statement")
    assert found.issuer == "US Department of State"
    assert found.quotable
    assert [paragraph.format(day="May 31, 2024") in found.text for paragraph in invented.BODY] == [True] * 3
    assert "Home" not in found.text


def test_a_republisher_that_edits_is_not_verbatim():
    notice = "/Public Release. This material from the originating organization/author(s) might be of the point-in-time"
    notice += " nature, and edited for clarity, style and length. View in full"
    inside = f"<p>Department of Foreign Affairs of Arvonia</p>{invented.body()}<p>{notice}</p>"
    found = invented.document(invented.page(inside), "https://miragenews.com/abc-talks-1")
    assert found.relation == "near_verbatim"
    assert "Public Release" not in found.text
    assert not found.quotable


@pytest.mark.parametrize(
    "words", ["Unofficial translation", "(Provisional translation)", "Translated from the Korean by a reader"]
)
def test_a_translation_is_one_even_on_an_official_page(words):
    assert invented.document(invented.page(f"<p>{words}</p>{invented.body()}")).relation == "translation"


def test_an_agency_on_a_government_page_is_not_the_government():
    found = invented.document(
        invented.page(f"<p>Associated Press</p>{invented.body()}"), "https://www.state.gov/story/"
    )
    assert found.relation == "unknown"
    assert found.issuer == ""


def test_a_digest_of_the_press_on_an_embassy_page_is_not_the_government():
    found = invented.document(
        invented.page(f"<p>Press Digest</p>{invented.body()}"), "https://xx.usembassy.gov/20240601/"
    )
    assert found.relation == "unknown"


def test_event_statement_page_and_feed_differ():
    head = '<meta property="article:published_time" content="2017-07-08T01:00:00+00:00">'
    inside = f"<p>July 7, 2017</p>{invented.body('July 6, 2017')}"
    found = invented.document(invented.page(inside, head=head))
    assert (found.event.value, found.issued.value) == ("2017-07-06", "2017-07-07")
    assert found.published.value == "2017-07-07T21:00:00-04:00"
    assert found.seen.value == "2026-08-01T12:00:00+00:00"
    assert all(stamp.basis for stamp in (found.event, found.issued, found.published, found.seen))


def test_the_head_of_a_transcript_is_the_day_of_speaking():
    head = '<meta property="article:published_time" content="2022-03-02T16:20:00+00:00">'
    inside = f"<p>Port Elm</p><p>(March 1, 2022)</p><p>9:08 P.M. EST</p>{invented.body('May 1, 2021')}"
    found = invented.document(invented.page(inside, title="Remarks by President Oak", head=head))
    assert (found.event.value, found.issued.day) == ("2022-03-01", "2022-03-02")


def test_a_sentence_that_begins_with_a_date_dates_nothing():
    head = '<meta property="article:published_time" content="2022-03-11T12:30:00+00:00">'
    inside = f"<p>On March 11, 2021 – one year ago – President Oak signed a plan.</p>{invented.body('March 10, 2022')}"
    assert invented.document(invented.page(inside, head=head)).issued.day == "2022-03-11"


def test_a_host_ahead_of_the_event_does_not_move_it():
    head = '<meta property="article:published_time" content="2024-06-01T09:12:00+10:00">'
    found = invented.document(
        invented.page(invented.body(), title="Talks Held 1 June", head=head), "https://miragenews.com/abc-2"
    )
    assert found.event.value == "2024-05-31"
    assert found.published.value.startswith("2024-06-01")
    assert found.issued.value == ""


def test_a_feed_in_utc_is_turned_into_the_day_of_the_issuer():
    line = {"url": "https://www.state.gov/x/", "title": "Joint Statement", "pubDate": "Sun, 13 Feb 2022 04:23:00 +0000",
            "text": "Begin Text\n\n" + "\n\n".join(invented.BODY).format(day="February 12, 2022")}  # fmt: skip
    found = invented.document(json.dumps(line), "file:///a.jsonl", name="a.jsonl")
    assert found.published.value == "2022-02-12T23:23:00-05:00"
    assert found.issued.day == "2022-02-12"
    assert found.event.value == "2022-02-12"


def test_words_for_days_count_from_the_day_of_issue_not_of_the_visit():
    inside = (
        "<p>The ministers of Arvonia and Belmark met yesterday in Port Elm to discuss exercises.</p>"
        + invented.body().replace(" on May 31, 2024", "")
    )
    head = '<meta property="article:published_time" content="2024-06-03T10:00:00-04:00">'
    found = invented.document(invented.page(inside, head=head))
    assert found.event.value == "2024-06-02"
    assert "yesterday" in found.event.basis


def test_figures_of_speech_are_no_days():
    inside = (
        "<p>We met the leaders of tomorrow and spoke of today’s challenges at the meeting.</p>"
        + invented.body().replace(" on May 31, 2024", "")
    )
    found = invented.document(invented.page(inside), "https://news.example/x")
    assert found.event.value == ""


def test_a_clock_that_stands_still_is_not_an_event():
    head = '<meta property="article:published_time" content="2019-01-01T00:00:00+09:00">'
    found = invented.document(invented.page(invented.body("August 18, 2023"), head=head), "https://news.example/138287")
    assert found.published.day == "2019-01-01"
    assert found.event.value in {"", "2023-08-18"}


def test_two_documents_on_one_page():
    second = "<h2>The Spirit of Port Elm: Joint Statement of Arvonia, Belmark and Cassia</h2>" + invented.body()
    first = invented.body("May 30, 2024").replace("The ministers", "I, with the ministers")
    found = invented.documents(invented.page(first + second, title="Remarks by President Oak of Arvonia"))
    assert [one.title for one in found] == [
        "Remarks by President Oak of Arvonia",
        "The Spirit of Port Elm: Joint Statement of Arvonia, Belmark and Cassia",
    ]
    assert [one.kind for one in found] == ["remarks", "joint_statement"]
    assert len({one.id for one in found}) == 2
    assert "I, with the ministers" not in found[1].text


def test_pasted_messages_are_taken_apart():
    text = "\n\n".join(invented.BODY).format(day="May 31, 2024")
    mails = "\n\n".join(
        f"From: Press Office\nSent: Friday\nSubject: {name}\n\n{text}" for name in ("Joint Statement", "Fact Sheet")
    )
    found = invented.documents(mails, "file:///mail.txt", name="mail.txt")
    assert [one.title for one in found] == ["Joint Statement", "Fact Sheet"]
    assert all("Press Office" not in one.text for one in found)


def test_a_newsletter_holds_many():
    items = "\n\n~\n\n".join(f"Item {number} of the week\n{invented.BODY[1]}" for number in range(4))
    found = invented.documents(items, "file:///letter.txt", name="letter.txt")
    assert [one.title for one in found] == [f"Item {number} of the week" for number in range(4)]


def test_a_ticker_and_lists_of_other_stories_are_no_content():
    ticker = "<p>Breaking News</p><p>Readout of a trilateral call of Arvonia with Drovia</p>"
    related = "<p>Related stories</p><p>Drovia signs a pact</p><p>Article continues after this advertisement</p>"
    found = invented.document(invented.page(invented.body() + ticker + related))
    assert "Drovia signs" not in found.text
    assert "Readout of a trilateral call" not in found.text


def test_an_error_above_a_good_body():
    inside = (
        "<p>Sorry!! Error! </p><p>We're sorry, but the page you were looking for doesn't exist.</p>" + invented.body()
    )
    found = invented.document(invented.page(inside), "https://menafn.com/1/x")
    assert "Sorry" not in found.text
    assert "Port Elm" in found.text


def test_characters_nobody_sees_and_characters_read_wrongly():
    inside = (
        invented.body()
        .replace("common work", "common\u00a0work")
        .replace("Belmark", "Bel\u2060mark")
        .replace("They", "\u202eThey\u202c")
    )
    found = invented.document(invented.page(inside, title="Statement of the Oak-\u2060Elm Administration"))
    assert found.title == "Statement of the Oak-Elm Administration"
    assert "common work" in found.text
    assert "Belmark" in found.text
    assert not {"\u2060", "\u00a0", "\u202e"} & set(found.text)
    broken = invented.document(
        invented.page(invented.body().replace("their partnership", "the partiesâ€™ partnership"))
    )
    assert "the parties’ partnership" in broken.text
    assert broken.notes


def test_korean_read_as_latin():
    korean = "한미일 외교장관회의 공동성명을 발표하였다. 세 나라는 협력을 강화하기로 하였다. " * 8
    wrong = korean.encode("euc-kr").decode("latin-1")
    found = invented.document(wrong, "file:///k.txt", name="k.txt")
    assert "외교장관회의" in found.text
    assert found.language == "ko"


def test_a_host_nobody_described_says_so():
    found = invented.document(invented.page(invented.body()), "https://nobody.example/a")
    assert (found.relation, found.completeness) == ("unknown", "unknown")


def test_nothing_that_runs_survives():
    inside = '<script>alert(1)</script><p onclick="x()">Text <img src=x onerror="y()"> more</p>' + invented.body()
    found = invented.document(invented.page(inside + "<iframe src=javascript:z()></iframe>"))
    for bad in ("alert", "onclick", "onerror", "javascript", "<"):
        assert bad not in found.text


@pytest.mark.parametrize(
    "content", ["<html><body></body></html>", "<html>", "<!DOCTYPE html><body><script>x</script></body>"]
)
def test_a_page_without_text_is_a_document_that_says_so(content):
    found = invented.document(content)
    assert (found.text, found.completeness) == ("", "unknown")
    assert found.completeness_basis == "there is no text"


def test_the_same_bytes_give_the_same_documents():
    content = invented.page(invented.body())
    assert invented.documents(content) == invented.documents(content)
