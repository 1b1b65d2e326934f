"""By which names a state goes in texts, beside those of the codebook.

Takes nothing; gives each form and the state it stands for, longest first: "Republic of Korea" is not to be found
inside "Democratic People's Republic of Korea".
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from minilateral.codebook.actors import all_actors


@cache
def forms() -> dict[str, str]:
    """ISO 3166-1 alpha-3 codes by the form of a name, longest form first; a form stands for one state alone.

    >>> forms()["ROK"], next(iter(forms())).startswith("United Kingdom of Great Britain")
    ('KOR', True)
    """
    known = {form: one.iso3 for one in all_actors() for form in (one.adjective, one.short, one.name)}
    text = files(__package__).joinpath("country_forms.csv").read_text("utf-8")
    known |= {row["form"]: row["iso3"] for row in csv.DictReader(text.splitlines())}
    return dict(sorted(known.items(), key=lambda item: (-len(item[0]), item[0])))
