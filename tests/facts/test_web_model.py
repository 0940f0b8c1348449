"""A project is the body of a web request: it is described, read as a file is, and what is wrong is told at its path."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter, ValidationError

from procure_rules.facts import Project, make_project
from procure_rules.facts.procedure import Procedure
from procure_rules.facts.schema import project_schema

app = FastAPI()


@app.post("/assess")
def assess(project: Project) -> dict[str, Any]:
    return project.model_dump(mode="json", exclude_none=True)


def ask(method: str, path: str, **more: Any) -> httpx.Response:
    async def go() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
            return await client.request(method, path, **more)

    return asyncio.run(go())


NESTED = {"budget": "520万元", "procedures": [{"method": "open_tendering", "timeline": {"bid_opening": "2026-03-24"}}]}
FLAT = {"budget": 5_200_000, "method": "open_tendering", "timeline": {"bid_opening": "2026-03-24"}}
CHINESE = {"预算金额": "520万元", "采购方式": "公开招标", "开标时间": "2026年3月24日"}


@pytest.mark.parametrize("body", [NESTED, FLAT, CHINESE], ids=["nested", "flat", "Chinese"])
def test_a_project_may_be_posted_as_it_may_be_written_in_a_file(body: dict[str, Any]) -> None:
    answer = ask("POST", "/assess", json=body)
    assert answer.status_code == 200
    assert answer.json() == make_project(NESTED).model_dump(mode="json", exclude_none=True)


def test_what_was_answered_may_be_posted_again() -> None:
    once = ask("POST", "/assess", json=CHINESE).json()
    assert ask("POST", "/assess", json=once).json() == once


def test_a_wrong_project_is_refused_with_every_path() -> None:
    body = {
        "budgett": 1,
        "最高限价": "五",
        "采购人": {"类型": "医院"},
        "bids": [{}, {"bid_price": -1}],
        "截止时间": "2026-1-1",
    }
    answer = ask("POST", "/assess", json=body)
    assert answer.status_code == 422
    found = {tuple(one["loc"]): one for one in answer.json()["detail"]}
    assert set(found) == {
        ("body", "budgett"),
        ("body", "最高限价"),
        ("body", "采购人", "类型"),
        ("body", "bids", 1, "bid_price"),
        ("body", "截止时间"),
    }
    assert found["body", "最高限价"]["ctx"]["zh"].startswith("应为人民币金额")
    assert found["body", "budgett"]["msg"].startswith("no such fact; did you mean budget")


@pytest.mark.parametrize("body", [[], "x", 3, None])
def test_what_is_no_project_is_refused(body: Any) -> None:
    assert ask("POST", "/assess", json=body).status_code == 422


def test_the_interface_is_described() -> None:
    answer = ask("GET", "/openapi.json")
    assert answer.status_code == 200
    assert len(answer.content) <= 60_000
    body = answer.json()["paths"]["/assess"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    core = project_schema(core=True)
    assert set(body["properties"]) == set(core["properties"])
    assert body["properties"]["budget"]["description"] == core["properties"]["budget"]["description"]
    text = json.dumps(body)
    assert "$ref" not in text
    assert '"additionalProperties": false' not in text  # the facts that are not described may be posted too


def test_the_parts_of_a_project_are_described_too() -> None:
    assert TypeAdapter(Procedure).json_schema()["title"] == "Procedure"
    assert TypeAdapter(dict[str, Project]).json_schema()


def test_a_project_is_made_by_pydantic_as_by_the_loader() -> None:
    paid = {"contract_price": 5, "payment": {"in_one_sum": True}, "timeline": {"paid": "2026-01-02"}}
    assert Project.model_validate(paid) == Project(**paid) == make_project(paid)
    assert Project.model_validate(make_project(paid)) == make_project(paid)
    assert Project.model_validate_json(json.dumps(FLAT)) == make_project(FLAT)
    with pytest.raises(ValidationError, match="budget"):
        Project(budget="五")  # type: ignore[arg-type]
