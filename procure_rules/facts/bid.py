"""One bid or response: papers, price, deviations, fate (mof-order-87:31-35, 51, 59-63; tbl-regulation-2019:35-38, 51; e-tendering-order-20:25-31)."""

from procure_rules.facts.fields import (
    Entity,
    Many,
    absent,
    amount,
    days,
    declared,
    event,
    exception,
    fact,
    number,
    part,
    ratio,
    whether,
)
from procure_rules.facts.supplier import EVERY_FAULT, Affiliation, Ban, Collusion, Consortium, Eligibility, Fraud
from procure_rules.facts.values import Amount, Days, Event, Flag, Quantity, Ratio, Text
from procure_rules.facts.words import RejectionReason

__all__ = ["Bid", "BidPapers", "BidPrice", "Subcontracting"]
# fmt: off


class BidPapers(Entity):
    """The bid as handed in."""

    submitted: Event | None = event("提交投标（响应）文件", "bid handed in", "2026-03-23T09:00")
    after_the_hour: Flag | None = exception("在截止当日的截止时刻以后送达", "it came after the hour of the deadline, on that day", "不是在截止当日的截止时刻以后送达", "it did not come after the hour of the deadline on that day")
    sealed: Flag | None = whether("按要求密封", "it is sealed as required", "未按要求密封", "it is not sealed as required", presume=absent("true", "未提及密封不合要求，推定已按要求密封", "no fault of the seal is mentioned, so it is presumed to be sealed"))
    signed: Flag | None = whether("按要求签署、盖章", "it is signed and stamped as required", "未按要求签署、盖章", "it is not signed or stamped as required", closed_by=EVERY_FAULT, closed="true")
    encrypted: Flag | None = whether("按要求加密", "it is encrypted as required", "未按要求加密", "it is not encrypted as required")
    upload_finished: Event | None = event("电子投标文件传输完成", "upload finished", "2026-03-23T08:50")
    decrypted: Flag | None = whether("投标文件已解密", "it was decrypted", "投标文件未解密", "it was not decrypted")
    undecrypted_by_bidder: Flag | None = whether("因投标人原因未解密", "the bidder caused the failure to decrypt", "非因投标人原因未解密", "the bidder did not cause the failure to decrypt")
    security_given: Flag | None = whether("按规定提交了投标保证金", "the bid security was given as required", "未按规定提交投标保证金", "the bid security was not given as required", presume=(declared("false", "提交的投标保证金少于要求的金额", "the security given is less than asked for", when="papers.security_amount < bid_security"), declared("true", "已载明保证金的处理，推定如此", "stated of it: what became of the security; so it is presumed", when="papers.security_kept or not papers.security_interest_paid")), closed_by=EVERY_FAULT, closed="true")
    security_amount: Amount | None = amount("提交的投标保证金金额", "security given", "80000")
    security_from_basic_account: Flag | None = whether("保证金从基本账户转出", "the security came from the basic account", "保证金未从基本账户转出", "the security did not come from the basic account")
    security_form_refused: Flag | None = exception("拒绝接受保函等非现金形式的保证金", "a guarantee or other non-cash security was refused", "未拒绝非现金形式的保证金", "no non-cash security was refused")
    security_kept: Flag | None = exception("不予退还保证金", "the security was kept", "未扣留保证金", "the security was not kept")
    security_kept_lawfully: Flag | None = whether("不予退还有法定或者约定情形", "law or documents allow the security to be kept", "不予退还没有法定或者约定情形", "nothing allows the security to be kept", ask=("不予退还保证金是否有法定或者约定情形？", ""))
    security_return_delayed_by_bidder: Flag | None = exception("因投标人自身原因无法及时退还", "the bidder itself delayed the return", "并非因投标人原因未及时退还", "the bidder did not delay the return")
    security_interest_paid: Flag | None = whether("退还时支付了利息（超期资金占用费）", "interest was paid with the security", "退还时未支付利息", "no interest was paid with the security")
    offered_validity: Days | None = days("承诺的投标有效期", "validity offered", "90")
    validity_extension_refused: Flag | None = exception("拒绝延长投标有效期", "the bidder refused to extend the validity", "未拒绝延长投标有效期", "the bidder did not refuse to extend the validity")
    revoked: Event | None = event("投标截止后撤销投标文件", "bid revoked after the deadline", "2026-04-02")
    responsive: Flag | None = whether("实质性响应文件要求", "it meets the substantive requirements", "未实质性响应文件要求", "it does not meet the substantive requirements", closed_by=EVERY_FAULT, closed="true")
    substantive_deviations: Quantity | None = number("不满足的实质性条款数", "substantive requirements not met", "0", closed_by=EVERY_FAULT, closed="0")
    other_deviations: Quantity | None = number("一般条款偏离项数", "deviations from other requirements", "2")
    unacceptable_conditions: Flag | None = exception("含有采购人不能接受的附加条件", "it contains conditions that the purchaser cannot accept", "没有采购人不能接受的附加条件", "it contains no unacceptable conditions", closed_by=EVERY_FAULT)
    several_bids: Flag | None = exception("提交两个以上不同的投标文件或者报价", "the bidder handed in several bids or prices", "仅提交一个投标文件和报价", "the bidder handed in one bid and price", closed_by=EVERY_FAULT)
    qualification_papers_complete: Flag | None = whether("资格证明材料齐全", "the papers on qualification are complete", "资格证明材料不齐全", "the papers on qualification are incomplete")
    brand: Text | None = fact("核心产品（单一产品）品牌", "brand of the (core) product", example="甲牌")
    same_brand_as_other: Flag | None = exception("核心产品品牌与其他合格投标人相同", "another qualified bidder offers the same brand", "核心产品品牌与其他合格投标人不同", "no other qualified bidder offers the same brand", ask=("核心产品品牌是否与其他合格投标人相同？", ""), closed_by=EVERY_FAULT)
    documents_copied: Flag | None = exception("复制招标文件的技术规格作为投标内容", "the bid copies the specifications of the documents", "未复制招标文件的技术规格", "the bid does not copy the specifications", closed_by=EVERY_FAULT)
    alternatives: Quantity | None = number("备选方案数", "alternatives offered", "1")
    same_maker_share: Ratio | None = ratio("与其他投标人相同制造商产品占投标总价的比例", "share of the bid price made up by products of a maker that another bidder offers too", "65%")
    same_model_through_another: Flag | None = exception("同一制造商同一品牌同一型号由另一代理商参加投标", "the same maker's brand and model is offered by another agent too", "没有另一代理商以同一型号投标", "no other agent offers the same model", ask=("是否有另一代理商以同一制造商同一品牌同一型号参加投标？", ""))
    names_equipment_makers: Flag | None = exception("技术方案指定重要设备、材料的生产供应者", "the design prescribes makers or suppliers of important equipment", "技术方案未指定生产供应者", "the design prescribes no maker or supplier")
    alternative_considered: Flag | None = exception("考虑了该投标人的备选方案", "the bidder's alternative was considered", "未考虑该投标人的备选方案", "the bidder's alternative was not considered")
    clarification_given: Flag | None = whether("按要求作出澄清、说明或者补正", "the bidder clarified as asked", "未按要求作出澄清、说明或者补正", "the bidder did not clarify as asked")
    security_converted: Flag | None = exception("保证金转为履约保证金", "the security was turned into the performance security", "保证金未转为履约保证金", "the security was not turned into the performance security")
    security_in_cash_or_cheque: Flag | None = whether("投标保证金以现金或者支票形式提交", "the bid security was given in cash or by cheque", "投标保证金不是现金或者支票", "the bid security was not in cash or by cheque")
    security_by_guarantee: Flag | None = exception("投标保证金以保函、保险等担保形式提交", "the bid security was given as a guarantee or insurance", "投标保证金不是以保函、保险等担保形式提交", "the bid security was not given as a guarantee or insurance")
    stands_for_brand: Flag | None = whether("系同品牌投标中参加评标或者获得推荐资格的一家（报价最低、得分最高，或者相同时依规定确定）", "of the bids of its brand this one stands (the lowest price or best score, or chosen as prescribed among equals)", "同品牌投标中由他家参加评标或者获得推荐资格", "another bid of its brand stands", ask=("", "Does this bid stand for its brand (the lowest price or best score, or chosen as prescribed among equals)?"))


class BidPrice(Entity):
    """The price, its corrections, and the review of a low one (mof-order-87:54-60; caiku-2026-2)."""

    includes_errors: Flag | None = exception("报价前后不一致", "the price is stated inconsistently", "报价前后一致", "the price is stated consistently", closed_by=EVERY_FAULT)
    corrected_price: Amount | None = amount("算术修正后的报价", "price after arithmetic correction", "3754000")
    corrected_as_prescribed: Flag | None = whether("报价按规定的方法和顺序修正", "the price was corrected by the prescribed rules, in their order", "报价未按规定的方法和顺序修正", "the price was not corrected by the prescribed rules")
    correction_confirmed: Flag | None = whether("投标人确认修正后的报价", "the bidder confirmed the corrected price", "投标人不确认修正后的报价", "the bidder did not confirm the corrected price")
    evaluated_price: Amount | None = amount("评审价格（政策扣除后）", "evaluated price (after policy deductions)", "3378915")
    below_cost: Flag | None = exception("报价低于成本", "the price is below cost", "报价不低于成本", "the price is not below cost", closed_by=EVERY_FAULT)
    average_of_conforming: Amount | None = amount("全部通过符合性审查供应商的平均报价", "average price of all conforming suppliers", "82500")
    second_lowest_conforming: Amount | None = amount("通过符合性审查供应商的次低报价", "second lowest price of the conforming suppliers", "90000")
    panel_finds_too_low: Flag | None = exception("评审委员会认为报价过低可能影响质量或者诚信履约", "the panel finds the price too low for quality or honest performance", "评审委员会未认为报价过低", "the panel does not find the price too low", closed_by=EVERY_FAULT)
    explanation_asked: Flag | None = whether("要求供应商说明报价合理性", "the supplier was asked to justify its price", "未要求供应商说明报价合理性", "the supplier was not asked to justify its price", presume=declared("true", "已载明给予的说明时间，推定如此", "stated of it: the time to justify the price; so it is presumed", when="price.minutes_to_explain > 0"))
    minutes_to_explain: Quantity | None = number("给予的说明时间", "time given to justify the price", "30", "minute", presume=declared("low_price_rules.explanation_minutes", "采购文件载明了给予说明的时间，推定依此给予", "the documents state the time given to explain, so that much is presumed to be given"))
    price_justified: Flag | None = whether("供应商证明了报价合理", "the supplier justified its price", "供应商未能证明报价合理", "the supplier did not justify its price")
    rank: Quantity | None = number("评审排名", "rank", "1", "rank", ask=("", "What is the rank of the bid?"))
    final_offer_made: Flag | None = whether("提交了最后报价", "a final offer was made", "未提交最后报价", "no final offer was made")
    left_negotiation: Flag | None = exception("谈判（磋商）中退出", "the supplier left the negotiation", "未退出谈判（磋商）", "the supplier did not leave the negotiation", ask=("是否在谈判（磋商）中退出？", ""))


class Subcontracting(Entity):
    """What the bidder means to pass on (gpl-2014:48; mof-order-87:35; tbl-2017:30, 48; caiku-2020-46:8, 9, 12)."""

    intended: Flag | None = exception("拟分包", "the bidder means to subcontract", "不拟分包", "the bidder does not mean to subcontract")
    stated_in_bid: Flag | None = whether("投标文件载明分包内容和承担主体", "the bid states what is subcontracted to whom", "投标文件未载明分包内容和承担主体", "the bid does not state what is subcontracted to whom")
    core_work: Flag | None = exception("拟分包主体、关键性工作", "core work is to be subcontracted", "仅分包非主体、非关键性工作", "no core work is to be subcontracted", ask=("是否拟分包主体、关键性工作？", ""))
    subcontractor_qualified: Flag | None = whether("分包承担主体具备相应资质条件", "the subcontractor is qualified", "分包承担主体不具备相应资质条件", "the subcontractor is not qualified")
    agreement_filed: Flag | None = whether("提交了分包意向协议", "a subcontract intent was handed in", "未提交分包意向协议", "no subcontract intent was handed in", presume=absent("true", "载明了拟分包给中小企业的份额，未提及缺少分包意向协议，推定已提交", "the share to be subcontracted to small firms is stated and no lack of an agreement is mentioned, so it is presumed to be handed in", when="subcontracting.small_share > 0% or subcontracting.sme_share > 0%"))
    small_share: Ratio | None = ratio("拟分包给小微企业的份额", "share to be subcontracted to small and micro firms", "30%")
    sme_share: Ratio | None = ratio("拟分包给中小企业的份额", "share to be subcontracted to small and medium-sized firms", "40%")


class Bid(Entity):
    """One bid or response."""

    id: Text | None = fact("投标编号", "number of the bid", example="1")
    bidder: Text | None = fact("投标人（供应商）", "bidder (supplier)", example="某医疗设备有限公司", ask=("投标人（供应商）是谁？", "Who is the bidder (supplier)?"))
    bid_price: Amount | None = fact("投标报价", "bid price", unit="yuan", example="3754350")
    small_or_micro: Flag | None = fact(
        "符合规定的小微企业", "small or micro enterprise under the rules",
        yes=("该投标人属于小微企业", "the bidder is a small or micro enterprise"),
        no=("该投标人不属于小微企业", "the bidder is no small or micro enterprise"),
        presume=declared("false", "该投标人属于中型企业", "the bidder is a medium-sized enterprise", when="medium_sized"),
    )
    declared_small_or_micro: Flag | None = fact(
        "提交了《中小企业声明函》", "handed in the declaration of small and medium-sized enterprises",
        yes=("提交了《中小企业声明函》", "the declaration was handed in"), no=("未提交《中小企业声明函》", "no declaration was handed in"),
        presume=declared("true", "已载明声明函内容不实，推定如此", "stated of it: that the declaration is untrue; so it is presumed", when="fraud.false_sme_declaration"),
    )
    medium_sized: Flag | None = whether("该投标人属于中型企业", "the bidder is a medium-sized enterprise", "该投标人不属于中型企业", "the bidder is no medium-sized enterprise")
    maker_small_or_micro: Flag | None = whether("所投货物全部由小微企业制造并使用其商号或者注册商标", "all goods offered are made by small or micro firms under their names", "所投货物并非全部由小微企业制造", "not all goods offered are made by small or micro firms")
    maker_sme: Flag | None = whether("所投货物全部由中小企业制造", "all goods offered are made by small or medium-sized firms", "所投货物含大型企业制造的货物", "some goods offered are made by large firms")
    staff_employed_by_sme: Flag | None = whether("服务人员系中小企业依法订立劳动合同的从业人员", "those who serve are employed by the small or medium-sized firm", "服务人员不是中小企业的从业人员", "those who serve are not employed by the small or medium-sized firm")
    prison_enterprise: Flag | None = exception("系监狱企业", "the bidder is a prison enterprise", "不是监狱企业", "the bidder is no prison enterprise")
    disabled_welfare_unit: Flag | None = exception("系残疾人福利性单位", "the bidder is a welfare unit that employs the disabled", "不是残疾人福利性单位", "the bidder is no welfare unit that employs the disabled")
    tied_to_large_firm: Flag | None = exception("与大企业负责人为同一人或者存在直接控股、管理关系", "the bidder has a large firm's head or is controlled by one", "与大企业没有同一负责人或者控股、管理关系", "the bidder is not tied to a large firm", ask=("与大企业的负责人是否为同一人，或者是否存在直接控股、管理关系？", "Does the bidder share its head with a large firm, or is it controlled by one?"))
    domestic_product: Flag | None = whether("所投产品系本国产品", "the product offered is a domestic product", "所投产品不是本国产品", "the product offered is no domestic product", presume=declared("false", "所投产品系进口产品", "the product offered is imported", when="imported_product"))
    domestic_share: Ratio | None = ratio("一揽子产品中本国产品成本占比", "share of domestic products in the cost of the package", "80%")
    imported_product: Flag | None = exception("所投产品系进口产品", "the product offered is imported", "所投产品不是进口产品", "the product offered is not imported")
    energy_or_environment_certified: Flag | None = whether("产品具有节能、环境标志认证", "the product is certified for energy or environment", "产品没有节能、环境标志认证", "the product is not certified for energy or environment")
    deduction_applied: Ratio | None = fact(
        "评审时给予的价格扣除比例", "price deduction given in the evaluation", unit="percent", example="10%"
    )
    bid_withdrawn: Event | None = event("撤回投标", "bid withdrawn", "2026-03-20", presume=(declared("withdrawal_notice_received", "收到了书面撤回通知，推定当日撤回", "a written withdrawal was received, so that day is presumed", when="happened(withdrawal_notice_received)"), absent("not_yet", "未提及撤回投标，推定未撤回", "no withdrawal is mentioned, so none is presumed")))
    withdrawal_notice_received: Event | None = event("收到书面撤回通知", "written withdrawal received", "2026-03-20")
    bid_security_returned: Event | None = fact("退还投标保证金", "bid security returned", example="2026-10-12", presume=declared("between(bid_deadline, security_returned)", "投标保证金已全部退还，该投标人的不晚于当日退还", "all bid securities were returned by that day, so this one no later", when="happened(security_returned)"))
    withdrew_before_deadline: Flag | None = whether("在投标截止前撤回", "the bid was withdrawn before the deadline", "未在投标截止前撤回", "the bid was not withdrawn before the deadline", presume=absent("false", "未提及撤回投标，推定未撤回", "no withdrawal is mentioned, so none is presumed", when="not happened(bid_withdrawn)"))
    attended_opening: Flag | None = whether("参加了开标", "the bidder attended the opening", "未参加开标", "the bidder did not attend the opening")
    passed_qualification: Flag | None = whether("通过资格审查", "the bidder passed the qualification check", "未通过资格审查", "the bidder failed the qualification check", closed_by=EVERY_FAULT, closed="true")
    passed_conformity: Flag | None = whether("通过符合性审查", "the bid passed the conformity check", "未通过符合性审查", "the bid failed the conformity check", closed_by=EVERY_FAULT, closed="true")
    refused_on_receipt: Flag | None = whether("拒收了该投标文件", "the bid was refused when it was handed in", "接收了该投标文件", "the bid was accepted when it was handed in", presume=declared("false", "该投标通过审查、被推荐或者中标，推定已被接收", "the bid passed a check, was recommended or won, so it is presumed to have been accepted", when="passed_qualification or passed_conformity or is_candidate or is_winner"), ask=("是否拒收了该投标文件？", ""))
    rejected_for_form: Flag | None = exception("因装订、纸张、文件排序等非实质性的格式、形式问题被否决或者认定无效", "the bid was rejected for a matter of form (binding, paper, order of papers)", "未因非实质性的格式、形式问题被否决", "the bid was not rejected for a matter of form", ask=("是否因装订、纸张、文件排序等非实质性的格式、形式问题被否决或者认定无效？", ""))
    rejected: Flag | None = exception("投标被否决或者认定无效", "the bid was rejected or held invalid", "投标未被否决或者认定无效", "the bid was neither rejected nor held invalid", unless="(refused_in_earlier_attempt or eligibility.dishonest_debtor or eligibility.tax_offender_listed or eligibility.procurement_offender_listed or price.explanation_asked) and not known_or(is_candidate or is_winner, false)")
    rejection_reason: RejectionReason | None = fact("否决（无效）理由", "ground of rejection", example="over_ceiling")
    is_candidate: Flag | None = whether("被推荐为中标、成交候选人", "the bidder was recommended as a candidate", "未被推荐为中标、成交候选人", "the bidder was not recommended as a candidate")
    is_winner: Flag | None = whether("被确定为中标、成交人", "the bidder won", "未被确定为中标、成交人", "the bidder did not win")
    grounds_complete: Flag | None = whether("投标无效、被否决的情形已全部载明", "every ground for rejecting the bid is stated", "投标无效、被否决的情形未全部载明", "not every ground for rejecting the bid is stated", help=("未载明的情形即视为没有", "a ground that is not stated is taken not to be there"))
    reasons_told: Flag | None = whether("告知其未通过审查的原因", "the bidder was told why it failed", "未告知其未通过审查的原因", "the bidder was not told why it failed")
    score_told: Flag | None = whether("告知其本人的评审得分与排序", "the bidder was told its score and rank", "未告知其评审得分与排序", "the bidder was not told its score and rank")
    gave_up_award: Flag | None = exception("放弃中标、成交或者拒绝签订合同", "the winner gave up or refused to sign", "未放弃中标、成交", "the winner did not give up", presume=declared("true", "中标（成交）人放弃或者拒签，该投标人即中标（成交）人", "the winner gave up or refused to sign, and this bidder is the winner", when="is_winner and award.winner_refused"))
    gave_up_with_reason: Flag | None = whether("放弃有正当理由（不可抗力等）", "there was good reason to give up (force majeure or the like)", "放弃没有正当理由", "there was no good reason to give up")
    refused_in_earlier_attempt: Flag | None = exception("曾在本项目前次采购中拒签合同", "the bidder refused to sign in an earlier attempt", "未曾在前次采购中拒签合同", "the bidder did not refuse to sign in an earlier attempt")
    papers: BidPapers | None = part("投标文件", "bid papers")
    price: BidPrice | None = part("报价", "price")
    eligibility: Eligibility | None = part("供应商条件", "eligibility")
    consortium: Consortium | None = part("联合体", "consortium")
    subcontracting: Subcontracting | None = part("分包", "subcontracting")
    affiliation: Affiliation | None = part("关联关系", "affiliation")
    collusion: Collusion | None = part("串通", "collusion")
    fraud: Fraud | None = part("弄虚作假等", "fraud and other misconduct")
    bans: Many[Ban] | None = fact(
        "处罚与禁止期", "sanctions and bans", many=("ban", "bans"),
        presume=absent("none", "未提及处罚，推定没有", "no sanction is mentioned, so none is presumed"),
    )
