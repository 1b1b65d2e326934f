"""What takes seconds to compute and follows from its inputs alone, kept by what it was computed from.

Takes a folder, a name, the inputs as plain values and a way to compute; gives the computed value. A kept value may be
deleted at any time: it is then computed again, the same. A file that is not whole counts as absent. Values that follow
from the casebooks of the program come with it, so that the first brief need not wait for them. Where nothing can be
written (read-only media, a full disk), the value is computed and given all the same.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol

from minilateral.errors import OutputError
from minilateral.record.onefile import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


class Keep(Protocol):
    """Gives the value of `make()`, or the one kept from an earlier call with the same name and inputs."""

    def __call__(self, name: str, inputs: Mapping[str, Any], make: Callable[[], Any]) -> Any: ...  # noqa: ANN401, D102


def nowhere(name: str, inputs: Mapping[str, Any], make: Callable[[], Any]) -> Any:  # noqa: ANN401, ARG001
    """Compute always, keep nothing."""
    return make()


def keeper(folder: Path, *, shipped: bool = True) -> Keep:
    """Values kept as files below `folder`, named by the hash of their inputs.

    Inputs must name whatever the value follows from, the version of its rule among them; inputs and values are
    what JSON can say. The value of a first call has passed through JSON too, so that every call gives the same.

    Args:
        folder: of the kept values; it need not exist.
        shipped: whether to look among those that came with the program, for the casebooks that came with it.
    """

    def keep(name: str, inputs: Mapping[str, Any], make: Callable[[], Any]) -> Any:  # noqa: ANN401
        said = json.dumps(inputs, ensure_ascii=False, sort_keys=True)
        key = digest(name, said)
        path = folder / name / f"{key}.json"
        try:
            found = json.loads(path.read_bytes())
            if found["inputs"] == json.loads(said):
                return found["value"]
        except (OSError, ValueError, KeyError, TypeError):
            pass
        if shipped and key in came():
            return json.loads(came()[key])
        text = json.dumps({"inputs": json.loads(said), "value": make()}, ensure_ascii=False, sort_keys=True)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, text.encode())
        except (OSError, OutputError):
            pass
        return json.loads(text)["value"]

    return keep


def digest(name: str, said: str) -> str:
    """The name of a value: the hash of what it is and of its inputs, written as JSON with sorted keys."""
    return hashlib.sha256(f"{name}\n{said}".encode()).hexdigest()


@cache
def came() -> Mapping[str, str]:
    """Values that came with the program, as JSON by digest; made by `bench/keep.py` from the shipped casebooks."""
    try:
        return dict(json.loads((files("minilateral.record") / "kept.json").read_bytes()))
    except FileNotFoundError:
        return {}
