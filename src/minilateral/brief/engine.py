"""A second process that draws, so that its JavaScript engine starts while this one still reads and counts.

Takes Vega-Lite specifications; gives SVG text, the same as `vl_convert` in this process would give. The engine takes
as long to start as all measures of a group together, and its start holds Python's lock: one process cannot do both at
once. Call `start` as soon as it is known that something will be drawn, `ahead` as soon as it is known what.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache, lru_cache

_MARKS = ("rule", "rect", "line", "area", "text", "point")
_FIRST = {  # drawn on start, in time nobody else needs: Vega has then compiled all that figures are made of
    "layer": [
        {
            "data": {"name": "d"},
            "mark": {"type": mark, "opacity": 1},
            "encoding": {
                **{name: {"field": name, "type": "quantitative", "axis": None} for name in ("x", "y")},
                **({} if mark in {"text", "point", "line"} else {"y2": {"field": "y2"}}),
                **({"text": {"field": "y", "type": "nominal"}} if mark == "text" else {}),
            },
        }
        for mark in _MARKS
    ],
    "datasets": {"d": [{"x": x, "y": x % 7, "y2": 1} for x in range(60)]},
    "width": 300,
    "height": 100,
}


def start() -> None:
    """Start the drawing process of this process, if it does not run yet; returns at once."""
    _process(os.getpid())


def ahead(spec: str) -> None:
    """Begin to draw what `draw` will be asked for; returns at once. Nothing goes wrong here, but in `draw`."""
    _promise(spec, os.getpid())


def draw(spec: str) -> str:
    """What Vega draws of one specification; kept, because page and paper show the same figures in other colours.

    Drawn by the second process where `start` was called and it lives, in this one otherwise: the same text.

    Raises:
        ValueError: `spec` is no Vega-Lite specification.
    """
    return _promise(spec, os.getpid()).result()


@lru_cache(maxsize=32)
def _promise(spec: str, pid: int) -> Future[str]:
    return _pen(pid).submit(_drawn, spec, pid)


# Both belong to one process: a fork of it inherits neither the thread nor the use of the pipe.
@cache
def _pen(_pid: int) -> ThreadPoolExecutor:
    """The one thread that speaks with the drawing process, so that its answers come in the order of the questions."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="pen")


@cache
def _process(_pid: int) -> subprocess.Popen[str] | None:
    """The drawing process of the process `_pid`; None where none can be started. It ends when its input does."""
    try:
        process = subprocess.Popen(  # noqa: S603 - this very module, by the interpreter that runs us
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for us to answer; it then sees its input end
        )
    except OSError:
        return None
    atexit.register(_let_go, process)
    return process


def _let_go(process: subprocess.Popen[str]) -> None:
    """Close both pipes: the process sees its input end, and ends."""
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()


def _drawn(spec: str, pid: int) -> str:
    if _process.cache_info().currsize:
        try:
            return _asked(_process(pid), spec)
        except (OSError, EOFError):  # it was killed, could not be started, or found the specification bad
            pass
    return _vega(spec)


def _asked(process: subprocess.Popen[str] | None, spec: str) -> str:
    """The answer of the drawing process, one line of JSON for one line of JSON.

    Raises:
        EOFError: It gave none.
    """
    if process is None or process.stdin is None or process.stdout is None or process.poll() is not None:
        raise EOFError
    process.stdin.write(json.dumps(spec) + "\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    if not answer:
        raise EOFError
    return str(json.loads(answer))


def _vega(spec: str) -> str:
    import vl_convert  # noqa: PLC0415 - starts a JavaScript engine: only when something is drawn

    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))


def _serve() -> None:
    _vega(json.dumps(_FIRST))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_vega(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
