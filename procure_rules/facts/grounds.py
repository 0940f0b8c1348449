"""Grounds of the methods, approval, and how the invited suppliers were found (gpl-2014:27-32; mof-order-74; caiku-2014-214)."""

from procure_rules.facts.fields import Entity, absent, amount, declared, event, exception, fact, number, whether
from procure_rules.facts.values import Amount, Event, Flag, Quantity
from procure_rules.facts.words import Level, SupplierSource

__all__ = ["COMPLETE", "Approval", "Grounds", "Invitation", "SingleSource"]
# fmt: off

COMPLETE = "grounds.complete"
"""Says that every ground that there is, is stated."""


class Grounds(Entity):
    """Facts on which a method other than open tendering may rest."""

    complete: Flag | None = whether("采用其他采购方式的情形已全部载明", "every ground for another method is stated", "采用其他采购方式的情形未全部载明", "not every ground for another method is stated", help=("未载明的情形即视为没有", "a ground that is not stated is taken not to be there"))
    limited_range_of_suppliers: Flag | None = whether("具有特殊性，只能从有限范围的供应商处采购", "it is special and can be bought from a limited range of suppliers only", "并非只能从有限范围的供应商处采购", "the range of suppliers is not limited", ask=("", "Is it special, so that it can be bought from a limited range of suppliers only?"), closed_by=COMPLETE)
    open_tendering_cost_disproportionate: Flag | None = whether("公开招标费用占项目总价值（合同金额）的比例过大", "open tendering would cost too much for the value", "公开招标费用占比并非过大", "open tendering would not cost too much for the value", ask=("公开招标费用占项目总价值（合同金额）的比例是否过大？", ""), closed_by=COMPLETE)
    cost_finding_made: Flag | None = whether("审批、核准或者监督部门已认定公开招标费用比例过大", "the competent department found the cost of open tendering excessive", "未经有关部门认定", "no department made that finding", ask=("审批、核准或者监督部门是否已认定公开招标费用比例过大？", ""))
    few_potential_bidders: Flag | None = whether("技术复杂、有特殊要求或者受自然环境限制，只有少量潜在投标人", "only few bidders are possible, for complexity, special needs or natural conditions", "并非只有少量潜在投标人", "more than a few bidders are possible", closed_by=COMPLETE)
    irreplaceable_patent: Flag | None = exception("需要采用不可替代的专利或者专有技术", "an irreplaceable patent or proprietary technology is needed", "不需要不可替代的专利或者专有技术", "no irreplaceable patent or proprietary technology is needed", unless="circumstances.tender_exemption", closed_by=COMPLETE)
    own_capacity: Flag | None = exception("采购人依法能够自行建设、生产或者提供", "the purchaser can lawfully build, make or provide it itself", "采购人不能自行建设、生产或者提供", "the purchaser cannot build, make or provide it itself", unless="circumstances.tender_exemption", closed_by=COMPLETE)
    concessionaire_capacity: Flag | None = exception("已通过招标选定的特许经营投资人能够自行建设、生产或者提供", "the concessionaire chosen by tender can build, make or provide it itself", "没有该特许经营投资人情形", "no concessionaire chosen by tender can provide it itself", unless="circumstances.tender_exemption", closed_by=COMPLETE)
    matching_earlier_purchase: Flag | None = exception("需要向原中标人采购，否则影响施工或者功能配套", "it must be bought from the earlier winner, or building or function would suffer", "不必向原中标人采购", "it need not be bought from the earlier winner", unless="circumstances.tender_exemption", closed_by=COMPLETE)
    government_purchased_service: Flag | None = whether("属于政府购买服务项目", "it is a service purchased by government", "不属于政府购买服务项目", "it is no service purchased by government", presume=absent("false", "标的系货物或者工程，推定不是政府购买服务", "goods or works are bought, so it is presumed no service purchased by government", when="subject.category in [goods, works]"), closed_by=COMPLETE)
    earlier_documents_unreasonable: Flag | None = exception("此前的招标文件存在不合理条款", "the documents of the failed tender had unreasonable clauses", "此前的招标文件没有不合理条款", "the documents of the failed tender had no unreasonable clauses")
    earlier_documents_argued: Flag | None = whether("评标委员会或者三名以上评审专家论证招标文件没有不合理条款", "the committee or three experts attested that the documents had no unreasonable clauses", "没有该论证意见", "there is no such opinion", ask=("评标委员会或者三名以上评审专家是否论证招标文件没有不合理条款？", ""))
    uniform_specification: Flag | None = whether("货物规格、标准统一", "goods of uniform specification and standard", "货物规格、标准不统一", "goods of differing specification or standard", ask=("", "Are the goods of uniform specification and standard?"), closed_by=COMPLETE)
    plentiful_supply: Flag | None = whether("现货货源充足", "supply is plentiful", "现货货源不充足", "supply is not plentiful", closed_by=COMPLETE)
    stable_price: Flag | None = whether("价格变化幅度小", "the price varies little", "价格变化幅度大", "the price varies much", ask=("价格变化幅度是否较小？", "Does the price vary little?"), closed_by=COMPLETE)
    emergency_not_from_delay: Flag | None = whether("发生不可预见的紧急情况，不能从其他供应商处采购", "an unforeseeable emergency leaves no other supplier", "没有不可预见的紧急情况", "no unforeseeable emergency leaves a single supplier", closed_by=COMPLETE)
    ground_still_holds: Flag | None = whether("该采购方式的适用情形仍然存在", "the ground of the method still holds", "因情况变化不再符合适用情形", "circumstances changed and the ground no longer holds", presume=absent("true", "未提及情况变化，推定适用情形仍然存在", "no change of circumstances is mentioned, so the ground is presumed still to hold"), ask=("该采购方式的适用情形是否仍然存在？", "Does the ground of the method still hold?"))
    two_stage: Flag | None = exception("分两阶段招标", "the tender has two stages", "不分两阶段招标", "the tender has one stage")
    framework_available: Flag | None = exception("该标的已有适用的框架协议", "a framework agreement covers the subject", "该标的没有适用的框架协议", "no framework agreement covers the subject")
    small_addition: Flag | None = exception("在建工程追加附属小型工程或者主体加层，原中标人仍有能力且换人将影响施工或者功能配套", "a small annex or an added storey to works under way, which the earlier winner can build and a change would harm", "不是在建工程的附属小型工程或者主体加层", "it is no small annex or added storey", ask=("是否为在建工程追加附属小型工程或者主体加层，原中标人仍有能力承担且换人将影响施工或者功能配套？", "Is it a small annex or an added storey to works under way, which the earlier winner can build and a change of builder would harm?"), unless="circumstances.tender_exemption", closed_by=COMPLETE)
    artistic_design: Flag | None = exception("建筑艺术造型有特殊要求", "the architecture has special artistic demands", "建筑艺术造型没有特殊要求", "the architecture has no special artistic demands", unless="circumstances.tender_exemption", closed_by=COMPLETE)
    few_designers: Flag | None = exception("技术复杂或者专业性强，合格的勘察设计单位少于三家", "fewer than three surveyors or designers can do it, for complexity or speciality", "合格的勘察设计单位不少于三家", "three or more surveyors or designers can do it", ask=("是否技术复杂或者专业性强，合格的勘察设计单位少于三家？", ""), unless="circumstances.tender_exemption", closed_by=COMPLETE)
    redesign_matching: Flag | None = exception("已建成项目改扩建或者技术改造，换单位设计将影响功能配套", "existing works are extended or refitted, and another designer would harm their function", "换单位设计不影响功能配套", "another designer would not harm the function", ask=("是否为已建成项目改扩建或者技术改造，换单位设计将影响功能配套？", ""), unless="circumstances.tender_exemption", closed_by=COMPLETE)
    other_state_case: Flag | None = exception("属于国家规定的其他可以不招标的情形", "it is another case that the state allows to go without tender", "不属于国家规定的其他情形", "it is no other case allowed by the state", unless="circumstances.tender_exemption", closed_by=COMPLETE)
    exemption_falsified: Flag | None = exception("为适用可以不招标的情形弄虚作假", "facts were falsified so that the purchase would go without tender", "没有为适用可以不招标的情形弄虚作假", "nothing was falsified to go without tender")
    secrecy_unfit_for_open_tendering: Flag | None = exception("涉及国家安全、国家秘密或者抢险救灾，适宜招标但不宜公开招标", "security, secrets or disaster relief leave it fit for tender but not for open tender", "没有适宜招标但不宜公开招标的此类情形", "security, secrets and disaster relief do not rule out an open tender", closed_by=COMPLETE)
    key_project_unfit_for_open_tendering: Flag | None = exception("重点项目不适宜公开招标", "the key project is unfit for open tendering", "重点项目适宜公开招标", "the key project is fit for open tendering", closed_by=COMPLETE)
    first_stage_priced: Flag | None = exception("第一阶段要求提交报价", "prices were asked for in the first stage", "第一阶段不提交报价", "no prices were asked for in the first stage")
    second_stage_open_to_others: Flag | None = exception("第二阶段接受未提交技术建议的投标人", "bidders without a technical proposal were let into the second stage", "第二阶段仅限提交技术建议的投标人", "the second stage is for those that made technical proposals")
    security_asked_in_first_stage: Flag | None = exception("第一阶段要求提交投标保证金", "bid security was asked for in the first stage", "第一阶段未要求提交投标保证金", "no bid security was asked for in the first stage")
    special_circumstances: Flag | None = exception("有需要执行政府采购政策等特殊情况，须采用公开招标以外的方式", "carrying out procurement policy, or a like special circumstance, asks for another method than open tendering", "没有需要执行政府采购政策等特殊情况", "no procurement policy or like special circumstance asks for another method", umbrella=(), closed_by=COMPLETE)


class SingleSource(Entity):
    """What single-source buying asks for besides (gpl-2014:31; gpl-regulation-2015:38; mof-order-74:38-43)."""

    suppliers_able: Quantity | None = number("能够提供的供应商家数", "suppliers that are able to provide it", "1")
    only_supplier: Flag | None = whether("只能从唯一供应商处采购", "it can be bought from one supplier only", "并非只能从唯一供应商处采购", "it can be bought from others", presume=(declared("true", "载明能够提供的供应商只有一家", "one supplier only is said to be able", when="single_source.suppliers_able == 1"), declared("false", "载明能够提供的供应商不止一家", "more than one supplier is said to be able", when="single_source.suppliers_able >= 2")), closed_by=COMPLETE)
    consistency: Flag | None = whether("必须保证原有项目一致性或者服务配套，需要继续从原供应商处添购", "consistency or matching service demands buying on from the same supplier", "不需要为一致性或者服务配套继续添购", "neither consistency nor matching service demands it", closed_by=COMPLETE)
    additions_sum: Amount | None = amount("从原供应商处添购的资金总额", "money of all additions bought from the same supplier", "95000")
    original_contract_price: Amount | None = amount("原合同采购金额", "price of the original contract", "1000000")
    publicity_complete: Flag | None = whether("公示内容齐全", "the publicity has the prescribed content", "公示内容不齐全", "the publicity lacks prescribed content")
    publicity_on_official_media: Flag | None = whether("在指定媒体公示", "the publicity is on the designated media", "未在指定媒体公示", "the publicity is not on the designated media")
    expert_opinion_given: Flag | None = whether("有专业人员对唯一性的论证意见", "experts attested that there is one supplier only", "没有专业人员的论证意见", "no expert attested that there is one supplier only")
    publicity_objected: Flag | None = exception("公示期内收到异议", "an objection came within the publicity period", "公示期内没有异议", "no objection came within the publicity period")
    objection_founded: Flag | None = whether("补充论证认为异议成立", "the supplementary review found the objection right", "补充论证认为异议不成立", "the supplementary review found the objection wrong", ask=("经补充论证，异议是否成立？", ""))
    price_over_budget: Flag | None = whether("报价超过采购预算", "the price exceeds the budget", "报价未超过采购预算", "the price does not exceed the budget")
    staff_experienced: Flag | None = whether("由具有相关经验的专业人员协商", "staff with relevant experience negotiated", "协商人员没有相关经验", "the staff that negotiated lacked experience", ask=("是否由具有相关经验的专业人员协商？", ""))
    record_complete: Flag | None = whether("编写了内容齐全的协商情况记录", "a complete record of the negotiation was made", "没有内容齐全的协商情况记录", "no complete record of the negotiation was made")
    objection_received: Event | None = event("收到对单一来源公示的异议", "objection to the single-source publicity received", "2026-02-24")
    objector_told: Flag | None = whether("补充论证的结论已告知异议人", "whoever objected was told the result of the supplementary review", "补充论证的结论未告知异议人", "whoever objected was not told the result of the supplementary review")


class Approval(Entity):
    """Approval of a method other than open tendering (gpl-2014:27; mof-order-74:4, 5; caiku-2015-36)."""

    consent_of_supervising_budget_unit: Flag | None = whether("经主管预算单位同意", "the supervising budget unit consented", "未经主管预算单位同意", "the supervising budget unit did not consent")
    approving_level: Level | None = fact("批准部门的级别", "level of the approving department", example="city")
    papers_complete: Flag | None = whether("申请材料齐全", "the application papers are complete", "申请材料不齐全", "the application papers are incomplete")
    papers_true: Flag | None = whether("申请材料真实", "the application papers are true", "申请材料不真实", "the application papers are untrue")
    invited_tendering_approved: Flag | None = whether("邀请招标已经批准", "invited tendering was approved", "邀请招标未经批准", "invited tendering was not approved")
    no_tender_approved: Flag | None = whether("不招标已经审批、核准", "going without tender was approved", "不招标未经审批、核准", "going without tender was not approved")
    tender_plan_approved: Flag | None = whether("招标范围、方式、组织形式已经审批、核准", "scope, method and organisation of the tender were approved", "招标范围、方式、组织形式未经审批、核准", "scope, method and organisation of the tender were not approved")
    method_as_approved: Flag | None = whether("按批准的方式采购", "the approved method was used", "未按批准的方式采购", "another method than the approved one was used")
    funds_secured: Flag | None = whether("资金或者资金来源已经落实", "funds or their source are secured", "资金或者资金来源未落实", "neither funds nor their source are secured")
    preparations_done: Flag | None = whether("初步设计、技术资料等招标条件已经具备", "preliminary design, technical papers and the like are ready", "初步设计、技术资料等招标条件尚不具备", "preliminary design, technical papers or the like are not ready", ask=("初步设计、技术资料等招标条件是否已经具备？", ""))
    county_empowered: Flag | None = exception("县级财政部门经省级人民政府批准行使该批准职权", "the county's department was empowered by the province to approve", "县级财政部门未获该批准职权", "the county's department was not empowered to approve")
    excess_over_estimate_approved: Flag | None = whether("超出批准概算已报原审批部门同意", "the authority agreed to exceed the approved estimate", "超出批准概算未报原审批部门同意", "the authority did not agree to exceed the approved estimate", ask=("超出批准概算的，是否已报原审批部门同意？", ""))


class Invitation(Entity):
    """How suppliers were found and invited (gpl-2014:34, 38, 40; mof-order-87:14; mof-order-74:12; caiku-2014-214:6)."""

    source: SupplierSource | None = fact("供应商产生方式", "how the suppliers were found", example="library_draw", presume=declared("recommendation", "载明了推荐的家数或者推荐意见，推定系书面推荐", "recommendations are stated, so the suppliers are presumed to be recommended", when="invitation.recommended_by_purchaser > 0 or invitation.recommended_by_experts > 0 or not invitation.recommendations_in_writing"))
    listed_suppliers: Quantity | None = number("备选供应商名单家数", "suppliers on the list", "6")
    invited_suppliers: Quantity | None = number("邀请（抽取）的供应商家数", "suppliers invited (drawn)", "3")
    drawn_at_random: Flag | None = whether("随机抽取", "they were drawn at random", "未随机抽取", "they were not drawn at random")
    supervising_staff: Quantity | None = number("抽取时在场监督的采购人工作人员数", "purchaser's staff who watched the draw", "2")
    draw_recorded: Flag | None = whether("抽取形成书面记录", "the draw was recorded in writing", "抽取没有书面记录", "the draw was not recorded in writing")
    recommended_by_purchaser: Quantity | None = number("采购人推荐的供应商家数", "suppliers recommended by the purchaser", "2")
    recommended_by_experts: Quantity | None = number("评审专家推荐的供应商家数", "suppliers recommended by the experts", "2")
    recommendations_in_writing: Flag | None = whether("分别出具书面推荐意见", "each recommendation is in writing", "没有分别出具书面推荐意见", "recommendations are not all in writing")
    recommendations_published: Flag | None = whether("随结果公告推荐名单和理由（意见）", "recommendations and reasons were published with the award", "未公告推荐名单和理由（意见）", "recommendations and reasons were not published")
    sent_at_the_same_time: Flag | None = whether("同时向所有受邀供应商发出邀请", "all invitations went out at the same time", "未同时发出邀请", "invitations did not go out at the same time")
    all_qualified: Flag | None = whether("受邀供应商均符合资格条件", "all invited suppliers are qualified", "受邀供应商并非均符合资格条件", "not all invited suppliers are qualified")
