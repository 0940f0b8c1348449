"""The lower bounds of what the library needs, as exact versions: ``python -m tests.packaging.floor`` prints them.

Only what users install is held to them; the tools of the tests are the newest.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

__all__ = ["floors"]

PROJECT = Path(__file__).parents[2] / "pyproject.toml"
USERS = ("audit", "bulk", "calendar", "cluster", "durable")
BOUND = re.compile(r"(?P<name>[A-Za-z0-9._-]+)>=(?P<version>[0-9.]+(?:post[0-9]+)?)(?:;.*)?")


def floors() -> Iterator[str]:
    """``name==version`` of every dependency, and of those of the extras that users install."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for needed in [*project["dependencies"], *(one for extra in USERS for one in extras[extra])]:
        found = BOUND.fullmatch(needed.replace(" ", ""))
        assert found is not None, f"no lower bound: {needed}"
        yield f"{found['name']}=={found['version']}"


if __name__ == "__main__":
    print("\n".join(floors()))
