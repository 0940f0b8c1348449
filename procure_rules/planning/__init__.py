"""Plans: the earliest lawful schedule of a procurement, and the latest day to start."""

from __future__ import annotations

from procure_rules.errors import PlanError
from procure_rules.planning.planner import plan, planned_project
from procure_rules.planning.result import Obstacle, Plan, PlanStep

__all__ = ["Obstacle", "Plan", "PlanError", "PlanStep", "plan", "planned_project"]
