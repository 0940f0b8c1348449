"""The catalogue of texts: complete in both languages, each key once, none that nothing says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from procure_rules.answers import Status
from procure_rules.audit.rows import TABLES
from procure_rules.texts import Text, said, say
from procure_rules.texts.words import MESSAGES, PARTS

ROOT = Path(__file__).parents[2] / "procure_rules"
CODE = "".join(p.read_text("utf-8") for p in ROOT.rglob("*.py") if p.parent.name != "texts" or p.name == "say.py")
LATIN = re.compile(r"[A-Za-z]{2,}")
KNOWN = re.compile(r"--all|--explain-columns|pip install|procure-rules|calendar|PPP")
"""What stands in Latin letters in a Chinese text, since it is typed so."""
BY_NAME = ("form_", "source_", "scope_", "side_", "aspect_", "after_", "law_is_", "tender_is_", "col_", "differs_")
BY_NAME += ("approval_", "publicity_", "mend_", "reading_", "strength_", "any_", "severity_")
BY_NAME += ("audit_col_", "audit_own_", "audit_count_", *(f"audit_{name}" for name in TABLES))
"""Families of keys that are put together from a word of an answer."""
ROLES = {"purchaser", "tenderee", "agency", "supervisor", "supplier", "bidder", "potential_bidder", "interested_party"}
ROLES |= {"panel", "platform", "government"}
DAYS = {key for part in PARTS if part.__name__.endswith("days") for key in part.WORDS}


def test_each_key_stands_once() -> None:
    assert [k for k, n in Counter(k for part in PARTS for k in part.WORDS).items() if n > 1] == []


@pytest.mark.parametrize("key", MESSAGES)
def test_each_text_is_there_in_both_languages_and_in_no_other(key: str) -> None:
    zh, en = MESSAGES[key]
    assert zh
    assert en
    assert not LATIN.search(KNOWN.sub("", re.sub(r"\{\d+\}", "", zh)))
    assert not re.search("[\u4e00-\u9fff]", en)
    assert sorted(set(re.findall(r"\{\d+\}", zh))) == sorted(set(re.findall(r"\{\d+\}", en)))


def test_no_text_is_left_that_nothing_says() -> None:
    said_by_name = {s.value for s in Status} | ROLES | DAYS
    unsaid = [
        k
        for k in MESSAGES
        if not re.search(f"[\"']{k}[\"']", CODE) and not k.startswith(BY_NAME) and k not in said_by_name
    ]
    assert unsaid == []


def test_a_text_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("no_such_text", "zh")


def test_texts_take_texts_as_arguments() -> None:
    assert said("late", Text("开标", "opening"), "2026-01-01", "2026-01-02") == Text(
        "“开标”最晚为2026-01-01，实际为2026-01-02", "“opening” was due by 2026-01-01; it was 2026-01-02"
    )


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_name(status: Status) -> None:
    assert status.words.zh
    assert status.words.en
