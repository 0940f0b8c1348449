"""``assess``: one project on one day."""

from __future__ import annotations

import datetime as dt
import warnings
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from procure_rules.answers.assessment import Assessment
from procure_rules.assess.case import Question, case_of, handed_over
from procure_rules.assess.parts import Parts
from procure_rules.calendar import Calendar, calendar_known_at
from procure_rules.engine.durable import durable_for
from procure_rules.engine.law import Law, compile_law
from procure_rules.engine.program import Chaining
from procure_rules.errors import DurableError, DurableMissing, expect, expect_day
from procure_rules.facts.project import Project
from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.rulebook import Rulebook
from procure_rules.texts import LANGUAGES

__all__ = ["assess", "assess_stated", "engine_for", "library_version"]

DETAILS = ("verdicts", "answers", "proofs")
CHAINERS = ("builtin", "durable")


def engine_for(book: Rulebook | None = None) -> Law:
    """A compiled rulebook: the shipped one, made once, or another made anew, to be kept by the caller."""
    if book is None:
        return _shipped_engine()
    return compile_law(book)


@cache
def _shipped_engine() -> Law:
    return engine_for(default_rulebook())


def assess(
    project: Project,
    *,
    as_of: dt.date,
    known_at: dt.date | None = None,
    calendar: Calendar | None = None,
    law: Law | None = None,
    chaining: str | None = None,
    proofs: bool = False,
    lang: str | None = None,
    detail: str | None = None,
    engine: str | None = None,
    compiled: Law | None = None,
) -> Assessment:
    """Everything that the rulebook says about ``project`` on the day ``as_of``; its parts are made as they are
    asked for.

    ``known_at`` (default ``as_of``): which holiday notices were known. ``law``: a compiled rulebook other than the
    shipped one (:func:`engine_for`). ``chaining`` draws the conclusions: ``durable`` (the default where the extra is
    installed) or ``builtin``, with the same answers; where durable-rules cannot be used, a warning says so and the
    built-in one takes over. ``proofs``: periods carry their count day by day. Unknown facts leave answers undetermined
    and are named. Texts are in both languages.

    Of an earlier form and to go: ``engine`` (now ``chaining``), ``compiled`` (now ``law``), ``detail`` (``proofs`` asks
    for counts, all else is made on demand) and ``lang`` (printing asks for it).

    Raises ``ValueError`` for an unknown ``lang``, ``detail`` or ``chaining``, ``TypeError`` for what is no project
    or no day, ``InputError`` for a project of more judgements than are made at once.
    """
    _typed(project, as_of=as_of, known_at=known_at or as_of)
    _old(lang=lang, detail=detail, engine=engine, compiled=compiled)
    if lang not in (None, *LANGUAGES):
        raise ValueError("lang: zh or en")
    if detail not in (None, *DETAILS):
        raise ValueError(f"detail: {', '.join(DETAILS)}")
    named = chaining or engine
    if named not in (None, *CHAINERS):
        raise ValueError(f"chaining: {', '.join(CHAINERS)}")
    question = Question(as_of, known_at or as_of)
    days = calendar or calendar_known_at(question.known_at)
    book = law or compiled or engine_for()
    case = case_of(book, project, question, days, _chaining(book, named))
    parts = Parts(case, proofs or detail == "proofs", library_version())
    return Assessment(str(project.title or ""), question.as_of, question.known_at, parts, lang or "zh")


def assess_stated(project: Project, question: Question, calendar: Calendar, law: Law) -> tuple[Assessment, Parts]:
    """An assessment that tells of methods only those stated that something may be wrong with, and its parts; all else
    as :func:`assess` says it, and it raises what that does.
    """
    case = case_of(law, project, question, calendar, None)
    parts = Parts(case, False, library_version(), narrow=True)
    return Assessment(str(project.title or ""), question.as_of, question.known_at, parts), parts


def _typed(project: Any, **days: Any) -> None:
    expect(project, Project, "project", "a Project, as load_project, parse_project and make_project give it")
    for name, day in days.items():
        expect_day(day, name)


INSTEAD = {
    "lang": "texts are in both languages; ask for one when printing",
    "detail": "parts are made when asked for; proofs=True asks for counts",
    "engine": "chaining",
    "compiled": "law",
}


def _old(**arguments: Any) -> None:
    for name, value in arguments.items():
        if value is not None:
            warnings.warn(f"assess({name}=…) will go: {INSTEAD[name]}", DeprecationWarning, stacklevel=3)


def _chaining(law: Law, named: str | None) -> Chaining | None:
    """What draws the conclusions: durable-rules where it is installed or asked for, else the built-in chainer."""
    if named == "builtin":
        return None
    try:
        return durable_for(law)
    except DurableError as error:
        if named is not None or not isinstance(error, DurableMissing):
            handed_over(error)
        return None


@cache
def library_version() -> str:
    """The version of the library as installed; ``0`` from a checkout that is not."""
    try:
        return version("procure-rules")
    except PackageNotFoundError:
        return "0"
