"""The keys of a project file: English names, Chinese titles and what people write; where one is unknown, the nearest."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from procure_rules.facts.aliases import KEYS
from procure_rules.facts.choice import SET_KEYS
from procure_rules.facts.fields import Entity, Fact, Many, bare
from procure_rules.facts.procedure import Procedure
from procure_rules.facts.project import Project
from procure_rules.facts.questions import question_of
from procure_rules.facts.registry import KINDS, FieldSpec, all_scopes

__all__ = ["Named", "english", "nearest", "plain", "short_forms"]

Path = tuple[Any, ...]
SPANS = frozenset(("min", "max", "from", "to", "after", "before", "on", "items", "partial", *SET_KEYS))
SHORT = 3  # signs of a title that says too little away from its group
NEAR_ELSEWHERE = 5  # unknown keys that are looked for in the whole tree; that is slow


def plain(text: str) -> str:
    """A word as it is compared: ordinary signs, no blanks, no colon behind it."""
    return "".join(unicodedata.normalize("NFKC", text[:80]).split()).rstrip(":")


_BRACKETS = re.compile(r"\([^()]*\)")
_INSTEAD = re.compile(r"(\w{2})\((\w{2})\)|(\w{3})\((\w{3})\)")


def short_forms(title: str) -> set[str]:
    """A title without what stands in brackets, and with it for the word before: 采购人（招标人）, 采购人, 招标人."""
    text = plain(title)
    return {text, _BRACKETS.sub("", text), _INSTEAD.sub(lambda m: m[2] or m[4], text)}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a key may mean where it stands: the path from there, ``group``, ``list`` or the kind of a fact, its title."""

    path: tuple[str, ...]
    shape: str
    zh: str

    def fits(self, value: Any) -> bool:
        if isinstance(value, dict):
            return (self.shape == "group") != (bool(value) and SPANS.issuperset(value))
        if isinstance(value, (list, tuple)):
            return self.shape in ("list", "deadline", "choice")
        return self.shape not in ("group", "list")


@dataclass(frozen=True, slots=True)
class Place:
    """What may stand somewhere, by title, by what else people write, by what follows from the titles of its groups."""

    levels: tuple[dict[str, tuple[Meaning, ...]], ...]
    inner: dict[str, tuple[type[Entity], str, str, tuple[str, ...]]]
    names: dict[str, str]


def _shape(kind: Any) -> str:
    if kind in KINDS:
        return KINDS[kind]
    return "list" if issubclass(kind, Many) else "group" if issubclass(kind, Entity) else "choice"


def _said(info: Any) -> Fact:
    return next(m for m in info.metadata if isinstance(m, Fact))


def _item(kind: Any) -> type[Entity]:
    """The entity of the things of a list."""
    made: type[Entity] = kind.model_fields["items"].annotation.__args__[0]
    return made


@cache
def _place(entity: type[Entity], title: str, scope: str, prefix: tuple[str, ...] = ()) -> Place:
    """The place of a group or thing: ``title`` need not be repeated by its facts; ``prefix`` is its path in its scope."""
    titles: dict[str, list[Meaning]] = {}
    others: dict[str, list[Meaning]] = {}
    deep: dict[str, list[Meaning]] = {}
    inner: dict[str, tuple[type[Entity], str, str, tuple[str, ...]]] = {}
    names: dict[str, str] = {}

    def add(found: dict[str, list[Meaning]], words: set[str], meaning: Meaning) -> None:
        for word in words:
            if word and meaning not in found.setdefault(word, []):
                found[word].append(meaning)

    def read(one: Any, path: tuple[str, ...], lent: bool) -> None:
        for name, info in one.model_fields.items():
            said, kind = _said(info), bare(info.annotation)
            here = (*path, name)
            meaning = Meaning(here, _shape(kind), said.zh)
            forms = _forms(said, meaning.shape)
            if lent:
                add(titles, {plain(said.zh)}, meaning)
                add(others, forms, meaning)
            else:
                add(deep, {f for f in forms if len(f) > SHORT}, meaning)
            if not path:
                names[name] = said.zh
                add(others, {f.removeprefix(t) for f in forms for t in short_forms(title)} if title else set(), meaning)
                if meaning.shape == "list":
                    inner[name] = _item(kind), said.zh, _scope_of(_item(kind)), ()
                elif meaning.shape == "group":
                    inner[name] = kind, said.zh, scope, (*prefix, name)
            if meaning.shape == "group":
                read(kind, here, lent and said.transparent)

    read(entity, (), True)
    of_titles, of_others, of_deep = ({k: tuple(v) for k, v in x.items()} for x in (titles, others, deep))
    return Place((of_titles, _declared_at(entity, scope, prefix), of_others, of_deep), inner, names)


def _declared_at(entity: type[Entity], scope: str, prefix: tuple[str, ...]) -> dict[str, tuple[Meaning, ...]]:
    """The keys declared for a scope that mean something in the group at ``prefix``, and the group's own."""
    out = {}
    for word, meanings in _declared(scope).items():
        inside = [m for m in meanings if _within(m.path, prefix)]
        if inside:
            out[word] = tuple(Meaning(m.path[len(prefix) :], m.shape, m.zh) for m in inside)
    for words, name in KEYS.get(".".join((scope, *prefix)), {}).items() if prefix else ():
        info = entity.model_fields[name]
        own = Meaning((name,), _shape(bare(info.annotation)), _said(info).zh)
        out |= dict.fromkeys(words.split(), (own,))
    return out


def _within(path: tuple[str, ...], prefix: tuple[str, ...]) -> bool:
    return len(path) > len(prefix) and path[: len(prefix)] == prefix


@cache
def _scope_of(entity: type[Entity]) -> str:
    return next(s.name for s in all_scopes().values() if s.entity is entity and not s.part)


def _forms(said: Fact, shape: str) -> set[str]:
    forms = short_forms(said.zh)
    if shape in ("event", "deadline"):
        forms |= {f + end for f in forms for end in ("日期", "时间", "日")}
    if shape == "bool":
        question = question_of(FieldSpec("", (), "bool", said), "zh")
        forms |= {plain(said.yes_zh), plain(question).rstrip("?"), f"是否{plain(said.yes_zh)}"}
    return forms


@cache
def _declared(scope: str) -> dict[str, tuple[Meaning, ...]]:
    """The keys declared for a scope, those of events also with 日期, 时间, 日 behind."""
    out: dict[str, tuple[Meaning, ...]] = {}
    for words, meant in KEYS.get(scope, {}).items():
        meanings = tuple(_meaning(scope, name) for name in meant.split())
        events = any(m.shape in ("event", "deadline") for m in meanings)
        for word in words.split():
            out.setdefault(word, meanings)
            for end in ("日期", "时间", "日") if events else ():
                out.setdefault(word + end, tuple(m for m in meanings if m.shape in ("event", "deadline")))
    return out


def _meaning(scope: str, name: str) -> Meaning:
    scopes = all_scopes()
    spec = scopes[scope].fields.get(name) or (scopes["procedure"].fields.get(name) if scope == "project" else None)
    if spec:
        return Meaning(spec.path, spec.kind, spec.fact.zh)
    info = scopes[scope].entity.model_fields[name]
    return Meaning((name,), "group", _said(info).zh)


@cache
def _root() -> Place:
    """The top of a file: the project's facts, and those of its only procedure."""
    whole, only = _place(Project, "", "project"), _place(Procedure, "", "procedure")
    levels = (
        {k: tuple(dict.fromkeys((*a.get(k, ()), *b.get(k, ())))) for k in {**a, **b}} if n != 1 else {**b, **a}
        for n, (a, b) in enumerate(zip(whole.levels, only.levels, strict=True))
    )
    return Place(tuple(levels), {**only.inner, **whole.inner}, {**only.names, **whole.names})


def _meanings(place: Place, key: str, value: Any) -> tuple[Meaning, ...]:
    """What a key may mean; the first level that knows it decides, and the shape of the value."""
    word = plain(key)
    found: tuple[Meaning, ...] = ()
    for level in place.levels:
        fitting = tuple(m for m in level.get(word, ()) if m.fits(value))
        if fitting:
            return fitting
        found = found or level.get(word, ())
    return found


@dataclass(slots=True)
class Named:
    """Data by English names; where a key was written otherwise, by what path; what could not be told apart."""

    data: Any
    written: dict[Path, Path] = field(default_factory=dict)
    ambiguous: list[tuple[Path, tuple[str, ...]]] = field(default_factory=list)
    twice: list[tuple[Path, Path]] = field(default_factory=list)

    def as_written(self, path: Path) -> Path:
        """The path by the keys that the user wrote."""
        for n in range(len(path), 0, -1):
            if path[:n] in self.written:
                return self.written[path[:n]] + path[n:]
        return path


def english(data: dict[str, Any]) -> Named:
    """A file's data with every key that is known by its English name; nothing is changed where all are."""
    made = Named(data)
    if any(_foreign(data)):
        made.data = _group(made, data, _root(), (), ())
    return made


def _foreign(value: Any) -> Iterator[bool]:
    """Whether any key is other than ASCII."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(key, str) and not key.isascii():
                yield True
            yield from _foreign(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            if isinstance(inner, dict):
                yield from _foreign(inner)


def _group(made: Named, data: dict[Any, Any], place: Place, at: Path, by: Path) -> dict[Any, Any]:
    """One group in English; ``at`` is its path in English, ``by`` the one that was written."""
    out: dict[Any, Any] = {}
    for key, value in data.items():
        path: tuple[Any, ...] = (key,)
        if isinstance(key, str) and not key.isascii():
            meanings = _meanings(place, key, value)
            if len(meanings) > 1 and value is not None:
                made.ambiguous.append(((*by, key), tuple(f"{'.'.join(m.path)}（{m.zh}）" for m in meanings)))
                continue
            if meanings:
                path = meanings[0].path
        full, wrote = (*at, *path), (*by, key)
        if full != wrote:
            made.written.setdefault(full, wrote)
        _put(made, out, at, path, _value(made, value, _inner(place, path), full, wrote), wrote)
    return out


def _inner(place: Place, path: Path) -> Place | None:
    """What may stand in the group or list at a path."""
    for step in path:
        if step not in place.inner:
            return None
        place = _place(*place.inner[step])
    return place


def _value(made: Named, value: Any, place: Place | None, at: Path, by: Path) -> Any:
    if place is None:
        return value
    if isinstance(value, dict):
        if value and {"items", "partial"}.issuperset(value):
            return value | {"items": _value(made, value.get("items"), place, at, by)}
        return _group(made, value, place, at, by)
    if isinstance(value, (list, tuple)):
        return [_group(made, v, place, (*at, i), (*by, i)) if isinstance(v, dict) else v for i, v in enumerate(value)]
    return value


def _put(made: Named, out: dict[Any, Any], at: Path, path: Path, value: Any, wrote: Path = ()) -> None:
    """Puts a value at its path below ``at``; groups in two pieces are joined, a fact written twice is told."""
    for step in path[:-1]:
        if not isinstance(out.get(step), dict):
            out[step] = {}
        out = out[step]
    name, full = path[-1], (*at, *path)
    if name in out and isinstance(out[name], dict) and isinstance(value, dict):
        for key, inner in value.items():
            _put(made, out[name], full, (key,), inner)
    elif name in out:
        made.twice.append((full, wrote or made.as_written(full)))
    else:
        out[name] = value


# The nearest of what is unknown. --------------------------------------------------------------------------------------
def nearest(word: str, groups: tuple[str, ...], *, elsewhere: bool) -> list[tuple[str, str]]:
    """Up to three facts whose name or title is near: where the key stands, else anywhere, as path and Chinese title."""
    place = _inner(_root(), groups)
    exact = _everywhere().get(plain(word))
    near = [exact] if exact else [] if place is None else _near(word, _words_at(place))
    if not near and elsewhere:
        near = _near(word, _everywhere())
    return list(dict(near).items())[:3]


def is_key(word: str) -> bool:
    """Whether a word is the name or title of some fact or group, or a key declared for one at the top of a file."""
    root, asked = _root(), plain(word)
    return asked in _everywhere() or asked in root.names or any(asked in level for level in root.levels)


def _words_at(place: Place) -> dict[str, tuple[str, str]]:
    out = {name: (name, zh) for name, zh in place.names.items()}
    for level in place.levels[:3]:
        for word, meanings in level.items():
            if len(meanings) == 1:
                out.setdefault(word, (".".join(meanings[0].path), meanings[0].zh))
    return out


@cache
def _everywhere() -> dict[str, tuple[str, str]]:
    """Every name and title of the tree, with its path."""
    out: dict[str, tuple[str, str]] = {}
    for scope in all_scopes().values():
        if scope.part:
            continue
        above = "" if scope.name in ("project", "procedure") else f"{_list_of(scope.name)}[]."
        for spec in scope.fields.values():
            meant = above + ".".join(spec.path), spec.fact.zh
            for word in (spec.path[-1], *_forms(spec.fact, spec.kind)):
                out.setdefault(word, meant)
    return out


def _list_of(scope: str) -> str:
    return next(f.name for s in all_scopes().values() for f in s.fields.values() if f.child == scope)


def _near(word: str, words: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    """Those spelt alike, then those that have the word in them."""
    asked = plain(word)
    signs = frozenset(asked)
    like = [w for w in words if 2 * len(signs.intersection(w)) >= len(signs)]  # quicker than to compare them all
    close = difflib.get_close_matches(asked, like, 6, 0.6 if asked.isascii() else 0.5)
    if len(asked) > 1:
        close += [w for w in like if asked in w][:3]
    return [words[w] for w in close]
