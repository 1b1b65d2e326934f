"""What is stored is what comes back, whatever it is."""

import sqlite3
from contextlib import closing
from dataclasses import fields
from datetime import date
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minilateral import model
from minilateral.codebook.tables import table, table_names
from minilateral.record import schema
from minilateral.record.rows import cells, group_cells, group_of, records

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
filled = texts.filter(bool)
VALUES = {
    "date": st.dates(),
    "integer": st.integers(-(2**63), 2**63 - 1),
    "boolean": st.booleans(),
    "country_list": st.lists(filled, max_size=3).map(tuple),
    "text_list": st.lists(filled, max_size=3).map(tuple),
    "url_list": st.lists(filled, max_size=3).map(tuple),
    "ref_list": st.lists(filled, max_size=3).map(tuple),
}


def rows(name: str) -> st.SearchStrategy[Any]:
    record = getattr(model, table(name).record)
    hints = get_type_hints(record)
    given: dict[str, Any] = {}
    for column in table(name).columns:
        value = VALUES.get(column.type, texts)
        if column.required:
            value = value.filter(lambda found: found not in ("", ()))
        if type(None) in getattr(hints[column.name], "__args__", ()):
            value = st.none() | (value if column.type in VALUES else filled)
        given[column.name] = value
    return st.builds(record, **given, origin=st.sampled_from(["shipped", "workspace"]))


@pytest.mark.parametrize("name", table_names())
def test_a_row_read_back_equals_the_row_stored(name: str) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.create(connection)
        lead = () if table(name).shared else ("group",)

        @settings(max_examples=30, deadline=None)
        @given(rows(name))
        def back_and_forth(row: model.Row) -> None:
            connection.execute(f"DELETE FROM {schema.quoted(name)}")  # noqa: S608 - names of tables.yml
            connection.execute(schema.insert(name), (*lead, *cells(name, row)))
            found = connection.execute(schema.select(name)).fetchall()
            assert list(records(name, found)) == [row]

        back_and_forth()


def test_every_field_of_a_group_comes_back() -> None:
    former = model.FormerMember(code="CSK", until=date(1992, 12, 31), replaced_by=("CZE", "SVK"))
    group = model.Group(
        slug="visegrad",
        name="Visegrád Group",
        members=("CZE", "HUN", "POL", "SVK"),
        aliases=("V4", "a;b"),
        founded=date(1991, 2, 15),
        founded_precision="month",
        former_members=(former,),
        note='"quoted"',
        origin="workspace",
    )
    assert group_of(group_cells(group)) == group
    plain = model.Group(slug="x", name="X", members=("JPN",))
    assert group_of(group_cells(plain)) == plain


def test_every_field_of_every_record_is_a_column() -> None:
    for name in table_names():
        record = getattr(model, table(name).record)
        assert {field.name for field in fields(record)} == set(schema.columns_of(name))
