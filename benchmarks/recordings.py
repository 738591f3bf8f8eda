"""`python -m benchmarks recordings FILE…`: what speech recognition takes, how many words and names it has wrong, and how often it mistakes who speaks.

Each recording is recognized in a process of its own, with nothing kept from before, so the figures contain loading the models. Beside
`talk.wav`, `talk.txt` may have its words, and `talk.rttm` who speaks when (NIST's format).
"""

import argparse
import multiprocessing
import re
import resource
import time
import wave
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rapidfuzz.distance import Levenshtein

from service.speech.recognition import SpeechOptions, recognize
from service.speech.sound import RATE, Sound

_HEAD = """\
| Recording | Seconds | Model | Hints | Words | Word errors | Names wrong | Voices | Diarization error | Processor seconds for a second of sound | Most memory |
|---|---|---|---|---|---|---|---|---|---|---|
"""
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_PAUSE = 0.5
"""Seconds up to which the time between two words of one voice counts as speech."""
_FRAMES = 100
"""Parts of a second by which voices are compared."""

type Turn = tuple[float, float, str]
"""Who speaks from one second to another."""


@dataclass(frozen=True)
class _Case:
    """`hints`: the names that are given. `names`: those that are looked for."""

    file: Path
    model: str
    hints: tuple[str, ...]
    names: tuple[str, ...]
    voices: bool
    speakers: int | None
    seconds: float


@dataclass(frozen=True)
class _Outcome:
    words: list[str]
    turns: list[Turn]
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
        help="a recording",
    )
    parser.add_argument(
        "--model", action="append", help="as VIDEOGRAPH_SPEECH_MODEL; may be repeated (default base)"
    )
    parser.add_argument(
        "--hint",
        action="append",
        default=[],
        help="a name that is said; may be repeated. Each recording is recognized without and with all of them",
    )
    parser.add_argument("--no-voices", action="store_true", help="do not tell voices apart")
    parser.add_argument("--speakers", type=int, help="how many people speak (by default this is estimated)")
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
                names = tuple(options.hint)
                for hints in [(), names] if names else [()]:
                    case = _Case(
                        file, model, hints, names, not options.no_voices, options.speakers, options.seconds
                    )
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
    speakers = heard.speakers or (0,) * len(heard.words)
    spoken = [(word.start, word.end, str(voice)) for word, voice in zip(heard.words, speakers, strict=True)]
    return _Outcome(
        [word.text for word in heard.words],
        list(turns_of(spoken)),
        heard.seconds,
        len(set(heard.speakers)) or 1,
        processor,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _row(case: _Case, outcome: _Outcome) -> str:
    said, speak = case.file.with_suffix(".txt"), case.file.with_suffix(".rttm")
    words, names, voices = "", "", ""
    if said.exists():
        words = f"{word_errors(said.read_text('utf-8'), outcome.words):.1%}"
    if case.names:
        names = f"{len(case.names) - names_heard(case.names, outcome.words)} of {len(case.names)}"
    if speak.exists() and case.voices:
        voices = f"{diarization_error(read_rttm(speak.read_text('utf-8')), outcome.turns):.1%}"
    hints = "" if not case.names else "the names" if case.hints else "none"
    cells = [
        case.file.name, f"{outcome.seconds:.0f}", f"`{case.model}`", hints, f"{len(outcome.words):,}", words, names,
        f"{outcome.voices}{'' if case.speakers is None else ' (given)'}", voices,
        f"{outcome.processor / outcome.seconds:.2f}", f"{outcome.megabytes} MB",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def names_heard(names: Iterable[str], heard: Iterable[str]) -> int:
    """Returns how many of the names were heard at least once, without case and punctuation."""
    found = f" {' '.join(_words(' '.join(heard)))} "
    return sum(f" {' '.join(_words(name))} " in found for name in names)


def turns_of(spoken: Iterable[Turn]) -> Iterator[Turn]:
    """Joins words of one voice that follow each other within a short pause."""
    turn: Turn | None = None
    for start, end, voice in spoken:
        if turn is not None and turn[2] == voice and start - turn[1] <= _PAUSE:
            turn = (turn[0], end, voice)
            continue
        if turn is not None:
            yield turn
        turn = (start, end, voice)
    if turn is not None:
        yield turn


def read_rttm(text: str) -> list[Turn]:
    """Reads lines such as `SPEAKER talk 1 6.69 0.43 <NA> <NA> ann <NA> <NA>`."""
    rows = [line.split() for line in text.splitlines() if line.startswith("SPEAKER ")]
    return [(float(row[3]), float(row[3]) + float(row[4]), row[7]) for row in rows]


def diarization_error(said: Sequence[Turn], heard: Sequence[Turn]) -> float:
    """Returns the share of the time in which somebody speaks that is missed, invented or given to the wrong person, under the best pairing of
    people and voices, without tolerance at the edges. Source: NIST, The 2009 Rich Transcription evaluation plan, section 6.1."""
    import numpy as np

    size = 1 + int(_FRAMES * max(end for _, end, _ in (*said, *heard)))
    people, voices = (_frames(turns, size) for turns in (said, heard))
    together = people.astype(np.int64) @ voices.T.astype(np.int64)
    if len(together) > len(together[0]):
        together = together.T
    pairings = permutations(range(len(together[0])), len(together))
    right = max(int(together[range(len(chosen)), chosen].sum()) for chosen in pairings)
    at_once = np.maximum(people.sum(axis=0), voices.sum(axis=0))
    return float((at_once.sum() - right) / people.sum())


def _frames(turns: Sequence[Turn], size: int) -> Any:
    """Who speaks in each part of a second: a row for each voice."""
    import numpy as np

    names = sorted({voice for *_, voice in turns})
    rows = np.zeros((max(1, len(names)), size), dtype=bool)
    for start, end, voice in turns:
        rows[names.index(voice), int(start * _FRAMES) : int(end * _FRAMES)] = True
    return rows


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
