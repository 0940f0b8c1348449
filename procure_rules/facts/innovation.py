"""Cooperative innovation procurement (caiku-2024-13)."""

from procure_rules.facts.fields import Entity, amount, exception, number, whether
from procure_rules.facts.grounds import COMPLETE
from procure_rules.facts.values import Amount, Flag, Quantity

__all__ = ["Innovation"]
# fmt: off


class Innovation(Entity):
    """Cooperative innovation procurement."""

    fits_national_plans: Flag | None = whether("符合国家科技和产业发展规划、国家重大战略目标任务", "it fits national plans and strategic tasks", "不符合国家规划和重大战略目标任务", "it does not fit national plans and strategic tasks")
    existing_products_insufficient: Flag | None = whether("现有产品或者技术不能满足要求，需要技术突破", "existing products or technology do not suffice", "现有产品或者技术能够满足要求", "existing products or technology suffice")
    new_paradigm: Flag | None = whether("以创新产品为基础形成新范式或者新解决方案", "a new paradigm or solution forms on an innovative product", "未形成新范式或者新解决方案", "no new paradigm or solution forms", closed_by=COMPLETE)
    by_entitled_unit: Flag | None = whether("由有权采用的主管预算单位（或者经授权、批准的单位）实施", "a unit entitled or authorised to do so carries it out", "实施单位无权采用", "the unit is not entitled to do so", ask=("是否由有权采用的主管预算单位（或者经授权、批准的单位）实施？", ""))
    substantial_innovation: Flag | None = whether("产品具有实质性的技术创新", "the product has substantial technical innovation", "产品没有实质性的技术创新", "the product has no substantial technical innovation", closed_by=COMPLETE)
    plan_made: Flag | None = whether("制定了采购方案", "a procurement plan was made", "未制定采购方案", "no procurement plan was made")
    goal_stated: Flag | None = whether("明确最低研发目标、最高研发费用和研发期限", "least goal, highest cost and time of development are stated", "未明确最低研发目标、最高研发费用和研发期限", "least goal, highest cost and time of development are not stated")
    stated_suppliers: Quantity | None = number("文件规定的研发供应商数", "development suppliers as stated", "3")
    development_suppliers: Quantity | None = number("确定的研发供应商数", "development suppliers chosen", "3")
    maximum_cost: Amount | None = amount("最高研发费用", "highest development cost", "20000000")
    compensated_cost: Amount | None = amount("累计支付的研发成本补偿", "development cost compensated so far", "6000000")
    mid_term_negotiated_before_stage_end: Flag | None = whether("每阶段谈判在该阶段开始前完成", "each stage was negotiated before it began", "阶段谈判未在该阶段开始前完成", "a stage was not negotiated before it began")
    goal_reached: Flag | None = whether("达到最低研发目标", "the least goal was reached", "未达到最低研发目标", "the least goal was not reached")
    first_purchased: Flag | None = whether("按研发合同约定首购创新产品", "the innovative product was bought as the development contract provides", "未按研发合同约定首购创新产品", "the innovative product was not bought as the development contract provides")
    rights_with_supplier: Flag | None = whether("知识产权约定归供应商", "intellectual property is the supplier's", "知识产权未约定归供应商", "intellectual property is not the supplier's")
    public_interest_rights: Flag | None = exception("知识产权涉及国家安全、国家利益或者重大社会公共利益", "intellectual property touches national security, national or great public interest", "知识产权不涉及国家安全、国家利益和重大社会公共利益", "intellectual property touches no such interest")
