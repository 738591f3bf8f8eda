"""Pairs of names of which a person decided whether they are one entity, with the talks that they are from."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from service.domain.document import Kind

GOLD = Path(__file__).parents[1] / "gold" / "names.json"
FRESH = GOLD.with_name("names_fresh.json")


@dataclass(frozen=True)
class Pair:
    """Two names, the kinds of what they name, and the one or two talks in which they stand."""

    names: tuple[str, str]
    kinds: tuple[Kind, Kind]
    why: str
    talks: tuple[str, ...]
    same: bool


def read_pairs(path: Path = GOLD) -> list[Pair]:
    gold: dict[str, list[list[str]]] = json.loads(path.read_text(encoding="utf-8"))
    return [
        _pair(row, same)
        for key, same in (("pairs_same", True), ("pairs_different", False))
        for row in gold[key]
    ]


def _pair(row: Sequence[str], same: bool) -> Pair:
    first, second, kinds, why = row
    both = kinds.split("/")
    reason, _, talks = why.rpartition(": ")
    return Pair(
        (first, second), cast(tuple[Kind, Kind], (both[0], both[-1])), reason, tuple(talks.split(", ")), same
    )


def unsaid(pairs: Iterable[Pair], files: dict[str, Path]) -> Iterator[str]:
    """Names that their talk has neither in its words nor in its sidecar: faults of the gold."""
    for pair in pairs:
        for name, talk in zip(pair.names, (pair.talks * 2)[:2], strict=True):
            words = files[talk].read_text(encoding="utf-8")
            beside = files[talk].with_name(files[talk].name.replace(".transcript.json", ".video.json"))
            shown = words + beside.read_text(encoding="utf-8")
            if name not in shown and json.dumps(name)[1:-1] not in shown:
                yield f"{name!r} is not in {talk}"
