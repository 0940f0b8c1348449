"""The closed lists of words that facts choose from."""

from __future__ import annotations

from procure_rules.facts.values import Choice

__all__ = [
    "Against", "Category", "ComplaintMatter", "ContractKind", "DeclaredRegime", "Level", "Method", "PurchaserKind",
    "WorksKind",
]  # fmt: skip


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


class ComplaintMatter(Choice):
    """What a complaint in tendering is about (tbl-regulation-2019:22, 44, 54, 60)."""

    documents = "documents", "资格预审文件、招标文件", "prequalification or tender documents"
    opening = "opening", "开标", "bid opening"
    evaluation_result = "evaluation_result", "评标结果", "evaluation result"
    other = "other", "其他事项", "another matter"
