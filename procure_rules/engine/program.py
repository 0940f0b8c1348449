"""The steps of a rulebook, ready to run, and the groups in which they are run or passed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from procure_rules.engine.closures import Compiler, Fn
from procure_rules.engine.grouping import Group
from procure_rules.engine.layout import Frame
from procure_rules.engine.world import World

__all__ = ["Chaining", "Program", "Run", "Stage", "staged"]

Run = Callable[[World, Frame, int], None]


class Program:
    """What each step does, in the rulebook's order; compiled when first asked, since most rules are passed over."""

    def __init__(self, makers: Sequence[Callable[[], Run]]) -> None:
        self.makers = tuple(makers)
        self.made: dict[int, Run] = {}

    def __getitem__(self, number: int) -> Run:
        run = self.made.get(number)
        if run is None:
            run = self.made[number] = self.makers[number]()
        return run

    def replaced(self, others: Mapping[int, Run]) -> Program:
        """The program with other ways to take some steps."""
        made = Program(self.makers)
        made.made = dict(others)
        return made


class Stage:
    """Steps of one scope that are passed over together, and the stages within, where the condition is false."""

    def __init__(self, group: Group, program: Program, compilers: Mapping[str, Compiler]) -> None:
        self.scope = group.scope
        self.condition: Fn | None = None if group.condition is None else compilers[group.scope](group.condition)
        self.inner = tuple(Stage(g, program, compilers) for g in group.inner)
        self._steps = group.steps
        self._program = program

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Its own steps."""
        return tuple(self._program[i] for i in self._steps)

    def take(self, world: World, frame: Frame, index: int) -> None:
        """Takes the steps in one frame."""
        for run in self.runs:
            run(world, frame, index)
        for inner in self.inner:
            if inner.condition is None or inner.condition(frame) is not False:
                inner.take(world, frame, index)


def staged(groups: Sequence[Group], program: Program, compilers: Mapping[str, Compiler]) -> tuple[Stage, ...]:
    """The steps of a program in groups."""
    return tuple(Stage(group, program, compilers) for group in groups)


class Chaining(Protocol):
    """Another way to draw the conclusions: the law's program with some of its steps replaced."""

    @property
    def program(self) -> Program: ...

    @property
    def stages(self) -> tuple[Stage, ...]: ...
