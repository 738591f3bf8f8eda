"""Typed connections in an hour of talk: `python -m extractor.benchmarks.rating.connections FOLDER… [--talks 10] [--seed 1]`.

Reads so many whole talks out of each folder, chosen by chance and none of them in the gold, and prints every typed
connection (all but MENTIONED_WITH) with its first quote and the voice that says it, so that a reader can rate them;
then the median of an hour, which is what the goal is about. With --sample so many of them, chosen by chance, are
written as JSON lines with an empty verdict in `verdicts`, to which each reader adds one; `--rated FILE` counts the verdicts of such a file. --fresh leaves out the
talks of `rated/` as well, --captions reads them in the form of automatic captions, --extractor llm asks a language model.
"""

import argparse
import json
import random
import statistics
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from extractor.benchmarks.chosen import Extract, add_extractor, chosen
from extractor.benchmarks.gold_standard.judge import as_captions
from service.domain.document import Transcript, VideoDocument
from service.domain.model import CO_MENTION
from service.extractors.gold_standard import GOLD
from service.transcripts import read_file

RATED = Path(__file__).parents[1] / "rated"
_ENDING = ".transcript.json"
VERDICTS = ("right", "doubtful", "wrong")


@dataclass(frozen=True)
class Stated:
    """A connection as a reader rates it."""

    talk: str
    source: str
    type: str
    target: str
    label: str | None
    past: bool
    speaker: str | None
    quote: str
    verdicts: tuple[str, ...] = ("",)
    """One of each reader."""
    whys: tuple[str, ...] = ("",)


def rated_talks() -> list[str]:
    """Talks whose connections somebody has looked at, also those that had none."""
    return json.loads((RATED / "talks.json").read_text(encoding="utf-8"))


def choose_talks(folder: Path, count: int, seed: int, without: Collection[str] = ()) -> list[Path]:
    """Talks of a folder by chance, without those that the gold was made of."""
    gold = {
        json.loads(p.read_text(encoding="utf-8"))["source"]["talk"] for p in (GOLD / "excerpts").iterdir()
    }
    names = sorted(p.name.removesuffix(_ENDING) for p in folder.glob(f"*{_ENDING}"))
    fresh = [name for name in names if name not in gold and name not in without]
    chosen = random.Random(seed).sample(fresh, min(count, len(fresh)))
    return [folder / f"{name}{_ENDING}" for name in chosen]


def read_connections(talk: str, document: VideoDocument) -> Iterator[Stated]:
    names = {entity.key: entity.name for entity in document.entities}
    for r in document.relationships:
        if r.type != CO_MENTION:
            past = all(evidence.past for evidence in r.evidence)
            first = next(evidence for evidence in r.evidence if evidence.past == past)
            speaker = document.segments[first.segment].speaker
            yield Stated(
                talk=talk,
                source=names[r.source],
                type=r.type,
                target=names[r.target],
                label=first.label,
                past=past,
                speaker=speaker,
                quote=first.quote,
            )


def hours(transcript: Transcript) -> float:
    return sum(segment.end_seconds - segment.start_seconds for segment in transcript.segments) / 3600


def count_verdicts(path: Path) -> str:
    """Of each reader of a rated file, in their order, how many connections were right, doubtful and wrong."""
    rated = [json.loads(line)["verdicts"] for line in path.read_text(encoding="utf-8").splitlines()]
    if strange := {verdict for verdicts in rated for verdict in verdicts}.difference(VERDICTS):
        raise SystemExit(f"{path}: verdicts are {', '.join(VERDICTS)}, not {', '.join(map(repr, strange))}")
    readers = [Counter(verdicts) for verdicts in zip(*rated, strict=True)]
    numbers = [f"{', '.join(str(one[verdict]) for one in readers)} {verdict}" for verdict in VERDICTS]
    right = ", ".join(f"{one['right'] / len(rated):.2f}" for one in readers)
    doubtful = ", ".join(f"{(one['right'] + one['doubtful']) / len(rated):.2f}" for one in readers)
    return (
        f"{len(rated)} rated by {len(readers)}: {'; '.join(numbers)}; precision {right}; "
        f"with the doubtful ones {doubtful}"
    )


def captioned(transcript: Transcript) -> Transcript:
    """The same words in lower case without punctuation."""
    said = (s.model_copy(update={"text": as_captions(s.text)}) for s in transcript.segments)
    return transcript.model_copy(update={"segments": tuple(said)})


def find_talk(data: Path, talk: str, captions: bool) -> Transcript:
    """The transcript of a talk that lies somewhere under `data`, in the form of captions if asked for."""
    path = next(data.rglob(f"{talk}{_ENDING}"))
    transcript = read_file(path)
    if isinstance(transcript, VideoDocument):
        raise SystemExit(f"{path}: a complete document, not a transcript")
    return captioned(transcript) if captions else transcript


def read_talks(paths: Sequence[Path], captions: bool, extract: Extract) -> tuple[list[Stated], list[float]]:
    """All connections, and how many an hour each talk has."""
    found: list[Stated] = []
    hourly: list[float] = []
    for path in paths:
        transcript = read_file(path)
        if isinstance(transcript, VideoDocument):
            continue
        if captions:
            transcript = captioned(transcript)
        own = list(read_connections(path.name.removesuffix(_ENDING), extract(transcript).document))
        found += own
        hourly.append(len(own) / hours(transcript))
        print(
            f"\n# {path.name.removesuffix(_ENDING)}: {len(own)} in {hours(transcript):.2f} hours", flush=True
        )
        for one in own:
            print(
                f"  {one.source} {one.type} {one.target} [{one.label}]{' (past)' if one.past else ''}\n"
                f"    {one.speaker or '?'}: {one.quote}"
            )
    return found, hourly


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--talks", type=int, default=10, help="out of each folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, help="write so many by chance to --out")
    parser.add_argument("--out", type=Path, default=Path("sample.jsonl"))
    parser.add_argument("--rated", type=Path, help="count the verdicts of a sample")
    parser.add_argument("--fresh", action="store_true", help="no talks that have been rated")
    parser.add_argument("--captions", action="store_true", help="read them as automatic captions have them")
    add_extractor(parser)
    options = parser.parse_args()
    if options.rated:
        print(count_verdicts(options.rated))
        return
    extract, version = chosen(options)
    without = rated_talks() if options.fresh else ()
    paths = [
        path
        for folder in options.folders
        for path in choose_talks(folder, options.talks, options.seed, without)
    ]
    if not paths:
        parser.error("give folders with *.transcript.json files")
    found, hourly = read_talks(paths, options.captions, extract)
    types = ", ".join(f"{name} {n}" for name, n in Counter(one.type for one in found).most_common())
    print(f"\n{version}: {len(found)} typed connections in {len(hourly)} talks ({types})")
    print(
        f"an hour: median {statistics.median(hourly):.1f}, lowest {min(hourly):.1f}, highest {max(hourly):.1f}"
    )
    if options.sample:
        drawn = random.Random(options.seed).sample(found, min(options.sample, len(found)))
        lines = [json.dumps(asdict(one), ensure_ascii=False) for one in drawn]
        options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
