"""The days of a procedure, from intention to file, each event by its name."""

from procure_rules.facts.fields import Entity, absent, declared, done, event, fact, usual
from procure_rules.facts.values import Deadline, Event

__all__ = ["Timeline"]
# fmt: off


AHEAD = usual(
    "not_yet",
    "提交截止尚未届至，推定其后的事项尚未发生",
    "the deadline lies ahead, so what comes after it is presumed not to have happened yet",
    when="not happened(bid_deadline) or not happened(first_response_deadline)",
)
"""Of what ordinarily comes after the deadline."""


class Timeline(Entity):
    """The events of a procedure, named as in the glossary; each happened, not yet, or unknown."""

    intention_published: Event | None = event("采购意向公开", "intention published", "2026-01-30")
    approval_applied: Event | None = event("申请采用其他采购方式", "approval of another method applied for", "2026-02-10", presume=done("not approval.papers_true", "申请材料的真实情况", "whether the papers of the application are true"))
    approval_granted: Event | None = event("采购方式等获批准", "approval granted", "2026-02-20")
    single_source_publicity_started: Event | None = event("单一来源公示开始", "single-source publicity started", "2026-02-11")
    single_source_publicity_ended: Event | None = event("单一来源公示结束", "single-source publicity ended", "2026-02-25")
    supplementary_review_finished: Event | None = event("单一来源补充论证完成", "supplementary single-source review finished", "2026-03-03")
    prequalification_notice_published: Event | None = event("资格预审公告发布", "prequalification notice published", "2026-02-02", presume=declared("tender_notice_published", "招标公告和资格预审公告合并发布", "tender and prequalification notices were published as one", when="prequalification.combined_notice"))
    prequalification_deadline: Deadline | None = fact("资格预审申请文件提交截止", "deadline of prequalification applications", example="2026-02-16T17:00")
    tender_notice_published: Event | None = fact("招标（采购）公告发布", "tender (procurement) notice published", example="2026-03-02", presume=declared("prequalification_notice_published", "招标公告和资格预审公告合并发布", "tender and prequalification notices were published as one", when="prequalification.combined_notice"))
    invitation_sent: Event | None = event("发出投标邀请", "invitation sent", presume=done("not invitation.sent_at_the_same_time", "邀请如何发出", "how the invitations went out"))
    notice_period_ended: Event | None = event("采购公告期限届满", "notice period ended", "2026-03-09")
    tender_documents_issued: Event | None = fact("招标（采购）文件开始发出", "documents issued", example="2026-03-02", presume=(done("not documents.same_for_all or documents.not_given_as_announced", "文件如何发出", "how the documents were issued"), usual("tender_notice_published", "未载明文件何时开始提供，推定自公告之日起提供", "when the documents were first provided is not stated; presumed from the day of the notice on", when="happened(tender_notice_published)", unless="tender_notice_published > bid_deadline or tender_notice_published > first_response_deadline"), declared("between(tender_notice_published, bid_deadline)", "文件自公告之日起提供，不早于公告、不晚于截止", "documents are provided from the notice on, and before the deadline", when="happened(tender_notice_published)"), declared("between(tender_notice_published, first_response_deadline)", "文件自公告之日起提供，不早于公告、不晚于截止", "documents are provided from the notice on, and before the deadline", when="happened(tender_notice_published)")))
    tender_documents_closed: Event | None = fact("招标（采购）文件停止发售", "issue of documents ended", example="2026-03-09")
    bid_deadline: Deadline | None = fact("投标截止", "bid deadline", example="2026-03-23T09:30", presume=declared("first_response_deadline", "未另载明投标截止的，以载明的首次响应文件提交截止为准", "where no other bid deadline is stated, the stated deadline of the first response is it"))
    first_response_deadline: Deadline | None = fact("首次响应文件提交截止", "deadline of the first response", example="2026-10-09T09:30", presume=declared("bid_deadline", "未另载明首次响应文件提交截止的，以载明的投标截止为准", "where no other deadline of the first response is stated, the stated bid deadline is it"))
    bid_opening: Event | None = fact("开标", "bid opening", example="2026-03-23", presume=(done("not opening.at_deadline or not opening.at_stated_place or opening.observers_refused or opening.panel_attended or not opening.presided_by_purchaser_side or not opening.seals_checked or not opening.recorded or opening.opened_though_too_few", "开标时的做法", "how the opening was held"), AHEAD))
    bid_validity_ended: Event | None = event("投标有效期届满", "bid validity ended", "2026-06-21")
    evaluation_finished: Event | None = event("评标（评审）结束", "evaluation finished", "2026-03-24", presume=done("not evaluation.quoted_once or not evaluation.negotiated_with_each or not evaluation.factors_in_documents or not evaluation.same_brand_counted_once or evaluation.high_or_low_removed or evaluation.subjective_scores_agreed or evaluation.purchaser_inclined or evaluation.interfered_with or evaluation.outsiders_present or evaluation.evaluated_though_too_few", "评标（评审）中的做法", "how the evaluation was held"))
    evaluation_report_sent: Event | None = event("代理机构送交评审报告", "evaluation report sent to the purchaser", "2026-03-26")
    evaluation_report_received: Event | None = event("收到评标报告", "evaluation report received", "2026-03-26")
    candidates_published: Event | None = fact("中标候选人公示开始", "publication of candidates begun", example="2026-04-03", presume=AHEAD)
    candidates_publication_ended: Event | None = event("中标候选人公示结束", "publication of candidates ended", "2026-04-06")
    award_decided: Event | None = event("确定中标（成交）人", "award decided", "2026-04-08", presume=done("not award.from_candidates or not award.in_ranked_order or not award.first_ranked_won or not award.tie_broken_as_stated or award.letter_withheld", "中标（成交）人如何确定", "how the winner was picked"))
    award_notice_published: Event | None = fact("中标（成交）结果公告", "award notice published", example="2026-09-24")
    award_notice_period_ended: Event | None = event("中标（成交）结果公告期限届满", "award notice period ended", "2026-09-28")
    award_letter_issued: Event | None = fact("中标（成交）通知书发出", "letter of award issued", example="2026-01-15", presume=(declared("award_notice_published", "公告结果的同时发出通知书", "the letter went out together with the notice", when="award.letter_sent_with_notice"), done("award.changed_after_letter or award.winner_refused or contract.purchaser_refused", "通知书发出以后的事情", "what followed the letter of award"), done("any(bids where gave_up_award)", "中标（成交）人放弃", "that the winner gave up")))
    tender_report_filed: Event | None = event("向行政监督部门提交招标投标情况书面报告", "report on the tender filed with the supervisor", "2026-05-27", presume=AHEAD)
    contract_signed: Event | None = fact("合同签订", "contract signed", example="2026-02-14", presume=(done("contract.contrary_side_agreement or contract.departs_from_documents or not contract.written or contract.altered or contract.transferred or contract.counterfeits_supplied or contract.subcontracted_again or contract.main_structure_subcontracted or contract.subcontracted_upwards or not contract.subcontracting_consented or contract.financing_guaranteed or payment.refused_for_internal_reasons or payment.uncontested_part_withheld or payment.depends_on_third_party or payment.non_cash_forced or contract.advance_by_builder or conditions.terms_beyond_contract_for_payment", "合同的内容或者履行", "what the contract holds or how it is performed"), AHEAD))
    contract_published: Event | None = event("合同公告", "contract published", "2026-02-25", presume=AHEAD)
    contract_filed: Event | None = event("合同备案", "contract filed", "2026-02-27", presume=AHEAD)
    security_returned: Event | None = event("投标保证金全部退还", "bid securities all returned", "2026-02-27", presume=declared("not_yet", "有投标人的保证金尚未退还", "the security of a bidder was not returned yet", when="any(bids where papers.security_given and not withdrew_before_deadline and not happened(bid_security_returned))"))
    performance_started: Event | None = event("合同开始履行", "performance of the contract started", "2026-03-01")
    delivered: Event | None = event("交付", "delivered", "2026-04-20", presume=done("acceptance.delayed_by_purchaser", "拖延验收", "that the inspection was put off"))
    works_accepted: Event | None = event("验收合格", "inspected and accepted", "2026-04-27", presume=declared("not_yet", "验收不合格", "performance did not pass", when="not acceptance.passed"))
    invoice_received: Event | None = event("收到发票", "invoice received", "2026-04-28")
    paid: Event | None = event("付清款项", "paid in full", "2026-05-20")
    contract_ended: Event | None = event("合同终止（解除）", "contract ended", "2027-02-13")
    tender_voided: Event | None = event("废标", "tender voided", "2026-03-24", presume=(declared("tender_failed", "招标失败（流标）即应废标，推定当日废标", "a tender that failed is to be voided, so that day is presumed", when="happened(tender_failed)"), absent("not_yet", "已发出通知书或者签订合同，未提及废标，推定没有", "the letter of award went out or the contract was signed and no voiding is mentioned, so none is presumed", when="happened(award_letter_issued) or happened(contract_signed)")))
    tender_failed: Event | None = event("流标（招标失败）", "tender failed", "2026-03-23")
    procurement_terminated: Event | None = event("终止采购", "procurement terminated", "2026-03-20", presume=(done("conduct.terminated_without_cause", "无故终止", "that it was ended without cause"), absent("not_yet", "已发出通知书或者签订合同，未提及终止，推定没有", "the letter of award went out or the contract was signed and no termination is mentioned, so none is presumed", when="happened(award_letter_issued) or happened(contract_signed)")))
    termination_notice_published: Event | None = event("终止（废标）公告发布", "termination notice published", "2026-03-20")
    re_tendered: Event | None = event("重新招标", "re-tendered", "2026-04-01")
    archived: Event | None = event("采购结束（归档）", "procurement ended and filed", "2026-05-25")
