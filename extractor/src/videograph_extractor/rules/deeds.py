"""Finds further statements of a verb: where and with what something was made, where somebody spoke, what was
invented."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.things import is_named
from videograph_extractor.rules.apposition import is_denied
from videograph_extractor.statement.admissible import is_initials
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.exclusions import is_no_job
from videograph_extractor.statement.grammar import named_at, objects
from videograph_extractor.statement.naming import called
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement, state
from videograph_extractor.text.patterns import read_patterns, types_of
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEDS = (
    "use",
    "run",
    "adopt",
    "build",
    "create",
    "develop",
    "write",
    "release",
    "leverage",
    "deploy",
    "employ",
)
_WORKS_AT, _ATTENDED = types_of("PERSON>WORKS_AT"), types_of("PERSON>PARTICIPATED_IN:EVENT")
_HANDLES = types_of("PERSON,COMPANY>USES:PRODUCT")
_THINGS = frozenset("thing stuff work lot bit bunch number ton development programming coding".split())
"""What is done with a tool, in words that say nothing of it."""
_LEADING = ("lead", "head", "manage", "run", "direct", "join", "build", "start")
_GIVING = ("give", "do", "deliver", "present", "have", "run", "host", "write", "publish", "teach")
_TALKS = frozenset("talk keynote presentation workshop panel booth tutorial".split())
_WORDS = frozenset(
    "talk keynote presentation workshop panel booth book post paper course class article tutorial".split()
)
"""What is given and written: on something, at some event."""
_SPEAKING = frozenset("give deliver present do hold".split())
_SPEECHES = frozenset("talk keynote presentation workshop tutorial lecture speech demo".split())
_UNWANTED = frozenset("enough bad terrible horrible awful".split())


_SAYING_NOTHING = ("have", "do", "make")
"""Deeds that say nothing without what was done."""


def is_language(end: End) -> bool:
    """ "I write Go" is no claim to have made it."""
    return end.thing.name in read_words().languages


def thought_of(said: Said, preposition: "Token") -> Iterator[End]:
    """What one came up with: Y, "the idea of Y"."""
    for noun in (c for c in preposition.children if c.dep_ == "pobj"):
        if noun.lemma_.lower() in ("idea", "concept", "notion", "term", "name"):
            for of in (c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "for")):
                yield from objects(said, of)
            yield from called(said, noun)
        else:
            yield from named_at(said, noun)


def made_with(work: "Token") -> Iterator["Token"]:
    """ "in" and "with" behind what is made: "a model in Y", "some of these models in Y"."""
    for preposition in (c for c in work.children if c.dep_ == "prep"):
        if preposition.lower_ in ("in", "with"):
            yield preposition
        elif preposition.lower_ == "of":
            for whole in (c for c in preposition.children if c.dep_ == "pobj"):
                yield from (c for c in whole.children if c.dep_ == "prep" and c.lower_ == "in")


def from_employer(said: Said, sentence: Sentence, verb: "Token", at: "Token") -> Iterator[Statement]:
    """ "The tools we had at Y", "I built it at Y": where the voice works or worked."""
    selves = [c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in ("i", "we", "you")]
    if (
        at.lower_ != "at"
        or not selves
        or verb.lemma_.lower() not in (*DEEDS, *_LEADING, *_SAYING_NOTHING, "maintain", "oversee")
    ):
        return
    done = [c.lemma_.lower() for c in verb.children if c.dep_ == "dobj"]
    if any(noun in _WORDS or f"{noun} at" in read_patterns().experience for noun in done):
        return  # "we did a keynote at Y", "I did my PhD at Y": from_experience's
    if verb.lemma_ == "have" and verb.tag_ in ("VBP", "VB") and selves[0].lower_ == "i":
        return  # "I have computers at Y"
    if is_no_job(verb, at):
        return
    voice = said.who_at(selves[0])
    for target in objects(said, at) if voice is not None else ():
        if voice is not None and target.thing.kind == "COMPANY" and target.token.head.i == at.i:
            label = "at" if verb.lemma_.lower() in _SAYING_NOTHING else f"{verb.lower_} at"
            yield from state(sentence, voice, _WORKS_AT, target, label, (verb.i,))


def is_to_come(noun: "Token", verb: "Token") -> bool:
    """ "I'm giving a talk at Y": it is still to be given."""
    return (
        noun.lemma_.lower() in _TALKS
        and verb.tag_ == "VBG"
        and any(c.dep_ == "aux" and c.tag_ in ("VBP", "VBZ") for c in verb.children)
    )


def is_unwanted(noun: "Token") -> bool:
    """ "A bad experience with X", "enough experience with X"."""
    return any(c.lower_ in _UNWANTED for c in noun.children)


def from_experience(
    said: Said, sentence: Sentence, verb: "Token", noun: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """ "I did an internship at Y", "she has a degree from Y", "we gave a talk at Y"."""
    if is_denied(noun) or is_unwanted(noun):
        return
    for preposition in (*noun.children, *verb.children):
        types = read_patterns().experience.get(f"{noun.lemma_.lower()} {preposition.lower_}")
        if preposition.dep_ != "prep" or not types or preposition.i < noun.i:
            continue  # "with Y we've built this experience"
        if noun.lemma_.lower() in _WORDS and verb.lemma_.lower() not in _GIVING:
            continue  # who watched a talk need not have been there
        if is_to_come(noun, verb):
            continue
        for target in objects(said, preposition):
            for source in who:
                label = f"{noun.lower_} {preposition.lower_}"
                yield from state(sentence, source, types, target, label, (verb.i, noun.i))


def from_talk(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """ "A talk that I gave at X", "I gave a talk … at X", "I gave an X talk"."""
    if verb.lemma_.lower() not in _SPEAKING or verb.tag_ not in ("VBD", "VBN"):
        return
    talks = [c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in _SPEECHES]
    if verb.dep_ == "relcl" and verb.head.lemma_.lower() in _SPEECHES:
        talks.append(verb.head)
    for talk in talks:
        before = talk.nbor(-1) if talk.i > 0 else talk
        events = list(said.ending_at(before)) if before.head.i == talk.i else []
        for at in (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "at" and c.i > verb.i):
            events += objects(said, at)
        for target in events:
            for source in who:
                yield from state(
                    sentence, source, _ATTENDED, target, f"{verb.lower_} {talk.lower_}", (verb.i,)
                )


def from_handling(
    said: Said, sentence: Sentence, verb: "Token", done: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """ "I did a lot of things with Asterisk", "we do some work in Rust"."""
    if done.lemma_.lower() not in _THINGS or is_denied(done):
        return
    for place in (c for c in (*done.subtree, *verb.children) if c.dep_ == "prep" and c.i > done.i):
        for target in objects(said, place) if place.lower_ in ("with", "in") else ():
            if place.lower_ == "with" or is_language(target):
                for source in who:
                    label = f"{verb.lower_} {done.lower_} {place.lower_}"
                    yield from state(sentence, source, _HANDLES, target, label, (verb.i,))


def is_operated(verb: "Token") -> bool:
    """What is run "on a server" or "in production"."""
    places = [c for c in verb.children if c.dep_ == "prep"]
    return any(c.lower_ == "on" or any(p.lemma_ == "production" for p in c.children) for c in places)


def is_worked_on(target: End) -> bool:
    """ "I work on ephemeral anchors"; "a pull request", "the UI" and "schedulers" are anybody's."""
    if is_initials(target.thing):
        return False
    article = any(c.dep_ in ("det", "poss") for c in target.token.children)
    return is_named(target.thing) or (" " in target.thing.name and not article)
