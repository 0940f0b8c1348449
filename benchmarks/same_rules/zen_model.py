"""The compared rules as a decision model of zen-engine (JDM), with unknown written out as null checks.

Results that are null are left out of its answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from benchmarks.same_rules.inputs import Facts
from benchmarks.same_rules.law import CONCLUSIONS, RULES, Law
from benchmarks.same_rules.plain import DESIGN, PUBLIC, TENDERS, WITH_SECURITY

__all__ = ["Zen", "model"]


class _Model:
    """Expressions by key, each built from earlier ones; ``$.key`` refers to one of them."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str]] = []

    def let(self, key: str, expression: str) -> str:
        self.rows.append((key, expression))
        return f"$.{key}"


def _all(*parts: str) -> str:
    false = " or ".join(f"{p} == false" for p in parts)
    null = " or ".join(f"{p} == null" for p in parts)
    return f"({false}) ? false : (({null}) ? null : true)"


def _any(*parts: str) -> str:
    true = " or ".join(f"{p} == true" for p in parts)
    null = " or ".join(f"{p} == null" for p in parts)
    return f"({true}) ? true : (({null}) ? null : false)"


def _not(part: str) -> str:
    return f"{part} == null ? null : {part} == false"


def _among(name: str, words: Sequence[str]) -> str:
    return f"{name} == null ? null : {name} in {json.dumps(list(words))}"


def _known(names: Sequence[str], expression: str) -> str:
    return f"({' or '.join(f'{n} == null' for n in names)}) ? null : ({expression})"


def _lookup(name: str, table: Mapping[str, int], otherwise: str) -> str:
    out = otherwise
    for word, value in table.items():
        out = f"{name} == '{word}' ? {value} : ({out})"
    return out


def _judge(active: str, holds: str) -> str:
    judged = f"{holds} == null ? 5 : ({holds} == true ? 1 : 4)"
    return f"{active} == false ? 0 : ({active} == true ? ({judged}) : ({holds} == true ? 6 : 5))"


def _prepared(active: str, days: int) -> str:
    judged = f"deadline < documents + {days} ? ({active} == true ? 4 : 5) : ({active} == true ? 1 : 6)"
    return f"{active} == false ? 0 : ((documents == null or deadline == null) ? 5 : ({judged}))"


def expressions(law: Law) -> list[tuple[str, str]]:
    """The rules as expressions, conclusions first."""
    model = _Model()
    let = model.let
    public_body = let("public_body", _among("purchaser_kind", PUBLIC))
    fiscal = let("fiscal", _any("budgeted", "fiscal_loan"))
    no_purchaser, not_fiscal = let("no_purchaser", _not(public_body)), let("not_fiscal", _not(fiscal))
    out = let("out", _any(no_purchaser, "national_security", "force_majeure", not_fiscal))
    limit = let(
        "limit",
        "procurement_threshold != null ? procurement_threshold : "
        f"(place == null ? null : ({_lookup('category', law.procurement_limit, 'null')}))",
    )
    enough = let("enough", _known(("budget", limit), f"budget >= {limit}"))
    mixed = let("mixed", _all("other_money", "separable"))
    reached = let("reached", f"{mixed} == false ? {enough} : null")
    listed = let("listed_or_reached", _any("listed", reached))
    public = let("government_procurement", _all(let("not_out", _not(out)), listed))

    works = let("works", _known(("category",), "category == 'works'"))
    goods = let("goods", _among("category", ("goods", "services")))
    new_build = let("new_build", _among("works_kind", ("new_build", "reconstruction", "extension")))
    services = let("works_service", _among("contract_kind", ("survey", "design", "supervision")))
    in_works, in_goods = (
        let("in_works", _any(new_build, "related_to_new_works")),
        let("in_goods", _all("part_of_works", "needed")),
    )
    construction = let(
        "construction",
        f"category == null ? null : (category == 'works' ? {in_works} : "
        f"(category == 'goods' ? {in_goods} : {services}))",
    )
    exempt = let("exempt", _any("tender_unsuitable", "tender_exemption"))
    state = let("state_funds", "budget_funds + enterprise_funds + institution_funds")
    by_budget = let(
        "by_budget",
        f"budget_funds >= {law.scope_funds} and 10000 * budget_funds >= {law.scope_funds_share} * total_investment",
    )
    by_state = let("by_state", f"10000 * {state} >= {law.scope_state_share} * total_investment")
    in_scope = let("in_scope", _any(by_budget, by_state, "state_controls", "foreign_loan", "infrastructure"))
    value = let("value_limit", _lookup("contract_kind", law.tender_value, "null"))
    near_limit = f"(includes_tax != true and {law.tax_factor} * estimate >= 10000 * {value}) ? null : false"
    big = let(
        "value_reached",
        f"contract_kind == null ? null : ({value} == null ? false : "
        f"(estimate == null ? null : (estimate >= {value} ? true : ({near_limit}))))",
    )
    must = let("must_tender", _all(let("not_exempt", _not(exempt)), construction, in_scope, big))

    tendered = let("tendered", _among("method", TENDERS))
    public_works = let("public_works", _all(public, works))
    other = let(
        "other",
        f"({public_works} == true or {public} == false) ? true : "
        f"(({public} == true and {works} == false) ? false : null)",
    )
    tender = let("if_tendered", _any(construction, other))
    surely_not = f"({must} == false and {construction} == false and {other} == false) ? false : null"
    tendering = let(
        "tendering_procedure", f"{tendered} == false ? {must} : ({tendered} == true ? {tender} : ({surely_not}))"
    )
    procurement = let("gp_procedure", _all(public, let("not_tendering", _not(tendering))))
    by_tender = let("by_tender", _all(tendering, tendered))

    def in_force(rule: str) -> str:
        return let(f"since_{len(model.rows)}", f"notice >= {law.since[rule]}")

    def rule(name: str, active: Sequence[str], holds: str) -> None:
        key = str(RULES.index(name))
        guard = let(f"guard_{key}", _all(*active, in_force(name)))
        let(f"rule_{key}", _judge(guard, holds))

    base = let("base", "lot_budget != null ? lot_budget : budget")
    within = let("within", _known(("bid_security", base), f"10000 * bid_security <= {law.security_rate} * {base}"))
    with_security = let("with_security", _all(procurement, let("security_method", _among("method", WITH_SECURITY))))
    rule("gp.security", [with_security], within)
    rule(
        "gp.security.non-cash",
        [with_security, let("any_security", _known(("bid_security",), "bid_security > 0"))],
        "non_cash",
    )

    share = f"estimate == null ? null : 10000 * bid_security <= {law.security_rate} * estimate"
    for name, kinds in (
        ("tb.security.works", ("construction",)),
        ("tb.security.goods", ("works_related_goods",)),
        ("tb.security.design", DESIGN),
    ):
        cap = law.security_cap[kinds[0]]
        holds = let(
            f"holds_{RULES.index(name)}", f"bid_security == null ? null : (bid_security > {cap} ? false : ({share}))"
        )
        rule(name, [by_tender, let(f"kind_{RULES.index(name)}", _among("contract_kind", kinds))], holds)
    other_kind = let("other_kind", _not(let("capped", _among("contract_kind", tuple(law.security_cap)))))
    rule("tb.security.other", [by_tender, other_kind], let("holds_other", f"bid_security == null ? null : ({share})"))

    small_goods = let(
        "small_goods", _all(goods, let("goods_below", _known(("budget",), f"budget <= {law.reserve_goods}")))
    )
    small_works = let(
        "small_works", _all(works, let("works_below", _known(("budget",), f"budget <= {law.reserve_works}")))
    )
    no_framework = let("no_framework", _known(("method",), "method != 'framework_agreement'"))
    rule(
        "sme.reserve.whole",
        [public, "suited_to_sme", no_framework, enough, let("small", _any(small_goods, small_works))],
        "reserved_whole",
    )
    scored = let("scored", _all(tendering, "comprehensive", let("not_low_price", _not("low_price_first"))))
    open_to_all = let("open_to_all", _all(public, let("not_reserved", _not("reserved_whole"))))
    priced = let("priced", _all(open_to_all, let("not_scored", _not(scored))))
    (low, high), (low_2, high_2) = law.deduction, law.deduction_second
    second = (
        f"(notice >= {law.second_deduction} ? (price_deduction >= {low_2} and price_deduction <= {high_2}) : "
        f"(price_deduction >= {low} and price_deduction <= {high}))"
    )
    rule("sme.deduction", [priced, goods], let("deduction", _known(("price_deduction",), second)))
    low, high = law.deduction_works
    rule(
        "sme.deduction.works",
        [priced, works],
        let("deduction_works", _known(("price_deduction",), f"price_deduction >= {low} and price_deduction <= {high}")),
    )
    low, high = law.bonus
    rule(
        "sme.score-bonus",
        [open_to_all, scored],
        let("bonus", _known(("score_bonus",), f"score_bonus >= {low} and score_bonus <= {high}")),
    )

    for name, parts in (
        ("gp.tender.bid-preparation", (procurement, tendered, goods)),
        ("tb.tender.bid-preparation", (by_tender, must)),
    ):
        key = RULES.index(name)
        let(f"rule_{key}", _prepared(let(f"guard_{key}", _all(*parts)), law.preparation_days))
    rule("must-tender.no-avoidance", [must], tendered)
    few = let("few", _known(("bidders",), f"bidders < {law.fewest_bidders}"))
    not_opened = let("not_opened", _not(let("opened_with_few", _all("opened", few))))
    rule("gp.tender.no-opening-below-three", [procurement, tendered], not_opened)
    rule("tb.tender.no-opening-below-three", [by_tender], not_opened)
    return model.rows


def model(law: Law) -> dict[str, Any]:
    """One expression node for everything that is derived, one that leaves the answers."""
    rows = expressions(law)
    keys = [*CONCLUSIONS, *(f"rule_{i}" for i in range(len(RULES)))]
    at = {"x": 0, "y": 0}

    def node(name: str, kind: str, **content: Any) -> dict[str, Any]:
        return {"id": name, "name": name, "type": kind, "position": at, **({"content": content} if content else {})}

    def listed(pairs: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
        return [{"id": key, "key": key, "value": value} for key, value in pairs]

    chain = [
        node("facts", "inputNode"),
        node("rules", "expressionNode", expressions=listed(rows)),
        node("answers", "expressionNode", expressions=listed([(key, key) for key in keys])),
        node("result", "outputNode"),
    ]
    edges = [
        {"id": f"edge-{i}", "sourceId": a["id"], "targetId": b["id"], "type": "edge"}
        for i, (a, b) in enumerate(pairwise(chain))
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": chain, "edges": edges}


class Zen:
    """The answers of zen-engine in the order of ``CONCLUSIONS``, then ``RULES``.

    The model stands behind a static loader: of the ways to evaluate it one by one this was the fastest (a decision made
    by ``create_decision`` took some six times as long).
    """

    def __init__(self, law: Law) -> None:
        from zen import ZenEngine

        self.engine = ZenEngine({"loader": {"type": "static", "content": {"rules": model(law)}}})
        self.keys = (*CONCLUSIONS, *(f"rule_{i}" for i in range(len(RULES))))

    def answers(self, facts: Facts) -> tuple[bool | int | None, ...]:
        found = self.engine.evaluate("rules", facts)["result"]
        return tuple(found.get(key) for key in self.keys)
