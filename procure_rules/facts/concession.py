"""Concessions of infrastructure and public utilities (concession-order-17-2024)."""

from procure_rules.facts.fields import Entity, event, exception, number, ratio, whether
from procure_rules.facts.values import Event, Flag, Quantity, Ratio

__all__ = ["Concession"]
# fmt: off


class Concession(Entity):
    """Concession of infrastructure or a public utility (concession-order-17-2024)."""

    is_concession: Flag | None = exception("系基础设施和公用事业特许经营项目", "it is a concession of infrastructure or a public utility", "不是特许经营项目", "it is no concession")
    users_pay: Flag | None = whether("聚焦使用者付费", "users pay", "不是使用者付费", "users do not pay")
    years: Quantity | None = number("特许经营年限", "years of the concession", "30", "year")
    longer_term_argued: Flag | None = whether("超过四十年已充分论证并报批", "a longer term was argued and approved", "超过四十年未论证报批", "a longer term was not argued and approved")
    plan_reviewed: Event | None = event("特许经营方案审定", "concession plan approved", "2026-01-20")
    open_competition: Flag | None = whether("通过招标、谈判等公开竞争方式选择特许经营者", "the concessionaire was chosen in open competition", "未通过公开竞争方式选择特许经营者", "the concessionaire was not chosen in open competition")
    project_company_stated: Flag | None = whether("文件载明是否要求成立项目公司", "the documents say whether a project company is required", "文件未载明是否要求成立项目公司", "the documents do not say whether a project company is required")
    choice_published: Flag | None = whether("选定的特许经营者向社会公示", "the choice was published", "选定的特许经营者未公示", "the choice was not published")
    fixed_return_promised: Flag | None = exception("政府承诺固定投资回报或者保底收益", "a fixed return was promised", "未承诺固定投资回报", "no fixed return was promised")
    build_transfer: Flag | None = exception("建成后直接移交政府", "the works are handed over as soon as they are built", "不是建成后直接移交", "the works are not handed over as soon as they are built")
    private_share: Ratio | None = ratio("民营企业股权占比", "share of private firms", "35%")
    chosen_investor_can_build: Flag | None = whether("已通过招标选定的投资人能够自行建设、生产或者提供", "the investor chosen by tender can build or provide it itself", "投资人不能自行建设、生产或者提供", "the investor cannot build or provide it itself")
