"""Which rules find the same defect, and which look at several procedures at once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from procure_rules.rules.model import Duty, Period, Rule
from procure_rules.rules.rulebook import Rulebook, reads_of, refs_of
from procure_rules.rules.tree import Ref

__all__ = ["across", "defect_of", "defects"]

PROCEDURES = Ref("project", "procedures")


def defect_of(rule: Rule) -> Hashable:
    """What is wrong where the rule is breached, whichever rule says so."""
    form = rule.form
    if isinstance(form, Period):
        return rule.scope, form.act, form.most
    assert isinstance(form, Duty)
    return rule.scope, form.literal


def defects(book: Rulebook) -> Mapping[str, int]:
    """By rule that can be breached a number, the same for rules of which any versions find the same defect."""
    number: dict[str, int] = {}
    by_defect: dict[Hashable, int] = {}
    for rule in book.rules:
        if not isinstance(rule.form, (Duty, Period)):
            continue
        one = by_defect.setdefault(defect_of(rule), len(by_defect))
        old = number.setdefault(rule.id, one)
        if old != one:  # what was two becomes one
            low, high = sorted((old, one))
            number |= {name: low for name, n in number.items() if n == high}
            by_defect |= {key: low for key, n in by_defect.items() if n == high}
    return number


def across(book: Rulebook) -> frozenset[str]:
    """The rules that rest, near or far, on a look over all procedures."""
    methods = {Ref("procedure", name) for name in book.switches}
    found = {
        ("field", said.scope, said.name)
        for said in book.presumed
        if (reads := {r for n in said.nodes for r in refs_of(n)})
        and ("list", PROCEDURES) in reads
        and any(("field", ref) in reads for ref in methods)
    }
    names: set[str] = set()
    for step in book.steps:
        reads_here = reads_of(step.rules, book.overridden)
        if ("list", PROCEDURES.scope, PROCEDURES.name) in reads_here or reads_here & found:
            found.add(("conclusion" if step.what == "conclusion" else "breached", step.scope, step.name))
            names.add(step.name)
    return frozenset(names)
