"""Errors of the calendar.

ValueError
├── CalendarError   the data files are faulty; every problem at once
├── OutOfRange      a day beyond the tabled years was asked for
└── UndecidedDate   one date was asked for where only bounds are known
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["CalendarError", "OutOfRange", "UndecidedDate"]


class CalendarError(ValueError):
    """Faulty calendar data. `problems` lists all of them, each as `file: path: what is wrong and what was expected`."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems: tuple[str, ...] = tuple(problems)
        count = f"{len(self.problems)} problem{'s' if len(self.problems) != 1 else ''}"
        super().__init__(f"calendar data refused, {count}:\n" + "\n".join(f"  {p}" for p in self.problems))


class OutOfRange(ValueError):
    """The answer needs a day before the first or after the last year of the tables."""


class UndecidedDate(ValueError):
    """The date depends on a holiday notice that is not published (or not known); only bounds can be given."""
