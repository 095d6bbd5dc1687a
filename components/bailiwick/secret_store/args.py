"""What a user writes to get secrets kept."""

from typing import NotRequired, TypedDict

import pulumi


class SecretArgs(TypedDict):
    """One secret."""

    name: str
    """What programs ask for it by: lower-case letters, digits and hyphens. Plain: known at preview."""
    purpose: NotRequired[str]
    """What it is for, for people. Default: none."""
    value: NotRequired[pulumi.Input[str]]
    """Its first version, kept encrypted in Pulumi's state as well. At Scaleway it may be left out, so that whoever
    knows it writes it without Pulumi ever seeing it; OVHcloud's secrets begin with a value."""


class SecretStoreArgs(TypedDict):
    """Secrets, the country they must stay in, and the key that encrypts them."""

    jurisdiction: str
    """ISO 3166-1 alpha-2 code of the country whose law must apply, e.g. ``FR``. Plain: known at preview."""
    provider: str
    """Who keeps them: ``ovh`` or ``scaleway``. Plain: known at preview."""
    region: str
    """The provider's code of the region, inside ``jurisdiction``, e.g. ``fr-par`` or ``GRA``. There is no
    default region."""
    project_id: NotRequired[str]
    """The provider's project that owns them, as quoted text. Default: that of the credentials."""
    key_id: NotRequired[pulumi.Input[str]]
    """At Scaleway, id of the key that encrypts them, in the same region; ``LocalKms.key_id``. Required there."""
    domain_id: NotRequired[pulumi.Input[str]]
    """At OVHcloud, id of the OKMS domain that keeps them; ``LocalKms.domain_id``. Required there."""
    key_backup_countries: NotRequired[list[str]]
    """Countries and blocs outside ``jurisdiction`` in which backups of what is kept may lie. Default: none."""
    secrets: list[SecretArgs]
    """The secrets, at least one, each name once."""
    deletion_protection: NotRequired[bool]
    """Whether Pulumi refuses to delete them, and at Scaleway the provider too. Default: true."""
