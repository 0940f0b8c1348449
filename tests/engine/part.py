"""Engines of a part of the rulebook: what some rules and conclusions rest on, and nothing else.

The whole rulebook takes its time to compile and to run; what a test asks about one rule, a part of it answers alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from procure_rules.engine.law import Law, compile_law
from procure_rules.rules.model import Define, Ground, Presumed, Rule
from procure_rules.rules.rulebook import Rulebook, Step, nodes_of, refs_of
from procure_rules.rules.tree import Node, Ref

__all__ = ["Key", "Parts"]

Key = tuple[str, str]  # "conclusion", "rule" or "ground", and its name


class Parts:
    """What rests on what in one rulebook."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.steps: dict[Key, Step] = {(s.what, s.name): s for s in book.steps}
        self.rules: dict[Key, tuple[Rule, ...]] = {key: step.rules for key, step in self.steps.items()}
        for rule in book.rules:
            if isinstance(rule.form, Ground):
                self.rules["ground", rule.id] = (*self.rules.get(("ground", rule.id), ()), rule)

    @staticmethod
    def key(rule: Rule) -> Key:
        """Where a rule speaks: its conclusion, or itself."""
        if isinstance(rule.form, Define):
            return "conclusion", rule.form.name
        return ("ground" if isinstance(rule.form, Ground) else "rule"), rule.id

    def exceptions(self, rule: Rule) -> list[Rule]:
        """Exceptions to a rule, and to these."""
        found: list[Rule] = []
        todo = list(self.book.overridden.get(rule.id, ()))
        while todo:
            found.append(todo.pop())
            todo += self.book.overridden.get(found[-1].id, ())
        return found

    def roots(self, key: Key) -> list[Node]:
        rules = self.rules[key]
        guards = (n for r in rules for o in self.exceptions(r) for n in (o.applies, o.anchor))
        return [*(n for r in rules for n in nodes_of(r)), *guards]

    @cached_property
    def reads(self) -> Mapping[Key, frozenset[tuple[str, Ref]]]:
        return {key: frozenset(x for n in self.roots(key) for x in refs_of(n)) for key in self.rules}

    @cached_property
    def needs(self) -> Mapping[Key, tuple[Key, ...]]:
        kinds = {"conclusion": "conclusion", "breached": "rule"}
        return {
            key: tuple(sorted({(kinds[what], ref.name) for what, ref in read if what in kinds}))
            for key, read in self.reads.items()
        }

    @cached_property
    def needed_by(self) -> Mapping[Key, list[Key]]:
        out: dict[Key, list[Key]] = {}
        for key, needs in self.needs.items():
            for one in needs:
                out.setdefault(one, []).append(key)
        for key, rules in self.rules.items():  # an exception bears on what it is an exception to
            for rule in rules:
                for other in self.exceptions(rule):
                    if self.key(other) != key:
                        out.setdefault(self.key(other), []).append(key)
        return out

    def below(self, keys: Iterable[Key]) -> set[Key]:
        """These and all that they rest on."""
        done: set[Key] = set()
        todo = list(keys)
        while todo:
            key = todo.pop()
            if key not in done and key in self.needs:
                done.add(key)
                todo += self.needs[key]
        return done

    def above(self, keys: Iterable[Key]) -> list[Key]:
        """These and all that rests on them, the nearest first."""
        done: dict[Key, None] = dict.fromkeys(keys)
        todo = list(done)
        for key in todo:
            for more in self.needed_by.get(key, ()):
                if more not in done:
                    done[more] = None
                    todo.append(more)
        return list(done)

    def presumed(self, keys: Iterable[Key]) -> tuple[Presumed, ...]:
        """Presumptions about facts that these read; and about events, whose order lets them bear on one another."""
        ordered = {name for pair in self.book.order for name in pair}
        wanted = {(ref.scope, ref.name) for key in keys for _, ref in self.reads[key]}
        while True:
            kept = tuple(p for p in self.book.presumed if (p.scope, p.name) in wanted or p.name in ordered)
            more = {
                (ref.scope, ref.name)
                for p in kept
                for n in (p.when, p.value)
                if isinstance(n, Node)
                for _, ref in refs_of(n)
            }
            if more <= wanted:
                return kept
            wanted |= more

    def engine(self, keys: Iterable[Key], rules: Mapping[int, Rule] | None = None) -> Law:
        """An engine of these keys; ``rules`` puts others in the place of the book's, by ``id`` of the object."""
        kept = self.below(keys)
        steps = tuple(s for s in self.book.steps if (s.what, s.name) in kept)
        bearing = {id(r) for key in kept for own in self.rules[key] for r in (own, *self.exceptions(own))}
        book = replace(
            self.book,
            rules=tuple(r for r in self.book.rules if id(r) in bearing),
            steps=steps,
            presumed=self.presumed(kept),
        )
        if rules:

            def put(found: tuple[Rule, ...]) -> tuple[Rule, ...]:
                return tuple(rules.get(id(r), r) for r in found)

            book = replace(
                book,
                rules=put(book.rules),
                steps=tuple(replace(s, rules=put(s.rules)) for s in steps),
                overridden={name: put(found) for name, found in book.overridden.items()},
            )
        return compile_law(book)
