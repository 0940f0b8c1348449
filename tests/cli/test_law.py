"""The command that shows the instruments, called as a function."""

from __future__ import annotations

import json

import pytest

from procure_rules.cli.law import law
from procure_rules.cli.session import BadInput
from procure_rules.rules.loader import default_rulebook

BOOK = default_rulebook()


@pytest.mark.parametrize(("lang", "heading"), [("zh", "所支持的规则"), ("en", "rules that rest on it")])
def test_one_instrument_with_the_rules_that_rest_on_it(
    capsys: pytest.CaptureFixture[str], lang: str, heading: str
) -> None:
    assert law("mof-order-87", lang=lang) == 0
    out = capsys.readouterr().out
    one = BOOK.instruments["mof-order-87"]
    assert one.title.text(lang) in out
    assert one.status.text(lang) in out
    assert one.verification.text(lang) in out
    assert {"zh": "共88条 · 全文", "en": "88 articles · full text"}[lang] in out
    assert heading in out
    for rule in BOOK.rules:
        shown = any(line.split()[:1] == [rule.id] for line in out.splitlines())
        assert shown == any(c.instrument == one.id for r in BOOK.versions(rule.id) for c in r.basis), rule.id


def test_rules_stand_in_the_order_of_the_articles(capsys: pytest.CaptureFixture[str]) -> None:
    law("mof-order-94", as_json=True)
    rules = json.loads(capsys.readouterr().out)["rules"]
    firsts = [min(c.get("article", 0) for c in r["citations"]) for r in rules]
    assert firsts == sorted(firsts)
    assert len(firsts) > 5


def test_an_excerpt_says_what_is_held_and_what_counts_by_it(capsys: pytest.CaptureFixture[str]) -> None:
    law("civil-code-periods", lang="en")
    out = capsys.readouterr().out
    assert "1260 articles · excerpt" in out
    assert "articles held: 200-204, 1259" in out
    assert "counting of periods" in out
    assert "article not held" not in out


def test_an_instrument_without_text_or_rules(capsys: pytest.CaptureFixture[str]) -> None:
    law("caiku-2015-150", lang="en")
    out = capsys.readouterr().out
    assert "in force ?–" in out
    assert "not cited by article number · text not obtained" in out
    assert "no rule cites it" in out


def test_the_list_has_a_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert law() == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(BOOK.instruments)
    old = sum(any(c.instrument == "sme-payment-regulation-2020" for c in rule.basis) for rule in BOOK.rules)
    assert f"2020-09-01–2025-05-31 · 共29条 · 全文 · 规则{old}条" in "\n".join(lines)


def test_json_of_one_and_of_all_agree(capsys: pytest.CaptureFixture[str]) -> None:
    assert law("historical-order-3-2000", as_json=True) == 0
    one = json.loads(capsys.readouterr().out)
    assert law(as_json=True) == 0
    every = json.loads(capsys.readouterr().out)
    assert one in every
    assert len(every) == len(BOOK.instruments)
    assert one["in_force"] == {"from": "2000-05-01", "to": "2018-05-31"}
    assert (one["articles"], one["sections"], one["text"], one["articles_held"]) == (None, True, "digest", [])
    assert {"id": "tender_value"}.items() <= one["parameters"][0].items()
    assert {"detail": "第七条（一）"} in one["parameters"][0]["citations"]


def test_json_counts_every_citation_of_every_rule_once(capsys: pytest.CaptureFixture[str]) -> None:
    law(as_json=True)
    every = json.loads(capsys.readouterr().out)
    shown = {
        (i["id"], r["id"], c.get("article"), c.get("detail", ""))
        for i in every
        for r in i["rules"]
        for c in r["citations"]
    }
    assert shown == {(c.instrument, r.id, c.article, c.detail) for r in BOOK.rules for c in r.basis}


@pytest.mark.parametrize(
    ("wanted", "lang", "said"),
    [
        ("order-87", "en", "order-87: no such instrument; mof-order-87?"),
        ("财政部令第87号", "zh", "财政部令第87号: 没有此文件; mof-order-87?"),
        ("竞争性磋商", "zh", "竞争性磋商: 没有此文件; caiku-2014-214, caiku-2015-124?"),
        ("[bold]", "en", "[bold]: no such instrument"),
        ("", "en", ": no such instrument"),
    ],
)
def test_an_unknown_instrument_is_refused_with_those_near(wanted: str, lang: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        law(wanted, lang=lang)
    assert str(caught.value) == said


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(BadInput, match=r"--lang: zh \| en"):
        law(lang="fr")
