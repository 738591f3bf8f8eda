"""Checks before an API starts that its clients can authenticate."""

from service.access.authenticator import Authenticator
from service.access.key_store import ensure_admin_key, has_keys
from service.access.policy import Policy
from service.access.tokens import TokenVerifier, token_rules
from service.errors import SetupError
from service.graph.driver.database import Database
from service.settings import Settings


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
