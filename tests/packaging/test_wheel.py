"""The installed package works away from the checkout: it finds its rulesets and its command runs."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


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
    assert all(rule["id"] and rule["basis"] for rule in rules)


def test_source_archive_carries_what_the_wheel_is_built_from(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", tmp_path, CHECKOUT, cwd=tmp_path)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "README.zh-CN.md", "LICENSE", "CHANGELOG.md", "Makefile"} <= names
    assert {f"rulesets/{name}" for name in data_files(CHECKOUT / "rulesets")} <= names
    assert {f"examples/{name}" for name in data_files(CHECKOUT / "examples")} <= names
    assert "tests/packaging/test_wheel.py" in names
    assert not {name.split("/")[0] for name in names} & {".venv", ".git", "dist", "build"}
