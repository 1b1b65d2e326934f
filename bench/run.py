"""Measure speed and memory as a user meets them, and write bench/RESULTS.md.

Every figure is that of a whole process: wall time and peak memory as the system reports them when it ends. Runs of
things that are compared take turns, and the median counts. `make bench` runs it; nothing in the tests depends on it.
"""

from __future__ import annotations

import math
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Thread

import change_scores
import documents
import judgement
import made_up
import searching

import statements
from minilateral import __version__

RESULTS = Path(__file__).with_name("RESULTS.md")
PROGRAM = (sys.executable, "-m", "minilateral")
SIZES = (1_000, 5_000, 20_000)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds by the clock, and its peak memory in MB."""

    seconds: float
    megabytes: float


def cost(*command: object, runs: int = 1) -> Cost:
    """Median cost of running the command."""
    found = [once(*command) for _ in range(runs)]
    return Cost(median(one.seconds for one in found), median(one.megabytes for one in found))


def once(*command: object) -> Cost:
    """Run the command, which must succeed, and say what it took; memory: the peaks of its processes added."""
    words, quiet = list(map(str, command)), os.open(os.devnull, os.O_WRONLY)
    silence = [(os.POSIX_SPAWN_DUP2, quiet, stream) for stream in (1, 2)]
    started = time.perf_counter()
    child = os.posix_spawn(words[0], words, os.environ, file_actions=silence)
    peaks: dict[int, float] = {}
    watcher = Thread(target=watch, args=(child, peaks))
    watcher.start()
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - started
    watcher.join()
    os.close(quiet)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"failed: {' '.join(words)}")
    peaks[child] = usage.ru_maxrss / 1024
    return Cost(seconds, sum(peaks.values()))


def watch(process: int, peaks: dict[int, float]) -> None:
    """Note the peak memory in MB of a process and its children, by process, until it ends."""
    while Path(f"/proc/{process}/task").exists():
        for one in (process, *children(process)):
            with suppress(OSError, StopIteration):
                lines = Path(f"/proc/{one}/status").read_text().splitlines()
                peaks[one] = next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
        time.sleep(0.05)


def children(process: int) -> list[int]:
    """The processes it started."""
    with suppress(OSError):
        tasks = Path(f"/proc/{process}/task").iterdir()
        return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]
    return []


def start_up(runs: int = 15) -> tuple[float, float, float]:
    """Seconds of `import typer`, of `minilateral --help`, and their ratio; the two take turns."""
    pairs = [(once(sys.executable, "-c", "import typer"), once(*PROGRAM, "--help")) for _ in range(runs)]
    peer, ours = (median(pair[side].seconds for pair in pairs) for side in (0, 1))
    return peer, ours, ours / peer


def everyday(folder: Path) -> list[tuple[str, Cost, str]]:
    """The commands people type, on the shipped casebooks: what, cost, and what was asked of it."""
    ours, out = (*PROGRAM, "--workspace", folder), folder / "out"
    once(*ours, "rebuild")
    return [
        ("rebuild of all ten casebooks", cost(*ours, "rebuild", "--force", runs=5), "2 s"),
        ("`timeline japan-korea-us`", cost(*ours, "timeline", "japan-korea-us", runs=5), "0.5 s"),
        ("`measure japan-korea-us`", cost(*ours, "measure", "japan-korea-us", runs=3), ""),
        (
            "`brief japan-korea-us`, record built",
            cost(*ours, "brief", "japan-korea-us", "--out", out, runs=3),
            "3 s, 500 MB",
        ),
    ]


def growth(folder: Path) -> list[tuple[int, Cost, Cost, Cost]]:
    """Rebuild, measures and brief of made-up casebooks: engagements and the three costs."""
    rows = []
    for size in SIZES:
        workspace = folder / str(size)
        made_up.write(workspace / "casebooks", size)
        ours = (*PROGRAM, "--workspace", workspace)
        rebuilt, slug = once(*ours, "rebuild"), f"made-up-{size}"
        measured = once(*ours, "measure", slug, "--format", "csv")
        rows.append((size, rebuilt, measured, once(*ours, "brief", slug, "--out", workspace / "out")))
        shutil.rmtree(workspace)
    return rows


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float:
    """The power of n by which time grew: 1 is linear."""
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])


def machine() -> str:
    """The machine in one line."""
    info = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cpu = names[0] if names else platform.machine()
    return f"{os.cpu_count()} cores ({cpu}), {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def report(start: tuple[float, float, float], daily: list, grown: list) -> str:
    """The results as a page."""
    peer, ours, ratio = start
    return f"""# Results

minilateral {__version__} on {machine()}.
Made by `make bench`; every figure is that of a whole command, start-up and helper processes included, and the median of several runs (single
runs for the made-up casebooks).

## Start-up

`minilateral --help` takes {ours:.3f} s and `python -c "import typer"` {peer:.3f} s: {ratio:.1f} times as long (asked: at most 3).

## Everyday commands

| command | seconds | peak MB | asked: at most |
| --- | ---: | ---: | --- |
{rows_of((what, f"{one.seconds:.2f}", f"{one.megabytes:.0f}", asked) for what, one, asked in daily)}

## Growth

Made-up casebooks of a hundred years. The rebuild includes the ten shipped casebooks, as it does for a user. Of the brief
at 20,000 engagements no worse than linear and at most 1,200 MB are asked.

| engagements | rebuild s | MB | measures s | MB | brief s | MB |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |
{rows_of((f"{size:,}", *(figure for one in costs for figure in figures(one))) for size, *costs in grown)}

Growth exponent from {grown[1][0]:,} to {grown[2][0]:,} (1 is linear): {powers(*grown[1:])}.
"""  # noqa: E501 -- a line of the page


def rows_of(rows: Iterable[Iterable[str]]) -> str:
    """Lines of a Markdown table."""
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def figures(one: Cost) -> tuple[str, str]:
    """A cost as two cells."""
    return f"{one.seconds:.2f}", f"{one.megabytes:.0f}"


def powers(small: tuple, large: tuple) -> str:
    """By which power of n each command's time grew."""
    names = ("rebuild", "measures", "brief")
    pairs = zip(names, small[1:], large[1:], strict=True)
    return ", ".join(
        f"{name} {exponent((small[0], one.seconds), (large[0], two.seconds)):.2f}" for name, one, two in pairs
    )


def main() -> None:
    """Measure everything and write the page."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        page = report(start_up(), everyday(folder / "shipped"), growth(folder))
        page += "\n" + judgement.section(PROGRAM, folder / "judged", once) + "\n" + change_scores.section()
        page += "\n" + statements.section() + "\n" + documents.section(PROGRAM, folder / "documents", once)
        if documents.CORPORA.exists():
            page += "\n" + searching.section(folder / "documents" / "whole")
    RESULTS.write_text(page, "utf-8")
    print(page)


if __name__ == "__main__":
    main()
