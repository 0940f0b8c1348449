"""Plans: the earliest lawful schedule of a procurement, and the latest day to start, all on the safe line.

A plan follows the usual course of the procurement (``rulesets/vocabulary/courses.yaml``) and puts every act on the
first day on which no rule is breached or contested. The rules alone say how far apart the acts lie.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from procure_rules.assess.entry import engine_for
from procure_rules.assess.evidence import texts_of
from procure_rules.calendar import Calendar, calendar_known_at, default_calendar
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.law import Law
from procure_rules.engine.layout import Context, Frame
from procure_rules.engine.run import evaluate, prepare
from procure_rules.engine.versions import Version
from procure_rules.engine.world import World
from procure_rules.errors import PlanError, expect
from procure_rules.facts import make_project
from procure_rules.facts.project import Project
from procure_rules.facts.registry import all_scopes
from procure_rules.facts.values import INF, Bounds, Setting
from procure_rules.facts.words import Method
from procure_rules.planning.result import Obstacle, Plan, PlanStep
from procure_rules.rules.model import Course, Duty, Period, Rule
from procure_rules.rules.rulebook import Rulebook, nodes_of, refs_of
from procure_rules.rules.tree import Ref
from procure_rules.texts import Text, said

__all__ = ["plan", "planned_project"]

METHOD = Ref("procedure", "method")
HORIZON = 400  # days: an act that cannot be put lawfully within this time is reported as impossible
FAR = 1100  # days: how far back a start is looked for


def plan(
    project: Project,
    *,
    start: dt.date | None = None,
    target: tuple[str, dt.date] | None = None,
    method: str | None = None,
    index: int = 0,
    known_at: dt.date | None = None,
    calendar: Calendar | None = None,
    law: Law | None = None,
    working_days: bool = True,
) -> Plan:
    """The earliest lawful schedule from ``start``, or the latest start that still reaches ``target`` (event, day).

    With both, the earliest schedule from ``start``, not possible where it misses the target. ``method``: plan for
    another method than the project's. ``known_at``: which holiday notices are known (default: all shipped); a day
    that is not sure to be a working day is not used. ``working_days``: acts fall on working days only. Facts stay
    as stated: a step with a stated day keeps it, presumptions hold, unknown facts leave rules open
    (``open_rules``). Raises :class:`PlanError` where neither start nor target is given, the course cannot be told,
    or the target is no step of it.
    """
    expect(project, Project, "project", "a Project, as load_project, parse_project and make_project give it")
    if start is None and target is None:
        raise PlanError(said("plan_needs"))
    made = calendar or (calendar_known_at(known_at) if known_at else default_calendar())
    planner = _Planner(law or engine_for(), project, index, made, method, working_days)
    first = start or target[1]  # type: ignore[index]
    course = planner.course(first)
    names = [name for name, _ in course.steps]
    if target is not None and target[0] not in names:
        raise PlanError(said("plan_no_step", target[0], ", ".join(names)))
    if start is None and target is not None:
        first = planner.latest_start(course, *target)
    return planner.schedule(course, first, target)


def planned_project(project: Project, made: Plan) -> Project:
    """The project with the acts of a plan as its facts, to be assessed like any other."""
    data = project.model_dump(mode="json", exclude_none=True)
    procedure = data["procedures"]["items"][made.index] if "items" in data["procedures"] else data["procedures"]
    procedure.setdefault("timeline", {}).update({s.event: s.day.isoformat() for s in made.steps})
    if made.method:
        procedure["method"] = made.method
    return make_project(data)


@dataclass
class _Placed:
    day: int
    rule: Rule | None = None
    fixed: bool = False


class _Planner:
    def __init__(
        self,
        law: Law,
        project: Project,
        index: int,
        calendar: Calendar,
        method: str | None,
        working: bool,
    ) -> None:
        self.law = law
        self.book: Rulebook = law.book
        self.project = project
        self.index = index
        self.calendar = calendar
        self.method = method
        self.working = working
        self.texts = texts_of(law)
        self.slots = law.layout.slots
        self.kinds = {name: spec.kind for name, spec in all_scopes()["procedure"].fields.items()}

    # running ------------------------------------------------------------------------------------------------------
    def world(self, placed: dict[str, int], as_of: int) -> World:
        """The presumed world on the day ``as_of``, with the acts placed so far."""
        context = Context(as_of, self.calendar, presumed=True)
        frames = self.law.layout.build(self.project, context)
        if not frames["procedure"] or self.index >= len(frames["procedure"]):
            raise PlanError(said("plan_no_procedure", self.index))
        frame = frames["procedure"][self.index]
        if self.method is not None:
            frame[self.slots[METHOD]] = self.method
        for event, day in placed.items():
            at = self.slots[Ref("procedure", event, "date")]
            frame[at], frame[at + 1] = (day, day), day <= as_of
            if self.kinds[event] == "deadline" and not frame[at + 2]:
                frame[at + 2] = ((Setting(Bounds(-INF, INF), Bounds(day, day))),)
        world = World(self.law.layout, context, frames)
        prepare(self.law, world)
        evaluate(self.law, world)
        return world

    def course(self, day: dt.date) -> Course:
        """The course that fits: the first whose condition holds, with the presumptions."""
        world = self.world({}, day.toordinal())
        frame = world.frames["procedure"][self.index]
        compile_ = self.law.compilers["procedure"]
        for one in self.book.courses:
            if compile_(one.when)(frame):
                steps = tuple((name, when) for name, when in one.steps if compile_(when)(frame) is not False)
                return Course(one.id, one.title, one.when, steps)
        method = world.get(METHOD, self.index)
        shown = next((Text(m.zh, m.en) for m in Method if m.value == method), said("unknown"))
        raise PlanError(said("plan_no_course", shown))

    def faults(self, world: World) -> dict[str, tuple[Rule, Frame]]:
        """The rules of the procedure that are breached or contested, on any reading: a plan stays beyond argument."""
        out: dict[str, tuple[Rule, Frame]] = {}
        frame = world.frames["procedure"][self.index]
        for rule_id in self.law.judged.get("procedure", ()):
            verdict = world.verdicts[rule_id][self.index]
            if verdict not in (Verdict.BREACHED, Verdict.CONTESTED, Verdict.MET):
                continue
            one = self.law.rules[rule_id].speaking(frame)
            if verdict != Verdict.MET or self.arguable(one, frame):
                out[rule_id] = one.rule, frame
        return out

    @staticmethod
    def arguable(one: Version, frame: Frame) -> bool:
        """Whether what is met is met on the firm lines only."""
        return isinstance(one.rule.form, (Period, Duty)) and one.careful(frame) == Verdict.CONTESTED

    def precautions(self, world: World) -> dict[str, tuple[Rule, Frame]]:
        """Periods that would be breached or contested if they applied, where that is not known: a plan keeps them
        too.
        """
        out: dict[str, tuple[Rule, Frame]] = {}
        frame = world.frames["procedure"][self.index]
        for rule_id in self.law.judged.get("procedure", ()):
            versions = self.law.rules[rule_id]
            if not isinstance(versions.rule.form, Period):
                continue
            if world.verdicts[rule_id][self.index] != Verdict.UNDETERMINED:
                continue
            for one in versions.live(frame):
                if one.applies(frame) is None and one.careful(frame) in (Verdict.BREACHED, Verdict.CONTESTED):
                    out[rule_id] = one.rule, frame
        return out

    # scheduling ---------------------------------------------------------------------------------------------------
    def days(self, course: Course, first: int) -> tuple[dict[str, _Placed], tuple[str, Rule, int] | None]:
        """Every step on its first lawful day from ``first`` on; else the step, rule and day at which it failed."""
        placed: dict[str, _Placed] = {}
        stated = self.stated(course)
        low = first
        old = set(self.faults(self.world({k: v for k, v in stated.items() if v <= first}, first)))
        for event, _ in course.steps:
            if event in stated:
                placed[event] = _Placed(stated[event], fixed=True)
                low = max(low, stated[event]) if placed[event].day >= first else low
                continue
            earlier = {k: p.day for k, p in placed.items()}
            found = self.place(event, low, earlier, old, careful=True)
            if isinstance(found, tuple):
                found = self.place(event, low, earlier, old)
            if isinstance(found, tuple):
                return placed, found
            placed[event] = found
            low = found.day
        return placed, None

    def place(
        self, event: str, low: int, placed: dict[str, int], old: set[str], careful: bool = False
    ) -> _Placed | tuple[str, Rule, int]:
        """The first lawful day of an act; ``careful``: also where it is not known whether a rule applies."""
        day, last = low, low + HORIZON
        binding: Rule | None = None
        before: set[str] | None = None
        while day <= last:
            if self.working and not self.calendar.must_work(day):
                day += 1
                continue
            world = self.world({**placed, event: day}, day)
            found = {k: v for k, v in self.faults(world).items() if k not in old}
            if careful and (may := self.precautions(world)):
                if before is None:
                    before = set(self.precautions(self.world(placed, low)))
                found |= {
                    k: (rule, frame)
                    for k, (rule, frame) in may.items()
                    if k not in before
                    and isinstance(rule.form, Period)
                    and not (rule.form.most and rule.form.act == event)
                }
            if not found:
                return _Placed(day, binding)
            following, binding = day + 1, next(iter(found.values()))[0]
            for rule, frame in found.values():
                form = rule.form
                if isinstance(form, Period) and form.act == event:
                    if form.most:
                        return event, rule, day
                    bound = self.bound(rule, form, frame, last + 1)
                    if bound >= following:
                        following, binding = bound, rule
            day = following
        assert binding is not None
        return event, binding, day - 1

    def bound(self, rule: Rule, form: Period, frame: Frame, last: int) -> int:
        """The first day that the safe line of a minimum surely allows."""
        latest = self.law.fn(rule, form.lines.late)(frame)[1]
        return int(min(latest, last))

    def stated(self, course: Course) -> dict[str, int]:
        frames = self.law.layout.build(self.project, Context(1, self.calendar))
        frame = frames["procedure"][self.index]
        out = {}
        for event, _ in course.steps:
            lo, hi = frame[self.slots[Ref("procedure", event, "date")]]
            if lo == hi:
                out[event] = int(lo)
        return out

    def latest_start(self, course: Course, event: str, day: dt.date) -> dt.date:
        """The latest first day from which the event is reached by ``day``; the day itself where there is none."""
        goal = day.toordinal()

        def reached(first: int) -> bool:
            placed, failed = self.days(course, first)
            return failed is None and placed[event].day <= goal

        low, high = goal - FAR, goal + 1
        if not reached(low):
            return day
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if reached(middle) else (low, middle)
        return dt.date.fromordinal(low)

    # telling ------------------------------------------------------------------------------------------------------
    def schedule(self, course: Course, first: dt.date, target: tuple[str, dt.date] | None) -> Plan:
        placed, failed = self.days(course, first.toordinal())
        after = self.hangs_on(placed)
        end = target[0] if target else (list(placed)[-1] if placed else "")
        critical: set[str] = set()
        here = end
        while here and here in placed and here not in critical:
            critical.add(here)
            here = after.get(here, "")
        steps = tuple(
            PlanStep(
                event=event,
                title=self.texts.event(event),
                day=dt.date.fromordinal(p.day),
                after=after.get(event, ""),
                fixed=p.fixed,
                critical=event in critical,
                about=self.texts.rule(p.rule) if p.rule is not None else None,
            )
            for event, p in placed.items()
        )
        late = target is not None and target[0] in placed and placed[target[0]].day > target[1].toordinal()
        obstacles: tuple[Obstacle, ...] = ()
        if failed is not None:
            event, rule, day = failed
            tried = dt.date.fromordinal(day)
            obstacles = (
                Obstacle(event=event, title=self.texts.event(event), tried=tried, about=self.texts.rule(rule)),
            )
        world = self.world(
            {k: p.day for k, p in placed.items()}, max([p.day for p in placed.values()], default=first.toordinal())
        )
        left = self.open_rules(world, set(placed))
        return Plan(
            index=self.index,
            course=course.id,
            course_title=course.title,
            method=world.get(METHOD, self.index) or "",
            steps=steps,
            obstacles=obstacles,
            target=target[0] if target else "",
            target_day=target[1] if target else None,
            possible=failed is None and not late,
            open_rules=left,
            open_titles=tuple(self.law.rules[r].rule.title for r in left),
            working_days=self.working,
        )

    def hangs_on(self, placed: dict[str, _Placed]) -> dict[str, str]:
        """For each act the one before that it hangs on: the last that its binding rule looks at, else the act
        before.
        """
        out: dict[str, str] = {}
        earlier: list[str] = []
        for event, p in placed.items():
            if earlier and not p.fixed:
                seen = events_behind(self.book, p.rule) if p.rule is not None else frozenset()
                behind = [e for e in earlier if e in seen]
                out[event] = max(behind or earlier, key=lambda e: (placed[e].day, earlier.index(e)))
            earlier.append(event)
        return out

    def open_rules(self, world: World, events: set[str]) -> tuple[str, ...]:
        """Periods that bear on the planned acts and cannot be judged."""
        out = []
        frame = world.frames["procedure"][self.index]
        for rule_id in self.law.judged.get("procedure", ()):
            versions = self.law.rules[rule_id]
            form = versions.rule.form
            if not isinstance(form, Period) or form.act not in events:
                continue
            if world.verdicts[rule_id][self.index] != Verdict.UNDETERMINED:
                continue
            if not all(one.core(frame) in (Verdict.MET, Verdict.EXCUSED) for one in versions.live(frame)):
                out.append(rule_id)
        return tuple(out)


def events_behind(book: Rulebook, rule: Rule | None) -> frozenset[str]:
    """The events that a rule looks at, also through conclusions."""
    if rule is None:
        return frozenset()
    seen: set[str] = set()
    done: set[str] = set()
    todo = list(nodes_of(rule))
    while todo:
        for what, ref in refs_of(todo.pop()):
            if what == "field":
                seen.add(ref.name)
            elif what == "conclusion" and ref.name not in done:
                done.add(ref.name)
                for step in book.steps:
                    if step.what == "conclusion" and step.name == ref.name:
                        todo += [n for r in step.rules for n in nodes_of(r)]
    return frozenset(seen)
