"""The shipped rulebook cut to a size, so that a budget stated for so many rules is measured with so many."""

from __future__ import annotations

from dataclasses import replace

from procure_rules.rules.model import Define, Rule
from procure_rules.rules.rulebook import Rulebook, reads_of

__all__ = ["BUDGET_RULES", "cut"]

BUDGET_RULES = 700


def cut(book: Rulebook, most: int = BUDGET_RULES) -> Rulebook:
    """All definitions, as conclusions rest on them, and of the other rules each n-th: at most ``most`` versions in all.

    A rule that follows upon the breach of one that is left out is left out, too.
    """
    rules: dict[str, list[Rule]] = {}
    for rule in book.rules:
        rules.setdefault(rule.id, []).append(rule)
    kept = {name for name, versions in rules.items() if isinstance(versions[0].form, Define)}
    kept |= {
        name for what, _, name in reads_of([r for n in kept for r in rules[n]], book.overridden) if what == "breached"
    }
    others = [name for name in rules if name not in kept]
    share = (most - sum(len(rules[n]) for n in kept)) / sum(len(rules[n]) for n in others)
    kept |= {name for i, name in enumerate(others) if int((i + 1) * share) > int(i * share)}
    while lame := {
        name
        for name in kept
        if any(what == "breached" and other not in kept for what, _, other in reads_of(rules[name], book.overridden))
    }:
        kept -= lame
    return replace(
        book,
        rules=tuple(r for r in book.rules if r.id in kept),
        steps=tuple(s for s in book.steps if s.what == "conclusion" or s.name in kept),
        overridden={name: exceptions for name, exceptions in book.overridden.items() if name in kept},
    )
