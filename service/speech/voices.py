"""Tells the voices in a recording apart: vectors of short windows are grouped, and each word gets the group that the sound around it is nearest to.

Who speaks is estimated: voices that are alike become one, of people who speak at once one is heard, and short interjections may go to the wrong voice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from service.speech.recognizer import HeardWord
from service.speech.sound import RATE, Samples
from service.speech.voice_encoder import FRAMES, Vectors, VoiceEncoder, spectrum

_STEP = 40
"""Frames of 10 ms from window to window."""
_GROUPED = 800
"""Windows that are compared with each other, evenly taken from all: their number squared is what grouping takes."""
_APART = 0.31
"""Mean distance (1 less the cosine) of two groups from which on they are two voices."""
_LEAST_SHARE = 0.04
_LEAST_WINDOWS = 4
"""A group with less is noise, laughter or a mixture, and no voice of its own."""
_MOST_VOICES = 20
_PAUSE = 0.5
"""Seconds of silence that end a sentence too."""
_REACH = 0.9
"""Seconds between a word and the middle of a window that counts for it."""
_WITHIN, _BETWEEN = 0.6, 0.15
"""What a change of the voice costs within a sentence and between two. The sound of a word is nearer to its own voice by some 0.15."""
_ENDS = (".", "?", "!", "…", "。", "？", "！")


@dataclass(frozen=True)
class VoiceWindows:
    """`middles`: seconds from the start of the recording."""

    middles: Vectors
    vectors: Vectors

    @classmethod
    def joined(cls, parts: Sequence["VoiceWindows"]) -> "VoiceWindows":
        return cls(
            np.concatenate([one.middles for one in parts]), np.concatenate([one.vectors for one in parts])
        )


def find_windows(samples: Samples, start: float, encoder: VoiceEncoder) -> VoiceWindows:
    """Returns the windows in which somebody speaks. `start`: of the samples in the recording, in seconds."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps
    from threadpoolctl import threadpool_limits

    options = VadOptions(min_silence_duration_ms=300, speech_pad_ms=50)
    spans = [(one["start"], one["end"]) for one in get_speech_timestamps(samples, options)]
    frames = spectrum(samples)
    starts = np.array(sorted(set(_starts(spans, len(frames)))), np.float32)
    if len(frames) < FRAMES:
        starts = starts[:0]
    middles = (start + (starts + FRAMES / 2) / 100).astype(np.float32)
    with threadpool_limits(
        1, user_api="blas"
    ):  # these products are small: more threads only wait for each other
        return VoiceWindows(middles, encoder.encode(frames, starts))


def _starts(spans: Sequence[tuple[int, int]], frames: int) -> Iterator[int]:
    """Yields the first frames of windows over spans of samples. A span that is shorter than a window gets one around its middle."""
    for begin, end in spans:
        first, last = begin * 100 // RATE, end * 100 // RATE - FRAMES
        places = [*range(first, last, _STEP), last] if last > first else [(first + last) // 2]
        yield from (max(0, min(place, frames - FRAMES)) for place in places)


def tell_apart(words: Sequence[HeardWord], windows: VoiceWindows, count: int | None) -> tuple[int, ...]:
    """Returns for each word the number of its voice, from 0 in the order in which they are first heard. Empty if there is one voice only.

    Args:
        count: how many people speak, if it is known.
    """
    voices = _find_voices(windows.vectors, count)
    if len(voices) < 2 or not words:
        return ()
    near = windows.vectors @ voices.T
    found = _likeliest(np.array([_nearness(word, windows.middles, near) for word in words]), _costs(words))
    order = {voice: number for number, voice in enumerate(dict.fromkeys(found))}
    return tuple(order[voice] for voice in found) if len(order) > 1 else ()


def _nearness(word: HeardWord, middles: Vectors, near: Vectors) -> Vectors:
    """How near the sound around a word is to each voice: a mean of its windows, of which the nearest in time count most."""
    away = np.abs(middles - (word.start + word.end) / 2)
    there = np.flatnonzero(away < _REACH)
    if not len(there):
        there = np.array([int(np.argmin(away))])
    shares = np.maximum(_REACH - away[there], 0.01)
    return shares @ near[there] / shares.sum()


def _costs(words: Sequence[HeardWord]) -> list[float]:
    """What a change of the voice before each word costs: more within a sentence than between two."""
    costs = [0.0]
    for before, word in pairwise(words):
        ends = before.text.endswith(_ENDS) or word.start - before.end > _PAUSE
        costs.append(_BETWEEN if ends else _WITHIN)
    return costs


def _likeliest(near: Vectors, costs: Sequence[float]) -> list[int]:
    """Returns the voices of the words whose sum of nearness less the costs of changes is greatest (Viterbi)."""
    best = near[0]
    steps: list[Any] = []
    for values, cost in zip(near[1:], costs[1:], strict=True):
        other = int(np.argmax(best))
        stays = best >= best[other] - cost
        steps.append(np.where(stays, np.arange(len(best)), other))
        best = np.where(stays, best, best[other] - cost) + values
    found = [int(np.argmax(best))]
    for step in reversed(steps):
        found.append(int(step[found[-1]]))
    return found[::-1]


def _find_voices(vectors: Vectors, count: int | None) -> Vectors:
    """Returns a vector for each voice. Groups whose mean distance is least are joined, until they are apart or as few as wanted."""
    chosen = vectors[:: max(1, -(-len(vectors) // _GROUPED))]
    if len(chosen) < 2:
        return chosen
    least = max(_LEAST_WINDOWS, _LEAST_SHARE * len(chosen))
    best: list[list[int]] = []
    for distance, groups in _join_groups(1 - chosen @ chosen.T):
        large = [group for group in groups if len(group) >= least]
        if count is None:
            best = large[:_MOST_VOICES]
            if distance > _APART:
                break
        elif len(large) >= count:
            best = sorted(large, key=len, reverse=True)[:count]
        elif not best and len(groups) <= count:
            best = groups
    means: Vectors = np.array([chosen[group].mean(axis=0) for group in best or [range(len(chosen))]])
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def _join_groups(distances: Vectors) -> Iterator[tuple[float, list[list[int]]]]:
    """Yields the groups, from single windows to one of all, each time with the distance of the two that are joined next."""
    between: Any = distances.astype(np.float64)
    np.fill_diagonal(between, np.inf)
    groups = {place: [place] for place in range(len(between))}
    while len(groups) > 1:
        one, other = sorted(divmod(int(np.argmin(between)), len(between)))
        yield float(between[one, other]), list(groups.values())
        sizes = len(groups[one]), len(groups[other])
        mean = (between[one] * sizes[0] + between[other] * sizes[1]) / sum(sizes)
        between[one], between[:, one] = mean, mean
        between[one, one] = np.inf
        between[other], between[:, other] = np.inf, np.inf
        groups[one] = groups[one] + groups.pop(other)
    yield np.inf, list(groups.values())
