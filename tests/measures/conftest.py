"""The shipped casebooks, read once."""

import pytest

from minilateral.record.casebook import read_casebook, shipped_casebooks, slugs


@pytest.fixture(scope="session")
def shipped():
    folder = shipped_casebooks()
    return {slug: read_casebook(folder / slug).book for slug in slugs(folder)}


@pytest.fixture(scope="session")
def jku(shipped):
    return shipped["japan-korea-us"]
