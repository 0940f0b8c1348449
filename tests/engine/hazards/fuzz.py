"""Assess random projects with durable-rules, many times over: ``python -m tests.engine.hazards.fuzz``.

With ``--whole`` each is read anew and assessed with its report, as a service would do it, on any engine at hand.
The work is done in a process of its own, as a fault in C would end it. The rate and the memory are printed; the
exit code is 1 where an answer differs from the built-in chainer's, memory grows, or the process ends otherwise
than it should.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import random
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path

from procure_rules.assess import assess
from procure_rules.calendar import default_calendar
from procure_rules.engine.durable import durable_for
from procure_rules.engine.law import compile_law
from procure_rules.engine.layout import Context
from procure_rules.engine.run import run
from procure_rules.facts import make_project
from procure_rules.rules.loader import default_rulebook
from tests.engine.strategies import random_as_of, stream

POOL = 500  # projects; each is assessed on many days
WARM = 0.2  # of the assessments, before memory is measured
LOOKS = 100  # at memory, in one run


def resident() -> float:
    """Megabytes in memory now, without what waits to be collected; 0 where the system does not say."""
    gc.collect()
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    line = next(x for x in status.read_text(encoding="ascii").splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def work(assessments: int, seed: int, growth: float, pool: int) -> int:
    """Assess, compare every fiftieth answer, watch the memory."""
    engine, calendar = compile_law(default_rulebook()), default_calendar()
    chaining = durable_for(engine)
    # all is made that is made when first asked for, so that what grows from here on is left behind
    assert chaining.strata
    assert all(one.core for versions in engine.rules.values() for one in versions)
    projects = [p for p, _ in islice(stream(seed), min(pool, assessments))]
    rng = random.Random(seed)
    started = time.perf_counter()
    first = peak = 0.0
    for number, project in enumerate(islice(cycle(projects), assessments)):
        context = Context(random_as_of(rng), calendar)
        chaining.forget()
        world = run(engine, project, context, chaining)
        if number % 50 == 0:
            plain = run(engine, project, context)
            if (plain.verdicts, plain.conflicts) != (world.verdicts, world.conflicts):
                print(f"assessment {number}: another answer than the built-in chainer's")
                return 1
        if number % (assessments // LOOKS or 1) == 0:
            peak = max(peak, resident())
            if number <= assessments * WARM:
                first = peak
    spent = time.perf_counter() - started
    print(
        f"{assessments} assessments, {assessments / spent:.0f} a second, memory {first:.1f} MB, at most {peak:.1f} MB"
    )
    return 1 if peak - first > growth else 0


def whole(assessments: int, seed: int, growth: float, pool: int) -> int:
    """Read and assess, as a service does all day, and watch the memory."""
    rng = random.Random(seed)
    rows = [p.model_dump(mode="json", exclude_none=True) for p, _ in islice(stream(seed), min(pool, assessments))]
    started = time.perf_counter()
    begin = warm = peak = resident()
    for number, row in enumerate(islice(cycle(rows), assessments)):
        answer = assess(make_project(row), as_of=dt.date.fromordinal(random_as_of(rng)), proofs=number % 20 == 0)
        _ = answer.findings if number % 20 else answer.to_json(every=True, proofs=True)
        if number % (assessments // LOOKS or 1) == 0:
            peak = max(peak, resident())
            if number <= assessments * WARM:
                warm = peak
    spent = time.perf_counter() - started
    print(
        f"{assessments} assessments, {assessments / spent:.0f} a second, memory {begin:.1f} MB before the first, "
        f"{warm:.1f} MB after {WARM:.0%} of them, at most {peak:.1f} MB, {resident():.1f} MB at the end"
    )
    return 1 if peak - warm > growth else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assessments", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--growth", type=float, default=8, help="megabytes that memory may grow by")
    parser.add_argument("--pool", type=int, default=POOL, help="how many different projects")
    parser.add_argument("--whole", action="store_true", help="read each project anew and write its report")
    parser.add_argument("--here", action="store_true", help="in this process")
    args = parser.parse_args()
    if args.here:
        return (whole if args.whole else work)(args.assessments, args.seed, args.growth, args.pool)
    done = subprocess.run([sys.executable, "-m", "tests.engine.hazards.fuzz", "--here", *sys.argv[1:]], check=False)
    if done.returncode not in (0, 1):
        print(f"the process ended with {done.returncode}")
    return 1 if done.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
