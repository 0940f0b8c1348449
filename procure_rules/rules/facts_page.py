"""``python -m procure_rules.rules.facts_page``: all facts and what reads them, for ``docs/facts.md``."""

from __future__ import annotations

import sys
from collections import Counter

from procure_rules.facts.aliases import KEYS, WORDS
from procure_rules.facts.registry import FieldSpec, Scope, all_scopes
from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.rulebook import Rulebook, nodes_of, refs_of

__all__ = ["facts_page"]

_LAWS = {
    "which-law": ("适用", "which law"),
    "procurement": ("政府采购", "procurement"),
    "tendering": ("招标投标", "tendering"),
    "enterprises": ("国有企业", "enterprises"),
    "local": ("地方", "local"),
}
_PRESUMPTIONS = ("推定", "presumptions")
_Readers = dict[tuple[str, str], Counter[str]]

_KINDS = {
    "bool": ("是/否", "yes or no"),
    "choice": ("选项", "choice"),
    "amount": ("金额", "amount"),
    "count": ("数量", "number"),
    "ratio": ("比例", "ratio"),
    "days": ("天数", "days"),
    "date": ("日期", "date"),
    "event": ("事件", "event"),
    "deadline": ("截止时间", "deadline"),
    "text": ("文字", "text"),
    "list": ("列表", "list"),
}
_UNITS = {
    "yuan": "元",
    "day": "日",
    "percent": "%",
    "count": "个",
    "year": "年",
    "minute": "分钟",
    "hour": "小时",
    "attempt": "次",
    "rank": "名",
    "usd": "美元",
}
_HEAD = """\
# 事实一览 · The facts

本页由 `python -m procure_rules.rules.facts_page` 生成。表中名称即规则和项目文件所用的名称；带点的名称在项目文件中分层书写，时间轴的事件写在 `timeline` 之下。项目文件的键也可写中文名称，事件之后可加“日期”“时间”；惯用的写法见文末，含义不止一种的须写明其一。“例外”指例外、过错或者不当行为，须由主张者说明。截止时间变更过的，可写为每次设定的列表：`[{set: 2026-01-26, to: 2026-02-24T09:30}, {set: 2026-02-10, to: 2026-03-06T09:30}]`。合同价款一次付清的，写明 `payment.in_one_sum: true`，即可不列 `payments`，只在时间轴写明 `delivered`、`works_accepted`、`invoice_received`、`paid`。“读取”一栏是直接读取该事实的规则数，按规则所属制度分列；空白的事实用于识别、计算日期先后或者审查申请文书。

Made by `python -m procure_rules.rules.facts_page`. The names are those of rules and project files; a name with dots is nested in a file, and the events of the timeline stand under `timeline`. A file may use the Chinese titles as keys, and what stands at the end of this page; of several meanings one must be written. "Exceptional" marks an exception, a fault or misconduct: who asserts it must state it. A deadline that was moved may be a list of its settings: `[{set: 2026-01-26, to: 2026-02-24T09:30}, {set: 2026-02-10, to: 2026-03-06T09:30}]`. Where a contract is paid in one sum, say `payment.in_one_sum: true`; `payments` may then be left out and `delivered`, `works_accepted`, `invoice_received` and `paid` stated in the timeline. "Read by" counts the rules that read a fact themselves, by the law they belong to; where it is empty the fact names something, orders days, or is used in checking a filing.
"""


def facts_page(book: Rulebook) -> str:
    """The page, as Markdown; ``book`` is the rulebook whose rules are counted."""
    out = [_HEAD]
    readers = _readers(book)
    for scope in all_scopes().values():
        if not scope.part:
            out += _section(scope, readers)
    return "\n".join([*out, *_words("键 · Keys", KEYS), *_words("选项 · Words", WORDS)])


def _words(title: str, table: dict[str, dict[str, str]]) -> list[str]:
    """What people write besides the titles, and what it means."""
    lines = [f"## 惯用的{title}", "", "| 所在 where | 写法 written | 含义 meaning |", "|---|---|---|"]
    for where, words in table.items():
        for written, meant in words.items():
            names = "、".join(f"`{name}`" for name in meant.split())
            lines.append(f"| `{where}` | {'、'.join(written.split())} | {names} |")
    return [*lines, ""]


def _readers(book: Rulebook) -> _Readers:
    """How many rules of each law read each fact; versions of one rule count once."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for rule in book.rules:
        law = rule.source.file.partition("/")[0]
        for node in nodes_of(rule):
            for _, ref in refs_of(node):
                found.setdefault((ref.scope, ref.name), set()).add((law, rule.id))
    made = {name: Counter(law for law, _ in rules) for name, rules in found.items()}
    for presumed in book.presumed:
        for node in presumed.nodes:
            for _, ref in refs_of(node):
                made.setdefault((ref.scope, ref.name), Counter())["presumptions"] += 1
    return made


def _section(scope: Scope, readers: _Readers) -> list[str]:
    lines = [f"## {scope.title_zh} · {scope.title_en} (`{scope.name}`)", ""]
    if scope.parent:
        lines += [f"属于 / belongs to `{scope.parent}`", ""]
    lines += [
        "| 名称 name | 含义 meaning | 类型 kind | 单位 unit | 例 example | 推定 presumption | 读取 read by |",
        "|---|---|---|---|---|---|---|",
    ]
    return [
        *lines,
        *(_row(spec, readers.get((scope.name, spec.name), Counter())) for spec in scope.fields.values()),
        "",
    ]


def _read_by(count: Counter[str]) -> str:
    names = {**_LAWS, "presumptions": _PRESUMPTIONS}
    return "<br>".join(f"{zh} {en} {count[law]}" for law, (zh, en) in names.items() if count[law])


def _row(spec: FieldSpec, count: Counter[str]) -> str:
    said = spec.fact
    zh, en = _KINDS[spec.kind]
    kind = f"{zh} {en}" + (f" → `{spec.child}`" if spec.child else "")
    if spec.choices is not None:
        kind += ": " + ", ".join(f"`{m.value}` {m.zh}" for m in spec.choices)
    unit = f"{_UNITS[said.unit]} {said.unit}" if said.unit else ""
    presumed = "<br>".join(
        f"`{p.value}`" + (f" (`{p.when}`)" if p.when != "true" else "") + f" {p.zh} · {p.en}" for p in said.presume
    ) or ("例外 exceptional" if said.exceptional else "")
    cells = (
        f"`{spec.name}`",
        f"{said.zh}<br>{said.en}" + (f"<br>{said.help_zh} · {said.help_en}" if said.help_zh else ""),
        kind,
        unit,
        f"`{said.example}`" if said.example else "",
        presumed,
        _read_by(count),
    )
    return "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |"


if __name__ == "__main__":
    sys.stdout.write(facts_page(default_rulebook()))
