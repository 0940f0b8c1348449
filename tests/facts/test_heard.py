"""Stating a fact changes something: each is read by a rule, a presumption, a derivation or the order of events."""

from __future__ import annotations

from procure_rules.assess import engine_for
from procure_rules.assess.unheard import Readers
from procure_rules.facts.registry import all_scopes

LABELS = {
    ("project", "group.year"): "with budget item and category it tells one group of purchases from another "
    "(gpl-regulation-2015:28); what the rules read is the list of that group's purchases",
}
"""The facts that are kept as labels, each with its reason."""


def facts() -> set[tuple[str, str]]:
    """Every fact but texts, which name things, and lists, whose items have facts of their own."""
    return {
        (scope.name, name)
        for scope in all_scopes().values()
        if not scope.part
        for name, spec in scope.fields.items()
        if spec.kind not in ("text", "list")
    }


def test_every_fact_is_heard_or_is_a_label_with_its_reason() -> None:
    readers = Readers(engine_for())
    unread = facts() - readers.always - set(readers.by_rule)
    assert unread == set(LABELS)
