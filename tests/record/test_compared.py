"""What copies are to the official text held, whatever the order in which they came, and after an undo."""

import json
from dataclasses import replace
from itertools import permutations

import pytest

from minilateral.errors import NotComparable
from minilateral.record import adding, compared, copies, library
from minilateral.record.workspace import Workspace
from minilateral.sources.web import Rules
from minilateral.statements.fit import fit

TEXT = (
    "The foreign ministers of Arvonia, Belmark and Cassia met in Port Elm on May 31, 2024.\n\n"
    "They called their partnership “unshakable” and reaffirmed their commitment to a sea without weapons.\n\n"
    "They condemned in the strongest terms the launches by Drovia, and urged it to return to talks.\n\n"
    "They will establish a common watch over the strait, and open a secretariat within the year."
)
OFFICIAL = {"url": "https://www.state.gov/joint-statement-of-the-three/", "title": "Joint Statement", "text": TEXT}
COPIES = {
    "verbatim": TEXT.replace("\n\n", "\n"),
    "near_verbatim": TEXT.replace("unshakable", "unshakeable"),
    "altered": TEXT.replace("unshakable", "unwavering"),
    "unknown": "A word is worth what is done after it. A secretariat was promised for the year, and opened in it.",
}


def copy_of(name, text):
    return {"url": f"https://nobody.example/{name}", "title": f"Talks held: {name}", "text": text}


def write(folder, name, facts):
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}.jsonl"
    file.write_text(json.dumps({"date": "2024-06-01", **facts}) + "\n")
    return str(file)


@pytest.fixture
def files(tmp_path):
    made = {name: write(tmp_path / "in", name, copy_of(name, text)) for name, text in COPIES.items()}
    return {**made, "official": write(tmp_path / "in", "official", OFFICIAL)}


def add(ws, *names):
    return adding.add(ws, names, Rules())


def relations(ws):
    return {one.url.rsplit("/", 1)[-1] or "official": one.relation for one in library.documents(ws)}


EVERY = {**{name: name for name in COPIES}, "official": "official"}


def test_each_copy_is_told_beside_the_official_text(tmp_path, files):
    ws = Workspace(tmp_path / "ws")
    done = add(ws, *files.values())
    assert relations(ws) == EVERY
    official = library.document(ws, OFFICIAL["url"])
    same, altered = (library.document(ws, copy_of(name, "")["url"]) for name in ("verbatim", "altered"))
    assert same.relation_basis == f"compared with {official.id}: every word is the same"
    assert altered.relation_basis.endswith("a copy that differs from the official text in one place")
    assert (same.quotable, altered.quotable) == (True, False)
    assert {one.id: one.relation for one in done.new} == {one.id: one.relation for one in library.documents(ws)}
    with pytest.raises(NotComparable, match="altered"):
        fit(altered)


@pytest.mark.parametrize("order", list(permutations(["official", "verbatim", "altered"])))
def test_the_order_in_which_they_come_does_not_matter(tmp_path, files, order):
    ws = Workspace(tmp_path / "ws")
    for name in order:
        add(ws, files[name])
    assert relations(ws) == {name: name for name in order}


def test_an_undo_gives_back_what_reading_said_and_holding_takes_it_again(tmp_path, files):
    ws = Workspace(tmp_path / "ws")
    add(ws, files["official"], files["verbatim"])
    official, copy = library.document(ws, OFFICIAL["url"]), library.document(ws, copy_of("verbatim", "")["url"])
    copies.undo(ws, copy.id, official.id, why="a draft")
    assert library.document(ws, copy.id).relation == "unknown"
    assert library.document(ws, copy.id).relation_basis == "nobody has described this host"
    add(ws, files["verbatim"])
    assert library.document(ws, copy.id).relation == "unknown"
    _, again = copies.undo(ws, official.id, copy.id, why="no draft", hold=True)
    assert again == copy


def test_an_undo_that_was_killed_before_it_took_effect_does_so_with_the_next_run(tmp_path, files):
    ws = Workspace(tmp_path / "ws")
    add(ws, files["official"], files["altered"])
    official, copy = library.document(ws, OFFICIAL["url"]), library.document(ws, copy_of("altered", "")["url"])
    facts = {"pair": sorted((copy.id, official.id)), "undone": True, "why": "", "verdict": ""}
    copies.journal.append(ws, copies.JOURNAL, facts)
    assert library.document(ws, copy.id).relation == "altered"
    add(ws, files["official"])
    assert library.document(ws, copy.id).relation == "unknown"


def test_the_nearest_of_several_official_versions_counts(tmp_path, files):
    ws = Workspace(tmp_path / "ws")
    revised = {**OFFICIAL, "text": TEXT.replace("within the year", "next year")}
    add(ws, files["verbatim"], write(tmp_path / "in", "revised", revised))
    assert relations(ws)["verbatim"] == "altered"
    add(ws, files["official"])
    assert relations(ws)["verbatim"] == "verbatim"


def test_an_official_text_that_is_gone_proves_nothing(tmp_path, files):
    ws = Workspace(tmp_path / "ws")
    add(ws, files["official"], files["altered"])
    gone = library.document(ws, OFFICIAL["url"]).snapshot
    for path in ws.snapshots.rglob(f"*{gone}*"):
        path.unlink()
    add(ws, files["altered"])
    assert relations(ws) == {"altered": "unknown"}


def test_a_notice_in_the_form_of_another_years_is_no_altered_copy(tmp_path, files):
    ws = Workspace(tmp_path / "ws")
    later = copy_of("later", TEXT.replace("May 31, 2024", "June 2, 2025")) | {"date": "2025-06-03"}
    add(ws, files["official"], write(tmp_path / "in", "later", later))
    assert relations(ws) == {"official": "official", "later": "unknown"}


def test_another_run_and_another_reading_change_nothing(tmp_path, files):
    ws = Workspace(tmp_path / "ws")
    add(ws, *files.values())
    before = library.documents(ws)
    compared.settle(ws, copies.undone(ws))
    assert library.documents(ws) == before
    ws.texts.unlink()
    add(ws, files["official"])
    assert library.documents(ws) == before


def test_asking_of_one_document_gives_what_asking_of_all_gives_of_it_and_does_not_read_all(
    tmp_path, files, monkeypatch
):
    ws = Workspace(tmp_path / "ws")
    revised = {**OFFICIAL, "text": "Another text was put in its place, of other things altogether, on June 2, 2024."}
    kept = write(tmp_path / "in", "revised", revised)
    add(ws, *files.values(), kept)
    every, ids = copies.copies(ws), [one.id for one in library.documents(ws)]
    assert {link.verdict for link, _ in every} >= {"same", "altered", "revised"}
    monkeypatch.setattr(library, "documents", lambda _: pytest.fail("all were read"))
    for id_ in ids:
        assert copies.copies(ws, id_) == tuple(one for one in every if id_ in {one[0].a, one[0].b})


def test_a_file_of_ones_own_that_differs_from_the_official_text_is_refused(tmp_path, files):
    ws, own = Workspace(tmp_path / "ws"), tmp_path / "mine.txt"
    own.write_text(TEXT.replace("condemned", "criticised"))
    add(ws, files["official"], str(own))
    (mine,) = (one for one in library.documents(ws) if one.relation != "official")
    assert mine.relation == "altered"
    assert fit(replace(mine, relation="unknown", relation_basis="")) == ()
    with pytest.raises(NotComparable, match="in one place"):
        fit(mine)
