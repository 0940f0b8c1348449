"""``procure-rules methods``: in short, in full, and as data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from procure_rules import assess, load_project
from procure_rules.cli import main
from procure_rules.texts import say

DEMO = Path(__file__).parents[2] / "examples" / "hospital-tender.yaml"
DECIDES = {"allowed": "met", "undetermined": "undetermined", "not_allowed": "not_applicable"}
"""What decides each verdict of the example."""


def run(capsys: pytest.CaptureFixture[str], *more: str) -> str:
    with pytest.raises(SystemExit) as stop:
        main(["methods", str(DEMO), "--as-of", "2026-11-20", *more])
    assert stop.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_method_has_one_line_with_its_verdict_and_an_article(
    capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    lines = run(capsys, "--lang", lang).splitlines()
    answer = assess(load_project(DEMO), as_of=dt.date(2026, 11, 20))
    assert len(lines) < 25
    colon, opens = {"zh": ("：", "（"), "en": (": ", " (")}[lang]
    left = 0
    for one in answer.methods:
        if not one.grounds:
            continue
        (line,) = [x for x in lines if x.startswith(f"{one.title.text(lang)}{colon}{say(one.presumed, lang)}")]
        named = [g for g in one.grounds if f"{g.title.text(lang)}{opens}{g.citations[0].text.text(lang)}" in line]
        assert {g.presumed for g in named} == {DECIDES[one.presumed]}
        left += len(one.grounds) - len(named)
    assert f"  {say('more_all', lang, left)}" in lines


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
