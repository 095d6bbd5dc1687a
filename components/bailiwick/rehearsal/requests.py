"""Translates the monitor's messages to plain data and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlparse

from pulumi.runtime.proto import resource_pb2

from bailiwick.rehearsal import wire
from bailiwick.rehearsal.declarations import Reading, Registration
from bailiwick.rehearsal.plan import Options
from bailiwick.rehearsal.transforms import Callback

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulumi.runtime.proto import callback_pb2, source_pb2

    from bailiwick.rehearsal.transforms import Transforms

DURATION = re.compile(r"(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)")
SECONDS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600}


def transformed(
    request: resource_pb2.RegisterResourceRequest, transforms: Transforms
) -> resource_pb2.RegisterResourceRequest:
    """The request after the transforms that apply to it."""
    own = callbacks(request.transforms)
    if request.type == "pulumi:pulumi:Stack" or transforms.none_apply(request.parent, own):
        return request
    options = resource_pb2.TransformResourceOptions(
        depends_on=request.dependencies,
        ignore_changes=request.ignoreChanges,
        replace_on_changes=request.replaceOnChanges,
        version=request.version,
        aliases=request.aliases,
        provider=request.provider,
        custom_timeouts=request.customTimeouts if request.HasField("customTimeouts") else None,
        plugin_download_url=request.pluginDownloadURL,
        deleted_with=request.deletedWith,
        additional_secret_outputs=request.additionalSecretOutputs,
        providers=request.providers,
        replace_with=request.replace_with,
    )
    if request.HasField("protect"):
        options.protect = request.protect
    if request.HasField("retainOnDelete"):
        options.retain_on_delete = request.retainOnDelete
    if request.deleteBeforeReplaceDefined:
        options.delete_before_replace = request.deleteBeforeReplace
    changed = transforms.resource(
        resource_pb2.TransformRequest(
            type=request.type,
            name=request.name,
            custom=request.custom,
            parent=request.parent,
            properties=request.object,
            options=options,
        ),
        own,
    )
    return _applied(request, changed)


def _applied(
    request: resource_pb2.RegisterResourceRequest, changed: resource_pb2.TransformRequest
) -> resource_pb2.RegisterResourceRequest:
    options = changed.options
    result = resource_pb2.RegisterResourceRequest()
    result.CopyFrom(request)
    result.object.CopyFrom(changed.properties)
    for name, value in (
        ("dependencies", options.depends_on),
        ("ignoreChanges", options.ignore_changes),
        ("replaceOnChanges", options.replace_on_changes),
        ("additionalSecretOutputs", options.additional_secret_outputs),
    ):
        del getattr(result, name)[:]
        getattr(result, name).extend(value)
    result.providers.clear()
    result.providers.update(options.providers)
    result.version, result.pluginDownloadURL = options.version, options.plugin_download_url
    result.provider, result.deletedWith = options.provider, options.deleted_with
    if options.HasField("protect"):
        result.protect = options.protect
    if options.HasField("retain_on_delete"):
        result.retainOnDelete = options.retain_on_delete
    if options.HasField("custom_timeouts"):
        result.customTimeouts.CopyFrom(options.custom_timeouts)
    result.deleteBeforeReplaceDefined = options.HasField("delete_before_replace")
    result.deleteBeforeReplace = options.delete_before_replace
    return result


def registration(request: resource_pb2.RegisterResourceRequest) -> Registration:
    """A resource as the program declares it."""
    timeouts = request.customTimeouts
    return Registration(
        type=request.type,
        name=request.name,
        custom=request.custom,
        parent=request.parent,
        properties=wire.from_struct(request.object),
        dependencies=tuple(request.dependencies),
        property_dependencies={key: tuple(item.urns) for key, item in request.propertyDependencies.items()},
        provider=request.provider,
        providers=dict(request.providers),
        version=request.version,
        plugin_url=request.pluginDownloadURL,
        package_ref=request.packageRef,
        remote=request.remote,
        options=Options(
            protect=request.protect,
            ignore_changes=tuple(request.ignoreChanges),
            delete_before_replace=request.deleteBeforeReplace if request.deleteBeforeReplaceDefined else None,
            additional_secret_outputs=tuple(request.additionalSecretOutputs),
            create_timeout=seconds(timeouts.create),
            update_timeout=seconds(timeouts.update),
            delete_timeout=seconds(timeouts.delete),
            retain_on_delete=request.retainOnDelete,
            deleted_with=request.deletedWith,
        ),
        protect_given=request.HasField("protect"),
        import_id=request.importId,
        source=position(request.sourcePosition),
    )


def reading(request: resource_pb2.ReadResourceRequest) -> Reading:
    """An existing resource that the program looks at."""
    return Reading(
        type=request.type,
        name=request.name,
        identifier=request.id,
        parent=request.parent,
        properties=wire.from_struct(request.properties),
        dependencies=tuple(request.dependencies),
        provider=request.provider,
        version=request.version,
        plugin_url=request.pluginDownloadURL,
        package_ref=request.packageRef,
        additional_secret_outputs=tuple(request.additionalSecretOutputs),
        source=position(request.sourcePosition),
    )


def callbacks(messages: Iterable[callback_pb2.Callback]) -> tuple[Callback, ...]:
    """Functions of the program."""
    return tuple(Callback(message.target, message.token) for message in messages)


def position(source: source_pb2.SourcePosition) -> str:
    """``file:line``; empty when the SDK did not say."""
    if not source.uri:
        return ""
    return f"{unquote(urlparse(source.uri).path)}:{source.line}"


def seconds(duration: str) -> float:
    """A Go duration such as ``1h30m`` in seconds; 0 for none."""
    return sum(float(number) * SECONDS[unit] for number, unit in DURATION.findall(duration))
