"""The group: what one purchaser buys in one budget year under one budget item in one category (gpl-regulation-2015:28)."""

from procure_rules.facts.fields import Entity, Many, absent, fact
from procure_rules.facts.values import Amount, Flag, Quantity, Text
from procure_rules.facts.words import Category, Method

__all__ = ["Group", "Purchase"]


class Purchase(Entity):
    """One purchase of the group, this one included."""

    id: Text | None = fact("采购编号", "number of the purchase", example="1")
    amount: Amount | None = fact("该次采购资金", "money of that purchase", unit="yuan", example="900000")
    purchase_method: Method | None = fact("该次采购方式", "method of that purchase", example="price_inquiry")
    budget_adjusted: Flag | None = fact(
        "因项目预算调整而采购",
        "made because the project budget was adjusted",
        yes=("系项目预算调整", "it follows from an adjusted project budget"),
        no=("并非项目预算调整", "no project budget was adjusted"),
        presume=absent("false", "未提及预算调整，推定没有", "no adjusted budget is mentioned, so none is presumed"),
        ask=("该次采购是否因项目预算调整而发生？", ""),
    )
    departure_approved: Flag | None = fact(
        "经批准采用公开招标以外的方式",
        "approved to use another method than open tendering",
        yes=("经批准采用公开招标以外的方式", "another method than open tendering was approved for it"),
        no=("未经批准采用公开招标以外的方式", "no other method than open tendering was approved for it"),
        presume=absent("false", "未提及批准，推定没有", "no approval is mentioned, so none is presumed"),
        ask=("该次采购是否经批准采用公开招标以外的方式？", ""),
    )


class Group(Entity):
    """Purchaser × budget year × budget item × category; two of them with an unknown key are never the same group."""

    year: Quantity | None = fact(
        "财政年度", "budget year", unit="year", example="2025", ask=("属于哪一财政年度？", "Which budget year is it?")
    )
    budget_item: Text | None = fact("预算项目", "budget item", example="信息化运维")
    item_category: Text | None = fact("品目或者类别", "catalogue item or category", example="C1602 软件运维服务")
    group_subject: Category | None = fact("该组采购的标的类别", "category of the subject of the group", example="goods")
    purchases: Many[Purchase] | None = fact(
        "各次采购",
        "purchases of the group",
        many=("purchase", "purchases"),
        ask=("同一预算项目下有哪些采购？", "Which purchases are made under the same budget item?"),
    )
