"""The possibilities that are left where a few things are open on which a whole procurement turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Any

from procure_rules.assess.case import Case
from procure_rules.assess.evidence import Evidence, choice_title
from procure_rules.engine.defects import across
from procure_rules.engine.law import Law
from procure_rules.engine.run import run
from procure_rules.engine.suppose import Supposed, supposed
from procure_rules.engine.world import World
from procure_rules.facts.registry import all_scopes
from procure_rules.facts.stating import stating
from procure_rules.rules.tree import Node, Ref
from procure_rules.texts import LANGUAGES, Text, joined, listed, said

__all__ = ["Worlds"]

SCOPES = ("procedure", "project")


@dataclass(frozen=True, slots=True)
class Open:
    """A switch that is open: a choice with the words that are left for each instance, or a Boolean conclusion."""

    ref: Ref
    words: tuple[tuple[str, ...], ...]
    """For a choice, the words by instance; none where it is decided there."""

    @property
    def size(self) -> int:
        return max((len(w) for w in self.words), default=2)

    def word(self, number: int) -> tuple[str | None, ...]:
        """For each instance the word of a possibility."""
        return tuple(words[number % len(words)] if words else None for words in self.words)


class Worlds:
    """The possibilities of a case that are left, each without presumptions of the ordinary course."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.case = evidence.case
        self._made: list[Case] = []

    @cached_property
    def open(self) -> tuple[Open, ...]:
        """The switches that are open, as many of them as make no more possibilities than the rulebook allows."""
        book = self.case.law.book
        if not any(self._open(name, self.case.presumed) for name in book.switches):
            return ()
        found: list[Open] = []
        size = 1
        for name in book.switches:
            one = self._open(name, self.evidence.firm)
            if one is not None and size * one.size <= book.most_worlds:
                found.append(one)
                size *= one.size
        return tuple(found)

    def _open(self, name: str, world: World) -> Open | None:
        law = self.case.law
        scope = next((s for s in SCOPES if Ref(s, name) in law.layout.slots), None)
        if scope is None:
            return None
        ref = Ref(scope, name)
        values = [frame[law.layout.slots[ref]] for frame in world.frames[scope]]
        spec = all_scopes()[scope].fields.get(name)
        if spec is None:
            speaking = self.evidence.trace.speaking
            frames = zip(values, world.frames[scope], strict=True)
            open_ = name in law.defining and any(v is None and speaking(name, frame) for v, frame in frames)
            return Open(ref, ()) if open_ else None
        words = tuple(m.value for m in spec.choices or ())
        left = tuple(_left(value, words) for value in values)
        return Open(ref, left) if any(left) else None

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The case in each possibility: what is open is stated, or supposed."""
        return tuple(self.one_by_one())

    def one_by_one(self) -> Iterator[Case]:
        """The cases, each made when it is asked for, once."""
        if not self.open:
            return
        for at, numbers in enumerate(product(*(range(one.size) for one in self.open))):
            if at == len(self._made):
                self._made.append(self._case(numbers))
            yield self._made[at]

    def _case(self, numbers: Sequence[int]) -> Case:
        case, project, truths = self.case, self.case.project, []
        for one, number in zip(self.open, numbers, strict=True):
            if one.words:
                project = stating(project, one.ref.scope, one.ref.name, one.word(number))
            else:
                truths.append((one.ref.name, number == 0))
        chaining: Supposed = supposed(case.law, tuple(truths))
        world = run(case.law, project, replace(case.presumed.context, firm=True), chaining)
        return replace(case, project=project, chaining=chaining, presumed=world)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """What is open, each switch in words."""
        return tuple(map(self._text, self.open))

    def _text(self, one: Open) -> Text:
        texts = self.evidence.texts
        if not one.words:
            return said("either_way", texts.condition(Node("conclusion", "bool", (), one.ref)))
        choices = all_scopes()[one.ref.scope].fields[one.ref.name].choices
        words = dict.fromkeys(word for words in one.words for word in words)
        titles = [t for t in (choice_title(choices, word) for word in words) if t is not None]
        shown = Text(*(listed((t.text(lang) for t in titles), lang) for lang in LANGUAGES))
        return said("whichever", texts.title(one.ref.scope, one.ref.name), shown)

    @cached_property
    def text(self) -> Text:
        """In which possibilities something holds."""
        return Text(*(joined((t.text(lang) for t in self.texts), lang) for lang in LANGUAGES))

    def told_apart(self, rule: str) -> bool:
        """Whether what a rule says of one procedure may rest on another: then the possibilities, in which what is open
        is alike in all procedures, are not all there are.
        """
        return len(self.case.presumed.frames["procedure"]) > 1 and rule in self.case.law.kept(_across)


def _left(value: Any, words: tuple[str, ...]) -> tuple[str, ...]:
    if value is None:
        return words
    return tuple(w for w in words if w in value) if isinstance(value, frozenset) else ()


def _across(law: Law) -> frozenset[str]:
    return across(law.book)
