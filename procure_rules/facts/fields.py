"""How a fact is declared: one line in its entity's module carries everything that is said about it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

__all__ = ["Entity", "Fact", "Many", "Presumption", "fact", "part"]

T = TypeVar("T")


class Entity(BaseModel):
    """A thing that facts are about. Unknown fields are refused; instances are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, protected_namespaces=())


class Many(Entity, Generic[T]):
    """A list of things: complete unless marked ``partial``. Left out altogether, the list is unknown; ``[]`` is none."""

    items: tuple[T, ...] = Field(default=(), max_length=10_000)
    partial: bool = False

    @model_validator(mode="before")
    @classmethod
    def _plain_list(cls, raw: Any) -> Any:
        if isinstance(raw, (list, tuple)):
            return {"items": raw}
        if isinstance(raw, dict) and isinstance(raw.get("partial"), str):
            return raw | {"partial": {"true": True, "false": False}.get(raw["partial"].strip(), raw["partial"])}
        return raw

    @field_validator("partial", mode="before")
    @classmethod
    def _plain_mark(cls, raw: Any) -> Any:
        if isinstance(raw, bool):
            return raw
        raise PydanticCustomError("partial", "{en}", {"en": "true or false", "zh": "true 或 false"})


@dataclass(frozen=True, slots=True)
class Presumption:
    """What is presumed of a fact that nobody stated: ``value`` (an expression of the rule language) where ``when`` holds.

    A presumption never enters a strict verdict; a presumed verdict names the presumptions it rests on.
    """

    value: str
    zh: str
    en: str
    when: str = "true"


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said about one field: titles, unit, example, phrases for reading aloud, presumption."""

    zh: str
    en: str
    example: str = ""
    unit: str = ""
    yes_zh: str = ""
    yes_en: str = ""
    no_zh: str = ""
    no_en: str = ""
    one_en: str = ""
    many_en: str = ""
    presume: tuple[Presumption, ...] = ()
    transparent: bool = False


def fact(zh: str, en: str, **more: Any) -> Any:
    """Declare a fact (default: unknown). ``yes``/``no`` are (zh, en) phrases of a Boolean; ``many`` is (one, many) in en."""
    for key in ("yes", "no"):
        if key in more:
            more[f"{key}_zh"], more[f"{key}_en"] = more.pop(key)
    if "many" in more:
        more["one_en"], more["many_en"] = more.pop("many")
    if isinstance(more.get("presume"), Presumption):
        more["presume"] = (more["presume"],)
    said = Fact(zh, en, **more)
    extra: dict[str, Any] = {"title_zh": zh, "title_en": en} | ({"unit": said.unit} if said.unit else {})
    if said.presume:
        extra["presumed"] = "; ".join(p.en for p in said.presume)
    field: Any = Field(
        default=None, title=f"{zh} / {en}", examples=[said.example] if said.example else None, json_schema_extra=extra
    )
    field.metadata.append(said)
    return field


def part(zh: str, en: str, *, transparent: bool = False) -> Any:
    """Declare a group of facts; ``transparent`` groups (the timeline) lend their members' names without a prefix."""
    field: Any = Field(default=None, title=f"{zh} / {en}")
    field.metadata.append(Fact(zh, en, transparent=transparent))
    return field
