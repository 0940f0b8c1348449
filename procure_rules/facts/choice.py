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

__all__ = ["UNKNOWN", "Choice", "problem"]

UNKNOWN = ("unknown", "未知", "")  # what says of any fact that it is not known


def problem(kind: str, expected_en: str, expected_zh: str) -> PydanticCustomError:
    """An input problem with its expectation in both languages."""
    return PydanticCustomError(kind, "{en}", {"en": expected_en, "zh": expected_zh})


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
    def _check(cls, raw: Any) -> Choice | None:
        if raw is None or (isinstance(raw, str) and raw.strip() in UNKNOWN):
            return None
        if isinstance(raw, cls):
            return raw
        meant = cls.named(raw) if isinstance(raw, str) else ()
        if len(meant) == 1:
            return meant[0]
        if meant:
            expected_en = f"one of: {', '.join(m.value for m in meant)}; {raw.strip()} can mean each"
            raise problem("choice", expected_en, f"下列之一：{_both(meant)}；“{raw.strip()}”有多种含义")
        raise problem("choice", f"one of: {', '.join(m.value for m in cls)}", f"下列之一：{_both(cls)}")

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
                lambda v: None if v is None else v.value, when_used="always"
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        words = [m.value for m in cls] + [m.zh for m in cls] + [w for w in cls.words() if len(cls.named(w)) == 1]
        return {"enum": [*dict.fromkeys(words), *UNKNOWN, None]}


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
