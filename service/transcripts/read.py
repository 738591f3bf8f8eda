"""The entry point: reads a file, or its name and content, as a transcript or a complete document."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

import read_transcripts
from read_transcripts.beside.companions import companion_name
from service.domain.document import ChapterInfo, SegmentInfo, SpeakerInfo, Transcript, VideoDocument
from service.errors import InvalidInput, TranscriptError
from service.transcripts.given_speakers import give_speakers, names_that_apply, taken_for_one
from service.transcripts.overrides import Overrides
from service.transcripts.sidecar import (
    NOTHING,
    believed_duration,
    fits,
    read_sidecar,
    usable,
    video_info,
    with_overrides,
)
from service.transcripts.source import (
    SIDECAR_ENDING,
    FilesBeside,
    fault_of,
    our_errors,
    parse,
    read_bytes,
    refused,
    text_of,
)

_MAY_BE_A_DOCUMENT = re.compile(r'"(?:format"\s*:\s*"videograph/|video"\s*:\s*\{)')


def read_file(path: Path, overrides: Overrides | None = None) -> Transcript | VideoDocument:
    """A talk from a file, its format found by content.

    The metadata of a transcript come from `<name>.video.json` beside it, and chapters from `<name>.chapters.json`, or
    else from yt-dlp's `<name>.info.json`, or else from the file. A VideoDocument is complete and uses none of these.
    `overrides` take precedence.

    Raises:
        TranscriptError: the file, or one beside it, cannot be read; with file, line and reason.
        NotATranscript: the file is plainly something else.
        InvalidInput: an override has a value that cannot be used.
    """
    return read_with_notes(path, overrides)[0]


def read_with_notes(
    path: Path, overrides: Overrides | None = None
) -> tuple[Transcript | VideoDocument, tuple[str, ...]]:
    """Like `read_file`, with notes for the user: a guessed encoding, estimated times, or times left out."""
    return read(str(path), read_bytes(path), FilesBeside(path), overrides)


def read(
    name: str,
    content: bytes,
    companions: Mapping[str, bytes] | None = None,
    overrides: Overrides | None = None,
) -> tuple[Transcript | VideoDocument, tuple[str, ...]]:
    """As `read_with_notes`, of a file that need not be on the disk.

    Args:
        name: what the file is called. A title and a language may stand in it, and messages call the file so.
        companions: what lies beside it, by name: `<name>.video.json`, `<name>.chapters.json`, `<name>.info.json`.

    Raises:
        InvalidInput: also if the name is none.
    """
    path = Path(name)
    if path.name in ("", "..") or "\0" in name:
        raise InvalidInput(f"{name!r} cannot be the name of a file: give one such as talk.vtt", ("name",))
    options = overrides or Overrides()
    text = text_of(content, path, options.encoding)
    value = document_in(text)
    if value is not None:
        return _document(value, text, path, options)
    with our_errors():
        found = read_transcripts.read(
            content, name=name, encoding=options.encoding, lenient_times=options.lenient_times
        )
    return transcript_of(found, path, companions or {}, options)


def is_document(text: str) -> bool:
    """Whether a text is a VideoDocument, or means to be one."""
    return document_in(text) is not None


def document_in(text: str) -> dict[str, Any] | None:
    """Returns the parsed JSON of a text that is a VideoDocument, or means to be one; None for others."""
    if not text.lstrip("\ufeff \t\r\n").startswith("{") or _MAY_BE_A_DOCUMENT.search(text) is None:
        return None
    try:
        value = parse(text, Path("document.json"))
    except TranscriptError:
        return None
    kind = value.get("format")
    named = isinstance(kind, str) and kind.startswith("videograph/")
    parts = isinstance(value.get("segments"), list) and isinstance(value.get("video"), dict)
    return value if named or parts else None


def read_document(value: dict[str, Any], text: str, path: Path) -> VideoDocument:
    """Returns the document of a text that was parsed.

    Raises: TranscriptError: it is none that is valid, with line, path and reason."""
    try:
        return VideoDocument.model_validate(value)
    except ValidationError as error:
        raise refused(path, text, error) from None


def _document(
    value: dict[str, Any], text: str, path: Path, overrides: Overrides
) -> tuple[VideoDocument, tuple[str, ...]]:
    found = document_with(read_document(value, text, path), overrides)
    video, doubts = believed_duration(found.video, max(segment.end_seconds for segment in found.segments))
    return found.model_copy(update={"video": video}) if doubts else found, doubts


def document_with(document: VideoDocument, overrides: Overrides) -> VideoDocument:
    """The document with what the caller says of the video instead.

    Raises:
        InvalidInput: a value cannot be used, or names are given for voices.
    """
    if replace(overrides, lenient_times=False, encoding=None) == Overrides():
        return document
    if overrides.speakers:
        raise InvalidInput("a complete document says itself who its voices are: mend its speakers")
    known = {name: getattr(document.video, name) for name in type(document.video).model_fields}
    return document.model_copy(update={"video": with_overrides(known, overrides)})


def transcript_of(
    reading: read_transcripts.Transcript, path: Path, companions: Mapping[str, bytes], overrides: Overrides
) -> tuple[Transcript, tuple[str, ...]]:
    """Returns what a reader found with the metadata of the video: what the caller says, of the files beside it, of the file itself.

    Raises:
        TranscriptError: a file beside it cannot be read.
        InvalidInput: an override has a value that cannot be used.
    """
    with our_errors():
        found = read_transcripts.with_companions(reading, path, companions)
    name = companion_name(path, SIDECAR_ENDING, companions)
    beside = None if name is None else path.with_name(name)
    sidecar, slips = (
        (NOTHING, ())
        if name is None or beside is None
        else read_sidecar(text_of(companions[name], beside), beside)
    )
    said, unused = names_that_apply(sidecar.speakers, found.segments)
    names = said | dict(overrides.speakers)
    segments = give_speakers(found.segments, names) if names else found.segments
    known = usable(found.metadata)
    talk_end = max(found.end, sidecar.duration_seconds or known.duration_seconds or 0)
    ends = [end for chapter in found.chapters for end in (chapter.start, chapter.end) if end is not None]
    duration = max([talk_end, *ends])
    video = video_info(sidecar, known, overrides, path, found, duration)
    try:
        transcript = Transcript(
            video=video,
            speakers=tuple(
                SpeakerInfo(label=label) for label in dict.fromkeys(one.speaker for one in segments) if label
            ),
            segments=tuple(
                SegmentInfo(text=one.text, start_seconds=one.start, end_seconds=one.end, speaker=one.speaker)
                for one in segments
            ),
            chapters=tuple(
                ChapterInfo(
                    title=one.title,
                    start_seconds=one.start,
                    end_seconds=duration if one.end is None else one.end,
                )
                for one in found.chapters
            ),
        )
    except ValidationError as error:
        raise TranscriptError(path, fault_of(error)[1]) from None
    video, doubts = believed_duration(video, found.end)
    if doubts:
        transcript = transcript.model_copy(update={"video": video})
    changes = [index for index, one in enumerate(segments) if one.speaker_changes]
    taken = taken_for_one(changes, names)
    return transcript.changing_at(changes), (
        *read_transcripts.summarize(found.changes),
        *_unusable(found),
        *slips,
        *unused,
        *doubts,
        *taken,
    )


def _unusable(found: read_transcripts.Transcript) -> Iterator[str]:
    """Notes on what the file says of the talk in a way that cannot be used."""
    for name, value in found.metadata.items():
        if not fits(name, value):
            yield f"what it says of its {name.replace('_', ' ')} cannot be used: {str(value)[:60]!r}"
