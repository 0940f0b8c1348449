"""A ledger of purchases to be filled in: headers that are understood, with notes, lists to choose from, an example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from procure_rules.facts.regions import CENTRAL
from procure_rules.facts.registry import FieldSpec, all_scopes
from procure_rules.facts.values import Choice
from procure_rules.inputs.columns import MOST_ROWS_ABOVE, understood
from procure_rules.reports.workbook import A3, A4, INK, LINE, fitted, lines_of, new_book, wide
from procure_rules.texts import listed, say

__all__ = ["EXAMPLES", "SHEETS", "ledger_template"]

MADE = dt.date(2026, 1, 1)
"""The day that a template says it was made on: each is the same."""
ROWS = 5_000
"""Rows with lists to choose from."""
PROVINCE = "河南"
HEADERS: dict[str, tuple[tuple[str, str], ...]] = {
    "": (
        ("项目编号", "id"),
        ("项目名称", "title"),
        ("包号", "lot"),
        ("采购人", "purchaser.name"),
        ("单位性质", "purchaser.kind"),
        ("级次", "purchaser.level"),
        ("地区", "purchaser.place"),
        ("预算年度", "year"),
        ("预算项目", "group.budget_item"),
        ("品目", "item"),
        ("采购标的", "subject.name"),
        ("采购类别", "subject.category"),
        ("适用制度", "declared_regime"),
        ("是否财政资金", "funding.budgeted"),
        ("预算金额(万元)", "budget"),
        ("最高限价(万元)", "price_ceiling"),
        ("采购方式", "method"),
        ("采购意向公开日期", "intention_published"),
        ("公告日期", "tender_notice_published"),
        ("采购文件发售开始时间", "tender_documents_issued"),
        ("采购文件发售截止时间", "tender_documents_closed"),
        ("投标截止时间", "bid_deadline"),
        ("开标时间", "bid_opening"),
        ("投标家数", "bidders"),
        ("确定中标人日期", "award_decided"),
        ("中标公告日期", "award_notice_published"),
        ("中标通知书日期", "award_letter_issued"),
        ("中标供应商", "supplier"),
        ("中标金额(万元)", "award.winning_price"),
        ("合同签订日期", "contract_signed"),
        ("合同金额(万元)", "contract_price"),
        ("合同公告日期", "contract_published"),
        ("验收日期", "works_accepted"),
        ("付款日期", "paid"),
    ),
    "bids": (
        ("项目编号", "number"),
        ("包号", "lot"),
        ("投标人", "bidder"),
        ("投标报价(万元)", "bid_price"),
        ("通过资格审查", "passed_qualification"),
        ("通过符合性审查", "passed_conformity"),
        ("是否中标", "is_winner"),
    ),
    "challenges": (
        ("项目编号", "number"),
        ("包号", "lot"),
        ("质疑编号", "id"),
        ("质疑供应商", "by"),
        ("质疑对象", "against"),
        ("收到质疑函", "challenge_received"),
        ("质疑答复", "challenge_answered"),
        ("质疑成立", "challenge_upheld"),
    ),
    "complaints": (
        ("项目编号", "number"),
        ("包号", "lot"),
        ("投诉编号", "id"),
        ("投诉人", "by"),
        ("提起投诉", "complaint_filed"),
        ("收到投诉书", "complaint_received"),
        ("受理投诉", "admitted"),
        ("投诉处理决定", "complaint_decided"),
        ("投诉处理结果", "outcome"),
    ),
}
"""The headers of each sheet in both languages; in English as project files call the facts."""
SHEETS = {"bids": ("投标人", "bids"), "challenges": ("质疑", "challenges"), "complaints": ("投诉", "complaints")}
"""The sheets of entries of a list, by its name; how they are called is how they are known."""
FORMATS = {
    "amount": "#,##0.00##",
    "count": "0",
    "date": "yyyy-mm-dd",
    "event": "yyyy-mm-dd",
    "deadline": "yyyy-mm-dd hh:mm",
    "year": "0",
    "text": "@",
}
TO_THE_MINUTE = ("timeline.bid_opening",)
Value = str | bool | int | float | dt.date | dt.datetime | tuple[str, str] | None
D, T = dt.date, dt.datetime
EXAMPLES: tuple[tuple[Value, ...], ...] = (
    (
        ("示例-001", "EX-001"),
        ("彩色多普勒超声诊断仪采购", "Colour Doppler ultrasound scanner"),
        None,
        ("某市第一人民医院", "First People's Hospital of a city"),
        ("事业单位", "public_institution"),
        ("设区的市级", "city"),
        PROVINCE,
        2026,
        ("医疗设备购置", "medical equipment"),
        ("医疗设备", "medical equipment"),
        ("彩色多普勒超声诊断仪", "colour Doppler ultrasound scanner"),
        ("货物", "goods"),
        ("政府采购", "government_procurement"),
        True,
        520,
        520,
        ("公开招标", "open_tendering"),
        D(2026, 1, 15),
        D(2026, 3, 2),
        D(2026, 3, 2),
        D(2026, 3, 9),
        T(2026, 3, 24, 9, 30),
        T(2026, 3, 24, 9, 30),
        4,
        D(2026, 3, 26),
        D(2026, 3, 27),
        D(2026, 3, 27),
        ("甲公司", "Company A"),
        498,
        D(2026, 4, 14),
        498,
        D(2026, 4, 15),
        D(2026, 6, 10),
        D(2026, 6, 24),
    ),
    (
        ("示例-002", "EX-002"),
        ("门诊楼保洁服务采购", "Cleaning of the outpatient building"),
        None,
        ("某市第一人民医院", "First People's Hospital of a city"),
        ("事业单位", "public_institution"),
        ("设区的市级", "city"),
        PROVINCE,
        2026,
        ("后勤服务", "general services"),
        ("物业管理服务", "property management"),
        ("门诊楼保洁服务", "cleaning of the outpatient building"),
        ("服务", "services"),
        ("政府采购", "government_procurement"),
        True,
        126.5,
        126.5,
        ("竞争性磋商", "competitive_consultation"),
        D(2026, 2, 10),
        D(2026, 4, 1),
        D(2026, 4, 1),
        D(2026, 4, 9),
        T(2026, 4, 15, 9, 30),
        T(2026, 4, 15, 9, 30),
        3,
        D(2026, 4, 17),
        D(2026, 4, 20),
        D(2026, 4, 20),
        ("乙公司", "Company B"),
        118.8,
        D(2026, 5, 8),
        118.8,
        D(2026, 5, 9),
        None,
        None,
    ),
)
"""Two made-up purchases, one value for each header; amounts in units of ten thousand yuan."""
WAN = 10_000


@dataclass(frozen=True, slots=True)
class _Field:
    """A column: its header, what kind of value stands in it, what it means and how it is written."""

    header: str
    kind: str
    means: str
    how: str
    choices: tuple[tuple[str, str], ...] = ()


def ledger_template(lang: str) -> bytes:
    """The ledger in a language, as a workbook. Raises :class:`InputError` without the extra ``audit``."""
    book, out = new_book(MADE, lang)
    made = _Template(book, lang)
    made.write()
    book.close()
    return out.getvalue()


def fields_of(of: str, lang: str) -> tuple[_Field, ...]:
    """The columns of a sheet: of purchases (``""``), or of a list."""
    return tuple(_field(at, pair[lang == "en"], of, lang) for at, pair in enumerate(HEADERS[of]))


def _field(at: int, header: str, of: str, lang: str) -> _Field:
    column = understood(at, header, of)
    if column.own:
        kind = "year" if column.own == "year" else "text"
        how = {"year": "ledger_write_year", "of.id": "ledger_write_of", "of.lot": "ledger_write_lot"}
        means = say(f"audit_own_{column.own}", lang)
        return _Field(header, kind, means, say(how.get(column.own, "ledger_write_text"), lang))
    spec = next(s for s in all_scopes()[column.scope].fields.values() if s.path == column.path)
    means = spec.fact.en if lang == "en" else spec.fact.zh
    if column.fact == "purchaser.name":  # by itself it is called a name
        means = say("ledger_purchaser", lang)
    if spec.kind == "bool":
        yes = (("yes", ""), ("no", "")) if lang == "en" else (("是", ""), ("否", ""))
        return _Field(header, "bool", means, say("ledger_write_flag", lang), yes)
    if spec.choices:
        choices = tuple(_words(spec.choices, lang))
        told = listed((f"{word} ({title})" if title else word for word, title in choices), lang)
        return _Field(header, "choice", means, say("ledger_write_choice", lang, told), choices)
    return _Field(header, _kind(column.fact, spec), means, _how(column.fact, spec, lang))


def _kind(fact: str, spec: FieldSpec) -> str:
    return "deadline" if fact in TO_THE_MINUTE else spec.kind


def _how(fact: str, spec: FieldSpec, lang: str) -> str:
    if fact == "purchaser.place":
        return say("ledger_write_place", lang, PROVINCE, CENTRAL)
    if fact == "lot":
        return say("ledger_write_lot", lang)
    if fact == "id" and spec.fact.zh == "项目编号":
        return say("ledger_write_id", lang)
    how = {
        "amount": "ledger_write_amount",
        "count": "ledger_write_count",
        "event": "ledger_write_date",
        "date": "ledger_write_date",
        "deadline": "ledger_write_deadline",
    }
    return say(how.get(_kind(fact, spec), "ledger_write_text"), lang)


def _words(choices: type[Choice], lang: str) -> Iterator[tuple[str, str]]:
    """What is chosen from: Chinese titles; in English the words that are read, each with its title."""
    for one in choices:
        plain = lang == "zh" or one.en == one.value
        yield (one.zh if lang == "zh" else one.value), ("" if plain else one.en)


class _Template:
    """Writes the sheets of a ledger."""

    def __init__(self, book: Any, lang: str) -> None:
        self.book, self.lang, self.en = book, lang, lang == "en"
        self.lists: dict[tuple[str, ...], str] = {}
        ground = {"bold": True, "font_color": "#FFFFFF", "bg_color": INK["head"], "text_wrap": True}
        self.head = book.add_format(ground | {"border": 1, "border_color": INK["line"], "valign": "vcenter"})
        self.title = book.add_format({"bold": True, "font_size": 13, "font_color": INK["head"], "valign": "vcenter"})
        self.text = book.add_format({"text_wrap": True, "border": 1, "border_color": INK["line"]})
        self.plain = book.add_format({"text_wrap": True})
        shapes = {
            k: {"num_format": f} | ({"align": "left"} if k == "year" or "yyyy" in f else {}) for k, f in FORMATS.items()
        }
        self.formats = {k: book.add_format(shape) for k, shape in shapes.items()}
        example = {"italic": True, "font_color": INK["grey"]}
        self.examples = {k: book.add_format(example | shape) for k, shape in shapes.items()}
        self.grey = book.add_format(example)

    def write(self) -> None:
        """The purchases, the example, a sheet for each list, how to fill in, the words to choose from."""
        sheets = {"": self._add("ledger_purchases")}
        example = self._add("ledger_example")
        sheets |= {of: self.book.add_worksheet(pair[self.en]) for of, pair in SHEETS.items()}
        how = self._add("ledger_how")
        self.words = self._add("ledger_choices")
        self.words.hide()
        for of, sheet in sheets.items():
            fields = fields_of(of, self.lang)
            self._headers(sheet, 0, fields)
            for at, one in enumerate(fields):
                self._list(sheet, at, one)
            sheet.freeze_panes(1, 0 if of else 2)
            sheet.ignore_errors({"number_stored_as_text": "A1:B1048576"})
            self._print_set_up(sheet, wide_=not of)
        self._example(example)
        self._how(how)
        sheets[""].activate()

    def _add(self, key: str) -> Any:
        return self.book.add_worksheet(say(key, self.lang))

    def _headers(self, sheet: Any, row: int, fields: Sequence[_Field]) -> None:
        for at, one in enumerate(fields):
            width = fitted(max(*wide(one.header), 14 if one.kind == "deadline" else 10), 24)
            sheet.set_column(at, at, width, self.formats.get(one.kind))
            sheet.write_string(row, at, one.header, self.head)
            text = f"{one.means}\n{one.how}"
            size = {"x_scale": 2.2, "y_scale": max(0.6, 0.24 * lines_of(text, 36)), "font_size": 9}
            sheet.write_comment(row, at, text, size | {"author": "", "color": "#FFFBE6"})
        sheet.set_row(row, 2 * LINE[self.lang] + 6)

    def _list(self, sheet: Any, at: int, one: _Field) -> None:
        if not one.choices:
            return
        options = {
            "validate": "list",
            "source": self._source(tuple(word for word, _ in one.choices)),
            "error_type": "warning",
            "error_title": one.header[:32],
            "error_message": say("ledger_invalid", self.lang)[:255],
        }
        sheet.data_validation(1, at, ROWS, at, options)

    def _source(self, words: tuple[str, ...]) -> str:
        """Where the words to choose from stand; the same words once."""
        if words not in self.lists:
            column = len(self.lists)
            for row, word in enumerate(words):
                self.words.write_string(row, column, word)
            letter = chr(ord("A") + column)
            self.lists[words] = f"='{self.words.get_name()}'!${letter}$1:${letter}${len(words)}"
        return self.lists[words]

    def _example(self, sheet: Any) -> None:
        """The headers stand lower than a reader looks for any, so that nobody takes the example for purchases."""
        fields = fields_of("", self.lang)
        sheet.write_string(0, 0, say("ledger_example_title", self.lang), self.title)
        sheet.set_row(0, 24)
        for row in range(1, MOST_ROWS_ABOVE):
            sheet.set_row(row, None, None, {"hidden": True})
        top = MOST_ROWS_ABOVE
        self._headers(sheet, top, fields)
        for row, values in enumerate(EXAMPLES, top + 1):
            for at, (one, value) in enumerate(zip(fields, values, strict=True)):
                self._value(sheet, row, at, one, value)
        widths = [
            fitted(max(*wide(f.header), *(self._wide(v[at]) for v in EXAMPLES)), 34) for at, f in enumerate(fields)
        ]
        for at, (one, width) in enumerate(zip(fields, widths, strict=True)):
            sheet.set_column(at, at, width, self.formats.get(one.kind))
        sheet.freeze_panes(top + 1, 2)
        self._print_set_up(sheet, wide_=True)

    def _wide(self, value: Value) -> int:
        text = value[self.en] if isinstance(value, tuple) else str(value or "")
        return max(wide(text))

    def _value(self, sheet: Any, row: int, at: int, one: _Field, value: Value) -> None:
        style = self.examples.get(one.kind, self.grey)
        if isinstance(value, tuple):
            value = value[self.en]
        if isinstance(value, bool):
            sheet.write_string(row, at, one.choices[0 if value else 1][0], style)
        elif isinstance(value, str):
            sheet.write_string(row, at, value, style)
        elif isinstance(value, dt.datetime):
            sheet.write_datetime(row, at, value, style)
        elif isinstance(value, dt.date):
            sheet.write_datetime(row, at, dt.datetime.combine(value, dt.time()), style)
        elif value is not None:
            sheet.write_number(row, at, value * WAN if self.en and one.kind == "amount" else value, style)

    def _how(self, sheet: Any) -> None:
        """What is to be known, a line each, then every column: lower than a reader looks for headers."""
        say_ = [say(key, self.lang) for key in HOW]
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 26)
        sheet.set_column(2, 2, 40)
        sheet.set_column(3, 3, 70)
        sheet.write_string(0, 0, say("ledger_how", self.lang), self.title)
        sheet.set_row(0, 24)
        for row, text in enumerate(say_, 1):
            sheet.merge_range(row, 0, row, 3, "", self.plain)
            sheet.write_string(row, 0, text, self.plain)
            sheet.set_row(row, lines_of(text, 150) * LINE[self.lang] + 4)
        row = max(len(say_) + 2, MOST_ROWS_ABOVE)
        sheet.write_string(row, 0, say("ledger_how_all", self.lang), self.title)
        keys = ("ledger_head_sheet", "ledger_head_column", "ledger_head_means", "ledger_head_write")
        for at, key in enumerate(keys):
            sheet.write_string(row + 1, at, say(key, self.lang), self.head)
        row += 2
        for of in HEADERS:
            name = SHEETS[of][self.en] if of else say("ledger_purchases", self.lang)
            for one in fields_of(of, self.lang):
                for at, text in enumerate((name, one.header, one.means, one.how)):
                    sheet.write_string(row, at, text, self.text)
                most = max(lines_of(one.header, 26), lines_of(one.means, 40), lines_of(one.how, 70))
                sheet.set_row(row, most * LINE[self.lang] + 4)
                row += 1
        self._print_set_up(sheet)

    def _print_set_up(self, sheet: Any, *, wide_: bool = False) -> None:
        sheet.set_landscape()
        sheet.set_paper(A3 if wide_ else A4)
        sheet.fit_to_pages(2 if wide_ else 1, 0)
        if wide_:
            sheet.repeat_columns(0, 1)
        sheet.set_footer(f"&C{say('book_page', self.lang)}")


HOW = (
    "ledger_how_rows",
    "ledger_how_known",
    "ledger_how_columns",
    "ledger_how_headers",
    "ledger_how_notes",
    "ledger_how_money",
    "ledger_how_dates",
    "ledger_how_not_yet",
    "ledger_how_children",
    "ledger_how_example",
    "ledger_how_sums",
    "ledger_how_hidden",
)
