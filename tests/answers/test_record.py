"""An assessment as data: it survives JSON, stands on its own, and says all it says in both languages."""

from __future__ import annotations

import copy
import datetime as dt
import io
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from procure_rules import Assessment, Project, assess, load_project
from procure_rules.answers import AssessmentError
from procure_rules.answers.assessment import PARTS
from procure_rules.reports.terminal.assessment import print_assessment
from procure_rules.rules.loader import default_rulebook
from tests.answers import golden
from tests.answers.texts import texts
from tests.examples.collection import CHAINS, INVENTED

DEMO = Path(__file__).parents[2] / "examples" / "hospital-tender.yaml"
PROJECTS = golden.projects()
FOUND = "first-steps"  # a project with findings
SOME = (FOUND, "hospital-tender", "leibo-price-inquiry", "nanchong-lots")
SURVIVE = (*sorted(INVENTED), *CHAINS)
HAN = re.compile(r"[\u4e00-\u9fff]+")
LATIN = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)
DECLARED = {"PPP"}
"""Latin words that Chinese texts may have, beside the codes of the readings."""

every_project = pytest.mark.parametrize("project", PROJECTS.values(), ids=PROJECTS)


def made(project: Project, *, proofs: bool = True) -> Assessment:
    return assess(project, as_of=golden.AS_OF, proofs=proofs)


def printed(answer: Assessment, lang: str) -> str:
    out = io.StringIO()
    print_assessment(answer, lang, Console(file=out, width=120), every=True)
    return out.getvalue()


@pytest.fixture(scope="module")
def found() -> Assessment:
    return made(PROJECTS[FOUND])


@pytest.fixture(scope="module")
def saved(found: Assessment) -> dict[str, Any]:
    return found.to_dict(every=True, proofs=True)


# there and back -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("project", [PROJECTS[name] for name in SURVIVE], ids=SURVIVE)
def test_an_assessment_survives_json(project: Project) -> None:
    answer = made(project)
    again = Assessment.from_json(answer.to_json(every=True, proofs=True))
    for part in PARTS:
        assert getattr(again, part) == getattr(answer, part), part
    assert again == answer
    assert again.receipt == answer.receipt


def test_the_demo_survives_json_with_its_counts() -> None:
    answer = assess(load_project(DEMO), as_of=dt.date(2026, 6, 1), proofs=True)
    assert any(p.proof for p in answer.periods)
    assert answer.receipt.notices
    assert Assessment.from_json(answer.to_json(every=True, proofs=True)) == answer


def test_what_is_written_again_is_the_same_text(found: Assessment) -> None:
    for every in (False, True):
        text = found.to_json(every=every, proofs=True)
        assert Assessment.from_json(text).to_json(every=every, proofs=True) == text


def test_without_counts_and_what_does_not_apply_a_record_has_the_rest(found: Assessment) -> None:
    whole, short = (Assessment.from_json(found.to_json(every=every)) for every in (True, False))
    assert found.digest() == whole.digest() == short.digest()
    assert [(f.key, f.text, f.assuming, f.because) for f in short.findings] == [
        (f.key, f.text, f.assuming, f.because) for f in found.findings
    ]
    assert short.missing == found.missing[:20]
    decided = [p for p in found.periods if p.presumed not in ("not_applicable", "undetermined")]
    assert [p.key for p in short.periods] == [p.key for p in decided]
    assert set(short.waiting) == set(found.waiting)
    assert not any(p.proof for p in short.periods)
    assert short.receipt == found.receipt


def test_an_assessment_may_be_pickled_and_copied(found: Assessment) -> None:
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301
    assert copy.deepcopy(found) == found
    assert hash(pickle.loads(pickle.dumps(found))) == hash(found)  # noqa: S301


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"format": 1}', "[" * 100_000])
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(AssessmentError):
        Assessment.from_json(text)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (["titel"], "?", "titel"),
        (["receipt", "as_of"], "soon", "receipt.as_of"),
        (["receipt", "engine"], 3, "receipt.engine"),
        (["periods", 0, "strict"], "sort of", r"periods\[0\].strict"),
        (["periods", 0, "about"], "no.such.rule", r"periods\[0\].about"),
        (["duties", 1, "colour"], "red", r"duties\[1\]: colour"),
        (["conclusions"], {}, "conclusions"),
    ],
)
def test_a_fault_is_told_with_its_place(saved: dict[str, Any], path: list[Any], value: Any, where: str) -> None:
    data = copy.deepcopy(saved)
    here = data
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    with pytest.raises(AssessmentError, match=where):
        Assessment.from_dict(data)


# the texts ----------------------------------------------------------------------------------------------------------
def strange(text: str, pattern: re.Pattern[str], own: str, declared: set[str]) -> list[str]:
    """Words of the other language that neither the project says itself nor are declared."""
    return [w for w in pattern.findall(text) if w not in declared and w not in own]


@every_project
def test_every_text_is_there_in_both_languages_and_in_no_other(project: Project) -> None:
    own = project.model_dump_json(exclude_none=True)
    declared = DECLARED | set(default_rulebook().readings)
    seen = 0
    for where, text in texts(made(project, proofs=False)):
        seen += 1
        assert text.zh.strip(), where
        assert text.en.strip(), where
        assert strange(text.zh, LATIN, own, declared) == [], (where, text.zh)
        assert strange(text.en, HAN, own, set()) == [], (where, text.en)
    assert seen > 100


@pytest.mark.parametrize("name", SOME)
def test_what_is_printed_in_english_has_no_chinese_but_names_and_numbers_of_notices(name: str) -> None:
    answer = made(PROJECTS[name])
    own = PROJECTS[name].model_dump_json(exclude_none=True) + "".join(answer.receipt.notices)
    assert strange(re.sub(r"\s+", "", printed(answer, "en")), HAN, own, set()) == []


# without the rulebook -----------------------------------------------------------------------------------------------
ALONE = """
import sys
from pathlib import Path
from procure_rules import Assessment, brief, check_filings, rights

def refuse(*_, **__):
    raise AssertionError("the rulebook was asked for")

loader, entry = (sys.modules[f"procure_rules.{name}"] for name in ("rules.loader", "assess.entry"))
sys.modules["procure_rules.rules.rulebook"].Rulebook.__init__ = refuse
loader.default_rulebook = loader.load_rulebook = entry.default_rulebook = entry.engine_for = refuse
from procure_rules.reports.terminal.assessment import print_assessment
from rich.console import Console

answer = Assessment.from_json(Path(sys.argv[1]).read_text("utf-8"))
with open(sys.argv[2], "w", encoding="utf-8") as out:
    for lang in ("zh", "en"):
        print_assessment(answer, lang, Console(file=out, width=120), every=True)
assert brief(answer).to_dict() and rights(answer) is not None and check_filings(answer) is not None
assert answer.digest() == answer.receipt.answer
"""


def test_a_saved_answer_is_shown_without_the_rulebook(found: Assessment, tmp_path: Path) -> None:
    record, out = tmp_path / "answer.json", tmp_path / "printed.txt"
    record.write_text(found.to_json(every=True, proofs=True), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ALONE, str(record), str(out)],
        env=dict(os.environ),  # and no width that a library of the terminal has set meanwhile
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_text("utf-8") == printed(found, "zh") + printed(found, "en")
