"""Challenges, objections and complaints: each one filing with its own clock."""

from procure_rules.facts.fields import (
    Entity,
    Many,
    absent,
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
from procure_rules.facts.values import Day, Days, Event, Flag, Quantity, Text
from procure_rules.facts.words import Against, ComplaintAddressee, ComplaintMatter, ComplaintOutcome, ProcessStage

__all__ = ["Challenge", "Complaint", "Inquiry", "Inspection", "Objection"]


REFUSED = declared(
    "not_yet",
    "已告知不予受理或者移送，推定没有受理",
    "a refusal or referral was notified, so it is presumed not to have been admitted",
    when="happened(refusal_notified)",
)
"""Of what follows the admission of a complaint."""


class Challenge(Entity):
    """A challenge (质疑) by one supplier against one object (gpl-2014:52; mof-order-94:10-16)."""

    id: Text | None = fact("质疑编号", "number of the challenge", example="1")
    by: Text | None = fact(
        "质疑供应商",
        "challenging supplier",
        example="某科技有限公司",
        ask=("质疑供应商是谁？", "Who is the challenging supplier?"),
    )
    against: Against | None = fact(
        "质疑对象", "what is challenged", example="result", ask=("质疑针对什么？", "What is challenged?")
    )
    documents_obtained: Event | None = fact(
        "该供应商获取采购文件之日", "day this supplier obtained the documents", example="2026-04-28"
    )
    stage_ended: Event | None = fact("所质疑的程序环节结束之日", "day the challenged stage ended", example="2026-02-11")
    challenge_sent: Event | None = fact(
        "质疑函发出（交邮）",
        "challenge sent (posted)",
        example="2026-10-13",
    )
    challenge_received: Event | None = fact("收到质疑函", "challenge received", example="2026-10-16")
    challenge_answered: Event | None = fact(
        "质疑答复",
        "challenge answered",
        example="2026-10-27",
        presume=done("answer_discloses_secrets or answer_contrary_to_facts", "答复的内容", "what the answer holds"),
    )
    may_affect_result: Flag | None = fact(
        "质疑事项可能影响中标、成交结果",
        "the matter may affect the award",
        yes=("质疑事项可能影响中标、成交结果", "the matter may affect the award"),
        no=("质疑事项不影响中标、成交结果", "the matter cannot affect the award"),
    )
    # fmt: off
    challenger_took_part: Flag | None = whether("质疑人系参与本项目采购活动的供应商", "the challenger took part in the procedure", "质疑人未参与本项目采购活动", "the challenger took no part in the procedure")
    obtained_lawfully: Flag | None = whether("质疑人依法获取采购文件", "the challenger obtained the documents lawfully", "质疑人未依法获取采购文件", "the challenger did not obtain the documents lawfully")
    second_in_same_stage: Flag | None = exception("系就同一采购程序环节再次质疑", "it is a further challenge of the same stage", "不是就同一环节再次质疑", "it is no further challenge of the same stage", ask=("是否就同一采购程序环节再次质疑？", ""))
    amendment_received: Event | None = event("收到更正内容", "amendment received", "2026-04-06")
    challenge_in_writing: Flag | None = whether("以书面形式提出", "it is in writing", "未以书面形式提出", "it is not in writing", ask=("质疑是否以书面形式提出？", "Is the challenge in writing?"))
    challenge_complete: Flag | None = whether("质疑函内容齐全", "the letter of challenge has the prescribed content", "质疑函内容不齐全", "the letter of challenge lacks prescribed content")
    challenge_signed: Flag | None = whether("质疑函按规定签字、盖章", "the letter of challenge is signed and stamped", "质疑函未按规定签字、盖章", "the letter of challenge is not signed and stamped")
    challenge_proxy_filed: Flag | None = whether("代理人提交了授权委托书", "the agent handed in a power of attorney", "代理人未提交授权委托书", "the agent handed in no power of attorney")
    challenge_refused: Flag | None = exception("拒收质疑函", "the challenge was refused", "未拒收质疑函", "the challenge was not refused")
    answer_complete: Flag | None = whether("质疑答复内容齐全", "the answer has the prescribed content", "质疑答复内容不齐全", "the answer lacks prescribed content")
    answer_told_to_others: Flag | None = whether("答复书面通知质疑供应商和其他有关供应商", "the answer went to the challenger and others concerned in writing", "答复未书面通知有关供应商", "the answer did not go to all concerned in writing")
    answer_discloses_secrets: Flag | None = exception("答复内容涉及商业秘密", "the answer discloses business secrets", "答复内容不涉及商业秘密", "the answer discloses no business secrets")
    challenge_upheld: Flag | None = whether("质疑成立", "the challenge was found right", "质疑不成立", "the challenge was found wrong")
    amendable: Flag | None = whether("通过澄清或者修改可以继续开展采购活动", "the procedure can go on after an amendment", "通过澄清或者修改不能继续开展采购活动", "the procedure cannot go on after an amendment")
    result_changed_by_answer: Flag | None = exception("质疑答复导致结果改变", "the answer changed the result", "质疑答复未改变结果", "the answer did not change the result")
    change_reported: Event | None = event("结果改变报告财政部门", "changed result reported to the finance department", "2026-10-30")
    challenge_withdrawn: Event | None = event("撤回质疑", "challenge withdrawn", "2026-10-20")
    purchaser_holds: Event | None = event("采购人暂停签订、中止履行合同", "purchaser held signing or performance", "2026-10-16")
    harm_known: Event | None = event("知道权益受到损害", "harm known", "2014-06-03")
    challenged_stage: ProcessStage | None = fact("所质疑的程序环节", "stage that is challenged", example="opening_stage")
    challenge_by_agent: Flag | None = exception("由代理人提出质疑", "an agent raised it", "未委托代理人提出质疑", "no agent raised it")
    challenge_clear_request: Flag | None = whether("质疑有明确的请求和必要的证明材料", "it has a clear request and the needed proof", "质疑没有明确的请求或者必要的证明材料", "it lacks a clear request or the needed proof")
    challenge_in_chinese: Flag | None = whether("质疑函使用中文", "the letter of challenge is in Chinese", "质疑函未使用中文", "the letter of challenge is not in Chinese", presume=absent("true", "未提及语言，推定使用中文", "no language is mentioned, so Chinese is presumed"))
    challenge_beyond_mandate: Flag | None = exception("质疑超出对代理机构的授权范围", "it lies beyond the agency's mandate", "质疑未超出授权范围", "it lies within the agency's mandate")
    challenge_referred: Event | None = event("告知向采购人质疑", "challenger referred to the purchaser", "2026-10-17")
    answer_contrary_to_facts: Flag | None = exception("答复与事实明显不符且不能作出合理说明", "the answer is plainly contrary to the facts and cannot be accounted for", "答复并非与事实明显不符", "the answer is not plainly contrary to the facts")
    concerns_second_stage: Flag | None = exception("针对框架协议第二阶段的成交结果", "it concerns an award of the framework's second stage", "不针对框架协议第二阶段", "it does not concern the second stage of a framework")
    second_stage_award_published: Event | None = event("所质疑的第二阶段成交结果公告", "the challenged second-stage award published", "2026-06-03")
    # fmt: on


class Inquiry(Entity):
    """An inquiry (询问) of a supplier (gpl-2014:51; gpl-regulation-2015:52)."""

    id: Text | None = fact("询问编号", "number of the inquiry", example="1")
    inquiry_received: Event | None = event("收到询问", "inquiry received", "2026-03-04")
    inquiry_answered: Event | None = event(
        "询问答复",
        "inquiry answered",
        "2026-03-09",
        presume=done("inquiry_answer_discloses_secrets", "答复的内容", "what the answer holds"),
    )
    beyond_mandate: Flag | None = exception(
        "询问超出对代理机构的授权范围",
        "it lies beyond the agency's mandate",
        "询问未超出授权范围",
        "it lies within the agency's mandate",
    )
    referred_to_purchaser: Event | None = event("告知向采购人询问", "referred to the purchaser", "2026-03-05")
    # fmt: off
    inquiry_answer_discloses_secrets: Flag | None = exception("询问答复涉及商业秘密", "the answer to the inquiry discloses business secrets", "询问答复不涉及商业秘密", "the answer to the inquiry discloses no business secrets")
    inquiry_may_affect_result: Flag | None = whether("询问事项可能影响中标、成交结果", "the matter inquired about may affect the award", "询问事项不影响中标、成交结果", "the matter inquired about cannot affect the award")
    held_on_inquiry: Event | None = event("采购人因询问暂停签订、中止履行合同", "purchaser held signing or performance on the inquiry", "2026-03-04")
    # fmt: on


class Inspection(Entity):
    """Work of others that the authority waits for: inspection, test, appraisal, expert review (mof-order-94:27)."""

    inspection_sent: Event | None = fact("发出送检（鉴定、评审）文书", "sent for inspection", example="2026-03-16")
    inspection_returned: Event | None = fact("收到反馈材料", "returned from inspection", example="2026-03-20")
    # fmt: off
    complainant_told_of_time: Flag | None = whether("将检验、鉴定等所需时间告知投诉人", "the complainant was told how long it takes", "未将所需时间告知投诉人", "the complainant was not told how long it takes")
    # fmt: on


class Objection(Entity):
    """An objection (异议) in tendering (tbl-regulation-2019:22, 44, 54)."""

    id: Text | None = fact("异议编号", "number of the objection", example="1")
    by: Text | None = fact(
        "异议人", "objecting party", example="某建设有限公司", ask=("异议人是谁？", "Who is the objecting party?")
    )
    objection_to: ComplaintMatter | None = fact(
        "异议对象", "what is objected to", example="documents", ask=("异议针对什么？", "What is objected to?")
    )
    objection_received: Event | None = fact("收到异议", "objection received", example="2026-05-11")
    objection_answered: Event | None = fact(
        "异议答复",
        "objection answered",
        example="2026-05-14",
        presume=done("answer_reveals_bids or answer_uses_unreported_deviations", "答复的内容", "what the answer holds"),
    )
    # fmt: off
    objector_interested: Flag | None = whether("异议人系投标人（潜在投标人）或者其他利害关系人", "the objector is a bidder or another interested party", "异议人不是投标人或者利害关系人", "the objector is neither a bidder nor an interested party")
    raised_at_opening: Flag | None = whether("在开标现场提出", "it was raised at the opening", "未在开标现场提出", "it was not raised at the opening", ask=("异议是否在开标现场提出？", ""))
    within_publication: Flag | None = whether("在公示期内提出", "it came within the publication", "未在公示期内提出", "it did not come within the publication", ask=("异议是否在公示期内提出？", ""))
    objection_in_time: Flag | None = whether("异议在期限内提出", "the objection was made in time", "异议超过期限提出", "the objection was made too late", presume=(declared("true", "异议在公示期内提出", "the objection came within the publication", when="objection_to == evaluation_result and within_publication"), declared("false", "异议未在公示期内提出", "the objection did not come within the publication", when="objection_to == evaluation_result and not within_publication"), usual("true", "未载明提出异议的期限的起止，推定没有逾期", "the days between which an objection may be made are not stated, so it is presumed to be in time", when="objection_to == documents and stated_or(bid_deadline, objection_received) == objection_received and stated_or(bid_deadline, objection_received + 1 days) == objection_received + 1 days or objection_to == prequalification_documents and stated_or(prequalification_deadline, objection_received) == objection_received and stated_or(prequalification_deadline, objection_received + 1 days) == objection_received + 1 days or objection_to == evaluation_result and stated_or(candidates_published, objection_received) == objection_received and stated_or(candidates_published, objection_received + 1 days) == objection_received + 1 days"), declared("false", "以载明的日期判断异议是否逾期", "whether the objection was late is told by the stated days", when="happened(objection_received)")))
    objection_upheld: Flag | None = whether("异议成立", "the objection was found right", "异议不成立", "the objection was found wrong")
    standstill: Event | None = event("招标人暂停招标投标活动", "tenderee let the tender stand still", "2026-05-11")
    standstill_ended: Event | None = event("恢复招标投标活动", "standstill ended", "2026-05-14")
    objection_uploaded: Event | None = event("异议内容上传招标网（国际招标）", "objection uploaded (international tender)", "2026-05-11")
    objection_on_platform: Flag | None = whether("异议通过电子交易平台提出", "the objection was made on the electronic platform", "异议未通过电子交易平台提出", "the objection was not made on the electronic platform")
    answer_on_platform: Flag | None = whether("通过电子交易平台答复异议", "the answer was given on the electronic platform", "未通过电子交易平台答复异议", "the answer was not given on the electronic platform")
    opening_answer_recorded: Flag | None = whether("对开标异议的答复制作了记录", "the answer to the objection at the opening was recorded", "对开标异议的答复未制作记录", "the answer to the objection at the opening was not recorded")
    answer_uploaded: Event | None = event("异议答复上传招标网（国际招标）", "answer uploaded (international tender)", "2026-05-14")
    answer_point_by_point: Flag | None = whether("答复对异议问题逐项说明", "the answer deals with each point of the objection", "答复未对异议问题逐项说明", "the answer does not deal with each point of the objection")
    answer_reveals_bids: Flag | None = exception("答复涉及其他投标人的投标秘密", "the answer reveals secrets of other bids", "答复不涉及其他投标人的投标秘密", "the answer reveals no secrets of other bids")
    answer_uses_unreported_deviations: Flag | None = exception("以评标报告未体现的偏离作为答复依据", "the answer rests on deviations that the evaluation report does not show", "未以评标报告以外的偏离作为答复依据", "the answer rests on no deviation outside the evaluation report")
    result_changed_by_objection: Flag | None = exception("因异议变更评标结果", "the objection changed the evaluation result", "异议未变更评标结果", "the objection did not change the evaluation result", ask=("是否因异议变更评标结果？", ""))
    changed_result_published: Event | None = event("变更后的评标结果公示", "changed evaluation result published", "2026-05-18")
    # fmt: on


class Complaint(Entity):
    """A complaint (投诉), in either regime, with the challenge or objection that came before it."""

    id: Text | None = fact("投诉编号", "number of the complaint", example="1")
    by: Text | None = fact(
        "投诉人", "complainant", example="某科技有限公司", ask=("投诉人是谁？", "Who is the complainant?")
    )
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
        "投诉书交邮",
        "complaint posted",
        example="2026-03-25",
        presume=usual(
            "complaint_filed",
            "未提及交邮，推定提起之日即发出",
            "no posting is mentioned, so it is presumed sent on the day of filing",
        ),
    )
    complaint_filed: Event | None = fact("提起投诉", "complaint filed", example="2026-03-26")
    complaint_received: Event | None = fact(
        "收到投诉书",
        "complaint received",
        example="2026-03-26",
        presume=(
            usual(
                "complaint_filed",
                "未提及收到日，推定提起之日收到",
                "no day of receipt is mentioned, so receipt on the day of filing is presumed",
            ),
            done(
                "handling_fee_charged or again_after_withdrawal or facts_invented or false_proof or proof_got_unlawfully or matter_vague or in_review_or_litigation or concession_stopped",
                "投诉的内容或者处理",
                "what the complaint holds or how it was handled",
            ),
        ),
    )
    complaint_complete: Flag | None = fact(
        "投诉书内容符合规定",
        "the complaint has the prescribed content",
        yes=("投诉书内容符合规定", "the complaint has the prescribed content"),
        no=("投诉书内容不符合规定", "the complaint lacks prescribed content"),
        presume=(
            declared(
                "false",
                "已要求补正，推定内容不符合规定",
                "a correction was asked for, so content was lacking",
                when="happened(correction_sent)",
            ),
            absent("true", "未提及内容欠缺，推定符合规定", "no lack of content is mentioned, so none is presumed"),
        ),
    )
    complaint_admissible: Flag | None = fact(
        "投诉符合受理条件且属于本部门管辖",
        "the complaint meets the conditions and is within this authority's competence",
        yes=("投诉符合受理条件", "the complaint meets the conditions for admission"),
        no=(
            "投诉不符合受理条件或者不属于本部门管辖",
            "the complaint fails the conditions or lies with another authority",
        ),
        presume=(
            declared(
                "false",
                "已告知不予受理或者移送，推定不符合受理条件或者不属于本部门管辖",
                "refusal or referral was notified, so it is presumed not admissible there",
                when="happened(refusal_notified)",
            ),
            declared(
                "false",
                "投诉前未质疑、投诉人不是质疑供应商、同一事项已经处理或者不属本部门管辖，推定不符合受理条件",
                "no challenge came first, another supplier made it, the matter was decided before or the authority is another: presumed inadmissible",
                when="not challenged_first or not complainant_challenged or decided_before or not right_authority",
            ),
            declared(
                "false",
                "投诉超出已质疑事项、联合体未全体投诉、投诉人无利害关系、事项不具体无法查证或者已进入复议、诉讼，推定不符合受理条件",
                "it goes beyond what was challenged, not all of a consortium complain, the complainant has no interest, it is too vague, or it is under reconsideration or litigation: presumed inadmissible",
                when="(beyond_challenged_matters and not known_or(arises_from_answer, false)) or (by_consortium and not by_all_members) or not complainant_interested or matter_vague or in_review_or_litigation",
            ),
            absent("true", "未提及不予受理，推定符合受理条件", "no refusal is mentioned, so admission is presumed"),
        ),
        ask=("投诉是否符合受理条件且属于本部门管辖？", ""),
    )
    reviewed: Event | None = fact("审查完毕", "review finished", example="2026-04-01")
    correction_sent: Event | None = fact(
        "发出补正通知",
        "notice to correct sent",
        example="2026-03-05",
        presume=absent(
            "not_yet",
            "未提及补正，推定未要求补正",
            "no correction is mentioned, so none is presumed to have been asked for",
            when="complaint_complete",
        ),
    )
    corrected: Event | None = fact("收到补正材料", "corrected complaint received", example="2026-03-12")
    refusal_notified: Event | None = fact("告知不予受理或者移送", "refusal or referral notified", example="2026-03-12")
    parties_notified: Event | None = fact(
        "发出投诉答复通知书",
        "notice to reply sent to the parties",
        example="2026-03-12",
        presume=REFUSED,
    )
    reply_notice_received: Event | None = fact(
        "被投诉人收到答复通知书", "notice to reply received by the respondent", example="2026-03-13"
    )
    replied: Event | None = fact("被投诉人作出说明", "respondent's statement made", example="2026-03-20")
    admission_decided: Event | None = fact(
        "决定是否受理（招标投标）", "admission decided (tendering)", example="2026-09-28"
    )
    complaint_decided: Event | None = fact(
        "投诉处理决定",
        "complaint decided",
        example="2026-04-22",
        presume=declared(
            "not_yet",
            "已告知不予受理或者移送，推定没有处理决定",
            "refusal or referral was notified, so no decision is presumed",
            when="happened(refusal_notified)",
        ),
    )
    inspections: Many[Inspection] | None = fact(
        "检验、检测、鉴定、专家评审",
        "inspections, tests, appraisals and expert reviews",
        many=("inspection", "inspections"),
        presume=absent("none", "未提及检验、鉴定等，推定没有", "no inspection is mentioned, so none is presumed"),
    )
    suspension_started: Event | None = fact("暂停采购活动", "suspension started", example="2026-03-09")
    suspension_ended: Event | None = fact("恢复采购活动", "suspension ended", example="2026-04-08")
    # fmt: off
    challenged_first: Flag | None = whether("投诉前已依法质疑", "a challenge was lawfully made first", "投诉前未依法质疑", "no challenge was lawfully made first", presume=usual("true", "已载明此前质疑的收到日，推定已依法质疑", "receipt of a challenge is stated, so it is presumed lawfully made", when="happened(prior_challenge_received)"))
    objected_first: Flag | None = whether("投诉前已依法提出异议", "an objection was lawfully made first", "投诉前未依法提出异议", "no objection was lawfully made first", presume=usual("true", "已载明此前异议的提出日，推定已依法提出异议", "the filing of an objection is stated, so it is presumed lawfully made", when="happened(prior_objection_filed)"))
    beyond_challenged_matters: Flag | None = exception("投诉事项超出已质疑事项的范围", "it goes beyond the matters challenged", "投诉事项未超出已质疑事项的范围", "it keeps within the matters challenged")
    arises_from_answer: Flag | None = exception("超出部分基于质疑答复内容", "what goes beyond arises from the answer", "超出部分不基于质疑答复内容", "what goes beyond does not arise from the answer")
    decided_before: Flag | None = exception("同一投诉事项已经处理", "the same matter was decided before", "同一投诉事项未经处理", "the same matter was not decided before")
    complainant_interested: Flag | None = whether("投诉人系投标人（供应商）或者其他利害关系人", "the complainant is a bidder, supplier or interested party", "投诉人不是投标人（供应商）或者利害关系人", "the complainant is no bidder, supplier or interested party")
    by_consortium: Flag | None = exception("投诉人以联合体形式参加", "the complainant took part in a consortium", "投诉人未以联合体形式参加", "the complainant took part on its own")
    by_all_members: Flag | None = whether("由联合体全体成员共同投诉", "all members of the consortium complain together", "未由联合体全体成员共同投诉", "not all members of the consortium complain together")
    complaint_signed: Flag | None = whether("投诉书按规定签字、盖章", "the complaint is signed and stamped", "投诉书未按规定签字、盖章", "the complaint is not signed and stamped")
    proxy_filed: Flag | None = whether("代理人提交了授权委托书", "the agent handed in a power of attorney", "代理人未提交授权委托书", "the agent handed in no power of attorney")
    clear_request: Flag | None = whether("有明确的请求和必要的证明材料", "it has a clear request and the needed proof", "没有明确的请求或者必要的证明材料", "it lacks a clear request or the needed proof")
    right_authority: Flag | None = whether("向有管辖权的部门投诉", "it was filed with the competent authority", "未向有管辖权的部门投诉", "it was not filed with the competent authority")
    matter_documents: Flag | None = whether("投诉事项涉及采购（招标）文件", "it concerns the documents", "投诉事项不涉及采购（招标）文件", "it does not concern the documents")
    matter_process: Flag | None = whether("投诉事项涉及采购过程", "it concerns the process", "投诉事项不涉及采购过程", "it does not concern the process")
    matter_result: Flag | None = whether("投诉事项涉及中标、成交结果", "it concerns the award", "投诉事项不涉及中标、成交结果", "it does not concern the award")
    matter_voiding: Flag | None = whether("投诉事项涉及废标行为", "it concerns the voiding of the tender", "投诉事项不涉及废标行为", "it does not concern the voiding of the tender")
    correction_due: Day | None = event("补正期限届满", "correction due", "2026-03-12", ask=("", "On which day is the correction due?"))
    admitted: Event | None = event("受理投诉", "complaint admitted", "2026-03-02", presume=REFUSED)
    complaint_withdrawn: Event | None = event("撤回投诉", "complaint withdrawn", "2026-04-01", presume=absent("not_yet", "未提及撤回，推定未撤回", "no withdrawal is mentioned, so none is presumed"))
    withdrawal_allowed: Flag | None = whether("准予撤回（招标投标）", "the withdrawal was allowed (tendering)", "不准撤回（招标投标）", "the withdrawal was not allowed (tendering)", ask=("是否准予撤回投诉（招标投标）？", ""))
    breach_found_before_withdrawal: Flag | None = exception("撤回前已查实有明显违法行为", "a plain breach was found before the withdrawal", "撤回前未查实违法行为", "no breach was found before the withdrawal")
    suspended_by_authority: Flag | None = exception("处理部门责令暂停采购（招标投标）活动", "the authority ordered a suspension", "处理部门未责令暂停", "the authority ordered no suspension")
    suspension_notice_received: Event | None = event("收到暂停通知", "order to suspend received", "2026-03-09")
    outcome: ComplaintOutcome | None = fact("投诉处理结果", "outcome of the complaint", example="upheld", ask=("投诉的处理结果是什么？", ""))
    affects_result: Flag | None = whether("成立的事项影响或者可能影响采购结果", "what was upheld affects or may affect the result", "成立的事项不影响采购结果", "what was upheld does not affect the result", ask=("", "Does what was upheld affect the result, or may it?"))
    facts_lacking: Flag | None = exception("投诉事项缺乏事实依据（查无实据）", "it lacks a basis in fact", "投诉事项有事实依据", "it has a basis in fact")
    facts_invented: Flag | None = exception("投诉人捏造事实", "the complainant invented facts", "投诉人未捏造事实", "the complainant invented no facts", unless="complainant_banned")
    false_proof: Flag | None = exception("投诉人提供虚假材料", "the complainant gave false material", "投诉人未提供虚假材料", "the complainant gave no false material", unless="complainant_banned")
    proof_got_unlawfully: Flag | None = exception("以非法手段取得证明材料", "proof was got by unlawful means", "证明材料合法取得", "proof was got lawfully", unless="complainant_banned")
    unproven_complaints_in_twelve_months: Quantity | None = number("该投诉人十二个月内查无实据的投诉次数", "unproven complaints of the complainant within twelve months", "3")
    decision_complete: Flag | None = whether("处理决定书内容齐全", "the decision has the prescribed content", "处理决定书内容不齐全", "the decision lacks prescribed content")
    decision_served: Event | None = event("处理决定书送达", "decision served", "2026-04-24")
    decision_published: Event | None = event("处理结果公告", "decision published", "2026-04-27")
    reconsideration_filed: Event | None = event("申请行政复议", "reconsideration applied for", "2026-05-20", presume=(declared("between(decision_served, reconsideration_decided)", "已收到行政复议决定，推定此前已申请", "reconsideration was decided, so it is presumed applied for before", when="happened(reconsideration_decided)"), absent("not_yet", "未提及行政复议，推定未申请", "no reconsideration is mentioned, so none is presumed")))
    reconsideration_decided: Event | None = event("行政复议决定送达", "reconsideration decided and served", "2026-07-20")
    litigation_filed: Event | None = event("提起行政诉讼", "litigation filed", "2026-08-03")
    complaint_copies_enough: Flag | None = whether("按被投诉人和有关供应商数量提供投诉书副本", "copies for all respondents and suppliers concerned were handed in", "投诉书副本数量不足", "too few copies were handed in", ask=("是否按被投诉人和有关供应商数量提供投诉书副本？", ""))
    complaint_by_agent: Flag | None = exception("由代理人提起投诉", "an agent filed the complaint", "未委托代理人提起投诉", "no agent filed the complaint")
    complaint_in_chinese: Flag | None = whether("投诉书使用中文", "the complaint is in Chinese", "投诉书未使用中文", "the complaint is not in Chinese", presume=absent("true", "未提及投诉书语言，推定使用中文", "no language is mentioned, so Chinese is presumed"))
    foreign_language_evidence: Flag | None = exception("提供外文书证或者外国语视听资料", "evidence in a foreign language was handed in", "未提供外文证据", "no evidence is in a foreign language")
    translation_certified: Flag | None = whether("附有经翻译机构盖章或者翻译人员签名的中文译本", "a stamped or signed Chinese translation came with it", "未附经确认的中文译本", "no stamped or signed Chinese translation came with it")
    evidence_from_abroad: Flag | None = exception("证据在境外（含港澳台）形成", "evidence was made outside the mainland", "证据不是在境外形成", "no evidence was made outside the mainland")
    evidence_attested: Flag | None = whether("境外证据说明来源并履行了证明手续", "its origin was told and it was attested as prescribed", "境外证据未说明来源或者未履行证明手续", "its origin was not told or it was not attested")
    correction_posted: Event | None = event("补正材料发出（交邮）", "corrected complaint sent (posted)", "2026-03-12", presume=usual("corrected", "未提及交邮，推定收到之日即发出", "no posting is mentioned, so it is presumed sent on the day of receipt"))
    hearing_held: Flag | None = exception("组织质证", "a hearing of evidence was held", "未组织质证", "no hearing of evidence was held")
    hearing_in_form: Flag | None = whether("质证通知当事人到场并制作经签字确认的笔录", "the parties were called and signed the record of the hearing", "质证未通知当事人到场或者没有经签字的笔录", "the parties were not called or no signed record was made")
    burden_not_met: Flag | None = exception("投诉人对应当举证的事项未提供证据", "the complainant gave no proof where the burden was its own", "投诉人已提供应当提供的证据", "the complainant gave the proof it owed")
    handling_obstructed: Flag | None = exception("被投诉人拒绝配合投诉处理", "the respondent refused to co-operate", "被投诉人未拒绝配合", "the respondent did not refuse to co-operate")
    truthful_in_investigation: Flag | None = whether("当事人如实反映情况并提供材料", "those concerned told the truth and gave the material", "当事人未如实反映情况或者未提供材料", "those concerned did not tell the truth or withheld material")
    was_investigated: Flag | None = exception("处理部门调查取证", "the authority investigated", "处理部门未调查取证", "the authority did not investigate")
    suspended_days_in_all: Days | None = days("本投诉累计暂停采购活动天数", "days of suspension in all in this complaint", "30")
    suspension_obeyed: Flag | None = whether("收到暂停通知后立即中止采购活动", "the procedure stopped at once on the order to suspend", "收到暂停通知后未立即中止采购活动", "the procedure did not stop at once on the order to suspend", presume=(declared("true", "收到暂停通知后中止了采购活动", "the procedure stopped on the order to suspend", when="conduct.suspension_kept"), declared("false", "收到暂停通知后未中止采购活动", "the procedure did not stop on the order to suspend", when="not conduct.suspension_kept")))
    resumption_notified: Event | None = event("财政部门发出恢复采购活动通知", "notice to resume sent", "2026-04-03")
    handling_fee_charged: Flag | None = exception("就投诉处理收取费用", "a fee was charged for handling it", "未就投诉处理收费", "no fee was charged for handling it")
    secrets_leaked_in_handling: Flag | None = exception("泄露投诉处理中知悉的秘密", "secrets learnt in handling it were disclosed", "未泄露投诉处理中知悉的秘密", "no secret learnt in handling it was disclosed")
    parties_told_of_end: Flag | None = whether("终止处理已书面告知相关当事人", "the parties were told in writing that it ended", "终止处理未书面告知相关当事人", "the parties were not told in writing that it ended")
    complainant_banned: Flag | None = exception("因本次投诉禁止投诉人参加政府采购活动", "the complainant was banned for this complaint", "未因本次投诉禁止投诉人参加政府采购活动", "the complainant was not banned for this complaint")
    complaint_ban_years: Quantity | None = number("禁止参加政府采购活动的年数", "years of the ban", "2", "year")
    rights_told: Flag | None = whether("处理决定告知了行政复议和诉讼的权利、机关和期限", "the decision tells of reconsideration and litigation, where and by when", "处理决定未告知行政复议和诉讼的权利、机关和期限", "the decision does not tell of reconsideration and litigation, where and by when", presume=usual("true", "处理决定书内容齐全，推定已告知", "the decision has the prescribed content, so it is presumed to tell", when="decision_complete"))
    rights_known: Event | None = event("知道行政复议权利、机关和期限", "right, authority and term of reconsideration known", "2026-06-01")
    reconsideration_admitted: Event | None = event("受理行政复议", "reconsideration admitted", "2026-05-27")
    complainant_challenged: Flag | None = whether("投诉人系质疑供应商", "the complainant is the supplier that challenged", "投诉人不是质疑供应商", "the complainant is not the supplier that challenged")
    documents_obtained: Event | None = event("投诉人获取（领购）文件之日", "day the complainant obtained the documents", "2026-03-02")
    complaint_addressee: ComplaintAddressee | None = fact("投诉向谁提出", "to whom the complaint was made", example="sector_department", ask=("向哪一单位投诉？", "To whom was the complaint made?"))
    concerns_procurement_policy: Flag | None = exception("投诉事项系政府采购政策的执行", "it concerns the carrying out of procurement policy", "投诉事项不涉及政府采购政策的执行", "it does not concern procurement policy", ask=("投诉事项是否涉及政府采购政策的执行？", ""))
    complaint_on_platform: Flag | None = whether("通过电子行政监督平台投诉", "it was made on the electronic supervision platform", "未通过电子行政监督平台投诉", "it was not made on the electronic supervision platform")
    complaint_uploaded: Event | None = event("在招标网提出投诉（国际招标）", "complaint made on the tendering site (international tender)", "2026-05-20")
    objection_materials_submitted: Event | None = event("招标人提交异议相关材料（国际招标）", "tenderee handed in the papers of the objection (international tender)", "2026-05-22")
    filed_with_several: Flag | None = exception("就同一事项向两个以上行政监督部门投诉", "the same matter was complained of to more than one authority", "未向两个以上行政监督部门投诉", "it was made to one authority only")
    received_first: Flag | None = whether("负责处理的部门最先收到投诉", "the authority that handles it received it first", "负责处理的部门不是最先收到投诉", "the authority that handles it did not receive it first")
    other_complaints_told: Flag | None = whether("投诉书说明了已向其他部门投诉", "the complaint says that another authority was complained to", "投诉书未说明已向其他部门投诉", "the complaint does not say that another authority was complained to")
    objection_proof_attached: Flag | None = whether("投诉书附有提出异议的证明", "proof of the objection came with the complaint", "投诉书未附提出异议的证明", "no proof of the objection came with the complaint")
    matter_vague: Flag | None = exception("投诉事项不具体且未提供有效线索，难以查证", "it is vague, gives no lead and can hardly be verified", "投诉事项具体或者有有效线索", "it is specific or gives a lead")
    new_evidence: Flag | None = exception("投诉人提出了新的证据", "the complainant brought new evidence", "投诉人没有提出新的证据", "the complainant brought no new evidence")
    in_review_or_litigation: Flag | None = exception("已进入行政复议或者行政诉讼程序", "it is under administrative reconsideration or litigation", "未进入行政复议或者行政诉讼程序", "it is neither under reconsideration nor in litigation")
    again_after_withdrawal: Flag | None = exception("撤回后以同一事实和理由再次投诉", "it repeats a withdrawn complaint on the same facts and grounds", "不是撤回后以同一事实和理由再次投诉", "it does not repeat a withdrawn complaint")
    source_not_explained: Flag | None = exception("涉及评标细节或者他人商业秘密而不能说明来源合法（国际招标）", "it rests on details of the evaluation or secrets of others whose source is not explained (international tender)", "来源合法或者不涉及此类内容", "it rests on no such content, or its source is explained", ask=("是否涉及评标细节或者他人商业秘密而不能说明来源合法（国际招标）？", ""))
    foreign_material: Flag | None = exception("有关材料是外文", "material is in a foreign language", "有关材料不是外文", "no material is in a foreign language")
    translation_attached: Flag | None = whether("同时提供了中文译本", "a Chinese translation came with it", "未提供中文译本", "no Chinese translation came with it")
    handler_tied: Flag | None = exception("处理人员与当事人有近亲属等利害关系", "the officer in charge is a near relative of a party or otherwise tied to it", "处理人员与当事人没有利害关系", "the officer in charge has no tie to a party")
    handler_held_post: Flag | None = exception("处理人员曾在被投诉单位担任高级管理职务", "the officer in charge once held a senior post with the respondent", "处理人员未在被投诉单位担任过高级管理职务", "the officer in charge never held a senior post with the respondent")
    handler_left_post: Event | None = event("处理人员离任被投诉单位高级管理职务", "officer in charge left a senior post with the respondent", "2024-06-30")
    handler_recused: Flag | None = whether("应当回避的处理人员已回避", "the officer that had to step aside did so", "应当回避的处理人员未回避", "the officer that had to step aside did not")
    investigators: Quantity | None = number("调查取证的行政执法人员人数", "officers that took the evidence", "2")
    investigation_recorded: Flag | None = whether("调查作了笔录并经被调查人签字", "the investigation was recorded and signed", "调查未作笔录或者未经签字", "the investigation was not recorded and signed")
    withdrawal_reasoned: Flag | None = whether("撤回投诉以书面提出并说明理由", "the withdrawal was asked for in writing with reasons", "撤回投诉未以书面提出或者未说明理由", "the withdrawal was not asked for in writing with reasons")
    loss_by_complaint: Flag | None = exception("投诉给他人造成损失", "the complaint caused loss to others", "投诉未给他人造成损失", "the complaint caused no loss to others")
    lender_asked: Event | None = event("征求资金提供方意见（国际招标）", "lender asked for its opinion (international tender)", "2026-05-25", presume=absent("not_yet", "未提及征求资金提供方意见，推定没有", "no asking of a lender is mentioned, so none is presumed"))
    lender_replied: Event | None = event("资金提供方出具意见（国际招标）", "lender gave its opinion (international tender)", "2026-06-01")
    discipline_probe_started: Event | None = event("监察机关开始可能影响处理决定的调查", "disciplinary probe that may affect the decision begun", "2026-05-25", presume=absent("not_yet", "未提及监察调查，推定没有", "no disciplinary probe is mentioned, so none is presumed"))
    discipline_probe_ended: Event | None = event("监察机关的调查结束", "disciplinary probe ended", "2026-06-01")
    concession_stopped: Flag | None = exception("投诉处理期间停止履行特许经营协议", "the concession agreement was not performed while the complaint was handled", "投诉处理期间未停止履行特许经营协议", "the concession agreement was performed while the complaint was handled")
    complete_after_correction: Flag | None = whether("补正后的投诉书符合规定", "the complaint as corrected has the prescribed content", "补正后的投诉书仍不符合规定", "the complaint as corrected still lacks prescribed content", ask=("补正后的投诉书是否符合规定？", ""))
    affected_result: Flag | None = whether("成立的事项影响了中标结果", "what was upheld did affect the award", "成立的事项没有影响中标结果", "what was upheld did not affect the award", presume=declared("false", "已载明不影响采购结果，推定没有影响中标结果", "it is said neither to affect the result nor to be able to, so it is presumed not to have", when="not affects_result"))
    respondent_could_speak: Flag | None = whether("决定前给予被投诉人陈述和申辩的机会", "the respondent could state its case before the decision", "决定前未给予被投诉人陈述和申辩的机会", "the respondent could not state its case before the decision", presume=usual("true", "被投诉人在决定前收到答复通知书，推定给予了机会", "the respondent had the notice to reply before the decision, so it is presumed to have had the chance", when="reply_notice_received < complaint_decided"))
    signature_or_copies_lacking: Flag | None = fact(
        "投诉书的签字盖章、副本或者证明材料不符合规定", "signature, stamp, copies or proof of the complaint are not as prescribed",
        yes=("投诉书的签字盖章、副本或者证明材料不符合规定", "signature, stamp, copies or proof are not as prescribed"),
        no=("投诉书的签字盖章、副本和证明材料符合规定", "signature, stamp, copies and proof are as prescribed"),
        exceptional=True,
        presume=(
            declared("true", "投诉书未按规定签字、盖章", "the complaint is not signed and stamped", when="not complaint_signed"),
            declared("true", "投诉书副本数量不足", "too few copies were handed in", when="not complaint_copies_enough"),
            declared("true", "没有明确的请求或者必要的证明材料", "a clear request or the needed proof is lacking", when="not clear_request"),
        ),
    ask=("投诉书的签字盖章、副本或者证明材料是否不符合规定？", ""),)
    # fmt: on
