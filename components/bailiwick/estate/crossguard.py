"""Reads an estate from the arguments that CrossGuard hands to policies.

The two kinds of arguments complement each other. A resource policy sees the
inputs and nothing of the graph; a stack policy sees the graph with outputs, in
which Scaleway's regions are null even when they were given. So the inputs that
resource policies of this process saw are remembered by URN.

Nothing of the policy SDK is imported: arguments are recognised by their
attributes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bailiwick.estate.estate import Estate
from bailiwick.estate.keeping import UNSEEN
from bailiwick.estate.resource import Resource
from bailiwick.estate.values import readings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bailiwick.estate.keeping import Keeping


class Sightings:
    """The resources that policies of this process have been shown.

    Args:
        keeping: who keeps the state; the arguments of policies do not tell.
    """

    def __init__(self, keeping: Keeping = UNSEEN) -> None:
        self._seen: dict[str, Resource] = {}
        self._keeping = keeping

    def see(self, args: Any) -> tuple[Resource, Estate]:
        """The resource in a resource policy's arguments, and the part of the estate that has been seen by now."""
        resource = Resource(
            urn=args.urn,
            type=args.resource_type,
            name=args.name,
            inputs=args.props,
            parent=args.opts.parent or "" if args.opts is not None else "",
            provider=args.provider.urn if args.provider is not None else "",
            provider_inputs=args.provider.props if args.provider is not None else None,
            protected=_protected(args.opts),
        )
        self._seen[resource.urn] = resource
        return resource, Estate(self._seen, complete=False, keeping=self._keeping)

    def survey(self, args: Any) -> Estate:
        """The whole estate in a stack policy's arguments, completed with the inputs seen before."""
        return Estate({item.urn: self._complete(item) for item in args.resources}, keeping=self._keeping)

    def _complete(self, item: Any) -> Resource:
        before = self._seen.get(item.urn)
        return Resource(
            urn=item.urn,
            type=item.resource_type,
            name=item.name,
            inputs=before.inputs if before is not None else None,
            outputs=item.props,
            parent=item.parent.urn if item.parent is not None else "",
            provider=item.provider.urn if item.provider is not None else "",
            provider_inputs=item.provider.props if item.provider is not None else None,
            dependencies=_urns(item.dependencies),
            property_dependencies={name: _urns(items) for name, items in item.property_dependencies.items()},
            id=_identifier(item.props),
            protected=_protected(item.opts),
        )


def _protected(options: Any) -> bool | None:
    """The option ``protect``. ``retainOnDelete`` is not part of what policies are shown."""
    return bool(options.protect) if options is not None else None


def _urns(items: Iterable[Any]) -> tuple[str, ...]:
    return tuple(item.urn for item in items)


def _identifier(props: Any) -> str:
    found = readings(props, "id")
    return found[0].value if found and isinstance(found[0].value, str) else ""
