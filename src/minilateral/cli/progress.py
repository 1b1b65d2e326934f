"""A sign of life while something takes more than a moment.

Takes a sentence; shows it with a running clock on standard error if that is a terminal, and nothing otherwise.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_WIDEST = 100  # characters of what is being done


@contextmanager
def working(sentence: str) -> Iterator[Callable[[str], object]]:
    """Show `sentence` and the seconds gone by until the block ends; leaves nothing behind.

    Gives a function that puts other words in its place.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(sentence, total=None)
        yield lambda words: progress.update(task, description=words[:_WIDEST])
