"""Every rule: unique, documented, with a map that passes and one that fails; and no bad flow gets through."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bailiwick.atlas.countries import bloc, countries
from bailiwick.atlas.frameworks import framework
from bailiwick.datamap.compiling import compile_map
from bailiwick.datamap.judging import judge
from bailiwick.datamap.rule_page import rule_page
from bailiwick.datamap.rules import RULES
from bailiwick.datamap.terms import Classification, PersonalData

ROOT = Path(__file__).parents[2]
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
    ("DM050", "warning", flow(DPF, SCC, severability={"status": "severable"})),
]  # fmt: skip


def test_the_base_map_passes(found):
    assert found() == set()


@pytest.mark.parametrize(("rule", "severity", "change"), [case for case in CASES if case[2]])
def test_a_map_that_fails(found, rule, severity, change):
    assert (rule, severity) in found(change)


def test_a_decision_that_ends(found):
    move = both(at("places", 3, "country", to="GB"), flow({"mechanism": "adequacy"}))
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
    assert {case[0] for case in CASES} == {rule.id for rule in RULES}
    assert all(framework(law) for rule in RULES for law in rule.laws)
    assert (ROOT / "docs" / "datamap" / "rules.md").read_text(encoding="utf-8") == rule_page(), "run make schemas"
    for rule in RULES:
        assert rule.check.__module__.rpartition(".")[2].startswith(rule.id.lower())


def test_words_compare_by_their_order():
    assert PersonalData.IDENTIFIED > PersonalData.PSEUDONYMISED > PersonalData.ANONYMOUS > PersonalData.NONE
    assert Classification.SPECIAL_CATEGORY >= Classification.CONFIDENTIAL > Classification.PUBLIC
    assert max(Classification) is Classification.SPECIAL_CATEGORY


OUTSIDE = sorted({item.code for item in countries()} - bloc("EEA").members)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(OUTSIDE),
    st.sampled_from(["copy", "replication", "backup", "remote-access", "support", "telemetry"]),
    st.sampled_from(["letters", "weights"]),
    st.sampled_from([[], [{"mechanism": "scc"}], [{"mechanism": "bcr"}], [{"mechanism": "cac-certification"}]]),
)
def test_a_flow_that_nothing_carries_is_always_found(found, country, access, element, transfers):
    change = both(
        at("places", 3, "country", to=country),
        flow(*transfers, access=access, elements=[element], id="added"),
    )
    assert ("DM020", "error") in found(change)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["public", "internal", "confidential", "special-category"]),
    st.sampled_from(["none", "pseudonymised", "identified"]),
    st.lists(st.sampled_from(["hds", "secnumcloud", "gdpr", "c5", "dora", "sgb-v-393"]), unique=True),
    st.sampled_from(["provider", "customer", "external"]),
)
def test_another_element_or_law_never_widens(situation, classification, personal, laws, mode):
    def add(document):
        extra = {**document["elements"][0], "id": "extra", "classification": classification, "personal_data": personal}
        document["elements"].append({**extra, "frameworks": laws, "encryption": {"mode": mode}})

    (before,) = compile_map(situation())
    (after,) = compile_map(situation(add))
    ceiling = before.boundary
    narrowed = ceiling.narrow(after.boundary)
    assert narrowed.countries == after.boundary.countries
    assert (narrowed.tier, narrowed.certifications, narrowed.tls, narrowed.key_custody) == (
        after.boundary.tier, after.boundary.certifications, after.boundary.tls, after.boundary.key_custody
    )  # fmt: skip
    assert after.boundary.home <= ceiling.home


@pytest.mark.parametrize(
    "name", ["stacks/dataflows.fr-scaleway.yaml", "examples/maps/insurer.de.yaml", "examples/maps/silos.cn-eu.yaml"]
)
def test_the_maps_of_the_house_have_no_error(name):
    from bailiwick.datamap.reading import read_map
    from bailiwick.datamap.situation import Situation

    findings = judge(Situation(read_map(ROOT / name), date(2026, 11, 25)))
    assert {item.severity.value for item in findings} <= {"evidence required", "warning"}
