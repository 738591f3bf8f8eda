"""How good the offline extraction is, measured on talks with human chapters and tags.

    python benchmarks/extraction/measure.py FOLDER-OR-FILE… [--gold DOCUMENT.json] [--show]

Files are Podcasting 2.0 transcripts with `.chapters.json` and a `.video.json` (its `tags`) beside them. The
source's chapters are withheld from the extractor and then compared. With --gold, a VideoDocument's own words are
read again and its entities and typed connections looked for.
"""

import argparse
import json
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz

from service.graph.model import CO_MENTION
from service.graph.text import normalise_name
from service.ingest.document import Transcript, VideoDocument
from service.ingest.extract.offline import extract
from service.ingest.formats import find_files, read_file

TOLERANCE = 30.0
"""Seconds by which a chapter may miss."""


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
    """Human tags that are among the first fifteen topics, but for plural, hyphens and a little spelling."""

    def plain(text: str) -> str:
        return " ".join(word.rstrip("s") for word in text.lower().replace("-", " ").split())

    found = [plain(name) for name in names[:15]]
    return sum(any(fuzz.ratio(plain(tag), name) >= 90 for name in found) for tag in tags) / len(tags)


def show(document: VideoDocument) -> None:
    names = {entity.key: entity.name for entity in document.entities}
    print("  summary:", document.summary)
    for chapter in document.chapters:
        print(f"  {chapter.start_seconds:6.0f} s  {chapter.title}")
    print("  topics:", ", ".join(f"{topic.name} {len(topic.segments)}" for topic in document.topics))
    for entity in document.entities[:20]:
        print(f"  {entity.salience:.2f} {entity.kind:8} {entity.name} ({len(entity.mentions)})")
    for r in document.relationships:
        if r.type != CO_MENTION:
            for evidence in r.evidence:
                print(f"  {names[r.source]} {r.type} {names[r.target]} [{evidence.label}]: {evidence.quote}")


def compare(gold: VideoDocument) -> None:
    """Entities by name or alias and kind, connections by their ends' names and type."""
    found = extract(
        Transcript(
            video=gold.video,
            speakers=tuple(s.model_copy(update={"person": None}) for s in gold.speakers),
            segments=gold.segments,
        )
    ).document

    def names(document: VideoDocument) -> dict[str, tuple[str, set[str]]]:
        return {
            e.key: (e.kind, {normalise_name(n).rstrip("s") for n in (e.name, *e.aliases)})
            for e in document.entities
        }

    ours, theirs = names(found), names(gold)
    same: dict[str, str] = {}
    for key, (kind, words) in ours.items():
        for other, (gold_kind, gold_words) in theirs.items():
            if kind == gold_kind and words & gold_words:
                same.setdefault(other, key)
    typed = {(r.source, r.type, r.target) for r in found.relationships if r.type != CO_MENTION}
    wanted = {(r.source, r.type, r.target) for r in gold.relationships}
    met = {w for w in wanted if w[0] in same and w[2] in same and (same[w[0]], w[1], same[w[2]]) in typed}
    print(
        f"gold {gold.video.title}: entities {len(same)} of {len(theirs)} ({len(ours)} found), connections {len(met)} of {len(wanted)} ({len(typed)} found)"
    )
    print("  not found:", ", ".join(sorted(set(theirs) - set(same))))
    for source, type_, target in sorted(wanted - met):
        print(f"  not found: {source} {type_} {target}")
    show(found)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--show", action="store_true", help="print what was found")
    options = parser.parse_args()
    if options.gold:
        compare(VideoDocument.model_validate_json(options.gold.read_text(encoding="utf-8")))
    scores: list[tuple[float, float, float]] = []
    for path in find_files(options.paths) if options.paths else []:
        transcript = read_file(path)
        if isinstance(transcript, VideoDocument):
            continue
        true = [c.start_seconds for c in transcript.chapters]
        began = time.process_time()
        document = extract(transcript.model_copy(update={"chapters": ()})).document
        seconds = time.process_time() - began
        first = transcript.segments[0].start_seconds
        found = [c.start_seconds for c in document.chapters if c.start_seconds > first]
        true = [s for s in true if s > first + 1]
        chapters = f1(len(found), len(true), chapter_hits(found, true)) if true else float("nan")
        sidecar = path.with_name(path.name.replace(".transcript.json", ".video.json"))
        tags = json.loads(sidecar.read_text(encoding="utf-8")).get("tags") if sidecar.exists() else None
        recall = topic_recall([t.name for t in document.topics], tags) if tags else float("nan")
        scores.append((chapters, recall, seconds))
        print(
            f"{path.name.split('.')[0]}: chapters F1 {chapters:.2f}, topics recall {recall:.2f}, {len(document.entities)} entities, {len(document.relationships)} connections, {seconds:.1f} s CPU",
            flush=True,
        )
        if options.show:
            show(document)
    if scores:
        chapters, recall = ([s[i] for s in scores if s[i] == s[i]] for i in (0, 1))
        print(
            f"mean of {len(scores)}: chapters F1 {statistics.fmean(chapters or [0]):.3f}, topics recall {statistics.fmean(recall or [0]):.3f}, {statistics.fmean(s[2] for s in scores):.1f} s CPU"
        )


if __name__ == "__main__":
    main()
