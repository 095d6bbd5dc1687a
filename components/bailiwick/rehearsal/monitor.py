"""The gRPC services that a Pulumi program talks to: the resource monitor and the engine."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc, provider_pb2, resource_pb2, resource_pb2_grpc

from bailiwick.rehearsal import typedesc, urns, wire
from bailiwick.rehearsal.deployment import DeploymentStoppedError, RequestRefusedError
from bailiwick.rehearsal.invokes import computed
from bailiwick.rehearsal.plan import Severity
from bailiwick.rehearsal.providers import Package, ProviderRequest
from bailiwick.rehearsal.requests import callbacks, reading, registration, transformed

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from bailiwick.rehearsal.deployment import Deployment
    from bailiwick.rehearsal.transforms import Transforms
    from bailiwick.rehearsal.typedesc import TypeDescription

Answer = TypeVar("Answer")
DESCRIBE_SERVICE = "bailiwick.Rehearsal"
WORKERS = 32
# Everything that the SDK may ask for, except what needs earlier state.
FEATURES = (
    "SECRETS", "RESOURCE_REFERENCES", "OUTPUT_VALUES", "ALIAS_SPECS", "REPLACEMENT_TRIGGER", "DELETED_WITH",
    "REPLACE_WITH", "TRANSFORMS", "INVOKE_TRANSFORMS", "PARAMETERIZATION", "RESOURCE_HOOKS", "ERROR_HOOKS",
    "INVOKE_DEPENDS_ON",
)  # fmt: skip
# What an SDK older than the list of features asks for by name.
FEATURE_IDS = {
    "secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith", "replaceWith", "transforms",
    "invokeTransforms", "parameterization", "resourceHooks", "errorHooks",
}  # fmt: skip
SEVERITIES = {
    engine_pb2.INFO: Severity.INFO,
    engine_pb2.WARNING: Severity.WARNING,
    engine_pb2.ERROR: Severity.ERROR,
}


def feature_numbers() -> list[resource_pb2.ResourceMonitorFeature.ValueType]:
    """The features that this engine serves, as far as the installed SDK knows them."""
    known = resource_pb2.ResourceMonitorFeature.items() if hasattr(resource_pb2, "ResourceMonitorFeature") else []
    wanted = {f"RESOURCE_MONITOR_FEATURE_{name}" for name in FEATURES}
    return [number for name, number in known if name in wanted]


class Monitor(resource_pb2_grpc.ResourceMonitorServicer):
    """Answers a program's requests from a deployment."""

    def __init__(
        self,
        deployment: Deployment,
        transforms: Transforms,
        descriptions: MutableMapping[str, TypeDescription],
        progress: Callable[[int], None],
    ) -> None:
        self._deployment = deployment
        self._transforms = transforms
        self._descriptions = descriptions
        self._progress = progress
        self.finished = threading.Event()
        """Set when the program has registered everything."""

    def GetDeploymentInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> resource_pb2.DeploymentInfo:
        del request, context
        target = self._deployment.target
        return resource_pb2.DeploymentInfo(
            project=target.project,
            stack=target.stack,
            organization=target.organization,
            dryRun=target.dry_run,
            supportedFeatures=feature_numbers(),
        )

    def SupportsFeature(
        self, request: resource_pb2.SupportsFeatureRequest, context: grpc.ServicerContext
    ) -> resource_pb2.SupportsFeatureResponse:
        del context
        return resource_pb2.SupportsFeatureResponse(hasSupport=request.id in FEATURE_IDS)

    def RegisterResource(
        self, request: resource_pb2.RegisterResourceRequest, context: grpc.ServicerContext
    ) -> resource_pb2.RegisterResourceResponse:
        def answer() -> resource_pb2.RegisterResourceResponse:
            changed = transformed(request, self._transforms)
            resource = self._deployment.register(registration(changed))
            if not resource.custom:
                self._transforms.remember(resource.urn, resource.parent, callbacks(request.transforms))
            if _has_hooks(request):
                self._deployment.note("hooks", "resource hooks are accepted but never run")
            self._progress(len(self._deployment.resources))
            identifier = resource.identifier
            if urns.is_provider(resource.type):
                identifier = identifier or wire.UNKNOWN  # a known string, as the engine sends it
            outputs = {key: item for key, item in resource.outputs.items() if key != "id"} if resource.custom else {}
            return resource_pb2.RegisterResourceResponse(
                urn=resource.urn, id=identifier, object=wire.to_struct(outputs)
            )

        return _answered(answer, context, self._deployment)

    def RegisterResourceOutputs(
        self, request: resource_pb2.RegisterResourceOutputsRequest, context: grpc.ServicerContext
    ) -> empty_pb2.Empty:
        def answer() -> empty_pb2.Empty:
            self._deployment.register_outputs(request.urn, wire.from_struct(request.outputs))
            return empty_pb2.Empty()

        return _answered(answer, context, self._deployment)

    def ReadResource(
        self, request: resource_pb2.ReadResourceRequest, context: grpc.ServicerContext
    ) -> resource_pb2.ReadResourceResponse:
        def answer() -> resource_pb2.ReadResourceResponse:
            resource = self._deployment.read(reading(request))
            response = resource_pb2.ReadResourceResponse(urn=resource.urn, properties=wire.to_struct(resource.outputs))
            if not self._deployment.target.dry_run and hasattr(response, "id"):
                response.id = resource.identifier
            return response

        return _answered(answer, context, self._deployment)

    def Invoke(
        self, request: resource_pb2.ResourceInvokeRequest, context: grpc.ServicerContext
    ) -> resource_pb2.ResourceInvokeResponse:
        def answer() -> resource_pb2.ResourceInvokeResponse:
            changed = self._transforms.invoke(
                resource_pb2.TransformInvokeRequest(
                    token=request.tok,
                    args=request.args,
                    options=resource_pb2.TransformInvokeOptions(
                        provider=request.provider,
                        version=request.version,
                        plugin_download_url=request.pluginDownloadURL,
                    ),
                )
            )
            options = changed.options
            arguments = wire.from_struct(changed.args)
            asked = ProviderRequest(
                urns.package_of(request.tok),
                options.version,
                options.plugin_download_url,
                request.packageRef,
                options.provider,
            )
            found = self._deployment.invoke(request.tok, arguments, asked, tuple(request.dependsOn))
            if found is None:
                found = computed(request.tok, arguments)
            response = resource_pb2.ResourceInvokeResponse(unknown=found is None)
            getattr(response, "return").CopyFrom(wire.to_struct(found or {}))
            return response

        return _answered(answer, context, self._deployment)

    def Call(
        self, request: resource_pb2.ResourceCallRequest, context: grpc.ServicerContext
    ) -> provider_pb2.CallResponse:
        def refuse() -> provider_pb2.CallResponse:
            raise RequestRefusedError(f"the method {request.tok} runs inside a provider plugin; a rehearsal has none")

        return _answered(refuse, context, self._deployment)

    def ExistsResource(self, request: Any, context: grpc.ServicerContext) -> Any:
        del context
        self._deployment.note("existence", f"whether {request.type} '{request.id}' exists is not known")
        return resource_pb2.ExistsResourceResponse(exists=False, unknown=True)

    def RegisterStackTransform(self, request: Any, context: grpc.ServicerContext) -> empty_pb2.Empty:
        del context
        self._transforms.add_to_stack(callbacks([request])[0])
        return empty_pb2.Empty()

    def RegisterStackInvokeTransform(self, request: Any, context: grpc.ServicerContext) -> empty_pb2.Empty:
        del context
        self._transforms.add_to_invokes(callbacks([request])[0])
        return empty_pb2.Empty()

    def RegisterResourceHook(self, request: Any, context: grpc.ServicerContext) -> empty_pb2.Empty:
        del request, context
        return empty_pb2.Empty()

    def RegisterErrorHook(self, request: Any, context: grpc.ServicerContext) -> empty_pb2.Empty:
        del request, context
        return empty_pb2.Empty()

    def RegisterPackage(
        self, request: resource_pb2.RegisterPackageRequest, context: grpc.ServicerContext
    ) -> resource_pb2.RegisterPackageResponse:
        del context
        part = request.parameterization if request.HasField("parameterization") else None
        package = Package(
            part.name if part else request.name, part.version if part else request.version, request.download_url
        )
        return resource_pb2.RegisterPackageResponse(ref=self._deployment.providers.register_package(package))

    def SignalAndWaitForShutdown(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        del request, context
        self.finished.set()
        return empty_pb2.Empty()

    def describe(self, request: bytes, context: grpc.ServicerContext) -> bytes:
        """Receives what the program's SDK says of a resource type; see ``launcher/engine_client.py``."""
        del context
        description = typedesc.parse(json.loads(request))
        self._descriptions[description.type] = description
        return b""


class EngineService(engine_pb2_grpc.EngineServicer):
    """Receives the program's messages."""

    def __init__(self, deployment: Deployment) -> None:
        self._deployment = deployment

    def Log(self, request: engine_pb2.LogRequest, context: grpc.ServicerContext) -> empty_pb2.Empty:
        del context
        severity = SEVERITIES.get(request.severity)
        if severity is not None and not request.ephemeral:
            self._deployment.log(severity, request.message, request.urn)
        return empty_pb2.Empty()

    def RequirePulumiVersion(self, request: Any, context: grpc.ServicerContext) -> Any:
        del context
        self._deployment.note("version", f"the program demands Pulumi {request.pulumi_version_range}; not checked")
        return engine_pb2.RequirePulumiVersionResponse()


def serve(monitor: Monitor, engine: EngineService) -> tuple[grpc.Server, str]:
    """Starts both services on a free port of the loopback interface; returns the server and its address."""
    server = grpc.server(ThreadPoolExecutor(max_workers=WORKERS), options=wire.MESSAGE_OPTIONS)
    resource_pb2_grpc.add_ResourceMonitorServicer_to_server(monitor, server)
    engine_pb2_grpc.add_EngineServicer_to_server(engine, server)
    handlers: dict[str, Any] = {"DescribeType": grpc.unary_unary_rpc_method_handler(monitor.describe)}
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(DESCRIBE_SERVICE, handlers),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    return server, f"127.0.0.1:{port}"


def _answered(answer: Callable[[], Answer], context: grpc.ServicerContext, deployment: Deployment) -> Answer:
    """The answer, or the status by which the SDK understands why there is none."""
    try:
        return answer()
    except DeploymentStoppedError:
        context.abort(grpc.StatusCode.UNAVAILABLE, "the deployment has ended")
    except RequestRefusedError as problem:
        context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(problem))
    except Exception as problem:  # noqa: BLE001 gRPC would print a traceback and let the program go on
        deployment.give_up(problem)
        context.abort(grpc.StatusCode.UNAVAILABLE, "the deployment has ended")
    raise AssertionError("abort never returns")


def _has_hooks(request: resource_pb2.RegisterResourceRequest) -> bool:
    return request.HasField("hooks") and request.hooks.ByteSize() > 0
