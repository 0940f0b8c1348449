"""Answers about requirements and about what follows from them."""

from __future__ import annotations

from dataclasses import dataclass

from procure_rules.answers.common import Answer, Status, Value
from procure_rules.texts import Text

__all__ = ["Action", "DutyAnswer", "EffectAnswer", "EffectCase"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyAnswer(Answer):
    """A condition that must (or must not) hold, or a bound on a figure.

    ``quantity``: what is bounded, in words; ``of``: its value; ``limit``: the bound, and ``floor`` the lower one where
    there are two; without a bound all are ``None``.
    """

    strict: Status
    presumed: Status
    quantity: Text | None = None
    of: Value | None = None
    limit: Value | None = None
    floor: Value | None = None

    def limits(self, lang: str) -> str:
        """The bound, or both, in words; empty where there is none."""
        if self.limit is None:
            return ""
        upper = self.limit.text(lang)
        return upper if self.floor is None else f"{self.floor.text(lang)} – {upper}"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that must or may follow."""

    action: str
    title: Text


@dataclass(frozen=True, slots=True)
class EffectCase:
    """What must and what may follow in one case; ``when``: of an alternative, what of its condition is open."""

    must: tuple[Action, ...] = ()
    may: tuple[Action, ...] = ()
    note: Text | None = None
    when: Text | None = None


NOTHING_FOLLOWS = EffectCase()


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectAnswer(Answer):
    """What must or may follow: ``must`` and ``may`` by the names of the actions, ``case`` with their titles.

    Where it is open which case holds, ``case`` has what they all share, and ``alternatives`` the rest of each: the
    first of them whose condition holds, the last one otherwise.
    ``upon``: the rules whose breach brings it about, where it follows from breaches.
    """

    strict: Status
    presumed: Status
    case: EffectCase = NOTHING_FOLLOWS
    alternatives: tuple[EffectCase, ...] = ()
    upon: tuple[str, ...] = ()

    @property
    def must(self) -> tuple[str, ...]:
        return tuple(a.action for a in self.case.must)

    @property
    def may(self) -> tuple[str, ...]:
        return tuple(a.action for a in self.case.may)
