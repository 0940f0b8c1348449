"""What becomes of one project: frames with the facts and conclusions, and the verdicts of the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from procure_rules.engine.layout import Context, Frame, Impossible, Layout
from procure_rules.engine.presume import Applied
from procure_rules.rules.tree import Ref

__all__ = ["World"]


@dataclass
class World:
    """The outcome of one run: frames with conclusions, verdicts by rule id (one for each frame of the rule's scope).

    Verdicts are the small numbers of :class:`~procure_rules.engine.kleene.Verdict`.
    """

    layout: Layout
    context: Context
    frames: dict[str, list[Frame]]
    verdicts: dict[str, list[int]] = field(default_factory=dict)
    blank: dict[str, list[int]] = field(default_factory=dict)
    """By scope, the row of a rule that applies to nothing."""
    conflicts: list[tuple[str, int]] = field(default_factory=list)
    applied: Applied = field(default_factory=dict)
    """The presumptions made."""
    impossible: list[Impossible] = field(default_factory=list)
    """What is stated in an order that cannot be."""

    def get(self, ref: Ref, index: int = 0) -> Any:
        """The value of a fact or conclusion in one instance of its scope."""
        return self.frames[ref.scope][index][self.layout.slots[ref]]

    def note(self, rule: str, scope: str, index: int, verdict: int) -> None:
        """Write a verdict into the row of a rule, which is its own from the first one on."""
        row = self.verdicts[rule]
        if row is self.blank[scope]:
            row = self.verdicts[rule] = row.copy()
        row[index] = verdict
