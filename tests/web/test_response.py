"""Answers are the body of a web response: an assessment, its brief, its findings, as they are, without more code."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated, Any

import httpx
import jsonschema
import pytest
from fastapi import Body, FastAPI

from procure_rules import Assessment, Brief, Project, brief, make_project
from procure_rules import assess as assessed
from procure_rules.answers import Finding
from tests.answers import golden

app = FastAPI()


@app.post("/assess")
def assess(project: Project) -> Assessment:
    return assessed(project, as_of=golden.AS_OF)


@app.post("/findings")
def findings(project: Project) -> list[Finding]:
    return list(assessed(project, as_of=golden.AS_OF).findings)


@app.post("/brief")
def page(project: Project) -> Brief:
    return brief(assessed(project, as_of=golden.AS_OF))


@app.post("/again")
def again(answer: Annotated[Assessment, Body()]) -> Assessment:
    return answer


def ask(method: str, path: str, **more: Any) -> httpx.Response:
    async def go() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
            return await client.request(method, path, **more)

    return asyncio.run(go())


PROJECT = golden.projects()["first-steps"]
BODY = PROJECT.model_dump(mode="json", exclude_none=True)


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    answer = ask("GET", "/openapi.json")
    assert answer.status_code == 200
    made: dict[str, Any] = answer.json()
    return made


def schema_of(described: dict[str, Any], path: str) -> dict[str, Any]:
    """The schema of what a path answers with, with what it refers to."""
    shown = described["paths"][path]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    return {**shown, "components": described["components"]}


def test_an_assessment_is_answered_as_its_record() -> None:
    answer = ask("POST", "/assess", json=BODY)
    assert answer.status_code == 200
    expected = assessed(make_project(BODY), as_of=golden.AS_OF)
    assert answer.json() == json.loads(expected.to_json())
    found = Assessment.from_dict(answer.json()).findings
    assert [(f.key, f.text, f.because) for f in found] == [(f.key, f.text, f.because) for f in expected.findings]


def test_a_record_may_be_posted_and_what_is_none_is_refused() -> None:
    record = ask("POST", "/assess", json=BODY).json()
    assert ask("POST", "/again", json=record).json() == record
    answer = ask("POST", "/again", json=record | {"periods": [{"event": 3}]})
    assert answer.status_code == 422
    assert "periods[0]" in answer.json()["detail"][0]["msg"]


def test_findings_and_the_brief_are_answered_whole() -> None:
    expected = assessed(make_project(BODY), as_of=golden.AS_OF)
    found = ask("POST", "/findings", json=BODY)
    assert found.status_code == 200
    assert expected.findings
    for row, one in zip(found.json(), expected.findings, strict=True):
        assert row["about"]["rule"] == one.rule
        assert (row["verdict"], row["severity"]) == (one.verdict, one.severity)
        assert row["text"] == {"zh": one.text.zh, "en": one.text.en}
    shown = ask("POST", "/brief", json=BODY)
    assert shown.status_code == 200
    assert shown.json()["title"] == expected.title
    assert len(shown.json()["findings"]) == len(brief(expected).findings)


@pytest.mark.parametrize("path", ["/assess", "/findings", "/brief"])
def test_what_is_answered_is_described(described: dict[str, Any], path: str) -> None:
    schema = schema_of(described, path)
    jsonschema.Draft202012Validator.check_schema(schema)
    data = ask("POST", path, json=BODY).json()
    validator = jsonschema.Draft202012Validator(schema)
    assert [e.message for e in validator.iter_errors(data)] == []
    assert not validator.is_valid(3)
