"""A strict reader of iCalendar for the tests, written from RFC 5545 alone: it shares nothing with what writes them."""

from __future__ import annotations

import re

_LINE = re.compile(
    r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:[^";:,\x00-\x08\x0a-\x1f\x7f]*|"[^"\x00-\x1f\x7f]*"))*):(.*)', re.DOTALL
)
_ESCAPE = re.compile(r"\\(.)")
TEXTS = {"SUMMARY", "DESCRIPTION", "UID", "NAME", "X-WR-CALNAME", "PRODID"}


def read(content: bytes) -> dict:
    """The calendar as a component: {"name", "lines": [(name, parameters, value)], "parts": [components]}."""
    text = content.decode("utf-8")
    assert text.endswith("\r\n")
    physical = text.split("\r\n")[:-1]
    assert all("\r" not in line and "\n" not in line for line in physical), "a bare line end"
    assert all(len(line.encode()) <= 75 for line in physical), "a line longer than 75 octets"
    lines: list[str] = []
    for line in physical:
        if line[:1] in {" ", "\t"}:
            lines[-1] += line[1:]
        else:
            lines.append(line)
    rest = [_content(line) for line in lines]
    found = _component(rest)
    assert not rest, "something stands after the calendar"
    return found


def _content(line: str) -> tuple[str, str, str]:
    found = _LINE.fullmatch(line)
    assert found, f"no content line: {line!r}"
    name, parameters, value = found.groups()
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value), f"a control character: {line!r}"
    return name, parameters.lstrip(";"), _unescaped(value) if name in TEXTS else value


def _unescaped(value: str) -> str:
    bare = re.sub(r"\\[\\;,nN]", "", value)
    assert "\\" not in bare, f"an escape that is none: {value!r}"
    assert ";" not in bare, f"a semicolon that is not escaped: {value!r}"
    assert "," not in bare, f"a comma that is not escaped: {value!r}"
    return _ESCAPE.sub(lambda found: "\n" if found.group(1) in "nN" else found.group(1), value)


def _component(rest: list[tuple[str, str, str]]) -> dict:
    name, _, kind = rest.pop(0)
    assert name == "BEGIN"
    made: dict = {"name": kind, "lines": [], "parts": []}
    while rest[0][0] != "END":
        if rest[0][0] == "BEGIN":
            made["parts"].append(_component(rest))
        else:
            made["lines"].append(rest.pop(0))
    assert rest.pop(0) == ("END", "", kind)
    return made


def value(component: dict, name: str) -> str:
    """The one value of a property."""
    found = [line for line in component["lines"] if line[0] == name]
    assert len(found) == 1, (name, found)
    return found[0][2]


def events(content: bytes) -> list[dict]:
    """The events of a calendar that is whole: version, product, and at least one component."""
    found = read(content)
    assert found["name"] == "VCALENDAR"
    assert value(found, "VERSION") == "2.0"
    assert value(found, "PRODID")
    assert found["parts"], "a calendar must hold at least one component"
    for part in found["parts"]:
        assert re.fullmatch(r"\d{8}T\d{6}Z", value(part, "DTSTAMP"))
        assert value(part, "UID")
    return [part for part in found["parts"] if part["name"] == "VEVENT"]
