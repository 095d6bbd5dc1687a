"""What policies are shown: inputs first, then the graph with outputs, remembered and put together."""

import pytest
from pulumi_policy import PolicyProviderResource, PolicyResource, ResourceValidationArgs, StackValidationArgs
from pulumi_policy.proxy import unknown_checking_proxy

from bailiwick.estate import Cause, Sightings, Standing

BUCKET = "scaleway:object/bucket:Bucket"
KUBE = "ovh:CloudProject/kube:Kube"
POOL = "ovh:CloudProject/kubeNodePool:KubeNodePool"


def urn_of(token):
    return f"urn:pulumi:dev::p::{token}::it"


def provider(**props):
    urn = "urn:pulumi:dev::p::pulumi:providers:scaleway::default"
    return PolicyProviderResource("pulumi:providers:scaleway", unknown_checking_proxy(props), urn, "default")


def alone(token, inputs, configured=None):
    return ResourceValidationArgs(
        token, unknown_checking_proxy(inputs), urn_of(token), "it", None, configured or provider()
    )


def member(token, outputs, **depends):
    properties = unknown_checking_proxy(outputs)
    return PolicyResource(token, properties, urn_of(token), "it", None, provider(), None, [], depends)


def test_a_resource_policy_sees_inputs_and_the_provider(unknown):
    resource, estate = Sightings().see(alone(BUCKET, {"region": "pl-waw", "tags": {"a": unknown}}))
    assert estate.location(resource.urn).countries == {"PL"}
    resource, estate = Sightings().see(alone(BUCKET, {}, provider(region="nl-ams")))
    assert estate.location(resource.urn).countries == {"NL"}


def test_what_only_the_graph_can_tell_is_not_final(unknown):
    resource, estate = Sightings().see(alone(POOL, {"kubeId": unknown}))
    location = estate.location(resource.urn)
    assert location.gaps
    assert not location.settled().gaps


def test_an_unknown_own_input_is_final(unknown):
    resource, estate = Sightings().see(alone(BUCKET, {"region": unknown}))
    assert [gap.cause for gap in estate.location(resource.urn).settled().gaps] == [Cause.UNKNOWN_VALUE]


def test_a_stack_policy_remembers_the_inputs():
    sightings = Sightings()
    sightings.see(alone(BUCKET, {"region": "pl-waw"}, provider(region="fr-par")))
    estate = sightings.survey(StackValidationArgs([member(BUCKET, {"region": None})]))
    assert estate.location(urn_of(BUCKET)).countries == {"PL"}


def test_inputs_that_nobody_saw_are_not_taken_for_missing():
    estate = Sightings().survey(StackValidationArgs([member(BUCKET, {"region": None})]))
    assert [gap.cause for gap in estate.location(urn_of(BUCKET)).gaps] == [Cause.OUT_OF_SIGHT]


def test_a_stack_policy_follows_the_graph(unknown):
    kube = member(KUBE, {"region": "UK1", "id": unknown})
    pool = member(POOL, {"kubeId": unknown}, kubeId=[kube])
    estate = Sightings().survey(StackValidationArgs([pool, kube]))
    assert estate.location(pool.urn).countries == {"GB"}


@pytest.mark.parametrize("identifier", ["pl-waw/letters"])
def test_an_id_helps_where_outputs_are_null(identifier):
    estate = Sightings().survey(StackValidationArgs([member(BUCKET, {"region": None, "id": identifier})]))
    assert estate.location(urn_of(BUCKET)).countries == {"PL"}


def test_a_component_comes_without_a_provider():
    args = ResourceValidationArgs("acme:index:Ward", unknown_checking_proxy({}), "urn:w", "w", None, None)
    resource, estate = Sightings().see(args)
    assert estate.location(resource.urn).standing is Standing.NOT_APPLICABLE
