"""What could not be checked although no audit of a procedure does without it."""

from __future__ import annotations

from dataclasses import dataclass

from procure_rules.answers.common import MissingFact
from procure_rules.texts import LANGUAGES, Text, listed, say

__all__ = ["Unchecked"]

MOST = 2  # facts that are named in a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """A core event of a procedure of which no period could be judged, and the facts that are wanting for that."""

    event: str
    index: int
    title: Text
    missing: tuple[MissingFact, ...]

    @property
    def text(self) -> Text:
        """The event, and the first of the other facts that are wanting."""
        wanted = tuple(dict.fromkeys(m.title for m in self.missing if m.title != self.title))[:MOST]
        return Text(
            *(
                say("unchecked", lang, self.title.text(lang), listed((t.text(lang) for t in wanted), lang))
                if wanted
                else self.title.text(lang)
                for lang in LANGUAGES
            )
        )
