"""Floors of aligning sentences, on eleven pairs of joint statements labelled by hand.

`alignment.csv` holds the labels as places in the texts of `alignment_documents.csv`, no text: which sentence of the
later statement says what one of the earlier says (near verbatim, or reworked), whether it moved, and which sentences
have no partner. One reader labelled them from the two texts, before any program had aligned them. The values in
`align` were set on five of the pairs (SET_ON); figures of the other six are printed beside those of all.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from functools import cache

import numpy as np
import pytest
from corpora import CORPORA, labels, needs_corpora, share

from minilateral.documents import Document
from minilateral.statements.align import align
from minilateral.statements.compare import compare
from minilateral.statements.likeness import likeness
from minilateral.statements.sentences import units

pytestmark = [pytest.mark.shared, needs_corpora]
DIGESTS = {
    "alignment.csv": "7a56581011fed089",
    "alignment_documents.csv": "04e55fc1483ba423",
}
FILES = (
    *(f"whitehouse/wh_{year}.jsonl.gz" for year in (2022, 2023, 2024)),
    "state_rss/state_press_releases.jsonl.gz",
)
SET_ON = {"cd-lima", "quad22-23", "quantum0", "hon-vfm", "fent"}


def table(name):
    return labels(name, DIGESTS[name])


@cache
def texts():
    """The labelled documents by id, each the text the labels were made on."""
    wanted = {row["document"]: row["sha256"] for row in table("alignment_documents.csv")}
    found = {}
    for name in FILES:
        with gzip.open(CORPORA / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                one = json.loads(line)
                key = one["url"] if name.startswith("state") else one["id"]
                if key in wanted and key not in found:
                    found[key] = Document(id=key, snapshot="", title=one["title"], text=one["text"])
    for key, digest in wanted.items():
        assert hashlib.sha256(found[key].text.encode()).hexdigest() == digest, key
    return found


@cache
def pairs():
    """The two texts of each pair by its name."""
    made = {}
    for row in table("alignment_documents.csv"):
        made.setdefault(row["pair"], []).append(texts()[row["document"]])
    return made


def at(span, sides):
    """The unit that covers most of a labelled stretch."""
    start, end = span
    return max(range(len(sides)), key=lambda n: min(end, sides[n].end) - max(start, sides[n].start))


@cache
def judged():
    """Labelled sentences of the earlier texts (pair, kind, paired rightly, first candidate right, one of three right,
    moved as labelled, moved as shown), and those without a partner (pair, left without).
    """
    out, alone = [], []
    labels = table("alignment.csv")
    for name, (a, b) in pairs().items():
        x, y = units(a), units(b)
        said = [[" ".join(unit.text.split()) for unit in side] for side in (x, y)]
        alike, made = likeness(*said), align(*said)
        partners = {i: (set(pair.b), pair.moved) for pair in made for i in pair.a}
        taken = {j for pair in made if pair.a for j in pair.b}
        truth = {}
        for row in (one for one in labels if one["pair"] == name):
            one, two = ((int(row[f"{s}_start"]), int(row[f"{s}_end"])) if row[f"{s}_start"] else None for s in "ab")
            if one and two:
                truth.setdefault((at(one, x), row["kind"], row["moved"]), set()).add(at(two, y))
            elif one:
                alone.append((name, not partners[at(one, x)][0]))
            else:
                alone.append((name, at(two, y) not in taken))
        for (i, kind, moved), right in truth.items():
            best = np.argsort(-alike[i], kind="stable")[:3].tolist()
            got, off = partners[i]
            out.append((name, kind, bool(got & right), best[0] in right, bool(right & set(best)), moved, off))
    return out, alone


def test_there_are_enough_labels():
    out, alone = judged()
    assert len(pairs()) >= 6
    assert sum(row["kind"] in {"near_verbatim", "reworked"} for row in table("alignment.csv")) >= 200
    assert len(alone) >= 100
    assert {kind for _, kind, *_ in out} == {"near_verbatim", "reworked"}


def test_near_verbatim_sentences_are_all_paired_rightly():
    share((hit for _, kind, hit, *_ in judged()[0] if kind == "near_verbatim"), "near verbatim, paired", 1.0)


def test_reworked_sentences():
    out, _ = judged()
    reworked = [one for one in out if one[1] == "reworked"]
    share((first for _, _, _, first, *_ in reworked), "reworked, first candidate", 0.60)
    share((hit for _, _, hit, *_ in reworked), "reworked, paired", 0.60)
    share((hit for name, _, hit, *_ in reworked if name not in SET_ON), "reworked, paired, pairs not set on", 0.60)


def test_the_partner_is_among_the_first_three():
    share((three for *_, three, _, _ in judged()[0]), "among the first three", 0.95)


def test_sentences_without_a_partner_are_left_without():
    _, alone = judged()
    share((left for _, left in alone), "without a partner", 0.85)
    share((left for name, left in alone if name not in SET_ON), "without a partner, pairs not set on", 0.85)


def test_a_pair_is_seldom_wrong():
    out, _ = judged()
    share((not off or hit for _, _, hit, _, _, _, off in out), "moved pairs that are right or not claimed", 0.90)


def test_labelled_moves_are_shown_as_moves():
    """Of 17 moves by hand of the issuers, 12 are found; 13 have their partner as first candidate, 15 among three.

    What is missed shares hardly a word with its partner ("stand with Ukraine", "Ukraine exercises its inherent right"):
    no likeness of words finds it at any threshold, so the floor of all moves is lower than that of those paired.
    """
    moved = [one for one in judged()[0] if one[5] == "yes"]
    share((hit and off for _, _, hit, *_, off in moved), "labelled moves, found and shown as moved", 0.70)
    share((three for *_, three, _, _ in moved), "labelled moves, partner among three candidates", 0.85)
    share((off for _, _, hit, *_, off in moved if hit), "labelled moves, of those paired", 0.90)
    share((off for *_, moved, off in ((one[2], one[5], one[6]) for one in judged()[0] if one[2]) if moved == "no"
           for off in [not off]), "labelled as in place, of those paired", 0.90)  # fmt: skip


def shuffled(document, seed, edit):
    """A text with one sentence in eight put elsewhere, and in `edit` a word in seven of it left out; and which."""
    rng = random.Random(seed)  # noqa: S311 -- the same moves each time
    said = [
        unit.text for unit in units(document) if not unit.heading and len(unit.text.split()) >= 8 and not unit.piece
    ]
    said = list(dict.fromkeys(" ".join(one.split()) for one in said))
    moving = set(rng.sample(range(len(said)), max(2, len(said) // 8)))
    left = [one for n, one in enumerate(said) if n not in moving]
    moves = []
    for n in sorted(moving):
        words = said[n].split()
        told = " ".join(word for k, word in enumerate(words) if k % 7 != 3) if edit else said[n]
        far = [k for k in range(len(left) + 1) if abs(k - n) > 4] or [0]
        left.insert(rng.choice(far), told)
        moves.append(said[n])
    return said, left, moves


@pytest.mark.parametrize("edit", [False, True], ids=["moved", "moved and edited"])
def test_sentences_moved_by_hand_are_found(edit):
    found, claimed = [], []
    for n, document in enumerate(texts().values()):
        said, left, moves = shuffled(document, n, edit)
        if len(said) < 12:
            continue
        a, b = (Document(id=name, snapshot="", text="\n\n".join(side)) for name, side in (("a", said), ("b", left)))
        rows = [row for row in compare(a, b).rows if row.a]
        shown = {text for row in rows if row.moved for text in [row.a.text]}
        found += [any(move in text or text in move for text in shown) for move in moves]
        claimed += [any(move in text or text in move for move in moves) for text in shown]
    share(found, f"moved by hand{' and edited' if edit else ''}, shown as moved", 0.90)
    share(claimed, f"shown as moved, moved by hand{' and edited' if edit else ''}", 0.90)
