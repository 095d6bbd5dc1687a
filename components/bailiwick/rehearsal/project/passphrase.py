"""Decrypts ``secure:`` values of a stack whose secrets provider is a passphrase.

The key is PBKDF2-HMAC-SHA256 of the passphrase, 1,000,000 rounds, under the salt
of the stack file; values are AES-256-GCM. Source: ``pkg/secrets/passphrase`` and
``sdk/go/common/resource/config/crypt.go`` of pulumi/pulumi.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ROUNDS = 1_000_000
PROOF = "pulumi"


class WrongPassphraseError(Exception):
    """The passphrase does not open this stack's secrets."""


class PassphraseDecrypter:
    """Opens the secrets of one stack.

    Raises:
        WrongPassphraseError: when constructed with a passphrase that does not fit the salt.
        ValueError: when the salt is malformed.
    """

    def __init__(self, passphrase: str, salt: str) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 only stacks with secrets pay for it

        version, encoded, proof = salt.split(":", 2)
        if version != "v1":
            raise ValueError(f"unknown salt version {version!r}")
        key = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), base64.b64decode(encoded, validate=True), ROUNDS, 32)
        self._cipher: AESGCM = AESGCM(key)
        if self.decrypt(proof) != PROOF:
            raise WrongPassphraseError

    def decrypt(self, value: str) -> str:
        """The clear text of ``v1:NONCE:CIPHERTEXT``.

        Raises:
            WrongPassphraseError: the value was not made with this passphrase and salt.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 likewise

        try:
            _, nonce, ciphertext = value.split(":")
            clear = self._cipher.decrypt(base64.b64decode(nonce), base64.b64decode(ciphertext), None)
        except (InvalidTag, ValueError, binascii.Error) as problem:
            raise WrongPassphraseError from problem
        return clear.decode()
