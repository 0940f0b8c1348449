"""What a day is, and which notice made it so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

__all__ = ["DayClass", "Notice"]


class DayClass(StrEnum):
    """The kind of a calendar day.

    Instruments disagree which kinds move the end of a period (every rest day, or only a festival day proper), so the
    kinds are kept apart. A festival day proper on a Saturday or Sunday is a `STATUTORY_HOLIDAY`; any other Saturday or
    Sunday off is a `WEEKEND`, also inside a holiday; a weekday off by notice is an `ADJUSTED_REST`.
    """

    STATUTORY_HOLIDAY = "statutory_holiday"
    ADJUSTED_REST = "adjusted_rest"
    WEEKEND = "weekend"
    MAKE_UP_WORKDAY = "make_up_workday"
    WORKDAY = "workday"

    @property
    def works(self) -> bool:
        """Whether the day counts as a working day."""
        return self is DayClass.WORKDAY or self is DayClass.MAKE_UP_WORKDAY


@dataclass(frozen=True, slots=True)
class Notice:
    """A holiday notice of the State Council or its General Office.

    `dated` is the day on the document, `published` the day it was made public; either is None where not known.
    `verified` is False where the number or a date could not be checked against a copy of the text.
    """

    year: int
    number: str
    title: str
    dated: date | None
    published: date | None
    url: str | None
    source_kind: Literal["direct", "derived"]
    what: Literal["original", "amendment"]
    verified: bool
    note: str | None = None

    @property
    def known_from(self) -> date:
        """The day from which the notice counts as known: its publication, else the first day of its year."""
        return self.published if self.published is not None else date(self.year, 1, 1)


# One byte a day in the tables. Code 0 is undecided: the envelope allows both work and rest.
UNDECIDED = 0
CODES: tuple[DayClass | None, ...] = (None, *DayClass)
STATUTORY = CODES.index(DayClass.STATUTORY_HOLIDAY)
