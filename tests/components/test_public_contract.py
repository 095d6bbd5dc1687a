"""What holds for all components: what importing costs, and what other languages will see of them."""

import json
import subprocess
import sys

import pytest
from pulumi.provider.experimental.component import ComponentProvider

from bailiwick import HOMES
from bailiwick.published import components

COMPONENTS = components()

IMPORTED = """
import sys
{program}
print([name for name in ("pulumiverse_scaleway", "pulumi_ovh") if name in sys.modules])
"""


def imported_by(program: str) -> str:
    command = [sys.executable, "-W", "ignore", "-c", IMPORTED.format(program=program)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize("package", [*sorted({*HOMES.values()}), "platform.configuration"])
def test_importing_a_component_imports_no_providers_sdk(package):
    assert imported_by(f"import bailiwick.{package}") == "[]"


def test_building_at_scaleway_imports_scaleways_sdk_alone():
    program = """
import pulumi
class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args): return args.name, args.inputs
    def call(self, args): return {}
pulumi.runtime.set_mocks(Mocks())
from bailiwick.kms import LocalKms
place = dict(jurisdiction="FR", provider="scaleway", region="fr-par")
pulumi.runtime.test(lambda: LocalKms("k", place) and None)()
"""
    assert imported_by(program) == "['pulumiverse_scaleway']"


@pytest.fixture(scope="module")
def package_schema():
    return json.loads(ComponentProvider(COMPONENTS, "bailiwick").schema)


def test_pulumi_can_infer_a_schema_of_every_component(package_schema):
    assert set(package_schema["resources"]) == {f"bailiwick:index:{component.__name__}" for component in COMPONENTS}


def test_every_argument_and_output_is_described(package_schema):
    for token, shape in (package_schema["resources"] | package_schema["types"]).items():
        for group in ("inputProperties", "properties"):
            for name, described in shape.get(group, {}).items():
                assert described.get("description"), f"{token} {name}"


def test_what_a_policy_inspects_is_never_an_input(package_schema):
    for shape in package_schema["resources"].values():
        for name in ("jurisdiction", "provider", "region", "zone", "segment", "keyCustody"):
            assert shape["inputProperties"].get(name, {"plain": True}).get("plain"), name


def test_no_list_or_map_holds_an_enum(package_schema):
    """Their members would arrive as empty objects from other languages."""
    assert not any("enum" in shape for shape in package_schema["types"].values())
