"""What commands share: their options, how these are read, and the preamble of those that assess a project."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar, overload

import typer

from procure_rules.answers import Assessment
from procure_rules.assess import assess, engine_for
from procure_rules.calendar import Calendar, load_calendar
from procure_rules.engine.law import Law
from procure_rules.errors import CalendarError, InputError, NoDay, NoSuchName
from procure_rules.facts import load_project
from procure_rules.facts.project import Project
from procure_rules.reading.days import parse_day
from procure_rules.reading.document import os_words
from procure_rules.rules.loader import default_rulebook, load_rulebook
from procure_rules.rules.rulebook import Rulebook

__all__ = [
    "AsJson",
    "AsOf",
    "BadInput",
    "File",
    "KnownAt",
    "Lang",
    "Rules",
    "Session",
    "Years",
    "calendar",
    "day",
    "in_words",
    "language",
    "law",
    "named",
    "opened",
    "read_project",
    "rulebook",
    "unwritten",
    "write_json",
]


class BadInput(Exception):
    """Input that cannot be used; the text is for people."""


T = TypeVar("T")
File = Annotated[Path, typer.Argument(help="项目文件 · project file (YAML or JSON)")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="评估日 · day of assessment (default: today)")]
KnownAt = Annotated[str | None, typer.Option("--known-at", help="已知放假通知的截止日 · which notices were known")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON")]
Lang = Annotated[str, typer.Option("--lang", help="zh | en")]
Years = Annotated[
    list[Path] | None, typer.Option("--calendar-dir", help="自备年份文件的目录 · folder with year files of your own")
]
Rules = Annotated[list[Path] | None, typer.Option("--rules", help="自备规则的目录 · folder with rules of your own")]


def language(lang: str) -> None:
    """Refuses what is no language of the library."""
    if lang not in ("zh", "en"):
        raise BadInput("--lang: zh | en")


@overload
def day(text: str, name: str, lang: str) -> dt.date: ...
@overload
def day(text: str | None, name: str, lang: str) -> dt.date | None: ...
def day(text: str | None, name: str, lang: str) -> dt.date | None:
    """The day that the option ``name`` states, as people write days."""
    if text is None:
        return None
    try:
        return parse_day(text)
    except NoDay as error:
        raise BadInput(f"{name}: {text!r}: {error.zh if lang == 'zh' else error.en}") from None


def named(find: Callable[[str], T], text: str, option: str, lang: str) -> T:
    """What an option names, by its English word or its usual Chinese one."""
    try:
        return find(text)
    except NoSuchName as error:
        raise BadInput(f"{option}: {error.zh if lang == 'zh' else error.en}") from None


@contextmanager
def in_words(lang: str) -> Iterator[None]:
    """What is wrong with the input is said in ``lang``."""
    try:
        yield
    except InputError as error:
        raise BadInput(error.text(lang)) from None


def read_project(file: Path, lang: str) -> Project:
    """The project of a file."""
    with in_words(lang):
        return load_project(file)


def rulebook(more: list[Path] | None, lang: str) -> Rulebook:
    """The shipped rulebook, with the user's own rules where given."""
    with in_words(lang):
        return load_rulebook(more=tuple(more)) if more else default_rulebook()


def law(more: list[Path] | None, lang: str) -> Law:
    """The compiled shipped rulebook, or one with the user's own rules."""
    return engine_for(rulebook(more, lang) if more else None)


def calendar(years: list[Path] | None, known_at: dt.date | None, lang: str) -> Calendar | None:
    """The calendar with the user's own years, none where there are none."""
    try:
        return load_calendar(tuple(years), known_at=known_at) if years else None
    except CalendarError as error:
        if lang == "en":
            raise
        lines = "\n".join(f"  {p}" for p in error.problems)
        raise BadInput(f"年份文件有{len(error.problems)}处问题：\n{lines}") from None


def unwritten(path: Path, error: OSError | ValueError, lang: str = "") -> BadInput:
    """A file could not be written; in both languages where none was asked for."""
    zh, en = os_words(error)
    return BadInput(f"{path}: {'' if lang == 'en' else zh}{'' if lang else ' · '}{'' if lang == 'zh' else en}")


def write_json(data: object) -> None:
    """Prints plain data as JSON."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


@dataclass(frozen=True, slots=True)
class Session:
    """One run of a command that assesses a project: what was read of its options."""

    project: Project
    day: dt.date
    known_at: dt.date | None
    lang: str
    years: list[Path] | None
    law: Law

    def assess(self, day: dt.date | None = None, *, proofs: bool = False, chaining: str | None = None) -> Assessment:
        """The project's assessment on the day asked for, or on another."""
        on = day or self.day
        days = calendar(self.years, self.known_at or on, self.lang)
        return assess(
            self.project,
            as_of=on,
            known_at=self.known_at,
            calendar=days,
            law=self.law,
            proofs=proofs,
            chaining=chaining,
        )


def opened(
    file: Path,
    as_of: str | None,
    known_at: str | None,
    lang: str,
    years: list[Path] | None,
    rules: list[Path] | None,
    *,
    today: dt.date,
    option: str = "--as-of",
) -> Session:
    """Reads what a command was given, in the order in which faults are told."""
    language(lang)
    on = day(as_of or None, option, lang) or today
    known = day(known_at or None, "--known-at", lang)
    project = read_project(file, lang)
    return Session(project, on, known, lang, years, law(rules, lang))
