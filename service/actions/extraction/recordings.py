"""Recordings as talks: hears the words by `service.speech`, and makes a transcript of them with the metadata of the recording."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import read_transcripts
from read_transcripts import Change, Segment, Word, segments_of_words
from read_transcripts.beside.languages import tag_of
from read_transcripts.parts.dates import read_day
from service.domain.document import Transcript, VideoInfo
from service.extractors.progress import tell
from service.speech.kept_pieces import VOICES
from service.speech.media_types import is_recording
from service.speech.models import find_voice_weights
from service.speech.recognition import RULES, RecognizedSpeech, SpeechOptions, recognize
from service.transcripts import Overrides, Recording, transcript_of
from service.transcripts.given_speakers import NOBODY
from service.transcripts.source import FilesBeside

if TYPE_CHECKING:
    from service.settings import Settings

_NAME = re.compile(r"[A-Z][\w’'.&-]*[\w](?: [A-Z][\w’'.&-]*[\w])*")
_OPENING = re.compile(r"(?:^|[.!?:\n])[\s\W]*$")
_SILENT = "…"
_VOICE = "Speaker "
"""Label of a voice, before its number, until somebody names it."""
_MOST_VOICES = 20
_ID = 20
"""Letters of the content's hash that identify a talk that has neither id nor address."""


def recording_at(file: Path) -> Recording | None:
    """Returns the recording that a file on the disk is; None if it is something else."""
    return Recording(str(file), file, dict(FilesBeside(file))) if is_recording(file) else None


def recognizer_version() -> str:
    """Returns what the words depend on besides the file."""
    from service.settings import read_settings  # workers, which read transcripts too, know no settings

    settings = read_settings()
    voices = settings.speech_voices and find_voice_weights() is not None
    return f"{RULES}/{settings.speech_model}/{VOICES if voices else ''}"


def read_recording(recording: Recording, overrides: Overrides) -> tuple[Transcript, tuple[str, ...]]:
    """Returns the transcript of a recording, with notes. Takes minutes.

    Raises:
        TranscriptError: it, or a file beside it, cannot be used.
        InvalidInput: an override has a value that cannot be used.
        SetupError: the extra `speech` or the model is not here.
    """
    from service.settings import read_settings

    settings = read_settings()
    path = Path(recording.name)
    known = _known(recording, path, replace(overrides, speakers=()), settings)
    options = SpeechOptions(
        settings.speech_model,
        settings.speech_hours,
        settings.speech_parallel,
        settings.cache.expanduser() / "speech",
        known.language,
        (*hints_of(known, overrides), *recording.hints),
        # One name for all words says that one person speaks.
        settings.speech_voices and NOBODY not in dict(overrides.speakers),
        overrides.speaker_count,
    )
    heard = recognize(recording.path, recording.name, options, tell)
    is_labelled = any(label.startswith(_VOICE) for label, _ in overrides.speakers)
    transcript, notes = transcript_of(
        _raw(heard, labelled=is_labelled), path, recording.companions, overrides
    )
    known = {"recognizer": heard.recognizer, "diarizer": heard.diarizer}
    if transcript.video.id is None and transcript.video.url is None:
        # Otherwise the talk would be another one whenever a word is recognized differently.
        known["id"] = heard.content[:_ID]
    return transcript.model_copy(update={"video": transcript.video.model_copy(update=known)}), notes


def _known(recording: Recording, path: Path, overrides: Overrides, settings: "Settings") -> VideoInfo:
    """What is known of the talk without hearing it. A fault in the files beside it, or in an option, is found before the long work."""
    end = settings.speech_hours * 3600
    labels = [None, *(f"{_VOICE}{number}" for number in range(1, _MOST_VOICES + 1))]
    silent = read_transcripts.Transcript(tuple(Segment(0.0, end, _SILENT, label) for label in labels))
    return transcript_of(silent, path, recording.companions, overrides)[0].video


def _raw(heard: RecognizedSpeech, *, labelled: bool) -> read_transcripts.Transcript:
    """
    Args:
        labelled: a single voice has a label too, because somebody names it by that.
    """
    facts: dict[str, Any] = {"duration_seconds": heard.seconds}
    if heard.album is not None:
        facts["channel"] = heard.album
    day = read_day(heard.date) if heard.date else None
    if day is not None:
        facts["published_on"] = day
    voices = heard.speakers or ([0] * len(heard.words) if labelled else [None] * len(heard.words))
    words = [
        Word(word.text, word.start, word.end, None if voice is None else f"{_VOICE}{voice + 1}")
        for word, voice in zip(heard.words, voices, strict=True)
    ]
    return read_transcripts.Transcript(
        segments_of_words(words),
        heard.title,
        tag_of(heard.language),
        metadata=facts,
        changes=tuple(map(Change, heard.notes)),
        format="recording",
    )


def hints_of(video: VideoInfo, overrides: Overrides) -> Iterator[str]:
    """Yields the names that a talk is likely to say: of its speakers, in its title, of its channel, in its description."""
    for _, name in overrides.speakers:
        yield name
    yield from _names(video.title)
    if video.channel is not None:
        yield video.channel.name
    yield from _names(video.description or "")


def _names(text: str) -> Iterator[str]:
    """Yields words with capitals; a single one not where a sentence begins."""
    for match in _NAME.finditer(text):
        if " " in match[0] or not _OPENING.search(text[: match.start()]):
            yield match[0]
