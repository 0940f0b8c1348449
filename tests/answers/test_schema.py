"""The JSON Schema of an assessment fits what is written, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from procure_rules import Assessment, assess
from tests.answers import golden

PROJECTS = golden.projects()
SOME = ("first-steps", "hospital-tender", "leibo-price-inquiry", "nanchong-lots")


def made(name: str) -> Assessment:
    return assess(PROJECTS[name], as_of=golden.AS_OF, proofs=True)


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = Assessment.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize("whole", [False, True])
def test_a_record_keeps_its_schema(validator: Any, name: str, whole: bool) -> None:
    data = json.loads(made(name).to_json(every=whole, proofs=whole))
    assert [e.message for e in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": "2"},
        {"receipt": {}},
        {"colour": "red"},
        {"duties": [{"strict": "met"}]},
        {"findings": "none"},
        {"rules": {"r": {"rule": "r", "form": "duty", "scope": "project", "title": "?"}}},
    ],
)
def test_what_is_no_record_is_refused(validator: Any, wrong: dict[str, Any]) -> None:
    record = made(SOME[0]).to_dict()
    assert validator.is_valid(record)
    assert not validator.is_valid(record | wrong)
