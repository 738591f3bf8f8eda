"""Who is one of whose people: "my co-founder, Ann Lee" founded what the voice founded, "our chief product officer, Ann
Lee" works where the voice works, and "Warren Buffett's business partner, Ann Lee" has to do with him.

The company is named nowhere near: the talk has told before whose it is (places.py keeps that).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.ends import End
from service.ingest.extract.patterns import Types, read_patterns, types_of
from service.ingest.extract.places import Said
from service.ingest.extract.roles import is_denied
from service.ingest.extract.speech import Sentence
from service.ingest.extract.statements import Statement, state

if TYPE_CHECKING:
    from spacy.tokens import Token

_FOUNDERS = ("co-founder", "cofounder", "cofounders")
_HOSTS = ("co-host", "cohost")
_LEADS = types_of("PERSON>LEADS:PRODUCT,EVENT")
_KNOWS = types_of("PERSON>RELATED_TO:PERSON")
_FOUNDED = types_of("FOUNDED CREATED:PRODUCT")
_SAYING = ("VERB", "AUX", "SCONJ")
_OWNERS = ("my", "our", "his", "her")
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
    for person in people if firm is not None else ():
        if firm is not None and person.thing is not firm.thing:
            yield from state(sentence, person, types, firm, f"{owner.lower_} {noun.lower_}", (noun.i,))
    if owner.lower_ not in ("my", "our") and lemma in read_patterns().kin:
        # "my" and "our" are roles.py's
        for other in said.things_at(owner, conjuncts=False):
            if other.thing.kind == "PERSON":
                for person in people:
                    yield from state(sentence, other, _KNOWS, person, noun.lower_, (noun.i,))


def _beside(said: Said, noun: "Token") -> Iterator[End]:
    """The persons that a noun with its owner names: beside it, or whom it is said of."""
    tokens = [c for c in noun.children if c.dep_ == "appos"]
    tokens += [t for name in tokens for t in name.conjuncts] if noun.tag_ == "NNS" else []
    above = noun.head
    if noun.dep_ in ("appos", "compound", "nmod") and above.pos_ == "PROPN":
        tokens.append(above)
    if noun.dep_ == "attr" and above.lemma_ == "be" and not any(c.dep_ == "neg" for c in above.children):
        tokens += [c for c in above.children if c.dep_ == "nsubj" and c.i < noun.i]
    if noun.dep_ == "nsubj" and above.lemma_ == "be" and not any(c.dep_ == "neg" for c in above.children):
        tokens += [c for c in above.children if c.dep_ == "attr" and c.pos_ == "PROPN"]
    for token in tokens:
        for end in said.things_at(token, conjuncts=False):
            named = end.token.pos_ != "PRON" or end.token.lower_ in ("he", "she")
            if (
                end.thing.kind == "PERSON"
                and named
                and (noun.dep_ in ("attr", "nsubj") or _is_close(end.token, noun))
            ):
                yield end


def _is_close(name: "Token", noun: "Token") -> bool:
    """Whether nothing is said between a name and a noun with its owner."""
    first, last = sorted((name.i, noun.i))
    between = name.doc[first + 1 : last]
    return not any(t.pos_ in _SAYING or (t.pos_ == "PRON" and t.dep_ != "poss") for t in between)


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
        if len(own) == 1:
            return End(own[0], owner)
    return None
