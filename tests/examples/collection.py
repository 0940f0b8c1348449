"""The real notices: full project files of ``examples/`` and the list in ``notices.yaml``, as projects."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from procure_rules.facts.load import load_project, make_project
from procure_rules.facts.project import Project
from procure_rules.facts.words import Method
from procure_rules.reading.document import read_document

EXAMPLES = Path(__file__).parents[2] / "examples"
INVENTED = {"first-steps", "first-steps.zh-CN", "first-plan"}
"""Made up for the README: no notices."""
LIST = Path(__file__).parent / "notices.yaml"
CHAINS = (
    "chengdu-property-third-round",
    "fuzhou-furniture-two-rounds",
    "hebei-provisional-sum",
    "hospital-tender",
    "huzhou-contract-late",
    "leibo-price-inquiry",
    "nanchong-lots",
    "ningxia-general-hospital",
    "taizhou-relocation-lockers",
    "taizhou-three-rounds",
    "zhenjiang-laundry",
    "zigong-second-round",
)
"""Projects followed from the tender (or award) to the contract notice."""
SELECTION = {"tower-selection-works"}
"""Full files whose notice names a method that the model does not have."""


class Item(NamedTuple):
    """One real project: its name, the project, and the notice's own word where the model has no such method."""

    name: str
    project: Project
    stated: str = ""

    @property
    def last(self) -> int:
        """The index of the last procedure: the one that the notices end with."""
        assert self.project.procedures is not None
        return len(self.project.procedures.items) - 1

    @property
    def method(self) -> str:
        """The method that the last procedure's notice states."""
        assert self.project.procedures is not None
        made = self.project.procedures.items[self.last].method
        return made.value if isinstance(made, Method) else ""


def rows() -> list[dict[str, Any]]:
    """The entries of ``notices.yaml`` as they are written."""
    return list(read_document(LIST.read_text("utf-8"), str(LIST)).data)


def collection() -> list[Item]:
    """All projects, the full files first."""
    full = [
        Item(f.stem, load_project(f), "比选" if f.stem in SELECTION else "")
        for f in sorted(EXAMPLES.rglob("*.yaml"))
        if f.stem not in INVENTED
    ]
    return full + [
        Item(r["source"].split()[-1], make_project(r["project"] | {"source": r["source"]}), r.get("stated", ""))
        for r in rows()
    ]
