"""Commands of the command line, one module each."""

from __future__ import annotations

__all__ = ["BadInput"]


class BadInput(Exception):
    """Input that cannot be used; the text is for people."""
