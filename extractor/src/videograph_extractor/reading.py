"""The first stages, up to all statements, from which later stages select."""

from dataclasses import dataclass

from service.domain.document import Transcript
from service.extractors.progress import tell
from videograph_extractor.connections import find_statements
from videograph_extractor.entity.entities import find_things
from videograph_extractor.entity.names.without_capitals import with_small_beginnings
from videograph_extractor.entity.people.only_voice import with_voice
from videograph_extractor.entity.salience import center_of, rank_things
from videograph_extractor.entity.things import Thing
from videograph_extractor.outline.chapters import Stretch, find_stretches
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement
from videograph_extractor.text.adverts import without_adverts
from videograph_extractor.text.phrases import Term, find_terms
from videograph_extractor.text.speech import Passage, Sentence, read_passages, read_sentences


@dataclass(frozen=True)
class Reading:
    """`found`: all entities, `things` the salient ones, best first; `stated`: all statements about `found`, however sure.
    `transcript` is the one that was read, with its one voice if it has no other; `quiet` is the same without what
    sponsor reads say and without capitals that only begin cues; all else is of that."""

    transcript: Transcript
    quiet: Transcript
    passages: list[Passage]
    sentences: list[Sentence]
    stretches: list[Stretch]
    terms: dict[str, Term]
    found: list[Thing]
    things: list[Thing]
    stated: list[Statement]


def read_talk(transcript: Transcript) -> Reading:
    transcript = with_voice(transcript)
    quiet = with_small_beginnings(without_adverts(transcript))
    blank = [not segment.text.strip() for segment in quiet.segments]
    turns = {i for i in range(1, len(blank)) if blank[i] != blank[i - 1]}  # no sentence goes on behind a read
    passages = read_passages(quiet.segments, turns.union(quiet.changes))
    sentences = read_sentences(passages)
    tell("finding chapters", 0.25)
    stretches = find_stretches(quiet, passages)
    tell("finding names", 0.4)
    terms = find_terms(passages)
    found = find_things(quiet, passages, terms)
    center = center_of(quiet.segments, [(s.first, s.end) for s in stretches])
    things = rank_things(quiet, found, center)
    tell("finding connections", 0.6)
    stated = find_statements(Said(passages, sentences, found))
    return Reading(transcript, quiet, passages, sentences, stretches, terms, found, things, stated)
