"""Where each fact and conclusion stands in a frame: a frame is the list of values of one instance of a scope.

Slot 0 is the frame of the parent, slot 1 the run's context. Lists hold ``(frames of the items, complete)``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from procure_rules.calendar import Calendar
from procure_rules.engine.kleene import ALL
from procure_rules.facts.project import Project
from procure_rules.facts.registry import FieldSpec, Scope, all_scopes
from procure_rules.facts.values import INF, Deadline, Event
from procure_rules.rules.model import Effect
from procure_rules.rules.rulebook import Rulebook
from procure_rules.rules.tree import Node, Ref

__all__ = ["Context", "Frame", "Layout", "sides"]

Frame = list[Any]
NOTHING: tuple[tuple[Frame, ...], bool] = ((), False)
# path to the holder, slot that marks its presence, then (attribute, way of reading, slot, scope of the items)
_Group = tuple[tuple[str, ...], int | None, tuple[tuple[str, str, int, str], ...]]
READ = frozenset({"choice", "list", "event", "deadline"})
UNKNOWN = {"amount": (0, INF), "count": (0, INF), "ratio": (0, INF), "days": (0, INF), "date": ALL}


def sides(kind: str) -> tuple[str, ...]:
    """The aspects under which a conclusion stands: a date has two lines."""
    return ("early", "late") if kind == "date" else ("",)


@dataclass(frozen=True, slots=True)
class Context:
    """One run: the day of assessment, the calendar as known, and whether presumptions are made."""

    as_of: int
    calendar: Calendar
    presumed: bool = False


@dataclass
class Layout:
    """Slot numbers by reference, and the reading of facts into frames."""

    slots: dict[Ref, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    blank: dict[str, Frame] = field(default_factory=dict)
    plans: dict[str, list[_Group]] = field(default_factory=dict)
    edges: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
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
            self.blank[scope.name] = frame
            groups: dict[tuple[str, ...], list[FieldSpec]] = {}
            for spec in scope.fields.values():
                groups.setdefault(spec.path[:-1], []).append(spec)
            self.plans[scope.name] = [self._group(scope.name, path, specs) for path, specs in groups.items()]
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
        return self

    @staticmethod
    def scopes() -> Iterator[Scope]:
        return (s for s in all_scopes().values() if not s.part)

    def build(self, project: Project, context: Context) -> dict[str, list[Frame]]:
        """Frames by scope, parents before children, facts as stated."""
        frames: dict[str, list[Frame]] = {s.name: [] for s in self.scopes()}
        self._fill("project", project, None, context, frames)
        return frames

    def _group(self, scope: str, path: tuple[str, ...], specs: list[FieldSpec]) -> _Group:
        present = self.slots.get(Ref("project", path[0], "present")) if scope == "project" and len(path) == 1 else None
        cells = []
        for spec in specs:
            event = spec.kind in ("event", "deadline")
            at = self.slots[Ref(scope, spec.name, "date" if event else "")]
            kind = spec.kind if spec.kind in READ else "interval" if spec.kind in UNKNOWN else "plain"
            cells.append((spec.path[-1], kind, at, spec.child or ""))
        return path, present, tuple(cells)

    def _fill(
        self, scope: str, entity: Any, parent: Frame | None, context: Context, frames: dict[str, list[Frame]]
    ) -> Frame:
        frame = self.blank[scope].copy()
        frame[0], frame[1] = parent, context
        frames[scope].append(frame)
        for path, present, cells in self.plans[scope]:
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
            for name, kind, at, child in cells:
                value = values[name]
                if value is None:
                    continue
                if kind == "plain":
                    frame[at] = value
                elif kind == "interval":
                    frame[at] = (value[0], value[1])
                elif kind == "choice":
                    frame[at] = value.value
                elif kind == "list":
                    children = tuple(self._fill(child, item, frame, context, frames) for item in value.items)
                    frame[at] = (children, not value.partial)
                else:
                    self._event(frame, at, value, context.as_of)
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

    def narrow(self, frames: dict[str, list[Frame]]) -> None:
        """Bring the declared order of events to bear on dates that are not exactly known.

        What comes later bounds an event from above if it surely lies behind, or if the event is said to happen by some
        day anyway: what is merely planned does not show that what should come before it will. Where the stated dates
        contradict the order, they are left as stated.
        """
        for scope, edges in self.edges.items():
            for frame in frames[scope]:
                as_of = frame[1].as_of
                for a, b in edges:
                    one, two = frame[a], frame[b]
                    if two[0] != two[1] and one[0] > two[0] and one[0] <= two[1]:
                        frame[b] = (one[0], two[1])
                for a, b in reversed(edges):
                    one, two = frame[a], frame[b]
                    if one[0] != one[1] and two[1] < one[1] and two[1] >= one[0] and (two[1] <= as_of or one[1] < INF):
                        frame[a] = (one[0], two[1])


def _aspects(spec: FieldSpec) -> tuple[tuple[str, Any], ...]:
    if spec.kind == "event":
        return (("date", ALL), ("happened", None))
    if spec.kind == "deadline":
        return (("date", ALL), ("happened", None), ("settings", ()))
    if spec.kind == "list":
        return (("", NOTHING),)
    return (("", UNKNOWN.get(spec.kind)),)
