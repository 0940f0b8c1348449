"""Texts of pages: the report of an audit as one file for a browser and for paper."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS: dict[str, tuple[str, str]] = {
    "page_title": ("采购项目合规核查", "Procurement compliance audit"),
    "page_skip": ("跳到正文", "Skip to the content"),
    "page_files": ("所读文件", "Files read"),
    "page_contents": ("目录", "Contents"),
    "page_words": ("用语说明", "What the words mean"),
    "page_charts": ("图表", "Charts"),
    "page_unread": ("未读取和未计的行", "What was not read"),
    "page_no_name": ("未写明采购人", "purchaser not stated"),
    "page_filter": ("筛选问题", "Filter the findings"),
    "page_filter_text": ("包含文字", "with the words"),
    "page_filter_any": ("全部", "any"),
    "page_filter_reset": ("清除筛选", "Clear"),
    "page_filter_shown": ("显示@条，共#条问题", "@ of # findings shown"),
    "page_no_findings": (
        "按已写明的事实没有发现问题。没有写明的事实未作判断，因此这不表示全部合规。",
        "The facts stated show no finding. What is not stated was not judged, so this does not say that all complies.",
    ),
    "page_no_projects": ("没有读到任何项目。", "No project was read."),
    "page_all_read": ("所有的行都已读取。", "Every row was read."),
    "page_order": (
        "按采购人、项目排列；违反最多的采购人在前。",
        "By purchaser and project; the purchaser with the most breaches first.",
    ),
    "page_more": (
        "另有{0}条未在此列出，工作簿中全部列出。",
        "Not written out here: {0} more. The workbook has all.",
    ),
    "page_gravest": (
        "此处列出最严重的{0}条问题；另有{1}条未在此列出，工作簿中全部列出。",
        "Written out here are the {0} gravest findings; there are {1} more. The workbook has all.",
    ),
    "page_signs": (
        "线索只是值得看一看的情况，可能完全正当；它不指称任何单位或者个人有违法行为。",
        "A sign is only worth a look and may have a perfectly proper reason; it says of nobody that anything "
        "unlawful was done.",
    ),
    "page_by_rule": ("各规则的问题数", "Findings by rule"),
    "page_by_name": ("各采购人的问题数", "Findings by purchaser"),
    "page_by_month": ("各月份的问题数", "Findings by month"),
    "page_by_quarter": ("各季度的问题数", "Findings by quarter"),
    "page_by_year": ("各年份的问题数", "Findings by year"),
    "page_quarter": ("{0}年{1}季度", "{0} Q{1}"),
    "page_by_day_of": (
        "按采购开始的日期（首次公告，没有公告的按合同签订）。",
        "By the day on which the purchase began (of its first notice, else of its contract).",
    ),
    "page_no_day": ("{0}个项目的日期未写明，其{1}条问题未画出。", "Without a known day: projects {0}, findings {1}."),
    "page_first_of": ("图中为前{0}项，共{1}项；全部见下方表格。", "The first {0} of {1}; the table below has more."),
    "page_older": ("图中为最近{0}期；更早的{1}条问题未画出。", "The last {0} periods; earlier findings: {1}."),
    "page_spare": (
        "递交截止时间比法定最短期限多出的天数",
        "Days that deadlines of bids leave beyond the lawful minimum",
    ),
    "page_spare_line": ("法定最短期限", "the lawful minimum"),
    "page_spare_note": (
        "只计法定最短期限和实际日期都已知的递交截止时间，共{0}个，其中短于法定最短期限的{1}个。"
        "可以缩短期限的情形未写明的，短于最短期限不等于违反。",
        "Deadlines whose lawful minimum and actual day are both known: {0}; shorter than the minimum: {1}. "
        "Where a ground for a shorter period may exist, too short is not yet breached.",
    ),
    "page_short": ("短{0}日", "{0} days short"),
    "page_short_over": ("短{0}日以上", "{0}+ days short"),
    "page_exact": ("恰为法定最短", "just the minimum"),
    "page_over": ("多{0}日", "{0} days over"),
    "page_over_most": ("多{0}日以上", "{0}+ days over"),
    "page_below": ("{0}（短于法定）", "{0} (below the minimum)"),
    "page_figures": ("图中数字", "The figures"),
    "page_period": ("期间", "period"),
    "page_deadlines": ("截止时间数", "deadlines"),
    "page_spare_of": ("比法定最短期限", "against the minimum"),
    "page_project": ("项目", "project"),
    "page_presumed": ("推定（{0}项）", "Presumed ({0})"),
    "page_changes": ("如下列情况不同，结论会改变（{0}项）", "Would change it, if otherwise ({0})"),
    "page_show": ("查看{0}项", "show {0}"),
    "page_detail": ("待查明事项", "what is open"),
    "page_foot": (
        "本页由规则逐项核对所列文件生成，是复核的理由，不是定性，也不是法律意见。",
        "This page compares the files named with rules of law. A reason to look; no verdict and no legal advice.",
    ),
}
