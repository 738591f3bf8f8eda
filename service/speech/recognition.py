"""The entry point: hears a recording, and goes on where another process has stopped."""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from service.errors import MissingExtra, TranscriptError
from service.extras import install_command, missing_package
from service.speech.kept_pieces import KeptPieces
from service.speech.models import SpeechModel, find_model
from service.speech.recognizer import HeardWord, Recognizer, WhisperRecognizer
from service.speech.sound import Piece, Sound

WAITING = "waiting for another recording"
"""The stage before it is this recording's turn."""
_HEARING = "recognizing speech"
RULES = "speech/1"
"""Part of what kept pieces are found by. Raise the number when the same sound gives other words."""
_LOOK = 0.5
_SURE = 0.5
"""How sure a language must be to need no note."""

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
    """

    model: str
    hours: float
    parallel: int
    kept: Path
    language: str | None = None
    hints: Sequence[str] = ()


@dataclass(frozen=True)
class RecognizedSpeech:
    """The words of a recording. `content`: SHA-256 of the file. `recognizer`: the model. `title`, `album`, `date`: what the file says of
    itself."""

    words: tuple[HeardWord, ...]
    language: str
    seconds: float
    recognizer: str
    content: str
    notes: tuple[str, ...] = ()
    title: str | None = None
    album: str | None = None
    date: str | None = None


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
    content = _sum_of(file)
    kept = KeptPieces(options.kept / "heard" / _key(content, model, language))
    with _turn(options.kept, options.parallel, listen):
        heard = _known(kept) or _hear(
            file, name, options, model, content, language, kept, listen, open_recognizer
        )
    if not heard.words:
        raise TranscriptError(name, "nobody speaks in it: no words were heard")
    return heard


def _known(kept: KeptPieces) -> RecognizedSpeech | None:
    whole = kept.whole()
    if whole is None:
        return None
    with suppress(TypeError, KeyError):  # written by another version
        return RecognizedSpeech(
            **{
                **whole,
                "words": tuple(HeardWord(*word) for word in whole["words"]),
                "notes": tuple(whole["notes"]),
            }
        )
    return None


def _hear(
    file: Path,
    name: str,
    options: SpeechOptions,
    model: SpeechModel,
    content: str,
    language: str | None,
    kept: KeptPieces,
    listen: Listen,
    open_recognizer: Callable[[SpeechModel], Recognizer],
) -> RecognizedSpeech:
    sound = Sound(file, name, options.hours * 3600)
    hints = kept.hints(options.hints)
    recognizer: Recognizer | None = None
    words: list[HeardWord] = []
    sure, behind, seconds = 1.0, 0.0, 0.0
    for number, piece in enumerate(sound.pieces()):
        listen(_HEARING, behind)
        heard = kept.read(number, piece)
        if heard is None:
            recognizer = recognizer or open_recognizer(model)
            heard = recognizer.hear(piece.samples, language, hints, _told(listen, behind, piece))
            kept.write(number, piece, heard)
        if language is None and heard.language is not None:
            language, sure = heard.language, heard.sure
        words += [HeardWord(word.text, _at(piece, word.start), _at(piece, word.end)) for word in heard.words]
        behind, seconds = piece.done, piece.end
    whole = RecognizedSpeech(
        tuple(words),
        language or "",
        round(seconds, 3),
        model.name,
        content,
        tuple(_notes(sound, language, sure)),
        sound.title,
        sound.album,
        sound.date,
    )
    values = asdict(whole)
    values["words"] = [[word.text, word.start, word.end] for word in whole.words]
    kept.finish(values)
    return whole


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


def _sum_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


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
