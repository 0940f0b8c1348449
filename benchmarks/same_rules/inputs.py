"""Random projects without intervals: a fact is one value, or ``None`` for unknown.

Money is in fen, ratios in basis points, days are ordinals. Half of the figures lie on a limit of the law or next to it.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from procure_rules.facts import Project, make_project

__all__ = ["AS_OF", "Facts", "data_of", "inputs", "project_of"]

Facts = dict[str, Any]

AS_OF = dt.date(2025, 12, 31)
FIRST_DAY = dt.date(2020, 6, 1).toordinal()
YUAN = 100

PURCHASERS = (
    "state_organ",
    "public_institution",
    "social_organisation",
    "state_owned_enterprise",
    "private_enterprise",
)
KINDS = {
    "works": ("construction",),
    "goods": ("works_related_goods", "other_goods"),
    "services": ("survey", "design", "supervision", "other_service"),
}
METHODS = (
    "open_tendering",
    "invited_tendering",
    "competitive_negotiation",
    "competitive_consultation",
    "price_inquiry",
    "single_source",
    "framework_agreement",
)
LIMITS = (1_000_000, 1_200_000, 2_000_000, 4_000_000)


class _Dice:
    """Draws of facts that may turn out unknown."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def known(self, value: Any, unknown: float = 0.08) -> Any:
        return None if self.random.random() < unknown else value

    def flag(self, yes: float) -> bool | None:
        return self.known(self.random.random() < yes)

    def word(self, words: tuple[str, ...]) -> str | None:
        return self.known(self.random.choice(words))

    def yuan(self, low: int, high: int) -> int:
        """A figure within the range, or a limit of the law, or one yuan beside it."""
        if self.random.random() < 0.5:
            return (self.random.choice(LIMITS) + self.random.choice((-1, 0, 1))) * YUAN
        return self.random.randint(low, high) * YUAN

    def security(self, base: int | None) -> int:
        """A bid security near two percent of its base, near a cap, or anything."""
        caps = [80_000 * YUAN, 100_000 * YUAN, 800_000 * YUAN]
        if base is not None:
            caps += [base // 50] * 3
        return max(1, self.random.choice(caps) + self.random.choice((-YUAN, 0, 0, YUAN)))


def _one(dice: _Dice) -> Facts:
    pick = dice.random.choice
    works = dice.random.random() < 0.5  # the world of construction, or that of purchases by public bodies
    category = pick(("works", "works", "goods", "services")) if works else pick(("goods", "goods", "services", "works"))
    kind = KINDS[category][0] if works else pick(KINDS[category])
    estimate = dice.yuan(300_000, 60_000_000 if works else 6_000_000)
    # what follows from another fact by the meaning of the words is stated with it: the others do not derive it
    shown_category = dice.known(category, 0.03)
    shown_kind = None if shown_category is None else kind
    related = dice.flag(0.5)
    works_kind = dice.word(("new_build", "reconstruction", "extension", "fitting_out", "repair"))
    part = dice.flag(0.8 if works else 0.2)
    notice = FIRST_DAY + dice.random.randrange(1850)
    documents = notice + dice.random.randrange(4)
    deadline = dice.known(documents + pick((12, 19, 20, 21, 22, 23, 24, 26, 30)))
    opened = pick((True, True, False, None)) if deadline is not None else pick((False, None))
    investment = estimate * dice.random.randint(1, 4)
    return {
        "purchaser_kind": pick(PURCHASERS) if works else dice.word(PURCHASERS[:3]),
        "place": dice.known("中央", 0.3),
        "national_security": dice.flag(0.02),
        "force_majeure": dice.flag(0.02),
        "tender_unsuitable": dice.flag(0.03),
        "tender_exemption": dice.flag(0.03),
        "budgeted": dice.flag(0.9),
        "fiscal_loan": dice.flag(0.1),
        "other_money": dice.flag(0.2),
        "separable": dice.flag(0.3),
        "listed": dice.flag(0.3),
        "procurement_threshold": dice.known(pick((500_000, 1_000_000, 2_000_000)) * YUAN, 0.5),
        "budget": dice.known(dice.yuan(300_000, 6_000_000)),
        "category": shown_category,
        "works_kind": works_kind or ("repair" if related is False else None),
        "related_to_new_works": related,
        "part_of_works": part,
        "needed": dice.flag(0.8 if works else 0.3),
        "suited_to_sme": dice.flag(0.8),
        "total_investment": investment,
        "budget_funds": pick((1, 200_000_000, 199_999_900, investment // 10, investment // 2)),
        "enterprise_funds": pick((1, investment // 2, investment // 3)),
        "institution_funds": pick((1, investment // 5)),
        "state_controls": dice.flag(0.2),
        "foreign_loan": dice.flag(0.1),
        "infrastructure": dice.flag(0.3),
        "method": dice.word(METHODS[:2] if works and dice.random.random() < 0.8 else METHODS),
        "contract_kind": shown_kind,
        "estimate": dice.known(estimate),
        "includes_tax": dice.flag(0.7),
        "lot_budget": dice.known(dice.yuan(200_000, 4_000_000), 0.6),
        "bid_security": dice.known(dice.security(estimate)),
        "non_cash": dice.flag(0.7),
        "bidders": dice.known(pick((1, 2, 3, 4, 5))),
        "opened": opened,
        "reserved_whole": dice.flag(0.3),
        "comprehensive": dice.flag(0.6),
        "low_price_first": dice.flag(0.3),
        "price_deduction": dice.known(pick((200, 300, 500, 501, 599, 600, 1000, 1001, 1500, 2000, 2001))),
        "score_bonus": dice.known(pick((299, 300, 400, 500, 501))),
        "notice": notice,
        "documents": dice.known(documents),
        "deadline": deadline,
    }


def inputs(count: int, seed: int = 20250101) -> list[Facts]:
    """``count`` projects, the same for the same seed."""
    dice = _Dice(seed)
    return [_one(dice) for _ in range(count)]


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else f"{fen // YUAN}.{fen % YUAN:02d}"


def _percent(points: int | None) -> str | None:
    return None if points is None else f"{points // 100}.{points % 100:02d}%"


def _day(ordinal: int | None) -> dt.date | None:
    return None if ordinal is None else dt.date.fromordinal(ordinal)


def project_of(f: Facts) -> Project:
    """The same facts as the library takes them."""
    return make_project(data_of(f))


def data_of(f: Facts) -> dict[str, Any]:
    """The same facts as a project file would say them."""
    opening = {True: _day(f["deadline"]), False: "not_yet", None: None}[f["opened"]]
    procedure = {
        "attempt": 1,
        "method": f["method"],
        "contract_kind": f["contract_kind"],
        "lot_budget": _yuan(f["lot_budget"]),
        "estimated_value": _yuan(f["estimate"]),
        "estimate_includes_tax": f["includes_tax"],
        "bid_security": _yuan(f["bid_security"]),
        "bid_security_non_cash": f["non_cash"],
        "bidders": f["bidders"],
        "sme_reserved_whole": f["reserved_whole"],
        "comprehensive_evaluation": f["comprehensive"],
        "low_price_first": f["low_price_first"],
        "sme_price_deduction": _percent(f["price_deduction"]),
        "sme_score_bonus": _percent(f["score_bonus"]),
        "timeline": {
            "tender_notice_published": _day(f["notice"]),
            "tender_documents_issued": _day(f["documents"]),
            "bid_deadline": _day(f["deadline"]),
            "bid_opening": opening,
        },
    }
    return {
        "purchaser": {"kind": f["purchaser_kind"], "place": f["place"]},
        "budget": _yuan(f["budget"]),
        "subject": {
            "category": f["category"],
            "works_kind": f["works_kind"],
            "related_to_new_works": f["related_to_new_works"],
            "part_of_works": f["part_of_works"],
            "needed_for_basic_function": f["needed"],
            "suited_to_sme": f["suited_to_sme"],
        },
        "funding": {
            "budgeted": f["budgeted"],
            "loan_repaid_from_fiscal_funds": f["fiscal_loan"],
            "other_money_too": f["other_money"],
            "separable": f["separable"],
        },
        "catalogue": {"listed": f["listed"]},
        "thresholds": {"procurement": _yuan(f["procurement_threshold"])},
        "circumstances": {
            "national_security_or_secret": f["national_security"],
            "force_majeure_emergency": f["force_majeure"],
            "tender_unsuitable": f["tender_unsuitable"],
            "tender_exemption": f["tender_exemption"],
        },
        "works_project": {
            "total_investment": _yuan(f["total_investment"]),
            "budget_funds": _yuan(f["budget_funds"]),
            "state_enterprise_funds": _yuan(f["enterprise_funds"]),
            "public_institution_funds": _yuan(f["institution_funds"]),
            "state_controls": f["state_controls"],
            "foreign_loan_or_aid": f["foreign_loan"],
            "infrastructure": f["infrastructure"],
            "contracts": [],
        },
        "procedures": [procedure],
    }
