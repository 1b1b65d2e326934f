"""A host on this machine for tests of sources."""

import pytest

from hosts import serving


@pytest.fixture
def host():
    """The function that serves pages for the time of a test."""
    return serving
