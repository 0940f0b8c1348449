"""The installed package works away from the checkout: it finds its rulesets and its command runs.

Nothing is downloaded: dependencies come from the environment that runs the tests.
"""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from email import message_from_bytes
from importlib.metadata import Distribution, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parents[2]
PLAIN = """
import datetime as dt, sys
from procure_rules import assess, load_project
receipt = assess(load_project(sys.argv[1]), as_of=dt.date(2026, 6, 1), chaining="builtin").receipt
print(receipt.engine, receipt.answer)
"""

PREPARED = """
import json
from procure_rules.calendar import _source
from procure_rules.rules import loader
from procure_rules.store.door import _plain
root, used = _source.rulesets_dir(), []
days = _source, root / "calendar", lambda: _source.read_data(())
for module, folder, load in (days, (loader, root, loader.load_rulebook)):
    read, reads = module.read, []
    module.read = lambda *of: reads.append(of) or read(*of)
    assert _plain(module.KIND, load()) == _plain(module.KIND, read(folder))
    used += [] if reads else [module.KIND.name]
print(json.dumps(used))
"""


def run(*command: str | Path, cwd: Path, **env: str) -> str:
    """Run a command in `cwd` and return what it prints; a failure shows everything it said."""
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST", "COV_"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=surroundings | {"PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"} | env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def data_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, CHECKOUT, cwd=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed wheel alone; its dependencies come from the running interpreter."""
    target = tmp_path_factory.mktemp("installed")
    run(
        *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"),
        *("--target", target, wheel),
        cwd=target,
    )
    return target


def test_wheel_carries_the_law_the_demo_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "procure_rules/py.typed" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    rulesets = data_files(CHECKOUT / "rulesets")
    assert rulesets
    assert {f"procure_rules/_rulesets/{name}" for name in rulesets} <= names
    assert {f"procure_rules/_examples/{name}" for name in data_files(CHECKOUT / "examples")} <= names
    assert {f"procure_rules/_prepared/{name}.kept" for name in ("calendar", "rulebook")} <= names
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"procure_rules"}


def test_installed_package_is_imported_from_the_wheel_and_not_from_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    where = run(
        sys.executable,
        "-c",
        "import procure_rules; print(procure_rules.__file__)",
        cwd=tmp_path,
        PYTHONPATH=str(installed),
    )
    assert Path(where.strip()).is_relative_to(installed)


def test_installed_command_lists_the_rules_it_carries(installed: Path, tmp_path: Path) -> None:
    scripts = installed / ("Scripts" if os.name == "nt" else "bin")
    command = next(scripts.glob("procure-rules*"))
    rules = json.loads(run(command, "rules", "--json", cwd=tmp_path, PYTHONPATH=str(installed)))
    assert rules
    assert all(rule["basis"] for rule in rules if rule["kind"] not in ("conclusion", "reading"))


def test_what_is_prepared_is_used_is_what_the_files_say_and_is_passed_over_where_damaged(
    installed: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "damaged"
    shutil.copytree(installed, copy)
    for file in (copy / "procure_rules" / "_prepared").iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    for place, used in ((installed, ["calendar", "rulebook"]), (copy, [])):
        cache = tmp_path / f"cache of {place.name}"
        surroundings = {"PYTHONPATH": str(place), "XDG_CACHE_HOME": str(cache), "PROCURE_RULES_CACHE": ""}
        assert json.loads(run(sys.executable, "-c", PREPARED, cwd=tmp_path, **surroundings)) == used
        assert not cache.exists()


def test_source_archive_carries_what_the_wheel_is_built_from(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", tmp_path, CHECKOUT, cwd=tmp_path)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "pyproject.toml",
        "README.md",
        "README.zh-CN.md",
        "LICENSE",
        "CHANGELOG.md",
        "Makefile",
        "hatch_build.py",
    } <= names
    assert {f"rulesets/{name}" for name in data_files(CHECKOUT / "rulesets")} <= names
    assert {f"examples/{name}" for name in data_files(CHECKOUT / "examples")} <= names
    assert "tests/packaging/test_wheel.py" in names
    assert not {name.split("/")[0] for name in names} & {".venv", ".git", "dist", "build"}


def needed(wheel: Path, extras: set[str]) -> dict[str, Distribution]:
    """The installed distributions that the wheel declares, with what these need in turn; exactly these, no others."""
    found: dict[str, Distribution] = {}
    with zipfile.ZipFile(wheel) as archive:
        metadata = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        declared = message_from_bytes(archive.read(metadata)).get_all("Requires-Dist", [])
    todo = [(Requirement(r), extras) for r in declared]
    while todo:
        one, wanted = todo.pop()
        if one.marker is not None and not any(one.marker.evaluate({"extra": e}) for e in (wanted or {""})):
            continue
        name = canonicalize_name(one.name)
        if name in found:
            continue
        found[name] = distribution(name)
        todo += [(Requirement(r), set(one.extras)) for r in found[name].requires or ()]
    return found


def fresh(folder: Path, wheel: Path, extras: set[str]) -> Path:
    """The command in a new environment without network or compiler: the wheel and what it declares, from the files
    at hand.
    """
    venv.create(folder, with_pip=True, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(run(python, "-c", where, cwd=folder).strip())
    for name, one in needed(wheel, extras).items():
        assert one.files, f"{name} does not say which files it consists of"
        for file in one.files:
            if ".." in file.parts or file.suffix == ".pyc":
                continue  # a command in bin, or what Python makes anew
            target = site / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.locate(), target)
    asked = f"procure-rules[{','.join(sorted(extras))}]" if extras else "procure-rules"
    run(
        *(python, "-m", "pip", "install", "--quiet", "--no-index", "--find-links", wheel.parent, asked),
        cwd=folder,
        CC="no-compiler-here",
        PATH=str(scripts),
    )
    run(python, "-m", "pip", "check", cwd=folder)
    return next(scripts.glob("procure-rules*"))


def assessed(command: Path, folder: Path) -> dict[str, Any]:
    """The receipt of the demo project (a breach found is exit code 1, which is an answer too)."""
    demo = CHECKOUT / "examples" / "hospital-tender.yaml"
    done = subprocess.run(
        [command, "assess", demo, "--as-of", "2026-06-01", "--json"],
        cwd=folder,
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert done.stderr == ""
    answer: dict[str, Any] = json.loads(done.stdout)
    assert answer["conclusions"]
    assert answer["periods"]
    receipt: dict[str, Any] = answer["receipt"]
    return receipt


def test_wheel_works_in_a_fresh_environment_without_a_compiler(wheel: Path, tmp_path: Path) -> None:
    command = fresh(tmp_path / "plain", wheel, set())
    assert "durable-rules" not in run(command.parent / "python", "-m", "pip", "list", cwd=tmp_path)
    assert assessed(command, tmp_path)["engine"] == "builtin"


@pytest.mark.skipif(
    sys.version_info >= (3, 13) or find_spec("durable_rules_engine") is None,
    reason="durable-rules is not installed here: it needs a C compiler and Python before 3.13",
)
def test_wheel_with_the_extra_draws_its_conclusions_with_durable_rules(wheel: Path, tmp_path: Path) -> None:
    command = fresh(tmp_path / "durable", wheel, {"durable"})
    receipt = assessed(command, tmp_path)
    assert receipt["engine"] == "durable"
    plain = run(command.parent / "python", "-c", PLAIN, CHECKOUT / "examples" / "hospital-tender.yaml", cwd=tmp_path)
    assert plain.split() == ["builtin", receipt["answer"]]
