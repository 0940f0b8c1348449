"""The answers for the example projects are those that were read and kept.

After a change of the rules: ``python -m tests.answers.golden --write``, and read what has changed.
"""

import pytest

from procure_rules import Project, assess
from tests.answers import golden

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
