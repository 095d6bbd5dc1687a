"""What a program asks of a deployment, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bailiwick.rehearsal.plan import Options

if TYPE_CHECKING:
    from bailiwick.rehearsal.wire import Properties


@dataclass(frozen=True, slots=True)
class Target:
    """Which stack is rehearsed, and how."""

    project: str
    stack: str
    organization: str = "organization"
    dry_run: bool = True
    """False makes outputs known, so that code inside ``apply`` runs too."""


@dataclass(slots=True)
class Registration:
    """A resource as the program declares it."""

    type: str
    name: str
    custom: bool
    parent: str = ""
    properties: Properties = field(default_factory=dict)
    dependencies: tuple[str, ...] = ()
    property_dependencies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    provider: str = ""
    providers: dict[str, str] = field(default_factory=dict)
    """Provider references by package, for the children of a component."""
    version: str = ""
    plugin_url: str = ""
    package_ref: str = ""
    remote: bool = False
    options: Options = field(default_factory=Options)
    protect_given: bool = False
    """Whether the program said something about protection; what it did not say is inherited."""
    import_id: str = ""
    source: str = ""


@dataclass(slots=True)
class Reading:
    """An existing resource that the program looks at."""

    type: str
    name: str
    identifier: str
    parent: str = ""
    properties: Properties = field(default_factory=dict)
    dependencies: tuple[str, ...] = ()
    provider: str = ""
    version: str = ""
    plugin_url: str = ""
    package_ref: str = ""
    additional_secret_outputs: tuple[str, ...] = ()
    source: str = ""
