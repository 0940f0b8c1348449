"""Every text that an answer holds, with where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from procure_rules import Assessment
from procure_rules.answers import Citation, Fact, Status, Value, Why
from procure_rules.answers.assessment import PARTS
from procure_rules.texts import LANGUAGES, Text

__all__ = ["texts"]


def texts(answer: Assessment) -> Iterator[tuple[str, Text]]:
    """The texts of every part, each once for each place in which it can stand."""
    seen: dict[tuple[str, int], Any] = {}  # by identity, and the thing itself, so that it stays alive
    told: set[tuple[str, Text]] = set()
    for name in PARTS:
        for one in getattr(answer, name):
            for found in _within(name, one, seen):
                if found not in told:
                    told.add(found)
                    yield found


def _within(where: str, value: Any, seen: dict[tuple[str, int], Any]) -> Iterator[tuple[str, Text]]:
    if value is None or isinstance(value, (int, float, dt.date)) or type(value) is str or (where, id(value)) in seen:
        return
    seen[where, id(value)] = value
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _within(where, one, seen)
    elif isinstance(value, Why):
        yield from _within(where, value.reasons, seen)
    elif isinstance(value, Status):
        yield f"{where}.words", value.words
    elif is_dataclass(value):
        name = f"{where.partition('.')[0]}.{type(value).__name__}"
        if isinstance(value, (Value, Fact)):
            yield name, Text(*(value.text(lang) for lang in LANGUAGES))
        if isinstance(value, Citation):
            yield name, value.text
        for field in fields(value):
            yield from _within(f"{name}.{field.name}", getattr(value, field.name), seen)
