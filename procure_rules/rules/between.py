"""Faults that lie between rules: versions, exceptions, contradictions, numbers that grow from rule to rule."""

from __future__ import annotations

from procure_rules.errors import Place, Problem
from procure_rules.rules.model import (
    Define,
    Rule,
)
from procure_rules.rules.rulebook import Step, nodes_of
from procure_rules.rules.tree import NUMERIC, TRUE, Node
from procure_rules.rules.width import width

__all__ = ["BetweenRules"]


class BetweenRules:
    """Checks over all rules read; each fault is placed at one of them."""

    problems: list[Problem]
    rules: list[Rule]

    def between(self, rule: Rule, zh: str, en: str) -> None:
        """A fault that lies between rules, placed at one of them."""
        self.problems.append(
            Problem(f"{rule.source.file} {rule.id}", "", zh, en, Place(rule.source.line, rule.source.column))
        )

    def check_versions(self) -> None:
        seen: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for old in seen.get(rule.id, []):
                if rule.in_force.first <= (old.in_force.last or 10**7) and old.in_force.first <= (
                    rule.in_force.last or 10**7
                ):
                    self.between(
                        rule, "各版本的施行期间重叠", "two versions overlap in time; close the earlier one with 'to'"
                    )
                if old.kind != rule.kind:
                    self.between(rule, "各版本形式不同", "the versions differ in form")
            seen.setdefault(rule.id, []).append(rule)

    def check_overrides(self) -> None:
        by_id: dict[str, Rule] = {}
        for rule in self.rules:
            by_id.setdefault(rule.id, rule)
        graph = {r.id: set(r.overrides) for r in self.rules}
        for rule in self.rules:
            seen, todo = set(), list(rule.overrides)
            while todo:
                name = todo.pop()
                if name == rule.id:
                    self.between(
                        rule, "规则不能直接或间接排除自己", "a rule overrides itself, directly or through others"
                    )
                    break
                if name not in seen:
                    seen.add(name)
                    todo += graph.get(name, ())
            for name in rule.overrides:
                other = by_id.get(name)
                if other is None:
                    continue
                one, two = (getattr(x.form, "name", None) for x in (rule, other))
                if one != two:
                    self.between(
                        rule,
                        f"与被排除的“{name}”不是同一结论",
                        f"it says something else than '{name}', which it overrides",
                    )

    def check_contrary(self) -> None:
        """Two rules that always hold and always contradict each other."""
        plain: dict[str, list[tuple[Rule, object]]] = {}
        for rule in self.rules:
            form = rule.form
            if (
                not isinstance(form, Define)
                or rule.applies != TRUE
                or rule.id in {o for r in self.rules for o in r.overrides}
            ):
                continue
            case = form.cases[0]
            if case.when == TRUE and isinstance(case.value, Node) and case.value.op == "const":
                for old, value in plain.get(form.name, []):
                    same = rule.in_force.first <= (old.in_force.last or 10**7) and old.in_force.first <= (
                        rule.in_force.last or 10**7
                    )
                    if same and value != case.value.data:
                        self.between(
                            rule,
                            f"与“{old.id}”矛盾",
                            f"it contradicts '{old.id}' in every case; let one override the other",
                        )
                plain.setdefault(form.name, []).append((rule, case.value.data))

    def check_widths(self, steps: tuple[Step, ...]) -> None:
        """No number may pass 64 bits, also where conclusions rest on conclusions."""
        known: dict[str, int] = {}
        for step in steps:
            for rule in step.rules:
                try:
                    for node in nodes_of(rule):
                        width(node, known)
                except OverflowError:
                    self.between(
                        rule, "数值可能超出64位整数", "a number could pass 64 bits; use smaller figures or fewer sums"
                    )
                    continue
                if step.what == "conclusion" and isinstance(rule.form, Define):
                    values = [
                        n for c in rule.form.cases if isinstance(c.value, Node) for n in (c.value,) if n.kind in NUMERIC
                    ]
                    known[step.name] = max([known.get(step.name, 0), *(width(n, known) for n in values)])
