"""Where each fact and conclusion stands in a frame: a frame is the list of values of one instance of a scope.

Slot 0 is the frame of the parent, slot 1 the run's context. Lists hold ``(frames of the items, complete)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from procure_rules.calendar import Calendar
from procure_rules.engine.kleene import ALL, Interval
from procure_rules.facts.project import Project
from procure_rules.facts.registry import FieldSpec, Scope, all_scopes
from procure_rules.facts.values import INF, Deadline, Event
from procure_rules.rules.model import Effect
from procure_rules.rules.rulebook import Rulebook
from procure_rules.rules.tree import SIDES, Node, Ref

__all__ = ["Context", "Frame", "Impossible", "Layout", "reached", "shown", "sides", "taken_back"]

Frame = list[Any]
NOTHING: tuple[tuple[Frame, ...], bool] = ((), False)
TAKEN_BACK = "taken_back"
UNKNOWN = {"amount": (0, INF), "count": (0, INF), "ratio": (0, INF), "days": (0, INF), "date": ALL}


def sides(kind: str) -> tuple[str, ...]:
    """The aspects under which a conclusion stands: a date has several lines."""
    return SIDES if kind == "date" else ("",)


def shown(kind: str) -> tuple[str, ...]:
    """Those of them that are given out; verdicts alone go by the others."""
    return SIDES[:2] if kind == "date" else ("",)


def taken_back(scope: str) -> Ref:
    """Where a frame keeps the days that contradict each other: the slots of their events, and from when to when."""
    return Ref(scope, TAKEN_BACK)


@dataclass(frozen=True, slots=True)
class Context:
    """One run: the day of assessment, the calendar as known, and whether presumptions are made (``firm``: those of the
    ordinary course left out).
    """

    as_of: int
    calendar: Calendar
    presumed: bool = False
    firm: bool = False


class Impossible(NamedTuple):
    """Two stated days in an order that cannot be: the first event lies behind the second."""

    scope: str
    at: int
    first: str
    first_day: Interval
    second: str
    second_day: Interval


class Group(NamedTuple):
    """Facts of a scope that one object holds: the path to it, the slot that marks its presence, and where each goes."""

    path: tuple[str, ...]
    present: int | None
    cells: dict[str, tuple[str, int]]
    """By attribute, the way of reading and the slot."""
    lists: tuple[tuple[str, int, str], ...]
    """Attribute, slot and scope of the items."""


@dataclass
class Layout:
    """Slot numbers by reference, and the reading of facts into frames."""

    slots: dict[Ref, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    blank: dict[str, Frame] = field(default_factory=dict)
    plans: dict[str, list[Group]] = field(default_factory=dict)
    lists: dict[str, list[int]] = field(default_factory=dict)
    """By scope, the slots that hold items."""
    edges: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    ordered: dict[str, list[tuple[str, int, str, int]]] = field(default_factory=dict)
    """By scope, every two events of which one cannot come before the other, with their slots."""
    anchors: dict[tuple[str, Node], int] = field(default_factory=dict)
    """Where a frame keeps the days that pick the versions of rules: many rules share them."""
    fitting: dict[str, dict[tuple[Any, ...], list[tuple[int, float, tuple[float, float]]]]] = field(
        default_factory=dict
    )
    """By parameter, what stands under keys that were asked for: the first and last day, and the bounds of the value."""

    @classmethod
    def of(cls, book: Rulebook) -> Layout:
        self = cls()
        for scope in self.scopes():
            frame: Frame = [None, None]
            for spec in scope.fields.values():
                for aspect, value in _aspects(spec):
                    self.slots[Ref(scope.name, spec.name, aspect)] = len(frame)
                    frame.append(value)
            for part in all_scopes().values():
                if part.part and scope.name == "project":
                    self.slots[Ref("project", part.part, "present")] = len(frame)
                    frame.append(None)
            self.slots[taken_back(scope.name)] = len(frame)
            frame.append(None)
            self.blank[scope.name] = frame
            groups: dict[tuple[str, ...], list[FieldSpec]] = {}
            for spec in scope.fields.values():
                groups.setdefault(spec.path[:-1], []).append(spec)
            self.plans[scope.name] = [self._group(scope.name, path, specs) for path, specs in groups.items()]
            self.lists[scope.name] = [at for one in self.plans[scope.name] for _, at, _ in one.lists]
        for step in book.steps:
            frame = self.blank[step.scope]
            if step.what == "conclusion":
                kind = book.conclusions[step.name].kind
                for aspect in sides(kind):
                    self.slots[Ref(step.scope, step.name, aspect)] = len(frame)
                    frame.append(UNKNOWN.get(kind))
            else:
                self.slots[Ref(step.scope, step.name, "breached")] = len(frame)
                # until it is judged: a rule that is passed over is not breached
                frame.append(None if isinstance(step.rules[0].form, Effect) else False)
            for rule in step.rules:
                if (step.scope, rule.anchor) not in self.anchors:
                    self.anchors[step.scope, rule.anchor] = len(frame)
                    frame.append(None)
        for scope in self.scopes():
            self.edges[scope.name] = [
                (self.slots[Ref(scope.name, a, "date")], self.slots[Ref(scope.name, b, "date")])
                for a, b in book.order
                if a in scope.fields and b in scope.fields
            ]
            self.ordered[scope.name] = [
                (a, self.slots[Ref(scope.name, a, "date")], b, self.slots[Ref(scope.name, b, "date")])
                for a, b in reached((a, b) for a, b in book.order if a in scope.fields and b in scope.fields)
            ]
        return self

    @staticmethod
    def scopes() -> Iterator[Scope]:
        return (s for s in all_scopes().values() if not s.part)

    def build(self, project: Project, context: Context) -> dict[str, list[Frame]]:
        """Frames by scope, parents before children, facts as stated."""
        frames: dict[str, list[Frame]] = {s.name: [] for s in self.scopes()}
        self._fill("project", project, None, context, frames)
        return frames

    def copied(self, frames: dict[str, list[Frame]], context: Context) -> dict[str, list[Frame]]:
        """The same frames for another run, as they were built."""
        made = {scope: group.copy() for scope, group in frames.items()}
        given = [(self.lists[scope], group) for scope, group in made.items() if group]
        new: dict[int, Frame] = {}
        for _, group in given:
            for index, old in enumerate(group):
                frame = group[index] = new[id(old)] = old.copy()
                frame[1] = context
                if old[0] is not None:
                    frame[0] = new[id(old[0])]  # parents come first
        for lists, group in given:
            for frame in group:
                for at in lists:
                    items, complete = frame[at]
                    if items:
                        frame[at] = tuple([new[id(item)] for item in items]), complete
        return made

    def _group(self, scope: str, path: tuple[str, ...], specs: list[FieldSpec]) -> Group:
        present = self.slots.get(Ref("project", path[0], "present")) if scope == "project" and len(path) == 1 else None
        cells = {}
        lists = []
        for spec in specs:
            event = spec.kind in ("event", "deadline")
            at = self.slots[Ref(scope, spec.name, "date" if event else "")]
            if spec.kind == "list":
                lists.append((spec.path[-1], at, spec.child or ""))
                continue
            kind = "event" if event else "choice" if spec.kind == "choice" else "plain"
            cells[spec.path[-1]] = ("interval" if spec.kind in UNKNOWN else kind), at
        return Group(path, present, cells, tuple(lists))

    def _fill(
        self, scope: str, entity: Any, parent: Frame | None, context: Context, frames: dict[str, list[Frame]]
    ) -> Frame:
        frame = self.blank[scope].copy()
        frame[0], frame[1] = parent, context
        frames[scope].append(frame)
        for path, present, cells, lists in self.plans[scope]:
            holder = entity
            for step in path:
                holder = getattr(holder, step)
                if holder is None:
                    break
            if holder is None:
                continue
            if present is not None:
                frame[present] = True
            values = holder.__dict__
            for name in holder.model_fields_set:
                value, cell = values[name], cells.get(name)
                if value is None or cell is None:
                    continue
                kind, at = cell
                if kind == "plain":
                    frame[at] = value
                elif kind == "interval":
                    frame[at] = (value[0], value[1])
                elif kind == "choice":
                    frame[at] = value._value_
                else:
                    self._event(frame, at, value, context.as_of)
            for name, at, child in lists:
                value = values[name]
                if value is not None:
                    children = tuple([self._fill(child, item, frame, context, frames) for item in value.items])
                    frame[at] = (children, not value.partial)
        return frame

    @staticmethod
    def _event(frame: Frame, at: int, value: Event | Deadline, as_of: int) -> None:
        if isinstance(value, Deadline):
            frame[at + 2] = value.settings
            when = value.final.to
        elif value.not_yet:
            # still possible on the day of assessment itself
            frame[at], frame[at + 1] = (as_of, INF), False
            return
        else:
            when = value.when
        frame[at] = (when[0], when[1])
        frame[at + 1] = True if when[1] <= as_of else False if when[0] > as_of else None

    def impossible(self, frames: dict[str, list[Frame]]) -> list[Impossible]:
        """What is stated in an order that cannot be: of each two such days both are taken back, and nothing is derived
        from either. Whether the events happened stays as stated, and the law that is presumed to have been in force is
        that of any of these days.
        """
        out: list[Impossible] = []
        for scope, pairs in self.ordered.items():
            for index, frame in enumerate(frames[scope]):
                found = [
                    Impossible(scope, index, a, frame[one], b, frame[two])
                    for a, one, b, two in pairs
                    if frame[one][0] > frame[two][1] and frame[one][1] < INF  # what did not happen was left out
                ]
                wrong = {self.slots[Ref(scope, name, "date")] for x in found for name in (x.first, x.second)}
                if wrong:
                    days = min(frame[at][0] for at in wrong), max(frame[at][1] for at in wrong)
                    frame[self.slots[taken_back(scope)]] = wrong, days
                for at in wrong:
                    happened, today, first = frame[at + 1], frame[1].as_of, frame[at][0]
                    ahead = today + 1 if first > today else today
                    frame[at] = ALL if happened is None else (-INF, today) if happened else (ahead, INF)
                out += found
        return out

    def narrow(self, frames: dict[str, list[Frame]]) -> None:
        """Bring the declared order of events to bear on dates that are not exactly known.

        What comes later bounds an event from above if it surely lies behind, or if the event is said to happen by some
        day anyway: what is merely planned does not show that what should come before it will. Where the stated dates
        contradict the order, they are left as stated; of an event whose day was taken back nothing is said
        anew, and it bounds nothing from above.
        """
        for scope, edges in self.edges.items():
            back = self.slots[taken_back(scope)]
            for frame in frames[scope]:
                as_of = frame[1].as_of
                wrong = frame[back][0] if frame[back] is not None else ()
                for a, b in edges:
                    one, two = frame[a], frame[b]
                    if two[0] != two[1] and one[0] > two[0] and one[0] <= two[1] and b not in wrong:
                        frame[b] = (one[0], two[1])
                        if one[0] > as_of:
                            frame[b + 1] = False  # it comes after what is still ahead, whatever is presumed of it
                for a, b in reversed(edges):
                    one, two = frame[a], frame[b]
                    if one[0] == one[1] or not one[0] <= two[1] < one[1] or a in wrong or b in wrong:
                        continue
                    # what is not yet was left out where a later event lies behind
                    if frame[a + 1] is not False if two[1] <= as_of else one[1] < INF:
                        frame[a] = (one[0], two[1])


def reached(edges: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Every two of which one comes before the other, by one or more steps."""
    after: dict[str, dict[str, None]] = {}
    for a, b in edges:
        after.setdefault(a, {})[b] = None

    def below(name: str, seen: dict[str, None]) -> dict[str, None]:
        for one in after.get(name, ()):
            if one not in seen:
                seen[one] = None
                below(one, seen)
        return seen

    return [(a, b) for a in after for b in below(a, {})]


def _aspects(spec: FieldSpec) -> tuple[tuple[str, Any], ...]:
    if spec.kind == "event":
        return (("date", ALL), ("happened", None))
    if spec.kind == "deadline":
        return (("date", ALL), ("happened", None), ("settings", ()))
    if spec.kind == "list":
        return (("", NOTHING),)
    return (("", UNKNOWN.get(spec.kind)),)
