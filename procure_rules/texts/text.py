"""A text in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["LANGUAGES", "Text", "joined", "listed"]

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A text for people, Chinese first; ``str`` gives the Chinese one."""

    zh: str
    en: str

    def text(self, lang: str) -> str:
        """The text in a language (``zh`` or ``en``)."""
        return self.zh if lang == "zh" else self.en

    def __str__(self) -> str:
        return self.zh

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)

    def __contains__(self, part: str) -> bool:
        return part in self.zh or part in self.en


def listed(parts: Iterable[str], lang: str) -> str:
    """The parts of a list, one beside the other."""
    return ("、" if lang == "zh" else ", ").join(parts)


def joined(parts: Iterable[str], lang: str) -> str:
    """Parts that are lists or clauses themselves."""
    return ("；" if lang == "zh" else "; ").join(parts)
