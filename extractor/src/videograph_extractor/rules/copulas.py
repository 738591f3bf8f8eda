"""Statements from "is": "X is the founder of Y", "X is part of Y", "X is great", "I'm at Y"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from videograph_extractor.entity.things import is_named
from videograph_extractor.rules.apposition import is_denied, one_of
from videograph_extractor.rules.roles import OWNING, SERVES, from_roles
from videograph_extractor.rules.stances import from_praise
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.exclusions import is_visit
from videograph_extractor.statement.grammar import objects
from videograph_extractor.statement.labels import label_of_noun
from videograph_extractor.statement.naming import called
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement, state
from videograph_extractor.text.patterns import read_patterns, types_of
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORKS_AT = types_of("WORKS_AT")
_BASED_ON = types_of("PRODUCT,CONCEPT>BASED_ON:PRODUCT,CONCEPT")
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
WRITTEN = frozenset(
    "library framework tool package app application project plugin module crate gem bot toolkit".split()
)
"""Those whose language in front is what they are written in: "a Go tool", but not "a JavaScript engine"."""


def from_copula(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    table = read_patterns()
    yield from _from_place(said, sentence, verb, who)
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
        for noun in (attribute, *(c for c in attribute.children if c.dep_ in ("appos", "conj"))):
            yield from _from_noun(said, sentence, verb, noun, who)


def _from_place(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """ "I'm at Y", "she has been with Y for years", "I'm on the build team at Y"."""
    if any(c.dep_ == "mark" and c.lower_ in ("as", "than") for c in verb.children):
        return  # "as fluent as I am with Y"
    for preposition in (
        c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("at", "with", "on", "in")
    ):
        ends = list(objects(said, preposition)) if preposition.lower_ in ("at", "with") else []
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
