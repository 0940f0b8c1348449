"""What the fact model offers to rules: scopes and the names of their facts, read off the entity classes."""

from __future__ import annotations

import re
import typing
from dataclasses import dataclass, field
from functools import cache

from procure_rules.facts import regions, values
from procure_rules.facts.fields import Entity, Fact, Many, bare
from procure_rules.facts.project import Project

__all__ = ["FieldSpec", "Scope", "all_scopes", "chain", "list_scope", "scope"]

KINDS = {
    values.Flag: "bool",
    values.Amount: "amount",
    values.Quantity: "count",
    values.Ratio: "ratio",
    values.Days: "days",
    values.Day: "date",
    values.Event: "event",
    values.Deadline: "deadline",
    values.Text: "text",
    regions.Province: "text",
    regions.City: "text",
}

# Singular parts of a project that are scopes of their own: a rule there gives a verdict where the part is given.
PARTS = ("works_project", "group")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One fact as rules see it: ``name`` in expressions, ``path`` of attributes in its scope's entity."""

    name: str
    path: tuple[str, ...]
    kind: str
    fact: Fact
    choices: type[values.Choice] | None = None
    child: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """A kind of thing that rules give verdicts for; ``part`` names the group of facts that must be present."""

    name: str
    parent: str | None
    entity: type[Entity]
    fields: dict[str, FieldSpec] = field(default_factory=dict)
    title_zh: str = ""
    title_en: str = ""
    part: str | None = None


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _walk(scope_: Scope, entity: type[Entity], path: tuple[str, ...], prefix: str, out: dict[str, Scope]) -> None:
    for name, info in entity.model_fields.items():
        said = next((m for m in info.metadata if isinstance(m, Fact)), None)
        if said is None:
            raise TypeError(f"{entity.__name__}.{name} is declared without titles")
        kind = bare(info.annotation)
        full = prefix + name
        here = (*path, name)
        if kind in KINDS:
            scope_.fields[full] = FieldSpec(full, here, KINDS[kind], said)
        elif isinstance(kind, type) and issubclass(kind, Many):
            item = kind.model_fields["items"].annotation
            child = typing.get_args(item)[0]
            child_name = _snake(child.__name__)
            scope_.fields[full] = FieldSpec(full, here, "list", said, child=child_name)
            made = Scope(child_name, scope_.name, child, {}, said.zh, said.one_en or child_name)
            out[child_name] = made
            _walk(made, child, (), "", out)
        elif isinstance(kind, type) and issubclass(kind, values.Choice):
            scope_.fields[full] = FieldSpec(full, here, "choice", said, choices=kind)
        elif isinstance(kind, type) and issubclass(kind, Entity):
            _walk(scope_, kind, here, prefix if said.transparent else f"{full}.", out)
        else:
            raise TypeError(f"{entity.__name__}.{name} has a type that rules cannot read: {kind!r}")


@cache
def all_scopes() -> dict[str, Scope]:
    """Every scope by name, parents before children."""
    out: dict[str, Scope] = {}
    root = Scope("project", None, Project, {}, "项目", "project")
    out["project"] = root
    _walk(root, Project, (), "", out)
    for part in PARTS:
        info = Project.model_fields[part]
        said = next(m for m in info.metadata if isinstance(m, Fact))
        out[part] = Scope(part, None, Project, root.fields, said.zh, said.en, part)
    for one in out.values():
        seen: dict[str, str] = {}
        for link in chain(one.name, out):
            for name, spec in link.fields.items():
                if spec.kind == "text":
                    continue
                if name in seen and seen[name] != link.name:
                    raise TypeError(f"the fact '{name}' stands both in {link.name} and in {seen[name]}")
                seen[name] = link.name
    return out


def scope(name: str) -> Scope:
    """A scope by name. Raises ``KeyError``."""
    return all_scopes()[name]


def chain(name: str, scopes: dict[str, Scope] | None = None) -> list[Scope]:
    """The scope and its ancestors, innermost first."""
    known = scopes or all_scopes()
    out = [known[name]]
    while out[-1].parent:
        out.append(known[out[-1].parent])
    return out


def list_scope(name: str) -> str | None:
    """The scope of the items of the list fact ``name`` (``bids`` → ``bid``), wherever it is declared."""
    for one in all_scopes().values():
        spec = one.fields.get(name)
        if spec and spec.child:
            return spec.child
    return None
