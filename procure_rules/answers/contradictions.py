"""What is stated in an order that cannot be."""

from __future__ import annotations

from dataclasses import dataclass

from procure_rules.answers.common import Fact
from procure_rules.texts import LANGUAGES, Text, said

__all__ = ["Contradiction"]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two stated days of which the first cannot lie behind the second, and does: nothing is derived from either.

    ``index``: of which instance of ``scope``.
    """

    scope: str
    index: int
    first: Fact
    second: Fact

    @property
    def text(self) -> Text:
        """Both facts, and that it cannot be."""
        return said(
            "impossible_order", *(Text(*(f.text(lang) for lang in LANGUAGES)) for f in (self.first, self.second))
        )

    @property
    def key(self) -> str:
        """The facts it is about."""
        return f"{self.first.fact} > {self.second.fact}"
