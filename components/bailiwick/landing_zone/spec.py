"""What a landing zone's arguments promise once they have been checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

import pulumi
from pydantic import Field

from bailiwick import atlas
from bailiwick.atlas.api_codes import api_codes
from bailiwick.contract import (
    Given,
    PlaceSpec,
    Problem,
    ProjectId,
    ResourceId,
    company_problems,
    foreign_argument_problems,
    parse_arguments,
    place_problems,
    product_problems,
    region_of_id_problems,
)
from bailiwick.errors import nearest
from bailiwick.kms.spec import CUSTOMER_MANAGED, LocalKmsSpec
from bailiwick.storage.spec import PROVIDER_MANAGED, ObjectStoreSpec, takes_key

PlaceT = TypeVar("PlaceT", bound=PlaceSpec)
ONLY_AT = {"ovh": ("more_regions", "subsidiary"), "scaleway": ()}


class LandingZoneSpec(PlaceSpec):
    """A project at a place that may hold the state."""

    uses: ClassVar[tuple[str, ...]] = ("object-storage",)
    more_regions: tuple[str, ...] = ()
    purpose: str = ""
    existing_project_id: ProjectId | None = None
    subsidiary: str | None = None
    permission_sets: tuple[str, ...] = ()
    bucket_name: str | None = Field(default=None, pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")
    keep_old_states_days: int = Field(default=90, ge=1, le=3650)
    deletion_protection: bool = True
    existing_bucket_id: ResourceId = None

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        """The rules of the place, then those of the regions and of the contract, then those of the bucket."""
        yield from place_problems(given)
        yield from product_problems(given, "region", "object-storage")
        if given.values.get("project_id") is not None:
            yield given.problem("project_id", "is what the component makes", next_step="write existing_project_id")
        yield from foreign_argument_problems(given, given, ONLY_AT)
        if given.text("provider") == "ovh":
            yield from _region_problems(given)
            if given.values.get("existing_project_id") is None:
                yield from company_problems(given, given)
        yield from region_of_id_problems(given, given, "existing_bucket_id", "bucket")

    def key(self) -> LocalKmsSpec:
        """The key of the bucket for the state, where the provider's buckets take one."""
        return _derived(LocalKmsSpec, self._place() | {"deletion_protection": self.deletion_protection})

    def bucket(self, key_id: pulumi.Output[str] | None, project_id: pulumi.Output[str]) -> ObjectStoreSpec:
        """The bucket for the state: versioned, so that a former state can be brought back."""
        wanted = self._place() | {
            "segment": "state",
            "purpose": "the state of the platform's stacks",
            "bucket_name": self.bucket_name,
            "key_custody": CUSTOMER_MANAGED if takes_key(self.provider) else PROVIDER_MANAGED,
            "key_id": key_id,
            "keep_old_versions_days": None if self.existing_bucket_id is not None else self.keep_old_states_days,
            "deletion_protection": self.deletion_protection,
            "existing_bucket_id": self.existing_bucket_id,
        }
        return in_project(_derived(ObjectStoreSpec, wanted), project_id)

    def _place(self) -> dict[str, Any]:
        return {"jurisdiction": self.jurisdiction, "provider": self.provider, "region": self.region}


@dataclass(frozen=True, slots=True)
class LandingZoneParts:
    """What a provider's part of the component hands back."""

    project_id: pulumi.Output[str]
    deployer_id: pulumi.Output[str]
    bucket_name: pulumi.Output[str]
    backend_url: pulumi.Output[str]


def in_project(spec: PlaceT, project_id: pulumi.Output[str]) -> PlaceT:
    """The same in a project that is made in the same program, so that its id is not known yet."""
    return spec.model_copy(update={"project_id": project_id})


def _derived(spec: type[PlaceT], wanted: Mapping[str, Any]) -> PlaceT:
    return parse_arguments(
        spec, {field: value for field, value in wanted.items() if value is not None}, component="the landing zone"
    )


def _region_problems(given: Given) -> Iterator[Problem]:
    jurisdiction, more = given.text("jurisdiction"), given.get("more_regions")
    inside = [
        site.region
        for site in atlas.regions("ovh")
        if site.country == jurisdiction and site.region != given.text("region") and api_codes("ovh", site.region)
    ]
    codes = list(more) if isinstance(more, list | tuple) else []
    for place, code in enumerate(codes):
        if code in codes[:place]:
            yield Problem((*given.trail, "more_regions", place), "is named twice", got=str(code))
        elif code not in inside:
            yield Problem(
                (*given.trail, "more_regions", place),
                f"is not another region inside the jurisdiction {jurisdiction}",
                got=str(code),
                expected=f"one of {', '.join(inside)}" if inside else "",
                nearest=nearest(str(code), inside),
            )
