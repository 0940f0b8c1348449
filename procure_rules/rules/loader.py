"""Loading a rulebook: from its files, or as it was kept when the same files were last read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from os import PathLike
from pathlib import Path
from types import NoneType

from procure_rules.calendar import Count
from procure_rules.calendar._paths import rulesets_dir
from procure_rules.errors import FOLDERS, expect, expect_folders
from procure_rules.rules import model as m
from procure_rules.rules.rulebook import Rulebook, Step
from procure_rules.rules.tree import Lines, Node, Ref
from procure_rules.store import Kind, digest, stored

__all__ = ["KIND", "content_hash", "default_rulebook", "load_rulebook", "read"]

FORMS = (m.Define, m.Ground, m.Duty, m.Period, m.Window, m.Effect)
KIND = Kind(
    "rulebook",
    Rulebook,
    (
        Node,
        Ref,
        Lines,
        Count,
        m.Bilingual,
        m.Citation,
        m.Source,
        m.InForce,
        m.Figure,
        m.LineSpec,
        m.Convention,
        m.Course,
        m.ParameterValue,
        m.Parameter,
        m.Instrument,
        m.Action,
        m.Conclusion,
        m.Reading,
        m.Case,
        m.Define,
        m.Ground,
        m.Duty,
        m.Toll,
        m.Period,
        m.Window,
        m.EffectCase,
        m.Effect,
        m.Rule,
        m.Presumed,
        Step,
    ),
    {"Bilingual": "Text", "Form": " | ".join(one.__name__ for one in FORMS)},
    marked="used",
)


def load_rulebook(root: Path | str | None = None, more: Iterable[Path | str] = ()) -> Rulebook:
    """The rulebook in ``root`` (default: the one shipped), with the rules of further folders of a user's own.

    ``more``: folders of the same layout; their `vocabulary/` is optional and adds to the shipped one. A rule with
    a new id is added; one with a known id takes the place of that rule; later folders win. Where a rule came from
    shows in its source and in every answer. Raises :class:`RuleError` listing every problem.

    What was read and found right is found again (see :mod:`procure_rules.store`), except for a ``root`` of one's own.
    """
    expect(root, (str, PathLike, NoneType), "root", "a path")
    expect_folders(more, "more")
    given = tuple(more)
    for one in given:
        expect(one, (str, PathLike), "more", FOLDERS)
    folders = tuple(Path(p) for p in given)
    if root:
        return read(Path(root), folders)
    shipped = rulesets_dir()
    return stored(KIND, (shipped, *folders), lambda: read(shipped, folders))


def content_hash(book: Rulebook) -> str:
    """A hash of all that a rulebook says, wherever it came from: of the one that is used, kept or not."""
    return digest(KIND, book)


@cache
def default_rulebook() -> Rulebook:
    """The shipped rulebook, loaded once a process."""
    return load_rulebook()


def read(root: Path, more: tuple[Path, ...] = ()) -> Rulebook:
    """The rulebook as its files have it."""
    from procure_rules.rules.assembly import Loader

    return Loader(root, more).load()
