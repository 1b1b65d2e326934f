"""Text as it was meant: bytes decoded, what was decoded wrongly before us undone, invisible characters gone.

Takes bytes or text; gives text and notes on what was repaired. Nothing is repaired that may have been meant: only
sequences that cannot occur in text of any language, and characters nobody can see.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys(
    [*map(ord, "\u00ad\u200b\u200c\u2060\u2061\u2062\u2063\ufeff\ufffc"), *range(0xE0000, 0xE0080)]
)  # a soft hyphen, joiners, marks of byte order, tags
_DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " "
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x9f]")
_WRONG = (("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "euc-kr"), ("latin-1", "shift_jis"))
# Two or more letters of the Latin-1 supplement in a row, half of them signs: no language writes that.
_MANGLED = re.compile("[\u00a1-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2018-\u203a\u20ac\u2122]{2,}")
_SIGNS = re.compile("[\u00a1-\u00bf\u00d7\u00f7\u2018-\u203a\u20ac\u2122\u0152\u0153\u0160\u0161\u0178\u017d\u017e]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decoded(body: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    r"""Bytes as text: by their mark, as UTF-8 if they are, as declared, else as they look.

    >>> decoded(b"\xff\xfeA\x00"), decoded("é".encode("cp1252"), "windows-1252")
    (('A', ()), ('é', ()))
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace"), ()
    for encoding in ("utf-8", declared):
        try:
            if encoding:
                return body.decode(encoding), ()
        except (UnicodeDecodeError, LookupError):
            continue
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only for bytes that say nothing of themselves

    best = from_bytes(body[:200_000]).best()
    encoding = best.encoding if best else "cp1252"
    return body.decode(encoding, "replace"), (f"no encoding was declared; read as {encoding}",)


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    r"""Text without what cannot be seen and with what was decoded wrongly put right; lines end in a line feed.

    >>> clean("Biden-\u2060Harris and the United\u00a0States")[0]
    'Biden-Harris and the United States'
    >>> clean("the partiesâ€™ shared goals")[0]
    'the parties’ shared goals'
    """
    notes = []
    mended = "\n".join(_mended(line) for line in text.splitlines())
    if mended.replace("\n", "") != "".join(text.splitlines()):
        notes.append("characters that had been decoded wrongly were put right")
    plain = mended.translate(_INVISIBLE | _DIRECTIONS | _SPACES)
    plain = _CONTROL.sub("", plain)
    if any(ord(char) in _DIRECTIONS for char in mended):
        notes.append("marks of writing direction were left out")
    plain = unicodedata.normalize("NFC", plain)
    lines = [re.sub(r"[ \t\f\v]+", " ", line).strip() for line in plain.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), tuple(notes)


def _mended(line: str) -> str:
    """A line decoded again where it plainly was decoded wrongly."""
    found = "".join(_MANGLED.findall(line))
    if not found or len(_SIGNS.findall(found)) < len(found) / 4:
        return line
    for wrong, right in _WRONG:
        try:
            again = line.encode(wrong).decode(right)
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if len(_MANGLED.findall(again)) == 0:
            return again
    return _MANGLED.sub(lambda piece: _piece(piece[0]), line)


def _piece(piece: str) -> str:
    """A mangled stretch inside a line that is otherwise sound."""
    for wrong in ("cp1252", "latin-1"):
        try:
            return piece.encode(wrong).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return piece
