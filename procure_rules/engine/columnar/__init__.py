"""The columnar interpreter: the typed trees of a rulebook as polars expressions, many projects at a time.

Its answers equal those of the scalar interpreter, which defines the meaning. Needs polars.
"""

from __future__ import annotations

from procure_rules.engine.columnar.run import Columnar, Outcome
from procure_rules.engine.columnar.stream import judge_files
from procure_rules.engine.columnar.tables import Tables, tables_from_projects

__all__ = ["Columnar", "Outcome", "Tables", "judge_files", "tables_from_projects"]
