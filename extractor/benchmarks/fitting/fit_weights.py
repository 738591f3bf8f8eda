"""Weights of traits, fitted to what readers rated, by logistic regression with a penalty on the weights."""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extractor.benchmarks.fitting.logistic import Numbers, fit_logistic
from videograph_extractor.text.language import DATA
from videograph_extractor.text.weights import Weights

_PENALTY = 20.0
_RARE = 5
"""A trait seen less often has no weight."""
_FOLDS = 12
_SMALL = 0.02
_LONG = 6.0
"""How long a vector of meaning counts, if nothing else is said: next to a trait, which has 1, its numbers are small."""
_LIMITS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85)


@dataclass(frozen=True)
class Case:
    """Something rated: its talk, what can be seen of it, whether a strict reader found it right, and the vector of its
    meaning where that counts."""

    talk: str
    traits: frozenset[str]
    right: bool
    vector: tuple[float, ...] = ()


def fit(cases: Sequence[Case], long: float = _LONG) -> Weights:
    """Weights of traits, and of the vector's numbers; the longer it counts, the more the vector may say."""
    seen = Counter(trait for case in cases for trait in case.traits)
    names = sorted(trait for trait, n in seen.items() if n >= _RARE)
    traits = np.array([[trait in case.traits for trait in names] for case in cases], dtype=float)
    rows: Numbers = np.hstack([traits, long * np.array([case.vector for case in cases], dtype=float)])
    found = fit_logistic(rows, np.array([case.right for case in cases], dtype=float), _PENALTY)
    weights = {name: round(float(v), 2) for name, v in zip(names, found, strict=False)}
    numbers = found[len(names) : -1] * long
    return Weights(
        {name: v for name, v in weights.items() if abs(v) >= _SMALL},
        round(float(found[-1]), 2),
        tuple(round(float(number), 2) for number in numbers),
    )


def cross_validate(cases: Sequence[Case], long: float = _LONG) -> list[float]:
    """How sure each case is by weights fitted without its talk."""
    talks = sorted({case.talk for case in cases})
    fold = {talk: i % _FOLDS for i, talk in enumerate(talks)}
    found = [0.0] * len(cases)
    for k in range(_FOLDS):
        weights = fit([case for case in cases if fold[case.talk] != k], long)
        for i, case in enumerate(cases):
            if fold[case.talk] == k:
                found[i] = weights.sureness(case.traits, case.vector)
    return found


def area_under_curve(cases: Sequence[Case], found: Sequence[float]) -> float:
    """How often of a right one and a wrong one the right one is surer, equals counting half."""
    right = np.array([p for case, p in zip(cases, found, strict=True) if case.right])
    wrong = np.array([p for case, p in zip(cases, found, strict=True) if not case.right])
    above = (right[:, None] > wrong).mean() + (right[:, None] == wrong).mean() / 2
    return float(above)


def report(what: str, cases: Sequence[Case], found: Sequence[float]) -> str:
    """What share is right of those that are at least so sure, and how many are left."""
    share = sum(case.right for case in cases) / len(cases)
    area = area_under_curve(cases, found)
    lines = [f"{len(cases)} rated {what}, {share:.3f} right; area under the curve {area:.3f}"]
    for least in _LIMITS:
        kept = [case.right for case, p in zip(cases, found, strict=True) if p >= least]
        if kept:
            left, right = len(kept) / len(cases), sum(kept) / len(kept)
            lines.append(f"at least {least:.2f} sure: {left:.2f} left, {right:.3f} right")
    return "\n".join(lines)


def write_weights(name: str, weights: Weights, about: str) -> None:
    """Into data/`name`.toml; `about` ends the sentence "Weights fitted to …"."""
    lines = [f"# Weights (weights.py), fitted to {about}; do not edit.", f"always = {weights.always}"]
    if weights.vector:
        lines.append(f"vector = {json.dumps(weights.vector)}")
    lines += ["", "[weights]"]
    lines += [f"{json.dumps(k, ensure_ascii=False)} = {v}" for k, v in sorted(weights.traits.items())]
    (DATA / f"{name}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(
    about: str | None,
    what: str,
    name: str,
    read_cases: Callable[[Path], Iterable[Case]],
    long: float = _LONG,
) -> None:
    """What each command does that fits weights: reads DATA, prints by cross-validation how good they are, and with --write
    writes data/`name`.toml. `about`: the command's own text; `what`: what was rated, in the plural."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    cases = list(read_cases(options.data))
    print(report(what, cases, cross_validate(cases, long)))
    if options.write:
        command = f"`python -m extractor.benchmarks.{Path(parser.prog).stem} DATA --write`"
        write_weights(name, fit(cases, long), f"{len(cases)} rated {what} by {command}")
