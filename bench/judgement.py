"""What judging one group takes: measures, changes and forecasts with their whole backtest, as a user meets them.

Every figure is that of a whole command. First with nothing kept from earlier runs, then with all of it.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import yaml

from minilateral.library import open as open_group

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


CLAIMS = Path(__file__).parents[1] / "tests" / "golden" / "claims.yml"
CHECK_ASKED = 50  # milliseconds for one claim, read and checked, the group being open


def checked(folder: Path) -> tuple[int, float, float]:
    """How many claims of the golden file were checked, and median and slowest in milliseconds, warm."""
    cases = yaml.safe_load(CLAIMS.read_text("utf-8"))
    groups = {slug: open_group(slug, workspace=folder) for slug in {case["group"] for case in cases}}
    took = []
    for _ in range(3):  # the first round warms what is read once
        took = []
        for case in cases:
            started = time.perf_counter()
            groups[case["group"]].check(case["claim"], made_on=case["made_on"])
            took.append(1000 * (time.perf_counter() - started))
    return len(took), median(took), max(took)


def section(program: Sequence[object], folder: Path, once: Callable) -> str:
    """The results as part of the page."""
    once(*program, "--workspace", folder, "rebuild")
    fresh = seconds(program, folder, once, kept=False)
    for command in COMMANDS:
        once(*program, "--workspace", folder, command, GROUP)
    again = seconds(program, folder, once, kept=True)
    count, usual, slowest = checked(folder)
    rows = zip(COMMANDS, fresh, again, strict=True)
    table = "\n".join(f"| `{name} {GROUP}` | {one:.1f} | {two:.1f} |" for name, one, two in rows)
    return f"""## Judgement

Measures, changes and forecasts with their backtest of one group, nothing kept from earlier runs: {sum(fresh):.1f} s
(asked: at most {ASKED}).

| command | seconds, nothing kept | seconds, all kept |
| --- | ---: | ---: |
{table}

A claim read and checked, the group being open ({count} claims about ten groups): {usual:.0f} ms, the slowest
{slowest:.0f} ms (asked: at most {CHECK_ASKED}).
"""
