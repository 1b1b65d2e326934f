"""Made-up joint statements that tests compare."""

from minilateral.documents import Document, Stamp

EARLIER = """We, the leaders of Japan, the Republic of Korea, and the United States, met in Seoul today.

Security

We express concern over the ballistic missile launches of this spring. We urge the DPRK to return to talks without \
conditions. We reaffirm our commitment to the complete denuclearization of the Korean Peninsula.

Prosperity

We will share early warning of shortages in supply chains. Our finance ministers discussed lending to island states. \
A secretariat opens its office near the harbor in June. Students from our countries will spend a summer in Busan.
"""
LATER = """We, the leaders of the United States, Japan, and the Republic of Korea, met in Seoul today.

Security

We condemn the ballistic missile launches of this spring. We call on the DPRK to return to talks without conditions. \
We reaffirm our commitment to the complete denuclearization of the DPRK. Vaccines reached eleven hospitals last winter.

Prosperity

Students from our countries will spend a summer in Busan. We will share early warning of shortages in supply chains, \
where possible. A secretariat opens its office near the harbor in June.
"""


def document(text, name="D-1", **facts):
    """A document that may be compared unless the facts say otherwise."""
    known = {"relation": "official", "completeness": "full", "url": f"https://example.org/{name}"}
    stamps = {key: Stamp(value=facts.pop(key), basis="said so") for key in ("event", "issued") if key in facts}
    return Document(id=name, snapshot="", text=text, **{"title": f"Statement {name}", **known, **facts, **stamps})
