"""Prequalification and procurement documents: what they say and how they are given out (mof-order-87:15-27; tbl-regulation-2019:15-32)."""

from procure_rules.facts.fields import (
    Entity,
    absent,
    amount,
    days,
    declared,
    done,
    event,
    exception,
    fact,
    number,
    ratio,
    whether,
)
from procure_rules.facts.values import Amount, Days, Event, Flag, Quantity, Ratio
from procure_rules.facts.words import ConsortiumRule

__all__ = ["Documents", "LowPriceRules", "Prequalification"]
# fmt: off


class Prequalification(Entity):
    """Prequalification of applicants (mof-order-87:14, 15, 21; tbl-regulation-2019:15-19)."""

    used: Flag | None = exception("进行资格预审", "applicants are prequalified", "不进行资格预审", "applicants are not prequalified")
    documents_issued: Event | None = event("资格预审文件开始发出", "prequalification documents issued", "2026-02-02")
    documents_closed: Event | None = event("资格预审文件停止发售", "issue of prequalification documents ended", "2026-02-09")
    documents_free: Flag | None = whether("资格预审文件免费提供", "the prequalification documents are free", "资格预审文件收费", "the prequalification documents are charged for")
    documents_complete: Flag | None = whether("资格预审文件内容齐全", "the prequalification documents have the prescribed content", "资格预审文件内容不齐全", "the prequalification documents lack prescribed content")
    applicants: Quantity | None = number("资格预审申请人数", "applicants", "7")
    passed: Quantity | None = number("通过资格预审的申请人数", "applicants that passed", "5", presume=absent("between(0, prequalification.applicants)", "申请人不足三家，通过资格预审的不会更多", "fewer than three applied, and no more than that can have passed", when="prequalification.applicants < 3"))
    by_stated_criteria: Flag | None = whether("按资格预审文件载明的标准和方法审查", "applicants were judged by the stated criteria", "未按资格预审文件载明的标准和方法审查", "applicants were not judged by the stated criteria")
    review_committee: Flag | None = whether("组建了资格审查委员会", "a qualification committee was formed", "未组建资格审查委员会", "no qualification committee was formed", presume=declared("true", "已载明资格审查委员会的组成，推定如此", "stated of it: how the qualification committee is composed; so it is presumed", when="not prequalification.committee_formed_lawfully"))
    committee_formed_lawfully: Flag | None = whether("资格审查委员会的组成符合评标委员会的规定", "the qualification committee is composed by the rules for evaluation committees", "资格审查委员会的组成不符合评标委员会的规定", "the qualification committee is not composed by the rules for evaluation committees", ask=("资格审查委员会的组成是否符合评标委员会的规定？", ""))
    committee_misconduct: Flag | None = exception("资格审查委员会成员有应当回避而不回避、收受好处、私下接触、泄密等行为", "a member of the qualification committee sat despite a tie, took favours, met applicants in private, leaked or the like", "资格审查委员会成员没有此类行为", "no member of the qualification committee did so", ask=("资格审查委员会成员是否有应当回避而不回避、收受好处、私下接触、泄密等行为？", ""), umbrella=())
    applicant_misconduct: Flag | None = exception("资格预审申请人有串通、弄虚作假、行贿或者不得参加的关联关系", "an applicant colluded, used falsehood, bribed or had a tie that keeps it out", "资格预审申请人没有此类情形", "no applicant did so or had such a tie", ask=("资格预审申请人是否有串通、弄虚作假、行贿或者不得参加的关联关系？", ""))
    time_unreasonable: Flag | None = exception("确定的提交资格预审申请文件的时间不合理", "the time given to apply is not reasonable", "确定的提交资格预审申请文件的时间合理", "the time given to apply is reasonable", ask=("确定的提交资格预审申请文件的时间是否不合理？", "Is the time given to apply unreasonable?"))
    results_sent: Event | None = event("发出资格预审结果通知书", "results of the prequalification sent", "2026-02-20")
    unqualified_admitted: Flag | None = exception("接受未通过资格预审的单位投标", "a bidder that had not passed was admitted", "未接受未通过资格预审的单位投标", "no bidder that had not passed was admitted")
    filed_with_supervisor: Event | None = event("资格预审文件报行政监督部门备案", "prequalification documents filed with the supervisor", "2026-01-30")
    combined_notice: Flag | None = whether("招标公告和资格预审公告合并发布", "tender and prequalification notices were published as one", "招标公告和资格预审公告分别发布", "tender and prequalification notices were published apart")
    notice_period_ended: Event | None = event("资格预审公告期限届满", "prequalification notice period ended", "2026-02-09")
    supervisor_agreed: Flag | None = whether("资格预审方式经行政监督部门同意", "the supervisor agreed to a prequalification", "资格预审方式未经行政监督部门同意", "the supervisor did not agree to a prequalification")


class Documents(Entity):
    """The tender (procurement) documents: fee, content, handling."""

    fee: Amount | None = amount("采购（招标）文件售价", "fee for the documents", "300")
    fee_covers_cost_only: Flag | None = whether("售价仅弥补制作、邮寄成本", "the fee covers making and posting only", "售价超出制作、邮寄成本", "the fee exceeds the cost of making and posting")
    fee_by_purchase_value: Flag | None = exception("以采购金额作为确定售价的依据", "the fee depends on the value of the purchase", "未以采购金额确定售价", "the fee does not depend on the value of the purchase")
    content_complete: Flag | None = whether("采购（招标）文件内容齐全", "the documents have the prescribed content", "采购（招标）文件内容不齐全", "the documents lack prescribed content")
    standard_text_used: Flag | None = whether("使用标准文本", "the standard text is used", "未使用标准文本", "the standard text is not used")
    approved_by_purchaser: Flag | None = whether("采购（谈判、磋商、询价）文件经采购人书面同意", "the purchaser agreed to the documents in writing", "采购文件未经采购人书面同意", "the purchaser did not agree to the documents in writing")
    as_reviewed: Flag | None = whether("按审核通过的采购需求和实施计划编制", "the documents follow the reviewed requirements and plan", "未按审核通过的采购需求和实施计划编制", "the documents depart from the reviewed requirements and plan")
    mandatory_rules_broken: Flag | None = exception("文件内容违反法律、行政法规的强制性规定或者公开公平公正原则", "the documents break mandatory rules or the principles of openness and fairness", "文件内容不违反强制性规定和公开公平公正原则", "the documents break neither mandatory rules nor those principles")
    affects_bidding: Flag | None = whether("影响潜在投标人投标或者资格预审结果", "this affects bidding or the prequalification", "不影响投标和资格预审结果", "this affects neither bidding nor the prequalification")
    ambiguous_or_defective: Flag | None = exception("文件存在歧义、重大缺陷导致评审无法进行", "ambiguity or grave defects make evaluation impossible", "文件没有致使评审无法进行的歧义或者缺陷", "no ambiguity or defect makes evaluation impossible")
    evaluation_rules_stated: Flag | None = whether("载明评审方法、标准和无效情形", "method, criteria and grounds of invalidity are stated", "未载明评审方法、标准或者无效情形", "method, criteria or grounds of invalidity are not stated")
    substantive_requirements_marked: Flag | None = whether("以醒目方式标明实质性要求", "substantive requirements are marked", "未标明实质性要求", "substantive requirements are not marked")
    contract_text_included: Flag | None = whether("附有拟签订的合同文本", "the contract text is included", "未附拟签订的合同文本", "the contract text is not included")
    payment_terms_stated: Flag | None = whether("载明资金支付方式、时间、条件", "manner, time and conditions of payment are stated", "未载明资金支付方式、时间、条件", "manner, time and conditions of payment are not stated")
    budget_stated: Flag | None = whether("公开采购项目预算金额", "the budget is stated", "未公开采购项目预算金额", "the budget is not stated")
    ceiling_stated: Flag | None = whether("公开最高限价（或者其计算方法）", "the price ceiling (or its formula) is stated", "未公开最高限价（或者其计算方法）", "neither the price ceiling nor its formula is stated", presume=declared("true", "载明了最高限价而未提及文件未公开，推定文件已经公开", "a price ceiling is named and nothing says that the documents are silent on it, so they are presumed to state it", when="price_ceiling > 0元"))
    price_correction_otherwise: Flag | None = exception("招标文件对报价不一致的修正另有约定", "the documents have rules of their own for correcting prices", "招标文件对报价修正没有另作约定", "the documents have no rules of their own for correcting prices")
    floor_price_set: Flag | None = exception("设定最低限价", "a floor price is set", "未设定最低限价", "no floor price is set")
    validity_stated: Flag | None = whether("载明投标有效期", "the bid validity is stated", "未载明投标有效期", "the bid validity is not stated")
    security_rules_stated: Flag | None = whether("载明保证金交纳、退还方式和不予退还情形", "how the security is given, returned and forfeited is stated", "未载明保证金交纳、退还方式和不予退还情形", "how the security is given, returned and forfeited is not stated", ask=("", "Do the documents state how the bid security is given, returned and forfeited?"))
    refusal_forfeits_security: Flag | None = whether("招标文件写明中标人拒签合同的不予退还投标保证金", "the documents say that a winner that refuses to sign loses its bid security", "招标文件未写明中标人拒签合同不予退还投标保证金", "the documents do not say that a winner that refuses to sign loses its bid security", ask=("招标文件是否写明中标人拒签合同的不予退还投标保证金？", ""))
    security_validity: Days | None = days("投标保证金有效期", "validity of the bid security", "90")
    credit_query_stated: Flag | None = whether("载明信用信息查询渠道、截止时点和使用规则", "source, time and use of credit queries are stated", "未载明信用信息查询渠道、截止时点和使用规则", "source, time and use of credit queries are not stated")
    credit_queried: Flag | None = whether("查询了供应商（投标人）信用信息", "the suppliers' credit records were queried", "未查询供应商（投标人）信用信息", "the suppliers' credit records were not queried")
    consortium_rule: ConsortiumRule | None = fact("对联合体的规定", "what is said about consortia", example="consortium_refused")
    core_product_stated: Flag | None = whether("载明核心产品", "the core product is stated", "未载明核心产品", "no core product is stated")
    several_products: Flag | None = whether("系非单一产品采购", "several products are bought", "系单一产品采购", "a single product is bought")
    samples_required: Flag | None = exception("要求提供样品", "samples are required", "不要求提供样品", "no samples are required")
    samples_needed: Flag | None = whether("仅凭书面方式不能准确描述需求或者需对样品主观判断", "writing alone cannot describe the need, or samples must be judged by hand", "书面方式能够准确描述需求", "writing alone can describe the need")
    sample_rules_stated: Flag | None = whether("明确样品标准、检测报告要求和评审方法", "standards, test reports and evaluation of samples are stated", "未明确样品标准、检测报告要求和评审方法", "standards, test reports and evaluation of samples are not stated")
    one_challenge_per_stage: Flag | None = exception("要求一次性提出针对同一环节的质疑", "all challenges of one stage must be raised at once", "未要求一次性提出质疑", "challenges need not be raised at once")
    challenge_contact_stated: Flag | None = whether("载明接收质疑函的方式、联系部门和地址", "how and where challenges are received is stated", "未载明接收质疑函的方式、联系部门和地址", "how and where challenges are received is not stated", ask=("", "Do the documents state how and where challenges are received?"))
    alternatives_allowed: Flag | None = exception("允许提交备选方案", "alternative bids are allowed", "不允许提交备选方案", "alternative bids are not allowed")
    registration_required: Flag | None = exception("设置投标报名、登记等前置条件限制获取文件", "registration or the like restricts access to the documents", "获取文件没有报名、登记等前置条件", "access to the documents is not restricted")
    same_for_all: Flag | None = whether("向所有潜在投标人提供相同的项目信息", "all possible bidders get the same information", "向潜在投标人提供有差别的项目信息", "possible bidders get differing information", ask=("是否向所有潜在投标人提供相同的项目信息？", ""))
    obtained_by: Quantity | None = number("获取采购（招标）文件的供应商数", "suppliers that obtained the documents", "6")
    obtainers_disclosed: Flag | None = exception("开标前泄露已获取文件的潜在投标人名称、数量等", "names or number of those who obtained the documents leaked", "未泄露潜在投标人名称、数量", "neither names nor number leaked", ask=("开标前是否泄露已获取文件的潜在投标人的名称、数量等？", ""))
    site_visit_for_some_only: Flag | None = exception("组织单个或者部分潜在投标人踏勘现场", "only some possible bidders were shown the site", "未组织单个或者部分潜在投标人踏勘", "no selective site visit was held", presume=(declared("false", "踏勘已告知所有获取文件的潜在投标人", "all that obtained the documents were told of the visit", when="documents.site_visit_told_to_all"), declared("true", "踏勘未告知所有获取文件的潜在投标人", "not all that obtained the documents were told of the visit", when="not documents.site_visit_told_to_all")))
    base_price_set: Flag | None = exception("设有标底", "there is a base price", "不设标底", "there is no base price")
    base_prices: Quantity | None = number("标底个数", "number of base prices", "1")
    base_price_kept_secret: Flag | None = whether("标底保密", "the base price was kept secret", "标底泄露", "the base price leaked")
    base_price_decides: Flag | None = exception("以接近标底作为中标条件或者以超出标底浮动范围否决投标", "nearness to the base price decides, or distance from it rejects", "标底仅作参考", "the base price is for reference only")
    lots_used_to_exclude: Flag | None = exception("利用划分标段（包）限制、排斥投标人", "the division into lots keeps bidders out", "未利用划分标段（包）限制、排斥投标人", "the division into lots keeps nobody out")
    lots_used_to_evade: Flag | None = exception("利用划分标段规避招标", "the division into lots evades tendering", "未利用划分标段规避招标", "the division into lots evades nothing")
    sale_extended_and_announced: Flag | None = exception("顺延提供期限并公告", "the issue of documents was extended and announced", "未顺延提供期限", "the issue of documents was not extended")
    performance_security_stated: Flag | None = whether("载明履约保证金要求", "the performance security is stated", "未载明履约保证金要求", "no performance security is stated", presume=declared("true", "载明了履约保证金的数额，推定文件要求提交", "the amount of a performance security is stated, so the documents are presumed to ask for it", when="contract.performance_security > 0元"))
    sme_industry_stated: Flag | None = whether("明确采购标的对应的中小企业划分标准所属行业", "the industry for the size of firms is stated", "未明确中小企业划分标准所属行业", "the industry for the size of firms is not stated")
    sme_rules_stated: Flag | None = whether("明确预留、价格扣除比例等中小企业政策", "reservation or deduction for small firms is stated", "未明确中小企业政策", "neither reservation nor deduction for small firms is stated")
    policies_stated: Flag | None = whether("载明节能、环保等政府采购政策要求", "policy requirements (energy, environment) are stated", "未载明政府采购政策要求", "policy requirements are not stated")
    negotiable_points_stated: Flag | None = whether("明确可能实质性变动的内容", "what may change in negotiation is stated", "未明确可能实质性变动的内容", "what may change in negotiation is not stated")
    software_prescribed: Flag | None = exception("强制要求指定的软件、电子标书格式等", "specified software or tools must be bought", "未强制要求购买指定软件", "no specified software need be bought")
    filed_with_supervisor: Event | None = event("招标文件报行政监督部门备案", "tender documents filed with the supervisor", "2026-02-20")
    tendering_costs: Amount | None = amount("招标人组织招标所需费用", "what organising the tender costs the tenderee", "60000")
    winners_samples_sealed: Flag | None = whether("按规定保管、封存中标人的样品", "the winner's samples are kept and sealed as stated", "未按规定保管、封存中标人的样品", "the winner's samples are not kept and sealed as stated")
    given_to_all_prequalified: Flag | None = whether("向所有通过资格预审的供应商提供招标文件", "all who passed the prequalification got the documents", "未向所有通过资格预审的供应商提供招标文件", "not all who passed the prequalification got the documents")
    losers_samples_returned: Flag | None = whether("及时退还（或者经同意处理）未中标人的样品", "losers got their samples back, or agreed to what was done with them", "未及时退还未中标人的样品", "losers did not get their samples back")
    deviations_limited: Flag | None = whether("文件规定非实质性要求允许偏差的范围、项数和调整方法", "the documents limit deviations from minor requirements and say how they are adjusted", "文件未规定非实质性要求的允许偏差", "the documents set no limits for minor deviations")
    deviations_allowed: Quantity | None = number("文件允许的一般条款最多偏离项数", "most deviations from other requirements that the documents allow", "5")
    loser_compensation_stated: Flag | None = whether("文件规定给予未中标人经济补偿", "the documents promise the losers compensation", "文件未规定给予未中标人补偿", "the documents promise the losers no compensation")
    basic_data_true: Flag | None = whether("提供的项目基础资料真实、完整", "the basic data provided are true and complete", "提供的项目基础资料不真实或者不完整", "the basic data provided are untrue or incomplete")
    credit_rating_stated: Flag | None = whether("文件载明公共信用评价结果的应用", "the documents state how credit ratings are used", "文件未载明公共信用评价结果的应用", "the documents do not state how credit ratings are used")
    main_parts_subcontracted: Flag | None = exception("文件要求或者允许主要设备、材料或者供货合同主要部分分包", "the documents ask for or allow subcontracting of the main equipment or the main part", "文件不允许主要部分分包", "the documents do not allow subcontracting of the main part")
    site_visit_held: Event | None = event("组织现场考察或者召开开标前答疑会", "site visit or meeting before the opening held", "2026-03-12", presume=(done("not documents.site_visit_told_to_all or documents.site_visit_for_some_only", "现场考察、答疑会的通知情况", "who was told of the visit or meeting"), absent("not_yet", "未提及现场考察、答疑会，推定没有", "no site visit or meeting is mentioned, so none is presumed")))
    site_visit_told_to_all: Flag | None = whether("现场考察、答疑会已在文件中载明或者书面通知所有获取文件的潜在投标人", "the visit or meeting stands in the documents, or all who obtained them were told in writing", "现场考察、答疑会未通知所有获取文件的潜在投标人", "not all who obtained the documents were told of the visit or meeting", presume=declared("false", "仅组织单个或者部分潜在投标人踏勘", "only some possible bidders were shown the site", when="documents.site_visit_for_some_only"))
    consortium_forced: Flag | None = exception("强制投标人组成联合体", "bidders were forced into a consortium", "未强制投标人组成联合体", "no bidder was forced into a consortium")
    base_price_published_at_opening: Flag | None = whether("开标时公布标底", "the base price was published at the opening", "开标时未公布标底", "the base price was not published at the opening")
    site_visit_for_one: Flag | None = exception("单独或者分别组织只有一个供应商参加的现场考察或者答疑会", "a site visit or meeting was held for a single supplier", "未组织只有一个供应商参加的现场考察或者答疑会", "no site visit or meeting was held for a single supplier")
    security_deadline_same: Flag | None = whether("保证金到账（保函提交）截止时间与投标（响应）截止时间一致", "the security is due at the very deadline of the bids", "保证金到账（保函提交）截止时间与投标（响应）截止时间不一致", "the security is due at another time than the bids")
    criteria_gathered: Flag | None = whether("资格审查标准、否决投标情形和评标标准方法集中编写", "criteria of qualification, rejection and evaluation stand together", "资格审查标准、否决投标情形和评标标准方法未集中编写", "criteria of qualification, rejection and evaluation are scattered")
    published_on_portal: Flag | None = whether("资格预审文件或者招标文件在交易场所门户网站公开", "the documents are public on the trading place's website", "资格预审文件或者招标文件未在交易场所门户网站公开", "the documents are not public on the trading place's website")
    subcontracting_allowed: Flag | None = exception("允许以分包方式履行合同", "the contract may be subcontracted in part", "不允许分包履行", "the contract may not be subcontracted", ask=("是否允许以分包方式履行合同？", ""))
    subcontracting_scope_stated: Flag | None = whether("采购文件明确可以分包履行的具体内容、金额或者比例", "the documents state what, how much or which share may be subcontracted", "采购文件未明确可以分包履行的具体内容、金额或者比例", "the documents do not state what, how much or which share may be subcontracted", ask=("", "Do the documents state what, how much or which share may be subcontracted?"))
    paper_copies_required: Flag | None = exception("对能够在线提供的材料要求同时提供纸质材料（必要的原件核对除外）", "paper is asked for beside what can be given online (necessary checks of originals excepted)", "未要求同时提供纸质材料", "no paper is asked for beside what is given online", ask=("对能够在线提供的材料，是否要求同时提供纸质材料（必要的原件核对除外）？", ""))
    not_given_as_announced: Flag | None = exception("未按公告或者投标邀请书规定的时间、地点发售文件", "the documents were not issued at the time and place announced", "按公告或者投标邀请书规定的时间、地点发售文件", "the documents were issued at the time and place announced")
    preparation_time_unreasonable: Flag | None = exception("确定的编制投标文件的时间不合理", "the time given to prepare bids is not reasonable", "确定的编制投标文件的时间合理", "the time given to prepare bids is reasonable", ask=("确定的编制投标文件的时间是否不合理？", "Is the time given to prepare bids unreasonable?"))
    fairness_reviewed: Flag | None = whether("对招标公告、资格预审文件和招标文件开展了公平竞争审查", "notice and documents went through a fair-competition review", "未对招标公告和文件开展公平竞争审查", "notice and documents went through no fair-competition review", ask=("是否对招标公告、资格预审文件和招标文件开展了公平竞争审查？", ""))
    contain_secrets: Flag | None = exception("招标文件涉及国家秘密或者商业秘密", "the documents hold state or business secrets", "招标文件不涉及国家秘密、商业秘密", "the documents hold no secrets")


class LowPriceRules(Entity):
    """When the documents make the panel review a low price (caiku-2026-2)."""

    stated: Flag | None = whether("采购文件载明异常低价审查情形", "the documents state when a low price is reviewed", "采购文件未载明异常低价审查情形", "the documents do not state when a low price is reviewed", presume=declared("true", "已载明启动异常低价审查的比例，推定如此", "stated of it: the ratio at which a low price is reviewed; so it is presumed", when="low_price_rules.ratio_to_average > 0% or low_price_rules.ratio_to_second_lowest > 0% or low_price_rules.ratio_to_ceiling > 0%"))
    ratio_to_average: Ratio | None = ratio("与平均报价相比的启动比例", "trigger ratio to the average price", "50%")
    ratio_to_second_lowest: Ratio | None = ratio("与次低报价相比的启动比例", "trigger ratio to the second lowest price", "50%")
    ratio_to_ceiling: Ratio | None = ratio("与最高限价相比的启动比例", "trigger ratio to the price ceiling", "45%")
    explanation_minutes: Quantity | None = number("给予说明的时间", "time given to explain", "30", "minute")
