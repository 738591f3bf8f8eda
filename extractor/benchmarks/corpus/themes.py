"""Measures chapters and topics on talks with human headings and tags; and checks rules for every document.

    python -m extractor.benchmarks.corpus.themes FOLDER [--half tuning|judging] [--twice] [--show] [--extractor llm]

FOLDER holds Podcasting 2.0 transcripts with `.chapters.json` and a `.video.json` (its `tags`) beside them. The
talks of one half (halves.json, decided before tuning) are read, with --twice twice, without the source's chapters and tags:

- chapters: F1 of the starts, met within 30 s; the first, at 0, does not count
- topics: human tags among the first fifteen topics, but for plural, hyphens and a little spelling
- quotes that stand verbatim in their segments, and talks of which two runs give equal bytes
"""

import argparse
import json
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from extractor.benchmarks.chosen import Extract, add_extractor, chosen
from service.domain.document import Transcript, VideoDocument
from service.transcripts import find_files, read_file

HALVES = Path(__file__).parents[1] / "halves.json"
TOLERANCE = 30.0
"""Seconds by which a chapter may miss."""
TOPICS = 15


@dataclass(frozen=True)
class Score:
    """One talk. None if people gave it no headings or no tags."""

    chapters: float | None
    topics: float | None
    quotes: int
    verbatim: int
    equal: bool


def f1(found: int, true: int, hits: int) -> float:
    return 2 * hits / (found + true) if found + true else 0.0


def chapter_hits(found: Sequence[float], true: Sequence[float]) -> int:
    """Boundaries met, each by one other at most."""
    free = list(found)
    hits = 0
    for start in true:
        near = [s for s in free if abs(s - start) <= TOLERANCE]
        if near:
            free.remove(min(near, key=lambda s: abs(s - start)))
            hits += 1
    return hits


def topic_recall(names: Sequence[str], tags: Sequence[str]) -> float:
    def plain(text: str) -> str:
        return " ".join(word.rstrip("s") for word in text.lower().replace("-", " ").split())

    found = [plain(name) for name in names[:TOPICS]]
    return sum(any(fuzz.ratio(plain(tag), name) >= 90 for name in found) for tag in tags) / len(tags)


def read_half(folder: Path, half: str) -> Iterator[tuple[Transcript, list[str]]]:
    """The talks of a half that are in the folder, each with its tags."""
    names = set(json.loads(HALVES.read_text(encoding="utf-8"))[half])
    for path in find_files([folder]):
        name = path.name.removesuffix(".transcript.json")
        if name not in names:
            continue
        transcript = read_file(path)
        sidecar = json.loads(path.with_name(f"{name}.video.json").read_text(encoding="utf-8"))
        if not isinstance(transcript, VideoDocument):
            yield transcript, sidecar.get("tags") or []


def verbatim(document: VideoDocument) -> tuple[int, int]:
    """Quotes, and those of them that stand at their place in the segments, joined by one space."""
    quotes = right = 0
    for relationship in document.relationships:
        for evidence in relationship.evidence:
            size = (evidence.start_offset or 0) + len(evidence.quote)
            text, at = "", evidence.segment
            while len(text) < size and at < len(document.segments):
                text += (" " if text else "") + document.segments[at].text
                at += 1
            quotes += 1
            right += text.startswith(evidence.quote, evidence.start_offset or 0)
    return quotes, right


def judge(
    extract: Extract, transcript: Transcript, tags: Sequence[str], twice: bool
) -> tuple[Score, VideoDocument]:
    bare = transcript.model_copy(update={"chapters": ()})
    document = extract(bare).document
    equal = not twice or extract(bare).document.model_dump_json() == document.model_dump_json()
    first = transcript.segments[0].start_seconds
    found = [c.start_seconds for c in document.chapters if c.start_seconds > first]
    true = [c.start_seconds for c in transcript.chapters if c.start_seconds > first + 1]
    return (
        Score(
            f1(len(found), len(true), chapter_hits(found, true)) if true else None,
            topic_recall([t.name for t in document.topics], tags) if tags else None,
            *verbatim(document),
            equal,
        ),
        document,
    )


def show(document: VideoDocument) -> None:
    print("  summary:", document.summary)
    print("  topics:", ", ".join(f"{topic.name} {len(topic.segments)}" for topic in document.topics))
    for chapter in document.chapters:
        print(f"  {chapter.start_seconds:6.0f} s  {chapter.title}")
    for section in document.sections:
        print("  ##", section.heading)
        for bullet in section.bullets:
            print("    ", bullet.symbol, bullet.text)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("tuning", "judging"), default="judging")
    parser.add_argument("--twice", action="store_true", help="read each talk twice and compare the bytes")
    parser.add_argument("--show", action="store_true", help="print what was found")
    add_extractor(parser)
    options = parser.parse_args()
    extract, _ = chosen(options)
    scores: list[Score] = []
    for transcript, tags in read_half(options.folder, options.half):
        score, document = judge(extract, transcript, tags, options.twice)
        scores.append(score)
        bytes_ = (
            ", equal bytes" if options.twice and score.equal else "" if score.equal else ", UNEQUAL BYTES"
        )
        print(
            f"{transcript.video.title}: chapters {_shown(score.chapters)}, topics {_shown(score.topics)}, "
            f"{score.verbatim} of {score.quotes} quotes verbatim{bytes_}",
            flush=True,
        )
        if options.show:
            show(document)
    chapters = [s.chapters for s in scores if s.chapters is not None]
    topics = [s.topics for s in scores if s.topics is not None]
    print(
        f"{options.half} half: chapters F1 within {TOLERANCE:.0f} s {statistics.fmean(chapters):.3f} on {len(chapters)} talks, "
        f"topics recall@{TOPICS} {statistics.fmean(topics):.3f} on {len(topics)}, quotes verbatim "
        f"{sum(s.verbatim for s in scores)} of {sum(s.quotes for s in scores)}"
        + (f", equal bytes {sum(s.equal for s in scores)} of {len(scores)}" if options.twice else "")
    )


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    main()
