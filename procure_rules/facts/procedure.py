"""The procedure: one lot in one attempt, from notice to contract, with all that happens in it."""

from procure_rules.facts.amendment import Amendment
from procure_rules.facts.award import Award
from procure_rules.facts.bid import Bid
from procure_rules.facts.conditions import Conditions
from procure_rules.facts.conduct import Conduct, Records
from procure_rules.facts.contract import Acceptance, Contract, Supplement
from procure_rules.facts.documents import Documents, LowPriceRules, Prequalification
from procure_rules.facts.electronic import Electronic
from procure_rules.facts.evaluation import Evaluation, Opening
from procure_rules.facts.fields import Entity, Many, absent, declared, fact, implied, part, usual, whether
from procure_rules.facts.framework import Framework, FrameworkSupplier
from procure_rules.facts.grounds import COMPLETE, Approval, Grounds, Invitation, SingleSource
from procure_rules.facts.innovation import Innovation
from procure_rules.facts.international import International
from procure_rules.facts.notice import Notice
from procure_rules.facts.panel import Panel, PanelMember
from procure_rules.facts.payment import Payment, PaymentTerms
from procure_rules.facts.penalty import Penalty
from procure_rules.facts.remedies import Challenge, Complaint, Inquiry, Objection
from procure_rules.facts.sme import Sme
from procure_rules.facts.timeline import Timeline
from procure_rules.facts.trading_centre import TradingCentre
from procure_rules.facts.values import Amount, Day, Days, Flag, Quantity, Ratio, Text
from procure_rules.facts.words import ContractKind, Method

__all__ = ["Bid", "Part", "Procedure"]


class Part(Entity):
    """One part of a general contract (ndrc-2020-770 on general contracting)."""

    id: Text | None = fact("部分编号", "number of the part", example="1")
    part_kind: ContractKind | None = fact("该部分类型", "kind of the part", example="design")
    part_is_provisional_sum: Flag | None = whether(
        "该部分系暂估价", "the part is a provisional sum", "该部分不是暂估价", "the part is no provisional sum"
    )
    part_tendered: Flag | None = whether(
        "该部分另行招标", "the part was tendered on its own", "该部分未另行招标", "the part was not tendered on its own"
    )
    part_value: Amount | None = fact("该部分估算价", "estimated value of the part", unit="yuan", example="1100000")


class Procedure(Entity):
    """One lot in one attempt; its identity is lot × attempt within the project."""

    lot: Text | None = fact("包（标段）号", "lot", example="1")
    attempt: Quantity | None = fact(
        "轮次",
        "attempt",
        unit="attempt",
        example="1",
        presume=absent("1", "未提及轮次，推定首次", "no attempt is mentioned, so the first is presumed"),
        ask=("这是第几次采购（招标）？", "Which attempt is it?"),
    )
    method: Method | None = fact("采购方式", "method", example="open_tendering")
    contract_kind: ContractKind | None = fact(
        "合同类型",
        "kind of contract",
        example="construction",
        presume=(
            implied(
                "other_goods",
                "不构成工程不可分割的组成部分的货物，是一般货物",
                "goods that are no inseparable part of works are ordinary goods",
                when="subject.category == goods and not subject.part_of_works",
            ),
            *(
                implied(
                    kinds,
                    "由标的类别得出合同类型的范围",
                    "the category leaves these kinds of contract",
                    when=f"subject.category {words}",
                )
                for words, kinds in (
                    ("== goods", "other_goods|works_related_goods"),
                    ("== services", "survey|design|supervision|other_service"),
                    (
                        "!= works",
                        "other_goods|works_related_goods|survey|design|supervision|other_service",
                    ),
                )
            ),
            absent(
                "other_goods",
                "未说明为工程所需货物，推定为一般货物",
                "goods not said to be for works are presumed ordinary goods",
                when="subject.category == goods",
            ),
            absent(
                "other_service",
                "未说明为勘察、设计、监理，推定为其他服务",
                "services not said to be survey, design or supervision are presumed other services",
                when="subject.category == services",
            ),
            absent(
                "construction",
                "未说明合同类型，推定为施工",
                "works of no stated contract kind are presumed construction",
                when="subject.category == works",
            ),
            absent(
                "construction|general_contracting|other_goods|other_service",
                "未说明为勘察、设计、监理或者工程所需货物，推定不是",
                "not said to be survey, design, supervision or goods for works, so presumed to be none of these",
            ),
        ),
    )
    lot_budget: Amount | None = fact(
        "本包预算金额",
        "budget of the lot",
        unit="yuan",
        example="4000000",
        presume=absent(
            "budget",
            "未提及分包，推定项目预算就是本包预算",
            "no other lot is mentioned, so the budget of the project is presumed that of the lot",
            when="count(procedures) == 1",
        ),
    )
    estimated_value: Amount | None = fact(
        "单项合同估算价",
        "estimated contract value",
        unit="yuan",
        example="4100000",
        presume=usual(
            "hull_of_known(contract_price, price_ceiling, lot_budget)",
            "估算价未知，以合同金额、最高限价、预算的范围为据推定",
            "the estimate is unknown; it is presumed to lie within contract price, ceiling and budget",
        ),
    )
    estimate_includes_tax: Flag | None = fact(
        "估算价含税",
        "the estimate includes tax",
        yes=("估算价含税", "the estimate includes tax"),
        no=("估算价不含税", "the estimate excludes tax"),
        presume=usual("true", "未说明是否含税，推定含税", "whether tax is included is not said; inclusion is presumed"),
    )
    price_ceiling: Amount | None = fact("最高限价", "price ceiling", unit="yuan", example="4200000")
    contract_price: Amount | None = fact("合同金额", "contract price", unit="yuan", example="3850000")
    bid_validity: Days | None = fact("投标有效期", "bid validity", unit="day", example="90")
    bid_security: Amount | None = fact("投标保证金", "bid security", unit="yuan", example="80000")
    bid_security_non_cash: Flag | None = fact(
        "投标保证金以非现金形式提交",
        "the bid security is handed in in a non-cash form",
        yes=("以非现金形式提交投标保证金", "the bid security takes a non-cash form"),
        no=("投标保证金以现金提交", "the bid security is taken in cash"),
    )
    bidders: Quantity | None = fact(
        "投标截止时的投标人（供应商）数",
        "bidders (suppliers) at the deadline",
        unit="count",
        example="5",
        ask=("投标截止时有几家投标人（供应商）？", "How many bidders (suppliers) were there at the deadline?"),
    )
    qualified_bidders: Quantity | None = fact(
        "通过资格审查和符合性审查的投标人数",
        "bidders that passed the qualification and conformity checks",
        unit="count",
        example="3",
        presume=absent(
            "between(0, bidders)",
            "投标人（供应商）不足三家，通过审查的不会更多",
            "fewer than three took part, and no more than that can have passed",
            when="bidders < 3",
        ),
        ask=("有几家通过资格审查和符合性审查？", "How many bidders passed the qualification and conformity checks?"),
    )
    competition_clearly_lacking: Flag | None = fact(
        "有效投标不足三个致使投标明显缺乏竞争",
        "fewer than three valid bids leave competition plainly lacking",
        yes=("投标明显缺乏竞争", "competition is plainly lacking"),
        no=("投标并非明显缺乏竞争", "competition is not plainly lacking"),
    )
    task_cancelled: Flag | None = fact(
        "采购任务取消",
        "the purchase is cancelled",
        yes=("采购任务取消", "the purchase is cancelled"),
        no=("采购任务未取消", "the purchase is not cancelled"),
        presume=absent("false", "未提及任务取消，推定未取消", "no cancellation is mentioned, so none is presumed"),
    )
    all_bids_over_budget: Flag | None = fact(
        "投标人报价均超过采购预算且采购人不能支付",
        "all bids exceed the budget and the purchaser cannot pay",
        yes=("报价均超过采购预算且不能支付", "all bids exceed the budget and the purchaser cannot pay"),
        no=("并非报价均超过采购预算", "not all bids exceed the budget"),
        ask=("投标人的报价是否均超过采购预算，且采购人不能支付？", ""),
    )
    unlawful_conduct_affecting_fairness: Flag | None = fact(
        "出现影响采购公正的违法、违规行为",
        "unlawful conduct that affects fairness occurred",
        yes=("出现影响采购公正的违法、违规行为", "unlawful conduct that affects fairness occurred"),
        no=("未出现影响采购公正的违法、违规行为", "no unlawful conduct that affects fairness occurred"),
        presume=absent(
            "false",
            "未提及违法、违规行为，推定没有",
            "no unlawful conduct is mentioned, so none is presumed",
            unless="conduct.colluded or conduct.took_bribes or conduct.leaked_base_price or agency.colluded"
            " or any(bids where collusion.agreed_on_winner or collusion.agreed_on_content or collusion.told_of_other_bids"
            " or collusion.bid_swapped_on_hint or collusion.price_hinted or collusion.secrets_leaked"
            " or collusion.favoured or fraud.bribed)",
        ),
    )
    documents_unreasonable: Flag | None = fact(
        "招标文件存在不合理条款",
        "the tender documents contain unreasonable clauses",
        yes=("招标文件存在不合理条款", "the documents contain unreasonable clauses"),
        no=("招标文件没有不合理条款", "the documents contain no unreasonable clauses"),
    )
    procedure_irregular: Flag | None = fact(
        "招标程序不符合规定",
        "the tendering procedure broke the rules",
        yes=("招标程序不符合规定", "the procedure broke the rules"),
        no=("招标程序符合规定", "the procedure kept the rules"),
    )
    breach_may_affect_result: Flag | None = fact(
        "违法行为影响或者可能影响中标、成交结果",
        "the breach affects or may affect the award",
        yes=("影响或者可能影响中标、成交结果", "it affects or may affect the award"),
        no=("不影响中标、成交结果", "it does not affect the award"),
        ask=("违法行为是否影响或者可能影响中标、成交结果？", "Does the breach affect the award, or may it?"),
    )
    qualified_candidates_left: Flag | None = fact(
        "另有合格的中标、成交候选人",
        "another qualified candidate is left",
        yes=("另有合格的中标、成交候选人", "another qualified candidate is left"),
        no=("没有合格的中标、成交候选人", "no qualified candidate is left"),
    )
    should_have_been_open_tendered: Flag | None = fact(
        "应当公开招标而擅自采用其他方式",
        "another method was used without leave where open tendering was owed",
        yes=("应当公开招标而擅自采用其他方式", "another method was used without leave where open tendering was owed"),
        no=("不存在擅自采用其他方式的情形", "no other method was used without leave"),
        ask=("是否存在应当公开招标而擅自采用其他方式的情形？", ""),
    )
    discriminated: Flag | None = fact(
        "以不合理的条件对供应商实行差别待遇或者歧视待遇",
        "suppliers were treated differently or discriminated on unreasonable conditions",
        yes=("对供应商实行了差别待遇或者歧视待遇", "suppliers were discriminated against"),
        no=("未对供应商实行差别待遇或者歧视待遇", "no supplier was discriminated against"),
    )
    follows_failed_open_tender: Flag | None = fact(
        "在公开招标失败后转为本程序",
        "this procedure follows a failed open tender",
        yes=("系公开招标失败后转为本程序", "this procedure follows a failed open tender"),
        no=("并非公开招标失败后转为本程序", "this procedure does not follow a failed open tender"),
        presume=absent(
            "false", "未提及此前招标失败，推定不是", "no earlier failed tender is mentioned, so none is presumed"
        ),
        ask=("是否在公开招标失败后转为本程序？", ""),
    )
    re_tender_failed: Flag | None = fact(
        "重新招标后投标人仍少于三个",
        "fewer than three bidders again after a re-tender",
        yes=("重新招标后投标人仍少于三个", "fewer than three bidders again after a re-tender"),
        no=("并非重新招标后仍少于三个", "it is not the case that a re-tender again drew fewer than three bidders"),
        presume=absent(
            "false",
            "未提及此前招标失败，推定不是重新招标后仍少于三个",
            "no earlier failed tender is mentioned, so it is presumed that no re-tender failed again",
            when="not follows_failed_open_tender",
        ),
        ask=("重新招标后，投标人是否仍少于三个？", "Were there again fewer than three bidders after a re-tender?"),
    )
    follows_failed_invited_tender: Flag | None = fact(
        "在邀请招标失败后转为本程序",
        "this procedure follows a failed invited tender",
        yes=("系邀请招标失败后转为本程序", "this procedure follows a failed invited tender"),
        no=("并非邀请招标失败后转为本程序", "this procedure does not follow a failed invited tender"),
        presume=absent(
            "false",
            "未提及此前邀请招标失败，推定不是",
            "no earlier failed invited tender is mentioned, so none is presumed",
        ),
        ask=("是否在邀请招标失败后转为本程序？", ""),
    )
    responsive_in_failed_tender: Quantity | None = fact(
        "失败的招标中提交投标文件或实质性响应的供应商数",
        "suppliers that bid or responded in substance in the failed tender",
        unit="count",
        example="2",
        ask=(
            "失败的招标中，有几家供应商提交投标文件或者实质性响应？",
            "How many suppliers bid or responded in substance in the failed tender?",
        ),
    )
    departure_approved_by_finance: Flag | None = fact(
        "财政部门批准采用公开招标以外的方式",
        "the finance department approved another method than open tendering",
        yes=("财政部门已批准采用公开招标以外的方式", "the finance department approved the other method"),
        no=("财政部门未批准采用公开招标以外的方式", "the finance department did not approve another method"),
    )
    final_offers: Quantity | None = fact(
        "提交最后报价的供应商数",
        "suppliers that made a final offer",
        unit="count",
        example="3",
        ask=("有几家供应商提交最后报价？", "How many suppliers made a final offer?"),
    )
    detailed_specification_impossible: Flag | None = fact(
        "技术复杂或者性质特殊，不能确定详细规格或者具体要求",
        "technically complex or special, so that no detailed specification is possible",
        closed_by=COMPLETE,
        yes=("不能确定详细规格或者具体要求", "no detailed specification is possible"),
        no=("能够确定详细规格和具体要求", "a detailed specification is possible"),
        ask=("是否因技术复杂或者性质特殊，不能确定详细规格或者具体要求？", ""),
    )
    unforeseeable_urgency: Flag | None = fact(
        "非采购人所能预见或者拖延造成的紧急需要",
        "urgent need that the purchaser could not foresee and did not cause",
        closed_by=COMPLETE,
        yes=(
            "存在不可预见且非采购人拖延造成的紧急需要",
            "there is an urgent need that the purchaser could not foresee and did not cause",
        ),
        no=("不存在此类紧急需要", "there is no such urgent need"),
    )
    total_price_uncertain: Flag | None = fact(
        "因艺术品、专利、专有技术或者服务的时间、数量事先不能确定等原因，不能事先计算出价格总额",
        "the total price cannot be calculated beforehand because of art, a patent, proprietary technology, uncertain time or quantity of a service or the like",
        closed_by=COMPLETE,
        yes=(
            "因艺术品、专利、专有技术或者服务的时间、数量等原因不能事先计算出价格总额",
            "art, a patent, proprietary technology or uncertain time or quantity keeps the total price open",
        ),
        no=("没有致使不能事先计算出价格总额的此类原因", "no such reason keeps the total price open"),
    )
    sme_reserved_whole: Flag | None = fact(
        "整体专门面向中小企业采购",
        "reserved as a whole for small and medium-sized enterprises",
        yes=("整体专门面向中小企业采购", "it is reserved as a whole"),
        no=("未整体专门面向中小企业采购", "it is not reserved as a whole"),
        presume=declared(
            "false",
            "给予小微企业价格扣除，推定未整体预留",
            "small firms are given a price deduction, so it is presumed not reserved as a whole",
            when="sme_price_deduction > 0% or sme_score_bonus > 0%",
        ),
        ask=("", "Is it reserved as a whole for small and medium-sized enterprises?"),
    )
    sme_suited_budget: Amount | None = fact(
        "适宜由中小企业提供部分的预算", "budget of the part suited to such firms", unit="yuan", example="3000000"
    )
    sme_reserved_amount: Amount | None = fact(
        "预留给中小企业的金额",
        "amount reserved for such firms",
        unit="yuan",
        example="1500000",
        presume=declared(
            "budget - sme.unreserved_lot_budget",
            "以预算减去非预留部分推定",
            "reckoned as the budget less the part not reserved",
        ),
    )
    sme_reserved_small_amount: Amount | None = fact(
        "预留给小微企业的金额", "amount reserved for small and micro firms", unit="yuan", example="900000"
    )
    sme_price_deduction: Ratio | None = fact(
        "给予小微企业的价格扣除比例", "price deduction for small and micro firms", unit="percent", example="10%"
    )
    sme_consortium_deduction: Ratio | None = fact(
        "联合体或者分包（小微企业份额达到规定比例）的价格扣除比例",
        "price deduction for consortia with, or subcontracting to, small and micro firms",
        unit="percent",
        example="4%",
    )
    sme_score_bonus: Ratio | None = fact(
        "小微企业价格分加分比例", "bonus on the price score of small and micro firms", unit="percent", example="3%"
    )
    sme_consortium_score_bonus: Ratio | None = fact(
        "联合体或者分包（小微企业份额达到规定比例）的价格分加分比例",
        "bonus on the price score for consortia with, or subcontracting to, small and micro firms",
        unit="percent",
        example="1%",
    )
    signing_suspended: Flag | None = fact(
        "签订合同被依法暂停（质疑可能影响结果，或者监督部门责令）",
        "signing was suspended by law (challenge that may affect the award, or an order)",
        yes=("签订合同被依法暂停", "the signing was suspended by law"),
        no=("签订合同未被暂停", "the signing was not suspended"),
        presume=absent(
            "false", "未提及暂停签约，推定未暂停", "no suspension of signing is mentioned, so none is presumed"
        ),
    )
    low_price_first: Flag | None = fact(
        "采用低价优先法计算价格分",
        "price score by the lowest-price-first formula",
        yes=("采用低价优先法计算价格分", "the price score follows the lowest-price-first formula"),
        no=("未采用低价优先法计算价格分", "the price score does not follow the lowest-price-first formula"),
    )
    comprehensive_evaluation: Flag | None = fact(
        "采用综合评估法",
        "evaluated comprehensively",
        yes=("采用综合评估法", "bids are evaluated comprehensively"),
        no=("未采用综合评估法", "bids are not evaluated comprehensively"),
    )
    validity_stated_until: Day | None = fact(
        "投标有效期届满日（文件载明日期）",
        "day the bid validity ends, as stated by date",
        example="2026-06-21",
        presume=declared(
            "bid_validity_ended",
            "投标有效期已于该日届满",
            "the bid validity ended on that day",
            when="happened(bid_validity_ended)",
            # from these it is counted
            unless="bid_validity >= 0 days and bid_deadline >= 2000-01-01 and bid_deadline <= 2099-12-31",
        ),
    )
    timeline: Timeline | None = part("时间轴", "timeline", transparent=True)
    # fmt: off
    grounds: Grounds | None = part("采购方式的适用情形", "grounds of the method")
    single_source: SingleSource | None = part("单一来源采购", "single source")
    approval: Approval | None = part("批准", "approval")
    invitation: Invitation | None = part("邀请供应商", "invitation of suppliers")
    prequalification: Prequalification | None = part("资格预审", "prequalification")
    documents: Documents | None = part("采购（招标）文件", "tender (procurement) documents")
    low_price_rules: LowPriceRules | None = part("异常低价审查规则", "rules on low prices")
    conditions: Conditions | None = part("资格和评审条件", "conditions")
    electronic: Electronic | None = part("电子化", "electronic procedure")
    opening: Opening | None = part("开标", "opening")
    panel: Panel | None = part("评审组织", "panel")
    evaluation: Evaluation | None = part("评审", "evaluation")
    award: Award | None = part("定标", "award")
    sme: Sme | None = part("中小企业政策", "support of small and medium-sized enterprises")
    contract: Contract | None = part("合同", "contract")
    acceptance: Acceptance | None = part("履约验收", "acceptance")
    payment: PaymentTerms | None = part("付款", "payment")
    framework: Framework | None = part("框架协议", "framework agreement")
    innovation: Innovation | None = part("合作创新采购", "cooperative innovation procurement")
    trading_centre: TradingCentre | None = part("交易中心", "trading centre")
    international: International | None = part("国际招标", "international tender")
    records: Records | None = part("采购档案", "records")
    conduct: Conduct | None = part("采购人（招标人）的行为", "conduct of the purchaser")
    panel_members: Many[PanelMember] | None = fact("评审成员", "members of the panel", many=("panel member", "panel members"))
    notices: Many[Notice] | None = fact("公告、公示", "notices", many=("notice", "notices"))
    supplements: Many[Supplement] | None = fact(
        "补充合同", "supplementary contracts", many=("supplement", "supplements"),
        presume=absent("none", "未提及补充合同，推定没有", "no supplement is mentioned, so none is presumed"),
    )
    payments: Many[Payment] | None = fact("各笔付款", "payments", many=("payment", "payments"), ask=("有哪些付款？", ""))
    framework_suppliers: Many[FrameworkSupplier] | None = fact("框架协议供应商", "suppliers of the framework agreement", many=("framework supplier", "framework suppliers"))
    qualified_suppliers_enough: Flag | None = whether("合格供应商符合法定数量", "enough qualified suppliers are left", "合格供应商不符合法定数量", "too few qualified suppliers are left")
    joint_across_regions: Flag | None = fact(
        "跨区域联合采购", "joint procurement across regions",
        yes=("跨区域联合采购", "it is a joint procurement across regions"), no=("不是跨区域联合采购", "it is no joint procurement across regions"),
        presume=absent("false", "未提及联合采购，推定不是", "no joint procurement is mentioned, so none is presumed"),
    )
    joint_same_level: Flag | None = whether("各采购人所属预算级次相同", "the purchasers are of the same budget level", "各采购人所属预算级次不同", "the purchasers are of different budget levels")
    complaint_authority_agreed: Flag | None = whether("采购文件约定了处理投诉的财政部门", "the documents name the finance department for complaints", "采购文件未约定处理投诉的财政部门", "the documents name no finance department for complaints")
    inquiries: Many[Inquiry] | None = fact("询问", "inquiries", many=("inquiry", "inquiries"))
    penalties: Many[Penalty] | None = fact(
        "处罚", "penalties", many=("penalty", "penalties"),
        presume=absent("none", "未提及处罚，推定没有", "no penalty is mentioned, so none is presumed"),
    )
    # fmt: on
    parts: Many[Part] | None = fact(
        "总承包包含的各部分", "parts of the general contract", many=("part", "parts"), ask=("总承包包含哪些部分？", "")
    )
    amendments: Many[Amendment] | None = fact("澄清、修改", "amendments", many=("amendment", "amendments"))
    bids: Many[Bid] | None = fact("投标（响应）", "bids", many=("bid", "bids"))
    challenges: Many[Challenge] | None = fact(
        "质疑",
        "challenges",
        many=("challenge", "challenges"),
        presume=absent("none", "未提及质疑，推定没有", "no challenge is mentioned, so none is presumed"),
    )
    objections: Many[Objection] | None = fact("异议", "objections", many=("objection", "objections"))
    complaints: Many[Complaint] | None = fact(
        "投诉",
        "complaints",
        many=("complaint", "complaints"),
        presume=absent("none", "未提及投诉，推定没有", "no complaint is mentioned, so none is presumed"),
    )
    breach_affected_result: Flag | None = fact(
        "违法行为影响了中标、成交结果",
        "the breach did affect the award",
        yes=("违法行为影响了中标、成交结果", "the breach did affect the award"),
        no=("违法行为没有影响中标、成交结果", "the breach did not affect the award"),
        presume=declared(
            "false",
            "已载明不影响结果，推定没有影响",
            "it is said neither to affect the award nor to be able to, so it is presumed not to have",
            when="not breach_may_affect_result",
        ),
    )
