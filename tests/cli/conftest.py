"""Commands are tested as they print into a file; a test that wants a width sets it."""

import pytest


@pytest.fixture(autouse=True)
def no_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests, a terminal or another process, may have said how wide the screen is."""
    monkeypatch.delenv("COLUMNS", raising=False)
