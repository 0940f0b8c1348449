"""The one door to speed: things that are slow to make are found again, and the collector rests while much is made."""

from __future__ import annotations

from procure_rules.store.collector import uncollected
from procure_rules.store.door import Kind, digest, prepare, stored
from procure_rules.store.files import read_file, replace_file
from procure_rules.store.flat import Misfit

__all__ = ["Kind", "Misfit", "digest", "prepare", "read_file", "replace_file", "stored", "uncollected"]
