"""Answers as plain data and back: what JSON holds, and its schema.

What many answers share (rules, instruments, facts, presumptions, missing facts, actions) stands once, in tables,
and is referred to by key, so that a record stands on its own and stays small. A text is a pair, Chinese and
English; an article is written as it is looked up (``gpl-2014:35``); what has its default value is left out, and so
is ``strict`` where it is the same as ``presumed``.
"""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from enum import Enum
from functools import cache
from typing import Any

from procure_rules.answers.common import (
    REASONS,
    Assumption,
    Citation,
    Fact,
    Figure,
    MissingFact,
    RuleText,
    Source,
    Why,
)
from procure_rules.answers.duties import Action
from procure_rules.texts import Text

__all__ = ["TABLES", "Misfit", "Reader", "Writer", "schema_of"]

TABLES: dict[type, tuple[str, str]] = {
    RuleText: ("rules", "rule"),
    Source: ("instruments", "instrument"),
    Fact: ("facts", "fact"),
    Assumption: ("assumptions", "fact"),
    MissingFact: ("missing_facts", "fact"),
    Action: ("actions", "action"),
    Figure: ("figures", "figure"),
}
"""The classes whose instances stand in tables: the table, and the field that is the key there."""
SETS = "reasons"
"""The table of sets of facts that several answers rest on."""
PROOFS = ("proof", "safe_proof")
CITED = re.compile(r"([^:\s]+)(?::(\d+))?(?: (.+))?")
TEXT = {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2, "description": "Chinese, English"}


class Misfit(ValueError):
    """Data that is no record of an answer; the text says where."""


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    hint: Any
    default: Any


@cache
def _fields(cls: type) -> tuple[_Field, ...]:
    hints = typing.get_type_hints(cls)
    return tuple(_Field(f.name, hints[f.name], f.default) for f in fields(cls))


class Writer:
    """Writes answers as plain data and collects what they share.

    ``proofs``: with every day of every count; ``notes``: with the notes of rules; ``most``: of the facts that an open
    answer waits for, so many (all, where it is 0).
    """

    def __init__(self, *, proofs: bool = False, notes: bool = False, most: int = 0) -> None:
        self.most = most
        self.left_out = {*(() if proofs else PROOFS), *(() if notes else ("note",))}
        self.tables: dict[str, dict[str, Any]] = {name: {} for name in (*(table for table, _ in TABLES.values()), SETS)}
        self._keys: dict[int, tuple[str, Any]] = {}  # by identity, and the thing itself, so that it stays alive
        self._alike: dict[tuple[str, str], list[Any]] = {}
        self._sets: dict[tuple[str, ...], str] = {}

    def plain(self, value: Any) -> Any:
        """A value as what JSON has: text, number, truth, list or mapping."""
        cls = value.__class__
        if value is None or cls in (str, int, float, bool):
            return value
        if cls is Text:
            return [value.zh, value.en]
        if cls is tuple or cls is list:
            return [self.plain(x) for x in value]
        if cls in TABLES:
            return self.key(value)
        if cls is Citation:
            self.key(value.source)
            return f"{value.key} {value.detail}".rstrip()
        if cls is dt.date:
            return value.isoformat()
        if isinstance(value, str):
            return str(value)
        return self.fields(value)

    def fields(self, value: Any) -> dict[str, Any]:
        """The fields of an instance that have not their default value."""
        out: dict[str, Any] = {}
        for one in _fields(value.__class__):
            found = getattr(value, one.name)
            if one.hint is Why:
                for (name, _), reasons in zip(REASONS, found.reasons, strict=True):
                    if reasons:
                        out[name] = self.reasons(reasons[: self.most] if self.most and name == "missing" else reasons)
            elif (found is not one.default and found != one.default) and one.name not in self.left_out:
                out[one.name] = self.plain(found)
        if "presumed" in out and out.get("strict") == out["presumed"]:
            del out["strict"]
        return out

    def reasons(self, listed: Iterable[Any]) -> list[str] | str:
        """Facts by key; several that stand together as a set, by its number."""
        keys = tuple(map(self.key, listed))
        if len(keys) < 2:
            return list(keys)
        number = self._sets.get(keys)
        if number is None:
            number = self._sets[keys] = str(len(self._sets) + 1)
            self.tables[SETS][number] = list(keys)
        return number

    def key(self, value: Any) -> str:
        """The key of a shared thing, which is written the first time."""
        known = self._keys.get(id(value))
        if known is not None:
            return known[0]
        table, called = TABLES[value.__class__]
        name = getattr(value, called)
        alike = self._alike.setdefault((table, name), [])
        if value not in alike:
            alike.append(value)
        number = alike.index(value)
        key: str = name if number == 0 else f"{name}~{number + 1}"
        self._keys[id(value)] = key, value
        if key not in self.tables[table]:
            self.tables[table][key] = {}  # keeps its place before what it refers to
            written = self.fields(value)
            if key == name:
                del written[called]
            self.tables[table][key] = written
        return key


class Reader:
    """Reads what a :class:`Writer` wrote, with its tables. Raises :class:`Misfit` naming the place."""

    def __init__(self, tables: Any) -> None:
        self.tables = tables if isinstance(tables, dict) else {}
        self._made: dict[tuple[str, str], Any] = {}
        self._sets: dict[tuple[type, str], tuple[Any, ...]] = {}

    def read(self, hint: Any, data: Any, where: str) -> Any:
        """Data as what a type says."""
        origin = typing.get_origin(hint)
        if origin in (typing.Union, types.UnionType):
            return self._one_of(typing.get_args(hint), data, where)
        if origin is tuple:
            if not isinstance(data, list):
                raise Misfit(f"{where}: a list")
            item = typing.get_args(hint)[0]
            return tuple(self.read(item, x, f"{where}[{i}]") for i, x in enumerate(data))
        if hint in TABLES:
            return self.shared(hint, data, where)
        if hint is Text:
            if not isinstance(data, list) or [type(x) for x in data] != [str, str]:
                raise Misfit(f"{where}: two texts")
            return Text(*data)
        if hint is Citation:
            return self._citation(data, where)
        if hint is dt.date:
            return self._day(data, where)
        if hint in (str, int, float, bool, types.NoneType):
            if type(data) is not hint and not (hint is float and type(data) is int):
                raise Misfit(f"{where}: {hint.__name__}")
            return data
        if issubclass(hint, Enum):
            return self._word(hint, data, where)
        return self.instance(hint, data, where)

    def _one_of(self, hints: tuple[Any, ...], data: Any, where: str) -> Any:
        for hint in sorted(hints, key=lambda h: h is str):  # a day before any other text
            try:
                return self.read(hint, data, where)
            except Misfit:
                continue
        raise Misfit(f"{where}: none of what it may be")

    @staticmethod
    def _day(data: Any, where: str) -> dt.date:
        try:
            return dt.date.fromisoformat(data)
        except (TypeError, ValueError):
            raise Misfit(f"{where}: YYYY-MM-DD") from None

    @staticmethod
    def _word(hint: type[Enum], data: Any, where: str) -> Enum:
        try:
            return hint(data)
        except ValueError:
            raise Misfit(f"{where}: {data!r}?") from None

    def _citation(self, data: Any, where: str) -> Citation:
        match = CITED.fullmatch(data) if isinstance(data, str) else None
        if match is None:
            raise Misfit(f"{where}: an article")
        source: Source = self.shared(Source, match[1], where)
        return Citation(source, int(match[2]) if match[2] else None, match[3] or "")

    def instance(self, cls: Any, data: Any, where: str, **known: str) -> Any:
        """An instance of a class from its fields; ``known``: those that are told by the key."""
        if not isinstance(data, dict):
            raise Misfit(f"{where}: a mapping")
        if "presumed" in data and "strict" not in data:
            data = data | {"strict": data["presumed"]}
        data = known | data
        values: dict[str, Any] = {}
        names: set[str] = set()
        for one in _fields(cls):
            if one.hint is Why:
                names |= {name for name, _ in REASONS}
                sets = (self._reasons(kind, data.get(name, []), f"{where}.{name}") for name, kind in REASONS)
                values[one.name] = Why(tuple(sets))  # type: ignore[arg-type]
            elif one.name in data:
                values[one.name] = self.read(one.hint, data[one.name], f"{where}.{one.name}")
            elif one.default is MISSING:
                raise Misfit(f"{where}: {one.name} is missing")
            names.add(one.name)
        if strange := sorted(set(data) - names):
            raise Misfit(f"{where}: {', '.join(strange)}?")
        return cls(**values)

    def _reasons(self, kind: type, data: Any, where: str) -> tuple[Any, ...]:
        if not isinstance(data, str):
            made: tuple[Any, ...] = self.read(tuple[kind, ...], data, where)  # type: ignore[valid-type]
            return made
        found = self._sets.get((kind, data))
        if found is None:
            rows = self.tables.get(SETS)
            if not isinstance(rows, dict) or data not in rows:
                raise Misfit(f"{where}: {data} is not in {SETS}")
            found = self._sets[kind, data] = self.read(tuple[kind, ...], rows[data], f"{SETS}.{data}")  # type: ignore[valid-type]
        return found

    @staticmethod
    def waiting(data: Any) -> dict[str, tuple[str, ...]]:
        """By rule the facts that it waits for."""
        if not isinstance(data, dict) or not all(isinstance(v, list) for v in data.values()):
            raise Misfit("waiting: lists of facts")
        return {key: tuple(map(str, facts)) for key, facts in data.items()}

    def shared(self, cls: type, data: Any, where: str) -> Any:
        """A shared thing by its key."""
        table, called = TABLES[cls]
        if not isinstance(data, str):
            raise Misfit(f"{where}: a key of {table}")
        made = self._made.get((table, data))
        if made is None:
            rows = self.tables.get(table)
            if not isinstance(rows, dict) or data not in rows:
                raise Misfit(f"{where}: {data} is not in {table}")
            made = self._made[table, data] = self.instance(cls, rows[data], f"{table}.{data}", **{called: data})
        return made


class _Schema:
    """Builds the JSON Schema of what a writer writes."""

    def __init__(self) -> None:
        self.defs: dict[str, Any] = {}

    def of(self, hint: Any) -> dict[str, Any]:
        """The schema of a type."""
        origin = typing.get_origin(hint)
        if origin in (typing.Union, types.UnionType):
            return {"anyOf": [self.of(h) for h in typing.get_args(hint)]}
        if origin is tuple:
            return {"type": "array", "items": self.of(typing.get_args(hint)[0])}
        if hint in TABLES:
            return {"type": "string", "description": f"a key of {TABLES[hint][0]}"}
        if hint is Text:
            return TEXT
        if hint is Citation:
            return {"type": "string", "pattern": f"^{CITED.pattern}$", "description": "an article: gpl-2014:35"}
        simple = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}
        if hint in simple:
            return {"type": simple[hint]}
        if hint is dt.date:
            return {"type": "string", "format": "date"}
        if issubclass(hint, Enum):
            self.defs[hint.__name__] = {"type": "string", "enum": [one.value for one in hint]}
        elif hint.__name__ not in self.defs:
            self.defs[hint.__name__] = {}
            self.defs[hint.__name__] = self.instance(hint)
        return {"$ref": f"#/$defs/{hint.__name__}"}

    def instance(self, cls: Any, key: str = "") -> dict[str, Any]:
        """The schema of a class; ``key``: the field that may be left out, as it is told by the key."""
        properties: dict[str, Any] = {}
        required = []
        for one in _fields(cls):
            if one.hint is Why:
                for name, kind in REASONS:
                    number = {"type": "string", "description": f"a number of {SETS}"}
                    properties[name] = {"anyOf": [self.of(tuple[kind, ...]), number]}  # type: ignore[valid-type]
                continue
            properties[one.name] = self.of(one.hint)
            if one.default is MISSING and one.name not in (key, "strict"):
                required.append(one.name)
        made: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
        if required:
            made["required"] = required
        if cls.__doc__ and not cls.__doc__.startswith(f"{cls.__name__}("):
            made["description"] = " ".join(cls.__doc__.split())
        return made


def schema_of(parts: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a record whose parts have the types given."""
    schema = _Schema()
    properties = {name: schema.of(hint) for name, hint in parts.items()}
    for cls, (table, key) in TABLES.items():
        properties[table] = {"type": "object", "additionalProperties": schema.instance(cls, key)}
    keys = {"type": "array", "items": {"type": "string"}}
    properties[SETS] = {"type": "object", "additionalProperties": keys}
    return {"type": "object", "properties": properties, "additionalProperties": False, "$defs": schema.defs}
