"""Every rule: documented, tried on cases that must fail and cases that must pass, and honest about its frameworks."""

import re
from pathlib import Path

import pytest
import yaml

from bailiwick.atlas.frameworks import framework
from bailiwick.boundary import parse_boundary
from bailiwick.estate import Estate, Keeping, Resource
from bailiwick_policies.judgement import judge
from bailiwick_policies.map_setting import map_of_setting
from bailiwick_policies.rules import RULES
from bailiwick_policies.waivers import parse_waivers

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
HEADINGS = ["Summary", "Avoid", "Prefer", "Rationale", "Configuration", "Frameworks", "Related"]
UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
BY_ID = {rule.id: rule for rule in RULES}
PAGES = ROOT / "docs" / "rules"


def cases(rule):
    return yaml.safe_load((HERE / "cases" / f"{rule.id}.yaml").read_text(encoding="utf-8"))


def estate(case):
    """The estate of a case.

    ``<unknown>`` stands for a value that is not known yet; ``depends`` names, for an
    input, the resources of the case that its value comes from; ``keeping`` says who
    keeps the stack's state.
    """

    def filled(value):
        if isinstance(value, dict):
            return {key: filled(item) for key, item in value.items()}
        if isinstance(value, list):
            return [filled(item) for item in value]
        return UNKNOWN_STRING if value == "<unknown>" else value

    def urn(token, name):
        return f"urn:pulumi:dev::case::{token}::{name}"

    providers = {
        item["name"]: urn(item["type"], item["name"])
        for item in case["resources"]
        if item["type"].startswith("pulumi:providers:")
    }
    urns = {item["name"]: urn(item["type"], item["name"]) for item in case["resources"]}
    resources = {}
    for item in case["resources"]:
        custom = not item["type"].startswith("pulumi:providers:") and item.get("provider") != ""
        provider = providers.get(item.get("provider"), urn("pulumi:providers:any", "elsewhere")) if custom else ""
        key = urn(item["type"], item["name"])
        links = {field: tuple(urns[name] for name in names) for field, names in (item.get("depends") or {}).items()}
        resources[key] = Resource(
            key,
            item["type"],
            item["name"],
            filled(item.get("inputs", {})),
            {},
            provider=provider,
            property_dependencies=links,
            protected=item.get("protected"),
        )
    return Estate(resources, keeping=Keeping(**case.get("keeping", {})))


def every(kind):
    return [pytest.param(rule, case, id=f"{rule.id}: {case['why']}") for rule in RULES for case in cases(rule)[kind]]


def test_ids_and_policy_names_are_unique():
    assert len(BY_ID) == len(RULES)
    assert len({rule.policy_name for rule in RULES}) == len(RULES)
    assert not {"all", "boundary"} & {rule.policy_name for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_it_is_for(rule):
    assert re.fullmatch(r"[a-z]+/[a-z]+(-[a-z]+)*", rule.id)
    assert " must " in rule.title or " may " in rule.title
    assert not rule.title.endswith(".")
    for text in (rule.why, rule.fix):
        assert text.endswith(".")
    assert rule.objective
    assert rule.frameworks
    assert all(framework(clause.framework) for clause in rule.frameworks)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_lives_where_its_id_says(rule):
    family, _, name = rule.id.partition("/")
    assert rule.check.__module__ == f"bailiwick_policies.rules.{family}.{name.replace('-', '_')}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_a_page_with_the_usual_headings(rule):
    page = (PAGES / f"{rule.id}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {rule.id}\n")
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == HEADINGS
    for clause in rule.frameworks:
        assert framework(clause.framework).short in page
    for link in re.findall(r"\]\(([^)#]+)", page):
        assert (PAGES / f"{rule.id}.md").parent.joinpath(link).exists(), link
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    assert f"[{rule.id}]({rule.id}.md) | {rule.title} |" in index


def test_no_page_and_no_case_is_without_a_rule():
    pages = {str(page.relative_to(PAGES).with_suffix("")) for page in PAGES.rglob("*.md")} - {"README"}
    tried = {str(file.relative_to(HERE / "cases").with_suffix("")) for file in (HERE / "cases").rglob("*.yaml")}
    assert pages == tried == set(BY_ID)


def boundary(rule):
    """``boundary`` of the file is a list of countries, or settings as a pack's configuration has them; tier beside."""
    file = cases(rule)
    settings = file["boundary"] if isinstance(file["boundary"], dict) else {"countries": file["boundary"]}
    return parse_boundary({"name": "test", "tier": file.get("tier", "L1"), **settings}, where=str)


def data_map(rule):
    """``map`` of the file: the data map of all its cases."""
    return map_of_setting(cases(rule).get("map"), None)


def waivers(case):
    return parse_waivers(case.get("waivers", []), list(BY_ID), where=str)


@pytest.mark.parametrize(("rule", "case"), every("fails"))
def test_cases_that_fail(rule, case):
    finding, *beside = judge(estate(case), boundary(rule), [rule], waivers=waivers(case), data_map=data_map(rule))
    assert [bool(item.exception) for item in beside] == [True] * case.get("exceptions_beside", 0)
    assert case["finds"] in finding.message
    assert finding.rule == rule.id
    assert bool(finding.exception) == case.get("exception", False)
    assert rule.id.startswith("conformance/") or f"boundary {boundary(rule)}" in finding.message
    assert ". Fix: " in finding.message


@pytest.mark.parametrize(("rule", "case"), every("passes"))
def test_cases_that_pass(rule, case):
    """A case that passes has no residency finding either, so that it is a whole and not only a half-truth."""
    asked = [item for item in RULES if item is rule or item.id.startswith("residency/")]
    found = judge(estate(case), boundary(rule), asked, waivers=waivers(case), data_map=data_map(rule))
    assert [item for item in found if item.rule == rule.id or not item.exception] == []
