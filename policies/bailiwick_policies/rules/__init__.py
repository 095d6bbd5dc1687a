"""All rules, one per module, listed by hand."""

from bailiwick_policies.rule import Rule
from bailiwick_policies.rules.encryption import (
    at_rest,
    customer_managed_key,
    external_key,
    key_elsewhere,
    key_rotation,
    key_unprotected,
    tls_version,
)
from bailiwick_policies.rules.exposure import (
    bucket_policy_open,
    bucket_public,
    cross_border_link,
    database_public,
    firewall_open,
    instance_public,
    kubernetes_api_open,
    load_balancer_public,
    network_missing,
    network_spans_countries,
    node_public,
    registry_public,
    serverless_public,
    telemetry_export,
)
from bailiwick_policies.rules.residency import (
    foreign_provider,
    key_material,
    location_global,
    location_outside,
    location_unresolved,
    provider_endpoint,
    type_unclassified,
)

RULES: tuple[Rule, ...] = (
    location_outside.RULE,
    location_unresolved.RULE,
    location_global.RULE,
    foreign_provider.RULE,
    provider_endpoint.RULE,
    key_material.RULE,
    type_unclassified.RULE,
    at_rest.RULE,
    customer_managed_key.RULE,
    external_key.RULE,
    key_elsewhere.RULE,
    key_rotation.RULE,
    key_unprotected.RULE,
    tls_version.RULE,
    bucket_policy_open.RULE,
    bucket_public.RULE,
    cross_border_link.RULE,
    database_public.RULE,
    firewall_open.RULE,
    instance_public.RULE,
    kubernetes_api_open.RULE,
    load_balancer_public.RULE,
    network_missing.RULE,
    network_spans_countries.RULE,
    node_public.RULE,
    registry_public.RULE,
    serverless_public.RULE,
    telemetry_export.RULE,
)
"""Every rule, in the order in which findings are told."""
