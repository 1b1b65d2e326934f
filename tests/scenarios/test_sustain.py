"""Coalitions: the recursion against one written out by hand, and who binds."""

from __future__ import annotations

from itertools import combinations
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minilateral.scenarios.game import Game
from minilateral.scenarios.sustain import outcome, verdicts

FORTY = np.random.default_rng(1).uniform(0, 6, (40, 5, 9))


def game(size, table, e):
    """A game of `size` members out of a table of numbers: its first columns are costs, benefits and so on."""
    column = {name: table[:size, place : place + 1] for place, name in enumerate(("cost", "own", "bonus", "gain"))}
    spill = np.array([[[table[i, 4 + j]] if i != j else [0.0] for j in range(size)] for i in range(size)])
    return Game(spill=spill, outside=table[:size, 3:4] / 4, excludability=np.array([e]), **column)


def by_hand(one, has, some, everybody):
    """Whether a coalition holds, by plain recursion: each member in turn, and what the others would do without it."""
    for i in some:
        rest = tuple(j for j in some if j != i)
        spilled = sum(one.spill[i, j, 0] for j in rest)
        keeping = one.own[i, 0] + spilled - one.cost[i, 0] + (one.bonus[i, 0] if some == everybody else 0)
        breaking, after = spilled + one.gain[i, 0], one.outside[i, 0]
        if rest and by_hand(one, has, rest, everybody):
            after = max(after, (1 - one.excludability[0]) * spilled)
        if keeping <= after or (breaking > keeping and not rest):
            return False
        if breaking > keeping and has[i] < (breaking - keeping) / (breaking - after):
            return False
    return True


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_every_coalition_holds_just_where_a_recursion_by_hand_says_so(size):
    told = set()
    for number, table in enumerate(FORTY):
        one, has = game(size, table, number / 40), np.full((size, 1), 0.5 + number % 10 / 20)
        found = verdicts(one, has, [None] * size)
        everybody = tuple(range(size))
        for some in (s for n in range(1, size + 1) for s in combinations(everybody, n)):
            held = bool(found[some].holds[0])
            assert held == by_hand(one, has[:, 0], some, everybody)
            told.add((len(some) > 1, held))
    assert told >= {(True, True), (True, False)}  # both answers were met


@given(st.integers(3, 5), st.integers(0, 39), st.floats(0, 1))
@settings(max_examples=60)
def test_many_draws_at_once_say_what_each_says_alone(size, start, e):
    tables = [FORTY[(start + k) % 40] for k in range(6)]
    games = [game(size, table, e) for table in tables]
    joined = Game(*(np.concatenate([getattr(g, f) for g in games], axis=-1) for f in Game.__slots__))
    has = np.full((size, 6), 0.7)
    together = verdicts(joined, has, [None] * size)
    for draw, one in enumerate(games):
        alone = verdicts(one, has[:, :1], [None] * size)
        assert all(together[some].holds[draw] == alone[some].holds[0] for some in alone)


def symmetric(size, *, bonus=1.0, gain=1.0, e=0.5, spill=2.0):
    each = np.ones((size, 1))
    return Game(each * 4, each * 2, np.full((size, size, 1), spill), each * bonus, each * gain, each, np.array([e]))


NAMES = ("JPN", "KOR", "USA")


def test_the_symmetric_default_is_the_textbook_game():
    found = outcome(NAMES, symmetric(3), np.full((3, 1), 0.9), [None] * 3)
    assert [(s.temptation, s.reward, s.punishment, s.needs) for s in found.whole.stands] == [(5, 3, 1, 0.5)] * 3
    assert found.whole.holds
    assert found.whole.binding == NAMES  # all alike


def test_who_is_least_patient_binds_and_then_breaks():
    found = outcome(NAMES, symmetric(3), np.array([[0.9], [0.6], [0.95]]), [None] * 3)
    assert found.whole.binding == ("KOR",)
    assert found.whole.holds
    broken = outcome(NAMES, symmetric(3), np.array([[0.9], [0.49], [0.95]]), [None] * 3)
    assert broken.whole.binding == ("KOR",)
    assert [stand.keeps for stand in broken.whole.stands] == [True, False, True]


def test_pairs_fail_for_the_want_of_the_bonus_that_holds_the_whole():
    found = outcome(NAMES, symmetric(3, bonus=3.0, spill=1.2), np.full((3, 1), 0.9), [None] * 3)
    assert found.whole.holds
    assert found.bonus_holds
    assert not any(part.holds for part in found.parts)
    assert found.for_want_of_bonus == (("JPN", "KOR"), ("JPN", "USA"), ("KOR", "USA"))


def test_where_the_others_go_on_shutting_out_is_what_counts():
    """Four members: any three would go on, so what who breaks away still has falls with e."""
    has = np.full((4, 1), 0.9)
    loose = outcome((*NAMES, "AUS"), symmetric(4, e=0.0), has, [None] * 4)
    tight = outcome((*NAMES, "AUS"), symmetric(4, e=1.0), has, [None] * 4)
    assert all(part.holds for part in tight.parts if len(part.members) == 3)
    assert tight.whole.holds
    assert loose.whole.stands[0].punishment == 6
    assert loose.whole.stands[0].needs == inf
    assert loose.whole.stands[0].why == "not worth it at any patience"


def test_nobody_acts_alone_who_is_tempted():
    pair = symmetric(2)
    assert not verdicts(pair, np.full((2, 1), 0.999), [None] * 2)[(0,)].holds[0]
    rich = Game(pair.cost, pair.own * 5, pair.spill, pair.bonus, pair.gain, pair.outside, pair.excludability)
    assert verdicts(rich, np.full((2, 1), 0.1), [None] * 2)[(0,)].holds[0]


def test_all_payoffs_alike_are_not_worth_it():
    nothing = np.zeros((3, 1))
    flat = Game(nothing, nothing, np.zeros((3, 3, 1)), nothing, nothing, nothing, np.array([0.5]))
    found = outcome(NAMES, flat, np.full((3, 1), 0.99), [None] * 3)
    assert not found.whole.holds
    assert {stand.why for stand in found.whole.stands} == {"not worth it at any patience"}
