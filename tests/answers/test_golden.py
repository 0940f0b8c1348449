"""The answers for the example projects are those that were read and kept.

After a change of the rules: ``python -m tests.answers.golden --write``, and read what has changed.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from procure_rules import Project, assess
from tests.answers import golden

ROOT = Path(__file__).parents[2]
PROJECTS = golden.projects()


def test_every_project_is_kept_and_no_other() -> None:
    assert {f.stem for f in golden.FOLDER.glob("*.txt")} == set(PROJECTS)


@pytest.mark.parametrize(("name", "project"), PROJECTS.items(), ids=PROJECTS)
def test_the_answers_are_those_that_are_kept(name: str, project: Project) -> None:
    kept = (golden.FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    found = golden.lines(assess(project, as_of=golden.AS_OF))
    assert sorted(set(found) - set(kept)) == []
    assert sorted(set(kept) - set(found)) == []
    assert found == kept


SEEDED = """
from procure_rules import assess
from procure_rules.calendar._paths import rulesets_dir
from procure_rules.rules import loader
from procure_rules.store.flat import flatten
from tests.answers import golden

print(flatten(loader.read(rulesets_dir()), loader.KIND.classes))
for name in ("first-steps", "hospital-tender"):
    print(assess(golden.projects()[name], as_of=golden.AS_OF).to_json(every=True))
"""


def test_rulebook_and_answers_are_the_same_in_every_process() -> None:
    """Whatever the order in which Python walks its sets."""
    found = set()
    for seed in ("1", "2"):
        surroundings = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        done = subprocess.run([sys.executable, "-c", SEEDED], env=surroundings, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        found.add(done.stdout)
    assert len(found) == 1
