"""Loading a rulebook: from its files, or as it was kept when the same files were last read."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from procure_rules.calendar import Count
from procure_rules.calendar._paths import rulesets_dir
from procure_rules.flat import Misfit, flatten, packed, rebuild, unpacked
from procure_rules.garbage import uncollected
from procure_rules.kept import fetch, fingerprint, keep, own_code
from procure_rules.rules import model as m
from procure_rules.rules.rulebook import Rulebook, Step
from procure_rules.rules.tree import Lines, Node, Ref

__all__ = ["default_rulebook", "load_rulebook"]

KIND = "rulebook"
# all that a rulebook is made of
CLASSES = (
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
    Rulebook,
)
ALIASES = {"Bilingual": "Text"} | {
    "Form": " | ".join(one.__name__ for one in (m.Define, m.Ground, m.Duty, m.Period, m.Window, m.Effect))
}


def load_rulebook(root: Path | str | None = None, more: Iterable[Path | str] = ()) -> Rulebook:
    """The rulebook in ``root`` (default: the one shipped), with the rules of further folders of a user's own.

    ``more``: folders of the same layout; their `vocabulary/` is optional and adds to the shipped one. A rule with a
    new id is added; one with a known id takes the place of that rule; later folders win. Where a rule came from shows in
    its source and in every answer. Raises :class:`RuleError` listing every problem.

    What was read and found right is kept (see :mod:`procure_rules.kept`), except for a ``root`` of one's own.
    """
    folders = tuple(Path(p) for p in more)
    if root:
        return _read(Path(root), folders)
    shipped = rulesets_dir()
    key = _key(shipped, folders)
    found = _fetch(key)
    if found is not None:
        return found
    made = _read(shipped, folders)
    if key is not None and key == _key(shipped, folders):  # no file was changed while it was read
        keep(KIND, key, *packed(flatten(made, CLASSES)))
    return made


@cache
def default_rulebook() -> Rulebook:
    """The shipped rulebook, loaded once a process."""
    return load_rulebook()


def _read(root: Path, more: tuple[Path, ...]) -> Rulebook:
    from procure_rules.rules.assembly import Loader

    return Loader(root, more).load()


def _key(root: Path, more: tuple[Path, ...]) -> str | None:
    code = own_code()
    return code and fingerprint(code, f"{sys.byteorder} {array('I').itemsize}", root, *more)


def _fetch(key: str | None) -> Rulebook | None:
    try:
        with uncollected():
            found = fetch(KIND, key)
            made = rebuild(unpacked(*found), CLASSES, ALIASES) if found else None
    except Misfit:
        return None
    return made if isinstance(made, Rulebook) else None
