"""From facts and law to answers: ``assess(project, as_of=…)``."""

from __future__ import annotations

from procure_rules.assess.entry import assess, engine_for, library_version
from procure_rules.assess.replay import compare, replay
from procure_rules.errors import ReplayError

__all__ = ["ReplayError", "assess", "compare", "engine_for", "library_version", "replay"]
