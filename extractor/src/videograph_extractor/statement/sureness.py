"""Computes the confidence of a statement: the share of similar statements that strict readers found right.

Each of its traits (`traits.py`) has a weight, fitted to connections that readers rated
(`python -m extractor.benchmarks.fitting.fit_sureness`); their sum says how sure it is. What is not sure enough is left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from videograph_extractor.statement.statements import Statement
from videograph_extractor.text.weights import read_weights

AGAIN = "said again"
"""The trait of what more than one sentence states."""
LEAST = 0.7
"""How sure a statement must be: extractor/docs/decisions/0023."""


def keep_sure(statements: Sequence[Statement]) -> list[Statement]:
    """Those that are sure enough, each with its `confidence`, in their order."""
    often = {id(s) for group in group_statements(statements) if len(group) > 1 for s in group}
    weights = read_weights("sureness")
    sure = (
        replace(s, confidence=weights.sureness((*s.traits, AGAIN) if id(s) in often else s.traits))
        for s in statements
    )
    return [statement for statement in sure if statement.confidence >= LEAST]


def group_statements(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Those that state the same of the same two, in the order of the first of each."""
    groups: dict[tuple[int, str, int], list[Statement]] = {}
    for statement in statements:
        groups.setdefault((id(statement.source), statement.type, id(statement.target)), []).append(statement)
    return list(groups.values())
