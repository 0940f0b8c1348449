"""Penalties: what for, how much, how long (tbl-2017:49-60; tbl-regulation-2019:63-76; gpl-2014:71-82; gpl-regulation-2015:66-75)."""

from procure_rules.facts.fields import Entity, amount, fact, number, whether
from procure_rules.facts.values import Amount, Flag, Quantity, Text
from procure_rules.facts.words import PenaltyFor

__all__ = ["Penalty"]
# fmt: off


class Penalty(Entity):
    """One penalty for one act, imposed or considered."""

    id: Text | None = fact("处罚编号", "number of the penalty", example="1")
    penalty_for: PenaltyFor | None = fact("处罚事由", "what the penalty is for", example="collusion", ask=("处罚的事由是什么？", "What is the penalty for?"))
    penalty_base: Amount | None = amount("罚款基数（合同金额、中标项目金额或者转让、分包金额）", "base of the fine (contract price, price of the award or value passed on)", "8000000")
    penalty_on_unit: Amount | None = amount("对单位（成员）的罚款", "fine on the unit or member", "40000")
    penalty_on_person: Amount | None = amount("对责任人员的罚款", "fine on a person responsible", "2000")
    penalty_bar_years: Quantity | None = number("取消资格的年限", "years barred", "1", "year")
    affected_result: Flag | None = whether("影响中标、成交结果", "the act affected the result", "未影响中标、成交结果", "the act did not affect the result")
