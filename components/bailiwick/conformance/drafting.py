"""Drafts a data map from a plan, for a team that has none.

A draft holds what the plan shows and nothing else. What only people know stands
there as ``todo``, with the strictest value meanwhile; no law is chosen, no basis
and no purpose invented. The rules of the map ask for all of it.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from bailiwick.atlas.hosts import host_of, site_of
from bailiwick.atlas.implied_flows import Role, role_of
from bailiwick.atlas.operators import operator_of
from bailiwick.atlas.regions import UNKNOWN_COUNTRY, providers
from bailiwick.atlas.type_products import product_of
from bailiwick.conformance.comparison import CLUSTER
from bailiwick.conformance.custody import has_own_key, is_encrypted, keys_of
from bailiwick.conformance.naming import Names
from bailiwick.estate.estate import STACK
from bailiwick.estate.keeping import state_at
from bailiwick.estate.naming import named_in

if TYPE_CHECKING:
    from datetime import date

    from bailiwick.estate import Estate, Resource
    from bailiwick.estate import Place as Found

_CLAIMED: Final = frozenset({Role.STORE, Role.COPY, Role.UNKNOWN})
_KINDS: Final = {"key-manager": "key", "secret-manager": "key", "container-registry": "container-image"}
_SEGMENT: Final = "platform"
_CONTROLLER: Final = "controller"
_STRICTEST: Final = {"classification": "special-category", "personal_data": "identified"}
_OPEN: Final = {"protocol": "unknown", "network": "private"}
_HEADER: Final = """\
# A draft from a rehearsal of stack {stack}: what its plan shows. What it does not show says todo, and has the strictest
# value until somebody knows. `bailiwick map check` asks for all of it, and for what the laws want besides.
# Still missing: the places and people outside the stack, what computes, and the flows between all of these.
"""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A place of the draft."""

    resource: Resource
    head: Resource
    """The resource, or the component that holds it and nothing else that bears data."""
    id: str
    site: Found | None


def draft(estate: Estate, stack: str, on: date) -> str:
    """The text of a map of the plan.

    Args:
        estate: the plan, whole.
        stack: name of the stack.
        on: the day that the map is of.
    """
    return _Draft(estate, stack, on).text()


class _Draft:
    def __init__(self, estate: Estate, stack: str, on: date) -> None:
        self._estate = estate
        self._names = Names(estate)
        self._stack = stack
        self._on = on
        self._claims: dict[str, _Claim] = {}
        self._parties: dict[str, dict[str, Any]] = {}
        self._places: list[dict[str, Any]] = []
        self._elements: list[dict[str, Any]] = []
        self._flows: list[dict[str, Any]] = []

    def text(self) -> str:
        """The whole file."""
        self._claim()
        countries = Counter(claim.site.country for claim in self._claims.values() if claim.site is not None)
        self._home = countries.most_common(1)[0][0] if countries else "FR"
        self._add_party(_CONTROLLER, name="unknown", country=self._home, todo="who decides, and from which country?")
        for claim in self._claims.values():
            self._add(claim)
        self._add_state()
        segment = {
            "id": _SEGMENT,
            "countries": sorted(countries) or [self._home],
            "todo": "which parts of the platform have a boundary of their own, and how strict is it?",
        }
        controller = {"party": _CONTROLLER, "sector": "other", "todo": "which sector, NIS 2 entity and AI Act risk?"}
        top = {"schema": "bailiwick/dataflows/v1", "name": _slug(self._stack), "as_of": self._on, "stack": self._stack}
        lists = {
            "parties": list(self._parties.values()),
            "segments": [segment],
            "places": self._places,
            "elements": self._elements,
            "flows": self._flows,
        }
        lines = [_HEADER.format(stack=self._stack) + _block(top), f"controller: {_row(controller)}", ""]
        for key, rows in lists.items():
            written = _rows if key in {"elements", "flows"} else _row
            lines += [f"{key}:" if rows else f"{key}: []", *(f"  - {written(row)}" for row in rows), ""]
        return "\n".join(lines[:-1]) + "\n"

    def _claim(self) -> None:
        holders = [
            item
            for item in self._estate
            if item.provider and (role := role_of(item.type)) is not None and role.role in _CLAIMED
        ]
        held = Counter(urn for item in holders for urn in self._around(item))
        settings = self._settings()
        taken: set[str] = set()
        for item in holders:
            sites = self._sites(item)
            site = next((one for one in sites if one.country != UNKNOWN_COUNTRY), None)
            region = site.site.region if site is not None else ""
            known = bool(product_of(item.type))  # what nobody can tell has to be named itself
            # A component stands for all that is in it, settings of other things included, if that is in one place.
            alone = [
                urn
                for urn in (self._around(item) if known else ())
                if held[urn] == 1 and settings.get(urn, {region}) <= {region}
            ]
            head = self._estate.resources[alone[-1]] if alone else item
            self._claims[item.urn] = _Claim(item, head, _unused(_slug(head.name), taken), site)

    def _settings(self) -> dict[str, set[str]]:
        """URN of each component -> the regions of what in it is a part of something else."""
        found: dict[str, set[str]] = {}
        for item in self._estate:
            role = role_of(item.type) if item.provider else None
            if role is not None and role.role is Role.PART:
                for urn in self._around(item):
                    found.setdefault(urn, set()).update(one.site.region for one in self._sites(item))
        return found

    def _sites(self, resource: Resource) -> list[Found]:
        """The places of a resource without those of its copies."""
        return [one for one in self._estate.location(resource.urn).places if not one.copy]

    def _around(self, resource: Resource) -> list[str]:
        """URNs of the components around a resource, the innermost first, without the stack."""
        found: list[str] = []
        here = self._estate.get(resource.parent)
        while here is not None and here.type != STACK and not here.provider:
            found.append(here.urn)
            here = self._estate.get(here.parent)
        return found

    def _add(self, claim: _Claim) -> None:
        kind = product_of(claim.resource.type)
        named = claim.head.name
        if self._names.meant_by(named).resource is not claim.head:
            named = f"{claim.head.type}::{named}"
        other = CLUSTER if claim.resource.type.startswith(f"{CLUSTER}:") else "saas"
        place: dict[str, Any] = {"id": claim.id, "party": self._party(claim), "kind": kind or other}
        place |= {"country": claim.site.country if claim.site is not None else self._home}
        place |= {"region": claim.site.site.code} if claim.site is not None else {}
        place |= {"segment": _SEGMENT, "resource": named}
        place |= {} if claim.site is not None else {"todo": "where is it? The plan does not show it"}
        self._places.append(place)
        self._elements.append(self._element(claim, kind))
        for copy in self._estate.location(claim.resource.urn).places:
            if copy.copy:
                self._add_copies(claim, copy, kind)

    def _element(self, claim: _Claim, kind: str) -> dict[str, Any]:
        role = role_of(claim.resource.type)
        copied = role is not None and role.role is Role.COPY
        originals = self._originals(claim.resource, role.of) if role is not None and copied else []
        found: dict[str, Any] = {"id": claim.id, "kind": "backup" if copied else _KINDS.get(kind, "unknown")}
        if found["kind"] == "key":
            found |= {"classification": "confidential", "personal_data": "none"}
            todo = "what is in it, and which data does it open?"
        else:
            found |= _STRICTEST
            todo = "what is it, whose data, from where, made from what, used for what, kept how long, under which laws?"
        found["origin"] = {"place": originals[0].id if originals else claim.id}
        # A key manager works with its keys; that it keeps them in something is its own affair.
        found["processing" if kind == "key-manager" else "storage"] = [claim.id]
        for original in originals[:1]:
            found["derived_from"] = [original.id]
            access = role.access if role is not None else ""
            self._add_flow(f"{original.id}-to-{claim.id}", claim.id, original.id, claim.id, access)
        if has_own_key(claim.resource, self._estate):
            keys = [
                self._claims[key.urn].id for key in keys_of(claim.resource, self._estate) if key.urn in self._claims
            ]
            found["encryption"] = {"mode": "customer", **({"key_place": keys[0]} if keys else {})}
        elif kind != "key-manager" and is_encrypted(claim.resource, self._estate):
            found["encryption"] = {"mode": "provider"}
        return {**found, "todo": todo}

    def _originals(self, resource: Resource, paths: tuple[str, ...]) -> list[_Claim]:
        urns = set().union(*(named_in(resource, path, self._estate) for path in paths))
        return [claim for urn, claim in self._claims.items() if urn in urns]

    def _add_copies(self, claim: _Claim, copy: Found, kind: str) -> None:
        """A place for copies that a setting sends elsewhere, and the flow to it."""
        name = _unused(f"{claim.id}-copies", {place["id"] for place in self._places})
        place = {"id": name, "party": self._party(claim), "kind": kind, "country": copy.country}
        self._places.append({**place, "region": copy.site.region})
        self._add_flow(f"{claim.id}-to-{name}", claim.id, claim.id, name, "backup")

    def _add_flow(self, name: str, element: str, source: str, target: str, access: str) -> None:
        self._flows.append(
            {
                "id": name,
                "elements": [element],
                "from": source,
                "to": target,
                "access": access,
                "purpose": "unknown",
                "transport": _OPEN,
                "todo": "what for, and how does it travel?",
            }
        )

    def _add_state(self) -> None:
        """The backend, as far as anything tells of it; where it stays with whoever runs Pulumi it is no place."""
        at = state_at(self._estate.keeping)
        if at is None or not at.scheme or at.local or not at.host:
            return
        site, row = site_of(at.host), host_of(at.host)
        party = _CONTROLLER
        if site is not None:
            party = self._add_provider(site.provider)
        elif row is not None and row.operator and row.country != UNKNOWN_COUNTRY:
            party = self._add_party(_slug(row.operator), name=row.operator, country=row.country)
        taken = {place["id"] for place in self._places}
        office, name = _unused("administration", taken), _unused("state", taken)
        place = {"id": name, "party": party, "kind": "state-backend"}
        place |= {"country": site.country if site is not None else self._home}
        place |= {"region": site.region} if site is not None else {"todo": "where is it?"}
        self._places.append({"id": office, "party": _CONTROLLER, "kind": "workplace", "country": self._home,
                             "todo": "from where is Pulumi run?"})  # fmt: skip
        self._places.append({**place, "hosts": [at.host]})
        element = _unused("stack-state", {item["id"] for item in self._elements})
        classes = {"classification": "confidential", "personal_data": "none"}
        where = {"origin": {"place": office}, "storage": [name]}
        todo = "how is it encrypted, and is anything personal in it?"
        self._elements.append({"id": element, "kind": "metadata", **classes, **where, "todo": todo})
        self._add_flow(f"{office}-to-{name}", element, office, name, "copy")
        self._flows[-1]["transport"] = {**_OPEN, "network": "public"}

    def _party(self, claim: _Claim) -> str:
        package = claim.resource.type.partition(":")[0]
        if package in providers():
            return self._add_provider(package)
        asked = "which company runs this, and where has it its seat?"
        return self._add_party(_slug(package), name=package, country=self._home, todo=asked)

    def _add_provider(self, provider: str) -> str:
        row = operator_of(provider)
        name, country = (row.legal_name, row.country) if row is not None else (provider, self._home)
        return self._add_party(provider, name=name, country=country, provider=provider)

    def _add_party(self, identifier: str, **fields: str) -> str:
        self._parties.setdefault(identifier, {"id": identifier, **fields})
        return identifier


def _slug(name: str) -> str:
    """The name as an id of the map."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold())[:58].strip("-") or "unnamed"


def _unused(name: str, taken: set[str]) -> str:
    """The name, with a number behind it where somebody has it already; it is taken from then on."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found


def _row(fields: dict[str, Any]) -> str:
    return _dumped(fields, flow=True).strip()


def _rows(fields: dict[str, Any]) -> str:
    """An item of a list over several lines, with what is innermost on one."""
    return textwrap.indent(_dumped(fields, flow=None), "    ").strip()


def _block(fields: dict[str, Any]) -> str:
    return _dumped(fields, flow=False)


class _Plain(yaml.SafeDumper):
    """Writes what occurs twice twice, instead of with an anchor."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _dumped(fields: dict[str, Any], *, flow: bool | None) -> str:
    text = yaml.dump(
        fields, Dumper=_Plain, default_flow_style=flow, sort_keys=False, allow_unicode=True, width=float("inf")
    )
    return str(text)
