"""Presumptions: what is filled in where nobody stated it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from procure_rules.engine.closures import Compiler
from procure_rules.engine.kleene import Interval
from procure_rules.engine.layout import Frame, Layout
from procure_rules.facts.filings import FILED
from procure_rules.rules.model import Presumed
from procure_rules.rules.rulebook import Rulebook, reads_of, refs_of
from procure_rules.rules.tree import FALSE, TRUE, Node, Ref

__all__ = ["Applied", "Closing", "Presumption", "heard", "implications", "presumptions"]

INF = float("inf")
UNSTATED: tuple[Any, ...] = (None, (0, INF), (-INF, INF), ((), False))


Applied = dict[tuple[str, int, str], Presumed]
"""The presumptions made, by scope, number of the instance and name of the fact."""


def heard(book: Rulebook) -> list[Presumed]:
    """The presumptions that may bear on an answer: on facts that are read, filings, and events that bound one
    another.
    """
    told = {(scope, name) for scope, names in FILED.items() for name in names}
    told |= {(scope, name) for _, scope, name in reads_of(book.rules, book.overridden)}
    ordered = {name for pair in book.order for name in pair}
    while True:
        kept = [p for p in book.presumed if (p.scope, p.name) in told or p.name in ordered]
        more = {(ref.scope, ref.name) for p in kept for n in p.nodes for _, ref in refs_of(n)}
        if more <= told:
            return kept
        told |= more


def implications(
    said: Sequence[Presumed], layout: Layout, compilers: Mapping[str, Compiler]
) -> tuple[Presumption | Closing, ...]:
    """What follows from other facts by the meaning of the words, in order; each twice, as one may rest on another. What
    follows of many facts from one is asked once for all of them.
    """
    made: list[Presumption] = []
    closing: dict[tuple[str, Node], list[Presumption]] = {}
    for one in said:
        if one.kind == "implied":
            implied = Presumption(one, layout, compilers[one.scope])
            plain = isinstance(one.value, Node) and one.value.op == "const"
            (closing.setdefault((one.scope, one.when), []) if plain else made).append(implied)
    return (*made, *made, *(Closing(scope, when, many) for (scope, when), many in closing.items()))


def presumptions(
    said: Sequence[Presumed], layout: Layout, compilers: Mapping[str, Compiler]
) -> tuple[Presumption | Absences, ...]:
    """The presumptions of a rulebook, in order; those that have no condition are made together, scope by scope."""
    out: list[Presumption | Absences] = []
    waiting: dict[str, list[tuple[int, bool, Presumption]]] = {}
    for one in said:
        if one.kind == "implied":
            continue
        made = Presumption(one, layout, compilers[one.scope])
        value = one.value
        if (
            one.when == TRUE
            and one.unless == FALSE
            and one.kind != "ordinary"
            and isinstance(value, Node)
            and value.op == "const"
            and value.kind == "bool"
        ):
            waiting.setdefault(one.scope, []).append((made.at, value.data, made))
            continue
        out += [Absences(scope, plain) for scope, plain in waiting.items()]
        waiting = {}
        out.append(made)
    return (*out, *(Absences(scope, plain) for scope, plain in waiting.items()))


class Closing:
    """What follows of many facts of one scope where one condition surely holds."""

    def __init__(self, scope: str, when: Node, many: Sequence[Presumption]) -> None:
        self.scope, self.many = scope, tuple(many)
        self.holds = many[0].compile(when)

    def make(self, frames: Sequence[Frame], as_of: int, made: Applied) -> None:
        """Fill the facts in every frame in which the condition surely holds."""
        closed = [frame for frame in frames if self.holds(frame)]
        for one in self.many if closed else ():
            one.make(closed, as_of, made)


class Absences:
    """Presumptions of one scope that say plainly yes or no, as those that there was no exception, fault or
    misconduct.
    """

    def __init__(self, scope: str, plain: list[tuple[int, bool, Presumption]]) -> None:
        self.scope, self.plain = scope, plain
        self.ordinary = False

    def make(self, frames: Sequence[Frame], as_of: int, made: Applied) -> None:
        """Fill the facts in every frame in which nobody stated them."""
        for index, frame in enumerate(frames):
            for at, value, one in self.plain:
                if frame[at] is None:
                    frame[at] = value
                    made[self.scope, index, one.said.name] = one.said


class Presumption:
    """One presumption of a compiled rulebook."""

    def __init__(self, said: Presumed, layout: Layout, compile_: Compiler) -> None:
        self.said, self.scope, self.compile = said, said.scope, compile_
        self.ordinary = said.kind == "ordinary"
        self.happened = Ref(said.scope, said.name, "happened") in layout.slots
        self.at = layout.slots[Ref(said.scope, said.name, "date" if self.happened else "")]
        value = said.value if isinstance(said.value, str) else ""
        self.words: str | frozenset[str] = frozenset(value.split("|")) if "|" in value else value

    def make(self, frames: Sequence[Frame], as_of: int, made: Applied) -> None:
        """Fill the fact in every frame in which nobody stated it, if its condition surely holds and none against it
        does.
        """
        said, at = self.said, self.at
        for index, frame in enumerate(frames):
            old = frame[at]
            new: Any
            if old.__class__ is frozenset:
                new = self.among(old)
            elif old not in UNSTATED or (self.happened and frame[at + 1] is not None):
                continue
            elif said.value == "none":
                new = ((), True)
            elif said.value == "not_yet":
                new = (as_of, INF)
            elif said.value == "done":
                new = old
            else:
                new = self.compile(said.value)(frame) if isinstance(said.value, Node) else self.words
            if new is None or (new == old and said.value != "done"):
                continue
            if not self.compile(said.when)(frame) or self.compile(said.unless)(frame):
                continue
            frame[at] = new
            if self.happened:
                frame[at + 1] = self.happens(new, as_of)
            made[self.scope, index, said.name] = said

    def among(self, known: frozenset[str]) -> str | frozenset[str] | None:
        """What is left of a choice that is known to be one of some words; nothing new where no word would be left."""
        words = self.words if isinstance(self.words, frozenset) else frozenset((self.words,))
        left = known & words
        return next(iter(left)) if len(left) == 1 else left or None

    def happens(self, when: Interval, as_of: int) -> bool | None:
        """Whether an event on the presumed day has happened."""
        if self.said.value == "done":
            return True
        if when[0] > as_of or self.said.value == "not_yet":
            return False
        return True if when[1] <= as_of else None
