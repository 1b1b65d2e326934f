"""The sections of a brief in the order of its first screen, one function each: the desk in, a `Section` or nothing out.

A stage that comes later adds its line here and touches no other section. `sources` comes last because it counts
what all others have cited. Sections named in `ON_REQUEST` are composed only where they are asked for by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.sections import (
    breadth,
    capacity,
    changed,
    changes,
    claims,
    completeness,
    consistency,
    consultation,
    group,
    horizon,
    integration,
    method,
    outlook,
    promises,
    response,
    scenarios,
    signalling,
    sources,
    spillover,
    statement,
    timeline,
    weakest_link,
)
from minilateral.errors import UnknownName
from minilateral.record.names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Section

SECTIONS: dict[str, Callable[[Desk], Section | None]] = {
    "timeline": timeline.section,
    "consultation": consultation.section,
    "response": response.section,
    "signalling": signalling.section,
    "statement": statement.section,
    "claims": claims.section,
    "integration": integration.section,
    "breadth": breadth.section,
    "consistency": consistency.section,
    "capacity": capacity.section,
    "horizon": horizon.section,
    "promises": promises.section,
    "changes": changes.section,
    "outlook": outlook.section,
    "weakest_link": weakest_link.section,
    "spillover": spillover.section,
    "scenarios": scenarios.section,
    "completeness": completeness.section,
    "changed": changed.section,
    "group": group.section,
    "method": method.section,
    "sources": sources.section,
}

ON_REQUEST: frozenset[str] = frozenset({"scenarios"})


def chosen(names: Iterable[str] = ()) -> tuple[str, ...]:
    """The sections to compose, in the order of the registry: those named, each once, else all not only on request.

    Args:
        names: of sections, each by itself or several with commas between them.

    >>> chosen(["Response", "breadth,breadth"])
    ('response', 'breadth')

    Raises:
        UnknownName: there is no such section; the nearest are offered.
    """
    texts = (names,) if isinstance(names, str) else names
    wanted = {_known(name) for text in texts for name in text.split(",")}
    return tuple(name for name in SECTIONS if (name in wanted if wanted else name not in ON_REQUEST))


def _known(name: str) -> str:
    found = next((section for section in SECTIONS if folded(section) == folded(name)), None)
    if found is None:
        raise UnknownName("section", name, SECTIONS, "minilateral brief GROUP --sections breadth,response")
    return found
