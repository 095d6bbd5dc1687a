"""The pages of the components: their examples run, and they name every argument and no other."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bailiwick.cluster import GpuClusterArgs, NodePoolArgs
from bailiwick.kms import LocalKmsArgs
from bailiwick.network import PrivateNetworkArgs
from bailiwick.platform import SovereignPlatformArgs
from bailiwick.storage import ObjectStoreArgs

PAGES = Path(__file__).parents[2] / "docs" / "components"

DOCUMENTED = {
    "private-network": [("argument", PrivateNetworkArgs)],
    "local-kms": [("argument", LocalKmsArgs)],
    "object-store": [("argument", ObjectStoreArgs)],
    "gpu-cluster": [("argument", GpuClusterArgs), ("of each pool", NodePoolArgs)],
    "sovereign-platform": [("argument", SovereignPlatformArgs)],
}


def program(example: str) -> Callable[[], None]:
    def run() -> None:
        exec(example, {})

    return run


@pytest.mark.parametrize("page", DOCUMENTED)
def test_its_examples_run(page, register):
    examples = re.findall(r"```python\n(.*?)```", (PAGES / f"{page}.md").read_text(encoding="utf-8"), re.DOTALL)
    assert examples
    for example in examples:
        registered = register(program(example))
        assert any(resource.typ.startswith("scaleway:") for resource in registered.resources)


@pytest.mark.parametrize(
    ("page", "heading", "args"), [(page, *table) for page, tables in DOCUMENTED.items() for table in tables]
)
def test_its_table_names_every_argument(page, heading, args):
    text = (PAGES / f"{page}.md").read_text(encoding="utf-8")
    table = text.partition(f"| {heading} |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(args.__annotations__)


def test_every_page_is_known():
    assert {path.stem for path in PAGES.glob("*.md")} == set(DOCUMENTED)
