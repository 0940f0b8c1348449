"""What was stated, and bears on no answer."""

from __future__ import annotations

from dataclasses import dataclass

from procure_rules.texts import Text

__all__ = ["Unheard"]


@dataclass(frozen=True, slots=True)
class Unheard:
    """A stated fact that nothing here hears: by what path, what it is called, and why.

    ``why``: no rule reads it, or none of those that do applies here.
    """

    fact: str
    title: Text
    why: Text
