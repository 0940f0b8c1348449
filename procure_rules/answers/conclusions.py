"""Answers about what a project is: conclusions that rules draw."""

from __future__ import annotations

from dataclasses import dataclass

from procure_rules.answers.common import Answer, Citation, RuleText, Value, least_direct
from procure_rules.texts import Text, say

__all__ = ["ConclusionAnswer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionAnswer(Answer):
    """A conclusion; ``rule`` is its name.

    ``strict`` and ``presumed`` are its values as words of no language (true, tendering, 2000000, unknown,
    not_applicable); ``strict_value`` and ``value`` are the same as data. A date has two lines: ``value`` is the
    safe one and ``literal`` the literal one, where it differs. ``rules``: the rules that speak. ``working``: a
    step on the way, not shown to people unless asked for.
    """

    kind: str
    strict_value: Value
    value: Value
    strict_literal: Value | None = None
    literal: Value | None = None
    rules: tuple[RuleText, ...] = ()
    working: bool = False

    @property
    def applies(self) -> bool:
        """Whether any rule may speak of it."""
        return self.presumed != "not_applicable"

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(c for r in self.rules for c in r.citations))

    @property
    def source_kind(self) -> str:
        """How direct its source is: the least direct of its rule's and of the figures that it rests on."""
        return least_direct(self.about.source_kind, *(f.source_kind for f in self.figures))

    @property
    def decided_by(self) -> tuple[str, ...]:
        """Who decides it, where the rules say so."""
        return tuple(dict.fromkeys(x for r in self.rules for x in r.decided_by))

    @property
    def readings(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(x for r in self.rules for x in r.readings))

    @property
    def note(self) -> Text:
        notes = [r.note for r in self.rules if r.note]
        return Text(" ".join(n.zh for n in notes), " ".join(n.en for n in notes))

    def text(self, lang: str) -> str:
        """The presumed value in words; of a figure that is not encoded, that, and what is known of it."""
        value = self.value
        if value.high is None and self.figures and any(m.kind == "not_encoded" for m in self.missing):
            if value.low == 0:
                return say("not_encoded", lang)
            floor = Value(value.kind, low=value.low, high=value.low, unit=value.unit)
            return say("not_encoded_floor", lang, floor.text(lang))
        shown = value.text(lang)
        return shown if self.literal is None else f"{shown} / {self.literal.text(lang)}"
