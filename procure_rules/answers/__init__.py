"""The answers: frozen results in both languages that stand on their own and survive a round trip through JSON."""

from __future__ import annotations

from procure_rules.answers.any_case import AnyCase
from procure_rules.answers.assessment import FORMAT, Assessment
from procure_rules.answers.common import (
    Answer,
    Assumption,
    Citation,
    DateLine,
    Fact,
    Figure,
    MissingFact,
    ProofStep,
    RuleText,
    Status,
    Value,
    Why,
)
from procure_rules.answers.conclusions import ConclusionAnswer
from procure_rules.answers.contradictions import Contradiction
from procure_rules.answers.duties import Action, DutyAnswer, EffectAnswer, EffectCase
from procure_rules.answers.findings import SEVERITIES, Finding
from procure_rules.answers.methods import GroundAnswer, MethodAnswer
from procure_rules.answers.periods import Bound, EventAnswer, PeriodAnswer
from procure_rules.answers.rights import Filing, NextStep, Point, Right, WindowAnswer
from procure_rules.answers.source import Receipt
from procure_rules.answers.unchecked import Unchecked
from procure_rules.answers.unheard import Unheard
from procure_rules.errors import AssessmentError

__all__ = [
    "FORMAT",
    "SEVERITIES",
    "Action",
    "Answer",
    "AnyCase",
    "Assessment",
    "AssessmentError",
    "Assumption",
    "Bound",
    "Citation",
    "ConclusionAnswer",
    "Contradiction",
    "DateLine",
    "DutyAnswer",
    "EffectAnswer",
    "EffectCase",
    "EventAnswer",
    "Fact",
    "Figure",
    "Filing",
    "Finding",
    "GroundAnswer",
    "MethodAnswer",
    "MissingFact",
    "NextStep",
    "PeriodAnswer",
    "Point",
    "ProofStep",
    "Receipt",
    "Right",
    "RuleText",
    "Status",
    "Unchecked",
    "Unheard",
    "Value",
    "Why",
    "WindowAnswer",
]
