"""Fits the weights of `extractor/src/videograph_extractor/outline/boundaries.py` on the tuning half of the talks with human headings.

    python -m extractor.benchmarks.fitting.fit_boundaries FOLDER

Logistic regression by Newton's method with a penalty on the weights (of standardised features). Prints WEIGHTS and
BIAS as they stand in the module, and the mean F1 within 30 s of five-fold cross-validation over talks.
"""

import argparse
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extractor.benchmarks.corpus.themes import TOLERANCE, chapter_hits, f1, read_half
from extractor.benchmarks.fitting.logistic import Numbers, fit_logistic
from service.domain.document import Transcript
from videograph_extractor.outline.boundaries import Unit, cut_units, features, read_words, vectors_of
from videograph_extractor.outline.chapters import best_partition, wanted
from videograph_extractor.text.speech import read_passages

_PENALTY = 3.0
_FOLDS = 5


@dataclass(frozen=True)
class Talk:
    transcript: Transcript
    units: list[Unit]
    vectors: Numbers
    rows: Numbers
    headed: Numbers
    """1 for the unit that begins nearest to a heading, else 0."""


def read_talk(transcript: Transcript) -> Talk:
    segments = transcript.segments
    units = cut_units(segments)
    words = read_words(read_passages(segments), len(segments))
    vectors = vectors_of(units, words)
    starts = np.array([segments[unit.first].start_seconds for unit in units])
    headed = np.zeros(len(units))
    for start in true_starts(transcript):
        headed[1 + int(np.argmin(np.abs(starts[1:] - start)))] = 1
    return Talk(transcript, units, vectors, np.array(features(segments, units, words, vectors)), headed)


def true_starts(transcript: Transcript) -> list[float]:
    first = transcript.segments[0].start_seconds
    return [c.start_seconds for c in transcript.chapters if c.start_seconds > first + 1]


def fit(talks: Sequence[Talk]) -> tuple[Numbers, float]:
    """Weights and bias for features as they are."""
    rows = np.vstack([talk.rows[1:] for talk in talks])
    headed = np.concatenate([talk.headed[1:] for talk in talks])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    w = fit_logistic((rows - mean) / scale, headed, _PENALTY)
    weights = w[:-1] / scale
    return weights, float(w[-1] - weights @ mean)


def score(talk: Talk, weights: Numbers, bias: float) -> float:
    segments = talk.transcript.segments
    odds = list(talk.rows @ weights + bias)
    count = wanted(talk.transcript, len(talk.units))
    starts = best_partition(talk.units, talk.vectors, odds, count)[1:]  # pyright: ignore[reportArgumentType]
    found = [segments[talk.units[i].first].start_seconds for i in starts]
    true = true_starts(talk.transcript)
    return f1(len(found), len(true), chapter_hits(found, true))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    talks = [read_talk(transcript) for transcript, _ in read_half(parser.parse_args().folder, "tuning")]
    scores: list[float] = []
    for fold in range(_FOLDS):
        weights, bias = fit([talk for i, talk in enumerate(talks) if i % _FOLDS != fold])
        scores += [score(talk, weights, bias) for i, talk in enumerate(talks) if i % _FOLDS == fold]
    weights, bias = fit(talks)
    print("WEIGHTS =", tuple(round(float(w), 3) for w in weights))
    print("BIAS =", round(bias, 3))
    print(
        f"{len(talks)} talks, F1 within {TOLERANCE:.0f} s by cross-validation {statistics.fmean(scores):.3f}"
    )


if __name__ == "__main__":
    main()
