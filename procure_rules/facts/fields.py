"""How a fact is declared: one line in its entity's module carries everything that is said about it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Any, Generic, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

__all__ = [
    "NO_THINGS",
    "Entity",
    "Fact",
    "Many",
    "Presumption",
    "absent",
    "amount",
    "bare",
    "days",
    "declared",
    "done",
    "event",
    "exception",
    "fact",
    "implied",
    "number",
    "part",
    "ratio",
    "usual",
    "whether",
]

T = TypeVar("T")
NO_THINGS = ("无", "没有", "none")
"""What says of a list that there is nothing to list."""


def bare(annotation: Any) -> Any:
    """``X`` out of ``X | None``, else the annotation itself."""
    args = getattr(annotation, "__args__", ())
    return next(a for a in args if a is not NoneType) if NoneType in args else annotation


def _optional(core: core_schema.CoreSchema) -> core_schema.ModelField:
    return core_schema.model_field(core_schema.with_default_schema(core_schema.nullable_schema(core), default=None))


@cache
def _core_of(kind: Any) -> core_schema.ModelField:
    """How facts of one kind are read, the same for all of them; the kinds need no handler."""
    return _optional(kind.__get_pydantic_core_schema__(kind, None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Presumption:
    """What is presumed of a fact that nobody stated: ``value`` (an expression of the rule language) where ``when``
    surely holds and ``unless`` does not.

    A presumption never enters a strict verdict; a presumed verdict names the presumptions it rests on. Its kind says
    what may be held against somebody on that footing: ``absence`` (the rare is absent unless mentioned) and
    ``declared`` (a notice says so of itself, or what is stated says it) carry a breach; the ``ordinary`` course of
    things carries a risk at most. Each is declared by the function of its kind: :func:`absent`, :func:`declared`,
    :func:`usual`. Of a fourth kind, ``implied``, is what follows from other facts by the meaning of the words: it
    narrows a choice in the strict pass, too (:func:`implied`). The value of a choice may be several words
    (``goods|services``): it is one of them. Of an event, ``not_yet`` says that it has not happened, ``done`` that it
    has, on a day that is not known.
    """

    kind: str
    value: str
    zh: str
    en: str
    when: str = "true"
    unless: str = "false"


def absent(value: str, zh: str, en: str, *, when: str = "true", unless: str = "false") -> Presumption:
    """What is rare is absent unless it is mentioned."""
    return Presumption(kind="absence", value=value, zh=zh, en=en, when=when, unless=unless)


def declared(value: str, zh: str, en: str, *, when: str = "true", unless: str = "false") -> Presumption:
    """A notice says it of itself, or what is stated says it of this."""
    return Presumption(kind="declared", value=value, zh=zh, en=en, when=when, unless=unless)


def done(when: str, zh: str, en: str) -> Presumption:
    """An event happened, for what is stated can only be said once it has: ``when`` is how it was done, or the fault."""
    return declared(
        "done", f"已载明{zh}，推定已经发生", f"stated of it: {en}; so it is presumed to have happened", when=when
    )


def usual(value: str, zh: str, en: str, *, when: str = "true", unless: str = "false") -> Presumption:
    """The ordinary course of things: what rests on it is a risk at most."""
    return Presumption(kind="ordinary", value=value, zh=zh, en=en, when=when, unless=unless)


def implied(value: str, zh: str, en: str, *, when: str) -> Presumption:
    """What a choice is, or which words are left, where other facts leave nothing else by what they mean."""
    return Presumption(kind="implied", value=value, zh=zh, en=en, when=when)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said about one field: titles, unit, example, phrases for reading aloud, presumption.

    ``ask`` is the question for it where the one made of titles and phrases reads badly (:mod:`.questions`); ``help`` is
    for forms: how to fill it in.
    ``exceptional`` marks an exception, a fault or misconduct. It is presumed absent only where a rulebook asks for that
    (``absence``), so that facts which no rule reads cost nothing; and not where what is stated speaks against it
    (``unless``, an expression). ``umbrella`` names the facts (expressions) of which it is the general head: where one
    of these is stated, it is no longer presumed absent.
    ``closed_by`` names the fact (an expression) that says of a list of heads that all that hold are stated: where it
    holds, this one, if it is not stated, is ``closed``, in the strict pass, too.
    """

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
    ask_zh: str = ""
    ask_en: str = ""
    help_zh: str = ""
    help_en: str = ""
    presume: tuple[Presumption, ...] = ()
    transparent: bool = False
    exceptional: bool = False
    unless: str = ""
    umbrella: tuple[str, ...] | None = None
    closed_by: str = ""
    closed: str = "false"

    @property
    def yields(self) -> str:
        """What, if it is stated, takes the presumption of absence away."""
        return " or ".join(f"({x})" for x in (*(self.umbrella or ()), self.unless) if x) or "false"

    @property
    def closure(self) -> Presumption | None:
        """What follows of a fact that is not stated where it is said that all of its like are."""
        if not self.closed_by:
            return None
        against = [p.unless for p in self.presume if p.kind == "absence"] or self.umbrella or ("false",)
        return Presumption(
            kind="implied",
            value=self.closed,
            zh=f"已载明此类情形全部列出，其中没有“{self.zh}”",
            en=f"all such cases are said to be stated, and this one is not: {self.en}",
            when=self.closed_by,
            unless=" or ".join(f"({x})" for x in against),
        )

    @property
    def absence(self) -> Presumption | None:
        """What a rulebook may presume of an exceptional fact that nobody stated: that it is not so."""
        if not self.exceptional:
            return None
        return absent(
            "false",
            f"未提及“{self.zh}”，推定没有此情形",
            f"not mentioned, so presumed not to be so: {self.en}",
            unless=self.yields,
        )


class Entity(BaseModel):
    """A thing that facts are about. Unknown fields are refused; instances are frozen."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, protected_namespaces=(), defer_build=True
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """A field is declared by its :class:`Fact`, which goes with it from here on; unknown is the default of all."""
        for info in cls.__pydantic_fields__.values():
            if isinstance(info.default, Fact):
                info.metadata.append(info.default)
                info.default = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Facts are all alike, so this way is short; the general one takes a tenth of a millisecond for each."""
        if cls.__pydantic_decorators__.model_validators:
            return handler(source)
        fields = {}
        for name, info in cls.__pydantic_fields__.items():
            kind = bare(info.annotation)
            fields[name] = (
                _optional(handler.generate_schema(kind)) if isinstance(kind, type(Entity)) else _core_of(kind)
            )
        inner = core_schema.model_fields_schema(fields, model_name=cls.__name__, extra_behavior="forbid")
        return core_schema.model_schema(
            cls, inner, config=core_schema.CoreConfig(title=cls.__name__, extra_fields_behavior="forbid"), frozen=True
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Named only: ``project_schema`` tells what may stand in it."""
        return {"type": "object", "title": cls.__name__, "description": (cls.__doc__ or "").partition("\n")[0]}


class Many(Entity, Generic[T]):
    """A list of things: complete unless marked ``partial``. Left out altogether, the list is unknown; ``[]`` is none."""

    items: tuple[T, ...] = Field(default=(), max_length=10_000)
    partial: bool = False

    def __reduce__(self) -> Any:
        """The class of a list of one kind has no name of its own by which it could be found again."""
        (kind,) = type(self).__pydantic_generic_metadata__["args"]
        return _many, (kind, self.items, self.partial)

    @model_validator(mode="before")
    @classmethod
    def _plain_list(cls, raw: Any) -> Any:
        if isinstance(raw, (list, tuple)):
            return {"items": raw}
        if isinstance(raw, str) and raw.strip() in NO_THINGS:
            return {"items": ()}
        if isinstance(raw, dict) and "items" not in raw and not set(raw) - {"partial"}:
            # whether nothing is known or there is none, only a list can say
            raise PydanticCustomError(
                "list", "{en}", {"en": "a list ([] for none)", "zh": "列表（没有的写 [] 或者“无”）"}
            )
        if isinstance(raw, dict) and isinstance(raw.get("partial"), str):
            return raw | {"partial": {"true": True, "false": False}.get(raw["partial"].strip(), raw["partial"])}
        return raw

    @field_validator("partial", mode="before")
    @classmethod
    def _plain_mark(cls, raw: Any) -> Any:
        if isinstance(raw, bool):
            return raw
        raise PydanticCustomError("partial", "{en}", {"en": "true or false", "zh": "true 或 false"})


def _many(kind: type[Entity], items: tuple[Any, ...], partial: bool) -> Many[Any]:
    """A list as it was pickled."""
    made: Many[Any] = Many[kind].model_construct(items=items, partial=partial)  # type: ignore[valid-type]
    return made


def fact(zh: str, en: str, **more: Any) -> Any:
    """Declare a fact (default: unknown). ``yes``/``no`` are (zh, en) phrases of a Boolean, ``ask`` is a question and
    ``help`` says how to fill the fact in, in both; ``many`` is (one, many) in en.
    """
    for key in ("yes", "no", "ask", "help"):
        if key in more:
            more[f"{key}_zh"], more[f"{key}_en"] = more.pop(key)
    if "many" in more:
        more["one_en"], more["many_en"] = more.pop("many")
    if isinstance(more.get("presume"), Presumption):
        more["presume"] = (more["presume"],)
    return Fact(zh, en, **more)


def part(zh: str, en: str, *, transparent: bool = False) -> Any:
    """Declare a group of facts; ``transparent`` groups (the timeline) lend their members' names without a prefix."""
    return Fact(zh, en, transparent=transparent)


# Short forms: what every fact of a kind has in common. ----------------------------------------------------------------
def whether(yes_zh: str, yes_en: str, no_zh: str, no_en: str, **more: Any) -> Any:
    """A Boolean titled by its affirmed phrase."""
    return fact(yes_zh, yes_en, yes=(yes_zh, yes_en), no=(no_zh, no_en), **more)


def exception(yes_zh: str, yes_en: str, no_zh: str, no_en: str, **more: Any) -> Any:
    """A Boolean that states an exception, a fault or misconduct: who asserts it must say so (``Fact.absence``)."""
    return whether(yes_zh, yes_en, no_zh, no_en, exceptional=True, **more)


def event(zh: str, en: str, example: str = "2026-03-02", **more: Any) -> Any:
    """An event, or a day fixed beforehand."""
    return fact(zh, en, example=example, **more)


def amount(zh: str, en: str, example: str, **more: Any) -> Any:
    """Money in yuan."""
    return fact(zh, en, unit="yuan", example=example, **more)


def number(zh: str, en: str, example: str, unit: str = "count", **more: Any) -> Any:
    """A count of things, or of units of time other than days."""
    return fact(zh, en, unit=unit, example=example, **more)


def ratio(zh: str, en: str, example: str, **more: Any) -> Any:
    """A ratio."""
    return fact(zh, en, unit="percent", example=example, **more)


def days(zh: str, en: str, example: str, **more: Any) -> Any:
    """A length in calendar days."""
    return fact(zh, en, unit="day", example=example, **more)
