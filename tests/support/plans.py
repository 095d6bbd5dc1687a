"""Plans for the renderers: everything that a report can show."""

from __future__ import annotations

from bailiwick.rehearsal import urns, wire
from bailiwick.rehearsal.plan import (
    Diagnostic,
    InputWarning,
    Level,
    NotApplicable,
    Note,
    Options,
    Plan,
    PlannedResource,
    Remediation,
    Severity,
    Violation,
)

HUSH = "hush-hush"
STACK = "urn:pulumi:dev::demo::pulumi:pulumi:Stack::demo-dev"
GROUP = urns.make_urn("dev", "demo", STACK, "test:index:Group", "ward")
PACK = ("residency", "0.3.0")


def resource(name: str, type_: str = "test:index:Thing", parent: str = STACK, **rest: object) -> PlannedResource:
    """A resource at a line of its own."""
    urn = urns.make_urn("dev", "demo", parent, type_, name)
    rest.setdefault("custom", True)
    rest.setdefault("source", f"/project/{name}.py:{len(name)}")
    return PlannedResource(urn=urn, type=type_, name=name, parent=parent, **rest)


def violation(about: PlannedResource | str, policy: str, level: Level, message: str, **rest: str) -> Violation:
    """A violation of the pack ``residency``."""
    urn = about if isinstance(about, str) else about.urn
    return Violation(*PACK, policy, level, urn, message, **rest)


def full_plan() -> Plan:
    """A refused plan with unknowns, secrets, providers, components, reads and every kind of remark."""
    root = PlannedResource(urn=STACK, type=urns.STACK_TYPE, name="demo-dev", custom=False)
    root.outputs = {"letters": wire.UNKNOWN, "password": wire.secret(HUSH)}
    provider = resource("default_1_0_0", "pulumi:providers:test", parent="", hidden=True, source="")
    provider.inputs = {"token": wire.secret(HUSH), "version": "1.0.0"}
    group = resource("ward", "test:index:Group", custom=False)
    letters = resource(
        "letters",
        parent=GROUP,
        provider=f"{provider.urn}::{wire.UNKNOWN}",
        inputs={"region": "pl-waw", "password": wire.secret({"text": HUSH}), "url": f"https://{wire.UNKNOWN}/x"},
        outputs={"region": "pl-waw", "endpoint": wire.UNKNOWN, "password": wire.secret(HUSH), "id": wire.UNKNOWN},
        dependencies=(GROUP,),
        property_dependencies={"region": (GROUP,), "password": ()},
        options=Options(protect=True),
    )
    images = resource("images", parent=GROUP, inputs={"names": ["ä", None, 1, 2.5, True]})
    found = resource("found", operation="read", identifier="fr-par/1", outputs={"name": "found"})
    broken = resource("broken", inputs={"size": "three"})
    resources = [root, provider, group, letters, images, found, broken]
    return Plan(
        project="demo",
        stack="dev",
        resources=sorted(resources, key=lambda item: item.urn),
        diagnostics=[
            Diagnostic(Severity.INFO, "only for the curious"),
            Diagnostic(Severity.WARNING, "size is deprecated\nuse length", broken.urn),
            Diagnostic(Severity.WARNING, "size is deprecated\nuse length", broken.urn),
        ],
        violations=sorted(
            [
                violation(
                    letters,
                    "in-country",
                    Level.MANDATORY,
                    "Data stay in France.\nWarsaw is in PL, not in FR\nmove it to fr-par",
                    description="Data stay in France.",
                    severity="critical",
                ),
                violation(letters, "named", Level.ADVISORY, "give it a name", severity="low"),
                violation(images, "named", Level.ADVISORY, "give it a name", severity="low"),
                violation(root, "has-keys", Level.MANDATORY, "the stack has no key"),
            ],
            key=lambda item: (item.urn, item.policy),
        ),
        remediations=[
            Remediation(
                *PACK, "tidy", images.urn, {"a": wire.secret(HUSH)}, {"a": wire.secret(HUSH), "b": wire.UNKNOWN}
            )
        ],
        not_applicable=[
            NotApplicable("residency", "z-last", group.urn, "a component"),
            NotApplicable("residency", "a-first", group.urn, "a component"),
        ],
        input_warnings=[
            InputWarning(letters.urn, "z", "unknown property"),
            InputWarning(broken.urn, "size", "expected int, got str"),
        ],
        notes=[
            Note("missing fixture", "a:b:getThing was not answered; what depends on it is unknown"),
            Note("no provider check", "test: names"),
            Note("no provider check", "other: names"),
        ],
        packs=["residency@0.3.0"],
    )


def failed_plan() -> Plan:
    """A plan whose program failed half-way."""
    plan = Plan(project="demo", stack="dev", packs=["residency@0.3.0"], completed=False)
    plan.resources = [resource("letters")]
    plan.diagnostics = [
        Diagnostic(
            Severity.ERROR,
            "Program failed with an unhandled exception:\nTraceback (most recent call last):\n"
            '  File "/project/__main__.py", line 3, in <module>\n'
            "ValueError: \x1b[31mno\x00pe\x1b[0m & <so> on",
        )
    ]
    return plan


def passed_plan(packs: tuple[str, ...] = ("residency@0.3.0",)) -> Plan:
    """A plan to which nobody objects."""
    return Plan(project="demo", stack="dev", packs=list(packs), resources=[resource("letters")])


PLANS = {"full": full_plan, "failed": failed_plan, "passed": passed_plan, "unjudged": lambda: passed_plan(())}
