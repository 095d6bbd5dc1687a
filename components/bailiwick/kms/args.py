"""What a user writes to get a key."""

from typing import NotRequired, TypedDict

import pulumi


class LocalKmsArgs(TypedDict):
    """A symmetric key, the country it must stay in, and how it ages."""

    jurisdiction: str
    """ISO 3166-1 alpha-2 code of the country whose law must apply, e.g. ``FR``. Plain: known at preview."""
    provider: str
    """Who keeps it: ``ovh`` or ``scaleway``. Plain: known at preview."""
    region: str
    """The provider's code of the region, inside ``jurisdiction``, e.g. ``fr-par`` or ``GRA``. There is no
    default region."""
    project_id: NotRequired[str]
    """The provider's project that owns the key, as quoted text. Default: that of the credentials."""
    purpose: NotRequired[str]
    """What the key protects, for the people who will read its description. Default: none."""
    key_custody: NotRequired[str]
    """Who made the key: ``customer-managed``, the provider's key service, where you rule it; ``imported``, you, with
    ``key_material``. Default: ``customer-managed``. Plain: known at preview."""
    key_material: NotRequired[pulumi.Input[str]]
    """The key you made elsewhere: 32 random bytes in base64, best from a secret of the configuration. It is kept in the
    state, as a secret, so whoever can decrypt the state has the key."""
    rotation_days: NotRequired[int]
    """Days between two versions of the key, 1 to 365; older versions still decrypt what they encrypted. Default: 90
    at Scaleway; OVHcloud does not rotate."""
    deletion_protection: NotRequired[bool]
    """Whether provider and Pulumi both refuse to delete the key, and with it all that it encrypted. Default: true."""
    key_backup_countries: NotRequired[list[str]]
    """Countries and blocs, besides ``jurisdiction``, in which the provider may keep backups of the key. Default: none.
    Plain: known at preview."""
    subsidiary: NotRequired[str]
    """At OVHcloud, the company with which the key service is contracted, e.g. ``FR``. Default: the jurisdiction's."""
    existing_domain_id: NotRequired[pulumi.Input[str]]
    """At OVHcloud, id of an OKMS domain to keep the key in, instead of a new one. As text, the domain is read, so that
    policies see where it is."""
    existing_key_id: NotRequired[pulumi.Input[str]]
    """Id of a key to use instead of a new one."""
