"""Measures an extractor with the gold standard: `python -m extractor.benchmarks.gold_standard.judge [--half judging] [--wrong]
[--extractor llm]`.

Entities: F1 by name or alias and kind, and the share of right ones among a talk's thirty most salient. Connections
(all types but MENTIONED_WITH): precision and recall. Each half apart, as written and as automatic captions have it
(lower case, no punctuation). `--wrong` lists what was wrong and what was missed. `--half fresh` is asked for by name, or left alone.
"""

import argparse
import re

from extractor.benchmarks.chosen import Extract, add_extractor, chosen
from extractor.benchmarks.gold_standard.goldset import (
    Annotation,
    Excerpt,
    has_words,
    read_annotation,
    read_excerpt,
    read_split,
)
from extractor.benchmarks.gold_standard.scoring import Found, Link, Score, score_connections, score_entities
from service.domain.document import SegmentInfo, SpeakerInfo, Transcript, VideoDocument, VideoInfo
from service.domain.model import CO_MENTION

TOP = 30
HELD_BACK = "fresh"
"""Judged only when it is asked for, so that nobody tunes on it by the way."""
_EDGES = re.compile(r"(?<!\w)[^\w\s+#]+|[^\w\s+#]+(?!\w)")
"""Signs at a word's edges. Those inside stay (don't, node.js), and so do the ends of C++ and C#."""


def as_captions(text: str) -> str:
    """The words as automatic captions have them; a dash where nothing else is left."""
    return " ".join(_EDGES.sub(" ", text.lower()).split()) or "-"


def as_transcript(excerpt: Excerpt, captions: bool) -> Transcript:
    labels = dict.fromkeys(turn.speaker for turn in excerpt.segments if turn.speaker)
    return Transcript(
        video=VideoInfo(title=excerpt.title),
        speakers=tuple(SpeakerInfo(label=label) for label in labels),
        segments=tuple(
            SegmentInfo(
                text=as_captions(turn.text) if captions else turn.text,
                start_seconds=turn.start_seconds,
                end_seconds=turn.end_seconds,
                speaker=turn.speaker,
            )
            for turn in excerpt.segments
        ),
    )


def read_found(document: VideoDocument) -> tuple[list[Found], list[Link]]:
    """A document's entities, the most salient first, and its connections without co-mentions."""
    ranked = sorted(document.entities, key=lambda e: -(e.salience or 0))
    names = {e.key: (e.name, *e.aliases) for e in document.entities}
    links = [
        Link(names[r.source], r.type, names[r.target], r.evidence[0].quote)
        for r in document.relationships
        if r.type != CO_MENTION
    ]
    return [Found(names[e.key], e.kind) for e in ranked], links


def print_wrong(excerpt: str, gold: Annotation, found: list[Found], links: list[Link]) -> None:
    entities, connections = score_entities(found, gold.entities), score_connections(links, gold)
    print(f"\n## {excerpt}")
    print(f"right: {', '.join(one.names[0] for one in entities.right)}")
    print(f"passed: {', '.join(one.names[0] for one in entities.free)}")
    for one, why in entities.wrong:
        print(f"  wrong: {one.names[0]} {one.kind} ({why})")
    print(f"  missed: {', '.join(f'{e.name} {e.kind}' for e in entities.missed)}")
    for verdict, some in (("right", connections.right), ("true, not asked for", connections.free)):
        for link in some:
            print(f"  {verdict}: {link.source[0]} {link.type} {link.target[0]}: {link.quote}")
    for link, why in connections.wrong:
        print(f"  wrong ({why}): {link.source[0]} {link.type} {link.target[0]}: {link.quote}")
    for c in connections.missed:
        print(f"  missed: {c.source} {c.type} {c.target}: {c.quote}")


def measure(extract: Extract, excerpts: list[str], captions: bool, wrong: bool) -> str:
    """The cells of one row: sums over the excerpts, so that each item weighs the same."""
    entities, top = score_entities([], ()), score_entities([], ())
    connections = score_connections([], Annotation("", (), ()))
    for excerpt in excerpts:
        gold = read_annotation("final", excerpt)
        found, links = read_found(extract(as_transcript(read_excerpt(excerpt), captions)).document)
        entities.add(score_entities(found, gold.entities))
        top.add(score_entities(found[:TOP], gold.entities))
        connections.add(score_connections(links, gold))
        if wrong:
            print_wrong(excerpt, gold, found, links)
    return " | ".join([*_entity_cells(entities, top), *_connection_cells(connections)])


def _entity_cells[F, G](entities: Score[F, G], top: Score[F, G]) -> list[str]:
    figures = (entities.f1, entities.precision, entities.recall, top.precision)
    return [f"{figure:.2f}" for figure in figures]


def _connection_cells[F, G](score: Score[F, G]) -> list[str]:
    counts = f"{len(score.right)} + {len(score.free)} / {len(score.wrong)} / {len(score.missed)}"
    return [f"{score.precision:.2f}", f"{score.recall:.2f}", counts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=list(read_split()), help="only this part")
    parser.add_argument("--wrong", action="store_true", help="list each wrong and missed item")
    add_extractor(parser)
    options = parser.parse_args()
    extract, version = chosen(options)
    rows = []
    for half, listed in read_split().items():
        if options.half == half or (options.half is None and half != HELD_BACK):
            excerpts = [one for one in listed if has_words(one)]
            if len(excerpts) < len(listed):
                print(
                    f"{half}: {len(listed) - len(excerpts)} of {len(listed)} without words, see gold_words.py"
                )
            for captions in (False, True):
                form = "captions" if captions else "written"
                if options.wrong:
                    print(f"\n# {half}, {form}")
                rows.append(f"| {half} | {form} | {measure(extract, excerpts, captions, options.wrong)} |")
    print(f"\n{version}\n")
    print(
        "| Half | Text | Entities, F1 | precision | recall | precision of the top 30 | Connections, precision "
        "| recall | right + true / wrong / missed |\n|---|---|---|---|---|---|---|---|---|"
    )
    print("\n".join(rows))


if __name__ == "__main__":
    main()
