"""``procure-rules methods``: in short, in full, and as data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from procure_rules import assess, load_project
from procure_rules.cli import main
from procure_rules.texts import say

DEMO = Path(__file__).parents[2] / "examples" / "hospital-tender.yaml"
FIRST = DEMO.with_name("first-steps.yaml")


def run(capsys: pytest.CaptureFixture[str], *more: str) -> str:
    with pytest.raises(SystemExit) as stop:
        main(["methods", str(DEMO), "--as-of", "2026-11-20", *more])
    assert stop.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_method_of_the_purchaser_has_one_line_with_its_sentence(
    capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    lines = run(capsys, "--lang", lang).splitlines()
    answer = assess(load_project(DEMO), as_of=dt.date(2026, 11, 20))
    assert len(lines) < 25
    colon = {"zh": "：", "en": ": "}[lang]
    for one in answer.methods:
        told = [x for x in lines if x.startswith(f"{one.title.text(lang)}{colon}")]
        assert told == ([f"{one.title.text(lang)}{colon}{one.text.text(lang)}"] if one.exists else [])
    assert {m.method for m in answer.methods if not m.exists} >= {"soe_negotiation", "soe_direct"}
    assert say("grounds_in_full", lang) in lines


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sentences_of_the_first_steps(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["methods", str(FIRST), "--as-of", "2026-09-29", "--lang", lang])
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert {"zh": "公开招标：应当采用。", "en": "open tendering: required."}[lang] in out
    assert {
        "zh": "询价：具备下列情形方可采用：规格、标准统一",
        "en": "price inquiry: only if this holds: goods of uniform",
    }[lang] in out
    assert say("undetermined", lang) not in out.replace(
        say("methods_strictly", lang, say("all_methods", lang), say("undetermined", lang)), ""
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_shows_every_ground(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    full = run(capsys, "--lang", lang, "--all")
    answer = assess(load_project(DEMO), as_of=dt.date(2026, 11, 20))
    grounds = [g for m in answer.methods for g in m.grounds]
    assert {g.presumed for g in grounds} > {"not_applicable", "not_met", "undetermined"}
    assert [g.rule for g in grounds if f"\n  {g.title.text(lang)}  " not in full] == []
    assert "--all" not in full
    assert say("approval", lang) in full
    assert say("by_practice", lang) in full
