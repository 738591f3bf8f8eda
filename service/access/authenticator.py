"""Finds the viewer of a key or token. Results are cached for half a minute, so that a request needs no read of the graph.

So it takes at most half a minute until every process refuses a revoked key.
"""

import asyncio
import hashlib
import hmac
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from cachetools import TLRUCache, TTLCache

from service.access.api_key import PREFIX, KeyText, read_key
from service.access.key_store import USE_INTERVAL, ensure_admin_key, find_key, has_keys, note_use
from service.access.scopes import expand
from service.access.tokens import TokenVerifier, token_rules
from service.access.viewer import Policy, Viewer
from service.errors import RateLimited, SetupError, Unauthenticated, VideographError
from service.fair_sharing import Buckets
from service.graph.driver import deadline
from service.graph.driver.database import Database
from service.settings import Settings

KEPT_SECONDS = 30.0
_KEPT = 10_000
_LONGEST = 8192
_FAILURES = 60
"""Invalid keys or tokens that one address may send per minute. Checking each one costs a database read or a signature check."""
_NO_KEY = "The API key is not valid: it is unknown, or parts of it are missing. Copy it again, or create another one with `videograph keys create NAME`."
_log = logging.getLogger("videograph")


@dataclass(frozen=True)
class _Finding:
    viewer: Viewer | Unauthenticated
    until: float


class Authenticator:
    """Finds the viewer of a key or token. `tokens`: None if no tokens are accepted."""

    def __init__(
        self,
        database: Database,
        tokens: TokenVerifier | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._database = database
        self._tokens = tokens
        self._clock = clock
        self._found = TLRUCache[bytes, _Finding](_KEPT, lambda _key, finding, _now: finding.until, self._now)
        self._asking: dict[bytes, asyncio.Task[_Finding]] = {}
        self._failures = Buckets()
        self._noted = TTLCache[str, bool](_KEPT, USE_INTERVAL, self._now)
        self._notes: set[asyncio.Task[None]] = set()

    def _now(self) -> float:
        return self._clock()

    async def authenticate(self, text: str, address: str) -> Viewer:
        """Returns the viewer of this key or token.

        Raises:
            Unauthenticated: it is not valid, has expired or was revoked; the message says which.
            RateLimited: this address has sent too many invalid keys or tokens.
            GraphUnavailable, QueryTimeout: the graph could not be read.
        """
        if len(text) > _LONGEST:
            raise Unauthenticated("The key or token is too long to be one.")
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        finding = self._found.get(digest)
        if finding is None:
            finding = await self._find(digest, text, address)
        viewer = finding.viewer
        if isinstance(viewer, Unauthenticated):
            raise Unauthenticated(viewer.message)
        if viewer.expires_at is not None and viewer.expires_at <= self._clock():
            raise _expired(viewer)
        if viewer.kind == "KEY":
            self._note_use(viewer.client.removeprefix("key:"))
        return viewer

    async def _find(self, digest: bytes, text: str, address: str) -> _Finding:
        # Requests with the same key at the same time share one read. It continues if the first client goes away.
        task = self._asking.get(digest)
        if task is None:
            if self._failures.state(address, _FAILURES)[0] < 1:
                wait = max(1, self._failures.take(address, 1, _FAILURES))
                raise RateLimited(
                    f"This address has sent too many invalid keys or tokens ({_FAILURES} a minute are allowed): try again in {wait} s.",
                    wait,
                    "CREDENTIALS",
                )
            task = asyncio.create_task(self._ask(text))
            self._asking[digest] = task
            task.add_done_callback(lambda _: self._asking.pop(digest, None))
        finding = await asyncio.shield(task)
        if isinstance(finding.viewer, Unauthenticated):
            self._failures.take(address, 1, _FAILURES)
        self._found[digest] = finding
        return finding

    async def _ask(self, text: str) -> _Finding:
        until = self._clock() + KEPT_SECONDS
        try:
            viewer = await self._viewer(text)
        except Unauthenticated as error:
            return _Finding(error, until)
        return _Finding(viewer, until)

    async def _viewer(self, text: str) -> Viewer:
        key = read_key(text)
        if key is not None:
            with deadline.within(
                self._database.timeout
            ):  # a client waits: no patience with a Neo4j that is gone
                return await self._viewer_of_key(key)
        if text.startswith(f"{PREFIX}_"):
            raise Unauthenticated(_NO_KEY)
        if self._tokens is None:
            raise Unauthenticated(
                "This is not an API key, and tokens (JWT) are not accepted here (settings VIDEOGRAPH_JWT_…)."
            )
        return await self._tokens.verify(text)

    async def _viewer_of_key(self, key: KeyText) -> Viewer:
        stored = await find_key(self._database, key.id)
        # Also compared if there is no such key, in constant time, so that the time does not tell which ids exist.
        kept = "0" * 64 if stored is None else stored.hash
        if not hmac.compare_digest(kept, key.digest) or stored is None:
            raise Unauthenticated(_NO_KEY)
        if stored.revoked:
            raise Unauthenticated(f"The API key {key.id} was revoked. Ask for another one.")
        viewer = Viewer("KEY", f"key:{key.id}", expand(stored.scopes), stored.name, stored.expires_at)
        if stored.expires_at is not None and stored.expires_at <= self._clock():
            raise _expired(viewer)
        return viewer

    def _note_use(self, key: str) -> None:
        """Notes the use in the background, at most once in `USE_INTERVAL` seconds. A failure is only logged."""
        if key in self._noted:
            return
        self._noted[key] = True
        task = asyncio.create_task(self._write_use(key))
        self._notes.add(task)
        task.add_done_callback(self._notes.discard)

    async def _write_use(self, key: str) -> None:
        try:
            await note_use(self._database, key)
        except VideographError as error:
            _log.warning("the last use of the key %s was not noted: %s", key, error.message)

    async def settle(self) -> None:
        """Waits until all uses are noted: at the end, and in tests."""
        await asyncio.gather(*self._notes, return_exceptions=True)


def _expired(viewer: Viewer) -> Unauthenticated:
    if viewer.kind == "KEY":
        return Unauthenticated(
            f"The API key {viewer.client.removeprefix('key:')} has expired. Create another one with `videograph keys create NAME`."
        )
    return Unauthenticated("The token has expired. Log in again for a new one.")


async def open_access(settings: Settings, database: Database) -> Authenticator:
    """Returns the authenticator for an API with these settings. The graph gets the admin key of the settings.

    Raises:
        SetupError: the API would listen beyond loopback and nobody could use it, or a setting is not valid.
    """
    rules = token_rules(settings)
    verifier = None if rules is None else TokenVerifier(rules)
    if verifier is not None:
        await verifier.load()
    if settings.bootstrap_key is not None:
        await ensure_admin_key(database, settings.bootstrap_key)
    policy = Policy.of(settings)
    if policy.listens_on_loopback or policy.public == "read" or verifier or await has_keys(database):
        return Authenticator(database, verifier)
    raise SetupError(
        f"other machines can reach {settings.host}, and nothing says who may use the API. Do one of these: "
        "create a key (`videograph keys create NAME --scope admin`); let everybody read (VIDEOGRAPH_PUBLIC=read); "
        "accept tokens of an identity provider (VIDEOGRAPH_JWT_JWKS_URL); or listen on this machine only (--host 127.0.0.1)."
    )
