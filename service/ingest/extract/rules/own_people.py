"""Who is one of whose people: "my co-founder, Ann Lee" founded what the voice founded, "our chief product officer, Ann
Lee" works where the voice works, and "my boss, Ann Lee" and "Warren Buffett's business partner, Ann Lee" are somebody's kin.

Whose a company is the talk has told before (`places.py` keeps that); its name stands a few sentences before, and is quoted with it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.rules.beside import is_beside, is_denied
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import Types, read_patterns, types_of
from service.ingest.extract.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_FOUNDERS = ("co-founder", "cofounder", "cofounders")
_HOSTS = ("co-host", "cohost")
_LEADS = types_of("PERSON>LEADS:PRODUCT,EVENT")
_KNOWS = types_of("PERSON>RELATED_TO:PERSON")
_FOUNDED = types_of("FOUNDED CREATED:PRODUCT")
_OWNERS = ("my", "our", "his", "her")
_GREETED = ("here", "joined", "welcome")
"""Words that greet a guest: "we're here with our friend X"."""
_STAFF_TYPES = ("WORKS_AT", "LEADS", "FOUNDED")
_NO_STAFF = frozenset(
    "partner host co-host cohost author co-author lawyer attorney advisor consultant student teacher instructor professor speaker "
    "member owner leader contributor maintainer moderator organizer organiser editor fellow president creator boss chair "
    "librarian educator winner".split()
)
"""Roles that "our" people may have anywhere: "our president" is the country's, "our lawyer" is any company's."""


def from_own_people(said: Said, sentence: Sentence, noun: "Token") -> Iterator[Statement]:
    """All that "my", "our", "his" or somebody's `noun` says of the person named beside it."""
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if not owners or is_denied(noun):
        return
    people = list(_beside(said, noun))
    if not people:
        return
    owner, lemma = owners[0], noun.lemma_.lower()
    relation, types = _says(owner, lemma)
    firm = _own_of(said, owner, relation) if types else None
    if firm is not None:
        for person in (end for end in people if end.thing is not firm.thing):
            yield from state(sentence, person, types, firm, f"{owner.lower_} {noun.lower_}", (noun.i,))
    if owner.lower_ not in ("my", "our") and lemma in read_patterns().kin:
        # "my" and "our" are from_kin's
        for other in said.things_at(owner, conjuncts=False):
            if other.thing.kind == "PERSON":
                for person in people:
                    yield from state(sentence, other, _KNOWS, person, noun.lower_, (noun.i,))


def from_kin(said: Said, sentence: Sentence, noun: "Token") -> Iterator[Statement]:
    """ "My co-host, X", "X, my boss": who one person is to another."""
    lemma = noun.lemma_.lower()
    mine = [c for c in noun.children if c.dep_ == "poss" and c.lower_ in ("my", "our", "your")]
    if lemma not in read_patterns().kin or not mine or noun.tag_ != "NN" or is_denied(noun):
        return
    if lemma == "friend" and any(token.lower_ in _GREETED for token in sentence.span):
        return
    voice = said.who_at(mine[0])
    beside = [c for c in noun.children if c.dep_ == "appos"]
    beside += [noun.head] if noun.dep_ in ("appos", "compound", "nmod") else []
    if noun.dep_ == "attr" and _is_being(noun.head):
        beside += [c for c in noun.head.children if c.dep_ == "nsubj"]
    if voice is None:
        return
    for other in (end for name in beside for end in said.things_at(name, conjuncts=False)):
        if other.thing.kind == "PERSON" and other.token.pos_ != "PRON":
            yield from state(sentence, voice, _KNOWS, other, noun.lower_, (noun.i,))


def from_kin_before(said: Said, sentence: Sentence, mine: "Token", person: End) -> Iterator[Statement]:
    """ "My co-host Ann", which the tagger has as adjectives of Ann."""
    doc, first = mine.doc, person.token.i - len(person.thing.name.split()) + 1
    between = doc[mine.i + 1 : max(first, mine.i + 1)].text.lower().split()
    voice = said.who_at(mine)
    if "friend" in between and any(token.lower_ in _GREETED for token in sentence.span):
        return
    if between and between[-1] in read_patterns().kin and voice is not None:
        yield from state(sentence, voice, _KNOWS, person, between[-1], (mine.i,))


def _beside(said: Said, noun: "Token") -> Iterator[End]:
    """The persons that a noun with its owner names: beside it, or whom it is said of."""
    tokens = [c for c in noun.children if c.dep_ == "appos"]
    tokens += [t for name in tokens for t in name.conjuncts] if noun.tag_ == "NNS" else []
    above = noun.head
    if noun.dep_ in ("appos", "compound", "nmod") and above.pos_ == "PROPN":
        tokens.append(above)
    if noun.dep_ == "attr" and _is_being(above):
        tokens += [c for c in above.children if c.dep_ == "nsubj" and c.i < noun.i]
    if noun.dep_ == "nsubj" and _is_being(above):
        tokens += [c for c in above.children if c.dep_ == "attr" and c.pos_ == "PROPN"]
    for token in tokens:
        for end in said.things_at(token, conjuncts=False):
            named = end.token.pos_ != "PRON" or end.token.lower_ in ("he", "she")
            if (
                end.thing.kind == "PERSON"
                and named
                and (noun.dep_ in ("attr", "nsubj") or is_beside(end.token, noun, owned=True))
            ):
                yield end


def _is_being(verb: "Token") -> bool:
    return verb.lemma_ == "be" and not any(c.dep_ == "neg" for c in verb.children)


def _says(owner: "Token", lemma: str) -> tuple[str, Types]:
    """What it says of a person to be "our" so and so, and what the owner has to do with the same thing."""
    if owner.lower_ not in _OWNERS:
        return "", ()
    if lemma in _FOUNDERS:
        return "FOUNDED", _FOUNDED
    if lemma in _HOSTS:
        return "LEADS", _LEADS
    staff = owner.lower_ == "our" and lemma not in _NO_STAFF
    types = read_patterns().roles.get(lemma, ()) if staff else ()
    return "WORKS_AT", tuple(each for each in types if each[1] in _STAFF_TYPES)


def _own_of(said: Said, owner: "Token", relation: str) -> End | None:
    """The one company or show that an owner founded or hosts, or for which "we" speak."""
    for end in said.things_at(owner, conjuncts=False):
        own = said.own_of(relation, end.thing)
        named = said.named_before(owner, own[0]) if len(own) == 1 else None
        if named is not None:
            return End(own[0], owner, named)
    return None
