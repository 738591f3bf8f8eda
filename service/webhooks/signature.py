"""Signatures and secrets of Standard Webhooks (https://github.com/standard-webhooks/standard-webhooks)."""

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
_BYTES = 24


def new_secret() -> str:
    """Returns a secret as receivers take it: `whsec_` and 24 random bytes in Base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def sign(secret: str, id_: str, timestamp: int, body: bytes) -> str:
    """Returns the header `webhook-signature`."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.digest(key, f"{id_}.{timestamp}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(digest).decode()}"
