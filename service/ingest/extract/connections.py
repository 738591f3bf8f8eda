"""Typed connections: a few grammatical patterns that say what connects two entities, and say it as a fact.

Precision before recall: what is asked, denied, wished, supposed or possible gives nothing, nor does a pattern
whose ends are not of the kinds that `cypher/model.toml` allows. What is only said together is `comentions.py`'s.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.attributes import from_noun, role_targets
from service.ingest.extract.grammar import (
    SUBJECTS,
    called,
    is_passive,
    is_stated,
    is_supposed,
    objects,
    subjects,
)
from service.ingest.extract.places import End, Said
from service.ingest.extract.speech import Sentence
from service.ingest.extract.statements import Statement, read_patterns, state, types_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_PART_OF, _CREATED, _LEADS = types_of("PART_OF"), types_of("CREATED:PRODUCT"), types_of("LEADS")

_BACK = 7
"""Tokens over which a participle without a subject looks back for what it describes."""


def find_statements(said: Said) -> list[Statement]:
    """All statements of the talk, in order."""
    found: list[Statement] = []
    for sentence in said.sentences:
        if not said.may_connect(sentence) or is_supposed(sentence):
            continue
        for token in sentence.span:
            if token.pos_ in ("VERB", "AUX") and is_stated(token):
                found += _from_verb(said, sentence, token)
            elif token.pos_ in ("NOUN", "PROPN"):
                found += from_noun(said, sentence, token)
    return found


def _from_verb(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    who = list(subjects(said, verb))
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


def _from_active(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """ "X founded Y", "X works at Y", "X has a product called Y"."""
    table = read_patterns()
    lemma = verb.lemma_.lower()
    # "enables miners to choose": what is enabled is the choosing
    clause = any(c.dep_ in ("xcomp", "ccomp") for c in verb.children)
    for child in verb.children:
        if child.dep_ == "dobj" and not clause and lemma in table.verbs:
            for target in [*said.things_at(child)] or [*called(said, child)]:
                for source in who:
                    yield from state(sentence, source, table.verbs[lemma], target, verb.lower_, (verb.i,))
        if child.dep_ == "dobj" and lemma == "have":
            for target in called(said, child):
                for source in who:
                    yield from state(sentence, source, _CREATED, target, "has", (verb.i,), 0.6)
        if child.dep_ == "prep" and (types := table.prepositional.get(f"{lemma} {child.lower_}")):
            for target in objects(said, child):
                for source in who:
                    yield from state(
                        sentence, source, types, target, f"{verb.lower_} {child.lower_}", (verb.i,)
                    )


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
        if lemma == "put" and child.lower_ == "in":
            for charge in (c for c in child.children if c.lower_ == "charge"):
                for of in (c for c in charge.children if c.dep_ == "prep"):
                    for target in objects(said, of):
                        for source in who:
                            yield from state(sentence, source, _LEADS, target, "in charge of", (verb.i,))


def _from_copula(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """ "X is the founder of Y", "X is a part of Y", "X is a Y"."""
    table = read_patterns()
    for attribute in (c for c in verb.children if c.dep_ == "attr"):
        lemma = attribute.lemma_.lower()
        for role, types, target in role_targets(said, attribute):
            for source in who:
                yield from state(sentence, source, types, target, role.lower_, (verb.i, role.i))
        for preposition in (c for c in attribute.children if c.dep_ == "prep"):
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
