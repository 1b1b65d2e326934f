"""Every promise of a group with what became of it, as of a date.

Takes a `Casebook` and a date; gives one `Entry` a promise made by then, in the order they were made.
"""

from __future__ import annotations

from minilateral.commitments.entries import Entry, Round, Word

__all__ = ["Entry", "Round", "Word"]
