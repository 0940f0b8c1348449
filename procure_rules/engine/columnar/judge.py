"""Verdicts in columns: the small judgements of ``kleene`` over whole columns.

A verdict is a column of the words ``VERDICTS``, each at the place of its number, or where all rows have the same one
that number. As words they are written as they stand: to turn numbers into words is slow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import polars as pl

from procure_rules.engine.columnar.values import (
    Bound,
    Span,
    Tri,
    below,
    certain,
    choose,
    conjunction,
    disjunction,
    invert,
    known,
    not_above,
    perhaps,
    same_word,
    surely_not,
    truth,
    within,
)
from procure_rules.engine.judging import EFFECT_CASE
from procure_rules.engine.kleene import Verdict

__all__ = [
    "VERDICTS",
    "Ruling",
    "covered",
    "excused",
    "guarded",
    "judge_duty",
    "judge_least",
    "judge_most",
    "judge_window",
    "ruling",
]

Ruling: TypeAlias = pl.Expr | int
MOST_CASES = 22
"""Cases of an effect that can be told from each other."""
WORDS = (
    *Verdict.NAMES,
    *(f"{i}" for i in range(len(Verdict.NAMES), EFFECT_CASE)),
    *(f"case {i + 1}" for i in range(MOST_CASES)),
)
VERDICTS = pl.Enum(WORDS)


def worded(verdict: Ruling) -> pl.Expr | str:
    """The word of a constant verdict."""
    return verdict if isinstance(verdict, pl.Expr) else WORDS[verdict]


def ruling(cases: Sequence[tuple[Tri, Ruling]], otherwise: Ruling) -> Ruling:
    """The verdict of the first case whose condition is true."""
    found = choose([(c, worded(v)) for c, v in cases], worded(otherwise), VERDICTS)
    return found if isinstance(found, pl.Expr) else WORDS.index(found)


def same(verdict: Ruling, *others: Ruling) -> Tri:
    """Whether a verdict is one of some."""
    return disjunction(same_word(worded(verdict), worded(other)) for other in others)


def guarded(active: Tri, verdict: Ruling) -> Ruling:
    """See ``kleene.guarded``. The verdict is used several times."""
    unsure = ruling(
        [
            (same(verdict, Verdict.NOT_APPLICABLE), Verdict.NOT_APPLICABLE),
            (same(verdict, Verdict.MET), Verdict.CANNOT_BE_BREACHED),
        ],
        Verdict.UNDETERMINED,
    )
    return ruling([(active, verdict), (invert(active), Verdict.NOT_APPLICABLE)], unsure)


def covered(when: Span, periods: Sequence[tuple[float, float]]) -> Tri:
    """Whether a date surely lies in the periods taken together, which must not overlap."""
    merged: list[tuple[float, float]] = []
    for first, last in sorted(periods):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return truth([(within(when, int(first), last), True) for first, last in merged], False)


def judge_duty(literal: Tri, safe: Tri) -> Ruling:
    """See ``kleene.judge_duty``."""
    if literal is safe:
        return ruling([(literal, Verdict.MET), (invert(literal), Verdict.BREACHED)], Verdict.UNDETERMINED)
    return ruling(
        [
            (conjunction([safe, perhaps(literal)]), Verdict.MET),
            (invert(literal), Verdict.BREACHED),
            (conjunction([literal, invert(safe)]), Verdict.CONTESTED),
        ],
        Verdict.UNDETERMINED,
    )


def judge_most(act: Span, happened: Tri, early: Span, late: Span, as_of: Bound) -> Ruling:
    """See ``kleene.judge_most``."""
    awaited = surely_not(happened)
    return ruling(
        [
            (not_above(act.hi, early.lo), Verdict.MET),
            (below(late.hi, act.lo), Verdict.BREACHED),
            (conjunction([below(early.hi, act.lo), not_above(act.hi, late.lo)]), Verdict.CONTESTED),
            (conjunction([awaited, not_above(as_of, early.lo)]), Verdict.DUE),
            (conjunction([awaited, below(early.hi, as_of), not_above(as_of, late.lo)]), Verdict.DUE_CONTESTED),
        ],
        Verdict.UNDETERMINED,
    )


def judge_least(act: Span, happened: Tri, early: Span, late: Span) -> Ruling:
    """See ``kleene.judge_least``."""
    return ruling(
        [
            (not_above(late.hi, act.lo), Verdict.MET),
            (below(act.hi, early.lo), Verdict.BREACHED),
            (conjunction([not_above(early.hi, act.lo), below(act.hi, late.lo)]), Verdict.CONTESTED),
            (surely_not(happened), Verdict.DUE),
        ],
        Verdict.UNDETERMINED,
    )


def excused(verdict: Ruling, excuse: Tri) -> Ruling:
    """See ``kleene.excused``."""
    late = same(verdict, Verdict.BREACHED)
    return ruling(
        [(conjunction([late, excuse]), Verdict.EXCUSED), (conjunction([late, perhaps(excuse)]), Verdict.UNDETERMINED)],
        verdict,
    )


def judge_window(found: Ruling, act: Span, happened: Tri, opens: Span, *, presumed: bool) -> Ruling:
    """An act within a window, given how it stands to the window's end: not before the window surely opened.

    ``presumed``: where nothing is known of how early the act was, it is taken not to have been too early.
    """
    done = perhaps(happened)
    early = below(act.hi, opens.lo)
    doubtful = invert(certain(not_above(opens.hi, act.lo)))
    if presumed:
        doubtful = conjunction([doubtful, known(act.lo)])
    return ruling(
        [
            (conjunction([done, early]), Verdict.BREACHED),
            (conjunction([done, same(found, Verdict.MET, Verdict.CONTESTED), doubtful]), Verdict.UNDETERMINED),
        ],
        found,
    )
