"""Metadata of a video: the sidecar `<name>.video.json`, options, the file's name."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from rapidfuzz.distance import OSA

from read_transcripts import Transcript
from read_transcripts.beside.companions import readable
from read_transcripts.beside.languages import tag_of
from read_transcripts.parts.dates import read_day
from read_transcripts.parts.markup import tidy
from read_transcripts.parts.timing import read_duration
from service.domain.document import ChannelInfo, MediaInfo, VideoInfo
from service.domain.document_types import Name, Seconds, Title, Url, Words
from service.domain.text import LONGEST_TITLE, clean_text
from service.errors import InvalidInput, TranscriptError
from service.transcripts.media import read_media
from service.transcripts.overrides import Overrides
from service.transcripts.source import fault_of, parse, refused
from service.transcripts.spoken_language import tell_language

PUBLISHED = (
    "publishedOn", "published", "published_on", "publishDate", "publish_date", "publishedAt", "published_at", "pubDate", "pub_date",
    "publicationDate", "publication_date", "datePublished", "date_published", "releaseDate", "release_date", "uploadDate",
    "upload_date", "date",
)  # fmt: skip
"""What the day of publication is called, the surest first."""


def _no_blank(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _day(value: Any) -> Any:
    """Returns the day of a date in words or of a point in time: `2022-05-24T09:00:00Z` → `2022-05-24`."""
    value = _no_blank(value)
    if not isinstance(value, str):
        return value
    day = read_day(value)
    if day is None:
        raise ValueError(
            f"must be a day, such as 2025-02-06 or February 6th, 2025, and this is {value[:60]!r}"
        )
    return day


def _duration(value: Any) -> Any:
    value = _no_blank(value)
    if not isinstance(value, str):
        return value
    length = read_duration(value)
    if length is None:
        raise ValueError(
            f"must be a length in seconds, or such as 1:14:43 or 53 min, and this is {value[:60]!r}"
        )
    return length


def _channel(value: Any) -> Any:
    value = _no_blank(value)
    return {"name": value} if isinstance(value, str) else value


def _names(value: Any) -> Any:
    """Returns names by label. A single name is for all words without a speaker. A list of participants names no labels, so it counts as empty."""
    value = {"": value} if isinstance(value, str) and value.strip() else value
    return value if isinstance(value, dict) else {}


def _media(value: Any) -> Any:
    return read_media(_no_blank(value))


def _text(value: Any) -> Any:
    return tidy(value) or None if isinstance(value, str) else value


def _prose(value: Any) -> Any:
    return clean_text(value).strip() or None if isinstance(value, str) else value


class Sidecar(BaseModel):
    """The keys that are read, in either spelling; all others are other programs' business."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: Annotated[Name | None, BeforeValidator(_no_blank)] = None
    title: Annotated[Title | None, BeforeValidator(_text)] = None
    description: Annotated[Words | None, BeforeValidator(_prose)] = None
    language: Annotated[Name | None, BeforeValidator(_no_blank)] = None
    url: Annotated[Url | None, BeforeValidator(_no_blank)] = None
    published_on: Annotated[date | None, BeforeValidator(_day)] = Field(
        None, validation_alias=AliasChoices(*PUBLISHED)
    )
    channel: Annotated[ChannelInfo | None, BeforeValidator(_channel)] = Field(
        None, validation_alias=AliasChoices("channel", "show")
    )
    moment_url_template: Annotated[Url | None, BeforeValidator(_no_blank)] = Field(
        None, validation_alias=AliasChoices("momentUrlTemplate", "moment_url_template")
    )
    thumbnail_url: Annotated[Url | None, BeforeValidator(_no_blank)] = Field(
        None, validation_alias=AliasChoices("thumbnailUrl", "thumbnail_url", "imageUrl", "image_url")
    )
    media: Annotated[MediaInfo | None, BeforeValidator(_media)] = Field(
        None,
        validation_alias=AliasChoices(
            "media", "mediaUrl", "media_url", "audioUrl", "audio_url", "enclosure", "enclosures"
        ),
    )
    duration_seconds: Annotated[Seconds | None, BeforeValidator(_duration)] = Field(
        None, validation_alias=AliasChoices("durationSeconds", "duration_seconds", "duration")
    )
    speakers: Annotated[dict[str, Name], BeforeValidator(_names)] = Field(default_factory=dict[str, Name])


_OVER, _OVER_PART = 10.0, 0.01
"""Seconds, and part of the length, by which words may end after the end."""
_SLIPS = 2
"""Letters in which a key differs from one that is read, for it to be a slip."""
NOTHING = Sidecar.model_validate({})


def usable(facts: Mapping[str, Any]) -> Sidecar:
    """Facts that another program or hand wrote down for itself, without the values that cannot be used."""
    return Sidecar.model_validate({key: value for key, value in facts.items() if fits(key, value)})


def fits(key: str, value: Any) -> bool:
    """Whether a value can be used."""
    try:
        Sidecar.model_validate({key: value})
    except ValidationError:
        return False
    return True


def read_sidecar(text: str, file: Path) -> tuple[Sidecar, tuple[str, ...]]:
    """The sidecar whose text this is, and which of its keys look misspelt: others that are not read are other programs' business.

    Raises:
        TranscriptError: it cannot be read, or a value cannot be used.
    """
    value = parse(text, file)
    if not isinstance(value, dict):
        raise TranscriptError(file, "is not a sidecar: it must be one JSON object with title, url and so on")
    try:
        return Sidecar.model_validate(value), tuple(_misspelt(value, file))
    except ValidationError as error:
        raise refused(file, text, error) from None


def _misspelt(keys: Iterable[str], file: Path) -> Iterator[str]:
    known = [*Sidecar.model_fields]
    for field in Sidecar.model_fields.values():
        alias = field.validation_alias
        known += map(str, alias.choices) if isinstance(alias, AliasChoices) else ()
    for key in (key for key in keys if key not in known):
        distances = {other: OSA.distance(key.casefold(), other.casefold()) for other in known}
        meant = min(distances, key=distances.__getitem__)
        if distances[meant] <= min(_SLIPS, len(key) // 3):
            yield f"{file.name} has {key!r}, which is not read: is {meant!r} meant?"


def video_info(
    sidecar: Sidecar,
    facts: Sidecar,
    overrides: Overrides,
    file: Path,
    transcript: Transcript,
    duration: float,
) -> VideoInfo:
    """Combines all metadata in order of precedence: options, sidecar, the transcript with what lies beside it, its file name.

    `facts`: what the transcript's metadata say. If no language is named, it is detected from the words.

    Raises:
        InvalidInput: an option has a value that cannot be used.
    """
    known = facts.model_dump(exclude_none=True, exclude={"speakers"})
    known |= sidecar.model_dump(exclude_none=True, exclude={"speakers"})
    language = overrides.language or tag_of(sidecar.language) or transcript.language
    if language is None:
        language = tell_language(segment.text for segment in transcript.segments)
    values = {"title": clean_text(transcript.title or readable(file), LONGEST_TITLE)} | known
    values |= {"language": language, "duration_seconds": known.get("duration_seconds", duration)}
    if "url" in values:
        values.setdefault("moment_url_template", moment_template(values["url"]))
    return with_overrides(values, overrides)


def with_overrides(values: dict[str, Any], overrides: Overrides) -> VideoInfo:
    """`VideoInfo` of its values by name, with what the caller says instead; another address brings other links to moments.

    Raises:
        InvalidInput: an option has a value that cannot be used.
    """
    try:
        given = overrides.given()
        merged = values | given
        if "moment_url_template" not in given and "url" in given and given["url"] != values.get("url"):
            merged["moment_url_template"] = moment_template(given["url"])
        return VideoInfo.model_validate(merged)
    except ValidationError as error:
        path, reason = fault_of(error)
        raise InvalidInput(reason, path) from None


def believed_duration(video: VideoInfo, words_end: float) -> tuple[VideoInfo, tuple[str, ...]]:
    """Returns the video with a length that its words fit into, and a note if it says another one. Lengths are rounded, and captions run
    a little over the end."""
    said = video.duration_seconds
    if said is None or words_end <= said + max(_OVER, said * _OVER_PART):
        return video, ()
    note = f"its length is said to be {_shown(said)}, and its words end at {_shown(words_end)}: the words are believed"
    return video.model_copy(update={"duration_seconds": words_end}), (note,)


def _shown(seconds: float) -> timedelta:
    return timedelta(seconds=round(seconds))


_YOUTUBE = {"youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com"}
_SHORT = {"youtu.be", "www.youtu.be"}
_VIMEO = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}
_PLAYERS = ("/live/", "/shorts/", "/embed/")
_TIMES = {"t", "start", "time_continue"}


def moment_template(url: str) -> str | None:
    """The address with `{seconds}` where the second goes; None if the site has no such links, or is unknown."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if host in _VIMEO and any(step.isdigit() for step in parts.path.split("/")):
        return urlunsplit(parts._replace(fragment="")) + "#t={seconds}s"
    query = [
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key not in _TIMES
    ]
    if host in _YOUTUBE:
        shown = (
            any(key == "v" for key, _ in query) if parts.path == "/watch" else parts.path.startswith(_PLAYERS)
        )
    else:
        shown = host in _SHORT and len(parts.path) > 1
    if not shown:
        return None
    time = "start={seconds}" if parts.path.startswith("/embed/") else "t={seconds}s"
    bare = urlencode(query)
    return urlunsplit(parts._replace(query=f"{bare}&{time}" if bare else time, fragment=""))
