"""The fact model: what can be said about a project, and how unknown it may remain."""

from procure_rules.errors import InputError, Problem
from procure_rules.facts.load import load_project, make_project, parse_project
from procure_rules.facts.project import Project

__all__ = ["InputError", "Problem", "Project", "load_project", "make_project", "parse_project"]
