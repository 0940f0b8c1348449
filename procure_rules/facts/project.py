"""The project: who buys what with whose money, and the larger wholes it is part of."""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo, ValidatorFunctionWrapHandler
from pydantic_core import core_schema

from procure_rules.facts.agency import Agency, OwnOrganisation
from procure_rules.facts.concession import Concession
from procure_rules.facts.demand import Demand
from procure_rules.facts.fields import (
    Entity,
    Many,
    Presumption,
    absent,
    amount,
    declared,
    exception,
    fact,
    implied,
    part,
    usual,
    whether,
)
from procure_rules.facts.grounds import COMPLETE
from procure_rules.facts.group import Group
from procure_rules.facts.imports import Imports
from procure_rules.facts.procedure import Procedure
from procure_rules.facts.purchased_service import PurchasedService
from procure_rules.facts.regions import CENTRAL, City, Province
from procure_rules.facts.values import Amount, Flag, Text
from procure_rules.facts.words import Category, DeclaredRegime, Level, PurchaserKind, WorksKind
from procure_rules.facts.works_project import WorksProject

__all__ = [
    "ARRANGED",
    "CENTRAL",
    "Catalogue",
    "Circumstances",
    "Funding",
    "Project",
    "Purchaser",
    "Subject",
    "Thresholds",
]

ARRANGED = object()
"""The context of data that the loader has arranged already."""


def exceptional(zh: str, en: str, unless: str = "false") -> Presumption:
    """The presumption that an exceptional circumstance nobody mentions is absent; ``unless`` one of its kinds is."""
    return absent("false", f"未提及{zh}，推定没有", f"{en} is not mentioned and presumed absent", unless=unless)


EVERY_GROUND = f"any(procedures where {COMPLETE}) and all(procedures where {COMPLETE})"
"""Says the same of a ground that the whole project has or has not."""
EXEMPT_CASES = (
    "grounds.irreplaceable_patent or grounds.own_capacity or grounds.concessionaire_capacity"
    " or grounds.matching_earlier_purchase or grounds.other_state_case"
    " or (contract_kind == construction and grounds.small_addition)"
    " or (contract_kind in [survey, design] and"
    " (grounds.artistic_design or grounds.few_designers or grounds.redesign_matching))"
)
"""The single cases of which the exemption from tendering is the whole (the rule must-tender.exempt.head)."""


class Purchaser(Entity):
    """Who buys; in tendering, the tenderee (gpl-2014:15; tbl-2017:8)."""

    name: Text | None = fact(
        "名称", "name", example="某市第一人民医院", ask=("采购人名称是什么？", "What is the name of the purchaser?")
    )
    kind: PurchaserKind | None = fact(
        "采购人类型",
        "kind of purchaser",
        example="public_institution",
        presume=declared(
            "state_organ|public_institution|social_organisation",
            "采购公告自称政府采购，推定采购人是国家机关、事业单位或者团体组织",
            "the notice calls itself government procurement, so a public purchaser is presumed",
            when="declared_regime == government_procurement",
        ),
    )
    level: Level | None = fact("预算级次", "budget level", example="city", ask=("采购人属于哪一预算级次？", ""))
    place: Province | None = fact(
        "所属地区",
        "place",
        example="四川",
        help=(f"省级简称；中央单位填“{CENTRAL}”", f"short Chinese name of the province; {CENTRAL} for central units"),
    )
    city: City | None = fact(
        "所在设区的市、州",
        "city or prefecture of the purchaser",
        example="成都",
        help=("国家级新区填新区简称", "in a national new area, the short name of that area"),
    )
    makes_policy: Flag | None = fact(
        "系制定招标投标政策措施的机关（行政机关或者法律、法规授权管理公共事务的组织）",
        "an authority that makes policy (administrative organ, or body empowered by law to manage public affairs)",
        yes=("系政策制定机关", "it is an authority that makes policy"),
        no=("不是政策制定机关", "it is no authority that makes policy"),
        presume=(
            usual(
                "true",
                "国家机关推定为行政机关；审判机关、权力机关等请写明不是",
                "a state organ is presumed to be an administrative one; state it where it is a court, an assembly or the like",
                when="purchaser.kind == state_organ",
            ),
            usual(
                "false",
                "企业、自然人等不是管理公共事务的机关，推定不是政策制定机关",
                "an enterprise or a private person manages no public affairs, so it is presumed to make no policy",
                when="purchaser.kind in [state_owned_enterprise, private_enterprise, individual]",
            ),
            absent(
                "false",
                "未提及法律、法规授权其管理公共事务，推定不是政策制定机关",
                "nothing says that law empowers it to manage public affairs, so it is presumed to make no policy",
                when="purchaser.kind in [public_institution, social_organisation]",
            ),
        ),
        ask=("采购人（招标人）是否为制定政策措施的机关？", "Is the purchaser an authority that makes policy?"),
    )
    is_supervising_budget_unit: Flag | None = exception(
        "采购人本身是主管预算单位",
        "the purchaser is a supervising budget unit itself",
        "采购人不是主管预算单位",
        "the purchaser is no supervising budget unit",
        ask=("采购人本身是否为主管预算单位？", ""),
    )


class Subject(Entity):
    """What is bought."""

    name: Text | None = fact("采购标的", "subject", example="手术室行为管理系统", ask=("", "What is bought?"))
    category: Category | None = fact(
        "标的类别",
        "category of the subject",
        example="goods",
        help=(
            "只知道不是工程的，写 {not: works}；货物或者服务，写 [goods, services]",
            "where it is only known to be no works: {not: works}; goods or services: [goods, services]",
        ),
        presume=tuple(
            implied(
                word,
                "由合同类型得出标的类别",
                "the category follows from the kind of contract",
                when=f"any(procedures where {kinds}) and all(procedures where {kinds})",
            )
            for word, kinds in (
                ("works", "contract_kind in [construction, general_contracting]"),
                ("goods", "contract_kind in [other_goods, works_related_goods]"),
                ("services", "contract_kind in [survey, design, supervision, other_service]"),
                (
                    "goods|services",
                    "contract_kind in [other_goods, works_related_goods, survey, design, supervision, other_service]",
                ),
            )
        ),
    )
    works_kind: WorksKind | None = fact(
        "工程类型",
        "kind of works",
        example="new_build",
        presume=implied(
            "fitting_out|demolition|repair",
            "单独的装修、拆除、修缮不是新建、改建、扩建",
            "fitting-out, demolition or repair on its own is no new build, reconstruction or extension",
            when="not subject.related_to_new_works",
        ),
    )
    related_to_new_works: Flag | None = fact(
        "属于新建、改建、扩建相关的装修、拆除、修缮",
        "fitting-out, demolition or repair related to a new build, reconstruction or extension",
        yes=("与新建、改建、扩建相关", "it is related to a new build, reconstruction or extension"),
        no=("系单独的装修、拆除、修缮", "it is fitting-out, demolition or repair on its own"),
        ask=("装修、拆除、修缮是否与新建、改建、扩建相关？", ""),
    )
    part_of_works: Flag | None = fact(
        "构成工程不可分割的组成部分",
        "inseparable part of works",
        yes=("构成工程不可分割的组成部分", "it is an inseparable part of works"),
        no=("不构成工程不可分割的组成部分", "it is no inseparable part of works"),
        presume=declared(
            "any(procedures where contract_kind == works_related_goods)",
            "以所述合同类型推定是否为工程的组成部分",
            "whether it is part of works is presumed from the stated kind of contract",
        ),
    )
    needed_for_basic_function: Flag | None = fact(
        "为实现工程基本功能所必需",
        "needed for the basic function of the works",
        yes=("为实现工程基本功能所必需", "it is needed for the basic function of the works"),
        no=("并非实现工程基本功能所必需", "it is not needed for the basic function of the works"),
        presume=declared(
            "any(procedures where contract_kind == works_related_goods)",
            "以所述合同类型推定是否为实现工程基本功能所必需",
            "whether it is needed for the works' basic function is presumed from the stated kind of contract",
        ),
    )
    serves_works: Flag | None = fact(
        "为完成工程所需的服务",
        "service needed to carry out works",
        yes=("为完成工程所需", "it is needed to carry out works"),
        no=("并非为完成工程所需", "it is not needed to carry out works"),
    )
    research: Flag | None = fact(
        "市场竞争不充分的科研项目或需扶持的科技成果转化项目",
        "research project with little competition, or technology transfer to be supported",
        closed_by=EVERY_GROUND,
        yes=("属于该类科研、科技成果转化项目", "it is such a research or technology-transfer project"),
        no=("不属于该类科研、科技成果转化项目", "it is no such research or technology-transfer project"),
        ask=(
            "是否属于市场竞争不充分的科研项目，或者需要扶持的科技成果转化项目？",
            "Is it a research project with little competition, or a technology transfer to be supported?",
        ),
    )
    suited_to_sme: Flag | None = fact(
        "适宜由中小企业提供",
        "suited to small and medium-sized enterprises",
        yes=("适宜由中小企业提供", "it is suited to small and medium-sized enterprises"),
        no=("不适宜由中小企业提供", "it is not suited to small and medium-sized enterprises"),
        presume=(
            declared(
                "false",
                "属于不预留份额的法定情形，推定不适宜",
                "one of the listed cases holds, so it is presumed not suited",
                when="any(procedures where sme.not_suited_ground)",
            ),
            absent(
                "true",
                "除文件所列情形外均为适宜由中小企业提供；未提及所列情形，推定适宜",
                "everything outside the listed cases is suited; none is mentioned, so it is presumed suited",
                when="not any(procedures where sme.not_suited_ground)",
            ),
        ),
    )
    # fmt: off
    residential_property_services: Flag | None = exception("系住宅物业的建设单位选聘物业服务企业", "the builder of residential property chooses the property manager", "不是住宅物业的建设单位选聘物业服务企业", "it is no choice of a property manager by the builder of residential property")
    property_agreement_approved: Flag | None = exception("投标人少于三个或者住宅规模较小，经房地产行政主管部门批准协议选聘", "choosing by agreement was approved, for want of bidders or because the estate is small", "未经批准采用协议方式选聘", "choosing by agreement was not approved", ask=("是否因投标人少于三个或者住宅规模较小，经房地产行政主管部门批准以协议方式选聘？", ""))
    # fmt: on


class Funding(Entity):
    """Whose money (gpl-regulation-2015:2)."""

    budgeted: Flag | None = fact(
        "资金纳入预算管理（财政性资金）",
        "money under budget management (fiscal funds)",
        yes=("使用纳入预算管理的资金", "money under budget management is used"),
        no=("不使用纳入预算管理的资金", "no money under budget management is used"),
        presume=(
            declared(
                "true",
                "采购公告自称政府采购，推定使用纳入预算管理的资金",
                "the notice calls itself government procurement, so budgeted money is presumed",
                when="declared_regime == government_procurement",
            ),
            usual(
                "true",
                "国家机关、事业单位的收入依规定纳入预算，推定使用纳入预算管理的资金",
                "the income of state organs and public institutions enters their budget, so budgeted money is presumed",
                when="purchaser.kind in [state_organ, public_institution]",
            ),
        ),
    )
    loan_repaid_from_fiscal_funds: Flag | None = fact(
        "以财政性资金作为还款来源的借贷资金",
        "loan to be repaid from fiscal funds",
        yes=("使用以财政性资金还款的借贷资金", "a loan to be repaid from fiscal funds is used"),
        no=("不使用以财政性资金还款的借贷资金", "no loan to be repaid from fiscal funds is used"),
        presume=exceptional("以财政性资金还款的借贷资金", "a loan repaid from fiscal funds"),
    )
    other_money_too: Flag | None = fact(
        "同时使用非财政性资金",
        "non-fiscal money is used too",
        yes=("同时使用非财政性资金", "non-fiscal money is used too"),
        no=("不使用非财政性资金", "no other money is used"),
        presume=exceptional("非财政性资金", "non-fiscal money"),
    )
    separable: Flag | None = fact(
        "财政性资金与非财政性资金可以分割采购",
        "fiscal and other money can be spent separately",
        yes=("两种资金可以分割采购", "the two kinds of money can be spent separately"),
        no=("两种资金无法分割采购", "the two kinds of money cannot be spent separately"),
        ask=("财政性资金与非财政性资金是否可以分割采购？", "Can fiscal and other money be spent separately?"),
    )
    # fmt: off
    fiscal_amount: Amount | None = amount("使用财政性资金采购的部分", "part bought with fiscal funds", "1200000")
    loan_agreement_differs: Flag | None = exception("贷款、援助协议对采购、招标的条件和程序另有规定", "the loan or aid agreement has conditions or a procedure of its own", "贷款、援助协议没有另行规定", "the loan or aid agreement has no rules of its own")
    loan_terms_harm_public_interest: Flag | None = exception("适用协议规定将损害国家利益或者社会公共利益", "applying the agreement would harm the national or public interest", "适用协议规定不损害国家利益和社会公共利益", "applying the agreement harms neither national nor public interest")
    # fmt: on


class Catalogue(Entity):
    """The centralised catalogue (gpl-2014:7)."""

    listed: Flag | None = fact(
        "列入集中采购目录",
        "on the centralised catalogue",
        yes=("列入集中采购目录", "it is on the centralised catalogue"),
        no=("未列入集中采购目录", "it is not on the centralised catalogue"),
    )
    listed_or_over_limit: Flag | None = fact(
        "属于集中采购目录以内或者达到采购限额标准（未说明是哪一种）",
        "on the centralised catalogue or at the procurement threshold, whichever it is",
        yes=(
            "属于集中采购目录以内或者达到采购限额标准",
            "it is on the centralised catalogue or reaches the procurement threshold",
        ),
        no=(
            "既不在集中采购目录以内，也未达到采购限额标准",
            "it is neither on the centralised catalogue nor at the procurement threshold",
        ),
        help=(
            "不知道属于哪一种时填写；已说明目录和预算的，以目录和预算为准",
            "where it is not known which of the two; catalogue and budget count where they are told",
        ),
        presume=declared(
            "true",
            "采购公告自称政府采购，推定属于目录以内或者达到限额标准",
            "the notice calls itself government procurement, so it is presumed on the catalogue or at the threshold",
            when="declared_regime == government_procurement",
        ),
    )
    departmental: Flag | None = fact(
        "列入部门集中采购项目",
        "on the departmental part of the catalogue",
        yes=("列入部门集中采购项目", "it is on the departmental part of the catalogue"),
        no=("不是部门集中采购项目", "it is not on the departmental part of the catalogue"),
        presume=absent(
            "false",
            "未说明属于部门集中采购项目，推定为集中采购机构采购项目",
            "nothing says that it is a departmental item, so it is presumed one of the centralised body",
        ),
    )
    # fmt: off
    unit_special_need_approved: Flag | None = exception("本单位有特殊要求，经省级以上人民政府批准自行采购", "the unit has special needs and was allowed by a government of provincial rank or above to buy itself", "未经批准自行采购", "the unit was not allowed to buy itself", ask=("本单位有特殊要求的，是否经省级以上人民政府批准自行采购？", "Did a government of provincial rank or above allow the unit to buy itself for special needs?"))
    batch_suited: Flag | None = exception("适合实行批量集中采购", "it is suited to centralised purchase in batches", "不适合实行批量集中采购", "it is not suited to purchase in batches")
    batch_excepted: Flag | None = exception("系紧急的小额零星货物或者有特殊要求的服务、工程", "it is an urgent small purchase of goods, or services or works with special needs", "不是紧急的小额零星货物，也不是有特殊要求的服务、工程", "it is neither an urgent small purchase of goods nor services or works with special needs")
    bought_in_batch: Flag | None = whether("实行批量集中采购", "it is bought in a batch", "未实行批量集中采购", "it is not bought in a batch")
    # fmt: on


class Thresholds(Entity):
    """Thresholds that the user knows to apply; they win over the encoded ones and are named in the answer."""

    procurement: Amount | None = fact(
        "适用的采购限额标准", "procurement threshold that applies", unit="yuan", example="1000000"
    )
    open_tendering: Amount | None = fact(
        "适用的公开招标数额标准", "open-tendering threshold that applies", unit="yuan", example="4000000"
    )
    catalogue_start: Amount | None = fact(
        "集中采购目录自定的起点金额", "amount from which the catalogue covers the item", unit="yuan", example="200000"
    )


class Circumstances(Entity):
    """Exceptional circumstances that take a purchase out of a law, or out of a duty."""

    national_security_or_secret: Flag | None = fact(
        "涉及国家安全、国家秘密",
        "national security or state secrets",
        closed_by=EVERY_GROUND,
        yes=("涉及国家安全或者国家秘密", "national security or state secrets are concerned"),
        no=("不涉及国家安全、国家秘密", "neither national security nor state secrets are concerned"),
        presume=exceptional("国家安全、国家秘密", "national security or a state secret"),
    )
    force_majeure_emergency: Flag | None = fact(
        "因严重自然灾害或者其他不可抗力实施的紧急采购",
        "emergency purchase after a grave natural disaster or other force majeure",
        closed_by=EVERY_GROUND,
        yes=(
            "系因严重自然灾害或者其他不可抗力实施的紧急采购",
            "it is an emergency purchase after a disaster or other force majeure",
        ),
        no=("不是因灾害或者不可抗力实施的紧急采购", "it is no emergency purchase after a disaster or force majeure"),
        presume=exceptional("不可抗力紧急采购", "a force-majeure emergency"),
    )
    # fmt: off
    disaster_relief: Flag | None = exception("属于抢险救灾", "it is rescue or disaster relief", "不属于抢险救灾", "it is no rescue or disaster relief", closed_by=EVERY_GROUND)
    work_relief: Flag | None = exception("利用扶贫资金实行以工代赈、需要使用农民工", "it is work-relief with poverty funds that must employ rural workers", "不是以工代赈", "it is no work-relief", closed_by=EVERY_GROUND)
    # fmt: on
    tender_unsuitable: Flag | None = fact(
        "因国家安全、秘密、抢险救灾、以工代赈等特殊情况不适宜招标",
        "unsuitable for tender for security, secrecy, disaster relief or work-relief",
        closed_by=EVERY_GROUND,
        yes=("属于不适宜招标的特殊情况", "a special circumstance makes it unsuitable for tender"),
        no=("不属于不适宜招标的特殊情况", "no special circumstance makes it unsuitable for tender"),
        presume=exceptional(
            "不适宜招标的特殊情况",
            "a circumstance unsuitable for tender",
            unless="circumstances.national_security_or_secret or circumstances.force_majeure_emergency"
            " or circumstances.disaster_relief or circumstances.work_relief",
        ),
    )
    tender_exemption: Flag | None = fact(
        "属于可以不招标的情形（不可替代专利、自行建设、特许经营投资人自建、功能配套等）",
        "a case that may go without tender (irreplaceable patent, own capacity, concessionaire's own capacity, matching purchase)",
        closed_by=EVERY_GROUND,
        yes=("属于可以不招标的情形", "it is a case that may go without tender"),
        no=("不属于可以不招标的情形", "it is no case that may go without tender"),
        presume=(
            declared(
                "true",
                "总承包单位在总承包合同范围内采购（暂估价除外），不必另行招标",
                "a general contractor buys within its contract (provisional sums excepted), which need not be tendered",
                when="circumstances.within_general_contract",
            ),
            declared(
                "true",
                "载明了可以不招标的具体情形，推定属于可以不招标的情形",
                "a case that may go without tender is stated, so it is presumed to be one",
                when=f"any(procedures where {EXEMPT_CASES}) and all(procedures where {EXEMPT_CASES})",
            ),
            exceptional(
                "可以不招标的情形",
                "a case that may go without tender",
                unless=f"any(procedures where {EXEMPT_CASES})",
            ),
        ),
        ask=(
            "是否属于可以不招标的情形（不可替代专利、自行建设、特许经营投资人自建、功能配套等）？",
            "Is it a case that may go without tender (irreplaceable patent, own capacity, concessionaire's own capacity, matching purchase)?",
        ),
    )
    # fmt: off
    within_general_contract: Flag | None = exception("系总承包单位在总承包合同范围内的采购（暂估价除外）", "a general contractor buys within its contract (provisional sums excepted)", "不是总承包单位在总承包合同范围内的采购", "it is no purchase of a general contractor within its contract", ask=("是否为总承包单位在总承包合同范围内的采购（暂估价除外）？", "Does a general contractor buy within its contract (provisional sums excepted)?"), closed_by=EVERY_GROUND)
    # fmt: on


class Project(Entity):
    """One purchase as planned: purchaser, subject, money; its procedures are the lots and attempts.

    Where another program validates one (the body of a web request), it may be written like a file: the facts of the
    only procedure at the top, keys in Chinese.
    """

    id: Text | None = fact("项目编号", "project number", example="N5101012024001234")
    title: Text | None = fact("项目名称", "project title", example="信息化建设项目")
    source: Text | None = fact("事实来源", "where the facts are from", example="四川省公共资源交易服务平台")
    declared_regime: DeclaredRegime | None = fact(
        "公告自称适用的制度", "regime that the notice says it follows", example="government_procurement"
    )
    budget: Amount | None = fact("项目预算金额", "project budget", unit="yuan", example="5000000")
    purchaser: Purchaser | None = part("采购人（招标人）", "purchaser (tenderee)")
    subject: Subject | None = part("采购标的", "subject")
    funding: Funding | None = part("资金", "funding")
    catalogue: Catalogue | None = part("集中采购目录", "catalogue")
    thresholds: Thresholds | None = part("适用的限额", "thresholds")
    circumstances: Circumstances | None = part("特殊情况", "circumstances")
    demand: Demand | None = part("采购需求管理", "demand management")
    agency: Agency | None = part("代理机构", "agency")
    own_organisation: OwnOrganisation | None = part("自行组织能力", "the purchaser's own organisation")
    imports: Imports | None = part("进口产品与本国产品", "imported and domestic products")
    purchased_service: PurchasedService | None = part("政府购买服务", "service purchased by government")
    concession: Concession | None = part("特许经营", "concession")
    tender_place: Province | None = fact(
        "招标（采购）活动所在地",
        "place of the tender",
        example="四川",
        help=("中央单位的项目填写；省级简称", "for units of the central level; short Chinese name of the province"),
        presume=usual(
            f"'{CENTRAL}'",
            "未载明中央单位在哪里招标，推定不适用地方性法规",
            "where the unit of the central level tenders is not stated, and no local regulation is presumed to bind",
            when=f"purchaser.place == '{CENTRAL}'",
        ),
    )
    works_project: WorksProject | None = part("所属工程建设项目", "construction project it belongs to")
    group: Group | None = part("同一预算项目下的采购", "purchases under the same budget item")
    procedures: Many[Procedure] | None = fact(
        "采购程序（包/轮次）",
        "procedures (lot × attempt)",
        many=("procedure", "procedures"),
        ask=("有哪些采购程序（包、轮次）？", "Which procedures (lots and attempts) are there?"),
    )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        inner = super().__get_pydantic_core_schema__(source, handler)
        return core_schema.with_info_wrap_validator_function(cls._read, inner)

    @classmethod
    def _read(cls, raw: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        if info.context is ARRANGED or not isinstance(raw, dict):
            return handler(raw)
        from procure_rules.facts.load import validated

        return validated(raw, handler)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The facts that are asked first; the others may stand beside them, and the whole schema describes them."""
        from procure_rules.facts.schema import body_schema

        return body_schema()


# The class waits to be built until it is used, but what is made of it does not: web frameworks silence a warning of
# pydantic's only while they make theirs.
Project.model_config["defer_build"] = False
