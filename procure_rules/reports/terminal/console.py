"""The console that reports are printed on."""

from __future__ import annotations

from typing import Any

from rich.console import Console as RichConsole

__all__ = ["Console"]


class Console(RichConsole):
    """A console that leaves it to its caller what to do where nobody reads any more."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"highlight": False, **more})

    def on_broken_pipe(self) -> None:
        """Raises ``BrokenPipeError``; the library's own ends the process with 1."""
        raise BrokenPipeError
