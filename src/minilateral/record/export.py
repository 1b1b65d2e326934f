"""Export one group as a Data Package: the casebook, the estimates, and the rows behind each estimate.

Takes a casebook and its estimates; writes a folder of CSV files with `datapackage.json`, `README.md` and
`CITATION.cff`, whole or not at all. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from typing import TYPE_CHECKING, Any

from minilateral.codebook.tables import table, table_names
from minilateral.record.atomic import write_files
from minilateral.record.cells import render
from minilateral.record.notes import citation, readme
from minilateral.record.package import ESTIMATE_FIELDS, EVIDENCE_FIELDS, described
from minilateral.record.schema import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from minilateral.model import Casebook, Estimate

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - full-width signs start a formula too
_ALWAYS = ("engagements", "coverage")  # without them no reader could tell silence from not having looked


def write_package(book: Casebook, estimates: Iterable[Estimate], out: Path, *, casebook_hash: str) -> tuple[Path, ...]:
    """Write the Data Package of a casebook and estimates made from it; gives the paths, `datapackage.json` first.

    Raises:
        OutputError: with the reason; what stood in `out` before is unchanged.
    """
    files = package_files(book, tuple(estimates), casebook_hash)
    write_files(out, files, name="export")
    return tuple(out / name for name in files)


def package_files(book: Casebook, estimates: Sequence[Estimate], casebook_hash: str) -> dict[str, bytes]:
    """Every file of the package by name."""
    data = {name: _table(book, name) for name in table_names() if name in _ALWAYS or getattr(book, name)}
    ids = estimate_ids(estimates)
    data["estimates"] = _csv((str(f["name"]) for f in ESTIMATE_FIELDS), _estimates(estimates, ids))
    data["evidence"] = _csv((str(f["name"]) for f in EVIDENCE_FIELDS), _evidence(book, estimates, ids))
    descriptor = json.dumps(described(book, data, casebook_hash), ensure_ascii=False, indent=2)
    return {
        "datapackage.json": f"{descriptor}\n".encode(),
        "README.md": readme(book, tuple(data), casebook_hash).encode(),
        "CITATION.cff": citation(book, casebook_hash).encode(),
        **{f"data/{name}.csv": content for name, content in data.items()},
    }


def safe(text: str) -> str:
    """The text as a spreadsheet will show it, not run it; undone by taking one `'` away.

    >>> safe("=HYPERLINK(1)"), safe("'=1"), safe("Camp David"), safe("-5 degrees")
    ("'=HYPERLINK(1)", "''=1", 'Camp David', "'-5 degrees")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def estimate_ids(estimates: Iterable[Estimate]) -> tuple[str, ...]:
    """One id per estimate, made of measure, name and key; the few that would be alike are numbered in order."""
    seen: dict[str, int] = {}
    ids = []
    for estimate in estimates:
        key = f"[{_key(estimate)}]" if estimate.key else ""
        plain = f"{estimate.measure}.{estimate.name}{key}"
        seen[plain] = seen.get(plain, 0) + 1
        ids.append(plain if seen[plain] == 1 else f"{plain}~{seen[plain]}")
    return tuple(ids)


def _key(estimate: Estimate) -> str:
    return ";".join(f"{name}={value}" for name, value in estimate.key)


def _table(book: Casebook, name: str) -> bytes:
    numeric = {column.name for column in table(name).columns if column.type == "integer"}
    columns = columns_of(name)
    rows = getattr(book, name)
    return _csv(
        columns,
        ([_cell(render(getattr(row, column)), number=column in numeric) for column in columns] for row in rows),
    )


def _estimates(estimates: Iterable[Estimate], ids: Iterable[str]) -> Iterator[list[str]]:
    for name, one in zip(ids, estimates, strict=True):
        special = {"id": name, "key": _key(one), "warnings": ";".join(one.warnings)}
        row = []
        for field in ESTIMATE_FIELDS:
            value: Any = special[field["name"]] if field["name"] in special else getattr(one, field["name"])
            number = field["type"] in {"number", "integer"}
            row.append(_cell(_number(value) if number else render(value), number=number))
        yield row


def _evidence(book: Casebook, estimates: Iterable[Estimate], ids: Iterable[str]) -> Iterator[list[str]]:
    home: dict[str, str] = {}
    for name in table_names():
        for row in getattr(book, name):
            home.setdefault(row.id, name)
    for name, one in zip(ids, estimates, strict=True):
        for row_id in dict.fromkeys(one.evidence):
            yield [_cell(name), home.get(row_id, ""), _cell(row_id)]


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if math.isfinite(value):
        return repr(value)
    return "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"


def _cell(text: str, *, number: bool = False) -> str:
    return text if number else safe(text)


def _csv(header: Iterable[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    plain = csv.writer(out, lineterminator="\n")
    quoting = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(tuple(header))
    for row in rows:  # a bare carriage return would end the row for most readers, and Python does not quote it
        (quoting if any("\r" in cell for cell in row) else plain).writerow(row)
    return out.getvalue().encode()
