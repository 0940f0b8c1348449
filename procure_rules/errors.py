"""Every exception of the library, and how wrong arguments are refused.

ProcureRulesError
├── InputError (ValueError)         a project or another input is wrong: every problem at once
│   └── RuleError                   rule files are wrong
├── CalendarError (ValueError)      calendar data is wrong: every problem at once
├── OutOfRange (ValueError)         a day beyond the tabled years was asked for
├── UndecidedDate (ValueError)      one date was asked for where only bounds are known
├── NoDay (ValueError)              a text is no day
├── NoSuchName (ValueError)         a text names no role, event or method, or several
├── PlanError (ValueError)          a plan that cannot be asked for
├── AssessmentError (ValueError)    data that is no record of an assessment
├── ReplayError (ValueError)        an assessment cannot be made again from its receipt
├── CalendarFileError               a calendar file cannot be written or brought up to date
└── DurableError (RuntimeError)     durable-rules cannot be used
    └── DurableMissing              it is not installed
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from procure_rules.texts import Text, printable, say

__all__ = [
    "ASSESSMENT",
    "FOLDERS",
    "AssessmentError",
    "CalendarError",
    "CalendarFileError",
    "DurableError",
    "DurableMissing",
    "InputError",
    "NoDay",
    "NoSuchName",
    "OutOfRange",
    "Place",
    "PlanError",
    "Problem",
    "ProcureRulesError",
    "ReplayError",
    "RuleError",
    "UndecidedDate",
    "expect",
    "expect_day",
    "expect_folders",
]

SHOWN_PROBLEMS = 100


def expect(value: Any, kind: type | tuple[type, ...], name: str, what: str) -> None:
    """Raises ``TypeError`` with the name of the argument: callers are not all checked by types."""
    if not isinstance(value, kind):
        raise TypeError(f"{name}: {what}")


ASSESSMENT = "an Assessment, as assess and from_json give it"
FOLDERS = "a list of folders, as paths"
DAY = "a datetime.date, without a time of day"


def expect_day(value: Any, name: str) -> None:
    """The same for a day; a ``datetime`` passes for a ``date`` until it is compared."""
    expect(value, dt.date, name, DAY)
    if isinstance(value, dt.datetime):
        raise TypeError(f"{name}: {DAY}")


def expect_folders(value: Any, name: str) -> None:
    """The same for several folders: one text alone would be taken for its letters."""
    expect(value, Iterable, name, FOLDERS)
    if isinstance(value, str):
        raise TypeError(f"{name}: {FOLDERS}")


class ProcureRulesError(Exception):
    """What all exceptions of the library have in common."""


class Place(NamedTuple):
    """Line and column, both from 1; ``style`` tells how a scalar was quoted."""

    line: int
    column: int
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: where, what stands there, what was expected."""

    path: str
    value: str
    zh: str
    en: str
    place: Place | None = None

    def text(self, lang: str = "zh") -> str:
        at = f"{self.place.line}:{self.place.column} " if self.place else ""
        shown = f" = {self.value}" if self.value else ""
        return printable(f"{at}{self.path or '.'}{shown}: {self.zh if lang == 'zh' else self.en}")


class InputError(ProcureRulesError, ValueError):
    """Bad input: every problem at once. ``problems`` holds them; ``text(lang)`` prints them."""

    def __init__(self, problems: list[Problem], source: str = "") -> None:
        self.problems = tuple(problems)
        self.source = source
        super().__init__(self.text("en"))

    def text(self, lang: str = "zh") -> str:
        total = len(self.problems)
        head = f"{printable(self.source)}: " if self.source else ""
        head += f"输入有{total}处问题" if lang == "zh" else f"{total} problem{'s' if total != 1 else ''} in the input"
        lines = [f"  {p.text(lang)}" for p in self.problems[:SHOWN_PROBLEMS]]
        if total > SHOWN_PROBLEMS:
            more = total - SHOWN_PROBLEMS
            lines.append(f"  …… 另有{more}处" if lang == "zh" else f"  … and {more} more")
        return "\n".join([head, *lines])


class RuleError(InputError):
    """Wrong rule files: every problem at once."""


class CalendarError(ProcureRulesError, ValueError):
    """Faulty calendar data. `problems` lists all of them, each as `file: path: what is wrong and what was expected`."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems: tuple[str, ...] = tuple(map(printable, problems))
        count = f"{len(self.problems)} problem{'s' if len(self.problems) != 1 else ''}"
        super().__init__(f"calendar data refused, {count}:\n" + "\n".join(f"  {p}" for p in self.problems))


class OutOfRange(ProcureRulesError, ValueError):
    """The answer needs a day before the first or after the last year of the tables."""


class UndecidedDate(ProcureRulesError, ValueError):
    """The date depends on a holiday notice that is not published (or not known); only bounds can be given."""


class NoDay(ProcureRulesError, ValueError):
    """A text that is no day, with what was expected: ``zh``, ``en``."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


class NoSuchName(ProcureRulesError, ValueError):
    """A text that names nothing, or several things, with the nearest: ``zh``, ``en``."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


class PlanError(ProcureRulesError, ValueError):
    """A plan that cannot be asked for; ``text(lang)`` is for people."""

    def __init__(self, text: Text) -> None:
        self.said = text
        super().__init__(text.en)

    def text(self, lang: str) -> str:
        """The reason in a language."""
        return self.said.text(lang)


class AssessmentError(ProcureRulesError, ValueError):
    """Data that is no assessment of this format."""


class ReplayError(ProcureRulesError, ValueError):
    """The answer cannot be reproduced; ``differs`` names what is not the same (rulebook, calendar, facts, answer)."""

    def __init__(self, differs: tuple[str, ...]) -> None:
        self.differs = differs
        super().__init__(f"not reproduced: {', '.join(differs)}")


class CalendarFileError(ProcureRulesError):
    """A calendar file cannot be written or brought up to date. ``text(lang)`` says why."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(say(key, "en"))

    def text(self, lang: str) -> str:
        return say(self.key, lang)


class DurableError(ProcureRulesError, RuntimeError):
    """The extension cannot be used; the built-in chainer gives the same answers."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en

    def text(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en

    def again(self) -> DurableError:
        """The same to raise once more; a kept one would hold on to what it was raised in."""
        return type(self)(self.zh, self.en)


class DurableMissing(DurableError):
    """The extension is not installed."""
