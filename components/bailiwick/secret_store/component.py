"""The secret store as a Pulumi component."""

import pulumi

from bailiwick.contract import built_by, parse_arguments, place_facts
from bailiwick.secret_store.args import SecretStoreArgs
from bailiwick.secret_store.spec import SecretParts, SecretStoreSpec


class SecretStore(pulumi.ComponentResource):
    """Secrets in the provider's secret manager inside one country, under a key that the customer rules.

    Raises:
        ArgumentsError: the arguments cannot be honoured; nothing was registered.
    """

    secret_ids: pulumi.Output[dict[str, str]]
    """Name of each secret -> its id, at Scaleway with its region, at OVHcloud its path in the domain."""

    def __init__(self, name: str, args: SecretStoreArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        spec = parse_arguments(SecretStoreSpec, args, component=f'SecretStore "{name}"')
        super().__init__("bailiwick:index:SecretStore", name, spec.as_props(), opts)
        parts: SecretParts = built_by("bailiwick.secret_store", spec.provider).build(name, spec, self)
        self.secret_ids = pulumi.Output.all(**parts.secret_ids).apply(dict)
        facts: dict[str, object] = {
            **place_facts(spec),
            "key_custody": "customer-managed",
            "secrets": [secret.name for secret in spec.secrets],
            "deletion_protection": spec.deletion_protection,
        }
        self.register_outputs({"secret_ids": self.secret_ids, "compliance": facts})
