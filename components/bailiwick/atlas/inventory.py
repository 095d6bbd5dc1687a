"""Every row of the atlas with its provenance: what the reports about the atlas itself are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from bailiwick.atlas import (
    adequacy,
    api_codes,
    capability_rows,
    controls,
    countries,
    database_plans,
    frameworks,
    hosts,
    implied_flows,
    keepers,
    key_backups,
    kubernetes_plans,
    machines,
    networks,
    operators,
    resource_types,
    second_places,
    stored_with,
    territories,
    type_products,
)
from bailiwick.atlas.fact import Fact
from bailiwick.atlas.regions import providers, read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


_OF_A_REGION = ("provider", "region", "city", "country", "kind", "zones", "spellings", "note")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the atlas."""

    table: str
    id: str
    """Unique within the table."""
    names: tuple[str, ...]
    """The words by which one would look it up, the id among them."""
    fact: Fact
    record: Any
    """The typed row; for a region, its fields by name."""

    def answers_to(self, word: str) -> bool:
        """Whether this is what somebody means by a word, whatever its case."""
        return word.casefold() in {name.casefold() for name in self.names}


def tables() -> tuple[str, ...]:
    """The names of all tables."""
    return tuple(_READERS)


@cache
def entries(table: str = "") -> tuple[Entry, ...]:
    """All rows, or those of one table."""
    return tuple(entry for name, read in _READERS.items() if table in {"", name} for entry in read(name))


def _simple(
    rows: Callable[[], Iterable[Any]], names: Callable[[Any], tuple[str, ...]]
) -> Callable[[str], Iterator[Entry]]:
    def read(table: str) -> Iterator[Entry]:
        for row in rows():
            found = names(row)
            yield Entry(table, found[0], found, cast("Fact", row.fact), row)

    return read


def _regions(table: str) -> Iterator[Entry]:
    for row in read_rows():
        identifier = f"{row['provider']}:{row['region']}"
        names = (identifier, row["region"], *row["spellings"], *row["zones"])
        fact = Fact.of(row)
        written = {key: row[key] for key in _OF_A_REGION if key in row}
        yield Entry(table, identifier, names, fact, {**written, "fact": fact})


def _capabilities(table: str) -> Iterator[Entry]:
    for provider in providers():
        for row in capability_rows.stated(provider):
            identifier = ":".join((provider, *("+".join(part) for part in (row.products, row.places, row.features))))
            yield Entry(table, identifier, (identifier,), row.fact, row)


def _consequences(table: str) -> Iterator[Entry]:
    for framework in frameworks.frameworks():
        for number, row in enumerate(framework.consequences, 1):
            identifier = f"{framework.id}/{number}"
            yield Entry(table, identifier, (identifier,), row.fact, row)


def _types(table: str) -> Iterator[Entry]:
    for provider in providers():
        for token in sorted(resource_types.classified_tokens(provider)):
            found = resource_types.classify(token)
            if found is not None:
                yield Entry(table, token, (token,), found.fact, found)


def _packages(table: str) -> Iterator[Entry]:
    for name in resource_types.classified_packages():
        found = resource_types.classify(name)
        if found is not None:
            yield Entry(table, name, (name,), found.fact, found)


_READERS: dict[str, Callable[[str], Iterator[Entry]]] = {
    "countries": _simple(countries.countries, lambda row: (row.code, row.name)),
    "blocs": _simple(countries.blocs, lambda row: (row.name,)),
    "mistaken-codes": _simple(countries.mistaken_codes, lambda row: (row.wrong,)),
    "territories": _simple(territories.territories, lambda row: (row.code,)),
    "adequacy": _simple(
        adequacy.adequacies, lambda row: (f"{row.under}:{row.country or row.organisation}", row.country)
    ),
    "adequacy-challenges": _simple(
        adequacy.challenges, lambda row: (f"{row.under}:{row.country}:{row.date}", row.country)
    ),
    "frameworks": _simple(frameworks.frameworks, lambda row: (row.id, row.short)),
    "consequences": _consequences,
    "operators": _simple(operators.operators, lambda row: (row.id, row.legal_name)),
    "reach": _simple(operators.reaches, lambda row: (f"{row.operator}:{row.law}", row.operator, row.law)),
    "disputes": _simple(operators.disputes, lambda row: (row.name, row.operator)),
    "subsidiaries": _simple(operators.subsidiaries, lambda row: (f"ovhSubsidiary:{row.code}",)),
    "regions": _regions,
    "machines": _simple(
        machines.machines, lambda row: (f"{row.provider}:{row.name}", row.name, row.accelerator or row.name)
    ),
    "ineligible-machines": _simple(machines.ineligible, lambda row: (f"{row.provider}:{row.name}", row.name)),
    "kubernetes-plans": _simple(
        kubernetes_plans.plans, lambda row: (f"{row.provider}:{row.name}:{row.zones}", row.name)
    ),
    "database-plans": _simple(database_plans.database_plans, lambda row: (f"{row.provider}:{row.name}", row.name)),
    "kubernetes-versions": _simple(kubernetes_plans.minors, lambda row: (f"{row.provider}:{row.minor}", row.minor)),
    "key-backups": _simple(key_backups.all_key_backups, lambda row: (f"{row.provider}:{row.region}", row.region)),
    "api-codes": _simple(api_codes.all_api_codes, lambda row: (f"{row.provider}:{row.region}", row.region)),
    "networks": _simple(networks.all_networks, lambda row: (row.provider,)),
    "key-material": _simple(key_backups.all_key_material, lambda row: (row.token,)),
    "capabilities": _capabilities,
    "controls": _simple(
        controls.controls, lambda row: (f"{row.id}:{row.token}:{row.beside}:{row.input}", row.id, row.token)
    ),
    "second-places": _simple(second_places.second_places, lambda row: (f"{row.token}:{row.what}", row.token)),
    "data-roles": _simple(implied_flows.listed_roles, lambda row: (row.token,)),
    "network-openings": _simple(implied_flows.openings, lambda row: (row.token,)),
    "pulls": _simple(implied_flows.pulls, lambda row: (f"{row.token} {row.input}", row.token)),
    "stored-with": _simple(stored_with.stored_with, lambda row: (row.token,)),
    "type-products": _simple(type_products.type_products, lambda row: (row.begins,)),
    "keepers": _simple(keepers.keepers, lambda row: (f"{row.keeps}:{row.scheme}",)),
    "hosts": _simple(hosts.hosts, lambda row: (row.name,)),
    "types": _types,
    "packages": _packages,
}
