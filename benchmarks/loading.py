"""Loading a kept rulebook, as it is and as it may become: the shipped rules, and several times as many."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import fields, is_dataclass, replace
from typing import Any

from benchmarks.timing import Figure, rounds
from procure_rules import kept
from procure_rules.flat import flatten, packed, rebuild, unpacked
from procure_rules.rules.loader import ALIASES, CLASSES, KIND, default_rulebook
from procure_rules.rules.model import Bilingual
from procure_rules.rules.rulebook import Rulebook, Step
from procure_rules.rules.tree import Node

__all__ = ["larger", "measure"]

GROUP = "a kept rulebook"
ENOUGH = 700


def _other(value: Any, number: int) -> Any:
    """The same with texts and columns of its own, so that nothing is shared with the original."""
    if isinstance(value, Bilingual):
        return Bilingual(f"{value.zh} {number}", f"{value.en} {number}")
    if isinstance(value, tuple):
        return tuple(_other(one, number) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    made: Any = replace(value, **{f.name: _other(getattr(value, f.name), number) for f in fields(value) if f.init})
    return replace(made, column=made.column + 1000 * number) if isinstance(made, Node) else made


def larger(book: Rulebook, least: int) -> Rulebook:
    """A rulebook of at least so many rules: the rules of ``book`` again and again under other ids."""
    rules, steps = list(book.rules), list(book.steps)
    while len(rules) < least:
        number = len(rules) // len(book.rules)
        more = [replace(_other(rule, number), id=f"{rule.id}.{number}") for rule in book.rules]
        rules += more
        steps += [Step("rule", rule.id, rule.scope, (rule,)) for rule in more]
    return replace(book, rules=tuple(rules), steps=tuple(steps))


def measure(count: int) -> list[Figure]:
    figures = []
    before = os.environ.get(kept.VARIABLE)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[kept.VARIABLE] = folder
        try:
            for book in (default_rulebook(), larger(default_rulebook(), ENOUGH)):
                key = f"{len(book.rules):064}"[::-1]
                plain = flatten(book, CLASSES)
                kept.keep(KIND, key, *packed(plain))

                def load(key: str = key) -> Any:
                    found = kept.fetch(KIND, key)
                    return found and rebuild(unpacked(*found), CLASSES, ALIASES)

                if load() != book:
                    raise AssertionError("what is loaded differs from what was kept")
                size = len(json.dumps(plain, ensure_ascii=False).encode()) // 1024
                note = f"{sum(group[1] for group in plain['groups'])} rows, {size} KB"
                figures.append(rounds(GROUP, f"{len(book.rules)} rules", "load", load, count, note=note))
        finally:
            if before is None:
                del os.environ[kept.VARIABLE]
            else:
                os.environ[kept.VARIABLE] = before
    return figures
