"""What a job imports: its metadata and its document, checked when it is accepted, and kept in the graph until it has ended."""

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from pydantic import ValidationError

from service.actions.imports.import_talk import SameWords, is_document, media_at
from service.domain.document import VideoDocument
from service.domain.text import require_name
from service.errors import InvalidInput
from service.extractors.registry import is_known, list_extractors
from service.fetching.address import encoded, read_target
from service.store.check import require_borne_out
from service.transcripts import Overrides, document_with
from service.transcripts.sidecar import with_overrides
from service.transcripts.source import fault_of

type Place = tuple[str | int, ...]
"""Where something is in the input."""


def check_metadata(overrides: Overrides, path: Place) -> None:
    """
    Args:
        path: where the metadata is in the input.

    Raises:
        InvalidInput: a value cannot be used.
    """
    try:
        with_overrides({"title": "a talk"}, overrides)
    except InvalidInput as error:
        place = ("channel",) if error.path[:1] == ("name",) else error.path
        raise InvalidInput(error.message, (*path, *place)) from None


def check_document(value: Any, overrides: Overrides, path: Place) -> VideoDocument:
    """Returns a VideoDocument of its JSON values, with the metadata of the caller instead of its own.

    Args:
        path: where it is in the input.

    Raises:
        InvalidInput: it is none, or its words do not bear it out.
    """
    try:
        document = VideoDocument.model_validate(value)
    except ValidationError as error:
        place, reason = fault_of(error)
        raise InvalidInput(reason, (*path, *place)) from None
    if overrides.speakers:
        raise InvalidInput(
            "a complete document says itself who its voices are: mend its speakers", ("metadata", "speakers")
        )
    found = document_with(document, overrides)
    try:
        require_borne_out(found)
    except InvalidInput as error:
        raise InvalidInput(error.message, (*path, *error.path)) from None
    return found


type Need = Literal["fetching", "extraction", "loading"]
type SourceKind = Literal["text", "document", "upload", "url", "talk"]

LONGEST_NAME = 200
_DOCUMENT = "document.json"
_MOST_VOICES = 20


@dataclass(frozen=True)
class Metadata:
    """What the client says of the talk. `speakers`: labels of voices and their names; the label "" is that of words without one."""

    id: str | None = None
    title: str | None = None
    url: str | None = None
    published_on: str | None = None
    channel: str | None = None
    language: str | None = None
    media: str | None = None
    speakers: Sequence[tuple[str, str]] = ()
    speaker_count: int | None = None

    def overrides(self) -> Overrides:
        """
        Raises:
            InvalidInput: a value cannot be used; `path` names it.
        """
        try:
            media = None if self.media is None else media_at(self.media)
        except InvalidInput as error:
            raise InvalidInput(error.message, ("metadata", "media")) from None
        found = Overrides(
            id=self.id,
            title=self.title,
            url=self.url,
            published_on=None if self.published_on is None else date.fromisoformat(self.published_on),
            channel=self.channel,
            language=self.language,
            media=media,
            speakers=tuple(sorted((label, name) for label, name in self.speakers)),
            speaker_count=self.speaker_count,
        )
        if self.speaker_count is not None and not 1 <= self.speaker_count <= _MOST_VOICES:
            raise InvalidInput(
                f"speakerCount is {self.speaker_count}: it must be from 1 to {_MOST_VOICES}",
                ("metadata", "speakerCount"),
            )
        check_metadata(found, ("metadata",))
        for place, (_, name) in enumerate(self.speakers):
            require_name(name, ("metadata", "speakers", place, "name"))
        return found


@dataclass(frozen=True)
class ImportRequest:
    """
    Attributes:
        name: what the file is called, with its ending; the format is detected from the content.
        content: the file, or None if it is kept elsewhere, under `reference`: the id of an upload, the address of what is fetched, or
            the id of a talk to extract again.
        companions: references of the files beside it; of an address those of its chapters. `client`: whose they all must be.
        scopes: what the sender of the job may do.
        about: what its source says of it, as the text of a sidecar; `metadata` wins.
        whole: it is a VideoDocument, which needs no extractor.
        background: one of many talks, for which nobody waits.
        review: what is extracted again is proposed, and changes nothing.
    """

    kind: SourceKind
    name: str
    content: bytes | None
    reference: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    extractor: str = "offline"
    same_words: SameWords = "refuse"
    whole: bool = False
    background: bool = False
    companions: tuple[str, ...] = ()
    client: str = ""
    scopes: tuple[str, ...] = ()
    review: bool = False
    about: str = ""

    @property
    def needs(self) -> Need:
        """Returns what it needs first."""
        if self.kind == "url":
            return "fetching"
        return "loading" if self.whole else "extraction"


def text_request(name: str, content: str, **rest: Any) -> ImportRequest:
    """A transcript, or any other file that is text."""
    whole = is_document(content)
    return ImportRequest("text", name, content.encode("utf-8", "surrogatepass"), whole=whole, **rest)


def url_request(url: str, **rest: Any) -> ImportRequest:
    """A transcript or a recording at an address, which the job fetches.

    Raises: InvalidInput: it is no address that can be fetched.
    """
    at = encoded(url)
    read_target(at, ("source", "url"))
    return ImportRequest("url", at.partition("://")[2][:LONGEST_NAME], None, at, **rest)


def document_request(document: Mapping[str, Any], **rest: Any) -> ImportRequest:
    """A VideoDocument as JSON values."""
    text = json.dumps(document, ensure_ascii=False)
    video = document.get("video")
    title = video.get("title") if isinstance(video, Mapping) else None
    name = title if isinstance(title, str) and title.strip() else _DOCUMENT
    content = text.encode("utf-8", "surrogatepass")
    return ImportRequest("document", name[:LONGEST_NAME], content, whole=True, **rest)


def check_request(request: ImportRequest) -> None:
    """Checks what can be known without reading a transcript.

    Raises:
        InvalidInput: a value cannot be used; `path` leads to it.
    """
    name = request.name
    if request.kind not in ("document", "talk") and (
        not name.strip() or len(name) > LONGEST_NAME or not name.isprintable() or name in (".", "..")
    ):
        raise InvalidInput(
            f"a file needs a name of 1 to {LONGEST_NAME} printable characters, such as talk.vtt",
            ("source", request.kind, "name"),
        )
    if request.content is not None and not request.content.strip():
        raise InvalidInput("the file is empty", ("source", request.kind, "content"))
    if not is_known(request.extractor):
        raise InvalidInput(
            f"there is no extractor {request.extractor!r:.60}. {list_extractors()}", ("extractor",)
        )
    overrides = request.metadata.overrides()
    if request.kind == "document":
        assert request.content is not None
        check_document(json.loads(request.content), overrides, ("source", "document"))


def packed(request: ImportRequest) -> dict[str, str | None]:
    """Returns the request as a JobInput has it: its values, and the file by itself."""
    values = {key: value for key, value in asdict(request).items() if key != "content"}
    content = request.content
    text = None if content is None else base64.b64encode(zlib.compress(content)).decode()
    return {"request": json.dumps(values, ensure_ascii=True), "content": text}


def unpacked(request: str, content: str | None) -> ImportRequest:
    values: dict[str, Any] = json.loads(request)
    said: dict[str, Any] = values.pop("metadata")
    for key in ("companions", "scopes"):
        values[key] = tuple(values[key])
    speakers = tuple((label, name) for label, name in said.pop("speakers"))
    return ImportRequest(
        **values,
        content=None if content is None else zlib.decompress(base64.b64decode(content)),
        metadata=Metadata(**said, speakers=speakers),
    )
