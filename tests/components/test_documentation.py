"""The pages of the components: their examples run, and they name every argument and no other."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bailiwick.component_pages import rewritten, tables_of

PAGES = Path(__file__).parents[2] / "docs" / "components"

DOCUMENTED = {
    "private-network": {"network.PrivateNetworkArgs", "network.PrivateNetwork"},
    "local-kms": {"kms.LocalKmsArgs", "kms.LocalKms"},
    "object-store": {"storage.ObjectStoreArgs", "storage.ObjectStore"},
    "gpu-cluster": {
        "cluster.GpuClusterArgs",
        "cluster.NodePoolArgs",
        "cluster.SystemPoolArgs",
        "cluster.OidcArgs",
        "cluster.AuditLogArgs",
        "cluster.GpuCluster",
    },
    "database": {"database.DatabaseArgs", "database.Database"},
    "container-registry": {"registry.ContainerRegistryArgs", "registry.ContainerRegistry"},
    "secret-store": {"secret_store.SecretStoreArgs", "secret_store.SecretArgs", "secret_store.SecretStore"},
    "landing-zone": {"landing_zone.LandingZoneArgs", "landing_zone.LandingZone"},
    "sovereign-platform": {
        "platform.SovereignPlatformArgs",
        "platform.PlatformNetworkArgs",
        "platform.PlatformKeysArgs",
        "platform.PlatformBucketArgs",
        "platform.PlatformClusterArgs",
        "platform.PlatformDatabaseArgs",
        "platform.PlatformRegistryArgs",
        "platform.SovereignPlatform",
    },
}


def read(page: str) -> str:
    return (PAGES / f"{page}.md").read_text(encoding="utf-8")


def program(example: str) -> Callable[[], None]:
    def run() -> None:
        exec(example, {})

    return run


@pytest.mark.parametrize("page", DOCUMENTED)
def test_its_examples_run_at_both_providers(page, register):
    examples = re.findall(r"```python\n(.*?)```", read(page), re.DOTALL)
    registered = register(program("\n".join(examples)))
    built = {resource.typ.partition(":")[0] for resource in registered.resources}
    assert {"ovh", "scaleway"} <= built


@pytest.mark.parametrize("page", DOCUMENTED)
def test_its_tables_are_what_the_docstrings_say(page):
    text = read(page)
    assert tables_of(text) == DOCUMENTED[page]
    assert text == rewritten(text), "run make schemas and review the difference"


def test_every_page_is_known():
    assert {path.stem for path in PAGES.glob("*.md")} == set(DOCUMENTED)
