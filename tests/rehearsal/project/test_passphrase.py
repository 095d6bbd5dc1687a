"""``secure:`` values open with the right passphrase and with no other."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.rehearsal.project import passphrase
from bailiwick.rehearsal.project.passphrase import PassphraseDecrypter, WrongPassphraseError
from secrets_of_stacks import encrypted, salt_for

# Made by the real CLI for the recording `settings`, passphrase x.
REAL_SALT = "v1:KsRpXyR2q88=:v1:LO3c211bfuPs1NGY:Bv6xOqLo1XKSqYTv3+PLBFr+Qm3teQ=="
REAL_SECRET = "v1:r7vpBnujLG2oRG26:GF7g/bgdf++XwbyRF6M4ch1qYW8bxzIdb1a+0Yzi4Gt7yPE="


@pytest.fixture(scope="module", autouse=True)
def few_rounds():
    """A million rounds take a third of a second each; that they are a million, the real value shows."""
    before, passphrase.ROUNDS = passphrase.ROUNDS, 10
    yield
    passphrase.ROUNDS = before


def test_what_the_real_cli_encrypted_is_opened(monkeypatch):
    monkeypatch.setattr(passphrase, "ROUNDS", 1_000_000)

    assert PassphraseDecrypter("x", REAL_SALT).decrypt(REAL_SECRET) == "not-a-real-password"


@given(st.text(max_size=10), st.text(max_size=30), st.binary(min_size=8, max_size=8))
def test_what_was_encrypted_is_opened(phrase, text, salt):
    line = salt_for(phrase, salt)

    assert PassphraseDecrypter(phrase, line).decrypt(encrypted(phrase, salt, text)) == text


PHRASES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=10)  # HMAC pads its key with zeros


@given(PHRASES, PHRASES)
def test_another_passphrase_is_refused(phrase, other):
    line = salt_for(phrase, b"12345678")
    if phrase == other:
        PassphraseDecrypter(other, line)
    else:
        with pytest.raises(WrongPassphraseError):
            PassphraseDecrypter(other, line)


@pytest.mark.parametrize(
    "salt",
    ["", "v1", "v1:abc", "v2:MTIzNDU2Nzg=:v1:a:b", "v1:not base64:v1:a:b", "plain text", ":::"],
)
def test_a_malformed_salt_is_refused(salt):
    with pytest.raises(ValueError):  # noqa: PT011 the message is the caller's
        PassphraseDecrypter("x", salt)


@given(st.text(max_size=40))
def test_a_value_that_was_not_encrypted_is_refused(value):
    opened = PassphraseDecrypter("x", salt_for("x", b"12345678"))

    with pytest.raises(WrongPassphraseError):
        opened.decrypt(value)


def test_a_value_that_was_tampered_with_is_refused():
    opened = PassphraseDecrypter("x", salt_for("x", b"12345678"))
    version, nonce, sealed = encrypted("x", b"12345678", "open sesame").split(":")
    changed = bytearray(base64.b64decode(sealed))
    changed[0] ^= 1

    with pytest.raises(WrongPassphraseError):
        opened.decrypt(f"{version}:{nonce}:{base64.b64encode(changed).decode()}")
