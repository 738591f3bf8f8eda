"""Runs a model of Whisper over a piece of sound, by faster-whisper on the processor."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import RLock
from typing import Any, Protocol

from service.speech.models import SpeechModel
from service.speech.sound import RATE, Samples

_BEAM = 5
_LONGEST_HINTS = 600
"""Characters of names that the model is told in advance. They take the place of words that it could write in its window of half a minute."""
_WITHOUT_SPACES = ("zh", "yue", "ja", "th", "lo", "my", "km", "bo")
"""Languages whose words have no spaces between them, so the model's are taken as they come."""

_SILENT = 0.4
"""From how likely silence on the words of a segment are doubted. Real ones were as high as 0.5, so this is not enough to leave them out."""
_UNSURE = -1.0
"""Mean log probability of words that are guessed. Real ones of the recordings that were tried have -0.2 to -0.5."""
_FASTEST = 12
"""Words in a second that nobody speaks."""

type Told = Callable[[float], None]
"""Called with the seconds of the piece that are behind."""


@dataclass(frozen=True)
class HeardWord:
    """A word with its punctuation, and when it was said, in seconds."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class HeardPiece:
    """`sure`: from 0 to 1, how sure the language is. Without words, there is no language."""

    words: tuple[HeardWord, ...]
    language: str | None = None
    sure: float = 1.0


class Recognizer(Protocol):
    def hear(self, samples: Samples, language: str | None, hints: Sequence[str], told: Told) -> HeardPiece:
        """Returns the words of a piece, whose times count from its beginning.

        Args:
            language: two letters, if it is known.
            hints: names that may be said.
        """
        ...


class WhisperRecognizer:
    """Silence is skipped by silero's voice filter. A window does not depend on the words of the one before it, which would repeat a slip."""

    def __init__(self, model: SpeechModel) -> None:
        from faster_whisper import WhisperModel
        from tqdm import tqdm

        tqdm.set_lock(
            RLock()
        )  # its own is a semaphore of the system, which stays behind when this process is killed
        self._model = WhisperModel(str(model.folder), device="cpu", compute_type="int8")

    def hear(self, samples: Samples, language: str | None, hints: Sequence[str], told: Told) -> HeardPiece:
        known = language if language in self._model.supported_languages else None
        segments, info = self._model.transcribe(
            samples,
            language=known,
            beam_size=_BEAM,
            vad_filter=True,
            word_timestamps=True,
            condition_on_previous_text=False,
            hotwords=as_hotwords(hints),
        )
        words = joined(self._words(segments, told), info.language)
        return HeardPiece(
            tuple(in_order(words, len(samples) / RATE)),
            info.language if words else None,
            1.0 if known else round(info.language_probability, 2),
        )

    def _words(self, segments: Iterable[Any], told: Told) -> Iterator[HeardWord]:
        for segment in segments:
            for word in (segment.words or ()) if is_said(segment) else ():
                yield HeardWord(word.word, float(word.start), float(word.end))
            told(float(segment.end))


def is_said(segment: Any) -> bool:
    """False for what the model makes up where nobody speaks, such as "Thanks for watching, please subscribe" in the second after the last
    word. `segment`: as faster-whisper yields it."""
    if segment.no_speech_prob <= _SILENT:
        return True
    fastest = _FASTEST * (segment.end - segment.start)
    return segment.avg_logprob > _UNSURE and len(segment.words or ()) <= fastest


def as_hotwords(hints: Sequence[str]) -> str | None:
    """Returns the first of the hints that fit, each once; None if there are none."""
    chosen: list[str] = []
    left = _LONGEST_HINTS
    for hint in dict.fromkeys(" ".join(hint.split()) for hint in hints):
        if hint and len(hint) + 2 <= left:
            chosen.append(hint)
            left -= len(hint) + 2
    return ", ".join(chosen) or None


def joined(parts: Iterable[HeardWord], language: str) -> list[HeardWord]:
    """Returns whole words: the model's begin with a space, unless they go on (`-year` of `20-year`)."""
    words: list[HeardWord] = []
    for part in parts:
        text = part.text.strip()
        if not text:
            continue
        goes_on = words and not part.text.startswith(" ") and language not in _WITHOUT_SPACES
        if goes_on:
            words[-1] = replace(words[-1], text=words[-1].text + text, end=part.end)
        else:
            words.append(replace(part, text=text))
    return words


def in_order(words: Iterable[HeardWord], most: float) -> Iterator[HeardWord]:
    """Yields the words with times that never run backwards and stay in the piece: a model's are estimates."""
    before = 0.0
    for word in words:
        start = min(max(before, word.start), most)
        yield HeardWord(word.text, round(start, 2), round(max(start, min(word.end, most)), 2))
        before = start
