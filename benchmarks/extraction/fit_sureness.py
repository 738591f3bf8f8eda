"""Fits the weights of `service/ingest/extract/sureness.py` to connections that readers rated.

    python -m benchmarks.extraction.fit_sureness DATA [--write]

Reads the talks of the rated files named in RATED (their transcripts lie somewhere under DATA), finds all statements in
them, however sure, and fits by logistic regression with a penalty on the weights which of them a strict reader found
right. Prints, by cross-validation over talks, what share is right of those that are at least so sure, and how many are
left. With --write data/sureness.toml is written anew.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.extraction.connections import RATED, captioned
from benchmarks.extraction.logistic import fit_logistic
from service.ingest.document import Transcript, VideoDocument
from service.ingest.extract.language import DATA
from service.ingest.extract.reading import read_talk
from service.ingest.extract.sureness import AGAIN, group_statements
from service.ingest.formats import read_file

FILES = {"sureness.jsonl": False, "sureness-captions.jsonl": True}
"""Rated files, and whether their talks were read in the form of captions."""
_PENALTY = 20.0
_RARE = 5
"""A trait seen less often has no weight."""
_FOLDS = 12
_SMALL = 0.02


@dataclass(frozen=True)
class Case:
    """A rated connection: its talk, the traits of its statement, and whether it is right."""

    talk: str
    traits: frozenset[str]
    right: bool


def read_cases(data: Path, file: Path, captions: bool) -> Iterator[Case]:
    rated: dict[str, dict[tuple[str, str, str], bool]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        ends = one["source"], one["type"], one["target"]
        rated.setdefault(one["talk"], {})[ends] = one["verdict"] == "right"
    for talk, verdicts in rated.items():
        path = next(data.rglob(f"{talk}.transcript.json"))
        transcript = read_file(path)
        if isinstance(transcript, VideoDocument):
            raise SystemExit(f"{path}: a complete document, not a transcript")
        yield from _cases(talk, captioned(transcript) if captions else transcript, verdicts)


def _cases(talk: str, transcript: Transcript, verdicts: dict[tuple[str, str, str], bool]) -> Iterator[Case]:
    for group in group_statements(read_talk(transcript).stated):
        first = group[0]
        ends = first.source.name, first.type, first.target.name
        right = verdicts.get(ends, verdicts.get((ends[2], ends[1], ends[0])))
        if right is not None:
            again = (AGAIN,) if len(group) > 1 else ()
            yield Case(talk, frozenset((*first.traits, *again)), right)


def fit(cases: Sequence[Case]) -> tuple[dict[str, float], float]:
    """Weights of the traits and what is added always."""
    seen = Counter(trait for case in cases for trait in case.traits)
    names = sorted(trait for trait, n in seen.items() if n >= _RARE)
    rows = np.array([[trait in case.traits for trait in names] for case in cases], dtype=float)
    w = fit_logistic(rows, np.array([case.right for case in cases], dtype=float), _PENALTY)
    weights = {name: round(float(v), 2) for name, v in zip(names, w, strict=False)}
    return {name: v for name, v in weights.items() if abs(v) >= _SMALL}, round(float(w[-1]), 2)


def sure(case: Case, weights: dict[str, float], always: float) -> float:
    total = always + sum(weights.get(trait, 0.0) for trait in case.traits)
    return float(1 / (1 + np.exp(-total)))


def cross_validate(cases: Sequence[Case]) -> list[float]:
    """How sure each case is by weights fitted without its talk."""
    talks = sorted({case.talk for case in cases})
    fold = {talk: i % _FOLDS for i, talk in enumerate(talks)}
    found = [0.0] * len(cases)
    for k in range(_FOLDS):
        weights, always = fit([case for case in cases if fold[case.talk] != k])
        for i, case in enumerate(cases):
            if fold[case.talk] == k:
                found[i] = sure(case, weights, always)
    return found


def write(weights: dict[str, float], always: float, count: int) -> None:
    lines = [
        f"# Weights of traits (sureness.py), fitted to {count} rated connections by",
        "# `python -m benchmarks.extraction.fit_sureness DATA --write`; do not edit.",
        f"always = {always}",
        "",
        "[weights]",
        *(f"{json.dumps(name, ensure_ascii=False)} = {value}" for name, value in sorted(weights.items())),
    ]
    (DATA / "sureness.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    cases = [c for name, captions in FILES.items() for c in read_cases(options.data, RATED / name, captions)]
    found = cross_validate(cases)
    print(f"{len(cases)} rated connections, {sum(c.right for c in cases) / len(cases):.3f} right")
    for least in (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85):
        kept = [case.right for case, p in zip(cases, found, strict=True) if p >= least]
        print(
            f"at least {least:.2f} sure: {len(kept) / len(cases):.2f} left, {sum(kept) / len(kept):.3f} right"
        )
    if options.write:
        write(*fit(cases), len(cases))


if __name__ == "__main__":
    main()
