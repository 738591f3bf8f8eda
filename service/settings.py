"""All settings, read from the environment once and passed in; a leaf module. No module global.

`VIDEOGRAPH_` + the field's name in upper case sets a field: `VIDEOGRAPH_PORT=9000`.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from service.errors import SetupError


@dataclass(frozen=True)
class Limits:
    """What one request may ask, fragments spread. `limit_setting` names the setting of each limit."""

    cost: int = 50_000
    depth: int = 15
    root_fields: int = 20
    aliases: int = 50
    directives: int = 50
    fields: int = 1000
    tokens: int = 5000
    conditions: int = 40
    statement: int = 11_400
    new_statements: int = 60
    key_cost: int = 1_000_000
    public_cost: int = 300_000
    jobs: int = 1000
    body: int = 1_000_000


def limit_setting(name: str) -> str:
    """Returns the environment variable that sets this field of `Limits`."""
    return f"VIDEOGRAPH_MAX_{name.upper()}"


@dataclass(frozen=True)
class UploadLimits:
    """What clients may upload. In bytes: `media`, `transcript`: of one file; `quota`: of all files of one client. `hours`: how
    long a file is kept."""

    media: int = 2_000_000_000
    transcript: int = 50 * 1024 * 1024
    quota: int = 10_000_000_000
    hours: float = 24.0


@dataclass(frozen=True)
class LanguageModel:
    """The endpoint of `--extractor llm`; see the settings that begin with `llm_`. `kept`: the folder of its answers."""

    url: str
    name: str
    key: SecretStr | None
    timeout: float
    parallel: int
    words: int
    tokens: int | None
    kept: Path


_SHORTEST_SECRET = 16
EXECUTOR = re.compile(r"pool|dask(?P<tls>\+tls)?://(?P<place>(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+):[0-9]{1,5})")
"""Where talks can be extracted: processes of this machine, or the scheduler of a Dask cluster."""


class Settings(BaseSettings):
    """What can be set. Each description is also a line in docs/guides/settings.md."""

    model_config = SettingsConfigDict(env_prefix="VIDEOGRAPH_", extra="ignore", frozen=True)

    home: Path = Field(
        default_factory=lambda: user_data_path("videograph"),
        description="Data, logs and password of the embedded Neo4j.",
    )
    cache: Path = Field(
        default_factory=lambda: user_cache_path("videograph"),
        description="Downloads and answers that can be fetched again: Neo4j's jars, answers of a language model.",
    )
    server: str | None = Field(
        default=None,
        description="Address of a distant Videograph that commands work on, such as `https://talks.example.org`, instead of the graph of this machine.",
    )
    key: SecretStr | None = Field(
        default=None, description="API key or token that commands send to VIDEOGRAPH_SERVER."
    )
    key_file: Path | None = Field(default=None, description="File with this key, instead of the variable.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port of the API; 0 takes a free one.")
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
        description="Scheme and host of the pages in link previews: `https://talks.example.org`. By default those of the request.",
    )
    embed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Origins of sites that may show maps and quotes in a frame (`?embed=1`), separated by commas: `https://blog.example.org`.",
    )
    image_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Origins from which pages may load thumbnails of talks, separated by commas: `https://i.ytimg.com`. Other thumbnails are replaced by a drawing.",
    )
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
        description="Claim that has a token's scopes, as a list or as words: `read`, `ingest`, `curate`, `admin`. Other words are ignored.",
    )
    keep_alive: int = Field(
        default=75,
        ge=1,
        description="Seconds that an idle connection stays open. Keep it longer than the proxy in front does.",
    )
    header_timeout: float = Field(
        default=10.0, gt=0, description="Seconds that a client may take to send the headers of a request."
    )
    body_timeout: float = Field(
        default=30.0, gt=0, description="Seconds that a client may take to send the body of a request."
    )
    max_connections: int | None = Field(
        default=None,
        ge=1,
        description="Open connections. By default three quarters of the files that the process may open (`ulimit -n`), at most 10000.",
    )
    max_connections_per_address: int | None = Field(
        default=None,
        ge=1,
        description="Open connections from one address (IPv6: from one /64 network). By default a quarter of all. Behind a proxy, set it to "
        "VIDEOGRAPH_MAX_CONNECTIONS: all clients then come from the proxy's address.",
    )
    max_subscribers: int = Field(
        default=1000,
        ge=0,
        description="Open WebSockets and event streams. Each one is also one of VIDEOGRAPH_MAX_CONNECTIONS.",
    )
    max_subscribers_per_client: int = Field(
        default=100,
        ge=0,
        description="Open WebSockets and event streams of one key or token, or of one address without one.",
    )
    max_subscriptions: int = Field(
        default=20, ge=1, description="Operations at once over one WebSocket connection."
    )
    max_message: int = Field(
        default=100_000, ge=1000, description="Bytes in one message that a client sends over a WebSocket."
    )
    connection_init_timeout: float = Field(
        default=5.0,
        gt=0,
        description="Seconds until the first message, `connection_init`, over a WebSocket.",
    )
    slow_subscriber_timeout: float = Field(
        default=10.0,
        gt=0,
        description="Seconds that a subscriber may let an event wait before it is disconnected.",
    )
    webhooks_private: bool = Field(
        default=False,
        description="Send webhooks also by http, and to addresses of private networks and of this machine.",
    )
    webhooks_timeout: float = Field(
        default=10.0, gt=0, le=300, description="Seconds that the receiver of a webhook may take to answer."
    )
    neo4j_uri: str | None = Field(
        default=None,
        description="Address of a Neo4j to use instead of the embedded one (bolt://, neo4j://, with +s for TLS).",
    )
    neo4j_user: str = Field(default="neo4j", description="User name for VIDEOGRAPH_NEO4J_URI.")
    neo4j_password: SecretStr | None = Field(default=None, description="Password for VIDEOGRAPH_NEO4J_URI.")
    neo4j_password_file: Path | None = Field(
        default=None, description="File with this password, instead of the variable."
    )
    neo4j_database: str = Field(default="neo4j", description="Database name.")
    neo4j_bolt_port: int = Field(
        default=0,
        ge=0,
        le=65535,
        description="Bolt port of the embedded Neo4j; 0 takes 7687 or else a free one.",
    )
    neo4j_http_port: int = Field(
        default=0,
        ge=0,
        le=65535,
        description="HTTP port (Neo4j Browser) of the embedded Neo4j; 0 takes 7474 or else a free one.",
    )
    neo4j_heap: str = Field(default="256m", description="Java heap of the embedded Neo4j.")
    neo4j_page_cache: str = Field(default="64m", description="Page cache of the embedded Neo4j.")
    migrate: bool = Field(
        default=False,
        description="Apply pending migrations at start to VIDEOGRAPH_NEO4J_URI. The embedded Neo4j always gets them.",
    )
    query_timeout: float = Field(
        default=5.0, gt=0, description="Seconds that the reads of one request may take."
    )
    planning_timeout: float = Field(
        default=30.0,
        gt=0,
        description="Seconds that Neo4j may spend on planning a new statement that did not finish within VIDEOGRAPH_QUERY_TIMEOUT.",
    )
    cursor_secret: SecretStr | None = Field(
        default=None,
        description="Secret that signs cursors, 16 characters or more, instead of the one that is stored in the graph.",
    )
    cursor_secret_file: Path | None = Field(
        default=None, description="File with this secret, instead of the variable."
    )
    changes_days: int = Field(
        default=90,
        ge=0,
        description="Days that changes are kept for clients that follow the graph. 0 keeps them for ever.",
    )
    uploads: SecretStr | None = Field(
        default=None,
        description="Where uploaded files are kept: a folder, or an address of fsspec such as `s3://bucket/videograph`. By default the folder `uploads` in VIDEOGRAPH_HOME.",
    )
    upload_hours: float = Field(
        default=UploadLimits.hours, gt=0, description="Hours after which an uploaded file is deleted."
    )
    upload_quota: int = Field(
        default=UploadLimits.quota,
        ge=1,
        description="Bytes of all uploaded files that are kept for one client: a key, a token, or an address that sends neither.",
    )
    max_upload: int = Field(
        default=UploadLimits.media, ge=1, description="Bytes in an uploaded audio or video file."
    )
    max_transcript: int = Field(
        default=UploadLimits.transcript,
        ge=1,
        le=UploadLimits.transcript,
        description="Bytes in an uploaded transcript. No import reads more than the default.",
    )
    llm_url: str | None = Field(
        default=None,
        description="Address of the language model for `--extractor llm`, up to `/v1`. It speaks OpenAI's protocol.",
    )
    llm_model: str | None = Field(default=None, description="Name of the model at VIDEOGRAPH_LLM_URL.")
    llm_key: SecretStr | None = Field(
        default=None, description="Key for VIDEOGRAPH_LLM_URL, if it needs one."
    )
    llm_key_file: Path | None = Field(
        default=None, description="File with this key, instead of the variable."
    )
    llm_timeout: float = Field(
        default=300.0, gt=0, description="Seconds that one answer of the model may take."
    )
    llm_parallel: int = Field(default=2, ge=1, description="Requests to the model at the same time.")
    llm_tokens: int | None = Field(
        default=None,
        ge=100,
        description="Tokens that one answer of the model may have. By default what its server allows.",
    )
    llm_words: int = Field(
        default=1200,
        ge=50,
        description="Words of a talk in one request to the model. The default makes about 4,000 tokens with the instructions, and up to as many in the answer.",
    )
    executor: str = Field(
        default="pool",
        description="Where talks are extracted: `pool`, processes of this machine, or the workers of a Dask cluster, by the address of its scheduler: `dask://host:8786`, with TLS `dask+tls://host:8786`.",
    )
    extract_timeout: float | None = Field(
        default=None,
        gt=0,
        description="Seconds that reading and extracting one file may take. By default ten minutes, and three more for each 100 kB of the file.",
    )
    job_workers: int | None = Field(
        default=None,
        ge=0,
        description="Talks that this process imports at a time for `importTalk`. By default one less than the number of cores, at least 1. With 0, other processes of the graph import them.",
    )
    job_lease: float = Field(
        default=30.0,
        ge=1,
        description="Seconds without a sign of life after which another process takes over an import.",
    )
    jobs_days: int = Field(
        default=30, ge=7, description="Days that imports which have ended stay in the list of jobs."
    )
    max_jobs: int = Field(
        default=Limits.jobs,
        ge=1,
        description="Imports that may wait in the queue. One client may have at most half of them.",
    )
    max_cost: int = Field(
        default=Limits.cost,
        ge=1,
        description="Highest cost of an operation: objects that its answer may contain, and the size of its statements.",
    )
    max_depth: int = Field(default=Limits.depth, ge=1, description="Levels of nested fields in an operation.")
    max_root_fields: int = Field(default=Limits.root_fields, ge=1, description="Root fields in an operation.")
    max_aliases: int = Field(default=Limits.aliases, ge=0, description="Aliases in an operation.")
    max_directives: int = Field(default=Limits.directives, ge=0, description="Directives in an operation.")
    max_fields: int = Field(
        default=Limits.fields,
        ge=1,
        description="Fields and fragment spreads in an operation. A fragment counts each time it is used.",
    )
    max_conditions: int = Field(
        default=Limits.conditions,
        ge=1,
        description="Conditions in all arguments of an operation. Each key of a filter (`eq`, `gte`, `any`) is one.",
    )
    max_statement: int = Field(
        default=Limits.statement,
        ge=1,
        description="Characters of Cypher that an operation may be planned into. If several root fields need the same statement, it counts once.",
    )
    max_new_statements: int = Field(
        default=Limits.new_statements,
        ge=0,
        description="New statements that Neo4j plans per minute for one client, five times as many with a key or token. Each 1,000 characters count as one statement. 0 means no limit.",
    )
    max_key_cost: int = Field(
        default=Limits.key_cost,
        ge=0,
        description="Cost of all operations in a minute with one key or token. The unused part of the cost is refunded. 0 means no limit.",
    )
    max_public_cost: int = Field(
        default=Limits.public_cost,
        ge=0,
        description="Cost per minute of all requests from one address that send no key or token. 0 means no limit. Requests from this machine to an API that listens on loopback have no such limit.",
    )
    max_tokens: int = Field(default=Limits.tokens, ge=1, description="Tokens in a GraphQL document.")
    max_body: int = Field(default=Limits.body, ge=1, description="Bytes in the body of a request.")

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

    @field_validator("executor")
    @classmethod
    def _check_executor(cls, value: str) -> str:
        if EXECUTOR.fullmatch(value) is None:
            raise ValueError(
                f"{value!r:.100} is neither `pool` nor the address of a Dask scheduler, such as dask://host:8786"
            )
        return value

    @field_validator("public_url")
    @classmethod
    def _check_public_url(cls, value: str | None) -> str | None:
        return _origin(value) if value else None

    @property
    def limits(self) -> Limits:
        return Limits(
            cost=self.max_cost,
            depth=self.max_depth,
            root_fields=self.max_root_fields,
            aliases=self.max_aliases,
            directives=self.max_directives,
            fields=self.max_fields,
            tokens=self.max_tokens,
            conditions=self.max_conditions,
            statement=self.max_statement,
            new_statements=self.max_new_statements,
            key_cost=self.max_key_cost,
            public_cost=self.max_public_cost,
            jobs=self.max_jobs,
            body=self.max_body,
        )

    @property
    def upload_limits(self) -> UploadLimits:
        return UploadLimits(self.max_upload, self.max_transcript, self.upload_quota, self.upload_hours)

    @cached_property
    def language_model(self) -> LanguageModel:
        """The endpoint for `--extractor llm`.

        Raises:
            SetupError: a variable is missing, or the key's file cannot be read.
        """
        if self.llm_url is None or self.llm_model is None:
            raise SetupError(
                "extraction by a language model needs VIDEOGRAPH_LLM_URL, the address of an endpoint of OpenAI's protocol "
                "(such as http://127.0.0.1:11434/v1), and VIDEOGRAPH_LLM_MODEL, the model's name there."
            )
        if not re.fullmatch(r"https?://[^\s/@\[\]]+(?:/\S*)?", self.llm_url):
            raise SetupError(
                "VIDEOGRAPH_LLM_URL is not an address: it must begin with http:// or https:// and a host, such as "
                "http://127.0.0.1:11434/v1; a key goes into VIDEOGRAPH_LLM_KEY"
            )
        key = self.llm_key
        if key is None and self.llm_key_file is not None:
            key = SecretStr(_read_secret("VIDEOGRAPH_LLM_KEY_FILE", self.llm_key_file))
        if key is not None and not re.fullmatch(r"[!-~]+", key.get_secret_value()):
            raise SetupError(
                "VIDEOGRAPH_LLM_KEY is not a key: it is empty, or has spaces or other characters that no key has"
            )
        return LanguageModel(
            url=self.llm_url.rstrip("/"),
            name=self.llm_model,
            key=key,
            timeout=self.llm_timeout,
            parallel=self.llm_parallel,
            words=self.llm_words,
            tokens=self.llm_tokens,
            kept=self.cache.expanduser() / "llm",
        )

    @cached_property
    def bootstrap_key(self) -> str | None:
        """The admin key that the graph gets at start; None if the settings have none.

        Raises:
            SetupError: the file cannot be read.
        """
        if self.admin_key is not None:
            return self.admin_key.get_secret_value()
        if self.admin_key_file is not None:
            return _read_secret("VIDEOGRAPH_ADMIN_KEY_FILE", self.admin_key_file)
        return None

    @cached_property
    def remote_key(self) -> str | None:
        """The key for `server`; None if the settings have none.

        Raises:
            SetupError: the file cannot be read.
        """
        if self.key is not None:
            return self.key.get_secret_value()
        return None if self.key_file is None else _read_secret("VIDEOGRAPH_KEY_FILE", self.key_file)

    @cached_property
    def cursors(self) -> str | None:
        """The secret for cursors; None if the graph's own is used.

        Raises:
            SetupError: it is too short, or the file cannot be read.
        """
        if self.cursor_secret is not None:
            secret = self.cursor_secret.get_secret_value()
        elif self.cursor_secret_file is not None:
            secret = _read_secret("VIDEOGRAPH_CURSOR_SECRET_FILE", self.cursor_secret_file)
        else:
            return None
        if len(secret) < _SHORTEST_SECRET:
            raise SetupError(
                f"VIDEOGRAPH_CURSOR_SECRET has {len(secret)} characters: it needs at least {_SHORTEST_SECRET}. "
                "Make one with `openssl rand -hex 32`, or leave it out: then the graph stores its own."
            )
        return secret

    @cached_property
    def password(self) -> str:
        """The password for `neo4j_uri`.

        Raises:
            SetupError: neither variable is set, or the file cannot be read.
        """
        if self.neo4j_password is not None:
            return self.neo4j_password.get_secret_value()
        if self.neo4j_password_file is not None:
            return _read_secret("VIDEOGRAPH_NEO4J_PASSWORD_FILE", self.neo4j_password_file)
        raise SetupError(
            "VIDEOGRAPH_NEO4J_URI is set, so set VIDEOGRAPH_NEO4J_PASSWORD or VIDEOGRAPH_NEO4J_PASSWORD_FILE too."
        )


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


def _read_secret(variable: str, file: Path) -> str:
    try:
        return file.expanduser().read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SetupError(f"{variable} cannot be read: {error.strerror}: {file}") from error


def read_settings() -> Settings:
    """Settings from the environment.

    Raises:
        SetupError: a variable has a value that cannot be used; the message names it.
    """
    try:
        return Settings()  # pyright: ignore[reportCallIssue]
    except ValidationError as error:
        faults = "; ".join(
            f"VIDEOGRAPH_{str(e['loc'][0]).upper()}: {e['msg'].removeprefix('Value error, ')}"
            for e in error.errors()
        )
        raise SetupError(f"a setting cannot be used: {faults}") from None
