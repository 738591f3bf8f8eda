"""Who may use the API: keys and tokens."""

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr

from service.settings.group import SettingsGroup
from service.settings.secrets import read_secret


class AccessSettings(SettingsGroup):
    public: Literal["read", "none"] | None = Field(
        default=None,
        description="What requests without a key or token may do: `read`, or `none`. Default: if the API listens on loopback, requests from this machine may do everything. "
        "All other requests may do nothing.",
    )
    admin_key: SecretStr | None = Field(
        default=None,
        description="API key with the scope `admin` that the graph gets at start, if it has none of this id: `vkg_`, 8 letters or digits, `_`, 32 letters or digits.",
    )
    admin_key_file: Path | None = Field(
        default=None, description="File with this key, instead of the variable."
    )
    jwt_jwks_url: str | None = Field(
        default=None,
        description="Address of the JSON Web Key Set (https://…) whose keys sign the tokens (JWT) that the API accepts.",
    )
    jwt_key_file: Path | None = Field(
        default=None,
        description="File with the public key (PEM) or key set (JSON) that signs them, instead of the address.",
    )
    jwt_issuer: str | None = Field(default=None, description="Issuer (`iss`) that a token must have.")
    jwt_audience: str | None = Field(default=None, description="Audience (`aud`) that a token must have.")
    jwt_algorithms: str = Field(
        default="RS256",
        description="Algorithms that a token may be signed with, separated by commas: `RS256`, `PS256`, `ES256`, `EdDSA` and their longer forms.",
    )
    jwt_scope_claim: str = Field(
        default="scope",
        description="Claim that has a token's scopes, as a list or as words: `read`, `ingest`, `fetch`, `curate`, `admin`. Other words are ignored.",
    )

    @cached_property
    def bootstrap_key(self) -> str | None:
        """The admin key that the graph gets at start; None if the settings have none.

        Raises:
            SetupError: the file cannot be read.
        """
        return read_secret("VIDEOGRAPH_ADMIN_KEY", self.admin_key, self.admin_key_file)
