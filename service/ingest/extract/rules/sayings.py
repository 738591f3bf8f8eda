"""What persons by name said, wrote and did about things: "Greg described CoinJoin", "Ann wrote about covenants"; and at
which events: "the talk that she gave at PyCon", "he came to PyCon"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import is_named
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.grammar import objects
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import types_of
from service.ingest.extract.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATED = types_of("PERSON>RELATED_TO:PRODUCT,CONCEPT")
_ATTENDED = types_of("PERSON>PARTICIPATED_IN:EVENT")
_TREATING = frozenset("describe explain analyze analyse document demonstrate discuss".split())
_ABOUT = frozenset("post tweet present blog write lecture teach".split())
_OFTEN = ("talk", "speak")
"""What somebody "talks about" is theirs; what they once talked about may be anything."""
_GIVING = frozenset("give deliver present do hold".split())
_TALKS = frozenset("talk keynote presentation workshop tutorial lecture speech demo".split())
_VOICES = ("i", "we", "you", "they", "it", "us")


def from_saying(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """What one verb says, told as a fact."""
    lemma = verb.lemma_.lower()
    people = [end for end in who if end.thing.kind == "PERSON"]
    others = [end for end in people if end.token.lower_ not in _VOICES]
    # "Ann talks to Bob about X": that may be all about anything
    chat = any(c.dep_ == "prep" and c.lower_ in ("to", "with") for c in verb.children)
    often = lemma in _OFTEN and verb.tag_ == "VBZ" and not chat
    if verb.tag_ in ("VBD", "VBZ", "VBN", "VBG"):
        targets = [
            t
            for c in verb.children
            if (c.dep_ == "dobj" and lemma in _TREATING)
            or (c.dep_ == "prep" and c.lower_ == "about" and (lemma in _ABOUT or often))
            for t in (objects(said, c) if c.dep_ == "prep" else said.things_at(c))
        ]
        for target in (t for t in targets if _is_told_of(t)):
            for source in others:
                yield from state(sentence, source, _RELATED, target, verb.lower_, (verb.i,))
    yield from _visited(said, sentence, verb, people)
    yield from _given(said, sentence, verb, people)


def _is_told_of(target: End) -> bool:
    name = is_named(target.thing) or target.thing.known or " " in target.thing.name
    return name and target.token.pos_ != "PRON"


def _visited(said: Said, sentence: Sentence, verb: "Token", people: Sequence[End]) -> Iterator[Statement]:
    """ "I've been to X", "he came to X"."""
    been = verb.lower_ == "been" or (verb.lemma_.lower() == "come" and verb.tag_ in ("VBD", "VBN"))
    for to in (c for c in verb.children if been and c.dep_ == "prep" and c.lower_ == "to"):
        for target in objects(said, to):
            for source in people:
                yield from state(sentence, source, _ATTENDED, target, f"{verb.lower_} to", (verb.i,))


def _given(said: Said, sentence: Sentence, verb: "Token", people: Sequence[End]) -> Iterator[Statement]:
    """ "A talk that I gave at X", "I gave a talk … at X", "I gave an X talk"."""
    if verb.lemma_.lower() not in _GIVING or verb.tag_ not in ("VBD", "VBN"):
        return
    talks = [c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in _TALKS]
    if verb.dep_ == "relcl" and verb.head.lemma_.lower() in _TALKS:
        talks.append(verb.head)
    for talk in talks:
        before = talk.nbor(-1) if talk.i > 0 else talk
        events = list(said.ending_at(before)) if before.head.i == talk.i else []
        for at in (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "at" and c.i > verb.i):
            events += objects(said, at)
        for target in events:
            for source in people:
                yield from state(
                    sentence, source, _ATTENDED, target, f"{verb.lower_} {talk.lower_}", (verb.i,)
                )
