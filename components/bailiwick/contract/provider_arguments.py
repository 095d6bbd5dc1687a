"""Arguments that mean something at one provider only, and ids that tell where they belong."""

from collections.abc import Iterator, Mapping

from bailiwick.contract.given import Given, Problem


def foreign_argument_problems(place: Given, given: Given, only_at: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Refuses arguments of another provider, rather than to pass over them.

    Args:
        place: the arguments that name the provider.
        given: those that may hold a foreign one.
        only_at: for a provider, the arguments that it alone knows.
    """
    provider = place.text("provider")
    if provider not in only_at:
        return
    for other, fields in only_at.items():
        for field in fields if other != provider else ():
            if field in given.spec.model_fields and given.values.get(field) is not None:
                yield given.problem(field, f"is known at {other} only", next_step=f"remove {field}")


def region_of_id_problems(place: Given, given: Given, field: str, what: str) -> Iterator[Problem]:
    """Whether an id that tells its region, as Scaleway's do, is of the region of ``place``."""
    if field not in given.spec.model_fields:
        return
    region, identifier = place.text("region"), given.text(field)
    if region is not None and identifier is not None and "/" in identifier and not identifier.startswith(f"{region}/"):
        yield given.problem(field, f"is a {what} of another region", got=identifier, expected=f"a {what} in {region}")
