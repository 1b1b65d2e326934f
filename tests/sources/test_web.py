"""Pages fetched from a real host, as hosts are at their worst."""

import gzip
import socket
import time
import zlib

import pytest

from minilateral.errors import FetchFailed
from minilateral.sources import guard
from minilateral.sources.web import Rules, get

HERE = Rules(allow_private=True, wait_seconds=2, most_seconds=4)


def failing(url, rules=HERE):
    with pytest.raises(FetchFailed) as caught:
        get(url, rules)
    return caught.value


def public_here(monkeypatch):
    """As if 127.0.0.1 were a public address, every other one judged as it is."""
    judge = guard.refused
    monkeypatch.setattr(guard, "refused", lambda address: address != "127.0.0.1" and judge(address))


def test_a_page_with_its_headers(host):
    with host({"/a": lambda h: h.answer(b"<p>text", ETag='"1"', Last_Modified="Fri, 15 Nov 2024 10:00:00 GMT")}) as (
        at,
        _,
    ):
        found = get(f"{at}/a#part", HERE)
    assert (found.body, found.status, found.final_url) == (b"<p>text", 200, f"{at}/a")
    assert (found.header("etag"), found.header("content-type")) == ('"1"', "text/html")
    assert found.fetched_at.tzinfo is not None


def test_redirects_are_followed_to_their_end(host):
    pages = {
        "/a": lambda h: h.answer(status=301, Location="/b"),
        "/b": lambda h: h.answer(status=302, Location="c?x=1"),
        "/c": lambda h: h.answer(b"end"),
    }
    with host(pages) as (at, _):
        found = get(f"{at}/a", HERE)
    assert (found.body, found.url, found.final_url) == (b"end", f"{at}/a", f"{at}/c?x=1")


def test_a_loop_of_redirects_ends(host):
    with host({"/a": lambda h: h.answer(status=302, Location="/a")}) as (at, asked):
        assert failing(f"{at}/a").reason == "redirects"
    assert len(asked) == HERE.redirects + 1


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://example.org/x", "gopher://x", "data:text/html,x", "//"])
def test_only_http_is_spoken(host, place):
    assert failing(place).reason == "scheme"
    if place != "//":
        with host({"/a": lambda h: h.answer(status=302, Location=place)}) as (at, _):
            assert failing(f"{at}/a").reason == "scheme"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.1", "100.64.0.1", "224.0.0.1",
     "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::a00:1",
     "2002:7f00:1::", "ff02::1"],
)  # fmt: skip
def test_no_address_that_is_not_for_the_public(address):
    assert guard.refused(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::6810:84e5", "64:ff9b::808:808"])
def test_public_addresses_are_free(address):
    assert not guard.refused(address)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://[::1]:{port}/",
                                 "http://2130706433:{port}/", "http://0x7f.1:{port}/", "http://127.1:{port}/"],
)  # fmt: skip
def test_this_machine_is_refused_by_default_however_it_is_written(host, url):
    with host({"/": lambda h: h.answer(b"secret")}) as (at, asked):
        found = failing(url.format(port=at.rpartition(":")[2]), Rules(wait_seconds=2, most_seconds=4))
    assert found.reason in {"private_address", "network"}
    assert not asked


def test_a_redirect_to_the_address_of_a_cloud_is_refused(host, monkeypatch):
    public_here(monkeypatch)
    with host({"/a": lambda h: h.answer(status=302, Location="http://169.254.169.254/latest/meta-data/")}) as (at, _):
        found = failing(f"{at}/a", Rules(wait_seconds=2, most_seconds=4))
    assert found.reason == "private_address"
    assert "169.254.169.254" in str(found)


def test_a_name_that_changes_its_answer_is_caught(host, monkeypatch):
    public_here(monkeypatch)
    answers = iter([("127.0.0.1",), ("10.0.0.7",)])
    monkeypatch.setattr(guard, "looked_up", lambda *_: next(answers))
    pages = {"/a": lambda h: h.answer(status=302, Location="/b", Connection="close"), "/b": lambda h: h.answer(b"no")}
    with host(pages) as (at, asked):
        port = at.rpartition(":")[2]
        found = failing(f"http://rebinding.invalid:{port}/a", Rules(wait_seconds=2, most_seconds=4))
    assert found.reason == "private_address"
    assert [path for path, _ in asked] == ["/a"]


def test_the_address_checked_is_the_one_connected_to(host, monkeypatch):
    public_here(monkeypatch)
    monkeypatch.setattr(guard, "looked_up", lambda *_: ("127.0.0.1",))  # the name itself leads nowhere
    with host({"/a": lambda h: h.answer(b"here")}) as (at, asked):
        port = at.rpartition(":")[2]
        assert get(f"http://nowhere.invalid:{port}/a", Rules(wait_seconds=2)).body == b"here"
    assert asked[0][1]["Host"] == f"nowhere.invalid:{port}"


def test_one_private_address_among_public_ones_is_enough(host, monkeypatch):
    public_here(monkeypatch)
    monkeypatch.setattr(guard, "looked_up", lambda *_: ("127.0.0.1", "192.168.0.1"))
    with host({"/a": lambda h: h.answer(b"here")}) as (at, asked):
        assert failing(f"{at}/a", Rules(wait_seconds=2)).reason == "private_address"
    assert not asked


def test_a_body_said_to_be_too_large_is_not_read(host):
    def huge(handler):
        handler.answer(Content_Length=10_000_000_000)
        while True:
            handler.wfile.write(bytes(1 << 16))

    with host({"/a": huge}) as (at, _):
        started = time.monotonic()
        assert failing(f"{at}/a").reason == "size"
    assert time.monotonic() - started < HERE.most_seconds


def test_a_body_without_end_is_left_at_the_limit(host):
    def endless(handler):
        handler.answer(Content_Length=None, Connection="close")
        while True:
            handler.wfile.write(bytes(1 << 16))

    with host({"/a": endless}) as (at, _):
        assert failing(f"{at}/a", Rules(allow_private=True, most_bytes=1_000_000, most_seconds=20)).reason == "size"


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_host_that_drips_does_not_hold_us(host, where):
    def drip(handler):
        if where == "body":
            handler.answer(Content_Length=1000)
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)

    with host({"/a": drip}) as (at, _):
        started = time.monotonic()
        assert failing(f"{at}/a", Rules(allow_private=True, wait_seconds=1, most_seconds=1.5)).reason == "time"
    assert time.monotonic() - started < 6


def test_a_bomb_is_let_go_where_it_swells(host):
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    assert len(bomb) < 300_000
    with host({"/a": lambda h: h.answer(bomb, Content_Encoding="gzip")}) as (at, _):
        assert failing(f"{at}/a").reason == "size"


def test_what_is_packed_is_unpacked(host):
    with host({"/a": lambda h: h.answer(gzip.compress(b"text " * 1000), Content_Encoding="gzip")}) as (at, _):
        assert get(f"{at}/a", HERE).body == b"text " * 1000


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_what_cannot_be_unpacked_is_said(host, encoding):
    with host({"/a": lambda h: h.answer(b"not packed at all", Content_Encoding=encoding)}) as (at, _):
        assert failing(f"{at}/a").reason == "encoding"


@pytest.mark.parametrize("status", [204, 403, 404, 410, 500])
def test_an_answer_that_is_none_is_said_with_its_number(host, status):
    with host({"/a": lambda h: h.answer(b"", status=status)}) as (at, _):
        found = failing(f"{at}/a")
    assert (found.reason, found.status) == ("status", status)
    assert str(status) in str(found)


def test_a_host_that_hangs_up_is_said(host):
    def hang_up(handler):
        handler.connection.shutdown(socket.SHUT_RDWR)
        handler.close_connection = True

    with host({"/a": hang_up}) as (at, _):
        assert failing(f"{at}/a").reason == "network"


def test_a_name_nobody_has_is_said():
    assert failing("http://no-such-host.invalid/").reason == "network"


def test_letters_of_any_alphabet_in_an_address(host):
    with host({"/%ED%95%9C": lambda h: h.answer(b"korea")}) as (at, _):
        assert get(f"{at}/한", HERE).body == b"korea"
