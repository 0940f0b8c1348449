"""The bidder: qualification, consortium, ties, bans, conduct (gpl-2014:22-25, 77; tbl-2017:26-33; mof-order-87:30-38; tb-credit-order-44-2026)."""

from procure_rules.facts.fields import Entity, absent, amount, event, exception, fact, number, ratio, usual, whether
from procure_rules.facts.values import Amount, Day, Event, Flag, Quantity, Ratio, Text
from procure_rules.facts.words import BanKind

__all__ = ["EVERY_FAULT", "Affiliation", "Ban", "Collusion", "Consortium", "Eligibility", "Fraud"]
# fmt: off

EVERY_FAULT = "grounds_complete"
"""Says that every ground on which the bid could be invalid or rejected is stated."""


class Eligibility(Entity):
    """What a supplier must bring along (gpl-2014:22; gpl-regulation-2015:17-19)."""

    civil_capacity: Flag | None = whether("具有独立承担民事责任的能力", "the bidder can bear civil liability on its own", "不具有独立承担民事责任的能力", "the bidder cannot bear civil liability on its own")
    sound_credit_and_accounts: Flag | None = whether("具有良好的商业信誉和健全的财务会计制度", "the bidder has good credit and sound accounts", "不具有良好的商业信誉或者健全的财务会计制度", "the bidder lacks good credit or sound accounts")
    equipment_and_skill: Flag | None = whether("具有履行合同所必需的设备和专业技术能力", "the bidder has the equipment and skill needed", "不具有履行合同所必需的设备和专业技术能力", "the bidder lacks the equipment or skill needed")
    taxes_and_social_security_paid: Flag | None = whether("有依法缴纳税收和社会保障资金的良好记录", "the bidder has a good record of tax and social-security payments", "没有依法缴纳税收和社会保障资金的良好记录", "the bidder lacks a good record of tax and social-security payments")
    grave_breach_within_three_years: Flag | None = exception("参加活动前三年内在经营活动中有重大违法记录", "the bidder has a record of grave breaches within three years before", "前三年内没有重大违法记录", "the bidder has no record of grave breaches within three years before", ask=("参加活动前三年内，在经营活动中是否有重大违法记录？", ""), umbrella=("eligibility.licence_revoked", "eligibility.convicted"))
    largest_fine: Amount | None = amount("前三年内受到的单笔最大罚款", "largest single fine within three years before", "1500000")
    licence_revoked: Flag | None = exception("前三年内被责令停产停业、吊销许可证或者执照", "business was stopped or a licence revoked within three years before", "前三年内未被责令停产停业、吊销许可证或者执照", "no business was stopped and no licence revoked within three years before")
    convicted: Flag | None = exception("前三年内因违法经营受到刑事处罚", "the bidder was convicted for its business within three years before", "前三年内未因违法经营受到刑事处罚", "the bidder was not convicted within three years before")
    dishonest_debtor: Flag | None = exception("被列为失信被执行人", "the bidder is listed as a dishonest judgment debtor", "未被列为失信被执行人", "the bidder is not listed as a dishonest judgment debtor")
    tax_offender_listed: Flag | None = exception("被列入重大税收违法失信主体名单", "the bidder is listed as a grave tax offender", "未被列入重大税收违法失信主体名单", "the bidder is not listed as a grave tax offender")
    procurement_offender_listed: Flag | None = exception("被列入政府采购严重违法失信行为记录名单", "the bidder is on the list of grave offenders in government procurement", "未被列入政府采购严重违法失信行为记录名单", "the bidder is not on the list of grave offenders in government procurement")
    conditions_met: Flag | None = whether("符合文件规定的资格条件", "the bidder meets the qualification conditions", "不符合文件规定的资格条件", "the bidder does not meet the qualification conditions", closed_by=EVERY_FAULT, closed="true")
    conditions_lost: Flag | None = exception("投标后不再具备资格条件", "the bidder lost its qualification after bidding", "投标后仍具备资格条件", "the bidder kept its qualification")
    merged_or_split: Flag | None = exception("发生合并、分立、破产等重大变化", "the bidder merged, split or went bankrupt", "未发生合并、分立、破产等重大变化", "the bidder neither merged nor split nor went bankrupt", umbrella=())
    change_told: Flag | None = whether("重大变化已及时书面告知", "the change was told in writing in time", "重大变化未及时告知", "the change was not told in time")
    may_provide_purchased_services: Flag | None = whether("可以作为政府购买服务的承接主体", "it may be a provider of government-purchased services", "不得作为政府购买服务的承接主体", "it may not be a provider of government-purchased services")
    basic_account_bank_statement: Flag | None = whether("提供了开标前三个月内的银行资信证明", "a bank reference of the three months before opening was given", "未提供开标前三个月内的银行资信证明", "no bank reference of the three months before opening was given")
    last_tender_fraud_or_quality_case: Event | None = fact("最近一次骗取中标、严重违约或者重大工程质量问题", "last case of winning by fraud, grave breach of contract or grave quality defect of works", example="2022-05-10", presume=absent("not_yet", "未提及骗取中标、严重违约或者重大工程质量问题，推定没有", "no such case is mentioned, so none is presumed"))
    foreign_bidder: Flag | None = exception("系境外投标单位", "the bidder is a foreign unit", "系境内投标单位", "the bidder is a unit in China")


class Consortium(Entity):
    """A bid by several suppliers together (gpl-2014:24; tbl-2017:31; tbl-regulation-2019:37)."""

    is_consortium: Flag | None = exception("以联合体形式投标", "the bid is by a consortium", "不是联合体投标", "the bid is not by a consortium")
    members: Quantity | None = number("联合体成员数", "members of the consortium", "2")
    agreement_filed: Flag | None = whether("提交了联合体（共同投标）协议", "the consortium agreement was handed in", "未提交联合体（共同投标）协议", "no consortium agreement was handed in", closed_by=EVERY_FAULT, closed="true")
    all_members_eligible: Flag | None = whether("各方均具备规定的条件", "each member meets the general conditions", "有成员不具备规定的条件", "a member does not meet the general conditions", ask=("各方是否均具备规定的条件？", ""))
    members_bid_otherwise: Flag | None = exception("成员又单独投标或者参加其他联合体", "a member also bids alone or in another consortium", "成员未另行投标", "no member bids otherwise", closed_by=EVERY_FAULT)
    changed_after_prequalification: Flag | None = exception("资格预审后增减、更换成员", "members changed after the prequalification", "资格预审后未变更成员", "members did not change after the prequalification", closed_by=EVERY_FAULT)
    lowest_grade: Quantity | None = number("联合体成员中同类资质的最低等级（一级为1，二级为2）", "lowest grade of the members' like qualifications (1 for the first, 2 for the second)", "2", "rank")
    grade_counted: Quantity | None = number("评审时认定的联合体资质等级（一级为1，二级为2）", "grade that was counted for the consortium", "1", "rank")
    level_of_lower_counted: Flag | None = whether("同类资质按等级较低的单位确定资质等级", "the lower grade of like qualifications was counted", "未按等级较低的单位确定资质等级", "the lower grade of like qualifications was not counted", ask=("同类资质是否按等级较低的单位确定资质等级？", ""))
    small_share: Ratio | None = ratio("小微企业承担的合同份额", "share of the contract for small and micro firms", "30%")
    sme_share: Ratio | None = ratio("中小企业承担的合同份额", "share of the contract for small and medium-sized firms", "40%")
    signed_jointly: Flag | None = whether("联合体各方共同签订合同", "all members of the consortium signed the contract together", "联合体各方未共同签订合同", "not all members of the consortium signed the contract", ask=("联合体各方是否共同签订合同？", ""))
    security_in_own_name: Flag | None = whether("以联合体各方或者牵头人的名义提交投标保证金", "the bid security was given in the name of the members or of the lead member", "未以联合体各方或者牵头人的名义提交投标保证金", "the bid security was not given in the name of the members or of the lead member", ask=("是否以联合体各方或者牵头人的名义提交投标保证金？", ""))
    authority_filed: Flag | None = whether("提交全体成员签署的牵头人授权委托书", "all members' power of attorney for the lead member was handed in", "未提交牵头人授权委托书", "no power of attorney for the lead member was handed in")
    sme_tied_to_other_members: Flag | None = exception("中小企业与联合体（分包）内其他企业存在直接控股、管理关系", "a small firm is controlled by or controls another member", "中小企业与其他企业没有控股、管理关系", "no small firm is tied to another member by control", ask=("", "Does a small firm control another member, or is it controlled by one?"))
    refused_as_consortium: Flag | None = exception("因系联合体而拒绝其投标", "the bid was refused because it is a consortium's", "未因系联合体而拒绝其投标", "the bid was not refused for being a consortium's", ask=("是否因其为联合体而拒绝其投标？", ""))


class Affiliation(Entity):
    """Ties that keep a bidder out (gpl-regulation-2015:18; tbl-regulation-2019:34)."""

    same_head_as_other_bidder: Flag | None = exception("与其他投标人单位负责人为同一人", "the bidder has the same head as another bidder", "与其他投标人负责人不同", "the bidder's head heads no other bidder", ask=("单位负责人是否与其他投标人为同一人？", ""), closed_by=EVERY_FAULT)
    control_tie_to_other_bidder: Flag | None = exception("与其他投标人存在直接控股、管理关系", "the bidder controls or manages another bidder, or the reverse", "与其他投标人没有控股、管理关系", "the bidder has no tie of control to another bidder", closed_by=EVERY_FAULT)
    prepared_the_project: Flag | None = exception("为本项目提供过整体设计、规范编制或者管理、监理、检测等服务", "the bidder designed, specified, managed, supervised or tested for this project", "未为本项目提供过此类服务", "the bidder gave no such services to the project", closed_by=EVERY_FAULT)
    tie_to_tenderee: Flag | None = exception("与招标人存在可能影响公正性的利害关系", "a tie to the tenderee may affect fairness", "与招标人没有可能影响公正性的利害关系", "no tie to the tenderee may affect fairness", closed_by=EVERY_FAULT)
    is_tenderees_own_branch: Flag | None = exception("系招标人不具独立法人资格的附属机构", "the bidder is a dependent branch of the tenderee", "不是招标人的附属机构", "the bidder is no branch of the tenderee", closed_by=EVERY_FAULT)
    prepared_base_price: Flag | None = exception("受托编制过标底", "the bidder prepared the base price", "未编制标底", "the bidder did not prepare the base price", closed_by=EVERY_FAULT)
    helped_by_base_price_drafter: Flag | None = exception("投标文件由受托编制标底的中介机构编制，或者接受其咨询", "who prepared the base price drew up or advised on the bid", "未由编制标底的中介机构编制投标文件、提供咨询", "who prepared the base price did not help with the bid", ask=("是否由受托编制标底的中介机构编制投标文件，或者接受其咨询？", ""), closed_by=EVERY_FAULT)
    runs_platform: Flag | None = exception("系交易平台运营机构或者与其有控股、管理关系", "the bidder runs the trading platform or is tied to its operator", "与交易平台运营机构无关", "the bidder has nothing to do with the platform's operator", ask=("是否为交易平台运营机构或者与其有控股、管理关系？", ""), closed_by=EVERY_FAULT)
    purchaser_staff_tie: Flag | None = exception("采购人员与该供应商有应当回避的利害关系", "a purchasing officer has a tie to the bidder that calls for recusal", "采购人员与该供应商没有利害关系", "no purchasing officer has a tie to the bidder")
    purchaser_staff_recused: Flag | None = whether("有利害关系的采购人员已回避", "that officer was recused", "有利害关系的采购人员未回避", "that officer was not recused")


class Collusion(Entity):
    """Facts that are, or are deemed, collusion (mof-order-87:37; tbl-regulation-2019:39-41; gpl-regulation-2015:74)."""

    same_author: Flag | None = exception("投标文件由同一单位或者个人编制", "bids were drawn up by the same person or unit", "投标文件不是由同一单位或者个人编制", "bids were not drawn up by the same person or unit", closed_by=EVERY_FAULT)
    same_handler: Flag | None = exception("委托同一单位或者个人办理投标事宜", "the same person or unit handled the bids", "未委托同一单位或者个人办理", "bids were handled by different persons", closed_by=EVERY_FAULT)
    same_project_member: Flag | None = exception("项目管理成员为同一人", "bids name the same project staff", "项目管理成员不同", "bids do not name the same project staff", closed_by=EVERY_FAULT)
    same_contact_person: Flag | None = exception("联系人员为同一人", "bids name the same contact person", "联系人员不同", "bids do not name the same contact person", closed_by=EVERY_FAULT)
    unusually_alike: Flag | None = exception("投标文件异常一致或者报价呈规律性差异", "bids are unusually alike or prices differ regularly", "投标文件没有异常一致或者规律性差异", "bids are neither unusually alike nor regularly apart", closed_by=EVERY_FAULT)
    mixed_up_papers: Flag | None = exception("投标文件相互混装", "papers of bids were mixed up", "投标文件没有相互混装", "papers of bids were not mixed up", closed_by=EVERY_FAULT)
    security_from_same_account: Flag | None = exception("保证金从同一单位或者个人的账户转出", "securities came from the same account", "保证金从不同账户转出", "securities came from different accounts", ask=("保证金是否从同一单位或者个人的账户转出？", ""), closed_by=EVERY_FAULT)
    agreed_on_content: Flag | None = exception("供应商之间协商报价、技术方案等实质性内容", "suppliers agreed on price or other substance", "供应商之间没有协商实质性内容", "suppliers did not agree on substance", closed_by=EVERY_FAULT)
    agreed_on_winner: Flag | None = exception("供应商之间约定中标（成交）人", "suppliers agreed who should win", "供应商之间没有约定中标人", "suppliers did not agree who should win", closed_by=EVERY_FAULT)
    agreed_to_give_up: Flag | None = exception("供应商之间约定部分放弃投标或者中标", "suppliers agreed that some give up", "供应商之间没有约定放弃", "suppliers did not agree that some give up", closed_by=EVERY_FAULT)
    group_acting_together: Flag | None = exception("同一集团、协会、商会等成员按要求协同参加", "members of one group or association acted on its orders", "没有按组织要求协同参加", "no members of one group acted on its orders", ask=("同一集团、协会、商会等组织的成员是否按要求协同参加？", ""), closed_by=EVERY_FAULT)
    other_joint_action: Flag | None = exception("为谋取中标或者排斥他人采取其他联合行动", "suppliers acted together otherwise to win or shut out", "没有其他联合行动", "suppliers did not act together otherwise", closed_by=EVERY_FAULT)
    told_of_other_bids: Flag | None = exception("从采购人、代理机构获得其他供应商情况并修改文件", "purchaser or agency told of other bids and the bid was changed", "未从采购人、代理机构获得其他供应商情况", "neither purchaser nor agency told of other bids", ask=("", "Did purchaser or agency tell of other bids, and was the bid then changed?"), closed_by=EVERY_FAULT)
    bid_swapped_on_hint: Flag | None = exception("按采购人、代理机构授意撤换、修改文件", "papers were swapped or changed at the purchaser's or agency's hint", "未按授意撤换、修改文件", "no paper was swapped at anybody's hint", closed_by=EVERY_FAULT)
    price_hinted: Flag | None = exception("采购人（招标人）明示或者暗示压低、抬高报价", "the purchaser hinted to lower or raise the price", "采购人（招标人）未示意压低、抬高报价", "the purchaser did not hint at the price", closed_by=EVERY_FAULT)
    secrets_leaked: Flag | None = exception("采购人（招标人）泄露标底、评审成员等信息", "the purchaser leaked base price, panel or the like", "采购人（招标人）未泄露信息", "the purchaser leaked nothing", closed_by=EVERY_FAULT)
    favoured: Flag | None = exception("采购人（招标人）为特定供应商中标提供方便", "the purchaser made it easy for one supplier to win", "采购人（招标人）未为特定供应商提供方便", "the purchaser favoured nobody", closed_by=EVERY_FAULT)
    times_within_three_years: Quantity | None = number("三年内串通投标次数", "times of collusion within three years", "2")
    direct_loss: Amount | None = amount("造成的直接经济损失", "direct loss caused", "300000")
    grave: Flag | None = exception("串通投标、行贿情节严重", "the collusion or bribery is grave", "串通投标、行贿情节不严重", "the collusion or bribery is not grave")


class Fraud(Entity):
    """False material, borrowed names, bribes and other misconduct (gpl-2014:77; tbl-regulation-2019:42, 68)."""

    false_material: Flag | None = exception("提供虚假材料谋取中标、成交", "false material was given to win", "未提供虚假材料", "no false material was given", umbrella=("fraud.forged_licence", "fraud.false_record", "fraud.false_staff", "fraud.false_credit", "fraud.false_sme_declaration"), closed_by=EVERY_FAULT)
    false_sme_declaration: Flag | None = exception("中小企业声明函内容不实", "the declaration of size is untrue", "中小企业声明函内容属实", "the declaration of size is true")
    borrowed_name: Flag | None = exception("以他人名义投标（受让、租借资质）", "the bid is in another's name (bought or hired qualification)", "未以他人名义投标", "the bid is not in another's name", closed_by=EVERY_FAULT)
    forged_licence: Flag | None = exception("使用伪造、变造的许可证件", "forged or altered licences were used", "未使用伪造、变造的许可证件", "no forged or altered licence was used", closed_by=EVERY_FAULT)
    false_record: Flag | None = exception("提供虚假的财务状况或者业绩", "false accounts or track record were given", "未提供虚假的财务状况或者业绩", "no false accounts or track record were given", closed_by=EVERY_FAULT)
    false_staff: Flag | None = exception("提供虚假的项目负责人、技术人员简历或者劳动关系证明", "false résumés or proofs of employment were given", "未提供虚假的人员材料", "no false papers about staff were given", closed_by=EVERY_FAULT)
    false_credit: Flag | None = exception("提供虚假的信用状况", "false credit standing was given", "未提供虚假的信用状况", "no false credit standing was given", closed_by=EVERY_FAULT)
    bribed: Flag | None = exception("行贿或者提供其他不正当利益", "bribes or other undue benefits were given", "未行贿或者提供不正当利益", "no bribes or undue benefits were given", closed_by=EVERY_FAULT)
    slandered_others: Flag | None = exception("采取不正当手段诋毁、排挤其他供应商", "other suppliers were slandered or pushed out unfairly", "未诋毁、排挤其他供应商", "no other supplier was slandered or pushed out")
    negotiated_during_tender: Flag | None = exception("在招标采购过程中与采购人协商谈判", "the supplier negotiated with the purchaser during the tender", "招标过程中未与采购人协商谈判", "the supplier did not negotiate during the tender")
    refused_inspection: Flag | None = exception("拒绝有关部门监督检查或者提供虚假情况", "supervision was refused or false information given", "未拒绝监督检查", "supervision was not refused")
    fraud_loss: Amount | None = amount("弄虚作假造成的直接经济损失", "direct loss caused by fraud", "300000")
    grave: Flag | None = exception("弄虚作假情节严重", "the fraud is grave", "弄虚作假情节不严重", "the fraud is not grave")
    borrowed_name_times: Quantity | None = number("三年内使用他人名义投标次数", "times of bidding in another's name within three years", "2", "count")


class Ban(Entity):
    """One sanction that shuts the bidder out, or might (gpl-2014:77; gpl-regulation-2015:19; tbl-2017:53, 54, 60)."""

    id: Text | None = fact("处罚文书号", "number of the sanction", example="财采罚〔2025〕3号")
    ban_kind: BanKind | None = fact("禁止范围", "what the ban is from", example="from_government_procurement", ask=("禁止的范围是什么？", "What is the supplier banned from?"))
    ban_started: Day | None = event("禁止期起始日", "day the ban starts", "2025-03-02")
    ban_ended: Day | None = event("禁止期届满日", "day the ban ends", "2026-03-01")
    sanction_decided: Event | None = event("处罚决定作出", "sanction decided", "2025-02-20")
    sanction_fine: Amount | None = amount("罚款金额", "fine", "2500000")
    sanction_for_refusal: Flag | None = whether("处罚事由为无正当理由拒不签订合同", "the sanction is for refusing to sign without good reason", "处罚事由不是拒不签订合同", "the sanction is for something else", ask=("处罚事由是否为无正当理由拒不签订合同？", ""), presume=usual("true", "中标、成交后无正当理由放弃，其后被禁止参加政府采购活动而未提及其他事由，推定为此受罚", "the winner gave up without good reason and was then banned from government procurement, and no other cause is mentioned, so it is presumed to be the cause", when="ban_kind == from_government_procurement and is_winner and gave_up_award and not gave_up_with_reason and sanction_decided >= award_letter_issued"))
    lifted: Flag | None = exception("处罚被撤销或者停止执行", "the sanction was quashed or stayed", "处罚未被撤销或者停止执行", "the sanction was neither quashed nor stayed")
    higher_standard_not_reached: Flag | None = exception("另有更高的“较大数额”标准且罚款未达到", "another law sets a higher standard for a large fine, which is not reached", "没有更高的“较大数额”标准", "no higher standard for a large fine applies")
