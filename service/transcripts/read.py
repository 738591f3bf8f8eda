"""The entry point: reads a file, or its name and content, as a transcript or a complete document."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from service.domain.document import ChapterInfo, Transcript, VideoDocument
from service.errors import InvalidInput, TranscriptError
from service.transcripts.captions.substation import read_substation
from service.transcripts.captions.ttml import read_ttml
from service.transcripts.captions.webvtt import read_subrip, read_webvtt
from service.transcripts.captions.youtube import read_caption_list, read_json3, read_timed_text
from service.transcripts.detect import TextFormat, as_value, refusal, text_format
from service.transcripts.detect_json import JsonFormat, json_format, json_refusal
from service.transcripts.metadata.chapters import read_chapters
from service.transcripts.metadata.companions import FilesBeside, companion_name
from service.transcripts.metadata.given_speakers import give_speakers, names_that_apply, taken_for_one
from service.transcripts.metadata.infojson import INFO_ENDING, Info
from service.transcripts.metadata.overrides import Overrides
from service.transcripts.metadata.sidecar import (
    CHAPTERS_ENDING,
    NOTHING,
    SIDECAR_ENDING,
    believed_duration,
    fits,
    read_sidecar,
    video_info,
    with_overrides,
)
from service.transcripts.parts.jsontext import fault_of, parse, refused
from service.transcripts.parts.markup import preformatted
from service.transcripts.parts.order import leniently
from service.transcripts.parts.pieces import in_bounds
from service.transcripts.parts.spoken import RawTranscript, changes_in, speakers_and_segments
from service.transcripts.services.nested import read_nested
from service.transcripts.services.podcasting import read_podcasting
from service.transcripts.services.records import read_rows
from service.transcripts.services.turn_services import read_assemblyai, read_deepgram
from service.transcripts.services.whisper import read_whisper
from service.transcripts.services.word_services import read_speech
from service.transcripts.source import decoded, read_bytes, text_of
from service.transcripts.text.plain import read_plain
from service.transcripts.webpage import read_webpage

_TEXT_READERS: dict[TextFormat, Callable[[str, Path], RawTranscript]] = {
    "webvtt": read_webvtt,
    "subrip": read_subrip,
    "substation": read_substation,
    "ttml": read_ttml,
    "timed text": read_timed_text,
    "webpage": read_webpage,
    "plain": read_plain,
}
_JSON_READERS: dict[JsonFormat, Callable[[Any, str, Path], RawTranscript]] = {
    "podcasting": read_podcasting,
    "json3": read_json3,
    "caption list": read_caption_list,
    "whisper": read_whisper,
    "deepgram": read_deepgram,
    "assemblyai": read_assemblyai,
    "speech": read_speech,
    "rows": read_rows,
    "nested": read_nested,
    "prose": lambda value, text, file: read_plain(value["text"], file),
}


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
    found = decoded(content, path)
    options = overrides or Overrides()
    with leniently(options.lenient_times) as moved:
        talk, notes = _read(found.text, path, companions or {}, options)
    if moved.count:
        notes = (f"times that run backwards are moved between their neighbours: {moved.count}", *notes)
    return talk, notes if found.note is None else (found.note, *notes)


def is_document(text: str) -> bool:
    """Whether a text is a VideoDocument, or means to be one."""
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return False
    try:
        return json_format(parse(text, Path("document.json"))) == "document"
    except TranscriptError:
        return False


def _read(
    text: str, path: Path, companions: Mapping[str, bytes], overrides: Overrides
) -> tuple[Transcript | VideoDocument, tuple[str, ...]]:
    within = preformatted(text)
    if within is not None and text_format(within) in ("webvtt", "subrip"):
        text = within
    kind = text_format(text)
    if kind is None:
        raise refusal(text, path)
    if kind not in ("json", "json lines", "table"):
        return transcript_of(_TEXT_READERS[kind](text, path), path, companions, overrides)
    value, text = as_value(text, kind, path)
    json_kind = json_format(value)
    if json_kind is None:
        raise json_refusal(value, path)
    if json_kind == "document":
        return _document(value, text, path, overrides)
    return transcript_of(_JSON_READERS[json_kind](value, text, path), path, companions, overrides)


def _document(
    value: object, text: str, path: Path, overrides: Overrides
) -> tuple[VideoDocument, tuple[str, ...]]:
    try:
        document = VideoDocument.model_validate(value)
    except ValidationError as error:
        raise refused(path, text, error) from None
    found = document_with(document, overrides)
    video, doubts = believed_duration(found.video, max(segment.end_seconds for segment in found.segments))
    return found.model_copy(update={"video": video}) if doubts else found, doubts


def document_with(document: VideoDocument, overrides: Overrides) -> VideoDocument:
    """The document with what the caller says of the video instead.

    Raises:
        InvalidInput: a value cannot be used, or names are given for voices.
    """
    if replace(overrides, lenient_times=False) == Overrides():
        return document
    if overrides.speakers:
        raise InvalidInput("a complete document says itself who its voices are: mend its speakers")
    known = {name: getattr(document.video, name) for name in type(document.video).model_fields}
    return document.model_copy(update={"video": with_overrides(known, overrides)})


def transcript_of(
    reading: RawTranscript, path: Path, companions: Mapping[str, bytes], overrides: Overrides
) -> tuple[Transcript, tuple[str, ...]]:
    """Returns what a reader found with the metadata of the video: what the caller says, of the files beside it, of the file itself.

    Raises:
        TranscriptError: a file beside it cannot be read, or there are no words.
        InvalidInput: an override has a value that cannot be used.
    """

    def beside(ending: str) -> tuple[str, Path] | None:
        name = companion_name(path, ending, companions)
        if name is None:
            return None
        return text_of(companions[name], path.with_name(name)), path.with_name(name)

    sidecar_file = beside(SIDECAR_ENDING)
    sidecar, slips = (NOTHING, ()) if sidecar_file is None else read_sidecar(*sidecar_file)
    bounded = in_bounds(reading.spoken, path)
    said, unused = names_that_apply(sidecar.speakers, bounded)
    names = said | dict(overrides.speakers)
    spoken = give_speakers(bounded, names) if names else bounded
    speakers, segments = speakers_and_segments(spoken)
    if not segments:
        raise TranscriptError(path, "holds no words: not one cue has text")
    words_end = max(segment.end_seconds for segment in segments)
    info_file, chapters_file = beside(INFO_ENDING), beside(CHAPTERS_ENDING)
    info = None if info_file is None else Info(*info_file)
    facts = NOTHING if info is None else info.sidecar()
    talk_end = max(words_end, sidecar.duration_seconds or facts.duration_seconds or 0)
    chapters: tuple[ChapterInfo, ...] = ()
    if chapters_file is not None:
        chapters = read_chapters(*chapters_file, talk_end)
    elif info is not None:
        chapters = info.chapters(talk_end)
    duration = max([talk_end, *(chapter.end_seconds for chapter in chapters)])
    video = video_info(sidecar, facts, overrides, path, reading, duration)
    try:
        transcript = Transcript(video=video, speakers=speakers, segments=segments, chapters=chapters)
    except ValidationError as error:
        raise TranscriptError(path, fault_of(error)[1]) from None
    video, doubts = believed_duration(video, words_end)
    if doubts:
        transcript = transcript.model_copy(update={"video": video})
    changes = changes_in(bounded)
    taken = taken_for_one(changes, names)
    return transcript.changing_at(changes), (
        *reading.notes,
        *_unusable(reading),
        *slips,
        *unused,
        *doubts,
        *taken,
    )


def _unusable(reading: RawTranscript) -> Iterator[str]:
    """Notes on what the file says of the talk in a way that cannot be used."""
    for name, value in reading.facts.items():
        if not fits(name, value):
            yield f"what it says of its {name.replace('_', ' ')} cannot be used: {str(value)[:60]!r}"
