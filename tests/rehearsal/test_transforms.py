"""Transforms run in the engine's order, and what they return is what is registered."""

from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
from pulumi.runtime.proto import callback_pb2, callback_pb2_grpc, resource_pb2

from bailiwick.rehearsal import urns, wire
from bailiwick.rehearsal.deployment import RequestRefusedError
from bailiwick.rehearsal.requests import registration, transformed
from bailiwick.rehearsal.transforms import Callback, Transforms


class Program(callback_pb2_grpc.CallbacksServicer):
    """A program's functions: each adds its token to the property ``trace``."""

    def __init__(self):
        self.options = {}

    def Invoke(self, request, context):  # noqa: N802 the protocol's name
        if request.token == "broken":
            context.abort(grpc.StatusCode.UNKNOWN, "ValueError: no")
        if request.token == "invoke":
            asked = resource_pb2.TransformInvokeRequest.FromString(request.request)
            arguments = wire.to_struct({**wire.from_struct(asked.args), "transformed": asked.token})
            answer = resource_pb2.TransformInvokeResponse(args=arguments)
            answer.options.version = "9"
            return callback_pb2.CallbackInvokeResponse(response=answer.SerializeToString())
        asked = resource_pb2.TransformRequest.FromString(request.request)
        properties = wire.from_struct(asked.properties)
        properties["trace"] = [*properties.get("trace", []), request.token]
        answer = resource_pb2.TransformResponse(properties=wire.to_struct(properties))
        if request.token in self.options:
            answer.options.CopyFrom(asked.options)
            answer.options.MergeFrom(self.options[request.token])
        return callback_pb2.CallbackInvokeResponse(response=answer.SerializeToString())


@pytest.fixture
def program():
    served = Program()
    server = grpc.server(ThreadPoolExecutor(2))
    callback_pb2_grpc.add_CallbacksServicer_to_server(served, server)
    served.address = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    server.start()
    yield served
    server.stop(grace=None).wait()


@pytest.fixture
def transforms():
    made = Transforms()
    yield made
    made.close()


def request(program, *tokens, parent="", **rest):
    own = [callback_pb2.Callback(target=program.address, token=token) for token in tokens]
    return resource_pb2.RegisterResourceRequest(
        type="a:b:C", name="x", custom=True, parent=parent, transforms=own, **rest
    )


def trace(message):
    return wire.from_struct(message.object).get("trace", [])


def test_a_resources_own_transforms_run_first_then_its_components_from_the_inside_out_then_the_stacks(
    program, transforms
):
    transforms.remember("outer", "", [Callback(program.address, "outer")])
    transforms.remember("middle", "outer", [])
    transforms.remember("inner", "middle", [Callback(program.address, "inner")])
    transforms.add_to_stack(Callback(program.address, "stack 1"))
    transforms.add_to_stack(Callback(program.address, "stack 2"))

    changed = transformed(request(program, "own 1", "own 2", parent="inner"), transforms)

    assert trace(changed) == ["own 1", "own 2", "inner", "outer", "stack 1", "stack 2"]


def test_the_stack_itself_is_not_transformed(program, transforms):
    transforms.add_to_stack(Callback(program.address, "stack"))
    message = resource_pb2.RegisterResourceRequest(type=urns.STACK_TYPE, name="demo-dev")

    assert transformed(message, transforms) is message


def test_a_transform_without_options_leaves_them_alone(program, transforms):
    changed = transformed(
        request(
            program,
            "own",
            dependencies=["urn:d"],
            protect=True,
            deleteBeforeReplace=True,
            deleteBeforeReplaceDefined=True,
            version="1.0.0",
            provider="urn:p::id",
            customTimeouts=resource_pb2.RegisterResourceRequest.CustomTimeouts(create="5m"),
        ),
        transforms,
    )

    found = registration(changed)
    assert (found.dependencies, found.version, found.provider) == (("urn:d",), "1.0.0", "urn:p::id")
    assert (found.options.protect, found.options.delete_before_replace) == (True, True)
    assert found.options.create_timeout == 300


def test_a_transform_may_set_options(program, transforms):
    options = resource_pb2.TransformResourceOptions(
        depends_on=["urn:d"],
        ignore_changes=["a"],
        additional_secret_outputs=["b"],
        provider="urn:p::id",
        protect=True,
        retain_on_delete=True,
        deleted_with="urn:w",
        version="2.0.0",
        plugin_download_url="https://plugins.example",
        delete_before_replace=False,
        custom_timeouts=resource_pb2.RegisterResourceRequest.CustomTimeouts(delete="9m"),
    )
    program.options["own"] = options

    found = registration(transformed(request(program, "own"), transforms))

    assert (found.dependencies, found.provider) == (("urn:d",), "urn:p::id")
    assert (found.version, found.plugin_url) == ("2.0.0", "https://plugins.example")
    assert found.protect_given
    assert found.options.protect
    assert found.options.retain_on_delete
    assert found.options.deleted_with == "urn:w"
    assert found.options.ignore_changes == ("a",)
    assert found.options.additional_secret_outputs == ("b",)
    assert found.options.delete_before_replace is False
    assert found.options.delete_timeout == 540


def test_a_transform_may_change_which_providers_a_component_hands_down(program, transforms):
    program.options["own"] = resource_pb2.TransformResourceOptions(providers={"test": "urn:p::id"})

    found = registration(transformed(request(program, "own"), transforms))

    assert found.providers == {"test": "urn:p::id"}


def test_a_data_source_is_transformed_too(program, transforms):
    transforms.add_to_invokes(Callback(program.address, "invoke"))

    changed = transforms.invoke(resource_pb2.TransformInvokeRequest(token="t:i:get", args=wire.to_struct({"a": 1})))

    assert wire.from_struct(changed.args) == {"a": 1, "transformed": "t:i:get"}
    assert changed.options.version == "9"


def test_a_transform_that_throws_is_refused_with_its_words(program, transforms):
    with pytest.raises(RequestRefusedError, match=r"^a transform failed: ValueError: no$"):
        transformed(request(program, "broken"), transforms)
