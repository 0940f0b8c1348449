from pathlib import Path

import pytest

from procure_rules.calendar import Calendar, default_calendar, load_calendar

# An invented plan for 2027, lawful under the regulation in force: no notice of the State Council.
PLAN_2027 = """\
# TEST PLAN: invented for the tests, not a notice of the State Council.
year: 2027
notices:
  - number: 测试计划（非国务院通知）
    title: 2027年放假测试计划
    published: 2026-11-20
    source_kind: derived
    what: original
    verified: false
rest:
  - {festivals: [new-year], days: 2027-01-01/2027-01-03, notice: 0}
  - {festivals: [spring-festival], days: 2027-02-05/2027-02-12, notice: 0}
  - {festivals: [qingming], days: 2027-04-03/2027-04-05, notice: 0}
  - {festivals: [labour-day], days: 2027-05-01/2027-05-05, notice: 0}
  - {festivals: [dragon-boat], days: 2027-06-09, notice: 0}
  - {festivals: [mid-autumn], days: 2027-09-15, notice: 0}
  - {festivals: [national-day], days: 2027-10-01/2027-10-07, notice: 0}
work:
  - {festivals: [spring-festival], days: [2027-01-31, 2027-02-14], notice: 0}
  - {festivals: [labour-day], days: [2027-05-08], notice: 0}
  - {festivals: [national-day], days: [2027-09-26, 2027-10-09], notice: 0}
"""


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return default_calendar()


@pytest.fixture(scope="session")
def plan_2027() -> str:
    return PLAN_2027


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Calendar:
    folder: Path = tmp_path_factory.mktemp("mine")
    (folder / "2027.yaml").write_text(PLAN_2027, encoding="utf-8")
    return load_calendar([folder])
