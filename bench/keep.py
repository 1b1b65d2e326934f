"""Compute what the first brief of each shipped group would wait for, and ship it with the program.

`python bench/keep.py` writes src/minilateral/record/kept.json; with `--check` it writes nothing and ends with 1 if a
brief of a shipped group would have to compute anything. Run it whenever a shipped casebook or a rule changed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from minilateral.brief.compose import compose
from minilateral.library import open as open_group
from minilateral.record.casebook import shipped_casebooks, slugs
from minilateral.record.kept import came, digest, keeper

TARGET = Path(__file__).parent.parent / "src" / "minilateral" / "record" / "kept.json"


def main() -> int:
    """Write or check the values; the number of the process's exit code."""
    found, computed = gathered()
    if "--check" in sys.argv[1:]:
        if computed:
            print(
                f"a first brief would compute {', '.join(sorted(computed))}; next: python bench/keep.py",
                file=sys.stderr,
            )
        return 1 if computed else 0
    TARGET.write_text(json.dumps(found, ensure_ascii=False, sort_keys=True, indent=0) + "\n", "utf-8")
    print(f"wrote {TARGET.name}: {len(found)} values")
    return 0


def gathered() -> tuple[dict[str, str], set[str]]:
    """Every value the briefs of shipped groups ask for, by digest, and the names of those that did not come with us."""
    found: dict[str, str] = {}
    computed: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        inner = keeper(Path(folder))

        def keep(name: str, inputs: Mapping[str, Any], make: Callable[[], Any]) -> Any:
            key = digest(name, json.dumps(inputs, ensure_ascii=False, sort_keys=True))
            if key not in came():
                computed.add(name)
            value = inner(name, inputs, make)
            found[key] = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            return value

        for slug in slugs(shipped_casebooks()):
            book = open_group(slug, workspace=folder).book
            compose(book, version="", casebook_hash="", keep=keep)
    return found, computed


if __name__ == "__main__":
    sys.exit(main())
