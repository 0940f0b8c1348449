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
    (true, false, unknown; empty where the ground fails or asks for none). ``publicity`` says what must be made
    public first, and ``publicised`` whether it was.

    ``open_by``: what keeps an undetermined ground open, ``facts`` of its own or the ``law``. ``argued``: it is
    undetermined, yet holds on the literal line. ``unmentioned``: it fails because nobody mentioned what it asks for.
    """

    strict: Status
    presumed: Status
    approval: Text | None = None
    strict_approved: str = ""
    approved: str = ""
    publicity: Text | None = None
    publicised: str = ""
    open_by: str = ""
    argued: bool = False
    unmentioned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodAnswer(Explained):
    """One method in one procedure, with every ground that the rulebook knows for it.

    ``strict`` and ``presumed``: required, allowed, allowed_with_approval, only_if, contested, not_allowed or
    undetermined. ``text``: what that means for the purchaser, in a sentence. ``source_kind`` is that of the most direct
    ground; ``stated``: whether it is the one that the project states; ``exists``: whether it is a method of this
    purchaser at all: one that is stated, or of which a ground may apply.
    """

    method: str
    title: Text
    index: int
    strict: Status
    presumed: Status
    text: Text
    source_kind: str = ""
    why: Why = NO_REASONS
    grounds: tuple[GroundAnswer, ...] = ()
    note: Text | None = None
    stated: bool = False
    exists: bool = True
    in_any_case: tuple[Text, ...] = ()
    """What is open, where it may be used, or may not, in every possibility that this leaves."""
    only_if: Text | None = None
    """Under what it may be used, in short: the grounds of one that is ``only_if`` and the approval that is not known to
    be given; of one that is required, that nothing is mentioned by which it could be left.
    """
