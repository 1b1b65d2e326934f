"""Read what one slug stands for: our casebook and the user's laid over it, or the tables shared by all groups.

Takes the folders found by `inputs.survey`; gives what `load` puts into the tables. Good rows are kept and the
others listed as defects; whether any defect is one too many is for whoever asked to decide. Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.model import Casebook, Group
from minilateral.record.casebook import Reading, Shared, read_casebook, read_shared
from minilateral.record.groupfile import MEMBERS_AT_LEAST
from minilateral.record.load import Loadable
from minilateral.record.merge import merge
from minilateral.record.schema import SHARED

if TYPE_CHECKING:
    from minilateral.record.inputs import Inputs

_OWN = "workspace"  # the origin of a user's rows


def gather(inputs: Inputs) -> Loadable:
    """Everything read under one slug. A folder that names no two members is no group: only its defects are kept."""
    if inputs.slug == SHARED:
        shared = _shared(inputs)
        return Loadable(slug=SHARED, casebook_hash=inputs.casebook_hash, shared=shared, defects=shared.defects)
    reading = _group(inputs)
    book = reading.book if reading and len(reading.book.group.members) >= MEMBERS_AT_LEAST else None
    defects = reading.defects if reading else ()
    return Loadable(slug=inputs.slug, casebook_hash=inputs.casebook_hash, book=book, defects=defects)


def _group(inputs: Inputs) -> Reading | None:
    ours = read_casebook(inputs.shipped) if inputs.shipped else None
    if inputs.own is None:
        return ours
    theirs = read_casebook(inputs.own, origin=_OWN, base=ours.book if ours else None)
    if ours is None:
        return theirs
    return Reading(merge(ours.book, theirs.book), (*ours.defects, *theirs.defects))


def _shared(inputs: Inputs) -> Shared:
    ours = read_shared(inputs.shipped) if inputs.shipped else Shared()
    theirs = read_shared(inputs.own, origin=_OWN) if inputs.own else Shared()
    both = merge(_as_book(ours), _as_book(theirs))
    return Shared(both.shocks, both.offices, (*ours.defects, *theirs.defects))


def _as_book(shared: Shared) -> Casebook:
    nobody = Group(slug=SHARED, name=SHARED, members=())
    return Casebook(group=nobody, shocks=shared.shocks, offices=shared.offices)
