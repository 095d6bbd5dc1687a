"""Derives ``data/types.json``: every resource type of the installed provider SDKs, with its class.

What follows from an SDK's declarations is derived here; what needs judgement
stands in ``data/types_overlay.json``. A type that neither settles stops the
derivation, so that no provider release can add one unnoticed.

Run as ``python -m bailiwick.atlas.derive``; with ``--check`` nothing is written.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

from bailiwick.atlas.sdk_scan import PACKAGES, installed_types, sdk_version
from bailiwick.atlas.tables import DATA, read_table
from bailiwick.errors import EXIT_FINDINGS, EXIT_OK, BailiwickError, ConfigurationError, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bailiwick.atlas.sdk_scan import InstalledType

TARGET = DATA / "types.json"

# In the order in which one of them is taken for the place when a type has several.
_PRIMARY = ("region", "regionName", "zone", "nodes.region", "regions", "availabilityZone")
_NAMES_A_PLACE = re.compile(r"(^|\.)(region|regionName|regions|bucketRegion|zone|monoAzZone|availabilityZones?)$")


def derive() -> str:
    """The text that ``data/types.json`` should hold for the SDKs that are installed.

    Raises:
        ConfigurationError: naming every type that the SDKs declare and nothing classes.
    """
    overlay = read_table("types_overlay")
    types = [item for provider in sorted(PACKAGES) for item in installed_types(provider)]
    tokens = {item.token for item in types}
    aliases = {former: item.token for item in types for former in item.former_tokens if former in tokens}
    rows: list[dict[str, Any]] = []
    missing: list[Diagnostic] = []
    for item in types:
        if item.token in aliases:
            continue
        row = _row(item, overlay)
        if row is None:
            missing.append(_unclassified(item))
        else:
            rows.append(row)
    if missing:
        raise ConfigurationError(*missing)
    rows += [_removed(token, parents, overlay) for token, parents in overlay["removed"].items()]
    return _written(sorted(rows, key=lambda row: str(row["token"])), aliases, overlay)


def _row(item: InstalledType, overlay: Mapping[str, Any]) -> dict[str, Any] | None:
    token = item.token
    row: dict[str, Any] = {"token": token, "category": "", "bears": _bears(token, overlay)}
    copies = overlay["copies"].get(token, [])
    places = sorted(path for path in item.inputs if _NAMES_A_PLACE.search(path) and path not in copies)
    provider = token.partition(":")[0]
    if token in overlay["attached"]:
        row |= {"category": "attached", "parents": _existing(overlay["attached"][token], item)}
    elif token in overlay["ordered"]:
        orders = [path for path in overlay["ordered"][token] if path in item.inputs]
        row |= {"category": "ordered", "orders": orders}
    elif token in overlay["global"]:
        return row | {"category": "global", "why": overlay["global"][token], "fact": "hand"}
    elif token in overlay["account"]:
        return row | {"category": "account", "why": overlay["account"][token], "fact": "hand"}
    else:
        primary = next((path for path in _PRIMARY if path in places), None)
        if primary is None:
            return None
        places.remove(primary)
        row |= {"category": "placed", "primary": primary}
    row |= {"further": places} if places else {}
    row |= {"copies": _existing(copies, item)} if copies else {}
    row |= {"everywhere_when_omitted": True} if token in overlay["everywhere_when_omitted"] else {}
    return row | {"fact": provider if row["category"] == "placed" else "hand"}


def _removed(token: str, parents: list[str], overlay: Mapping[str, Any]) -> dict[str, Any]:
    """A type that older states may still hold although the installed SDK has dropped it."""
    return {
        "token": token,
        "category": "attached",
        "bears": _bears(token, overlay),
        "parents": parents,
        "removed": True,
        "fact": "hand",
    }


def _existing(paths: list[str], item: InstalledType) -> list[str]:
    gone = [path for path in paths if path not in item.inputs]
    if gone:
        raise ConfigurationError(
            Diagnostic(
                f"{item.token} has no input {', '.join(gone)}",
                where="types_overlay.json",
                next_step="look up what the installed SDK calls it now",
            )
        )
    return paths


def _bears(token: str, overlay: Mapping[str, Any]) -> str:
    bearing: str = next(bearing for pattern, bearing in overlay["bears"] if re.search(pattern, token))
    return bearing


def _unclassified(item: InstalledType) -> Diagnostic:
    return Diagnostic(
        f"{item.token} names no place that the derivation recognises",
        where="types_overlay.json",
        got=", ".join(sorted(path for path in item.inputs if "." not in path)),
        next_step="class it there as attached, ordered, global or account",
    )


def _written(rows: list[dict[str, Any]], aliases: Mapping[str, str], overlay: Mapping[str, Any]) -> str:
    hand = overlay["provenance"]
    provenance = {
        provider: {
            "source": f"sdk-{provider}",
            "at": sdk_version(provider),
            "as_of": hand["as_of"],
            "confidence": "verified",
            "review_after": hand["review_after"],
        }
        for provider in sorted(PACKAGES)
    } | {"hand": hand}
    sections = [
        '  "about": "Derived by python -m bailiwick.atlas.derive; do not edit. Judgement is in types_overlay.json."',
        f'  "provenance": {json.dumps(provenance)}',
        '  "aliases": {\n'
        + _lines(f"{json.dumps(old)}: {json.dumps(new)}" for old, new in sorted(aliases.items()))
        + "\n  }",
        '  "rows": [\n' + _lines(json.dumps(row) for row in rows) + "\n  ]",
    ]
    return "{\n" + ",\n".join(sections) + "\n}\n"


def _lines(items: Iterator[str]) -> str:
    return ",\n".join(f"    {item}" for item in items)


def main() -> int:
    """Writes the table, or with ``--check`` says whether it is up to date."""
    try:
        text = derive()
    except BailiwickError as problem:
        sys.stderr.write(f"{problem}\n")
        return problem.exit_code
    if "--check" in sys.argv[1:]:
        current = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
        sys.stderr.write("" if current else f"{TARGET.name} is not what the installed SDKs say; run make atlas\n")
        return EXIT_OK if current else EXIT_FINDINGS
    TARGET.write_text(text, encoding="utf-8")
    return EXIT_OK


if __name__ == "__main__":
    sys.exit(main())
