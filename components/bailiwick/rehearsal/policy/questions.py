"""The messages by which an engine asks a policy pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulumi.runtime.proto import analyzer_pb2

from bailiwick.rehearsal import wire

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bailiwick.rehearsal.plan import Options, PlannedResource


def about_resource(resource: PlannedResource, provider: PlannedResource | None) -> analyzer_pb2.AnalyzeRequest:
    """Asks about one resource, by its inputs."""
    return analyzer_pb2.AnalyzeRequest(
        type=resource.type,
        properties=wire.to_struct(wire.for_analysis(resource.inputs)),
        urn=resource.urn,
        name=resource.name,
        options=_options(resource.options, resource.parent),
        provider=_provider(provider),
    )


def about_stack(resources: Iterable[PlannedResource]) -> analyzer_pb2.AnalyzeStackRequest:
    """Asks about all resources, by their outputs. What is only read is not part of it."""
    by_urn = {resource.urn: resource for resource in resources}
    request = analyzer_pb2.AnalyzeStackRequest()
    for resource in by_urn.values():
        if resource.operation == "read":
            continue
        item = request.resources.add()
        item.type, item.urn, item.name, item.parent = resource.type, resource.urn, resource.name, resource.parent
        item.properties.CopyFrom(wire.to_struct(wire.for_analysis(resource.outputs)))
        item.options.CopyFrom(_options(resource.options, resource.parent))
        provider = by_urn.get(resource.provider.rpartition("::")[0])
        if provider is not None:
            item.provider.CopyFrom(_described_provider(provider))
        item.dependencies.extend(resource.dependencies)
        for key, urns in resource.property_dependencies.items():
            if urns:
                item.propertyDependencies[key].urns.extend(urns)
    return request


def _options(options: Options, parent: str) -> analyzer_pb2.AnalyzerResourceOptions:
    return analyzer_pb2.AnalyzerResourceOptions(
        protect=options.protect,
        ignoreChanges=options.ignore_changes,
        deleteBeforeReplace=bool(options.delete_before_replace),
        deleteBeforeReplaceDefined=options.delete_before_replace is not None,
        additionalSecretOutputs=options.additional_secret_outputs,
        customTimeouts=analyzer_pb2.AnalyzerResourceOptions.CustomTimeouts(
            create=options.create_timeout, update=options.update_timeout, delete=options.delete_timeout
        ),
        parent=parent,
    )


def _provider(provider: PlannedResource | None) -> analyzer_pb2.AnalyzerProviderResource | None:
    return _described_provider(provider) if provider is not None else None


def _described_provider(provider: PlannedResource) -> analyzer_pb2.AnalyzerProviderResource:
    return analyzer_pb2.AnalyzerProviderResource(
        type=provider.type,
        properties=wire.to_struct(wire.for_analysis(provider.inputs)),
        urn=provider.urn,
        name=provider.name,
    )
