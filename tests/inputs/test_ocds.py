"""Open Contracting data become project data: what is said outright is taken, what is not is named, faults are told."""

from __future__ import annotations

import copy
import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest

from procure_rules import assess, make_project
from procure_rules.errors import InputError
from procure_rules.inputs.ocds import Contracting, contractings, is_ocds

OCID = "ocds-abc123-0001"
RELEASE: dict[str, Any] = {
    "ocid": OCID,
    "id": "0001-contract",
    "date": "2024-06-01T10:00:00+08:00",
    "tag": ["tender", "award", "contract"],
    "initiationType": "tender",
    "language": "zh",
    "parties": [
        {
            "id": "B1",
            "name": "某市第一人民医院",
            "roles": ["buyer"],
            "address": {"countryName": "中国"},
        },
        {"id": "A1", "name": "某某招标有限公司", "roles": ["procuringEntity"], "address": {"region": "四川省"}},
        {"id": "S1", "name": "甲公司", "roles": ["tenderer", "supplier"]},
        {"id": "S2", "name": "乙公司", "roles": ["tenderer"]},
        {"id": "S3", "name": "丙公司", "roles": ["tenderer"]},
    ],
    "buyer": {"id": "B1", "name": "某市第一人民医院"},
    "planning": {"budget": {"amount": {"amount": 5000000, "currency": "CNY"}}},
    "tender": {
        "id": "T1",
        "title": "手术室设备采购",
        "status": "complete",
        "procurementMethod": "open",
        "procurementMethodDetails": "公开招标",
        "mainProcurementCategory": "goods",
        "value": {"amount": 4900000.5, "currency": "RMB"},
        "tenderPeriod": {"endDate": "2024-03-11T01:30:00Z"},
        "numberOfTenderers": 3,
        "procuringEntity": {"id": "A1", "name": "某某招标有限公司"},
        "documents": [
            {"id": "1", "documentType": "tenderNotice", "datePublished": "2024-03-01T00:00:00+08:00"},
            {"id": "2", "documentType": "biddingDocuments", "datePublished": "2024-03-01T17:00:00+08:00"},
            {"id": "3", "documentType": "technicalSpecifications"},
        ],
    },
    "bids": {
        "details": [
            {
                "id": "1",
                "status": "valid",
                "tenderers": [{"id": "S1"}],
                "value": {"amount": 4800000, "currency": "CNY"},
            },
            {"id": "2", "status": "disqualified", "tenderers": [{"id": "S2", "name": "乙公司"}]},
            {"id": "3", "tenderers": [{"id": "S3"}], "value": {"amount": 4850000, "currency": "CNY"}},
        ]
    },
    "awards": [
        {
            "id": "W1",
            "status": "active",
            "date": "2024-03-20T00:00:00Z",
            "value": {"amount": 4800000, "currency": "CNY"},
            "documents": [
                {"id": "4", "documentType": "awardNotice", "datePublished": "2024-03-20T16:30:00Z"},
            ],
        }
    ],
    "contracts": [
        {
            "id": "C1",
            "awardID": "W1",
            "status": "active",
            "dateSigned": "2024-05-20",
            "value": {"amount": 4800000, "currency": "CNY"},
            "documents": [{"id": "5", "documentType": "contractNotice", "datePublished": "2024-05-21T15:59:59Z"}],
        }
    ],
}
YUAN = {"amount": 100, "currency": "CNY"}
LOTS: dict[str, Any] = {
    "ocid": OCID,
    "tender": {
        "value": {"amount": 300, "currency": "CNY"},
        "numberOfTenderers": 2,
        "tenderPeriod": {"endDate": "2024-03-25T09:30:00+08:00"},
        "lots": [
            {"id": 1, "value": {"amount": 100, "currency": "CNY"}},
            {"id": "2", "value": {"amount": 200, "currency": "CNY"}},
        ],
    },
    "awards": [
        {"id": "W1", "status": "active", "date": "2024-04-01", "relatedLots": ["1"], "value": YUAN},
        {"id": "W2", "status": "active", "date": "2024-04-02", "relatedLots": [2], "value": YUAN},
    ],
    "contracts": [{"id": "C2", "awardID": "W2", "status": "active", "dateSigned": "2024-04-20", "value": YUAN}],
}


def one(data: Any) -> Contracting:
    (made,) = contractings(data)
    make_project(made.data)
    return made


def release(**tender: Any) -> dict[str, Any]:
    return {"ocid": OCID, "tender": tender}


def changed(base: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy in which one value is another, or a further one."""
    made = copy.deepcopy(base)
    *steps, last = (int(s) if s.isdecimal() else s for s in path.split("."))
    inner: Any = made
    for step in steps:
        inner = inner[step]
    inner[last] = value
    return made


def faults(data: Any) -> list[str]:
    with pytest.raises(InputError) as caught:
        contractings(data)
    assert all(p.zh and p.en for p in caught.value.problems)
    return [p.path for p in caught.value.problems]


# A whole release. -----------------------------------------------------------------------------------------------------
def test_everything_that_is_said_outright_is_taken() -> None:
    made = one({"version": "1.1", "releases": [RELEASE]})
    assert made.ocid == OCID
    assert made.data == {
        "id": OCID,
        "title": "手术室设备采购",
        "budget": 5000000,
        "purchaser": {"name": "某市第一人民医院"},
        "agency": {"used": True, "name": "某某招标有限公司"},
        "subject": {"category": "goods"},
        "method": "open_tendering",
        "estimated_value": 4900000.5,
        "bidders": 3,
        "bids": [
            {"bidder": "甲公司", "bid_price": 4800000},
            {"bidder": "乙公司", "rejected": True},
            {"bidder": "丙公司", "bid_price": 4850000},
        ],
        "award": {"winning_price": 4800000},
        "contract_price": 4800000,
        "timeline": {
            "tender_notice_published": "2024-03-01",
            "tender_documents_issued": "2024-03-01T17:00",
            "bid_deadline": "2024-03-11T09:30",
            "award_decided": "2024-03-20",
            "award_notice_published": "2024-03-21T00:30",
            "contract_signed": "2024-05-20",
            "contract_published": "2024-05-21T23:59",
        },
    }
    assert made.unheard == ()


def test_what_was_read_can_be_assessed_and_the_breach_is_found() -> None:
    made = one(RELEASE)
    project = make_project(made.data | {"declared_regime": "government_procurement"})
    found = {f.rule for f in assess(project, as_of=dt.date(2024, 7, 1)).findings}
    assert "gp.tender.bid-preparation" in found  # ten days from the documents to the deadline
    assert "gp.tender.award.letter-in-time" in found  # sixty-one days from the decision to the contract
    in_time = changed(
        changed(RELEASE, "tender.tenderPeriod.endDate", "2024-04-01"), "contracts.0.dateSigned", "2024-04-02"
    )
    project = make_project(one(in_time).data | {"declared_regime": "government_procurement"})
    found = {f.rule for f in assess(project, as_of=dt.date(2024, 7, 1)).findings}
    assert not found & {"gp.tender.bid-preparation", "gp.tender.award.letter-in-time"}


def test_the_text_of_json_is_read_alike() -> None:
    assert one(json.loads(json.dumps(RELEASE))) == one(RELEASE)


def test_nothing_of_the_input_is_changed() -> None:
    before = copy.deepcopy(RELEASE)
    contractings([RELEASE, changed(RELEASE, "date", "2024-07-01T00:00:00Z")])
    assert before == RELEASE


# What is OCDS, and what is not. ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "data",
    [
        {"releases": []},
        {"releases": [RELEASE]},
        {"records": [{"ocid": OCID, "compiledRelease": RELEASE}]},
        {"ocid": OCID, "releases": [RELEASE]},
        RELEASE,
        [RELEASE],
    ],
)
def test_packages_records_and_releases_are_known(data: Any) -> None:
    assert is_ocds(data)
    assert [c.ocid for c in contractings(data)] in ([], [OCID])


@pytest.mark.parametrize(
    "data",
    [None, 5, "ocid", [], [1], {}, {"title": "项目"}, {"records": {"kept": True}}, {"records": [{"kept": True}]}, [{}]],
)
def test_other_data_are_not(data: Any) -> None:
    assert not is_ocds(data)
    assert faults(data)


def test_an_empty_package_holds_nothing() -> None:
    assert contractings({"releases": []}) == []


# Money. ---------------------------------------------------------------------------------------------------------------
MONEY = {
    "planning.budget.amount": "budget",
    "tender.value": "estimated_value",
    "awards.0.value": "award",
    "contracts.0.value": "contract_price",
}


@pytest.mark.parametrize("path", MONEY)
@pytest.mark.parametrize(
    "value",
    [
        {"amount": 5, "currency": "USD"},
        {"amount": 5},
        {"amount": 5, "currency": None},
        {"amount": 0, "currency": "CNY"},
        {"amount": -5, "currency": "CNY"},
        {"amount": 5.125, "currency": "CNY"},
        {"amount": 1e300, "currency": "CNY"},
    ],
)
def test_money_that_is_not_surely_yuan_is_named_and_not_taken(path: str, value: dict[str, Any]) -> None:
    made = one(changed(RELEASE, path, value))
    assert MONEY[path] not in made.data
    assert made.unheard == (path.replace(".0", "[0]"),)


@pytest.mark.parametrize("path", MONEY)
@pytest.mark.parametrize("value", [None, {}, {"currency": "USD"}, {"amount": None, "currency": "USD"}])
def test_where_there_is_no_amount_nothing_is_missed(path: str, value: Any) -> None:
    made = one(changed(RELEASE, path, value))
    assert MONEY[path] not in made.data
    assert made.unheard == ()


@pytest.mark.parametrize("stage", ["awards", "contracts"])
def test_a_price_that_was_amended_is_not_taken_for_the_first(stage: str) -> None:
    made = one(changed(RELEASE, f"{stage}.0.amendments", [{"date": "2024-09-01T00:00:00Z"}]))
    assert ("award" if stage == "awards" else "contract_price") not in made.data
    assert set(made.unheard) == {f"{stage}[0].amendments", f"{stage}[0].value"}


def test_nor_is_the_price_of_a_contract_whose_amendment_was_released() -> None:
    later = {"ocid": OCID, "date": "2024-09-01T00:00:00Z", "tag": ["contractAmendment"]}
    later["contracts"] = [{"id": "C1", "value": {"amount": 5200000, "currency": "CNY"}}]
    made = one([RELEASE, later])
    assert "contract_price" not in made.data
    assert made.data["award"] == {"winning_price": 4800000}
    assert made.data["timeline"]["contract_signed"] == "2024-05-20"


# Method and category. -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "method"),
    [
        ("公开招标", "open_tendering"),
        ("竞谈", "competitive_negotiation"),
        ("竞争性磋商", "competitive_consultation"),
        ("Open tendering", "open_tendering"),
        ("open_tendering", "open_tendering"),
        ("price inquiry", "price_inquiry"),
    ],
)
def test_the_local_name_of_a_method_is_taken(words: str, method: str) -> None:
    made = one(release(procurementMethodDetails=words, procurementMethod="selective"))
    assert made.data["method"] == method
    assert made.unheard == ()


@pytest.mark.parametrize("words", ["谈判", "招标", "公开招标（资格后审）", "open", "", None])
def test_a_name_of_several_methods_or_none_is_not(words: str | None) -> None:
    made = one(release(procurementMethodDetails=words, procurementMethod="open"))
    assert "method" not in made.data
    assert made.unheard == (("tender.procurementMethodDetails",) if words else ()) + ("tender.procurementMethod",)


@pytest.mark.parametrize("category", ["goods", "works", "services"])
def test_the_category_is_taken(category: str) -> None:
    assert one(release(mainProcurementCategory=category)).data["subject"] == {"category": category}


def test_another_category_is_named() -> None:
    made = one(release(mainProcurementCategory="consultingServices"))
    assert "subject" not in made.data
    assert made.unheard == ("tender.mainProcurementCategory",)


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("竞争性谈判", "first_response_deadline"),
        ("竞争性磋商", "first_response_deadline"),
        ("询价", "first_response_deadline"),
        ("公开招标", "bid_deadline"),
        (None, "bid_deadline"),
    ],
)
def test_the_method_says_which_deadline_it_is(words: str | None, event: str) -> None:
    made = one(release(procurementMethodDetails=words, tenderPeriod={"endDate": "2024-03-11T09:30:00+08:00"}))
    assert made.data["timeline"] == {event: "2024-03-11T09:30"}


# Days. ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-11T09:30:00+08:00", "2024-03-11T09:30"),
        ("2024-03-11T09:30:00", "2024-03-11T09:30"),
        ("2024-03-11T01:30:00Z", "2024-03-11T09:30"),
        ("2024-03-10t20:30:00.5-05:00", "2024-03-11T09:30"),
        ("2024-03-11 01:30:00+0000", "2024-03-11T09:30"),
        ("2024-03-11", "2024-03-11"),
        ("2024-03-11T00:00:00Z", "2024-03-11"),
        ("2024-03-11T00:00:00+09:00", "2024-03-11"),
        ("2024-03-11T00:00:00-05:00", "2024-03-11"),
        ("2024-03-10T16:00:00Z", "2024-03-11"),
        ("2024-03-11T00:00:30+08:00", "2024-03-11T00:00"),
        ("2024-12-31T18:00:00Z", "2025-01-01T02:00"),
    ],
)
def test_times_are_those_of_china_and_midnight_is_no_hour(written: str, day: str) -> None:
    assert one(release(tenderPeriod={"endDate": written})).data["timeline"] == {"bid_deadline": day}


@pytest.mark.parametrize("written", ["0001-01-01T00:00:00+08:00", "1900-01-01T00:00:00Z", "9999-12-31T23:59:59-08:00"])
def test_a_day_that_no_fact_can_have_is_named(written: str) -> None:
    made = one({"ocid": OCID, "date": written, "tag": ["tender"], "tender": {"tenderPeriod": {"endDate": written}}})
    assert made.data == {"id": OCID}
    assert made.unheard == ("tender.tenderPeriod.endDate",)


@pytest.mark.parametrize("written", ["2024-02-30", "11.03.2024", "2024-03", "soon", "2024-03-11T25:00:00Z", 20240311])
def test_what_is_no_day_is_a_fault(written: Any) -> None:
    assert faults(release(tenderPeriod={"endDate": written})) == ["tender.tenderPeriod.endDate"]


def test_of_several_notices_no_more_is_known_than_between_which_days() -> None:
    days = ["2024-03-05T10:00:00+08:00", "2024-03-01T10:00:00+08:00"]
    told = [{"documentType": "tenderNotice", "datePublished": day} for day in days]
    made = one(release(documents=told))
    assert made.data["timeline"] == {"tender_notice_published": {"from": "2024-03-01", "to": "2024-03-05"}}
    same = [{"documentType": "tenderNotice", "datePublished": f"2024-03-01T{h}:00:00+08:00"} for h in (10, 11)]
    assert one(release(documents=same)).data["timeline"] == {"tender_notice_published": "2024-03-01"}


def test_documents_are_taken_only_where_their_type_belongs() -> None:
    told = [
        {"documentType": "contractNotice", "datePublished": "2024-03-01"},
        {"documentType": "clarifications", "datePublished": "2024-03-02"},
        {"documentType": "awardNotice", "datePublished": "2024-03-20"},
    ]
    made = one(release(documents=told))
    assert made.data["timeline"] == {"award_notice_published": "2024-03-20"}
    assert made.unheard == ("tender.documents[0]", "tender.documents[1]")


def tagged(tag: str, **tender: Any) -> dict[str, Any]:
    return release(**tender) | {"tag": [tag], "date": "2024-03-05T10:00:00+08:00"}


def test_a_release_of_a_tender_comes_after_its_notice() -> None:
    assert one(tagged("tender")).data["timeline"] == {"tender_notice_published": {"to": "2024-03-05"}}


@pytest.mark.parametrize("tag", ["tenderUpdate", "tenderAmendment", "planning", "award", "contract", "compiled"])
def test_the_date_of_another_release_says_nothing_of_notices(tag: str) -> None:
    assert "timeline" not in one(tagged(tag)).data


@pytest.mark.parametrize(
    "told",
    [
        {"procurementMethod": "direct"},
        {"procurementMethod": "limited"},
        {"procurementMethod": "selective"},
        {"procurementMethodDetails": "单一来源采购"},
        {"procurementMethodDetails": "邀请招标"},
    ],
)
def test_a_tender_that_need_not_be_announced_is_not_presumed_to_have_been(told: dict[str, str]) -> None:
    assert "timeline" not in one(tagged("tender", **told)).data


# Who buys, and who runs the procedure. --------------------------------------------------------------------------------
def test_the_purchaser_is_found_by_its_role() -> None:
    made = one(changed(changed(RELEASE, "buyer", None), "tender.procuringEntity", None))
    assert made.data["purchaser"] == {"name": "某市第一人民医院"}
    assert made.data["agency"] == {"used": True, "name": "某某招标有限公司"}


def test_who_alone_is_named_is_the_purchaser() -> None:
    made = one(release(procuringEntity={"name": "某市第一人民医院"}))
    assert made.data == {"id": OCID, "purchaser": {"name": "某市第一人民医院"}}


@pytest.mark.parametrize("entity", [{"id": "B1"}, {"id": "B1", "name": "本院采购办"}, {"name": "某市第一人民医院 "}])
def test_a_purchaser_is_not_its_own_agency(entity: dict[str, str]) -> None:
    made = one(changed(RELEASE, "tender.procuringEntity", entity))
    assert "agency" not in made.data
    assert made.unheard == ()


def test_an_agency_without_a_name_is_only_told_of() -> None:
    made = one(changed(RELEASE, "tender.procuringEntity", {"id": "X9"}))
    assert "agency" not in made.data
    assert made.unheard == ("tender.procuringEntity",)


def test_of_several_buyers_none_is_the_purchaser() -> None:
    parties = [{"id": n, "name": f"{n}医院", "roles": ["buyer"]} for n in ("甲", "乙")]
    made = one({"ocid": OCID, "parties": parties, "tender": {"procuringEntity": {"name": "某某招标有限公司"}}})
    assert made.data == {"id": OCID}
    assert set(made.unheard) == {"parties[0]", "parties[1]", "tender.procuringEntity"}


@pytest.mark.parametrize("region", ["四川", "成都", "Sichuan", "中央"])
def test_the_seat_of_a_purchaser_is_not_whose_budget_pays(region: str) -> None:
    made = one(changed(RELEASE, "parties.0.address.region", region))
    assert made.data["purchaser"] == {"name": "某市第一人民医院"}
    assert "parties[0].address.region" in made.unheard


# Bidders and bids. ----------------------------------------------------------------------------------------------------
def test_bids_are_complete_only_where_their_number_is_that_of_the_tenderers() -> None:
    assert isinstance(one(RELEASE).data["bids"], list)
    made = one(changed(RELEASE, "tender.numberOfTenderers", 4))
    assert made.data["bids"]["partial"] is True
    assert len(made.data["bids"]["items"]) == 3
    assert one(changed(RELEASE, "tender.numberOfTenderers", None)).data["bids"]["partial"] is True


def test_no_bidders_at_all_is_what_publishers_write_for_unknown() -> None:
    made = one(release(numberOfTenderers=0))
    assert "bidders" not in made.data
    assert made.unheard == ("tender.numberOfTenderers",)


@pytest.mark.parametrize("status", ["invited", "withdrawn", "other"])
def test_what_is_no_standing_bid_is_not_counted(status: str) -> None:
    made = one(changed(RELEASE, "bids.details.2.status", status))
    assert [b["bidder"] for b in made.data["bids"]["items"]] == ["甲公司", "乙公司"]
    assert made.unheard == ("bids.details[2]",)


def test_of_two_bids_of_one_bidder_none_is_taken() -> None:
    made = one(changed(RELEASE, "bids.details.2.tenderers.0.id", "S1"))
    assert "bids" not in made.data
    assert made.unheard == ("bids.details",)


def test_a_consortium_has_a_price_and_no_one_name() -> None:
    made = one(changed(RELEASE, "bids.details.0.tenderers", [{"id": "S1"}, {"id": "S3"}]))
    assert made.data["bids"][0] == {"bid_price": 4800000}
    assert made.unheard == ("bids.details[0].tenderers",)


# Lots, awards and contracts. ------------------------------------------------------------------------------------------
def test_every_lot_is_a_procedure() -> None:
    made = one(LOTS)
    first, second = made.data["procedures"]
    assert first == {
        "lot": "1",
        "estimated_value": 100,
        "award": {"winning_price": 100},
        "timeline": {"bid_deadline": "2024-03-25T09:30", "award_decided": "2024-04-01"},
    }
    assert second == {
        "lot": "2",
        "estimated_value": 200,
        "award": {"winning_price": 100},
        "contract_price": 100,
        "timeline": {
            "bid_deadline": "2024-03-25T09:30",
            "award_decided": "2024-04-02",
            "contract_signed": "2024-04-20",
        },
    }
    assert set(made.unheard) == {"tender.value", "tender.numberOfTenderers"}


def test_an_award_of_two_lots_has_a_day_for_both_and_a_price_for_none() -> None:
    made = one(changed(changed(LOTS, "awards", [LOTS["awards"][0]]), "awards.0.relatedLots", ["1", "2"]))
    assert [p["timeline"]["award_decided"] for p in made.data["procedures"]] == ["2024-04-01"] * 2
    assert all("award" not in p and "contract_price" not in p for p in made.data["procedures"])
    assert {"awards[0].value", "contracts[0]"} <= set(made.unheard)


@pytest.mark.parametrize("lots", [None, [], ["3"], ["1", "3"]])
def test_an_award_whose_lot_is_not_known_is_not_taken(lots: Any) -> None:
    made = one(changed(LOTS, "awards.0.relatedLots", lots))
    assert "award" not in made.data["procedures"][0]
    assert "award" in made.data["procedures"][1]
    assert "awards[0]" in made.unheard


def test_of_two_active_awards_of_a_lot_none_is_taken_nor_a_contract() -> None:
    made = one(changed(LOTS, "awards.0.relatedLots", ["2"]))
    assert all(not p.keys() & {"award", "contract_price"} for p in made.data["procedures"])
    assert {"awards[0]", "awards[1]", "contracts[0]"} <= set(made.unheard)


def test_bids_go_to_their_lots_and_are_never_complete() -> None:
    details = [
        {"id": 1, "relatedLots": ["1"], "tenderers": [{"name": "甲公司"}], "value": YUAN},
        {"id": 2, "relatedLots": ["1", "2"], "tenderers": [{"name": "乙公司"}], "value": YUAN},
        {"id": 3, "tenderers": [{"name": "丙公司"}]},
    ]
    made = one(LOTS | {"bids": {"details": details}})
    first, second = (p["bids"] for p in made.data["procedures"])
    assert first == {"items": [{"bidder": "甲公司", "bid_price": 100}, {"bidder": "乙公司"}], "partial": True}
    assert second == {"items": [{"bidder": "乙公司"}], "partial": True}
    assert {"bids.details[1].value", "bids.details[2]"} <= set(made.unheard)


def test_notices_of_one_lot_are_not_those_of_another() -> None:
    documents = [
        {"documentType": "tenderNotice", "datePublished": "2024-03-01", "relatedLots": ["1"]},
        {"documentType": "biddingDocuments", "datePublished": "2024-03-02"},
        {"documentType": "awardNotice", "datePublished": "2024-04-03"},
    ]
    made = one(changed(LOTS, "tender.documents", documents))
    first, second = (p["timeline"] for p in made.data["procedures"])
    assert first["tender_notice_published"] == "2024-03-01"
    assert "tender_notice_published" not in second
    assert first["tender_documents_issued"] == second["tender_documents_issued"] == "2024-03-02"
    assert "award_notice_published" not in first | second  # of which lot it is, is not said
    assert "tender.documents[2]" in made.unheard


def test_lots_that_only_awards_name_may_not_be_all() -> None:
    made = one({k: v for k, v in LOTS.items() if k != "tender"})
    assert made.data["procedures"]["partial"] is True
    assert [p["lot"] for p in made.data["procedures"]["items"]] == ["1", "2"]


def test_one_lot_is_written_flat_with_its_number() -> None:
    made = one(changed(LOTS, "tender.lots", [LOTS["tender"]["lots"][0]]))
    assert made.data["lot"] == "1"
    assert made.data["bidders"] == 2
    assert made.data["estimated_value"] == 100
    assert "tender.value" in made.unheard  # it is another amount than that of the only lot


@pytest.mark.parametrize("status", ["pending", "cancelled", "unsuccessful", "odd"])
def test_an_award_that_does_not_stand_is_not_taken_nor_its_contract(status: str) -> None:
    made = one(changed(RELEASE, "awards.0.status", status))
    assert not made.data.keys() & {"award", "contract_price"}
    assert not made.data["timeline"].keys() & {"award_decided", "award_notice_published", "contract_signed"}
    assert made.unheard == ("awards[0]", "contracts[0]")


def test_where_no_award_has_a_status_a_signed_contract_still_counts() -> None:
    made = one(changed(RELEASE, "awards.0.status", None))
    assert "award" not in made.data
    assert made.data["contract_price"] == 4800000
    assert made.data["timeline"]["contract_signed"] == "2024-05-20"
    assert made.unheard == ("awards[0]",)


@pytest.mark.parametrize("status", ["pending", "cancelled"])
def test_a_contract_that_was_not_signed_is_not_taken(status: str) -> None:
    made = one(changed(RELEASE, "contracts.0.status", status))
    assert "contract_price" not in made.data
    assert not made.data["timeline"].keys() & {"contract_signed", "contract_published"}
    assert made.unheard == ("contracts[0]",)


@pytest.mark.parametrize("award", ["W9", None])
def test_a_contract_of_no_known_award_is_not_taken(award: str | None) -> None:
    made = one(changed(RELEASE, "contracts.0.awardID", award))
    assert "contract_signed" not in made.data["timeline"]
    assert made.unheard == ("contracts[0]",)


def test_of_two_awards_of_one_id_a_contract_is_of_neither() -> None:
    other = RELEASE["awards"][0] | {"status": "cancelled"}
    made = one(changed(RELEASE, "awards", [RELEASE["awards"][0], other]))
    assert made.data["award"] == {"winning_price": 4800000}
    assert "contract_signed" not in made.data["timeline"]
    assert made.unheard == ("awards[1]", "contracts[0]")


def test_of_which_of_two_awards_a_notice_of_the_tender_tells_is_not_known() -> None:
    told = [{"documentType": "awardNotice", "datePublished": "2024-03-20"}]
    awards = [{"id": "W1", "status": "cancelled"}, {"id": "W2", "status": "active", "date": "2024-04-20"}]
    made = one(release(documents=told) | {"awards": awards})
    assert made.data["timeline"] == {"award_decided": "2024-04-20"}
    assert set(made.unheard) == {"tender.documents[0]", "awards[0]"}


def test_of_two_contracts_of_one_award_none_is_taken() -> None:
    made = one(changed(RELEASE, "contracts", [RELEASE["contracts"][0], RELEASE["contracts"][0] | {"id": "C2"}]))
    assert "contract_price" not in made.data
    assert made.unheard == ("contracts[0]", "contracts[1]")


def test_a_contract_alone_is_that_of_the_process() -> None:
    made = one({"ocid": OCID, "contracts": RELEASE["contracts"]})
    assert made.data["contract_price"] == 4800000
    assert made.data["timeline"] == {"contract_signed": "2024-05-20", "contract_published": "2024-05-21T23:59"}


# What could matter and is not taken. ----------------------------------------------------------------------------------
def test_what_could_matter_is_named_and_what_could_not_is_not() -> None:
    told = {
        "description": "说明",
        "title_en": "equipment",
        "minValue": {"amount": 1, "currency": "CNY"},
        "enquiryPeriod": {"endDate": "2024-03-05T00:00:00Z"},
        "awardPeriod": {"startDate": "2024-03-05T00:00:00Z"},
        "tenderPeriod": {"startDate": "2024-03-01T00:00:00Z"},
        "status": "cancelled",
        "amendments": [],
        "eligibilityCriteria": "",
    }
    made = one(release(**told) | {"relatedProcesses": [{"id": "1"}], "extra\u202e": 1})
    assert set(made.unheard) == {
        "tender.minValue",
        "tender.enquiryPeriod",
        "tender.awardPeriod",
        "tender.tenderPeriod.startDate",
        "tender.status",
        "relatedProcesses",
        "'extra\\u202e'",
    }
    assert made.data == {"id": OCID}


@pytest.mark.parametrize("title", ["字" * 2001, "设\u202e备", "设\ud800备"])
def test_a_text_that_no_fact_can_have_is_named(title: str) -> None:
    made = one(release(title=title))
    assert "title" not in made.data
    assert made.unheard == ("tender.title",)


# Merging. -------------------------------------------------------------------------------------------------------------
def test_the_later_release_prevails_in_whatever_order_they_come() -> None:
    first = tagged("tender", title="甲", numberOfTenderers=3) | {"date": "2024-03-06T09:00:00+08:00"}
    later = tagged("tenderUpdate", title="乙", numberOfTenderers=None) | {"date": "2024-03-05T20:00:00-08:00"}
    for order in ([first, later], [later, first]):
        made = one({"releases": order})
        assert made.data["title"] == "乙"
        assert "bidders" not in made.data  # withdrawn by null
        assert made.data["timeline"] == {"tender_notice_published": {"to": "2024-03-06"}}


def test_things_are_merged_by_their_ids() -> None:
    first = {k: v for k, v in RELEASE.items() if k not in ("contracts", "date")} | {"date": "2024-04-01T00:00:00Z"}
    second = {"ocid": OCID, "date": "2024-05-25T00:00:00Z", "contracts": RELEASE["contracts"]}
    third = {"ocid": OCID, "date": "2024-06-25T00:00:00Z", "awards": [{"id": "W1", "status": "cancelled"}]}
    assert one([second, first]).data == one(RELEASE).data
    made = one([third, second, first])
    assert made.unheard == ("awards[0]", "contracts[0]")


def test_a_list_without_ids_is_replaced() -> None:
    first = tagged("tender", documents=[{"documentType": "tenderNotice", "datePublished": "2024-03-01"}])
    later = tagged("tenderUpdate", documents=[{"documentType": "tenderNotice", "datePublished": "2024-03-02"}])
    made = one([first, later | {"date": "2024-03-09"}])
    assert made.data["timeline"] == {"tender_notice_published": "2024-03-02"}


def test_processes_come_in_the_order_of_their_first_releases() -> None:
    made = contractings([{"ocid": "b", "date": "2024-03-01"}, {"ocid": "a"}, {"ocid": "b", "date": "2024-01-01"}])
    assert [c.ocid for c in made] == ["b", "a"]


def test_a_compiled_release_counts_and_else_the_releases() -> None:
    compiled = {"ocid": OCID, "compiledRelease": release(title="汇编"), "releases": [{"url": "https://example.org/1"}]}
    assert one({"records": [compiled]}).data["title"] == "汇编"
    embedded = {"ocid": OCID, "releases": [tagged("tender", title="甲")]}
    assert one({"records": [embedded]}).data["title"] == "甲"
    assert one({"ocid": OCID, "compiledRelease": {"tender": {"title": "无号"}}}).data["id"] == OCID


def test_what_a_record_only_links_to_is_named() -> None:
    linked = {"ocid": OCID, "releases": [{"url": "https://example.org/1", "date": "2024-03-01", "tag": ["award"]}]}
    assert one({"records": [linked]}) == Contracting(OCID, {"id": OCID}, ("url",))
    versions = {"ocid": OCID, "versionedRelease": {"tender": {}}}
    assert one({"records": [versions]}) == Contracting(OCID, {"id": OCID}, ("versionedRelease",))


# Faults and hostile data. ---------------------------------------------------------------------------------------------
def test_every_fault_is_told_by_its_path() -> None:
    wrong = {
        "ocid": 5,
        "tag": "tender",
        "parties": {"id": 1},
        "tender": {
            "title": ["x"],
            "numberOfTenderers": 2.5,
            "value": {"amount": "100", "currency": 1},
            "lots": [{"id": "1"}, {"id": 1}],
        },
        "awards": [None, {"id": True, "date": "today"}],
    }
    assert faults({"releases": [wrong, "x", {}], "records": [{"ocid": "a", "compiledRelease": {"ocid": "b"}}, 1]}) == [
        "releases[0].ocid",
        "releases[0].tag",
        "releases[0].parties",
        "releases[0].tender.title",
        "releases[0].tender.numberOfTenderers",
        "releases[0].tender.value.amount",
        "releases[0].tender.value.currency",
        "releases[0].tender.lots",
        "releases[0].awards[0]",
        "releases[0].awards[1].id",
        "releases[0].awards[1].date",
        "releases[1]",
        "releases[2].ocid",
        "records[0].compiledRelease.ocid",
        "records[1].ocid",
    ]


@pytest.mark.parametrize("number", [-1, 10**10, float("nan"), float("inf"), True, "3"])
def test_a_number_of_bidders_is_a_number(number: Any) -> None:
    assert faults(release(numberOfTenderers=number)) == ["tender.numberOfTenderers"]


def test_numbers_of_any_length_are_refused_in_words() -> None:
    long = 10**5000
    told = release(numberOfTenderers=long, value={"amount": 1, "currency": long}, lots=[{"id": long}])
    assert faults(told) == ["tender.numberOfTenderers", "tender.value.currency", "tender.lots[0].id", "tender.lots"]
    assert one(release(value={"amount": long, "currency": "CNY"})).unheard == ("tender.value",)


@pytest.mark.parametrize("number", [3, 3.0, Decimal("3.0")])
def test_a_whole_number_may_be_written_with_a_point(number: Any) -> None:
    assert one(release(numberOfTenderers=number)).data["bidders"] == 3


def test_numbers_that_json_is_read_into_exactly_are_read_alike() -> None:
    exact = json.loads(json.dumps(RELEASE), parse_float=Decimal)
    assert one(exact).data["estimated_value"] == Decimal("4900000.5")
    assert faults(release(value={"amount": Decimal("NaN")})) == ["tender.value.amount"]


def test_releases_that_cannot_be_put_in_order_are_a_fault() -> None:
    assert faults([{"ocid": OCID}, {"ocid": OCID, "date": "2024-01-01"}, {"ocid": "other"}]) == ["[0].date"]


@pytest.mark.parametrize("key", ["releases", "records"])
def test_a_package_is_a_list(key: str) -> None:
    assert faults({key: {"ocid": OCID}}) == [key]


def test_more_processes_than_are_read_at_once_are_refused() -> None:
    assert len(contractings([{"ocid": f"o{i}"} for i in range(10_000)])) == 10_000
    assert faults([{"ocid": f"o{i}"} for i in range(10_001)]) == [""]


def test_a_list_that_is_too_long_is_refused() -> None:
    assert faults({"ocid": OCID, "parties": [{}] * 10_001}) == ["parties"]


def test_depth_does_no_harm() -> None:
    deep: Any = {"id": "x"}
    for _ in range(100_000):
        deep = {"id": "x", "inner": [deep]}
    told = release(title="甲", extra=deep) | {"deep": deep, "awards": [{"id": "1", "status": "active", "deep": deep}]}
    made = one([told | {"date": "2024-01-01"}, told | {"date": "2024-01-02"}])
    assert {"deep", "tender.extra", "awards[0].deep"} == set(made.unheard)
    assert faults(release(title=deep)) == ["tender.title"]
    while deep.get("inner"):  # taken apart step by step, for the interpreter would do it all at once
        deep = deep.pop("inner")[0]
