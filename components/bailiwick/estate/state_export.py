"""Reads an estate from a Pulumi state export, as ``pulumi stack export`` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bailiwick.errors import ConfigurationError, Diagnostic
from bailiwick.estate.json_file import read_json
from bailiwick.estate.keeping import Keeping, provider_in_state
from bailiwick.estate.snapshot import Collector

if TYPE_CHECKING:
    from pathlib import Path

    from bailiwick.estate.json_file import JsonFile
    from bailiwick.estate.snapshot import Snapshot

VERSIONS: Final = (3, 4)
"""Of deployments. Four is three with a list of the features that it uses."""
FEATURES: Final = ("refreshBeforeUpdate", "views", "hooks", "taint", "replaceWith")
"""Features that change nothing about what exists. Source: ``pkg/resource/stack/deployment.go`` of pulumi/pulumi."""
_EXPORT: Final = "write the file with `pulumi stack export --file FILE`"


def read_state(path: Path, *, backend: str | None = None, vault: str = "") -> Snapshot:
    """The estate that a state export describes.

    Resources that are marked for deletion are left out, and told. What an
    interrupted update was creating is taken to exist.

    Args:
        path: of the file.
        backend: URL of the backend that it was exported from, which the file does not tell.
        vault: URL of the server behind a secrets provider ``hashivault``, which it does not tell either.

    Raises:
        ConfigurationError: the file is not such an export, or not a whole one; all that is wrong.
    """
    file = read_json(path)
    deployment = _deployment(file)
    found = Collector(file)
    rows = found.listed(deployment.get("resources"), "deployment", "resources")
    for place, row in enumerate(rows):
        if not found.checked(row, "deployment", "resources", place):
            continue
        if row.get("delete"):
            found.leave_out(row["urn"], "is marked for deletion, but may still exist until the next update")
        else:
            found.add(row, "deployment", "resources", place)
    _add_pending(found, deployment)
    found.keeping = Keeping(backend, provider_in_state(deployment), vault)
    return found.done()


def _deployment(file: JsonFile) -> dict[str, Any]:
    """The deployment in the file, if it is of a kind that can be read."""
    value = file.value
    if isinstance(value, dict) and "steps" in value:
        raise _not_one(file, "is a preview", "check it with --preview")
    if isinstance(value, dict) and "checkpoint" in value:
        raise _not_one(file, "is a checkpoint of a backend", _EXPORT)
    if not isinstance(value, dict) or not isinstance(value.get("deployment"), dict):
        raise _not_one(file, "is no state export: it holds no deployment", _EXPORT)
    version = value.get("version")
    if version not in VERSIONS or isinstance(version, bool):
        raise ConfigurationError(
            Diagnostic(
                "is of a version that Bailiwick does not know",
                where=file.where("version"),
                got=repr(version),
                expected=" or ".join(map(str, VERSIONS)),
                next_step="export it with a Pulumi CLI of version 3",
            )
        )
    features = value.get("features")
    listed = features if isinstance(features, list) else [] if features is None else [features]
    unknown = [item for item in listed if item not in FEATURES]
    if unknown:
        raise ConfigurationError(
            Diagnostic(
                "uses a feature that Bailiwick does not know, so it may hold more than would be judged",
                where=file.where("features"),
                got=", ".join(map(str, unknown)),
                expected=", ".join(FEATURES),
            )
        )
    deployment: dict[str, Any] = value["deployment"]
    return deployment


def _add_pending(found: Collector, deployment: dict[str, Any]) -> None:
    """Takes over what an interrupted update has left: nobody knows whether it exists, so it is judged as if it did."""
    pending = found.listed(deployment.get("pending_operations"), "deployment", "pending_operations")
    for place, operation in enumerate(pending):
        trail = ("deployment", "pending_operations", place, "resource")
        row = operation.get("resource") if isinstance(operation, dict) else None
        if not found.checked(row, *trail):
            continue
        assert isinstance(row, dict)
        if row["urn"] not in found.resources:
            found.add(row, *trail)
    if pending:
        found.remarks.append(
            f"{len(pending)} operations of an interrupted update are pending; what they were making is judged as well"
        )


def _not_one(file: JsonFile, problem: str, next_step: str) -> ConfigurationError:
    return ConfigurationError(Diagnostic(problem, where=str(file.path), next_step=next_step))
