"""In which order rules are judged: those that share a part of their guard together, so that one look passes over all.

A rule whose guard has a part that is false does not apply, whatever the rest of it says. Conclusions come first, in the
rulebook's order; rules follow, an effect after the rules whose breach sets it off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from procure_rules.rules.folding import conjuncts
from procure_rules.rules.model import Effect, Rule
from procure_rules.rules.rulebook import Rulebook
from procure_rules.rules.tree import Node

__all__ = ["Group", "grouped"]

FEWEST = 3  # rules for which a shared part is looked at by itself


@dataclass(frozen=True, slots=True)
class Group:
    """Steps of one scope, by number; all of them, and the groups within, are passed over where the condition is
    false.
    """

    scope: str
    condition: Node | None
    steps: tuple[int, ...]
    inner: tuple[Group, ...] = ()


def grouped(book: Rulebook) -> list[Group]:
    """All steps of the rulebook, in an order of evaluation."""
    levels = _levels(book)
    out: list[Group] = []
    for number in (i for i, level in enumerate(levels) if level < 0):
        scope = book.steps[number].scope
        if out and out[-1].scope == scope:
            out[-1] = Group(scope, None, (*out[-1].steps, number))
        else:
            out.append(Group(scope, None, (number,)))
    parts = {i: _shared(book.steps[i].rules) for i, level in enumerate(levels) if level >= 0}
    nodes = {node: n for n, node in enumerate(dict.fromkeys(node for these in parts.values() for node in these))}
    guards = {i: [*dict.fromkeys(nodes[node] for node in these)] for i, these in parts.items()}
    conditions = list(nodes)
    together: dict[tuple[int, str], list[int]] = {}
    for i in guards:
        together.setdefault((levels[i], book.steps[i].scope), []).append(i)
    scopes = list(dict.fromkeys(step.scope for step in book.steps))
    for level, scope in sorted(together, key=lambda at: (at[0], scopes.index(at[1]))):
        out.append(_group(scope, None, together[level, scope], guards, conditions))
    return out


def _levels(book: Rulebook) -> list[int]:
    """Below 0: conclusions, which rest on no rule; else how many effects deep the rules lie on whose breach a rule
    rests.
    """
    reads = [
        {n for r in s.rules if isinstance(r.form, Effect) for n in (*r.form.upon, *r.form.unless)} for s in book.steps
    ]
    levels = [-1 if step.what == "conclusion" else 0 for step in book.steps]
    late: dict[str, int] = {}
    for number, step in enumerate(book.steps):
        if levels[number] == 0:
            levels[number] = late[step.name] = max((late[n] + 1 for n in reads[number] if n in late), default=0)
    return levels


def _shared(versions: Sequence[Rule]) -> list[Node]:
    """The parts of the guard that all versions have; none where days lie between versions, on which nothing is
    known.
    """
    if len(versions) == 1:
        return list(conjuncts(versions[0].applies))
    spans = sorted((r.in_force.first, r.in_force.last) for r in versions)
    for (_, last), (first, _) in pairwise(spans):
        if last is None or first != last + 1:
            return []
    one, *others = (conjuncts(r.applies) for r in versions)
    return [node for node in one if all(node in other for other in others)]


def _group(
    scope: str, condition: Node | None, steps: Sequence[int], guards: dict[int, list[int]], conditions: list[Node]
) -> Group:
    having: dict[int, list[int]] = {}
    for i in steps:
        for node in guards[i]:
            having.setdefault(node, []).append(i)
    counted = {node: len(these) for node, these in having.items() if len(these) >= FEWEST}
    taken: set[int] = set()
    inner: list[Group] = []
    while counted:
        best = max(counted, key=counted.__getitem__)
        within = [i for i in having[best] if i not in taken]
        taken.update(within)
        for node in (n for i in within for n in guards[i] if n in counted):
            counted[node] -= 1
            if counted[node] < FEWEST:
                del counted[node]
        rest = {i: [node for node in guards[i] if node != best] for i in within}
        inner.append(_group(scope, conditions[best], within, rest, conditions))
    return Group(scope, condition, tuple(i for i in steps if i not in taken), tuple(inner))
