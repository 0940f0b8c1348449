"""``procure-rules remedies`` and ``procure-rules check-filing``: what a user types and sees, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from procure_rules.cli import main
from tests.remedies.projects import PROCUREMENT

FILED = {
    "by": "甲公司",
    "against": "documents",
    "documents_obtained": "2026-04-28",
    "challenge_sent": "2026-05-08",
    "challenge_received": "2026-05-08",
    "challenge_answered": "2026-05-13",
}
PROJECT: dict[str, Any] = {
    **PROCUREMENT,
    "timeline": {"tender_notice_published": "2026-04-27", "award_notice_published": "2026-09-24"},
    "challenges": [FILED],
}


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


def write(tmp_path: Path, project: dict[str, Any]) -> str:
    file = tmp_path / "project.json"
    file.write_text(json.dumps(project, ensure_ascii=False), encoding="utf-8")
    return str(file)


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(list(args))
    captured = capsys.readouterr()
    code = stop.value.code
    return (code if isinstance(code, int) else 0), captured.out, captured.err


@pytest.mark.parametrize(
    ("lang", "columns"), [("zh", ("自何日起", "稳妥线", "字面线")), ("en", ("from", "safe line", "literal line"))]
)
def test_the_safe_line_comes_first(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str, columns: tuple[str, ...]
) -> None:
    code, out, err = run(
        capsys, "remedies", write(tmp_path, PROJECT), "--role", "supplier", "--on", "2026-09-28", "--lang", lang
    )
    assert (code, err) == (0, "")
    head = next(line for line in out.splitlines() if columns[0] in line)
    assert [head.index(c) for c in columns] == sorted(head.index(c) for c in columns)
    row = next(line for line in out.splitlines() if "2026-10-12" in line)
    assert row.index("2026-10-12") < row.index("2026-10-13")
    assert "2026-11-03" in out  # what comes next


def test_what_is_closed_or_not_there_is_told_shortly_or_in_full(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = write(tmp_path, PROJECT)
    args = ("remedies", file, "--role", "supplier", "--on", "2026-10-20", "--lang", "en")
    short, full = run(capsys, *args)[1], run(capsys, *args, "--all")[1]
    assert "not available: " in short
    assert "closed: " in short
    assert len(full) > len(short)
    assert "the tendering law's procedure does not bind" in full


def test_json_and_the_calendar_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pytest.importorskip("icalendar")
    ics = tmp_path / "remedies.ics"
    args = ("remedies", write(tmp_path, PROJECT), "--role", "supplier", "--on", "2026-09-28", "--ics", str(ics))
    code, out, _ = run(capsys, *args, "--json")
    rows = json.loads(out)["rights"]
    assert code == 0
    assert {r["status"] for r in rows} <= {"open", "closed", "coming", "not_available", "undetermined", "due", "done"}
    first = ics.read_bytes()
    assert first.startswith(b"BEGIN:VCALENDAR\r\n")
    out = run(capsys, *args)[1]
    assert str(ics) in out.replace("\n", "")
    assert ics.read_bytes() == first


@pytest.mark.parametrize(
    "args", [("--role", "neighbour"), ("--role", "supplier", "--on", "soon"), ("--role", "supplier", "--lang", "fr")]
)
def test_wrong_words_are_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, args: tuple[str, ...]) -> None:
    code, out, err = run(capsys, "remedies", write(tmp_path, PROJECT), *args)
    assert (code, out) == (3, "")
    assert err


def test_a_file_that_is_no_calendar_is_left_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pytest.importorskip("icalendar")
    mine = tmp_path / "notes.txt"
    mine.write_text("mine", encoding="utf-8")
    code, _, err = run(
        capsys, "remedies", write(tmp_path, PROJECT), "--role", "supplier", "--on", "2026-09-28", "--ics", str(mine)
    )
    assert code == 3
    assert "notes.txt" in err
    assert mine.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_filings_are_checked_with_an_exit_code(capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str) -> None:
    file = write(tmp_path, PROJECT)
    code, out, err = run(capsys, "check-filing", file, "--as-of", "2026-06-01", "--lang", lang)
    assert (code, err) == (0, "")
    assert "2026-05-11" in out
    bad = write(tmp_path, {**PROJECT, "challenges": [{**FILED, "challenge_in_writing": False}]})
    code, out, _ = run(capsys, "check-filing", bad, "--as-of", "2026-06-01", "--lang", lang)
    assert code == 1
    assert {"zh": "有缺陷", "en": "defect"}[lang] in out
    code, out, _ = run(capsys, "check-filing", bad, "--as-of", "2026-06-01", "--json")
    (one,) = json.loads(out)["checks"]
    assert (code, one["filing"]["by"]) == (1, "甲公司")
    code, out, _ = run(capsys, "check-filing", bad, "--as-of", "2026-05-06", "--lang", lang)
    assert code == 1  # it goes out on the 8th
    assert {
        "zh": "尚待提出或者送达，按2026-05-08检查",
        "en": "still to be filed or received: checked as of 2026-05-08",
    }[lang] in out
    assert {"zh": "尚未提出，可以先改正", "en": "not filed yet: put it right"}[lang] in out
    none = write(tmp_path, {k: v for k, v in PROJECT.items() if k != "challenges"})
    assert run(capsys, "check-filing", none, "--as-of", "2026-06-01", "--lang", lang)[0] == 0
