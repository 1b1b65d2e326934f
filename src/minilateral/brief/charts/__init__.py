"""The figures of a brief: one function per figure, each from a casebook and its estimates to a `Figure` or None."""

from minilateral.brief.charts.breadth import breadth
from minilateral.brief.charts.capacity import capacity
from minilateral.brief.charts.changes import changes
from minilateral.brief.charts.completeness import completeness
from minilateral.brief.charts.consistency import consistency
from minilateral.brief.charts.consultation import consultation
from minilateral.brief.charts.integration import integration
from minilateral.brief.charts.outlook import outlook
from minilateral.brief.charts.promises import promises
from minilateral.brief.charts.response import response
from minilateral.brief.charts.signalling import signalling
from minilateral.brief.charts.timeline import timeline

__all__ = [
    "breadth",
    "capacity",
    "changes",
    "completeness",
    "consistency",
    "consultation",
    "integration",
    "outlook",
    "promises",
    "response",
    "signalling",
    "timeline",
]
