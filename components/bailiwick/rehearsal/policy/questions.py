"""The messages by which an engine asks a policy pack."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from pulumi.runtime.proto import analyzer_pb2

from bailiwick.rehearsal import wire

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bailiwick.rehearsal.plan import Options, PlannedResource


class Questions:
    """Phrases questions about one deployment.

    A provider is part of every question about its resources and never changes, so
    its message is made once.
    """

    def __init__(self) -> None:
        self._providers: dict[str, analyzer_pb2.AnalyzerProviderResource] = {}
        self._lock = threading.Lock()

    def about_resource(
        self, resource: PlannedResource, provider: PlannedResource | None
    ) -> analyzer_pb2.AnalyzeRequest:
        """Asks about one resource, by its inputs."""
        return analyzer_pb2.AnalyzeRequest(
            type=resource.type,
            properties=wire.to_struct(wire.for_analysis(resource.inputs)),
            urn=resource.urn,
            name=resource.name,
            options=_options(resource.options, resource.parent),
            provider=self._provider(provider) if provider is not None else None,
        )

    def about_stack(self, resources: Iterable[PlannedResource]) -> analyzer_pb2.AnalyzeStackRequest:
        """Asks about all resources, by their outputs. What is only read is not part of it."""
        by_urn = {resource.urn: resource for resource in resources}
        request = analyzer_pb2.AnalyzeStackRequest()
        for resource in by_urn.values():
            if resource.operation == "read":
                continue
            provider = by_urn.get(resource.provider.rpartition("::")[0])
            item = request.resources.add(
                type=resource.type,
                urn=resource.urn,
                name=resource.name,
                parent=resource.parent,
                properties=wire.to_struct(wire.for_analysis(resource.outputs)),
                options=_options(resource.options, resource.parent),
                provider=self._provider(provider) if provider is not None else None,
                dependencies=resource.dependencies,
            )
            for key, urns in resource.property_dependencies.items():
                if urns:
                    item.propertyDependencies[key].urns.extend(urns)
        return request

    def _provider(self, provider: PlannedResource) -> analyzer_pb2.AnalyzerProviderResource:
        with self._lock:
            known = self._providers.get(provider.urn)
            if known is None:
                known = self._providers[provider.urn] = analyzer_pb2.AnalyzerProviderResource(
                    type=provider.type,
                    properties=wire.to_struct(wire.for_analysis(provider.inputs)),
                    urn=provider.urn,
                    name=provider.name,
                )
            return known


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
