"""Opening and evaluation (mof-order-87:39-67; mof-order-74:30-36; caiku-2014-214:16-29; tbl-regulation-2019:44-53)."""

from procure_rules.facts.fields import Entity, absent, declared, event, exception, fact, number, ratio, whether
from procure_rules.facts.values import Event, Flag, Quantity, Ratio
from procure_rules.facts.words import Category, EvaluationMethod, ReviewAgainReason

__all__ = ["Evaluation", "Opening"]
# fmt: off


class Opening(Entity):
    """Receipt and opening of bids."""

    at_deadline: Flag | None = whether("在投标截止的同一时间开标", "bids were opened at the time of the deadline", "未在投标截止的同一时间开标", "bids were not opened at the time of the deadline")
    delay_recorded: Flag | None = exception("因平台故障等推迟开标，原因已记录", "the opening was put off for a recorded reason, such as a fault of the platform", "没有记录推迟开标的原因", "no reason for putting off the opening is on record")
    at_stated_place: Flag | None = whether("在招标文件确定的地点开标", "bids were opened at the stated place", "未在招标文件确定的地点开标", "bids were not opened at the stated place")
    bidders_invited: Flag | None = whether("邀请所有投标人参加开标", "all bidders were invited to the opening", "未邀请所有投标人参加开标", "not all bidders were invited to the opening")
    seals_checked: Flag | None = whether("开标时检查密封情况并当众拆封、宣布", "seals were checked, bids opened and read out", "未检查密封或者未当众拆封、宣布", "seals were not checked, or bids were not opened and read out", ask=("开标时是否检查密封情况并当众拆封、宣布？", ""))
    opened_before_deadline: Flag | None = exception("开标前开启投标文件", "a bid was opened before the opening", "开标前未开启投标文件", "no bid was opened before the opening")
    opened_though_too_few: Flag | None = exception("投标人不足三家仍开标", "bids were opened though there were fewer than three", "未在投标人不足三家时开标", "bids were not opened with fewer than three bidders", ask=("投标人不足三家的，是否仍开标？", ""), unless="happened(bid_opening) and bidders < 3")
    late_bid_accepted: Flag | None = exception("接受应当拒收的投标文件", "a bid was accepted that had to be refused", "未接受应当拒收的投标文件", "no bid was accepted that had to be refused", unless="any(bids where not papers.sealed or papers.submitted > bid_deadline or papers.submitted > first_response_deadline or papers.after_the_hour)")
    lawful_bid_refused: Flag | None = exception("拒收按时送达的投标文件", "a bid handed in on time was refused", "未拒收按时送达的投标文件", "no bid handed in on time was refused")
    panel_attended: Flag | None = exception("评标委员会成员参加开标", "panel members attended the opening", "评标委员会成员未参加开标", "no panel member attended the opening")
    recorded: Flag | None = whether("制作了开标记录并由参加人签字确认", "a record was made and signed", "没有经签字确认的开标记录", "no signed record was made")
    record_uploaded: Event | None = event("开标记录上传存档（国际招标）", "record of the opening uploaded (international tender)", "2026-03-26")
    doubts_raised: Flag | None = exception("投标人当场提出询问、异议或者回避申请", "a bidder raised a doubt, objection or request for recusal on the spot", "没有投标人当场提出疑义", "no bidder raised a doubt on the spot", ask=("投标人是否当场提出询问、异议或者回避申请？", ""))
    doubts_handled: Flag | None = whether("对当场提出的疑义当场答复、及时处理", "doubts were handled on the spot", "对当场提出的疑义未处理", "doubts were not handled")
    receipts_given: Flag | None = whether("如实记载送达时间和密封情况并出具回执", "time and seals were noted and receipts given", "未记载送达时间和密封情况或者未出具回执", "time and seals were not noted, or no receipts given")
    observers_refused: Flag | None = exception("不允许投标人以外的人员观摩开标", "others than bidders were not let in to watch the opening", "允许投标人以外的人员观摩开标", "others than bidders were let in to watch the opening")
    presided_by_purchaser_side: Flag | None = whether("由采购人或者代理机构主持开标", "purchaser or agency presides at the opening", "未由采购人或者代理机构主持开标", "neither purchaser nor agency presides at the opening")


class Evaluation(Entity):
    """Method, criteria and course of the evaluation."""

    method: EvaluationMethod | None = fact("评审方法", "evaluation method", example="comprehensive_scoring")
    price_weight: Ratio | None = ratio("价格分值占总分值的比重", "weight of the price in the score", "30%")
    price_weight_approved: Flag | None = exception("价格分值比重经财政部门同意另定", "the finance department agreed to another price weight", "未经财政部门同意另定价格分值比重", "the finance department agreed to no other price weight", ask=("价格分值比重是否经财政部门同意另定？", ""))
    price_fixed: Flag | None = exception("执行国家统一定价标准或者采用固定价格采购", "the price is set by the state or fixed", "价格并非国家统一定价或者固定价格", "the price is neither set by the state nor fixed", ask=("是否执行国家统一定价标准或者采用固定价格采购？", ""))
    qualification_checked_by_panel: Flag | None = whether("评标委员会按招标文件规定的标准和方法审查投标人资格", "the committee checked the bidders' qualification by the stated criteria", "未由评标委员会按招标文件规定的标准和方法审查投标人资格", "the bidders' qualification was not checked by the committee, or not by the stated criteria", ask=("是否由评标委员会按招标文件规定的标准和方法审查投标人资格？", "Did the committee check the bidders' qualification by the stated criteria?"))
    largest_share: Category | None = fact(
        "混合项目中所占比重最大的采购对象", "what makes up the largest share of a mixed purchase", example="services",
        presume=tuple(absent(c, "未提及含有其他采购对象，推定与标的类别一致", "no other object is mentioned, so it is presumed to be the category of the subject", when=f"subject.category == {c}") for c in ("goods", "works", "services")),
    )
    suits_lowest_price: Flag | None = whether("技术、服务等标准统一", "technical and service standards are uniform", "技术、服务等标准不统一", "technical or service standards are not uniform")
    factors_in_documents: Flag | None = whether("评审因素、标准均在文件中规定", "all factors and criteria stand in the documents", "采用了文件没有规定的评审因素、标准", "factors or criteria were used that the documents lack", ask=("评审因素、标准是否均在文件中规定？", ""))
    factors_quantified: Flag | None = whether("评审因素细化、量化并与需求指标相对应", "factors are detailed, quantified and match the requirements", "评审因素未细化、量化或者与需求不对应", "factors are not quantified or do not match the requirements")
    ranges_scored_by_range: Flag | None = whether("有区间的指标量化到相应区间并设置不同分值", "ranged indicators are scored range by range", "有区间的指标未量化到相应区间", "ranged indicators are not scored range by range")
    unquantifiable_indicator_scored: Flag | None = exception("将客观但不可量化的指标作为评分项", "an objective but unquantifiable indicator is scored", "未将不可量化的指标作为评分项", "no unquantifiable indicator is scored")
    factors_relate_to_quality: Flag | None = whether("评审因素与货物、服务的质量相关", "factors relate to the quality of goods or services", "评审因素与质量无关", "factors have nothing to do with quality", ask=("评审因素是否与货物、服务的质量相关？", ""))
    price_adjusted_beyond_policy: Flag | None = exception("除算术修正和政策扣除外调整了投标价格", "prices were adjusted beyond arithmetic and policy deductions", "未对投标价格作其他调整", "prices were not adjusted otherwise", ask=("除算术修正和政策扣除外，是否调整了投标价格？", ""))
    high_or_low_removed: Flag | None = exception("去掉最高报价和最低报价", "the highest and lowest prices were dropped", "未去掉最高报价和最低报价", "neither the highest nor the lowest price was dropped")
    checked_qualification_by_purchaser: Flag | None = whether("由采购人或者代理机构审查资格", "purchaser or agency checked the qualifications", "未由采购人或者代理机构审查资格", "purchaser or agency did not check the qualifications")
    conformity_checked: Flag | None = whether("进行了符合性审查", "conformity was checked", "未进行符合性审查", "conformity was not checked")
    started: Event | None = event("评审开始", "evaluation started", "2026-03-23")
    hours_from_opening: Quantity | None = number("开标至评标开始的小时数", "hours from opening to the start of the evaluation", "2", "hour")
    evaluated_though_too_few: Flag | None = exception("合格投标人不足三家仍评标", "bids were evaluated though fewer than three were qualified", "未在合格投标人不足三家时评标", "bids were not evaluated with fewer than three qualified", ask=("合格投标人不足三家的，是否仍评标？", ""), unless="happened(evaluation_finished) and qualified_bidders < 3")
    time_too_short: Flag | None = exception("超过三分之一的成员认为评标时间不够", "more than a third of the members found the time too short", "没有超过三分之一的成员认为时间不够", "not more than a third of the members found the time too short", ask=("是否有超过三分之一的成员认为评标时间不够？", ""))
    time_extended: Flag | None = whether("延长了评标时间", "the time was extended", "未延长评标时间", "the time was not extended")
    independent: Flag | None = whether("各成员独立评审、打分", "each member evaluated and scored independently", "成员未独立评审、打分", "members did not evaluate independently")
    subjective_scores_agreed: Flag | None = exception("对主观评审因素协商评分", "scores of subjective factors were agreed among members", "未协商评分", "scores were not agreed among members")
    interfered_with: Flag | None = exception("独立评审受到非法干预", "the evaluation was unlawfully interfered with", "独立评审未受非法干预", "the evaluation was not interfered with")
    purchaser_inclined: Flag | None = exception("采购人、代理机构向评审人员作倾向性、误导性解释或者说明", "purchaser or agency spoke to the panel in a leading or misleading way", "未作倾向性、误导性说明", "nobody spoke to the panel in a leading way", ask=("采购人、代理机构是否向评审人员作倾向性、误导性解释或者说明？", ""))
    clarified_in_writing: Flag | None = whether("澄清、说明以书面形式进行", "clarifications were asked and given in writing", "澄清、说明未以书面形式进行", "clarifications were not in writing")
    clarification_changed_substance: Flag | None = exception("澄清超出投标文件范围或者改变实质性内容", "a clarification went beyond the bid or changed its substance", "澄清未超出投标文件范围", "no clarification went beyond the bid")
    clarification_prompted: Flag | None = exception("暗示、诱导或者接受投标人主动提出的澄清", "a clarification was prompted, or taken unasked", "未暗示、诱导澄清", "no clarification was prompted or taken unasked")
    low_price_reviewed: Flag | None = whether("对明显偏低的报价启动审查", "low prices were reviewed", "未对明显偏低的报价启动审查", "low prices were not reviewed")
    confidential: Flag | None = whether("在严格保密的情况下评审", "the evaluation was held in confidence", "评审未保密", "the evaluation was not held in confidence")
    outsiders_present: Flag | None = exception("无关人员进入评审现场", "outsiders entered the place of evaluation", "无关人员未进入评审现场", "no outsiders entered the place of evaluation", ask=("是否有无关人员进入评审现场？", ""))
    fully_recorded: Flag | None = whether("开标、评审全程录音录像", "opening and evaluation were recorded in sound and picture throughout", "开标、评审未全程录音录像", "opening and evaluation were not recorded throughout")
    candidates: Quantity | None = number("推荐的中标、成交候选人数", "candidates recommended", "3")
    candidates_ranked: Flag | None = whether("候选人标明排序", "the candidates are ranked", "候选人未标明排序", "the candidates are not ranked")
    scores_equal: Flag | None = exception("有候选人评审得分相同", "candidates have equal scores", "没有候选人得分相同", "no candidates have equal scores")
    equal_scores_by_price: Flag | None = whether("得分相同的按报价由低到高排列", "equal scores are ranked by price, the lower first", "得分相同的未按报价由低到高排列", "equal scores are not ranked by price")
    equal_offers_by_merit: Flag | None = whether("得分、报价均相同的按技术指标优劣排列", "with equal scores and offers the better technical figures come first", "得分、报价均相同的未按技术指标优劣排列", "with equal scores and offers the ranking does not follow the technical figures")
    recheck_refused: Flag | None = exception("评标委员会拒绝复核或者说明理由", "the panel refused to check again or give reasons", "评标委员会未拒绝复核", "the panel did not refuse to check again")
    recheck_refusal_reported: Flag | None = whether("评标委员会拒绝复核的情况已记录并报告财政部门", "the refusal was recorded and reported to the finance department", "评标委员会拒绝复核的情况未记录、报告", "the refusal was not recorded and reported", ask=("评标委员会拒绝复核的，是否记录并报告财政部门？", ""))
    report_complete: Flag | None = whether("评审报告内容齐全", "the report has the prescribed content", "评审报告内容不齐全", "the report lacks prescribed content")
    report_signed: Flag | None = whether("全体成员在评审报告上签字", "all members signed the report", "有成员未在评审报告上签字", "a member did not sign the report", presume=(declared("true", "各成员均在评审报告上签字", "each member signed the report", when="any(panel_members where signed_report) and all(panel_members where signed_report)"), declared("false", "有成员未在评审报告上签字", "a member did not sign the report", when="any(panel_members where not signed_report)")))
    dissent_stated: Flag | None = exception("有成员书面说明不同意见和理由", "a member stated dissent and reasons in writing", "没有成员书面说明不同意见", "no member stated dissent in writing")
    result_altered: Flag | None = exception("修改评审结果", "the result was altered", "未修改评审结果", "the result was not altered")
    altered_by_panel: Flag | None = whether("由原评审委员会修改（签署前当场修改，签署后重新评审）", "the panel itself altered it (on the spot before signing, by a re-evaluation after)", "不是由原评审委员会修改", "others than the panel altered it", ask=("评审结果是否由原评审委员会修改？", "Did the panel itself alter the result?"))
    alteration_lawful_ground: Flag | None = whether("修改出于汇总错误、分项超限、客观分不一致或者畸高畸低", "the alteration rests on a sum, a range, uneven objective scores or extreme scores", "修改没有法定情形", "the alteration rests on no lawful ground")
    reviewed_again: Flag | None = exception("组织重新评审", "a re-evaluation was held", "未组织重新评审", "no re-evaluation was held")
    same_panel_reviewed_again: Flag | None = whether("由原评审委员会重新评审", "the same panel re-evaluated", "并非由原评审委员会重新评审", "another panel re-evaluated")
    change_reported: Flag | None = whether("重新评审、改变结果等情况书面报告财政部门", "the re-evaluation or changed result was reported to the finance department", "重新评审、改变结果等情况未报告财政部门", "the re-evaluation or changed result was not reported")
    stopped_for_defects: Flag | None = exception("因文件歧义、重大缺陷或者违反强制性规定停止评审", "the evaluation was stopped for defects of the documents", "评审未因文件缺陷停止", "the evaluation was not stopped for defects", unless="happened(bid_opening) and (documents.ambiguous_or_defective or documents.mandatory_rules_broken)")
    negotiated_with_each: Flag | None = whether("集中与单一供应商分别谈判（磋商）并给予平等机会", "the whole team negotiated with each supplier apart, giving equal chances", "未分别谈判（磋商）或者机会不平等", "suppliers were not negotiated with apart or had unequal chances")
    changes_told_to_all: Flag | None = whether("实质性变动经采购人确认并书面同时通知所有供应商", "substantive changes were confirmed and told to all at once in writing", "实质性变动未经确认或者未同时通知", "substantive changes were not confirmed or not told to all at once")
    changed_beyond_negotiable: Flag | None = exception("变动了不得变动的其他内容", "what must not change was changed in negotiation", "未变动不得变动的内容", "nothing was changed that must not change")
    inquiry_terms_changed: Flag | None = exception("询价过程中改变技术、服务要求、程序或者合同文本", "requirements, procedure or contract text changed during the inquiry", "询价过程中未改变要求、程序和合同文本", "nothing changed during the inquiry")
    quoted_once: Flag | None = whether("供应商一次报出不得更改的价格", "each supplier quoted once and for all", "允许供应商更改报价", "suppliers could change their quotes", ask=("供应商是否一次报出不得更改的价格？", ""))
    all_bids_rejected: Flag | None = exception("否决所有投标", "all bids were rejected", "未否决所有投标", "not all bids were rejected")
    same_brand_counted_once: Flag | None = whether("同品牌投标人按一家计算", "bidders of the same brand count as one", "同品牌投标人未按一家计算", "bidders of the same brand were counted apart")
    distinct_bidders: Quantity | None = number("同品牌（同一制造商）合并计算后的投标人数", "bidders, those of one brand or maker counted as one", "3")
    offers_within_budget: Quantity | None = number("报价未超过采购预算的供应商数", "suppliers whose offer is within the budget", "3", presume=absent("qualified_bidders", "未提及超过预算的报价，推定符合要求的供应商报价均未超过预算", "no offer beyond the budget is mentioned, so those of all qualified suppliers are presumed within it"))
    changed_in_negotiation: Flag | None = exception("谈判（磋商）中实质性变动了技术、服务要求或者合同草案条款", "requirements or the draft contract were changed in substance during the talks", "谈判（磋商）中没有实质性变动", "nothing was changed in substance during the talks")
    review_again_reason: ReviewAgainReason | None = fact("重新评审的理由", "reason of the re-evaluation", example="wrong_qualification_finding")
    result_changed_by_test_or_visit: Flag | None = exception("通过对样品检测、对供应商考察等方式改变评审结果", "the result was changed after a test of samples or a visit to a supplier", "未以检测、考察等方式改变评审结果", "the result was not changed after a test or visit")
    report_sent_to_supervisor: Flag | None = whether("评标报告抄送行政监督部门", "the report was copied to the administrative supervisor", "评标报告未抄送行政监督部门", "the report was not copied to the administrative supervisor")
