"""The entry point: hears a recording, and goes on where another process has stopped."""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from service.errors import MissingExtra, TranscriptError
from service.extras import install_command, missing_package
from service.speech.kept_pieces import KeptPieces
from service.speech.models import INSTALL_VOICES, SpeechModel, find_model, find_voice_weights
from service.speech.recognizer import HeardWord, Recognizer, WhisperRecognizer
from service.speech.sound import Piece, Sound
from service.whole_files import sha256_of

if TYPE_CHECKING:  # otherwise only where they are used: whatever reads a transcript loads this module
    from service.speech.voice_encoder import VoiceEncoder
    from service.speech.voices import VoiceWindows

WAITING = "waiting for another recording"
"""The stage before it is this recording's turn."""
_HEARING = "recognizing speech"
RULES = "speech/2"
"""Part of what kept pieces are found by. Raise the number when the same sound gives other words."""
_LOOK = 0.5
_SURE = 0.5
"""How sure a language must be to need no note."""

_NO_WEIGHTS = f"voices are not told apart, because their model is not installed: {INSTALL_VOICES}"

type Listen = Callable[[str, float], None]
"""Called with the stage and the share that is done."""


@dataclass(frozen=True)
class SpeechOptions:
    """
    Attributes:
        model: as in `models.find_model`.
        hours: that a recording may have.
        parallel: recordings that are heard at a time on this machine.
        kept: folder of what was heard, and of models.
        language: of the recording, as a BCP 47 tag, if it is known.
        hints: names that may be said, the likeliest first.
        voices: whether voices are told apart. `speakers`: how many people speak, if it is known.
    """

    model: str
    hours: float
    parallel: int
    kept: Path
    language: str | None = None
    hints: Sequence[str] = ()
    voices: bool = False
    speakers: int | None = None


@dataclass(frozen=True)
class RecognizedSpeech:
    """The words of a recording. `content`: SHA-256 of the file. `recognizer`: the model. `title`, `album`, `date`: what the file says of
    itself. `speakers`: the number of its voice for each word, from 0; empty if there is one. `diarizer`: what told them apart."""

    words: tuple[HeardWord, ...]
    language: str
    seconds: float
    recognizer: str
    content: str
    notes: tuple[str, ...] = ()
    title: str | None = None
    album: str | None = None
    date: str | None = None
    speakers: tuple[int, ...] = ()
    diarizer: str | None = None


def recognize(
    file: Path,
    name: str,
    options: SpeechOptions,
    listen: Listen,
    open_recognizer: Callable[[SpeechModel], Recognizer] = WhisperRecognizer,
) -> RecognizedSpeech:
    """Returns the words of a recording. Takes minutes; run it in a process that may be killed.

    Args:
        name: what messages call the file.

    Raises:
        TranscriptError: it cannot be decoded, has no sound or no words, or is too long.
        MissingExtra: the extra `speech` is not installed. SetupError: the model is not here.
    """
    package = missing_package("speech")
    if package is not None:
        raise MissingExtra("hearing a recording", package, install_command("speech"))
    model = find_model(options.model, options.kept / "models")
    language = (options.language or "").split("-")[0].lower() or None
    content = sha256_of(file)
    kept = KeptPieces(options.kept / "heard" / _key(content, model, language))
    weights = find_voice_weights() if options.voices and options.speakers != 1 else None
    with _turn(options.kept, options.parallel, listen):
        heard = _known(kept)
        windows = None if heard is None or weights is None else _known_windows(kept)
        if heard is None or (weights is not None and windows is None):
            work = _Hearing(file, name, options, model, kept, listen, open_recognizer, weights)
            heard, windows = work.hear(content, language)
        if not heard.words:
            raise TranscriptError(name, "nobody speaks in it: no words were heard")
        if windows is not None:
            return _with_voices(heard, windows, options.speakers)
    if options.voices and options.speakers != 1 and weights is None:
        return replace(heard, notes=(*heard.notes, _NO_WEIGHTS))
    return heard


def _with_voices(heard: RecognizedSpeech, windows: "VoiceWindows", speakers: int | None) -> RecognizedSpeech:
    from service.speech.voice_encoder import NAME
    from service.speech.voices import tell_apart

    found = tell_apart(heard.words, windows, speakers)
    return replace(heard, speakers=found, diarizer=NAME) if found else heard


def _known(kept: KeptPieces) -> RecognizedSpeech | None:
    whole = kept.whole()
    if whole is None:
        return None
    with suppress(TypeError, KeyError):  # written by another version
        return RecognizedSpeech(
            **{
                **{key: value for key, value in whole.items() if key != "pieces"},
                "words": tuple(HeardWord(*word) for word in whole["words"]),
                "notes": tuple(whole["notes"]),
            }
        )
    return None


def _known_windows(kept: KeptPieces) -> "VoiceWindows | None":
    """The voices of all pieces, if all are kept."""
    from service.speech.voices import VoiceWindows

    found = [kept.read_voices(number) for number in range((kept.whole() or {}).get("pieces", 0))]
    there = [one for one in found if one is not None]
    return VoiceWindows.joined(there) if there and len(there) == len(found) else None


@dataclass(frozen=True)
class _Hearing:
    """What hears the pieces that are not kept yet. `weights`: of the encoder of voices, if they are told apart."""

    file: Path
    name: str
    options: SpeechOptions
    model: SpeechModel
    kept: KeptPieces
    listen: Listen
    open_recognizer: Callable[[SpeechModel], Recognizer]
    weights: Path | None

    def hear(self, content: str, language: str | None) -> tuple[RecognizedSpeech, "VoiceWindows | None"]:
        sound = Sound(self.file, self.name, self.options.hours * 3600)
        hints = self.kept.hints(self.options.hints)
        recognizer: Recognizer | None = None
        encoder: VoiceEncoder | None = None
        words: list[HeardWord] = []
        sure, behind, seconds, number = 1.0, 0.0, 0.0, -1
        for number, piece in enumerate(sound.pieces()):
            self.listen(_HEARING, behind)
            heard = self.kept.read(number, piece)
            if heard is None:
                recognizer = recognizer or self.open_recognizer(self.model)
                heard = recognizer.hear(piece.samples, language, hints, _told(self.listen, behind, piece))
                self.kept.write(number, piece, heard)
            if self.weights is not None and self.kept.read_voices(number) is None:
                encoder = encoder or _open_encoder(self.weights)
                self.kept.write_voices(number, _windows_of(piece, encoder))
            if language is None and heard.language is not None:
                language, sure = heard.language, heard.sure
            words += [
                HeardWord(word.text, _at(piece, word.start), _at(piece, word.end)) for word in heard.words
            ]
            behind, seconds = piece.done, piece.end
        whole = RecognizedSpeech(
            tuple(words),
            language or "",
            round(seconds, 3),
            self.model.name,
            content,
            tuple(_notes(sound, language, sure)),
            sound.title,
            sound.album,
            sound.date,
        )
        values = {key: value for key, value in asdict(whole).items() if key not in ("speakers", "diarizer")}
        values["words"] = [[word.text, word.start, word.end] for word in whole.words]
        self.kept.finish({**values, "pieces": number + 1})
        return whole, None if self.weights is None else _known_windows(self.kept)


def _open_encoder(weights: Path) -> "VoiceEncoder":
    from service.speech.voice_encoder import VoiceEncoder

    return VoiceEncoder(weights)


def _windows_of(piece: Piece, encoder: "VoiceEncoder") -> "VoiceWindows":
    from service.speech.voices import find_windows

    return find_windows(piece.samples, piece.start, encoder)


def _at(piece: Piece, seconds: float) -> float:
    return round(piece.start + seconds, 2)


def _told(listen: Listen, behind: float, piece: Piece) -> Callable[[float], None]:
    length = max(0.001, piece.end - piece.start)
    return lambda seconds: listen(_HEARING, behind + (piece.done - behind) * min(1.0, seconds / length))


def _notes(sound: Sound, language: str | None, sure: float) -> Iterator[str]:
    if sound.damaged:
        yield f"places of the recording that cannot be decoded, and are left out: {sound.damaged}"
    if language is not None and sure < _SURE:
        yield f"its language may be another one than {language} ({sure:.0%} sure): say it with --language"


def _key(content: str, model: SpeechModel, language: str | None) -> str:
    parts = "\n".join((RULES, content, model.identity, language or ""))
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


@contextmanager
def _turn(folder: Path, parallel: int, listen: Listen) -> Iterator[None]:
    """Waits until fewer recordings are heard on this machine than may be. The system frees the place of a process that was killed."""
    folder.mkdir(parents=True, exist_ok=True)
    locks = [FileLock(folder / f"turn-{number}.lock") for number in range(parallel)]
    while True:
        for lock in locks:
            try:
                lock.acquire(blocking=False)
            except Timeout:
                continue
            try:
                yield
            finally:
                lock.release()
            return
        listen(WAITING, 0.0)
        time.sleep(_LOOK)
