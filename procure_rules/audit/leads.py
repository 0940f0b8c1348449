"""What shows only across purchases: those that may have been split, by the rule on it; and signs, which accuse nobody.

A group is made where all that makes it one is known: two purchases of which one lacks the item or the year are never of
one group.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from procure_rules.answers.findings import Finding
from procure_rules.assess.case import Question
from procure_rules.assess.entry import assess_stated
from procure_rules.audit.result import Judged, Lead
from procure_rules.calendar import Calendar
from procure_rules.engine.law import Law
from procure_rules.facts import make_project
from procure_rules.facts.procedure import Procedure
from procure_rules.facts.words import Category, Method
from procure_rules.inputs.ledger import Entry
from procure_rules.texts import LANGUAGES, Text, listed, said
from procure_rules.texts.figures import money

__all__ = ["leads_of"]

DIRECT = ("single_source", "soe_direct")
ALIKE = ("purchaser", "declared_regime", "funding", "thresholds")
"""What a group takes from its purchases, where they all say the same."""


@dataclass(frozen=True, slots=True)
class _Purchase:
    """One procedure of the table with what groups are made by."""

    at: int
    entry: Entry
    procedure: Procedure
    purchaser: str
    year: int | None
    own: Mapping[str, str]

    @property
    def method(self) -> str:
        return self.procedure.method.value if isinstance(self.procedure.method, Method) else ""

    @property
    def category(self) -> str:
        subject = self.entry.project.subject
        return subject.category.value if subject and isinstance(subject.category, Category) else ""

    @property
    def item(self) -> str:
        """The item of the catalogue, else what is bought by its name."""
        subject = self.entry.project.subject
        return self.own.get("item", "") or str(subject.name or "" if subject else "")

    @property
    def amount(self) -> int | None:
        """What was paid or is to be paid, in fen: by the contract, the award, the budget of the lot or the project."""
        only = len(self.entry.project.procedures.items) == 1 if self.entry.project.procedures else False
        award = self.procedure.award
        stated = (
            self.procedure.contract_price,
            award.winning_price if award else None,
            self.procedure.lot_budget,
            self.entry.project.budget if only else None,
        )
        known: Iterator[Any] = (b for b in stated if b is not None)
        return next((int(b.lo) for b in known if b.point), None)

    @property
    def bidders(self) -> frozenset[str]:
        bids = self.procedure.bids.items if self.procedure.bids else ()
        return frozenset(str(b.bidder) for b in bids if b.bidder)


def leads_of(
    entries: Sequence[Entry],
    projects: Sequence[Judged],
    law: Law,
    calendar: Calendar,
    question: Question,
) -> tuple[Lead, ...]:
    """The leads of the projects of a table, those that a rule finds first."""
    purchases = list(_purchases(entries, projects))

    def ask(data: dict[str, Any]) -> Iterable[Finding]:
        answer, _ = assess_stated(make_project(data), question, calendar, law)
        return [f for f in answer.findings if f.scope == "group"]

    found = [*_splits(purchases, ask), *_single_sources(purchases), *_shares(purchases), *_bidders(purchases)]
    return tuple(sorted(found, key=lambda lead: not lead.verdict))


def _purchases(entries: Sequence[Entry], projects: Sequence[Judged]) -> Iterator[_Purchase]:
    for at, (entry, judged) in enumerate(zip(entries, projects, strict=True)):
        for number, procedure in enumerate(entry.project.procedures.items if entry.project.procedures else ()):
            own = entry.own[number] if number < len(entry.own) else {}
            yield _Purchase(at, entry, procedure, judged.purchaser, judged.year, own)


def _grouped(
    purchases: Iterable[_Purchase], key: Callable[[_Purchase], tuple[Hashable, ...]]
) -> Iterator[list[_Purchase]]:
    """Those alike in a key all of whose parts are known, two or more together."""
    groups: dict[tuple[Hashable, ...], list[_Purchase]] = {}
    for one in purchases:
        made = key(one)
        if all(made):
            groups.setdefault(made, []).append(one)
    return (group for group in groups.values() if len(group) > 1)


def _members(group: Iterable[_Purchase]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(p.at for p in group))


# splitting, by the rule -------------------------------------------------------------------------------------------
def _splits(purchases: Sequence[_Purchase], ask: Callable[[dict[str, Any]], Iterable[Finding]]) -> Iterator[Lead]:
    """By budget item, where every purchase of the group says which; else all together, as a sign."""
    told = [p for p in purchases if p.method and p.amount is not None]
    for group in _grouped(told, lambda p: (p.purchaser, p.year, p.item, p.category)):
        if all(p.own.get("budget_item") for p in group):
            for some in _grouped(group, lambda p: (p.own["budget_item"],)):
                yield from _split(some, some[0].own["budget_item"], ask)
        else:
            yield from _split(group, "", ask)


def _split(
    group: Sequence[_Purchase], budget_item: str, ask: Callable[[dict[str, Any]], Iterable[Finding]]
) -> Iterator[Lead]:
    first, sure = group[0], bool(budget_item)
    every = [p.entry.project.model_dump(mode="json", exclude_none=True) for p in group]
    data = {k: every[0][k] for k in ALIKE if k in every[0] and all(_alike(k, e, every[0]) for e in every)}
    items = [
        {"id": str(n), "amount": str(p.amount // 100) + f".{p.amount % 100:02d}", "purchase_method": p.method}
        for n, p in enumerate(group, 1)
        if p.amount is not None
    ]
    data["group"] = {
        "year": first.year,
        "item_category": first.item[:200],
        "group_subject": first.category,
        "purchases": {"items": items, "partial": True},
    } | ({"budget_item": budget_item[:200]} if budget_item else {})
    for one in ask(data):
        total = sum(p.amount or 0 for p in group)
        counted = said("audit_split", first.year, first.item, len(group), _money(total))
        missing = Text("", "") if sure else said("audit_split_unsure")
        yield Lead(
            kind=one.rule,
            title=one.title,
            text=Text(*(counted.text(lang) + missing.text(lang) for lang in LANGUAGES)),
            purchaser=first.purchaser,
            verdict=str(one.verdict) if sure else "",
            severity=one.severity if sure else "info",
            members=_members(group),
            citations=one.citations,
            assuming=one.assuming,
        )


def _alike(key: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return one.get(key) == other.get(key)


# signs ------------------------------------------------------------------------------------------------------------
def _single_sources(purchases: Sequence[_Purchase]) -> Iterator[Lead]:
    """Several purchases of one purchaser from one supplier, each from a single source."""
    some = [p for p in purchases if p.method in DIRECT]
    for group in _grouped(some, lambda p: (p.purchaser, p.own.get("supplier"))):
        supplier, total = group[0].own["supplier"], _total(group)
        yield _sign("audit_single_source", group, said("audit_single_source_text", len(group), supplier, total))


def _shares(purchases: Sequence[_Purchase]) -> Iterator[Lead]:
    """Suppliers who have more than half of what one purchaser awarded to several, as far as amounts are told."""
    told = [p for p in purchases if p.amount]
    for bought in _grouped(told, lambda p: (p.purchaser, p.own.get("supplier") and "some")):
        whole = sum(p.amount or 0 for p in bought)
        several = len({p.own["supplier"] for p in bought}) > 1
        for group in _grouped(bought, lambda p: (p.own.get("supplier"),)) if several else ():
            part = sum(p.amount or 0 for p in group)
            if 2 * part > whole:
                supplier = group[0].own["supplier"]
                text = said("audit_share_text", supplier, len(group), len(bought), _money(part), _money(whole))
                yield _sign("audit_share", group, text)


def _bidders(purchases: Sequence[_Purchase]) -> Iterator[Lead]:
    """Procedures in which the very same bidders met again."""
    some = [p for p in purchases if len(p.bidders) > 1]
    for group in _grouped(some, lambda p: (p.bidders,)):
        if len({(p.at, id(p.procedure)) for p in group}) > 1:
            names = Text(*(listed(sorted(group[0].bidders), lang) for lang in LANGUAGES))
            whose = {p.purchaser for p in group}
            yield _sign("audit_bidders", group, said("audit_bidders_text", names, len(group)), several=len(whose) > 1)


def _sign(kind: str, group: Sequence[_Purchase], text: Text, *, several: bool = False) -> Lead:
    return Lead(
        kind=kind,
        title=said(kind),
        text=text,
        purchaser="" if several else group[0].purchaser,
        verdict="",
        severity="info",
        members=_members(group),
    )


def _total(group: Iterable[_Purchase]) -> Text:
    return _money(sum(p.amount or 0 for p in group))


def _money(fen: int) -> Text:
    return Text(*(money(fen, lang) for lang in LANGUAGES))
