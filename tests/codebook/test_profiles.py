"""Profiles of publishers: what is claimed of each is sourced, and can be used."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from minilateral.codebook import actors
from minilateral.codebook.profiles import Profile, profile, profiles
from minilateral.reading.pages import read

EVERY = pytest.mark.parametrize("one", profiles(), ids=lambda one: one.name)
_SELECTORS = re.compile(r"[.#][\w-]+(?:, [.#][\w-]+)*")


@EVERY
def test_a_licence_is_named_with_the_page_that_says_so_or_not_at_all(one: Profile) -> None:
    assert bool(one.licence) == bool(one.licence_url)
    assert not one.licence or (urlsplit(one.licence_url).scheme == "https" and one.attribution)


@EVERY
def test_what_is_claimed_can_be_used(one: Profile) -> None:
    assert one.hosts
    assert all(host == host.lower() and "/" not in host for host in one.hosts)
    assert not one.timezone or ZoneInfo(one.timezone).key == one.timezone
    assert not one.country or actors.actor(one.country).iso3 == one.country
    assert all(re.fullmatch(r"[a-z]{2}", language) for language in one.languages)
    assert not one.selector or _SELECTORS.fullmatch(one.selector)
    assert all(re.compile(pattern) for pattern in one.drop)
    assert profile(f"https://www.{one.hosts[0]}/a/b") == one


def test_a_host_has_one_profile() -> None:
    assert max(Counter(host for one in profiles() for host in one.hosts).values()) == 1


def test_every_government_says_whose_days_it_counts_and_in_which_language() -> None:
    own = [one for one in profiles() if one.official and one.name != "US embassies"]
    assert all(one.timezone and one.languages and one.attribution for one in own)
    assert all(one.country or one.note for one in own)


def test_the_members_of_every_group_have_a_publisher() -> None:
    wanted = {"USA", "JPN", "KOR", "AUS", "IND", "GBR", "PHL", "DEU", "FRA", "POL", "CHN", "CZE", "SVK"}
    assert wanted <= {one.country for one in profiles() if one.official}


@pytest.mark.parametrize("one", [one for one in profiles() if one.selector], ids=lambda one: one.name)
def test_where_extraction_fails_the_place_of_the_text_is_known(one: Profile) -> None:
    name = one.selector.split(", ")[0]
    place = f'class="x {name[1:]} y"' if name[0] == "." else f'id="{name[1:]}"'
    links = "".join(f"<li><a href=/{number}>Release number {number} of the week</a></li>" for number in range(30))
    said = "".join(f"<br>Line {number} of the text, which a form holds as no page should." for number in range(6))
    page = f"<html><body><ul>{links}</ul><textarea></textarea><div {place}>{said}</div></body></html>"
    found = read(page.encode(), f"https://{one.hosts[0]}/a", one)
    assert "Line 5 of the text" in found.text
