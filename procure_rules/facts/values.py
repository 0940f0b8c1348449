"""Values as possibilities: what a fact may be, given what was said about it.

A number, amount, ratio, duration or date is a closed interval ``Bounds(lo, hi)`` of integers (``-inf``/``inf`` where a
side is open; a plain value is a point). Amounts are fen, ratios basis points, durations days, dates proleptic ordinals.
A Boolean is ``True``, ``False`` or ``None`` (unknown); an event is happened, not yet, or unknown. Input is text, numbers
or dates; text means what it says (``010`` is ten, ``NO`` is no Boolean).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from procure_rules.facts.choice import UNKNOWN, Choice, problem
from procure_rules.reading.days import DAY_PATTERNS, FIRST_YEAR, LAST_YEAR, SPAN_ENDS, parse_day_span, why_no_day
from procure_rules.texts import printable, unprintable

__all__ = [
    "AMOUNT_LIMIT",
    "FIRST_YEAR",
    "INF",
    "LAST_YEAR",
    "Amount",
    "Bounds",
    "Choice",
    "Day",
    "Days",
    "Deadline",
    "Event",
    "Flag",
    "Quantity",
    "Ratio",
    "Setting",
    "Text",
    "parse_amount",
    "parse_day_span",
]

INF = float("inf")
AMOUNT_LIMIT = 10**14  # fen: one trillion yuan; larger figures are typing errors, and products must fit 64 bits
COUNT_LIMIT = 10**9
MAX_TEXT = 2000
MAX_DIGITS = 20
NOT_YET = ("not_yet", "尚未发生", "尚未", "未发生", "还没有")


class Bounds(NamedTuple):
    """A closed interval of integers; an open side is ``-inf`` or ``inf``."""

    lo: float
    hi: float

    @property
    def point(self) -> bool:
        return self.lo == self.hi


class _Possible:
    """Shared plumbing: a pydantic field type that parses into ``Bounds`` or another plain frozen value."""

    expected_en = ""
    expected_zh = ""

    @classmethod
    def parse(cls, raw: Any) -> Any:
        raise NotImplementedError

    @classmethod
    def dump(cls, value: Any) -> Any:
        raise NotImplementedError

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"description": cls.expected_en}

    @classmethod
    def _validate(cls, raw: Any) -> Any:
        if raw is None or (isinstance(raw, str) and raw.strip() in UNKNOWN):
            return None
        return cls.parse(raw)

    @classmethod
    def bad(cls, zh: str = "", en: str = "") -> PydanticCustomError:
        """What was expected, and where it can be told what is wrong."""
        return problem(cls.__name__.lower(), cls.expected_en + en, cls.expected_zh + zh)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda v: None if v is None else cls.dump(v), when_used="always"
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return cls.schema()


def written(kind: Any, value: Any) -> Any:
    """A value of a fact as it would be written in a file, to be read like one: what nobody could write is refused."""
    try:
        return (kind.dump if hasattr(kind, "dump") else kind._dump)(value)
    except (ArithmeticError, AttributeError, IndexError, TypeError, ValueError):
        raise problem(
            kind.__name__.lower(), "a value that could be written in a file", "能够写进项目文件的值"
        ) from None


class Flag(_Possible):
    """true / false / unknown."""

    expected_en = "true, false or unknown"
    expected_zh = "true（是）、false（否）或 unknown（未知）"
    _words: ClassVar = {"true": True, "false": False, "是": True, "否": False}

    @classmethod
    def parse(cls, raw: Any) -> bool:
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str) and raw.strip() in cls._words:
            return cls._words[raw.strip()]
        raise cls.bad()

    @classmethod
    def dump(cls, value: bool) -> bool:
        return value

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"anyOf": [{"type": "boolean"}, {"enum": [*cls._words, *UNKNOWN]}, {"type": "null"}]}


class Text(_Possible):
    """Plain text; never interpreted."""

    expected_en = f"a text of at most {MAX_TEXT} characters"
    expected_zh = f"不超过{MAX_TEXT}字的文字"

    @classmethod
    def parse(cls, raw: Any) -> str:
        if isinstance(raw, str) and len(raw) <= MAX_TEXT:
            text = " ".join(raw.split()) if any(c in raw for c in "\n\r\t\v\f") else raw
            if (hidden := unprintable(text)) != "":
                name = printable(hidden)
                raise cls.bad(f"，不含不可见字符（{name}）", f", without {name}, which does not show")
            return text
        if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < 10**18:
            return str(raw)
        raise cls.bad()

    @classmethod
    def dump(cls, value: str) -> str:
        return value

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "maxLength": MAX_TEXT}, {"type": "integer"}, {"type": "null"}]}


# digits, in groups of three or of four where they are grouped: "1,2" is neither twelve nor one and a fifth
_DIGITS = r"(?:[0-9]+|[0-9]{1,3}(?:[,_][0-9]{3})+|[0-9]{1,4}(?:[,_][0-9]{4})+)(?:\.[0-9]+)?"
_NUMBER = re.compile(rf"{_DIGITS}\Z")


def _plain(text: str) -> str:
    """A number as it would be typed: ordinary digits and marks, no blanks around it."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()


def _decimal(raw: Any) -> Decimal | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, (int, Decimal)):
        number = Decimal(raw)
    elif isinstance(raw, float):
        number = Decimal(repr(raw))
    elif isinstance(raw, str) and len(raw) <= 40 and _NUMBER.match(_plain(raw)):
        try:
            number = Decimal(_plain(raw).replace("_", "").replace(",", ""))
        except InvalidOperation:
            return None
    else:
        return None
    # past the context's precision a product would be rounded before anyone could see that it is not exact
    return number if number.is_finite() and len(number.as_tuple().digits) <= MAX_DIGITS else None


_MONEY_UNIT = "亿元|万元|元|亿|万|yuan|RMB|CNY"
_MONEY_BEFORE = r"(?:(?:人民币|[¥￥]|RMB|CNY)\s*)*"
_MONEY = re.compile(rf"{_MONEY_BEFORE}({_DIGITS})\s*({_MONEY_UNIT})?整?\Z")
_MONEY_UNITS = {"亿元": 10**8, "亿": 10**8, "万元": 10**4, "万": 10**4}


def parse_amount(raw: Any) -> int | None:
    """Yuan (number, text, or text with ¥ or 元/万元/亿元) to fen; ``None`` if it is no exact, plausible amount."""
    if isinstance(raw, str):
        match = _MONEY.match(_plain(raw)) if len(raw) <= 40 else None
        number = _decimal(match[1]) if match else None
        if number is not None and match is not None:
            number *= _MONEY_UNITS.get(match[2] or "", 1)
    else:
        number = _decimal(raw)
    if number is None or number < 0 or number * 100 > AMOUNT_LIMIT:
        return None
    fen = number * 100
    return int(fen) if fen == fen.to_integral_value() else None


class _Interval(_Possible):
    """A number known exactly or between bounds: a plain value, or ``{min: …, max: …}`` (either may be left out)."""

    lowest: float = 0
    before = written = ""  # what may stand before and behind the digits, as patterns

    @classmethod
    def one(cls, raw: Any) -> int | None:
        raise NotImplementedError

    @classmethod
    def parse(cls, raw: Any) -> Bounds | None:
        if isinstance(raw, Bounds):
            raw = written(cls, raw)
        if isinstance(raw, dict):
            if not raw or set(raw) - {"min", "max"}:
                raise cls.bad()
            low = cls.lowest if raw.get("min") is None else cls.one(raw["min"])
            high = INF if raw.get("max") is None else cls.one(raw["max"])
            if low is None or high is None:
                raise cls.bad()
            if low > high:
                raise cls.bad("；min 大于 max", "; min is above max")
            return None if (low, high) == (cls.lowest, INF) else Bounds(low, high)
        value = cls.one(raw)
        if value is None:
            raise cls.bad()
        return Bounds(value, value)

    @classmethod
    def show(cls, value: float) -> Any:
        return int(value)

    @classmethod
    def dump(cls, value: Bounds) -> Any:
        if value.point:
            return cls.show(value.lo)
        out = {}
        if value.lo > cls.lowest:
            out["min"] = cls.show(value.lo)
        if value.hi < INF:
            out["max"] = cls.show(value.hi)
        return out or None

    @classmethod
    def schema(cls) -> dict[str, Any]:
        one = [
            {"type": "number", "minimum": 0},
            {"type": "string", "pattern": rf"^\s*{cls.before}{_DIGITS}{cls.written}\s*$"},
        ]
        ends = {key: {"anyOf": [*one, {"type": "null"}]} for key in ("min", "max")}
        span = {"type": "object", "properties": ends, "minProperties": 1, "additionalProperties": False}
        return {"anyOf": [*one, span, {"enum": [*UNKNOWN, None]}], "description": cls.expected_en}


class Amount(_Interval):
    """Money: yuan at the border (``4000000``, ``400万元``, ``{min: …, max: …}``), integer fen inside."""

    expected_en = (
        "an amount in yuan from 0 to 1,000,000,000,000, with at most two decimals (4000000, 400万元, {min: …, max: …})"
    )
    expected_zh = "人民币金额（元），0至1万亿，至多两位小数（如 4000000、400万元、{min: …, max: …}）"
    before, written = _MONEY_BEFORE, rf"\s*({_MONEY_UNIT})?整?"

    @classmethod
    def one(cls, raw: Any) -> int | None:
        return parse_amount(raw)

    @classmethod
    def show(cls, value: float) -> Any:
        yuan = Decimal(int(value)) / 100
        return int(yuan) if yuan == yuan.to_integral_value() else str(yuan)


class Quantity(_Interval):
    """A count of things."""

    expected_en = "a whole number from 0 to 1,000,000,000, or {min: …, max: …}"
    expected_zh = "0至10亿的整数，或 {min: …, max: …}"
    written = r"\s*[家人名个位次项]?"

    @classmethod
    def one(cls, raw: Any) -> int | None:
        if isinstance(raw, str) and len(raw) <= 40:
            raw = re.sub(rf"(?<=[0-9]){cls.written}\Z", "", _plain(raw))
        number = _decimal(raw)
        if number is None or number != number.to_integral_value() or not 0 <= number <= COUNT_LIMIT:
            return None
        return int(number)


class Days(Quantity):
    """A length in calendar days (a term that a document or contract fixes)."""

    expected_en = "a number of days, or {min: …, max: …}"
    expected_zh = "天数，或 {min: …, max: …}"
    written = r"\s*(个?(日历)?[天日]|days?)?"


class Ratio(_Interval):
    """A ratio in basis points inside; ``10%``, ``5‰`` or ``0.1`` at the border."""

    expected_en = "a ratio from 0 to 1000 % with at most two decimals of a percent (10%, 5‰, 0.1), or {min: …, max: …}"
    expected_zh = "0至1000%的比例，百分数至多两位小数（如 10%、5‰、0.1），或 {min: …, max: …}"
    written = r"\s*[%％‰]?"

    @classmethod
    def one(cls, raw: Any) -> int | None:
        scale = 10_000
        if isinstance(raw, str):
            text = raw.strip()
            for sign, per in (("%", 100), ("％", 100), ("‰", 10)):
                if text.endswith(sign):
                    text, scale = text[: -len(sign)].strip(), per
            number = _decimal(text)
        else:
            number = _decimal(raw)
        if number is None:
            return None
        if scale == 10_000 and number > 1:  # six, for six percent, would be read as six hundred
            raise cls.bad(
                f"；{number:f} 请写作 {number:f}% 或者 {number * 100:f}%", f"; write {number:f}% or {number * 100:f}%"
            )
        points = number * scale
        if points != points.to_integral_value() or not 0 <= points <= 100_000:
            return None
        return int(points)

    @classmethod
    def show(cls, value: float) -> Any:
        percent = (Decimal(int(value)) / 100).normalize()
        return f"{percent:f}%"


def _iso(ordinal: float) -> str:
    return dt.date.fromordinal(int(ordinal)).isoformat()


class Day(_Possible):
    """A day, a month, or a span: ``2024-05-03``, ``2024-05``, ``{from: …, to: …}`` (both included),
    ``{after: …, before: …}`` (both excluded); either end may be left out.
    """

    expected_en = (
        "a date (2024-05-03, 2024年5月3日), a month (2024-05), {from: …, to: …} or {after: …, before: …}, 1949 to 2100"
    )
    expected_zh = "日期（2024-05-03、2024年5月3日）、月份（2024-05）、{from: …, to: …}（含）或 {after: …, before: …}（不含），1949至2100年"

    @classmethod
    def span(cls, raw: Any) -> tuple[Bounds, int | None] | None:
        if isinstance(raw, dict):
            if not raw or set(raw) - set(SPAN_ENDS) or {"from", "after"} <= set(raw) or {"to", "before"} <= set(raw):
                return None
            ends: dict[str, float] = {"lo": -INF, "hi": INF}
            for key, text in raw.items():
                day = parse_day_span(text)
                if day is None:
                    return None
                low = key in {"from", "after"}
                ends["lo" if low else "hi"] = (
                    day[1] if key == "after" else day[0] if low or key == "before" else day[1]
                ) + SPAN_ENDS[key]
            return (Bounds(ends["lo"], ends["hi"]), None) if ends["lo"] <= ends["hi"] else None
        day = parse_day_span(raw)
        return None if day is None else (Bounds(day[0], day[1]), day[2])

    @classmethod
    def parse(cls, raw: Any) -> Bounds:
        if isinstance(raw, Bounds):
            raw = written(cls, raw)
        span = cls.span(raw)
        if span is None:
            raise cls.bad(*why_no_day(raw))
        return span[0]

    @classmethod
    def dump(cls, value: Bounds) -> Any:
        if value.point:
            return _iso(value.lo)
        out = {}
        if value.lo > -INF:
            out["from"] = _iso(value.lo)
        if value.hi < INF:
            out["to"] = _iso(value.hi)
        return out or None

    @classmethod
    def written(cls) -> list[dict[str, Any]]:
        """The schemas of a day, a month or a date-time, and of a span."""
        one = {"type": "string", "anyOf": [{"pattern": p} for p in DAY_PATTERNS]}
        ends = dict.fromkeys(SPAN_ENDS, one)
        return [one, {"type": "object", "properties": ends, "minProperties": 1, "additionalProperties": False}]

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"anyOf": [*cls.written(), {"enum": [*UNKNOWN, None]}], "description": cls.expected_en}


class Event(NamedTuple):
    """An event: ``not_yet`` true says it had not happened on the day of assessment; else it lies within ``when``."""

    when: Bounds
    not_yet: bool = False
    minute: int | None = None

    @classmethod
    def _validate(cls, raw: Any) -> Event | None:
        if raw is None or (isinstance(raw, str) and raw.strip() in UNKNOWN):
            return None
        if isinstance(raw, Event):
            raw = written(cls, raw)
        if isinstance(raw, str) and raw.strip() in NOT_YET:
            return cls(Bounds(-INF, INF), not_yet=True)
        if isinstance(raw, dict) and set(raw) == {"on"}:
            raw = raw["on"]
        span = Day.span(raw)
        if span is None:
            zh, en = why_no_day(raw)
            raise problem(
                "event",
                "a date (2024-05-03, 2024年5月3日, 2024-05-03T09:30), a month (2024-05), {on: …}, {from: …, to: …}, {after: …, before: …}, not_yet or unknown"
                + en,
                "日期（2024-05-03、2024年5月3日、2024-05-03T09:30）、月份（2024-05）、{on: …}、{from: …, to: …}、{after: …, before: …}、not_yet（尚未发生）或 unknown（未知）"
                + zh,
            )
        return cls(span[0], minute=span[1])

    @classmethod
    def _dump(cls, value: Event | None) -> Any:
        if value is None:
            return None
        if value.not_yet:
            return "not_yet"
        if value.minute is not None:
            return f"{_iso(value.when.lo)}T{value.minute // 60:02d}:{value.minute % 60:02d}"
        return Day.dump(value.when)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.plain_serializer_function_ser_schema(cls._dump, when_used="always")
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        one, span = Day.written()
        on = {"type": "object", "properties": {"on": one}, "required": ["on"], "additionalProperties": False}
        words = {"enum": [*NOT_YET, *UNKNOWN, None]}
        return {"anyOf": [one, on, span, words], "description": f"{Day.expected_en}, {{on: …}} or {NOT_YET[0]}"}


class Setting(NamedTuple):
    """One setting of an appointment: set on ``set`` (unknown: unbounded) to the day ``to`` (and minute)."""

    set: Bounds
    to: Bounds
    minute: int | None = None


class Deadline(NamedTuple):
    """An appointment that may be moved: its settings in order; the last one stands."""

    settings: tuple[Setting, ...]

    @property
    def final(self) -> Setting:
        return self.settings[-1]

    @classmethod
    def _validate(cls, raw: Any) -> Deadline | None:
        if raw is None or (isinstance(raw, str) and raw.strip() in UNKNOWN):
            return None
        if isinstance(raw, Deadline):
            raw = written(cls, raw)
        zh, en = why_no_day(raw)
        wrong = problem(
            "deadline",
            "a date-time (2024-04-22T09:30, 2024年4月22日9时30分), or a list of settings {set: date, to: date-time} in order"
            + en,
            "日期时间（2024-04-22T09:30、2024年4月22日9时30分），或按先后排列的 {set: 设定日, to: 截止日时} 列表" + zh,
        )
        rows = raw if isinstance(raw, (list, tuple)) else [{"to": raw}]
        if not 1 <= len(rows) <= 100:
            raise wrong
        out: list[Setting] = []
        for row in rows:
            if not isinstance(row, dict) or "to" not in row or set(row) - {"set", "to"}:
                raise wrong
            to = Day.span(row["to"])
            made = (Bounds(-INF, INF), None) if row.get("set") is None else Day.span(row["set"])
            if to is None or made is None or (out and made[0].hi < out[-1].set.lo):
                raise wrong
            out.append(Setting(made[0], to[0], to[1]))
        return cls(tuple(out))

    @classmethod
    def _dump(cls, value: Deadline | None) -> Any:
        if value is None:
            return None
        rows = [{"set": Day.dump(s.set), "to": Event._dump(Event(s.to, minute=s.minute))} for s in value.settings]
        return rows[0]["to"] if len(rows) == 1 and rows[0]["set"] is None else rows

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.plain_serializer_function_ser_schema(cls._dump, when_used="always")
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        day = Day.written()
        ends = {"set": {"anyOf": [*day, {"type": "null"}]}, "to": {"anyOf": day}}
        row = {"type": "object", "properties": ends, "required": ["to"], "additionalProperties": False}
        rows = {"type": "array", "items": row, "minItems": 1, "maxItems": 100}
        return {"anyOf": [*day, rows, {"enum": [*UNKNOWN, None]}]}
