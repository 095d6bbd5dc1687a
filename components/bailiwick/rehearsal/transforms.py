"""Transforms: functions of the program that may change a resource before it is registered.

The program registers them by token; the engine calls back. A resource's own run
first, then those of its components from the inside out, then the stack's.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import grpc
from pulumi.runtime.proto import callback_pb2, callback_pb2_grpc, resource_pb2

from bailiwick.rehearsal import wire
from bailiwick.rehearsal.deployment import RequestRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Callback:
    """A function of the program: the address of its server and its token."""

    target: str
    token: str


class Transforms:
    """All transforms of one deployment."""

    def __init__(self) -> None:
        self._stack: list[Callback] = []
        self._invoke: list[Callback] = []
        self._of_resource: dict[str, tuple[Callback, ...]] = {}
        self._parents: dict[str, str] = {}
        self._channels: dict[str, grpc.Channel] = {}
        self._lock = threading.Lock()

    def add_to_stack(self, callback: Callback) -> None:
        """Applies a transform to every resource from now on."""
        self._stack.append(callback)

    def add_to_invokes(self, callback: Callback) -> None:
        """Applies a transform to every data source from now on."""
        self._invoke.append(callback)

    def remember(self, urn: str, parent: str, callbacks: Iterable[Callback]) -> None:
        """Remembers a component's transforms for its children."""
        self._parents[urn] = parent
        own = tuple(callbacks)
        if own:
            self._of_resource[urn] = own

    def none_apply(self, parent: str, own: Iterable[Callback]) -> bool:
        """Whether a resource below ``parent`` passes untouched."""
        return not (tuple(own) or self._stack or any(self._above(parent)))

    def _above(self, parent: str) -> Iterable[Callback]:
        while parent:
            yield from self._of_resource.get(parent, ())
            parent = self._parents.get(parent, "")

    def resource(
        self, request: resource_pb2.TransformRequest, own: Iterable[Callback]
    ) -> resource_pb2.TransformRequest:
        """The request after all transforms that apply to it."""
        for callback in (*own, *self._above(request.parent), *self._stack):
            answer = resource_pb2.TransformResponse.FromString(self._call(callback, request.SerializeToString()))
            request.properties.CopyFrom(answer.properties)
            if answer.HasField("options"):
                request.options.CopyFrom(answer.options)
        return request

    def invoke(self, request: resource_pb2.TransformInvokeRequest) -> resource_pb2.TransformInvokeRequest:
        """A data source's request after all transforms."""
        for callback in self._invoke:
            answer = resource_pb2.TransformInvokeResponse.FromString(self._call(callback, request.SerializeToString()))
            request.args.CopyFrom(answer.args)
            if answer.HasField("options"):
                request.options.CopyFrom(answer.options)
        return request

    def _call(self, callback: Callback, request: bytes) -> bytes:
        with self._lock:
            channel = self._channels.get(callback.target)
            if channel is None:
                channel = self._channels[callback.target] = grpc.insecure_channel(
                    callback.target, options=wire.MESSAGE_OPTIONS
                )
        stub = callback_pb2_grpc.CallbacksStub(channel)
        try:
            answer = stub.Invoke(callback_pb2.CallbackInvokeRequest(token=callback.token, request=request))
        except grpc.RpcError as problem:
            raise RequestRefusedError(f"a transform failed: {problem.details()}") from None
        return bytes(answer.response)

    def close(self) -> None:
        """Closes the connections to the program."""
        for channel in self._channels.values():
            channel.close()
