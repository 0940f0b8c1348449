"""Loading a kept rulebook: the shipped rules, and as many as the budgets are stated for."""

from __future__ import annotations

import json
import os
import tempfile
from typing import Any

from benchmarks.books import cut
from benchmarks.timing import Figure, rounds
from procure_rules import kept
from procure_rules.flat import flatten, packed, rebuild, unpacked
from procure_rules.rules.loader import ALIASES, CLASSES, KIND, default_rulebook

__all__ = ["measure"]

GROUP = "a kept rulebook"


def measure(count: int) -> list[Figure]:
    figures = []
    before = os.environ.get(kept.VARIABLE)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[kept.VARIABLE] = folder
        try:
            for book in (default_rulebook(), cut(default_rulebook())):
                key = f"{len(book.rules):064}"[::-1]
                plain = flatten(book, CLASSES)
                kept.keep(KIND, key, *packed(plain))

                def load(key: str = key) -> Any:
                    found = kept.fetch(KIND, key)
                    return found and rebuild(unpacked(*found), CLASSES, ALIASES)

                if load() != book:
                    raise AssertionError("what is loaded differs from what was kept")
                size = len(json.dumps(plain, ensure_ascii=False).encode()) // 1024
                note = f"{sum(group[1] for group in plain['groups'])} rows, {size} KB"
                figures.append(rounds(GROUP, f"{len(book.rules)} rules", "load", load, count, note=note))
        finally:
            if before is None:
                del os.environ[kept.VARIABLE]
            else:
                os.environ[kept.VARIABLE] = before
    return figures
