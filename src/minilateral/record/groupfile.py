"""`group.yml`: who a group is, read into a `Group`.

Takes the folder of a casebook; gives the group and a defect for every key that is missing, unknown or wrong.
A group comes back whatever the state of the file (empty parts where it says nothing usable), so that the tables
beside it can still be read.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from minilateral.codebook import actors
from minilateral.codebook.tables import schema_version
from minilateral.model import Defect, FormerMember, Group
from minilateral.record.cells import Fault, parse_date, shown
from minilateral.record.plainyaml import plain_yaml

if TYPE_CHECKING:
    from pathlib import Path

FILE = "group.yml"
# One state alone has nobody to meet; larger groups than five are read too.
MEMBERS_AT_LEAST = 2
_TEXTS = ("slug", "name", "short_name", "founded_source_url", "purposes", "focus", "note")
_LISTS = ("members", "aliases")
_KEYS = {"schema_version", "former_members", "founded", "founded_precision", *_TEXTS, *_LISTS}
_FORMER_KEYS = ("code", "until", "replaced_by")
_PRECISIONS = ("day", "month", "year")


class _Faults:
    """Collects what is wrong with the file, key by key."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.defects: list[Defect] = []

    def add(self, key: str, found: object, expected: str, code: str, row: int | None = None) -> None:
        self.defects.append(
            Defect(file=self.file, row=row, column=key, found=shown(str(found)), expected=expected, code=code)
        )


def _loaded(path: Path, faults: _Faults) -> dict[str, Any]:
    try:
        content = plain_yaml(path.read_text("utf-8"))
    except FileNotFoundError:
        faults.add("", "no such file", f"a file {FILE} with slug, name and members", "no_group_file")
    except UnicodeDecodeError as fault:
        faults.add("", f"byte 0x{fault.object[fault.start]:02x} at offset {fault.start}", "UTF-8", "bad_encoding")
    except OSError as fault:
        faults.add("", fault.strerror or str(fault), "a file that can be read", "unreadable")
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        row = mark.line + 1 if mark else None
        faults.add("", getattr(fault, "problem", None) or str(fault), "YAML", "bad_yaml", row)
    else:
        if isinstance(content, dict):
            return {str(key): value for key, value in content.items()}
        faults.add("", type(content).__name__, "keys and values", "bad_yaml")
    return {}


def _text(content: dict[str, Any], key: str, faults: _Faults) -> str:
    value = content.get(key)
    if value is None or isinstance(value, str):
        return value or ""
    faults.add(key, value, "text", "bad_value")
    return ""


def _texts(content: dict[str, Any], key: str, faults: _Faults) -> tuple[str, ...]:
    value = content.get(key) or []
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    faults.add(key, value, "a list of texts", "bad_value")
    return ()


def _day(value: object, key: str, faults: _Faults) -> date | None:
    if value is None:
        return None
    parsed = parse_date(str(value))
    if isinstance(parsed, Fault):
        faults.add(key, parsed.found, parsed.expected, parsed.code)
        return None
    return parsed


def _codes(codes: tuple[str, ...], key: str, faults: _Faults) -> tuple[str, ...]:
    for code in codes:
        if not actors.known(code):
            faults.add(key, code, "an ISO 3166-1 alpha-3 code of the codebook, such as JPN", "unknown_country")
    return tuple(code for code in codes if actors.known(code))


def _members(content: dict[str, Any], faults: _Faults) -> tuple[str, ...]:
    members = _codes(_texts(content, "members", faults), "members", faults)
    if len(set(members)) < len(members):
        faults.add("members", ", ".join(members), "each state once", "repeated_item")
    members = tuple(sorted(set(members)))
    if content and len(members) < MEMBERS_AT_LEAST:
        expected = "at least two states: one state alone has nobody to meet"
        faults.add("members", ", ".join(members) or "none", expected, "too_few_members")
    return members


def _former(content: dict[str, Any], faults: _Faults) -> tuple[FormerMember, ...]:
    found = []
    for item in content.get("former_members") or []:
        if not isinstance(item, dict) or not set(item) <= set(_FORMER_KEYS) or not {"code", "until"} <= set(item):
            faults.add("former_members", item, "code, until and, where others came, replaced_by", "bad_value")
            continue
        code = _codes((str(item["code"]),), "former_members", faults)
        until = _day(item["until"], "former_members", faults)
        replaced = _codes(_texts(item, "replaced_by", faults), "former_members", faults)
        if code and until:
            found.append(FormerMember(code=code[0], until=until, replaced_by=replaced))
    return tuple(found)


def _check(content: dict[str, Any], folder: Path, faults: _Faults) -> None:
    if not content:
        return
    for key in sorted(set(content) - _KEYS):
        faults.add(key, key, "one of " + ", ".join(sorted(_KEYS)), "unknown_key")
    if content.get("schema_version") != schema_version():
        found = content.get("schema_version", "none")
        faults.add("schema_version", found, f"{schema_version()}, the form this program reads", "wrong_schema_version")
    if content.get("slug") != folder.name:
        faults.add("slug", content.get("slug", "none"), f"{folder.name}, the name of the folder", "slug_mismatch")
    if not content.get("name"):
        faults.add("name", "none", "what the group is called", "required")
    if content.get("founded_precision", "day") not in _PRECISIONS:
        expected = "one of " + ", ".join(_PRECISIONS)
        faults.add("founded_precision", content["founded_precision"], expected, "unknown_value")


def read_group(folder: Path, file: str, origin: str) -> tuple[Group, list[Defect]]:
    """The group that `folder` describes, and what is wrong with its `group.yml`."""
    faults = _Faults(file)
    content = _loaded(folder / FILE, faults)
    _check(content, folder, faults)
    texts = {key: _text(content, key, faults) for key in _TEXTS}
    precision = content.get("founded_precision", "day")
    group = Group(
        **{**texts, "slug": folder.name, "name": texts["name"] or folder.name},
        members=_members(content, faults),
        aliases=_texts(content, "aliases", faults),
        founded=_day(content.get("founded"), "founded", faults),
        founded_precision=precision if precision in _PRECISIONS else "day",
        former_members=_former(content, faults),
        origin=origin,
    )
    return group, faults.defects
