"""Support of small and medium-sized enterprises (caiku-2020-46; caiku-2022-19)."""

from procure_rules.facts.fields import Entity, absent, amount, event, exception, number, ratio, whether
from procure_rules.facts.values import Amount, Event, Flag, Quantity, Ratio

__all__ = ["Sme"]
# fmt: off


class Sme(Entity):
    """Support of small and medium-sized enterprises in this procedure (caiku-2020-46)."""

    outside_measures: Flag | None = exception("系对外援助项目，或者国家对其资格、资质管理另有规定", "it is foreign aid, or the state regulates its qualification otherwise", "不是对外援助项目，国家对其资格、资质管理没有另行规定", "it is no foreign aid, and the state does not regulate its qualification otherwise")
    not_suited_ground: Flag | None = exception("属于不预留份额的法定情形", "one of the cases holds in which nothing need be reserved", "不属于不预留份额的情形", "none of the cases holds in which nothing need be reserved")
    reservation_plan_made: Flag | None = whether("主管预算单位制定了预留方案", "the supervising budget unit made a plan of reservation", "主管预算单位未制定预留方案", "the supervising budget unit made no plan of reservation")
    reserved_by_lot: Flag | None = whether("设置专门采购包预留", "a lot is reserved", "未设置专门采购包", "no lot is reserved")
    reserved_by_consortium: Flag | None = whether("要求以联合体形式预留", "a consortium with small firms is required", "未要求以联合体形式预留", "no consortium with small firms is required")
    reserved_by_subcontract: Flag | None = whether("要求分包给中小企业", "subcontracting to small firms is required", "未要求分包给中小企业", "no subcontracting to small firms is required")
    required_share: Ratio | None = ratio("要求的中小企业合同份额", "share required for small firms", "40%")
    qualified_smes: Quantity | None = number("符合资格条件的中小企业数", "qualified small and medium-sized firms", "3")
    restarted_unreserved: Flag | None = whether("不足三家时按非预留项目重新组织", "it was restarted without reservation", "未按非预留项目重新组织", "it was not restarted without reservation", ask=("不足三家的，是否按非预留项目重新组织？", ""))
    deduction_in_reserved: Flag | None = exception("在预留项目（包）中又给予价格扣除", "a deduction is given within a reserved purchase too", "预留项目（包）中未给予价格扣除", "no deduction is given within a reserved purchase")
    unreserved_lot_budget: Amount | None = amount("非预留部分预算", "budget of the part not reserved", "2500000")
    size_finding_requested: Event | None = event("请求认定中小企业", "finding of size requested", "2026-04-10", presume=absent("not_yet", "未提及请求认定中小企业，推定没有", "no request for a finding of size is mentioned, so none is presumed"))
    size_finding_made: Event | None = event("出具中小企业认定函", "finding of size made", "2026-04-24")
    reservation_reported: Flag | None = whether("主管预算单位向财政部门报告上一年度预留份额和采购的情况，并公开预留项目执行情况", "the supervising budget unit reported last year's reservation and published how the reserved projects went", "主管预算单位未报告、公开预留执行情况", "the supervising budget unit did not report and publish the reservation", ask=("主管预算单位是否报告上一年度预留份额和采购的情况，并公开预留项目执行情况？", ""))
    deduction_share: Ratio | None = ratio("享受联合体、分包价格扣除的小微企业合同份额", "share of small firms from which a consortium or subcontractor gets a deduction", "30%")
    consortium_or_subcontract_accepted: Flag | None = whether("接受大中型企业与小微企业组成联合体，或者允许向小微企业分包", "consortia of larger with small firms, or subcontracting to small firms, are accepted", "不接受此类联合体，也不允许此类分包", "neither such consortia nor such subcontracting is accepted")
