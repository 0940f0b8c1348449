"""Files, and conduct of purchaser and tenderee (gpl-2014:42, 71-79; gpl-regulation-2015:66-68; tbl-2017:49-59)."""

from procure_rules.facts.fields import Entity, absent, amount, event, exception, number, whether
from procure_rules.facts.values import Amount, Event, Flag, Quantity

__all__ = ["Conduct", "Records"]
# fmt: off


class Conduct(Entity):
    """What purchaser, tenderee and their staff did that they must not."""

    catalogue_item_not_entrusted: Flag | None = exception("集中采购目录项目未委托集中采购机构", "a catalogue item was not entrusted to the centralised body", "集中采购目录项目已委托集中采购机构", "catalogue items were entrusted to the centralised body")
    evaded_open_tendering: Flag | None = exception("化整为零或者以其他方式规避公开招标", "open tendering was evaded by splitting or otherwise", "未规避公开招标", "open tendering was not evaded")
    must_tender_not_tendered: Flag | None = exception("必须招标的项目不招标", "a project that must be tendered was not", "不存在必须招标而不招标", "no project that must be tendered went without", ask=("必须招标的项目是否未招标？", ""))
    terminated_without_cause: Flag | None = exception("擅自终止采购（招标）活动", "the procedure was ended without cause", "未擅自终止采购（招标）活动", "the procedure was not ended without cause")
    termination_cause: Flag | None = whether("终止因重大变故、采购任务取消", "it was ended for a grave change that cancelled the purchase", "终止没有重大变故", "it was not ended for a grave change")
    termination_reported: Flag | None = whether("项目实施情况和终止（取消）原因报告本级财政部门", "the finance department was told of the project and why it ended", "项目实施情况和终止（取消）原因未报告财政部门", "the finance department was not told of the project and why it ended")
    termination_told: Flag | None = whether("终止情况通知供应商（投标人）", "suppliers were told of the ending", "终止情况未通知供应商（投标人）", "suppliers were not told of the ending", ask=("终止情况是否通知了供应商（投标人）？", ""))
    document_fees_refunded: Event | None = event("退还文件费用和保证金（终止后）", "fees and securities refunded after the ending", "2026-03-30")
    staff_should_recuse: Flag | None = exception("采购人员与供应商有利害关系", "a purchasing officer has a tie to a supplier", "采购人员与供应商没有利害关系", "no purchasing officer has a tie to a supplier")
    staff_recused: Flag | None = whether("有利害关系的人员已回避", "that officer was recused", "有利害关系的人员未回避", "that officer was not recused")
    colluded: Flag | None = exception("采购人（招标人）与供应商、代理机构恶意串通", "the purchaser colluded with a supplier or the agency", "采购人（招标人）未串通", "the purchaser did not collude", unless="any(bids where collusion.told_of_other_bids or collusion.bid_swapped_on_hint or collusion.price_hinted or collusion.secrets_leaked or collusion.favoured)")
    took_bribes: Flag | None = exception("采购过程中收受贿赂或者获取其他不正当利益", "bribes or other undue benefits were taken", "未收受贿赂或者不正当利益", "no bribes or undue benefits were taken", ask=("是否在采购过程中收受贿赂或者获取其他不正当利益？", ""), unless="any(bids where fraud.bribed)")
    leaked_base_price: Flag | None = exception("开标前泄露标底", "the base price leaked before the opening", "开标前未泄露标底", "the base price did not leak before the opening", unless="any(bids where collusion.secrets_leaked)")
    false_information: Flag | None = exception("采购人、代理机构在监督检查中提供虚假情况", "purchaser or agency gave the supervisor false information", "采购人、代理机构未在监督检查中提供虚假情况", "purchaser and agency gave the supervisor no false information")
    inspection_refused: Flag | None = exception("采购人、代理机构拒绝监督检查", "purchaser or agency refused to be inspected", "采购人、代理机构未拒绝监督检查", "purchaser and agency did not refuse to be inspected")
    standard_raised: Flag | None = exception("擅自提高采购标准", "the standard of what is bought was raised without leave", "未擅自提高采购标准", "the standard of what is bought was not raised without leave")
    delivered_before_procurement: Flag | None = exception("采购活动开始前已供货、施工或者提供服务，事后补办采购手续", "goods, works or services were delivered before the procurement began, and the papers made afterwards", "未在采购活动开始前供货、施工或者提供服务", "nothing was delivered before the procurement began", ask=("是否在采购活动开始前已供货、施工或者提供服务，事后补办采购手续？", ""))
    standards_not_published: Flag | None = exception("未依法公布采购项目的采购标准和采购结果", "standards or results were not published as prescribed", "依法公布采购标准和采购结果", "standards and results were published as prescribed")
    circumstances_grave: Flag | None = whether("情节严重", "the circumstances are grave", "情节不严重", "the circumstances are not grave")
    corrected_in_time: Flag | None = whether("在责令的期限内改正", "it was put right in the time set", "未在责令的期限内改正", "it was not put right in the time set")
    loss_to_others: Amount | None = amount("给他人造成的损失", "loss caused to others", "120000", presume=absent("0元", "未提及给他人造成损失，推定没有", "no loss to others is mentioned, so none is presumed"))
    standstill_kept: Flag | None = whether("作出异议答复前暂停招标投标活动", "the tender stood still until the objection was answered", "作出异议答复前未暂停招标投标活动", "the tender did not stand still until the objection was answered", ask=("", "Was the tender held until the objection was answered?"))
    suspension_kept: Flag | None = whether("收到暂停通知后中止采购活动", "the procedure stopped on the order to suspend", "收到暂停通知后未中止采购活动", "the procedure did not stop on the order to suspend")
    security_misused: Flag | None = exception("挪用投标保证金", "bid security was misused", "未挪用投标保证金", "no bid security was misused")
    ended_by_force_majeure: Flag | None = whether("因不可抗力终止招标", "force majeure ended the tender", "终止招标不是因不可抗力", "the tender was not ended by force majeure")
    unfounded_fee_or_filing: Flag | None = exception("收取没有法律法规依据的费用，或者设置没有依据的审批、备案等事项", "fees were taken, or approvals and filings asked for, without a basis in law", "未收取没有依据的费用，也未设置没有依据的审批、备案", "no fee, approval or filing without a basis in law", ask=("是否收取没有法律法规依据的费用，或者设置没有依据的审批、备案等事项？", "Were fees taken, or approvals and filings asked for, without a basis in law?"))
    certificate_lent: Flag | None = exception("出让或者出租资格、资质证书供他人投标", "a qualification certificate was sold or lent for another's bid", "没有出让、出租资格、资质证书供他人投标", "no certificate was sold or lent for another's bid", ask=("是否有单位出让或者出租资格、资质证书供他人投标？", ""))
    region_barred: Flag | None = exception("限制或者排斥本地区、本系统以外的单位投标", "bidders from outside the region or system were kept out", "未限制本地区、本系统以外的单位投标", "no bidder from outside the region or system was kept out")
    void_reasons_told: Flag | None = whether("将废标理由通知所有投标人", "all bidders were told why the tender was voided", "未将废标理由通知所有投标人", "not all bidders were told why the tender was voided")


class Records(Entity):
    """The file of the procedure (gpl-2014:42; mof-order-87:39, 76; mof-order-110:21)."""

    kept: Flag | None = whether("妥善保存采购文件", "the file is kept", "未妥善保存采购文件", "the file is not kept")
    kept_years: Quantity | None = number("采购文件保存年限", "years the file is kept", "15", "year")
    complete: Flag | None = whether("采购档案真实完整", "the file is true and complete", "采购档案不真实或者不完整", "the file is untrue or incomplete")
    forged_or_destroyed: Flag | None = exception("伪造、变造、隐匿或者销毁采购文件", "papers were forged, altered, hidden or destroyed", "未伪造、变造、隐匿或者销毁采购文件", "no paper was forged, altered, hidden or destroyed")
    audio_video_kept: Flag | None = whether("录音录像资料存档", "recordings are on file", "录音录像资料未存档", "recordings are not on file")
    activity_record_complete: Flag | None = whether("采购活动记录内容齐全", "the record of the activity is complete", "采购活动记录内容不齐全", "the record of the activity is incomplete")
    destroyed: Event | None = event("销毁采购文件", "records destroyed", "2041-06-03", presume=absent("not_yet", "未提及销毁采购文件，推定没有", "no destruction of records is mentioned, so none is presumed"))
