"""The build of a wheel: the shipped rulebook and calendar are read once, here, and not at each start."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PreparedBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the prepared files into the wheel; an editable install reads the files of the checkout."""

    folder: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "standard":
            return
        sys.path.insert(0, self.root)
        from procure_rules.calendar import _source
        from procure_rules.calendar._paths import rulesets_dir
        from procure_rules.rules import loader
        from procure_rules.store import prepare

        self.folder = Path(tempfile.mkdtemp())
        prepare(loader.KIND, loader.read(rulesets_dir()), self.folder)
        prepare(_source.KIND, _source.read(rulesets_dir() / "calendar"), self.folder)
        build_data["force_include"][str(self.folder)] = "procure_rules/_prepared"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self.folder is not None:
            shutil.rmtree(self.folder)
