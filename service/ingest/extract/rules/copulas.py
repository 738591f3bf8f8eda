"""Statements from "is": "X is the founder of Y", "X is part of Y", "X is a Y", "X is great", "I'm at Y"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import is_named
from service.ingest.extract.rules.beside import is_denied, one_of
from service.ingest.extract.rules.classes import from_class
from service.ingest.extract.rules.makers import from_work_of
from service.ingest.extract.rules.posts import from_job
from service.ingest.extract.rules.roles import OWNING, SERVES, from_roles, role_targets
from service.ingest.extract.rules.setups import from_stack
from service.ingest.extract.rules.stances import from_favorite, from_praise
from service.ingest.extract.rules.works import from_thought_up
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.grammar import objects
from service.ingest.extract.statement.labels import label_of_noun
from service.ingest.extract.statement.naming import called
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.seeming import is_visit
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import LEADS, read_patterns, types_of
from service.ingest.extract.text.speech import Sentence
from service.ingest.extract.text.tables import read_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORKS_AT, _USES = types_of("WORKS_AT"), types_of("PRODUCT>USES:PRODUCT")
_CREATED, _BASED_ON = types_of("CREATED:PRODUCT"), types_of("PRODUCT,CONCEPT>BASED_ON:PRODUCT,CONCEPT")
_FROM = types_of("PERSON,COMPANY>CREATED:PRODUCT,CONCEPT")
_ATTENDED = types_of("PARTICIPATED_IN:EVENT")
_EARLIER = ("before", "previously", "formerly", "prior", "after", "then")
_SPANS = ("year", "month", "decade", "engineer", "student", "intern")
_RANGES = ("universe", "ecosystem", "family", "suite", "stack", "umbrella", "portfolio")
"""Words behind a name for all that goes by it."""
_TEAMS = ("team", "group", "division", "lab", "department", "board", "committee", "council", "faculty")
WORKS = frozenset(
    "library framework tool package app application project language editor database browser engine compiler runtime "
    "plugin service product platform system orchestrator module crate gem implementation wallet client bot game "
    "toolkit".split()
)
"""Plain nouns for what somebody makes."""
_OWN = frozenset("library framework tool package project plugin module crate gem bot toolkit".split())
"""Those that are one's own for having made them: "my database" is the one that I use."""
WRITTEN = frozenset(
    "library framework tool package app application project plugin module crate gem bot toolkit".split()
)
"""Those whose language in front is what they are written in: "a Go tool", but not "a JavaScript engine"."""


def from_copula(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    table = read_patterns()
    yield from _from_place(said, sentence, verb, who)
    yield from _from_origin(said, sentence, verb, who)
    yield from from_praise(said, sentence, verb, who)
    for adjective in (c for c in verb.children if c.dep_ == "acomp"):
        for preposition in (c for c in adjective.children if c.dep_ == "prep"):
            types = table.adjectives.get(f"{adjective.lower_} {preposition.lower_}")
            once = verb.lower_ == "was" and any(end.token.lower_ == "i" for end in who)  # "I was excited"
            if types and not (once and types[0][1] == "SUPPORTS"):
                for target in objects(said, preposition):
                    for source in who:
                        label = f"{adjective.lower_} {preposition.lower_}"
                        yield from state(sentence, source, types, target, label, (verb.i, adjective.i))
    for attribute in (c for c in verb.children if c.dep_ == "attr" and not is_denied(c)):
        ones = (role for each in (attribute, *attribute.conjuncts) for role in one_of(each))
        for role in (attribute, *ones):
            yield from from_roles(said, sentence, verb, role, who)
        yield from from_job(said, sentence, attribute, who, (verb.i, attribute.i))
        for noun in (attribute, *(c for c in attribute.children if c.dep_ in ("appos", "conj"))):
            yield from _from_noun(said, sentence, verb, noun, who)
        yield from _from_maker(said, sentence, verb, attribute, who)
        yield from from_thought_up(said, sentence, verb, attribute, who)
        yield from from_work_of(said, sentence, verb, attribute, who)
        yield from from_class(said, sentence, verb, attribute, who)
        yield from from_stack(said, sentence, verb, attribute, who)
        yield from _from_language(said, sentence, verb, attribute, who)


def _from_language(
    said: Said, sentence: Sentence, verb: "Token", noun: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """ "Hugo is Go", "it's all Python": what it is written in."""
    languages = read_words().languages
    bare = not any(
        c.dep_ in ("det", "amod", "compound", "prep", "relcl") and c.lower_ != "all" for c in noun.children
    )
    for target in said.things_at(noun) if bare and noun.pos_ == "PROPN" else ():
        for source in who:
            tool = source.thing.kind == "PRODUCT" and source.thing.name not in languages
            if tool and is_named(source.thing) and target.thing.name in languages:
                yield from state(sentence, source, _USES, target, "is", (verb.i,))


def _from_origin(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """ "Snicker is from Adam Gibson", "React is by Facebook"; but in "it's Practical Vim by Drew Neil", that is by him."""
    if any(c.dep_ == "attr" and c.pos_ == "PROPN" for c in verb.children):
        return
    for preposition in (c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("from", "by")):
        for maker in objects(said, preposition):
            for work in (end for end in who if is_named(end.thing)):
                yield from state(sentence, maker, _FROM, work, preposition.lower_, (verb.i,))


def from_turned(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "The creator of Y is X"."""
    yield from from_favorite(said, sentence, verb)
    for subject in (c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i and not is_denied(c)):
        if subject.lemma_.lower() not in read_patterns().roles:
            continue
        for attribute in (c for c in verb.children if c.dep_ == "attr"):
            for source in said.things_at(attribute):
                for role, types, target in role_targets(said, subject):
                    yield from state(sentence, source, types, target, role.lower_, (verb.i, role.i))


def _from_place(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """ "I'm at Y", "she has been with Y for years", "I'm on the build team at Y"."""
    if any(c.dep_ == "mark" and c.lower_ in ("as", "than") for c in verb.children):
        return  # "as fluent as I am with Y"
    for preposition in (
        c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("at", "with", "on", "in")
    ):
        ends = list(objects(said, preposition)) if preposition.lower_ in ("at", "with") else []
        yield from _from_charge(said, sentence, verb, preposition, who)
        for team in preposition.children:
            if team.dep_ == "pobj" and team.lemma_.lower() in _TEAMS:
                ends += [e for c in team.children if c.dep_ == "prep" for e in objects(said, c)]
                ends += called(said, team)
                ends += (
                    e for c in team.children if c.dep_ in OWNING for e in said.things_at(c, conjuncts=False)
                )
        for target in {id(end.thing): end for end in ends}.values():
            for source in (end for end in who if end.thing.kind == "PERSON"):
                label = f"{verb.lower_} {preposition.lower_}"
                stays = preposition.lower_ != "at" or _is_stay(verb)
                if source.token.lower_ != "we" and stays:  # "we're at Y today"
                    types = SERVES if preposition.lower_ in ("on", "in") else _WORKS_AT
                    yield from state(sentence, source, types, target, label, (verb.i,))
                if preposition.lower_ == "at":
                    yield from state(sentence, source, _ATTENDED, target, label, (verb.i,))


def _from_charge(
    said: Said, sentence: Sentence, verb: "Token", preposition: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """ "She's in charge of Y"."""
    for charge in (c for c in preposition.children if preposition.lower_ == "in" and c.lower_ == "charge"):
        for target in (t for c in charge.children if c.lower_ == "of" for t in objects(said, c)):
            for source in (end for end in who if end.thing.kind == "PERSON"):
                yield from state(sentence, source, LEADS, target, "in charge of", (verb.i,))


def _is_stay(verb: "Token") -> bool:
    """ "I'm at Y", "while I was at Y", "I was at Y for years"; "I was at Y" alone may be a visit."""
    if is_visit(verb):
        return False
    if verb.tag_ != "VBD":
        return True
    children = list(verb.children)
    if any(c.lower_ in _EARLIER for c in verb.subtree):
        return True
    while_ = verb.dep_ == "advcl" and any(c.lower_ in ("while", "when", "since", "before") for c in children)
    return while_ or any(e.lemma_.lower() in _SPANS for c in children if c.dep_ != "conj" for e in c.subtree)


def _from_noun(
    said: Said, sentence: Sentence, verb: "Token", noun: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """ "X is a part of Y"; "X is a principal strategist at Y", whatever X is there."""
    table = read_patterns()
    lemma = noun.lemma_.lower()
    for preposition in (c for c in noun.children if c.dep_ == "prep"):
        if preposition.lower_ == "at" and lemma not in table.roles:
            for target in objects(said, preposition):
                for source in (end for end in who if end.thing.kind == "PERSON"):
                    yield from state(sentence, source, _WORKS_AT, target, noun.lower_, (verb.i, noun.i))
        key = f"{lemma} {preposition.lower_}"
        on_top = any(c.lower_ == "top" for c in preposition.children if preposition.lower_ == "on")
        if types := _BASED_ON if on_top else table.nouns.get(key):
            for target in [*objects(said, preposition)] or _ranges(said, preposition):
                for source in who:
                    label = label_of_noun(noun, preposition)
                    yield from state(sentence, source, types, target, label, (verb.i, noun.i))


def _ranges(said: Said, preposition: "Token") -> list[End]:
    """Whose range something is of: "part of the HashiCorp stack", "part of the Star Wars universe"."""
    ranges = (c for c in preposition.children if c.dep_ == "pobj" and c.lemma_.lower() in _RANGES)
    return [end for noun in ranges for end in said.ending_at(noun.nbor(-1)) if is_named(end.thing)]


def _from_maker(
    said: Said, sentence: Sentence, verb: "Token", noun: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """ "X is Y's framework", "X is a library from Y", "X is a Python library"."""
    if noun.lemma_.lower() not in WORKS:
        return
    named = [end for end in who if is_named(end.thing) and end.thing.kind == "PRODUCT"]
    for child in noun.children:
        makers: list[End] = []
        if child.dep_ == "poss" and (child.pos_ != "PRON" or noun.lemma_.lower() in _OWN):
            makers += said.things_at(child, conjuncts=False)
        elif child.dep_ == "prep" and child.lower_ in ("from", "by"):
            makers += (end for end in objects(said, child) if end.thing.kind in ("PERSON", "COMPANY"))
        elif child.dep_ in OWNING:
            for language in said.things_at(child, conjuncts=False):
                if noun.lemma_.lower() in WRITTEN and language.thing.name in read_words().languages:
                    for source in named:
                        label = f"{child.lower_} {noun.lower_}"
                        yield from state(sentence, source, _USES, language, label, (verb.i, noun.i))
        taken = any(c.dep_ == "prep" and c.lower_ == "for" for c in noun.children)
        for maker in makers:
            if taken and child.dep_ == "poss" and maker.thing.kind == "PERSON":
                continue  # "X is Adam's tool for photos": that he takes
            for target in named:
                yield from state(sentence, maker, _CREATED, target, noun.lower_, (verb.i, noun.i))
