"""Chinese public-procurement law as declarative rules: which law governs, which methods, what by when, who may complain."""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from procure_rules.garbage import uncollected

with uncollected():
    from procure_rules.answers import Assessment
    from procure_rules.assess import assess
    from procure_rules.facts import InputError, Project, load_project, make_project, parse_project
    from procure_rules.replay import compare, replay
    from procure_rules.rules.loader import load_rulebook

if TYPE_CHECKING:
    from procure_rules.calendar import load_calendar
    from procure_rules.filings import check_filings
    from procure_rules.plan import Plan, PlanError, plan, planned_project
    from procure_rules.report.calendar_file import calendar_file

__all__ = [
    "Assessment",
    "InputError",
    "Plan",
    "PlanError",
    "Project",
    "assess",
    "calendar_file",
    "check_filings",
    "compare",
    "load_calendar",
    "load_project",
    "load_rulebook",
    "make_project",
    "parse_project",
    "plan",
    "planned_project",
    "replay",
]

# Imported when first asked for, so that a start without them stays quick.
_LATER = {
    "Plan": "procure_rules.plan",
    "PlanError": "procure_rules.plan",
    "calendar_file": "procure_rules.report.calendar_file",
    "check_filings": "procure_rules.filings",
    "load_calendar": "procure_rules.calendar",
    "plan": "procure_rules.plan",
    "planned_project": "procure_rules.plan",
}


class _Package(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name not in _LATER:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_LATER[name]), name)
        setattr(self, name, value)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        """The function ``plan`` wins over the module of that name, whoever imports it first."""
        if name in _LATER and isinstance(value, ModuleType):
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
