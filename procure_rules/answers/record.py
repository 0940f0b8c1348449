"""Answers as plain data and back: what JSON holds, and its schema.

What many answers share (rules, articles, facts, presumptions, missing facts, actions) stands once, in tables, and is
referred to by key, so that a record stands on its own and stays small. What has its default value is left out.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from enum import Enum
from functools import cache
from typing import Any

from procure_rules.answers.common import REASONS, Assumption, Citation, Fact, MissingFact, RuleText, Source, Why
from procure_rules.answers.duties import Action

__all__ = ["TABLES", "Misfit", "Reader", "Writer", "schema_of"]

TABLES: dict[type, tuple[str, Callable[[Any], str]]] = {
    RuleText: ("rules", lambda x: x.rule),
    Source: ("instruments", lambda x: x.instrument),
    Citation: ("citations", lambda x: f"{x.key} {x.detail}".strip()),
    Fact: ("facts", lambda x: x.fact),
    Assumption: ("assumptions", lambda x: x.fact),
    MissingFact: ("missing_facts", lambda x: x.fact),
    Action: ("actions", lambda x: x.action),
}
"""The classes whose instances stand in tables: the table, and by what an instance is called there."""
PROOFS = ("proof", "safe_proof")


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
    """Writes answers as plain data and collects what they share; ``proofs``: with every day of every count."""

    def __init__(self, *, proofs: bool = False) -> None:
        self.proofs = proofs
        self.tables: dict[str, dict[str, Any]] = {name: {} for name, _ in TABLES.values()}
        self._keys: dict[int, tuple[str, Any]] = {}  # by identity, and the thing itself, so that it stays alive
        self._seen: dict[tuple[str, str], list[Any]] = {}

    def plain(self, value: Any) -> Any:
        """A value as what JSON has: text, number, truth, list or mapping."""
        cls = value.__class__
        if value is None or cls in (str, int, float, bool):
            return value
        if cls is tuple or cls is list:
            return [self.plain(x) for x in value]
        if cls in TABLES:
            return self.key(value)
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
                        out[name] = [self.key(x) for x in reasons]
            elif (found is not one.default and found != one.default) and (self.proofs or one.name not in PROOFS):
                out[one.name] = self.plain(found)
        return out

    def key(self, value: Any) -> str:
        """The key of a shared thing, which is written the first time."""
        known = self._keys.get(id(value))
        if known is not None:
            return known[0]
        table, called = TABLES[value.__class__]
        name = called(value)
        alike = self._seen.setdefault((table, name), [])
        if value not in alike:
            alike.append(value)
        number = alike.index(value)
        key = name if number == 0 else f"{name}~{number + 1}"
        self._keys[id(value)] = key, value
        if key not in self.tables[table]:
            self.tables[table][key] = {}  # keeps its place before what it refers to
            self.tables[table][key] = self.fields(value)
        return key


class Reader:
    """Reads what a :class:`Writer` wrote, with its tables. Raises :class:`Misfit` naming the place."""

    def __init__(self, tables: Any) -> None:
        self.tables = tables if isinstance(tables, dict) else {}
        self._made: dict[tuple[str, str], Any] = {}

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
        if hint is dt.date:
            return self._day(data, where)
        if issubclass(hint, Enum):
            return self._word(hint, data, where)
        if hint in (str, int, float, bool, types.NoneType):
            if type(data) is not hint and not (hint is float and type(data) is int):
                raise Misfit(f"{where}: {hint.__name__}")
            return data
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

    def instance(self, cls: Any, data: Any, where: str) -> Any:
        """An instance of a class from its fields."""
        if not isinstance(data, dict):
            raise Misfit(f"{where}: a mapping")
        values: dict[str, Any] = {}
        known: set[str] = set()
        for one in _fields(cls):
            if one.hint is Why:
                known |= {name for name, _ in REASONS}
                listed = (self.read(tuple[kind, ...], data.get(name, []), f"{where}.{name}") for name, kind in REASONS)  # type: ignore[valid-type]
                values[one.name] = Why(tuple(listed))
            elif one.name in data:
                values[one.name] = self.read(one.hint, data[one.name], f"{where}.{one.name}")
            elif one.default is MISSING:
                raise Misfit(f"{where}: {one.name} is missing")
            known.add(one.name)
        if strange := sorted(set(data) - known):
            raise Misfit(f"{where}: {', '.join(strange)}?")
        return cls(**values)

    def shared(self, cls: type, data: Any, where: str) -> Any:
        """A shared thing by its key."""
        table = TABLES[cls][0]
        if not isinstance(data, str):
            raise Misfit(f"{where}: a key of {table}")
        made = self._made.get((table, data))
        if made is None:
            rows = self.tables.get(table)
            if not isinstance(rows, dict) or data not in rows:
                raise Misfit(f"{where}: {data} is not in {table}")
            made = self._made[table, data] = self.instance(cls, rows[data], f"{table}.{data}")
        return made


def schema_of(parts: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a record whose parts have the types given."""
    defs: dict[str, Any] = {}

    def of(hint: Any) -> dict[str, Any]:
        origin = typing.get_origin(hint)
        if origin in (typing.Union, types.UnionType):
            return {"anyOf": [of(h) for h in typing.get_args(hint)]}
        if origin is tuple:
            return {"type": "array", "items": of(typing.get_args(hint)[0])}
        if hint in TABLES:
            return {"type": "string", "description": f"a key of {TABLES[hint][0]}"}
        simple = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}
        if hint in simple:
            return {"type": simple[hint]}
        if hint is dt.date:
            return {"type": "string", "format": "date"}
        if issubclass(hint, Enum):
            defs[hint.__name__] = {"type": "string", "enum": [one.value for one in hint]}
            return {"$ref": f"#/$defs/{hint.__name__}"}
        return named(hint)

    def named(cls: Any) -> dict[str, Any]:
        if cls.__name__ not in defs:
            defs[cls.__name__] = {}
            properties: dict[str, Any] = {}
            required = []
            for one in _fields(cls):
                if one.hint is Why:
                    properties |= {name: of(tuple[kind, ...]) for name, kind in REASONS}  # type: ignore[valid-type]
                else:
                    properties[one.name] = of(one.hint)
                    if one.default is MISSING:
                        required.append(one.name)
            made: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
            if required:
                made["required"] = required
            if cls.__doc__ and not cls.__doc__.startswith(f"{cls.__name__}("):
                made["description"] = " ".join(cls.__doc__.split())
            defs[cls.__name__] = made
        return {"$ref": f"#/$defs/{cls.__name__}"}

    properties = {name: of(hint) for name, hint in parts.items()}
    for cls, (table, _) in TABLES.items():
        properties[table] = {"type": "object", "additionalProperties": named(cls)}
    return {"type": "object", "properties": properties, "additionalProperties": False, "$defs": defs}
