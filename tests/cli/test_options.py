"""The options that several commands have mean the same in each of them."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest

from procure_rules.cli import app, main
from procure_rules.cli.session import BadInput

DEMO = str(Path(__file__).parents[2] / "examples" / "hospital-tender.yaml")
DATES = [
    ("assess", "--as-of"),
    ("assess", "--known-at"),
    ("assess", "--compare"),
    ("methods", "--as-of"),
    ("timeline", "--as-of"),
    ("timeline", "--known-at"),
    ("methods", "--known-at"),
    ("check-filing", "--as-of"),
    ("check-filing", "--known-at"),
    ("remedies", "--on"),
    ("remedies", "--known-at"),
    ("plan", "--start"),
    ("plan", "--known-at"),
]
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
    assert refused(capsys, command, DEMO, option, "2026-02-30").startswith(f"{option}: '2026-02-30': 应为日期")
    said = refused(capsys, command, DEMO, option, "2026-02-30", "--lang", "en")
    assert said.startswith(f"{option}: '2026-02-30': expected a day")


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


@pytest.mark.parametrize("command", READERS)
def test_rules_and_years_of_ones_own_are_read_and_their_faults_told_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    (tmp_path / "timelines").mkdir()
    (tmp_path / "2031.yaml").write_text("x: 1\n", encoding="utf-8")
    for option in ("--rules", "--calendar-dir"):
        assert "处问题" in refused(capsys, command, DEMO, option, str(tmp_path), "--lang", "zh")
        assert "problem" in refused(capsys, command, DEMO, option, str(tmp_path), "--lang", "en")


@pytest.mark.parametrize("args", [("new", "--kind", "goods", "--output"), ("schema", "--output")])
def test_a_file_that_cannot_be_written_is_told_once_in_both_languages(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, args: tuple[str, ...]
) -> None:
    there = tmp_path / "none" / "x"
    with pytest.raises(SystemExit) as stop:
        main([*args, str(there)])
    assert stop.value.code == 3
    assert capsys.readouterr().err == f"{there}: 没有此文件或者文件夹 · no such file or folder\n"


def test_a_rule_that_is_none_is_told_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, said in (("zh", "没有此名称；是否为 "), ("en", "no such name; did you mean ")):
        with pytest.raises(SystemExit) as stop:
            main(["explain", "bid-preparation", "--lang", lang])
        assert stop.value.code == 3
        assert capsys.readouterr().err.startswith(f"bid-preparation: {said}")


def test_a_warning_is_one_line_without_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def warn(*_: object, **__: object) -> None:
        warnings.warn("only this", RuntimeWarning, stacklevel=2)
        raise BadInput("end")

    monkeypatch.setattr("procure_rules.cli.session.assess", warn)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        assert refused(capsys, "assess", DEMO) == "only this\nend\n"


def test_the_help_of_each_command_speaks_both_languages() -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        zh, _, en = " ".join((command.callback.__doc__ or "").split()).partition(" · ")
        assert re.search("[\u4e00-\u9fff]", zh), command.callback
        assert en.isascii() or "…" in en, en
