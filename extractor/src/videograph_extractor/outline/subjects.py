"""What a title may name: the entities of the map, as they would be written there."""

from collections.abc import Sequence
from dataclasses import dataclass

from videograph_extractor.entity.things import Thing


@dataclass(frozen=True)
class Subject:
    """Something that a title may name, as it would be written there, and the segments that speak of it."""

    words: str
    segments: tuple[int, ...]
    weight: float
    person: bool = False


def read_subjects(things: Sequence[Thing]) -> list[Subject]:
    """Subjects out of ranked things; persons only where nothing else is mentioned."""
    subjects: list[Subject] = []
    for thing in things:
        if not thing.mentions:
            continue
        spelt = {t: n for t, n in thing.said.items() if t.lower() == thing.name.lower()}
        words = (
            max(sorted(spelt), key=lambda t: spelt[t]) if spelt and thing.name in thing.exact else thing.name
        )
        weight = thing.salience * (0.15 if thing.kind == "PERSON" else 1.0) * (1.0 if " " in words else 0.75)
        subjects.append(
            Subject(words, tuple(m.segment for m in thing.mentions), weight, thing.kind == "PERSON")
        )
    return subjects
