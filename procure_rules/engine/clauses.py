"""Boolean conclusions as Horn clauses: what a chainer needs to know, and nothing else.

Every proposition has two rails: *surely true* and *surely false* are literals of their own, so that clauses without
negation say what three-valued logic says, and unknown is where neither is derived. Only where a rule must be *possibly*
active (its own guard speaks unless an exception surely takes its place) are there two more: *not surely true* and *not
surely false*, stated for what is decided beforehand. Literals are small integers.

The least fixpoint of a stratum's clauses is what :func:`procure_rules.engine.chaining.derive` makes of the
contributions of its rules (docs/semantics.md §4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from procure_rules.engine.judging import Compile
from procure_rules.engine.layout import Frame
from procure_rules.engine.versions import Version, Versions
from procure_rules.rules.model import Define
from procure_rules.rules.tree import Lines, Node

__all__ = ["ALWAYS", "NEVER", "WIDTH", "Clause", "Clauses", "Stratum", "fixpoint", "stratum"]

WIDTH = 16  # premises of one clause at most
ALWAYS, NEVER = -1, -2
TRUE, FALSE, NOT_TRUE, NOT_FALSE = range(4)
_OF_CONSTANT = {
    True: (ALWAYS, NEVER, NEVER, ALWAYS),
    False: (NEVER, ALWAYS, ALWAYS, NEVER),
    None: (NEVER, NEVER, ALWAYS, ALWAYS),
}

Fn = Callable[[Frame], Any]
Facts = Callable[[Frame], set[int]]


class Clause(NamedTuple):
    """All premises hold, so the head holds."""

    premises: tuple[int, ...]
    head: int


class Clauses:
    """Collects clauses; equal conjunctions and disjunctions share one literal."""

    def __init__(self) -> None:
        self.clauses: list[Clause] = []
        self.made: dict[Hashable, int] = {}
        self.count = 0

    def literal(self) -> int:
        self.count += 1
        return self.count - 1

    def all_of(self, parts: Iterable[int]) -> int:
        """The literal that holds where all parts do."""
        wanted = tuple(dict.fromkeys(p for p in parts if p != ALWAYS))
        if NEVER in wanted:
            return NEVER
        if len(wanted) < 2:
            return wanted[0] if wanted else ALWAYS
        while len(wanted) > WIDTH:
            wanted = (*wanted[WIDTH:], self._made("all", wanted[:WIDTH], [wanted[:WIDTH]]))
        return self._made("all", wanted, [wanted])

    def any_of(self, parts: Iterable[int]) -> int:
        """The literal that holds where one of the parts does."""
        wanted = tuple(dict.fromkeys(p for p in parts if p != NEVER))
        if ALWAYS in wanted:
            return ALWAYS
        if len(wanted) < 2:
            return wanted[0] if wanted else NEVER
        return self._made("any", wanted, [(p,) for p in wanted])

    def _made(self, how: str, parts: tuple[int, ...], bodies: Iterable[tuple[int, ...]]) -> int:
        key = (how, frozenset(parts))
        if key not in self.made:
            head = self.made[key] = self.literal()
            self.clauses += [Clause(body, head) for body in bodies]
        return self.made[key]


def fixpoint(clauses: Sequence[Clause], facts: Iterable[int]) -> set[int]:
    """The least fixpoint, plainly: the measure for any chainer."""
    known = {ALWAYS, *facts}
    grown = True
    while grown:
        new = {c.head for c in clauses if c.head not in known and known.issuperset(c.premises)}
        known |= new
        grown = bool(new)
    return known


@dataclass(frozen=True, slots=True)
class Stratum:
    """One conclusion: its clauses, the literals it asks for, and how the decided ones are found."""

    name: str
    clauses: tuple[Clause, ...]
    true: int
    false: int
    conflict: int
    facts: Facts
    """The literals decided in a frame, before any chaining."""

    def read(self, known: set[int]) -> tuple[bool | None, bool]:
        """The value, and whether surely active rules contradict each other."""
        return True if self.true in known else False if self.false in known else None, self.conflict in known


class _Atom:
    """A decided proposition: how it is computed, and the literals of its rails that some clause asks for."""

    __slots__ = ("clauses", "fn", "rails")

    def __init__(self, clauses: Clauses, fn: Fn, constant: Node | None = None) -> None:
        self.clauses = clauses
        self.fn = fn
        self.rails: list[int | None] = [None] * 4
        if constant is not None and constant.op == "const":
            self.rails = list(_OF_CONSTANT[constant.data])

    def __call__(self, rail: int) -> int:
        found = self.rails[rail]
        if found is None:
            found = self.rails[rail] = self.clauses.literal()
        return found

    def state(self, frame: Frame, out: set[int]) -> Any:
        """The value in a frame; what it makes true is added to ``out``."""
        value = self.fn(frame)
        true, false, not_true, not_false = self.rails
        one, two = (not_true, not_false) if value is None else (true, not_false) if value else (false, not_true)
        if one is not None:
            out.add(one)
        if two is not None:
            out.add(two)
        return value


class _Guarded:
    """The literals of one rule version: its guard, its exceptions, its cases."""

    def __init__(self, maker: _Maker, version: Version) -> None:
        self.version = version
        rule, clauses = version.rule, maker.clauses
        self.own = _Atom(clauses, version.own, None if rule.part else rule.applies)
        self.in_force = _Atom(clauses, version.in_force)
        self.exceptions: list[_Guarded] = [maker.guarded(e) for e in version.exceptions]
        self.cases: list[tuple[_Atom, _Atom]] = []
        all_of, any_of = clauses.all_of, clauses.any_of
        self.applies = all_of([self.own(TRUE), *(e.inactive for e in self.exceptions)])
        self.not_applies = any_of([self.own(FALSE), *(e.active for e in self.exceptions)])
        self.active: int = all_of([self.in_force(TRUE), self.applies])
        self.inactive: int = any_of([self.in_force(FALSE), self.not_applies])

    def possibly(self, clauses: Clauses) -> int:
        """Not surely inactive."""
        return clauses.all_of([self.in_force(NOT_FALSE), self.own(NOT_FALSE), *self.unopposed(clauses)])

    def unopposed(self, clauses: Clauses) -> list[int]:
        """No exception is surely active."""
        return [
            clauses.any_of([e.in_force(NOT_TRUE), e.own(NOT_TRUE), *(x.possibly(clauses) for x in e.exceptions)])
            for e in self.exceptions
        ]

    def says(self, clauses: Clauses, rail: int) -> int:
        """Its cases surely give this value: the first that holds, and all before it that may."""
        rest = NEVER
        for when, value in reversed(self.cases):
            holds, said = when(TRUE), value(rail)
            if holds == ALWAYS:
                rest = said
            elif said == ALWAYS:
                rest = clauses.any_of([holds, rest])
            else:
                passed = clauses.any_of([when(FALSE), said])
                rest = clauses.any_of([clauses.all_of([holds, said]), clauses.all_of([passed, rest])])
        return rest

    def state(self, frame: Frame, out: set[int]) -> None:
        """Adds what is decided; the cases are left alone where the rule surely is silent."""
        own, in_force = self.own.state(frame, out), self.in_force.state(frame, out)
        if own is False or in_force is False:
            return
        for when, value in self.cases:
            holds = when.state(frame, out)
            if holds is False:
                continue
            value.state(frame, out)
            if holds:
                return


class _Maker:
    """Makes the clauses of one conclusion."""

    def __init__(self, versions: Sequence[Version], compile_: Compile) -> None:
        self.clauses = Clauses()
        self.known: dict[int, _Guarded] = {}
        self.groups: dict[str, list[_Guarded]] = {}
        for version in versions:
            one = self.guarded(version)
            form = version.rule.form
            assert isinstance(form, Define)
            for case in form.cases:
                assert not isinstance(case.value, Lines)
                when, value = (_Atom(self.clauses, compile_(n), n) for n in (case.when, case.value))
                one.cases.append((when, value))
            self.groups.setdefault(version.rule.id, []).append(one)
        self.rules = [one for group in self.groups.values() for one in group]
        self.others = [one for one in self.known.values() if one not in self.rules]
        self.sides = [(TRUE, self.agreed(TRUE)), (FALSE, self.agreed(FALSE))]
        self.covers: list[_Atom] = []

    def guarded(self, version: Version) -> _Guarded:
        key = id(version.rule)
        if key not in self.known:
            self.known[key] = _Guarded(self, version)
        return self.known[key]

    def agreed(self, rail: int) -> dict[int, int]:
        """By rule: it surely is silent, or says this."""
        return {id(one): self.clauses.any_of([one.inactive, one.says(self.clauses, rail)]) for one in self.rules}

    def alone(self) -> tuple[int, int, int]:
        """One rule alone gives its value where it surely is active."""
        (one,) = self.rules
        true, false = (self.clauses.all_of([one.active, one.says(self.clauses, r)]) for r in (TRUE, FALSE))
        return true, false, NEVER

    def together(self) -> tuple[int, int, int]:
        """True, false, conflict: someone surely speaks and all agree; or two surely say different things."""
        all_of, any_of = self.clauses.all_of, self.clauses.any_of
        speaks: list[int] = []
        certain: dict[int, list[int]] = {TRUE: [], FALSE: []}
        for group in self.groups.values():
            one = group[0]
            if len(group) == 1:
                speaks.append(one.active)
                if one.exceptions:
                    speaks.append(all_of([one.in_force(TRUE), one.own(TRUE), *one.unopposed(self.clauses)]))
                for rail, _ in self.sides:
                    certain[rail].append(all_of([one.active, one.says(self.clauses, rail)]))
                continue
            cover = _Atom(self.clauses, _covered(Versions(g.version for g in group)))
            self.covers.append(cover)
            surely = all_of([cover(TRUE), *(any_of([g.in_force(FALSE), g.applies]) for g in group)])
            speaks.append(surely)
            if any(g.exceptions for g in group):
                some_version = (
                    any_of([g.in_force(FALSE), g.applies, all_of([g.own(TRUE), *g.unopposed(self.clauses)])])
                    for g in group
                )
                speaks.append(all_of([cover(TRUE), *some_version]))
            for rail, agrees in self.sides:
                certain[rail].append(all_of([surely, *(agrees[id(g)] for g in group)]))
        someone = any_of(speaks)
        true, false = (all_of([someone, *agrees.values()]) for _, agrees in self.sides)
        return true, false, all_of([any_of(certain[TRUE]), any_of(certain[FALSE])])

    def facts(self) -> Facts:
        rules, others, covers = self.rules, self.others, self.covers

        def facts(frame: Frame) -> set[int]:
            out = {ALWAYS}
            for one in others:
                one.own.state(frame, out)
                one.in_force.state(frame, out)
            for one in rules:
                one.state(frame, out)
            for cover in covers:
                cover.state(frame, out)
            return out

        return facts


def _covered(versions: Versions) -> Fn:
    """Whether one version or the other surely is in force: true or unknown."""
    return lambda frame: versions.covered(frame) or None


def stratum(name: str, versions: Sequence[Version], compile_: Compile) -> Stratum:
    """The clauses of one Boolean conclusion, from the rules that define it."""
    maker = _Maker(versions, compile_)
    true, false, conflict = maker.alone() if len(maker.rules) == 1 else maker.together()
    outputs = {true, false, conflict}
    clauses = _shortened(_needed(maker.clauses.clauses, outputs), outputs)
    return Stratum(name, clauses, true, false, conflict, maker.facts())


def _needed(clauses: Sequence[Clause], wanted: set[int]) -> tuple[Clause, ...]:
    """The clauses that bear on what is asked."""
    wanted = set(wanted)
    kept: list[Clause] = []
    for clause in reversed(clauses):  # a head is made after its premises
        if clause.head in wanted:
            wanted.update(clause.premises)
            kept.append(clause)
    return tuple(reversed(kept))


def _shortened(clauses: Sequence[Clause], outputs: set[int]) -> tuple[Clause, ...]:
    """A premise that stands alone gives way to its own premises where nothing else needs it."""
    uses = Counter(p for c in clauses for p in c.premises)
    bodies = Counter(c.head for c in clauses)
    spare = {c.head: c for c in clauses if uses[c.head] == bodies[c.head] == 1 and c.head not in outputs}
    out: dict[int, Clause] = {}
    for number, clause in enumerate(clauses):  # a head is made after its premises
        only = spare.get(clause.premises[0]) if len(clause.premises) == 1 else None
        if only is not None:
            place = next(n for n, c in out.items() if c.head == only.head)
            clause = Clause(out.pop(place).premises, clause.head)  # noqa: PLW2901
        out[number] = clause
    return tuple(out.values())
