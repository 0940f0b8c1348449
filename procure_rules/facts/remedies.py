"""Challenges, objections and complaints: each one filing with its own clock."""

from __future__ import annotations

from procure_rules.facts.fields import Entity, Many, Presumption, fact
from procure_rules.facts.values import Event, Flag, Text
from procure_rules.facts.words import Against, ComplaintMatter

__all__ = ["Challenge", "Complaint", "Inspection", "Objection"]


class Challenge(Entity):
    """A challenge (质疑) by one supplier against one object (gpl-2014:52; mof-order-94:10-16)."""

    id: Text | None = fact("质疑编号", "number of the challenge")
    by: Text | None = fact("质疑供应商", "challenging supplier")
    against: Against | None = fact("质疑对象", "what is challenged", example="result")
    documents_obtained: Event | None = fact(
        "该供应商获取采购文件之日", "day this supplier obtained the documents", example="2026-04-28"
    )
    stage_ended: Event | None = fact("所质疑的程序环节结束之日", "day the challenged stage ended", example="2026-02-11")
    challenge_sent: Event | None = fact(
        "质疑函发出（交邮）", "challenge sent (posted)", example="2026-10-13",
    )  # fmt: skip
    challenge_received: Event | None = fact("收到质疑函", "challenge received", example="2026-10-16")
    challenge_answered: Event | None = fact("质疑答复", "challenge answered", example="2026-10-27")
    may_affect_result: Flag | None = fact(
        "质疑事项可能影响中标、成交结果", "the matter may affect the award",
        yes=("质疑事项可能影响中标、成交结果", "the matter may affect the award"),
        no=("质疑事项不影响中标、成交结果", "the matter cannot affect the award"),
    )  # fmt: skip


class Inspection(Entity):
    """Work of others that the authority waits for: inspection, test, appraisal, expert review (mof-order-94:27)."""

    inspection_sent: Event | None = fact("发出送检（鉴定、评审）文书", "sent for inspection", example="2026-03-16")
    inspection_returned: Event | None = fact("收到反馈材料", "returned from inspection", example="2026-03-20")


class Objection(Entity):
    """An objection (异议) in tendering (tbl-regulation-2019:22, 44, 54)."""

    id: Text | None = fact("异议编号", "number of the objection")
    by: Text | None = fact("异议人", "objecting party")
    objection_to: ComplaintMatter | None = fact("异议对象", "what is objected to", example="documents")
    objection_received: Event | None = fact("收到异议", "objection received", example="2026-05-11")
    objection_answered: Event | None = fact("异议答复", "objection answered", example="2026-05-14")


class Complaint(Entity):
    """A complaint (投诉), in either regime, with the challenge or objection that came before it."""

    id: Text | None = fact("投诉编号", "number of the complaint")
    by: Text | None = fact("投诉人", "complainant")
    matter: ComplaintMatter | None = fact(
        "投诉事项类型（招标投标）", "matter complained of (tendering)", example="evaluation_result"
    )
    learnt: Event | None = fact(
        "知道或者应当知道之日", "day the complainant knew or should have known", example="2026-05-08"
    )
    prior_challenge_received: Event | None = fact(
        "此前质疑的收到日", "day the prior challenge was received", example="2026-03-02"
    )
    prior_challenge_answered: Event | None = fact(
        "此前质疑的答复日", "day the prior challenge was answered", example="2026-03-05"
    )
    prior_objection_filed: Event | None = fact(
        "此前异议的提出日", "day the prior objection was filed", example="2026-05-11"
    )
    prior_objection_answered: Event | None = fact(
        "此前异议的答复日", "day the prior objection was answered", example="2026-05-14"
    )
    complaint_sent: Event | None = fact(
        "投诉书交邮", "complaint posted", example="2026-03-25",
        presume=Presumption("complaint_filed", "未提及交邮，推定提起之日即发出", "no posting is mentioned, so it is presumed sent on the day of filing"),
    )  # fmt: skip
    complaint_filed: Event | None = fact("提起投诉", "complaint filed", example="2026-03-26")
    complaint_received: Event | None = fact(
        "收到投诉书", "complaint received", example="2026-03-26",
        presume=Presumption("complaint_filed", "未提及收到日，推定提起之日收到", "no day of receipt is mentioned, so receipt on the day of filing is presumed"),
    )  # fmt: skip
    complaint_complete: Flag | None = fact(
        "投诉书内容符合规定", "the complaint has the prescribed content",
        yes=("投诉书内容符合规定", "the complaint has the prescribed content"),
        no=("投诉书内容不符合规定", "the complaint lacks prescribed content"),
        presume=(
            Presumption("false", "已要求补正，推定内容不符合规定", "a correction was asked for, so content was lacking", when="happened(correction_sent)"),
            Presumption("true", "未提及内容欠缺，推定符合规定", "no lack of content is mentioned, so none is presumed"),
        ),
    )  # fmt: skip
    complaint_admissible: Flag | None = fact(
        "投诉符合受理条件且属于本部门管辖", "the complaint meets the conditions and is within this authority's competence",
        yes=("投诉符合受理条件", "the complaint meets the conditions for admission"),
        no=("投诉不符合受理条件或者不属于本部门管辖", "the complaint fails the conditions or lies with another authority"),
        presume=Presumption("true", "未提及不予受理，推定符合受理条件", "no refusal is mentioned, so admission is presumed"),
    )  # fmt: skip
    reviewed: Event | None = fact("审查完毕", "review finished", example="2026-04-01")
    correction_sent: Event | None = fact(
        "发出补正通知", "notice to correct sent", example="2026-03-05",
        presume=Presumption("not_yet", "未提及补正，推定未要求补正", "no correction is mentioned, so none is presumed to have been asked for", when="complaint_complete"),
    )  # fmt: skip
    corrected: Event | None = fact("收到补正材料", "corrected complaint received", example="2026-03-12")
    refusal_notified: Event | None = fact("告知不予受理或者移送", "refusal or referral notified", example="2026-03-12")
    parties_notified: Event | None = fact(
        "发出投诉答复通知书", "notice to reply sent to the parties", example="2026-03-12"
    )
    reply_notice_received: Event | None = fact("被投诉人收到答复通知书", "notice to reply received by the respondent")
    replied: Event | None = fact("被投诉人作出说明", "respondent's statement made")
    admission_decided: Event | None = fact(
        "决定是否受理（招标投标）", "admission decided (tendering)", example="2026-09-28"
    )
    complaint_decided: Event | None = fact("投诉处理决定", "complaint decided", example="2026-04-22")
    inspections: Many[Inspection] | None = fact(
        "检验、检测、鉴定、专家评审", "inspections, tests, appraisals and expert reviews", many=("inspection", "inspections"),
        presume=Presumption("none", "未提及检验、鉴定等，推定没有", "no inspection is mentioned, so none is presumed"),
    )  # fmt: skip
    suspension_started: Event | None = fact("暂停采购活动", "suspension started", example="2026-03-09")
    suspension_ended: Event | None = fact("恢复采购活动", "suspension ended", example="2026-04-08")
