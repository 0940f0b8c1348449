"""The JSON Schema of a project file, for editors and other programs; ``VERSION`` rises when a file may stop to be valid."""

from __future__ import annotations

from typing import Any

from procure_rules.facts.choice import UNKNOWN, Choice
from procure_rules.facts.core import CORE
from procure_rules.facts.fields import NO_THINGS, Entity, Fact, Many, bare
from procure_rules.facts.procedure import Procedure
from procure_rules.facts.project import Project
from procure_rules.facts.questions import question_of
from procure_rules.facts.registry import FieldSpec, Scope, all_scopes
from procure_rules.facts.values import NOT_YET
from procure_rules.reading.days import DAY_PATTERNS

__all__ = ["CORE_ID", "DIALECT", "ID", "VERSION", "project_schema"]

VERSION = 1
ID = f"urn:procure-rules:project:{VERSION}"
CORE_ID = f"urn:procure-rules:project-core:{VERSION}"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "采购项目 / procurement project"
IN_CHINESE: dict[str, Any] = {"[^ -~]": {}}  # keys in Chinese are the loader's to know


def project_schema(*, core: bool = False) -> dict[str, Any]:
    """The schema. The facts of the only procedure may stand at the top, but not beside ``procedures``.

    ``core``: of the facts that settle the first questions alone, each with its question; what is valid by it is valid.
    """
    return _core() if core else _whole()


def _whole() -> dict[str, Any]:
    defs: dict[str, Any] = {}
    root = _entity(Project, defs)
    flat = {k: v for k, v in _entity(Procedure, defs)["properties"].items() if k not in root["properties"]}
    return {
        "$schema": DIALECT,
        "$id": ID,
        "version": VERSION,
        "title": TITLE,
        "type": "object",
        "properties": root["properties"] | flat,
        "patternProperties": IN_CHINESE,
        "additionalProperties": False,
        "if": {"required": ["procedures"], "properties": {"procedures": {"not": {"type": "null"}}}},
        "then": {"properties": dict.fromkeys(flat, False)},
        "$defs": dict(sorted(defs.items())),
    }


def _entity(entity: type[Entity], defs: dict[str, Any]) -> dict[str, Any]:
    """The schema of one entity; what it refers to is put into ``defs``."""
    properties = {}
    for name, info in entity.model_fields.items():
        said = next(m for m in info.metadata if isinstance(m, Fact))
        properties[name] = _said(said) | _kind(bare(info.annotation), defs)
    return {
        "type": "object",
        "properties": properties,
        "patternProperties": IN_CHINESE,
        "additionalProperties": False,
    }


def _said(said: Fact) -> dict[str, Any]:
    out: dict[str, Any] = {"title": f"{said.zh} / {said.en}", "x-title": {"zh": said.zh, "en": said.en}}
    if said.help_zh:
        out["description"] = f"{said.help_zh} / {said.help_en}"
    if said.example:
        out["examples"] = [said.example]
    if said.unit:
        out["x-unit"] = said.unit
    if said.presume:
        out["x-presumed"] = [{"zh": p.zh, "en": p.en} for p in said.presume]
    return out


def _kind(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if issubclass(kind, Many):
        return _list(_kind(kind.model_fields["items"].annotation.__args__[0], defs))
    if issubclass(kind, Entity):
        if name not in defs:
            defs[name] = {}
            defs[name] = _entity(kind, defs)
        return {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]}
    if name not in defs and issubclass(kind, Choice):
        word, some = (f"{name}_{which}" for which in ("word", "words"))
        defs[word] = {"enum": kind.written()}
        one = {"$ref": f"#/$defs/{word}"}
        defs[some] = {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
        listed, marked = kind.several(defs[some])
        marked["properties"] = {key: {"$ref": f"#/$defs/{some}"} for key in marked["properties"]}
        defs[name] = {"anyOf": [one, {"enum": [*UNKNOWN, None]}, listed, marked]}
    if name not in defs:
        defs[name] = kind.__get_pydantic_json_schema__({}, None)
    return {"$ref": f"#/$defs/{name}"}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    rows = {"type": "array", "items": item, "maxItems": 10_000}
    marked = {
        "type": "object",
        "properties": {"items": rows, "partial": {"enum": [True, False, "true", "false"]}},
        "required": ["items"],
        "additionalProperties": False,
    }
    return {"anyOf": [rows, marked, {"enum": [*NO_THINGS, None]}]}


def body_schema() -> dict[str, Any]:
    """The core as the schema of a request's body: without references, and with the other facts beside it."""
    made = _core()
    defs = made.pop("$defs")

    def opened(one: Any) -> Any:
        if isinstance(one, list):
            return [opened(x) for x in one]
        if not isinstance(one, dict):
            return one
        if "$ref" in one:
            one = defs[one["$ref"].removeprefix("#/$defs/")] | {k: v for k, v in one.items() if k != "$ref"}
        return {k: opened(v) for k, v in one.items() if k != "additionalProperties"}

    body: dict[str, Any] = opened({k: v for k, v in made.items() if not k.startswith("$") and k != "version"})
    return body | {"description": "其他事实见 docs/facts.md，键可用中文 / the other facts: docs/facts.md"}


# The core. ------------------------------------------------------------------------------------------------------------
def _core() -> dict[str, Any]:
    defs: dict[str, Any] = {}
    scopes = all_scopes()
    properties: dict[str, Any] = {}
    for name in CORE:
        owner, _, own = name.partition(".")
        above = next((s for s in scopes.values() if s.name == "procedure" and owner in s.fields), None)
        if above and above.fields[owner].child and own:
            row = _rows(properties, above.fields[owner], defs)
            row[own] = _asked(scopes[above.fields[owner].child or ""], own, defs)
            continue
        scope = scopes["project"] if name in scopes["project"].fields else scopes["procedure"]
        at, entity = properties, scope.entity
        for step in scope.fields[name].path[:-1]:
            info = entity.model_fields[step]
            entity = bare(info.annotation)
            said = next(m for m in info.metadata if isinstance(m, Fact))
            at = at.setdefault(step, _titled(said) | _object({}))["properties"]
        at[scope.fields[name].path[-1]] = _asked(scope, name, defs)
    made = {"$schema": DIALECT, "$id": CORE_ID, "version": VERSION, "title": TITLE, **_object(properties)}
    return made | {"$defs": dict(sorted(defs.items()))}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _rows(properties: dict[str, Any], spec: FieldSpec, defs: dict[str, Any]) -> dict[str, Any]:
    """What a thing of a list has so far; the list is put where it stands."""
    name = f"{spec.name}_item"
    if name not in defs:
        defs[name] = _object({})
        properties[spec.name] = _question(spec) | _list({"$ref": f"#/$defs/{name}"})
    made: dict[str, Any] = defs[name]["properties"]
    return made


def _asked(scope: Scope, name: str, defs: dict[str, Any]) -> dict[str, Any]:
    """One fact with its question, and the plain ways to state it: no spans, no deadlines that were moved."""
    spec = scope.fields[name]
    out = _question(spec)
    out["examples"] = [True if spec.kind == "bool" else spec.fact.example]
    if spec.fact.unit:
        out["x-unit"] = spec.fact.unit
    if spec.choices is not None:
        out["x-words"] = {m.value: f"{m.zh} / {m.en}" for m in spec.choices}
        return out | {"enum": [*(m.value for m in spec.choices), *(m.zh for m in spec.choices), None]}
    if spec.kind in ("event", "deadline"):
        words = [*NOT_YET[:2], None] if spec.kind == "event" else [None]
        defs[spec.kind] = {"anyOf": [*({"type": "string", "pattern": p} for p in DAY_PATTERNS), {"enum": words}]}
        return out | {"$ref": f"#/$defs/{spec.kind}"}
    kind: Any = scope.entity
    for step in spec.path:
        kind = bare(kind.model_fields[step].annotation)
    return out | _kind(kind, defs)


def _titled(said: Fact) -> dict[str, Any]:
    return {"title": said.zh, "x-title-en": said.en}


def _question(spec: FieldSpec) -> dict[str, Any]:
    """Title, question and how to fill it in, Chinese in the words of the standard, English beside them."""
    said = spec.fact
    zh, en = question_of(spec, "zh"), question_of(spec, "en")
    if said.help_zh:
        zh, en = f"{zh}（{said.help_zh}）", f"{en} ({said.help_en})"
    return _titled(said) | {"description": zh, "x-description-en": en}
