"""What was stated and not heard: facts that no rule reads, or none of those that apply to this project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from procure_rules.answers.unheard import Unheard
from procure_rules.assess.evidence import Evidence
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.law import Law
from procure_rules.engine.trace import Leaf
from procure_rules.facts.filings import FILED, PRIOR
from procure_rules.facts.project import Project
from procure_rules.facts.registry import all_scopes
from procure_rules.rules.model import Define, Ground, Rule
from procure_rules.rules.rulebook import nodes_of, reads_of, refs_of
from procure_rules.texts import said

__all__ = ["Readers", "unheard"]

Name = tuple[str, str]


class Readers:
    """Which rules read which facts: what a guard, a conclusion, a ground or a presumption reads is heard in any case,
    what only the requirement of a rule reads is heard where that rule applies.
    """

    def __init__(self, law: Law) -> None:
        book = law.book
        self.always: set[Name] = {(scope, name) for scope, names in FILED.items() for name in names}
        self.always |= {("complaint", name) for names in PRIOR.values() for name in names}
        self.always |= {
            (s.name, name) for pair in book.order for name in pair for s in all_scopes().values() if name in s.fields
        }
        self.always |= {(r.scope, r.name) for p in book.presumed for n in p.nodes for _, r in refs_of(n)}
        self.always |= {(p.scope, p.name) for p in book.presumed if p.kind == "implied"}
        self.by_rule: dict[Name, set[str]] = {}
        guards: list[Rule] = []
        for rule in book.rules:
            if isinstance(rule.form, (Define, Ground)):
                guards.append(rule)
                continue
            self.always |= {(r.scope, r.name) for n in (rule.applies, rule.anchor) for _, r in refs_of(n)}
            for node in nodes_of(rule):
                for _, ref in refs_of(node):
                    self.by_rule.setdefault((ref.scope, ref.name), set()).add(rule.id)
        self.always |= {(scope, name) for _, scope, name in reads_of(guards, book.overridden)}


def stated(project: Project) -> Iterator[tuple[Leaf, Any]]:
    """Every fact that is stated and no mere label, with the holder's place and its value."""
    counts: dict[str, int] = {}

    def visit(scope: str, entity: Any) -> Iterator[tuple[Leaf, Any]]:
        index = counts.get(scope, 0)
        counts[scope] = index + 1
        for spec in all_scopes()[scope].fields.values():
            holder = entity
            for step in spec.path[:-1]:
                holder = getattr(holder, step) if holder is not None else None
            value = getattr(holder, spec.path[-1]) if holder is not None else None
            if value is None:
                continue
            if spec.kind == "list":
                for item in value.items:
                    yield from visit(spec.child or "", item)
            elif spec.kind != "text":
                yield Leaf(scope, index, spec.name), value

    yield from visit("project", project)


def unheard(evidence: Evidence) -> tuple[Unheard, ...]:
    """The stated facts that nothing hears, in order of the file."""
    case = evidence.case
    readers = evidence.law.kept(Readers)
    found = []
    for leaf, value in stated(case.project):
        name = leaf.scope, leaf.name
        if name in readers.always or _denied(name, value):
            continue
        rules = readers.by_rule.get(name, ())
        if not rules:
            why = said("unheard_no_rule")
        elif any(code != Verdict.NOT_APPLICABLE for r in rules for code in case.presumed.verdicts.get(r, ())):
            continue
        else:
            why = said("unheard_not_applicable")
        found.append(Unheard(evidence.where(leaf), evidence.texts.title(leaf.scope, leaf.name), why))
    return tuple(found)


def _denied(name: Name, value: Any) -> bool:
    """Whether a rare thing, or one of a list of grounds, is said not to be so: that bears on nothing, as it should."""
    scope, fact = name
    spec = all_scopes()[scope].fields[fact]
    return spec.kind == "bool" and value is False and (spec.fact.exceptional or bool(spec.fact.closed_by))
