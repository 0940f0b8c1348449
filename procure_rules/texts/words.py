"""The one catalogue of texts for people that do not stand in a rule file or with a fact, Chinese first."""

from __future__ import annotations

from procure_rules.texts import assessment, days, errors, explaining, plans, rights, verdicts

__all__ = ["MESSAGES", "PARTS"]

PARTS = (verdicts, assessment, rights, plans, days, explaining, errors)
MESSAGES: dict[str, tuple[str, str]] = {key: pair for part in PARTS for key, pair in part.WORDS.items()}
