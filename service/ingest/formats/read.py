"""The way in: a path → a transcript or a whole document, and folders → the talks in them."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from service.errors import TranscriptError
from service.ingest.document import Transcript, VideoDocument
from service.ingest.formats.chapters import read_chapters
from service.ingest.formats.detect import (
    JsonFormat,
    TextFormat,
    json_format,
    json_refusal,
    refusal,
    text_format,
)
from service.ingest.formats.jsontext import fault_of, parse, refused
from service.ingest.formats.plain import read_plain
from service.ingest.formats.podcasting import read_podcasting
from service.ingest.formats.podlove import read_podlove
from service.ingest.formats.services import read_assemblyai, read_deepgram
from service.ingest.formats.sidecar import (
    CHAPTERS_ENDING,
    SIDECAR_ENDING,
    Overrides,
    companion,
    read_sidecar,
    video_info,
    with_overrides,
)
from service.ingest.formats.source import load_text
from service.ingest.formats.spoken import Reading, speakers_and_segments
from service.ingest.formats.subrip import read_subrip
from service.ingest.formats.ttml import read_ttml
from service.ingest.formats.webpage import read_webpage
from service.ingest.formats.webvtt import read_webvtt
from service.ingest.formats.whisper import read_whisper
from service.ingest.formats.youtube import read_caption_list, read_json3, read_timed_text

_TEXT_READERS: dict[TextFormat, Callable[[str, Path], Reading]] = {
    "webvtt": read_webvtt,
    "subrip": read_subrip,
    "ttml": read_ttml,
    "podlove": read_podlove,
    "timed text": read_timed_text,
    "webpage": read_webpage,
    "plain": read_plain,
}
_JSON_READERS: dict[JsonFormat, Callable[[Any, str, Path], Reading]] = {
    "podcasting": read_podcasting,
    "json3": read_json3,
    "caption list": read_caption_list,
    "whisper": read_whisper,
    "deepgram": read_deepgram,
    "assemblyai": read_assemblyai,
}
_NO_TALKS = re.compile(
    r"(?:readme|licen[cs]e|copying|notice|changelog|contributing|makefile)(?:\..*)?"
    r"|.*\.(?:md|rst|pdf|docx?|pptx?|mp[34]|m4[av]|mkv|webm|mov|avi|wav|ogg|opus|flac"
    r"|png|jpe?g|gif|webp|svg|zip|t?gz|bz2|xz|tar|py|js|css|sh|log)",
    re.IGNORECASE,
)


def read_file(path: Path, overrides: Overrides | None = None) -> Transcript | VideoDocument:
    """A talk from a file, its format found by content.

    A transcript takes title, date and so on from `<name>.video.json` beside it, chapters from
    `<name>.chapters.json`; what is in neither comes from the file. A VideoDocument is complete and looks at
    neither. `overrides` win over both.

    Raises:
        TranscriptError: the file, or one beside it, cannot be read; with file, line and reason.
        InvalidInput: an override has a value that cannot be used.
    """
    overrides = overrides or Overrides()
    text = load_text(path)
    match text_format(text):
        case "json":
            return _from_json(text, path, overrides)
        case None:
            raise TranscriptError(path, refusal(text))
        case kind:
            return _transcript(_TEXT_READERS[kind](text, path), path, overrides)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files that are talks: those named, and in folders all that may be one, in the order of their paths.

    Sidecars and chapters belong to talks and are none. In folders, hidden files are left out and what is
    plainly something else (sound, pictures, programs, a README); the rest is for `read_file` to judge. A path
    that does not exist stays in the list, for `read_file` to say so.
    """
    found: set[Path] = set()
    for path in paths:
        found.update(_walk(path) if path.is_dir() else (path,))
    return sorted(path for path in found if not path.name.endswith((SIDECAR_ENDING, CHAPTERS_ENDING)))


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if not name.startswith(".") and not _NO_TALKS.fullmatch(name) and path.is_file():
                yield path


def _from_json(text: str, path: Path, overrides: Overrides) -> Transcript | VideoDocument:
    value = parse(text, path)
    match json_format(value):
        case "document":
            return _document(value, text, path, overrides)
        case None:
            raise TranscriptError(path, json_refusal(value))
        case kind:
            return _transcript(_JSON_READERS[kind](value, text, path), path, overrides)


def _document(value: object, text: str, path: Path, overrides: Overrides) -> VideoDocument:
    try:
        document = VideoDocument.model_validate(value)
    except ValidationError as error:
        raise refused(path, text, error) from None
    if overrides == Overrides():
        return document
    known = {name: getattr(document.video, name) for name in type(document.video).model_fields}
    return document.model_copy(update={"video": with_overrides(known, overrides)})


def _transcript(reading: Reading, path: Path, overrides: Overrides) -> Transcript:
    speakers, segments = speakers_and_segments(reading.spoken)
    if not segments:
        raise TranscriptError(path, "holds no words: not one cue has text")
    words_end = max(segment.end_seconds for segment in segments)
    sidecar_file = companion(path, SIDECAR_ENDING)
    sidecar = read_sidecar(sidecar_file) if sidecar_file is not None else None
    known_end = sidecar.duration_seconds if sidecar is not None else None
    talk_end = max(words_end, known_end or 0)
    chapters_file = companion(path, CHAPTERS_ENDING)
    chapters = read_chapters(chapters_file, talk_end) if chapters_file is not None else ()
    duration = max([talk_end, *(chapter.end_seconds for chapter in chapters)])
    video = video_info(sidecar, overrides, path, reading, duration)
    try:
        return Transcript(video=video, speakers=speakers, segments=segments, chapters=chapters)
    except ValidationError as error:
        raise TranscriptError(path, fault_of(error)[1]) from None
