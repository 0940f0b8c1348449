"""The one catalogue of texts for people that do not stand in a rule file or with a fact, Chinese first."""

from __future__ import annotations

from procure_rules.texts import assessment, audit, days, errors, explaining, pages, plans, rights, verdicts, workbooks

__all__ = ["MESSAGES", "PARTS"]

PARTS = (verdicts, assessment, audit, rights, plans, pages, workbooks, days, explaining, errors)
MESSAGES: dict[str, tuple[str, str]] = {key: pair for part in PARTS for key, pair in part.WORDS.items()}
