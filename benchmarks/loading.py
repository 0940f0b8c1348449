"""Loading and compiling the rulebook."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from unittest import mock

from benchmarks.measure import Row, Size, by_turns
from procure_rules.assess import engine_for
from procure_rules.rules.loader import default_rulebook, load_rulebook
from procure_rules.store.files import VARIABLE

__all__ = ["measure"]


def measure(size: Size) -> Iterator[Row]:
    """the rulebook as it was kept by an earlier process, read from its files, and compiled"""
    book = default_rulebook()
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, {VARIABLE: folder}):
        if load_rulebook() != load_rulebook():  # the first is kept, the second is what was kept
            raise AssertionError("what is loaded differs from what was kept")
        times = by_turns(size.rounds, {"kept": load_rulebook, "compile": lambda: engine_for(book)})
    yield Row("rulebook, prepared", 1e3 * times.median("kept"), "ms", note=f"{len(book.rules):,} rules")
    with mock.patch.dict(os.environ, {VARIABLE: ""}):
        cold = by_turns(min(size.rounds, 3), {"cold": load_rulebook}).median("cold")
    yield Row("rulebook, cold", 1e3 * cold, "ms")
    yield Row("rulebook, compiled", 1e3 * times.median("compile"), "ms")
