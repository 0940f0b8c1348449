"""Two audits compared: which projects' outcomes differ, and by which rule."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from procure_rules.inputs.sheets import fault, read_bytes
from procure_rules.texts import Text

__all__ = ["Flip", "compared", "read_audit"]

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """One outcome that differs. ``rule``: which rule finds it, empty for the law that governs. ``old`` and ``new``: the
    severity of what is found, or the sentence on the law; empty where nothing is found, or the project is not there.
    """

    project: str
    origin: Text
    rule: str
    title: Text
    old: str
    new: str


def read_audit(path: Path) -> list[Record]:
    """The projects of an audit as its lines of JSON have them. Raises :class:`InputError` for what is none."""
    try:
        records = [json.loads(line) for line in read_bytes(path).splitlines() if line.strip()]
        head = records[0]
        if head["is"] != "audit" or head["format"] != 1:
            raise ValueError
        found = [r for r in records if r["is"] == "project"]
        for one in found:
            _outcomes(one)
            _name(one)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError, AttributeError):
        zh, en = "不是 audit 写出的 .jsonl 文件", "no .jsonl file as written by audit"
        raise fault(str(path), zh, en) from None
    return found


def compared(old: list[Record], new: list[Record]) -> Iterator[Flip]:
    """What differs between two audits, project by project; projects are the same by number, or else by where they were
    read.
    """
    before, after = {_key(r): r for r in old}, {_key(r): r for r in new}
    for key in dict.fromkeys((*before, *after)):
        one, two = before.get(key), after.get(key)
        known = two or one
        assert known is not None
        was, now = _outcomes(one), _outcomes(two)
        for rule in dict.fromkeys((*was, *now)):
            first, second = was.get(rule), now.get(rule)
            if (first and first[0]) != (second and second[0]):
                told = second or first
                assert told is not None
                yield Flip(
                    project=_name(known),
                    origin=Text(known["origin"]["zh"], known["origin"]["en"]),
                    rule=rule,
                    title=told[1],
                    old=first[0] if first else "",
                    new=second[0] if second else "",
                )


def _key(one: Record) -> tuple[str, str]:
    return str(one["number"]), "" if one["number"] else str(one["origin"]["en"])


def _name(one: Record) -> str:
    return " · ".join(x for x in (str(one["number"]), str(one["title"])) if x)


def _outcomes(one: Record | None) -> dict[str, tuple[str, Text]]:
    """By rule and instance the severity of what is found; under no rule the sentences on the law."""
    if one is None:
        return {}
    found = {f["key"]: (str(f["severity"]), Text(f["title"]["zh"], f["title"]["en"])) for f in one["findings"]}
    laws = Text(*("; ".join(t[lang] for t in one["laws"]) for lang in ("zh", "en")))
    return {"": (laws.en, laws)} | found
