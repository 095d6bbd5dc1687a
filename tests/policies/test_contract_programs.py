"""The pack judges what the real engine told policies about the contract programs."""

import json
from pathlib import Path

import pytest
from pulumi_policy import (
    PolicyProviderResource,
    PolicyResource,
    PolicyResourceOptions,
    ResourceValidationArgs,
    StackValidationArgs,
)
from pulumi_policy.proxy import unknown_checking_proxy

from bailiwick_policies.pack import policies

RECORDINGS = Path(__file__).parents[1] / "golden" / "contract" / "recordings"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


def wire(value):
    """A recorded value with its markers turned back into what policies see."""
    if isinstance(value, dict):
        return UNKNOWN if "$unknown" in value else {key: wire(item) for key, item in value.items()}
    return [wire(item) for item in value] if isinstance(value, list) else value


class Replay:
    """A recorded preview, told to the pack again."""

    def __init__(self, program, countries):
        self.recording = json.loads((RECORDINGS / f"{program}.json").read_text(encoding="utf-8"))
        self.policies = policies()
        self.config = {"name": "test", "countries": countries}
        self.said = set()

    def run(self):
        for record in self.recording["resource"]:
            self._ask(lambda record=record: self._alone(record))
        self._ask(self._together)
        return self.said

    def _ask(self, args):
        for policy in self.policies:
            policy.validate(
                args(),
                lambda _message, urn, name=policy.name: self.said.add((name, urn.rpartition("::")[2])),
            )

    def _provider(self, urn):
        if urn is None:
            return None
        known = self.recording["providers"][urn]
        return PolicyProviderResource(known["type"], unknown_checking_proxy(wire(known["props"])), urn, known["name"])

    def _alone(self, record):
        options = PolicyResourceOptions(False, [], None, [], None, [], record["opts"]["parent"])
        props = unknown_checking_proxy(wire(record["props"]))
        provider = self._provider(record["provider"])
        return ResourceValidationArgs(
            record["type"], props, record["urn"], record["name"], options, provider, self.config
        )

    def _together(self):
        records = self.recording["stack"][0]["resources"]
        members = {
            record["urn"]: PolicyResource(
                record["type"],
                unknown_checking_proxy(wire(record["props"])),
                record["urn"],
                record["name"],
                None,
                self._provider(record["provider"]),
                None,
                [],
                {},
            )
            for record in records
        }
        for record in records:
            item = members[record["urn"]]
            item.parent = members.get(record["parent"])
            item.dependencies = [members[urn] for urn in record["dependencies"] if urn in members]
            item.property_dependencies = {
                name: [members[urn] for urn in urns if urn in members]
                for name, urns in record["property_dependencies"].items()
            }
        return StackValidationArgs(list(members.values()), self.config)


def test_a_correct_stack_has_no_finding():
    assert Replay("scaleway-gpu-cluster", ["FR"]).run() == set()


def test_the_same_stack_is_outside_another_country():
    said = Replay("scaleway-gpu-cluster", ["PL"]).run()
    assert {policy for policy, _ in said} == {"residency-location-outside"}
    assert {name for _, name in said} == {"office", "vision", "gpu", "system", "exit-nodes", "nodes", "exit"}


JUDGED = sorted(
    file.stem for file in RECORDINGS.glob("*.json") if json.loads(file.read_text(encoding="utf-8"))["stack"]
)
OUTSIDE, UNRESOLVED = "residency-location-outside", "residency-location-unresolved"
COPIES, COPIES_UNRESOLVED = "residency-copy-outside", "residency-copy-unresolved"
FOUND = {
    "kubernetes-unreachable": {(UNRESOLVED, "work")},  # its kubeconfig comes from nowhere
    "ovh-keys": {(OUTSIDE, "remote"), ("residency-key-material", "remote")},  # a key service in Canada, and its backups
    "ovh-platform": {(COPIES, "datasets")},  # a bucket that is replicated to Canada
    "scaleway-deprecated": {(COPIES_UNRESOLVED, "old-database")},  # backups that may leave their region
    "scaleway-environment": {(COPIES_UNRESOLVED, "ledger")},
    "settings": {(COPIES_UNRESOLVED, "ledger")},
    "values": {(UNRESOLVED, "linked")},  # its region is another resource's output
}


@pytest.mark.parametrize("program", JUDGED)
def test_every_program_is_judged_and_nothing_is_found_that_is_not_there(program):
    assert Replay(program, ["EU"]).run() == FOUND.get(program, set())
