"""The closed lists of words that facts choose from."""

from __future__ import annotations

from procure_rules.facts.values import Choice

__all__ = [
    "ENTERPRISE_METHODS",
    "Against",
    "AgencyKind",
    "BanKind",
    "Category",
    "ComplaintAddressee",
    "ComplaintMatter",
    "ComplaintOutcome",
    "ConsortiumRule",
    "ContractKind",
    "DeclaredRegime",
    "EvaluationMethod",
    "FrameworkGround",
    "FrameworkKind",
    "ImportPolicy",
    "Level",
    "MemberRole",
    "Method",
    "NoticeKind",
    "Payer",
    "PaymentStart",
    "PenaltyFor",
    "ProcessStage",
    "PurchaserKind",
    "RejectionReason",
    "ReviewAgainReason",
    "SecondStage",
    "Sector",
    "SupplierSource",
    "WorksKind",
]


class PurchaserKind(Choice):
    """Who buys (gpl-2014:2; tbl-2017:8)."""

    state_organ = "state_organ", "国家机关", "state organ"
    public_institution = "public_institution", "事业单位", "public institution"
    social_organisation = "social_organisation", "团体组织", "social organisation"
    state_owned_enterprise = "state_owned_enterprise", "国有企业", "state-owned enterprise"
    private_enterprise = "private_enterprise", "民营企业", "private enterprise"
    military = "military", "军队", "military"
    individual = "individual", "自然人", "individual"


class Level(Choice):
    """The budget level that the purchaser belongs to (gpl-2014:7, 8)."""

    central = "central", "中央", "central"
    province = "province", "省级", "provincial"
    city = "city", "设区的市级", "city"
    county = "county", "县级", "county"


class Category(Choice):
    """What is bought (gpl-2014:2)."""

    goods = "goods", "货物", "goods"
    works = "works", "工程", "works"
    services = "services", "服务", "services"


class WorksKind(Choice):
    """What is done to a building or structure (gpl-2014:2; tbl-regulation-2019:2)."""

    new_build = "new_build", "新建", "new build"
    reconstruction = "reconstruction", "改建", "reconstruction"
    extension = "extension", "扩建", "extension"
    fitting_out = "fitting_out", "装修", "fitting-out"
    demolition = "demolition", "拆除", "demolition"
    repair = "repair", "修缮", "repair"


class Sector(Choice):
    """What a construction project is for (ndrc-2018-843; historical-order-3-2000)."""

    energy = "energy", "能源（煤炭、石油、天然气、电力、新能源）", "energy (coal, oil, gas, power, new energy)"
    transport = "transport", "交通运输（铁路、公路、管道、水运）", "transport (railway, road, pipeline, waterway)"
    public_aviation = "public_aviation", "公共航空、A1级通用机场", "public aviation and class A1 general airports"
    other_aviation = "other_aviation", "其他航空", "other aviation"
    telecommunications = (
        "telecommunications",
        "通信（电信枢纽、通信信息网络）",
        "communications (telecom hubs, communications networks)",
    )
    postal = "postal", "邮政", "postal service"
    water_control = (
        "water_control",
        "水利（防洪、灌溉、排涝、引供水）",
        "water (flood control, irrigation, drainage, supply)",
    )
    other_water = (
        "other_water",
        "其他水利（滩涂治理、水土保持等）",
        "other water works (tidal flats, soil conservation)",
    )
    urban_rail = "urban_rail", "城市轨道交通", "urban rail transit"
    urban_facilities = (
        "urban_facilities",
        "城市设施（道路、桥梁、污水、垃圾、地下管道、停车场）",
        "urban facilities (streets, bridges, sewage, refuse, conduits, car parks)",
    )
    ecology = "ecology", "生态环境保护", "protection of the environment"
    municipal_supply = "municipal_supply", "市政供水、供电、供气、供热", "municipal water, power, gas and heat"
    science_education_culture = "science_education_culture", "科技、教育、文化", "science, education, culture"
    sport_tourism = "sport_tourism", "体育、旅游", "sport and tourism"
    health_welfare = "health_welfare", "卫生、社会福利", "health and social welfare"
    housing = "housing", "商品住宅", "commercial housing"
    other_sector = "other_sector", "其他（工业、商业、办公等）", "other (industry, trade, offices)"


class ContractKind(Choice):
    """The kind of one contract of a construction project (tbl-2017:3; ndrc-order-16-2018:5)."""

    construction = "construction", "施工", "construction"
    works_related_goods = "works_related_goods", "与工程建设有关的货物", "works-related goods"
    survey = "survey", "勘察", "survey"
    design = "design", "设计", "design"
    supervision = "supervision", "监理", "supervision"
    general_contracting = "general_contracting", "总承包", "general contracting"
    other_service = "other_service", "其他服务", "other service"
    other_goods = "other_goods", "其他货物", "other goods"


class Method(Choice):
    """How the purchase is made (gpl-2014:26; tbl-2017:10; practice of enterprises)."""

    open_tendering = "open_tendering", "公开招标", "open tendering"
    invited_tendering = "invited_tendering", "邀请招标", "invited tendering"
    competitive_negotiation = "competitive_negotiation", "竞争性谈判", "competitive negotiation"
    competitive_consultation = "competitive_consultation", "竞争性磋商", "competitive consultation"
    price_inquiry = "price_inquiry", "询价", "price inquiry"
    single_source = "single_source", "单一来源采购", "single source"
    framework_agreement = "framework_agreement", "框架协议采购", "framework agreement"
    cooperative_innovation = "cooperative_innovation", "合作创新采购", "cooperative innovation procurement"
    emergency_procurement = "emergency_procurement", "紧急采购", "emergency procurement"
    soe_negotiation = "soe_negotiation", "谈判（国企）", "negotiation (state-owned enterprise)"
    soe_inquiry_comparison = "soe_inquiry_comparison", "询比（国企）", "inquiry-comparison (state-owned enterprise)"
    soe_auction = "soe_auction", "竞价（国企）", "auction (state-owned enterprise)"
    soe_direct = "soe_direct", "直接采购（国企）", "direct purchase (state-owned enterprise)"


ENTERPRISE_METHODS = frozenset(
    (Method.soe_negotiation, Method.soe_inquiry_comparison, Method.soe_auction, Method.soe_direct)
)
"""What enterprises call the methods that no law prescribes to them."""


class DeclaredRegime(Choice):
    """Which law the purchaser's own notice says it follows: evidence, not a conclusion."""

    government_procurement = "government_procurement", "政府采购", "government procurement"
    tendering = "tendering", "招标投标", "tendering"
    own_rules = "own_rules", "自主采购", "own rules"


class Against(Choice):
    """What a challenge is raised against (gpl-2014:52; gpl-regulation-2015:53)."""

    documents = "documents", "采购文件", "procurement documents"
    process = "process", "采购过程", "procurement process"
    result = "result", "中标、成交结果", "award result"
    amended_documents = "amended_documents", "采购文件的更正内容", "amended content of the documents"


class ProcessStage(Choice):
    """A stage of the process that is challenged on its own (gpl-regulation-2015:53 (2); mof-order-87:42)."""

    prequalification_stage = "prequalification_stage", "资格预审", "prequalification"
    opening_stage = "opening_stage", "开标", "bid opening"
    evaluation_stage = "evaluation_stage", "评审（含资格审查）", "evaluation, with the qualification check"


class ComplaintMatter(Choice):
    """What a complaint in tendering is about (tbl-regulation-2019:22, 44, 54, 60)."""

    documents = "documents", "招标文件", "tender documents"
    opening = "opening", "开标", "bid opening"
    evaluation_result = "evaluation_result", "评标结果", "evaluation result"
    other = "other", "其他事项", "another matter"
    prequalification_documents = "prequalification_documents", "资格预审文件", "prequalification documents"


class EvaluationMethod(Choice):
    """How bids are ranked (mof-order-87:53; mof-order-110:25; tb-evaluation-order-12:29)."""

    lowest_evaluated_price = "lowest_evaluated_price", "最低评标价法", "lowest evaluated price"
    comprehensive_scoring = "comprehensive_scoring", "综合评分法", "comprehensive scoring"
    reviewed_lowest_price = "reviewed_lowest_price", "经评审的最低投标价法", "lowest price after review (tendering)"
    comprehensive_assessment = "comprehensive_assessment", "综合评估法", "comprehensive assessment (tendering)"
    price_first = "price_first", "价格优先法", "price first (framework agreement)"
    quality_first = "quality_first", "质量优先法", "quality first (framework agreement)"


class MemberRole(Choice):
    """In what capacity a member sits on the panel."""

    review_expert = "review_expert", "评审专家", "review expert"
    purchaser_side = "purchaser_side", "采购人代表", "purchaser's representative"
    agency_side = "agency_side", "代理机构工作人员", "agency staff"


class SupplierSource(Choice):
    """How the invited suppliers were found (mof-order-87:14; mof-order-74:12; caiku-2014-214:6)."""

    by_notice = "by_notice", "发布公告（资格预审公告）征集", "by notice"
    library_draw = "library_draw", "从供应商库中抽取", "drawn from a supplier library"
    recommendation = "recommendation", "书面推荐", "written recommendation"


class ConsortiumRule(Choice):
    """What notice and documents say about consortia (mof-order-87:19; tbl-regulation-2019:37)."""

    consortium_accepted = "consortium_accepted", "接受联合体", "consortia are accepted"
    consortium_refused = "consortium_refused", "不接受联合体", "consortia are not accepted"
    consortium_unstated = "consortium_unstated", "未载明", "not said"


class AgencyKind(Choice):
    """Who runs the procedure for the purchaser (gpl-2014:18, 19; tbl-2017:13)."""

    centralised_procurement_body = "centralised_procurement_body", "集中采购机构", "centralised procurement body"
    procurement_agency = "procurement_agency", "采购代理机构", "procurement agency"
    tendering_agency = "tendering_agency", "招标代理机构", "tendering agency"


class Payer(Choice):
    """Who pays the agency's fee (caiku-2018-2:15)."""

    paid_by_purchaser = "paid_by_purchaser", "采购人支付", "the purchaser pays"
    paid_by_supplier = "paid_by_supplier", "中标（成交）供应商支付", "the successful supplier pays"


class ImportPolicy(Choice):
    """What the state's policy says of the imported product (caiku-2007-119:9-11)."""

    encouraged = "encouraged", "国家鼓励进口", "encouraged"
    restricted = "restricted", "国家限制进口", "restricted"
    other_import = "other_import", "其他进口产品", "any other imported product"


class FrameworkKind(Choice):
    """Closed or open (mof-order-110:4)."""

    closed_framework = "closed_framework", "封闭式框架协议", "closed framework agreement"
    open_framework = "open_framework", "开放式框架协议", "open framework agreement"


class FrameworkGround(Choice):
    """Why a framework agreement is used (mof-order-110:3)."""

    catalogue_items = "catalogue_items", "集中采购目录以内品目的小额零星采购", "small purchases of catalogue items"
    advisory_services = "advisory_services", "目录外鉴证咨询服务的小额零星采购", "small purchases of advisory services"
    public_choice_services = (
        "public_choice_services",
        "由服务对象自主选择供应商的政府购买服务",
        "public services whose users choose the supplier",
    )
    other_framework_case = "other_framework_case", "财政部规定的其他情形", "another case named by the ministry"


class SecondStage(Choice):
    """How the supplier of one contract under the framework is chosen (mof-order-110:32)."""

    direct_choice = "direct_choice", "直接选定", "direct choice"
    second_bidding = "second_bidding", "二次竞价", "second bidding"
    rotation = "rotation", "顺序轮候", "rotation"


class BanKind(Choice):
    """From what a sanction shuts its addressee out (gpl-2014:77; tbl-2017:53, 54, 60)."""

    from_government_procurement = "from_government_procurement", "禁止参加政府采购活动", "from government procurement"
    from_must_tender_projects = (
        "from_must_tender_projects",
        "取消依法必须招标项目的投标资格",
        "from projects that must be tendered",
    )
    from_agency_business = "from_agency_business", "禁止代理业务", "from agency business"
    from_review_work = "from_review_work", "禁止参加评审", "from review work"


class RejectionReason(Choice):
    """On what ground a bid was rejected or held invalid (mof-order-87:63; tbl-regulation-2019:51)."""

    security_missing = "security_missing", "未按规定提交保证金", "no security as required"
    not_signed = "not_signed", "未按要求签署、盖章", "not signed or sealed as required"
    not_qualified = "not_qualified", "不具备资格条件", "qualification conditions not met"
    over_ceiling = "over_ceiling", "报价超过预算或者最高限价", "price above the budget or ceiling"
    unacceptable_terms = "unacceptable_terms", "含有不能接受的附加条件", "unacceptable conditions"
    not_responsive = "not_responsive", "未响应实质性要求", "substantive requirements not met"
    no_consortium_agreement = "no_consortium_agreement", "未提交联合体协议", "no consortium agreement"
    several_offers = "several_offers", "提交两个以上投标文件或者报价", "more than one bid or price"
    price_unexplained = "price_unexplained", "不能证明报价合理", "low price not justified"
    below_cost = "below_cost", "低于成本报价", "price below cost"
    collusion_found = "collusion_found", "串通投标", "collusion"
    fraud_found = "fraud_found", "弄虚作假、行贿", "fraud or bribery"
    handed_in_late = "handed_in_late", "逾期送达", "handed in late"
    other_reason = "other_reason", "其他", "another reason"


class NoticeKind(Choice):
    """What a notice announces (mof-order-101:8; ndrc-order-10-2017:2)."""

    intention_notice = "intention_notice", "采购意向", "intention"
    prequalification_notice = "prequalification_notice", "资格预审公告", "prequalification notice"
    tender_notice = "tender_notice", "招标（采购）公告", "tender (procurement) notice"
    single_source_publicity = "single_source_publicity", "单一来源公示", "single-source publicity"
    amendment_notice = "amendment_notice", "更正公告", "amendment notice"
    candidates_notice = "candidates_notice", "中标候选人公示", "publication of candidates"
    award_notice = "award_notice", "中标（成交）结果公告", "award notice"
    termination_notice = "termination_notice", "终止（废标）公告", "termination notice"
    contract_notice = "contract_notice", "合同公告", "contract notice"


class PaymentStart(Choice):
    """From when the time to pay runs (sme-payment-regulation-2025:9, 10; caiku-2019-38)."""

    from_delivery = "from_delivery", "自交付之日起", "from delivery"
    from_acceptance = "from_acceptance", "自检验、验收合格之日起", "from acceptance"
    from_settlement = "from_settlement", "自双方确认结算金额之日起", "from the agreed settlement"
    from_invoice = "from_invoice", "自收到发票之日起", "from receipt of the invoice"


class ComplaintOutcome(Choice):
    """How a complaint ended (mof-order-94:29-32; tb-complaints-order-11:20)."""

    upheld = "upheld", "投诉事项成立", "upheld"
    complaint_unfounded = "complaint_unfounded", "驳回", "dismissed"
    discontinued = "discontinued", "撤回而终止", "discontinued on withdrawal"
    not_admitted = "not_admitted", "不予受理", "not admitted"


class ReviewAgainReason(Choice):
    """Why an evaluation was held again (mof-order-74:21; caiku-2014-214:32)."""

    wrong_qualification_finding = "wrong_qualification_finding", "资格审查认定错误", "error on a qualification"
    wrong_price_arithmetic = "wrong_price_arithmetic", "价格计算错误", "error in a price"
    wrong_score_sum = "wrong_score_sum", "分值汇总计算错误", "error in the sum of scores"
    score_out_of_range = "score_out_of_range", "分项评分超出评分标准范围", "score out of range"
    uneven_objective_score = "uneven_objective_score", "客观分评分不一致", "uneven objective scores"
    extreme_score = "extreme_score", "一致认定评分畸高、畸低", "extreme scores"
    other_review_reason = "other_review_reason", "其他理由", "another reason"


class PenaltyFor(Choice):
    """The act that a penalty is for (tbl-2017:49-60; tbl-regulation-2019:63-76; gpl-2014:71-82; gpl-regulation-2015:66-75)."""

    evading_tender = "evading_tender", "规避招标", "evading the tender"
    agency_breach = "agency_breach", "代理机构泄密、串通或者参与投标、咨询", "the agency's leak, collusion or bidding"
    discrimination = (
        "discrimination",
        "以不合理的条件限制、排斥投标人",
        "keeping bidders out on unreasonable conditions",
    )
    disclosure = "disclosure", "招标人泄露潜在投标人情况或者标底", "the tenderee's disclosure of bidders or base price"
    collusion = "collusion", "串通投标", "collusion"
    bribery = "bribery", "行贿谋取中标", "bribery to win"
    bid_fraud = "bid_fraud", "以他人名义投标、弄虚作假骗取中标", "bidding in another's name or winning by fraud"
    panel_favours = "panel_favours", "评标委员会成员收受好处", "a panel member's taking favours"
    panel_leak = "panel_leak", "评标委员会成员或者工作人员泄露评标情况", "disclosure of the evaluation"
    award_outside_candidates = (
        "award_outside_candidates",
        "在中标候选人以外确定中标人",
        "awarding outside the candidates",
    )
    passing_on = "passing_on", "转让、违法分包", "passing the contract on or subcontracting unlawfully"
    contrary_contract = "contrary_contract", "不按招标、投标文件订立合同", "a contract at odds with documents and bid"
    wrong_method_or_time = (
        "wrong_method_or_time",
        "应公开而邀请、时限不符或者接受应拒收的投标",
        "wrong method, wrong times or bids wrongly accepted",
    )
    security_excess = "security_excess", "超额收取或者不退保证金", "taking too much security or keeping it"
    panel_formed_wrongly = (
        "panel_formed_wrongly",
        "违法组建、更换评标委员会",
        "forming or changing the panel unlawfully",
    )
    award_irregular = (
        "award_irregular",
        "不发通知书、违法定标或者拒绝订立合同",
        "withholding the letter, irregular award or refusal to sign",
    )
    winner_refusal = (
        "winner_refusal",
        "中标人拒签合同、附加条件或者不交履约保证金",
        "the winner's refusal to sign or to give security",
    )
    gross_non_performance = "gross_non_performance", "中标人不履行合同情节严重", "grave failure to perform"
    unqualified_contractor = (
        "unqualified_contractor",
        "发包给不具有相应资质等级的单位",
        "letting to a firm without the qualification grade",
    )
    works_dismembered = "works_dismembered", "肢解发包", "splitting works up among contractors"
    name_lent = "name_lent", "允许他人以本单位名义承揽工程", "letting others take works in its name"
    works_passed_on = "works_passed_on", "转包或者违法分包工程", "passing works on or subcontracting them unlawfully"
    organiser_breach = (
        "organiser_breach",
        "采购人、代理机构擅用其他方式、擅提标准、歧视供应商、拒签合同、拒绝监督检查等违法行为",
        "purchaser or agency used an unlawful method, raised standards, discriminated, refused to sign or to be supervised, or the like",
    )
    organiser_corruption = (
        "organiser_corruption",
        "采购人、代理机构及其人员串通、受贿等",
        "collusion, bribes and the like of purchaser, agency or their staff",
    )
    records_tampered = "records_tampered", "隐匿、销毁、伪造、变造采购文件", "hiding, destroying or forging records"
    supplier_misconduct = (
        "supplier_misconduct",
        "供应商弄虚作假、串通、行贿、拒签合同等违法行为",
        "a supplier's fraud, collusion, bribery, refusal to sign or other breach",
    )
    change_not_told = (
        "change_not_told",
        "评审阶段资格发生变化未通知",
        "a change of qualification not told during the evaluation",
    )
    agency_misconduct = (
        "agency_misconduct",
        "代理机构在政府采购代理中违法",
        "an agency's unlawful act in government procurement",
    )
    false_results = (
        "false_results",
        "集中采购机构虚报业绩、隐瞒真实情况",
        "a centralised body's false results in its assessment",
    )
    staff_not_recused = "staff_not_recused", "采购人员应当回避而未回避", "a purchasing officer's failure to recuse"
    expert_fault = (
        "expert_fault",
        "评审专家未依法独立评审或者泄密",
        "an expert's not reviewing independently by the documents, or leak",
    )
    expert_tie_or_favours = (
        "expert_tie_or_favours",
        "评审专家未回避或者收受好处",
        "an expert's failure to recuse or taking of favours",
    )


class ComplaintAddressee(Choice):
    """To whom a complaint was made (tbl-regulation-2019:4; gpl-regulation-2015:7; mof-order-94:5)."""

    finance_department = "finance_department", "财政部门", "finance department"
    sector_department = "sector_department", "行业监督部门", "supervisor of the sector"
    reform_department = "reform_department", "发展改革部门", "development and reform department"
    commerce_department = "commerce_department", "商务部门", "commerce department"
    buyer_itself = "buyer_itself", "招标人（采购人）或者代理机构", "the buyer or its agency"
    elsewhere = "elsewhere", "其他单位", "another body"
