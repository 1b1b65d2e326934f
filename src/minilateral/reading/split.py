"""Several documents on one page, told apart.

Takes the text of a page; gives its parts, each with the title it stands under. A page is only taken apart where it
shows its seams: a text between "Begin Text" and "End Text", pasted messages with their own heads, a newsletter whose
items stand between rows of signs, a second statement under a heading of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from minilateral.reading.titles import kind


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a page; `name` is empty where the page is only one."""

    name: str
    title: str
    text: str


_BEGIN = re.compile(
    r"^[#*\[(\s]*(?:begin|start)(?:ning)?(?: of)?(?: the)? (?:joint )?text[\])*\s:]*$", re.IGNORECASE | re.MULTILINE
)
_END = re.compile(r"^[#*\[(\s]*end(?: of)?(?: the)? (?:joint )?text[\])*\s:.]*$", re.IGNORECASE | re.MULTILINE)
_MAIL = re.compile(
    r"^(?:From|Sent|To|Subject|Date):[^\n]*\n(?:(?:From|Sent|To|Cc|Subject|Date|Reply-To):[^\n]*\n?){1,6}", re.MULTILINE
)
_SUBJECT = re.compile(r"^Subject:\s*(.+)$", re.MULTILINE)
_ITEMS = re.compile(r"^\s*(?:~(?:\s*~)*|[*•](?:\s*[*•]){2,}|_{5,}|={5,})\s*$", re.MULTILINE)
# A heading under which another statement begins, told by its first words: questions and paragraphs speak of statements
# too.
_HEAD = re.compile(
    r"^(?:#{1,4}\s+)?(?P<title>(?:[\"“*]*)(?:The |U\.?S\.?[-–]|[A-Z][\w.–-]+[-–])?"
    r"(?:Joint|Trilateral|Quadrilateral|Quad|Spirit of|Camp David|FACT SHEET|Fact Sheet|Readout|Read-out|Remarks by|"
    r"Statement (?:of|by|on)|Communiqu|Leaders[’'])[^\n?]{6,170})$",
    re.MULTILINE,
)
_STATEMENTS = {"joint_statement", "fact_sheet", "readout", "remarks", "principles"}
_LEAST = 400  # characters; a part shorter than this is a link to a document, not a document
_FEWEST_ITEMS = 3


def parts(text: str, title: str) -> tuple[Part, ...]:
    """The documents of one page, in order; one, with an empty name, where no seam is seen."""
    for cut in (_marked, _messages, _letters, _headed):
        found = cut(text, title)
        if len(found) > 1:
            return tuple(Part(f"part {number}", one.title, one.text) for number, one in enumerate(found, 1))
    return (Part("", title, text),)


def _marked(text: str, title: str) -> list[Part]:
    """A text between its marks is one document; an account around it long enough to be one is another."""
    begin = _BEGIN.search(text)
    end = _END.search(text, begin.end()) if begin else None
    if not begin or not end:
        return []
    inside, around = (
        text[begin.end() : end.start()].strip(),
        f"{text[: begin.start()].strip()}\n\n{text[end.end() :].strip()}".strip(),
    )
    if len(around) < _LEAST or len(inside) < _LEAST:
        return []
    head = text[: begin.start()].strip().rsplit("\n", 1)[-1].strip("# *:")
    return [Part("", title, around), Part("", head if kind(head) else title, inside)]


def _messages(text: str, title: str) -> list[Part]:
    heads = list(_MAIL.finditer(text))
    if len(heads) < 2:  # noqa: PLR2004 - one message is the page itself
        return []
    ends = [*(head.start() for head in heads[1:]), len(text)]
    found = []
    for head, end in zip(heads, ends, strict=True):
        subject = _SUBJECT.search(head[0])
        found.append(Part("", subject[1].strip() if subject else title, text[head.end() : end].strip()))
    return [part for part in found if len(part.text) >= _LEAST]


def _letters(text: str, title: str) -> list[Part]:
    pieces = [piece.strip() for piece in _ITEMS.split(text)]
    filled = [piece for piece in pieces if len(piece) >= _LEAST / 4]
    if len(filled) < _FEWEST_ITEMS:
        return []
    return [_item(piece, title) for piece in filled]


def _item(piece: str, title: str) -> Part:
    first, _, rest = piece.partition("\n")
    return Part("", first.strip("# *"), rest.strip()) if len(first) < 200 and rest.strip() else Part("", title, piece)  # noqa: PLR2004


def _headed(text: str, title: str) -> list[Part]:
    """Statements that begin under a heading of their own, after another text or the statement of the title."""
    cuts = []
    for head in _HEAD.finditer(text):
        alone = (
            text[max(0, head.start() - 2) : head.start()] in {"", "\n\n"}
            and text[head.end() : head.end() + 2] == "\n\n"
        )
        said = head["title"].strip("# *")
        if alone and not said.endswith((".", ",", ";")) and kind(said) in _STATEMENTS and not _same(said, title):
            cuts.append((head.start(), head.end(), said))
    if not cuts:
        return []
    found = [Part("", title, text[: cuts[0][0]].strip())]
    for (_, start, said), end in zip(cuts, [*(cut[0] for cut in cuts[1:]), len(text)], strict=True):
        found.append(Part("", said, text[start:end].strip()))
    return found if all(len(part.text) >= _LEAST for part in found) else []


def _same(one: str, other: str) -> bool:
    words = [set(re.findall(r"\w+", title.lower())) for title in (one, other)]
    return bool(words[0]) and len(words[0] & words[1]) >= 0.8 * min(map(len, words))
