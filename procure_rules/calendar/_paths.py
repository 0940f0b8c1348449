"""Where the rule data stands: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def rulesets_dir() -> Path:
    """The folder `rulesets/`: `procure_rules/_rulesets` of an installed wheel if there, else that of the checkout."""
    shipped = _PACKAGE / "_rulesets"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "rulesets"
