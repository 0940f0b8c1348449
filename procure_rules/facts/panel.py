"""The panel and its members (mof-order-87:45-49, 62; caiku-2016-198; tbl-2017:37; tbl-regulation-2019:46-49, 71; bid-experts-order-26-2024)."""

from procure_rules.facts.fields import Entity, declared, event, exception, fact, number, whether
from procure_rules.facts.values import Day, Event, Flag, Quantity, Text
from procure_rules.facts.words import Level, MemberRole

__all__ = ["Panel", "PanelMember"]
# fmt: off


class Panel(Entity):
    """The panel as a whole."""

    size: Quantity | None = number("成员总数", "members", "5")
    experts: Quantity | None = number("评审专家人数", "review experts", "4")
    purchaser_representatives: Quantity | None = number("采购人（招标人）代表人数", "purchaser's representatives", "1")
    legal_experts: Quantity | None = number("法律专家人数", "legal experts", "1")
    national_library_experts: Quantity | None = number("从国家级专家库抽取的专家人数", "experts drawn from the national library", "2")
    largest_group_of_one_unit: Quantity | None = number("来自同一法人单位的专家最多人数", "most experts from one and the same unit", "1")
    drawn: Event | None = event("开始抽取评审专家", "drawing of experts started", "2026-03-20")
    drawn_at_random: Flag | None = whether("随机抽取专家", "the experts were drawn at random", "未随机抽取专家", "the experts were not drawn at random")
    from_lawful_library: Flag | None = whether("从依法组建的专家库抽取", "the experts come from a lawful library", "未从依法组建的专家库抽取", "the experts do not come from a lawful library")
    from_ministry_or_provincial_library: Flag | None = whether("从国务院有关部门或者省级综合专家库抽取", "the experts come from a ministry's or provincial library", "未从国务院有关部门或者省级综合专家库抽取", "the experts come from no ministry's or provincial library")
    chosen_directly: Flag | None = exception("采购人（招标人）自行选定、直接确定专家", "the purchaser chose experts itself", "未自行选定专家", "the purchaser chose no expert itself", ask=("采购人（招标人）是否自行选定、直接确定专家？", ""))
    direct_choice_ground: Flag | None = whether("技术复杂、专业性强或者有特殊要求，随机方式难以确定合适专家", "complexity or special needs make a random draw unfit", "没有随机方式难以确定合适专家的情形", "nothing makes a random draw unfit")
    direct_choice_consented: Flag | None = whether("自行选定经主管预算单位同意", "the supervising budget unit consented to the choice", "自行选定未经主管预算单位同意", "the supervising budget unit did not consent to the choice")
    direct_choice_reported: Flag | None = whether("直接确定专家已向行政监督部门报告", "the choice was reported to the administrative supervisor", "直接确定专家未向行政监督部门报告", "the choice was not reported to the administrative supervisor")
    direct_choice_marked: Flag | None = whether("公告专家名单时标注自行选定的专家", "chosen experts were marked when the names were published", "未标注自行选定的专家", "chosen experts were not marked", ask=("公告专家名单时是否标注自行选定的专家？", ""))
    evaluated_elsewhere: Flag | None = exception("系异地评审", "the evaluation takes place elsewhere", "不是异地评审", "the evaluation does not take place elsewhere")
    complex_negotiation: Flag | None = whether("系技术复杂、专业性强的竞争性谈判（磋商）项目", "it is a complex or specialised negotiation or consultation", "不是技术复杂、专业性强的谈判（磋商）项目", "it is no complex or specialised negotiation or consultation")
    chaired_by_purchaser: Flag | None = exception("采购人代表担任组长", "the purchaser's representative chairs", "采购人代表未担任组长", "the purchaser's representative does not chair")
    supervisor_staff_on_panel: Flag | None = exception("行政监督部门工作人员担任成员", "staff of the supervising authority sits on the panel", "行政监督部门工作人员未担任成员", "no staff of the supervising authority sits on the panel")
    names_kept_secret: Flag | None = whether("成员名单在结果公告（确定）前保密", "the names were kept secret until the result", "成员名单在结果公告（确定）前泄露", "the names leaked before the result")
    names_published: Flag | None = whether("随结果公告评审成员名单", "the names were published with the result", "未公告评审成员名单", "the names were not published with the result")
    member_missing: Flag | None = exception("成员缺席、回避或者因健康等原因不能评审", "a member was absent, recused or unable", "没有成员缺席、回避", "no member was absent or recused", ask=("是否有成员缺席、回避或者因健康等原因不能评审？", ""), unless="any(panel_members where left_without_leave)")
    replaced_lawfully: Flag | None = whether("依法补足、更换成员", "members were replaced as prescribed", "未依法补足、更换成员", "members were not replaced as prescribed")
    change_recorded: Flag | None = whether("变更、重新组建评标委员会的情况已记录存档", "the change of the panel is recorded and on file", "变更、重新组建评标委员会的情况未记录存档", "the change of the panel is not on record")
    pool_too_small: Flag | None = exception("专家库中相关专家数量不能保证随机抽取", "the library has too few experts for a random draw", "专家库中相关专家数量能够保证随机抽取", "the library has enough experts for a random draw", ask=("专家库中相关专家数量是否不足以随机抽取？", ""))
    recommended_admitted: Flag | None = whether("推荐的人员经审核选聘入库", "those recommended were vetted and admitted to the library", "推荐的人员未经审核选聘入库", "those recommended were not vetted and admitted to the library")
    replaced_without_reason: Flag | None = exception("非因法定事由更换成员", "a member was replaced without a lawful reason", "未非法更换成员", "no member was replaced without a lawful reason")
    replaced_views_discarded: Flag | None = whether("被更换成员的评审意见无效处理", "views of replaced members were discarded", "被更换成员的评审意见仍被采用", "views of replaced members were kept")
    rebuilt: Flag | None = exception("重新组建评审委员会", "the panel was formed anew", "未重新组建评审委员会", "the panel was not formed anew")
    old_members_in_new: Flag | None = exception("有违法行为的原成员参加重新组建的评审委员会", "an offending member sits on the new panel", "有违法行为的原成员未参加", "no offending member sits on the new panel")
    discipline_announced: Flag | None = whether("宣布评审工作纪律和应当回避的情形", "discipline and grounds of recusal were announced", "未宣布评审工作纪律和应当回避的情形", "discipline and grounds of recusal were not announced")
    identity_checked: Flag | None = whether("核对专家身份和采购人代表授权函", "identities and the representative's authority were checked", "未核对专家身份和授权函", "identities and authority were not checked")
    conduct_recorded: Event | None = event("记录评审专家履职情况", "experts' conduct recorded in the rating system", "2026-03-27")
    paid_to_others: Flag | None = exception("向评审专家以外的人员支付评审报酬", "others than experts were paid for reviewing", "未向评审专家以外的人员支付报酬", "nobody but experts was paid for reviewing")
    pool_level: Level | None = fact("抽取专家的专家库级别", "level of the library of experts", example="province")
    lawful_without_missing: Flag | None = exception("成员缺席、回避后评标委员会组成仍符合规定", "without the missing member the panel is still composed as prescribed", "成员缺席、回避后评标委员会组成不符合规定", "without the missing member the panel is not composed as prescribed", ask=("", "Is the panel still composed as prescribed without the missing member?"))
    direct_choice_agreed: Flag | None = whether("直接确定专家经行政监督部门同意", "the supervisor agreed to the direct choice of experts", "直接确定专家未经行政监督部门同意", "the supervisor did not agree to the direct choice of experts")
    early_draw_allowed: Flag | None = exception("抽取市外专家经行政监督部门同意提前进行", "the supervisor agreed to an earlier draw of experts from outside", "未经同意提前抽取专家", "no earlier draw of experts was agreed to", ask=("提前抽取市外专家的，是否经行政监督部门同意？", ""))


class PanelMember(Entity):
    """One member of the panel."""

    id: Text | None = fact("成员编号", "number of the member", example="1")
    member_name: Text | None = fact("成员姓名", "name of the member", example="张某")
    member_role: MemberRole | None = fact("成员身份", "capacity of the member", example="review_expert")
    from_purchaser: Flag | None = whether("系采购人（招标人）本单位人员", "the member is on the purchaser's staff", "不是采购人（招标人）本单位人员", "the member is not on the purchaser's staff")
    from_agency: Flag | None = whether("系代理机构工作人员", "the member is on the agency's staff", "不是代理机构工作人员", "the member is not on the agency's staff")
    member_age: Quantity | None = number("成员年龄", "age of the member", "55", "year")
    years_in_field: Quantity | None = number("从事相关领域工作年限", "years of work in the field", "8", "year")
    senior_title: Flag | None = whether("具有高级职称或者同等专业水平", "the member has a senior title or equal standing", "没有高级职称或者同等专业水平", "the member has no senior title or equal standing")
    intermediate_title: Flag | None = whether("具有中级专业技术职称或者同等专业水平", "the member has an intermediate title or equal standing", "没有中级专业技术职称或者同等专业水平", "the member has no intermediate title or equal standing")
    left_supplier_on: Day | None = event("最近一次与供应商的劳动关系终止之日", "day the last employment with a supplier ended", "2024-05-31")
    employed_by_supplier_within_three_years: Flag | None = exception("参加活动前三年内与供应商存在劳动关系", "the member worked for a supplier within three years before", "前三年内与供应商没有劳动关系", "the member did not work for a supplier within three years before", unless="left_supplier_on <= bid_deadline", ask=("参加活动前三年内是否与供应商存在劳动关系？", ""))
    director_of_supplier_within_three_years: Flag | None = exception("前三年内担任供应商的董事、监事", "the member was a supplier's director or supervisor within three years before", "前三年内未担任供应商的董事、监事", "the member was no director or supervisor of a supplier within three years before")
    controls_supplier: Flag | None = exception("前三年内是供应商的控股股东或者实际控制人", "the member controlled a supplier within three years before", "前三年内不是供应商的控股股东、实际控制人", "the member did not control a supplier within three years before")
    kin_of_supplier_head: Flag | None = exception("与供应商的法定代表人或者负责人有夫妻、近亲属或者近姻亲关系", "the member is spouse or near kin of a supplier's head", "与供应商负责人没有亲属关系", "the member is no kin of a supplier's head")
    other_tie_to_supplier: Flag | None = exception("与供应商有其他可能影响公正的关系", "the member has another tie to a supplier that may affect fairness", "与供应商没有其他可能影响公正的关系", "the member has no other tie to a supplier")
    on_authority_staff: Flag | None = exception("系项目主管部门或者行政监督部门的人员", "the member is on the staff of the supervising authority", "不是主管、监督部门人员", "the member is not on the staff of the supervising authority")
    recused: Flag | None = whether("成员已回避", "the member was recused", "成员未回避", "the member was not recused")
    member_barred: Flag | None = exception("被取消资格或者处于禁止参加评审期间", "the member is barred from reviewing", "未被禁止参加评审", "the member is not barred from reviewing", presume=(declared("true", "载明的禁止参加评审届满日不早于评审结束之日，推定评审时处于禁止期", "the stated end of the bar is no earlier than the end of the evaluation, so it is presumed to hold then", when="member_barred_until >= evaluation_finished"), declared("false", "载明的禁止参加评审届满日早于评审开始之日，推定禁止期已满", "the stated end of the bar is before the evaluation began, so it is presumed to be over", when="member_barred_until < evaluation.started or member_barred_until < bid_opening")))
    member_barred_until: Day | None = event("禁止参加评审届满日", "day the bar ends", "2027-03-01")
    gave_import_opinion: Flag | None = exception("参与过本项目进口产品论证", "the member took part in the opinion on the imports", "未参与过本项目进口产品论证", "the member took no part in the opinion on the imports")
    private_contact: Flag | None = exception("私下接触供应商（投标人）", "the member met a supplier in private", "未私下接触供应商", "the member met no supplier in private")
    took_favours: Flag | None = exception("收受财物或者其他好处", "the member took favours", "未收受财物或者好处", "the member took no favours")
    showed_inclination: Flag | None = exception("发表倾向性意见或者征询采购人（招标人）的意向", "the member leaned to one side or asked the purchaser's wish", "未发表倾向性意见", "the member did not lean to one side", ask=("", "Did the member lean to one side or ask the purchaser's wish?"))
    left_without_leave: Flag | None = exception("擅离职守", "the member left without leave", "未擅离职守", "the member did not leave without leave")
    absence_affected_evaluation: Flag | None = whether("擅离职守影响评标程序正常进行", "the member's absence disturbed the evaluation", "擅离职守未影响评标程序", "the member's absence did not disturb the evaluation", ask=("该成员擅离职守是否影响评标程序正常进行？", ""))
    took_departing_clarification: Flag | None = exception("接受投标人提出的与投标文件不一致的澄清、说明（书面要求的必要澄清除外）", "the member took a clarification that departs from the bid (other than a needed one asked for in writing)", "未接受与投标文件不一致的澄清、说明", "the member took no clarification that departs from the bid")
    took_instructions: Flag | None = exception("接受他人明示或者暗示提出的倾向或者排斥特定投标人的要求", "the member heeded a wish, open or hinted, to favour or shut out a certain bidder", "未接受倾向或者排斥特定投标人的要求", "the member heeded no wish to favour or shut out a certain bidder")
    failed_to_reject: Flag | None = exception("对依法应当否决的投标不提出否决意见", "the member did not speak for rejecting a bid that the law rejects", "对依法应当否决的投标提出了否决意见", "the member spoke for rejecting what the law rejects")
    prompted_clarification: Flag | None = exception("暗示、诱导投标人澄清，或者接受其主动提出的澄清", "the member prompted a clarification or took one unasked", "未暗示、诱导或者接受主动提出的澄清", "the member neither prompted a clarification nor took one unasked")
    otherwise_unfair: Flag | None = exception("有其他不客观、不公正履行职务或者不遵守评标纪律的行为", "the member acted in another way without fairness or against the discipline of the evaluation", "没有其他不公正履职或者不遵守纪律的行为", "the member did not otherwise act unfairly or against discipline", ask=("该成员是否有其他不客观、不公正履行职务或者不遵守评标纪律的行为？", ""))
    departed_from_criteria: Flag | None = exception("未按规定的程序、方法和标准评审", "the member departed from procedure, method or criteria", "按规定的程序、方法和标准评审", "the member kept to procedure, method and criteria")
    leaked_review: Flag | None = exception("泄露评审情况", "the member disclosed the evaluation", "未泄露评审情况", "the member did not disclose the evaluation")
    took_material_away: Flag | None = exception("记录、复制或者带走评审资料", "the member noted, copied or took away material", "未记录、复制或者带走评审资料", "the member took no material away")
    signed_report: Flag | None = whether("在评审报告上签字", "the member signed the report", "未在评审报告上签字", "the member did not sign the report")
    dissent_in_writing: Flag | None = whether("书面说明不同意见和理由", "the member gave dissent and reasons in writing", "未书面说明不同意见", "the member gave no dissent in writing")
