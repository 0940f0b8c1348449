"""What is needed and how it is to be bought: survey, plan, review, intention (caiku-2021-22; mof-order-87:10-12)."""

from procure_rules.facts.fields import Entity, declared, event, exception, number, whether
from procure_rules.facts.values import Event, Flag, Quantity

__all__ = ["Demand"]
# fmt: off


class Demand(Entity):
    """Demand management before the procedure starts."""

    public_interest: Flag | None = whether("涉及公共利益、社会关注度较高", "public interest or attention is high", "不涉及公共利益，社会关注度不高", "neither public interest nor attention is high")
    public_service: Flag | None = whether("系政府向社会公众提供的公共服务", "it is a public service provided to the public", "不是向社会公众提供的公共服务", "it is no public service provided to the public")
    technically_complex: Flag | None = whether("技术复杂、专业性较强", "it is technically complex or highly specialised", "技术不复杂、专业性不强", "it is neither technically complex nor highly specialised", ask=("是否技术复杂、专业性较强？", ""))
    great_social_effect: Flag | None = whether("社会影响较大", "its social effect is great", "社会影响不大", "its social effect is not great")
    standard_and_uniform: Flag | None = whether("需求客观、明确且规格、标准统一", "the need is objective and clear, and specifications and standards are uniform", "需求或者规格、标准并非客观统一", "the need is not objective, or specifications and standards are not uniform", ask=("需求是否客观、明确且规格、标准统一？", ""))
    needs_supplier_designs: Flag | None = whether("需由供应商提供设计方案、解决方案或者组织方案", "suppliers are to provide a design, solution or organisation plan", "不需供应商提供设计、解决或者组织方案", "no design, solution or organisation plan is asked of suppliers")
    survey_done: Flag | None = whether("开展了需求调查", "a demand survey was made", "未开展需求调查", "no demand survey was made", presume=declared("true", "已载明调查对象，推定如此", "stated of it: who was surveyed; so it is presumed", when="demand.survey_respondents > 0 or not demand.survey_respondents_representative"))
    survey_respondents: Quantity | None = number("面向市场主体的调查对象数", "market participants surveyed", "3")
    survey_respondents_representative: Flag | None = whether("调查对象具有代表性", "those surveyed are representative", "调查对象不具有代表性", "those surveyed are not representative")
    surveyed_within_a_year: Flag | None = exception("前一年内已就该标的开展过需求调查", "the subject was surveyed within the year before", "前一年内未开展过需求调查", "the subject was not surveyed within the year before")
    covered_by_feasibility_study: Flag | None = exception("可行性研究等前期工作已包含需求调查内容", "a feasibility study or the like covers what a survey would", "前期工作未包含需求调查内容", "no feasibility study covers what a survey would")
    survey_deemed_needed: Flag | None = exception("主管预算单位或者采购人认为需要开展需求调查", "the supervising budget unit or the purchaser deems a survey needed", "未认为需要开展需求调查", "neither the supervising budget unit nor the purchaser deems a survey needed", ask=("主管预算单位或者采购人是否认为需要开展需求调查？", ""))
    price_estimated: Flag | None = whether("进行了价格测算", "the price was estimated", "未进行价格测算", "the price was not estimated")
    requirements_complete: Flag | None = whether("采购需求完整、明确", "the requirements are complete and clear", "采购需求不完整或者不明确", "the requirements are incomplete or unclear")
    standards_kept: Flag | None = whether("采购需求符合预算、资产配置等标准", "the requirements keep within budget and asset standards", "采购需求超出预算或者资产配置标准", "the requirements exceed budget or asset standards")
    public_consulted: Flag | None = whether("就确定采购需求征求社会公众意见", "the public was consulted on the requirements", "未征求社会公众意见", "the public was not consulted on the requirements")
    plan_made: Flag | None = whether("编制了采购实施计划", "a procurement implementation plan was made", "未编制采购实施计划", "no procurement implementation plan was made")
    plan_filed: Event | None = event("采购实施计划报财政部门备案", "implementation plan filed with the finance department", "2026-02-10")
    general_review_done: Flag | None = whether("进行了一般性审查", "a general review was made", "未进行一般性审查", "no general review was made")
    key_review_done: Flag | None = whether("进行了重点审查", "a key review was made", "未进行重点审查", "no key review was made")
    review_finished: Event | None = event("审查完成", "review of requirements and plan finished", "2026-02-05")
    review_passed: Flag | None = whether("审查通过", "requirements and plan passed the review", "审查未通过", "requirements and plan did not pass the review")
    drafters_reviewed: Flag | None = exception("参与编制的专家、第三方机构又参与审查", "experts or third parties who helped to draft took part in the review", "编制人员未参与审查", "nobody who helped to draft took part in the review", ask=("参与编制的专家、第三方机构是否又参与审查？", ""))
    risk_measures_planned: Flag | None = whether("提出了风险处置措施和替代方案", "measures and alternatives for risks were planned", "未提出风险处置措施和替代方案", "no measures or alternatives for risks were planned")
    acceptance_planned: Flag | None = whether("制定了履约验收方案", "a plan for acceptance was made", "未制定履约验收方案", "no plan for acceptance was made")
    contract_reviewed_by_lawyer: Flag | None = whether("合同文本经法律顾问审定", "a legal adviser reviewed the contract text", "合同文本未经法律顾问审定", "no legal adviser reviewed the contract text")
    recorded_in_writing: Flag | None = whether("需求管理各项工作形成书面记录并存档", "the work on the demand was recorded in writing and filed", "需求管理工作没有书面记录", "the work on the demand was not recorded in writing")
    over_budget: Flag | None = exception("无预算或者超预算采购", "bought without or beyond the budget", "在预算之内采购", "bought within the budget", ask=("", "Is it bought without or beyond the budget?"))
    intention_complete: Flag | None = whether("采购意向内容齐全（名称、需求概况、预算、预计时间）", "the intention names project, need, budget and expected time", "采购意向内容不齐全", "the intention lacks prescribed content")
    intention_exempt: Flag | None = exception("属于不公开采购意向的情形（小额零星、批量集中采购、不可预见的紧急需要等）", "the intention need not be published (small scattered or batch purchase, unforeseen urgency)", "不属于不公开采购意向的情形", "the intention must be published", umbrella=("demand.unforeseen_urgency", "demand.framework_or_batch_by_centralised_body"))
    sme_suitability_assessed: Flag | None = whether("评估过是否适宜由中小企业提供", "its suitability for small and medium-sized enterprises was assessed", "未评估是否适宜由中小企业提供", "its suitability for small and medium-sized enterprises was not assessed")
    mandatory_certified_class: Flag | None = exception("标的属于强制采购的节能、环境标志产品品目", "the product is in a class of which only products certified for energy or environment may be bought", "标的不属于强制采购的节能、环境标志产品品目", "the product is in no class of mandatory certified products")
    activity_started: Event | None = event("采购活动开始", "procurement activity started", "2026-03-02")
    unforeseen_urgency: Flag | None = exception("因采购人不可预见的紧急情况实施采购", "the purchase meets an urgency that the purchaser could not foresee", "不是因不可预见的紧急情况采购", "no urgency of that kind is met")
    framework_or_batch_by_centralised_body: Flag | None = exception("系集中采购机构组织的批量集中采购或者框架协议采购", "it is a batch purchase or framework agreement run by the centralised body", "不是集中采购机构组织的批量或者框架协议采购", "it is no batch purchase or framework agreement of the centralised body")
