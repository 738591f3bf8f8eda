"""The Neo4j that has the graph, the cursors over it, and its log of changes."""

from functools import cached_property
from pathlib import Path

from pydantic import Field, SecretStr

from service.errors import SetupError
from service.settings.group import SettingsGroup
from service.settings.secrets import read_secret

_SHORTEST_SECRET = 16


class GraphSettings(SettingsGroup):
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
    neo4j_heap: str = Field(
        default="auto",
        description="Java heap of the embedded Neo4j, such as 512m. `auto` takes a sixteenth of the machine's memory, 256m to 1g.",
    )
    neo4j_page_cache: str = Field(
        default="auto",
        description="Page cache of the embedded Neo4j, such as 512m. `auto` takes a thirty-second of the machine's memory, 64m to 512m.",
    )
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
    deleted_days: float = Field(
        default=30.0,
        ge=0,
        le=36500,
        description="Days in which a deleted talk can be brought back by `undo`. Its document is kept for so long. With 0 a deletion is final.",
    )
    changes_days: int = Field(
        default=90,
        ge=0,
        description="Days that changes are kept for clients that follow the graph. 0 keeps them for ever.",
    )

    @cached_property
    def password(self) -> str:
        """The password for `neo4j_uri`.

        Raises:
            SetupError: neither variable is set, or the file cannot be read.
        """
        password = read_secret("VIDEOGRAPH_NEO4J_PASSWORD", self.neo4j_password, self.neo4j_password_file)
        if password is None:
            raise SetupError(
                "VIDEOGRAPH_NEO4J_URI is set, so set VIDEOGRAPH_NEO4J_PASSWORD or VIDEOGRAPH_NEO4J_PASSWORD_FILE too."
            )
        return password

    @cached_property
    def cursors(self) -> str | None:
        """The secret for cursors; None if the graph's own is used.

        Raises:
            SetupError: it is too short, or the file cannot be read.
        """
        secret = read_secret("VIDEOGRAPH_CURSOR_SECRET", self.cursor_secret, self.cursor_secret_file)
        if secret is not None and len(secret) < _SHORTEST_SECRET:
            raise SetupError(
                f"VIDEOGRAPH_CURSOR_SECRET has {len(secret)} characters: it needs at least {_SHORTEST_SECRET}. "
                "Make one with `openssl rand -hex 32`, or leave it out: then the graph stores its own."
            )
        return secret
