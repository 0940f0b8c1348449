"""The JSON Schema of a project file, for editors and other programs; ``VERSION`` rises when a file may stop to be valid."""

from __future__ import annotations

from typing import Any

from procure_rules.facts.fields import Entity, Fact, Many, bare
from procure_rules.facts.procedure import Procedure
from procure_rules.facts.project import Project

IN_CHINESE: dict[str, Any] = {"[^ -~]": {}}  # keys in Chinese are the loader's to know
__all__ = ["DIALECT", "ID", "VERSION", "project_schema"]

VERSION = 1
ID = f"urn:procure-rules:project:{VERSION}"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def project_schema() -> dict[str, Any]:
    """The schema. The facts of the only procedure may stand at the top, but not beside ``procedures``."""
    defs: dict[str, Any] = {}
    root = _entity(Project, defs)
    flat = {k: v for k, v in _entity(Procedure, defs)["properties"].items() if k not in root["properties"]}
    return {
        "$schema": DIALECT,
        "$id": ID,
        "version": VERSION,
        "title": "采购项目 / procurement project",
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
        item = kind.model_fields["items"].annotation.__args__[0]
        rows = {"type": "array", "items": _kind(item, defs), "maxItems": 10_000}
        marked = {
            "type": "object",
            "properties": {"items": rows, "partial": {"enum": [True, False, "true", "false"]}},
            "required": ["items"],
            "additionalProperties": False,
        }
        return {"anyOf": [rows, marked, {"type": "null"}]}
    if issubclass(kind, Entity):
        if name not in defs:
            defs[name] = {}
            defs[name] = _entity(kind, defs)
        return {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]}
    if name not in defs:
        defs[name] = kind.__get_pydantic_json_schema__({}, None)
    return {"$ref": f"#/$defs/{name}"}
