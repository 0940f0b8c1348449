"""Input made to take for ever is refused: a bound on processor time far above what the refusal takes on any machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["promptly"]

FOR_EVER = 20.0  # seconds; what blows up takes minutes


@contextmanager
def promptly() -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < FOR_EVER
