"""Filings that nobody has made yet, tried out: what the rules would say of them.

A trial is one more challenge, objection or complaint of a procedure, in a world of its own: its frame hangs below the
procedure's, but no list of the procedure has it, so that the given world stays as it is and nothing above the filing is
evaluated again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from procure_rules.engine.law import Law
from procure_rules.engine.layout import Context, Frame
from procure_rules.engine.run import prepare
from procure_rules.engine.versions import Versions
from procure_rules.engine.world import World
from procure_rules.facts.filings import ANSWERED, FILED, PRIOR, RECEIVED, SCOPES, STAGES, WORDS
from procure_rules.facts.registry import all_scopes
from procure_rules.rules.model import Period, Rule, Window
from procure_rules.rules.rulebook import reads_of
from procure_rules.rules.tree import Ref

__all__ = ["Trial", "Trials"]

INF = float("inf")


@dataclass(frozen=True, slots=True)
class Trial:
    """One filing to be tried: in which procedure, against what, after which stated filing (scope and number) if any."""

    scope: str
    procedure: int
    word: str = ""
    stage: str = ""
    after: str = ""
    at: int = -1

    @property
    def against(self) -> str:
        return self.stage or self.word


class Trials:
    """The rules that bear on a filing, and what has to be evaluated for a filing that is tried."""

    def __init__(self, law: Law) -> None:
        self.layout = law.layout
        self.book = law.book
        self.windows: dict[str, list[Versions]] = {s: [] for s in SCOPES}
        self.answers: dict[str, list[Versions]] = {s: [] for s in SCOPES}
        self.aspects: dict[str, list[Versions]] = {s: [] for s in SCOPES}
        for versions in law.rules.values():
            rule = versions.rule
            if rule.scope not in SCOPES:
                continue
            if isinstance(rule.form, Window) and rule.form.act in FILED[rule.scope]:
                self.windows[rule.scope].append(versions)
            elif isinstance(rule.form, Period) and rule.form.most and rule.form.act == ANSWERED[rule.scope]:
                self.answers[rule.scope].append(versions)
            if rule.aspect:
                self.aspects[rule.scope].append(versions)
        self.steps = self._steps()
        self.after = {
            versions.id: {kind for kind, names in PRIOR.items() if self._reads(versions) & set(names[:2])}
            for versions in self.windows["complaint"]
        }
        """By window of a complaint: after which filings it may run."""
        slots = law.layout.slots
        self.words = {s: self._choices(s, WORDS[s]) for s in SCOPES}
        self.stages = {key: self._choices(key[0], name) for key, name in STAGES.items() if Ref(key[0], name) in slots}

    @staticmethod
    def _choices(scope: str, name: str) -> list[str]:
        return [c.value for c in all_scopes()[scope].fields[name].choices or ()]

    def _steps(self) -> list[int]:
        """The conclusions about filings that the rules here rest on."""
        book = self.book
        groups = (self.windows, self.answers, self.aspects)
        rules = [v.rule for group in groups for found in group.values() for versions in found for v in versions]
        needed = {n for what, _, n in reads_of(rules, book.overridden) if what == "conclusion"}
        out = []
        for i in range(len(book.steps) - 1, -1, -1):
            step = book.steps[i]
            if step.what == "conclusion" and step.name in needed:
                needed |= {n for what, _, n in reads_of(step.rules, book.overridden) if what == "conclusion"}
                if step.scope in SCOPES:
                    out.append(i)
        return out[::-1]

    def _reads(self, versions: Versions) -> set[str]:
        """The facts of complaints that a rule reads, itself or through a conclusion."""
        book = self.book
        found: set[str] = set()
        todo: list[Rule] = [v.rule for v in versions]
        seen: set[str] = set()
        while todo:
            rule = todo.pop()
            for what, scope, name in reads_of([rule], {}):
                if what == "field" and scope == "complaint":
                    found.add(name)
                elif what == "conclusion" and scope == "complaint" and name not in seen:
                    seen.add(name)
                    todo += [r for s in book.steps if s.what == "conclusion" and s.name == name for r in s.rules]
        return found

    # what is tried ----------------------------------------------------------------------------------------------
    def plan(self, world: World) -> list[Trial]:
        """One trial for each procedure and each thing a filing may be directed at, and for complaints after each
        filing.
        """
        procedures = {id(f): i for i, f in enumerate(world.frames["procedure"])}
        out = []
        for number in range(len(procedures)):
            for scope in SCOPES:
                for word in self.words[scope]:
                    stages = self.stages.get((scope, word), [""])
                    out += [Trial(scope, number, word, stage) for stage in stages]
            for scope in PRIOR:
                for at, frame in enumerate(world.frames[scope]):
                    if procedures[id(frame[0])] == number:
                        known = self._slot(frame, scope, WORDS[scope])
                        word = known if isinstance(known, str) else ""
                        out.append(Trial("complaint", number, word if scope == "objection" else "", after=scope, at=at))
        return out

    def _slot(self, frame: Frame, scope: str, name: str, aspect: str = "") -> Any:
        return frame[self.layout.slots[Ref(scope, name, aspect)]]

    def _put(self, frame: Frame, scope: str, name: str, when: tuple[float, float], happened: bool | None) -> None:
        at = self.layout.slots.get(Ref(scope, name, "date"))
        if at is not None:
            frame[at], frame[at + 1] = when, happened

    def _say(self, frame: Frame, scope: str, name: str, value: Any) -> None:
        at = self.layout.slots.get(Ref(scope, name))
        if at is not None:
            frame[at] = value

    def frame(self, trial: Trial, world: World, *, filed: float | None = None, lawful: bool | None = True) -> Frame:
        """The facts of a trial: not filed, or filed on a day. ``lawful``: whether the filing before it was made in
        time.
        """
        scope = trial.scope
        frame = self.layout.blank[scope].copy()
        day = world.context.as_of if filed is None else max(world.context.as_of, int(filed))
        frame[0], frame[1] = world.frames["procedure"][trial.procedure], replace(world.context, as_of=day)
        when = (float(day), INF) if filed is None else (filed, filed)
        for name in FILED[scope]:
            self._put(frame, scope, name, when, filed is not None)
        self._put(frame, scope, ANSWERED[scope], (day, INF), False)
        if trial.word:
            self._say(frame, scope, WORDS[scope], trial.word)
        if trial.stage:
            self._say(frame, scope, STAGES[scope, trial.word], trial.stage)
        if scope == "complaint":
            self._prior(frame, trial, world, lawful)
        return frame

    def _prior(self, frame: Frame, trial: Trial, world: World, lawful: bool | None) -> None:
        for scope, (received, answered, first) in PRIOR.items():
            if scope != trial.after:
                day = frame[1].as_of
                self._put(frame, "complaint", received, (day, INF), False)
                self._put(frame, "complaint", answered, (day, INF), False)
                self._say(frame, "complaint", first, False)
                continue
            before = world.frames[scope][trial.at]
            for name, source in ((received, RECEIVED[scope]), (answered, ANSWERED[scope])):
                date, happened = (self._slot(before, scope, source, a) for a in ("date", "happened"))
                self._put(frame, "complaint", name, date, happened)
            self._say(frame, "complaint", first, lawful)
            obtained = Ref(scope, "documents_obtained", "date")
            if obtained in self.layout.slots:
                self._put(
                    frame,
                    "complaint",
                    "documents_obtained",
                    *(self._slot(before, scope, "documents_obtained", a) for a in ("date", "happened")),
                )

    def follow_up(self, trial: Trial, filed: Frame, day: float, silent_from: float) -> Frame:
        """The complaint that follows a filing of ``day`` to which nothing has come back by ``silent_from``."""
        frame = self.layout.blank["complaint"].copy()
        frame[0], frame[1] = filed[0], filed[1]
        for name in FILED["complaint"]:
            self._put(frame, "complaint", name, (day, INF), False)
        for scope, (received, answered, first) in PRIOR.items():
            mine = scope == trial.scope
            self._put(frame, "complaint", received, (day, day) if mine else (day, INF), mine)
            self._put(frame, "complaint", answered, (silent_from if mine else day, INF), False)
            self._say(frame, "complaint", first, mine)
        if trial.scope == "objection":
            self._say(frame, "complaint", WORDS["complaint"], trial.word)
        return frame

    # evaluating -------------------------------------------------------------------------------------------------
    def world(self, law: Law, context: Context, frames: dict[str, list[Frame]]) -> World:
        """The trials' own world, with presumptions where they are made and the conclusions drawn."""
        made = World(law.layout, context, {scope: frames.get(scope, []) for scope in law.layout.blank})
        prepare(law, made)
        for i in self.steps:
            run = law.program[i]
            for index, frame in enumerate(made.frames[law.book.steps[i].scope]):
                run(made, frame, index)
        return made
