"""The procedure: one lot in one attempt, from notice to contract, with all that happens in it."""

from __future__ import annotations

from procure_rules.facts.fields import Entity, Many, Presumption, fact, part
from procure_rules.facts.remedies import Challenge, Complaint, Objection
from procure_rules.facts.values import Amount, Day, Days, Deadline, Event, Flag, Quantity, Ratio, Text
from procure_rules.facts.words import ContractKind, Method

__all__ = ["Amendment", "Bid", "Part", "Procedure", "Timeline"]


class Amendment(Entity):
    """One clarification or amendment of documents already issued (gpl-regulation-2015:31; tbl-2017:23)."""

    id: Text | None = fact("更正编号", "number of the amendment")
    documents_amended: Event | None = fact(
        "发出澄清或者修改", "clarification or amendment sent out", example="2026-04-05"
    )
    may_affect_preparation: Flag | None = fact(
        "可能影响投标（响应）文件编制", "may affect the preparation of bids",
        yes=("该澄清或者修改可能影响投标文件编制", "the amendment may affect the preparation of bids"),
        no=("该澄清或者修改不影响投标文件编制", "the amendment cannot affect the preparation of bids"),
    )  # fmt: skip
    changes_subject_or_qualification: Flag | None = fact(
        "改变采购标的或者资格条件", "changes the subject or the qualification conditions",
        yes=("改变了采购标的或者资格条件", "the amendment changes the subject or the qualification conditions"),
        no=("未改变采购标的和资格条件", "the amendment changes neither the subject nor the qualification conditions"),
        presume=Presumption("false", "未提及改变标的或者资格条件，推定未改变", "no change of subject or qualification is mentioned; none is presumed"),
    )  # fmt: skip


class Bid(Entity):
    """One bid or response."""

    id: Text | None = fact("投标编号", "number of the bid")
    bidder: Text | None = fact("投标人（供应商）", "bidder (supplier)")
    bid_price: Amount | None = fact("投标报价", "bid price", unit="yuan", example="3754350")
    small_or_micro: Flag | None = fact(
        "符合规定的小微企业", "small or micro enterprise under the rules",
        yes=("该投标人属于小微企业", "the bidder is a small or micro enterprise"),
        no=("该投标人不属于小微企业", "the bidder is no small or micro enterprise"),
    )  # fmt: skip
    declared_small_or_micro: Flag | None = fact(
        "提交了《中小企业声明函》", "handed in the declaration of small and medium-sized enterprises",
        yes=("提交了《中小企业声明函》", "the declaration was handed in"), no=("未提交《中小企业声明函》", "no declaration was handed in"),
    )  # fmt: skip
    deduction_applied: Ratio | None = fact(
        "评审时给予的价格扣除比例", "price deduction given in the evaluation", example="10%"
    )
    bid_withdrawn: Event | None = fact("撤回投标", "bid withdrawn")
    bid_security_returned: Event | None = fact("退还投标保证金", "bid security returned", example="2026-10-12")


class Part(Entity):
    """One part of a general contract (ndrc-2020-770 on general contracting)."""

    id: Text | None = fact("部分编号", "number of the part")
    part_kind: ContractKind | None = fact("该部分类型", "kind of the part", example="design")
    part_value: Amount | None = fact("该部分估算价", "estimated value of the part", unit="yuan", example="1100000")


class Timeline(Entity):
    """The events of a procedure, named as in the glossary; each happened, not yet, or unknown."""

    intention_published: Event | None = fact("采购意向公开", "intention published")
    tender_notice_published: Event | None = fact(
        "招标（采购）公告发布", "tender (procurement) notice published", example="2026-03-02"
    )
    invitation_sent: Event | None = fact("发出投标邀请", "invitation sent")
    notice_period_ended: Event | None = fact("采购公告期限届满", "notice period ended")
    tender_documents_issued: Event | None = fact("招标（采购）文件开始发出", "documents issued", example="2026-03-02")
    tender_documents_closed: Event | None = fact(
        "招标（采购）文件停止发售", "issue of documents ended", example="2026-03-09"
    )
    bid_deadline: Deadline | None = fact("投标截止", "bid deadline", example="2026-03-23T09:30")
    first_response_deadline: Deadline | None = fact(
        "首次响应文件提交截止", "deadline of the first response", example="2026-10-09T09:30"
    )
    bid_opening: Event | None = fact("开标", "bid opening", example="2026-03-23")
    evaluation_finished: Event | None = fact("评标（评审）结束", "evaluation finished")
    evaluation_report_received: Event | None = fact("收到评标报告", "evaluation report received")
    candidates_published: Event | None = fact(
        "中标候选人公示开始", "publication of candidates begun", example="2026-04-03"
    )
    candidates_publication_ended: Event | None = fact("中标候选人公示结束", "publication of candidates ended")
    award_decided: Event | None = fact("确定中标（成交）人", "award decided")
    award_notice_published: Event | None = fact("中标（成交）结果公告", "award notice published", example="2026-09-24")
    award_notice_period_ended: Event | None = fact("中标（成交）结果公告期限届满", "award notice period ended")
    award_letter_issued: Event | None = fact("中标（成交）通知书发出", "letter of award issued", example="2026-01-15")
    contract_signed: Event | None = fact("合同签订", "contract signed", example="2026-02-14")
    contract_published: Event | None = fact("合同公告", "contract published")
    performance_started: Event | None = fact("合同开始履行", "performance of the contract started")
    tender_voided: Event | None = fact("废标", "tender voided")
    procurement_terminated: Event | None = fact("终止采购", "procurement terminated")
    re_tendered: Event | None = fact("重新招标", "re-tendered")


class Procedure(Entity):
    """One lot in one attempt; its identity is lot × attempt within the project."""

    lot: Text | None = fact("包（标段）号", "lot", example="1")
    attempt: Quantity | None = fact(
        "轮次", "attempt", example="1",
        presume=Presumption("1", "未提及轮次，推定首次", "no attempt is mentioned, so the first is presumed"),
    )  # fmt: skip
    method: Method | None = fact("采购方式", "method", example="open_tendering")
    contract_kind: ContractKind | None = fact(
        "合同类型", "kind of contract", example="construction",
        presume=(
            Presumption("other_goods", "未说明为工程所需货物，推定为一般货物", "goods not said to be for works are presumed ordinary goods", when="subject.category == goods"),
            Presumption("other_service", "未说明为勘察、设计、监理，推定为其他服务", "services not said to be survey, design or supervision are presumed other services", when="subject.category == services"),
            Presumption("construction", "未说明合同类型，推定为施工", "works of no stated contract kind are presumed construction", when="subject.category == works"),
        ),
    )  # fmt: skip
    lot_budget: Amount | None = fact("本包预算金额", "budget of the lot", unit="yuan", example="4000000")
    estimated_value: Amount | None = fact(
        "单项合同估算价", "estimated contract value", unit="yuan", example="4100000",
        presume=Presumption(
            "hull_of_known(contract_price, price_ceiling, lot_budget)",
            "估算价未知，以合同金额、最高限价、预算的范围为据推定", "the estimate is unknown; it is presumed to lie within contract price, ceiling and budget",
        ),
    )  # fmt: skip
    estimate_includes_tax: Flag | None = fact(
        "估算价含税", "the estimate includes tax",
        yes=("估算价含税", "the estimate includes tax"), no=("估算价不含税", "the estimate excludes tax"),
        presume=Presumption("true", "未说明是否含税，推定含税", "whether tax is included is not said; inclusion is presumed"),
    )  # fmt: skip
    price_ceiling: Amount | None = fact("最高限价", "price ceiling", unit="yuan", example="4200000")
    contract_price: Amount | None = fact("合同金额", "contract price", unit="yuan", example="3850000")
    bid_validity: Days | None = fact("投标有效期", "bid validity", unit="day", example="90")
    bid_security: Amount | None = fact("投标保证金", "bid security", unit="yuan", example="80000")
    bid_security_non_cash: Flag | None = fact(
        "投标保证金以非现金形式提交", "the bid security is handed in in a non-cash form",
        yes=("以非现金形式提交投标保证金", "the bid security takes a non-cash form"), no=("投标保证金以现金提交", "the bid security is taken in cash"),
    )  # fmt: skip
    bidders: Quantity | None = fact(
        "投标截止时的投标人（供应商）数", "bidders (suppliers) at the deadline", unit="count", example="5"
    )
    qualified_bidders: Quantity | None = fact(
        "通过资格审查和符合性审查的投标人数",
        "bidders that passed the qualification and conformity checks",
        unit="count",
        example="3",
    )
    competition_clearly_lacking: Flag | None = fact(
        "有效投标不足三个致使投标明显缺乏竞争", "fewer than three valid bids leave competition plainly lacking",
        yes=("投标明显缺乏竞争", "competition is plainly lacking"), no=("投标并非明显缺乏竞争", "competition is not plainly lacking"),
    )  # fmt: skip
    task_cancelled: Flag | None = fact(
        "采购任务取消", "the purchase is cancelled",
        yes=("采购任务取消", "the purchase is cancelled"), no=("采购任务未取消", "the purchase is not cancelled"),
        presume=Presumption("false", "未提及任务取消，推定未取消", "no cancellation is mentioned, so none is presumed"),
    )  # fmt: skip
    all_bids_over_budget: Flag | None = fact(
        "投标人报价均超过采购预算且采购人不能支付", "all bids exceed the budget and the purchaser cannot pay",
        yes=("报价均超过采购预算且不能支付", "all bids exceed the budget and the purchaser cannot pay"),
        no=("并非报价均超过采购预算", "not all bids exceed the budget"),
    )  # fmt: skip
    unlawful_conduct_affecting_fairness: Flag | None = fact(
        "出现影响采购公正的违法、违规行为", "unlawful conduct that affects fairness occurred",
        yes=("出现影响采购公正的违法、违规行为", "unlawful conduct that affects fairness occurred"),
        no=("未出现影响采购公正的违法、违规行为", "no unlawful conduct that affects fairness occurred"),
        presume=Presumption("false", "未提及违法、违规行为，推定不存在", "no unlawful conduct is mentioned, so none is presumed"),
    )  # fmt: skip
    documents_unreasonable: Flag | None = fact(
        "招标文件存在不合理条款", "the tender documents contain unreasonable clauses",
        yes=("招标文件存在不合理条款", "the documents contain unreasonable clauses"),
        no=("招标文件没有不合理条款", "the documents contain no unreasonable clauses"),
    )  # fmt: skip
    procedure_irregular: Flag | None = fact(
        "招标程序不符合规定", "the tendering procedure broke the rules",
        yes=("招标程序不符合规定", "the procedure broke the rules"), no=("招标程序符合规定", "the procedure kept the rules"),
    )  # fmt: skip
    breach_may_affect_result: Flag | None = fact(
        "违法行为影响或者可能影响中标、成交结果", "the breach affects or may affect the award",
        yes=("影响或者可能影响中标、成交结果", "it affects or may affect the award"), no=("不影响中标、成交结果", "it does not affect the award"),
    )  # fmt: skip
    qualified_candidates_left: Flag | None = fact(
        "另有合格的中标、成交候选人", "another qualified candidate is left",
        yes=("另有合格的中标、成交候选人", "another qualified candidate is left"), no=("没有合格的中标、成交候选人", "no qualified candidate is left"),
    )  # fmt: skip
    should_have_been_open_tendered: Flag | None = fact(
        "应当公开招标而擅自采用其他方式", "another method was used without leave where open tendering was owed",
        yes=("应当公开招标而擅自采用其他方式", "another method was used without leave where open tendering was owed"),
        no=("不存在擅自采用其他方式的情形", "no other method was used without leave"),
    )  # fmt: skip
    discriminated: Flag | None = fact(
        "以不合理的条件对供应商实行差别待遇或者歧视待遇", "suppliers were treated differently or discriminated on unreasonable conditions",
        yes=("对供应商实行了差别待遇或者歧视待遇", "suppliers were discriminated against"),
        no=("未对供应商实行差别待遇或者歧视待遇", "no supplier was discriminated against"),
    )  # fmt: skip
    re_tender_failed: Flag | None = fact(
        "重新招标后投标人仍少于三个", "fewer than three bidders again after a re-tender",
        yes=("重新招标后投标人仍少于三个", "fewer than three bidders again after a re-tender"),
        no=("并非重新招标后仍少于三个", "it is not the case that a re-tender again drew fewer than three bidders"),
    )  # fmt: skip
    follows_failed_open_tender: Flag | None = fact(
        "在公开招标失败后转为本程序", "this procedure follows a failed open tender",
        yes=("系公开招标失败后转为本程序", "this procedure follows a failed open tender"),
        no=("并非公开招标失败后转为本程序", "this procedure does not follow a failed open tender"),
        presume=Presumption("false", "未提及此前招标失败，推定不是", "no earlier failed tender is mentioned, so none is presumed"),
    )  # fmt: skip
    responsive_in_failed_tender: Quantity | None = fact(
        "失败的公开招标中提交投标文件或实质性响应的供应商数", "suppliers that bid or responded in substance in the failed open tender",
        unit="count", example="2",
    )  # fmt: skip
    departure_approved_by_finance: Flag | None = fact(
        "财政部门批准采用公开招标以外的方式", "the finance department approved another method than open tendering",
        yes=("财政部门已批准采用公开招标以外的方式", "the finance department approved the other method"),
        no=("财政部门未批准采用公开招标以外的方式", "the finance department did not approve another method"),
    )  # fmt: skip
    final_offers: Quantity | None = fact(
        "提交最后报价的供应商数", "suppliers that made a final offer", unit="count", example="3"
    )
    detailed_specification_impossible: Flag | None = fact(
        "技术复杂或者性质特殊，不能确定详细规格或者具体要求", "technically complex or special, so that no detailed specification is possible",
        yes=("不能确定详细规格或者具体要求", "no detailed specification is possible"), no=("能够确定详细规格和具体要求", "a detailed specification is possible"),
    )  # fmt: skip
    unforeseeable_urgency: Flag | None = fact(
        "非采购人所能预见或者拖延造成的紧急需要", "urgent need that the purchaser could not foresee and did not cause",
        yes=("存在不可预见且非采购人拖延造成的紧急需要", "there is an urgent need that the purchaser could not foresee and did not cause"),
        no=("不存在此类紧急需要", "there is no such urgent need"),
    )  # fmt: skip
    total_price_uncertain: Flag | None = fact(
        "不能事先计算出价格总额", "the total price cannot be calculated beforehand",
        yes=("不能事先计算出价格总额", "the total price cannot be calculated beforehand"),
        no=("能够事先计算出价格总额", "the total price can be calculated beforehand"),
    )  # fmt: skip
    sme_reserved_whole: Flag | None = fact(
        "整体专门面向中小企业采购", "reserved as a whole for small and medium-sized enterprises",
        yes=("整体专门面向中小企业采购", "it is reserved as a whole"), no=("未整体专门面向中小企业采购", "it is not reserved as a whole"),
    )  # fmt: skip
    sme_suited_budget: Amount | None = fact(
        "适宜由中小企业提供部分的预算", "budget of the part suited to such firms", unit="yuan"
    )
    sme_reserved_amount: Amount | None = fact(
        "预留给中小企业的金额", "amount reserved for such firms", unit="yuan", example="1500000"
    )
    sme_reserved_small_amount: Amount | None = fact(
        "预留给小微企业的金额", "amount reserved for small and micro firms", unit="yuan"
    )
    sme_price_deduction: Ratio | None = fact(
        "给予小微企业的价格扣除比例", "price deduction for small and micro firms", example="10%"
    )
    sme_consortium_deduction: Ratio | None = fact(
        "联合体或者分包（小微企业份额达到规定比例）的价格扣除比例",
        "price deduction for consortia with, or subcontracting to, small and micro firms", example="4%",
    )  # fmt: skip
    sme_score_bonus: Ratio | None = fact(
        "小微企业价格分加分比例", "bonus on the price score of small and micro firms", example="3%"
    )
    sme_consortium_score_bonus: Ratio | None = fact(
        "联合体或者分包（小微企业份额达到规定比例）的价格分加分比例",
        "bonus on the price score for consortia with, or subcontracting to, small and micro firms", example="1%",
    )  # fmt: skip
    signing_suspended: Flag | None = fact(
        "签订合同被依法暂停（质疑可能影响结果，或者监督部门责令）", "signing was suspended by law (challenge that may affect the award, or an order)",
        yes=("签订合同被依法暂停", "the signing was suspended by law"), no=("签订合同未被暂停", "the signing was not suspended"),
        presume=Presumption("false", "未提及暂停签约，推定未暂停", "no suspension of signing is mentioned, so none is presumed"),
    )  # fmt: skip
    low_price_first: Flag | None = fact(
        "采用低价优先法计算价格分", "price score by the lowest-price-first formula",
        yes=("采用低价优先法计算价格分", "the price score follows the lowest-price-first formula"),
        no=("未采用低价优先法计算价格分", "the price score does not follow the lowest-price-first formula"),
    )  # fmt: skip
    comprehensive_evaluation: Flag | None = fact(
        "采用综合评估法", "evaluated comprehensively",
        yes=("采用综合评估法", "bids are evaluated comprehensively"), no=("未采用综合评估法", "bids are not evaluated comprehensively"),
    )  # fmt: skip
    validity_stated_until: Day | None = fact(
        "投标有效期届满日（文件载明日期）", "day the bid validity ends, as stated by date"
    )
    timeline: Timeline | None = part("时间轴", "timeline", transparent=True)
    parts: Many[Part] | None = fact("总承包包含的各部分", "parts of the general contract", many=("part", "parts"))
    amendments: Many[Amendment] | None = fact("澄清、修改", "amendments", many=("amendment", "amendments"))
    bids: Many[Bid] | None = fact("投标（响应）", "bids", many=("bid", "bids"))
    challenges: Many[Challenge] | None = fact(
        "质疑", "challenges", many=("challenge", "challenges"),
        presume=Presumption("none", "未提及质疑，推定没有", "no challenge is mentioned, so none is presumed"),
    )  # fmt: skip
    objections: Many[Objection] | None = fact("异议", "objections", many=("objection", "objections"))
    complaints: Many[Complaint] | None = fact(
        "投诉", "complaints", many=("complaint", "complaints"),
        presume=Presumption("none", "未提及投诉，推定没有", "no complaint is mentioned, so none is presumed"),
    )  # fmt: skip
