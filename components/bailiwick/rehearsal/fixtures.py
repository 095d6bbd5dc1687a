"""What a rehearsal is told about the world outside the program.

A fixtures file is YAML::

    stacks:                     # what stack references read
      organization/network/prod:
        outputs: {vpc: fr-par/…}
        secretOutputNames: []
    invokes:                    # what data sources answer
      - token: scaleway:network/getVpc:getVpc
        args: {vpcId: fr-par/…}     # those that matter; others may have any value
        result: {name: found}
    reads:                      # what exists already
      - id: fr-par/…
        type: scaleway:network/vpc:Vpc   # optional
        outputs: {name: found}
    resources:                  # what new resources will turn out to be
      - type: scaleway:kubernetes/cluster:Cluster   # any of type, name, urn
        name: work
        id: fr-par/…
        outputs: {apiserverUrl: https://…}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bailiwick.errors import ConfigurationError, Diagnostic, nearest
from bailiwick.yaml_source import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bailiwick.yaml_source import Trail, YamlSource


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class StackFixture(_Strict):
    """The outputs of another stack."""

    outputs: dict[str, Any] = Field(default_factory=dict)
    secret_output_names: tuple[str, ...] = Field(default=(), alias="secretOutputNames")


class InvokeFixture(_Strict):
    """The answer of a data source."""

    token: str
    args: dict[str, Any] = Field(default_factory=dict)
    result: dict[str, Any]


class ReadFixture(_Strict):
    """An existing resource."""

    id: str
    type: str = ""
    outputs: dict[str, Any]


class ResourceFixture(_Strict):
    """What a new resource will turn out to be."""

    type: str = ""
    name: str = ""
    urn: str = ""
    id: str = ""
    outputs: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _selects(self) -> ResourceFixture:
        if not (self.type or self.name or self.urn):
            raise ValueError("names neither type, name nor urn")
        return self

    def fits(self, urn: str, type_: str, name: str) -> bool:
        """Whether this fixture is for the resource."""
        return self.type in ("", type_) and self.name in ("", name) and self.urn in ("", urn)


class Fixtures(_Strict):
    """All fixtures of one rehearsal; the first that fits is used."""

    stacks: dict[str, StackFixture] = Field(default_factory=dict)
    invokes: tuple[InvokeFixture, ...] = ()
    reads: tuple[ReadFixture, ...] = ()
    resources: tuple[ResourceFixture, ...] = ()

    def stack(self, name: str) -> StackFixture | None:
        """The outputs of another stack; the organisation may be left out when it is the default one."""
        return self.stacks.get(name) or self.stacks.get(f"organization/{name}")

    def invoke(self, token: str, arguments: dict[str, Any]) -> dict[str, Any] | None:
        """The answer of a data source to these arguments."""
        for fixture in self.invokes:
            if fixture.token == token and fixture.args.items() <= arguments.items():
                return fixture.result
        return None

    def read(self, identifier: str, type_: str) -> dict[str, Any] | None:
        """The outputs of an existing resource."""
        for fixture in self.reads:
            if fixture.id == identifier and fixture.type in ("", type_):
                return fixture.outputs
        return None

    def identifier(self, urn: str, type_: str, name: str) -> str:
        """The id that a new resource will have; empty when no fixture says."""
        return next((item.id for item in self.resources if item.id and item.fits(urn, type_, name)), "")

    def outputs(self, urn: str, type_: str, name: str) -> dict[str, Any]:
        """The outputs that a new resource will have."""
        found: dict[str, Any] = {}
        for item in reversed(self.resources):
            if item.fits(urn, type_, name):
                found |= item.outputs
        return found


def read_fixtures(path: Path) -> Fixtures:
    """The fixtures in a file.

    Raises:
        ConfigurationError: the file is missing or wrong; all that is wrong.
    """
    source = read_yaml(path)
    document = {} if source.node is None else source.value()
    if not isinstance(document, dict):
        expected = f"any of {', '.join(sorted(SECTIONS))}"
        raise ConfigurationError(Diagnostic("is not a mapping", where=f"{path}:1", expected=expected))
    try:
        found = Fixtures.model_validate(document)
    except ValidationError as problem:
        raise ConfigurationError(
            *(_misfit(error["loc"], error["type"], error["msg"], source) for error in problem.errors())
        ) from None
    foreign = list(_foreign(document, (), source))
    if foreign:
        raise ConfigurationError(*foreign)
    return found


SECTIONS: dict[str, type[_Strict]] = {
    "stacks": StackFixture,
    "invokes": InvokeFixture,
    "reads": ReadFixture,
    "resources": ResourceFixture,
}


def _misfit(trail: Trail, kind: str, message: str, source: YamlSource) -> Diagnostic:
    where = source.where(*trail)
    if kind != "extra_forbidden":
        return Diagnostic(f"{_named(trail)}: {message.removeprefix('Value error, ')}", where=where)
    key = str(trail[-1])
    known = (
        [field.alias or name for name, field in SECTIONS[str(trail[0])].model_fields.items()]
        if len(trail) > 1
        else SECTIONS
    )
    return Diagnostic("unknown key", where=where, got=key, nearest=nearest(key, known))


def _foreign(value: Any, trail: Trail, source: YamlSource) -> Iterator[Diagnostic]:
    """What YAML can hold and a property value cannot."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                problem = f"{_named(trail)}: the key {key} is not text"
                yield Diagnostic(problem, where=source.where(*trail, str(key)), expected="it in quotes")
            yield from _foreign(item, (*trail, str(key)), source)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _foreign(item, (*trail, place), source)
    elif not isinstance(value, str | int | float | None):
        problem = f"{_named(trail)}: a property value cannot be a {type(value).__name__}"
        yield Diagnostic(problem, where=source.where(*trail), expected="it in quotes")


def _named(trail: Trail) -> str:
    return ".".join(map(str, trail))
