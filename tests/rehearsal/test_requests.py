"""The monitor's messages are read as plain data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi.runtime.proto import resource_pb2, source_pb2

from bailiwick.rehearsal import wire
from bailiwick.rehearsal.plan import Options
from bailiwick.rehearsal.requests import position, reading, registration, seconds
from bailiwick.rehearsal.transforms import Transforms


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        ("", 0),
        ("90s", 90),
        ("1h30m", 5400),
        ("2m0.5s", 120.5),
        ("250ms", 0.25),
        ("3us", 3e-6),
        ("3µs", 3e-6),
        ("7ns", 7e-9),
        ("1m1ms", 60.001),
    ],
)
def test_a_duration_of_go_is_read_in_seconds(duration, expected):
    assert seconds(duration) == pytest.approx(expected)


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999))
def test_the_parts_of_a_duration_add_up(hours, minutes, whole, milliseconds):
    assert seconds(f"{hours}h{minutes}m{whole}s{milliseconds}ms") == pytest.approx(
        hours * 3600 + minutes * 60 + whole + milliseconds / 1000
    )


def test_a_position_is_a_file_and_a_line():
    assert position(source_pb2.SourcePosition(uri="file:///a%20b/main.py", line=7, column=3)) == "/a b/main.py:7"
    assert position(source_pb2.SourcePosition()) == ""


def test_a_registration_carries_everything_that_matters():
    request = resource_pb2.RegisterResourceRequest(
        type="test:index:Thing",
        name="x",
        custom=True,
        parent="urn:parent",
        object=wire.to_struct({"a": 1}),
        dependencies=["urn:d"],
        provider="urn:p::id",
        version="1.2.3",
        pluginDownloadURL="https://plugins.example",
        importId="known",
        protect=False,
        deleteBeforeReplace=True,
        deleteBeforeReplaceDefined=True,
        ignoreChanges=["a"],
        additionalSecretOutputs=["b"],
        retainOnDelete=True,
        deletedWith="urn:w",
        customTimeouts=resource_pb2.RegisterResourceRequest.CustomTimeouts(create="1m", update="2m", delete="3m"),
    )
    request.propertyDependencies["a"].urns.append("urn:d")

    found = registration(request)

    assert (found.type, found.name, found.custom, found.parent) == ("test:index:Thing", "x", True, "urn:parent")
    assert found.properties == {"a": 1}
    assert found.property_dependencies == {"a": ("urn:d",)}
    assert (found.provider, found.version, found.plugin_url) == ("urn:p::id", "1.2.3", "https://plugins.example")
    assert found.import_id == "known"
    assert found.protect_given
    assert found.options == Options(
        protect=False,
        ignore_changes=("a",),
        delete_before_replace=True,
        additional_secret_outputs=("b",),
        create_timeout=60,
        update_timeout=120,
        delete_timeout=180,
        retain_on_delete=True,
        deleted_with="urn:w",
    )


def test_what_a_program_does_not_say_is_told_apart_from_false():
    found = registration(resource_pb2.RegisterResourceRequest(type="a:b:C", name="x"))

    assert not found.protect_given
    assert found.options.delete_before_replace is None


def test_a_reading_carries_the_id():
    found = reading(
        resource_pb2.ReadResourceRequest(
            type="a:b:C", name="x", id="known", properties=wire.to_struct({"a": 1}), additionalSecretOutputs=["s"]
        )
    )

    assert (found.type, found.name, found.identifier) == ("a:b:C", "x", "known")
    assert found.properties == {"a": 1}
    assert found.additional_secret_outputs == ("s",)


def test_a_request_without_transforms_passes_untouched():
    from bailiwick.rehearsal.requests import transformed

    request = resource_pb2.RegisterResourceRequest(type="a:b:C", name="x")

    assert transformed(request, Transforms()) is request
