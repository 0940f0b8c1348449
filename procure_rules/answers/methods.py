"""Answers about procurement methods and their grounds."""

from __future__ import annotations

from dataclasses import dataclass

from procure_rules.answers.common import NO_REASONS, Answer, Explained, Status, Why
from procure_rules.texts import Text

__all__ = ["GroundAnswer", "MethodAnswer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundAnswer(Answer):
    """A ground for a method: met, contested, not_met, not_applicable or undetermined.

    ``approval`` says whose approval is needed; ``strict_approved`` and ``approved`` whether it is given or not needed
    (true, false, unknown; empty where the ground is not met or asks for none). ``publicity`` says what must be made
    public first, and ``publicised`` whether it was.
    """

    strict: Status
    presumed: Status
    approval: Text | None = None
    strict_approved: str = ""
    approved: str = ""
    publicity: Text | None = None
    publicised: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodAnswer(Explained):
    """One method in one procedure, with every ground that the rulebook knows for it.

    ``strict`` and ``presumed``: required, allowed, allowed_with_approval, contested, not_allowed or undetermined.
    ``source_kind`` is that of the most direct ground; ``stated``: whether it is the one that the project states.
    """

    method: str
    title: Text
    index: int
    strict: Status
    presumed: Status
    source_kind: str = ""
    why: Why = NO_REASONS
    grounds: tuple[GroundAnswer, ...] = ()
    note: Text | None = None
    stated: bool = False
