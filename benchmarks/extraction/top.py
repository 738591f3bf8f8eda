"""The most salient entities of whole talks, for a reader to rate: `python -m benchmarks.extraction.top FILE... [--count 30]`.

FILE is any transcript that `videograph import` reads. One line an entity: its kind, mentions, name and
other names, and the first words that it is said in.
"""

import argparse
from pathlib import Path

from service.ingest.document import VideoDocument
from service.ingest.extract.offline import extract
from service.ingest.formats.read import read_file

_AROUND = 40


def lines(document: VideoDocument, count: int) -> list[str]:
    ranked = sorted(document.entities, key=lambda e: -(e.salience or 0))[:count]
    found: list[str] = []
    for entity in ranked:
        words = "(a voice)"
        if entity.mentions:
            mention = entity.mentions[0]
            text = document.segments[mention.segment].text
            start, end = mention.start_offset or 0, mention.end_offset or 0
            words = f"{text[max(0, start - _AROUND) : start]}[{text[start:end]}]{text[end : end + _AROUND]}"
        names = " = ".join((entity.name, *entity.aliases[:3]))
        found.append(f"{entity.kind:8} {len(entity.mentions):4}  {names}  | {words}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=30)
    options = parser.parse_args()
    for file in options.files:
        talk = read_file(file)
        document = talk if isinstance(talk, VideoDocument) else extract(talk).document
        print(f"\n## {document.video.title} ({len(document.entities)} entities)")
        print("\n".join(lines(document, options.count)))


if __name__ == "__main__":
    main()
