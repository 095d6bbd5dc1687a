"""Every rule of conformance: told apart, documented, with plans that fail and plans that pass."""

import copy
import json
from pathlib import Path

import pytest
import yaml

from bailiwick.atlas.implied_flows import Role, listed_roles, openings, role_of
from bailiwick.atlas.resource_types import classify
from bailiwick.atlas.stored_with import stored_with
from bailiwick.conformance import compare
from bailiwick.conformance.rule_page import rule_page
from bailiwick.conformance.rules import RULES
from bailiwick.datamap.reading import parse_map
from bailiwick.estate import Estate, Keeping, Resource

ROOT = Path(__file__).parents[2]
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
TLS = {"protocol": "https", "network": "public", "tls": "1.3"}
MAP = yaml.safe_load((Path(__file__).parent / "small.yaml").read_text(encoding="utf-8"))
URN = "urn:pulumi:dev::small::{}::{}"
BUCKET = "scaleway:object/bucket:Bucket"
ENCRYPTION = "scaleway:object/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
KEY = "scaleway:keymanager/key:Key"
SERVER = "scaleway:instance/server:Server"
SOURCE = "scaleway:observability/source:Source"
GATEWAY = "scaleway:network/publicGateway:PublicGateway"
GATEWAY_NETWORK = "scaleway:network/gatewayNetwork:GatewayNetwork"
NETWORK = "scaleway:network/privateNetwork:PrivateNetwork"
STACK = "pulumi:pulumi:Stack"
REFERENCE = "pulumi:pulumi:StackReference"
PAR = {"region": "fr-par"}


def row(token, name, inputs=None, parent="", component=False, **links):
    provider = "" if component or token == STACK else URN.format("pulumi:providers:any", "any")
    return Resource(
        URN.format(token, name), token, name, inputs or {}, {}, parent=parent, provider=provider,
        property_dependencies={key: tuple(URN.format(*other) for other in value) for key, value in links.items()},
    )  # fmt: skip


KMS = {"rules": [{"applyServerSideEncryptionByDefault": {"kmsMasterKeyId": UNKNOWN}}], "bucket": UNKNOWN, **PAR}
PLAN = [
    row(STACK, "small-dev"),
    row(BUCKET, "letters", PAR),
    row(ENCRYPTION, "letters-encryption", KMS, bucket=[(BUCKET, "letters")], rules=[(KEY, "key")]),
    row(BUCKET, "spare", {"region": "nl-ams"}),
    row(KEY, "key", PAR),
    row(SERVER, "machine", {"zone": "fr-par-2"}),
    row(SOURCE, "logs", PAR),
    row(GATEWAY, "out", {"zone": "fr-par-1"}),
]


def at(*trail, to):
    def change(document, _plan, _keeping):
        for step in trail[:-1]:
            document = document[step]
        document[trail[-1]] = to

    return change


def plus(*rows):
    """Resources added, or put in the place of those of the same name."""
    return lambda _document, plan, _keeping: plan.update({item.urn: item for item in rows})


def minus(token, name):
    return lambda _document, plan, _keeping: plan.pop(URN.format(token, name))


def kept(**where):
    return lambda _document, _plan, keeping: keeping.update(where)


def place(**fields):
    return lambda document, _plan, _keeping: document["places"].append(
        {"party": "host", "country": "FR", "kind": "object-storage", **fields}
    )


def flow(start, end, access="copy", network="public", element="letters"):
    return lambda document, _plan, _keeping: document["flows"].append(
        {**document["flows"][0], "id": f"{start}-{end}", "from": start, "to": end, "access": access,
         "elements": [element], "transport": {**TLS, "network": network}}
    )  # fmt: skip


def element(name, storage):
    return lambda document, _plan, _keeping: document["elements"].append(
        {**document["elements"][0], "id": name, "storage": [storage], "processing": [], "encryption": None}
    )


def all_of(*changes):
    return lambda *args: [change(*args) for change in changes] and None


def found(*changes):
    document, plan, keeping = copy.deepcopy(MAP), {item.urn: item for item in PLAN}, {"backend": "file://~"}
    for change in changes:
        change(document, plan, keeping)
    data_map = parse_map(json.dumps(document), Path("dataflows.yaml"))
    return list(compare(data_map, Estate(plan, keeping=Keeping(**keeping))))


STATE = place(id="state", kind="state-backend", hosts=["state.example"])
REPLICA = "scaleway:databases/readReplica:ReadReplica"
DATABASE = "scaleway:databases/instance:Instance"
EXPORTER = "scaleway:observability/exporter:Exporter"
RELEASE = "kubernetes:helm.sh/v3:Release"
POD = "kubernetes:core/v1:Pod"
LINK = "scaleway:interlink/link:Link"
LB = "scaleway:loadbalancers/loadBalancer:LoadBalancer"
PRIVATE = {"backupSameRegion": True, "loadBalancer": None, **PAR}
DATABASES = all_of(
    plus(
        row(DATABASE, "db", {**PRIVATE, "privateNetwork": {"pnId": "x"}}),
        row(REPLICA, "db2", {**PAR, "privateNetwork": {"privateNetworkId": "x"}}, instanceId=[(DATABASE, "db")]),
    ),
    place(id="db", kind="databases", resource="db"),
    place(id="db2", kind="databases", resource="db2"),
    element("in-db", "db"),
    element("in-db2", "db2"),
)
TWO_NETWORKS = plus(
    row(NETWORK, "one", PAR), row(NETWORK, "two", PAR),
    row(SERVER, "machine", {"zone": "fr-par-2"}, privateNetworks=[(NETWORK, "one")]),
    row(SERVER, "other", {"zone": "fr-par-2"}, privateNetworks=[(NETWORK, "two")]),
)  # fmt: skip
OTHER = place(id="other", kind="instances", resource="other")

GATEWAY_ELSEWHERE = plus(
    row(NETWORK, "one", PAR),
    row(NETWORK, "two", PAR),
    row(SERVER, "machine", {"zone": "fr-par-2"}, privateNetworks=[(NETWORK, "one")]),
    row(GATEWAY_NETWORK, "egress", PAR, gatewayId=[(GATEWAY, "out")], privateNetworkId=[(NETWORK, "two")]),
)
FAILS = [
    ("DC001", "names nothing in the plan. Fix: name letters,", at("places", 1, "resource", to="leters"), ["DC010"]),
    ("DC001", "holds nothing of kind databases", at("places", 4, "kind", to="databases"), []),
    ("DC001", "of stack prod, and this is dev", at("stack", to="prod"), []),
    ("DC001", "which is the stack as a whole", at("places", 4, "resource", to="small-dev"), []),
    ("DC001", "names no resource of the stack", place(id="more", segment="training"), []),
    ("DC001", "several resources are called", plus(row("scaleway:network/vpc:Vpc", "machine", PAR)), []),
    ("DC002", "is in NL (region nl-ams", plus(row(BUCKET, "letters", {"region": "nl-ams"})), []),
    ("DC002", "says fr-par, FR, but scaleway:instance/server", plus(row(SERVER, "machine", {"zone": "pl-waw-2"})), []),
    ("DC003", "region is not known in preview", plus(row(BUCKET, "letters", {"region": UNKNOWN})), []),
    ("DC003", "neither it nor its provider has a region", plus(row(BUCKET, "letters")), []),
    ("DC004", "is encrypted with a key of the provider's", minus(ENCRYPTION, "letters-encryption"), []),
    (
        "DC004",
        "may be encrypted with a key of the provider's (",
        plus(row(ENCRYPTION, "letters-encryption", KMS, bucket=[(BUCKET, "letters")])),
        [],
    ),
    (
        "DC004",
        "nothing shows that its key is the one at key",
        plus(
            row(
                ENCRYPTION,
                "letters-encryption",
                {**KMS, "rules": [{"applyServerSideEncryptionByDefault": {"kmsMasterKeyId": "1234"}}]},
                bucket=[(BUCKET, "letters")],
            )
        ),
        [],
    ),
    ("DC004", "holds key material that the provider made", at("elements", 0, "encryption", "mode", to="external"), []),
    ("DC004", "which a plan does not show", at("elements", 0, "encryption", "mode", to="client-side"), []),
    (
        "DC004",
        "of which the atlas knows nothing",
        all_of(
            at("elements", 1, "storage", to=["key", "logs"]), at("elements", 1, "encryption", to={"mode": "customer"})
        ),
        ["DC004"],
    ),
    ("DC010", "no place of the map is it", plus(row(BUCKET, "new", PAR)), []),
    ("DC010", "which nobody can tell", plus(row("aws:s3/bucket:Bucket", "new")), []),
    ("DC010", "no element of the map is at its place logs", at("elements", 1, "storage", to=["key"]), []),
    (
        "DC020",
        "sends copies to FR (region nl-ams",
        plus(
            row(
                BUCKET,
                "spare",
                {"region": "nl-ams", "lifecycleRules": [{"transitions": [{"storageClass": "GLACIER"}]}]},
            )
        ),
        [],
    ),
    ("DC020", "holds copies of scaleway:databases/instance:Instance 'db'", DATABASES, []),
    (
        "DC020",
        "nothing shows where to",
        all_of(
            DATABASES,
            flow("db", "db2", "replication", element="in-db"),
            plus(row(DATABASE, "db", {**PAR, "privateNetwork": {"pnId": "x"}})),
        ),
        [],
    ),
    (
        "DC021",
        "sends data to api.datadoghq.com",
        plus(row(EXPORTER, "e", {**PAR, "datadogDestination": {"apiKey": "x"}}, datasourceId=[(SOURCE, "logs")])),
        [],
    ),
    (
        "DC021",
        "sends data to a place that is not known",
        plus(row(EXPORTER, "e", {"otlpDestination": {"endpoint": UNKNOWN}})),
        [],
    ),
    ("DC022", "reads the outputs of another stack", plus(row(REFERENCE, "org/net/prod")), []),
    (
        "DC022",
        "fetches from quay.io, which",
        plus(row(POD, "p", {"spec": {"containers": [{"image": "quay.io/x/y:1"}]}})),
        [],
    ),
    ("DC022", "fetches from docker.io", plus(row(POD, "p", {"spec": {"containers": [{"image": "nginx"}]}})), []),
    (
        "DC022",
        "fetches from charts.example.org",
        plus(row(RELEASE, "r", {"chart": "x", "repositoryOpts": {"repo": "https://charts.example.org/x"}})),
        [],
    ),
    (
        "DC022",
        "fetches from a place that is not known",
        plus(row(POD, "p", {"spec": {"containers": [{"image": UNKNOWN}]}})),
        [],
    ),
    ("DC023", "nothing that was read tells who keeps the state", kept(backend=None), []),
    ("DC023", "nothing that was read tells who keeps the state", kept(backend=""), []),
    ("DC023", "no place of the map is its backend", kept(backend="https://api.pulumi.com"), []),
    ("DC023", "stays with whoever runs Pulumi", STATE, []),
    ("DC023", "lists that host", all_of(STATE, kept(backend="https://api.pulumi.com")), []),
    ("DC023", "no element of the map flows to state", all_of(STATE, kept(backend="https://state.example")), []),
    (
        "DC023",
        "the atlas does not know where state.example is",
        all_of(
            STATE, element("s", "state"), flow("office", "state", element="s"), kept(backend="https://state.example")
        ),
        [],
    ),
    ("DC030", "has no address on the internet and its network no gateway", minus(GATEWAY, "out"), []),
    ("DC030", "has no address on the internet and its network no gateway", GATEWAY_ELSEWHERE, []),
    (
        "DC031",
        "leads to a partner's network",
        all_of(flow("hub", "bucket", "support", "vpn"), plus(row(LINK, "l", PAR))),
        [],
    ),
    ("DC030", "links its networks with no other", flow("office", "machine", network="vpn"), []),
    (
        "DC030",
        "in networks that nothing joins",
        all_of(TWO_NETWORKS, OTHER, flow("machine", "other", network="private")),
        [],
    ),
    (
        "DC031",
        "leads out of a private network to everywhere",
        at("flows", 1, "transport", to={**TLS, "network": "private"}),
        [],
    ),
    ("DC031", "leads to a partner's network", plus(row(LINK, "l", PAR)), []),
    (
        "DC031",
        "is not shown to be closed to the internet (ipId",
        plus(row(SERVER, "new", {"zone": "fr-par-2", "ipId": "x"})),
        [],
    ),
    (
        "DC031",
        "is not shown to be closed to the internet",
        all_of(
            DATABASES,
            flow("db", "db2", "replication", "private", element="in-db"),
            plus(row(DATABASE, "db", {**PRIVATE, "loadBalancer": {}})),
        ),
        [],
    ),
]
PASSES = [
    ("DC001", at("places", 4, "resource", to=f"{SERVER}::machine")),
    ("DC001", at("stack", to="dev")),
    ("DC002", at("places", 1, "region", to="fr-par-2")),
    ("DC003", plus(row("scaleway:network/vpc:Vpc", "somewhere", {"region": UNKNOWN}))),
    (
        "DC004",
        all_of(minus(ENCRYPTION, "letters-encryption"), at("elements", 0, "encryption", to={"mode": "provider"})),
    ),
    (
        "DC004",
        all_of(
            at("elements", 0, "encryption", "mode", to="external"), plus(row(KEY, "key", {**PAR, "origin": "external"}))
        ),
    ),
    ("DC010", all_of(plus(row(BUCKET, "new", PAR)), place(id="new", resource="new"), element("more", "new"))),
    ("DC010", plus(row("scaleway:object/item:Item", "one", PAR, bucket=[(BUCKET, "letters")]))),
    ("DC010", plus(row("random:index/randomId:RandomId", "suffix"))),
    ("DC020", all_of(DATABASES, flow("db", "db2", "replication", element="in-db"))),
    (
        "DC020",
        all_of(
            flow("spare", "bucket", "backup", element="rest"),
            plus(
                row(
                    BUCKET,
                    "spare",
                    {"region": "nl-ams", "lifecycleRules": [{"transitions": [{"storageClass": "GLACIER"}]}]},
                )
            ),
        ),
    ),
    (
        "DC021",
        all_of(
            place(id="seen", kind="saas", party="abroad", country="US", hosts=["datadoghq.com"]),
            flow("logs", "seen", "telemetry", element="rest"),
            plus(row(EXPORTER, "e", {**PAR, "datadogDestination": {"apiKey": "x"}}, datasourceId=[(SOURCE, "logs")])),
        ),
    ),
    ("DC022", all_of(flow("hub", "machine"), plus(row(POD, "p", {"spec": {"containers": [{"image": "nginx"}]}})))),
    (
        "DC022",
        all_of(
            place(id="ref", kind="state-backend", resource="org/net/prod"),
            flow("ref", "machine"),
            plus(row(REFERENCE, "org/net/prod")),
        ),
    ),
    (
        "DC022",
        all_of(
            place(id="reg", kind="container-registry", region="fr-par", resource="reg"),
            element("img", "reg"),
            flow("reg", "machine", element="img"),
            plus(
                row("scaleway:registry/namespace:Namespace", "reg", PAR),
                row(POD, "p", {"spec": {"containers": [{"image": "rg.fr-par.scw.cloud/reg/x"}]}}),
            ),
        ),
    ),
    (
        "DC023",
        all_of(
            place(id="state", kind="state-backend", region="fr-par"),
            element("s", "state"),
            flow("office", "state", element="s"),
            kept(backend="s3://b?endpoint=s3.fr-par.scw.cloud"),
        ),
    ),
    ("DC030", all_of(flow("office", "machine", network="vpn"), plus(row(LINK, "l", PAR)))),
    ("DC030", all_of(minus(GATEWAY, "out"), plus(row(SERVER, "machine", {"zone": "fr-par-2", "ipId": "x"})))),
    ("DC030", flow("bucket", "hub", "support", "vpn")),
    ("DC031", all_of(plus(row(LB, "lb", {"zone": "fr-par-1", "assignFlexibleIp": True})))),
]


def test_the_small_map_and_its_plan_agree():
    assert found() == []


@pytest.mark.parametrize(("rule", "says", "change", "besides"), FAILS)
def test_a_difference_is_found_and_nothing_else(rule, says, change, besides):
    told = found(change)
    assert sorted(item.rule for item in told) == sorted([rule, *besides])
    assert any(item.rule == rule and says in item.message for item in told), [item.message for item in told]
    for item in told:
        assert item.message.startswith(f"{item.rule}: ")
        assert item.message.endswith(".")
        assert ". Fix: " in item.message


@pytest.mark.parametrize(("rule", "change"), PASSES)
def test_what_agrees_passes(rule, change):
    assert found(change) == [], rule


def test_only_what_a_source_cannot_show_is_no_refusal():
    unseen = {(item.rule, bool(item.unseen)) for _, _, change, _ in FAILS for item in found(change)}
    assert {rule for rule, not_shown in unseen if not_shown} == {"DC004", "DC023"}


def test_a_secret_is_never_told():
    secret = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": "https://hush.example/x"}
    rows = [
        row(EXPORTER, "e", {"otlpDestination": {"endpoint": secret}}),
        row(POD, "p", {"spec": {"containers": [{"image": secret}]}}),
        row(RELEASE, "r", {"chart": secret}),
    ]
    told = found(plus(*rows))
    assert [item.rule for item in told] == ["DC021", "DC022", "DC022"]
    assert not any("hush" in item.message + item.about for item in told)


def test_a_place_may_name_a_component_and_takes_what_is_of_its_kind():
    component = row("my:index:Store", "letters", component=True)
    inside = [row(BUCKET, "letters", PAR, parent=component.urn), row(KEY, "other-key", PAR, parent=component.urn)]
    (finding,) = found(plus(component, *inside))
    assert (finding.rule, finding.urn) == ("DC010", inside[1].urn)


@pytest.mark.parametrize("token", ["aws:s3/bucket:Bucket", "nobody:index:Knows", "kubernetes:core/v1:Secret"])
def test_what_nobody_can_tell_is_not_claimed_by_what_is_around_it(token):
    component = row("my:index:Store", "letters", component=True)
    inside = [row(BUCKET, "letters", PAR, parent=component.urn), row(token, "stranger", parent=component.urn)]
    (finding,) = found(plus(component, *inside))
    assert (finding.rule, finding.urn) == ("DC010", inside[1].urn)
    named = place(id="stranger", kind="saas", resource="stranger")
    assert "DC010" not in {item.rule for item in found(plus(component, *inside), named, element("it", "stranger"))}


def test_a_cluster_claims_the_secrets_in_it():
    component = row("my:index:Cluster", "workloads", component=True)
    pool = row("scaleway:kubernetes/pool:Pool", "pool", {**PAR, "publicIpDisabled": True}, component.urn)
    secret = row("kubernetes:core/v1:Secret", "secret", parent=component.urn)
    cluster = place(id="cluster", kind="kubernetes", resource="workloads")
    assert found(plus(component, pool, secret), cluster, element("it", "cluster")) == []


def test_every_rule_is_told_apart_documented_and_tried():
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
    assert {case[0] for case in FAILS} == {case[0] for case in PASSES} == set(ids)
    assert (ROOT / "docs" / "datamap" / "conformance.md").read_text(encoding="utf-8") == rule_page(), "make schemas"
    for rule in RULES:
        assert rule.check.__module__.rpartition(".")[2].startswith(rule.id.lower())
        assert rule.fix.endswith(".")
        assert not rule.title.endswith(".")


def test_the_roles_of_types_are_about_types_that_there_are():
    for role in listed_roles():
        assert classify(role.token) is not None, role.token
        assert bool(role.of) == (role.role in {Role.PART, Role.COPY, Role.EXPORT}), role.token
        assert bool(role.to) == (role.role is Role.EXPORT), role.token
    assert all(classify(opening.token) for opening in openings())


def test_what_another_type_keeps_is_no_store_of_its_own():
    assert [item.token for item in stored_with() if role_of(item.token).role is Role.STORE] == []
