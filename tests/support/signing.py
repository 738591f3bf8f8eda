"""Tokens as an identity provider makes them, and as a forger would."""

import base64
import hashlib
import hmac
import json
import time
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER, AUDIENCE = "https://login.example", "videograph"


class Signer:
    """A key pair; the public key is in `public.pem` of the folder, and its key set in `jwks.json`."""

    def __init__(self, folder: Path, kid: str | None = None) -> None:
        self.folder = folder
        self.kid = kid
        folder.mkdir(exist_ok=True)
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.public = self._key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        (folder / "public.pem").write_bytes(self.public)

    @property
    def private(self) -> str:
        encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        return self._key.private_bytes(encoding, form, serialization.NoEncryption()).decode()

    @property
    def jwk(self) -> dict[str, Any]:
        return {
            **RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True),
            "kid": self.kid,
            "alg": "RS256",
            "use": "sig",
        }

    def claims(self, **changed: Any) -> dict[str, Any]:
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": "user-1",
            "iat": now,
            "exp": now + 3600,
            "scope": "read",
        }
        return {name: value for name, value in (claims | changed).items() if value is not None}

    def token(self, algorithm: str = "RS256", **changed: Any) -> str:
        """A token. Give claims to change them, and `kid` to name another key, or none."""
        kid = changed.pop("kid", self.kid)
        headers = None if kid is None else {"kid": kid}
        return jwt.encode(self.claims(**changed), self._key, algorithm, headers)

    def unsigned(self) -> str:
        return jwt.encode(self.claims(), None, "none")  # pyright: ignore[reportArgumentType]

    def confused(self) -> str:
        """Signed by HMAC with the public key as the secret, which a verifier that believes the header takes for good."""
        head, body = (
            _encoded(json.dumps(one).encode()) for one in ({"alg": "HS256", "typ": "JWT"}, self.claims())
        )
        signature = hmac.new(self.public, f"{head}.{body}".encode(), hashlib.sha256).digest()
        return f"{head}.{body}.{_encoded(signature)}"


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
