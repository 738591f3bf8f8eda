"""What the service fetches from other servers: feeds, transcripts and recordings at addresses."""

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
