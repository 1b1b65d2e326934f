"""Minilateral: an evidenced record of small alliances, and a brief in which every number leads to its rows.

    import minilateral as ml

    group = ml.open("japan-korea-us")
    group.engagements(level="minister", since="2021-01-01")
    group.measure("consultation").to_arrow()
    group.brief("out/")

Importing it loads nothing heavy: each name is fetched when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from minilateral.errors import MinilateralError
    from minilateral.library import check, compare_groups, groups, open, rebuild, search  # noqa: A004 -- see library.open
    from minilateral.model import Casebook, Engagement, Estimate, Group
    from minilateral.opened import Estimates, OpenGroup

__version__ = "0.1.0"

__all__ = [
    "Casebook",
    "Engagement",
    "Estimate",
    "Estimates",
    "Group",
    "MinilateralError",
    "OpenGroup",
    "check",
    "compare_groups",
    "groups",
    "open",
    "rebuild",
    "search",
]

_HOME = {
    **dict.fromkeys(("Casebook", "Engagement", "Estimate", "Group"), "minilateral.model"),
    **dict.fromkeys(("Estimates", "OpenGroup"), "minilateral.opened"),
    **dict.fromkeys(("check", "compare_groups", "groups", "open", "rebuild", "search"), "minilateral.library"),
    "MinilateralError": "minilateral.errors",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- whatever the name stands for
    if name not in _HOME:
        message = f"module 'minilateral' has no attribute '{name}'"
        raise AttributeError(message)
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
