"""What reads bytes of others, each as a function of bytes: it ends with an answer or with an error that it promises."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from unicodedata import category

from procure_rules import Assessment, assess, make_project
from procure_rules.calendar import load_calendar
from procure_rules.calendar._paths import rulesets_dir
from procure_rules.calendar._source import KIND as CALENDAR
from procure_rules.errors import AssessmentError, CalendarError, CalendarFileError, InputError, Problem
from procure_rules.facts.load import load_project
from procure_rules.facts.project import Project
from procure_rules.facts.registry import all_scopes
from procure_rules.inputs.ledger import read_ledger
from procure_rules.inputs.sheets import read_sheets
from procure_rules.reports.ics import calendar_file
from procure_rules.rules.assembly import Loader
from procure_rules.rules.loader import KIND as RULES
from procure_rules.rules.reader import FileReader
from procure_rules.store.door import found

__all__ = ["CORPUS", "TARGETS"]

CORPUS = Path(__file__).parent / "corpus"
DAY = dt.date(2026, 9, 1)


@cache
def room() -> Path:
    """A folder for the files of this process."""
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


def written(name: str, data: bytes) -> Path:
    file = room() / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


RARE = ("Co", "Cn")
"""Signs of private use, with which rare names are written, and those not assigned yet: they take a place and show."""


def told(*texts: str) -> None:
    """What is refused is told in words that any terminal can show."""
    for text in texts:
        text.encode()
        assert text
        assert all(sign.isprintable() or sign == "\n" or category(sign) in RARE for sign in text), repr(text)


def project(data: bytes) -> None:
    """A project file in YAML; what was read is read again as it is written."""
    if made := _read("project.yaml", data):
        assert make_project(json.loads(made.model_dump_json(exclude_none=True))) == made


def facts(data: bytes) -> None:
    """A project file in JSON."""
    _read("project.json", data)


def assessed(data: bytes) -> None:
    """A project file, assessed."""
    made = _read("project.yaml", data)
    if made is not None and len(made.procedures.items if made.procedures else ()) <= 1:
        assess(made, as_of=DAY, chaining="builtin").brief()


def _read(name: str, data: bytes) -> Project | None:
    try:
        return load_project(written(name, data))
    except InputError as refused:
        told(refused.text("zh"), refused.text("en"))
        return None


@cache
def loader() -> Loader:
    """A loader that knows the shipped vocabulary and rules."""
    made = Loader(rulesets_dir())
    made.load()
    return made


def rule(data: bytes) -> None:
    """A file of rules: each is read against the shipped vocabulary, or its faults are told."""
    problems: list[Problem] = []
    reads = loader()
    before, reads.problems = reads.problems, problems
    try:
        reader = FileReader(written("rules/fuzz.yaml", data), problems)
        for number in reads.rows(reader) if not problems else ():
            row = reader.at((number,))
            if isinstance(row, dict) and isinstance(row.get("id"), str) and str(row.get("scope")) in all_scopes():
                reads.rule(reader, number, number)
    finally:
        reads.problems = before
    for one in problems:
        told(one.text("zh"), one.text("en"))


def year(data: bytes) -> None:
    """A year of the calendar."""
    written("years/2028.yaml", data)
    try:
        load_calendar([room() / "years"])
    except CalendarError as refused:
        told(*refused.problems)


def kept(data: bytes) -> None:
    """A kept file: as it is, and with a hash that is right, as who changes it by hand would make it."""
    for kind in (RULES, CALENDAR):
        found(kind, written("kept", data), "key", own=True)  # type: ignore[arg-type]
        head = f"procure-rules {kind.name} key {hashlib.sha256(data).hexdigest()}\n".encode()
        found(kind, written("kept", head + data), "key", own=True)  # type: ignore[arg-type]


@cache
def answer() -> Assessment:
    given = {
        "declared_regime": "government_procurement",
        "purchaser": {"kind": "public_institution", "level": "central", "place": "中央"},
        "subject": {"category": "goods"},
        "budget": "500万元",
        "method": "open_tendering",
        "timeline": {"tender_notice_published": "2026-08-03", "award_notice_published": "2026-08-28"},
    }
    return assess(make_project(given), as_of=DAY, chaining="builtin")


def calendar(data: bytes) -> None:
    """A calendar file that is to be brought up to date: what is not ours stays."""
    try:
        made = calendar_file(answer(), "supplier", project="fuzz", old=data)
    except CalendarFileError as refused:
        told(refused.text("zh"), refused.text("en"))
        return
    assert b"BEGIN:VCALENDAR" in made.upper()


def ledger(data: bytes) -> None:
    """A table of purchases in delimited text: every row is an entry, rejected, said again or passed over."""
    try:
        sheets = read_sheets(written("ledger.csv", data))
    except InputError as refused:
        told(refused.text("zh"), refused.text("en"))
        return
    made = read_ledger(sheets)
    for one in made.rejected:
        for problem in one.problems:
            told(problem.text("zh"), problem.text("en"))
    read = [*(e.origin for e in made.entries), *(r.origin for r in made.rejected), *made.again]
    read += [origin for origin, _ in made.passed_over]
    assert sum(len(origin.rows) for origin in read) == sum(one.rows for one in made.sheets if one.headers)


def record(data: bytes) -> None:
    """A record of an assessment."""
    try:
        made = Assessment.from_json(data)
        made.verify()
    except AssessmentError:
        return


TARGETS: dict[str, Callable[[bytes], None]] = {
    "project": project,
    "facts": facts,
    "assessed": assessed,
    "rule": rule,
    "year": year,
    "kept": kept,
    "calendar": calendar,
    "ledger": ledger,
    "record": record,
}
