"""Words out of a closed list, and how a value that is none of them is complained of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import cache
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from procure_rules.facts.aliases import WORDS

__all__ = ["SET_KEYS", "UNKNOWN", "Choice", "Words", "problem"]

UNKNOWN = ("unknown", "未知", "")  # what says of any fact that it is not known


SET_KEYS = {"one_of": "one_of", "之一": "one_of", "not": "not", "非": "not", "不是": "not"}
"""What says that a choice is one of several words, or none of them."""


def problem(kind: str, expected_en: str, expected_zh: str) -> PydanticCustomError:
    """An input problem with its expectation in both languages."""
    return PydanticCustomError(kind, "{en}", {"en": expected_en, "zh": expected_zh})


class Words:
    """A choice of which it is known that it is one of several words, but not which: two or more, not all there are.

    Written as ``[goods, services]``, ``{one_of: [goods, services]}`` or ``{not: works}``.
    """

    __slots__ = ("_value_", "members")

    def __init__(self, members: Iterable[Choice]) -> None:
        self.members = tuple(members)
        self._value_ = frozenset(m.value for m in self.members)
        """The words, as the engine reads them."""

    @property
    def value(self) -> frozenset[str]:
        return self._value_

    def plain(self) -> dict[str, list[str]]:
        """As a file has it."""
        return {"one_of": [m.value for m in self.members]}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self._value_ == other._value_

    def __hash__(self) -> int:
        return hash(self._value_)

    def __repr__(self) -> str:
        return f"Words({', '.join(m.value for m in self.members)})"


class Choice(str, Enum):  # noqa: UP042  (members are made of three texts)
    """A word out of a closed list; each member carries its zh and en text."""

    zh: str
    en: str

    def __new__(cls, word: str, zh: str, en: str) -> Self:
        self = str.__new__(cls, word)
        self._value_ = word
        self.zh = zh
        self.en = en
        return self

    @classmethod
    def _check(cls, raw: Any) -> Choice | Words | None:
        if raw is None or (isinstance(raw, str) and raw.strip() in UNKNOWN):
            return None
        if isinstance(raw, cls | Words):
            return raw
        if isinstance(raw, list | tuple | dict):
            return cls._several(raw)
        meant = cls.named(raw) if isinstance(raw, str) else ()
        if len(meant) == 1:
            return meant[0]
        if meant:
            expected_en = f"one of: {', '.join(m.value for m in meant)}; {raw.strip()} can mean each"
            raise problem("choice", expected_en, f"下列之一：{_both(meant)}；“{raw.strip()}”有多种含义")
        raise problem("choice", f"one of: {', '.join(m.value for m in cls)}", f"下列之一：{_both(cls)}")

    @classmethod
    def _several(cls, raw: Any) -> Choice | Words | None:
        """One of several words, or none of some."""
        how, listed = "one_of", raw
        if isinstance(raw, dict):
            known = {SET_KEYS[key]: value for key, value in raw.items() if key in SET_KEYS}
            if len(known) != 1 or len(raw) != 1:
                raise problem("choice", "a word, {not: …} or {one_of: […]}", "一个词，或者 {not: …}、{one_of: […]}")
            ((how, listed),) = known.items()
        named = {cls._check(one) for one in (listed if isinstance(listed, list | tuple) else [listed])}
        if None in named or any(isinstance(one, Words) for one in named):
            raise problem("choice", f"words of: {', '.join(m.value for m in cls)}", f"以下的词：{_both(cls)}")
        left = [m for m in cls if (m in named) == (how == "one_of")]
        if not left:
            raise problem("choice", "a set that leaves at least one word", "至少留下一个词")
        return left[0] if len(left) == 1 else None if len(left) == len(cls) else Words(left)

    @classmethod
    def named(cls, text: str) -> tuple[Self, ...]:
        """The members that a text names: by word, by Chinese title with or without brackets, by what people write."""
        return _members(cls).get("".join(text.split()), ())  # type: ignore[return-value]

    @classmethod
    def words(cls) -> Iterable[str]:
        """All that names a member, or several."""
        return _members(cls)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._check,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda v: v.plain() if isinstance(v, Words) else None if v is None else v.value, when_used="always"
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        word = {"enum": cls.written()}
        some = {"anyOf": [word, {"type": "array", "items": word, "minItems": 1}]}
        return {"anyOf": [{"enum": [*cls.written(), *UNKNOWN, None]}, *cls.several(some)]}

    @classmethod
    def written(cls) -> list[str]:
        """Everything that names one member."""
        words = [m.value for m in cls] + [m.zh for m in cls] + [w for w in cls.words() if len(cls.named(w)) == 1]
        return list(dict.fromkeys(words))

    @staticmethod
    def several(some: dict[str, Any]) -> list[dict[str, Any]]:
        """How several words are written, as a schema; ``some``: a word, or a list of them."""
        marked = {
            "type": "object",
            "properties": dict.fromkeys(SET_KEYS, some),
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
        }
        return [some["anyOf"][1], marked]


def _both(members: Iterable[Choice]) -> str:
    return "、".join(f"{m.value}（{m.zh}）" for m in members)


@cache
def _members(cls: type[Choice]) -> dict[str, tuple[Choice, ...]]:
    by_word = {m.value: m for m in cls}
    out: dict[str, tuple[Choice, ...]] = {}
    for words, meant in WORDS.get(cls.__name__, {}).items():
        out |= dict.fromkeys(words.split(), tuple(by_word[m] for m in meant.split()))
    for member in cls:
        out[member.value] = out[member.zh] = (member,)
    for member in cls:
        for short in (re.sub("（.*?）", "", member.zh), re.sub(".{2}（(.{2})）(?=.)", r"\1", member.zh)):
            out.setdefault(short, (member,))
    return out
