"""The list of instruments: complete, dated, counted; and no rule cites what an instrument cannot have."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from procure_rules.errors import Problem
from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.model import Citation, Instrument
from procure_rules.rules.vocabulary import INSTRUMENT_KEYS

ROOT = Path(__file__).parents[2]
LAW = ROOT.parent / "shared" / "law"
BOOK = default_rulebook()
ALL = list(BOOK.instruments.values())
MORE = "title: {zh: 试, en: trial}, issuer: {zh: 甲, en: A}, status: {zh: 乙, en: B}, verification: {zh: 丙, en: C}"

needs_law = pytest.mark.skipif(not LAW.is_dir(), reason="the texts of the law are not beside the checkout")


def front(path: Path) -> dict[str, str]:
    """The head of a text: its keys, each with its plain value."""
    head = path.read_text(encoding="utf-8").split("---\n", 2)[1]
    return {k: v.strip('"') for k, v in re.findall(r"^(\w+): (.*)$", head, re.MULTILINE)}


def texts() -> dict[str, dict[str, str]]:
    """Every text of the folder that is an instrument: notes and tables have no issuer."""
    found = {p.stem: front(p) for p in LAW.glob("*.md") if p.read_text(encoding="utf-8").startswith("---\n")}
    return {stem: head for stem, head in found.items() if "issuer" in head}


AWAITED = {
    "caiku-2014-68",
    "caiku-2015-150",
    "caiku-2016-125",
    "caiku-2016-194",
    "caiku-2017-141",
    "caiku-2019-9",
    "caiku-2022-19-extensions",
    "caiku-2022-3",
    "samr-order-99",
    "tb-architectural-design-order-33",
    "tb-highway-order-24-2015",
    "tb-railway-order-13-2018",
    "tb-telecom-order-27-2014",
    "tb-waterway-order-11-2012",
}
"""Texts that have come to hand since, from which no rule is encoded yet: sector orders, policies, an order on bids."""


# the list -------------------------------------------------------------------------------------------------------


@needs_law
def test_every_text_is_listed_and_every_other_is_said_to_be_missing() -> None:
    assert len(texts()) > 60
    held = {i.id for i in ALL if i.text != "missing"}
    assert held == texts().keys() - AWAITED
    assert texts().keys() >= AWAITED


@needs_law
def test_the_counts_and_the_articles_held_are_those_of_the_texts() -> None:
    digits = {"零": 0, "〇": 0} | {c: i for i, c in enumerate("一二三四五六七八九", 1)}

    def number(text: str) -> int:
        total = last = 0
        for char in text:
            if char in digits:
                last = digits[char]
            else:
                total, last = total + (last or 1) * {"十": 10, "百": 100, "千": 1000}[char], 0
        return total + last

    for stem, head in texts().items():
        if stem in AWAITED:
            continue
        one = BOOK.instruments[stem]
        body = (LAW / f"{stem}.md").read_text(encoding="utf-8")
        heads = {number(n) for n in re.findall(r"^\*\*第([零〇一二三四五六七八九十百千]+)条\*\*", body, re.MULTILINE)}
        assert (one.text == "digest") == (head.get("form") == "digest"), stem
        assert {n for n in range(1, (one.articles or 0) + 1) if one.holds(n)} == heads, stem
        if one.text == "full":
            assert (one.articles or 0) == int(head["article_count"]), stem
        assert one.url == head.get("official_url", ""), stem


@pytest.mark.parametrize("one", ALL, ids=lambda i: i.id)
def test_an_instrument_is_whole(one: Instrument) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", one.id)
    pairs = (one.title, one.issuer, one.status, one.verification)
    assert all(p.zh and p.en and not re.search(r"[一-鿿]{4}", p.en) for p in pairs)
    assert max(len(one.status.zh), len(one.verification.zh)) <= 60
    assert (one.text == "excerpt") == bool(one.held)
    assert one.articles is not None or not one.held
    assert one.articles is None or one.text in ("full", "excerpt")
    assert one.first is not None or one.text == "missing"


@pytest.mark.parametrize("one", [i for i in ALL if i.first is not None], ids=lambda i: i.id)
def test_dates_are_ordered(one: Instrument) -> None:
    assert one.first is not None
    assert one.last is None or one.first < one.last
    superseded = re.search(r"[Ss]uperseded|[Rr]epealed", one.status.en)
    assert bool(superseded) == (one.last is not None) or "Not seen to be repealed" in one.status.en


def test_titles_and_numbers_name_one_instrument_each() -> None:
    titles = [i.title.zh for i in ALL]
    assert len(set(titles)) == len(titles)
    historical = [i.number for i in ALL if i.number and not i.id.startswith("historical-")]
    assert len(set(historical)) == len(historical)


# what rests on it -----------------------------------------------------------------------------------------------


def citations() -> list[tuple[str, Citation]]:
    rules = [(r.id, c) for r in BOOK.rules for c in r.basis]
    figures = [(p.name, c) for p in BOOK.parameters.values() for v in p.values for c in v.basis]
    return rules + figures + [(n.id, c) for n in BOOK.conventions.values() for c in n.basis]


def test_every_citation_names_an_article_that_exists() -> None:
    found = citations()
    assert len(found) > 150
    for name, one in found:
        known = BOOK.instruments[one.instrument]
        if one.article is not None:
            assert known.articles is not None, (name, one)
            assert 1 <= one.article <= known.articles, (name, one)


# what the loader refuses ----------------------------------------------------------------------------------------


def only(ruleset: Any) -> Problem:
    (one,) = ruleset.problems()
    assert one.zh != one.en
    return one  # type: ignore[no-any-return]


def basis(ruleset: Any, *cited: str) -> Any:
    text = "- id: r\n  scope: procedure\n  HEAD\n  require: tendered\n"
    return ruleset.rules(
        text.replace("HEAD", "title: {zh: 试, en: trial}\n  basis: [BASIS]\n  in_force: {from: 2000-01-01}").replace(
            "BASIS", ", ".join(f'"{c}"' for c in cited)
        )
    )


@pytest.mark.parametrize(
    ("cited", "en", "zh"),
    [
        (
            "gpl-2014:89",
            "'gpl-2014' has 88 articles and no article 89; correct the number",
            "“gpl-2014”共88条，没有第89条；请改正条号",
        ),
        (
            "gpl-2014:0 （一）",
            "'gpl-2014' has 88 articles and no article 0; correct the number",
            "“gpl-2014”共88条，没有第0条；请改正条号",
        ),
        (
            "civil-code-periods:1261",
            "'civil-code-periods' has 1260 articles and no article 1261; correct the number",
            "",
        ),
        ("ndrc-order-16-2018:7", "'ndrc-order-16-2018' has 6 articles and no article 7; correct the number", ""),
        (
            "caiku-2019-38:2",
            "'caiku-2019-38' is not cited by article number; say where in words after a space, such as 'caiku-2019-38 第2条'",  # noqa: E501
            "",
        ),
        ("historical-order-3-2000:7（四）", "", ""),
        (
            "caiku-2026-12:3 第二款",
            "'caiku-2026-12' is not cited by article number; say where in words after a space, such as 'caiku-2026-12 第3条第二款'",  # noqa: E501
            "",
        ),
    ],
)
def test_an_impossible_citation_is_refused_at_its_number(ruleset: Any, cited: str, en: str, zh: str) -> None:
    one = only(basis(ruleset, "gpl-2014:46", cited))
    if not en:  # not written as a citation at all
        assert "a citation is written instrument:article" in one.en
        return
    assert one.en == en
    assert one.zh == zh or not zh
    line = "  basis: [" + f'"gpl-2014:46", "{cited}"'
    assert one.place is not None
    assert (one.place.line, one.place.column) == (4, line.index(cited) + cited.index(":") + 2)
    assert one.path == "procurement/trial.yaml r.basis.1"


def test_possible_citations_are_accepted(ruleset: Any) -> None:
    good = (
        "gpl-2014:88",
        "civil-code-periods:1",
        "ndrc-order-16-2018:6",
        "caiku-2019-38 二",
        "caiku-2026-12",
        "historical-order-3-2000 第七条",
    )
    assert len(basis(ruleset, *good).load().rules[0].basis) == len(good)


def test_a_citation_after_one_that_cannot_be_read_keeps_its_place(ruleset: Any) -> None:
    said = basis(ruleset, "Gpl 46", "gpl-1999:3").problems()
    assert [p.path for p in said] == ["procurement/trial.yaml r.basis.0", "procurement/trial.yaml r.basis.1"]


def test_figures_and_conventions_are_held_to_the_same(ruleset: Any) -> None:
    ruleset.write(
        "parameters/trial.yaml",
        "- parameter: trial\n  title: {zh: 试, en: trial}\n  kind: days\n"
        "  values: [{value: 5 days, from: 2000-01-01, basis: [mof-order-74:63]}]\n",
    )
    path = ruleset.root / "vocabulary" / "conventions.yaml"
    ruleset.write(
        "vocabulary/conventions.yaml", path.read_text(encoding="utf-8").replace("mof-order-87:85", "mof-order-87:185")
    )
    said = ruleset.said()
    assert "'mof-order-74' has 62 articles and no article 63" in said
    assert "'mof-order-87' has 88 articles and no article 185" in said


@pytest.mark.parametrize(
    ("row", "where", "en"),
    [
        (
            f"id: a, text: full, {MORE}",
            "{id",
            "write either 'articles' (how many there are) or 'sections: true' (cited by section)",
        ),
        (
            f"id: a, text: full, articles: 3, sections: true, {MORE}",
            "{id",
            "write either 'articles' (how many there are) or 'sections: true' (cited by section)",
        ),
        (f"id: a, text: full, sections: 'yes', {MORE}", "'yes'", "expected one of: true"),
        (f"id: a, text: full, articles: 0, {MORE}", "0", "a number of articles from 1 to 1500 is expected here"),
        (f"id: a, text: full, articles: ３, {MORE}", "３", "a number of articles from 1 to 1500 is expected here"),
        (f"id: a, text: whole, articles: 3, {MORE}", "whole", "expected one of: full, excerpt, digest, missing"),
        (
            f"id: a, text: full, articles: 3, articles_held: [1], {MORE}",
            "[1]",
            "'articles_held' and 'text: excerpt' go together",
        ),
        (f"id: a, text: excerpt, articles: 3, {MORE}", "excerpt", "'articles_held' and 'text: excerpt' go together"),
        (
            f"id: a, text: excerpt, sections: true, articles_held: [1], {MORE}",
            "true",
            "an excerpt states how many 'articles' there are in all",
        ),
        (
            f"id: a, text: excerpt, articles: 3, articles_held: [2-4], {MORE}",
            "2-4",
            "a number of articles from 1 to 3 is expected here",
        ),
        (
            f"id: a, text: excerpt, articles: 9, articles_held: [4-2], {MORE}",
            "4-2",
            "articles are listed once each, from low to high",
        ),
        (
            f"id: a, text: excerpt, articles: 9, articles_held: [1-3, 3], {MORE}",
            "3]",
            "articles are listed once each, from low to high",
        ),
        (
            f"id: a, text: excerpt, articles: 9, articles_held: [1, two], {MORE}",
            "two",
            "a number of articles from 1 to 9 is expected here",
        ),
        (
            f"id: a, text: full, articles: 9, in_force: {{from: 2020-01-02, to: 2020-01-01}}, {MORE}",
            "2020-01-01",
            "'to' lies before 'from'",
        ),
        (
            f"id: a, text: full, articles: 9, in_force: {{from: 2020-02-30}}, {MORE}",
            "2020-02-30",
            "a date is expected here (YYYY-MM-DD)",
        ),
        (f"id: a, text: full, articles: 9, in_force: {{to: 2020-02-01}}, {MORE}", "{to", "'from' is missing"),
        (f"id: a, text: full, articles: 9, url: [x], {MORE}", "[x]", "a text is expected here"),
        (f"id: tcflp-0016, text: full, articles: 9, {MORE}", "tcflp-0016", "'tcflp-0016' occurs twice"),
        (f"text: full, articles: 9, {MORE}", "{text", "'id' is missing"),
        (
            f"id: a, text: full, articles: 9, brief: b, {MORE}",
            "brief",
            f"unknown key 'brief'; known: {', '.join(sorted(INSTRUMENT_KEYS))}",
        ),
        (
            f"id: a, text: full, articles: 9, rank: decree, {MORE}",
            "decree",
            "expected one of: local, normative, order, regulation, law",
        ),
        (f"id: a, text: full, articles: 9, short: {{zh: 甲}}, {MORE}", "{zh: 甲}", "'en' is missing"),
        (f"id: a, text: full, articles: 9, parts: [甲], {MORE}", "[甲]", "a mapping is expected here"),
        (f"id: a, text: full, articles: 9, parts: {{甲: b}}, {MORE}", "b}", "a mapping is expected here"),
    ],
)
def test_a_wrong_entry_is_told_with_its_place(ruleset: Any, row: str, where: str, en: str) -> None:
    path = ruleset.root / "vocabulary" / "instruments.yaml"
    before = path.read_text(encoding="utf-8")
    line = f"- {{{row}}}"
    ruleset.write("vocabulary/instruments.yaml", before + line + "\n")
    one = only(ruleset)
    assert one.en == en
    assert one.place is not None
    assert (one.place.line, one.place.column) == (before.count("\n") + 1, line.index(where) + 1)


def test_one_run_may_stand_without_a_list(ruleset: Any) -> None:
    path = ruleset.root / "vocabulary" / "instruments.yaml"
    row = f"- {{id: a, text: excerpt, articles: 9, articles_held: 2-4, {MORE}}}\n"
    ruleset.write("vocabulary/instruments.yaml", path.read_text(encoding="utf-8") + row)
    one = ruleset.load().instruments["a"]
    assert (one.held, one.first, one.last) == (((2, 4),), None, None)
    assert [n for n in range(11) if one.holds(n)] == [2, 3, 4]


@pytest.mark.parametrize("name", ["rule-language.md", "rule-language.zh-CN.md"])
def test_the_written_language_describes_every_key(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert [k for k in sorted(INSTRUMENT_KEYS) if f"`{k}`" not in page] == []
