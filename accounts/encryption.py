"""Encrypts what must be read again (the seeds of second factors) with a key made from SECRET_KEY."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def encrypt(text: str) -> str:
    """Encrypted and signed, as URL-safe text."""
    return ciphers().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """Raises cryptography's InvalidToken when no present or former key opens it."""
    return ciphers().decrypt(encrypted.encode()).decode()


def ciphers() -> MultiFernet:
    """The present key first, then the former ones, so that a key can be changed without locking anybody out."""
    return MultiFernet([Fernet(key_from(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def key_from(secret: str) -> bytes:
    """A Fernet key from a long secret: HKDF (RFC 5869), for this purpose alone."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"accounts.encryption").derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
