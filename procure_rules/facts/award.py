"""The award: who wins, how it is told, how it may fall (mof-order-87:68-70; tbl-regulation-2019:53-56; gpl-regulation-2015:43, 49)."""

from procure_rules.facts.fields import Entity, amount, declared, event, exception, number, whether
from procure_rules.facts.values import Amount, Event, Flag, Quantity

__all__ = ["Award"]
# fmt: off


class Award(Entity):
    """The decision, its notice, its letter."""

    delegated_to_panel: Flag | None = exception("授权评审委员会直接确定中标（成交）人", "the panel was empowered to decide", "由采购人（招标人）确定中标（成交）人", "the purchaser decides")
    first_ranked_won: Flag | None = whether("确定排名第一的候选人", "the first-ranked candidate won", "未确定排名第一的候选人", "the first-ranked candidate did not win", presume=(declared("true", "中标（成交）人的评审排名为第一", "the winner ranks first", when="any(bids where is_winner and price.rank == 1)"), declared("false", "中标（成交）人的评审排名不是第一", "the winner does not rank first", when="any(bids where is_winner and price.rank > 1)")))
    from_candidates: Flag | None = whether("在推荐的候选人名单中确定", "the winner is among the candidates", "在候选人名单之外确定", "the winner is not among the candidates", ask=("是否在推荐的候选人名单中确定？", ""))
    in_ranked_order: Flag | None = whether("按候选人排序确定", "candidates were taken in order", "未按候选人排序确定", "candidates were not taken in order")
    skip_reason_lawful: Flag | None = whether("不选前一名有法定理由（放弃、不可抗力、不交履约保证金、违法等）", "there is a lawful reason to pass over the one before", "不选前一名没有法定理由", "there is no lawful reason to pass over the one before", ask=("不选前一名的，是否有法定理由（放弃、不可抗力、不交履约保证金、违法等）？", ""))
    tie: Flag | None = exception("候选人并列", "candidates tie", "候选人没有并列", "candidates do not tie")
    tie_broken_as_stated: Flag | None = whether("并列时按文件规定的方式或者随机抽取确定", "the tie was broken as stated, or by lot", "并列时未按规定方式确定", "the tie was not broken as stated")
    drawn_by_lot: Flag | None = exception("以随机方式确定中标（成交）人", "the winner was drawn by lot", "未以随机方式确定", "the winner was not drawn by lot")
    substance_negotiated_before: Flag | None = exception("确定中标人前就价格、方案等实质性内容谈判", "substance was negotiated before the award", "确定中标人前未就实质性内容谈判", "substance was not negotiated before the award")
    winning_price: Amount | None = amount("中标（成交）金额", "price of the award", "3754350")
    candidate_changed_or_offended: Flag | None = exception("候选人经营、财务状况发生较大变化或者存在违法行为，招标人认为可能影响履约能力", "a candidate's standing changed much, or it broke the law, and the tenderee thinks it may not be able to perform", "候选人没有可能影响履约能力的较大变化或者违法行为", "no change or offence of a candidate puts its ability to perform in doubt", ask=("候选人的经营、财务状况是否发生较大变化或者存在违法行为，招标人认为可能影响履约能力？", ""))
    performance_ability_reviewed: Flag | None = whether("由原评标委员会审查确认履约能力", "the panel confirmed the ability to perform", "未由原评标委员会审查确认", "the panel did not confirm the ability to perform")
    candidates_notice_complete: Flag | None = whether("中标候选人公示内容齐全", "the publication of candidates has the prescribed content", "中标候选人公示内容不齐全", "the publication of candidates lacks prescribed content")
    notice_complete: Flag | None = whether("结果公告内容齐全", "the award notice has the prescribed content", "结果公告内容不齐全", "the award notice lacks prescribed content")
    notice_on_official_media: Flag | None = whether("在指定媒体公告结果", "the award notice is on the designated media", "未在指定媒体公告结果", "the award notice is not on the designated media")
    documents_published_with_notice: Flag | None = whether("采购（招标）文件随结果同时公告", "the documents were published with the award", "采购（招标）文件未随结果公告", "the documents were not published with the award")
    sme_declaration_published: Flag | None = whether("随结果公开《中小企业声明函》", "the declaration of size was published with the award", "未公开《中小企业声明函》", "the declaration of size was not published with the award")
    letter_sent_with_notice: Flag | None = whether("公告结果的同时发出中标（成交）通知书", "the letter went out together with the notice", "未在公告结果的同时发出通知书", "the letter did not go out together with the notice", ask=("是否在公告结果的同时发出中标（成交）通知书？", ""))
    losers_told: Flag | None = whether("将结果通知所有未中标的投标人", "all losing bidders were told the result", "未将结果通知所有未中标的投标人", "not all losing bidders were told the result")
    changed_after_letter: Flag | None = exception("通知书发出后改变结果", "the result was changed after the letter", "通知书发出后未改变结果", "the result was not changed after the letter")
    change_lawful: Flag | None = whether("改变结果有法定事由", "there is a lawful reason to change the result", "改变结果没有法定事由", "there is no lawful reason to change the result")
    letter_withheld: Flag | None = exception("无正当理由不发出中标通知书", "the letter was withheld without good reason", "未无故不发出中标通知书", "the letter was not withheld")
    winner_refused: Flag | None = exception("中标（成交）人放弃或者拒绝签订合同", "the winner gave up or refused to sign", "中标（成交）人未放弃", "the winner did not refuse", unless="any(bids where is_winner and gave_up_award)", presume=declared("true", "中标（成交）的投标人放弃或者拒签", "the bidder that won gave up or refused to sign", when="any(bids where is_winner and gave_up_award)"))
    next_candidate_taken: Flag | None = whether("顺延确定下一候选人", "the next candidate was taken", "未顺延确定下一候选人", "the next candidate was not taken")
    candidates_left: Quantity | None = number("剩余合格候选人数", "qualified candidates left", "2")
    next_candidate_far_worse: Flag | None = exception("其他候选人与招标人预期差距较大或者明显不利", "the other candidates are far from what was hoped, or plainly worse", "其他候选人并非明显不利", "the other candidates are not plainly worse")
    refuser_excluded_from_rerun: Flag | None = whether("拒签供应商未参加重新开展的采购", "the refuser took no part in the re-run", "拒签供应商参加了重新开展的采购", "the refuser took part in the re-run")
    held_void: Flag | None = exception("中标、成交被认定无效", "the award was held void", "中标、成交未被认定无效", "the award was not held void")
    breach_curable: Flag | None = whether("违法行为能够采取补救措施予以纠正", "the breach can be cured", "违法行为不能采取补救措施纠正", "the breach cannot be cured")
    report_complete: Flag | None = whether("招标投标情况书面报告内容齐全", "the report to the supervisor has the prescribed content", "书面报告内容不齐全", "the report to the supervisor lacks prescribed content")
    result_notice_published: Event | None = event("中标结果公示（招标投标）", "winner published (tendering)", "2026-04-13")
    validity_extended: Flag | None = whether("书面要求延长投标有效期", "bidders were asked in writing to extend the validity", "未要求延长投标有效期", "bidders were not asked to extend the validity")
    extension_loss_compensated: Flag | None = whether("给予同意延长的投标人补偿", "bidders that agreed to extend were compensated", "未给予同意延长的投标人补偿", "bidders that agreed to extend were not compensated")
    design_losers_compensated: Flag | None = whether("给予未中标的设计投标人补偿", "losing designers were compensated", "未给予未中标的设计投标人补偿", "losing designers were not compensated")
    losers_design_used: Flag | None = exception("采用未中标人投标文件中的技术方案", "a loser's technical proposal was used", "未采用未中标人的技术方案", "no loser's technical proposal was used")
    losers_design_consented: Flag | None = whether("采用技术方案经未中标人书面同意并给予使用费", "the loser consented in writing and was paid for that use", "采用技术方案未经同意或者未给予使用费", "the loser did not consent or was not paid for that use", ask=("", "Did the loser consent in writing, and was it paid for that use?"))
    losers_compensation_paid: Event | None = event("向未中标人给付文件规定的补偿", "compensation stated in the documents paid to the losers", "2026-05-22")
    credit_queries_reported: Flag | None = whether("信用查询情况随书面报告提交", "the credit queries went with the report to the supervisor", "信用查询情况未随书面报告提交", "the credit queries did not go with the report")
    not_awarded_reasoned: Flag | None = whether("未按推荐顺序确定时说明了合法理由", "a lawful reason was given for departing from the order", "未按推荐顺序确定且未说明合法理由", "no lawful reason was given for departing from the order", ask=("未按推荐顺序确定的，是否说明了合法理由？", ""))
    purchaser_objected: Flag | None = exception("采购人对评审报告提出异议", "the purchaser objected to the report", "采购人未对评审报告提出异议", "the purchaser did not object to the report")
    extension_caused_loss: Flag | None = exception("延长投标有效期造成投标人损失", "extending the validity caused bidders a loss", "延长投标有效期未造成损失", "extending the validity caused no loss")
    extension_by_force_majeure: Flag | None = exception("因不可抗力延长投标有效期", "force majeure made the extension needed", "不是因不可抗力延长", "the extension was not for force majeure")
    sme_declaration_with_candidates: Flag | None = whether("公示中标候选人时公开其《中小企业声明函》", "the candidates' declarations of size were published with the candidates", "公示中标候选人时未公开其《中小企业声明函》", "the candidates' declarations of size were not published with the candidates")
