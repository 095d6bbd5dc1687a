"""Who keeps a stack's state, and who holds the key of the secrets in it, as far as a URL tells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qs, urlsplit

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.tables import read_table

STATE = "state"
SECRETS = "secrets"


@dataclass(frozen=True, slots=True)
class Keeper:
    """What a scheme of URLs means."""

    keeps: str
    """:data:`STATE` or :data:`SECRETS`."""
    scheme: str
    host: str
    """Who answers where the URL names nobody; ``""`` if it must."""
    named_in: str
    """What names another host: ``authority``, a parameter of the query, ``server`` for something beside the URL;
    ``""`` if nothing does."""
    local: bool
    """Whether it stays with whoever runs Pulumi."""
    note: str
    fact: Fact

    def host_in(self, url: str, server: str = "") -> str:
        """The host that answers, or ``""`` if nothing names one.

        Args:
            url: of this scheme.
            server: URL or host of the server beside it.
        """
        try:
            parts = urlsplit(url)
            match self.named_in:
                case "":
                    named = {self.host}
                case "authority":
                    named = {parts.hostname or ""}
                case "server":
                    named = {_bare(server)}
                case parameter:
                    # Which of several wins is nobody's promise, so that names none.
                    named = {_bare(value) for value in parse_qs(parts.query).get(parameter, [])} or {self.host}
        except ValueError:
            return ""  # no URL at all, such as one with half of an address in brackets
        return named.pop() if len(named) == 1 else ""


def keeper_of(keeps: str, url: str) -> Keeper | None:
    """What the scheme of a URL means, or None if the atlas does not know it. A bare word is a scheme too."""
    scheme = url.partition(":")[0].casefold()
    return next((row for row in keepers() if (row.keeps, row.scheme) == (keeps, scheme)), None)


@cache
def keepers() -> tuple[Keeper, ...]:
    """All schemes known."""
    return tuple(
        Keeper(
            keeps=row["keeps"],
            scheme=row["scheme"],
            host=row["host"],
            named_in=row["named_in"],
            local=row["local"],
            note=row.get("note", ""),
            fact=Fact.of(row),
        )
        for row in read_table("keepers")["rows"]
    )


def _bare(server: str) -> str:
    """The host in a URL, or in what is written like one but for its scheme."""
    return (urlsplit(server if "//" in server else f"//{server}").hostname or "") if server else ""
