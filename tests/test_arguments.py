"""A wrong argument is refused with its name, before anything is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

import procure_rules as pr

DAY = dt.date(2026, 9, 1)
ANSWER = pr.assess(pr.make_project({}), as_of=DAY)
ANY: Any = 5


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("path", lambda: pr.load_project(ANY)),
        ("text", lambda: pr.parse_project(ANY)),
        ("root", lambda: pr.load_rulebook(ANY)),
        ("more", lambda: pr.load_rulebook(more=ANY)),
        ("more", lambda: pr.load_rulebook(more=["x", ANY])),
        ("more", lambda: pr.load_rulebook(more="folder")),
        ("extra_dirs", lambda: pr.load_calendar(ANY)),
        ("extra_dirs", lambda: pr.load_calendar("folder")),
        ("known_at", lambda: pr.load_calendar(known_at=ANY)),
        ("project", lambda: pr.assess(ANY, as_of=DAY)),
        ("as_of", lambda: pr.assess(pr.make_project({}), as_of=ANY)),
        ("as_of", lambda: pr.assess(pr.make_project({}), as_of=dt.datetime(2026, 9, 1))),
        ("project", lambda: pr.plan(ANY, start=DAY)),
        ("project", lambda: pr.compare(ANY, DAY, DAY)),
        ("before", lambda: pr.differences(ANY, ANSWER)),
        ("after", lambda: pr.differences(ANSWER, ANY)),
        ("answer", lambda: pr.brief(ANY)),
        ("answer", lambda: pr.rights(ANY)),
        ("answer", lambda: pr.check_filings(ANY)),
        ("answer", lambda: pr.calendar_file(ANY, "supplier")),
        ("old", lambda: pr.calendar_file(ANSWER, "supplier", old=ANY)),
        ("answer", lambda: pr.replay(ANY, pr.make_project({}))),
        ("project", lambda: pr.replay(ANSWER, ANY)),
    ],
)
def test_a_wrong_argument_is_a_type_error_with_its_name(name: str, call: Callable[[], Any]) -> None:
    with pytest.raises(TypeError, match=f"^{name}: "):
        call()
