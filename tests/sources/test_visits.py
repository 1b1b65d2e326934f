"""Good manners: robots.txt, pauses, another try later."""

import subprocess
import sys
import time

import pytest

from minilateral.errors import FetchFailed
from minilateral.sources.visits import Visits, _seconds
from minilateral.sources.web import Rules

HERE = Rules(allow_private=True, wait_seconds=2, most_seconds=5, host_pause_seconds=0, attempts=3)


def test_what_a_host_keeps_from_robots_is_not_fetched(host):
    pages = {
        "/robots.txt": lambda h: h.answer(b"User-agent: *\nDisallow: /private\n", Content_Type="text/plain"),
        "/a": lambda h: h.answer(b"a"),
        "/private/b": lambda h: h.answer(b"b"),
    }
    with host(pages) as (at, asked):
        visits = Visits(HERE)
        assert visits.fetch(f"{at}/a").body == b"a"
        with pytest.raises(FetchFailed) as caught:
            visits.fetch(f"{at}/private/b")
    assert caught.value.reason == "robots"
    assert [path for path, _ in asked] == ["/robots.txt", "/a"]


def test_rules_for_us_by_name_hold(host):
    said = b"User-agent: minilateral\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    pages = {"/robots.txt": lambda h: h.answer(said), "/a": lambda h: h.answer(b"a")}
    with host(pages) as (at, _), pytest.raises(FetchFailed, match="robots"):
        Visits(HERE).fetch(f"{at}/a")


def test_a_host_whose_robots_fail_has_not_said_yes(host):
    pages = {"/robots.txt": lambda h: h.answer(status=500), "/a": lambda h: h.answer(b"a")}
    with host(pages) as (at, asked), pytest.raises(FetchFailed) as caught:
        Visits(Rules(allow_private=True, attempts=1)).fetch(f"{at}/a")
    assert caught.value.reason == "robots"
    assert len(asked) == 1


def test_a_failure_is_told_of_the_address_asked_for_and_with_its_own_reason():
    with pytest.raises(FetchFailed) as inside:
        Visits(Rules(attempts=1)).fetch("http://169.254.169.254/latest")
    assert (inside.value.url, inside.value.reason) == ("http://169.254.169.254/latest", "private_address")
    with pytest.raises(FetchFailed) as unknown:
        Visits(Rules(attempts=1)).fetch("https://nobody.invalid/a")
    assert (unknown.value.url, unknown.value.reason) == ("https://nobody.invalid/a", "network")


@pytest.mark.slow
def test_retries_print_nothing_of_their_own():
    command = "from minilateral.sources.visits import *; Visits(Rules(attempts=2)).fetch('https://nobody.invalid/a')"
    run = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=False)
    assert "no address for nobody.invalid" in run.stderr
    assert "stamina.retry" not in run.stderr


@pytest.mark.slow
def test_an_answer_that_passes_is_asked_for_again(host):
    answers = iter([503, 429, 200])

    def busy(handler):
        status = next(answers)
        handler.answer(b"at last" if status == 200 else b"", status=status, Retry_After="0" if status == 429 else None)

    with host({"/a": busy}) as (at, asked):
        assert Visits(HERE).fetch(f"{at}/a").body == b"at last"
    assert [path for path, _ in asked] == ["/robots.txt", "/a", "/a", "/a"]


def test_an_answer_that_stays_is_not_asked_for_again(host):
    with host({"/a": lambda h: h.answer(status=404)}) as (at, asked), pytest.raises(FetchFailed, match="404"):
        Visits(HERE).fetch(f"{at}/a")
    assert [path for path, _ in asked] == ["/robots.txt", "/a"]


def test_a_host_is_given_time_between_two_visits(host):
    rules = Rules(allow_private=True, host_pause_seconds=0.2)
    with host({"/a": lambda h: h.answer(b"a")}) as (at, _):
        visits = Visits(rules)
        started = time.monotonic()
        visits.fetch(f"{at}/a")
        visits.fetch(f"{at}/a")
    assert time.monotonic() - started >= 0.4  # robots.txt, and two pages


def test_a_page_that_did_not_change_is_not_sent_again(host):
    def page(handler):
        if handler.headers.get("If-None-Match") == '"7"':
            handler.answer(status=304, Content_Length=None)
        else:
            handler.answer(b"whole", ETag='"7"')

    with host({"/a": page}) as (at, _):
        visits = Visits(HERE)
        first = visits.fetch(f"{at}/a")
        again = visits.fetch(f"{at}/a", first.origin("test"))
    assert (first.body, first.not_modified) == (b"whole", False)
    assert (again.body, again.not_modified) == (b"", True)


@pytest.mark.parametrize(("said", "seconds"), [("7", 7.0), ("", None), ("soon", None)])
def test_when_to_come_back(said, seconds):
    assert _seconds(said) == seconds
