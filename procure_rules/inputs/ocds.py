"""Open Contracting Data Standard 1.1, read into project data: one project for each contracting process.

A wrong fact accuses somebody wrongly, so only what the data say outright is taken: money in yuan, the one award and the
one contract of a lot, the local name of a method. Nothing is summed or divided; zero, which publishers write for what
they do not know, is no amount and no number of bidders. What could matter and was not taken is named by its path.
Releases of one process are merged as the standard says: the later one prevails, what has an ``id`` is merged by it,
``null`` withdraws. Nothing is followed deeper than the standard goes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

from procure_rules.errors import InputError, Problem
from procure_rules.facts.values import FIRST_YEAR, LAST_YEAR, Text, parse_amount
from procure_rules.facts.words import Category, Method

__all__ = ["MOST", "Contracting", "contractings", "is_ocds"]

MOST = 10_000
"""Contracting processes in one call, and items of one list of a release."""
DEPTH = 8  # levels of a release that are merged: bids.details[].tenderers[].name is the seventh
CHINA = dt.timezone(dt.timedelta(hours=8))
UNDATED, MIDNIGHT_PAST = dt.datetime(FIRST_YEAR, 1, 1, tzinfo=CHINA), dt.time(0, 0, 1)
YUAN = ("CNY", "RMB")
ENDED = ("cancelled", "unsuccessful", "withdrawn")
RESPONDED = (Method.competitive_negotiation, Method.competitive_consultation, Method.price_inquiry)
UNANNOUNCED = (Method.invited_tendering, Method.single_source, Method.soe_direct, "selective", "limited", "direct")
"""Methods, of the library and of the standard, in which there may be no notice of a tender."""
NOTICES = {
    "tenderNotice": "tender_notice_published",
    "biddingDocuments": "tender_documents_issued",
    "awardNotice": "award_notice_published",
    "contractNotice": "contract_published",
}
_HOUR = r"[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?"
_DATE = re.compile(f"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:{_HOUR})?")

# The shapes of what is read: the kind of a value, {key: shape}, [shape of the items], [the same, "own"] where each has
# an id of its own. A key that no shape knows could matter, unless it is PLAIN or the shape has OTHERS.
OTHERS = "*"
NOTHING: tuple[Any, ...] = (None, "", [], {})
PLAIN = frozenset(("id", "title", "description", "uri", "language", "source", "project", "projectID", "initiationType"))
_VALUE = {"amount": "number", "currency": "text"}
_NAMED = {"id": "id", "name": "text", OTHERS: "any"}
_DOCUMENTS = [{"documentType": "text", "datePublished": "date", "relatedLots": ["id"], OTHERS: "any"}]
_DONE = {"id": "id", "status": "text", "value": _VALUE, "relatedLots": ["id"], "items": "any"}
_SAID = ("title", "status", "procurementMethod", "procurementMethodDetails", "mainProcurementCategory")
_TENDER: dict[str, Any] = dict.fromkeys(_SAID, "text") | {"numberOfTenderers": "count", "value": _VALUE}
_TENDER |= {"tenderPeriod": {"endDate": "date"}, "procuringEntity": _NAMED, "documents": _DOCUMENTS}
_TENDER["lots"] = [{"id": "id", "status": "text", "value": _VALUE}, "own"]
RELEASE: dict[str, Any] = {"ocid": "text", "date": "date", "tag": ["text"], "buyer": _NAMED, "tender": _TENDER} | {
    "parties": [{**_NAMED, "roles": ["text"], "address": {"region": "text", OTHERS: "any"}}],
    "planning": {"budget": {"amount": _VALUE}, "documents": _DOCUMENTS},
    "bids": {"details": [{**_DONE, "tenderers": [_NAMED], "documents": "any"}]},
    "awards": [{**_DONE, "date": "date", "documents": _DOCUMENTS}],
    "contracts": [{**_DONE, "awardID": "id", "dateSigned": "date", "documents": _DOCUMENTS}],
}
_WRONG = {
    "text": ("应为文字", "expected a text"),
    "id": ("应为文字或者整数", "expected a text or a whole number"),
    "number": ("应为数", "expected a number"),
    "count": ("应为0至10亿的整数", "expected a whole number from 0 to 1,000,000,000"),
    "date": ("应为日期时间（2024-03-01T09:30:00+08:00）", "expected a date-time (2024-03-01T09:30:00+08:00)"),
    "list": ("应为列表", "expected a list"),
    "group": ("应为对象（键: 值）", "expected an object (key: value)"),
    "ocid": ("缺少合同流程编号（ocid）", "the number of the contracting process (ocid) is missing"),
    "other": ("与所在记录的 ocid 不同", "it is not the ocid of the record that it stands in"),
    "undated": ("同一 ocid 的多个发布须有日期", "several releases of one ocid need dates, to be put in order"),
    "own": ("每项须有自己的编号（id）", "each of them needs an id of its own"),
    "many": (f"过多（至多{MOST}个）", f"there are too many ({MOST:,} at most)"),
    "none": ("不是开放合同数据（OCDS）", "no Open Contracting data: expected a package, a record or releases"),
}


@dataclass(frozen=True, slots=True)
class Contracting:
    """One contracting process: its ``ocid``, project data for ``make_project``, and the paths of its release (of
    several: of the merged one) that hold something that could matter and was not taken.
    """

    ocid: str
    data: dict[str, Any]
    unheard: tuple[str, ...]


def is_ocds(data: Any) -> bool:
    """Whether parsed JSON is a package, a record, a release or a list of releases, by its outer keys alone."""
    things = data.get("records") if isinstance(data, dict) else data
    if isinstance(data, dict) and (isinstance(data.get("releases"), list) or isinstance(data.get("ocid"), str)):
        return True
    return isinstance(things, list) and bool(things) and all(isinstance(x, dict) and "ocid" in x for x in things)


def contractings(data: Any) -> list[Contracting]:
    """The contracting processes of parsed JSON, in the order in which they come first.

    Raises :class:`InputError` with every fault by its path in ``data``: no OCDS, a wrong shape, a missing ``ocid``,
    several releases without dates, lots without ids of their own, more than :data:`MOST`.
    """
    faults: list[Problem] = []
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for path, ocid, release in _releases(data, faults):
        found.setdefault(ocid, []).append((path, release))
    for several in found.values():
        undated = [path for path, release in several if len(several) > 1 and not release.get("date")]
        faults += [_fault(_at(path, "date"), None, "undated") for path in undated]
    if len(found) > MOST:
        faults.append(_fault("", data, "many"))
    if faults:
        raise InputError(faults)
    return [_contracting(ocid, [release for _, release in several]) for ocid, several in found.items()]


def _releases(data: Any, faults: list[Problem]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every release with its path and ocid; that of its record holds where it has none."""
    for path, ocid, release in _candidates(data, faults):
        if not isinstance(release, dict):
            faults.append(_fault(path, release, "group"))
            continue
        _walk(release, RELEASE, path, faults, [])
        own = release.get("ocid") or ocid
        if own is ocid and not ocid:
            faults.append(_fault(_at(path, "ocid"), None, "ocid"))
        elif isinstance(own, str) and (own == ocid or not ocid):
            yield path, own, release
        elif isinstance(own, str):
            faults.append(_fault(_at(path, "ocid"), own, "other"))


def _candidates(data: Any, faults: list[Problem]) -> Iterator[tuple[str, str, Any]]:
    """What stands where releases do: its path, and the ocid of its record, of which the compiled release counts."""
    numbered = isinstance(data, dict) and "ocid" in data
    if isinstance(data, list) and data:
        yield from _items("", "", data, faults)
    elif numbered and not data.keys() & {"compiledRelease", "releases", "versionedRelease"}:
        yield "", "", data
    elif not numbered and not (isinstance(data, dict) and data.keys() & {"releases", "records"}):
        faults.append(_fault("", data, "none"))
    else:
        yield from () if numbered else _items("releases", "", data.get("releases", []), faults)
        records = [("", "", data)] if numbered else _items("records", "", data.get("records", []), faults)
        for path, _, record in records:
            ocid = record.get("ocid") if isinstance(record, dict) else None
            if not isinstance(ocid, str) or not ocid:
                faults.append(_fault(_at(path, "ocid"), ocid, "text" if ocid else "ocid"))
            elif record.get("compiledRelease") is not None:
                yield _at(path, "compiledRelease"), ocid, record["compiledRelease"]
            elif record.get("releases"):
                yield from _items(_at(path, "releases"), ocid, record["releases"], faults)
            else:
                yield path, ocid, {"versionedRelease": record.get("versionedRelease")}


def _items(path: str, ocid: str, things: Any, faults: list[Problem]) -> Iterator[tuple[str, str, Any]]:
    if not isinstance(things, list):
        faults.append(_fault(path, things, "list"))
        return
    yield from ((f"{path}[{i}]", ocid, one) for i, one in enumerate(things))


def _walk(value: Any, shape: Any, path: str, faults: list[Problem], strange: list[str]) -> None:
    """The faults of a value against its shape, and the paths of what the shape does not know; as deep as the shape."""
    if value is None or (value == "" and shape == "date"):
        return
    if isinstance(shape, str):
        if not _is(value, shape):
            faults.append(_fault(path, value, shape))
    elif isinstance(shape, list):
        if not isinstance(value, list) or len(value) > MOST:
            faults.append(_fault(path, value, "many" if isinstance(value, list) else "list"))
            return
        for i, one in enumerate(value):
            if one is None:
                faults.append(_fault(f"{path}[{i}]", one, "group" if isinstance(shape[0], dict) else shape[0]))
            _walk(one, shape[0], f"{path}[{i}]", faults, strange)
        if "own" in shape[1:] and not _keyed(value):
            faults.append(_fault(path, value, "own"))
    elif not isinstance(value, dict):
        faults.append(_fault(path, value, "group"))
    else:
        for key, one in value.items():
            if key in shape:
                _walk(one, shape[key], _at(path, key), faults, strange)
            elif (
                OTHERS not in shape
                and isinstance(key, str)
                and key.partition("_")[0] not in PLAIN
                and one not in NOTHING
            ):
                strange.append(_at(path, key))  # title_en is a title


def _is(value: Any, kind: str) -> bool:
    if kind in ("text", "date"):
        return isinstance(value, str) and (kind == "text" or _moment(value) is not None)
    if kind == "any" or isinstance(value, bool):
        return kind == "any"
    if kind == "id":
        return isinstance(value, str) or (isinstance(value, int) and abs(value) < 2**64)
    number = isinstance(value, (int, float)) or (isinstance(value, Decimal) and value.is_finite())
    return number and (kind == "number" or (0 <= value <= 10**9 and value == int(value)))


def _fault(path: str, value: Any, kind: str) -> Problem:
    short = isinstance(value, (bool, float)) or (isinstance(value, int) and abs(value) < 2**64)
    return Problem(path, repr(value[:60]) if isinstance(value, str) else str(value) if short else "", *_WRONG[kind])


def _at(path: str, key: str) -> str:
    name = key if len(key) <= 60 and key.isprintable() else ascii(key[:57])
    return f"{path}.{name}" if path else name


def _id(one: dict[str, Any]) -> str | None:
    """An id as text: some publishers write the same one as a number and as a text."""
    value = one.get("id")
    return str(value) if value != "" and _is(value, "id") else None


def _moment(text: str) -> dt.datetime | None:
    """A day or date-time of ISO 8601, without an offset by the clock of China; ``None`` if it is none."""
    try:
        at = dt.datetime.fromisoformat(text.upper()) if len(text) <= 40 and _DATE.fullmatch(text) else None
    except ValueError:
        return None
    return at if at is None or at.tzinfo else at.replace(tzinfo=CHINA)


def _written(text: str) -> str | None:
    """A date-time as a project file has it, by the clock of China. Midnight, there or as it was written, is no hour:
    the day is meant. ``None`` beyond the years that facts can have.
    """
    at = _moment(text)
    if at is None or not FIRST_YEAR < at.year < LAST_YEAR:
        return None
    if at.time() >= MIDNIGHT_PAST:
        at = at.astimezone(CHINA)
    return f"{at:%Y-%m-%dT%H:%M}" if at.time() >= MIDNIGHT_PAST else f"{at:%Y-%m-%d}"


def _merged(values: list[Any], depth: int = 0) -> Any:
    """What several releases say of one thing, the later behind the earlier; linear in their size."""
    last = values[-1]
    if len(values) == 1 or depth >= DEPTH or not (isinstance(last, dict) or _keyed(last)):
        return last
    group = isinstance(last, dict)
    start = len(values)
    while start and (isinstance(values[start - 1], dict) if group else _keyed(values[start - 1])):
        start -= 1  # what is of another kind was replaced by what follows it
    found: dict[Any, list[Any]] = {}
    for value in values[start:]:
        for key, one in value.items() if group else ((_id(v), v) for v in value):
            found.setdefault(key, []).append(one)
    made = {key: _merged(versions, depth + 1) for key, versions in found.items()}
    return made if group else list(made.values())


def _keyed(value: Any) -> bool:
    """Whether it is a list of things, each with an id of its own."""
    ids = [_id(v) if isinstance(v, dict) else None for v in value] if isinstance(value, list) else [None]
    return None not in ids and len(set(ids)) == len(ids)


def _contracting(ocid: str, releases: list[dict[str, Any]]) -> Contracting:
    releases = sorted(releases, key=lambda release: _moment(release.get("date") or "") or UNDATED)
    reader = _Reader(_merged(releases))
    tagged = [(tag, release.get("date") or "") for release in releases for tag in release.get("tag") or ()]
    reader.tender_released = next((date for tag, date in tagged if tag == "tender" and date), "")
    reader.amended = any(tag == "contractAmendment" for tag, _ in tagged)
    return Contracting(ocid, reader.project(ocid), tuple(reader.missed))


def _set(group: dict[str, Any], name: str, value: Any) -> None:
    if value is not None:
        group[name] = value


def _method(text: str) -> Method | None:
    """The method that a text names and nothing else, in Chinese or English; ``None`` if it names none, or several."""
    plain = " ".join(text.split()).casefold()
    named = Method.named(text) or tuple(m for m in Method if plain in (m.en.casefold(), m.value.replace("_", " ")))
    return named[0] if len(named) == 1 else None


def _sole(reach: list[list[int]]) -> list[list[int]]:
    """Of the procedures that each of several things belongs to, those that it alone belongs to."""
    count = Counter(lot for lots in reach for lot in lots)
    return [[lot for lot in lots if count[lot] == 1] for lots in reach]


class _Reader:
    """One release on its way to project data; ``missed``: the paths of what is not taken, in order."""

    def __init__(self, release: dict[str, Any]) -> None:
        self.release = release
        self.offers: list[dict[str, Any]] = (release.get("bids") or {}).get("details") or []
        self.tender: dict[str, Any] = release.get("tender") or {}
        self.missed: dict[str, None] = {}
        self.tender_released, self.amended = "", False
        self.lots: dict[str, int] = {}
        self.procedures: list[dict[str, Any]] = []
        self.only: dict[str, Any] | None = None
        self.published: dict[tuple[int, str], set[str]] = {}
        self.parties: dict[str, int | None] = {}
        for i, party in enumerate(self.things("parties")):
            if (key := _id(party)) is not None:
                self.parties[key] = None if key in self.parties else i

    def things(self, name: str) -> list[dict[str, Any]]:
        return self.release.get(name) or []

    def miss(self, *paths: str) -> None:
        self.missed |= dict.fromkeys(paths)

    def text(self, raw: str | None, path: str) -> str | None:
        if raw is None or not raw.strip():
            return None
        try:
            Text.parse(raw)
        except PydanticCustomError:
            self.miss(path)
            return None
        return raw

    def money(self, value: dict[str, Any] | None, path: str, sure: bool = True) -> Any:
        """An amount in yuan that is not zero, where it is sure whose it is."""
        amount = (value or {}).get("amount")
        if amount is None:
            return None
        if sure and (value or {}).get("currency") in YUAN and parse_amount(amount):
            return amount
        self.miss(path)
        return None

    def day(self, raw: str | None, path: str) -> str | None:
        if raw and not _written(raw):
            self.miss(path)
        return _written(raw or "")

    def event(self, lots: list[int], name: str, value: Any) -> None:
        for lot in lots if value is not None else ():
            self.procedures[lot].setdefault("timeline", {})[name] = value

    def project(self, ocid: str) -> dict[str, Any]:
        """Project data; flat where there is one procedure."""
        strange: list[str] = []
        _walk(self.release, RELEASE, "", [], strange)
        self.miss(*strange)
        data: dict[str, Any] = {}
        _set(data, "id", self.text(ocid, "ocid"))
        _set(data, "title", self.text(self.tender.get("title"), "tender.title"))
        self.organisations(data)
        budget = (self.release.get("planning") or {}).get("budget") or {}
        _set(data, "budget", self.money(budget.get("amount"), "planning.budget.amount"))
        if (category := self.tender.get("mainProcurementCategory")) in list(Category):
            data["subject"] = {"category": category}
        elif category:
            self.miss("tender.mainProcurementCategory")
        complete = self.divide()
        self.take_tender()
        self.take_bids()
        self.take_results()
        for (lot, name), moments in self.published.items():
            days = sorted({m[:10] for m in moments})
            several = days[0] if len(days) == 1 else {"from": days[0], "to": days[-1]}
            self.event([lot], name, next(iter(moments)) if len(moments) == 1 else several)
        if self.only is not None:
            return data | self.only
        return data | {"procedures": self.procedures if complete else {"items": self.procedures, "partial": True}}

    def organisations(self, data: dict[str, Any]) -> None:
        """Purchaser, and agency if another body runs the procedure; where only that one is named, it is purchaser."""
        key, name, path, party = self.organisation(self.release.get("buyer") or {}, "buyer", "buyer")
        entity = self.tender.get("procuringEntity") or {}
        other, agency, where, place = self.organisation(entity, "procuringEntity", "tender.procuringEntity")
        same = bool(key and key == other) or bool(name and agency.strip() == name.strip())
        if not (key or name) and not any("buyer" in (p.get("roles") or ()) for p in self.things("parties")):
            name, path, party = agency, where, place
        elif (other or agency) and not same:
            if name and (told := self.text(agency, where)):
                data["agency"] = {"used": True, "name": told}
            else:
                self.miss(where)
        self.unsaid(party)
        purchaser: dict[str, Any] = {}
        _set(purchaser, "name", self.text(name, path))
        _set(data, "purchaser", purchaser or None)

    def organisation(self, named: dict[str, Any], role: str, path: str) -> tuple[str, str, str, int | None]:
        """Id, name, path and place among the parties of the one that is named, else of the only party of that role."""
        party = self.parties.get(_id(named) or "")
        if _id(named) is None and not named.get("name"):
            those = [i for i, p in enumerate(self.things("parties")) if role in (p.get("roles") or ())] if role else []
            if len(those) != 1:
                self.miss(*(f"parties[{i}]" for i in those))
                return "", "", path, None
            party, path = those[0], f"parties[{those[0]}]"
        one = {} if party is None else self.things("parties")[party]
        return _id(named) or _id(one) or "", named.get("name") or one.get("name") or "", path, party

    def unsaid(self, party: int | None) -> None:
        """What is told of the purchaser besides its name. Where it stands is not whose budget pays: a central unit may
        have its seat in any province.
        """
        one = {} if party is None else self.things("parties")[party]
        region = (one.get("address") or {}).get("region")
        for key, told in (("details", one.get("details")), ("address.region", region)):
            if told not in NOTHING:
                self.miss(f"parties[{party}].{key}")

    def divide(self) -> bool:
        """One procedure a lot; whether all lots are known."""
        told = self.tender.get("lots") or []
        related = [*self.things("awards"), *self.things("contracts"), *self.offers]
        names = [str(lot["id"]) for lot in told] or [str(x) for one in related for x in one.get("relatedLots") or ()]
        for name in dict.fromkeys(names):
            self.lots[name] = len(self.procedures)
            path = f"tender.lots[{self.lots[name]}]"
            self.procedures.append({"lot": self.text(name, f"{path}.id")})
            lot = told[self.lots[name]] if told else {}
            _set(self.procedures[-1], "estimated_value", self.money(lot.get("value"), f"{path}.value"))
            if lot.get("status") in ENDED:
                self.miss(f"{path}.status")
        self.procedures = self.procedures or [{}]
        complete = bool(told) or not self.lots
        self.only = self.procedures[0] if complete and len(self.procedures) == 1 else None
        return complete

    def related(self, one: dict[str, Any], path: str) -> list[int]:
        """The procedures that a thing belongs to; none, and missed, where that is not certain."""
        named = [str(x) for x in one.get("relatedLots") or ()]
        if not named and self.only is not None:
            return [0]
        if named and all(x in self.lots for x in named):
            return list(dict.fromkeys(self.lots[x] for x in named))
        self.miss(path)
        return []

    def take_tender(self) -> None:
        """What is said of the tender, for every lot; numbers and amounts of the whole only where there is one lot."""
        tender, only, lots = self.tender, self.only, list(range(len(self.procedures)))
        method = _method(tender.get("procurementMethodDetails") or "")
        if method is None:
            said = ("procurementMethodDetails", "procurementMethod")
            self.miss(*(f"tender.{key}" for key in said if tender.get(key)))
        if tender.get("status") in ENDED:
            self.miss("tender.status")
        value = self.money(tender.get("value"), "tender.value", sure=only is not None)
        if only is not None and value is not None and only.setdefault("estimated_value", value) != value:
            self.miss("tender.value")
        for procedure in self.procedures:
            _set(procedure, "method", method and method.value)
        end = self.day((tender.get("tenderPeriod") or {}).get("endDate"), "tender.tenderPeriod.endDate")
        self.event(lots, "first_response_deadline" if method in RESPONDED else "bid_deadline", end)
        if only is not None and tender.get("numberOfTenderers"):
            only["bidders"] = int(tender["numberOfTenderers"])
        elif tender.get("numberOfTenderers") is not None:
            self.miss("tender.numberOfTenderers")
        by_all = {"tenderNotice": lots, "biddingDocuments": lots}
        by_one = {"awardNotice": lots} if only is not None and len(self.things("awards")) <= 1 else {}
        self.take_documents(self.release.get("planning") or {}, "planning", {})
        self.take_documents(tender, "tender", by_all | by_one)
        released = _written(self.tender_released)
        if released and not {method, tender.get("procurementMethod")}.intersection(UNANNOUNCED):
            silent = [i for i in lots if (i, NOTICES["tenderNotice"]) not in self.published]
            self.event(silent, NOTICES["tenderNotice"], {"to": released[:10]})

    def take_documents(self, one: dict[str, Any], path: str, takes: dict[str, list[int]]) -> None:
        """The days of notices among the documents of a stage; ``takes``: for which procedures it takes which types."""
        for i, document in enumerate(one.get("documents") or ()):
            kind, day, where = document.get("documentType"), document.get("datePublished"), f"{path}.documents[{i}]"
            if not kind or not day:
                continue
            lots = takes.get(kind) or []
            if lots and document.get("relatedLots"):
                lots = [lot for lot in self.related(document, where) if lot in lots]
            written = _written(day)
            if not lots or not written:
                self.miss(where)
                continue
            for lot in lots:
                self.published.setdefault((lot, NOTICES[kind]), set()).add(written)

    def take_bids(self) -> None:
        """The bids of every lot; the list is complete where it has as many as there are said to be tenderers."""
        found: dict[int, list[dict[str, Any]]] = {}
        for i, one in enumerate(self.offers):
            path = f"bids.details[{i}]"
            if one.get("status") not in (None, "pending", "valid", "disqualified"):
                self.miss(path)
                continue
            lots, bid = self.related(one, path), dict[str, Any]()
            who, where = one.get("tenderers") or [], f"{path}.tenderers"
            if len(who) == 1:
                _set(bid, "bidder", self.text(self.organisation(who[0], "", where)[1], where))
            elif who:
                self.miss(where)
            _set(bid, "bid_price", self.money(one.get("value"), f"{path}.value", sure=len(lots) == 1))
            if one.get("status") == "disqualified":
                bid["rejected"] = True
            for lot in lots:
                found.setdefault(lot, []).append(dict(bid))
        for lot, bids in found.items():
            names = [bid["bidder"] for bid in bids if "bidder" in bid]
            if len(set(names)) < len(names):  # which of two bids of one bidder stands is not said
                self.miss("bids.details")
                continue
            whole = self.procedures[lot].get("bidders") == len(bids)
            self.procedures[lot]["bids"] = bids if whole else {"items": bids, "partial": True}

    def take_results(self) -> None:
        """The one active award of a lot, and its one signed contract; that too of one award where none has a status."""
        awards, contracts = self.things("awards"), self.things("contracts")
        status = "active" if any(award.get("status") for award in awards) else None
        of = [self.related(a, f"awards[{i}]") if a.get("status") == status else [] for i, a in enumerate(awards)]
        sole = _sole(of)
        by_id: dict[str | None, list[int]] = {}
        for i, award in enumerate(awards):
            by_id.setdefault(_id(award) or "", []).append(i)  # those without one are asked for by nobody
            self.take_result("award", award, f"awards[{i}]", sole[i] if status else [], of[i])
        reach: list[list[int]] = []
        for i, contract in enumerate(contracts):
            signed = contract.get("status") or ("active" if contract.get("dateSigned") else "")
            those = by_id.get(_id({"id": contract.get("awardID")}), [])
            lots: list[int] = of[those[0]] if len(those) == 1 else []
            if contract.get("relatedLots") or not awards:
                lots = self.related(contract, f"contracts[{i}]") if lots or not awards else []
            sure = not awards or all(lot in sole[those[0]] for lot in lots)
            reach.append(lots if sure and signed in ("active", "terminated") else [])
        for i, lots in enumerate(_sole(reach)):
            self.take_result("contract", contracts[i], f"contracts[{i}]", lots, reach[i])

    def take_result(self, stage: str, one: dict[str, Any], path: str, lots: list[int], of: list[int]) -> None:
        """Day and notice of an award or contract, for ``lots``; its price if it is of one procedure and not amended."""
        if not lots:
            self.miss(path)
            return
        award = stage == "award"
        key, event = ("date", "award_decided") if award else ("dateSigned", "contract_signed")
        self.event(lots, event, self.day(one.get(key), f"{path}.{key}"))
        self.take_documents(one, path, {f"{stage}Notice": lots})
        amended = one.get("amendments") or one.get("amendment") or (self.amended and not award)
        price = self.money(one.get("value"), f"{path}.value", sure=len(of) == 1 and not amended)
        if price is not None:
            self.procedures[lots[0]] |= {"award": {"winning_price": price}} if award else {"contract_price": price}
