"""How the columns of a sheet are understood: by names and titles of facts, by what else people write, or by a map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from procure_rules.facts.choice import Choice
from procure_rules.facts.keys import english, nearest, plain
from procure_rules.facts.procedure import Procedure
from procure_rules.facts.project import Project
from procure_rules.facts.registry import FieldSpec, all_scopes
from procure_rules.inputs.sheets import Cell, Sheet
from procure_rules.texts import Text

__all__ = ["OWN", "Column", "Headers", "blank", "child_list", "headers_of", "understood"]

OWN = {
    "supplier": "中标供应商 成交供应商 中标人 成交人 中标单位 成交单位 中标商 供应商名称 "
    "中标供应商名称 成交供应商名称 中标人名称 中标成交供应商 中标成交供应商名称 供应商 合同供应商 乙方 supplier winner",
    "item": "品目 采购品目 品目名称 品目编码 采购目录 目录品目 品目分类 item",
    "year": "年度 预算年度 采购年度 财政年度 会计年度 year",
    "budget_item": "预算项目 预算项目名称 项目支出名称",
}
"""What a ledger says of purchases among one another, and no fact of one of them."""
MORE = {
    "id": "采购项目编号 招标编号 采购编号 招标项目编号 number",
    "title": "采购项目名称 招标项目名称 名称 项目",
    "timeline.tender_notice_published": "公告发布日期 公告发布时间 发公告日期 挂网日期 挂网时间",
    "timeline.award_notice_published": "中标公告时间 成交公告日期 成交公告时间",
    "timeline.single_source_publicity_started": "单一来源公示日期 单一来源公示开始日期",
    "timeline.tender_documents_issued": "采购文件发售开始时间 文件发售开始时间 采购文件发售开始日期 "
    "文件发售日期 采购文件发放日期",
    "timeline.tender_documents_closed": "采购文件发售截止时间 文件发售截止时间 采购文件发售截止日期",
    "subject.category": "项目类型 项目属性 采购项目类型 标的类型 类别 采购类型 货物服务工程",
    "funding.budgeted": "是否财政资金 是否财政性资金 财政性资金",
    "procedures.contract_price": "合同金额 合同总额 签约金额",
    "purchaser.name": "单位名称 预算单位 采购人单位",
}
_OF_GROUPS = {"group.year": "year", "group.budget_item": "budget_item", "group.item_category": "item"}
_KEYS: Mapping[tuple[str, ...], str] = {("id",): "of.id", ("lot",): "of.lot"}
"""By which the rows of another sheet say to what purchase they belong."""
NOTES = "序号 备注 说明 联系人 联系电话 联系方式 地址 项目负责人 经办人 no remark remarks note notes"
"""Columns that no rule could read, and that nobody expects one to."""

UNITS = {u: u for u in ("元", "万元", "亿元", "%", "‰")} | {"万": "万元", "亿": "亿元", "人民币元": "元", "％": "%"}
_UNIT = re.compile(r"[（(\[【/·:：,，]?\s*(?:单位\s*[:：])?\s*(人民币元|万元|亿元|元|万|亿|%|％|‰)\s*[)）\]】]?\s*$")
_UNIT_ABOVE = re.compile(r"(?:金额)?单位\s*[:：]\s*(?:人民币)?\s*(万元|亿元|元)")
_BLANK = frozenset(("", "/", "\\", "-", "--", "—", "——", "－", "～", "不详", "未知", "待定", "暂无", "无数据"))
_BLANK |= {"n/a", "na", "#n/a", "null", "none"}
MOST_ROWS_ABOVE = 12
STRANGE = Text("没有这个事实", "no such fact")


def blank(cell: Cell) -> bool:
    """Whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in _BLANK)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: at which place, under which header, and which fact of which scope it states. ``path`` is that of a
    project file, from the scope on; without one the column is not heard, for a reason (``why``); with ``own`` it is
    the ledger's own.
    """

    at: int
    header: str
    path: tuple[str, ...] = ()
    scope: str = ""
    kind: str = ""
    title: Text | None = None
    unit: str = ""
    own: str = ""
    why: Text | None = None
    choices: type[Choice] | None = None

    @property
    def fact(self) -> str:
        """The fact as it is written, or the ledger's own word."""
        return ".".join(self.path) or self.own


@dataclass(frozen=True, slots=True)
class Headers:
    """The row of headers: its place among the rows of the sheet (from 0), its columns, and whose rows follow: of
    purchases (``""``), or the name of the list whose entries they are.
    """

    at: int
    columns: tuple[Column, ...]
    of: str = ""

    @property
    def heard(self) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.path or c.own)

    def column(self, fact: str) -> Column | None:
        return next((c for c in self.columns if c.fact == fact), None)


# which fact a header names ----------------------------------------------------------------------------------------
@cache
def _more() -> Mapping[str, tuple[str, ...]]:
    return {plain(w): tuple(path.split(".")) for path, words in MORE.items() for w in words.split()}


@cache
def _own() -> Mapping[str, str]:
    return {plain(w).casefold(): name for name, words in OWN.items() for w in words.split()}


@cache
def _notes() -> frozenset[str]:
    return frozenset(plain(w).casefold() for w in NOTES.split())


@cache
def _specs(scope: str) -> Mapping[tuple[str, ...], FieldSpec]:
    return {spec.path: spec for spec in all_scopes()[scope].fields.values()}


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    """Facts of a project and its procedure by the names that rules and answers use, each if it is the only one."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for scope in ("project", "procedure"):
        for spec in all_scopes()[scope].fields.values():
            for name in {spec.name, ".".join(spec.path)}:
                found.setdefault(name, []).append(spec.path)
    return {name: paths[0] for name, paths in found.items() if len(set(paths)) == 1}


def child_list(name: str) -> str:
    """The list (``bids``, ``challenges`` …) whose entries a sheet of this name holds; empty for any other."""
    key = plain(name)
    if key in _lists():
        return key
    found = english({key: [{}]}).data if not key.isascii() else {}
    return next((k for k in found if k in _lists()), "")


@cache
def _lists() -> Mapping[str, tuple[str, str]]:
    """The lists of a project and its procedures: in which scope each stands, and the scope of its entries."""
    return {
        ".".join(spec.path): (scope, spec.child)
        for scope in ("project", "procedure")
        for spec in all_scopes()[scope].fields.values()
        if spec.child and spec.path != ("procedures",)
    }


def list_home(name: str) -> tuple[str, str]:
    """In which scope a list stands, and the scope of its entries."""
    return _lists()[name]


def _variants(header: str) -> Iterable[tuple[str, str]]:
    """The header as it may be meant, each with the unit that was taken off it."""
    text = re.sub(r"^[\d一二三四五六七八九十]{1,2}[.、．)）]\s*|[*＊:：?？]+$", "", header.strip())
    yield text, ""
    found = _UNIT.search(text)
    unit = ""
    if found and found.start():
        text, unit = text[: found.start()], UNITS[found[1]]
        yield text, unit
    without = re.sub(r"[（(\[【][^（）()\[\]【】]*[)）\]】]", "", text)
    if without not in ("", text):
        yield without, unit
    for first in re.split(r"[/、或]", text)[:2]:
        if first not in ("", text):
            yield first, unit


def _path(word: str, of: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The path of the fact that a word names, or all that it may mean."""
    key = plain(word)
    if not of:
        if key in _more():
            more = _more()[key]
            return (more[1:] if more[0] == "procedures" else more), ()
        if key in _by_name():
            return _by_name()[key], ()
    if key.isascii():
        scope = _lists()[of][1] if of else ""
        named = {".".join(p): p for p in _specs(scope)} | {s.name: p for p, s in _specs(scope).items()} if of else {}
        return named.get(key, ()), ()
    data = {of: [{key: "?"}]} if "." not in of and of else {key: "?"}
    named_ = english(data)
    if named_.ambiguous:
        return (), named_.ambiguous[0][1]
    found = named_.data
    if of:
        found = next(iter(found.values()))[0]
    path: list[str] = []
    while isinstance(found, dict) and len(found) == 1:
        word, found = next(iter(found.items()))
        path.append(word)
    return (() if path == [key] else tuple(path)), ()


def understood(at: int, header: str, of: str = "", said: str | None = None) -> Column:
    """What a column states. ``of``: the list whose entries the rows are; ``said``: the fact as a map names it, empty
    for none.
    """
    if said is not None:
        if not said:
            return Column(at, header, why=Text("对照表中不读取", "left out by the map"))
        if said in OWN:
            return Column(at, header, own=said)
        word, unit = said, next((u for _, u in _variants(header) if u), "")
        return _of_fact(at, header, *_path(word, of), of, unit) or _strange(at, header)
    if not header.strip():
        return Column(at, header, why=Text("没有列名", "without a header"))
    for word, unit in _variants(header):
        if of and (key := _KEYS.get(_path(word, "")[0])) and not _path(word, of)[0]:
            return Column(at, header, own=key)
        if not of and (own := _own().get(plain(word).casefold())):
            return Column(at, header, own=own)
        if plain(word).casefold() in _notes():
            return Column(at, header, why=Text("不是规则所用的事实", "no fact that rules read"))
        found = _of_fact(at, header, *_path(word, of), of, unit)
        if found is not None:
            return found
    return _strange(at, header)


def _of_fact(
    at: int, header: str, path: tuple[str, ...], several: tuple[str, ...], of: str, unit: str
) -> Column | None:
    if several:
        zh, en = "、".join(several), ", ".join(several)
        return Column(at, header, why=Text(f"有多种含义：{zh}", f"it can mean several facts: {en}"))
    scope = _lists()[of][1] if of else "procedure" if path and path[0] in Procedure.model_fields else "project"
    if path and not of and path[0] not in Procedure.model_fields and path[0] not in Project.model_fields:
        return None
    spec = _specs(scope).get(path)
    if spec is None:
        return None
    if spec.kind == "list":
        zh, en = "请另用一张工作表列出，一行一项", "list them on a sheet of their own, a row each"
        return Column(at, header, why=Text(zh, en))
    if own := _OF_GROUPS.get(".".join(path)):
        return Column(at, header, own=own)
    if unit in ("%", "‰") and spec.kind != "ratio":
        return None
    return Column(at, header, path, scope, spec.kind, Text(spec.fact.zh, spec.fact.en), unit, choices=spec.choices)


def _strange(at: int, header: str) -> Column:
    return Column(at, header, why=STRANGE)


def _with_near(column: Column) -> Column:
    """With the nearest facts, where there is no such fact."""
    word = column.header
    near = nearest(word, (), elsewhere=True) if column.why is STRANGE and len(word) <= 60 else []
    if not near:
        return column
    zh = f"{STRANGE.zh}；是否为 {'、'.join(f'{n}（{t}）' for n, t in near)}？"
    en = f"{STRANGE.en}; did you mean {' or '.join(f'{n} ({t})' for n, t in near)}?"
    return Column(column.at, word, why=Text(zh, en))


# which row holds the headers --------------------------------------------------------------------------------------
def headers_of(sheet: Sheet, mapping: Mapping[str, str] | None = None) -> Headers | None:
    """The row of headers: among the first rows the one of which most is understood; none if nothing is."""
    said = {plain(k): v for k, v in (mapping or {}).items()}
    of = child_list(sheet.name)
    best: tuple[int, int, tuple[Column, ...]] | None = None
    for at, row in enumerate(sheet.rows[:MOST_ROWS_ABOVE]):
        texts = [c if isinstance(c, str) else "" for c in row]
        if sum(bool(t.strip()) for t in texts) < 2:
            continue
        columns = tuple(understood(i, t, of, said.get(plain(t)) if t else None) for i, t in enumerate(texts))
        heard = sum(bool(c.path or c.own) for c in columns)
        if heard >= 1 and (best is None or heard > best[0]):
            best = heard, at, columns
    if best is None:
        return None
    _, at, columns = best
    told = tuple(map(_with_near, columns))
    return Headers(at, _once(_with_units(told, sheet.rows[:at])), of)


def _with_units(columns: Sequence[Column], above: Sequence[Sequence[Cell]]) -> list[Column]:
    """A unit that stands above the table holds for every amount without one of its own."""
    texts = " ".join(c for row in above for c in row if isinstance(c, str))
    found = _UNIT_ABOVE.search(texts)
    unit = UNITS[found[1]] if found else ""
    return [replace(c, unit=unit) if unit and c.kind == "amount" and not c.unit else c for c in columns]


def _once(columns: Sequence[Column]) -> tuple[Column, ...]:
    """A fact that two columns state is stated by the first of them."""
    first: dict[str, str] = {}
    out = []
    for one in columns:
        if one.fact and one.fact in first:
            zh, en = f"与“{first[one.fact]}”列是同一事实", f"the same fact as the column '{first[one.fact]}'"
            out.append(Column(one.at, one.header, why=Text(zh, en)))
            continue
        if one.fact:
            first[one.fact] = one.header
        out.append(one)
    return tuple(out)
