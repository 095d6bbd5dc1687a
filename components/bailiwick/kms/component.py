"""The key as a Pulumi component."""

import pulumi

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
    """Id of the key with its region, e.g. ``fr-par/11111111-...``."""

    def __init__(self, name: str, args: LocalKmsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        spec = parse_arguments(LocalKmsSpec, args, component=f'LocalKms "{name}"')
        super().__init__("bailiwick:index:LocalKms", name, spec.as_props(), opts)
        parts: KeyParts = built_by("bailiwick.kms", spec.provider).build(name, spec, self)
        self.key_id = parts.key_id
        facts: dict[str, object] = {
            **place_facts(spec),
            "key_custody": spec.key_custody,
            "rotation_days": spec.rotation_days,
            "deletion_protection": spec.deletion_protection,
        }
        self.register_outputs({"key_id": self.key_id, "compliance": facts})
