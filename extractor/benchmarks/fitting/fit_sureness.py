"""Fits the weights of `extractor/src/videograph_extractor/statement/sureness.py` to connections that readers rated.

    python -m extractor.benchmarks.fitting.fit_sureness DATA [--write]

Reads the talks of the rated files named in FILES and CAPTIONS (their transcripts lie somewhere under DATA; two processes, some
ten minutes), finds all statements in them, however sure, and fits by logistic regression with a penalty on the weights
which of them a strict reader found right; what two readers rated counts twice. Prints, by cross-validation over talks, what
share is right of those that are at least so sure, and how many are left. With --write data/sureness.toml is written again.
"""

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from extractor.benchmarks.fitting.fit_weights import Case, run
from extractor.benchmarks.rating.connections import RATED, find_talk
from videograph_extractor.reading import read_talk
from videograph_extractor.statement.sureness import AGAIN, group_statements

FILES = ("sureness", "surer", "chosen", "enough", "employers", "fewer", "pool")
"""Rated files of talks that were read as they are written."""
CAPTIONS = ("sureness-captions", "chosen-captions")
"""Those of talks in the form of captions."""
_PROCESSES = 2

Ends = tuple[str, str, str]


def read_verdicts(names: Iterable[str]) -> dict[str, dict[Ends, list[bool]]]:
    """Of each talk and each connection in it, whether each of its readers found it right."""
    found: dict[str, dict[Ends, list[bool]]] = {}
    for name in names:
        for line in (RATED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            ends = one["source"], one["type"], one["target"]
            found.setdefault(one["talk"], {}).setdefault(ends, []).extend(
                verdict == "right" for verdict in one["verdicts"]
            )
    return found


def read_cases(data: Path, captions: bool, rated: tuple[str, dict[Ends, list[bool]]]) -> list[Case]:
    """The cases of one talk."""
    talk, verdicts = rated
    cases: list[Case] = []
    for group in group_statements(read_talk(find_talk(data, talk, captions)).stated):
        first = group[0]
        ends = first.source.name, first.type, first.target.name
        readers = verdicts.get(ends) or verdicts.get((ends[2], ends[1], ends[0]), [])
        again = (AGAIN,) if len(group) > 1 else ()
        traits = frozenset((*first.traits, *again))
        cases += (Case(talk, traits, right) for right in readers)
    return cases


def read_all(data: Path) -> Iterator[Case]:
    with ProcessPoolExecutor(_PROCESSES, get_context("spawn")) as pool:
        for names, captions in ((FILES, False), (CAPTIONS, True)):
            talks = pool.map(partial(read_cases, data, captions), read_verdicts(names).items())
            yield from chain.from_iterable(talks)


if __name__ == "__main__":
    run(__doc__, "connections", "sureness", read_all)
