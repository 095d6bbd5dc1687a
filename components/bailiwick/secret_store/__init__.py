"""Secrets in the provider's secret manager, inside the jurisdiction and under a key of the customer's."""

from bailiwick.secret_store.args import SecretArgs, SecretStoreArgs
from bailiwick.secret_store.component import SecretStore
from bailiwick.secret_store.spec import SecretStoreSpec

__all__ = ["SecretArgs", "SecretStore", "SecretStoreArgs", "SecretStoreSpec"]
