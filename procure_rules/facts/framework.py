"""Framework agreements and their suppliers (mof-order-110)."""

from procure_rules.facts.fields import (
    Entity,
    amount,
    days,
    declared,
    done,
    event,
    exception,
    fact,
    number,
    usual,
    whether,
)
from procure_rules.facts.grounds import COMPLETE
from procure_rules.facts.values import Amount, Days, Event, Flag, Quantity, Text
from procure_rules.facts.words import EvaluationMethod, FrameworkGround, FrameworkKind, SecondStage

__all__ = ["Framework", "FrameworkSupplier"]
# fmt: off


class Framework(Entity):
    """The framework agreement and its first stage."""

    kind: FrameworkKind | None = fact("框架协议类型", "kind of framework agreement", example="closed_framework")
    ground: FrameworkGround | None = fact("采用框架协议的情形", "ground of the framework agreement", example="catalogue_items")
    small_and_scattered: Flag | None = whether("属于小额零星采购", "the purchases are small and scattered", "不属于小额零星采购", "the purchases are not small and scattered", closed_by=COMPLETE)
    yearly_budget: Amount | None = amount("同一品目（类别）年度采购预算", "yearly budget of the item or category", "1200000")
    single_project_possible: Flag | None = whether("能够归集需求形成单一项目采购", "the need can be gathered into one purchase", "不能归集需求形成单一项目采购", "the need cannot be gathered into one purchase")
    several_suppliers_needed: Flag | None = whether("需要确定两家以上供应商由服务对象自主选择", "those served are to choose among two or more suppliers", "不需要由服务对象自主选择", "those served need not choose")
    organised_by_centralised_body: Flag | None = whether("由集中采购机构征集", "the centralised procurement body organises it", "不由集中采购机构征集", "the centralised procurement body does not organise it")
    organised_by_supervising_budget_unit: Flag | None = whether("由主管预算单位征集", "the supervising budget unit organises it", "不由主管预算单位征集", "the supervising budget unit does not organise it")
    other_unit_approved: Flag | None = exception("其他预算单位经主管预算单位批准征集", "another unit organises it with the supervising unit's approval", "不是其他预算单位经批准征集", "no other unit organises it with approval", ask=("是否由其他预算单位经主管预算单位批准征集？", ""))
    plan_approved_or_filed: Event | None = event("采购方案经审核（备案）", "plan approved or filed", "2026-02-10")
    survey_done: Flag | None = whether("开展了需求调查", "a demand survey was made", "未开展需求调查", "no demand survey was made")
    surveyed_purchasers: Quantity | None = number("调查的采购人数", "purchasers surveyed", "3")
    surveyed_suppliers: Quantity | None = number("调查的供应商数", "suppliers surveyed", "3")
    requirements_changed: Flag | None = exception("有效期内变动采购需求", "the requirements changed during the term", "有效期内未变动采购需求", "the requirements did not change during the term")
    unit_price_ceiling_stated: Flag | None = whether("明确最高限制单价（付费标准）", "a ceiling of the unit price is stated", "未明确最高限制单价（付费标准）", "no ceiling of the unit price is stated", presume=declared("true", "载明了最高限制单价", "the ceiling of the unit price is stated", when="framework.unit_price_ceiling > 0元"))
    unit_price_ceiling: Amount | None = amount("最高限制单价（付费标准）", "ceiling of the unit price (the fee)", "500")
    electronic: Flag | None = whether("实行电子化采购", "it is run electronically", "未实行电子化采购", "it is not run electronically")
    first_stage_method: EvaluationMethod | None = fact("第一阶段评审方法", "evaluation method of the first stage", example="price_first")
    quality_first_allowed: Flag | None = whether("属于可以采用质量优先法的情形", "quality first is allowed", "不属于可以采用质量优先法的情形", "quality first is not allowed")
    testing_instruments: Flag | None = exception("系检测、实验等仪器设备采购", "testing or laboratory instruments are bought", "不是检测、实验等仪器设备采购", "no testing or laboratory instruments are bought")
    consumables_priced: Flag | None = whether("要求同时对专用耗材报价", "dedicated consumables are priced too", "未要求对专用耗材报价", "dedicated consumables are not priced")
    responses: Quantity | None = number("提交响应文件的供应商数", "suppliers that responded", "6")
    qualified_responses: Quantity | None = number("符合资格条件和实质性要求的供应商数", "suppliers that are qualified and responsive", "6")
    selected_suppliers: Quantity | None = number("入围供应商数", "suppliers selected", "4")
    eliminated_suppliers: Quantity | None = number("淘汰供应商数", "suppliers eliminated", "2")
    elimination_stated: Flag | None = whether("征集文件规定淘汰率或者入围数量上限", "the documents state the share eliminated or the number selected", "征集文件未规定淘汰率或者入围数量上限", "the documents state neither share nor number")
    all_qualified_selected: Flag | None = exception("符合资格条件即入围", "all that qualify are selected", "不是符合资格条件即入围", "not all that qualify are selected")
    is_goods_framework: Flag | None = whether("系货物框架协议", "it covers goods", "系服务框架协议", "it covers services")
    framework_term: Days | None = days("框架协议有效期", "term of the framework agreement", "365")
    content_complete: Flag | None = whether("框架协议内容齐全", "the agreement has the prescribed content", "框架协议内容不齐全", "the agreement lacks prescribed content")
    departs_from_documents: Flag | None = exception("框架协议对征集文件、响应文件作实质性修改", "the agreement departs in substance from documents or responses", "框架协议未作实质性修改", "the agreement does not depart in substance")
    admission_letter_issued: Event | None = event("入围通知书发出", "letter of selection issued", "2026-03-30")
    framework_signed: Event | None = event("框架协议签订", "framework agreement signed", "2026-04-15", presume=done("framework.requirements_changed or framework.departs_from_documents", "协议的内容或者履行", "what the agreement holds or how it is carried out"))
    framework_filed: Event | None = event("框架协议副本备案", "copy of the agreement filed", "2026-04-22")
    information_sent: Event | None = event("入围信息告知采购人（服务对象）", "selection told to purchasers or those served", "2026-04-17")
    framework_ended: Event | None = event("框架协议有效期满", "term of the agreement ended", "2027-04-14", presume=usual("framework.framework_signed + framework.framework_term", "未说明期满日，以签订日和有效期推算", "the end of the term is not stated; it is reckoned from signing and the term"))
    summary_published: Event | None = event("发布成交结果汇总公告", "summary of contracts published", "2027-04-27")
    replenished: Flag | None = exception("补充征集供应商", "suppliers were added later", "未补充征集供应商", "no suppliers were added later")
    remaining_suppliers: Quantity | None = number("剩余入围供应商数", "suppliers left", "2")
    too_few_to_perform: Flag | None = whether("剩余供应商不足影响框架协议执行", "too few are left to carry out the agreement", "剩余供应商不影响框架协议执行", "enough are left to carry out the agreement", ask=("剩余供应商是否不足，影响框架协议执行？", ""))
    replenishment_as_first_time: Flag | None = whether("补充征集的条件、程序、淘汰比例与初次相同", "the addition kept to the first conditions, procedure and share", "补充征集与初次征集不同", "the addition differed from the first time", ask=("补充征集的条件、程序、淘汰比例是否与初次相同？", ""))
    second_stage: SecondStage | None = fact("第二阶段确定成交供应商的方式", "how the second stage chooses", example="direct_choice")
    second_stage_stated: Flag | None = whether("征集文件载明二次竞价或者顺序轮候", "the documents provide for second bidding or rotation", "征集文件未载明二次竞价或者顺序轮候", "the documents provide for neither second bidding nor rotation")
    rotation_changed: Flag | None = exception("有效期内调整合同授予顺序", "the order of rotation changed during the term", "未调整合同授予顺序", "the order of rotation did not change", ask=("有效期内是否调整合同授予顺序？", ""))
    awarded_outside: Flag | None = exception("将合同授予非入围供应商", "a contract went to a supplier not selected", "未将合同授予非入围供应商", "no contract went to a supplier not selected")
    outside_price_lower: Flag | None = whether("非入围供应商价格更低且入围供应商不同意降价", "the outsider was cheaper and the selected would not go down", "不存在更低价格或者入围供应商同意降价", "the outsider was not cheaper, or the selected went down", ask=("非入围供应商价格是否更低，且入围供应商不同意降价？", ""))
    outside_award_provided_for: Flag | None = whether("框架协议约定可以授予非入围供应商", "the agreement provides for awards to outsiders", "框架协议未约定可以授予非入围供应商", "the agreement does not provide for awards to outsiders")
    outside_award_reported: Event | None = event("将非入围授予情况告知征集人", "award to an outsider told to the organiser", "2026-06-02")
    feedback_kept: Flag | None = whether("建立用户反馈和评价机制", "users' feedback is collected", "未建立用户反馈和评价机制", "users' feedback is not collected")
    matching_consumables: Flag | None = exception("系与目录内品目配套的必要耗材、配件", "it buys consumables or parts needed for catalogue items", "不是与目录内品目配套的耗材、配件", "it buys no consumables or parts for catalogue items")
    serves_outsiders: Flag | None = whether("为本部门、本系统以外的服务对象提供服务", "it serves people outside the department and its system", "仅为本部门、本系统提供服务", "it serves the department and its system only")
    policy_keeps_suppliers: Flag | None = exception("因执行政府采购政策不宜淘汰供应商", "procurement policy speaks against eliminating suppliers", "没有因政策不宜淘汰供应商的情形", "no policy speaks against eliminating suppliers")
    supply_restricted: Flag | None = exception("受基础设施、行政许可、知识产权等限制且不宜淘汰供应商", "infrastructure, licences or intellectual property restrict the suppliers, and none should be eliminated", "供应商不受此类限制", "suppliers are not so restricted")
    possible_suppliers: Quantity | None = number("受限制的供应商数量", "suppliers there are under that restriction", "3")
    uniform_fee: Flag | None = whether("能够确定统一付费标准", "one fee for all can be set", "不能确定统一付费标准", "no one fee for all can be set")
    all_willing_needed: Flag | None = whether("因地域等服务便利性需要接纳所有愿意接受协议条件的供应商", "all suppliers that accept the terms are needed, for nearness to those served or the like", "不需要接纳所有愿意接受条件的供应商", "not all suppliers that accept the terms are needed")
    heavy_consumables: Flag | None = exception("系耗材使用量大的复印、打印、实验、医疗等仪器设备", "the instruments use consumables heavily (copying, printing, laboratory, medical)", "不是耗材使用量大的仪器设备", "the instruments do not use consumables heavily")
    consumables_years: Quantity | None = number("专用耗材报价的约定年限", "years for which dedicated consumables are priced", "3", "year")
    lowest_quote_won: Flag | None = whether("二次竞价由报价最低的供应商成交", "the lowest quote won the second bidding", "二次竞价未由报价最低的供应商成交", "the lowest quote did not win the second bidding")
    open_to_public: Flag | None = whether("征集文件和入围信息在有效期内随时可供公众查阅", "documents and selection can be looked up by the public during the term", "征集文件和入围信息不能随时供公众查阅", "documents and selection cannot be looked up by the public")
    outside_award_decided: Event | None = event("确定非入围供应商成交", "award to a supplier not selected decided", "2026-06-01")


class FrameworkSupplier(Entity):
    """One supplier of a framework agreement."""

    id: Text | None = fact("入围供应商编号", "number of the supplier", example="1")
    supplier_name: Text | None = fact("入围供应商名称", "name of the supplier", example="某会计师事务所")
    agreed_price: Amount | None = amount("协议价格", "agreed price", "480")
    maker_or_sole_agent: Flag | None = whether("系生产厂家或者其唯一授权供应商", "it is the maker or the maker's sole agent", "不是生产厂家或者其唯一授权供应商", "it is neither the maker nor the sole agent")
    application_received: Event | None = event("收到加入申请", "application to join received", "2026-05-11")
    application_decided: Event | None = event("申请审核完成并书面通知", "application decided and told", "2026-05-20")
    admission_published: Event | None = event("发布入围结果公告", "admission published", "2026-05-22")
    exit_requested: Event | None = event("收到退出申请", "request to leave received", "2026-08-03")
    exit_published: Event | None = event("发布退出公告", "leaving published", "2026-08-05")
    exit_reasoned: Flag | None = whether("退出（放弃入围）有正当理由", "there is good reason to leave", "退出（放弃入围）没有正当理由", "there is no good reason to leave")
    refused_call: Flag | None = exception("无正当理由拒不接受合同授予", "the supplier refused a contract without good reason", "未拒绝接受合同授予", "the supplier refused no contract")
    performed_badly: Flag | None = exception("经请求仍不履行或者不按约定履行合同", "the supplier did not perform even when asked", "按约定履行合同", "the supplier performed")
    barred_during_term: Flag | None = exception("有效期内被禁止参加政府采购活动", "the supplier was banned during the term", "有效期内未被禁止参加政府采购活动", "the supplier was not banned during the term")
    removed: Event | None = event("取消入围资格（解除框架协议）", "supplier removed", "2026-09-01", presume=done("readmitted", "被清退后又加入", "that the supplier came back after its removal"))
    readmitted: Flag | None = exception("被清退后又参加补充征集或者重新加入", "the supplier came back after its removal", "被清退后未再加入", "the supplier did not come back")
    contract_awarded: Event | None = event("确定该供应商成交（第二阶段）", "contract awarded to the supplier (second stage)", "2026-06-01")
    contract_award_published: Event | None = event("该笔成交结果公告", "that award published", "2026-06-03")
    colluded_for_selection: Flag | None = exception("恶意串通谋取入围或者合同成交", "the supplier colluded to be selected or to get a contract", "未恶意串通", "the supplier did not collude")
    false_material_for_selection: Flag | None = exception("提供虚假材料谋取入围或者合同成交", "the supplier gave false material to be selected or to get a contract", "未提供虚假材料", "the supplier gave no false material")
    application_approved: Flag | None = whether("加入申请审核通过", "the application was approved", "加入申请未通过审核", "the application was not approved")
