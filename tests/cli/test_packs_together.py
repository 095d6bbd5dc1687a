"""Policy packs judge, advise, repair and abstain, alone and together."""

import json

import pytest

PROGRAM = """\
Thing("good", region="fr-par")
Thing("bad", region="pl-waw")
Thing("broken", region="FR-PAR", trace="start")
Thing("unknown", region=Thing("source").endpoint)
"""
JUDGES = """\
def in_france(args, report):
    if args.resource_type == "test:index:Thing" and not (args.props.get("region") or "fr").startswith("fr"):
        report(f"{args.props['region']} is not in France")

def not_for_everyone(args, report):
    if args.resource_type != "test:index:Thing":
        args.not_applicable("only for things")
    report("mind the gap")

def whole(args, report):
    names = [resource.name for resource in args.resources]
    report(f"{len(names)} resources", next(resource.urn for resource in args.resources if resource.name == "good"))
    report("the stack is as it is")

PolicyPack("judges", [
    ResourceValidationPolicy("in-france", "Data stay in France.", in_france, EnforcementLevel.MANDATORY),
    ResourceValidationPolicy("gap", "Mind it.", not_for_everyone),
    StackValidationPolicy("whole", "Looks at everything.", whole),
])
"""
REPAIRER = """\
def repair(args):
    if args.resource_type == "test:index:Thing" and args.name == "broken":
        return {{**args.props, "region": args.props["region"].lower(), "trace": args.props["trace"] + "{mark}"}}

def saw(args, report):
    if args.name == "broken":
        report(f"{mark} saw {{args.props['trace']}} in {{args.props['region']}}")

PolicyPack("repairer-{mark}", [
    ResourceValidationPolicy("repair", "Repairs.", remediate=repair, enforcement_level=EnforcementLevel.REMEDIATE),
    ResourceValidationPolicy("saw", "Tells what it saw.", saw),
])
"""


@pytest.fixture(scope="module")
def project(shared):
    return shared(PROGRAM)


@pytest.fixture(scope="module")
def outcome(project):
    """One rehearsal under three packs."""
    packs = [
        project.pack("first", REPAIRER.format(mark="A")),
        project.pack("second", REPAIRER.format(mark="B")),
        project.pack("judges", JUDGES),
    ]
    options = [word for pack in packs for word in ("--policy-pack", pack)]
    return project.rehearse(*options, "--format", "json")


@pytest.fixture(scope="module")
def plan(outcome):
    return json.loads(outcome.out)


def said(plan, policy):
    return [
        (item["urn"].rpartition("::")[2], item["level"], item["message"])
        for item in plan["violations"]
        if item["policy"] == policy
    ]


def test_a_mandatory_violation_fails_the_command(outcome, plan):
    assert (outcome.code, outcome.err, plan["succeeded"], plan["completed"]) == (1, "", False, True)


def test_every_pack_is_named_with_its_version(plan):
    assert plan["packs"] == ["repairer-A@1.2.3", "repairer-B@1.2.3", "judges@1.2.3"]


def test_packs_repair_in_the_order_in_which_they_are_given(plan):
    repairs = [(item["pack"], item["before"]["trace"], item["after"]["trace"]) for item in plan["remediations"]]

    assert repairs == [("repairer-A", "start", "startA"), ("repairer-B", "startA", "startAB")]


def test_every_pack_judges_what_all_packs_have_repaired(plan):
    assert [message.splitlines()[-1] for _, _, message in said(plan, "saw")] == [
        "A saw startAB in fr-par",
        "B saw startAB in fr-par",
    ]
    (planned,) = [item for item in plan["resources"] if item["name"] == "broken"]
    assert (planned["inputs"]["region"], planned["outputs"]["trace"]) == ("fr-par", "startAB")


def test_a_violation_stands_at_its_resource(plan):
    mandatory = [item for item in said(plan, "in-france") if item[1] == "mandatory"]

    assert mandatory == [("bad", "mandatory", "Data stay in France.\npl-waw is not in France")]
    assert {item["name"]: item["verdict"] for item in plan["resources"]}["bad"] == "refused"


def test_a_policy_that_reads_an_unknown_value_says_so(plan):
    (unknown,) = [item for item in said(plan, "in-france") if item[0] == "unknown"]

    assert unknown[1] == "advisory"
    assert unknown[2].endswith("during preview: string value at .region can't be known during preview")


def test_a_stack_policy_may_point_at_a_resource_or_at_the_stack(plan):
    # six things, the default provider and the stack, without what is only read
    assert sorted(said(plan, "whole")) == [
        ("demo-dev", "advisory", "Looks at everything.\nthe stack is as it is"),
        ("good", "advisory", "Looks at everything.\n7 resources"),
    ]


def test_a_policy_that_does_not_apply_says_why(plan):
    found = [
        (item["urn"].rpartition("::")[2], item["reason"]) for item in plan["notApplicable"] if item["policy"] == "gap"
    ]

    assert sorted(found) == [("default", "only for things"), ("demo-dev", "only for things")]


@pytest.mark.parametrize(
    ("config", "level", "code"),
    [
        ({"in-france": "advisory"}, "mandatory", 0),
        ({"in-france": "advisory"}, "advisory", 1),
        ({"all": "disabled"}, "advisory", 0),
    ],
)
def test_configuration_and_fail_level_decide_whether_the_command_fails(project, config, level, code):
    path = project.file("config.json", json.dumps(config))
    pack = project.pack("judges", JUDGES)

    found = project.rehearse("--policy-pack", pack, "--policy-pack-config", path, "--fail-level", level)

    assert found.code == code, found.text
    assert found.out.splitlines()[-1].startswith("PASSED  demo/dev: ")
