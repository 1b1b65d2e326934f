import pytest
from hypothesis import given
from hypothesis import strategies as st

from minilateral.brief.safe import clip, host, name, visible, web


@given(st.text(alphabet=st.characters()))
def test_nothing_unseen_is_left(text):
    shown = visible(text)
    assert not set(shown) & set("\x00\x07\x1b\x85\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\ud800\n\r\t")
    shown.encode()  # no half of a surrogate pair


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.mofa.go.jp/x?a=1&b=2", "mofa.go.jp"),
        ("HTTP://EXAMPLE.org", "example.org"),
        ("https://state.gov@evil.example/x", "evil.example"),
        ("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),
        ("https://\u0430pple.com/", "xn--pple-43d.com"),
        ("javascript:alert(1)", ""),
        (" javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org/x", ""),
        ("https://[::1", ""),
        ("https://a b/", ""),
        ("https://a\u202eb/", ""),
        ("ftp://example.org", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(url, shown):
    assert host(url) == shown
    assert web(url) == (url if shown else "")


def test_clip_says_what_it_leaves_out():
    assert clip("abc", 3) == ("abc", 0)
    assert clip("a" * 1_000_000) == ("a" * 2_000, 998_000)


@given(st.text(min_size=1))
def test_names_are_fragments_and_differ(text):
    made = name(text, "r-")
    assert not set(made) & set(" \"'<>&#%\t\n")
    assert made != name(text + "x", "r-")
