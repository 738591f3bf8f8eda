"""Parsed talks with their entities, kept in a folder so that a change of the rules is measured without parsing again.

What is kept is all that `find_statements` works on. It stays valid while only rules and what they use change: after a
change of how words are parsed or entities are found, delete the folder.
"""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.domain.document import Transcript
from videograph_extractor.entity.things import Thing
from videograph_extractor.reading import read_talk
from videograph_extractor.text.language import vocabulary
from videograph_extractor.text.speech import Passage, Sentence, read_sentences


@dataclass(frozen=True)
class Analysis:
    """A talk up to its entities: `found` are all of them, `things` those on the map."""

    passages: list[Passage]
    sentences: list[Sentence]
    found: list[Thing]
    things: list[Thing]


def analyse(talk: Transcript, kept: Path | None) -> Analysis:
    """The analysis of a talk, out of the file `kept` if it is there; otherwise it is written there."""
    if kept is not None and kept.exists():
        return _restore(pickle.loads(kept.read_bytes()))
    reading = read_talk(talk)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.write_bytes(pickle.dumps(_store(reading.passages, reading.found, reading.things)))
        part.rename(kept)
    return Analysis(reading.passages, reading.sentences, reading.found, reading.things)


def _store(passages: Sequence[Passage], found: list[Thing], things: list[Thing]) -> dict[str, Any]:
    rows = [(p.doc.to_bytes(exclude=["tensor"]), p.first, p.starts, p.speaker) for p in passages]
    return {"passages": rows, "found": found, "things": things}


def _restore(stored: dict[str, Any]) -> Analysis:
    from spacy.tokens import Doc

    passages: list[Passage] = []
    for packed, first, starts, speaker in stored["passages"]:
        doc = Doc(vocabulary()).from_bytes(packed)
        passages.append(Passage(doc, first, starts, speaker, passages[-1] if passages else None))
    return Analysis(passages, read_sentences(passages), stored["found"], stored["things"])
