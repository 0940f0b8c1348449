"""Chinese public-procurement law as declarative rules: which law governs, which methods, what by when, who may complain."""

from procure_rules.answers import Assessment
from procure_rules.assess import assess
from procure_rules.facts import InputError, Project, load_project, make_project, parse_project
from procure_rules.replay import compare, replay
from procure_rules.rules.loader import load_rulebook

__all__ = [
    "Assessment",
    "InputError",
    "Project",
    "assess",
    "compare",
    "load_project",
    "load_rulebook",
    "make_project",
    "parse_project",
    "replay",
]
