"""How things stand to each other by "is", "became" and words for rivals: "X is an official Y project", "the technology
underneath X is Y", "on top of Y we've got X", "X became Y", "my talk is called X", "alternatives to X like Y"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import is_named
from service.ingest.extract.rules.beside import is_denied
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.grammar import examples, is_passive, named_at, objects
from service.ingest.extract.statement.naming import CALLING, called
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import read_patterns, types_of
from service.ingest.extract.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_PART_OF, _CREATED = types_of("PRODUCT,EVENT>PART_OF:COMPANY"), types_of("COMPANY>CREATED:PRODUCT")
_USES = types_of("PRODUCT,CONCEPT>USES:PRODUCT,CONCEPT")
_BECAME = types_of("PRODUCT,COMPANY>INFLUENCED:PRODUCT,COMPANY")
_COMPETES = types_of("PRODUCT,COMPANY,CONCEPT>COMPETES_WITH:PRODUCT,COMPANY,CONCEPT")
_BASED_ON = types_of("PRODUCT,CONCEPT>BASED_ON:PRODUCT,CONCEPT")
_MINE = types_of("PERSON>CREATED:PRODUCT,CONCEPT")
_BODIES = ("foundation", "alliance", "consortium", "initiative", "apache", "cncf", "association")
"""Words in the names of bodies that have projects without having made them."""
_STATES = frozenset(
    "official sandbox incubating incubator incubation graduated top-level top level open source side , - &".split()
)
"""Words between a body's name and "project"."""
_TECHNOLOGIES = frozenset(
    "technology tech engine database runtime framework library backend protocol compiler parser renderer".split()
)
_UNDER = ("underneath", "beneath", "under", "behind", "below")
_OF = ("of", "for", "in", "behind")
_RIVALS = frozenset("alternative competitor rival replacement competition".split())
_TO = ("to", "of", "for", "with")
_PLACING = frozenset("have get be build write put create develop make layer implement add".split())
"""Verbs whose object stands "on top of" something; what one runs on something else uses it."""
_GIVEN = frozenset("book talk paper course podcast newsletter blog keynote company startup".split())


def from_standing(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """What a "be" or "become" says of things."""
    attributes = [c for c in verb.children if c.dep_ == "attr" and not is_denied(c)]
    for attribute in attributes:
        yield from _from_project(said, sentence, verb, attribute, who)
        if verb.lemma_ == "become":
            yield from _from_becoming(said, sentence, verb, attribute, who)
    for subject in (c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i and not is_denied(c)):
        yield from _from_underneath(said, sentence, verb, subject, attributes)
        if subject.lemma_.lower() in _RIVALS:
            for rival in (end for attribute in attributes for end in said.things_at(attribute)):
                yield from _from_rival(said, sentence, subject, rival)


def _from_project(
    said: Said, sentence: Sentence, verb: "Token", attribute: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """ "X is now an official Y Foundation project", "X is a Google project"."""
    for project in (t for t in attribute.subtree if t.lower_ == "project"):
        place = project.i - 1
        while place > verb.i and project.doc[place].lower_ in _STATES:
            place -= 1
        for owner in said.ending_at(project.doc[place]):
            if owner.thing.kind != "COMPANY" or owner.token.i <= verb.i:
                continue
            body = any(word in _BODIES for word in owner.thing.name.lower().split())
            for source in (end for end in who if end.thing.kind == "PRODUCT"):
                pair, types = ((source, owner), _PART_OF) if body else ((owner, source), _CREATED)
                yield from state(sentence, pair[0], types, pair[1], "project", (verb.i, project.i))


def _from_becoming(
    said: Said, sentence: Sentence, verb: "Token", attribute: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """ "X, which became Y": Y came of it."""
    bare = not any(c.dep_ in ("det", "amod", "poss", "relcl") for c in attribute.children)
    for target in said.things_at(attribute) if bare and attribute.pos_ == "PROPN" else ():
        for source in (end for end in who if is_named(end.thing)):
            if is_named(target.thing):
                yield from state(sentence, source, _BECAME, target, "became", (verb.i,))


def _from_underneath(
    said: Said, sentence: Sentence, verb: "Token", noun: "Token", attributes: Sequence["Token"]
) -> Iterator[Statement]:
    """ "The technology underneath X is Y", "the underlying engine of X is Y"."""
    if noun.lemma_.lower() not in _TECHNOLOGIES:
        return
    underlying = any(c.lower_ == "underlying" for c in noun.children)
    for place in (c for c in noun.children if c.dep_ == "prep"):
        if place.lower_ not in (_OF if underlying else _UNDER):
            continue
        for whole in (end for end in objects(said, place) if is_named(end.thing)):
            for part in (end for attribute in attributes for end in said.things_at(attribute)):
                label = f"{noun.lower_} {place.lower_}"
                yield from state(sentence, whole, _USES, part, label, (verb.i, noun.i))


def from_rivals(said: Said, sentence: Sentence, noun: "Token") -> Iterator[Statement]:
    """ "Alternatives to X like Y", "X's competitors, such as Y"."""
    if noun.lemma_.lower() not in _RIVALS or is_denied(noun):
        return
    for rival in [*examples(said, noun), *called(said, noun)]:
        yield from _from_rival(said, sentence, noun, rival)


def _from_rival(said: Said, sentence: Sentence, noun: "Token", rival: End) -> Iterator[Statement]:
    """The one that a word for rivals is of: "competitors of X", "X's competitors"."""
    others = [
        end for c in noun.children if c.dep_ == "poss" and c.pos_ != "PRON" for end in said.things_at(c)
    ]
    for place in (c for c in noun.children if c.dep_ == "prep" and c.lower_ in _TO):
        others += objects(said, place)
    for other in others:
        if is_named(other.thing) and is_named(rival.thing) and rival.token.pos_ != "PRON":
            first, second = sorted((other, rival), key=lambda end: end.token.i)
            yield from state(sentence, first, _COMPETES, second, noun.lower_, (noun.i,))


def from_named_sort(said: Said, sentence: Sentence, noun: "Token") -> Iterator[Statement]:
    """ "A version of Y called X"."""
    for of in (c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"):
        types = read_patterns().nouns.get(f"{noun.lemma_.lower()} of", ())
        if not types or types[0][1] not in ("PART_OF", "BASED_ON") or is_denied(noun):
            continue
        for name in (end for end in called(said, noun) if end.token.dep_ != "appos" and is_named(end.thing)):
            for whole in objects(said, of):
                yield from state(sentence, name, types, whole, f"{noun.lower_} of", (noun.i,))


def from_title(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "My talk last year was called X"."""
    if verb.lemma_.lower() not in CALLING or not is_passive(verb):
        return
    for work in (c for c in verb.children if c.dep_ == "nsubjpass" and c.lemma_.lower() in _GIVEN):
        for owner in (c for c in work.children if c.dep_ == "poss"):
            if owner.lower_ in ("our", "your"):
                continue
            if owner.lower_ == "my":
                voice = said.voice_at(owner)
                makers = [] if voice is None else [voice]
            else:
                makers = list(said.things_at(owner, conjuncts=False))
            for name in (c for c in verb.children if c.dep_ in ("oprd", "attr", "dobj")):
                for target in said.things_at(name, conjuncts=False):
                    for maker in makers:
                        yield from state(sentence, maker, _MINE, target, f"{work.lower_} called", (verb.i,))


def from_top(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "On top of Y we've got X", "on top of Y there are things like X", "they built X on top of Y"."""
    if verb.lemma_.lower() not in _PLACING:
        return
    if verb.lemma_ == "be" and not any(c.dep_ == "expl" for c in verb.children):
        return
    nouns = [c for c in verb.children if c.dep_ in ("dobj", "attr")]
    for on in (
        c for place in (verb, *nouns) for c in place.children if c.dep_ == "prep" and c.lower_ == "on"
    ):
        if not any(c.lower_ == "top" for c in on.children):
            continue
        placed = [end for noun in nouns for end in named_at(said, noun)]
        placed = placed or [end for noun in nouns for end in examples(said, noun)]
        for base in (end for end in objects(said, on) if end.token.pos_ != "PRON"):
            for end in placed:
                if is_named(end.thing) and end.token.pos_ != "PRON":
                    yield from state(sentence, end, _BASED_ON, base, "on top of", (verb.i,))
