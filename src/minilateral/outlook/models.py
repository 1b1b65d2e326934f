"""The models by name.

Takes a `Past`; gives the forecasts of every model at every origin. Which of them is quoted stands with the questions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from minilateral.outlook import baselines, hazard, rate

if TYPE_CHECKING:
    from minilateral.outlook.past import Floats, Past

SURE = 0.01  # no chance below this or above 1 minus this is ever stated


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
