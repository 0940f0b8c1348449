"""What people write for the commonest facts and words, besides their titles. More than one meaning: it must be asked.

A key is declared in the scope it is written in; what it means is the name of a fact there, as rules know it, or of a
group (of a group's own keys, behind a dot: of a field in it). Where meanings are of several shapes (a name, a group, a list), the value tells which is meant.
"""

from __future__ import annotations

__all__ = ["KEYS", "ROLES", "WORDS"]

KEYS: dict[str, dict[str, str]] = {
    "project": {
        "采购人 招标人 采购单位 招标单位 业主 业主单位 建设单位": "purchaser purchaser.name",
        "采购人名称 招标人名称 采购单位名称": "purchaser.name",
        "采购人性质 单位性质 单位类型": "purchaser.kind",
        "级次 预算级次 采购人级次": "purchaser.level",
        "地区 所在地区 所属地区 省份 行政区域": "purchaser.place",
        "城市 所在城市 所在地市": "purchaser.city",
        "预算 预算金额 项目预算 采购预算 预算总额 采购预算金额": "budget",
        "标的 采购标的 采购内容": "subject subject.name",
        "标的名称": "subject.name",
        "标的类别 采购类别 项目类别 采购项目类别": "subject.category",
        "适用制度 采购性质": "declared_regime",
        "代理机构 采购代理机构 招标代理机构 代理机构名称": "agency agency.name",
        "代理费 代理服务费 代理费用": "agency.fee",
        "进口产品 是否进口 是否采购进口产品": "imports imports.imported",
        "财政性资金 财政资金": "funding.budgeted funding.fiscal_amount",
        "总投资 项目总投资 总投资额": "works_project.total_investment",
        "采购限额标准 限额标准 分散采购限额标准": "thresholds.procurement",
        "公开招标数额标准 公开招标限额标准": "thresholds.open_tendering",
        "标段 标包 采购包 分包 包件": "procedures lot",
    },
    "project.purchaser": {"性质 单位性质": "kind", "级次": "level", "地区 省份": "place", "城市": "city"},
    "project.subject": {"名称 内容": "name", "类别": "category"},
    "project.agency": {"是否委托": "used"},
    "procedure": {
        "包号 标段 标段号 标包 分包号": "lot",
        "采购方式 招标方式": "method",
        "预算 预算金额 包预算 标段预算": "lot_budget",
        "估算价 合同估算价 估算金额": "estimated_value",
        "限价 招标控制价 控制价 最高投标限价 拦标价 最高限价金额": "price_ceiling",
        "合同价 合同价款 合同总价 合同总金额 签约合同价": "contract_price",
        "中标金额 成交金额 中标价 成交价 中标价格": "award.winning_price",
        "保证金": "bid_security contract.performance_security",
        "投标保证金金额": "bid_security",
        "履约保证金": "contract.performance_security",
        "投标人数 投标人数量 投标家数 投标单位数 供应商数量 供应商家数 参加家数": "bidders",
        "合格投标人数 合格供应商数 有效投标人数 有效供应商家数": "qualified_bidders",
        "评标方法 评标办法 评审办法": "evaluation.method",
        "价格分 价格权重 价格分值 价格分占比": "evaluation.price_weight",
        "评委人数 评标委员会人数 评审小组人数": "panel.size",
        "专家人数 评审专家人数": "panel.experts",
        "专门面向中小企业 专门面向中小企业采购 是否专门面向中小企业 是否专门面向中小企业采购": "sme_reserved_whole",
        "意向公开 采购意向公告": "intention_published",
        "公告 公告日期 公告时间 公告发布 采购公告 招标公告 谈判公告 磋商公告 询价公告": "tender_notice_published",
        "文件发出 招标文件发出 采购文件发出 获取文件开始 招标文件获取开始 采购文件获取开始 文件获取开始": "tender_documents_issued",
        "获取文件截止 招标文件获取截止 采购文件获取截止 文件获取截止 文件停止发售": "tender_documents_closed",
        "投标截止 投标文件递交截止 投标文件提交截止 提交投标文件截止 递交投标文件截止": "bid_deadline",
        "响应截止 响应文件提交截止 响应文件递交截止 提交响应文件截止 递交响应文件截止": "first_response_deadline",
        "截止 递交截止 提交截止 文件递交截止": "bid_deadline first_response_deadline",
        "开标 投标文件开启": "bid_opening opening",
        "评标 评审": "evaluation_finished evaluation.started evaluation",
        "定标 确定中标人 确定成交供应商 确定中标供应商": "award_decided",
        "中标公告 成交公告 结果公告 中标结果公告 成交结果公告 中标公告发布": "award_notice_published",
        "中标通知书 成交通知书 中标通知书发放 中标通知": "award_letter_issued",
        "候选人公示 中标候选人公示": "candidates_published",
        "公示 公示开始": "candidates_published single_source_publicity_started",
        "公示结束 公示期满 公示截止": "candidates_publication_ended single_source_publicity_ended",
        "签订合同 合同签署 签约 签订": "contract_signed",
        "合同公示": "contract_published",
        "验收 履约验收": "works_accepted acceptance",
        "发票 开具发票": "invoice_received",
        "付款 支付": "paid payment",
        "投标人 投标文件 投标 响应 供应商 响应文件": "bids",
        "更正 澄清 修改 更正公告 澄清公告": "amendments",
    },
    "bid": {
        "投标人 供应商 投标人名称 供应商名称 名称": "bidder",
        "报价 投标价 投标总价": "bid_price",
        "中标 成交 是否中标 是否成交": "is_winner",
    },
    "challenge": {
        "质疑人 质疑供应商名称": "by",
        "质疑对象 质疑事项 针对": "against",
        "提出 提出质疑 质疑发出": "challenge_sent",
        "收到 质疑收到 收到质疑": "challenge_received",
        "质疑": "challenge_sent challenge_received",
        "答复": "challenge_answered",
    },
    "objection": {
        "异议事项 针对": "objection_to",
        "提出 提出异议 收到 异议": "objection_received",
        "答复": "objection_answered",
    },
    "complaint": {
        "投诉事项 针对": "matter",
        "提起 提出投诉": "complaint_filed",
        "投诉": "complaint_filed complaint_received",
        "收到 收到投诉书": "complaint_received",
        "受理": "admitted",
        "处理决定 作出处理决定 决定": "complaint_decided",
    },
}
"""Keys (several, by a blank) and what they mean (several: by shape, else ambiguous). 日期, 时间 and 日 may follow an event."""

WORDS: dict[str, dict[str, str]] = {
    "Method": {
        "公开招标方式 公开招标采购": "open_tendering",
        "邀标 邀请招标方式": "invited_tendering",
        "竞谈 竞争性谈判采购": "competitive_negotiation",
        "磋商 竞争性磋商采购": "competitive_consultation",
        "询价采购 询价通知书": "price_inquiry",
        "单一来源 单一来源方式": "single_source",
        "框架协议": "framework_agreement",
        "合作创新": "cooperative_innovation",
        "询比 询比采购": "soe_inquiry_comparison",
        "竞价 竞价采购": "soe_auction",
        "直接采购 直采": "soe_direct",
        "谈判 谈判采购": "competitive_negotiation soe_negotiation",
        "招标": "open_tendering invited_tendering",
    },
    "PurchaserKind": {
        "机关 行政机关 政府机关 党政机关": "state_organ",
        "事业 公立医院": "public_institution",
        "团体 群团组织 社会团体": "social_organisation",
        "国企 央企 国有公司": "state_owned_enterprise",
        "民企 私营企业 私企": "private_enterprise",
        "企业": "state_owned_enterprise private_enterprise",
    },
    "Level": {
        "中央级 中央本级": "central",
        "省 省本级 自治区 直辖市": "province",
        "地市级 设区市 设区市级": "city",
        "市 市级 市本级": "city province",
        "县 区 区级 区县级 县区级": "county",
    },
    "Category": {"货物类": "goods", "工程类": "works", "服务类": "services"},
    "EvaluationMethod": {
        "最低评标价": "lowest_evaluated_price",
        "最低价 最低价法": "lowest_evaluated_price reviewed_lowest_price",
        "综合评分": "comprehensive_scoring",
        "综合评估": "comprehensive_assessment",
    },
    "DeclaredRegime": {
        "政府采购法": "government_procurement",
        "招投标 招标投标法": "tendering",
        "自行采购": "own_rules",
    },
    "Against": {"招标文件": "documents", "过程": "process", "结果 中标结果 成交结果 采购结果": "result"},
}
"""Words of the closed lists, by the list; more than one meaning is refused with both."""

ROLES: dict[str, str] = {
    "supplier": "供应商 中标人 成交供应商",
    "bidder": "投标人 投标单位 投标供应商",
    "potential_bidder": "潜在投标人 潜在供应商",
    "interested_party": "利害关系人 其他利害关系人",
    "consortium": "联合体",
    "purchaser": "采购人 采购单位 业主",
    "tenderee": "招标人 招标单位 建设单位",
    "agency": "代理机构 采购代理机构 招标代理机构 集中采购机构",
    "supervisor": "监督部门 行政监督部门 监管部门 财政部门 主管部门",
}
"""Who may ask what holds for them, and what they are called."""
