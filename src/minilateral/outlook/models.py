"""The models by name, and which of them is quoted.

Takes a `Past`; gives the forecasts of every model at every origin. The rule of what is quoted was fixed beforehand:
up to 45 days ahead the hazard, further the rate with a memory of 17 months, for counts the rate with one of ten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from minilateral.outlook import baselines, hazard, rate

if TYPE_CHECKING:
    from minilateral.outlook.past import Floats, Past
    from minilateral.outlook.questions import Ask

SURE = 0.01  # no chance below this or above 1 minus this is ever stated
NEAR = 45  # days
BASELINES = ("climatology", "rolling")


def quoted(ask: Ask) -> str:
    """Which model speaks for a question."""
    return "hazard" if ask.kind == "chance" and ask.horizon <= NEAR else "rate"


def chances(past: Past) -> dict[str, Floats]:
    """For every model the chance that it happens in the window of each origin, within [.01, .99]."""
    said = {
        "climatology": baselines.climatology(past),
        "rolling": baselines.rolling(past),
        "last": baselines.last_value(past),
        "rate": rate.plain(past),
        "season": rate.seasonal(past),
        "hazard": hazard.hazard(past),
    }
    return {name: np.clip(p, SURE, 1 - SURE) for name, p in said.items()}


def counts(past: Past) -> dict[str, Floats]:
    """For every model the chances of 0, 1, 2, … times in the window of each origin."""
    return {
        "climatology": baselines.climatology(past, counts=True),
        "rolling": baselines.rolling(past, counts=True),
        "last": baselines.last_value(past, counts=True),
        "rate": rate.plain(past, counts=True),
        "season": rate.seasonal(past, counts=True),
    }
