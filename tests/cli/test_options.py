"""The options that several commands have mean the same in each of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from procure_rules.cli import main

DEMO = str(Path(__file__).parents[2] / "examples" / "hospital-tender.yaml")
DATES = [
    ("assess", "--as-of"), ("assess", "--known-at"), ("assess", "--compare"), ("methods", "--as-of"), ("timeline", "--as-of"), ("timeline", "--known-at"),
    ("check-filing", "--as-of"), ("remedies", "--on"), ("remedies", "--known-at"), ("plan", "--start"), ("plan", "--known-at"),
]  # fmt: skip
READERS = sorted({command for command, _ in DATES})


def refused(capsys: pytest.CaptureFixture[str], command: str, *args: str) -> str:
    role = ["--role", "supplier"] if command == "remedies" else []
    with pytest.raises(SystemExit) as stop:
        main([command, *role, *args])
    out, err = capsys.readouterr()
    assert (stop.value.code, out) == (3, "")
    return err


@pytest.mark.parametrize(("command", "option"), DATES)
def test_a_day_that_is_none_is_refused_by_its_option(
    capsys: pytest.CaptureFixture[str], command: str, option: str
) -> None:
    assert refused(capsys, command, DEMO, option, "2026-02-30") == f"{option}: '2026-02-30': YYYY-MM-DD\n"


@pytest.mark.parametrize("command", READERS)
def test_a_language_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert refused(capsys, command, DEMO, "--lang", "fr") == "--lang: zh | en\n"


@pytest.mark.parametrize("command", READERS)
def test_what_is_wrong_with_a_project_is_said_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("budgt: 5\n", encoding="utf-8")
    assert "输入有1处问题" in refused(capsys, command, str(file), "--lang", "zh")
    assert "1 problem in the input" in refused(capsys, command, str(file), "--lang", "en")
