"""A project with a word of a choice stated that it left open."""

from __future__ import annotations

import typing
from typing import Any

from pydantic import BaseModel

from procure_rules.facts.project import Project
from procure_rules.facts.registry import FieldSpec, all_scopes

__all__ = ["stating"]


def stating(project: Project, scope: str, name: str, words: tuple[str | None, ...]) -> Project:
    """The project with the choice ``name`` of the project, or of each of its procedures, set to a word; ``None`` leaves
    an instance as it is.
    """
    spec = all_scopes()[scope].fields[name]
    if scope == "project":
        return project if words[0] is None else _with(project, spec, words[0])
    assert project.procedures is not None
    items = (
        one if word is None else _with(one, spec, word)
        for one, word in zip(project.procedures.items, words, strict=True)
    )
    return project.model_copy(update={"procedures": project.procedures.model_copy(update={"items": tuple(items)})})


def _with(holder: Any, spec: FieldSpec, word: str) -> Any:
    assert spec.choices is not None
    return _set(holder, spec.path, spec.choices[word])


def _set(holder: Any, path: tuple[str, ...], value: Any) -> Any:
    first, *rest = path
    if rest:
        held = getattr(holder, first)
        value = _set(_empty(type(holder), first) if held is None else held, tuple(rest), value)
    return holder.model_copy(update={first: value})


def _empty(holder: type[BaseModel], name: str) -> BaseModel:
    """A group of facts of which nothing is stated."""
    hint = holder.model_fields[name].annotation
    (kind,) = [k for k in typing.get_args(hint) if isinstance(k, type) and issubclass(k, BaseModel)]
    made: BaseModel = kind()
    return made
