"""Calendar files (iCalendar, RFC 5545): one all-day event for each right that is open or coming and each duty that
is due. What is coming is tentative, and its title says from when it is open: the day that opens it is merely planned.

No clock is asked: ``DTSTAMP`` and ``SEQUENCE`` come from the day of assessment, so that the same assessment gives the
same file and a later one supersedes it. ``UID`` names the rule and the filing, not the date: a date that changes moves
the event and makes no second one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Any

from procure_rules.answers import Assessment, DateLine, Right
from procure_rules.errors import CalendarFileError
from procure_rules.texts import joined, label, say
from procure_rules.views.rights import rights

__all__ = ["calendar_file"]

EPOCH = dt.date(2000, 1, 1)  # SEQUENCE counts the days since
LIVE = ("open", "coming", "due", "overdue")
AHEAD = (dt.timedelta(0), dt.timedelta(days=-2))  # alarms: as the last safe day begins, and two days before
PRODID = "-//procure-rules//remedies//ZH"


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
    event that changed gets a higher ``SEQUENCE``, and one that no longer stands but lies ahead is cancelled. Needs
    the extra ``calendar``; raises :class:`CalendarFileError`.
    """
    ical = _icalendar()
    said_in = lang or answer.lang
    day = on or answer.as_of
    before = _events_of(ical, old)
    out = ical.Calendar()
    for name, value in (("prodid", PRODID), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        out.add(name, value)
    out["x-wr-calname"] = ical.vText(_plain(answer.title or project))
    stamp = dt.datetime.combine(answer.as_of, dt.time(0), dt.timezone.utc)  # noqa: UP017
    base = (answer.as_of - EPOCH).days
    seen = set()
    for uid, one, word in _rows(answer, role, day, project or answer.title, said_in):
        when = _when(one, day)
        if when is None or uid in seen:
            continue
        seen.add(uid)
        event = _event(ical, answer, one, word, when, said_in)
        event.add("uid", uid)
        event.add("dtstamp", stamp)
        event.add("sequence", _sequence(event, before.get(uid), base))
        out.add_component(event)
    for uid, gone in sorted(before.items()):
        if uid not in seen and gone.get("status") != "CANCELLED" and gone["dtstart"].dt >= day:
            out.add_component(_cancelled(ical, gone, stamp, base))
    made: bytes = out.to_ical()
    return made


def _icalendar() -> Any:
    try:
        import icalendar
    except ImportError:
        raise CalendarFileError("calendar_extra") from None
    return icalendar


def _events_of(ical: Any, old: bytes | None) -> dict[str, Any]:
    if old is None:
        return {}
    try:
        return {str(e["uid"]): e for e in ical.Calendar.from_ical(old).walk("VEVENT") if "uid" in e and "dtstart" in e}
    except (ValueError, KeyError, IndexError):
        raise CalendarFileError("calendar_unreadable") from None


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
    return f"{hashlib.sha256(text.encode()).hexdigest()[:32]}@procure-rules"


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
    last = int(before.get("sequence", 0))
    same = all(event[k].to_ical() == before[k].to_ical() for k in SAME if k in event and k in before)
    return max(base, last if same else last + 1)


def _cancelled(ical: Any, gone: Any, stamp: dt.datetime, base: int) -> Any:
    event = ical.Event()
    for key in ("uid", "summary", "dtstart", "dtend", "description"):
        if key in gone:
            event[key] = gone[key]
    event.add("dtstamp", stamp)
    event.add("sequence", max(base, int(gone.get("sequence", 0)) + 1))
    event.add("status", "CANCELLED")
    event.add("transp", "TRANSPARENT")
    return event
