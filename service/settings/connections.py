"""Connections of clients: their number, their time, and what is sent over them."""

from pydantic import Field

from service.settings.group import SettingsGroup


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
