"""Chinese public-procurement law as declarative rules: which law governs, which methods, what by when, who may
complain.
"""

from procure_rules.store import uncollected

with uncollected():
    from procure_rules.answers import Assessment
    from procure_rules.assess import assess, compare, engine_for, library_version, replay
    from procure_rules.audit import audit
    from procure_rules.calendar import load_calendar
    from procure_rules.facts import InputError, Project, load_project, make_project, parse_project
    from procure_rules.planning import Plan, PlanError, plan, planned_project
    from procure_rules.reports.ics import calendar_file
    from procure_rules.rules.loader import load_rulebook
    from procure_rules.views.brief import Brief, brief
    from procure_rules.views.differences import differences
    from procure_rules.views.filings import check_filings
    from procure_rules.views.rights import rights

__version__ = library_version()

__all__ = [
    "Assessment",
    "Brief",
    "InputError",
    "Plan",
    "PlanError",
    "Project",
    "__version__",
    "assess",
    "audit",
    "brief",
    "calendar_file",
    "check_filings",
    "compare",
    "differences",
    "engine_for",
    "load_calendar",
    "load_project",
    "load_rulebook",
    "make_project",
    "parse_project",
    "plan",
    "planned_project",
    "replay",
    "rights",
]
