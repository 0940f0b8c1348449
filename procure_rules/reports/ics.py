"""Calendar files (iCalendar, RFC 5545): one all-day event for each right that is open or coming and each duty that
is due. What is coming is tentative, and its title says from when it is open: the day that opens it is merely planned.

No clock is asked: ``DTSTAMP`` and ``SEQUENCE`` come from the day of assessment, so that the same assessment gives the
same file and a later one supersedes it. ``UID`` names the rule and the filing, not the date: a date that changes moves
the event and makes no second one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from typing import Any

from procure_rules.answers import Assessment, DateLine, Right
from procure_rules.errors import ASSESSMENT, CalendarFileError, expect
from procure_rules.texts import joined, label, say
from procure_rules.views.rights import rights

__all__ = ["calendar_file", "days_to_write"]

EPOCH = dt.date(2000, 1, 1)  # SEQUENCE counts the days since
LIVE = ("open", "coming", "due", "overdue")
AHEAD = (dt.timedelta(0), dt.timedelta(days=-2))  # alarms: as the last safe day begins, and two days before
PRODID = "-//procure-rules//remedies//ZH"
HEAD = (("prodid", PRODID), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"))
DOMAIN = "@procure-rules"
MARK = "x-procure-rules-of"
"""The property by which events of a project and role are known again."""


def calendar_file(
    answer: Assessment,
    role: str,
    *,
    on: dt.date | None = None,
    project: str = "",
    old: bytes | None = None,
    lang: str = "",
) -> bytes:
    """The calendar of a role on a day (default: the day of assessment).

    ``project``: number or title by which the events are known again. ``old``: the file to bring up to date: an
    event that changed gets a higher ``SEQUENCE``, and one that no longer stands but lies ahead is cancelled; only
    events of this project and role are touched, whatever else the file holds stays byte for byte.
    Needs the extra ``calendar``; raises :class:`CalendarFileError`.
    """
    expect(answer, Assessment, "answer", ASSESSMENT)
    if old is not None:
        expect(old, bytes, "old", "the bytes of the file")
    ical = _icalendar()
    said_in = lang or answer.lang
    day = on or answer.as_of
    name = project or answer.title
    mark = hashlib.sha256(f"{name}\n{role}".encode()).hexdigest()[:16]
    rows: dict[str, tuple[Right, str, dt.date]] = {}
    for uid, one, word in _rows(answer, role, day, name, said_in):
        when = _when(one, day)
        if when is not None:
            rows.setdefault(uid, (one, word, when))
    file = _File(ical, old, mark, set(rows))
    stamp = dt.datetime.combine(answer.as_of, dt.time(0), dt.timezone.utc)  # noqa: UP017
    base = (answer.as_of - EPOCH).days
    made = []
    for uid, (one, word, when) in rows.items():
        if uid in file.others:
            continue  # it stands there for another role
        event = _event(ical, answer, one, word, when, said_in)
        event.add("uid", uid)
        event.add("dtstamp", stamp)
        event.add("sequence", _sequence(event, file.own.get(uid), base))
        event.add(MARK, mark)
        made.append(event)
    for uid, gone in sorted(file.own.items()):
        if uid not in rows and gone.get("status") != "CANCELLED" and gone["dtstart"].dt >= day:
            made.append(_cancelled(ical, gone, stamp, base, mark))
    return file.with_events(made, _plain(answer.title or project))


def days_to_write(answer: Assessment, role: str, on: dt.date | None = None) -> int:
    """How many rights and duties have a day that a calendar can hold."""
    day = on or answer.as_of
    return sum(_when(one, day) is not None for _, one, _ in _rows(answer, role, day, "", answer.lang))


UNREADABLE = (ValueError, KeyError, IndexError, AttributeError, TypeError)
"""What the reader of calendar files raises for one that is none."""


class _File:
    """A calendar file that is brought up to date: all of it but the events of this project and role stays as it is,
    byte for byte.
    """

    def __init__(self, ical: Any, old: bytes | None, mark: str, wanted: set[str]) -> None:
        self.ical = ical
        self.own: dict[str, Any] = {}
        """Its own events, by UID."""
        self.others: set[str] = set()
        """UIDs that stand there for another project or role."""
        self.kept: list[str] = []
        """Its lines, without its own events."""
        if old is not None:
            self._read(old, mark, wanted)

    def _read(self, old: bytes, mark: str, wanted: set[str]) -> None:
        try:
            self.ical.Calendar.from_ical(old, multiple=True)
            text = old.decode("utf-8-sig")
        except UNREADABLE:
            raise CalendarFileError("calendar_unreadable") from None
        within: list[str] = []
        block: list[str] | None = None
        for line in re.split(r"(?<=\n)", text):
            begin, _, name = line.strip().upper().partition(":")
            if begin == "BEGIN":
                if (name == "VCALENDAR") != (not within):
                    raise CalendarFileError("calendar_unreadable")
                within.append(name)
                if within == ["VCALENDAR", "VEVENT"]:
                    block = []
            (self.kept if block is None else block).append(line)
            if begin == "END":
                if not within or within.pop() != name:
                    raise CalendarFileError("calendar_unreadable")
                if len(within) == 1 and block is not None:
                    if not self._is_own("".join(block), mark, wanted):
                        self.kept += block
                    block = None
        if within or not any(line.strip().upper() == "END:VCALENDAR" for line in self.kept):
            raise CalendarFileError("calendar_unreadable")

    def _is_own(self, block: str, mark: str, wanted: set[str]) -> bool:
        try:
            event = self.ical.Event.from_ical(block)
        except UNREADABLE:
            raise CalendarFileError("calendar_unreadable") from None
        uid, marked = str(event.get("uid", "")), event.get(MARK)
        if not uid.endswith(DOMAIN) or _day(event) is None:
            return False
        if str(marked) == mark or (marked is None and uid in wanted):
            self.own[uid] = event
            return True
        self.others.add(uid)
        return False

    def with_events(self, events: list[Any], name: str) -> bytes:
        """The file with these events: a new one, or all that stood in the old one and these at its end."""
        if not self.kept:
            out = self.ical.Calendar()
            for key, value in (
                ("prodid", PRODID),
                ("version", "2.0"),
                ("calscale", "GREGORIAN"),
                ("method", "PUBLISH"),
            ):
                out.add(key, value)
            out["x-wr-calname"] = self.ical.vText(name)
            for event in events:
                out.add_component(event)
            made: bytes = out.to_ical()
            return made
        ends = [i for i, line in enumerate(self.kept) if line.strip().upper() == "END:VCALENDAR"]
        at = ends[self._calendar() if self._calendar() < len(ends) else -1]
        before, after = "".join(self.kept[:at]), "".join(self.kept[at:])
        return before.encode() + b"".join(event.to_ical() for event in events) + after.encode()

    def _calendar(self) -> int:
        """Which of several calendars in the file is its own; the first, where none is."""
        number = -1
        for line in self.kept:
            if line.strip().upper() == "BEGIN:VCALENDAR":
                number += 1
            elif line.strip() == f"PRODID:{PRODID}":
                return number
        return 0


def _icalendar() -> Any:
    try:
        import icalendar
    except ImportError:
        raise CalendarFileError("calendar_extra") from None
    return icalendar


def _rows(answer: Assessment, role: str, day: dt.date, project: str, lang: str) -> Iterator[tuple[str, Right, str]]:
    """Live rights and duties, a right once for each thing that a filing may be directed at."""
    for one in rights(answer, role, day):
        if one.status not in LIVE:
            continue
        words = one.against or ("",)
        texts = [t.text(lang) for t in one.against_text] or [""]
        for word, text in zip(words, texts, strict=True):
            yield _uid(answer, one, word, project), one, text


def _uid(answer: Assessment, one: Right, word: str, project: str) -> str:
    """From project, rule and filing; a filing with a number or a name is known by it, wherever it stands in its
    list.
    """

    def filing(scope: str, index: int) -> str:
        found = next((f for f in answer.filings if (f.scope, f.index) == (scope, index)), None)
        alike = [
            f
            for f in answer.filings
            if found and (f.scope, f.id, f.by, f.against) == (scope, found.id, found.by, found.against)
        ]
        known = f"{found.id}|{found.by}|{found.against}" if found else ""
        return f"{scope}|{known if len(alike) == 1 and known.strip('|') else index}"

    place = filing(one.scope, one.index) if one.stated else "new"
    if one.follows:
        scope, _, number = one.follows.rstrip("]").partition("[")
        place += "|" + filing(scope, int(number))
    text = "\n".join([project, one.kind, one.rule, str(one.procedure), place, "" if one.stated else word])
    return f"{hashlib.sha256(text.encode()).hexdigest()[:32]}{DOMAIN}"


def _when(one: Right, day: dt.date) -> dt.date | None:
    """The last safe day; once that has passed, the last day of the literal line."""
    safe, literal = (_first(x) for x in (one.safe, one.literal))
    return safe if safe is not None and (safe >= day or literal is None) else literal


def _first(line: DateLine) -> dt.date | None:
    return line.earliest


def _event(ical: Any, answer: Assessment, one: Right, word: str, when: dt.date, lang: str) -> Any:
    event = ical.Event()
    name = one.title.text(lang)
    title = _plain(f"{name} ({word})" if word else name)
    if one.status == "coming":
        title = say("coming_title", lang, title, one.opens.text())
    event.add("summary", title if one.safe.earliest == when else say("past_safe_title", lang, title))
    event.add("dtstart", when)
    event.add("dtend", when + dt.timedelta(days=1))
    event.add("description", _description(answer, one, lang))
    event.add("categories", [say(one.scope, lang)])
    event.add("transp", "TRANSPARENT")
    event.add("status", "TENTATIVE" if one.status == "coming" else "CONFIRMED")
    for before in AHEAD:
        alarm = ical.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", before)
        alarm.add("description", title)
        event.add_component(alarm)
    return event


def _description(answer: Assessment, one: Right, lang: str) -> str:
    rows = [answer.title] if answer.title else []
    rows += [label("col_by", one.by, lang)] if one.by else []
    if one.has_opening:
        rows.append(label("col_opens", one.opens.text(), lang))
    rows += [label(key, line.text(), lang) for key, line in (("col_safe", one.safe), ("col_literal", one.literal))]
    rows += [
        label(f"col_{key}", text.text(lang), lang)
        for key in ("to_whom", "form", "after")
        if (text := getattr(one, key))
    ]
    rows.append(label("col_basis", joined((c.text.text(lang) for c in one.citations), lang), lang))
    rows += [label("assuming", a.text.text(lang), lang) for a in one.assuming]
    steps = one.safe_proof or one.proof
    if steps:
        rows.append(label("heading_proof", "", lang))
        rows += [
            f"  {s.day} {s.index if s.counted else '·'} {s.reason.text(lang)}" + (f" {s.notice}" if s.notice else "")
            for s in steps
        ]
    return _plain("\n".join([*rows, one.rule]))


def _plain(text: str) -> str:
    """A text without control characters, which a calendar file may not hold."""
    return "".join(c if c == "\n" or c.isprintable() else " " for c in text)


SAME = ("summary", "dtstart", "description", "status")


def _sequence(event: Any, before: Any, base: int) -> int:
    """The day's number; above that of the file where the event there says something else."""
    if before is None:
        return base
    last = _number(before)
    same = all(_said(event[k]) == _said(before[k]) for k in SAME if k in event and k in before)
    return max(base, last if same else last + 1)


def _day(event: Any) -> dt.date | None:
    """The day of an event of all day; nothing of another, or where somebody has made something else of it."""
    try:
        day = event["dtstart"].dt
    except (AttributeError, KeyError, ValueError):
        return None
    return day if isinstance(day, dt.date) and not isinstance(day, dt.datetime) else None


def _number(event: Any) -> int:
    """Its ``SEQUENCE``; 0 where somebody has made something else of it."""
    try:
        return int(event.get("sequence", 0))
    except (TypeError, ValueError):
        return 0


def _said(value: Any) -> list[bytes]:
    """What a property says; it may stand there several times."""
    return [one.to_ical() for one in (value if isinstance(value, list) else [value])]


def _cancelled(ical: Any, gone: Any, stamp: dt.datetime, base: int, mark: str) -> Any:
    event = ical.Event()
    for key in ("uid", "summary", "dtstart", "dtend", "description"):
        if key in gone:
            event[key] = gone[key]
    event.add("dtstamp", stamp)
    event.add("sequence", max(base, _number(gone) + 1))
    event.add("status", "CANCELLED")
    event.add(MARK, mark)
    event.add("transp", "TRANSPARENT")
    return event
