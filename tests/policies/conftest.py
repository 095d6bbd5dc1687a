"""Arguments as the policy SDK hands them to policies, built with its own classes."""

from types import SimpleNamespace

import pytest
from pulumi_policy import PolicyProviderResource, PolicyResource, ResourceValidationArgs, StackValidationArgs
from pulumi_policy.proxy import unknown_checking_proxy


def urn_of(token, name="it"):
    return f"urn:pulumi:dev::p::{token}::{name}"


def scaleway_provider(**props):
    token = "pulumi:providers:scaleway"
    return PolicyProviderResource(token, unknown_checking_proxy(props), urn_of(token, "default"), "default")


def alone(token, inputs, name="it", provider=None, config=None):
    """What a resource policy gets."""
    provider = provider or scaleway_provider()
    return ResourceValidationArgs(
        token, unknown_checking_proxy(inputs), urn_of(token, name), name, None, provider, config or {}
    )


def member(token, outputs, name="it", provider=None, **depends):
    """A resource within what a stack policy gets."""
    provider = provider or scaleway_provider()
    return PolicyResource(
        token, unknown_checking_proxy(outputs), urn_of(token, name), name, None, provider, None, [], depends
    )


class Run:
    """A run of the pack: every policy in turn, as the SDK's server calls them."""

    def __init__(self, policies, config=None):
        self.policies = policies
        self.config = {"boundary": config} if config else {}

    def resource(self, *args, **kwargs):
        return self._all(lambda policy: alone(*args, config=self.config.get(policy.name), **kwargs))

    def stack(self, *members):
        return self._all(lambda policy: StackValidationArgs(list(members), self.config.get(policy.name, {})))

    def _all(self, args):
        said = []
        for policy in self.policies:
            policy.validate(args(policy), lambda message, urn, name=policy.name: said.append((name, urn, message)))
        return said


@pytest.fixture
def sdk():
    return SimpleNamespace(alone=alone, member=member, scaleway_provider=scaleway_provider, urn_of=urn_of, Run=Run)
