"""The JSON Schema says of a file what the loader says of it: the words it may hold, the ways to write a day or a
sum.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from procure_rules.facts import InputError, load_project, make_project
from procure_rules.facts.core import CORE as FACTS_OF_THE_CORE
from procure_rules.facts.schema import CORE_ID, project_schema

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "examples").rglob("*.yaml"))
SCHEMA = project_schema()
CORE = project_schema(core=True)
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


def is_type(value: Any, name: str) -> bool:
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def holds(value: Any, rule: Any, root: Any = SCHEMA) -> bool:
    """Whether a value satisfies a schema, as far as the keywords in use go."""
    if isinstance(rule, bool):
        return rule
    if "$ref" in rule and not holds(value, root["$defs"][rule["$ref"].removeprefix("#/$defs/")], root):
        return False
    if "type" in rule and not is_type(value, rule["type"]):
        return False
    if "enum" in rule and not any(type(one) is type(value) and one == value for one in rule["enum"]):
        return False
    if "anyOf" in rule and not any(holds(value, one, root) for one in rule["anyOf"]):
        return False
    if isinstance(value, str) and (
        len(value) > rule.get("maxLength", len(value)) or not re.search(rule.get("pattern", ""), value)
    ):
        return False
    if is_type(value, "number") and value < rule.get("minimum", value):
        return False
    if isinstance(value, list):
        sized = rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value))
        if not sized or not all(holds(one, rule.get("items", True), root) for one in value):
            return False
    if isinstance(value, dict):
        known = rule.get("properties", {})
        if not rule.get("minProperties", 0) <= len(value) <= rule.get("maxProperties", len(value)):
            return False
        if set(rule.get("required", ())) - set(value):
            return False
        for key, inner in value.items():
            forms = [known[key]] if key in known else []
            forms += [r for pattern, r in rule.get("patternProperties", {}).items() if re.search(pattern, key)]
            if not all(holds(inner, r, root) for r in forms or [rule.get("additionalProperties", True)]):
                return False
    if "not" in rule and holds(value, rule["not"], root):
        return False
    return "if" not in rule or not holds(value, rule["if"], root) or holds(value, rule["then"], root)


def loads(data: dict[str, Any]) -> bool:
    try:
        make_project(data)
    except InputError:
        return False
    return True


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_the_examples_and_their_dumps_are_valid(file: Path) -> None:
    texts = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
    project = load_project(file)
    assert holds(texts, SCHEMA)
    assert holds(json.loads(json.dumps(yaml.safe_load(file.read_text(encoding="utf-8")), default=str)), SCHEMA)
    assert holds(project.model_dump(mode="json", exclude_none=True), SCHEMA)
    assert holds(project.model_dump(mode="json"), SCHEMA)


def day(written: Any) -> dict[str, Any]:
    return {"timeline": {"contract_signed": written}}


def until(written: Any) -> dict[str, Any]:
    return {"timeline": {"bid_deadline": written}}


@pytest.mark.parametrize(
    "data",
    [
        *(
            {"budget": x}
            for x in (
                "520万元",
                "5,200,000.00 元",
                "520,0000",
                5200000,
                5.2,
                "0.52亿",
                "￥520万元整",
                "人民币 520 万元",
                {"min": "1万"},
                {"max": 2, "min": None},
                None,
                "未知",
                "",
            )
        ),
        *({"method": x} for x in ("open_tendering", "公开招标", "竞谈", "unknown", "未知", None)),
        *(
            day(x)
            for x in (
                "2026-09-03",
                "2026-9-3",
                "2026-09",
                "2026-09-03T09:30",
                "2026-09-03 9:30:00",
                "2026-09-03T01:30:00.000Z",
                "2026/9/3",
                "2026.9.3",
                "2026年9月",
                "2026年9月3日（星期四）上午9时30分",
                "２０２６年９月３日",
                "not_yet",
                "尚未",
                "尚未发生",
                "unknown",
                None,
            )
        ),
        *(day(x) for x in ({"on": "2026-09-03"}, {"after": "2026-09-03"}, {"from": "2026-09", "before": "2026-11-01"})),
        *(
            until(x)
            for x in (
                "2026-09-23T09:30",
                {"from": "2026-09-23", "to": "2026-09-24"},
                [{"set": "2026-09-01", "to": "2026-09-20T09:30"}],
                [{"set": None, "to": "2026-09-20"}],
                "unknown",
            )
        ),
        *({"subject": {"part_of_works": x}} for x in (True, "true", "否", "未知")),
        *({"bidders": x} for x in (3, "3家", "3 人")),
        *({"bid_validity": x} for x in (90, "90日历天", "90天", "90 days")),
        {"采购方式": "公开招标", "采购人": {"类型": "事业单位"}, "公告日期": "2026年9月3日"},
        {"title": 2026},
        {"id": 7},
        {"bids": []},
        {"bids": [{}]},
        *({"challenges": x} for x in ("无", "没有", "none")),
        {"bids": {"items": [], "partial": "true"}},
        {"bids": None},
        {"documents": None},
        {"procedures": None, "method": "open_tendering"},
        {"procedures": [{"method": "open_tendering"}]},
    ],
    ids=str,
)
def test_what_the_loader_takes_is_valid(data: dict[str, Any]) -> None:
    assert loads(data)
    assert holds(data, SCHEMA)


@pytest.mark.parametrize(
    "data",
    [
        *(
            {"budget": x}
            for x in (-5, "-5", "abc", "1,2", "5,20,000", "520w", {}, {"least": 1}, True, [1], {"min": "unknown"})
        ),
        *({"method": x} for x in ("open tender", "谈判", 5, [], {"not": "x"}, {"one_of": "goods", "not": "works"})),
        *(
            day(x)
            for x in (
                "2026-13-01",
                "2026-09-32",
                "1948-12-31",
                "2101-01-01",
                "9月3日",
                "9/3/2026",
                {"on": "2026-09-03", "to": "2026-09-04"},
                {},
                [],
                20260903,
                True,
            )
        ),
        *(until(x) for x in ("not_yet", [], [{"set": "2026-09-01"}], [{"to": "2026-09-01", "by": "x"}])),
        *({"subject": {"part_of_works": x}} for x in ("no", 0, "yes")),
        {"title": 1.5},
        {"bids": {}},
        {"bids": {"partial": "true"}},
        {"bids": {"items": None}},
        {"bids": 3},
        {"bids": "unknown"},
        {"bids": [3]},
        {"purchaser": "unknown"},
        {"budgett": 1},
        {"method": "open_tendering", "procedures": []},
    ],
    ids=str,
)
def test_what_the_loader_refuses_is_not_valid(data: dict[str, Any]) -> None:
    assert not loads(data)
    assert not holds(data, SCHEMA)


# the core ---------------------------------------------------------------------------------------------------------


def leaves(properties: dict[str, Any]) -> dict[str, Any]:
    """The facts of the core by path; those of the things of a list stand in a list."""
    out = {}
    for name, rule in properties.items():
        inner = rule.get("properties")
        if "anyOf" in rule and "items" in rule["anyOf"][0]:
            ref = rule["anyOf"][0]["items"]["$ref"].removeprefix("#/$defs/")
            out |= {(name, 0, *k): v for k, v in leaves(CORE["$defs"][ref]["properties"]).items()}
        else:
            out |= {(name, *k): v for k, v in leaves(inner).items()} if inner else {(name,): rule}
    return out


LEAVES = leaves(CORE["properties"])


def at(path: tuple[Any, ...], value: Any) -> Any:
    for step in reversed(path):
        value = [value] if step == 0 else {step: value}
    return value


def test_the_core_is_small_and_complete() -> None:
    assert len(json.dumps(CORE, ensure_ascii=False, indent=1).encode()) <= 40_000
    assert CORE["$id"] == CORE_ID != SCHEMA["$id"]
    assert len(LEAVES) == len(FACTS_OF_THE_CORE)
    for path, rule in LEAVES.items():
        for key in ("title", "description"):
            assert re.search("[一-鿿]", rule[key]), path
            assert not re.search("[一-鿿]", rule[f"x-{key}-en"].replace("中央", "")), path
        assert rule["examples"], path


@pytest.mark.parametrize("path", LEAVES, ids=lambda p: ".".join(map(str, p)))
def test_what_is_valid_by_the_core_is_valid_and_loads(path: tuple[Any, ...]) -> None:
    rule = LEAVES[path]
    values = [
        *rule["examples"],
        *rule.get("enum", ()),
        None,
        "未知",
        "2026年3月2日",
        "2026-03-02T09:30",
        3,
        "3万元",
        True,
        "",
        [],
    ]
    valid = [v for v in values if holds(at(path, v), CORE, CORE)]
    assert set(map(str, rule["examples"])) <= set(map(str, valid))
    assert None in valid
    for value in valid:
        data = at(path, value)
        assert holds(data, SCHEMA), data
        assert loads(data), data


def test_the_core_refuses_what_it_does_not_know() -> None:
    for data in ({"lot": "1"}, {"purchaser": {"city": "成都"}}, {"challenges": [{"id": "1"}]}, {"procedures": []}):
        assert holds(data, SCHEMA)
        assert not holds(data, CORE, CORE)
