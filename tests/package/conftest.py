"""Starts the component package as Pulumi does, and asks it to construct components."""

import json
import os
import subprocess
import sys
from pathlib import Path

import grpc
import pytest
from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc

from bailiwick.rehearsal import wire
from bailiwick.rehearsal.monitor import EngineService, Monitor, serve
from bailiwick.rehearsal.transforms import Transforms
from deployments import Bench

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "components"


class Host:
    """The running package, and the engine behind it."""

    def __init__(self, stub, bench, address):
        self._stub, self._bench, self._address = stub, bench, address

    def schema(self):
        return json.loads(self._stub.GetSchema(provider_pb2.GetSchemaRequest()).schema)

    def construct(self, kind, name, inputs, dependencies=None):
        """What a component built from ``inputs``, in the spelling of other languages, answers and registers.

        ``dependencies`` are the URNs that each input depends on.
        """
        given = json_format.ParseDict(inputs, struct_pb2.Struct())
        request = provider_pb2.ConstructRequest(
            project="demo", stack="dev", organization="organization", dryRun=True, parallel=16,
            monitorEndpoint=self._address, type=f"bailiwick:index:{kind}", name=name, inputs=given,
            accepts_output_values=True,
        )  # fmt: skip
        for field, urns in (dependencies or {}).items():
            request.inputDependencies[field].urns.extend(urns)
        answer = self._stub.Construct(request)
        return wire.from_struct(answer.state), self.registered()

    def registered(self):
        """Everything registered so far, the stack itself excepted."""
        return [item for item in self._bench.deployment.resources.values() if item.urn != self._bench.root]


@pytest.fixture
def host(tmp_path):
    bench = Bench()
    server, address = serve(
        Monitor(bench.deployment, Transforms(), {}, lambda _: None), EngineService(bench.deployment)
    )
    log = (tmp_path / "err").open("wb")
    child = subprocess.Popen(
        [sys.executable, "-W", "ignore", PACKAGE, address],
        stdout=subprocess.PIPE, stderr=log, cwd=tmp_path, env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    try:
        port = int(child.stdout.readline())
        with grpc.insecure_channel(f"127.0.0.1:{port}", options=wire.MESSAGE_OPTIONS) as channel:
            yield Host(provider_pb2_grpc.ResourceProviderStub(channel), bench, address)
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
        log.close()
        server.stop(grace=0)
