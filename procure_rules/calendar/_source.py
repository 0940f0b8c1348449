"""The calendar data as typed values: year files, festivals, envelope. Every fault of every file is collected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from procure_rules.calendar._paths import rulesets_dir
from procure_rules.calendar._reader import Reader, read_yaml
from procure_rules.calendar.days import Notice
from procure_rules.errors import CalendarError
from procure_rules.store import Kind, stored

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_NOTICE = ("number", "title", "published", "source_kind", "what")
_NOTICE_OPTIONAL = ("dated", "url", "verified", "note")


@dataclass(frozen=True, slots=True)
class Entry:
    """Days that one notice of the year gives off or calls to work."""

    days: tuple[date, ...]
    notice: int


@dataclass(frozen=True, slots=True)
class YearFile:
    """The notices governing one year. Their days may reach back into the December before."""

    source: str
    year: int
    notices: tuple[Notice, ...]
    rest: tuple[Entry, ...]
    work: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """The festival days of one text of the holiday regulation: festival → (anchor, offsets in days)."""

    number: str
    published: date
    start: date
    end: date | None
    days: Mapping[str, tuple[str, tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Festivals:
    """Festival names, the regulation's versions, and the Gregorian dates of the lunar festivals by year."""

    names: tuple[str, ...]
    versions: tuple[Version, ...]
    lunar: Mapping[int, Mapping[str, date]]

    def of_year(self, year: int, known_at: date | None) -> dict[str, tuple[date, ...]]:
        """The festival days proper of a year, by the version in force (of those known at `known_at`)."""
        new_year = date(year, 1, 1)
        governing = [
            v
            for v in self.versions
            if v.start <= new_year and (known_at is None or v.published <= known_at or v is self.versions[0])
        ]
        found: dict[str, tuple[date, ...]] = {}
        for festival, (anchor, offsets) in governing[-1].days.items() if governing else ():
            day = self.lunar.get(year, {}).get(anchor) if anchor in self.names else _month_day(year, anchor)
            if day is not None:
                found[festival] = tuple(day + timedelta(days=offset) for offset in offsets)
        return found


@dataclass(frozen=True, slots=True)
class Case:
    """How far around one festival a notice may shift days; see `rulesets/calendar/envelope.yaml`."""

    festival: str
    years: tuple[int, int]
    starts_on: tuple[int, ...]
    rest: tuple[int, int]
    work: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Envelope:
    """The shifts that are reckoned with in a year whose notice is not known."""

    version: int
    exceptional: tuple[str, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Data:
    """All calendar data: years in ascending order."""

    years: tuple[YearFile, ...]
    festivals: Festivals
    envelope: Envelope


KIND = Kind("calendar", Data, (Notice, Entry, YearFile, Version, Festivals, Case, Envelope))


def read_data(extra_dirs: Iterable[Path]) -> Data:
    """The shipped data, with year files of `extra_dirs` added or put in place of the shipped ones, in that order.

    Raises CalendarError listing every problem of every file.
    """
    shipped = _shipped(rulesets_dir() / "calendar")
    folders = [Path(folder) for folder in extra_dirs]
    if not folders:
        return shipped
    problems: list[str] = []
    years = {file.year: file for file in shipped.years}
    for folder in folders:
        if not folder.is_dir():
            problems.append(f"{folder}: file: is no folder")
            continue
        years.update(_years(folder, shipped.festivals, problems))
    if problems:
        raise CalendarError(problems)
    return Data(tuple(years[y] for y in sorted(years)), shipped.festivals, shipped.envelope)


@lru_cache(maxsize=4)
def _shipped(folder: Path) -> Data:
    return stored(KIND, (folder,), lambda: read(folder))


def read(folder: Path) -> Data:
    """The data as the files of a folder have it."""
    problems: list[str] = []
    festivals = _festivals(folder / "festivals.yaml", problems)
    envelope = _envelope(folder / "envelope.yaml", festivals, problems)
    years = _years(folder, festivals, problems)
    if problems:
        raise CalendarError(problems)
    return Data(tuple(years[y] for y in sorted(years)), festivals, envelope)


def _years(folder: Path, festivals: Festivals, problems: list[str]) -> dict[int, YearFile]:
    years: dict[int, YearFile] = {}
    for path in sorted(folder.glob("[0-9][0-9][0-9][0-9]*.y*ml")):
        source = f"{folder.name}/{path.name}"
        file = _year(path, source, festivals, problems)
        if file is None:
            continue
        if file.year in years:
            problems.append(f"{source}: year: {file.year} stands in {years[file.year].source} too")
        years[file.year] = file
    return years


def _year(path: Path, source: str, festivals: Festivals, problems: list[str]) -> YearFile | None:
    before = len(problems)
    reader = Reader(source, problems)
    root = read_yaml(path, source, problems)
    if len(problems) > before:
        return None
    node = reader.table(root, "", ("year", "notices", "rest", "work"))
    first, last = min(festivals.lunar, default=1), max(festivals.lunar, default=1)
    year = reader.whole(node.get("year"), "year", first, last)
    if year is None or not node:
        return None
    notices = [_notice(reader, at, item, year) for at, item in reader.rows(node.get("notices"), "notices")]
    if notices and notices[0] is not None and notices[0].what != "original":
        reader.fault("notices[0].what", "the first notice of a year is the original, found `amendment`")
    if not notices:
        reader.fault("notices", "a year needs at least one notice")
    rest = tuple(_entries(reader, "rest", node, year, festivals))
    work = tuple(_entries(reader, "work", node, year, festivals))
    if len(problems) == before:
        _agree(reader, year, rest, work, festivals)
    if len(problems) > before:
        return None
    return YearFile(source, year, tuple(n for n in notices if n is not None), rest, work)


def _notice(reader: Reader, at: str, node: Any, year: int) -> Notice | None:
    row = reader.table(node, at, _NOTICE, _NOTICE_OPTIONAL)
    number = reader.text(row.get("number"), f"{at}.number")
    title = reader.text(row.get("title"), f"{at}.title")
    kind = reader.choice(row.get("source_kind"), f"{at}.source_kind", ("direct", "derived"))
    what = reader.choice(row.get("what"), f"{at}.what", ("original", "amendment"))
    known = {k: row.get(k) for k in ("dated", "published", "url", "note")}
    dated = None if known["dated"] is None else reader.day(known["dated"], f"{at}.dated")
    published = None if known["published"] is None else reader.day(known["published"], f"{at}.published")
    url = None if known["url"] is None else reader.text(known["url"], f"{at}.url")
    note = None if known["note"] is None else reader.text(known["note"], f"{at}.note")
    verified = row.get("verified", False)
    if not isinstance(verified, bool):
        reader.fault(f"{at}.verified", "expected true or false")
    if number is None or title is None or kind is None or what is None:
        return None
    return Notice(
        year=year,
        number=number,
        title=title,
        dated=dated,
        published=published,
        url=url,
        source_kind=cast(Literal["direct", "derived"], kind),
        what=cast(Literal["original", "amendment"], what),
        verified=verified is True,
        note=note,
    )


def _entries(reader: Reader, path: str, root: dict[str, Any], year: int, festivals: Festivals) -> Iterator[Entry]:
    notices = len(root["notices"]) if isinstance(root.get("notices"), list) else 1
    for at, item in reader.rows(root.get(path), path):
        row = reader.table(item, at, ("festivals", "days", "notice"))
        for place, name in reader.rows(row.get("festivals"), f"{at}.festivals"):
            reader.choice(name, place, festivals.names)
        notice = reader.whole(row.get("notice"), f"{at}.notice", 0, max(notices - 1, 0))
        listed = row.get("days")
        spans = reader.rows(listed, f"{at}.days") if isinstance(listed, list) else iter([(f"{at}.days", listed)])
        days: list[date] = []
        for place, span in spans:
            pair = reader.days(span, place)
            if pair is None:
                continue
            if not date(year - 1, 12, 1) <= pair[0] <= pair[1] <= date(year, 12, 31):
                reader.fault(place, f"{pair[0]}/{pair[1]} is not in {year} (or the December before)")
                continue
            days += [pair[0] + timedelta(days=i) for i in range((pair[1] - pair[0]).days + 1)]
        if notice is not None:
            yield Entry(tuple(days), notice)


def _agree(reader: Reader, year: int, rest: tuple[Entry, ...], work: tuple[Entry, ...], festivals: Festivals) -> None:
    """A notice cannot call a day off and to work, nor take away a festival day proper."""
    proper = {day for days in festivals.of_year(year, None).values() for day in days}
    for index, entry in enumerate(work):
        for day in entry.days:
            if day in proper:
                reader.fault(f"work[{index}].days", f"{day} is a festival day by the regulation and cannot be worked")
            if any(day in other.days and other.notice == entry.notice for other in rest):
                reader.fault(f"work[{index}].days", f"{day} is both off and worked by the same notice")
    off = {day for entry in rest if entry.notice == 0 for day in entry.days}
    for day in sorted(proper - off):
        reader.fault("rest", f"{day} is a festival day by the regulation and is missing from the days off")


def _festivals(path: Path, problems: list[str]) -> Festivals:
    reader = Reader(f"{path.parent.name}/{path.name}", problems)
    node = reader.table(read_yaml(path, reader.source, problems), "", ("festivals", "occasions", "versions", "lunar"))
    names = tuple(sorted({*(node.get("festivals") or {}), *(node.get("occasions") or {})}))
    versions: list[Version] = []
    for at, item in reader.rows(node.get("versions"), "versions"):
        row = reader.table(item, at, ("number", "published", "in_force", "days"))
        force = reader.table(row.get("in_force"), f"{at}.in_force", ("from", "to"))
        start = reader.day(force.get("from"), f"{at}.in_force.from")
        end = None if force.get("to") is None else reader.day(force.get("to"), f"{at}.in_force.to")
        published = reader.day(row.get("published"), f"{at}.published")
        days: dict[str, tuple[str, tuple[int, ...]]] = {}
        for place, rule in reader.rows(row.get("days"), f"{at}.days"):
            part = reader.table(rule, place, ("festival", "anchor", "offsets"))
            festival = reader.choice(part.get("festival"), f"{place}.festival", names)
            anchor = reader.text(part.get("anchor"), f"{place}.anchor")
            offsets = [reader.whole(o, p, -7, 7) for p, o in reader.rows(part.get("offsets"), f"{place}.offsets")]
            if festival and anchor:
                days[festival] = (anchor, tuple(o for o in offsets if o is not None))
        if start and published:
            versions.append(Version(str(row.get("number")), published, start, end, days))
    lunar: dict[int, dict[str, date]] = {}
    table = node.get("lunar") or {}
    for year, dates in table.items() if isinstance(table, dict) else ():
        number = reader.whole(year, f"lunar.{year}", 1, 9998)
        row = reader.table(dates, f"lunar.{year}", ("spring-festival", "qingming", "dragon-boat", "mid-autumn"))
        found = {name: reader.day(day, f"lunar.{year}.{name}") for name, day in row.items()}
        if number is not None:
            lunar[number] = {name: day for name, day in found.items() if day is not None}
    return Festivals(names, tuple(sorted(versions, key=lambda v: v.start)), lunar)


def _envelope(path: Path, festivals: Festivals, problems: list[str]) -> Envelope:
    reader = Reader(f"{path.parent.name}/{path.name}", problems)
    node = reader.table(read_yaml(path, reader.source, problems), "", ("version", "reason", "exceptional", "cases"))
    version = reader.whole(node.get("version"), "version", 1, 9999) or 0
    exceptional = [
        reader.text(reader.table(item, at, ("number", "reason")).get("number"), f"{at}.number")
        for at, item in reader.rows(node.get("exceptional"), "exceptional")
    ]
    cases: list[Case] = []
    for at, item in reader.rows(node.get("cases"), "cases"):
        row = reader.table(item, at, ("festival", "rest", "work"), ("years", "starts_on"))
        festival = reader.choice(row.get("festival"), f"{at}.festival", festivals.names)
        on = [reader.choice(d, p, WEEKDAYS) for p, d in reader.rows(row.get("starts_on", list(WEEKDAYS)), at)]
        years = reader.table(row.get("years", {"from": None, "to": None}), f"{at}.years", ("from", "to"))
        since, until = (
            open_end if years.get(k) is None else reader.whole(years.get(k), f"{at}.years.{k}", 1, 9999) or open_end
            for k, open_end in (("from", 1), ("to", 9999))
        )
        reach: dict[str, tuple[int, int]] = {}
        for what in ("rest", "work"):
            part = reader.table(row.get(what), f"{at}.{what}", ("before", "after"))
            before, after = (reader.whole(part.get(k), f"{at}.{what}.{k}", 0, 31) or 0 for k in ("before", "after"))
            reach[what] = (before, after)
        if festival:
            starts = tuple(WEEKDAYS.index(d) for d in on if d is not None)
            cases.append(Case(festival, (since, until), starts, reach["rest"], reach["work"]))
    return Envelope(version, tuple(n for n in exceptional if n), tuple(cases))


def _month_day(year: int, anchor: str) -> date:
    return date.fromisoformat(f"{year:04}-{anchor}")
