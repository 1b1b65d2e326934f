"""The cautions that travel with estimates, in words.

Takes estimates; gives the codebook's text for each warning code they carry, each once, in the order met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.codebook.warnings import warning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.model import Estimate


def cautions(estimates: Iterable[Estimate | None], *codes: str) -> tuple[str, ...]:
    """Texts of the warnings of `estimates`, then of further `codes`."""
    met = [code for estimate in estimates if estimate for code in estimate.warnings]
    return tuple(warning(code).text for code in dict.fromkeys([*met, *codes]))
