"""Fits the weights of `service/ingest/extract/sureness.py` to connections that readers rated.

    python -m benchmarks.extraction.fit_sureness DATA [--write]

Reads the talks of the rated files named in RATED (their transcripts lie somewhere under DATA), finds all statements in
them, however sure, and fits by logistic regression with a penalty on the weights which of them a strict reader found
right. Prints, by cross-validation over talks, what share is right of those that are at least so sure, and how many are
left. With --write data/sureness.toml is written anew.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.extraction.connections import RATED, find_talk
from benchmarks.extraction.fitting import Case, run
from service.ingest.document import Transcript
from service.ingest.extract.reading import read_talk
from service.ingest.extract.sureness import AGAIN, group_statements

FILES = {"sureness.jsonl": False, "sureness-captions.jsonl": True}
"""Rated files, and whether their talks were read in the form of captions."""


def read_cases(data: Path, file: Path, captions: bool) -> Iterator[Case]:
    rated: dict[str, dict[tuple[str, str, str], bool]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        ends = one["source"], one["type"], one["target"]
        rated.setdefault(one["talk"], {})[ends] = one["verdict"] == "right"
    for talk, verdicts in rated.items():
        yield from _cases(talk, find_talk(data, talk, captions), verdicts)


def _cases(talk: str, transcript: Transcript, verdicts: dict[tuple[str, str, str], bool]) -> Iterator[Case]:
    for group in group_statements(read_talk(transcript).stated):
        first = group[0]
        ends = first.source.name, first.type, first.target.name
        right = verdicts.get(ends, verdicts.get((ends[2], ends[1], ends[0])))
        if right is not None:
            again = (AGAIN,) if len(group) > 1 else ()
            yield Case(talk, frozenset((*first.traits, *again)), right)


def read_all(data: Path) -> Iterator[Case]:
    for name, captions in FILES.items():
        yield from read_cases(data, RATED / name, captions)


if __name__ == "__main__":
    run(__doc__, "connections", "sureness", read_all)
