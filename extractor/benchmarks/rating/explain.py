"""Explains which connections sentences give, and why: `python -m extractor.benchmarks.rating.explain FILE [WORDS…]`.

Of every sentence of a talk that holds one of the words (of all that state something, without words): the entities in it, each with its kind and
whether it is on the map, how the parser reads it, and what is stated, however sure, and by which rule; what has a `-` in front is left out of the graph for being less
sure than `sureness.LEAST`.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.domain.document import Transcript, VideoDocument
from service.transcripts import read_file
from videograph_extractor.reading import read_talk
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement
from videograph_extractor.statement.sureness import LEAST
from videograph_extractor.text.speech import Sentence
from videograph_extractor.text.weights import read_weights


def explain(talk: Transcript, words: Sequence[str]) -> Iterator[str]:
    """One line for each sentence, entity, word and statement, in the order of the talk."""
    reading = read_talk(talk)
    said = Said(reading.passages, reading.sentences, reading.found)
    on_map = {id(thing) for thing in reading.things}
    stated: dict[int, list[Statement]] = {}
    for statement in reading.stated:
        stated.setdefault(statement.sentence.index, []).append(statement)
    for sentence in reading.sentences:
        found = stated.get(sentence.index, [])
        if any(word in sentence.text for word in words) if words else found:
            yield f"\n{sentence.passage.speaker or 'somebody'}: {sentence.text}"
            for start, end, thing in said.in_sentence[sentence.index]:
                place = "on the map" if id(thing) in on_map else "not on the map"
                yield f"  {sentence.passage.doc[start:end].text}: {thing.kind} {thing.name}, {place}"
            yield f"  {_parse(sentence)}"
            yield from map(_line, found)


def _parse(sentence: Sentence) -> str:
    return " ".join(f"{t.text}/{t.pos_}/{t.dep_}→{t.head.text}" for t in sentence.span if not t.is_space)


def _line(statement: Statement) -> str:
    sure = read_weights("sureness").sureness(statement.traits)
    sign = "+" if sure >= LEAST else "-"
    ends = f"{statement.source.name} {statement.type} {statement.target.name}"
    told = f"({statement.label}) {sure:.2f} by {statement.rule}"
    return f"  {sign} {ends} {told}: {', '.join(statement.traits)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("words", nargs="*")
    options = parser.parse_args()
    talk = read_file(options.file)
    if isinstance(talk, VideoDocument):
        raise SystemExit(f"{options.file}: a complete document, not a transcript")
    for line in explain(talk, options.words):
        print(line)


if __name__ == "__main__":
    main()
