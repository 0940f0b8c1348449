"""Project files are hostile until parsed: whatever stands in one, the answer is a project or one error that lists
all.
"""

import datetime as dt
import json
import typing
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procure_rules.facts import (
    InputError,
    Project,
    load_project,
    make_project,
    parse_project,
    regions,
    values,
)
from procure_rules.facts.fields import Entity, Many
from procure_rules.reading import document
from procure_rules.reading.document import MAX_DEPTH, MAX_NODES, Document, read_document
from procure_rules.texts import unprintable
from tests.promptly import promptly

Load = Callable[[str | bytes], Project]


@pytest.fixture
def yaml_file(tmp_path: Path) -> Load:
    return _loader(tmp_path / "project.yaml")


@pytest.fixture
def json_file(tmp_path: Path) -> Load:
    return _loader(tmp_path / "project.json")


def _loader(path: Path) -> Load:
    def load(content: str | bytes) -> Project:
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        return load_project(path)

    return load


def refused(load: Callable[..., Project], content: Any) -> InputError:
    """The one error that ``content`` gives, promptly."""
    with promptly(), pytest.raises(InputError) as caught:
        load(content)
    assert caught.value.problems
    for lang in ("zh", "en"):
        caught.value.text(lang).encode()  # can be printed
    return caught.value


def only(error: InputError) -> tuple[str, tuple[int, int] | None, str]:
    """Path, place and English text of the only problem."""
    (one,) = error.problems
    return one.path, one.place and (one.place.line, one.place.column), one.en


# every problem at once ------------------------------------------------------------------------------------------


def test_one_error_lists_every_problem_with_path_value_place_and_expectation(yaml_file: Load) -> None:
    error = refused(
        yaml_file,
        "budgett: 5000000\n"
        "budget: 五百万\n"
        "subject: {categry: goods, category: good}\n"
        "method: open\n"
        "timeline:\n"
        "  contract_signed: 2024-02-30\n"
        "bids:\n"
        "  - {bid_price: 100}\n"
        "  - {bid_prize: 100, deduction_applied: 10 元}\n",
    )
    found = {(p.path, p.value, p.place and p.place[:2]) for p in error.problems}
    assert found == {
        ("budgett", "", (1, 1)),
        ("budget", "'五百万'", (2, 9)),
        ("subject.categry", "", (3, 11)),
        ("subject.category", "'good'", (3, 37)),
        ("method", "'open'", (4, 9)),
        ("timeline.contract_signed", "'2024-02-30'", (6, 20)),
        ("bids[1].bid_prize", "", (9, 6)),
        ("bids[1].deduction_applied", "'10 元'", (9, 41)),
    }
    assert all(p.zh and p.en for p in error.problems)
    assert "8 problems" in error.text("en")
    assert "8处问题" in error.text("zh")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("budgett: 1", "budget (项目预算金额) or lot_budget (本包预算金额)"),
        ("subject: {categry: goods}", "category (标的类别)"),
        ("timeline: {contract_signd: 2024-05-03}", "contract_signed (合同签订) or contract_filed (合同备案)"),
        ("procedures: [{bids: [{bid_prize: 1}]}]", "bid_price (投标报价)"),
        ("works_project: {contracts: [{sibling_valu: 1}]}", "sibling_value (该合同估算价) or sibling_kind (合同类型)"),
        ("bid_opening: 2024-05-03", "timeline.bid_opening (开标)"),
        ("bid_price: 5", "bids[].bid_price (投标报价)"),
        ("预算金頟: 5万元", "budget (项目预算金额) or lot_budget (本包预算金额)"),
        ("采购人: {类形: 事业单位}", "kind (采购人类型)"),
        ("质疑: [{签字: 是}]", "challenge_signed (质疑函按规定签字、盖章)"),
    ],
)
def test_an_unknown_fact_suggests_the_ones_that_were_meant(yaml_file: Load, text: str, meant: str) -> None:
    assert only(refused(yaml_file, text))[2].startswith(f"no such fact; did you mean {meant}")


def test_an_unknown_fact_like_none_suggests_nothing(yaml_file: Load) -> None:
    assert only(refused(yaml_file, "xyzzyplugh: 1")) == ("xyzzyplugh", (1, 1), "no such fact")


def test_a_long_list_of_problems_is_kept_whole_but_printed_in_part(yaml_file: Load) -> None:
    error = refused(yaml_file, "".join(f"fact_{i}: 1\n" for i in range(300)))
    assert len(error.problems) == 300
    assert error.text("en").endswith("… and 200 more")


def test_facts_of_a_procedure_beside_a_list_of_procedures_are_told_with_all_else(yaml_file: Load) -> None:
    error = refused(yaml_file, "method: open_tendering\nbudget: -1\nprocedures: [{}]\n")
    assert [(p.path, p.place and p.place[:2]) for p in error.problems] == [("method", (1, 1)), ("budget", (2, 9))]


# what a value may be --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "amount",
    [
        "1" + "0" * 30,
        "9" * 10_000,
        "-1",
        "-0.01",
        "1e400",
        "1E3",
        "NaN",
        ".nan",
        "nan",
        "inf",
        "-.inf",
        "Infinity",
        "0x10",
        "1000000000000.01",
        "0.001",
        "400万美元",
        "10%",
        "20 days",
        "true",
        "17:30",
        "NO",
        "2024-05-03",
        "[1]",
        "{min: 2, max: 1}",
        "{least: 1}",
        "{}",
        "'4 00'",
        "½",
        "４ ００",
    ],
)
def test_an_absurd_amount_is_refused(yaml_file: Load, amount: str) -> None:
    path, place, en = only(refused(yaml_file, f"budget: {amount}\n"))
    assert (path, place) == ("budget", (1, 9))
    assert en.startswith("expected an amount in yuan from 0 to 1,000,000,000,000")


@pytest.mark.parametrize(
    "day",
    [
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "2024-00-10",
        "2024-04-31",
        "0000-01-01",
        "0001-01-01",
        "1948-12-31",
        "2101-01-01",
        "9999-12-31",
        "17:30",
        "2024",
        "20240503",
        "05/03/2024",
        "24年5月3日",
        "2024年5月3日（星期四）",
        "2024年5月3日2点半",
        "2024-05-03T24:01",
        "2024-05-03T09:60",
        "2024-05T09:30",
        "yesterday",
        "NO",
        "3",
        "{on: 2024-02-30}",
        "{from: 2024-05-03, to: 2024-05-02}",
        "{from: 2024-05-03, after: 2024-05-03}",
        "{until: 2024-05-03}",
    ],
)
def test_an_impossible_date_is_refused(yaml_file: Load, day: str) -> None:
    path, place, en = only(refused(yaml_file, f"timeline:\n  contract_signed: {day}\n"))
    assert (path, place) == ("timeline.contract_signed", (2, 20))
    assert en.startswith("expected a date")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2024-02-30", "; there is no such day or time, or its year is out of range"),
        ("2024-05-03T24:01", "; there is no such day or time, or its year is out of range"),
        ("{from: 2024-05-03, to: 2024-05-02}", "; it ends before it begins"),
        ("{after: 2024-05-03, before: 2024-05-04}", "; it ends before it begins"),
        ("{from: 2024-05-03, to: 2024-02-30}", "; 'to' is no date"),
        ("05/03/2024", "; the year comes first and has four digits"),
        ("2024年5月3日（星期四）", "; that day is a Friday"),
        ("yesterday", "unknown"),
    ],
)
def test_what_is_wrong_with_a_date_is_told(yaml_file: Load, day: str, why: str) -> None:
    assert only(refused(yaml_file, f"timeline:\n  contract_signed: {day}\n"))[2].endswith(why)
    if "[" not in day and why != "unknown":
        assert only(refused(yaml_file, f"timeline:\n  bid_deadline: {day}\n"))[2].endswith(why)


def test_problems_stand_in_the_order_of_the_file(yaml_file: Load) -> None:
    error = refused(yaml_file, "zzz: 1\nbids: 3\nbudget: x\nyyy: 1\nsubject: {category: y, q: 1}\n")
    places = [p.place[:2] for p in error.problems if p.place]
    assert places == sorted(places)
    assert len(places) == 6


@pytest.mark.parametrize("word", ["NO", "no", "yes", "on", "off", "True", "TRUE", "0", "1", "17:30", "010", "真"])
def test_only_true_false_and_unknown_are_booleans(yaml_file: Load, word: str) -> None:
    assert only(refused(yaml_file, f"catalogue: {{listed: {word}}}\n"))[2] == "expected true, false or unknown"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("budget: 5%", "'5%'", "expected an amount"),
        ("bidders: 3.5", "'3.5'", "expected a whole number"),
        ("bidders: 3个月", "'3个月'", "expected a whole number"),
        ("bid_validity: 90个工作日", "'90个工作日'", "expected a number of days"),
        ("sme_price_deduction: 10元", "'10元'", "expected a ratio"),
        ("sme_price_deduction: 1001%", "'1001%'", "expected a ratio"),
        ("method: tender", "'tender'", "expected one of: open_tendering"),
        ("subject: goods", "'goods'", "a group of facts (key: value) is expected here"),
        ("bids: 3", "'3'", "a list is expected here"),
        ("bids: {}", "{…}", "expected a list ([] for none)"),
        ("bids: {partial: true}", "{…}", "expected a list ([] for none)"),
        ("budget: '1,2'", "'1,2'", "expected an amount"),
        (
            "budget: {min: 2, max: 1}",
            "{…}",
            "expected an amount in yuan from 0 to 1,000,000,000,000, with at most two decimals (4000000, 400万元, {min: …, max: …}); min is above max",  # noqa: E501
        ),
        ("bids: [3]", "'3'", "a group of facts (key: value) is expected here"),
        ("timeline: [2024-05-03]", "[…]", "a group of facts (key: value) is expected here"),
    ],
)
def test_a_wrong_type_or_unit_says_what_was_expected(yaml_file: Load, field: str, value: str, expected: str) -> None:
    (problem,) = refused(yaml_file, field).problems
    assert problem.value == value
    assert problem.en.startswith(expected)


def test_what_yaml_would_reinterpret_means_what_it_says(yaml_file: Load) -> None:
    made = yaml_file("id: 010\ntitle: NO\nsource: 17:30\nbudget: 010\nbidders: 011\nlot: 1_000\n")
    procedure = made.procedures.items[0] if made.procedures else None
    assert (made.id, made.title, made.source, made.budget) == ("010", "NO", "17:30", (1000, 1000))
    assert procedure is not None
    assert (procedure.bidders, procedure.lot) == ((11, 11), "1_000")


def test_every_fact_may_be_said_to_be_unknown(yaml_file: Load) -> None:
    text = "budget: unknown\nmethod: 未知\ncatalogue: {listed: ~}\ntimeline: {contract_signed: unknown, bid_deadline: null}\nbids:\n"  # noqa: E501
    assert yaml_file(text).model_dump(exclude_none=True) == {
        "catalogue": {},
        "procedures": {"items": ({"timeline": {}},), "partial": False},
    }


# what a file may be ---------------------------------------------------------------------------------------------

DEEP = 100_000
HOSTILE_YAML: dict[str, tuple[str | bytes, tuple[int, int] | None, str]] = {
    "empty": ("", None, "the file is empty"),
    "blank": (" \n\t\n", None, "the file is empty"),
    "only a comment": ("# nothing yet\n", None, "the file is empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", None, "the file is empty"),
    "a scalar": ("hello\n", (1, 1), "a project file is a group of facts (key: value)"),
    "a list": ("- 1\n", (1, 1), "a project file is a group of facts (key: value)"),
    "null": ("~\n", (1, 1), "a project file is a group of facts (key: value)"),
    "50 MB": (b"#" * 50_000_000, None, "the file is larger than 4 MiB"),
    "invalid UTF-8": (b"budget: 1\ntitle: \xff\xfe\n", (2, 8), "the file is not valid UTF-8 text; save it as UTF-8"),
    "UTF-16": ("budget: 1".encode("utf-16"), (1, 1), "the file is not valid UTF-8 text; save it as UTF-8"),
    "a surrogate": ("budget: 1\ntitle: \ud800\n", (2, 8), "the file is not valid UTF-8 text; save it as UTF-8"),
    "an escaped surrogate": (
        'title: "\\ud800"\n',
        (1, 11),
        "not valid YAML (found invalid Unicode character escape code)",
    ),
    "NUL": ("budget: 1\ntitle: a\0b\n", (2, 9), "not valid YAML (a control character)"),
    "a control character": ("title: \x1b[31m\n", (1, 8), "not valid YAML (a control character)"),
    "tab as indent": (
        "subject:\n\tcategory: goods\n",
        (2, 1),
        "not valid YAML (found character that cannot start any token)",
    ),
    "broken": ("subject: {category: goods\n", (2, 1), "not valid YAML (did not find expected ',' or '}')"),
    "alias bomb": (
        "a: &a [x, x]\n" + "".join(f"{y}: &{y} [*{x}, *{x}]\n" for x, y in zip("abcdefgh", "bcdefghi", strict=True)),
        (1, 4),
        "anchors and aliases are not accepted",
    ),
    "an alias": ("a: *b\n", (1, 4), "anchors and aliases are not accepted"),
    "an anchor": ("title: &a x\n", (1, 8), "anchors and aliases are not accepted"),
    "a Python tag": ("title: !!python/object/apply:os.system [ls]\n", (1, 8), "tags are not accepted"),
    "a tag on the document": ("!!python/object:builtins.object {}\n", (1, 1), "tags are not accepted"),
    "a plain tag": ("budget: !!int 3\n", (1, 9), "tags are not accepted"),
    "a local tag": ("budget: !money 3\n", (1, 9), "tags are not accepted"),
    "a duplicate key": ("budget: 1\ntitle: a\nbudget: 2\n", (3, 1), "the key 'budget' occurs twice"),
    "a deep duplicate key": (
        "subject: {category: goods, category: works}\n",
        (1, 28),
        "the key 'category' occurs twice",
    ),
    "a merge key": ("<<: {budget: 1}\n", (1, 1), "no such fact"),
    "a second document": ("budget: 1\n---\nbudget: 2\n", (3, 1), "only one document is allowed"),
    "a list as key": ("? [budget]\n: 1\n", (1, 3), "a key must be a plain text"),
    "a mapping as key": ("{a: b}: 1\n", (1, 1), "a key must be a plain text"),
    "another YAML": ("%YAML 9.9\n---\nbudget: 1\n", (1, 1), "not valid YAML (found incompatible YAML document)"),
    "deep brackets": ("[" * DEEP, (1, MAX_DEPTH + 1), "nested deeper than 40 levels"),
    "deep and closed": ("budget: " + "[" * DEEP + "]" * DEEP, (1, 8 + MAX_DEPTH), "nested deeper than 40 levels"),
    "deep braces": ("{a: " * DEEP, (1, 4 * MAX_DEPTH + 1), "nested deeper than 40 levels"),
    "deep dashes": ("- " * DEEP, (1, 2 * MAX_DEPTH + 1), "nested deeper than 40 levels"),
    "deep indents": (
        "\n".join(" " * i + "a:" for i in range(2500)),
        (MAX_DEPTH + 1, MAX_DEPTH + 1),
        "nested deeper than 40 levels",
    ),
    "deep question marks": ("? " * DEEP, (1, 3), "a key must be a plain text"),
    "many nodes": ("- 1\n" * 1_000_000, (MAX_NODES, 3), f"more than {MAX_NODES} nodes"),
    "a key of megabytes": ("? " + "k" * 4_000_000 + "\n: 1\n", (1, 3), "no such fact"),
    "terminal codes in a key": ('"\\e[31mred": 1\n', (1, 1), "no such fact"),
    "an open quote": (
        'title: "' + "a\\\n" * 1_000_000,
        (1_000_001, 1),
        "not valid YAML (found unexpected end of stream)",
    ),
}


@pytest.mark.parametrize("what", HOSTILE_YAML)
def test_hostile_yaml_gives_one_error_with_its_place(yaml_file: Load, what: str) -> None:
    content, place, en = HOSTILE_YAML[what]
    found = only(refused(yaml_file, content))
    assert found[1:] == (place, en)
    assert len(found[0]) <= 60


DEEPER = [what for what, (_, _, en) in HOSTILE_YAML.items() if en.startswith("nested deeper")]


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize("what", DEEPER)
def test_our_bound_on_nesting_speaks_before_that_of_any_parser(
    monkeypatch: pytest.MonkeyPatch, what: str, parser: str
) -> None:
    monkeypatch.setattr(document, "_Loader", getattr(yaml, parser, yaml.SafeLoader))
    content, place, en = HOSTILE_YAML[what]
    assert isinstance(content, str)
    with pytest.raises(InputError) as caught:
        read_document(content)
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert (problem.place[:2], problem.en) == (place, en)


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(("levels", "en"), [(0, "not valid YAML"), (1, "nested deeper than 40 levels")])
def test_a_fault_of_the_yaml_within_our_bound_is_told_as_such(
    monkeypatch: pytest.MonkeyPatch, levels: int, en: str, parser: str
) -> None:
    monkeypatch.setattr(document, "_Loader", getattr(yaml, parser, yaml.SafeLoader))
    with pytest.raises(InputError) as caught:
        read_document("a: " + "[" * (MAX_DEPTH - 1 + levels) + '"open')
    (problem,) = caught.value.problems
    assert problem.en.startswith(en)


HOSTILE_JSON: dict[str, tuple[str | bytes, str, tuple[int, int] | None, str]] = {
    "empty": ("", "", None, "the file is empty"),
    "broken": ('{"budget":\n', "", (2, 1), "not valid JSON (Expecting value)"),
    "yaml": ("budget: 1", "", (1, 1), "not valid JSON (Expecting value)"),
    "NaN": ('{"budget": NaN}', "", None, "NaN is not accepted"),
    "infinity": ('{"budget": -Infinity}', "", None, "-Infinity is not accepted"),
    "1e400": ('{"budget": 1e400}', "budget", None, "expected an amount"),
    "1e999999999": ('{"budget": 1e999999999}', "budget", None, "expected an amount"),
    "an exponent of twenty digits": ('{"budget": 1e99999999999999999999}', "budget", None, "expected an amount"),
    "a tiny amount": ('{"budget": 1e-999999999}', "budget", None, "expected an amount"),
    "an amount beyond exact arithmetic": (
        '{"budget": 1.0000000000000000000000000000000001}',
        "budget",
        None,
        "expected an amount",
    ),
    "10,000 digits": ('{"budget": ' + "9" * 10_000 + "}", "budget", None, "expected an amount"),
    "a million digits": ('{"budget": ' + "9" * 1_000_000 + "}", "budget", None, "expected an amount"),
    "negative": ('{"budget": -1}', "budget", None, "expected an amount"),
    "a fraction of a count": ('{"bidders": 2.5}', "bidders", None, "expected a whole number"),
    "a duplicate key": (
        '{"subject": {"category": "goods", "category": "works"}}',
        "",
        None,
        "the key 'category' occurs twice",
    ),
    "deep brackets": ("[" * DEEP, "", (1, MAX_DEPTH + 1), "nested deeper than 40 levels"),
    "deep and closed": (
        '{"budget": ' + "[" * DEEP + "]" * DEEP + "}",
        "",
        (1, 11 + MAX_DEPTH),
        "nested deeper than 40 levels",
    ),
    "deep braces": ('{"a":' * DEEP, "", (1, 5 * MAX_DEPTH + 1), "nested deeper than 40 levels"),
    "deep behind a text of brackets": (
        '{"title": "' + "]" * DEEP + '", "budget": ' + "[" * DEEP + "]" * DEEP + "}",
        "",
        (1, DEEP + len('{"title": "", "budget": ') + MAX_DEPTH),
        "nested deeper than 40 levels",
    ),
    "an open text of quotes": ('"' + '\\"' * 2_000_000, "", (1, 1), "not valid JSON (Unterminated string starting at)"),
    "a surrogate in a text": ('{"title": "\\ud800"}', "title", None, "expected a text"),
    "a surrogate in a key": ('{"\\ud800": 1}', "'\\ud800'", None, "no such fact"),
    "NUL in a text": ('{"title": "a\0b"}', "", (1, 13), "not valid JSON (Invalid control character at)"),
    "50 MB": (b" " * 50_000_000, "", None, "the file is larger than 4 MiB"),
    "invalid UTF-8": (b'{"title": "\xff"}', "", (1, 12), "the file is not valid UTF-8 text; save it as UTF-8"),
    "many nodes": ("[" + "1," * 1_000_000 + "1]", "", (1, 2 * MAX_NODES + 3), f"more than {MAX_NODES} nodes"),
}


@pytest.mark.parametrize("what", HOSTILE_JSON)
def test_hostile_json_gives_one_error(json_file: Load, what: str) -> None:
    content, path, place, en = HOSTILE_JSON[what]
    found = only(refused(json_file, content))
    assert found[:2] == (path, place)
    assert found[2].startswith(en)


def test_brackets_in_a_json_text_are_no_nesting(json_file: Load) -> None:
    title = "[" * 1000 + '\\"{'
    assert json_file(f'{{"title": "{title}"}}').title == "[" * 1000 + '"{'


def test_json_lists_every_problem_with_its_path(json_file: Load) -> None:
    error = refused(json_file, '{"budget": 1e400, "subject": {"categry": 1}, "bids": [{"bid_price": []}, 3]}')
    assert {p.path for p in error.problems} == {"budget", "subject.categry", "bids[0].bid_price", "bids[1]"}


@pytest.mark.parametrize(
    "content",
    [
        "".join(f"budget{i}: 1\n" for i in range(99_000)),
        "bids:\n" + "- {bid_prize: x, bid_price: y}\n" * 30_000,
        "".join(f"{'k' * 500}{i}: 1\n" for i in range(8_000)),
    ],
    ids=["unknown facts", "faulty items", "long names"],
)
def test_tens_of_thousands_of_problems_are_listed_promptly(yaml_file: Load, content: str) -> None:
    error = refused(yaml_file, content)
    assert len(error.problems) >= 8_000
    assert len(str(error)) < 100_000


def test_a_list_has_an_end(yaml_file: Load) -> None:
    assert only(refused(yaml_file, "bids:\n" + "- {}\n" * 10_001))[2] == "the list is too long (10,000 items at most)"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("budget：520万元\nmethod：open_tendering\n", [(1, 7), (2, 7)]),
        ("budget: 1\nmethod： open_tendering\n", [(2, 7)]),
        ("budget: 1\npurchaser：\n  kind: state_organ\n", [(2, 10)]),
        ("budget:520万元\n", [(1, 7)]),
    ],
)
def test_colons_that_are_none_are_pointed_at(yaml_file: Load, text: str, places: list[tuple[int, int]]) -> None:
    problems = refused(yaml_file, text).problems
    assert [p.place and p.place[:2] for p in problems] == places
    assert {(p.zh, p.en) for p in problems} == {
        ("键之后应为半角冒号加空格", "after a key stands an ordinary colon (not ：) and a space")
    }


def test_why_a_file_cannot_be_read_is_told_in_both_languages(tmp_path: Path) -> None:
    for path, zh, en in (
        (tmp_path / "none.yaml", "没有此文件或者文件夹", "no such file or folder"),
        (tmp_path, "是文件夹", "it is a folder"),
        ("a\0b", "路径含不允许的字符", "a character that no path can have"),
    ):
        error = refused(load_project, path)
        assert f"无法读取文件（{zh}）" in error.text("zh")
        assert f"the file cannot be read ({en})" in error.text("en")


def test_a_directory_or_a_missing_file_or_an_impossible_path_is_an_input_error(tmp_path: Path) -> None:
    assert only(refused(load_project, tmp_path))[2].startswith("the file cannot be read")
    assert only(refused(load_project, tmp_path / "none.yaml"))[2].startswith("the file cannot be read")
    assert only(refused(load_project, f"{tmp_path}/a\0b.yaml"))[2].startswith("the file cannot be read")
    (tmp_path / "dir.json").mkdir()
    assert refused(load_project, tmp_path / "dir.json").source.endswith("dir.json")


def test_the_error_names_the_file(yaml_file: Load) -> None:
    assert "project.yaml: 1 problem in the input" in str(refused(yaml_file, "budget: x"))


def test_a_byte_order_mark_is_no_problem(yaml_file: Load) -> None:
    assert yaml_file(b"\xef\xbb\xbfbudget: 1\n").budget == (100, 100)


# Python data ----------------------------------------------------------------------------------------------------


def nested(make: Callable[[Any], Any]) -> Any:
    out = make(None)
    for _ in range(DEEP):
        out = make(out)
    return out


HOSTILE_DATA: dict[str, tuple[Any, set[str]]] = {
    "no mapping": ([1], {""}),
    "nothing": (None, {""}),
    "keys that are no text": (
        {1: 2, None: 3, "budget": "x", "subject": {2.5: 1}},
        {"[1]", "None", "budget", "subject.2.5"},
    ),
    "a tuple as key": ({"bids": [{("a", 1): 2}]}, {"bids[0].('a', 1)"}),
    "a huge integer": (
        {"budget": 10**10_000, "title": 10**10_000, "bidders": -(10**10_000)},
        {"budget", "title", "bidders"},
    ),
    "a large integer": ({"budget": 10**30, "bidders": 10**30}, {"budget", "bidders"}),
    "huge decimals": ({"budget": Decimal("1e999999999"), "bidders": Decimal("-1e999999999")}, {"budget", "bidders"}),
    "a tiny decimal": ({"budget": Decimal("1e-999999999")}, {"budget"}),
    "no numbers": (
        {"budget": float("nan"), "bidders": float("inf"), "lot_budget": Decimal("sNaN")},
        {"budget", "bidders", "lot_budget"},
    ),
    "Booleans for numbers": ({"budget": True, "bidders": False}, {"budget", "bidders"}),
    "deep lists": ({"budget": nested(lambda x: [x])}, {""}),
    "deep tuples": ({"budget": nested(lambda x: (x,))}, {""}),
    "deep mappings": ({"subject": nested(lambda x: {"category": x})}, {""}),
    "objects": (
        {"budget": object(), "title": b"x", "subject": object(), "bids": {1, 2}},
        {"budget", "title", "subject", "bids"},
    ),
    "a surrogate": ({"title": "\ud800", "\udfff": 1}, {"title", "'\\udfff'"}),
    "far dates": (
        {
            "timeline": {
                "contract_signed": dt.datetime.max.replace(tzinfo=dt.UTC),
                "bid_opening": dt.datetime.min.replace(tzinfo=dt.timezone(dt.timedelta(hours=9))),
                "award_decided": dt.date.min,
            }
        },
        {"timeline.contract_signed", "timeline.bid_opening", "timeline.award_decided"},
    ),
    "a time": ({"timeline": {"contract_signed": dt.time(9, 30)}}, {"timeline.contract_signed"}),
}


@pytest.mark.parametrize("what", HOSTILE_DATA)
def test_hostile_python_data_gives_one_error_with_paths(what: str) -> None:
    data, paths = HOSTILE_DATA[what]
    assert {p.path for p in refused(make_project, data).problems} == paths


def test_data_that_holds_itself_is_refused() -> None:
    data: dict[str, Any] = {}
    data["subject"] = data
    assert only(refused(make_project, data))[2] == "nested deeper than 40 levels"


def test_python_values_mean_what_they_say() -> None:
    made = make_project(
        {
            "budget": Decimal("5000000.50"),
            "catalogue": {"listed": False},
            "timeline": {
                "contract_signed": dt.date(2024, 5, 3),
                "bid_opening": dt.datetime(2024, 4, 1, 20, 30, tzinfo=dt.UTC),
            },
        }
    )
    dumped = made.model_dump(exclude_none=True)
    assert dumped["budget"] == "5000000.5"
    assert dumped["catalogue"] == {"listed": False}
    (procedure,) = dumped["procedures"]["items"]
    assert procedure["timeline"] == {"contract_signed": "2024-05-03", "bid_opening": "2024-04-02T04:30"}


# whatever the text ----------------------------------------------------------------------------------------------

ANY_TEXT = st.text(st.characters(), max_size=60)  # surrogates and control characters too
YAML_LIKE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "budget",
                "method",
                "subject",
                "timeline",
                "bids",
                "procedures",
                "contract_signed",
                "open_tendering",
                "2024-05-03",
                "5000000",
                "true",
                "unknown",
                ": ",
                ":\n  ",
                "\n",
                "- ",
                "? ",
                "[",
                "]",
                "{",
                "}",
                ", ",
                "'",
                '"',
                "|\n",
                ">",
                "&a ",
                "*a",
                "!!str ",
                "#",
                "%",
                "---\n",
                "...",
                "\t",
                "~",
                "<<",
                "\\",
                "\0",
                "\ud800",
                "，",
                "\u2028",
                "\x85",
            ]
        ),
        ANY_TEXT,
    ),
    max_size=30,
).map("".join)


def project_or_input_error(read: Callable[[], Project]) -> None:
    try:
        made = read()
    except InputError as error:
        for lang in ("zh", "en"):
            error.text(lang).encode()
    else:
        made.model_dump_json()


@given(YAML_LIKE)
@settings(max_examples=300)
def test_any_text_is_a_project_or_an_input_error(text: str) -> None:
    project_or_input_error(lambda: parse_project(text))


@given(
    st.one_of(
        YAML_LIKE,
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | ANY_TEXT,
            lambda x: st.lists(x) | st.dictionaries(ANY_TEXT, x),
        ).map(json.dumps),
    )
)
@settings(max_examples=200)
def test_any_json_is_read_or_an_input_error(text: str) -> None:
    try:
        document = read_document(text, json_text=True)
    except InputError:
        return
    assert isinstance(document, Document)


@given(st.binary(max_size=200))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_project_or_an_input_error(tmp_path: Path, raw: bytes) -> None:
    for name in ("p.yaml", "p.json"):
        (tmp_path / name).write_bytes(raw)
        project_or_input_error(lambda name=name: load_project(tmp_path / name))  # type: ignore[misc]


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | ANY_TEXT
    | st.dates()
    | st.datetimes()
    | st.binary(max_size=5),
    lambda x: (
        st.lists(x, max_size=3)
        | st.dictionaries(
            st.one_of(
                st.sampled_from(["min", "max", "on", "from", "to", "set", "items", "partial"]), ANY_TEXT, st.integers()
            ),
            x,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.one_of(
            st.sampled_from(["budget", "title", "method", "bids", "timeline", "subject", "procedures"]), ANY_TEXT
        ),
        JUNK,
        max_size=5,
    )
)
@settings(max_examples=300)
def test_any_data_is_a_project_or_an_input_error(data: dict[str, Any]) -> None:
    project_or_input_error(lambda: make_project(data))


# round trip -----------------------------------------------------------------------------------------------------

DAYS = st.dates(dt.date(1949, 1, 1), dt.date(2100, 12, 31))
MOMENTS = st.builds("{}T{:02d}:{:02d}".format, DAYS, st.integers(0, 23), st.integers(0, 59))


def _span(one: st.SearchStrategy[Any], low: str, high: str) -> st.SearchStrategy[Any]:
    return st.one_of(
        one,
        st.builds(lambda a: {low: a}, one),
        st.builds(lambda a: {high: a}, one),
        st.builds(lambda a, b: {low: min(a, b), high: max(a, b)}, one, one),
    )


FEN = st.integers(1, values.AMOUNT_LIMIT).map(lambda fen: Decimal(fen) / 100)
SPANS = _span(DAYS, "from", "to") | DAYS.map(lambda d: f"{d:%Y-%m}")
TEXTS = st.text(max_size=20).filter(lambda text: not unprintable(text))
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    values.Flag: st.sampled_from([True, False, "true", "false", "unknown", "是"]),
    values.Text: TEXTS,
    regions.Province: st.sampled_from(["四川", "河南省", "中央"]),
    regions.City: TEXTS,
    values.Amount: _span(FEN, "min", "max"),
    values.Quantity: _span(st.integers(1, 10**9), "min", "max"),
    values.Days: _span(st.integers(1, 10**9), "min", "max"),
    values.Ratio: _span(st.integers(1, 10_000).map(lambda p: Decimal(p) / 10_000), "min", "max"),
    values.Day: SPANS,
    values.Event: SPANS | MOMENTS | st.just("not_yet") | DAYS.map(lambda d: {"on": d}),
    values.Deadline: MOMENTS
    | SPANS
    | st.lists(MOMENTS | DAYS, min_size=1, max_size=3).map(lambda tos: [{"to": t} for t in tos])
    | st.lists(st.tuples(DAYS, MOMENTS), min_size=1, max_size=3).map(
        lambda rows: [{"set": a, "to": b} for a, b in sorted(rows, key=lambda r: r[0])]
    ),
}


def facts(entity: type[Entity]) -> st.SearchStrategy[dict[str, Any]]:
    """Some facts of an entity, as a user would write them."""
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, info in entity.model_fields.items():
        kind = next(a for a in (*typing.get_args(info.annotation), info.annotation) if a is not type(None))
        if kind in VALUES:
            optional[name] = VALUES[kind]
        elif issubclass(kind, values.Choice):
            optional[name] = st.sampled_from([m.value for m in kind] + [m.zh for m in kind])
        elif issubclass(kind, Many):
            (item, _) = typing.get_args(kind.model_fields["items"].annotation)
            items = st.lists(st.deferred(lambda item=item: facts(item)), max_size=2)  # type: ignore[misc]
            optional[name] = items | items.map(lambda x: {"items": x, "partial": True})
        else:
            optional[name] = st.deferred(lambda kind=kind: facts(kind))  # type: ignore[misc]

    def some(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
        return st.fixed_dictionaries({n: optional[n] for n in names})

    return st.lists(st.sampled_from(sorted(optional)), unique=True, max_size=6).flatmap(some)


@given(facts(Project))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_project_survives_its_dump(data: dict[str, Any]) -> None:
    made = make_project(data)
    assert make_project(made.model_dump()) == made
    assert make_project(made.model_dump(exclude_none=True)) == made


@given(facts(Project))
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_a_project_survives_a_json_file(tmp_path: Path, data: dict[str, Any]) -> None:
    made = make_project(data)
    path = tmp_path / "project.json"
    path.write_text(made.model_dump_json(), encoding="utf-8")
    assert load_project(path) == made


# known holes ----------------------------------------------------------------------------------------------------


def test_an_amount_is_exact_to_its_last_digit(yaml_file: Load) -> None:
    refused(yaml_file, "budget: 1." + "0" * 33 + "1\n")


def test_a_list_is_partial_or_not_by_true_or_false_only(yaml_file: Load) -> None:
    refused(yaml_file, "bids: {partial: NO}\n")


def test_a_range_that_says_nothing_is_unknown() -> None:
    made = make_project({"budget": {"min": 0}})
    assert make_project(made.model_dump()) == made


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("budget: ５００万元", "budget", (500_000_000, 500_000_000)),
        ("budget: 人民币 500 万元整", "budget", (500_000_000, 500_000_000)),
        ("budget: ￥5,000,000.00", "budget", (500_000_000, 500_000_000)),
        ("bidders: 3家", "bidders", (3, 3)),
        ("bid_validity: 90个日历天", "bid_validity", (90, 90)),
        ("sme_price_deduction: １０％", "sme_price_deduction", (1000, 1000)),
    ],
)
def test_numbers_are_read_as_people_write_them(yaml_file: Load, text: str, fact: str, value: tuple[int, int]) -> None:
    made = yaml_file(text)
    procedure = made.procedures.items[0] if made.procedures else None
    assert getattr(made if hasattr(made, fact) else procedure, fact) == value


@pytest.mark.parametrize("word", ["尚未", "未发生", "尚未发生", "还没有", "not_yet"])
def test_what_has_not_happened_may_be_said_so(yaml_file: Load, word: str) -> None:
    made = yaml_file(f"timeline: {{contract_signed: {word}}}")
    assert made.model_dump(exclude_none=True)["procedures"]["items"][0]["timeline"] == {"contract_signed": "not_yet"}


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("河南", "河南"),
        ("河南省", "河南"),
        ("北京市", "北京"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("中央单位", "中央"),
        ("新疆兵团", "新疆生产建设兵团"),
    ],
)
def test_a_province_is_one_place_however_it_is_written(yaml_file: Load, written: str, place: str) -> None:
    made = yaml_file(f"purchaser: {{place: {written}, city: 成都市}}\ntender_place: {written}\n")
    assert made.purchaser is not None
    assert (made.purchaser.place, made.purchaser.city, made.tender_place) == (place, "成都", place)


def test_a_city_behind_a_province_is_not_lost_but_refused(yaml_file: Load) -> None:
    for written in ("四川省成都市", "重庆两江新区"):
        assert only(refused(yaml_file, f"purchaser: {{place: {written}}}"))[2].endswith("the city is a fact of its own")


@pytest.mark.parametrize(
    ("written", "near"), [("湖背省", "湖南, 湖北"), ("黑龙", "黑龙江"), ("建设兵团", "新疆生产建设兵团")]
)
def test_a_place_that_there_is_not_is_refused_with_the_nearest(yaml_file: Load, written: str, near: str) -> None:
    assert f"did you mean {near}" in only(refused(yaml_file, f"purchaser: {{place: {written}}}"))[2]
    assert "did you mean" not in only(refused(yaml_file, "purchaser: {place: 火星}"))[2]


def test_a_wrong_colon_behind_a_chinese_key_is_told_but_one_in_running_text_is_not(yaml_file: Load) -> None:
    error = refused(yaml_file, "采购方式：公开招标\n预算金额:500万元\n")
    assert [(p.place and p.place[:2], p.zh) for p in error.problems] == [
        ((1, 5), "键之后应为半角冒号加空格"),
        ((2, 5), "键之后应为半角冒号加空格"),
    ]
    error = refused(yaml_file, "title: |\n  说明：一\nsubject: {category: goods\n")
    assert "not valid YAML" in error.problems[0].en
