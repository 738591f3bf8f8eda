"""Finds statements without a verb: authors ("Clean Code by Robert Martin"), employers ("my job at Y"), and languages
("a Go tool called X")."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.things import is_named
from videograph_extractor.rules.copulas import WORKS, WRITTEN
from videograph_extractor.rules.person_relations import from_kin
from videograph_extractor.rules.roles import OWNING, from_person, from_role
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.grammar import objects
from videograph_extractor.statement.naming import called
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement, state
from videograph_extractor.text.patterns import read_patterns, types_of
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORKS_AT, _CREATED = types_of("WORKS_AT"), types_of("CREATED")
_USES = types_of("PRODUCT>USES:PRODUCT")
_PERSONAL = frozenset("book paper blog podcast startup company".split())
_MADE, _OF_COMPANY = types_of("CREATED:PRODUCT FOUNDED:COMPANY"), types_of("WORKS_AT")
_YOURS = frozenset("book podcast blog newsletter course startup company".split())
"""What is somebody's whom "your" addresses for having made it."""
_OWN_WORKS = WORKS | _PERSONAL
_OUR_WORKS = frozenset("library framework tool project app".split())
_MY_WORKS = _OUR_WORKS | _PERSONAL
_NOT_MADE = (
    "parent",
    "sister",
    "favorite",
    "favourite",
    "previous",
    "current",
    "preferred",
    "main",
    "primary",
    "next",
)
STAYS = ("job", "time", "stint", "internship", "role", "career", "position", "work", "tenure")
"""What somebody has at a company while they work there."""
_TALKS = ("talk", "keynote", "presentation", "workshop")
_ATTENDED = types_of("PARTICIPATED_IN:EVENT")


def from_noun(said: Said, sentence: Sentence, noun: "Token") -> Iterator[Statement]:
    """All statements that hang on one noun."""
    lemma = noun.lemma_.lower()
    yield from from_role(said, sentence, noun)
    yield from from_kin(said, sentence, noun)
    yield from _from_deed(said, sentence, noun)
    if lemma in (*STAYS, *_TALKS):
        yield from from_stay(said, sentence, noun)
    if lemma in _OWN_WORKS:
        yield from _from_own_work(said, sentence, noun)
    for end in said.things_at(noun, conjuncts=False):
        if end.thing.kind == "PERSON":
            yield from from_person(said, sentence, end)
        else:
            yield from _from_maker(said, sentence, end)


def _from_own_work(said: Said, sentence: Sentence, work: "Token") -> Iterator[Statement]:
    """ "my book, Y", "Y, Google's framework", "a Go tool called Y"."""
    named = list(called(said, work))
    if work.dep_ == "appos":
        named += (end for end in said.things_at(work.head, conjuncts=False) if end.thing.kind != "PERSON")
    for child in work.children:
        if child.dep_ == "poss" and _is_makers(child, work):
            types = _OF_COMPANY if work.lemma_.lower() == "company" else _MADE  # where one works
            for maker in said.things_at(child, conjuncts=False):
                for target in named:
                    yield from state(sentence, maker, types, target, work.lower_, (work.i,))
        elif child.dep_ in OWNING and work.lemma_.lower() in WRITTEN:
            for language in said.things_at(child, conjuncts=False):
                for source in named if language.thing.name in read_words().languages else ():
                    label = f"{child.lower_} {work.lower_}"
                    yield from state(sentence, source, _USES, language, label, (work.i,))


def _is_makers(owner: "Token", work: "Token") -> bool:
    """Whether what is somebody's is made by them: "my language" is used, and "our company" is worked at."""
    word, lemma = owner.lower_, work.lemma_.lower()
    if any(c.lower_ in _NOT_MADE for c in work.children) or word == "their":
        return False
    if word == "your":
        return lemma in _YOURS
    if word == "our":
        return lemma in _OUR_WORKS
    return lemma in _MY_WORKS if word in ("my", "his", "her") else lemma in _OWN_WORKS


def from_stay(said: Said, sentence: Sentence, stay: "Token") -> Iterator[Statement]:
    """ "my job at Y", "her time at Y"."""
    who = [w for c in stay.children if c.dep_ == "poss" for w in said.things_at(c, conjuncts=False)]
    if stay.lemma_.lower() in _TALKS and stay.head.lower_ == "to":
        return  # "come to my workshop at Y"
    for preposition in (c for c in stay.children if c.dep_ == "prep" and c.lower_ in ("at", "with")):
        for target in objects(said, preposition):
            for source in (end for end in who if end.thing.kind == "PERSON"):
                label = f"{stay.lower_} {preposition.lower_}"
                types = _ATTENDED if stay.lemma_.lower() in _TALKS else _WORKS_AT
                yield from state(sentence, source, types, target, label, (stay.i,))


def _from_deed(said: Said, sentence: Sentence, deed: "Token") -> Iterator[Statement]:
    """ "her proposal for package relay", "Microsoft's acquisition of GitHub"."""
    makers = [m for c in deed.children if c.dep_ == "poss" for m in said.things_at(c, conjuncts=False)]
    for preposition in (c for c in deed.children if c.dep_ == "prep" and makers):
        label = f"{deed.lower_} {preposition.lower_}"
        if types := read_patterns().nominal.get(f"{deed.lemma_.lower()} {preposition.lower_}"):
            for target in objects(said, preposition):
                for maker in makers:
                    yield from state(sentence, maker, types, target, label, (deed.i,))


def _from_maker(said: Said, sentence: Sentence, work: End) -> Iterator[Statement]:
    """ "Clean Code by Robert Martin"; what is "from" somebody need not be made by them."""
    phrase = " " in work.thing.name and work.thing.known
    if work.thing.kind != "PRODUCT" or not (is_named(work.thing) or phrase) or _stands_in_another(work.token):
        return
    for by in (c for c in work.token.children if c.dep_ == "prep" and c.lower_ == "by"):
        for maker in objects(said, by):
            yield from state(sentence, maker, _CREATED, work, "by", (by.i,))


def _stands_in_another(token: "Token") -> bool:
    """ "A blog post on X by Y": what Y made is the post."""
    above = token.head
    return token.dep_ == "pobj" and above.lower_ in ("on", "in", "about") and above.head.pos_ == "NOUN"
