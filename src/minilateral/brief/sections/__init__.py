"""The sections of a brief in the order they are read, one function each: the desk in, a `Section` or nothing out.

A stage that comes later adds its line here and touches no other section. `sources` comes last because it counts
what all others have cited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.sections import (
    breadth,
    changed,
    completeness,
    consistency,
    consultation,
    group,
    method,
    response,
    sources,
    timeline,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Section

SECTIONS: dict[str, Callable[[Desk], Section | None]] = {
    "timeline": timeline.section,
    "consultation": consultation.section,
    "breadth": breadth.section,
    "consistency": consistency.section,
    "response": response.section,
    "completeness": completeness.section,
    "changed": changed.section,
    "group": group.section,
    "method": method.section,
    "sources": sources.section,
}
