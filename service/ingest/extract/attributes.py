"""Statements without a verb: titles ("Meta's chief scientist"), origins ("Pieter from Blockstream"), what is
somebody's ("Google's TensorFlow"), and what is an example of what ("languages such as Go")."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.grammar import called, objects
from service.ingest.extract.places import End, Said
from service.ingest.extract.speech import Sentence
from service.ingest.extract.statements import Statement, Types, read_patterns, state, types_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORKS_AT, _CREATED, _PART_OF = types_of("WORKS_AT"), types_of("CREATED"), types_of("PART_OF")
_FROM = types_of("WORKS_AT RELATED_TO:PRODUCT")
_OWN_WORKS = (
    "book",
    "library",
    "project",
    "paper",
    "blog",
    "framework",
    "podcast",
    "startup",
    "company",
    "tool",
    "app",
)
_STAYS = ("job", "time", "stint", "internship", "role", "career", "position", "work", "tenure")
_MADE = types_of("CREATED:PRODUCT FOUNDED:COMPANY")
_OF = ("of", "at", "for", "on", "behind", "with")
_WORKS = ("proposal", "idea", "invention", "implementation", "design")
_OWNING = ("poss", "compound", "nmod")


def from_noun(said: Said, sentence: Sentence, noun: "Token") -> Iterator[Statement]:
    """All statements that hang on one noun."""
    yield from _from_role(said, sentence, noun)
    if noun.lemma_.lower() in _STAYS:
        yield from _from_stay(said, sentence, noun)
    if noun.lemma_.lower() in _WORKS:
        yield from _from_work(said, sentence, noun)
    if noun.lemma_.lower() in _OWN_WORKS:
        for owner in (c for c in noun.children if c.dep_ == "poss"):
            for maker in said.things_at(owner, conjuncts=False):
                for target in called(said, noun):
                    yield from state(sentence, maker, _MADE, target, noun.lower_, (noun.i,), 0.7)
    for end in said.things_at(noun, conjuncts=False):
        if end.thing.kind == "PERSON":
            yield from _from_person(said, sentence, end)
        else:
            yield from _from_owner(said, sentence, end)
        if end.thing.kind == "CONCEPT":
            yield from _from_examples(said, sentence, end)


def role_targets(said: Said, role: "Token") -> Iterator[tuple["Token", Types, End]]:
    """The roles in "co-founder and CTO at Influx Data", each with what it is a role at."""
    table = read_patterns()
    roles = [token for token in (role, *role.conjuncts) if token.lemma_.lower() in table.roles]
    behind = {
        token.i: [
            target
            for child in token.children
            if child.dep_ == "prep" and child.lower_ in _OF
            for target in objects(said, child)
        ]
        for token in (role, *role.conjuncts)
    }
    together = [target for targets in behind.values() for target in targets]
    for token in roles:
        own = [t for c in token.children if c.dep_ in _OWNING for t in said.things_at(c)]
        # "creator of NumPy and co-founder at Anaconda": who has a place of its own shares no other's
        for target in (*(behind[token.i] or together), *own):
            yield token, table.roles[token.lemma_.lower()], target


def _from_role(said: Said, sentence: Sentence, noun: "Token") -> Iterator[Statement]:
    """ "X, ROLE of Y" and "Y's ROLE, X"."""
    if noun.lemma_.lower() not in read_patterns().roles:
        return
    if any(c.dep_ == "neg" or c.lower_ in ("no", "not", "any") for c in noun.children):
        return
    who: list[End] = []
    if noun.dep_ == "appos":
        who += said.things_at(noun.head, conjuncts=False)
    who += [t for c in noun.children if c.dep_ == "appos" for t in said.things_at(c)]
    for source in who:
        for role, types, target in role_targets(said, noun):
            yield from state(sentence, source, types, target, role.lower_, (role.i,))


def _from_stay(said: Said, sentence: Sentence, stay: "Token") -> Iterator[Statement]:
    """ "my job at Y", "her time at Y"."""
    who = [w for c in stay.children if c.dep_ == "poss" for w in said.things_at(c, conjuncts=False)]
    for preposition in (c for c in stay.children if c.dep_ == "prep" and c.lower_ in ("at", "with")):
        for target in objects(said, preposition):
            for source in (end for end in who if end.thing.kind == "PERSON"):
                label = f"{stay.lower_} {preposition.lower_}"
                yield from state(sentence, source, _WORKS_AT, target, label, (stay.i,), 0.7)


def from_here(said: Said, sentence: Sentence, here: "Token") -> Iterator[Statement]:
    """ "here at Y": said by who works there."""
    behind = here.nbor(1) if here.i + 1 < len(here.doc) else here
    if here.lower_ != "here" or behind.lower_ != "at":
        return
    for target in objects(said, behind):
        source = said.voice_at(here)
        if source is not None and source.thing.kind == "PERSON" and target.thing.kind == "COMPANY":
            yield from state(sentence, source, _WORKS_AT, target, "here at", (here.i,), 0.7)


def _from_work(said: Said, sentence: Sentence, work: "Token") -> Iterator[Statement]:
    """ "her proposal for package relay", "Peter Todd's idea of stealth addresses"."""
    makers = [m for c in work.children if c.dep_ == "poss" for m in said.things_at(c, conjuncts=False)]
    for preposition in (c for c in work.children if c.dep_ == "prep" and c.lower_ in ("for", "of")):
        for target in objects(said, preposition):
            for maker in makers:
                yield from state(sentence, maker, _CREATED, target, work.lower_, (work.i,), 0.7)


def _from_person(said: Said, sentence: Sentence, person: End) -> Iterator[Statement]:
    """ "Meta CEO Mark Zuckerberg", "Meta's chief scientist Yann LeCun"; "Pieter Wuille from Blockstream"."""
    table = read_patterns()
    for child in person.token.children:
        types = table.roles.get(child.lemma_.lower())
        if child.dep_ in ("compound", "nmod") and types:
            for owner in (*child.children, *person.token.children):
                if owner.dep_ in _OWNING:
                    for target in said.things_at(owner):
                        yield from state(sentence, person, types, target, child.lower_, (child.i,))
        if child.dep_ == "prep" and child.lower_ in ("from", "at", "of"):
            # "Paul Dix, co-founder and CTO at Influx": the parser hangs "at" on the name as often as on the role
            roles = [r for a in person.token.children if a.dep_ == "appos" for r in (a, *a.conjuncts)]
            known = [(r, t) for r in roles if (t := table.roles.get(r.lemma_.lower()))]
            for target in objects(said, child):
                for role, role_types in known:
                    yield from state(sentence, person, role_types, target, role.lower_, (role.i,))
                if not known:
                    yield from state(sentence, person, _FROM, target, child.lower_, (child.i,))


def _from_owner(said: Said, sentence: Sentence, thing: End) -> Iterator[Statement]:
    """ "Google's TensorFlow", "Clean Code by Robert Martin"."""
    if not thing.thing.is_name or thing.thing.kind not in ("PRODUCT", "CONCEPT"):
        return
    for child in thing.token.children:
        if child.dep_ == "prep" and child.lower_ == "by" and thing.thing.kind == "PRODUCT":
            for maker in objects(said, child):
                yield from state(sentence, maker, _CREATED, thing, "by", (child.i,), 0.7)
        if child.dep_ == "poss" and any(c.tag_ == "POS" for c in child.children):
            for owner in said.things_at(child, conjuncts=False):
                if owner.thing.kind in ("PERSON", "COMPANY"):
                    yield from state(sentence, owner, _CREATED, thing, "'s", (child.i,), 0.6)


def _from_examples(said: Said, sentence: Sentence, concept: End) -> Iterator[Statement]:
    """ "signature schemes such as MuSig2"."""
    for child in concept.token.children:
        if child.dep_ == "prep" and child.lower_ == "as" and any(c.lower_ == "such" for c in child.children):
            for part in objects(said, child):
                if part.thing.kind not in ("PERSON", "COMPANY"):
                    yield from state(sentence, part, _PART_OF, concept, "such as", (child.i,))
