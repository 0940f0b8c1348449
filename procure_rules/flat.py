"""Frozen values as plain data and back: one table of scalars, one row for each thing made of them.

A row is a number for what it makes, then the places of its parts, which all stand before it; what occurs twice is one
row. The result is JSON, nothing in it names code, and a row that does not fit the declared types of its class is refused.
"""

from __future__ import annotations

import ast
import datetime as dt
import gc
from collections.abc import Callable, Sequence
from dataclasses import fields
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
        known[id(one)] = (at, one)
        return at

    place((value,))
    first = len(scalars)
    moved = [[row[0], *(at + first if at >= 0 else -1 - at for at in row[1:])] for row in rows]
    return {"scalars": [value for _, value in scalars], "rows": moved}


def rebuild(data: Any, classes: Sequence[type], aliases: dict[str, str] | None = None) -> Any:
    """What :func:`flatten` was given. ``aliases``: names in annotations that stand for others. Raises :class:`Misfit`."""
    running = gc.isenabled()
    gc.disable()  # nothing made here is garbage, and the collector would look at all of it again and again
    try:
        return _rebuild(data, classes, aliases or {})
    except (TypeError, ValueError, LookupError, OverflowError, AttributeError) as error:
        raise Misfit(f"not the data of this: {error}") from error
    finally:
        if running:
            gc.enable()


def _rebuild(data: Any, classes: Sequence[type], aliases: dict[str, str]) -> Any:
    makers: list[Callable[..., Any]] = [lambda *parts: parts, _dict, dt.date.fromordinal, *classes]
    types = _Types(classes, aliases)
    known: list[dict[tuple[int, ...], int]] = [{} for _ in makers]  # what a row's parts are → what it makes
    made: list[Any] = list(data["scalars"])
    kinds: list[int] = [types.scalar(type(one)) for one in made]
    kind_at, made_at = kinds.__getitem__, made.__getitem__
    for row in data["rows"]:
        code = row[0]
        del row[0]
        parts = tuple(map(kind_at, row))
        kind = known[code].get(parts)
        if kind is None:
            kind = known[code][parts] = types.of(code, parts)
        kinds.append(kind)
        made.append(makers[code](*map(made_at, row)))
    (value,) = made[-1]
    return value


def _dict(*parts: Any) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


class _Types:
    """The types of what was made, by number; a class is given only to parts that fit its declared fields."""

    def __init__(self, classes: Sequence[type], aliases: dict[str, str]) -> None:
        self.classes = classes
        self.aliases = {name: ast.parse(said, mode="eval").body for name, said in aliases.items()}
        self.known: list[Any] = []
        self.number: dict[Any, int] = {}
        self.declared: dict[int, list[ast.expr]] = {}
        self.parsed: dict[str, ast.expr] = {}
        self.fitting: dict[tuple[int, ast.expr], bool] = {}

    def given(self, kind: Any) -> int:
        """The number of a class, of ``(tuple, parts)`` or of ``(dict, keys, values)``."""
        if kind not in self.number:
            self.number[kind] = len(self.known)
            self.known.append(kind)
        return self.number[kind]

    def scalar(self, cls: type) -> int:
        if cls not in SCALARS:
            raise Misfit(f"{cls.__name__} is no scalar")
        return self.given(cls)

    def of(self, code: int, parts: tuple[int, ...]) -> int:
        """The type of what a row makes. Raises :class:`Misfit` where a part does not fit."""
        if code == TUPLE:
            return self.given((tuple, parts))
        if code == DICT:
            return self.given((dict, parts[::2], parts[1::2]))
        if code == DATE:
            return self.given(dt.date)
        cls = self.classes[code - FIRST_CLASS]
        if code not in self.declared:
            self.declared[code] = [self.parse(str(f.type)) for f in fields(cls) if f.init]
        for part, said in zip(parts, self.declared[code], strict=True):
            if not self.fits(part, said):
                raise Misfit(f"{cls.__name__}: {ast.unparse(said)} expected")
        return self.given(cls)

    def parse(self, said: str) -> ast.expr:
        if said not in self.parsed:
            self.parsed[said] = ast.parse(said, mode="eval").body
        return self.parsed[said]

    def fits(self, number: int, said: ast.expr) -> bool:
        key = (number, said)
        if key not in self.fitting:
            self.fitting[key] = self._fits(self.known[number], said)
        return self.fitting[key]

    def _fits(self, kind: Any, said: ast.expr) -> bool:
        """Whether a type is one that an annotation allows."""
        match said:
            case ast.BinOp(left=left, right=right):
                return self._fits(kind, left) or self._fits(kind, right)
            case ast.Constant(value=None):
                return kind is type(None)
            case ast.Name(id=name) if name in self.aliases:
                return self._fits(kind, self.aliases[name])
            case ast.Name(id="Any"):
                return True
            case ast.Name(id="float"):
                return kind in (int, float)
            case ast.Name(id=name):
                return isinstance(kind, type) and kind.__name__ == name
            case ast.Subscript(value=ast.Name(id="Literal")):
                return kind is str
            case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=inner)):
                if not isinstance(kind, tuple) or kind[0] is not tuple:
                    return False
                parts = kind[1]
                if isinstance(inner[-1], ast.Constant):
                    return all(self.fits(one, inner[0]) for one in dict.fromkeys(parts))
                return len(inner) == len(parts) and all(map(self.fits, parts, inner))
            case ast.Subscript(value=ast.Name(id="Mapping"), slice=ast.Tuple(elts=[key, value])):
                if not isinstance(kind, tuple) or kind[0] is not dict:
                    return False
                return all(self.fits(x, key) for x in {*kind[1]}) and all(self.fits(x, value) for x in {*kind[2]})
        return False
