"""An audit as a workbook: an overview with charts, and a sheet for each table. What others wrote stays text: no cell is
ever a formula or a link.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from procure_rules.answers.findings import SEVERITIES
from procure_rules.audit.result import Audit
from procure_rules.audit.rows import Cell, Table, counts, tables
from procure_rules.errors import InputError, Problem
from procure_rules.texts import label, printable, say

__all__ = ["A3", "A4", "INK", "LINE", "fitted", "lines_of", "new_book", "safe", "wide", "workbook"]

MOST_ROWS = 1_048_575
"""Of a sheet, below its head."""
MOST_TEXT = 32_767
"""Of a cell, in units of UTF-16."""
LEAST_WIDE, MOST_WIDE = 8, 60
MOST_LINES = 12
"""To which a row is opened; what is longer is read in the cell."""
LINE = {"zh": 13.8, "en": 12.8}
"""The height of a line, in points."""
SAMPLE = 2_000
"""Rows by which the widths of columns are measured."""
INK = {"head": "#1F3A5F", "grey": "#595959", "line": "#D0D5DB", "pale": "#F3F5F8"}
SOFT = {"breach": ("#FBE0DD", "#8C1D13"), "risk": ("#FDF0CF", "#6B4A00"), "info": ("#E1ECF7", "#1F4E79")}
"""Ground and ink of the cell of a severity."""
BAR = {
    "breach": ("#C0392B", "", ""),
    "risk": ("#A86A12", "wide_upward_diagonal", "#FBE3AE"),
    "info": ("#2F6DA8", "dotted_diamond", "#DCE9F5"),
    "below": ("#C0392B", "wide_upward_diagonal", "#FBE0DD"),
    "above": ("#2F6DA8", "", ""),
}
"""Colour, pattern and ground of bars: they are told apart without colour, too."""
FROZEN = {"findings": 3, "projects": 3}
NARROW = {
    "number": 18,
    "title": 26,
    "purchaser": 22,
    "where": 18,
    "owed_by": 14,
    "finding": 30,
    "reason": 36,
    "basis": 34,
    "presumed": 40,
    "follows": 36,
    "check": 34,
    "law": 24,
    "unchecked": 40,
    "contradictions": 44,
    "ask": 36,
    "rule": 30,
    "origin": 24,
}
"""Columns that are to be no wider than that, so that a row fits on a page."""
NUMBERS = {"number": "#,##0", "part": "#,##0.0#", "year": "0", "value": "#,##0"}
WIDE_TABLES = ("findings", "projects")
NO_XML = re.compile("[\ufffe\uffff]")
A3, A4 = 8, 9


def workbook(audit: Audit, lang: str) -> bytes:
    """An audit as a workbook in a language. The same audit gives the same bytes. Raises :class:`InputError` without the
    extra ``audit``.
    """
    book, out = new_book(audit.receipt.as_of, lang)
    made = tables(audit, lang)
    overview = book.add_worksheet(say("book_overview", lang))
    styles = _Styles(book, lang)
    for one in made:
        for part, rows in enumerate(_parts(one.rows)):
            name = f"{one.title} {part + 1}" if part else one.title
            _sheet(book.add_worksheet(name), one, rows, styles)
    _Overview(book, overview, styles, audit, lang, {t.name: t for t in made}).write()
    book.close()
    return out.getvalue()


def new_book(as_of: dt.date, lang: str) -> tuple[Any, io.BytesIO]:
    """A workbook made in memory in which strings stay strings, and what it is written to."""
    try:
        import xlsxwriter
    except ImportError:
        zh = "写工作簿需要安装附加组件：pip install 'procure-rules[audit]'"
        en = "to write workbooks, install the extra: pip install 'procure-rules[audit]'"
        raise InputError([Problem("", "", zh, en)]) from None
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {
            "font_name": "微软雅黑" if lang == "zh" else "Calibri",
            "font_size": 10,
            "valign": "top",
        },
    }
    book = xlsxwriter.Workbook(out, options)
    day = dt.datetime.combine(as_of, dt.time())
    book.set_properties({"title": say("book_title", lang), "created": day})
    return book, out


# cells ------------------------------------------------------------------------------------------------------------
@lru_cache(maxsize=65_536)
def safe(text: str) -> str:
    """A text as a cell holds it: what hides or turns text is written out, what is too long is cut."""
    lines = (one if one.isprintable() else printable(NO_XML.sub("\ufffd", one)) for one in text.split("\n"))
    made = "\n".join(lines)
    if len(made.encode("utf-16-le", "backslashreplace")) // 2 > MOST_TEXT:
        made = made.encode("utf-16-le")[: 2 * MOST_TEXT - 2].decode("utf-16-le", "ignore") + "…"
    return made


@lru_cache(maxsize=65_536)
def wide(text: str) -> tuple[int, ...]:
    """How wide each line of a text is, in digits."""
    return tuple(len(one) + sum(c > "\u2e7f" for c in one) for one in text.split("\n"))


def fitted(widest: int, most: int = MOST_WIDE) -> int:
    """The width of a column by its widest line."""
    return max(LEAST_WIDE, min(widest + 2, most))


def lines_of(text: str, width: float) -> int:
    """In how many lines a text stands in a cell of a width; a word that does not fit goes to the next line."""
    return sum(max(1, math.ceil(one / max(width - 1, 1))) for one in wide(text))


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any, lang: str) -> None:
        self.book, self.lang, self.line = book, lang, LINE[lang]
        self.words = {say(f"severity_{s}", lang): s for s in SEVERITIES}

    @cache  # noqa: B019  (as long as the workbook is written)
    def of(self, kind: str) -> Any:
        """``head``, ``text``, ``date``, a kind of number, or the word of a severity."""
        shape: dict[str, object] = {"valign": "top", "border": 1, "border_color": INK["line"]}
        if kind == "head":
            ground = {"font_color": "#FFFFFF", "bg_color": INK["head"]}
            shape |= ground | {"bold": True, "text_wrap": True, "valign": "vcenter"}
        elif kind in SOFT:
            shape |= {"bold": True, "bg_color": SOFT[kind][0], "font_color": SOFT[kind][1]}
        elif kind in NUMBERS:
            shape |= {"num_format": NUMBERS[kind], "align": "left" if kind == "value" else "right"}
        elif kind == "date":
            shape |= {"num_format": "yyyy-mm-dd", "align": "left"}
        else:
            shape |= {"text_wrap": True}
        return self.book.add_format(shape)


# tables -----------------------------------------------------------------------------------------------------------
def _parts(rows: Sequence[tuple[Cell, ...]]) -> Iterator[Sequence[tuple[Cell, ...]]]:
    """What goes on a sheet each; one at least."""
    for at in range(0, len(rows) or 1, MOST_ROWS):
        yield rows[at : at + MOST_ROWS]


def _sheet(sheet: Any, table: Table, rows: Sequence[tuple[Cell, ...]], styles: _Styles) -> None:
    widths = [_width(table, at, rows) for at in range(len(table.head))]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    head = styles.of("head")
    for at, text in enumerate(table.head):
        sheet.write_string(0, at, safe(text), head)
    # a filter button takes the room of two letters
    most = max(lines_of(text, width - 3) for text, width in zip(table.head, widths, strict=True))
    sheet.set_row(0, min(most, 3) * styles.line + 8)
    for number, row in enumerate(rows, 1):
        _row(sheet, number, table.keys, row, widths, styles)
    sheet.freeze_panes(1, FROZEN.get(table.name, 0))
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{len(rows) + 1}"})
    sheet.autofilter(0, 0, len(rows), len(table.head) - 1)
    _print_set_up(sheet, table.title, A3 if table.name in WIDE_TABLES else A4, styles.lang)
    sheet.repeat_rows(0)


def _width(table: Table, at: int, rows: Sequence[tuple[Cell, ...]]) -> int:
    head = max(wide(table.head[at]))
    texts = [row[at] for row in rows[:SAMPLE]]
    widest = max((max(wide(_shown(c))) for c in texts if c is not None), default=0)
    # a long head is wrapped; two letters are taken by the button of the filter
    most = NARROW.get(table.keys[at], MOST_WIDE) if table.name in WIDE_TABLES else MOST_WIDE
    return fitted(max(widest, min(head, 12) + 2), most)


def _shown(cell: Cell) -> str:
    return cell if isinstance(cell, str) else f"{cell:,}" if isinstance(cell, int | float) else str(cell)


def _row(sheet: Any, at: int, keys: Sequence[str], row: Sequence[Cell], widths: Sequence[int], styles: _Styles) -> None:
    lines = 1
    for column, (key, cell) in enumerate(zip(keys, row, strict=True)):
        if isinstance(cell, str):
            text = safe(cell)
            kind = styles.words.get(cell, "text") if key == "verdict" else "text"
            sheet.write_string(at, column, text, styles.of(kind))
            lines = max(lines, lines_of(text, widths[column]))
        elif isinstance(cell, dt.date):
            sheet.write_datetime(at, column, dt.datetime.combine(cell, dt.time()), styles.of("date"))
        elif cell is None:
            sheet.write_blank(at, column, None, styles.of("text"))
        else:
            kind = key if key in ("year", "value") else "number" if isinstance(cell, int) else "part"
            sheet.write_number(at, column, cell, styles.of(kind))
    sheet.set_row(at, min(lines, MOST_LINES) * styles.line + 5)


def _print_set_up(sheet: Any, title: str, paper: int, lang: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    if title:
        sheet.set_header(f"&L{title.replace('&', '&&')}")
    sheet.set_footer(f"&C{say('book_page', lang)}")


# the overview -----------------------------------------------------------------------------------------------------
MEANS = ("audit_means_breach", "audit_means_risk", "audit_means_sign", "audit_means_undetermined")
ACROSS = 14
"""Columns of the overview: two for each count, seven for each chart."""
COLUMN, PIXELS = 11.5, 86
CHART_ROWS, ROW_PIXELS = 17, 20
MOST_BARS = 12
MOST_MONTHS = 36
MOST_UPRIGHT = 8
"""Labels under columns that have room to stand upright."""
MOST_LABEL = 40
STEP = 5
SHORTEST, LONGEST = -11, 30
"""From which the days that a deadline leaves are counted together."""


@dataclass(frozen=True, slots=True)
class _Chart:
    """A chart: bars by label, in series (a word for its colour and pattern, and its name), and what is said below."""

    title: str
    kind: str
    series: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    note: str = ""
    axis: str = ""


class _Overview:
    def __init__(
        self, book: Any, sheet: Any, styles: _Styles, audit: Audit, lang: str, made: Mapping[str, Table]
    ) -> None:
        self.book, self.sheet, self.styles = book, sheet, styles
        self.audit, self.lang, self.tables = audit, lang, made

    def write(self) -> None:
        """Title, counts, words, charts."""
        sheet, receipt = self.sheet, self.audit.receipt
        sheet.hide_gridlines(2)
        sheet.set_column(0, ACROSS - 1, COLUMN)
        self._across(0, say("book_title", self.lang), {"font_size": 18, "bold": True, "font_color": INK["head"]}, 30)
        days = [label("audit_as_of", str(receipt.as_of), self.lang)]
        days.append(label("audit_known_at", str(receipt.known_at), self.lang))
        days.append(label("audit_version", receipt.version, self.lang))
        self._across(1, "    ".join(days), {"font_color": INK["grey"]}, 18)
        self._counts(3)
        row = 6
        for key in MEANS:
            text = say(key, self.lang)
            height = self.styles.line * lines_of(text, ACROSS * COLUMN)
            self._across(row, text, {"text_wrap": True}, height + 4)
            row += 1
        self._charts(row + 1)
        sheet.set_first_sheet()
        sheet.activate()
        _print_set_up(sheet, "", A4, self.lang)
        sheet.fit_to_pages(1, 1)

    def _across(self, row: int, text: str, shape: dict[str, object], height: float) -> None:
        style = self.book.add_format({"valign": "vcenter"} | shape)
        self.sheet.merge_range(row, 0, row, ACROSS - 1, "", style)
        self.sheet.write_string(row, 0, safe(text), style)
        self.sheet.set_row(row, height)

    def _counts(self, row: int) -> None:
        """A number each, its name below."""
        self.sheet.set_row(row, 32)
        self.sheet.set_row(row + 1, 20)
        for at, (name, number) in enumerate(counts(self.audit).items()):
            soft = {"breaches": "breach", "rejected": "risk"}.get(name, "") if number else ""
            ground, ink = SOFT.get(soft, (INK["pale"], INK["head"]))
            shape = {"align": "center", "bg_color": ground, "font_color": ink}
            big = self.book.add_format(shape | {"font_size": 18, "bold": True, "valign": "vcenter"})
            big.set_num_format("#,##0")
            small = self.book.add_format(shape)
            for line, style in enumerate((big, small)):
                self.sheet.merge_range(row + line, 2 * at, row + line, 2 * at + 1, "", style)
            self.sheet.write_number(row, 2 * at, number, big)
            self.sheet.write_string(row + 1, 2 * at, say(f"audit_count_{name}", self.lang), small)

    # charts
    def _charts(self, top: int) -> None:
        """Two in a row, the figures on a hidden sheet."""
        charts = [c for c in (self._by_rule(), self._by_purchaser(), self._by_month(), self._spare()) if c is not None]
        if not charts:
            return
        data = self.book.add_worksheet(say("book_chart_data", self.lang))
        data.hide()
        below = self.book.add_format({"font_color": INK["grey"], "font_size": 9, "text_wrap": True})
        first = 0
        for number, one in enumerate(charts):
            row, column = top + number // 2 * (CHART_ROWS + 2), number % 2 * (ACROSS // 2)
            drawn = self._draw(one, data, first)
            first += len(one.rows) + 2
            said = "; ".join(f"{name} {sum(values)}" for name, values in one.rows)
            place = {"object_position": 1, "description": f"{one.title}. {said}"[:1_000]}
            self.sheet.insert_chart(row, column, drawn, place)
            if one.note:
                self.sheet.merge_range(row + CHART_ROWS, column, row + CHART_ROWS, column + 5, "", below)
                self.sheet.write_string(row + CHART_ROWS, column, one.note, below)
                self.sheet.set_row(row + CHART_ROWS, 2 * self.styles.line)
        for row in range(top, top + (len(charts) + 1) // 2 * (CHART_ROWS + 2)):
            if (row - top) % (CHART_ROWS + 2) != CHART_ROWS:
                self.sheet.set_row_pixels(row, ROW_PIXELS)

    def _draw(self, one: _Chart, data: Any, first: int) -> Any:
        data.write_string(first, 0, one.title)
        for at, (_, name) in enumerate(one.series, 1):
            data.write_string(first, at, name)
        # bars that lie are drawn from the foot
        lies = one.kind == "bar"
        for row, (name, values) in enumerate(one.rows[::-1] if lies else one.rows, first + 1):
            data.write_string(row, 0, safe(name))
            for at, value in enumerate(values, 1):
                data.write_number(row, at, value)
        last, sheet = first + len(one.rows), say("book_chart_data", self.lang)
        chart = self.book.add_chart({"type": one.kind, "subtype": "stacked"})
        for at, (word, _) in enumerate(one.series, 1):
            if not any(values[at - 1] for _, values in one.rows):
                continue
            colour, pattern, ground = BAR[word]
            fill = {"pattern": {"pattern": pattern, "fg_color": colour, "bg_color": ground}} if pattern else {}
            chart.add_series(
                {
                    "name": [sheet, first, at],
                    "categories": [sheet, first + 1, 0, last, 0],
                    "values": [sheet, first + 1, at, last, at],
                    "gap": 40,
                    "overlap": 100,
                    "border": {"color": colour, "width": 0.75},
                }
                | (fill or {"fill": {"color": colour}})
            )
        most = max(sum(values) for _, values in one.rows)
        step = _step(most)
        small = {"size": 9, "color": "#333333"}
        slanted = small | {"rotation": -45} if not lies and len(one.rows) > MOST_UPRIGHT else small
        names = {"num_font": slanted, "line": {"color": "#8A939E"}, "major_tick_mark": "none", "interval_unit": 1}
        numbers = {
            "num_font": small,
            "num_format": "#,##0",
            "min": 0,
            "max": math.ceil(most / step) * step,
            "major_unit": step,
            "line": {"none": True},
            "major_tick_mark": "none",
            "major_gridlines": {"visible": True, "line": {"color": "#E3E6EA", "width": 0.75}},
        }
        if one.axis:
            numbers |= {"name": one.axis, "name_font": {"size": 9, "bold": False, "color": "#333333"}}
        if lies:  # else programs leave little room for names, and drop each second one
            chart.set_plotarea({"layout": {"x": 0.42, "y": 0.13, "width": 0.54, "height": 0.68}})
        (chart.set_y_axis if lies else chart.set_x_axis)(names)
        (chart.set_x_axis if lies else chart.set_y_axis)(numbers)
        chart.set_title({"name": one.title, "name_font": {"size": 12, "bold": True, "color": INK["head"]}})
        chart.set_legend({"position": "bottom", "font": small})
        chart.set_chartarea({"border": {"color": INK["line"]}})
        chart.set_size({"width": PIXELS * ACROSS // 2 - 12, "height": CHART_ROWS * ROW_PIXELS - 4})
        chart.show_hidden_data()
        return chart

    def _severities(self) -> tuple[tuple[str, str], ...]:
        return tuple((s, say(f"severity_{s}", self.lang)) for s in SEVERITIES)

    def _ranked(self, key: str, rows: Iterable[tuple[str, tuple[int, ...]]]) -> _Chart | None:
        found = [row for row in rows if any(row[1])]
        if not found:
            return None
        cut = len(found) > MOST_BARS
        note = say("book_first_of", self.lang, MOST_BARS, len(found)) if cut else ""
        kept = tuple((_short(name), values) for name, values in found[:MOST_BARS])
        return _Chart(say(key, self.lang), "bar", self._severities(), kept, note)

    def _by_rule(self) -> _Chart | None:
        return self._ranked("book_by_rule", self._sums("by_rule", "finding"))

    def _by_purchaser(self) -> _Chart | None:
        return self._ranked("book_by_purchaser", self._sums("by_purchaser", "purchaser"))

    def _sums(self, name: str, by: str) -> Iterator[tuple[str, tuple[int, ...]]]:
        if name not in self.tables:
            return
        table = self.tables[name]
        at, numbers = table.keys.index(by), [table.keys.index(k) for k in ("breaches", "risks", "infos")]
        for row in table.rows:
            said = str(row[at] or say("book_no_purchaser", self.lang))
            yield said, tuple(int(n) if isinstance(n := row[i], int) else 0 for i in numbers)

    def _by_month(self) -> _Chart | None:
        """By month, by year where there are very many; months without any between others are there, too."""
        number: Counter[tuple[int, str]] = Counter()
        unknown = 0
        for project, one in self.audit.findings:
            if project.day is None:
                unknown += 1
            else:
                number[project.day.year * 12 + project.day.month - 1, one.severity] += 1
        if not number:
            return None
        months = [month for month, _ in number]
        first, last, key = min(months), max(months), "book_by_month"
        if last - first >= MOST_MONTHS:
            key, first, last = "book_by_year", first // 12, last // 12
            years: Counter[tuple[int, str]] = Counter()
            for (month, severity), n in number.items():
                years[month // 12, severity] += n
            number = years
        rows = tuple(
            (
                f"{at // 12}-{at % 12 + 1:02d}" if key == "book_by_month" else str(at),
                tuple(number[at, s] for s in SEVERITIES),
            )
            for at in range(first, last + 1)
        )
        note = say("book_by_day", self.lang)
        if unknown:
            note += ("" if self.lang == "zh" else " ") + say("book_no_day", self.lang, unknown)
        return _Chart(say(key, self.lang), "column", self._severities(), rows, note)

    def _spare(self) -> _Chart | None:
        """How many deadlines leave how many days beyond the least; those below it are marked."""
        days = [n for p in self.audit.projects for n in p.spare]
        if not days:
            return None
        number = Counter(max(SHORTEST, min(n, LONGEST)) // STEP for n in days)
        bins = range(min(*number, -1), max(*number, 0) + 1)
        rows = tuple((self._bin(at), (number[at], 0) if at < 0 else (0, number[at])) for at in bins)
        series = (("below", "book_too_short"), ("above", "book_long_enough"))
        note = say("book_spare_note", self.lang, len(days), sum(n < 0 for n in days))
        said = tuple((word, say(key, self.lang)) for word, key in series)
        axis = say("book_deadlines", self.lang)
        return _Chart(say("book_spare", self.lang), "column", said, rows, note, axis)

    def _bin(self, at: int) -> str:
        low, high = at * STEP, at * STEP + STEP - 1
        if low >= LONGEST:
            return say("book_over_most", self.lang, LONGEST)
        if low <= SHORTEST:
            return say("book_short_over", self.lang, -SHORTEST)
        return say("book_short", self.lang, -high, -low) if high < 0 else say("book_over", self.lang, low, high)


def _step(most: int) -> int:
    """Between the lines of a chart: a whole, round number."""
    size = 1
    while True:
        for n in (1, 2, 5):
            if n * size * 6 >= most:
                return n * size
        size *= 10


def _short(name: str) -> str:
    """A label of a bar, no longer than there is room, and in one line: a label of two hides the next."""
    name = " ".join(name.split()).replace(" ", "\N{NO-BREAK SPACE}")
    if max(wide(name)) <= MOST_LABEL:
        return name
    kept, used = "", 0
    for c in name:
        used += 2 if c > "\u2e7f" else 1
        if used > MOST_LABEL - 2:
            break
        kept += c
    return f"{kept}…"
