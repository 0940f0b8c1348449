"""``stored``: what is made of folders of files, found again where it was made before.

What a wheel ships is prepared when the wheel is built, lies beside its modules and is believed to fit them, since the
files of a wheel change only together. Anything else, of a checkout or of a user's own, is kept in the user's cache
under a hash of all that it was made from: the folders, and the code that reads them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from procure_rules.store.collector import uncollected
from procure_rules.store.files import body_of, cached, fingerprint, keep, read, write
from procure_rules.store.flat import Misfit, flatten, rebuild

__all__ = ["Kind", "digest", "prepare", "stored"]

T = TypeVar("T")
PACKAGE = Path(__file__).resolve().parent.parent
CODE = ("calendar", "facts", "reading", "rules", "store", "texts")  # what reads the files, and its classes
SHIPPED = "shipped"  # the key of what is prepared


@dataclass(frozen=True)
class Kind(Generic[T]):
    """Things of one kind: their class, the dataclasses that they are made of, and what names in annotations stand
    for.
    """

    name: str
    whole: type[T]
    parts: tuple[type, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)
    marked: str = ""
    """The field of the whole, if there is one, that holds the hash of what was found, or made."""

    @property
    def classes(self) -> tuple[type, ...]:
        return (*self.parts, self.whole)


def stored(kind: Kind[T], made_from: Sequence[Path], make: Callable[[], T]) -> T:
    """What ``make`` makes of the folders ``made_from``: prepared with the package, kept in the user's cache, or
    made now.

    A file that is damaged, old or of another's making is passed over. The shipped rulebook takes 35 ms so, and 0.95 s
    from its files; the calendar's data 2 ms, and 15 ms.
    """
    if all(PACKAGE in folder.parents for folder in made_from):  # only a wheel has its data there
        made = found(kind, prepared(kind, PACKAGE / "_prepared"))
        if made is not None:
            return made
    key = _key(made_from)
    if key is not None:
        made = found(kind, cached(kind.name, key), key, own=True)
        if made is not None:
            return made
    with uncollected():
        made = make()
    if key is not None and key == _key(made_from):  # no file was changed while it was read
        keep(kind.name, key, _plain(kind, made))
    return made


def digest(kind: Kind[T], made: T) -> str:
    """A hash of all that a thing is made of, the same whether it was found or made."""
    known: str = getattr(made, kind.marked) if kind.marked else ""
    return known or hashlib.sha256(body_of(_plain(kind, made))).hexdigest()


def _plain(kind: Kind[T], made: T) -> Any:
    """As plain data, without the mark."""
    whole = replace(made, **{kind.marked: ""}) if kind.marked else made  # type: ignore[type-var]
    return flatten(whole, kind.classes)


def prepare(kind: Kind[T], made: T, folder: Path) -> None:
    """Writes what a wheel is to ship in ``_prepared``."""
    write(prepared(kind, folder), kind.name, SHIPPED, _plain(kind, made))


def prepared(kind: Kind[T], folder: Path) -> Path:
    """Where ``prepare`` writes."""
    return folder / f"{kind.name}.kept"


def _key(made_from: Sequence[Path]) -> str | None:
    code = _own_code()
    return code and fingerprint(code, *made_from)


@cache
def _own_code() -> str | None:
    return fingerprint(*(PACKAGE / name for name in CODE))


def found(kind: Kind[T], file: Path | None, key: str = SHIPPED, *, own: bool = False) -> T | None:
    """What a file holds; ``None`` where it is not of this kind and key, or damaged. ``own``: it must be the user's."""
    with uncollected():
        kept = None if file is None else read(file, kind.name, key, own=own)
        if kept is None:
            return None
        data, known = kept
        try:
            made = data and rebuild(data, kind.classes, kind.aliases)
        except Misfit:
            return None
    if not isinstance(made, kind.whole):
        return None
    # what is used is hashed, not what is said of it
    return replace(made, **{kind.marked: known}) if kind.marked else made  # type: ignore[type-var]
