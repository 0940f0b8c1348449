"""A whole process: from a fresh interpreter to the first assessment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.projects import EXAMPLE, EXAMPLE_DAY
from benchmarks.timing import Figure, Spread
from procure_rules.store.files import VARIABLE

__all__ = ["measure"]

GROUP = "first assessment in a fresh process"
FRESH = "whole process, nothing kept"
CHILD = Path(__file__).with_name("first_assessment.py")
CLI = ("-c", "from procure_rules.cli import main; main()", "assess", str(EXAMPLE), "--as-of", str(EXAMPLE_DAY))


def _run(cache: str, *arguments: str, empty: bool = False) -> tuple[float, str]:
    # bytecode and rules are kept as in any installation, whatever the environment says, and outside the checkout
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {
        "PYTHONPYCACHEPREFIX": cache,
        VARIABLE: "" if empty else f"{cache}/rules",
    }
    start = perf_counter()
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)
    taken = perf_counter() - start
    # the command line tells a breach by its exit code
    if done.returncode > 2 or done.stderr:
        raise RuntimeError(done.stderr)
    return taken, done.stdout


def measure(count: int) -> list[Figure]:
    """``count`` runs of each kind by turns, after one of each to warm up."""
    child = (str(CHILD), "whole", str(EXAMPLE), str(EXAMPLE_DAY))
    split = (str(CHILD), "split", str(EXAMPLE), str(EXAMPLE_DAY))
    kinds = {
        "whole process": child,
        FRESH: child,
        "python -c pass": ("-c", "pass"),
        "command line, with its report": CLI,
    }
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    steps: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as cache:
        for i in range(count + 1):
            for name, arguments in kinds.items():
                seconds = _run(cache, *arguments, empty=name == FRESH)[0]
                if i:
                    taken[name].append(seconds)
            for name, seconds in json.loads(_run(cache, *split)[1]):
                if i:
                    steps.setdefault(f"  {name}", []).append(seconds)
    notes = {
        "whole process": "import, load_project, assess; budget 300 ms",
        FRESH: "rules and calendar read from their files",
        "python -c pass": "start and end of the interpreter",
    }
    order = {
        "whole process": taken["whole process"],
        "  interpreter (python -c pass)": taken["python -c pass"],
        **steps,
    }
    order[FRESH] = taken[FRESH]
    order["command line, with its report"] = taken["command line, with its report"]
    return [
        Figure(GROUP, name, Spread.of(values), "process", count, {}, notes.get(name, ""))
        for name, values in order.items()
    ]
