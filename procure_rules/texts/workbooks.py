"""Texts of workbooks: the overview of an audit, and the ledger to be filled in."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS: dict[str, tuple[str, str]] = {
    "book_title": ("采购项目合规核查", "Procurement compliance audit"),
    "book_overview": ("概览", "Overview"),
    "book_chart_data": ("图表数据", "Chart data"),
    "book_page": ("第&P页，共&N页", "Page &P of &N"),
    "book_by_rule": ("各规则的问题数", "Findings by rule"),
    "book_by_purchaser": ("各采购人的问题数", "Findings by purchaser"),
    "book_by_month": ("各月份的问题数", "Findings by month"),
    "book_by_year": ("各年份的问题数", "Findings by year"),
    "book_spare": (
        "投标（响应）截止时间比法定最短期限多出的天数",
        "Days that deadlines of bids leave beyond the lawful minimum",
    ),
    "book_first_of": ("图中为前{0}项，共{1}项。", "The first {0} of {1}."),
    "book_by_day": (
        "按采购开始之日：首次公告，没有公告的按合同签订。",
        "By the day on which the purchase began: of its first notice, else of its contract.",
    ),
    "book_no_day": ("另有{0}条问题的日期未写明，未画出。", "Findings without a known day, not drawn: {0}."),
    "book_spare_note": (
        "只计法定最短期限和实际日期都已知的，共{0}个，其中短于法定最短期限的{1}个（红色斜纹）。",
        "Deadlines whose lawful minimum and actual day are both known: {0}; of these too short (red, striped): {1}.",
    ),
    "book_no_purchaser": ("未写明采购人", "purchaser not stated"),
    "book_too_short": ("短于法定最短期限", "shorter than the minimum"),
    "book_long_enough": ("不短于法定最短期限", "not shorter"),
    "book_short_over": ("短{0}日以上", "{0}+ short"),
    "book_short": ("短{0}至{1}日", "{0}–{1} short"),
    "book_over": ("多{0}至{1}日", "{0}–{1}"),
    "book_over_most": ("多{0}日以上", "{0}+"),
    "book_deadlines": ("截止时间数", "deadlines"),
    "ledger_purchases": ("采购台账", "Purchases"),
    "ledger_example": ("示例", "Example"),
    "ledger_how": ("填写说明", "How to fill"),
    "ledger_choices": ("选项", "Choices"),
    "ledger_example_title": (
        "示例：两项虚构的采购。本表不会被读取；请在“采购台账”表中填写。",
        "Two made-up purchases. This sheet is not read: fill in the sheet of purchases.",
    ),
    "ledger_purchaser": ("采购人（招标人）名称", "name of the purchaser or tenderee"),
    "ledger_write_text": ("写文字。", "Text."),
    "ledger_write_id": (
        "写文字；同一项目的各包各占一行，编号相同。",
        "Text. The lots of a project stand in a row each, with the same number.",
    ),
    "ledger_write_of": (
        "与采购台账中的项目编号相同。",
        "The number of the project, as in the sheet of purchases.",
    ),
    "ledger_write_lot": ("不分包的留空。", "Empty where there is one lot only."),
    "ledger_write_place": (
        "写省级简称，如：{0}；中央单位写：{1}。",
        "The short name of the province, as {0}; {1} for central units.",
    ),
    "ledger_write_year": ("写四位数字，如：2026。", "Four digits, as 2026."),
    "ledger_write_amount": ("写数字，单位见列名。", "A number, in yuan."),
    "ledger_write_count": ("写整数。", "A whole number."),
    "ledger_write_date": (
        "写日期，如：2026-03-02；只知道月份的写：2026-03；确知尚未发生的写：尚未发生。",
        "A date, as 2026-03-02; a month, as 2026-03, where no more is known; not_yet where it is known not to have "
        "happened.",
    ),
    "ledger_write_deadline": (
        "写日期，知道时刻的一并写上，如：2026-03-24 09:30。",
        "A date, with the hour where it is known, as 2026-03-24 09:30.",
    ),
    "ledger_write_flag": ("选：是、否；不知道的留空。", "yes or no; empty where it is not known."),
    "ledger_write_choice": ("从下拉列表中选：{0}。", "Choose from the list: {0}."),
    "ledger_invalid": (
        "不在列表中。规则也认识一些通行的写法；不能确定的，请从列表中选。",
        "Not on the list. Some other ways to say it are understood; when in doubt, choose from the list.",
    ),
    "ledger_head_sheet": ("工作表", "sheet"),
    "ledger_head_column": ("列名", "header"),
    "ledger_head_means": ("含义", "meaning"),
    "ledger_head_write": ("怎样写", "how it is written"),
    "ledger_how_rows": (
        "一行写一项采购；分包的，一包一行，项目编号相同。",
        "A row is a purchase; where there are lots, a row is a lot, with the same number of the project.",
    ),
    "ledger_how_known": (
        "只写确实知道的。空格表示不知道，不会被当作没有。",
        "State what is known. An empty cell says that it is not known, never that there is none.",
    ),
    "ledger_how_columns": (
        "用不到的列可以留空或者删去；列的次序可以改动。",
        "Columns that are not needed may stay empty or be deleted; their order is free.",
    ),
    "ledger_how_headers": (
        "列名请勿改动；可以增加规则认识的其他列名。",
        "Leave the headers as they are; further ones that the rules know may be added.",
    ),
    "ledger_how_notes": (
        "每个列名都有批注，写明含义和写法；有固定选项的列有下拉列表。",
        "Each header has a note on what it means and how it is written; columns of fixed words have a list.",
    ),
    "ledger_how_money": (
        "金额写数字，单位为列名中括号内的单位；列名中没有单位的为元。",
        "Amounts are numbers, in yuan.",
    ),
    "ledger_how_dates": (
        "日期写到日；投标截止和开标可以写到分钟。",
        "Dates are to the day; deadline and opening of bids may be to the minute.",
    ),
    "ledger_how_not_yet": (
        "确知尚未发生的事项写“尚未发生”，与不知道的空格不同。",
        "Write not_yet of what is known not to have happened, which is other than an empty cell.",
    ),
    "ledger_how_children": (
        "投标人、质疑、投诉各有一张表，一行一项，以项目编号（分包的另加包号）与采购对应；没有的留空。",
        "Bidders, challenges and complaints have sheets of their own, a row each, tied to the purchase by its number "
        "and lot; leave them empty where not needed.",
    ),
    "ledger_how_example": (
        "“示例”表中的两行可以照样填写；该表和本说明不会被读取。",
        "The two rows of the example show how it looks; that sheet and this one are not read.",
    ),
    "ledger_how_sums": (
        "合计行不必写；写了也不会计入。",
        "Sums are not needed; a line of sums is passed over.",
    ),
    "ledger_how_hidden": (
        "请勿隐藏工作表：隐藏的表不会被读取。",
        "Do not hide sheets: what is hidden is not read.",
    ),
    "ledger_how_all": ("各列一览", "All columns"),
}
