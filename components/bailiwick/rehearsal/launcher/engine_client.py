"""The program's side of the connection to the engine.

Wraps the generated stubs: debug messages are dropped before they cost a round
trip (four per resource otherwise), and types are described ahead of their first
use.
"""

import json
import traceback

import grpc
import pulumi
import pulumi.resource
import pulumi.runtime
from frames import is_users
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc, resource_pb2_grpc
from sdk_types import describe_inputs, describe_outputs

DESCRIBE = "/bailiwick.Rehearsal/DescribeType"
CHANNEL_OPTIONS = [("grpc.max_receive_message_length", 400 << 20), ("grpc.max_send_message_length", 400 << 20)]


class QuietEngine:
    """The engine service without debug messages."""

    def __init__(self, channel):
        self._stub = engine_pb2_grpc.EngineStub(channel)

    def Log(self, request, *rest, **options):  # noqa: N802 the protocol's name
        if request.severity != engine_pb2.DEBUG:
            return self._stub.Log(request, *rest, **options)
        return None

    def __getattr__(self, name):
        return getattr(self._stub, name)


class EngineClient:
    """Everything that the SDK needs of the engine."""

    def __init__(self, address: str):
        channel = grpc.insecure_channel(address, options=CHANNEL_OPTIONS)
        self.monitor = resource_pb2_grpc.ResourceMonitorStub(channel)
        self.engine = QuietEngine(channel)
        self._describe = channel.unary_unary(DESCRIBE)
        self._described: set[str] = set()

    def describe_types(self) -> None:
        """Sends each resource class to the engine before its first use."""
        register, read = pulumi.resource.register_resource, pulumi.resource.read_resource

        def registering(res, ty, name, custom, remote, new_dependency, props, opts, typ=None, *rest, **named):
            self._send(res, ty, custom, typ)
            return register(res, ty, name, custom, remote, new_dependency, props, opts, typ, *rest, **named)

        def reading(res, ty, name, props, opts, typ=None, *rest, **named):
            self._send(res, ty, True, typ)
            return read(res, ty, name, props, opts, typ, *rest, **named)

        pulumi.resource.register_resource = registering
        pulumi.resource.read_resource = reading

    def _send(self, res, ty, custom, typ) -> None:
        if not custom or ty in self._described:
            return
        self._described.add(ty)
        description = {"type": ty, "outputs": describe_outputs(type(res)), "inputs": describe_inputs(typ)}
        self._describe(json.dumps(description).encode())


def name_missing_fixtures(program: str) -> None:
    """Makes a plain data source without a fixture say which fixture it lacks.

    On the wire, the plain and the output form of a data source look the same, and
    an unknown answer is right for the output form. The plain form has to return a
    value at once, so here, in the program, is the only place to tell them apart.
    """
    plain_invoke = pulumi.runtime.invoke

    def invoke(tok, props, *rest, **named):
        result = plain_invoke(tok, props, *rest, **named)
        if result is not None and getattr(result, "is_known", True) is False:
            raise pulumi.RunError(_missing_fixture(tok, dict(props), program))
        return result

    pulumi.runtime.invoke = invoke


def _missing_fixture(tok: str, props: dict, program: str) -> str:
    plain = {key: value for key, value in props.items() if isinstance(value, (str, int, float, bool))}
    frames = [frame for frame in traceback.extract_stack() if is_users(frame.filename, program)]
    where = f"{frames[-1].filename}:{frames[-1].lineno}: " if frames else ""
    given = ", ".join(f"{key}={value!r}" for key, value in plain.items())
    return (
        f"{where}the data source {tok}({given}) needs a fixture: its plain form has to answer at once, and a rehearsal"
        " asks no cloud\n"
        "  next: add this to the file given by --fixtures, or call the form whose name ends in _output\n"
        f"    invokes:\n      - token: {tok}\n        args: {json.dumps(plain)}\n        result: {{...}}"
    )
