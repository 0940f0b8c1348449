"""Which version of a rule speaks: one compiled version, and all versions of one rule together.

A version is in force by the day that picks it (its anchor), and applies by its guard and where no exception takes its
place. Both may be open; all that is said of a rule from there on is said here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from procure_rules.engine.closures import Fn
from procure_rules.engine.judging import Compile, core, deciding
from procure_rules.engine.kleene import Verdict, both, covered, guarded, negate
from procure_rules.engine.layout import Frame
from procure_rules.rules.model import Rule
from procure_rules.rules.tree import Node

__all__ = ["Guard", "Version", "Versions", "home"]

INF = float("inf")
Guard = Callable[[Frame], bool | None]
Judge = Callable[[Frame], int]
NO_FAULT = {Verdict.MET, Verdict.CANNOT_BE_BREACHED, Verdict.NOT_APPLICABLE}


def home(rule: Rule) -> str:
    """The scope whose instances a rule is judged for."""
    return "project" if rule.part else rule.scope


class Version:
    """One version of one rule. What it needs is compiled when first asked: most rules are passed over with their group.

    ``at`` compiles its nodes; ``present`` is where a frame marks that there is the part of a project it speaks of.
    """

    def __init__(
        self, rule: Rule, at: Compile, exceptions: tuple[Version, ...] = (), present: int | None = None
    ) -> None:
        self.rule = rule
        self.at = at
        self.exceptions = exceptions
        self.present = present

    @property
    def span(self) -> tuple[float, float]:
        """The first and last day on which it is in force."""
        last = self.rule.in_force.last
        return self.rule.in_force.first, INF if last is None else last

    @cached_property
    def anchor(self) -> Fn:
        """The day that picks the version."""
        return self.at(self.rule.anchor)

    @cached_property
    def in_force(self) -> Guard:
        """Whether that day lies in its span."""
        first, last = self.span
        if self.rule.anchor.op == "first_known" and not self.rule.anchor.args:  # the day of assessment itself
            return lambda f: first <= f[1].as_of <= last
        anchor = self.anchor

        def in_force(f: Frame) -> bool | None:
            lo, hi = anchor(f)
            if first <= lo and hi <= last:
                return True
            return False if hi < first or lo > last else None

        return in_force

    @cached_property
    def own(self) -> Guard:
        """The guard without regard to exceptions: where it holds, either the rule or an exception to it is active."""
        applies = self.at(self.rule.applies)
        return applies if self.present is None else _conjunction([_true(self.present), applies])

    @cached_property
    def applies(self) -> Guard:
        """The guard: no exception takes its place."""
        return _conjunction([self.own, *map(_unless, self.exceptions)]) if self.exceptions else self.own

    @cached_property
    def core(self) -> Judge:
        """Its verdict where it applies and is in force."""
        return core(self.rule, self.at)

    @cached_property
    def careful(self) -> Judge:
        """The same by which plans go: on every reading, however weak, and by the day to act by."""
        return core(self.rule, self.at, careful=True)

    @cached_property
    def deciding(self) -> tuple[Node, ...]:
        """The nodes that its verdict rests on, beside guard and anchor."""
        return deciding(self.rule)

    def may_speak(self, frame: Frame) -> bool:
        """Neither surely out of force nor surely not applicable."""
        return self.in_force(frame) is not False and self.applies(frame) is not False


def _conjunction(conditions: Sequence[Guard]) -> Guard:
    def every(f: Frame) -> bool | None:
        out: bool | None = True
        for condition in conditions:
            value = condition(f)
            if value is False:
                return False
            if value is None:
                out = None
        return out

    return every


def _true(at: int) -> Guard:
    return lambda f: f[at] is True


def _unless(exception: Version) -> Guard:
    in_force, applies = exception.in_force, exception.applies
    return lambda f: negate(both(in_force(f), applies(f)))


class Versions:
    """All versions of one rule, in the rulebook's order. ``rule`` is the first: name, scope and form are those of
    all.
    """

    def __init__(self, versions: Iterable[Version]) -> None:
        self.all = tuple(versions)
        self.rule = self.all[0].rule
        self.scope = home(self.rule)
        self.spans = tuple(sorted(v.span for v in self.all))

    def __iter__(self) -> Iterator[Version]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    @property
    def id(self) -> str:
        return self.rule.id

    def live(self, frame: Frame) -> list[Version]:
        """Those that may be in force."""
        return [v for v in self.all if v.in_force(frame) is not False]

    def covered(self, frame: Frame) -> bool:
        """Whether one of them, whichever, surely is in force."""
        live = self.live(frame)
        return bool(live) and self.covers(live, frame)

    def covers(self, live: Sequence[Version], frame: Frame) -> bool:
        """The same, with those that may be in force already found."""
        return covered(live[0].anchor(frame), self.spans)

    def heard(self, frame: Frame) -> Sequence[Version]:
        """Those that may be in force and apply, else the last: by whom an answer is told."""
        if len(self.all) == 1:
            return self.all
        return [v for v in self.all if v.may_speak(frame)] or self.all[-1:]

    def speaking(self, frame: Frame) -> Version:
        """The first that may be in force and apply, else the first that may be in force, else the last."""
        if len(self.all) == 1:
            return self.all[0]
        live = self.live(frame) or self.all[-1:]
        return next((v for v in live if v.applies(frame) is not False), live[0])

    def available(self, frame: Frame) -> bool | None:
        """Whether the rule speaks: some version in force applies."""
        live = self.live(frame)
        if len(self.all) == 1 and live:
            return both(live[0].applies(frame), live[0].in_force(frame))
        found = {v.applies(frame) for v in live}
        if found <= {False}:
            return False
        return True if found == {True} and self.covers(live, frame) else None

    def between(self, frame: Frame) -> int:
        """A day that none covers: before the law and after its end nothing applies, a gap between is not encoded."""
        when = self.all[0].anchor(frame)
        inside = self.spans[0][0] < when[1] and when[0] < max(last for _, last in self.spans)
        return Verdict.UNDETERMINED if inside else Verdict.NOT_APPLICABLE

    @cached_property
    def verdict(self) -> Judge:
        """The rule's verdict in a frame: that of its versions where they agree."""
        return _alone(self.all[0]) if len(self.all) == 1 else self._together

    def _together(self, frame: Frame) -> int:
        live = self.live(frame)
        if not live:
            return self.between(frame)
        found = {guarded(v.applies(frame), v.core(frame)) for v in live}
        if len(found) == 1:
            only = found.pop()
            sure = only == Verdict.NOT_APPLICABLE or self.covers(live, frame)
            return guarded(True if sure else None, only)
        return Verdict.CANNOT_BE_BREACHED if found <= NO_FAULT else Verdict.UNDETERMINED


def _alone(one: Version) -> Judge:
    applies, in_force, core = one.applies, one.in_force, one.core

    def verdict(f: Frame) -> int:
        holds = applies(f)
        if holds is False:
            return Verdict.NOT_APPLICABLE
        now = in_force(f)
        if now is False:
            return Verdict.NOT_APPLICABLE
        found = core(f)
        if (holds and now) or found == Verdict.NOT_APPLICABLE:
            return found
        return Verdict.CANNOT_BE_BREACHED if found == Verdict.MET else Verdict.UNDETERMINED

    return verdict
