"""The outlook as rows, for tables and data frames.

Takes forecasts with their track records, or settled forecasts; gives plain dicts, one per question or miss.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from minilateral.outlook.track import NAMES

if TYPE_CHECKING:
    from minilateral.outlook.ahead import Forecast
    from minilateral.outlook.ledger import Settled
    from minilateral.outlook.track import Skill, TrackRecord

_BESIDE = ("climatology", "rolling", "coin")


def forecast_rows(found: Iterable[Forecast]) -> list[dict[str, Any]]:
    """One row per question: what is said, beside what the naive would say, and what its track record amounts to."""
    return [
        {
            "id": one.question.id, "question": one.question.text, "kind": one.question.ask.kind,
            "horizon_days": one.question.ask.horizon, "opened": one.question.opened, "closes": one.question.closes,
            "settles": one.question.settles, "said": one.value, "low": one.low, "high": one.high,
            "chances": tuple(f"{p:.4f}" for p in one.chances), "model": NAMES.get(one.model, one.model),
            **{name: one.naively(name) for name in _BESIDE}, "windows_closed": one.windows,
            "track_record": one.record.verdict if one.record else one.label, "reason": one.reason,
            "query": one.question.ask.query, "coverage_rule": one.question.coverage_rule,
            "left_out": one.question.left_out, "evidence": one.rows,
        }
        for one in found
    ]  # fmt: skip


def record_rows(found: Iterable[Forecast]) -> list[dict[str, Any]]:
    """One row per question: scores of all models, skill against both baselines, reliability; why there are none."""
    return [_record(one, one.record) for one in found]


def _record(one: Forecast, record: TrackRecord | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "question": one.question.ask.key, "what": one.question.ask.label, "kind": one.question.ask.kind,
        "horizon_days": one.question.ask.horizon, "windows_closed": one.windows,
        "model": NAMES[record.model] if record else "", "n": record.n if record else 0,
        "first": record.first if record else None, "last": record.last if record else None,
        "happened": record.happened if record else None, "said": record.said if record else None,
        "score": "CRPS" if one.question.ask.kind == "count" else "Brier",
    }  # fmt: skip
    skills = {skill.against: skill for skill in record.skills} if record else {}
    for name in _BESIDE:
        row |= _skill(name, skills.get(name))
    losses, logs = (record.losses, record.logs) if record else ({}, {})
    row |= {f"loss_{name}": losses.get(name) for name in NAMES if name != "reference"}
    row |= {f"log_{name}": logs.get(name) for name in NAMES if name != "reference"}
    bins = (record.reliability if record else None) or ()
    row["reliability"] = tuple(f"said {bin_.said:.2f}, happened {bin_.happened:.2f}, n {bin_.n}" for bin_ in bins)
    row["pit"] = tuple(f"{p:.4f}" for p in (record.pit if record else None) or ())
    row["in_range"] = record.covered if record else None
    row["misses"] = len(record.misses) if record else None
    row["verdict"] = record.verdict if record else one.label or one.reason
    return row


def _skill(name: str, found: Skill | None) -> dict[str, float | None]:
    return {
        f"skill_{name}": found.value if found else None,
        f"skill_{name}_low": found.low if found else None,
        f"skill_{name}_high": found.high if found else None,
    }


def miss_rows(found: Iterable[Forecast]) -> list[dict[str, Any]]:
    """One row per forecast of the backtests that fell on the wrong side, with the naive ones beside it."""
    return [row for one in found if one.record for row in _misses(one, one.record)]


def _misses(one: Forecast, record: TrackRecord) -> Iterator[dict[str, Any]]:
    for miss in record.misses:
        naive = dict(miss.naive)
        yield {
            "question": one.question.ask.key, "opened": miss.opened, "said": miss.said, "low": miss.low,
            "high": miss.high, "happened": miss.happened, **{name: naive.get(name) for name in _BESIDE},
        }  # fmt: skip


def settled_rows(found: Iterable[Settled]) -> list[dict[str, Any]]:
    """One row per frozen forecast: what was said, what came, the loss, and those of the baselines beside it."""
    rows = []
    for one in found:
        facts = one.forecast.facts
        rows.append(
            {
                "id": one.question.id, "question": one.question.text, "as_of": facts["as_of"],
                "settles": one.question.settles, "state": one.state, "said": facts["said"], "low": facts["low"],
                "high": facts["high"], "happened": one.happened, "missed": one.missed if one.losses else None,
                "loss": one.losses.get(facts["model"]),
                **{f"said_{name}": facts["naive"].get(name) for name in _BESIDE},
                **{f"loss_{name}": one.losses.get(name) for name in _BESIDE}, "model": facts["model"],
                "why": one.why, "hindsight": facts["hindsight"], "new": one.new, "hash": one.forecast.hash,
            }
        )  # fmt: skip
    return rows
