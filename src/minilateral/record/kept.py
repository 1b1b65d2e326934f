"""What takes seconds to compute and follows from its inputs alone, kept by what it was computed from.

Takes a folder, a name, the inputs as plain values and a way to compute; gives the computed value. A kept value may be
deleted at any time: it is then computed again, the same. A file that is not whole counts as absent. Where nothing can
be written (read-only media, a full disk), the value is computed and given all the same.
"""

from __future__ import annotations

import hashlib
import json
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


def keeper(folder: Path) -> Keep:
    """Values kept as files below `folder`, named by the hash of their inputs.

    Inputs must name whatever the value follows from, the version of its rule among them; inputs and values are
    what JSON can say. The value of a first call has passed through JSON too, so that every call gives the same.
    """

    def keep(name: str, inputs: Mapping[str, Any], make: Callable[[], Any]) -> Any:  # noqa: ANN401
        said = json.dumps(inputs, ensure_ascii=False, sort_keys=True)
        path = folder / name / f"{hashlib.sha256(said.encode()).hexdigest()}.json"
        try:
            found = json.loads(path.read_bytes())
            if found["inputs"] == json.loads(said):
                return found["value"]
        except (OSError, ValueError, KeyError, TypeError):
            pass
        text = json.dumps({"inputs": json.loads(said), "value": make()}, ensure_ascii=False, sort_keys=True)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, text.encode())
        except (OSError, OutputError):
            pass
        return json.loads(text)["value"]

    return keep
