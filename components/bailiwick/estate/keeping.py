"""Who keeps the state of a stack, and who can open the secrets in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from bailiwick.atlas.keepers import SECRETS, STATE, keeper_of

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT: Final = "default"
"""The secrets provider of a stack for which nobody chose one."""
SERVICE: Final = "service"
PASSPHRASE: Final = "passphrase"  # noqa: S105 - the name of a provider of keys


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where the state is kept and what encrypts its secrets. Only the host in a URL may be printed."""

    backend: str | None = None
    """URL of the backend; ``""`` if none is set, None if the source cannot tell."""
    secrets_provider: str | None = None
    """URL of the secrets provider, ``passphrase``, ``service`` or ``default``; None if the source cannot tell."""
    vault: str = ""
    """URL of the server behind a provider ``hashivault``, whose URL names a key only."""


UNSEEN: Final = Keeping()
"""What holds for a source that tells nothing."""


@dataclass(frozen=True, slots=True)
class KeptAt:
    """Who answers for what is kept."""

    scheme: str
    """Of the URL, without anything that might be secret; ``""`` for a URL that is none."""
    known: bool
    """Whether the atlas knows the scheme."""
    local: bool = False
    """Whether it stays with whoever runs Pulumi."""
    host: str = ""
    """The host that answers, or ``""`` if nothing names it."""

    def __str__(self) -> str:
        return f"{self.host} ({self.scheme})" if self.host else self.scheme or "a URL that is none"


def state_at(keeping: Keeping) -> KeptAt | None:
    """Who keeps the state; None if the source cannot tell."""
    return None if keeping.backend is None else _kept(STATE, keeping.backend, "")


def secrets_at(keeping: Keeping) -> KeptAt | None:
    """Who can open the secrets in the state; None if the source cannot tell."""
    provider = keeping.secrets_provider
    if provider in (DEFAULT, ""):
        state = state_at(keeping)
        if state is None or not state.known:
            return None
        # Pulumi Cloud encrypts with a key of its own, unless told otherwise; every other backend asks for a passphrase.
        provider = SERVICE if state.scheme in ("https", "http") else PASSPHRASE
    if provider == SERVICE and (state := state_at(keeping)) is not None and state.scheme in ("https", "http"):
        return state  # whoever runs that installation
    return None if provider is None else _kept(SECRETS, provider, keeping.vault)


def provider_in_state(deployment: Mapping[str, Any]) -> str | None:
    """The secrets provider that a deployment names; None if it names none.

    Source: ``apitype.SecretsProvidersV1`` of pulumi/pulumi: a type, and for ``cloud`` and ``service`` a URL beside it.
    """
    section = deployment.get("secrets_providers")
    if not isinstance(section, dict) or not section.get("type"):
        return None
    state = section.get("state")
    url = state.get("url") if isinstance(state, dict) else None
    return url if isinstance(url, str) and url else str(section["type"])


def _kept(keeps: str, url: str, server: str) -> KeptAt:
    row = keeper_of(keeps, url)
    if row is None:
        try:
            return KeptAt(urlsplit(url).scheme, known=False)
        except ValueError:
            return KeptAt("", known=False)
    return KeptAt(row.scheme, known=True, local=row.local, host=row.host_in(url, server))
