"""How a period is counted, and the written-out count that proves an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from procure_rules.calendar.days import DayClass, Notice

__all__ = ["Count", "Proof", "Reason", "Step"]

_CHOICES: dict[str, tuple[object, ...]] = {
    "unit": ("day", "workday", "month", "year"),
    "first_day": ("excluded", "included"),
    "roll": ("none", "forward", "back"),
    "over": ("rest", "statutory"),
    "backward": (False, True),
}


@dataclass(frozen=True, slots=True)
class Count:
    """A counting convention: unit, first day, and what happens when the last day rests.

    * `first_day`: whether the day of the event is the first day of the period. Civil Code 201: it is not.
    * `extra`: further days that a stricter reading demands, e.g. 1 for "clear days"; working days where these are
      counted, and calendar days after the end of months and years.
    * `roll`: whether a last day off moves `forward` or `back`; `over` says which days off do so. Over `rest`, every
      non-working day rolls and the end lands on a working day. Over `statutory`, only a festival day proper rolls:
      forward to the next day that is no festival day, back to the last working day before.
    * `backward`: the period runs back from its start; a roll still goes later (`forward`) or earlier (`back`).

    Raises ValueError for a value outside these.
    """

    unit: Literal["day", "workday", "month", "year"]
    first_day: Literal["excluded", "included"] = "excluded"
    extra: int = 0
    roll: Literal["none", "forward", "back"] = "none"
    over: Literal["rest", "statutory"] = "rest"
    backward: bool = False

    def __post_init__(self) -> None:
        for name, allowed in _CHOICES.items():
            if getattr(self, name) not in allowed:
                raise ValueError(f"Count.{name}: {getattr(self, name)!r} is none of {', '.join(map(str, allowed))}")
        if not isinstance(self.extra, int):
            raise ValueError(f"Count.extra: {self.extra!r} is no whole number")


class Reason(StrEnum):
    """Why a day was counted or not: a key for the message catalogue."""

    START_EXCLUDED = "start_excluded"
    TOLLED = "tolled"
    CALENDAR_DAY = "calendar_day"
    WORKDAY = "workday"
    MAKE_UP_WORKDAY = "make_up_workday"
    WEEKEND = "weekend"
    ADJUSTED_REST = "adjusted_rest"
    STATUTORY_HOLIDAY = "statutory_holiday"
    UNDECIDED_COUNTED = "undecided_counted"
    UNDECIDED_SKIPPED = "undecided_skipped"
    CORRESPONDING_DAY = "corresponding_day"
    MONTH_END = "month_end"
    DAY_BEFORE_CORRESPONDING = "day_before_corresponding"
    ROLLED_OVER = "rolled_over"
    ROLLED_TO = "rolled_to"


@dataclass(frozen=True, slots=True)
class Step:
    """One day of a count. `index` is the number of units counted up to and including it; `cls` None is undecided."""

    day: date
    counted: bool
    index: int
    cls: DayClass | None
    reason: Reason
    notice: Notice | None


@dataclass(frozen=True, slots=True)
class Proof:
    """A count day by day: `steps` from the start to the last unit, `roll` from there to `end`.

    `end` None: the end lies beyond the tabled years, and no steps are given.
    """

    start: date
    units: int
    how: Count
    steps: tuple[Step, ...]
    roll: tuple[Step, ...]
    end: date | None
