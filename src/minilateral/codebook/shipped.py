"""The YAML files of the codebook, as they are shipped.

Takes a name; gives what the file says. Read by the library's C parser where it is built in: the description of the
tables, which every command needs, takes a tenth of the time.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def shipped(name: str) -> Any:  # noqa: ANN401 - what a file says has the shape its reader knows
    """What one file of the codebook says."""
    return yaml.load(files(__package__).joinpath(name).read_text("utf-8"), _Loader)  # noqa: S506 - a safe loader
