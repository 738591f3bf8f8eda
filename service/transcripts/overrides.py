"""Metadata given by the caller: the options of `videograph ingest`, and the row of a manifest."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from service.domain.document import ChannelInfo, MediaInfo


@dataclass(frozen=True)
class Overrides:
    """Metadata of the video given by the caller; it overrides sidecar and document."""

    id: str | None = None
    title: str | None = None
    url: str | None = None
    published_on: date | None = None
    channel: str | None = None
    language: str | None = None
    speakers: tuple[tuple[str, str], ...] = ()
    """Labels of voices and their names, as `given_speakers.read_given` has them."""
    speaker_count: int | None = None
    """How many people speak in a recording."""
    description: str | None = None
    thumbnail_url: str | None = None
    media: MediaInfo | None = None
    moment_url_template: str | None = None
    channel_id: str | None = None
    channel_url: str | None = None
    """This, the one above it, `description`, `thumbnail_url` and `moment_url_template` are what a manifest says."""
    lenient_times: bool = False
    """Whether times that run backwards are moved."""
    encoding: str | None = None
    """Of the file's text, where it is not UTF-8 and does not say."""

    def given(self) -> dict[str, Any]:
        """Those of the video that are set, by the names of `VideoInfo`."""
        values: dict[str, Any] = {key: value for key, value in vars(self).items() if value is not None}
        for key in ("speakers", "speaker_count", "lenient_times", "encoding", "channel_id", "channel_url"):
            values.pop(key, None)
        if self.channel is not None:
            values["channel"] = ChannelInfo(name=self.channel, id=self.channel_id, url=self.channel_url)
        return values
