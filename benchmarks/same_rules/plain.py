"""The compared rules as a programmer would write them: functions over a dictionary, with ``None`` for unknown.

Three-valued logic by hand; no reasons, no citations, no intervals, one project with one procedure.
"""

from __future__ import annotations

from benchmarks.same_rules.inputs import Facts
from benchmarks.same_rules.law import Law

__all__ = ["Plain"]

Truth = bool | None

NOT_APPLICABLE, MET, CONTESTED, BREACHED, UNDETERMINED, CANNOT_BE_BREACHED = 0, 1, 2, 4, 5, 6
PUBLIC = ("state_organ", "public_institution", "social_organisation")
TENDERS = ("open_tendering", "invited_tendering")
WITH_SECURITY = (*TENDERS, "competitive_negotiation", "price_inquiry", "competitive_consultation")
DESIGN = ("survey", "design")


def negate(a: Truth) -> Truth:
    return None if a is None else not a


def all_of(*values: Truth) -> Truth:
    return False if False in values else None if None in values else True


def any_of(*values: Truth) -> Truth:
    return True if True in values else None if None in values else False


def among(word: str | None, words: tuple[str, ...]) -> Truth:
    return None if word is None else word in words


def at_most(a: int | None, b: int | None) -> Truth:
    return None if a is None or b is None else a <= b


def between(a: int | None, span: tuple[int, int]) -> Truth:
    return None if a is None else span[0] <= a <= span[1]


def judge(active: Truth, holds: Truth) -> int:
    """The verdict of a duty under a guard."""
    if active is False:
        return NOT_APPLICABLE
    if active:
        return UNDETERMINED if holds is None else MET if holds else BREACHED
    return CANNOT_BE_BREACHED if holds else UNDETERMINED


class Plain:
    """The answers of plain Python in the order of ``CONCLUSIONS``, then ``RULES``."""

    def __init__(self, law: Law) -> None:
        self.law = law

    def government_procurement(self, f: Facts, limit: int | None) -> Truth:
        out = any_of(
            negate(among(f["purchaser_kind"], PUBLIC)),
            f["national_security"],
            f["force_majeure"],
            negate(any_of(f["budgeted"], f["fiscal_loan"])),
        )
        if out:
            return False
        mixed = all_of(f["other_money"], f["separable"])
        enough = at_most(limit, f["budget"])
        # mixed money that can be separated is contested
        reached = enough if mixed is False else None
        return all_of(negate(out), any_of(f["listed"], reached))

    def construction(self, f: Facts) -> Truth:
        category = f["category"]
        if category is None:
            return None
        if category == "works":
            return any_of(
                among(f["works_kind"], ("new_build", "reconstruction", "extension")), f["related_to_new_works"]
            )
        if category == "goods":
            return all_of(f["part_of_works"], f["needed"])
        return among(f["contract_kind"], ("survey", "design", "supervision"))

    def must_tender(self, f: Facts, construction: Truth) -> Truth:
        law = self.law
        exempt = any_of(f["tender_unsuitable"], f["tender_exemption"])
        if exempt:
            return False
        funds, investment = f["budget_funds"], f["total_investment"]
        state = funds + f["enterprise_funds"] + f["institution_funds"]
        in_scope = any_of(
            funds >= law.scope_funds and 10_000 * funds >= law.scope_funds_share * investment,
            10_000 * state >= law.scope_state_share * investment,
            f["state_controls"],
            f["foreign_loan"],
            f["infrastructure"],
        )
        return all_of(negate(exempt), construction, in_scope, self.value_reached(f))

    def value_reached(self, f: Facts) -> Truth:
        kind, estimate = f["contract_kind"], f["estimate"]
        if kind is None:
            return None
        limit = self.law.tender_value.get(kind)
        if limit is None:
            return False
        if estimate is None:
            return None
        if estimate >= limit:
            return True
        # a figure without tax just below the limit decides nothing
        return None if f["includes_tax"] is not True and self.law.tax_factor * estimate >= 10_000 * limit else False

    def tendering(self, f: Facts, tendered: Truth, must: Truth, construction: Truth, public: Truth) -> Truth:
        if tendered is False:
            return must
        category = f["category"]
        works = None if category is None else category == "works"
        public_works = all_of(public, works)
        other: Truth
        if public_works or public is False:
            other = True
        elif public and works is False:
            other = False
        else:
            other = None
        if tendered:
            return any_of(construction, other)
        return False if must is False and construction is False and other is False else None

    def preparation(self, f: Facts, active: Truth) -> int:
        if active is False:
            return NOT_APPLICABLE
        issued, deadline = f["documents"], f["deadline"]
        if issued is None or deadline is None:
            return UNDETERMINED
        literal = issued + self.law.preparation_days
        if deadline < literal:
            return BREACHED if active else UNDETERMINED
        return MET if active else CANNOT_BE_BREACHED

    def tender_security(self, f: Facts, cap: int | None) -> Truth:
        security, estimate = f["bid_security"], f["estimate"]
        if security is None:
            return None
        if cap is not None and security > cap:
            return False
        return None if estimate is None else 10_000 * security <= self.law.security_rate * estimate

    def answers(self, f: Facts) -> tuple[bool | int | None, ...]:
        law = self.law
        since, notice = law.since, f["notice"]
        category, method, kind, budget = f["category"], f["method"], f["contract_kind"], f["budget"]
        goods = among(category, ("goods", "services"))
        works = None if category is None else category == "works"
        limit = f["procurement_threshold"]
        if limit is None and f["place"] is not None and category is not None:
            limit = law.procurement_limit[category]

        public = self.government_procurement(f, limit)
        construction = self.construction(f)
        must = self.must_tender(f, construction)
        tendered = among(method, TENDERS)
        tendering = self.tendering(f, tendered, must, construction, public)
        procurement = all_of(public, negate(tendering))
        by_tender = all_of(tendering, tendered)

        def in_force(rule: str) -> bool:
            return notice >= since[rule]

        base = budget if f["lot_budget"] is None else f["lot_budget"]
        security = f["bid_security"]
        within = None if security is None or base is None else 10_000 * security <= law.security_rate * base
        public_security = all_of(procurement, among(method, WITH_SECURITY))
        capped = law.security_cap

        def tender_security(rule: str, kinds: tuple[str, ...]) -> int:
            active = all_of(by_tender, among(kind, kinds), in_force(rule))
            return judge(active, self.tender_security(f, capped[kinds[0]]))

        small = any_of(
            all_of(goods, at_most(budget, law.reserve_goods)), all_of(works, at_most(budget, law.reserve_works))
        )
        framework = None if method is None else method == "framework_agreement"
        reserve = all_of(
            public, f["suited_to_sme"], negate(framework), at_most(limit, budget), small, in_force("sme.reserve.whole")
        )
        scored = all_of(tendering, f["comprehensive"], negate(f["low_price_first"]))
        open_to_all = all_of(public, negate(f["reserved_whole"]))
        priced = all_of(open_to_all, negate(scored))
        span = law.deduction_second if notice >= law.second_deduction else law.deduction
        bidders = f["bidders"]
        too_few = all_of(f["opened"], None if bidders is None else bidders < law.fewest_bidders)
        return (
            public,
            must,
            tendering,
            procurement,
            judge(all_of(public_security, in_force("gp.security")), within),
            judge(
                all_of(public_security, None if security is None else security > 0, in_force("gp.security.non-cash")),
                f["non_cash"],
            ),
            tender_security("tb.security.works", ("construction",)),
            tender_security("tb.security.goods", ("works_related_goods",)),
            tender_security("tb.security.design", DESIGN),
            judge(
                all_of(by_tender, None if kind is None else kind not in capped, in_force("tb.security.other")),
                self.tender_security(f, None),
            ),
            judge(reserve, f["reserved_whole"]),
            judge(all_of(priced, goods, in_force("sme.deduction")), between(f["price_deduction"], span)),
            judge(
                all_of(priced, works, in_force("sme.deduction.works")),
                between(f["price_deduction"], law.deduction_works),
            ),
            judge(all_of(open_to_all, scored, in_force("sme.score-bonus")), between(f["score_bonus"], law.bonus)),
            self.preparation(f, all_of(procurement, tendered, goods)),
            self.preparation(f, all_of(by_tender, must)),
            judge(all_of(must, in_force("must-tender.no-avoidance")), tendered),
            judge(all_of(procurement, tendered, in_force("gp.tender.no-opening-below-three")), negate(too_few)),
            judge(all_of(by_tender, in_force("tb.tender.no-opening-below-three")), negate(too_few)),
        )
