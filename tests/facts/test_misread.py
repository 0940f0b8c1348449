"""What is nearly right is told with what would be right, and nothing is swallowed."""

from __future__ import annotations

import pytest

from procure_rules import InputError, parse_project
from procure_rules.errors import Place
from procure_rules.reading.document import COLON


def told(text: str) -> tuple[str, Place | None, str, str]:
    with pytest.raises(InputError) as refused:
        parse_project(text)
    (problem,) = refused.value.problems
    return problem.path, problem.place, problem.zh, problem.en


@pytest.mark.parametrize("line", ["budget：500万元", "预算金额：500万元", "- 采购方式：公开招标"])
@pytest.mark.parametrize(("above", "path"), [("title: 某项目", "title"), ("subject:\n  name: 某项目", "subject.name")])
def test_a_key_on_a_line_that_ran_into_the_text_above_is_told(above: str, path: str, line: str) -> None:
    at, place, zh, en = told(f"{above}\n    {line}\n")
    assert (at, place and place.line) == (path, above.count("\n") + 2)
    assert line.removeprefix("- ").split("：")[0] in zh
    assert "align" in en


def test_a_key_that_is_indented_under_a_text_is_told_in_both_languages() -> None:
    _, place, zh, en = told("title: x\n  method: open_tendering\n")
    assert place is not None
    assert (place.line, place.column) == (2, 9)
    assert "缩进" in zh
    assert "indented" in en


@pytest.mark.parametrize("more", ["的采购\n  （含安装：两台）", "第一期\n  说明：无"])
def test_running_text_on_several_lines_is_a_text(more: str) -> None:
    made = parse_project(f"title: 某项目{more}\n")
    assert made.title is not None
    assert made.title.startswith("某项目")


@pytest.mark.parametrize(
    "text",
    [
        "budget:　500万元\nmethod: open_tendering\n",
        "budget:　500万元\n",
        "subject:\n  category:goods\n",
        "标的：\n  类别: 货物\n",
    ],
)
def test_a_colon_that_makes_no_key_is_told(text: str) -> None:
    assert told(text)[2:] == COLON
