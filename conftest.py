"""No test or doctest reads or writes the workspace of whoever runs it; those that name none share one."""

import pytest


@pytest.fixture(autouse=True)
def _own_workspace(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINILATERAL_WORKSPACE", str(tmp_path_factory.getbasetemp() / "workspace"))
