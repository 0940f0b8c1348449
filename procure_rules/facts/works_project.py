"""The construction project that a purchase belongs to: its money, and its other contracts (ndrc-order-16-2018)."""

from procure_rules.facts.fields import Entity, Many, absent, amount, declared, event, exception, fact, usual, whether
from procure_rules.facts.values import Amount, Event, Flag, Text
from procure_rules.facts.words import ContractKind, Sector

__all__ = ["SiblingContract", "WorksProject"]

# sectors of the list in force, and those that were on the lists before it only
LISTED = "energy, transport, public_aviation, telecommunications, water_control, urban_rail"
LISTED_BEFORE = (
    "other_aviation, postal, other_water, urban_facilities, ecology, municipal_supply, science_education_culture, "
    "sport_tourism, health_welfare, housing"
)
STATE_FUNDS = (
    "works_project.budget_funds + works_project.state_enterprise_funds + works_project.public_institution_funds"
)


class SiblingContract(Entity):
    """Another contract of the same construction project."""

    id: Text | None = fact("合同编号", "contract number", example="SG-01")
    sibling_kind: ContractKind | None = fact("合同类型", "kind of that contract", example="design")
    sibling_value: Amount | None = fact(
        "该合同估算价", "estimated value of that contract", unit="yuan", example="600000"
    )
    can_be_combined: Flag | None = fact(
        "与本次采购可以合并进行",
        "could be let together with this purchase",
        yes=("可以与本次采购合并进行", "it could be let together with this purchase"),
        no=("不能与本次采购合并进行", "it could not be let together with this purchase"),
    )


class WorksProject(Entity):
    """A construction project as approved."""

    id: Text | None = fact("工程建设项目代码", "code of the construction project", example="2020-510100-47-01-400000")
    name: Text | None = fact("工程建设项目名称", "name of the construction project", example="门诊楼扩建工程")
    total_investment: Amount | None = fact("项目总投资额", "total investment", unit="yuan", example="21000000")
    budget_funds: Amount | None = fact(
        "项目使用的预算资金", "budget funds used in the project", unit="yuan", example="2100000"
    )
    state_enterprise_funds: Amount | None = fact(
        "项目使用的国有企业资金", "funds of state-owned enterprises used in the project", unit="yuan", example="3400000"
    )
    public_institution_funds: Amount | None = fact(
        "项目使用的事业单位资金", "funds of public institutions used in the project", unit="yuan", example="0"
    )
    state_controls: Flag | None = fact(
        "国有资金以其他方式实际控制项目",
        "state capital in fact controls the project by other means",
        yes=("国有资金实际控制该项目", "state capital in fact controls the project"),
        no=("国有资金未以其他方式实际控制该项目", "state capital does not control the project by other means"),
        presume=declared(
            "true",
            "所述国有资金占控股或者主导地位，与实际控制同样在必须招标的范围之内",
            "state capital is stated to control or dominate, which brings the project within the scope as control in fact does",
            when="works_project.state_capital_dominant",
        ),
    )
    foreign_loan_or_aid: Flag | None = fact(
        "使用国际组织或者外国政府贷款、援助资金",
        "loan or aid of an international organisation or foreign government",
        yes=(
            "使用国际组织或者外国政府贷款、援助资金",
            "a loan or aid of an international organisation or foreign government is used",
        ),
        no=(
            "不使用国际组织、外国政府贷款或者援助资金",
            "no loan or aid of an international organisation or foreign government is used",
        ),
        presume=absent(
            "false", "未提及国外贷款、援助资金，推定没有", "no foreign loan or aid is mentioned, so none is presumed"
        ),
    )
    # fmt: off
    government_investment: Flag | None = whether("系政府投资项目", "it is a government investment project", "不是政府投资项目", "it is no government investment project")
    state_capital_dominant: Flag | None = fact(
        "国有资金占控股或者主导地位", "state capital controls or dominates",
        yes=("国有资金占控股或者主导地位", "state capital controls or dominates"),
        no=("国有资金未占控股或者主导地位", "state capital neither controls nor dominates"),
        presume=(
            declared(
                "true", "项目资金全部为国有资金或者国有资金实际控制，推定占主导地位",
                "all funds of the project are the state's, or state capital in fact controls it, so it is presumed to dominate",
                when=f"works_project.state_controls or {STATE_FUNDS} >= works_project.total_investment",
            ),
            declared(
                "false", "国有资金不实际控制项目，是否占主导地位只看资金比例",
                "state capital does not in fact control the project: whether it dominates is left to its share of the funds",
                when=f"not works_project.state_controls and {STATE_FUNDS} < works_project.total_investment",
            ),
        ),
    )
    project_approved: Event | None = event("项目审批（核准）", "project approved or verified", "2025-11-20")
    budget_estimate: Amount | None = amount("概算", "approved estimate of the works", "20500000")
    # fmt: on
    infrastructure: Flag | None = fact(
        "属于必须招标的基础设施和公用事业项目范围",
        "on the list of infrastructure and public utilities that must be tendered",
        yes=("属于必须招标的基础设施和公用事业项目范围", "it is on the list of infrastructure and public utilities"),
        no=(
            "不属于必须招标的基础设施和公用事业项目范围",
            "it is not on the list of infrastructure and public utilities",
        ),
        presume=(
            declared(
                "true",
                "以所述工程领域推定是否在清单之内",
                "whether it is on the list is presumed from the stated sector",
                when=f"works_project.sector in [{LISTED}]",
            ),
            declared(
                "false",
                "以所述工程领域推定是否在清单之内",
                "whether it is on the list is presumed from the stated sector",
                when=f"works_project.sector in [{LISTED_BEFORE}, other_sector]",
            ),
        ),
    )
    needs_approval: Flag | None = fact(
        "按国家规定需要履行审批、核准手续",
        "needs approval or verification by the state",
        yes=("需要履行项目审批、核准手续", "the project needs approval or verification"),
        no=("不需要履行项目审批、核准手续", "the project needs no approval or verification"),
        presume=usual(
            "true",
            "政府投资项目须经审批，推定需要审批",
            "a government investment project is presumed to need approval",
            when="works_project.government_investment",
        ),
    )
    contracts: Many[SiblingContract] | None = fact(
        "同一工程的其他合同",
        "other contracts of the same construction project",
        many=("sibling contract", "sibling contracts"),
        presume=absent(
            "none",
            "未提及同一工程的其他合同，推定没有",
            "no other contract of the project is mentioned, so none is presumed",
        ),
        ask=("同一工程还有哪些合同？", "Which other contracts does the same construction project have?"),
    )
    sector: Sector | None = fact("工程领域", "sector of the works", example="housing")
    utility_before_2018: Flag | None = fact(
        "属于2018年6月以前的基础设施、公用事业范围",
        "within the lists of infrastructure and utilities before June 2018",
        yes=("属于2018年6月以前的基础设施、公用事业范围", "it is within the lists before June 2018"),
        no=("不属于2018年6月以前的基础设施、公用事业范围", "it is outside the lists before June 2018"),
        presume=(
            declared(
                "true",
                "以所述工程领域推定是否在此前的范围之内",
                "whether it is within the earlier lists is presumed from the stated sector",
                when=f"works_project.sector in [{LISTED}, {LISTED_BEFORE}]",
            ),
            declared(
                "false",
                "以所述工程领域推定是否在此前的范围之内",
                "whether it is within the earlier lists is presumed from the stated sector",
                when="works_project.sector == other_sector",
            ),
            absent(
                "false",
                "未提及属于此前的范围，推定不属于",
                "nothing says that it was within the earlier lists, so it is presumed outside",
                when="not works_project.infrastructure",
            ),
        ),
    )
    # fmt: off
    key_project: Flag | None = exception("系国家重点项目或者地方重点项目", "it is a national or local key project", "不是国家或者地方重点项目", "it is no national or local key project")
    approved_by_national_commission: Flag | None = exception("经国家发展改革委审批、核准", "approved or verified by the National Development and Reform Commission", "不是国家发展改革委审批、核准的项目", "not approved or verified by the National Development and Reform Commission", ask=("", "Was it approved or verified by the National Development and Reform Commission?"))
    # fmt: on
