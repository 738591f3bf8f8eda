"""Measures speed and memory of the offline extraction.

    python -m extractor.benchmarks.corpus.speed FOLDER… [--talks 20] [--seed 1] [--long HOURS]

Reads a seeded choice of talks as `videograph ingest` does (file → Transcript → VideoDocument → JSON; the graph is
not written) in one process on one thread. With --long, talks are put behind one another to one recording of so
many hours, which is read first. CPU time is what counts: it is the same however busy the machine is, nearly.
"""

import argparse
import random
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from service.domain.document import SegmentInfo, Transcript, VideoDocument
from service.transcripts import find_files, read_file
from videograph_extractor.offline import extract


@dataclass(frozen=True)
class Run:
    """One talk read: words, seconds of talk, seconds of CPU."""

    name: str
    words: int
    talk: float
    cpu: float


def choose(paths: Sequence[Path], count: int, seed: int) -> list[Path]:
    """The same talks for the same files and seed, whatever order the files come in."""
    ordered = sorted(paths)
    return sorted(random.Random(seed).sample(ordered, min(count, len(ordered))))


def join(transcripts: Sequence[Transcript], hours: float) -> Transcript:
    """One recording of at least so many hours, if the talks are enough: each begins where the one before ends."""
    segments: list[SegmentInfo] = []
    speakers = {}
    end = 0.0
    for transcript in transcripts:
        if end >= hours * 3600:
            break
        shift = end - transcript.segments[0].start_seconds
        speakers.update({speaker.label: speaker for speaker in transcript.speakers})
        for segment in transcript.segments:
            start, stop = segment.start_seconds + shift, segment.end_seconds + shift
            segments.append(segment.model_copy(update={"start_seconds": start, "end_seconds": stop}))
            end = max(end, stop)
    first = transcripts[0]
    return first.model_copy(
        update={"segments": tuple(segments), "speakers": tuple(speakers.values()), "chapters": ()}
    )


def measure(name: str, read: Transcript | Path) -> Run | None:
    """Time one talk, from its file if a path is given. None for a file that is a complete document."""
    began = time.process_time()
    transcript = read_file(read) if isinstance(read, Path) else read
    if isinstance(transcript, VideoDocument):
        return None
    extract(transcript).document.model_dump_json()
    cpu = time.process_time() - began
    words = sum(len(segment.text.split()) for segment in transcript.segments)
    return Run(name, words, transcript.segments[-1].end_seconds - transcript.segments[0].start_seconds, cpu)


def peak() -> float:
    """Most memory that the process ever had, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def report(runs: Sequence[Run]) -> str:
    words, talk, cpu = (sum(getattr(run, key) for run in runs) for key in ("words", "talk", "cpu"))
    return (
        f"{len(runs)} talks, {words} words, {talk / 3600:.1f} h: {cpu:.1f} s CPU, {1000 * cpu / words:.3f} ms a word, "
        f"{talk / cpu:.0f} h of talk an hour of one core"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--talks", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--long", type=float, metavar="HOURS", help="read one recording of so many hours first"
    )
    options = parser.parse_args()
    files = list(find_files(options.paths))
    began = time.process_time()
    warm = read_file(files[0])
    extract(warm.model_copy(update={"segments": warm.segments[:5], "chapters": ()}))
    print(f"models loaded in {time.process_time() - began:.1f} s CPU, {peak():.0f} MB", flush=True)
    if options.long:
        talks = [
            t for t in map(read_file, choose(files, 40, options.seed)) if not isinstance(t, VideoDocument)
        ]
        long = measure("long", join(talks, options.long))
        print(f"one recording: {report([long]) if long else ''}; peak {peak():.0f} MB", flush=True)
    runs: list[Run] = []
    for path in choose(files, options.talks, options.seed):
        if (run := measure(path.name.split(".")[0], path)) is not None:
            runs.append(run)
            print(f"{run.name}: {run.words} words, {1000 * run.cpu / run.words:.3f} ms a word", flush=True)
    print(f"{report(runs)}; peak {peak():.0f} MB")


if __name__ == "__main__":
    main()
