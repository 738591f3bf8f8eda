"""How sure a statement is: the share of statements like it that strict readers found right.

Each of its traits (`traits.py`) has a weight, fitted to connections that readers rated
(`python -m benchmarks.extraction.fit_sureness`); their sum says how sure it is. What is not sure enough is left out.
"""

import math
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from service.ingest.extract.language import DATA
from service.ingest.extract.statements import Statement

AGAIN = "said again"
"""The trait of what more than one sentence states."""
LEAST = 0.7
"""How sure a statement must be: docs/decisions/0023."""


def keep_sure(statements: Sequence[Statement]) -> list[Statement]:
    """Those that are sure enough, each with its `confidence`, in their order."""
    often = {id(s) for group in group_statements(statements) if len(group) > 1 for s in group}
    sure = (
        replace(s, confidence=sureness((*s.traits, AGAIN) if id(s) in often else s.traits))
        for s in statements
    )
    return [statement for statement in sure if statement.confidence >= LEAST]


def group_statements(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Those that state the same of the same two, in the order of the first of each."""
    groups: dict[tuple[int, str, int], list[Statement]] = {}
    for statement in statements:
        groups.setdefault((id(statement.source), statement.type, id(statement.target)), []).append(statement)
    return list(groups.values())


def sureness(traits: Iterable[str]) -> float:
    """0 to 1, in hundredths."""
    weights, always = _weights()
    total = always + math.fsum(weights.get(trait, 0.0) for trait in set(traits))
    return round(1 / (1 + math.exp(-total)), 2)


@cache
def _weights() -> tuple[dict[str, float], float]:
    raw = tomllib.loads((DATA / "sureness.toml").read_text(encoding="utf-8"))
    return raw["weights"], raw["always"]
