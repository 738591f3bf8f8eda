"""Where the API listens, and who may use it: hosts, origins, keys and tokens."""

import re
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import NoDecode

from service.settings.group import SettingsGroup
from service.settings.secrets import read_secret


class AddressSettings(SettingsGroup):
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port of the API; 0 takes a free one.")
    workers: int = Field(
        default=1,
        ge=1,
        le=64,
        description="Processes that answer requests. Limits of connections, subscribers and of cost per minute apply to each process. One of them works on jobs.",
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Origins of front ends that may call the API from a browser, separated by commas.",
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Host names that requests may use, besides loopback and VIDEOGRAPH_HOST, separated by commas: `talks.example.org`, "
        "`*.example.org` for subdomains, `*` for all. When the API listens beyond loopback, IP addresses need no entry.",
    )
    public_url: str | None = Field(
        default=None,
        description="Scheme and host of the pages in link previews, and where `up` says that they are: `https://talks.example.org`. By default those of the request.",
    )
    embed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Origins of sites that may show maps and quotes in a frame (`?embed=1`), separated by commas: `https://blog.example.org`.",
    )
    image_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Origins from which pages may load thumbnails of talks, separated by commas: `https://i.ytimg.com`. In place of other thumbnails stands the talk's map.",
    )

    @field_validator("cors_origins", "allowed_hosts", "embed_origins", "image_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("allowed_hosts")
    @classmethod
    def _check_hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_host(one) for one in value)

    @field_validator("embed_origins", "image_origins")
    @classmethod
    def _check_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_origin(one) for one in value)

    @field_validator("public_url")
    @classmethod
    def _check_public_url(cls, value: str | None) -> str | None:
        return _origin(value) if value else None


def _host(entry: str) -> str:
    """An entry of `allowed_hosts` in the form in which hosts are compared."""
    try:
        return str(ip_address(entry.strip("[]")))
    except ValueError:
        if re.fullmatch(r"\*|(?:\*\.)?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.?", entry):
            return entry.lower().rstrip(".")
    raise ValueError(
        f"{entry!r} is not a host: write a name or an address without scheme, port and path, such as talks.example.org"
    )


def _origin(entry: str) -> str:
    """Scheme, host and port, as browsers compare them."""
    match = re.fullmatch(
        r"(https?)://((?:[A-Za-z0-9_-]+\.)*[A-Za-z0-9_-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?/?", entry.strip()
    )
    if match is None:
        raise ValueError(
            f"{entry!r} is not an origin: write scheme and host, and a port if it has one, without a path, such as https://talks.example.org"
        )
    scheme, host, port = match.groups()
    default = {"http": ":80", "https": ":443"}[scheme]
    return f"{scheme}://{host.lower()}{port if port and port != default else ''}"


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
