"""Every rule: unique, documented, with a map that passes and one that fails; and no bad flow gets through."""

from datetime import date
from pathlib import Path

import pytest

from bailiwick.atlas.frameworks import framework
from bailiwick.datamap.judging import judge
from bailiwick.datamap.rule_page import rule_page
from bailiwick.datamap.rules import RULES
from bailiwick.datamap.terms import Classification, PersonalData

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 25)
AI_ACT = date(2027, 12, 2)
"""From when high-risk systems keep logs."""
TO_THE_STATES = {
    "id": "support", "elements": ["letters"], "from": "bucket", "to": "far", "access": "support",
    "purpose": "support", "legal_basis": "6-1-e", "special_basis": "9-2-h", "frequency": "continuous",
    "transport": {"protocol": "https", "network": "vpn", "tls": "1.3"},
    "severability": {"status": "necessary", "reason": "nobody else can"},
}  # fmt: skip
SCC = {"mechanism": "scc", "module": "c2p", "signed": "2026-01-01", "reference": "scc",
       "tia": {"date": "2026-01-01", "reference": "tia"}}  # fmt: skip
ENDED = {"scheme": "c5", "products": ["object-storage", "kubernetes"], "valid_until": "2026-01-01", "reference": "x"}
DPF = {"mechanism": "adequacy", "recipient": {"covers": ["non-hr"], "checked": "2026-10-01", "reference": "list"}}


def flow(*transfers, **rest):
    return lambda d: d["flows"].append({**TO_THE_STATES, **rest, "transfers": list(transfers)})


def at(*trail, to):
    def change(document):
        for step in trail[:-1]:
            document = document[step]
        if to is None:
            del document[trail[-1]]
        else:
            document[trail[-1]] = to

    return change


def both(*changes):
    return lambda document: [change(document) for change in changes]


def hds(document):
    document["controller"]["sector"] = "healthcare"
    for item in document["elements"][:2]:
        item["frameworks"] = ["eu-ai-act", "gdpr", "hds"]


def disclosed(document):
    document["documents"].append({"shows": "hds/disclosure", "party": "host", "reference": "x", "date": "2026-01-01"})


def keeping_logs(document, retention):
    """A high-risk system, which from the day of the AI Act on keeps logs for half a year."""
    document["controller"]["ai_risk"] = "high"
    document["not_applicable"] = [item for item in document["not_applicable"] if item["group"] != "logs"]
    document["elements"].append({**document["elements"][0], "id": "log", "kind": "log", "retention": retention})
    for item in document["flows"][:2]:
        item["elements"].append("log")


CASES = [
    ("DM001", "error", lambda d: d["not_applicable"].pop()),
    ("DM002", "error", at("places", 1, "country", to="DE")),
    ("DM002", "evidence required", at("places", 1, "region", to="fr-pra")),
    ("DM003", "error", at("segments", 0, "countries", to=["DE"])),
    ("DM004", "error", at("flows", 0, "from", to="far")),
    ("DM004", "error", lambda d: d["flows"].pop()),
    ("DM005", "evidence required", at("elements", 0, "kind", to="unknown")),
    ("DM005", "evidence required", at("places", 1, "todo", to="is it the right one?")),
    ("DM005", "evidence required", at("controller", "todo", to="which sector?")),
    ("DM010", "error", at("elements", 1, "personal_data", to="none")),
    ("DM010", "error", at("elements", 1, "classification", to="internal")),
    ("DM010", "error", at("elements", 1, "personal_data", to="anonymous")),
    (
        "DM010",
        "error",
        both(
            at("elements", 1, "personal_data", to="anonymous"),
            at("elements", 1, "anonymity", to={"date": "2024-01-01", "reference": "x", "valid_until": "2025-01-01"}),
        ),
    ),
    ("DM011", "error", at("elements", 0, "frameworks", to=["eu-ai-act"])),
    ("DM011", "warning", at("elements", 0, "frameworks", to=["eu-ai-act", "gdpr", "cada"])),
    ("DM020", "error", flow()),
    ("DM020", "error", flow({**SCC, "tia": None})),
    ("DM020", "error", flow({"mechanism": "adequacy"})),
    ("DM020", "error", flow(DPF)),
    ("DM020", "error", flow({**DPF, "recipient": {**DPF["recipient"], "covers": ["hr"]}}, SCC | {"signed": None})),
    ("DM020", "error", flow({"mechanism": "derogation", "derogation": "49-1-a"}, access="copy")),
    ("DM020", "error", flow({"mechanism": "cac-standard-contract", "signed": "2026-01-01", "reference": "x"})),
    ("DM021", "warning", None),
    ("DM022", "error", at("parties", 1, "access_from", to=["FR", "TN"])),
    ("DM022", "evidence required", at("parties", 1, "access_from", to=None)),
    ("DM030", "error", both(
        at("elements", 0, "frameworks", to=["eu-ai-act", "gdpr", "hds"]),
        lambda d: d["elements"][0]["storage"].append("far"),
    )),
    ("DM031", "evidence required", at("elements", 0, "frameworks", to=["eu-ai-act", "gdpr", "c5"])),
    ("DM031", "error", both(
        at("elements", 0, "frameworks", to=["eu-ai-act", "gdpr", "c5"]),
        at("parties", 1, "certificates", to=[ENDED]),
    )),
    ("DM032", "evidence required", at("elements", 0, "frameworks", to=["eu-ai-act", "gdpr", "secnumcloud"])),
    ("DM033", "error", both(
        at("controller", "sector", to="insurance"), at("parties", 1, "contract_locations", to=["DE"])
    )),
    ("DM034", "evidence required", lambda d: d["documents"].clear()),
    ("DM035", "warning", at("parties", 1, "establishments", to=["US"])),
    ("DM035", "error", both(
        at("parties", 1, "establishments", to=["US"]), at("segments", 0, "laws", to=["FR"])
    )),
    ("DM040", "error", at("flows", 0, "transport", "tls", to="1.1")),
    ("DM041", "error", at("elements", 0, "encryption", to=None)),
    ("DM042", "error", at("flows", 0, "legal_basis", to=None)),
    ("DM042", "error", at("elements", 0, "retention", to=None)),
    ("DM007", "error", lambda d: d["not_applicable"].append({"group": "weights", "because": "none"})),
    ("DM006", "error", flow(SCC, access="copy")),
    ("DM012", "evidence required", lambda d: [item.pop("subjects", None) for item in d["elements"]]),
    ("DM012", "evidence required", at("elements", 0, "origin", "collected_in", to=[])),
    ("DM012", "evidence required", lambda d: [item.pop("categories", None) for item in d["elements"]]),
    ("DM023", "warning", both(flow(SCC), at("elements", 0, "encryption", "mode", to="customer"))),
    ("DM024", "evidence required", both(at("places", 3, "country", to="JP"), flow({"mechanism": "adequacy"}))),
    ("DM036", "evidence required", both(hds, disclosed)),
    ("DM037", "evidence required", at("parties", 1, "provider", to=None)),
    ("DM043", "error", None),
    ("DM044", "evidence required", at("elements", 0, "encryption", "key_place", to=None)),
    ("DM050", "warning", flow(DPF, SCC, severability={"status": "severable"})),
    ("DM060", "warning", at("as_of", to="2025-11-23")),
    ("DM060", "error", at("as_of", to="2026-11-26")),
    ("DM061", "warning", at("documents", 0, "valid_until", to="2027-02-23")),
    ("DM061", "warning", at("documents", 0, "valid_until", to="2026-11-24")),
    ("DM062", "warning", None),
    ("DM070", "warning", lambda d: d["places"].append({"id": "spare", "party": "me", "kind": "saas", "country": "FR"})),
    ("DM070", "warning", lambda d: d["segments"].append({"id": "spare", "countries": ["FR"]})),
    ("DM070", "warning", lambda d: d["parties"].append({"id": "spare", "name": "Spare", "country": "FR"})),
    ("DM070", "warning", lambda d: d["elements"].append({**d["elements"][2], "id": "spare", "processing": []})),
    ("DM071", "warning", at("documents", 0, "shows", to="gdpr/contrct")),
]  # fmt: skip
"""Rule, severity, and the change of the small map that breaks the rule; None where the day does."""
PASSING = {
    **dict.fromkeys(
        ["DM001", "DM002", "DM003", "DM004", "DM005", "DM006", "DM007", "DM010", "DM011", "DM012", "DM022", "DM034",
         "DM035", "DM037", "DM040", "DM041", "DM042", "DM044", "DM050", "DM060", "DM062", "DM070", "DM071"],
        lambda _document: None,
    ),
    "DM020": flow(SCC),
    "DM021": both(at("places", 3, "country", to="GB"), flow({"mechanism": "adequacy", "reference": "x"})),
    "DM023": flow(SCC),
    "DM024": both(at("places", 3, "country", to="JP"), flow({"mechanism": "adequacy", "reference": "x"})),
    "DM030": both(hds, disclosed),
    "DM031": both(
        at("elements", 0, "frameworks", to=["eu-ai-act", "gdpr", "c5"]),
        at("parties", 1, "certificates", to=[{**ENDED, "valid_until": "2027-11-25"}]),
    ),
    "DM032": both(
        at("elements", 0, "frameworks", to=["eu-ai-act", "gdpr", "secnumcloud"]),
        at("parties", 1, "foreign_ownership", to={"single_percent": 24, "joint_percent": 39}),
    ),
    "DM033": at("controller", "sector", to="insurance"),
    "DM036": both(
        hds, disclosed,
        lambda d: d["documents"].append({"shows": "hds/conditions", "party": "host", "reference": "x",
                                         "date": "2026-01-01"}),
    ),
    "DM043": lambda d: keeping_logs(d, "P1Y"),
    "DM061": at("documents", 0, "valid_until", to="2027-02-24"),
}  # fmt: skip
"""By rule: a change of the small map that gives it something to judge, and that it accepts."""


def test_the_base_map_passes(found):
    assert found() == set()


@pytest.mark.parametrize(("rule", "severity", "change"), [case for case in CASES if case[2]])
def test_a_map_that_fails(found, rule, severity, change):
    assert (rule, severity) in found(change)


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_a_map_that_passes(found, rule):
    assert rule not in {broken for broken, _ in found(PASSING[rule], AI_ACT if rule == "DM043" else TODAY)}


def test_logs_are_kept_as_long_as_the_law_asks(found):
    short = lambda d: keeping_logs(d, "P30D")  # noqa: E731
    assert ("DM043", "error") not in found(short)  # not in force yet
    assert ("DM043", "error") in found(short, AI_ACT)
    assert ("DM043", "error") in found(at("controller", "ai_risk", to="high"), AI_ACT)  # no log at all


def test_facts_that_are_due_for_review(found):
    assert ("DM062", "warning") in found(today=date(2031, 1, 1))


def test_a_decision_that_ends(found):
    move = both(at("places", 3, "country", to="GB"), flow({"mechanism": "adequacy", "reference": "x"}))
    assert found(move) == set()
    assert ("DM021", "warning") in found(move, date(2031, 11, 1))
    assert ("DM020", "error") in found(move, date(2031, 12, 28))


def test_what_carries_a_transfer_passes(found):
    assert found(flow(DPF, SCC)) == set()
    assert found(flow(SCC)) == set()


def test_a_model_that_is_shown_to_be_anonymous_inherits_nothing(situation):
    change = both(
        at("elements", 1, "personal_data", to="anonymous"),
        at("elements", 1, "anonymity", to={"date": "2026-01-01", "reference": "x", "valid_until": "2027-01-01"}),
    )
    assert not situation(change).natures["weights"].is_personal
    assert situation(change, date(2027, 1, 2)).natures["weights"].is_personal


def test_a_silo_that_mixes_china_and_the_union_cannot_be_anywhere(found):
    def mix(document):
        document["elements"][0]["subjects"].append({"group": "customers", "residency": ["CN"]})
        document["elements"][0]["origin"]["collected_in"].append("CN")

    assert ("DM003", "error") in found(mix)


def test_every_rule_is_told_apart_documented_and_tried():
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {case[0] for case in CASES} == set(PASSING) == {rule.id for rule in RULES}
    assert all(framework(law) for rule in RULES for law in rule.laws)
    assert (ROOT / "docs" / "datamap" / "rules.md").read_text(encoding="utf-8") == rule_page(), "run make schemas"
    for rule in RULES:
        assert rule.check.__module__.rpartition(".")[2].startswith(rule.id.lower())


def test_words_compare_by_their_order():
    assert PersonalData.IDENTIFIED > PersonalData.PSEUDONYMISED > PersonalData.ANONYMOUS > PersonalData.NONE
    assert Classification.SPECIAL_CATEGORY >= Classification.CONFIDENTIAL > Classification.PUBLIC
    assert max(Classification) is Classification.SPECIAL_CATEGORY


@pytest.mark.parametrize(
    "name", ["stacks/dataflows.fr-scaleway.yaml", "examples/maps/insurer.de.yaml", "examples/maps/silos.cn-eu.yaml"]
)
def test_the_maps_of_the_house_have_no_error(name):
    from bailiwick.datamap.reading import read_map
    from bailiwick.datamap.situation import Situation

    findings = judge(Situation(read_map(ROOT / name), date(2026, 11, 25)))
    assert {item.severity.value for item in findings} <= {"evidence required", "warning"}
