"""What is brought to an audit: workbooks, delimited text, project files, lines of JSON, open contracting data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from procure_rules.errors import InputError, Problem
from procure_rules.facts import make_project
from procure_rules.facts.load import project_of
from procure_rules.inputs.ledger import Entry, Ledger, Origin, Rejected, read_ledger
from procure_rules.inputs.ocds import contractings, is_ocds
from procure_rules.inputs.sheets import DELIMITED, WORKBOOKS, fault, read_bytes, sheets_of
from procure_rules.reading.document import decoded, read_document

__all__ = ["PROJECTS", "Read", "files_of", "read_map", "read_source"]

PROJECTS = (".yaml", ".yml", ".json")
LINES = (".jsonl", ".ndjson")
KNOWN = (*WORKBOOKS, *DELIMITED, *PROJECTS, *LINES, ".parquet")


@dataclass(frozen=True, slots=True)
class Read:
    """A file with what came out of it, and a hash of its bytes."""

    path: Path
    sha256: str
    ledger: Ledger


def files_of(sources: Iterable[Path]) -> list[Path]:
    """The files to read: of a folder those of a known kind, in order of their names. Raises :class:`InputError`."""
    found: list[Path] = []
    for path in sources:
        if path.is_dir():
            inside = sorted(
                p for p in path.rglob("*") if p.suffix.lower() in KNOWN and not p.name.startswith(("~$", "."))
            )
            if not inside:
                raise fault(str(path), "文件夹中没有可以读取的文件", f"nothing to read in it ({', '.join(KNOWN)})")
            found += inside
        elif path.suffix.lower() not in KNOWN:
            kinds = "、".join(KNOWN)
            raise fault(
                str(path),
                f"不认识这种文件；可以读取 {kinds} 和文件夹",
                f"not a kind that is read: {', '.join(KNOWN)}, folders",
            )
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def read_map(path: Path) -> Mapping[str, str]:
    """A map of headers: what each column states, by the name of the fact; empty for a column that is left out. Raises
    :class:`InputError`.
    """
    document = read_document(decoded(read_bytes(path), str(path)), str(path))
    data = document.data
    if not isinstance(data, dict) or not all(isinstance(v, str) or v is None for v in data.values()):
        raise fault(
            str(path), "对照表每行写一列：列名: 事实名", "a map has a line for each column: header: name of the fact"
        )
    return {str(k): v or "" for k, v in data.items()}


def read_source(path: Path, mapping: Mapping[str, str] | None = None) -> Read:
    """One file read, nothing lost. Raises :class:`InputError` for a file that cannot be read at all."""
    suffix = path.suffix.lower()
    raw = read_bytes(path)
    digest = hashlib.sha256(raw).hexdigest()
    if suffix in (*WORKBOOKS, *DELIMITED):
        return Read(path, digest, read_ledger(sheets_of(path, raw), mapping))
    if suffix == ".parquet":
        from procure_rules.inputs.parquet import parquet_sheet

        return Read(path, digest, read_ledger([parquet_sheet(path, raw)], mapping))
    if suffix in LINES:
        return Read(path, digest, _lines(path, raw))
    return Read(path, digest, _one(path, raw))


def _one(path: Path, raw: bytes) -> Ledger:
    """A project file, or open contracting data. A file that is no project is rejected, and said to be."""
    made = Ledger()
    if path.suffix.lower() == ".json":
        try:
            data = json.loads(raw)
        except (ValueError, RecursionError):
            data = None
        if is_ocds(data):
            _contracting(path, data, made, ())
            return made
    try:
        made.entries.append(Entry(Origin(path.name), project_of(raw, str(path))))
    except InputError as error:
        made.rejected.append(Rejected(Origin(path.name), error.problems))
    return made


def _lines(path: Path, raw: bytes) -> Ledger:
    made = Ledger()
    for number, line in enumerate(raw.split(b"\n"), 1):
        if not line.strip():
            continue
        origin = Origin(path.name, "", (number,))
        try:
            data = _object(line, path, number)
            if is_ocds(data):
                _contracting(path, data, made, (number,))
            else:
                made.entries.append(Entry(origin, make_project(data)))
        except InputError as error:
            made.rejected.append(Rejected(origin, error.problems))
    return made


def _object(line: bytes, path: Path, number: int) -> dict[str, Any]:
    data = read_document(decoded(line, str(path)), str(path), json_text=True).data
    if not isinstance(data, dict):
        raise fault(str(path), "每行应为一组事实", "a line is a group of facts", str(number))
    return data


def _contracting(path: Path, data: Any, made: Ledger, rows: tuple[int, ...]) -> None:
    """The processes of open contracting data. What is wrong with one of them refuses this one alone."""
    try:
        found = contractings(data)
    except InputError as error:
        parts = list(_apart(data))
        if len(parts) < 2:
            made.rejected.append(Rejected(Origin(path.name, "", rows), error.problems))
        for part in parts if len(parts) > 1 else ():
            _contracting(path, part, made, rows)
        return
    for one in found:
        origin = Origin(path.name, one.ocid, rows)
        try:
            made.entries.append(Entry(origin, make_project(one.data)))
        except InputError as error:
            made.rejected.append(Rejected(origin, error.problems))


def _apart(data: Any) -> Iterator[Any]:
    """The releases and records of a package, those of one process together."""
    things = data if isinstance(data, list) else [*_listed(data, "releases"), *_listed(data, "records")]
    groups: dict[object, list[Any]] = {}
    for one in things:
        ocid = one.get("ocid") if isinstance(one, dict) else None
        groups.setdefault(ocid if isinstance(ocid, str) and ocid else id(one), []).append(one)
    records = isinstance(data, dict) and isinstance(data.get("records"), list)
    return ({"records": group} if records else {"releases": group} for group in groups.values())


def _listed(data: Any, key: str) -> list[Any]:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def problems_of(errors: Iterable[InputError]) -> Iterator[Problem]:
    """The problems of several files, each with its file."""
    for error in errors:
        for p in error.problems:
            yield Problem(f"{error.source} {p.path}".strip(), p.value, p.zh, p.en)
