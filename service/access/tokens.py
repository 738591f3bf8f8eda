"""Verifies tokens (JWT) of an identity provider with PyJWT, and reads their subject and scopes.

Issuer, audience, expiry and subject are required. Only the algorithms in the settings are accepted, whatever a token says of
its own algorithm.
"""

import json
import logging
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

_log = logging.getLogger("videograph")

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
        self._keys: list[PyJWK] = []
        self._fetched = self._tried = float("-inf")
        self._fetching = Lock()

    async def verify(self, token: str) -> Viewer:
        """Returns the viewer that the token names.

        Raises:
            Unauthenticated: the token breaks a rule; the message says which.
            GraphUnavailable: the keys cannot be fetched.
        """
        import jwt

        try:
            claims = await self._claims(token, jwt.get_unverified_header(token))
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
            raise SetupError(error.local_message) from error

    async def _claims(self, token: str, header: dict[str, Any]) -> dict[str, Any]:
        """Returns the claims of a token that one of its possible keys has signed."""
        import jwt

        algorithm, name = header.get("alg"), header.get("kid")
        if algorithm not in self.rules.algorithms:
            raise Unauthenticated(
                f"The token is not valid: it must be signed with {' or '.join(self.rules.algorithms)}."
            )
        await self._refresh(_KEYS_SECONDS)
        while True:
            for key in self._find(name, algorithm):
                try:
                    return self._decode(token, key)
                except jwt.InvalidSignatureError:
                    continue  # a token without a name does not say which of several it is
            if not await self._refresh(_PAUSE):  # the provider may have a new key
                raise Unauthenticated("The token is not valid: none of the provider's keys has signed it.")

    def _decode(self, token: str, key: "PyJWK") -> dict[str, Any]:
        import jwt

        return jwt.decode(
            token,
            key.key,
            algorithms=list(self.rules.algorithms),
            issuer=self.rules.issuer,
            audience=self.rules.audience,
            leeway=_LEEWAY,
            options={"require": ["exp", "iss", "aud", "sub"]},
        )

    def _find(self, name: str | None, algorithm: str) -> "list[PyJWK]":
        """Returns the keys that may have signed a token: that of the name in it (`kid`), otherwise all of its algorithm."""
        unnamed = [key for key in self._keys if key.key_id is None]
        if name is not None and not unnamed:
            return [key for key in self._keys if key.key_id == name]
        found = (unnamed or self._keys) if name is not None else self._keys
        return found if len(found) == 1 else [key for key in found if _signs(key, algorithm)]

    async def _refresh(self, most: float) -> bool:
        """Fetches the keys if they are older than so many seconds, unless that was tried just now; returns whether it has new ones."""
        before = self._fetched
        if time.monotonic() - before > most and not (self._keys and time.monotonic() - self._tried <= _PAUSE):
            async with self._fetching:
                if self._fetched == before:
                    await self._fetch()
        return self._fetched != before

    async def _fetch(self) -> None:
        import jwt

        rules, self._tried = self.rules, time.monotonic()
        try:
            if rules.url is not None:
                client = jwt.PyJWKClient(rules.url, cache_jwk_set=False, timeout=_FETCH_SECONDS)
                found = jwt.PyJWKSet.from_dict(await to_thread(client.fetch_data))
                keys = found.keys
            else:
                assert rules.file is not None
                keys = _read_keys(rules.file.expanduser(), rules.algorithms[0])
        except (jwt.PyJWTError, OSError, ValueError) as error:
            if self._keys:
                return  # the present keys stay valid until new ones can be fetched
            place = rules.url or rules.file
            what = "The keys for tokens cannot be read"
            _log.warning("%s from %s: %s", what, place, error)
            raise GraphUnavailable(
                f"{what}: the log of the server says why. Try again in a while.",
                local=f"{what} from {place}: {error}",
            ) from error
        self._keys, self._fetched = keys, time.monotonic()


def _signs(key: "PyJWK", algorithm: str) -> bool:
    """Whether signatures of this algorithm can be those of the key. A key of RSA is good for all of RSA's, as it says none or one of them."""
    if key.public_key_use not in (None, "sig"):
        return False
    return key.algorithm_name == algorithm or (key.key_type == "RSA" and algorithm[:2] in ("RS", "PS"))


def _read_keys(file: Path, algorithm: str) -> "list[PyJWK]":
    """A key set in JSON, or one public key in PEM."""
    import jwt
    from jwt.algorithms import get_default_algorithms

    text = file.read_text(encoding="utf-8")
    if text.lstrip().startswith("{"):
        found = json.loads(text)
        return jwt.PyJWKSet.from_dict(found if "keys" in found else {"keys": [found]}).keys
    if "PRIVATE KEY" in text:
        raise ValueError("this is a private key, and only the public one belongs here")
    kind: Any = get_default_algorithms()[algorithm]
    return [jwt.PyJWK({**kind.to_jwk(kind.prepare_key(text), as_dict=True)}, algorithm)]


def _scopes(claim: object) -> frozenset[Scope]:
    words = claim.split() if isinstance(claim, str) else claim if isinstance(claim, list) else []
    return expand(parse(str(word) for word in words))


def _reason(error: Exception) -> str:
    """Returns the reason, with no text from the token."""
    return {
        "InvalidAudienceError": "it is for another audience.",
        "InvalidIssuerError": "it comes from another issuer.",
        "MissingRequiredClaimError": f"{error}.",
        "ImmatureSignatureError": "it is not good yet.",
        "InvalidAlgorithmError": "it is signed with another algorithm.",
    }.get(type(error).__name__, "it cannot be read.")
