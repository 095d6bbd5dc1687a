"""Encryption keys that are the customer's to rotate, disable and destroy."""

from bailiwick.kms.args import LocalKmsArgs
from bailiwick.kms.component import LocalKms
from bailiwick.kms.spec import LocalKmsSpec

__all__ = ["LocalKms", "LocalKmsArgs", "LocalKmsSpec"]
