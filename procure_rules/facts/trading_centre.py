"""What a public resource trading centre does on the spot (ptc-onsite-order-43-2026)."""

from procure_rules.facts.fields import Entity, declared, event, exception, number, whether
from procure_rules.facts.values import Event, Flag, Quantity

__all__ = ["TradingCentre"]
# fmt: off


class TradingCentre(Entity):
    """The trading centre at which the tender takes place (ptc-onsite-order-43-2026)."""

    used: Flag | None = whether("在公共资源交易中心交易", "the tender takes place at a trading centre", "未在公共资源交易中心交易", "the tender does not take place at a trading centre", presume=declared("true", "已载明交易中心的做法，推定如此", "stated of it: what the trading centre did; so it is presumed", when="trading_centre.supervises"))
    service_documents_reviewed: Flag | None = whether("平台运行服务机构对其交易服务文件开展了公平竞争审查", "the platform's service documents went through a fair-competition review", "平台的交易服务文件未经公平竞争审查", "the platform's service documents went through no fair-competition review", ask=("平台运行服务机构是否对其招标投标交易服务文件开展了公平竞争审查？", ""))
    supervises: Flag | None = exception("交易中心从事许可、备案、检查、处罚等行政监督管理活动", "the centre licenses, files, inspects or punishes", "交易中心未从事行政监督管理活动", "the centre does not supervise")
    file_made: Event | None = event("制作招标投标现场记录卷宗", "file of what happened on the spot made", "2027-06-10")
    file_kept_years: Quantity | None = number("现场记录卷宗保存年限", "years that file is kept", "15", "year")
    reminded: Flag | None = whether("对异常行为进行提醒", "the centre reminded those whose conduct was irregular", "未对异常行为进行提醒", "the centre did not remind them")
    clue_found: Event | None = event("发现违法线索", "sign of a breach found", "2027-03-08")
    clue_reported: Event | None = event("报告违法线索", "sign of a breach reported", "2027-03-19")
    grave_clue: Flag | None = exception("违法情形实质影响中标结果且不能补救", "the breach truly affects the award and cannot be cured", "没有实质影响中标结果且不能补救的违法情形", "no breach truly affects the award beyond cure", ask=("违法情形是否实质影响中标结果且不能补救？", ""))
    suspension_proposed: Flag | None = whether("提出暂停招标投标活动的建议", "the centre proposed to suspend the tender", "未提出暂停招标投标活动的建议", "the centre did not propose to suspend the tender")
    suspension_ordered: Flag | None = exception("行政监督部门责令暂停招标投标活动", "the supervisor ordered a suspension", "未责令暂停招标投标活动", "no suspension was ordered", ask=("行政监督部门是否责令暂停招标投标活动？", ""))
    tenderee_fault_found: Flag | None = exception("交易中心发现招标人有应当提醒的异常行为", "the centre found conduct of the tenderee that calls for a reminder", "交易中心未发现招标人有应当提醒的异常行为", "the centre found no conduct of the tenderee that calls for a reminder")
    documents_fault_found: Flag | None = exception("交易中心发现已发布的招标文件有应当报告的情形", "the centre found a fault in the published documents that calls for a report", "交易中心未发现招标文件有应当报告的情形", "the centre found no fault in the published documents that calls for a report")
    services_stopped: Flag | None = whether("按要求停止提供招标投标服务", "the centre stopped its services as ordered", "未按要求停止提供招标投标服务", "the centre did not stop its services")
