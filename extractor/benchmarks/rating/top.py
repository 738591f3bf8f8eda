"""The most salient entities of talks, for a reader to rate: `python -m extractor.benchmarks.rating.top FILE... [--count 30] [--excerpt SEED]`.

FILE is any transcript that `videograph ingest` reads. One line an entity: its kind, mentions, name and
other names, and the first words that it is said in. With --excerpt a thousand words in a row, as in the gold, are read instead
of the whole talk; the seed says which.
"""

import argparse
import random
from pathlib import Path

from service.domain.document import SpeakerInfo, Transcript, VideoDocument
from service.transcripts.read import read_file
from videograph_extractor.offline import extract

_AROUND = 40
_WORDS = 1000


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


def cut(talk: Transcript, seed: int) -> Transcript:
    """The segments of about a thousand words, from one on that the seed chooses."""
    sizes = [len(segment.text.split()) for segment in talk.segments]
    last = len(sizes)
    while last > 1 and sum(sizes[last - 1 :]) < _WORDS:
        last -= 1
    first = end = random.Random(seed).randrange(last)
    while end < len(sizes) and sum(sizes[first:end]) < _WORDS:
        end += 1
    segments = talk.segments[first:end]
    labels = dict.fromkeys(segment.speaker for segment in segments if segment.speaker)
    speakers = tuple(SpeakerInfo(label=label) for label in labels)
    return Transcript(video=talk.video, speakers=speakers, segments=segments)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--excerpt", type=int, metavar="SEED", help="read a thousand words only")
    options = parser.parse_args()
    for file in options.files:
        talk = read_file(file)
        if isinstance(talk, Transcript) and options.excerpt is not None:
            talk = cut(talk, options.excerpt)
        document = talk if isinstance(talk, VideoDocument) else extract(talk).document
        print(f"\n## {document.video.title} ({len(document.entities)} entities)")
        print("\n".join(lines(document, options.count)))


if __name__ == "__main__":
    main()
