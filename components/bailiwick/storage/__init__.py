"""Buckets that are private, versioned and encrypted with a key of the customer's."""

from bailiwick.storage.args import ObjectStoreArgs
from bailiwick.storage.component import ObjectStore
from bailiwick.storage.spec import ObjectStoreSpec

__all__ = ["ObjectStore", "ObjectStoreArgs", "ObjectStoreSpec"]
