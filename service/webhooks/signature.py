"""Signatures and secrets of Standard Webhooks (https://github.com/standard-webhooks/standard-webhooks)."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

PREFIX = "whsec_"
_BYTES = 24


def new_secret() -> str:
    """Returns a secret as receivers take it: `whsec_` and 24 random bytes in Base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def sign(secrets_: Iterable[str], id_: str, timestamp: int, body: bytes) -> str:
    """Returns the header `webhook-signature`: a signature by each secret, so that a receiver can change to a new one at any time."""
    signed = f"{id_}.{timestamp}.".encode() + body
    keys = (base64.b64decode(one.removeprefix(PREFIX)) for one in secrets_)
    digests = (hmac.digest(key, signed, hashlib.sha256) for key in keys)
    return " ".join(f"v1,{base64.b64encode(digest).decode()}" for digest in digests)
