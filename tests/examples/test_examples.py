"""The project files of ``examples/``: each loads, names its source, says in two languages what it leaves open."""

import re
from pathlib import Path

import pytest

from procure_rules.facts.load import load_project
from tests.examples.collection import INVENTED

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(f for f in EXAMPLES.rglob("*.yaml") if f.stem not in INVENTED)
NOTICES = EXAMPLES / "notices"

SOURCE = re.compile(r"(jianyu-hospital|telecom-enterprise) NT\d{4}(, NT\d{4})*\Z")
PHONE = re.compile(r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)")
HAN = re.compile(r"[\u4e00-\u9fff]")

each_file = pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)


def test_there_are_enough() -> None:
    assert (EXAMPLES / "hospital-tender.yaml") in FILES
    assert len([f for f in FILES if f.parent == NOTICES]) >= 10
    assert len(FILES) >= 11


@each_file
def test_loads_and_names_its_source(file: Path) -> None:
    project = load_project(file)
    assert project.title
    assert project.source is not None
    assert SOURCE.match(project.source), project.source
    assert project.procedures is not None
    assert project.procedures.items


@each_file
def test_says_what_the_notice_leaves_open(file: Path) -> None:
    zh, en, *_ = file.read_text("utf-8").splitlines()
    assert zh.startswith("# ")
    assert HAN.search(zh)
    assert "未载" in zh
    assert en.startswith("# ")
    assert "not said" in en or "do not give" in en


@each_file
def test_no_phone_number_and_no_local_path(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not PHONE.search(text)
    assert not re.search(r"/(home|root|tmp|work)/", text)


@each_file
def test_a_contract_notice_does_not_date_the_signing(file: Path) -> None:
    for procedure in load_project(file).procedures.items:
        timeline = procedure.timeline
        assert timeline is not None
        if timeline.contract_published is not None:
            assert timeline.contract_signed is None
            assert not timeline.contract_published.when.point


def test_sources_are_not_shared() -> None:
    seen: dict[str, Path] = {}
    for file in FILES:
        for notice in re.findall(r"NT\d{4}", load_project(file).source or ""):
            assert notice not in seen, f"{notice} in {seen.get(notice)} and {file}"
            seen[notice] = file
