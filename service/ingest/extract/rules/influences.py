"""Who moved a voice: "Ann got me into Rust", "Peter taught me everything", "I credit Ann for changing how I work",
"that book really changed my mind"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import is_named
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import types_of
from service.ingest.extract.text.speech import Sentence
from service.ingest.extract.text.stated import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_INFLUENCED = types_of("INFLUENCED:PERSON")
_RELATED = types_of("PERSON>RELATED_TO:NAME,CONCEPT")
_MOVING = frozenset("inspire influence teach mentor convince encourage motivate persuade".split())
_LEADING_IN = {"get": ("into",), "introduce": ("to",), "turn": ("on", "onto")}


def from_influence(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """What one verb says of who or what moved the voice; it is told as a fact."""
    lemma = verb.lemma_.lower()
    if lemma == "credit":
        yield from _credited(said, sentence, verb)
        return
    moved = next(
        (c for c in verb.children if c.dep_ in ("dobj", "dative", "nsubj") and c.lower_ == "me"), None
    )
    into = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in _LEADING_IN.get(lemma, ())]
    voice = said.voice_at(moved) if moved is not None and (into or lemma in _MOVING) else None
    targets = [t for place in into for c in place.children if c.dep_ == "pobj" for t in said.things_at(c)]
    targets = [t for t in targets if t.thing.kind in ("PRODUCT", "CONCEPT")]
    if voice is None or (into and not targets):
        return  # "she introduced me to Peter"
    for source in _movers(said, verb):
        yield from state(sentence, source, _INFLUENCED, voice, f"{verb.lower_} me", (verb.i,))
    for target in targets:
        yield from state(sentence, voice, _RELATED, target, f"{verb.lower_} me {into[0].lower_}", (verb.i,))


def _movers(said: Said, verb: "Token") -> Iterator[End]:
    """The persons and works by name that a verb is said of."""
    for subject in (c for c in verb.children if c.dep_ in SUBJECTS):
        for end in said.things_at(subject):
            if end.token.pos_ != "PRON" and is_named(end.thing) and end.thing.kind in ("PERSON", "PRODUCT"):
                yield end


def _credited(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "I credit Ann for getting me to write": for what was done to or for the voice."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ == "i"), None)
    voice = said.voice_at(subject) if subject is not None else None
    if voice is None or not any(t.lower_ in ("me", "my", "i") and t.i > verb.i for t in verb.subtree):
        return
    for child in (c for c in verb.children if c.dep_ == "dobj"):
        for source in (end for end in said.things_at(child) if end.thing.kind == "PERSON"):
            yield from state(sentence, source, _INFLUENCED, voice, verb.lower_, (verb.i,))
