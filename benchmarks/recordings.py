"""`python -m benchmarks recordings FILE…`: what speech recognition takes, and how many words it has wrong.

Each recording is recognized in a process of its own, with nothing kept from before.
"""

import argparse
import multiprocessing
import re
import resource
import time
import wave
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz.distance import Levenshtein

from service.speech.recognition import SpeechOptions, recognize
from service.speech.sound import RATE, Sound

_HEAD = """\
| Recording | Seconds | Model | Hints | Words | Word errors | Voices | Processor seconds for a second of sound | Most memory |
|---|---|---|---|---|---|---|---|---|
"""
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


@dataclass(frozen=True)
class _Case:
    file: Path
    model: str
    hints: tuple[str, ...]
    voices: bool
    speakers: int | None
    seconds: float


@dataclass(frozen=True)
class _Outcome:
    words: list[str]
    seconds: float
    voices: int
    processor: float
    megabytes: int


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks recordings", description=__doc__)
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a recording; beside it, FILE.txt may have its words",
    )
    parser.add_argument(
        "--model", action="append", help="as VIDEOGRAPH_SPEECH_MODEL; may be repeated (default base)"
    )
    parser.add_argument(
        "--hint",
        action="append",
        default=[],
        help="a name that may be said; each recording is recognized without and with all hints",
    )
    parser.add_argument("--no-voices", action="store_true", help="do not tell voices apart")
    parser.add_argument("--speakers", type=int, help="how many people speak")
    parser.add_argument(
        "--seconds",
        type=float,
        default=0.0,
        help="join the recordings, again and again, until they are so long",
    )
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        files: list[Path] = options.files
        if options.seconds:
            files = [_joined(files, options.seconds, Path(folder))]
        print(_HEAD, end="")
        for file in files:
            for model in options.model or ["base"]:
                for hints in [(), tuple(options.hint)] if options.hint else [()]:
                    case = _Case(file, model, hints, not options.no_voices, options.speakers, options.seconds)
                    print(_row(case, _measure(case)), flush=True)


def _joined(files: Sequence[Path], seconds: float, folder: Path) -> Path:
    """Writes the recordings one after the other, until they are long enough."""
    import numpy as np

    joined = folder / "joined.wav"
    written = 0
    with wave.open(str(joined), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        while written < seconds * RATE:
            for file in files:
                for piece in Sound(file, file.name, 100.0 * 3600).pieces():
                    sound.writeframes((piece.samples * 32767).astype(np.int16).tobytes())
                    written += len(piece.samples)
    return joined


def _measure(case: _Case) -> _Outcome:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool, TemporaryDirectory() as kept:
        return pool.submit(_recognized, case, Path(kept)).result()


def _recognized(case: _Case, kept: Path) -> _Outcome:
    options = SpeechOptions(
        case.model, 100.0, 1, kept, hints=case.hints, voices=case.voices, speakers=case.speakers
    )
    before = time.process_time()
    heard = recognize(case.file, case.file.name, options, lambda _, __: None)
    processor = time.process_time() - before
    return _Outcome(
        [word.text for word in heard.words],
        heard.seconds,
        len(set(heard.speakers)) or 1,
        processor,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _row(case: _Case, outcome: _Outcome) -> str:
    text = case.file.with_suffix(".txt")
    errors = (
        f"{word_errors(text.read_text('utf-8'), outcome.words):.1%}"
        if text.exists() and not case.seconds
        else ""
    )
    cells = [
        case.file.name, f"{outcome.seconds:.0f}", f"`{case.model}`", str(len(case.hints) or "none"), f"{len(outcome.words):,}", errors,
        str(outcome.voices), f"{outcome.processor / outcome.seconds:.2f}", f"{outcome.megabytes} MB",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def word_errors(said: str, heard: Iterable[str]) -> float:
    """Returns substitutions, deletions and insertions for each word that was said, without case and punctuation. Numbers in figures, up to
    99, count as their words."""
    reference, found = _words(said), _words(" ".join(heard))
    return Levenshtein.distance(reference, found) / len(reference)


def _words(text: str) -> list[str]:
    words = re.findall(r"\w+(?:'\w+)?", text.lower().replace("’", "'"))
    return [
        part
        for word in words
        for part in (_spelled(int(word)) if re.fullmatch(r"[0-9]{1,2}", word) else [word])
    ]


def _spelled(number: int) -> list[str]:
    if number < len(_SMALL):
        return [_SMALL[number]]
    tens, ones = divmod(number, 10)
    return [_TENS[tens - 2], *([_SMALL[ones]] if ones else [])]
