"""The map of the house names nothing that is not there: every path, every function, every rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "procure_rules"
PAGES = ("docs/architecture.md", "docs/architecture.zh-CN.md")
SPAN = re.compile(r"`([^`\n]+)`")
NAMED = re.compile(r"([\w/.-]+\.py):(\w+)")
RULES = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "rulesets").rglob("*.yaml"))
ELSE = {".py", "procure_rules", "price_ceiling: 530万元", "python -m procure_rules.rules.facts_page"}


def spans(page: str) -> list[str]:
    return sorted(set(SPAN.findall((ROOT / page).read_text(encoding="utf-8"))))


def found(path: str) -> Path | None:
    """A path as it is written: of the package, or of the checkout."""
    return next((p / path for p in (PACKAGE, ROOT) if (p / path).exists()), None)


def says(file: Path, name: str) -> bool:
    """Whether a module defines a name, as a function, class, value, field or text."""
    defined = rf"^\s*(?:async )?(?:def|class) {name}\b|^\s*{name}\b[^=\n]*=|^\s+\"{name}\": "
    return re.search(defined, file.read_text(encoding="utf-8"), re.MULTILINE) is not None


@pytest.mark.parametrize(("page", "span"), [(page, span) for page in PAGES for span in spans(page)])
def test_what_is_named_is_there(page: str, span: str) -> None:
    match = NAMED.fullmatch(span)
    if span in ELSE:
        return
    if match:
        file = found(match[1])
        assert file is not None, span
        assert says(file, match[2]), span
    elif "/" in span or span.endswith((".py", ".md", ".yaml")):
        assert found(span), span
    elif span.startswith("procure-rules "):
        assert found(f"cli/{span.split()[1].replace('-', '_')}.py"), span
    else:
        assert re.search(rf"^\s*- id: {re.escape(span)}$", RULES, re.MULTILINE), span


@pytest.mark.parametrize("page", PAGES)
def test_every_room_is_on_the_map(page: str) -> None:
    rooms = {
        p.name for p in PACKAGE.iterdir() if p.is_dir() and (p / "__init__.py").exists() and p.name != "__pycache__"
    }
    assert {f"{room}/" for room in rooms} - set(spans(page)) == set()


def test_those_who_contribute_are_shown_the_map() -> None:
    assert "](docs/architecture.md)" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
