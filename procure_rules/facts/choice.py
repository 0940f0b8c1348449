"""Words out of a closed list, and how a value that is none of them is complained of."""

from __future__ import annotations

from enum import Enum
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

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
        if isinstance(raw, str):
            word = raw.strip()
            for member in cls:
                if word in (member.value, member.zh):
                    return member
        words = [m.value for m in cls]
        shown_en = ", ".join(words)
        shown_zh = "、".join(f"{m.value}（{m.zh}）" for m in cls)
        raise problem("choice", f"one of: {shown_en}", f"下列之一：{shown_zh}")

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
        return {"enum": [*(m.value for m in cls), *(m.zh for m in cls), *UNKNOWN, None]}
