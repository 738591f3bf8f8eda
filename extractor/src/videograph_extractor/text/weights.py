"""Computes confidence by weights that were fitted to readers' ratings (`extractor/benchmarks/fitting/fit_weights.py`).

What is rated has traits, words that say what can be seen of it, and may have a vector of its meaning. The modules that
name the traits know what they are about; this one only adds up.
"""

import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from videograph_extractor.text.language import DATA


@dataclass(frozen=True)
class Weights:
    """What each trait and each number of the vector counts, and what is added always. A trait that is not there counts
    nothing."""

    traits: dict[str, float]
    always: float = 0.0
    vector: tuple[float, ...] = ()

    def sureness(self, traits: Iterable[str], vector: Iterable[float] = ()) -> float:
        """The share of those like it that readers found right, 0 to 1, in hundredths."""
        total = self.always + math.fsum(self.traits.get(trait, 0.0) for trait in set(traits))
        total += math.fsum(weight * float(number) for weight, number in zip(self.vector, vector, strict=True))
        return round(1 / (1 + math.exp(-total)), 2)


@cache
def read_weights(name: str) -> Weights:
    """Those of data/`name`.toml."""
    raw = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    return Weights(raw["weights"], raw["always"], tuple(raw.get("vector", ())))
