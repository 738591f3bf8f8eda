"""Connections of clients: their number, their time, and what is sent over them. Also requests to other servers: webhooks, and what is
fetched from addresses (feeds, transcripts, recordings)."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import NoDecode

from service.settings.group import SettingsGroup


class FetchSettings(SettingsGroup):
    fetch_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        default=(),
        description="Networks of one's own from which feeds, transcripts and recordings may be fetched, separated by commas: `192.168.1.0/24`. By default only addresses of the internet.",
    )
    fetch_contact: str | None = Field(
        default=None,
        max_length=200,
        pattern=r"^[!-'*-~]+$",
        description="Page or mail address in the user agent of requests for feeds, transcripts and recordings, for whoever runs their servers. Default: VIDEOGRAPH_PUBLIC_URL.",
    )
    fetch_timeout: float = Field(
        default=60.0, gt=0, le=3600, description="Seconds that fetching a feed or a transcript may take."
    )
    fetch_recording_timeout: float = Field(
        default=3600.0, gt=0, description="Seconds that fetching a recording may take."
    )

    @field_validator("fetch_networks", mode="before")
    @classmethod
    def _read_networks(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())
        except ValueError as error:
            raise ValueError(f"{error}: write networks such as 192.168.1.0/24") from None


class ConnectionSettings(SettingsGroup):
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
    stop_timeout: float | None = Field(
        default=None,
        ge=0,
        description="Seconds that accepted requests may take after SIGTERM or Ctrl-C, while new ones get status 503. By default as long as a read may take: VIDEOGRAPH_QUERY_TIMEOUT and VIDEOGRAPH_PLANNING_TIMEOUT together.",
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
