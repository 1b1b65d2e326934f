"""How an estimate is put together: the parts every measure shares, so that none is forgotten.

Takes a casebook, a measure's name and a day; gives `Estimate`s with group, period, coverage and evidence filled in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from minilateral.measures.windows import Span
from minilateral.model import Casebook, Estimate


@dataclass(frozen=True, slots=True)
class Face:
    """The public face of one measure of one group as of one day; calling it makes an estimate."""

    book: Casebook
    measure: str
    as_of: date

    def __call__(
        self,
        name: str,
        label: str,
        value: float | None,
        *,
        unit: str,
        coverage: float,
        n: int | None,
        period: Span | None = None,
        interval: tuple[float, float, float | None] | None = None,  # low, high, probability held; None: a mere range
        evidence: Iterable[str] = (),
        warnings: Iterable[str] = (),
        reason: str = "",
        **key: object,
    ) -> Estimate:
        """One estimate. Without a value there is no interval and no caution, and `reason` must say why.

        Raises:
            ValueError: neither value nor reason is given; a measure may not be silent about what it does not know.
        """
        if value is None and not reason:
            raise ValueError(f"{self.measure}.{name} has neither value nor reason")
        low, high, level = interval if interval and value is not None else (None, None, None)
        return Estimate(
            group=self.book.group.slug,
            measure=self.measure,
            name=name,
            label=label,
            from_date=period.from_date if period and period.days else None,
            to_date=period.to_date if period and period.days else self.as_of,
            value=value,
            low=low,
            high=high,
            interval=level,
            unit=unit,
            coverage=coverage,
            n=n,
            evidence=tuple(dict.fromkeys(evidence)),
            warnings=tuple(dict.fromkeys(warnings)) if value is not None else (),
            reason="" if value is not None else reason,
            key=tuple((part, str(text)) for part, text in key.items()),
        )


def partly(share: float, *, none: bool = False) -> list[str]:
    """The cautions of a figure by the observed share of its period, and of one with nothing counted behind it."""
    raised = {"window_partly_observed": 0 < share < 1, "none_recorded": none}
    return [code for code, yes in raised.items() if yes]
