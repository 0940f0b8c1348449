"""The command line, one module a command."""

from __future__ import annotations

from procure_rules.cli.app import app, main

__all__ = ["app", "main"]
