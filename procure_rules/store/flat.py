"""Frozen values as plain data and back: one list of scalars, and groups of what is made of them.

A group holds all that is made in one way of equally many parts, none of which needs another of the group: a number
for how, how many, and for each part a list of places, or one place where it is the same in all. A place counts the
scalars first, then all that the groups before have made; what occurs twice is made once. The result is JSON,
nothing in it names code, and a group in which something does not fit the declared types of its class is refused.
"""

from __future__ import annotations

import ast
import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import chain, repeat
from operator import itemgetter
from typing import Any

__all__ = ["Misfit", "flatten", "rebuild"]

SCALARS = (str, int, float, bool, type(None))
TUPLE, DICT, DATE, FIRST_CLASS = range(4)


class Misfit(ValueError):
    """Data that no value of the declared types can have been made from."""


def flatten(value: Any, classes: Sequence[type]) -> dict[str, Any]:
    """``value`` as plain data; ``classes`` are the dataclasses that it may hold. Raises ``TypeError`` for another."""
    codes = {cls: FIRST_CLASS + i for i, cls in enumerate(classes)}
    names = {cls: [f.name for f in fields(cls) if f.init] for cls in classes}
    scalars: dict[tuple[type, Any], int] = {}
    rows: dict[tuple[int, ...], int] = {}
    levels: list[int] = []  # by row: how many rows lie one below the other in it
    known: dict[int, tuple[int, Any]] = {}  # by identity, and the thing itself, so that it stays alive

    def place(one: Any) -> int:
        # scalars count down from -1, rows up from 0; what comes first is known only when all are
        cls = type(one)
        if cls in SCALARS:
            return scalars.setdefault((cls, one), -1 - len(scalars))
        if id(one) in known:
            return known[id(one)][0]
        if cls is tuple:
            row = (TUPLE, *map(place, one))
        elif cls is dict:
            row = (DICT, *(place(x) for pair in one.items() for x in pair))
        elif cls is dt.date:
            row = (DATE, place(one.toordinal()))
        elif cls in codes:
            row = (codes[cls], *(place(getattr(one, name)) for name in names[cls]))
        else:
            raise TypeError(f"{cls.__name__} is not among the classes")
        at = rows.setdefault(row, len(rows))
        if at == len(levels):
            levels.append(1 + max((levels[part] for part in row[1:] if part >= 0), default=-1))
        known[id(one)] = (at, one)
        return at

    place((value,))
    groups: dict[tuple[int, int, int], list[int]] = {}  # by level, way and number of parts, the rows
    listed = list(rows)
    for at, row in enumerate(listed):
        groups.setdefault((levels[at], row[0], len(row) - 1), []).append(at)
    places: dict[int, int] = {}
    for _, ats in sorted(groups.items()):
        for at in ats:
            places[at] = len(scalars) + len(places)
    out: list[list[Any]] = []
    for (_, code, _), ats in sorted(groups.items()):
        columns = zip(*(listed[at][1:] for at in ats), strict=True)
        told = [[places[p] if p >= 0 else -1 - p for p in column] for column in columns]
        out.append([code, len(ats), *(column if any(p != column[0] for p in column) else column[0] for column in told)])
    return {"scalars": [value for _, value in scalars], "groups": out}


def rebuild(data: Any, classes: Sequence[type], aliases: Mapping[str, str] | None = None) -> Any:
    """What :func:`flatten` was given. ``aliases``: names in annotations that stand for others. Raises
    :class:`Misfit`.
    """
    try:
        return _rebuild(data, classes, aliases or {})
    except (TypeError, ValueError, LookupError, OverflowError, AttributeError) as error:
        raise Misfit(f"not the data of this: {error}") from error


def _rebuild(data: Any, classes: Sequence[type], aliases: Mapping[str, str]) -> Any:
    types = _Types(aliases)
    made: list[Any] = list(data["scalars"])
    if not {*map(type, made)} <= {*SCALARS}:
        raise Misfit("no scalars")
    for code, number, *columns in data["groups"]:
        parts: list[tuple[Any, ...]] = []
        for column in columns:
            if isinstance(column, int):
                parts.append((made[column],))
            elif len(column) == number > 1:
                parts.append(itemgetter(*column)(made))
            else:
                raise Misfit("parts are missing")
        if code >= FIRST_CLASS:
            cls = classes[code - FIRST_CLASS]
            types.check(cls, parts)
            made += _instances(cls, number, parts)
        elif code >= 0:
            made += _MAKERS[code](number, *(_each(part, number) for part in parts))
        else:
            raise Misfit("nothing is made in this way")
    (value,) = made[-1]
    return value


def _each(part: tuple[Any, ...], number: int) -> Iterable[Any]:
    return part if len(part) == number else repeat(part[0], number)


def _instances(cls: type, number: int, parts: Sequence[tuple[Any, ...]]) -> Iterable[Any]:
    """Instances of a dataclass, attribute by attribute: quicker than one by one through its ``__init__``."""
    columns = iter([_each(part, number) for part in parts])
    if "__slots__" not in cls.__dict__ or hasattr(cls, "__post_init__"):
        return map(cls, *columns)
    out: list[Any] = list(map(object.__new__, repeat(cls, number)))
    for one in fields(cls):
        values = next(columns) if one.init else repeat(one.default, number)
        deque(map(getattr(cls, one.name).__set__, out, values), maxlen=0)
    return out


def _tuples(number: int, *parts: Iterable[Any]) -> Iterable[Any]:
    return zip(*parts, strict=True) if parts else [()] * number


def _dicts(number: int, *parts: Iterable[Any]) -> Iterable[Any]:
    return [dict(zip(row[::2], row[1::2], strict=True)) for row in _tuples(number, *parts)]


def _dates(number: int, part: Iterable[Any]) -> Iterable[Any]:
    return map(dt.date.fromordinal, part)


_MAKERS: tuple[Callable[..., Iterable[Any]], ...] = (_tuples, _dicts, _dates)


class _Types:
    """What the declared fields of classes allow."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self.aliases = aliases
        self.declared: dict[type, list[ast.expr]] = {}
        self.parsed: dict[str, ast.expr] = {}

    def check(self, cls: type, columns: Sequence[tuple[Any, ...]]) -> None:
        """Raises :class:`Misfit` where something among the columns is not what a field allows."""
        if cls not in self.declared:
            self.declared[cls] = [self.parse(str(f.type)) for f in fields(cls) if f.init]
        for column, said in zip(columns, self.declared[cls], strict=True):
            if not self.fits(column, said):
                raise Misfit(f"{cls.__name__}: {ast.unparse(said)} expected")

    def parse(self, said: str) -> ast.expr:
        if said not in self.parsed:
            self.parsed[said] = ast.parse(said, mode="eval").body
        return self.parsed[said]

    def fits(self, values: Sequence[Any], said: ast.expr) -> bool:
        """Whether each of the values is one that an annotation allows."""
        kinds = {*map(type, values)}
        for kind in kinds:
            these = (
                ()
                if kind not in (tuple, dict)
                else values
                if len(kinds) == 1
                else [v for v in values if type(v) is kind]
            )
            if not any(self.allows(one, kind, these) for one in self.alternatives(said)):
                return False
        return True

    def alternatives(self, said: ast.expr) -> Iterator[ast.expr]:
        match said:
            case ast.BinOp(left=left, right=right):
                yield from self.alternatives(left)
                yield from self.alternatives(right)
            case ast.Name(id=name) if name in self.aliases:
                yield from self.alternatives(self.parse(self.aliases[name]))
            case _:
                yield said

    def allows(self, said: ast.expr, kind: type, these: Sequence[Any]) -> bool:
        """Whether an annotation allows a class; ``these`` are the tuples, or the mappings, that it has to allow."""
        match said:
            case ast.Constant(value=None):
                return kind is type(None)
            case ast.Name(id="Any"):
                return True
            case ast.Name(id="float"):
                return kind in (int, float)
            case ast.Name(id=name):
                return kind.__name__ == name
            case ast.Subscript(value=ast.Name(id="Literal")):
                return kind is str
            case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=[inner, ast.Constant()])):
                return kind is tuple and self.fits(list(chain.from_iterable(these)), inner)
            case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=inner)):
                if kind is not tuple or any(len(one) != len(inner) for one in these):
                    return False
                return all(map(self.fits, zip(*these, strict=True), inner))
            case ast.Subscript(value=ast.Name(id="Mapping"), slice=ast.Tuple(elts=[key, value])):
                return kind is dict and all(
                    self.fits([*one], key) and self.fits([*one.values()], value) for one in these
                )
        return False
