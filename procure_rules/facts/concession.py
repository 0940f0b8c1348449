"""Concessions of infrastructure and public utilities (concession-order-17-2024)."""

from procure_rules.facts.fields import Entity, amount, event, exception, number, whether
from procure_rules.facts.values import Amount, Event, Flag, Quantity

__all__ = ["Concession"]
# fmt: off


class Concession(Entity):
    """Concession of infrastructure or a public utility (concession-order-17-2024)."""

    is_concession: Flag | None = exception("系基础设施和公用事业特许经营项目", "it is a concession of infrastructure or a public utility", "不是特许经营项目", "it is no concession")
    users_pay: Flag | None = whether("聚焦使用者付费", "users pay", "不是使用者付费", "users do not pay")
    years: Quantity | None = number("特许经营年限", "years of the concession", "30", "year")
    longer_term_argued: Flag | None = whether("超过四十年已充分论证并报批", "a longer term was argued and approved", "超过四十年未论证报批", "a longer term was not argued and approved", ask=("特许经营期限超过四十年的，是否已充分论证并报批？", ""))
    plan_reviewed: Event | None = event("特许经营方案审定", "concession plan approved", "2026-01-20")
    open_competition: Flag | None = whether("通过招标、谈判等公开竞争方式选择特许经营者", "the concessionaire was chosen in open competition", "未通过公开竞争方式选择特许经营者", "the concessionaire was not chosen in open competition")
    project_company_stated: Flag | None = whether("文件载明是否要求成立项目公司", "the documents say whether a project company is required", "文件未载明是否要求成立项目公司", "the documents do not say whether a project company is required")
    choice_published: Flag | None = whether("选定的特许经营者向社会公示", "the choice was published", "选定的特许经营者未公示", "the choice was not published")
    fixed_return_promised: Flag | None = exception("政府承诺固定投资回报或者保底收益", "a fixed return was promised", "未承诺固定投资回报", "no fixed return was promised", ask=("政府是否承诺固定投资回报或者保底收益？", ""))
    build_transfer: Flag | None = exception("建成后直接移交政府", "the works are handed over as soon as they are built", "不是建成后直接移交", "the works are not handed over as soon as they are built")
    selects_concessionaire: Flag | None = whether("本次程序系选择特许经营者", "this procedure chooses the concessionaire", "本次程序不是选择特许经营者", "this procedure does not choose the concessionaire")
    body_authorised: Flag | None = whether("实施机构经授权且授权内容和范围明确", "the implementing body is authorised, with content and scope stated", "实施机构未经授权或者授权范围不明确", "the implementing body is not clearly authorised")
    government_priced: Flag | None = exception("实施政府定价", "the government sets the price", "不实施政府定价", "the government does not set the price")
    price_authority_consulted: Flag | None = whether("就投资回报、价格及其测算征求了价格主管部门意见", "the price authority was consulted on returns and prices", "未征求价格主管部门意见", "the price authority was not consulted")
    selection_started: Event | None = event("开始选择特许经营者", "selection of the concessionaire started", "2026-02-10")
    concessionaire_changed: Flag | None = exception("调整特许经营者或者其投融资、建设责任", "the concessionaire, or its duty to finance or build, was changed", "未调整特许经营者及其责任", "neither the concessionaire nor its duties were changed")
    term_ended: Flag | None = exception("特许经营期限届满或者提前终止后继续特许经营", "the concession ended and is to go on", "特许经营尚未终止", "the concession has not ended", ask=("是否在特许经营期限届满或者提前终止后继续特许经营？", ""))
    selected_anew: Flag | None = whether("重新履行特许经营者选择程序", "the concessionaire was selected anew", "未重新履行选择程序", "the concessionaire was not selected anew")
    fiscal_topup: Flag | None = exception("以财政资金弥补建设投资、承诺保底收益率或者可用性付费", "fiscal money makes up for the investment, a floor return is promised or availability is paid for", "未以财政资金弥补项目投资", "no fiscal money makes up for the investment")
    won_by_fraud: Flag | None = exception("以欺骗、贿赂等不正当手段取得特许经营项目", "the concession was won by fraud or bribery", "未以不正当手段取得特许经营项目", "the concession was not won by fraud or bribery", umbrella=())
    is_ppp: Flag | None = exception("系政府和社会资本合作（PPP）项目采购", "it chooses the partner of a public-private partnership", "不是PPP项目采购", "it is no public-private partnership")
    financial_experts: Quantity | None = number("评审专家中的财务专家人数", "financial experts on the panel", "1")
    preliminary_winner_decided: Event | None = event("确定预中标、成交社会资本", "preliminary winner decided", "2020-06-01")
    memorandum_signed: Event | None = event("签署确认谈判备忘录", "memorandum of the confirming talks signed", "2020-06-10")
    preliminary_result_published: Event | None = event("公示预中标、成交结果和合同文本", "preliminary result and contract text published", "2020-06-11")
    preliminary_publication_ended: Event | None = event("预中标、成交结果公示期满", "publication of the preliminary result ended", "2020-06-18")
    initial_investment: Amount | None = amount("项目初始投资总额或者资产评估值", "initial investment or appraised assets", "500000000")
    monthly_service_income: Amount | None = amount("平均月服务收入额", "average monthly income from the service", "2000000")
    service_project_without_investment: Flag | None = exception("无固定资产投资或者投资额不大的服务型项目", "it is a service project with little or no fixed investment", "不是此类服务型项目", "it is no such service project", ask=("是否为无固定资产投资或者投资额不大的服务型项目？", ""))
    preliminary_result_objected: Flag | None = exception("公示期间有人对预中标、成交结果提出异议", "somebody objected to the preliminary result", "公示期间无异议", "nobody objected to the preliminary result")
