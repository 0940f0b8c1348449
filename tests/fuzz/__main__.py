"""Coverage-guided fuzzing: ``python -m tests.fuzz [TARGET …] [--runs N] [--seconds S]``; needs atheris.

Each target runs in a process of its own, from the inputs of ``corpus/``, and stops at the first input that ends in an
error that is not promised, takes longer than five seconds or more than a gigabyte; it is written to ``build/fuzz/``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

NAMES = ("project", "facts", "assessed", "rule", "year", "kept", "calendar", "ledger", "record")
SLOW = 5  # seconds
WATCHED = 6  # times slower, where every line of an assessment is watched
WIDE = 1024  # megabytes
LONG = 4096  # bytes
FOUND = Path("build/fuzz")


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(NAMES))
    asked.add_argument("--runs", type=int, default=100_000, help="inputs for each target")
    asked.add_argument("--seconds", type=int, default=300, help="for each target at most")
    asked.add_argument("--here", action="store_true", help="in this process")
    said = asked.parse_args()
    targets = said.targets or list(NAMES)
    if strange := [t for t in targets if t not in NAMES]:
        asked.error(f"no such target: {', '.join(strange)}; there are {', '.join(NAMES)}")
    if said.here:
        return fuzz(targets[0], said.runs, said.seconds)
    failed = []
    for name in targets:
        print(f"{name}:", flush=True)
        command = [sys.executable, "-m", "tests.fuzz", name, "--here"]
        ended = subprocess.run([*command, "--runs", str(said.runs), "--seconds", str(said.seconds)], check=False)
        failed += [name] if ended.returncode else []
    print(f"failed: {', '.join(failed)}; the input is in {FOUND}" if failed else "nothing was found")
    return 1 if failed else 0


def fuzz(name: str, runs: int, seconds: int) -> int:
    import atheris

    with atheris.instrument_imports(include=["procure_rules"]):
        from tests.fuzz.targets import CORPUS, TARGETS

    for file in (CORPUS / name).iterdir():  # what is made once is made before the clock runs
        TARGETS[name](file.read_bytes())
    FOUND.mkdir(parents=True, exist_ok=True)
    limits = [
        f"-runs={runs}",
        f"-max_total_time={seconds}",
        f"-timeout={SLOW * (WATCHED if name == 'assessed' else 1)}",
        f"-rss_limit_mb={WIDE}",
    ]
    with tempfile.TemporaryDirectory(prefix="fuzz-") as new:
        more = [f"-max_len={LONG}", f"-artifact_prefix={FOUND}/{name}-", "-print_final_stats=1", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *limits, *more, new, str(CORPUS / name)], TARGETS[name])
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
