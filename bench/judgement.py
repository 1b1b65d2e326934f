"""What judging one group takes: measures, changes and forecasts with their whole backtest, as a user meets them.

Every figure is that of a whole command. First with nothing kept from earlier runs, then with all of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

COMMANDS = ("measure", "changes", "outlook")
GROUP = "japan-korea-us"
ASKED = 10  # seconds for all three, nothing kept, on two cores


def seconds(program: Sequence[object], folder: Path, once: Callable, *, kept: bool) -> list[float]:
    """Seconds of each command; `once` runs a command and says what it took."""
    out = []
    for command in COMMANDS:
        if not kept:
            shutil.rmtree(folder / "kept", ignore_errors=True)
        out.append(once(*program, "--workspace", folder, command, GROUP).seconds)
    return out


def section(program: Sequence[object], folder: Path, once: Callable) -> str:
    """The results as part of the page."""
    once(*program, "--workspace", folder, "rebuild")
    fresh = seconds(program, folder, once, kept=False)
    for command in COMMANDS:
        once(*program, "--workspace", folder, command, GROUP)
    again = seconds(program, folder, once, kept=True)
    rows = zip(COMMANDS, fresh, again, strict=True)
    table = "\n".join(f"| `{name} {GROUP}` | {one:.1f} | {two:.1f} |" for name, one, two in rows)
    return f"""## Judgement

Measures, changes and forecasts with their backtest of one group, nothing kept from earlier runs: {sum(fresh):.1f} s
(asked: at most {ASKED}).

| command | seconds, nothing kept | seconds, all kept |
| --- | ---: | ---: |
{table}
"""
