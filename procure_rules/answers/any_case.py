"""Days that hold in any case: whichever of the possibilities that are left turns out to be so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from procure_rules.texts import LANGUAGES, Text, say

__all__ = ["AnyCase"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyCase:
    """The days that an event, or the filing against something, is bound by over all possibilities that are left.

    ``kind``: *event* or *right*. ``key``: the event, or what a filing would be against. ``side``: *latest* or
    *earliest*. ``first`` and ``last``: of the days that bind it in one possibility or another the earliest (safe line)
    and the latest (literal line). ``worlds``: what is left open, each possibility in words.
    """

    kind: str
    key: str
    index: int
    title: Text
    side: str
    first: dt.date
    last: dt.date
    worlds: tuple[Text, ...] = ()

    @property
    def text(self) -> Text:
        """The days in words."""
        made = []
        for lang in LANGUAGES:
            title, side = self.title.text(lang), say(self.side, lang)
            if self.first == self.last:
                made.append(say("any_day", lang, title, side, self.first))
            else:
                made.append(say("any_days", lang, title, side, self.first, self.last))
        return Text(*made)
