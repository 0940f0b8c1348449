"""``procure-rules audit`` and ``template``: what a user sees, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from procure_rules.cli.app import main
from tests.audit.test_audit import GOOD, TENDER, written


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([*map(str, words)])
    out = capsys.readouterr()
    code: Any = ended.value.code
    return code, out.out, out.err


def audited(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    return run(capsys, "audit", *words, "--as-of", "2026-09-29", "--workers", 1)


def test_the_summary_says_what_was_read_and_found(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = audited(capsys, written(tmp_path, TENDER, GOOD, "C,x,y,事业单位,省级,火星"))
    assert (code, err) == (1, "")
    assert "读到的行：3  项目：2  未读取的行：1" in out
    assert "违反 1  投标准备期不少于二十日  《政府采购法》第三十五条" in out
    assert "未读取：a.csv·a 第4行" in out
    code, out, _ = audited(capsys, written(tmp_path, GOOD), "--lang", "en")
    assert code == 0
    assert "rows read: 1  projects: 1  findings: 0" in out


@pytest.mark.parametrize("suffix", [".xlsx", ".html", ".csv", ".jsonl", ".parquet", ""])
def test_the_answer_is_written_by_the_suffix(capsys: pytest.CaptureFixture[str], tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"out{suffix}"
    code, out, err = audited(capsys, written(tmp_path, TENDER, "C,x,y,事业单位,省级,火星"), "-o", target)
    assert (code, err) == (1, "")
    assert str(target) in out
    if suffix in (".csv", ".parquet"):
        assert (tmp_path / f"out.rejected{suffix}").exists()
    if suffix:
        assert target.stat().st_size > 500
    else:
        assert {p.name for p in target.iterdir()} >= {"findings.csv", "projects.csv", "rejected.csv", "receipt.csv"}


def test_columns_are_explained_without_judging(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "audit", written(tmp_path, GOOD), "--explain-columns")
    assert code == 0
    assert "  预算金额(万元) → 项目预算金额 (万元) budget" in out
    code, out, _ = run(capsys, "audit", written(tmp_path, GOOD), "--explain-columns", "--json")
    assert {"header": "采购方式", "fact": "method"}.items() <= json.loads(out)[10].items()


def test_a_row_is_told_whole(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, TENDER, "C,x,y,事业单位,省级,火星")
    code, out, _ = audited(capsys, path, "--row", 3)
    assert code == 1
    assert "“投标截止”最早为2026-03-22，实际为2026-03-20" in out
    assert audited(capsys, path, "--row", 2, "--json")[0] == 0
    code, _, err = audited(capsys, path, "--row", 4)
    assert (code, "地区 F4" in err) == (3, True)
    code, _, err = audited(capsys, path, "--row", 9)
    assert (code, err) == (3, "没有读到第9行的项目\n")


def test_a_map_says_what_columns_state(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("品目:\n公告日期: contract_signed\n", encoding="utf-8")
    _, out, _ = run(capsys, "audit", written(tmp_path, GOOD), "--explain-columns", "--map", tmp_path / "map.yaml")
    assert "公告日期 → 合同签订 timeline.contract_signed" in out
    assert "品目  对照表中不读取" in out


@pytest.mark.parametrize(
    "words",
    [
        ("none.csv",),
        ("{a}", "-o", "x.docx"),
        ("{a}", "--lang", "fr"),
        ("{a}", "--map", "none.yaml"),
        ("{a}", "--as-of", "2026-13-01"),
        ("{a}", "--workers", "0"),
        ("{a}", "--diff"),
        ("{a}", "{a}", "--diff"),
        (),
    ],
)
def test_bad_input_ends_with_three_and_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = str(written(tmp_path, GOOD))
    code, out, err = run(capsys, "audit", *(w.format(a=path) for w in words))
    assert (code, out) == (3, "")
    assert err
    assert "Traceback" not in err


def test_a_table_of_which_nothing_could_be_read_ends_with_three(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, _ = audited(capsys, written(tmp_path, "C,x,y,事业单位,省级,火星"))
    assert code == 3
    assert "未读取的行：1" in out


def test_two_answers_are_compared(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    audited(capsys, written(tmp_path, TENDER), "-o", old)
    audited(capsys, written(tmp_path, TENDER.replace("2026-05-10", "2026-04-10")), "-o", new)
    code, out, _ = run(capsys, "audit", "--diff", old, new)
    assert code == 0
    assert "违反 → 无  gp.contract.thirty-days" in out
    assert "不同之处：1" in out


def test_what_cannot_be_written_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").mkdir()
    code, _, err = audited(capsys, written(tmp_path, TENDER), "-o", tmp_path / "a.jsonl")
    assert code == 3
    assert "a.jsonl" in err


def test_a_template_is_written_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    assert run(capsys, "template", path)[0] == 0
    assert run(capsys, "template", path)[0] == 3
    assert run(capsys, "template", tmp_path / "ledger.csv")[0] == 3
    code, out, _ = audited(capsys, path)
    assert (code, "没有读到任何项目" in out) == (3, True)  # nothing is filled in yet
