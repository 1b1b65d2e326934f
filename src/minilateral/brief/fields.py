"""What a page calls the domains of exercises and the offices of a state.

Takes words of the tables; gives words for a reader.
"""

from __future__ import annotations

from minilateral.brief.members import countries

DOMAINS = {
    "missile_defense": "missile defence",
    "asw": "against submarines",
    "multi_domain": "several domains",
    "maritime": "at sea",
    "air": "in the air",
    "land": "on land",
    "cyber": "cyber",
    "not_stated": "domain not stated",
}
OFFICES = {
    "head_of_government": "head of government",
    "head_of_state": "head of state",
    "foreign_minister": "foreign minister",
    "defense_minister": "defence minister",
    "national_security_adviser": "security adviser",
}
_AMBASSADOR = "ambassador_to_"


def domain(word: str) -> str:
    """The domain of an exercise in words: "at sea".

    >>> domain("asw"), domain("not_stated"), domain("space_lift")
    ('against submarines', 'domain not stated', 'space lift')
    """
    return DOMAINS.get(word, word.replace("_", " "))


def office(word: str) -> str:
    """An office in words.

    >>> office("defense_minister"), office("ambassador_to_USA")
    ('defence minister', 'ambassador to the United States')
    """
    if word.startswith(_AMBASSADOR):
        return f"ambassador to {countries([word.removeprefix(_AMBASSADOR)])}"
    return OFFICES.get(word, word.replace("_", " "))
