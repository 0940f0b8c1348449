"""The garbage collector while much is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """While much is made that stays, nothing of it is garbage, and the collector would look at all of it again and
    again.

    At the end everything counts as old, so that the next full collection is the first to look at it. Where the
    application has frozen what it had itself, that stays as it is, and what is new counts as young.
    """
    if not gc.isenabled():  # switched off by the application, or by an outer call
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()  # to the oldest generation, at no cost
        gc.enable()
