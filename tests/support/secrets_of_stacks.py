"""Encrypts values as the Pulumi CLI does under a passphrase."""

from __future__ import annotations

import base64
import hashlib

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bailiwick.rehearsal.project import passphrase

NONCE = b"twelve bytes"


def encrypted(phrase: str, salt: bytes, text: str) -> str:
    """A ``secure:`` value."""
    key = hashlib.pbkdf2_hmac("sha256", phrase.encode(), salt, passphrase.ROUNDS, 32)
    sealed = AESGCM(key).encrypt(NONCE, text.encode(), None)
    return f"v1:{base64.b64encode(NONCE).decode()}:{base64.b64encode(sealed).decode()}"


def salt_for(phrase: str, salt: bytes) -> str:
    """The line ``encryptionsalt`` of a stack file."""
    return f"v1:{base64.b64encode(salt).decode()}:{encrypted(phrase, salt, passphrase.PROOF)}"
