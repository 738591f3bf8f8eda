"""Typed connections: a few grammatical patterns that say what connects two entities, and say it as a fact.

Precision before recall: what is asked, denied, wished, supposed or possible gives nothing, nor does a pattern
whose ends are not of the kinds that `cypher/model.toml` allows. What is only said together is `comentions.py`'s.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.attributes import from_here, from_noun, role_targets
from service.ingest.extract.grammar import (
    SUBJECTS,
    called,
    is_liking,
    is_passive,
    is_stated,
    is_supposed,
    objects,
    subjects,
)
from service.ingest.extract.places import End, Said
from service.ingest.extract.speech import Sentence
from service.ingest.extract.statements import Statement, read_patterns, state, types_of
from service.ingest.extract.tables import read_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_PART_OF, _CREATED, _LEADS = types_of("PART_OF"), types_of("CREATED:PRODUCT"), types_of("LEADS")
_WORKS_AT, _USES = types_of("WORKS_AT"), types_of("USES")
_STAFF = ("we", "they", "people", "folks", "everybody", "everyone")
_DEEDS = ("use", "run", "adopt", "build", "create", "develop", "write", "release")
_TEAMS = ("team", "group", "division", "lab", "department")

_BACK = 7
"""Tokens over which a participle without a subject looks back for what it describes."""


def find_statements(said: Said) -> list[Statement]:
    """All statements of the talk, in order."""
    found: list[Statement] = []
    for sentence in said.sentences:
        if not said.may_connect(sentence) or is_supposed(sentence):
            continue
        for token in sentence.span:
            if (token.pos_ in ("VERB", "AUX") or is_liking(token)) and is_stated(token):
                found += _from_verb(said, sentence, token)
            elif token.pos_ in ("NOUN", "PROPN"):
                found += from_noun(said, sentence, token)
            elif token.lower_ == "here":
                found += from_here(said, sentence, token)
    return found


def _from_verb(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    who = list(_staff(said, verb)) or list(subjects(said, verb))
    if not who and verb.tag_ == "VBN" and not any(c.dep_ in SUBJECTS for c in verb.children):
        # "stealth addresses, I think, originally proposed by Peter Todd"
        by = [c for c in verb.children if c.dep_ == "agent"]
        who = list(said.just_before(verb, _BACK)) if by else []
    if not who:
        return
    lemma = verb.lemma_.lower()
    if lemma in ("be", "become", "remain"):
        yield from _from_copula(said, sentence, verb, who)
    elif is_passive(verb) or (verb.tag_ == "VBN" and any(c.dep_ == "agent" for c in verb.children)):
        yield from _from_passive(said, sentence, verb, who)
    else:
        yield from _from_active(said, sentence, verb, who)


def _staff(said: Said, verb: "Token") -> Iterator[End]:
    """The company in "at Y we use Kubernetes": what its people do, it does."""
    if verb.lemma_.lower() in _DEEDS and any(c.dep_ == "nsubj" and c.lower_ in _STAFF for c in verb.children):
        for preposition in (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "at"):
            yield from (end for end in objects(said, preposition) if end.thing.kind == "COMPANY")


def _from_active(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """ "X founded Y", "X works at Y", "X has a product called Y"."""
    table = read_patterns()
    lemma = verb.lemma_.lower()
    # "enables miners to choose": what is enabled is the choosing
    clause = any(c.dep_ in ("xcomp", "ccomp") for c in verb.children)
    for child in verb.children:
        is_object = child.dep_ == "dobj" or (child.dep_ == "pobj" and is_liking(verb))
        if is_object and not clause and lemma in table.verbs:
            for target in [*said.things_at(child)] or [*called(said, child)]:
                types = _USES if lemma == "write" and _is_language(target) else table.verbs[lemma]
                for source in who:
                    yield from state(sentence, source, types, target, verb.lower_, (verb.i,))
        if child.dep_ == "dobj" and lemma == "have":
            for target in called(said, child):
                for source in (end for end in who if end.token.lower_ != "we"):
                    yield from state(sentence, source, _CREATED, target, "has", (verb.i,), 0.6)
        if child.dep_ == "dobj" and lemma in table.reversed:
            for target in said.things_at(child):
                for source in who:
                    yield from state(sentence, target, table.reversed[lemma], source, verb.lower_, (verb.i,))
        if child.dep_ == "dobj":
            yield from _from_experience(said, sentence, verb, child, who)
        if child.dep_ == "prep" and (types := table.prepositional.get(f"{lemma} {child.lower_}")):
            for target in objects(said, child):
                for source in who:
                    yield from state(
                        sentence, source, types, target, f"{verb.lower_} {child.lower_}", (verb.i,)
                    )
        if child.dep_ == "prep" and child.lower_ == "as" and lemma in ("work", "start", "serve"):
            for role in (c for c in child.children if c.dep_ == "pobj"):
                yield from _from_roles(said, sentence, verb, role, who)


def _is_language(end: End) -> bool:
    """ "I write Go" is no claim to have made it."""
    return end.thing.name in read_words().languages


def _from_experience(
    said: Said, sentence: Sentence, verb: "Token", noun: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """ "I did an internship at Y", "she has a degree from Y"."""
    for preposition in (*noun.children, *verb.children):
        types = read_patterns().experience.get(f"{noun.lemma_.lower()} {preposition.lower_}")
        if preposition.dep_ == "prep" and types:
            for target in objects(said, preposition):
                for source in who:
                    label = f"{noun.lower_} {preposition.lower_}"
                    yield from state(sentence, source, types, target, label, (verb.i, noun.i))


def _from_roles(
    said: Said, sentence: Sentence, verb: "Token", noun: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    for role, types, target in role_targets(said, noun):
        for source in who:
            yield from state(sentence, source, types, target, role.lower_, (verb.i, role.i))


def _from_place_of_work(
    said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """ "I'm at Y", "she has been with Y for years", "I'm on the build team at Y"."""
    for preposition in (
        c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("at", "with", "on", "in")
    ):
        ends = list(objects(said, preposition)) if preposition.lower_ in ("at", "with") else []
        for team in preposition.children:
            if team.dep_ == "pobj" and team.lemma_.lower() in _TEAMS:
                ends += [e for c in team.children if c.dep_ == "prep" for e in objects(said, c)]
                ends += called(said, team)
        for target in ends:
            for source in who:
                if source.thing.kind == "PERSON":
                    label = f"{verb.lower_} {preposition.lower_}"
                    yield from state(sentence, source, _WORKS_AT, target, label, (verb.i,), 0.7)


def _from_passive(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """ "Y was proposed by X", "Y is based on X", "X was put in charge of Y"."""
    table = read_patterns()
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ == "agent" and lemma in table.verbs:
            for source in objects(said, child):
                for target in who:
                    yield from state(
                        sentence, source, table.verbs[lemma], target, f"{verb.lower_} by", (verb.i,)
                    )
        if child.dep_ in ("prep", "agent") and (types := table.passive.get(f"{lemma} {child.lower_}")):
            for target in objects(said, child):
                for source in who:
                    yield from state(
                        sentence, source, types, target, f"{verb.lower_} {child.lower_}", (verb.i,)
                    )
        if child.dep_ == "prep" and (types := table.reversed_passive.get(f"{lemma} {child.lower_}")):
            for source in objects(said, child):
                for target in who:
                    yield from state(
                        sentence, source, types, target, f"{verb.lower_} {child.lower_}", (verb.i,)
                    )
        if lemma == "put" and child.lower_ == "in":
            for charge in (c for c in child.children if c.lower_ == "charge"):
                for of in (c for c in charge.children if c.dep_ == "prep"):
                    for target in objects(said, of):
                        for source in who:
                            yield from state(sentence, source, _LEADS, target, "in charge of", (verb.i,))


def _from_copula(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """ "X is the founder of Y", "X is a part of Y", "X is a Y"."""
    table = read_patterns()
    yield from _from_place_of_work(said, sentence, verb, who)
    for attribute in (c for c in verb.children if c.dep_ == "attr"):
        lemma = attribute.lemma_.lower()
        yield from _from_roles(said, sentence, verb, attribute, who)
        for preposition in (c for c in attribute.children if c.dep_ == "prep"):
            if preposition.lower_ == "at" and lemma not in table.roles:
                # "X is a principal strategist at Y", whatever X is there
                for target in objects(said, preposition):
                    for source in (end for end in who if end.thing.kind == "PERSON"):
                        label = attribute.lower_
                        yield from state(sentence, source, _WORKS_AT, target, label, (verb.i, attribute.i))
            if types := table.nouns.get(f"{lemma} {preposition.lower_}"):
                for target in objects(said, preposition):
                    for source in who:
                        label = f"{attribute.lower_} {preposition.lower_}"
                        yield from state(sentence, source, types, target, label, (verb.i, attribute.i))
        if _is_class(attribute):
            for target in said.things_at(attribute, conjuncts=False):
                for source in who:
                    named = source.thing.is_name and source.token.head is verb
                    if (
                        named
                        and source.thing.kind not in ("PERSON", "COMPANY")
                        and target.thing.kind == "CONCEPT"
                    ):
                        yield from state(sentence, source, _PART_OF, target, "is a", (verb.i,))


def _is_class(attribute: "Token") -> bool:
    """Whether "a Y" says what something is, and not what it is of ("a form of Y")."""
    indefinite = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in attribute.children)
    return indefinite and not any(c.dep_ == "prep" and c.lower_ in ("of", "for") for c in attribute.children)
