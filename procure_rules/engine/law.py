"""A compiled rulebook: what every run of it shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from procure_rules.engine.closures import Compiler, Fn
from procure_rules.engine.defining import defined
from procure_rules.engine.grouping import Group, grouped
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.layout import Frame, Layout
from procure_rules.engine.presume import Absences, Closing, Presumption, heard, implications, presumptions
from procure_rules.engine.program import Program, Run, Stage, staged
from procure_rules.engine.versions import Version, Versions, home
from procure_rules.engine.world import World
from procure_rules.rules.model import Effect, Ground, Rule
from procure_rules.rules.rulebook import Rulebook
from procure_rules.rules.tree import Node, Ref

__all__ = ["Law", "compile_law"]

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Law:
    """A compiled rulebook, read-only and shared by all threads."""

    book: Rulebook
    layout: Layout
    compilers: Mapping[str, Compiler]
    """By scope."""
    rules: Mapping[str, Versions]
    """The rules that are judged, by id, in order of the rulebook's steps."""
    judged: Mapping[str, tuple[str, ...]]
    """The same by scope."""
    grounds: Mapping[str, Versions]
    """The grounds of methods, by id."""
    defining: Mapping[str, tuple[Version, ...]]
    """By conclusion, the rules that define it."""
    implications: tuple[Presumption | Closing, ...]
    presumptions: tuple[Presumption | Absences, ...]
    groups: tuple[Group, ...]
    program: Program
    stages: tuple[Stage, ...]
    made: dict[Any, Any] = field(default_factory=dict)

    def fn(self, rule: Rule, node: Node) -> Fn:
        """The closure of one of a rule's nodes, for display."""
        return self.compilers[home(rule)](node)

    def kept(self, make: Callable[[Law], T]) -> T:
        """What ``make`` makes of the law, whatever the project: made when first asked, and kept as long as the law.

        It must not hold the law itself, so that all goes with the last who holds it.
        """
        found: T | None = self.made.get(make)
        if found is None:
            found = self.made[make] = make(self)
        return found

    def staged(self, program: Program) -> tuple[Stage, ...]:
        """The steps of another program in the law's groups."""
        return staged(self.groups, program, self.compilers)


def compile_law(book: Rulebook) -> Law:
    """Compiles a rulebook; what most projects do not need, when it is first asked."""
    layout = Layout.of(book)
    compilers = {scope: Compiler(layout, scope) for scope in layout.blank}
    known: dict[int, Version] = {}

    def version(rule: Rule) -> Version:
        if id(rule) not in known:
            exceptions = tuple(version(other) for other in book.overridden.get(rule.id, ()))
            present = layout.slots[Ref("project", rule.part, "present")] if rule.part else None
            known[id(rule)] = Version(rule, compilers[home(rule)], exceptions, present)
        return known[id(rule)]

    rules: dict[str, Versions] = {}
    judged: dict[str, list[str]] = {}
    defining: dict[str, tuple[Version, ...]] = {}
    makers: list[Callable[[], Run]] = []
    for step in book.steps:
        versions = tuple(version(rule) for rule in step.rules)
        if step.what == "conclusion":
            kind = book.conclusions[step.name].kind
            defining[step.name] = versions
            ref = Ref(step.scope, step.name)
            makers.append(partial(defined, ref, kind, versions, compilers[step.scope], layout))
        else:
            rules[step.name] = Versions(versions)
            judged.setdefault(step.scope, []).append(step.name)
            at = layout.slots[Ref(step.scope, step.name, "breached")]
            makers.append(partial(_judged, rules[step.name], at))
    grounds: dict[str, list[Version]] = {}
    for rule in book.rules:
        if isinstance(rule.form, Ground):
            grounds.setdefault(rule.id, []).append(version(rule))
    program, groups, said = Program(makers), tuple(grouped(book)), heard(book)
    return Law(
        book=book,
        layout=layout,
        compilers=compilers,
        rules=rules,
        judged={scope: tuple(names) for scope, names in judged.items()},
        grounds={name: Versions(versions) for name, versions in grounds.items()},
        defining=defining,
        implications=implications(said, layout, compilers),
        presumptions=presumptions(said, layout, compilers),
        groups=groups,
        program=program,
        stages=staged(groups, program, compilers),
    )


def _judged(versions: Versions, at: int) -> Run:
    """The step that judges one rule."""
    name, scope, verdict = versions.id, versions.scope, versions.verdict

    def judge(world: World, frame: Frame, index: int) -> None:
        found = verdict(frame)
        if found:
            world.note(name, scope, index, found)
        frame[at] = True if found == Verdict.BREACHED else None if found == Verdict.UNDETERMINED else False

    def judge_effect(world: World, frame: Frame, index: int) -> None:
        found = verdict(frame)
        if found:
            told = Verdict.UNDETERMINED if found == Verdict.CANNOT_BE_BREACHED else found
            world.note(name, scope, index, told)

    return judge_effect if isinstance(versions.rule.form, Effect) else judge
