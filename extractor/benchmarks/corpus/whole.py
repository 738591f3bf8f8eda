"""Checks every talk of a corpus: quotes are verbatim, words are kept, and two runs give the same bytes.

    python -m extractor.benchmarks.corpus.whole FOLDER… [--processes 1] [--keep FILE] [--documents FOLDER]

Reads every talk under the folders twice, by two interpreters with different hash seeds and in opposite orders, so
that neither the order of a set nor what was read before can show in a document without being found. Of each talk:

- two runs give a VideoDocument of the same bytes
- its segments are those of the file, with the one voice that the words name where the file knows none
- every quote stands verbatim in its segment, or in consecutive ones joined by one space
- its words support everything in it, as `videograph ingest` demands of documents from outside, and the check that the
  extractor itself ends with had nothing to take away

Files that are no transcripts, and what the extractor leaves out by choice, are counted by reason. With two processes, two
cores are used. The documents of the first run are written to the folder for them, to be imported as they are. What is found of each file is
written to the file to keep, a line each, and a file that is in it, looked at by the same version of the extractor, is not
looked at again: so a run that was stopped goes on. Exit code 1 if anything does not hold.
"""

import argparse
import hashlib
import json
import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import batched
from pathlib import Path

from extractor.benchmarks.corpus.themes import verbatim
from read_transcripts.beside.companions import stems
from service.domain.document import VideoDocument
from service.errors import TranscriptError, VideographError
from service.store.check import require_borne_out
from service.transcripts import find_files, read_file
from videograph_extractor.entity.people.only_voice import with_voice
from videograph_extractor.offline import extract
from videograph_extractor.version import EXTRACTOR

_TALKS = 40
"""Talks after which new interpreters begin: tables of words grow with every talk."""
_CHOSEN = ("low relevance", "low confidence")
"""How the reasons end for which the extractor leaves something out by choice."""


@dataclass(frozen=True)
class Outcome:
    """What one run makes of one file: counts, the hash of its document, and what does not hold.

    `refused` is why it is no talk; the rest is empty then.
    """

    file: str
    refused: str | None = None
    complete: bool = False
    """It is a VideoDocument already: only its quotes are looked at."""
    digest: str = ""
    segments: int = 0
    words: int = 0
    quotes: int = 0
    faults: tuple[str, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    """What the extractor chose not to keep: reasons with counts."""


def look_at(path: Path, documents: Path | None = None) -> Outcome:
    """One file, read and extracted as `videograph ingest` does; its document is written to the folder `documents`."""
    try:
        talk = read_file(path)
    except TranscriptError as error:
        return Outcome(str(path), refused=error.message.removeprefix(f"{path}: "))
    faults: list[str] = []
    chosen: list[tuple[str, int]] = []
    if complete := isinstance(talk, VideoDocument):
        document = talk
    else:
        extraction = extract(talk)
        document = extraction.document
        for reason, count in sorted(extraction.dropped.items()):
            if reason.endswith(_CHOSEN):
                chosen.append((reason, count))
            else:
                faults.append(f"the check took away {count}: {reason}")
    quotes, right = verbatim(document)
    if right != quotes:
        faults.append(f"{quotes - right} of {quotes} quotes are not verbatim")
    if document.segments != with_voice(talk).segments:
        faults.append("its segments are not those of the file")
    try:
        require_borne_out(document)
    except VideographError as error:
        faults.append(error.message)
    written = document.model_dump_json()
    if documents is not None:
        (documents / f"{stems(path)[0]}.json").write_text(written, encoding="utf-8")
    return Outcome(
        str(path),
        complete=complete,
        digest=hashlib.sha256(written.encode()).hexdigest(),
        segments=len(document.segments),
        words=sum(len(segment.text.split()) for segment in document.segments),
        quotes=quotes,
        faults=tuple(faults),
        left_out=tuple(chosen),
    )


def compare(one: Outcome, other: Outcome) -> Outcome:
    """The first run's outcome, with what the second does not agree with among its faults."""
    if one.refused != other.refused:
        return replace(one, faults=(*one.faults, "only one run could read it"))
    if one.digest != other.digest:
        return replace(one, faults=(*one.faults, "two runs give different bytes"))
    return one


def look_at_all(files: Sequence[Path], processes: int, documents: Path | None = None) -> Iterator[Outcome]:
    """Each file by two runs, the second of which reads some tens of files in the opposite order."""
    for number, some in enumerate(batched(files, _TALKS)):
        with _interpreter(2 * number + 1) as forwards, _interpreter(2 * number + 2) as backwards:
            first = _submit(forwards, some, documents)
            if processes == 1:
                for future in first.values():
                    future.result()
            second = _submit(backwards, some[::-1])
            for file in some:
                yield compare(first[file].result(), second[file].result())


def _submit(
    pool: ProcessPoolExecutor, files: Sequence[Path], documents: Path | None = None
) -> dict[Path, Future[Outcome]]:
    return {file: pool.submit(look_at, file, documents) for file in files}


@contextmanager
def _interpreter(seed: int) -> Iterator[ProcessPoolExecutor]:
    """One process of its own, in which sets of text have an order of their own."""
    pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    before = os.environ.get("PYTHONHASHSEED")
    os.environ["PYTHONHASHSEED"] = str(seed)
    try:
        pool.submit(os.getpid).result()  # Started now: it takes its seed from the environment.
    finally:
        del os.environ["PYTHONHASHSEED"]
        if before is not None:
            os.environ["PYTHONHASHSEED"] = before
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def read_kept(keep: Path) -> list[Outcome]:
    """What this version of the extractor was found to make of files before."""
    if not keep.exists():
        return []
    lines = (json.loads(line) for line in keep.read_text(encoding="utf-8").splitlines())
    return [
        Outcome(
            **{
                **line["outcome"],
                "faults": tuple(line["outcome"]["faults"]),
                "left_out": tuple((reason, count) for reason, count in line["outcome"].get("left_out", ())),
            }
        )
        for line in lines
        if line["extractor"] == EXTRACTOR
    ]


def add_kept(keep: Path, outcome: Outcome) -> None:
    with keep.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"extractor": EXTRACTOR, "outcome": asdict(outcome)}) + "\n")


def sums(outcomes: Sequence[Outcome]) -> str:
    talks = [outcome for outcome in outcomes if outcome.refused is None]
    complete = sum(talk.complete for talk in talks)
    segments, words, quotes = (
        sum(getattr(talk, key) for talk in talks) for key in ("segments", "words", "quotes")
    )
    wrong = sum(bool(outcome.faults) for outcome in outcomes)
    return (
        f"{len(talks)} talks ({complete} of them complete documents), {segments:,} segments, {words:,} words, "
        f"{quotes:,} quotes; something does not hold of {wrong}"
    )


def report(outcomes: Sequence[Outcome]) -> str:
    """The sums, and what does not hold, file by file."""
    lines = [sums(outcomes)]
    wrong = [outcome for outcome in outcomes if outcome.faults]
    lines += [f"  {outcome.file}: {fault}" for outcome in wrong for fault in outcome.faults]
    left_out: Counter[str] = Counter()
    for outcome in outcomes:
        left_out.update(dict(outcome.left_out))
    lines += [f"left out by choice, {count:,}: {reason}" for reason, count in sorted(left_out.items())]
    refused = [outcome for outcome in outcomes if outcome.refused is not None]
    lines.append(f"files that are no transcripts: {len(refused)}")
    lines += [f"  {outcome.file}: {outcome.refused}" for outcome in refused]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--processes", type=int, choices=(1, 2), default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--documents", type=Path)
    options = parser.parse_args()
    if options.documents is not None:
        options.documents.mkdir(parents=True, exist_ok=True)
    files = find_files(options.paths)
    kept = {} if options.keep is None else {outcome.file: outcome for outcome in read_kept(options.keep)}
    outcomes = [kept[str(file)] for file in files if str(file) in kept]
    try:
        further = [file for file in files if str(file) not in kept]
        for outcome in look_at_all(further, options.processes, options.documents):
            outcomes.append(outcome)
            if options.keep is not None:
                add_kept(options.keep, outcome)
            if len(outcomes) % _TALKS == 0:
                print(f"{len(outcomes)} of {len(files)} files: {sums(outcomes)}", file=sys.stderr, flush=True)
    finally:
        print(f"{len(outcomes)} of {len(files)} files")
        print(report(outcomes))
    if any(outcome.faults for outcome in outcomes):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
