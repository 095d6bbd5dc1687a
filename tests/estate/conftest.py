"""Builds estates the way a rehearsal's records look."""

from dataclasses import dataclass, field

import pytest

from bailiwick.atlas.sdk_scan import PACKAGES, installed_types
from bailiwick.estate import Estate

UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


def urn_of(token, name):
    return f"urn:pulumi:dev::p::{token}::{name}"


@dataclass
class Planned:
    """A record of a planned resource."""

    type: str
    name: str
    inputs: dict = field(default_factory=dict)
    outputs: dict = field(default_factory=dict)
    provider: str = f"{urn_of('pulumi:providers:any', 'default')}::id"
    parent: str = ""
    dependencies: tuple = ()
    property_dependencies: dict = field(default_factory=dict)
    id: str = ""

    @property
    def urn(self):
        return urn_of(self.type, self.name)


class Plan:
    """Records that are being collected, and the estate they make."""

    def __init__(self):
        self.records = []

    def add(self, token, name="it", inputs=None, **more):
        more = {"provider": ""} | more if token.startswith("pulumi:providers:") else more
        record = Planned(token, name, inputs or {}, **more)
        self.records.append(record)
        return record

    def where(self, record):
        return Estate.from_records(self.records).location(record.urn)


@pytest.fixture
def plan():
    return Plan()


@pytest.fixture
def unknown():
    return UNKNOWN_STRING


@pytest.fixture(scope="session")
def declared_inputs():
    """The paths of a type's inputs, as the installed SDK declares them."""
    found = {item.token: item.inputs for provider in PACKAGES for item in installed_types(provider)}
    return found.__getitem__
