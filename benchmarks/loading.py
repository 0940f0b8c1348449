"""Loading a stored rulebook: the shipped rules, and as many as the budgets are stated for."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.books import cut
from benchmarks.timing import Figure, rounds
from procure_rules.rules.loader import KIND, default_rulebook
from procure_rules.store import prepare
from procure_rules.store.door import found, prepared

__all__ = ["measure"]

GROUP = "a stored rulebook"


def measure(count: int) -> list[Figure]:
    figures = []
    for book in (default_rulebook(), cut(default_rulebook())):
        with tempfile.TemporaryDirectory() as folder:
            prepare(KIND, book, Path(folder))
            file = prepared(KIND, Path(folder))

            def load(file: Path = file) -> Any:
                return found(KIND, file)

            if load() != book:
                raise AssertionError("what is loaded differs from what was stored")
            note = f"{file.stat().st_size // 1024} KB"
            figures.append(rounds(GROUP, f"{len(book.rules)} rules", "load", load, count, note=note))
    return figures
