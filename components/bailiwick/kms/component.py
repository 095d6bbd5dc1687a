"""The key as a Pulumi component."""

import pulumi

from bailiwick.atlas import UNKNOWN_COUNTRY
from bailiwick.atlas.key_backups import key_backups
from bailiwick.contract import built_by, parse_arguments, place_facts
from bailiwick.kms.args import LocalKmsArgs
from bailiwick.kms.spec import KeyParts, LocalKmsSpec


class LocalKms(pulumi.ComponentResource):
    """A symmetric encryption key that stays inside one country, rotates by itself and resists deletion.

    Make one for each bucket: destroying the key is then a way to destroy exactly
    that bucket's content, copies and old versions included.

    Raises:
        ArgumentsError: the arguments cannot be honoured; nothing was registered.
    """

    key_id: pulumi.Output[str]
    """Id of the key, at Scaleway with its region, e.g. ``fr-par/11111111-...``."""
    domain_id: pulumi.Output[str]
    """Id of the OKMS domain that keeps the key at OVHcloud; empty at Scaleway."""

    def __init__(self, name: str, args: LocalKmsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        spec = parse_arguments(LocalKmsSpec, args, component=f'LocalKms "{name}"')
        super().__init__("bailiwick:index:LocalKms", name, spec.as_props(), opts)
        parts: KeyParts = built_by("bailiwick.kms", spec.provider).build(name, spec, self)
        self.key_id = parts.key_id
        self.domain_id = parts.domain_id
        backups = key_backups(spec.provider, spec.region)
        countries = sorted(backups.countries) if backups is not None else [UNKNOWN_COUNTRY]
        if UNKNOWN_COUNTRY in countries:
            pulumi.log.warn("where the provider keeps backups of keys is not published", resource=self)
        facts: dict[str, object] = {
            **place_facts(spec),
            "key_custody": spec.key_custody,
            "key_backups": [code if code != UNKNOWN_COUNTRY else "not published" for code in countries],
            "adopted": spec.existing_key_id is not None,
            "deletion_protection": spec.deletion_protection,
        }
        self.register_outputs({"key_id": self.key_id, "domain_id": self.domain_id, "compliance": facts})
