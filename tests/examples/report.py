"""What the rules say about real projects: ``python -m tests.examples.report`` prints it, ``--write`` renews the tables.

The counts stand in ``shares.csv`` and, as tables, in ``docs/real-notices.md`` and its Chinese twin.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from procure_rules.answers import Answer, Assessment, ConclusionAnswer, MethodAnswer
from procure_rules.assess import assess
from procure_rules.facts.project import Subject
from procure_rules.facts.words import Category
from tests.examples.collection import CHAINS, Item, collection

AS_OF = dt.date(2026, 9, 1)
"""After the last day that any of the notices fixes."""
SHARES = Path(__file__).parent / "shares.csv"
DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "real-notices.md", "zh": DOCS / "real-notices.zh-CN.md"}
BLOCK = re.compile(r"(<!-- table (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

REGIME = ("regime", "government_procurement", "must_tender")
DECIDED = ("strictly", "presumed", "undetermined")
KINDS = ("missing", "not_encoded", "calendar", "reading", "not_yet", "rule")
METHOD = ("required", "allowed", "allowed_with_approval", "only_if", "contested", "not_allowed", "undetermined")
PROVED = ("met", "cannot_be_breached", "breached", "contested")

WORDS = {
    "zh": {
        "question": "问题",
        "strictly": "严格即定",
        "presumed": "依推定而定",
        "undetermined": "未定",
        "regime": "适用制度",
        "government_procurement": "是否政府采购",
        "must_tender": "是否必须招标",
        "kind": "未定之处缺的是",
        "projects": "项目数",
        "missing": "公告未载的事实",
        "not_encoded": "未编入的数额或者规则",
        "calendar": "未公布的日历",
        "reading": "有争议的读法",
        "not_yet": "尚未发生的事",
        "rule": "另一规则未定",
        "verdict": "所称方式",
        "strict": "严格",
        "required": "必须采用",
        "allowed": "可以采用",
        "allowed_with_approval": "经批准可以采用",
        "only_if": "具备情形方可采用",
        "contested": "有争议",
        "not_allowed": "不得采用",
        "total": "合计",
        "fact": "事实",
        "chain": "项目",
        "rules": "由先后次序即可断定的期间",
        "met": "符合",
        "cannot_be_breached": "不可能违反",
        "breached": "违反",
        "not_modelled": "模型没有的方式",
        "not_stated": "未载方式",
        "no_works": "只须知道“不是工程”即可断定者",
        "grounds": "方式未定的项目",
        "lacks": "缺的事实",
    },
    "en": {
        "question": "question",
        "strictly": "decided strictly",
        "presumed": "by presumption",
        "undetermined": "undetermined",
        "regime": "which law",
        "government_procurement": "government procurement?",
        "must_tender": "must be tendered?",
        "kind": "what an open answer lacks",
        "projects": "projects",
        "missing": "a fact the notice does not give",
        "not_encoded": "a figure or rule not encoded",
        "calendar": "a calendar not yet published",
        "reading": "a contested reading",
        "not_yet": "something that has not happened",
        "rule": "another rule's open verdict",
        "verdict": "the method stated is",
        "strict": "strictly",
        "required": "required",
        "allowed": "allowed",
        "allowed_with_approval": "allowed with approval",
        "only_if": "only if a ground holds",
        "contested": "contested",
        "not_allowed": "not allowed",
        "total": "all",
        "fact": "fact",
        "chain": "project",
        "rules": "periods that the order of events settles",
        "met": "met",
        "cannot_be_breached": "cannot be breached",
        "breached": "breached",
        "not_modelled": "no such method in the model",
        "not_stated": "no method stated",
        "no_works": "settled by knowing no more than that it is no works",
        "grounds": "project whose method is open",
        "lacks": "facts wanting",
    },
}


class Judged(NamedTuple):
    """One project with what the rules say of it."""

    item: Item
    answer: Assessment

    def conclusion(self, name: str) -> ConclusionAnswer:
        found = [c for c in self.answer.conclusions if c.rule == name]
        return next((c for c in found if c.index == self.item.last), found[0])

    def method(self) -> MethodAnswer | None:
        """What the rules say of the method that the notice states."""
        return next(
            (m for m in self.answer.methods if m.index == self.item.last and m.method == self.item.method), None
        )

    def periods(self) -> tuple[Answer, ...]:
        return tuple(t for t in self.answer.periods if t.presumed != "not_applicable")


def judge(items: Iterable[Item] | None = None) -> list[Judged]:
    return [
        Judged(i, assess(i.project, as_of=AS_OF, chaining="builtin"))
        for i in (collection() if items is None else items)
    ]


def decided(one: ConclusionAnswer) -> str:
    if one.strict != "unknown":
        return "strictly"
    return "undetermined" if one.presumed == "unknown" else "presumed"


def category(item: Item) -> Category | None:
    return item.project.subject.category if item.project.subject is not None else None


def without_works(item: Item) -> bool:
    """Whether the regime is settled once works are ruled out: the same answer for goods and for services."""
    found = set()
    for one in (Category.goods, Category.services):
        subject = (item.project.subject or Subject()).model_copy(update={"category": one})
        project = item.project.model_copy(update={"subject": subject})
        answer = assess(project, as_of=AS_OF, chaining="builtin")
        found.add(answer.conclusion("regime", item.last).presumed)
    return len(found) == 1 and "unknown" not in found


def shares(made: list[Judged]) -> list[tuple[str, str, str, int]]:
    """The counts: part, row, column, number of projects."""
    out: list[tuple[str, str, str, int]] = []
    for name in REGIME:
        found = Counter(decided(j.conclusion(name)) for j in made)
        out += [("regime", name, d, found[d]) for d in DECIDED]
    open_ = [j.conclusion("regime") for j in made if decided(j.conclusion("regime")) == "undetermined"]
    kinds = Counter(k for c in open_ for k in {m.kind for m in c.missing})
    out += [("kinds", k, "projects", kinds[k]) for k in KINDS]
    facts = Counter(
        f for c in open_ for f in {re.sub(r"\[\d+\]", "", m.fact) for m in c.missing if m.kind == "missing"}
    )
    out += [("facts", f, "projects", n) for f, n in sorted(facts.items(), key=lambda kv: (-kv[1], kv[0]))[:8]]
    lacking = [j.item for j in made if decided(j.conclusion("regime")) == "undetermined" and not category(j.item)]
    out.append(("facts", "no_works", "projects", sum(map(without_works, lacking))))
    stated = [m for j in made if (m := j.method()) is not None]
    for side in ("strict", "presumed"):
        words = Counter(getattr(m, side) for m in stated)
        out += [("methods", w, side, words[w]) for w in METHOD]
    silent = Counter("not_modelled" if j.item.stated else "not_stated" for j in made if not j.item.method)
    out += [("methods", w, "presumed", silent[w]) for w in ("not_modelled", "not_stated")]
    for j in made:
        if j.item.name in CHAINS:
            words = Counter(t.presumed for t in j.periods())
            out += [("chains", j.item.name, w, words[w]) for w in PROVED]
    return out


def disagreements(made: list[Judged]) -> list[tuple[str, str, str]]:
    """Project, method and verdict wherever the stated method is not allowed, or contested beyond mending."""
    return [
        (j.item.name, m.method, m.presumed)
        for j in made
        if (m := j.method()) is not None
        and (m.presumed == "not_allowed" or (m.presumed == "contested" and not m.missing))
    ]


def wanted(made: list[Judged]) -> list[tuple[str, int]]:
    """What keeps the periods of the chains open: kind and fact, and in how many periods it is wanting."""
    found = Counter(
        f"{m.kind} {re.sub(r'^.*[.]', '', m.fact)}"
        for j in made
        if j.item.name in CHAINS
        for t in j.periods()
        if t.presumed == "undetermined"
        for m in t.missing
    )
    return found.most_common(12)


def findings(made: list[Judged]) -> list[tuple[str, str, str, str]]:
    """Project, rule, verdict and severity of every finding."""
    return [(j.item.name, f.rule, f.verdict, f.severity) for j in made for f in j.answer.findings]


def proved(made: list[Judged]) -> list[tuple[str, str, str]]:
    """Chain, rule and verdict of every period that what the notices say settles."""
    return sorted(
        (j.item.name, t.rule, t.presumed)
        for j in made
        if j.item.name in CHAINS
        for t in j.periods()
        if t.presumed in PROVED and t.index == (j.item.last if t.scope == "procedure" else t.index)
    )


def table(part: str, rows: list[tuple[str, str, str, int]], lang: str) -> str:
    """One part as a Markdown table."""
    words = WORDS[lang]
    chosen = [r[1:] for r in rows if r[0] == part]
    columns = list(dict.fromkeys(c for _, c, _ in chosen))
    head = {"regime": "question", "kinds": "kind", "facts": "fact", "methods": "verdict", "chains": "chain"}[part]
    number = {(r, c): n for r, c, n in chosen}
    sums = {r: sum(number.get((r, c), 0) for c in columns) for r, _, _ in chosen}
    lines = ["| " + " | ".join([words[head], *(words[c] for c in columns)]) + " |"]
    lines.append("|---" + "|---:" * len(columns) + "|")
    for row, total in sums.items():
        name = words.get(row, f"`{row}`")
        cells = [number.get((row, c)) for c in columns]
        shown = [
            "" if n is None else f"{n} ({round(100 * n / total)} %)" if part == "regime" and total else str(n)
            for n in cells
        ]
        lines.append("| " + " | ".join([name, *shown]) + " |")
    return "\n".join(lines) + "\n"


def listed(found: list[tuple[str, str, str]], lang: str) -> str:
    """The periods that are settled, rule by rule."""
    words = WORDS[lang]
    lines = [f"| {words['rules']} | {' | '.join(words[w] for w in PROVED)} |", "|---" + "|---:" * len(PROVED) + "|"]
    for rule in sorted({r for _, r, _ in found}):
        count = Counter(w for _, r, w in found if r == rule)
        lines.append(f"| `{rule}` | " + " | ".join(str(count[w]) for w in PROVED) + " |")
    return "\n".join(lines) + "\n"


def opened(made: list[Judged], lang: str) -> str:
    """The projects whose stated method stays open, with the facts that would settle it."""
    words = WORDS[lang]
    lines = [f"| {words['grounds']} | {words['verdict']} | {words['lacks']} |", "|---|---|---:|"]
    for j in made:
        m = j.method()
        if m is not None and m.presumed == "undetermined":
            lines.append(f"| `{j.item.name}` | `{m.method}` | {len(m.missing)} |")
    return "\n".join(lines) + "\n"


def csv_text(rows: list[tuple[str, str, str, int]], made: list[Judged]) -> str:
    out = io.StringIO()
    pen = csv.writer(out, lineterminator="\n")
    pen.writerow(("part", "row", "column", "projects"))
    pen.writerows(rows)
    pen.writerows(("disagreement", name, f"{method} {word}", 1) for name, method, word in disagreements(made))
    pen.writerows(
        ("finding", name, f"{rule} {verdict} {severity}", 1) for name, rule, verdict, severity in findings(made)
    )
    pen.writerows(("proved", name, f"{rule} {word}", 1) for name, rule, word in proved(made))
    return out.getvalue()


def page(lang: str, rows: list[tuple[str, str, str, int]], made: list[Judged]) -> str:
    """The page with its tables renewed."""

    def renewed(match: re.Match[str]) -> str:
        special = {"proved": lambda: listed(proved(made), lang), "open": lambda: opened(made, lang)}
        body = special[match[2]]() if match[2] in special else table(match[2], rows, lang)
        return match[1] + body + match[3]

    return BLOCK.sub(renewed, PAGES[lang].read_text("utf-8"))


def main(arguments: list[str]) -> None:
    made = judge()
    rows = shares(made)
    print(f"{len(made)} projects as of {AS_OF}, {sum(bool(j.item.method) for j in made)} with a method stated\n")
    for part in ("regime", "kinds", "facts", "methods", "chains"):
        print(table(part, rows, "en"))
    print(listed(proved(made), "en"))
    print(opened(made, "en"))
    chains = [j for j in made if j.item.name in CHAINS]
    print(
        f"open periods of the chains: {sum(t.presumed == 'undetermined' for j in chains for t in j.periods())}, for want of"  # noqa: E501
    )
    for fact, number in wanted(made):
        print(f"  {number:4} {fact}")
    for title, lines in (("disagreements", disagreements(made)), ("findings", findings(made))):
        print(f"{title}: {len(lines)}")
        for line in lines:
            print("  " + "  ".join(line))
    if "--write" in arguments:
        SHARES.write_text(csv_text(rows, made), "utf-8")
        for lang, path in PAGES.items():
            path.write_text(page(lang, rows, made), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
