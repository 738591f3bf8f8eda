"""Fits the weights by which `extractor/src/videograph_extractor/entity/salience.py` says how sure an entity is to what readers rated.

    python -m extractor.benchmarks.fitting.fit_entities DATA [--write]

Reads the talks of rated/entities.jsonl (their transcripts lie somewhere under DATA), whole or the excerpt that was
rated, and fits to what can be seen of an entity, and to the vector of its name, whether a strict reader found it right.
Prints, by cross-validation over talks, what share is right of those that are at least so sure, and how many are left.
With --write data/entity_sureness.toml is written again.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from extractor.benchmarks.fitting.fit_weights import Case, run
from extractor.benchmarks.rating.connections import RATED, captioned, find_talk
from extractor.benchmarks.rating.top import cut
from videograph_extractor.entity.entities import find_things
from videograph_extractor.entity.thing_traits import read_thing_traits
from videograph_extractor.text.language import embed
from videograph_extractor.text.phrases import find_terms
from videograph_extractor.text.speech import read_passages

_LONG = 4.0
"""How long the vector of a name counts: names say less by it than sentences."""

type Form = tuple[str, int | None, bool]
"""A talk, the seed of its excerpt if it was not read as a whole, and whether it was read in the form of captions."""


def read_verdicts() -> dict[Form, dict[tuple[str, str], bool]]:
    """Name and kind → whether it is right, by what was read."""
    rated: dict[Form, dict[tuple[str, str], bool]] = {}
    for line in (RATED / "entities.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        form = one["talk"], one["excerpt"], one["captions"]
        rated.setdefault(form, {})[one["name"], one["kind"]] = one["verdict"] == "right"
    return rated


def read_cases(data: Path) -> Iterator[Case]:
    for (talk, excerpt, captions), verdicts in read_verdicts().items():
        transcript = find_talk(data, talk, captions=False)
        if excerpt is not None:
            transcript = cut(transcript, excerpt)
        if captions:
            transcript = captioned(transcript)
        passages = read_passages(transcript.segments)
        found = find_things(transcript, passages, find_terms(passages))
        things = [thing for thing in found if (thing.name, thing.kind) in verdicts]
        words = sum(len(segment.text.split()) for segment in transcript.segments)
        for thing, vector in zip(things, embed([thing.name for thing in things]), strict=True):
            traits = frozenset(read_thing_traits(thing, transcript.segments, words))
            yield Case(talk, traits, verdicts[thing.name, str(thing.kind)], tuple(map(float, vector)))


if __name__ == "__main__":
    run(__doc__, "entities", "entity_sureness", read_cases, _LONG)
