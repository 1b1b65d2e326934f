"""A sign of life while something takes more than a moment.

Takes a sentence; shows it with a running clock on standard error if that is a terminal, and nothing otherwise.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def working(sentence: str) -> Iterator[None]:
    """Show `sentence` and the seconds gone by until the block ends; leaves nothing behind."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(sentence, total=None)
        yield
