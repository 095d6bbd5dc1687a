"""Data maps made up at random, without errors."""

from hypothesis import strategies as st

from bailiwick.atlas.countries import bloc, countries
from bailiwick.atlas.regions import regions
from bailiwick.datamap.terms import GROUPS

EEA = bloc("EEA").members
OUTSIDE = sorted({item.code for item in countries()} - EEA)
SITES = [(site.provider, site.region, site.country) for name in ("ovh", "scaleway") for site in regions(name)
         if site.country in EEA]  # fmt: skip
KINDS = ["training-data", "evaluation-data", "model-weights", "embedding", "prompt", "feedback", "log", "backup"]
SOUND = {"protocol": "https", "network": "public", "tls": "1.3"}
BASES = {"legal_basis": "6-1-e", "special_basis": "9-2-h"}


@st.composite
def maps(draw):
    """The document of a map without errors: data of people in the EEA that stays there, in places of both providers."""
    sites = draw(st.lists(st.sampled_from(SITES), min_size=1, max_size=4))
    places = [
        {"id": f"p{n}", "party": provider, "kind": "object-storage", "country": country, "region": region,
         "segment": draw(st.sampled_from(["one", "two"]))}
        for n, (provider, region, country) in enumerate(sites)
    ]  # fmt: skip
    elements, flows = [], []
    for n in range(draw(st.integers(1, 4))):
        stored = draw(st.sampled_from(places))["id"]
        item = {
            "id": f"e{n}", "kind": draw(st.sampled_from(KINDS)), "classification": "special-category",
            "personal_data": "identified", "categories": ["health"], "frameworks": ["gdpr", "eu-ai-act"],
            "subjects": [{"group": "patients", "residency": [draw(st.sampled_from(sorted(EEA)))]}],
            "origin": {"place": "office", "collected_in": ["FR"]}, "storage": [stored], "retention": "P1Y",
            "derived_from": draw(st.lists(st.sampled_from([f"e{m}" for m in range(n)]), unique=True)) if n else [],
            "encryption": {"mode": "external", "key_place": "office"},
        }  # fmt: skip
        elements.append(item)
        flows.append({"id": f"f{n}", "elements": [f"e{n}"], "from": "office", "to": stored, "access": "copy",
                      "purpose": "training", "transport": SOUND, **BASES})  # fmt: skip
    present = {item["kind"] for item in elements}
    return {
        "schema": "bailiwick/dataflows/v1", "name": "generated", "as_of": "2026-11-23",
        "controller": {"party": "me", "sector": "other", "ai_risk": "limited"},
        "parties": [
            {"id": "me", "name": "Me", "country": "FR", "access_from": ["FR"]},
            {"id": "ovh", "name": "OVH", "country": "FR", "provider": "ovh", "access_from": ["EEA"]},
            {"id": "scaleway", "name": "Scaleway", "country": "FR", "provider": "scaleway", "access_from": ["EEA"]},
            {"id": "other", "name": "Other", "country": "US"},
        ],
        "segments": [{"id": "one", "countries": ["EEA"]}, {"id": "two", "countries": ["EEA", "CH", "GB"]}],
        "places": [{"id": "office", "party": "me", "kind": "workplace", "country": "FR"},
                   {"id": "far", "party": "other", "kind": "saas", "country": draw(st.sampled_from(OUTSIDE))}, *places],
        "elements": elements,
        "flows": flows,
        "not_applicable": [{"group": group.value, "because": "none"} for group, kinds in GROUPS.items()
                           if not present & set(kinds)],
    }  # fmt: skip
