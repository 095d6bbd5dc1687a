"""What the SDKs say of their types is described so that inputs can be checked and outputs invented."""

import json
import sys
import warnings
from pathlib import Path

import pytest

from bailiwick.rehearsal import typedesc
from bailiwick.rehearsal.input_check import SdkInputChecker
from bailiwick.rehearsal.plan import PlannedResource
from bailiwick.rehearsal.processes import LAUNCHER
from bailiwick.rehearsal.synthesis import synthesised

BUCKET = "scaleway:object/bucket:Bucket"
KUBE = "ovh:CloudProject/kube:Kube"
DEPLOYMENT = "kubernetes:apps/v1:Deployment"
CRD = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition"


@pytest.fixture(scope="module")
def sdk_types():
    """The launcher's module, which is a script's neighbour and in no package."""
    sys.path.insert(0, str(LAUNCHER))
    try:
        import sdk_types

        yield sdk_types
    finally:
        sys.path.remove(str(LAUNCHER))


@pytest.fixture(scope="module")
def descriptions(sdk_types):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the SDKs warn of their own deprecated aliases
        import pulumi_kubernetes as kubernetes
        import pulumi_ovh as ovh
        import pulumiverse_scaleway as scaleway

    extensions = kubernetes.apiextensions.v1
    classes = {
        BUCKET: (scaleway.object.Bucket, scaleway.object.BucketArgs),
        KUBE: (ovh.cloudproject.Kube, ovh.cloudproject.KubeArgs),
        DEPLOYMENT: (kubernetes.apps.v1.Deployment, kubernetes.apps.v1.DeploymentInitArgs),
        CRD: (extensions.CustomResourceDefinition, extensions.CustomResourceDefinitionInitArgs),
    }
    documents = {
        name: {"type": name, "inputs": sdk_types.describe_inputs(args), "outputs": sdk_types.describe_outputs(cls)}
        for name, (cls, args) in classes.items()
    }
    # as it travels
    return {name: typedesc.parse(json.loads(json.dumps(document))) for name, document in documents.items()}


def misfits(descriptions, type_, **inputs):
    resource = PlannedResource(urn="urn", type=type_, name="x", custom=True, inputs=inputs)
    return [(item.path, item.problem) for item in SdkInputChecker(descriptions).check(resource)]


def classes_within(fields, shape, seen):
    """The names of all classes that a shape leads to."""
    if isinstance(shape, list):
        kind, inner = shape
        if kind != "class":
            return classes_within(fields, inner, seen)
        if inner not in seen:
            seen.add(inner)
            for nested in fields.classes[inner].fields.values():
                classes_within(fields, nested, seen)
    return seen


def test_inputs_go_by_their_wire_names(descriptions):
    inputs = descriptions[BUCKET].inputs

    assert inputs.fields["objectLockEnabled"] == "boolean"
    assert inputs.fields["region"] == "string"
    assert inputs.fields["versioning"] == ["class", "pulumiverse_scaleway.object._inputs.BucketVersioningArgs"]
    assert "object_lock_enabled" not in inputs.fields


def test_outputs_are_described_with_what_is_computed(descriptions):
    outputs = descriptions[BUCKET].outputs

    assert outputs.fields["endpoint"] == "string"
    assert outputs.fields["tags"] == ["map", "string"]
    assert outputs.fields["corsRules"][0] == "list"
    assert outputs.classes[outputs.fields["corsRules"][1][1]].fields["allowedMethods"] == ["list", "string"]


def test_what_must_be_given_is_required(descriptions):
    assert descriptions[KUBE].inputs.required == {"region"}
    assert descriptions[BUCKET].inputs.required == frozenset()
    assert (
        "containers"
        in descriptions[DEPLOYMENT].inputs.classes["pulumi_kubernetes.core.v1._inputs.PodSpecArgs"].required
    )


@pytest.mark.parametrize("name", [BUCKET, KUBE, DEPLOYMENT, CRD])
@pytest.mark.parametrize("side", ["inputs", "outputs"])
def test_every_class_that_is_referred_to_is_described(descriptions, name, side):
    fields = getattr(descriptions[name], side)

    for shape in fields.fields.values():
        assert classes_within(fields, shape, set()) <= fields.classes.keys()
    assert all(nested is not None for nested in fields.classes.values())


def test_a_class_that_holds_itself_is_described_once_and_can_be_invented(descriptions):
    outputs = descriptions[CRD].outputs
    schema = "pulumi_kubernetes.apiextensions.v1.outputs.JSONSchemaProps"

    assert outputs.classes[schema].fields["not"] == ["class", schema]
    assert outputs.classes[schema].fields["properties"] == ["map", ["class", schema]]
    assert len(json.dumps(synthesised(outputs.fields["spec"], "x", outputs))) < 1_000_000


def test_misfits_in_objects_are_found(descriptions):
    assert misfits(descriptions, BUCKET, versioning={"enable": True}) == [
        ("versioning.enable", "unknown property (did you mean enabled?)")
    ]
    assert misfits(descriptions, DEPLOYMENT, spec={"replicas": "3"}) == [
        ("spec.replicas", "expected int, got str"),
        ("spec.selector", "required property is missing"),
        ("spec.template", "required property is missing"),
    ]


def test_misfits_in_lists_and_maps_are_found(descriptions):
    assert misfits(descriptions, BUCKET, tags={"a": 1}, corsRules=[{"allowedMethod": ["GET"]}])[:2] == [
        ("tags.a", "expected str, got int"),
        ("corsRules[0].allowedMethod", "unknown property (did you mean allowedMethods?)"),
    ]
    spec = {"selector": {}, "template": {"spec": {"containers": [{"image": "i"}]}}}
    assert misfits(descriptions, DEPLOYMENT, spec=spec) == [
        ("spec.template.spec.containers[0].name", "required property is missing")
    ]


def test_what_fits_is_no_misfit(descriptions):
    assert misfits(descriptions, BUCKET, tags={"a": "b"}, versioning={"enabled": True}, region="fr-par") == []
    assert (
        misfits(descriptions, KUBE, region="GRA11", version="1.34", ipAllocationPolicy={"podsIpv4Cidr": "10.0.0.0/8"})
        == []
    )
    template = {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "i"}]}}
    assert misfits(descriptions, DEPLOYMENT, spec={"selector": {"matchLabels": {"a": "b"}}, "template": template}) == []


def test_a_class_without_types_has_no_description(sdk_types):
    import pulumi

    assert sdk_types.describe_inputs(None) is None
    assert sdk_types.describe_inputs(dict) is None
    assert sdk_types.describe_outputs(pulumi.CustomResource)["fields"] == {}


def test_another_release_of_the_sdk_costs_the_description_only(sdk_types, monkeypatch):
    import pulumi

    monkeypatch.delattr(sdk_types._types, "resource_types")

    assert sdk_types.describe_outputs(pulumi.Stash) is None


def test_the_launcher_imports_nothing_of_ours():
    ours = [
        path.name
        for path in Path(LAUNCHER).glob("*.py")
        if "import bailiwick" in path.read_text() or "from bailiwick" in path.read_text()
    ]

    assert ours == []
