"""Findings: a breach or a risk, told so that it can stand in a list by itself."""

from __future__ import annotations

from dataclasses import dataclass

from procure_rules.answers.common import Assumption, Citation, Fact, Figure, MissingFact, RuleText, Status
from procure_rules.answers.duties import EffectAnswer
from procure_rules.texts import Text

__all__ = ["SEVERITIES", "SIDES", "Finding"]

SEVERITIES = ("breach", "risk", "info")
"""The gravest first."""
KINDS = ("absence", "declared", "ordinary")
SIDES = {"supplier": "supplier", "supervisor": "supervisor", "platform": "platform"}
"""Whose a finding is, by who owes the duty; all others, the panel too, are the purchaser's side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A breach, or a risk. A reason to look, not a verdict of guilt.

    One defect is one finding: ``rules`` are all that it offends, the gravest and most specific first; ``about`` is the
    first of them. ``strict`` and ``verdict``: the status without and with presumptions. ``text``: what is wrong, with
    the figures and facts compared; ``because``: these facts; ``changes``: what would change it, if it were stated
    otherwise; ``figures``: those of tables that it rests on, each with its source; ``effects``: what follows.
    ``in_any_case``: what is open, where it is found in every possibility that this leaves.
    """

    about: RuleText
    rules: tuple[RuleText, ...]
    index: int
    where: Text | None
    strict: Status
    verdict: Status
    severity: str
    title: Text
    text: Text
    because: tuple[Fact, ...] = ()
    assuming: tuple[Assumption, ...] = ()
    figures: tuple[Figure, ...] = ()
    changes: tuple[MissingFact, ...] = ()
    effects: tuple[EffectAnswer, ...] = ()
    in_any_case: tuple[Text, ...] = ()

    @property
    def rule(self) -> str:
        return self.about.rule

    @property
    def scope(self) -> str:
        return self.about.scope

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The articles of all its rules, the most specific of each first, then where its figures are published."""
        published = (c for f in self.figures for c in f.citations)
        return tuple(dict.fromkeys((*(c for r in self.rules for c in r.citations), *published)))

    @property
    def owed_by(self) -> tuple[str, ...]:
        """Who owes what was not done, where the rules say so."""
        return tuple(dict.fromkeys(x for r in self.rules for x in r.owed_by))

    @property
    def side(self) -> str:
        """Whose finding it is: purchaser (with tenderee, agency and panel), supplier, supervisor or platform."""
        found = {SIDES.get(x, "purchaser") for x in self.owed_by}
        return found.pop() if len(found) == 1 else "purchaser"

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The kinds of presumptions that it rests on: absence, declared, ordinary; with the last it is a risk."""
        found = {a.kind for a in self.assuming}
        return tuple(kind for kind in KINDS if kind in found)

    @property
    def sanction(self) -> Text | None:
        """What the law threatens, by the gravest rule that says so."""
        return next((r.sanction for r in self.rules if r.sanction), None)

    @property
    def key(self) -> str:
        """By which it is looked up again."""
        return f"{self.rule}[{self.index}]" if self.index else self.rule
