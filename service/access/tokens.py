"""Verifies tokens (JWT) of an identity provider with PyJWT, and reads their subject and scopes.

Issuer, audience, expiry and subject are required. Only the algorithms in the settings are accepted, whatever a token says of
its own algorithm.
"""

import json
import re
import time
from asyncio import Lock, to_thread
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.access.scopes import Scope, expand, parse
from service.access.viewer import Viewer
from service.errors import GraphUnavailable, SetupError, Unauthenticated
from service.settings import Settings

if TYPE_CHECKING:
    from jwt import PyJWK

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Algorithms with a public key. With a shared secret (HS256), everybody who can check a token could make one."""
_LEEWAY = 10.0
"""Seconds by which two clocks may differ."""
_LATEST = 253_402_300_799.0
"""The end of the year 9999, the last date."""
_KEYS_SECONDS = 300.0
"""Seconds after which a key set is fetched again. Until then, keys that a provider has withdrawn are still accepted."""
_PAUSE = 30.0
"""Seconds between two fetches for a token whose key is not in the set."""
_FETCH_SECONDS = 5


@dataclass(frozen=True)
class TokenRules:
    """The rules for valid tokens. The keys are at `url` or in `file`."""

    url: str | None
    file: Path | None
    issuer: str
    audience: str
    algorithms: tuple[str, ...]
    scope_claim: str


def token_rules(settings: Settings) -> TokenRules | None:
    """Returns the rules in the settings; None if no tokens are accepted.

    Raises:
        SetupError: the settings are incomplete, or a value is not valid.
    """
    url, file = settings.jwt_jwks_url, settings.jwt_key_file
    if url is None and file is None:
        if settings.jwt_issuer or settings.jwt_audience:
            raise SetupError("tokens need keys: set VIDEOGRAPH_JWT_JWKS_URL or VIDEOGRAPH_JWT_KEY_FILE too")
        return None
    if url is not None and file is not None:
        raise SetupError("set VIDEOGRAPH_JWT_JWKS_URL or VIDEOGRAPH_JWT_KEY_FILE, not both")
    if not settings.jwt_issuer or not settings.jwt_audience:
        raise SetupError(
            "tokens need VIDEOGRAPH_JWT_ISSUER and VIDEOGRAPH_JWT_AUDIENCE: without them a token for any other service would be good here"
        )
    if url is not None and not re.fullmatch(
        r"https://[^\s/@]+/\S*|http://(?:localhost|127\.0\.0\.1)(?::\d+)?/\S*", url
    ):
        raise SetupError(
            "VIDEOGRAPH_JWT_JWKS_URL must be an address that begins with https:// (http:// on this machine only)"
        )
    algorithms = tuple(one.strip() for one in settings.jwt_algorithms.split(",") if one.strip())
    unknown = [one for one in algorithms if one not in ALGORITHMS]
    if unknown or not algorithms:
        raise SetupError(
            f"VIDEOGRAPH_JWT_ALGORITHMS: {', '.join(unknown) or 'nothing'} is none of {', '.join(ALGORITHMS)}"
        )
    return TokenRules(
        url, file, settings.jwt_issuer, settings.jwt_audience, algorithms, settings.jwt_scope_claim
    )


class TokenVerifier:
    """Verifies tokens by these rules."""

    def __init__(self, rules: TokenRules) -> None:
        self.rules = rules
        self._keys: dict[str | None, PyJWK] = {}
        self._fetched = float("-inf")
        self._fetching = Lock()

    async def verify(self, token: str) -> Viewer:
        """Returns the viewer that the token names.

        Raises:
            Unauthenticated: the token breaks a rule; the message says which.
            GraphUnavailable: the keys cannot be fetched.
        """
        import jwt

        try:
            key = await self._key(jwt.get_unverified_header(token))
            claims = jwt.decode(
                token,
                key.key,
                algorithms=list(self.rules.algorithms),
                issuer=self.rules.issuer,
                audience=self.rules.audience,
                leeway=_LEEWAY,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
            until = min(float(claims["exp"]) + _LEEWAY, _LATEST)
        except jwt.ExpiredSignatureError:
            raise Unauthenticated("The token has expired. Log in again for a new one.") from None
        # The last three: a key of another kind than the token's algorithm, or a time that is not a number.
        except (jwt.PyJWTError, TypeError, ValueError, OverflowError) as error:
            raise Unauthenticated(f"The token is not valid: {_reason(error)}") from None
        subject = str(claims["sub"])[:200]
        scopes = _scopes(claims.get(self.rules.scope_claim))
        return Viewer("TOKEN", f"token:{subject}", scopes, subject, until)

    async def load(self) -> None:
        """Fetches the keys at start, so that a wrong address or file is reported at once.

        Raises:
            SetupError
        """
        try:
            await self._fetch()
        except GraphUnavailable as error:
            raise SetupError(error.message) from error

    async def _key(self, header: dict[str, Any]) -> "PyJWK":
        if header.get("alg") not in self.rules.algorithms:
            raise Unauthenticated(
                f"The token is not valid: it must be signed with {' or '.join(self.rules.algorithms)}."
            )
        kid = header.get("kid")
        age = time.monotonic() - self._fetched
        if age > _KEYS_SECONDS or (self._find(kid) is None and age > _PAUSE):
            async with self._fetching:
                if time.monotonic() - self._fetched >= age:
                    await self._fetch()
        key = self._find(kid)
        if key is None:
            raise Unauthenticated("The token is not valid: none of the provider's keys has signed it.")
        return key

    def _find(self, kid: str | None) -> "PyJWK | None":
        if kid is None or None in self._keys:  # a single key without a name signs all
            return self._keys.get(None) or (next(iter(self._keys.values())) if len(self._keys) == 1 else None)
        return self._keys.get(kid)

    async def _fetch(self) -> None:
        import jwt

        rules = self.rules
        try:
            if rules.url is not None:
                client = jwt.PyJWKClient(rules.url, cache_jwk_set=False, timeout=_FETCH_SECONDS)
                found = jwt.PyJWKSet.from_dict(await to_thread(client.fetch_data))
                keys: dict[str | None, PyJWK] = {key.key_id: key for key in found.keys}
            else:
                assert rules.file is not None
                keys = _read_keys(rules.file.expanduser(), rules.algorithms[0])
        except (jwt.PyJWTError, OSError, ValueError) as error:
            if self._keys:  # the present keys stay valid until new ones can be fetched
                self._fetched = time.monotonic() - _KEYS_SECONDS + _PAUSE
                return
            place = rules.url or rules.file
            raise GraphUnavailable(f"The keys for tokens cannot be read from {place}: {error}") from error
        self._keys, self._fetched = keys, time.monotonic()


def _read_keys(file: Path, algorithm: str) -> "dict[str | None, PyJWK]":
    """A key set in JSON, or one public key in PEM."""
    import jwt
    from jwt.algorithms import get_default_algorithms

    text = file.read_text(encoding="utf-8")
    if text.lstrip().startswith("{"):
        found = json.loads(text)
        keys = jwt.PyJWKSet.from_dict(found if "keys" in found else {"keys": [found]}).keys
        return {key.key_id: key for key in keys}
    if "PRIVATE KEY" in text:
        raise ValueError("this is a private key, and only the public one belongs here")
    kind: Any = get_default_algorithms()[algorithm]
    return {None: jwt.PyJWK({**kind.to_jwk(kind.prepare_key(text), as_dict=True)}, algorithm)}


def _scopes(claim: object) -> frozenset[Scope]:
    words = claim.split() if isinstance(claim, str) else claim if isinstance(claim, list) else []
    return expand(parse(str(word) for word in words))


def _reason(error: Exception) -> str:
    """Returns the reason, with no text from the token."""
    return {
        "InvalidAudienceError": "it is for another audience.",
        "InvalidIssuerError": "it comes from another issuer.",
        "InvalidSignatureError": "its signature is not that of a key of the provider.",
        "MissingRequiredClaimError": f"{error}.",
        "ImmatureSignatureError": "it is not good yet.",
        "InvalidAlgorithmError": "it is signed with another algorithm.",
    }.get(type(error).__name__, "it cannot be read.")
