"""Calendar files: what stands in them, that they are well formed, and that a later one supersedes an earlier."""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from procure_rules.answers import Assessment
from procure_rules.errors import CalendarFileError, InputError
from procure_rules.reading.document import read_text
from procure_rules.reports import ics
from procure_rules.store import read_file, replace_file
from tests.remedies.projects import day, procurement, works

icalendar = pytest.importorskip("icalendar")
vobject = pytest.importorskip("vobject")

calendar_file = partial(ics.calendar_file, lang="en")
NOTICE = {"timeline": {"award_notice_published": "2026-09-24"}}
REQUIRED = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}


def faults(raw: bytes) -> list[str]:
    """What RFC 5545 forbids: bare line ends, long lines, broken characters, missing or repeated properties, open
    components.
    """
    found = []
    lines = raw.split(b"\r\n")
    if lines.pop() != b"":
        found.append("the last line does not end")
    for number, line in enumerate(lines, 1):
        if b"\n" in line or b"\r" in line:
            found.append(f"{number}: bare line end")
        if len(line) > 75:
            found.append(f"{number}: {len(line)} octets")
        if any(c < 32 and c != 9 for c in line):
            found.append(f"{number}: control character")
    try:
        text = raw.decode()
        [line.decode() for line in lines]  # no character is cut by a fold
    except UnicodeDecodeError as error:
        return [*found, str(error)]
    stack: list[tuple[str, list[str]]] = []
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        name = name.partition(";")[0]
        if name == "BEGIN":
            stack.append((value, []))
        elif name == "END":
            kind, names = stack.pop()
            if kind != value:
                found.append(f"{kind} ends as {value}")
            found += [f"{kind} lacks {n}" for n in sorted(REQUIRED[kind] - set(names))]
            found += [f"{kind}: {n} twice" for n in sorted({n for n in names if names.count(n) > 1})]
        else:
            stack[-1][1].append(name)
    return found + [f"{kind} stays open" for kind, _ in stack]


def events(raw: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))


def result_window(answer: Assessment, raw: bytes) -> Any:
    return next(e for e in events(raw) if "gp.challenge.window" in e["description"] and "award result" in e["summary"])


def test_the_checker_of_the_form_sees_faults() -> None:
    good = calendar_file(procurement("2026-09-28", **NOTICE), "supplier")
    assert faults(good) == []
    assert faults(good.replace(b"\r\n", b"\n"))
    assert faults(good.replace(b"\r\n ", b""))
    assert faults(good.replace(b"SEQUENCE:", b"X-SEQUENCE:"))
    assert faults(good[: good.index(b"END:VEVENT")])


def test_an_event_stands_on_the_last_safe_day_with_alarms_and_articles() -> None:
    answer = procurement("2026-09-28", proofs=True, **NOTICE)
    one = result_window(answer, calendar_file(answer, "supplier"))
    assert one["dtstart"].dt == dt.date(2026, 10, 12)
    assert one["dtend"].dt == dt.date(2026, 10, 13)
    text = str(one["description"])
    for part in (
        "safe line: 2026-10-12",
        "literal line: 2026-10-13",
        "Government Procurement Law art. 52",
        "make-up working day",
    ):
        assert part in text
    assert [a["trigger"].dt for a in one.walk("VALARM")] == [dt.timedelta(0), dt.timedelta(days=-2)]


def test_past_the_safe_line_the_literal_one_is_shown() -> None:
    answer = procurement("2026-10-13", **NOTICE)
    one = result_window(answer, calendar_file(answer, "supplier"))
    assert one["dtstart"].dt == dt.date(2026, 10, 13)
    assert str(one["summary"]).startswith("[past the safe line]")
    assert "gp.challenge.window" not in calendar_file(procurement("2026-10-14", **NOTICE), "supplier").decode()


def test_duties_are_in_the_calendar_of_those_who_owe_them() -> None:
    filed = [{"by": "甲公司", "against": "result", "challenge_received": "2026-09-22", "challenge_answered": "not_yet"}]
    answer = procurement("2026-09-28", challenges=filed)
    (one,) = events(calendar_file(answer, "purchaser", lang="zh"))
    assert one["dtstart"].dt == dt.date(2026, 10, 9)
    assert "甲公司" in one["description"]
    assert events(calendar_file(answer, "supervisor")) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_and_chinese_titles_stay_well_formed(lang: str) -> None:
    title = '设备采购；一期, "甲"; 第2包\\N' + "某" * 200 + "\nBEGIN:VEVENT\r\ntab\tend"
    answer = procurement("2026-09-28", title=title, **NOTICE)
    raw = calendar_file(answer, "supplier", lang=lang)
    assert faults(raw) == []
    found = events(raw)
    assert len(found) == len(events(calendar_file(procurement("2026-09-28", **NOTICE), "supplier", lang=lang)))
    assert all("某" * 200 in e["description"] for e in found)


def test_the_same_assessment_gives_the_same_file() -> None:
    one, two = (calendar_file(procurement("2026-09-28", **NOTICE), "supplier") for _ in range(2))
    assert one == two
    assert calendar_file(procurement("2026-09-28", **NOTICE), "supplier", old=one) == one


def test_an_amended_date_moves_the_event_and_makes_no_second_one() -> None:
    before = procurement("2026-09-25", **NOTICE)
    old = calendar_file(before, "supplier")
    for on in ("2026-09-25", "2026-09-28"):
        after = procurement(on, timeline={"award_notice_published": "2026-09-25"})
        raw = calendar_file(after, "supplier", old=old)
        one, two = result_window(before, old), result_window(after, raw)
        assert one["uid"] == two["uid"]
        assert one["dtstart"].dt < two["dtstart"].dt
        assert two["sequence"] > one["sequence"]
        uids = [str(e["uid"]) for e in events(raw)]
        assert len(uids) == len(set(uids))


def test_what_no_longer_stands_is_cancelled() -> None:
    filed = {"by": "A", "against": "result", "challenge_received": "2026-09-22", "challenge_answered": "not_yet"}
    old = calendar_file(procurement("2026-09-28", challenges=[filed]), "purchaser")
    raw = calendar_file(
        procurement("2026-09-30", challenges=[{**filed, "challenge_answered": "2026-09-29"}]), "purchaser", old=old
    )
    assert faults(raw) == []
    (one,) = events(raw)
    assert (str(one["status"]), one["uid"]) == ("CANCELLED", events(old)[0]["uid"])
    assert one["sequence"] > events(old)[0]["sequence"]
    assert events(calendar_file(procurement("2026-10-01"), "purchaser", old=raw)) == []


def test_an_event_belongs_to_its_filing_wherever_that_stands_in_the_list() -> None:
    one = {"by": "A", "against": "result", "challenge_received": "2026-09-22", "challenge_answered": "not_yet"}
    two = {"by": "B", "against": "result", "challenge_received": "2026-09-23", "challenge_answered": "not_yet"}
    files = [calendar_file(procurement("2026-09-28", challenges=c), "purchaser") for c in ([one, two], [two, one])]
    known = [{str(e["uid"]): e["dtstart"].dt for e in events(raw)} for raw in files]
    assert known[0] == known[1]
    assert len(known[0]) == 2
    nameless = [{k: v for k, v in c.items() if k != "by"} for c in (one, two)]
    assert (
        len({str(e["uid"]) for e in events(calendar_file(procurement("2026-09-28", challenges=nameless), "purchaser"))})
        == 2
    )


def test_projects_and_roles_do_not_share_events() -> None:
    answer = procurement("2026-09-28", **NOTICE)
    one, two = ({str(e["uid"]) for e in events(calendar_file(answer, "supplier", project=p))} for p in ("P-1", "P-2"))
    assert one
    assert not one & two


def test_a_window_that_opens_later_says_so() -> None:
    answer = works("2026-05-07", timeline={"candidates_published": "2026-05-08"})
    (one,) = [e for e in events(calendar_file(answer, "bidder")) if "tb.objection.window.result" in e["description"]]
    assert one["dtstart"].dt == dt.date(2026, 5, 11)
    assert "from: 2026-05-08" in one["description"]
    assert one["status"] == "TENTATIVE"
    assert "not yet, from 2026-05-08" in one["summary"]
    opened = works("2026-05-08", timeline={"candidates_published": "2026-05-08"})
    raw = calendar_file(opened, "bidder")
    (one,) = [e for e in events(raw) if "tb.objection.window.result" in e["description"]]
    assert (one["status"], "not yet" in one["summary"]) == ("CONFIRMED", False)


def test_what_is_no_calendar_is_not_brought_up_to_date() -> None:
    with pytest.raises(CalendarFileError) as caught:
        calendar_file(procurement("2026-09-28"), "supplier", old=b"hello")
    assert caught.value.text("zh") != caught.value.text("en")


def test_without_the_extra_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(CalendarFileError, match=r"procure-rules\[calendar\]"):
        calendar_file(procurement("2026-09-28"), "supplier")


def test_the_day_of_assessment_is_the_only_clock() -> None:
    raw = calendar_file(procurement("2026-09-28", **NOTICE), "supplier", on=day("2026-09-30"))
    assert {e["dtstamp"].dt.date() for e in events(raw)} == {dt.date(2026, 9, 28)}


# what else is in the file --------------------------------------------------------------------------------------------
FOREIGN = (
    b"BEGIN:VCALENDAR\r\nPRODID:-//someone//else//EN\r\nVERSION:2.0\r\nX-WR-CALNAME:Home\r\n"
    b"BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0800\r\n"
    b"TZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    b"BEGIN:VEVENT\r\nUID:wedding@example.org\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20260801\r\n"
    b"SUMMARY:a very long summary that some other program has folded in its own way so that it\r\n"
    b"  goes on here\r\nEND:VEVENT\r\n"
    b"BEGIN:VEVENT\r\nUID:timed@example.org\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20261101T090000Z\r\n"
    b"SUMMARY:timed\r\nX-ODD;X-P=1:kept as it is\r\nEND:VEVENT\r\n"
    b"BEGIN:VTODO\r\nUID:todo@example.org\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:a task\r\nEND:VTODO\r\n"
    b"END:VCALENDAR\r\n"
)


def without_own(raw: bytes) -> bytes:
    """The file without the events that are this library's."""
    return re.sub(
        rb"BEGIN:VEVENT\r\n(?:(?!END:VEVENT).*\r\n)*?(?:(?!END:VEVENT).*\r\n)*END:VEVENT\r\n",
        lambda m: b"" if b"@procure-rules" in m[0] else m[0],
        raw,
    )


def test_whatever_else_a_file_holds_stays_as_it_is_byte_for_byte() -> None:
    raw = FOREIGN
    for on in ("2026-09-28", "2026-10-01", "2027-03-01"):
        raw = calendar_file(procurement(on, **NOTICE), "supplier", project="A", old=raw)
        assert without_own(raw) == FOREIGN
    first = calendar_file(procurement("2026-09-28", **NOTICE), "supplier", project="A", old=FOREIGN)
    assert len(events(first)) == 2 + len(events(calendar_file(procurement("2026-09-28", **NOTICE), "supplier")))


def test_another_project_and_another_role_in_the_same_file_are_not_touched() -> None:
    answer = procurement("2026-09-28", **NOTICE)
    one = calendar_file(answer, "supplier", project="A")
    mine = {str(e["uid"]): e.to_ical() for e in events(one)}
    raw = calendar_file(answer, "supplier", project="B", old=one)
    raw = calendar_file(answer, "purchaser", project="A", old=raw)
    raw = calendar_file(procurement("2026-09-28"), "supplier", project="B", old=raw)
    found = {str(e["uid"]): e.to_ical() for e in events(raw)}
    assert mine.items() <= found.items()
    assert len(found) > len(mine)
    assert {e.get("status") for uid, e in ((str(e["uid"]), e) for e in events(raw)) if uid not in mine} == {"CANCELLED"}


def test_a_deadline_that_moved_moves_its_own_event_only() -> None:
    before = calendar_file(procurement("2026-09-28", **NOTICE), "supplier", project="A", old=FOREIGN)
    later = {"timeline": {"award_notice_published": "2026-09-25"}}
    after = calendar_file(procurement("2026-09-28", **later), "supplier", project="A", old=before)
    assert without_own(after) == FOREIGN
    assert {str(e["uid"]) for e in events(after)} >= {str(e["uid"]) for e in events(before)}


def test_a_calendar_that_is_written_is_read_by_another_reader() -> None:
    raw = calendar_file(procurement("2026-09-28", **NOTICE), "supplier", old=FOREIGN)
    assert len(list(vobject.readOne(raw.decode()).vevent_list)) == len(events(raw))


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.ics"
    file.write_bytes(FOREIGN)

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(file, b"half")
    assert file.read_bytes() == FOREIGN
    assert [p.name for p in tmp_path.iterdir()] == ["a.ics"]


def test_only_regular_files_of_bounded_size_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"x" * 101)
    for name in ("pipe", "large", "/dev/zero"):
        with pytest.raises(OSError, match=r"regular|large"):
            read_file(tmp_path / name, 100)
    with pytest.raises(InputError, match="no regular file"):
        read_text(tmp_path / "pipe")
