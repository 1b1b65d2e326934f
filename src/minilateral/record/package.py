"""The description of an export: `datapackage.json`, by the Data Package standard (Frictionless, version 1).

Takes the casebook and the names and bytes of the CSV files; gives one JSON value. Types, permitted values, keys and
references are those of `codebook/tables.yml`, as far as the standard can say them: it cannot follow ids in lists.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from minilateral import __version__
from minilateral.codebook import levels
from minilateral.codebook.tables import Column, table, table_names
from minilateral.record.schema import LISTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minilateral.model import Casebook

SAFE_NOTE = (
    "A text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line end) has one ' put "
    "before it; so has a text of that kind that began with ' already. Take one ' away to have the text itself."
)
_TYPES = {"date": "date", "integer": "integer", "boolean": "boolean"}
_COUNTRY = "[A-Z]{3}"
_SOURCES = ("source_url", "source_url_2", "official_url", "evidence_url")

ESTIMATE_FIELDS: tuple[dict[str, Any], ...] = (
    {"name": "id", "type": "string", "constraints": {"required": True}, "description": "measure, name and key"},
    {"name": "measure", "type": "string", "description": "family of measures"},
    {"name": "name", "type": "string", "description": "quantity"},
    {"name": "key", "type": "string", "description": "which of several like estimates: name=value, separated by ;"},
    {"name": "label", "type": "string", "description": "quantity in words"},
    {"name": "from_date", "type": "date", "description": "first day of the period"},
    {"name": "to_date", "type": "date", "description": "last day of the period"},
    {"name": "value", "type": "number", "description": "empty: the record does not allow a value (see reason)"},
    {"name": "low", "type": "number", "description": "lower end of the interval"},
    {"name": "high", "type": "number", "description": "upper end of the interval"},
    {
        "name": "interval",
        "type": "number",
        "description": "probability that low to high holds (0.8: central 80 %)",
    },
    {"name": "unit", "type": "string", "description": "unit of value"},
    {"name": "coverage", "type": "number", "description": "share of the period that was observed, 0 to 1"},
    {"name": "n", "type": "integer", "description": "how many rows or trials were counted"},
    {"name": "warnings", "type": "string", "description": "codes of cautions, separated by ;"},
    {"name": "reason", "type": "string", "description": "why there is no value"},
)
EVIDENCE_FIELDS: tuple[dict[str, Any], ...] = (
    {"name": "estimate", "type": "string", "constraints": {"required": True}, "description": "id in estimates"},
    {"name": "table", "type": "string", "description": "table of the row; empty: not a row of this package"},
    {"name": "row", "type": "string", "constraints": {"required": True}, "description": "id of the row counted"},
)
_ORIGIN = {
    "name": "origin",
    "type": "string",
    "constraints": {"required": True, "enum": ["shipped", "workspace"]},
    "description": "shipped: of the published casebook; workspace: added or changed by whoever made this export",
}


def described(book: Casebook, files: Mapping[str, bytes], casebook_hash: str) -> dict[str, Any]:
    """The Data Package descriptor of these CSV files (by resource name); depends on nothing else."""
    group = book.group
    return {
        "profile": "tabular-data-package",
        "name": group.slug,
        "title": f"{group.name}: casebook, estimates and evidence",
        "description": f"What is known of this group of states, with sources; what was estimated from it, and the rows "
        f"behind every estimate. Members: {', '.join(group.members)}. {SAFE_NOTE}",
        "version": f"{__version__}+{casebook_hash[:12]}",
        "casebook_sha256": casebook_hash,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "sources": _sources(book),
        "resources": [_resource(name, content, tuple(files)) for name, content in files.items()],
    }


def _resource(name: str, content: bytes, present: tuple[str, ...]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"data/{name}.csv",
        "description": _about(name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _schema(name, present),
    }


def _about(name: str) -> str:
    special = {"estimates": "what was measured, with intervals", "evidence": "which rows are behind which estimate"}
    return special[name] if name in special else table(name).about


def _schema(name: str, present: tuple[str, ...]) -> dict[str, Any]:
    missing = {"missingValues": [""]}
    if name == "estimates":
        return {"fields": list(ESTIMATE_FIELDS), **missing, "primaryKey": ["id"]}
    if name == "evidence":
        key = _reference("estimate", "estimates")
        return {"fields": list(EVIDENCE_FIELDS), **missing, "primaryKey": ["estimate", "row"], "foreignKeys": [key]}
    columns = table(name).columns
    keys = [
        _reference(column.name, "" if column.to == name else column.to)
        for column in columns
        if column.type == "ref" and not column.or_to and column.to in present
    ]
    schema = {"fields": [*map(_field, columns), _ORIGIN], **missing, "primaryKey": ["id"]}
    return {**schema, "foreignKeys": keys} if keys else schema


def _reference(field: str, resource: str) -> dict[str, Any]:
    return {"fields": [field], "reference": {"resource": resource, "fields": ["id"]}}


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES.get(column.type, "string")}
    if column.type == "boolean":
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    field["description"] = column.about + ("; separated by ;" if column.type in LISTS else "")
    if constraints := _constraints(column):
        field["constraints"] = constraints
    return field


def _constraints(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"required": True} if column.required else {}
    if column.name == "id":
        found["unique"] = True
    if column.type == "enum":
        found["enum"] = list(column.values)
    if column.type == "level":
        found["enum"] = list(levels.words())
    if column.type == "country":
        found["pattern"] = _COUNTRY
    if column.type == "country_list":
        found["pattern"] = f"{_COUNTRY}(;{_COUNTRY})*"
    bounds = {"minimum": column.min, "maximum": column.max}
    return found | {name: bound for name, bound in bounds.items() if bound is not None}


def _sources(book: Casebook) -> list[dict[str, str]]:
    """The sites the casebook's rows name, with how many rows name each; the pages stand in the rows themselves."""
    rows = [row for name in table_names() for row in getattr(book, name)]
    named = Counter(
        site for row in rows for site in {_site(getattr(row, column, "")) for column in _SOURCES} if site is not None
    )
    return [
        {"title": f"{urlsplit(site).netloc} ({count} row{'s' if count > 1 else ''})", "path": site}
        for site, count in sorted(named.items())
    ]


def _site(url: str) -> str | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}/" if parts.scheme in {"http", "https"} and parts.netloc else None
