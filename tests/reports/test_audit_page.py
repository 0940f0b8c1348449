"""The page of an audit: well-formed, complete, in both languages, and no text of a table gets out of its place."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from procure_rules.audit import audit
from procure_rules.audit.result import Audit, Judged
from procure_rules.audit.rows import table
from procure_rules.reports import audit_page as module
from procure_rules.reports.audit_page import audit_page
from procure_rules.reports.charts import Bar, Line, bars
from procure_rules.reports.markup import shown
from procure_rules.texts import say

AS_OF = dt.date(2026, 11, 30)
HEAD = "项目编号,项目名称,采购人,采购人类型,预算级次,地区,类别,预算（万元）,采购方式,公告日期,"
HEAD += "投标截止时间,中标通知书日期,合同签订日期,供应商"
ROWS = (
    "A-1,影像设备,甲市医院,事业单位,设区的市级,河南,货物,500,公开招标,2026-03-02,2026-03-20,2026-03-25,2026-05-10,甲公司",
    "A-2,超声设备,甲市医院,事业单位,设区的市级,河南,货物,600,公开招标,2026-04-01,2026-04-29,2026-05-06,2026-07-20,乙公司",
    "B-1,保洁服务,乙县某局,国家机关,县级,河南,服务,90,单一来源,2026-05-06,,2026-05-20,2026-08-01,丙公司",
    "B-2,绿化服务,乙县某局,国家机关,县级,河南,服务,80,单一来源,2026-06-01,,2026-06-20,2026-09-01,丙公司",
    "B-3,物业服务,乙县某局,国家机关,县级,河南,服务,约九十万,单一来源,2026-06-01,,,,丙公司",
)
VOID = {"meta", "link", "input", "br", "img", "hr"}
HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'\u202e\x07\u2028倒置"
LANGS = ("zh", "en")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    path: Path = tmp_path_factory.mktemp("page") / "台账.csv"
    path.write_text("\n".join((HEAD, *ROWS)), encoding="utf-8")
    return audit(path, as_of=AS_OF)


def of(made: Audit, *projects: Judged) -> Audit:
    return dataclasses.replace(made, projects=projects, leads=())


class Page(HTMLParser):
    """What stands in a page: its tags, each closed, its texts, and its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)
        elif not self.open or self.open[-1] != "style":
            self.texts.append(data)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.mark.parametrize("lang", LANGS)
def test_every_finding_stands_in_the_page(made: Audit, lang: str) -> None:
    page = Page(audit_page(made, lang))
    assert made.findings
    assert made.leads
    assert made.rejected
    written = [a for a in page.all("article") if "data-severity" in a]
    assert Counter(a["data-severity"] for a in written) == Counter(f.severity for _, f in made.findings)
    for project, one in made.findings:
        for text in (project.title, project.number, one.title.text(lang), one.text.text(lang), one.rule):
            assert text in page.text
        for citation in one.citations:
            assert citation.text.text(lang) in page.text
        for assumption in one.assuming:
            assert assumption.text.text(lang) in page.text
    for lead in made.leads:
        assert lead.text.text(lang) in page.text
    assert say("page_signs", lang) in page.text
    for name in ("by_purchaser", "by_rule", "by_place", "rejected", "columns", "receipt"):
        for row in table(made, name, lang).rows:
            for cell in row:
                assert cell is None or all(line in page.text for line in str(cell).split("\n"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_reader_by_ear_or_by_keyboard_finds_the_way(made: Audit, lang: str) -> None:
    page = Page(audit_page(made, lang))
    assert page.all("html") == [{"lang": {"zh": "zh-CN", "en": "en"}[lang]}]
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    wanted = [str(a["href"]) for a in page.all("a")]
    assert wanted[0] == "#main"
    assert {w[1:] for w in wanted} <= set(ids)
    named = [str(a["aria-labelledby"]) for _, a in page.tags if "aria-labelledby" in a]
    assert {one for names in named for one in names.split()} <= set(ids)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= one + 1 for one, later in pairwise(levels))
    assert len(page.all("table")) == len(page.all("caption")) == len(page.all("thead"))
    assert all(a.get("scope") in {"col", "row"} for a in page.all("th"))


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_asked_of_the_network(made: Audit, lang: str) -> None:
    text = audit_page(made, lang)
    page = Page(text)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|url\((?!#)|@import", text)
    assert not {tag for tag, _ in page.tags} & {"img", "iframe", "object", "embed", "base"}
    assert [a["href"] for a in page.all("link")] == ["data:,"]
    assert not [a for _, a in page.tags if any(k.startswith("on") or k == "style" for k in a)]
    (policy,) = (a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert len(page.scripts) == 1
    hashed = base64.b64encode(hashlib.sha256(page.scripts[0].encode()).digest()).decode()
    assert rules["script-src"] == f"'sha256-{hashed}'"
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == "'unsafe-inline'"
    assert rules["img-src"] == "data:"


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_table_says_stays_text(made: Audit, lang: str) -> None:
    first = made.projects[0]
    origin = dataclasses.replace(first.origin, file=HOSTILE, sheet=HOSTILE)
    one = dataclasses.replace(
        first, title=HOSTILE, number=HOSTILE, purchaser=HOSTILE, place=HOSTILE, lots=(HOSTILE,), origin=origin
    )
    source = dataclasses.replace(made.receipt.sources[0], file=HOSTILE)
    lead = dataclasses.replace(made.leads[0], purchaser=HOSTILE, members=(0,))
    hostile = dataclasses.replace(
        made,
        projects=(one,),
        leads=(lead,),
        again=(origin,),
        rejected=tuple(dataclasses.replace(r, origin=origin) for r in made.rejected),
        sheets=tuple(dataclasses.replace(s, file=HOSTILE, name=HOSTILE) for s in made.sheets),
        receipt=dataclasses.replace(made.receipt, sources=(source,)),
    )
    text = audit_page(hostile, lang)
    page = Page(text)
    assert len(page.scripts) == 1
    assert page.all("img") == []
    assert "<img" not in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028\x07]", text)
    assert "\\u202e" in page.text
    assert text.count("<script>") == 1
    for svg in svgs(text):
        ET.fromstring(svg)


def test_the_names_of_the_table_do_not_break_a_line_or_xml() -> None:
    assert shown("a\r\nb\tc") == "a b c"
    assert shown("\ud800\ufffe\x00") == "\\ud800\ufffd\\x00"
    assert shown("""<a b="c" d='e'>&amp;""") == "&lt;a b=&quot;c&quot; d=&#x27;e&#x27;&gt;&amp;amp;"


def svgs(text: str) -> list[str]:
    return re.findall(r"<svg\b.*?</svg>", text, re.DOTALL)


@pytest.mark.parametrize("lang", LANGS)
def test_the_charts_are_drawn_and_told(made: Audit, lang: str) -> None:
    drawn = [ET.fromstring(svg) for svg in svgs(audit_page(made, lang)) if 'class="chart"' in svg]
    space = "{http://www.w3.org/2000/svg}"
    titles = [one.findtext(f"{space}title") for one in drawn]
    names = ("page_by_rule", "page_by_name", "page_by_month", "page_spare")
    assert titles == [say(name, lang) for name in names]
    for one in drawn:
        assert one.findtext(f"{space}desc")
        patterns = {p.get("id") for p in one.iter(f"{space}pattern")}
        for part in one.iter(f"{space}rect"):
            if part.get("fill"):
                assert str(part.get("fill"))[5:-1] in patterns
    (line,) = drawn[3].iter(f"{space}line")
    assert line.get("class") == "law"
    said = [t.text for t in drawn[3].iter(f"{space}text")]
    assert say("page_spare_line", lang) in said
    short = sum(days < 0 for p in made.projects for days in p.spare)
    assert short
    assert say("page_below", lang, short) in said


def test_a_bar_leaves_room_for_its_words() -> None:
    long = Bar("甲" * 200, (("breach", 1000), ("risk", 1), ("info", 0)), "words " * 6)
    root = ET.fromstring(bars("x", "t", "d", [long, Line("line"), Bar("b", (("above", 0),), "0")]))
    widths = [float(str(r.get("width")).rstrip("%")) for r in root.iter() if r.get("width", "").endswith("%")]
    assert 10 < sum(widths[1:]) < 100
    assert any((t.text or "").endswith("…") for t in root.iter())
    ET.fromstring(bars("x", "t", "d", []))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("span", "title", "label"),
    [(1, "page_by_month", "2026-03"), (40, "page_by_quarter", ""), (400, "page_by_year", "")],
)
def test_long_times_are_shown_by_quarter_or_by_year(made: Audit, lang: str, span: int, title: str, label: str) -> None:
    first = made.projects[0]
    day = dt.date(2026 - span // 12, 3, 2)
    old = dataclasses.replace(first, day=day)
    none = dataclasses.replace(first, day=None)
    page = Page(audit_page(of(made, first, old, none), lang))
    assert say(title, lang) in page.texts
    assert label in page.texts or not label
    assert say("page_no_day", lang, 1, len(first.findings)) in page.texts
    older = say("page_older", lang, 24, len(first.findings))
    assert (older in page.texts) == (span == 400)


@pytest.mark.parametrize("lang", LANGS)
def test_of_many_the_gravest_are_written_and_the_rest_is_counted(
    made: Audit, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_FINDINGS", 2)
    monkeypatch.setattr(module, "MOST_ROWS", 1)
    monkeypatch.setattr(module, "MOST_BARS", 1)
    monkeypatch.setattr(module, "MOST_MEMBERS", 1)
    page = Page(audit_page(made, lang))
    written = [a["data-severity"] for a in page.all("article") if "data-severity" in a]
    order = ["breach", "risk", "info"]
    assert (
        sorted(map(str, written), key=order.index)
        == sorted((f.severity for _, f in made.findings), key=order.index)[:2]
    )
    assert say("page_gravest", lang, 2, len(made.findings) - 2) in page.texts
    assert say("page_more", lang, len(made.projects) - 1) in page.texts
    rules = len(table(made, "by_rule", lang).rows)
    assert say("page_first_of", lang, 1, rules) in page.texts
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert {str(a["href"])[1:] for a in page.all("a")} <= ids


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_audit_says_so(made: Audit, lang: str) -> None:
    empty = dataclasses.replace(
        of(made),
        rejected=(),
        again=(),
        passed_over=(),
        sheets=(),
        receipt=dataclasses.replace(made.receipt, sources=()),
    )
    page = Page(audit_page(empty, lang))
    for name in ("page_no_projects", "page_all_read"):
        assert say(name, lang) in page.texts
    clean = Page(audit_page(of(made, dataclasses.replace(made.projects[0], findings=(), spare=())), lang))
    assert say("page_no_findings", lang) in clean.texts


def test_an_unnamed_purchaser_and_project_are_called_so(made: Audit) -> None:
    one = dataclasses.replace(made.projects[0], purchaser="", title="", number="", place="", year=None, day=None)
    for lang in LANGS:
        page = Page(audit_page(of(made, one), lang))
        assert say("page_no_name", lang) in page.texts
        assert one.origin.text().text(lang) in page.texts


def test_the_same_audit_makes_the_same_page(made: Audit) -> None:
    for lang in LANGS:
        assert audit_page(made, lang) == audit_page(made, lang)
    assert audit_page(made, "zh") != audit_page(made, "en")
