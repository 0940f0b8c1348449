"""The command line: what a user types and sees, and the exit codes."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from procure_rules import Assessment, assess, load_project
from procure_rules.cli import main
from tests.promptly import promptly

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "examples" / "hospital-tender.yaml"
LATE = """
purchaser: {kind: public_institution, level: central, place: 中央}
funding: {budgeted: true}
catalogue: {listed: true}
subject: {category: goods}
budget: 5000000
method: open_tendering
timeline: {tender_documents_issued: 2026-08-31, bid_deadline: 2026-09-19T09:30}
"""


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(list(args))
    captured = capsys.readouterr()
    code = stop.value.code
    return (code if isinstance(code, int) else 0), captured.out, captured.err


@pytest.fixture
def late(tmp_path: Path) -> str:
    file = tmp_path / "late.yaml"
    file.write_text(LATE, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_demo_is_assessed_in_both_languages(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    code, out, err = run(capsys, "assess", str(DEMO), "--as-of", "2026-11-20", "--proofs", "--lang", lang)
    assert (code, err) == (0, "")
    assert {"zh": "适用什么法律", "en": "Which law"}[lang] in out
    assert {"zh": "逐日计算", "en": "Count, day by day"}[lang] in out
    assert {"zh": "未能判断", "en": "Open"}[lang] in out
    assert {"zh": "推定", "en": "Presumptions"}[lang] in out


def test_the_first_screen_is_the_brief(capsys: pytest.CaptureFixture[str], late: str) -> None:
    for lang, law in (
        ("zh", "适用政府采购法规定的程序（推定：①"),
        ("en", "The procurement law's procedure governs (pre"),
    ):
        out = run(capsys, "assess", late, "--as-of", "2026-11-20", "--lang", lang)[1]
        lines = out.splitlines()
        assert len(lines) <= 15
        assert lines[1].startswith(law)
        assert "2026-09-20" in out
        assert "--all" in lines[-1]


def test_an_open_law_is_said_to_be_open_with_what_would_decide_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "bare.yaml"
    file.write_text("method: open_tendering\n", encoding="utf-8")
    out = run(capsys, "assess", str(file), "--as-of", "2026-11-20", "--lang", "en", "--all")[1]
    assert "Which law's procedure governs is not yet known; it depends on: " in out
    assert "Whether it must be tendered is not yet known; it depends on: " in out


def test_exit_1_on_a_breach(capsys: pytest.CaptureFixture[str], late: str) -> None:
    code, out, _ = run(capsys, "assess", late, "--as-of", "2026-11-20")
    assert code == 1
    assert "2026-09-20" in out


def test_exit_2_only_when_strict_and_undetermined(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "assess", str(DEMO), "--as-of", "2026-11-20")[0] == 0
    assert run(capsys, "assess", str(DEMO), "--as-of", "2026-11-20", "--strict")[0] == 2


def test_json_is_an_assessment(capsys: pytest.CaptureFixture[str], late: str) -> None:
    code, out, _ = run(capsys, "assess", late, "--as-of", "2026-11-20", "--json")
    assert code == 1
    assert Assessment.from_json(out).receipt.as_of.isoformat() == "2026-11-20"


def test_bad_input_is_one_clear_error_and_exit_3(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("budgt: 5\nmethod: NO\nbudget: 17:30\n", encoding="utf-8")
    code, out, err = run(capsys, "assess", str(file), "--lang", "en")
    assert (code, out) == (3, "")
    assert "3 problems" in err
    assert "did you mean budget (项目预算金额)" in err


@pytest.mark.parametrize(
    "args",
    [
        ["assess"],
        ["assess", "no-such-file.yaml"],
        ["assess", str(DEMO), "--as-of", "2026-02-30"],
        ["assess", str(DEMO), "--lang", "fr"],
        ["assess", str(DEMO), "--detail", "all"],
        ["assess", str(DEMO), "--nope"],
        ["explain", "no.such.rule"],
        ["calendar"],
        ["calendar", "yesterday"],
        ["calendar", "1890-01-01"],
        ["calendar", "2026-01-01", "--add", "99999"],
        ["calendar", "--year", "1890"],
    ],
    ids=" ".join,
)
def test_wrong_command_lines_exit_3(capsys: pytest.CaptureFixture[str], args: list[str]) -> None:
    code, out, err = run(capsys, *args)
    assert code == 3
    assert out == ""
    assert err
    assert "Traceback" not in err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_methods_are_listed_with_their_grounds(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    code, out, err = run(capsys, "methods", str(DEMO), "--as-of", "2026-11-20", "--lang", lang)
    assert (code, err) == (0, "")
    assert {"zh": "竞争性谈判", "en": "competitive negotiation"}[lang] in out
    assert {"zh": "技术复杂或者性质特殊", "en": "technically complex or special"}[lang] in out
    assert {"zh": "具备下列情形之一方可采用", "en": "only if one of these holds"}[lang] in out


def test_the_methods_as_json_and_exit_1_where_the_one_stated_may_not_be_used(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "talks.yaml"
    file.write_text(
        LATE.replace("open_tendering", "competitive_negotiation")
        + "follows_failed_open_tender: true\nresponsive_in_failed_tender: 2\ndeparture_approved_by_finance: false\n"
        + "thresholds: {procurement: 100万元, open_tendering: 200万元}\n",
        encoding="utf-8",
    )
    code, out, _ = run(capsys, "methods", str(file), "--as-of", "2026-11-20", "--json")
    made = json.loads(out)
    (one,) = [m for m in made["methods"] if m["method"] == "competitive_negotiation"]
    assert (code, one["presumed"]) == (1, "allowed_with_approval")
    assert {g["approved"] for g in one["grounds"] if g["presumed"] == "met"} == {"false"}
    assert len(made["findings"]) == 1


def test_a_large_file_is_refused_promptly(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b"a: b\n" * (50 * 2**20 // 5))
    with promptly():
        assert run(capsys, "assess", str(file))[0] == 3


def test_explain_reads_a_rule_aloud(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "explain", "gp.tender.bid-preparation")
    assert code == 0
    assert "《政府采购法》第三十五条" in out
    assert "不得早于招标（采购）文件开始发出之日后20日" in out
    code, out, _ = run(capsys, "explain", "tb.security.works", "--lang", "en")
    assert "the lesser of 2% of estimated contract value and 800,000 yuan" in out


def test_rules_are_exported_with_articles_and_figures(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(run(capsys, "rules", "--json")[1])
    by_id = {r["id"]: r for r in rows}
    rule = by_id["gp.tender.bid-preparation"]
    assert {"instrument": "gpl-2014", "article": 35} in rule["basis"]
    assert {"value": 20, "unit": "day"} in rule["figures"]
    assert {"value": 4000000, "unit": "yuan"} in [
        f for r in rows if r["id"].startswith("param.tender_value") for f in r["figures"]
    ]


def test_the_calendar_counts_across_national_day(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "calendar", "2026-09-22", "--add", "7")
    assert (code, out.split()[0]) == (0, "2026-10-09")
    assert run(capsys, "calendar", "--year", "2026")[1].strip() == "248"
    assert "–" in run(capsys, "calendar", "--year", "2027", "--known-at", "2026-10-01")[1]
    assert "调休上班" in run(capsys, "calendar", "2026-02-14")[1]


def test_the_module_runs_as_a_program() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from procure_rules.cli import main; main(['calendar', '--year', '2026'])"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.strip() == "248"


def test_a_year_becomes_firm_when_the_user_adds_its_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "2027.yaml").write_text(
        """year: 2027
notices:
  - {number: TEST PLAN, title: invented for this test, dated: null, published: null, url: null,
     source_kind: derived, what: original, verified: false}
rest:
  - {festivals: [new-year], days: 2027-01-01/2027-01-03, notice: 0}
  - {festivals: [spring-festival], days: 2027-02-05/2027-02-12, notice: 0}
  - {festivals: [qingming], days: 2027-04-03/2027-04-05, notice: 0}
  - {festivals: [labour-day], days: 2027-05-01/2027-05-05, notice: 0}
  - {festivals: [dragon-boat], days: 2027-06-09, notice: 0}
  - {festivals: [mid-autumn], days: 2027-09-15, notice: 0}
  - {festivals: [national-day], days: 2027-10-01/2027-10-07, notice: 0}
work:
  - {festivals: [spring-festival], days: [2027-01-31, 2027-02-20], notice: 0}
""",
        encoding="utf-8",
    )
    open_ = run(capsys, "calendar", "2027-01-28", "--add", "7")[1].splitlines()[0]
    firm = run(capsys, "calendar", "2027-01-28", "--add", "7", "--calendar-dir", str(tmp_path))[1].splitlines()[0]
    assert " – " in open_
    low, high = open_.split(" – ")
    assert low <= firm <= high
    # the last days of December stay open: the notice for 2028 may touch them
    added = run(capsys, "calendar", "--year", "2027", "--calendar-dir", str(tmp_path))[1]
    assert added.startswith("243 – 245")


def test_the_module_runs_as_the_command_does() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "procure_rules.cli", "law", "--help"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "law" in done.stdout


def test_the_report_is_short_unless_all_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    args = ("assess", str(DEMO), "--as-of", "2026-11-20", "--lang", "en")
    short, full = (run(capsys, *args, *more)[1].splitlines() for more in ((), ("--all",)))
    assert len(short) <= 15
    assert len(full) > 10 * len(short)
    assert full[: len(short)] == short


def test_every_open_answer_stands_in_the_full_report(capsys: pytest.CaptureFixture[str]) -> None:
    args = ("assess", str(DEMO), "--as-of", "2026-11-20", "--lang", "en")
    made = load_project(DEMO)
    answer = assess(made, as_of=dt.date(2026, 11, 20))
    live = [r for r in (*answer.periods, *answer.duties, *answer.effects) if r.presumed == "undetermined"]
    out = run(capsys, *args, "--all")[1]
    part = out[out.index("\nOpen\n") :]
    assert live
    assert [r.title.en for r in live if r.title.en not in part] == []


def test_no_finding_is_left_out_of_the_full_report(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "many.yaml"
    one = (
        "{by: 甲, against: result, challenge_sent: 2026-09-28, challenge_received: 2026-09-28, challenge_signed: false}"
    )
    lines = LATE.replace("2026-09-19T09:30}", "2026-09-19T09:30, award_notice_published: 2026-09-24}")
    file.write_text(lines + "challenges:\n" + f"- {one}\n" * 14, encoding="utf-8")
    args = ("assess", str(file), "--as-of", "2026-10-20", "--lang", "en")
    made = Assessment.from_json(run(capsys, *args, "--json")[1])
    out = run(capsys, *args, "--all")[1]
    part = out[out.index("\nFindings\n") : out.index("\nCore periods")]
    assert len(made.findings) > 14
    assert len(re.findall(r"^\S", part.split("\n", 2)[2], re.MULTILINE)) == len(made.findings)
    assert f"{len(made.findings) - 3} more" in run(capsys, *args)[1]


def test_the_names_of_the_library_are_plain_imports() -> None:
    code = (
        "import procure_rules.planning, procure_rules as p\n"
        "assert all(hasattr(p, n) for n in p.__all__)\n"
        "print(p.plan.__name__, p.assess.__name__, p.__version__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[:2] == ["plan", "assess"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", done.stdout.split()[2])


def test_of_several_procedures_what_is_alike_is_told_once_and_what_is_not_is_placed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    base = LATE.split("method:", maxsplit=1)[0]
    rounds = (
        "{method: open_tendering, timeline: {tender_documents_issued: 2026-08-31, bid_deadline: 2026-09-19T09:30}}",
        "{method: open_tendering, timeline: {tender_documents_issued: 2026-09-28, bid_deadline: 2026-10-28T09:30}}",
    )
    file = tmp_path / "rounds.yaml"
    file.write_text(f"{base}procedures:\n" + "".join(f"  - {r}\n" for r in rounds), encoding="utf-8")
    out = run(capsys, "assess", str(file), "--as-of", "2026-11-20", "--lang", "en")[1]
    assert out.count("The procurement law's procedure governs") == 1
    assert out.count("open tendering") == 2  # in the heading, and as the method of both
    assert "procedure 1 · “bid deadline” was possible from 2026-09-20" in out
    full = run(capsys, "assess", str(file), "--as-of", "2026-11-20", "--lang", "en", "--all")[1]
    assert "bid deadline (procedure 1) no earlier than 2026-09-20" in full
    assert "bid deadline (procedure 2) no earlier than" in full
