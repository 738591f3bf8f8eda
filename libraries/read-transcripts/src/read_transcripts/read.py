"""Reads a file, or its content, as a `Transcript`; with what lies beside it."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from read_transcripts.beside.chapters import read_chapters
from read_transcripts.beside.companions import (
    CHAPTERS_ENDING,
    INFO_ENDING,
    FilesBeside,
    companion_name,
    language_in_name,
)
from read_transcripts.beside.infojson import Info
from read_transcripts.beside.languages import tag_of
from read_transcripts.errors import TranscriptError
from read_transcripts.parts.markup import tidy
from read_transcripts.parts.order import leniently
from read_transcripts.parts.pieces import in_bounds
from read_transcripts.parts.spoken import segments_of
from read_transcripts.readers import find_reader
from read_transcripts.source import decoded, read_bytes, text_of
from read_transcripts.transcript import Change, Transcript


def read(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    encoding: str | None = None,
    lenient_times: bool = False,
    beside: Mapping[str, bytes] | None = None,
) -> Transcript:
    """Reads a transcript; its format is found by its content.

    Chapters come from `<name>.chapters.json` beside it, and title, language, metadata and else chapters from yt-dlp's
    `<name>.info.json`.

    Args:
        source: a path, or the content.
        name: what the file is called; a language may stand in it (`talk.de.vtt`), and messages call the file so.
        encoding: by any name that Python knows. None: UTF-8, a byte order mark, what XML or HTML declares, or Windows-1252 if the letters
            can only be Western.
        lenient_times: times that run backwards are moved between their neighbours, and listed under `changes`; otherwise they are an error.
        beside: contents of what lies beside it, by name. None: the files beside a path.

    Raises:
        TranscriptError: it cannot be read, with file, line and reason.
        NotATranscript: it is plainly something else.
    """
    if isinstance(source, bytes):
        path, content = Path(name or "transcript"), source
    else:
        path = Path(source)
        content = read_bytes(path)
        beside = FilesBeside(path) if beside is None else beside
        path = path if name is None else Path(name)
    found = decoded(content, path, encoding)
    with leniently(lenient_times) as moved:
        kind, read_raw = find_reader(found.text, path)
        raw = read_raw()
    segments = segments_of(in_bounds(raw.spoken, path))
    if not segments:
        raise TranscriptError(path, "holds no words: not one cue has text")
    notes = [found.note] if found.note is not None else []
    notes += (
        [f"times that run backwards are moved between their neighbours: {moved.count}"] if moved.count else []
    )
    facts = dict(raw.facts)
    title = raw.title or facts.pop("title", None)
    # What became the title is not lost.
    changes = [one for one in raw.changes if not one.words or tidy(one.words.lstrip("# ")) != title]
    said = (raw.language, language_in_name(path), facts.pop("language", None))
    return with_companions(
        Transcript(
            segments,
            title,
            next(filter(None, map(tag_of, said)), None),
            metadata=facts,
            changes=(*map(Change, notes), *changes),
            format=kind,
        ),
        path,
        beside or {},
    )


def format_of(
    source: str | os.PathLike[str] | bytes, *, name: str | None = None, encoding: str | None = None
) -> str:
    """Returns the format of a transcript, as `Transcript.format` has it; arguments and errors are those of `read`, but the whole is not read."""
    path = Path(name or "transcript") if isinstance(source, bytes) else Path(source)
    content = source if isinstance(source, bytes) else read_bytes(path)
    return find_reader(decoded(content, path, encoding).text, path)[0]


def with_companions(transcript: Transcript, path: Path, beside: Mapping[str, bytes]) -> Transcript:
    """Returns a transcript with what files beside `path` say of it; what they say takes precedence. Its language is first that of the
    transcript, then that in the name of `path`.

    Raises:
        TranscriptError: one of them cannot be read.
    """

    def text_beside(ending: str) -> tuple[str, Path] | None:
        name = companion_name(path, ending, beside)
        return None if name is None else (text_of(beside[name], path.with_name(name)), path.with_name(name))

    info_file, chapters_file = text_beside(INFO_ENDING), text_beside(CHAPTERS_ENDING)
    info = None if info_file is None else Info(*info_file)
    facts = {} if info is None else info.metadata()
    chapters = transcript.chapters
    if chapters_file is not None:
        chapters = read_chapters(*chapters_file)
    elif info is not None:
        chapters = info.chapters()
    title, language = facts.pop("title", None), facts.pop("language", None)
    return replace(
        transcript,
        title=title or transcript.title,
        language=transcript.language or tag_of(language_in_name(path)) or tag_of(language),
        chapters=chapters,
        metadata={**transcript.metadata, **facts},
    )
