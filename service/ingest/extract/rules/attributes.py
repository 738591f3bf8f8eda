"""Statements without a verb: what is somebody's ("Google's TensorFlow"), where somebody is ("my job at Y", "we at Y"),
what is an example of what ("languages such as Go"), and what is made in which language ("a Go tool called X")."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import is_named
from service.ingest.extract.rules.classes import from_kind
from service.ingest.extract.rules.copulas import WORKS, WRITTEN
from service.ingest.extract.rules.own_people import from_kin
from service.ingest.extract.rules.posts import from_post
from service.ingest.extract.rules.roles import OWNING, from_person, from_role, from_sort
from service.ingest.extract.rules.works import YOURS, types_of_own
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.grammar import STAFF, company_of, objects
from service.ingest.extract.statement.labels import ONE_OF
from service.ingest.extract.statement.naming import called
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import read_patterns, types_of
from service.ingest.extract.text.speech import Sentence
from service.ingest.extract.text.tables import read_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORKS_AT, _CREATED, _PART_OF = types_of("WORKS_AT"), types_of("CREATED"), types_of("PART_OF")
_USES = types_of("PRODUCT>USES:PRODUCT")
_PERSONAL = frozenset("book paper blog podcast startup company".split())
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
_REACHED = ("find", "reach", "contact", "follow", "email", "hit", "join", "visit")
_BESIDE = 2
"""Tokens from "at" to the name: in "we at Changelog use Fly" the parser takes all that follows for one noun."""
_DEVISED = frozenset(
    "proposal algorithm scheme protocol paper idea design construction theorem law spec specification format bip "
    "library framework language attack trick".split()
)
"""What is said to be somebody's for having been thought of by them."""
_SELVES = ("we", "us", "here")
_ANYBODY = ("people", "folks", "guys", "everyone", "everybody", "crowd", "audience", "attendees", "friends")
""" "The incredible people here at Y" are who is there, and not of necessity the voice's colleagues."""


def from_noun(said: Said, sentence: Sentence, noun: "Token") -> Iterator[Statement]:
    """All statements that hang on one noun."""
    lemma = noun.lemma_.lower()
    yield from from_role(said, sentence, noun)
    yield from from_sort(said, sentence, noun)
    yield from from_kind(said, sentence, noun)
    yield from from_kin(said, sentence, noun)
    yield from from_post(said, sentence, noun)
    yield from _from_deed(said, sentence, noun)
    if lemma in (*STAYS, *_TALKS):
        yield from from_stay(said, sentence, noun)
    if lemma in _OWN_WORKS:
        yield from _from_own_work(said, sentence, noun)
    for end in said.things_at(noun, conjuncts=False):
        if end.thing.kind == "PERSON":
            yield from from_person(said, sentence, end)
        else:
            yield from _from_owner(said, sentence, end)
        if end.thing.kind == "CONCEPT":
            yield from _from_examples(said, sentence, end)


def _from_own_work(said: Said, sentence: Sentence, work: "Token") -> Iterator[Statement]:
    """ "my book, Y", "Y, Google's framework", "a Go tool called Y"."""
    named = list(called(said, work))
    if work.dep_ == "appos":
        named += (end for end in said.things_at(work.head, conjuncts=False) if end.thing.kind != "PERSON")
    for child in work.children:
        if child.dep_ == "poss" and _is_makers(child, work):
            for maker in said.things_at(child, conjuncts=False):
                for target in named:
                    yield from state(sentence, maker, types_of_own(work), target, work.lower_, (work.i,))
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
        return lemma in YOURS
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


def from_self(said: Said, sentence: Sentence, word: "Token") -> Iterator[Statement]:
    """ "here at Y", "for us at Y": said by who works there."""
    behind = word.nbor(1) if word.i + 1 < len(word.doc) else word
    if word.head.lemma_.lower() in _REACHED:
        return  # "find us at Y"
    if word.lower_ not in _SELVES or behind.lower_ not in ("at", "over", "here"):
        return
    ours = any(token.lower_ == "we" for token in word.doc[sentence.span.start : word.i])
    if word.lower_ == "here" and not ours and word.i > 0 and word.nbor(-1).lower_ in _ANYBODY:
        return
    at = behind.nbor(1) if behind.lower_ != "at" and behind.i + 1 < len(behind.doc) else behind
    for target in objects(said, at) if at.lower_ == "at" else ():
        named = not any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in target.token.children)
        beside = named and target.token.head.i == at.i and target.token.i - at.i <= _BESIDE
        source = said.voice_at(word) if beside else None
        if source is not None and source.thing.kind == "PERSON" and target.thing.kind == "COMPANY":
            label = word.doc[word.i : at.i + 1].text.lower()
            yield from state(sentence, source, _WORKS_AT, target, label, (word.i,))


def _from_deed(said: Said, sentence: Sentence, deed: "Token") -> Iterator[Statement]:
    """ "her proposal for package relay", "Microsoft's acquisition of GitHub"."""
    makers = [m for c in deed.children if c.dep_ == "poss" for m in said.things_at(c, conjuncts=False)]
    for preposition in (c for c in deed.children if c.dep_ == "prep" and makers):
        label = f"{deed.lower_} {preposition.lower_}"
        if types := read_patterns().nominal.get(f"{deed.lemma_.lower()} {preposition.lower_}"):
            for target in objects(said, preposition):
                for maker in makers:
                    yield from state(sentence, maker, types, target, label, (deed.i,))


def _from_owner(said: Said, sentence: Sentence, thing: End) -> Iterator[Statement]:
    """ "Google's TensorFlow", "Clean Code by Robert Martin", "GPT-2 from OpenAI", "… from the OpenAI folks"."""
    devised = thing.token.lemma_.lower() in _DEVISED
    phrase = " " in thing.thing.name and thing.thing.known
    if thing.thing.kind == "COMPANY":
        for child in thing.token.children:
            if child.dep_ == "poss" and any(c.tag_ == "POS" for c in child.children):
                for owner in (o for o in said.things_at(child, conjuncts=False) if o.thing.kind == "COMPANY"):
                    yield from state(sentence, thing, _PART_OF, owner, "'s", (child.i,))
    if thing.thing.kind not in ("PRODUCT", "CONCEPT") or not (is_named(thing.thing) or devised or phrase):
        return
    for child in thing.token.children:
        if _stands_in_another(thing.token) and child.dep_ == "prep":
            continue
        if child.dep_ == "prep" and child.lower_ in ("by", "from") and thing.thing.kind == "PRODUCT":
            staff = [c for c in child.children if c.dep_ == "pobj" and c.lemma_.lower() in STAFF]
            for maker in [*objects(said, child)] or [end for noun in staff for end in company_of(said, noun)]:
                if child.lower_ == "by" or maker.thing.kind == "COMPANY":
                    yield from state(sentence, maker, _CREATED, thing, child.lower_, (child.i,))
        if child.dep_ == "poss" and any(c.tag_ == "POS" for c in child.children):
            for owner in said.things_at(child, conjuncts=False):
                # "Ben's Substack" is where he writes, "Elastic's IPO" is nothing made
                made = thing.thing.kind == "PRODUCT" and owner.thing.kind == "COMPANY"
                own = owner.token.tag_ in ("NNP", "NNPS", "NN") and owner.thing.kind in ("PERSON", "COMPANY")
                if own and (devised or (made and is_named(thing.thing))):
                    yield from state(sentence, owner, _CREATED, thing, "'s", (child.i,))


def _stands_in_another(token: "Token") -> bool:
    """ "A blog post on X by Y": what Y made is the post."""
    above = token.head
    return token.dep_ == "pobj" and above.lower_ in ("on", "in", "about") and above.head.pos_ == "NOUN"


def _from_examples(said: Said, sentence: Sentence, concept: End) -> Iterator[Statement]:
    """ "signature schemes such as MuSig2", "static site generators like Hugo"."""
    for child in concept.token.children:
        such = child.lower_ == "as" and any(c.lower_ == "such" for c in child.children)
        one = any(c.dep_ == "det" and c.lower_ == "a" for c in concept.token.children)
        like = child.lower_ == "like" and (concept.token.tag_ == "NNS" or one)
        if child.dep_ == "prep" and (such or like):
            for part in objects(said, child):
                named = is_named(part.thing) and part.thing.kind == "PRODUCT"
                if part.thing.kind not in ("PERSON", "COMPANY") and (such or named):
                    yield from state(sentence, part, _PART_OF, concept, ONE_OF, (child.i,))
