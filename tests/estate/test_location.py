"""Where resources are, class by class, with the chain that tells it."""

import pytest

from bailiwick.estate import Cause, Estate, Standing

BUCKET = "scaleway:object/bucket:Bucket"
SERVER = "scaleway:instance/server:Server"
KUBE = "ovh:CloudProject/kube:Kube"
POOL = "ovh:CloudProject/kubeNodePool:KubeNodePool"
STORAGE = "ovh:CloudProject/storage:Storage"


def test_an_own_input(plan):
    assert (
        str(plan.where(plan.add(BUCKET, inputs={"region": "pl-waw"})))
        == "scaleway pl-waw (from input region) → Warsaw → PL"
    )


def test_the_narrower_of_two_inputs_is_told(plan):
    pool = plan.add("scaleway:kubernetes/pool:Pool", inputs={"region": "fr-par", "zone": "fr-par-2"})
    assert str(plan.where(pool)) == "scaleway fr-par-2 (from input zone) → Paris → FR"


def test_two_inputs_that_contradict_each_other_are_two_places(plan):
    pool = plan.add("scaleway:kubernetes/pool:Pool", inputs={"region": "fr-par", "zone": "pl-waw-2"})
    assert plan.where(pool).countries == {"FR", "PL"}


def test_nested_inputs_in_lists_and_backup_regions(plan):
    database = plan.add(
        "ovh:CloudProject/database:Database",
        inputs={"nodes": [{"region": "GRA"}, {"region": "DE"}], "backupRegions": ["BHS"]},
    )
    location = plan.where(database)
    assert [(place.country, place.copy, place.origin) for place in location.places] == [
        ("FR", False, "input nodes[0].region"),
        ("DE", False, "input nodes[1].region"),
        ("CA", True, "input backupRegions[0]"),
    ]


def test_a_replication_destination_is_a_place_of_copies(plan):
    rules = {"rules": [{"destination": {"name": "b", "region": "BHS"}}]}
    storage = plan.add(STORAGE, inputs={"regionName": "GRA", "replication": rules})
    assert [(place.country, place.copy) for place in plan.where(storage).places] == [("FR", False), ("CA", True)]


def test_outputs_tell_what_inputs_leave_out(plan):
    bucket = plan.add(BUCKET, outputs={"region": "fr-par"})
    assert str(plan.where(bucket)) == "scaleway fr-par (from output region) → Paris → FR"


def test_null_outputs_do_not_hide_inputs(plan):
    pool = plan.add(
        "scaleway:kubernetes/pool:Pool", inputs={"region": "pl-waw"}, outputs={"region": None, "zone": None}
    )
    assert plan.where(pool).countries == {"PL"}


def test_an_output_that_differs_from_the_input_is_a_second_place(plan):
    kube = plan.add(KUBE, inputs={"region": "GRA11"}, outputs={"region": "UK1"})
    assert plan.where(kube).countries == {"FR", "GB"}


def test_outputs_that_are_not_known_yet_say_nothing(plan, unknown):
    network = plan.add(
        "scaleway:network/privateNetwork:PrivateNetwork", inputs={"region": "fr-par"}, outputs={"zone": unknown}
    )
    assert plan.where(network).standing is Standing.LOCATED


def test_the_provider_configuration_fills_in_for_scaleway(plan):
    provider = plan.add("pulumi:providers:scaleway", "eu", {"region": "nl-ams", "zone": "nl-ams-1"})
    bucket = plan.add(BUCKET, provider=f"{provider.urn}::id")
    server = plan.add(SERVER, provider=f"{provider.urn}::id")
    assert str(plan.where(bucket)) == "scaleway nl-ams (from provider region) → Amsterdam → NL"
    assert str(plan.where(server)) == "scaleway nl-ams-1 (from provider zone) → Amsterdam → NL"


def test_a_region_in_the_provider_does_not_tell_the_zone(plan):
    provider = plan.add("pulumi:providers:scaleway", "eu", {"region": "fr-par"})
    location = plan.where(plan.add(SERVER, provider=f"{provider.urn}::id"))
    assert [gap.cause for gap in location.gaps] == [Cause.MISSING]


def test_an_unknown_provider_configuration_is_unknown(plan, unknown):
    provider = plan.add("pulumi:providers:scaleway", "eu", {"region": unknown})
    location = plan.where(plan.add(BUCKET, provider=f"{provider.urn}::id"))
    assert [gap.cause for gap in location.gaps] == [Cause.UNKNOWN_VALUE]


def test_a_scaleway_id_tells_the_place(plan):
    backend = plan.add("scaleway:loadbalancers/backend:Backend", inputs={"lbId": "pl-waw-1/6170692e"})
    assert str(plan.where(backend)) == "scaleway pl-waw-1 (from id in lbId) → Warsaw → PL"
    assert plan.where(plan.add(BUCKET, "old", id="pl-waw/letters")).countries == {"PL"}


def test_a_node_pool_is_where_its_cluster_is(plan, unknown):
    kube = plan.add(KUBE, "inference", {"region": "GRA11"})
    pool = plan.add(POOL, "gpu", {"kubeId": unknown}, property_dependencies={"kubeId": [kube.urn]})
    assert str(plan.where(pool)) == "kubeId → Kube 'inference' → ovh GRA11 (from input region) → Gravelines → FR"


def test_chains_may_be_long(plan, unknown):
    balancer = plan.add("scaleway:loadbalancers/loadBalancer:LoadBalancer", "lb", {"zone": "pl-waw-1"})
    backend = plan.add(
        "scaleway:loadbalancers/backend:Backend", "b", {"lbId": unknown}, property_dependencies={"lbId": [balancer.urn]}
    )
    route = plan.add(
        "scaleway:loadbalancers/route:Route",
        "r",
        {"backendId": unknown},
        property_dependencies={"backendId": [backend.urn]},
    )
    assert plan.where(route).places[0].hops == ("backendId → Backend 'b'", "lbId → LoadBalancer 'lb'")


def test_the_owner_of_a_known_id_is_found(plan):
    plan.add(KUBE, "inference", {"region": "UK1"}, id="1234")
    assert plan.where(plan.add(POOL, inputs={"kubeId": "1234"})).countries == {"GB"}


def test_an_id_that_two_resources_share_proves_nothing(plan):
    plan.add(KUBE, "one", {"region": "GRA11"}, id="1234")
    plan.add(KUBE, "two", {"region": "UK1"}, id="1234")
    assert plan.where(plan.add(POOL, inputs={"kubeId": "1234"})).standing is Standing.UNRESOLVED


def test_an_id_from_elsewhere_is_not_enough(plan):
    location = plan.where(plan.add(POOL, inputs={"kubeId": "1234"}))
    assert [gap.cause for gap in location.gaps] == [Cause.OUT_OF_SIGHT]


def test_what_is_attached_to_an_unknown_place_is_unresolved(plan, unknown):
    kube = plan.add(KUBE, "inference", {"region": unknown})
    pool = plan.add(POOL, inputs={"kubeId": unknown}, property_dependencies={"kubeId": [kube.urn]})
    assert str(plan.where(pool)) == "unresolved: kubeId → Kube 'inference' → region is not known in preview"


def test_what_is_attached_to_itself_is_unresolved(plan, unknown):
    pool = plan.add(POOL, inputs={"kubeId": unknown})
    pool.property_dependencies = {"kubeId": [pool.urn]}
    assert plan.where(pool).standing is Standing.UNRESOLVED


def test_copies_of_the_parent_are_not_copies_of_the_child(plan, unknown):
    cluster = plan.add(
        "ovh:CloudProject/database:Database", "db", {"nodes": [{"region": "GRA"}], "backupRegions": ["BHS"]}
    )
    user = plan.add(
        "ovh:CloudProjectDatabase/user:User",
        inputs={"clusterId": unknown},
        property_dependencies={"clusterId": [cluster.urn]},
    )
    assert plan.where(user).countries == {"FR"}


def test_where_an_unknown_value_comes_from_is_told(plan, unknown):
    ward = plan.add("scaleway:network/privateNetwork:PrivateNetwork", "ward", {"region": "fr-par"})
    bucket = plan.add(BUCKET, inputs={"region": unknown}, property_dependencies={"region": [ward.urn]})
    assert str(plan.where(bucket)) == "unresolved: region is not known in preview; it comes from ward"


def test_a_place_that_nobody_knows_is_unresolved_with_the_nearest(plan):
    (gap,) = plan.where(plan.add(BUCKET, inputs={"region": "fr-pra"})).gaps
    assert gap.cause is Cause.NOT_IN_ATLAS
    assert "fr-par" in gap.fix


def test_a_code_without_a_country_is_unresolved(plan):
    location = plan.where(plan.add("ovh:CloudProject/instance:Instance", inputs={"region": "AP-SOUTH-LZ-ICD-A"}))
    assert location.standing is Standing.UNRESOLVED


@pytest.mark.parametrize("value", [1.0, True, {"a": 1}])
def test_what_is_no_text_is_no_place(plan, value):
    assert plan.where(plan.add(BUCKET, inputs={"region": value})).standing is Standing.UNRESOLVED


def test_no_regions_means_all_regions(plan):
    (gap,) = plan.where(plan.add("ovh:CloudProject/networkPrivate:NetworkPrivate")).gaps
    assert gap.cause is Cause.EVERYWHERE


def test_orders_name_their_data_centre_by_label(plan, unknown):
    labels = [{"label": "region", "value": "europe"}, {"label": "dedicated_datacenter", "value": "bhs8"}]
    server = plan.add("ovh:Dedicated/server:Server", inputs={"plans": [{"configurations": labels}]})
    assert plan.where(server).countries == {"CA"}
    assert plan.where(server).standing is Standing.LOCATED
    silent = plan.add("ovh:Dedicated/server:Server", "silent", {"plans": [{"configurations": labels[:1]}]})
    assert plan.where(silent).standing is Standing.UNRESOLVED
    wrong = [{"label": "dedicated_datacenter", "value": "mars1"}, {"label": "vps_datacenter", "value": "GRA"}]
    mixed = plan.add("ovh:Dedicated/server:Server", "mixed", {"plans": [{"configurations": wrong}]})
    assert plan.where(mixed).standing is Standing.UNRESOLVED
    hidden = plan.add("ovh:Dedicated/server:Server", "hidden", {"plans": [{"configurations": unknown}]})
    assert plan.where(hidden).standing is Standing.UNRESOLVED


def test_cluster_objects_are_where_their_cluster_is(plan, unknown):
    kube = plan.add(KUBE, "inference", {"region": "UK1"})
    provider = plan.add(
        "pulumi:providers:kubernetes", "k8s", {"kubeconfig": unknown}, property_dependencies={"kubeconfig": [kube.urn]}
    )
    pod = plan.add("kubernetes:core/v1:Pod", provider=f"{provider.urn}::id")
    location = plan.where(pod)
    assert str(location).startswith("provider 'k8s' → kubeconfig → Kube 'inference' → ovh UK1")
    assert location.through == provider.urn
    assert plan.where(provider).through == ""


def test_a_cluster_from_elsewhere_is_unresolved_once(plan):
    provider = plan.add("pulumi:providers:kubernetes", "k8s", {"kubeconfig": "apiVersion: v1"})
    pod = plan.add("kubernetes:core/v1:Pod", provider=f"{provider.urn}::id")
    assert plan.where(provider).standing is Standing.UNRESOLVED
    assert plan.where(pod).through == provider.urn


def test_what_a_provider_merely_waits_for_is_not_its_cluster(plan, unknown):
    bucket = plan.add(BUCKET, inputs={"region": "fr-par"})
    depends = {"kubeconfig": [bucket.urn]}
    inputs = {"kubeconfig": unknown}
    late = plan.add("pulumi:providers:kubernetes", "late", {"kubeconfig": "..."}, dependencies=(bucket.urn,))
    odd = plan.add("pulumi:providers:kubernetes", "odd", inputs, property_dependencies=depends)
    assert plan.where(late).standing is Standing.UNRESOLVED
    assert plan.where(odd).standing is Standing.UNRESOLVED


def test_what_is_attached_to_an_unclassified_type_is_unresolved(plan, unknown):
    other = plan.add("weird:x/y:Cluster", "c")
    pool = plan.add(POOL, inputs={"kubeId": unknown}, property_dependencies={"kubeId": [other.urn]})
    assert str(plan.where(pool)) == "unresolved: kubeId → Cluster 'c' → the atlas has no class for weird:x/y:Cluster"


def test_one_known_origin_of_two_is_not_enough(plan, unknown):
    kube = plan.add(KUBE, "inference", {"region": "GRA11"})
    pool = plan.add(POOL, inputs={"kubeId": unknown}, property_dependencies={"kubeId": [kube.urn, "urn:read"]})
    location = plan.where(pool)
    assert location.countries == {"FR"}
    assert [gap.cause for gap in location.gaps] == [Cause.OUT_OF_SIGHT]


def test_a_provider_that_renders_files_talks_to_no_cluster(plan):
    provider = plan.add("pulumi:providers:kubernetes", "k8s", {"renderYamlToDirectory": "out"})
    pod = plan.add("kubernetes:core/v1:Pod", provider=f"{provider.urn}::id")
    assert plan.where(provider).standing is Standing.NOT_APPLICABLE
    assert plan.where(pod).standing is Standing.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("token", "standing"),
    [
        ("scaleway:edgeservices/pipeline:Pipeline", Standing.GLOBAL),
        ("scaleway:iam/policy:Policy", Standing.NOT_APPLICABLE),
        ("random:index/randomId:RandomId", Standing.NOT_APPLICABLE),
        ("aws:s3/bucket:Bucket", Standing.UNRESOLVED),
        ("command:local:Command", Standing.UNRESOLVED),
        ("weird:x/y:Z", Standing.UNCLASSIFIED),
        ("scaleway:new/thing:Thing", Standing.UNCLASSIFIED),
    ],
)
def test_types_without_a_place(plan, token, standing):
    location = plan.where(plan.add(token))
    assert location.standing is standing
    assert location.why or location.gaps


def test_a_component_is_told_by_its_having_no_provider(plan):
    assert plan.where(plan.add("acme:index:Ward", provider="")).standing is Standing.NOT_APPLICABLE
    assert plan.where(plan.add("scaleway:new/thing:Thing", provider="")).standing is Standing.UNCLASSIFIED


def test_a_package_may_bring_components_along(plan):
    assert plan.where(plan.add("kubernetes:yaml:ConfigGroup", provider="")).standing is Standing.NOT_APPLICABLE


def test_every_urn_has_a_location(plan):
    assert Estate.from_records(plan.records).location("urn:nowhere").standing is Standing.UNRESOLVED


def test_what_is_attached_to_something_global_is_global(plan, unknown):
    vrack = plan.add("ovh:Vrack/vrack:Vrack", "v")
    child = plan.add(
        "ovh:index/vrackIpv6RoutedSubrange:VrackIpv6RoutedSubrange",
        inputs={"serviceName": unknown},
        property_dependencies={"serviceName": [vrack.urn]},
    )
    assert plan.where(child).standing is Standing.GLOBAL
