"""The second process that draws: the same text as here, and no drawing is lost with it."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from minilateral.brief import engine

IMPORT = "import os, sys\nfrom minilateral.brief import engine\n"
SPEC = json.dumps({"data": {"values": [{"a": 1, "b": 2}]}, "mark": "rule", "encoding": {"x": {"field": "a"}}})


def spec(number):
    return SPEC.replace('"rule"', f'{{"type": "rule", "strokeWidth": {number}}}')


def apart(code):
    """Run `code` in a process of its own, where no engine runs yet; what it printed."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert not done.stderr
    return done.stdout


def test_both_processes_draw_the_same():
    here, there = (f"{first}\nprint(engine.draw({SPEC!r}), end='')" for first in ("", "engine.start()"))
    assert apart(f"{IMPORT}{here}") == apart(f"{IMPORT}{there}")


def test_answers_come_to_their_questions_whatever_the_order():
    engine.start()
    specs = [spec(number) for number in range(10, 14)]
    for one in specs:
        engine.ahead(one)
    backwards = {one: engine.draw(one) for one in reversed(specs)}
    assert backwards == {one: engine._vega(one) for one in specs}


def test_a_killed_engine_costs_time_and_no_drawing():
    engine.start()
    engine.draw(spec(20))
    process = engine._process(os.getpid())
    process.kill()
    process.wait()
    assert engine.draw(spec(21)) == engine._vega(spec(21))


@pytest.mark.parametrize("started", [False, True])
def test_a_bad_specification_is_an_error_and_the_next_is_drawn(started):
    first = "engine.start()" if started else "pass"
    said = apart(f"""{IMPORT}{first}
try:
    engine.draw('{{"mark": 3}}')
except ValueError as error:
    print("refused")
print(engine.draw({SPEC!r})[:4])
""")
    assert said.split() == ["refused", "<svg"]


def test_no_interpreter_no_second_process():
    start = "sys.executable = '/nowhere'; engine.start()"
    assert apart(f"{IMPORT}{start}\nprint(engine.draw({SPEC!r})[:4])").strip() == "<svg"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc to see who lives")
def test_the_engine_ends_with_its_owner_even_if_that_is_killed():
    wait = "engine.start(); print(engine._process(os.getpid()).pid, flush=True); sys.stdin.read()"
    owner = subprocess.Popen(
        [sys.executable, "-c", IMPORT + wait], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    engine_pid = int(owner.stdout.readline())
    owner.kill()
    owner.wait()
    owner.stdout.close()
    owner.stdin.close()
    deadline = time.monotonic() + 30
    while lives(engine_pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not lives(engine_pid)


def lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
