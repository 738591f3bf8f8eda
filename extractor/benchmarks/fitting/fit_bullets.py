"""Fits the weights of `extractor/src/videograph_extractor/outline/bullets.py` to bullets that readers rated.

    python -m extractor.benchmarks.fitting.fit_bullets DATA [--write]

Reads the talks of rated/bullets.jsonl (their transcripts lie somewhere under DATA), finds in them all sentences in the
form of a bullet, and fits by logistic regression with a penalty on the weights which of the rated ones a strict reader
found right. Prints, by cross-validation over talks, what share is right of those that are at least so sure, and how many
are left. With --write data/bullet_sureness.toml is written again.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from extractor.benchmarks.fitting.fit_weights import Case, run
from extractor.benchmarks.rating.connections import RATED, find_talk
from service.domain.document import Transcript
from videograph_extractor.entity.names.restored_capitals import read_spellings
from videograph_extractor.entity.names.without_capitals import is_caseless
from videograph_extractor.outline.bullets import read_candidates
from videograph_extractor.outline.overview import read_facts, read_voices
from videograph_extractor.reading import read_talk
from videograph_extractor.statement.places import Said
from videograph_extractor.text.language import embed


def read_cases(data: Path) -> Iterator[Case]:
    rated: dict[tuple[str, bool], dict[str, bool]] = {}
    for line in (RATED / "bullets.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        rated.setdefault((one["talk"], one["captions"]), {})[one["text"]] = one["verdict"] == "right"
    for (talk, captions), verdicts in rated.items():
        yield from _cases(talk, find_talk(data, talk, captions), verdicts)


def _cases(talk: str, transcript: Transcript, verdicts: dict[str, bool]) -> Iterator[Case]:
    reading = read_talk(transcript)
    said = Said(reading.passages, reading.sentences, reading.things)
    spellings = read_spellings(reading.found) if is_caseless(transcript.segments) else None
    voices = read_voices(transcript, reading.things)
    found = [
        (candidate, verdicts.pop(candidate.shown))
        for candidate in read_candidates(said.sentences, read_facts(said), voices, spellings)
        if candidate.shown in verdicts
    ]
    vectors = embed([candidate.text for candidate, _ in found])
    for (candidate, right), vector in zip(found, vectors, strict=True):
        yield Case(talk, candidate.traits, right, tuple(map(float, vector)))


if __name__ == "__main__":
    run(__doc__, "bullets", "bullet_sureness", read_cases)
