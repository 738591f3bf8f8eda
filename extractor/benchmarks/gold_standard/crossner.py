"""Entities in written text: `python -m extractor.benchmarks.gold_standard.crossner FILE...`, CoNLL files of CrossNER's AI part.

The file is read as one talk, a segment for each sentence, without the cut to the salient (that needs a real talk). A
mention is right when its words and its kind are. CrossNER's types as kinds: see `KINDS`; places are none of ours and are
left out; what is inside a found or an asked-for `misc` counts neither way, as those are of any kind.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from service.domain.document import SegmentInfo, SpeakerInfo, Transcript, VideoInfo
from videograph_extractor.entity.entities import find_things
from videograph_extractor.text.phrases import find_terms
from videograph_extractor.text.speech import read_passages

KINDS = {
    "researcher": "PERSON",
    "person": "PERSON",
    "organisation": "COMPANY",
    "university": "COMPANY",
    "product": "PRODUCT",
    "programlang": "PRODUCT",
    "conference": "EVENT",
    "algorithm": "CONCEPT",
    "field": "CONCEPT",
    "task": "CONCEPT",
    "metrics": "CONCEPT",
}
_GLUED = frozenset(".,;:!?)'")
_VOICES = ("Speaker 1", "Speaker 2")
"""In turn, so that no two sentences are parsed as one text."""
Span = tuple[int, int, str]


def read_sentences(file: Path) -> Iterator[tuple[str, list[Span]]]:
    """Text of each sentence, and its spans with CrossNER's type."""
    for block in file.read_text(encoding="utf-8").strip().split("\n\n"):
        text = ""
        spans: list[Span] = []
        for line in block.splitlines():
            token, tag = line.split("\t")
            text += ("" if not text or token in _GLUED else " ") + token
            start = len(text) - len(token)
            if tag.startswith("B-"):
                spans.append((start, len(text), tag[2:]))
            elif tag.startswith("I-") and spans:
                spans[-1] = (spans[-1][0], len(text), spans[-1][2])
        yield text, spans


def count(file: Path) -> Counter[str]:
    sentences = list(read_sentences(file))
    segments = [
        SegmentInfo(text=text, start_seconds=i, end_seconds=i + 1, speaker=_VOICES[i % 2])
        for i, (text, _) in enumerate(sentences)
    ]
    speakers = tuple(SpeakerInfo(label=label) for label in _VOICES)
    transcript = Transcript(video=VideoInfo(title=file.stem), speakers=speakers, segments=tuple(segments))
    passages = read_passages(transcript.segments)
    found: list[set[Span]] = [set() for _ in sentences]
    for thing in find_things(transcript, passages, find_terms(passages)):
        for mention in thing.mentions:
            found[mention.segment].add((mention.start, mention.end, str(thing.kind)))
    counts: Counter[str] = Counter()
    for (_, spans), ours in zip(sentences, found, strict=True):
        asked = {(start, end, KINDS[type_]) for start, end, type_ in spans if type_ in KINDS}
        free = [(start, end) for start, end, type_ in spans if type_ == "misc"]
        ours = {s for s in ours if s in asked or not any(s[0] < end and start < s[1] for start, end in free)}
        counts["right"] += len(ours & asked)
        counts["found"] += len(ours)
        counts["asked"] += len(asked)
        counts["right but for the kind"] += len({s[:2] for s in ours} & {s[:2] for s in asked})
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    for file in parser.parse_args().files:
        counts = count(file)
        precision, recall = counts["right"] / counts["found"], counts["right"] / counts["asked"]
        untyped = 2 * counts["right but for the kind"] / (counts["found"] + counts["asked"])
        f1 = 2 * counts["right"] / (counts["found"] + counts["asked"])
        print(
            f"{file.name}: F1 {f1:.2f}, precision {precision:.2f}, recall {recall:.2f}, without kinds {untyped:.2f}"
        )


if __name__ == "__main__":
    main()
