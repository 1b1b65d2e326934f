"""A CSV file, read row by row with the line numbers an editor shows, whatever state the file is in.

Takes a path; gives its header and rows (`Sheet`) and lists what is wrong with the file as a file: encoding, byte
order mark, line ends, NUL bytes, quotes, ragged rows. A row that cannot be trusted is left out and reading goes on
behind it. Reads only, in one pass over the rows; time and memory grow in line with the file.
"""

from __future__ import annotations

import csv
import io
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minilateral.model import Defect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
# ASCII text in UTF-16 has a NUL in every second byte; a tenth is far more than stray NULs ever reach.
_UTF16_NUL_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the line it starts on, and its cells in header order."""

    number: int
    cells: list[str]


@dataclass(slots=True)
class Sheet:
    """A file as read. `lines` may be walked once; `defects` is complete when that is done."""

    file: str
    header: list[str]
    lines: Iterator[Line]
    defects: list[Defect] = field(default_factory=list)


@contextmanager
def _any_cell_size() -> Iterator[None]:
    before = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _looks_utf16(data: bytes) -> bool:
    head = data[:4000]
    return head.startswith(_UTF16_BOMS) or head.count(0) > _UTF16_NUL_SHARE * max(len(head), 1)


def _encoding_defects(data: bytes, file: str) -> list[Defect]:
    """One defect for each line that is not UTF-8, naming the byte and what it looks like."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return []
    defects, offset = [], 0
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as fault:
            found = f"byte 0x{line[fault.start]:02x} at offset {offset + fault.start}, {_guess(line, fault.start)}"
            defects.append(Defect(file=file, row=number, column="", found=found, expected="UTF-8", code="bad_encoding"))
        offset += len(line) + 1
    return defects


def _guess(line: bytes, at: int) -> str:
    try:
        line.decode("cp1252")
    except UnicodeDecodeError:
        return "not UTF-8 and not cp1252"
    return f"looks like cp1252 ('{line[at : at + 1].decode('cp1252')}')"


def _file_defects(data: bytes, file: str) -> list[Defect]:
    def defect(found: str, expected: str, code: str) -> Defect:
        return Defect(file=file, row=None, column="", found=found, expected=expected, code=code)

    defects = []
    if data.startswith(_UTF8_BOM):
        defects.append(defect("a byte order mark at byte 0", "UTF-8 without byte order mark", "byte_order_mark"))
    if crlf := data.count(b"\r\n"):
        defects.append(defect(f"{crlf} lines that end in CR LF", "lines that end in LF", "line_ends"))
    if lone := data.count(b"\r") - crlf:
        defects.append(defect(f"{lone} lone CR", "lines that end in LF", "line_ends"))
    return defects


def _rows(data: bytes, sheet: Sheet) -> Iterator[Line]:
    """Rows with the number of the line they start on; quote faults are listed and skipped."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors="surrogateescape", newline="")
    with _any_cell_size():
        reader, start = csv.reader(text, strict=True), 0
        while True:
            start = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as fault:
                expected = "quotes that close and are followed by a comma"
                sheet.defects.append(
                    Defect(
                        file=sheet.file, row=start, column="", found=str(fault), expected=expected, code="bad_quotes"
                    )
                )
                continue
            if cells:
                yield Line(start, cells)


def _is_utf8(cell: str) -> bool:
    return cell.isascii() or not any("\udc80" <= char <= "\udcff" for char in cell)


def _trusted(rows: Iterator[Line], sheet: Sheet, *, has_nul: bool, all_utf8: bool) -> Iterator[Line]:
    """The rows whose cells are whole: as many as the header has, without NUL, all UTF-8."""
    width = len(sheet.header)

    def fault(line: Line, column: str, found: str, expected: str, code: str) -> None:
        sheet.defects.append(
            Defect(file=sheet.file, row=line.number, column=column, found=found, expected=expected, code=code)
        )

    for line in rows:
        if len(line.cells) != width:
            fault(line, "", f"{len(line.cells)} cells", f"{width} cells, as in the header", "ragged_row")
        elif not any(line.cells):
            fault(line, "", "a row of empty cells", "a row with an id", "empty_row")
        elif has_nul and (bad := next((i for i, cell in enumerate(line.cells) if "\0" in cell), None)) is not None:
            fault(line, sheet.header[bad], "a NUL byte", "text without NUL bytes", "nul_byte")
        elif all_utf8 or all(map(_is_utf8, line.cells)):
            yield line


def read_sheet(path: Path, file: str) -> Sheet | Defect:
    """The rows of a CSV file, or the one defect that keeps any row from being read.

    Rows that start on a line which is not UTF-8 are left out; the line itself is listed.
    """

    def whole(found: str, expected: str, code: str) -> Defect:
        return Defect(file=file, row=None, column="", found=found, expected=expected, code=code)

    try:
        data = path.read_bytes()
    except OSError as fault:
        return whole(fault.strerror or str(fault), "a file that can be read", "unreadable")
    if _looks_utf16(data):
        return whole("bytes that look like UTF-16, from offset 0", "UTF-8", "bad_encoding")
    sheet = Sheet(file, [], iter(()), [*_file_defects(data, file), *(bad := _encoding_defects(data, file))])
    rows = _rows(data.removeprefix(_UTF8_BOM), sheet)
    first = next(rows, None)
    if first is None:
        return whole("an empty file", "a header row", "no_header")
    if not all(map(_is_utf8, first.cells)):
        return bad[0]
    sheet.header = first.cells
    sheet.lines = _trusted(rows, sheet, has_nul=b"\0" in data, all_utf8=not bad)
    return sheet
