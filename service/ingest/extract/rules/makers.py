"""Who made what, where no verb of making says it by itself: "a paper by A and B called X", "she started X with B", "he led the
development of X", "they did a report, the X Report", "X is another book of his"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import Thing, is_named
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.grammar import named_at, objects
from service.ingest.extract.statement.meant import Span
from service.ingest.extract.statement.naming import called, relative_objects
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement, state, state_each
from service.ingest.extract.text.patterns import read_patterns, types_of
from service.ingest.extract.text.speech import Sentence
from service.ingest.extract.text.tables import read_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CREATED = types_of("PERSON,COMPANY>CREATED:PRODUCT,CONCEPT")
_MADE = types_of("PERSON,COMPANY>FOUNDED:COMPANY PERSON,COMPANY>CREATED:PRODUCT,EVENT,CONCEPT")
_WRITTEN = frozenset(
    "book paper article essay post talk keynote presentation workshop course series podcast report survey study whitepaper "
    "video documentary film movie song album newsletter guide thesis novel".split()
)
"""What somebody gives to read, to hear or to see."""
_BUILT = frozenset(
    "project library framework tool package app application language editor database engine compiler plugin system game service "
    "product platform protocol algorithm model startup company program".split()
)
_CALLED = frozenset("called named titled entitled".split())
_BY = ("by", "from")
_JOINING = (",", "and", "&")
_TOGETHER = frozenset(
    "found cofound co-found start create co-create build launch write co-write develop invent".split()
)
"""What is done with others: "she founded X with A"."""
_HEADING = frozenset("lead spearhead oversee head drive".split())
"""What is done to the development of X by who made it."""
_CREATION = frozenset("creation development invention design founding".split())
_GIVING = frozenset("do give deliver record put make".split())
"""What is done with a talk or a report by who made it, where no verb of making says so."""
_HIS = ("his", "hers", "mine")
_MOST = 12
"""Words that the names of those who made something may have."""


def from_making(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """All that one verb says of makers besides who does it."""
    lemma = verb.lemma_.lower()
    direct = [c for c in verb.children if c.dep_ == "dobj"]
    if lemma in _TOGETHER:
        yield from _from_fellows(said, sentence, verb, direct)
    if lemma in _HEADING:
        for noun in (c for c in direct if c.lemma_.lower() in _CREATION):
            for of in (c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"):
                for target in (end for end in objects(said, of) if is_named(end.thing)):
                    label = f"{verb.lower_} {noun.lower_} of"
                    yield from state_each(sentence, who, _MADE, target, label, verb)
    particles = {c.lower_ for c in verb.children if c.dep_ == "prt"}
    for noun in direct:
        written = lemma in _GIVING and noun.lemma_.lower() in _WRITTEN
        targets = list(called(said, noun)) if written else []
        if lemma in ("put", "roll") and "out" in particles:
            targets = list(named_at(said, noun))
        for target in (end for end in targets if is_named(end.thing)):
            yield from state_each(sentence, who, _CREATED, target, f"{verb.lower_} {noun.lower_}", verb)
    if lemma == "come" and "out" in particles:
        for preposition in (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "with"):
            for target in (end for end in objects(said, preposition) if end.thing.kind == "PRODUCT"):
                yield from state_each(sentence, who, _CREATED, target, "came out with", verb)


def _from_fellows(
    said: Said, sentence: Sentence, verb: "Token", direct: Sequence["Token"]
) -> Iterator[Statement]:
    """ "She founded X with A and B", "X, which he started with his co-founders, A and B"."""
    works = [end for noun in direct for end in named_at(said, noun)] or list(relative_objects(said, verb))
    works = [end for end in works if is_named(end.thing) and end.thing.name not in read_words().languages]
    types = read_patterns().verbs.get(verb.lemma_.lower(), _MADE)
    for place in (c for word in (verb, *direct) for c in word.children):
        if place.dep_ != "prep" or place.lower_ != "with" or place.i < verb.i:
            continue
        for other in {id(end.thing): end for end in objects(said, place)}.values():
            named = other.thing.kind == "PERSON" and other.token.pos_ != "PRON"
            for work in works if named else ():
                yield from state(sentence, other, types, work, f"{verb.lower_} with", (verb.i,))


def from_work_of(
    said: Said, sentence: Sentence, verb: "Token", noun: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """ "X is another great book of his"."""
    if noun.lemma_.lower() not in _WRITTEN | _BUILT:
        return
    for of in (c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"):
        for pronoun in (c for c in of.children if c.dep_ == "pobj" and c.lower_ in _HIS):
            if pronoun.lower_ == "mine":
                voice = said.voice_at(pronoun)
                makers = [] if voice is None else [voice]
            else:
                makers = list(said.things_at(pronoun, conjuncts=False))
            for maker in makers:
                for work in (end for end in who if is_named(end.thing)):
                    yield from state(sentence, maker, _CREATED, work, f"{noun.lower_} of", (verb.i, noun.i))


def from_credit(sentence: Sentence, spans: Sequence[Span]) -> Iterator[Statement]:
    """ "A great book by A and B called X", by words in a row; `spans` are the entities of the sentence."""
    doc, ends = sentence.passage.doc, {end: (start, thing) for start, end, thing in spans}
    for start, end, thing in spans:
        place = start - 1
        while place > sentence.span.start and doc[place].lower_ in ("the", ",", "a"):
            place -= 1
        if place <= sentence.span.start or doc[place].lower_ not in _CALLED or not is_named(thing):
            continue
        work = End(thing, doc[start:end].root, first=start)
        for maker, noun in _credited(doc, ends, place, sentence.span.start):
            yield from state(sentence, maker, _MADE, work, f"{noun.lower_} by", (noun.i,))


def _credited(
    doc: "Doc", ends: dict[int, tuple[int, Thing]], place: int, first: int
) -> Iterator[tuple[End, "Token"]]:
    """The names before `place`, back to the "by" behind a word for a work."""
    makers: list[End] = []
    stop = place - _MOST
    while place > max(first + 1, stop):
        if place in ends:
            begin, maker = ends[place]
            if maker.kind not in ("PERSON", "COMPANY"):
                return
            makers.append(End(maker, doc[begin:place].root, first=begin))
            place = begin
        elif doc[place - 1].lower_ in _JOINING:
            place -= 1
        else:
            break
    noun = doc[place - 2]
    if doc[place - 1].lower_ in _BY and noun.lemma_.lower() in _WRITTEN | _BUILT:
        yield from ((maker, noun) for maker in makers)
