"""Reads an estate from what ``pulumi preview --json --show-sames`` prints: what will exist after the update.

Source: ``display.PreviewDigest`` of pulumi/pulumi (``pkg/display/json.go``).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from bailiwick.errors import ConfigurationError, Diagnostic
from bailiwick.estate.json_file import read_json
from bailiwick.estate.keeping import Keeping
from bailiwick.estate.snapshot import Collector

if TYPE_CHECKING:
    from pathlib import Path

    from bailiwick.estate.json_file import JsonFile, Trail
    from bailiwick.estate.snapshot import Snapshot

STAYING: Final = frozenset(
    {"same", "create", "update", "replace", "create-replacement", "read", "read-replacement", "refresh", "import",
     "import-replacement", "extend-parameterize"}
)  # fmt: skip
"""Operations after which the resource exists."""
LEAVING: Final = frozenset({"delete", "delete-replaced", "discard", "discard-replaced", "remove-pending-replace"})
"""Operations after which it does not, or only in its new state, which another step tells."""
COARSE: Final = "replace"
"""Told once more by another step for the same resource if the preview shows replacements in detail."""
_ANEW: Final = "write the file with `pulumi preview --json --show-sames > FILE`"


def read_preview(path: Path, *, backend: str | None = None) -> Snapshot:
    """The estate that a preview foretells.

    Args:
        path: of the file.
        backend: URL of the backend of the stack, which the file does not tell.

    Raises:
        ConfigurationError: the file is no such preview; the preview did not run to
            its end, or does not show all resources; all that is wrong.
    """
    file = read_json(path)
    digest = _digest(file)
    found = Collector(file)
    _refuse_halves(found, digest)
    rows = _staying(found, digest)
    for row, trail in rows.values():
        found.add(row, *trail)
    found.keeping = Keeping(backend)
    found.provide(_hidden_providers(found, digest.get("config")))
    return found.done()


def _digest(file: JsonFile) -> dict[str, Any]:
    value = file.value
    if isinstance(value, dict) and "deployment" in value:
        problem, next_step = "is a state export", "check it with --state"
    elif not isinstance(value, dict) or not isinstance(value.get("steps"), list):
        problem, next_step = "is no preview: it holds no steps", _ANEW
    else:
        return value
    raise ConfigurationError(Diagnostic(problem, where=str(file.path), next_step=next_step))


def _refuse_halves(found: Collector, digest: dict[str, Any]) -> None:
    """Complains if the preview holds less than the update would leave behind."""
    for place, item in enumerate(found.listed(digest.get("diagnostics"), "diagnostics")):
        # A program that fails leaves a preview that looks whole but for its messages.
        if not isinstance(item, dict) or item.get("severity") == "error":
            first = str(item.get("message", "") if isinstance(item, dict) else item).strip().partition("\n")[0]
            found.complain("the preview ended with an error, so it may be half of one", "diagnostics", place, got=first)
    if digest.get("maybeCorrupt"):
        found.complain("the preview says that the state may be corrupt", "maybeCorrupt")
    announced = digest.get("changeSummary")
    if not isinstance(announced, dict):
        found.complain("the preview did not run to its end", expected="a changeSummary")
        return
    shown = Counter(step.get("op") for step in digest["steps"] if isinstance(step, dict))
    for operation, count in announced.items():
        if isinstance(count, bool) or not isinstance(count, int):
            found.complain("changeSummary is malformed", "changeSummary", operation, expected="a number")
        elif operation in STAYING and shown[operation] < count:
            found.complain(
                "the preview does not show all resources",
                "changeSummary",
                operation,
                got=f"{shown[operation]} of {count} with operation {operation}",
                next_step=_ANEW,
            )


def _staying(found: Collector, digest: dict[str, Any]) -> dict[str, tuple[dict[str, Any], Trail]]:
    """The newest state of each resource that will exist, with its place in the file, by URN."""
    rows: dict[str, tuple[dict[str, Any], Trail]] = {}
    coarse: set[str] = set()
    for place, step in enumerate(digest["steps"]):
        operation = step.get("op") if isinstance(step, dict) else None
        if operation not in STAYING | LEAVING:
            known = ", ".join(sorted(STAYING | LEAVING))
            found.complain("the operation is not known", "steps", place, "op", got=repr(operation), expected=known)
            continue
        state = _state(step, operation)
        row, trail = step.get(state), ("steps", place, state)
        if not found.checked(row, *trail):
            continue
        urn = row["urn"]
        if operation in LEAVING:
            if operation == "delete":
                kept = row.get("retainOnDelete")
                found.leave_out(urn, "stays in the cloud, out of Pulumi's hands" if kept else "will be deleted")
        elif urn not in rows or urn in coarse:
            rows[urn] = (row, trail)
            coarse.discard(urn)
            if operation == COARSE:
                coarse.add(urn)
        elif operation != COARSE:
            found.complain("two steps leave the same resource behind", "steps", place, "op", got=urn)
    return rows


def _state(step: dict[str, Any], operation: str) -> str:
    """Which of a step's two states tells about the resource. A step that changes nothing may have the old one only."""
    if operation in LEAVING or (operation == "same" and step.get("newState") is None):
        return "oldState"
    return "newState"


def _hidden_providers(found: Collector, config: Any) -> dict[str, dict[str, Any]]:
    """The configuration of default providers, which a preview does not show, from that of the stack."""
    settings = config if isinstance(config, dict) else {}
    hidden = {
        resource.provider
        for resource in found.resources.values()
        if resource.provider not in found.resources and resource.provider.rpartition("::")[2].startswith("default")
    }
    return {urn: _settings_of(urn.split("::", 3)[2].rpartition(":")[2], settings) for urn in hidden}


def _settings_of(package: str, settings: dict[str, Any]) -> dict[str, Any]:
    prefix = f"{package}:"
    return {key.removeprefix(prefix): value for key, value in settings.items() if key.startswith(prefix)}
