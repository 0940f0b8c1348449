"""A calendar file that several projects, roles and people write into: nobody ever changes what is another's."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from procure_rules.answers import Assessment
from procure_rules.reports.ics import MARK, calendar_file
from tests.remedies.projects import procurement

icalendar = pytest.importorskip("icalendar")

PROJECTS = ("ZJ-1", "ZJ-2")
ROLES = ("supplier", "purchaser")
NOTICES = ("2026-09-24", "2026-09-28", "")
STAMP = "DTSTAMP:20260101T000000Z"
FOREIGN = {
    name: "\r\n".join(lines) + "\r\n"
    for name, lines in {
        "timed": ("BEGIN:VEVENT", "UID:a@b", STAMP, "DTSTART:20261101T090000Z", "SUMMARY:timed", "END:VEVENT"),
        "allday": (
            *("BEGIN:VEVENT", "UID:c@d", STAMP, "DTSTART;VALUE=DATE:20261102", "SUMMARY:all", "  day"),
            *("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:x", "TRIGGER:-PT5M", "END:VALARM", "END:VEVENT"),
        ),
        "past": ("BEGIN:VEVENT", "UID:e@f", STAMP, "DTSTART;VALUE=DATE:20200102", "SUMMARY:wedding", "END:VEVENT"),
        "todo": ("BEGIN:VTODO", "UID:g@h", STAMP, "SUMMARY:todo", "END:VTODO"),
    }.items()
}


@cache
def answer(project: str, notice: str) -> Assessment:
    days = {"award_notice_published": notice} if notice else {}
    sent = {"by": "甲", "against": "result", "challenge_sent": "2026-09-28", "challenge_received": "2026-09-28"}
    return procurement("2026-09-29", id=project, timeline=days, challenges=[sent] if notice else [])


class CalendarFile(RuleBasedStateMachine):
    """The bytes of the file, what foreign hands have put there, and what each project and role last wrote."""

    def __init__(self) -> None:
        super().__init__()
        self.file: bytes | None = None
        self.foreign: list[str] = []
        self.written: dict[tuple[str, str], str] = {}

    def events(self, project: str, role: str) -> dict[str, Any]:
        """By UID, the events of a project and role that stand in the file."""
        alone = calendar_file(answer(project, NOTICES[0]), role, project=project)
        marks = {str(e[MARK]) for e in icalendar.Calendar.from_ical(alone).walk("VEVENT")}
        found = icalendar.Calendar.from_ical(self.file).walk("VEVENT") if self.file else []
        return {str(e["uid"]): e for e in found if str(e.get(MARK)) in marks}

    @rule(project=st.sampled_from(PROJECTS), role=st.sampled_from(ROLES), notice=st.sampled_from(NOTICES))
    def a_project_writes(self, project: str, role: str, notice: str) -> None:
        others = {key: self.events(*key) for key in self.written if key != (project, role)}
        self.file = calendar_file(answer(project, notice), role, project=project, old=self.file)
        self.written[project, role] = notice
        for key, before in others.items():
            after = self.events(*key)
            assert {uid: e.to_ical() for uid, e in before.items()} == {uid: e.to_ical() for uid, e in after.items()}

    @rule(project=st.sampled_from(PROJECTS), role=st.sampled_from(ROLES))
    def the_same_once_more_changes_nothing(self, project: str, role: str) -> None:
        if (project, role) in self.written:
            again = calendar_file(answer(project, self.written[project, role]), role, project=project, old=self.file)
            sequences = {str(e["uid"]): int(e["sequence"]) for e in self.events(project, role).values()}
            self.file = again
            assert {str(e["uid"]): int(e["sequence"]) for e in self.events(project, role).values()} == sequences

    @rule(name=st.sampled_from(sorted(FOREIGN)))
    def somebody_adds_an_event(self, name: str) -> None:
        if self.file is not None and name not in self.foreign:
            head, end, tail = self.file.decode().rpartition("END:VCALENDAR")
            self.file = f"{head}{FOREIGN[name]}{end}{tail}".encode()
            self.foreign.append(name)

    @invariant()
    def what_others_have_put_there_stands_byte_for_byte(self) -> None:
        for name in self.foreign:
            assert self.file is not None
            assert self.file.decode().count(FOREIGN[name]) == 1

    @invariant()
    def each_project_has_its_days_once(self) -> None:
        for (project, role), notice in self.written.items():
            alone = calendar_file(answer(project, notice), role, project=project)
            wanted = {str(e["uid"]): e["dtstart"].dt for e in icalendar.Calendar.from_ical(alone).walk("VEVENT")}
            stands = {u: e["dtstart"].dt for u, e in self.events(project, role).items() if e["status"] != "CANCELLED"}
            assert stands == wanted
        if self.file is not None:
            uids = [str(e["uid"]) for e in icalendar.Calendar.from_ical(self.file).walk("VEVENT")]
            assert len(uids) == len(set(uids))


TestCalendarFile = CalendarFile.TestCase
TestCalendarFile.settings = settings(
    max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
