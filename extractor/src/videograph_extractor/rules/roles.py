"""Finds statements of roles: "X is the founder of Y", "Meta CEO X", "X, a Rust developer"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.things import is_named
from videograph_extractor.rules.apposition import is_beside, is_denied
from videograph_extractor.rules.person_relations import from_kin_before
from videograph_extractor.rules.ranks import behind_part, is_of_part
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.grammar import objects
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement, state
from videograph_extractor.text.patterns import Types, read_patterns, types_of
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

OWNING = ("poss", "compound", "nmod")
_OF = ("of", "at", "for", "on", "behind", "with")
_IN = ("in",)
_INTO = ("believer", "teacher", "expert")
"""Roles that go with "in" as well."""
_CRAFTS = ("developer", "programmer", "engineer", "dev", "hacker", "coder")
_HEADS = ("director", "head", "lead", "leader", "chair", "manager", "boss")
"""Roles that head whatever they are "of": at a company, mostly a part of it."""
_KEEPERS = ("maintainer", "co-maintainer")
_ONE_OF_SEVERAL = frozenset(("core", "fellow", "a", "an"))
_MAKERS = ("creator", "author", "founder", "co-creator", "co-founder")
_SEVERAL = ("we", "us")
_USES, _RELATED = types_of("USES:PRODUCT"), types_of("RELATED_TO")
SERVES = types_of("WORKS_AT RELATED_TO:PRODUCT")
"""What is said of who is "from" or "on" something: they work at the company, or have at least to do with the product."""


def role_targets(said: Said, role: "Token") -> Iterator[tuple["Token", Types, End]]:
    """The roles in "co-founder and CTO at Influx Data", each with what it is a role at."""
    table = read_patterns()
    roles = [token for token in (role, *role.conjuncts) if token.lemma_.lower() in table.roles]
    behind = {token.i: list(_behind(said, token)) for token in (role, *role.conjuncts)}
    together = [target for targets in behind.values() for target in targets]
    for token in roles:
        # "creator of NumPy and co-founder at Anaconda": who has a place of its own shares no other's
        for target in behind[token.i] or together:
            types = by_rank(token, target, table.roles[token.lemma_.lower()])
            # kinds are not always right: who is an engineer at a product has at least to do with it
            yield token, (*types, *SERVES) if types[0][1] == "WORKS_AT" else types, target
        owning = [c for c in token.children if c.dep_ in OWNING]
        bare = not any(True for _ in token.lefts) and token.i > role.i and not behind[token.i]
        if bare and not owning:
            owning = [c for c in role.children if c.dep_ in OWNING]  # "Y's CEO and co-founder"
        for target in (t for c in owning for t in said.things_at(c)):
            craft = token.lemma_.lower() in _CRAFTS
            if not is_named(target.thing) or target.thing.kind == "CONCEPT":
                continue  # "a UI designer"
            if craft and target.thing.name in read_words().languages:
                yield token, _USES, target  # "a Go developer"
            else:
                yield (
                    token,
                    SERVES if craft else by_rank(token, target, table.roles[token.lemma_.lower()]),
                    target,
                )


def by_rank(role: "Token", target: End, types: Types) -> Types:
    """What a role says where only a part is led, or by several: "director of research at Y" works at Y, and "a core
    maintainer of Y" has to do with it; and what it says with its preposition: "an advocate of Y" is for Y."""
    lemma, beside = role.lemma_.lower(), {c.lower_ for c in role.children}
    at = target.token.head
    while at.dep_ in ("conj", "pobj", "appos"):
        at = at.head
    if narrower := read_patterns().roles.get(f"{lemma} {at.lower_}"):
        return narrower
    if lemma.removeprefix("co-") in _HEADS and is_of_part(role, at, target):
        return SERVES
    if lemma in _KEEPERS and (
        role.tag_ == "NNS"
        or beside & _ONE_OF_SEVERAL
        or any(c.lemma_.lower() in _MAKERS for c in role.conjuncts)
    ):
        return _RELATED
    return types


def _behind(said: Said, role: "Token") -> Iterator[End]:
    """What a role is at, on or of; also "at Y" behind that, as in "an engineer for Kubernetes at Google"."""
    fitting = (*_OF, *_IN) if role.lemma_.lower() in _INTO else _OF
    for child in role.children:
        if child.dep_ == "prep" and child.lower_ in fitting:
            found = list(objects(said, child))
            if not found:
                yield from behind_part(said, child)
            for target in found:
                yield target
                if target.thing.kind != "COMPANY":
                    for further in (
                        c for c in target.token.children if c.dep_ == "prep" and c.lower_ == "at"
                    ):
                        yield from objects(said, further)


def from_roles(
    said: Said, sentence: Sentence, verb: "Token", noun: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """The roles at `noun` that `verb` says of `who`."""
    for role, types, target in role_targets(said, noun):
        for source in who:
            yield from state(sentence, source, types, target, role.lower_, (verb.i, role.i))


def from_role(said: Said, sentence: Sentence, noun: "Token") -> Iterator[Statement]:
    """ "X, ROLE of Y", "X, a Go expert and ROLE of Y" and "Y's ROLE, X"."""
    beside = noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "one":
        beside = noun.head.head  # "one of the founders of Y"
    elif noun.dep_ == "conj" and noun.head.lemma_.lower() not in read_patterns().roles:
        beside = noun.head
    if noun.lemma_.lower() not in read_patterns().roles or is_denied(noun):
        return
    who: list[End] = []
    if beside.dep_ == "appos" and beside.head.pos_ == "PROPN":
        who += said.things_at(beside.head, conjuncts=False)
    elif noun.dep_ == "appos":
        who += said.things_at(noun.head, conjuncts=False)
    who += [t for c in noun.children if c.dep_ == "appos" for t in said.things_at(c)]
    for source in (
        end for end in who if is_beside(end.token, beside) and not _is_of_another(end.token, noun)
    ):
        for role, types, target in role_targets(said, noun):
            yield from state(sentence, source, types, target, role.lower_, (role.i,))


def _is_of_another(pronoun: "Token", noun: "Token") -> bool:
    """ "We've got X joining us today, lead of Y": what one person is, "we" are not, nor "I" with words between."""
    if pronoun.pos_ != "PRON":
        return False
    between = pronoun.doc[pronoun.i + 1 : noun.left_edge.i]
    return noun.tag_ == "NN" and (pronoun.lower_ in _SEVERAL or any(not token.is_punct for token in between))


def from_person(said: Said, sentence: Sentence, person: End) -> Iterator[Statement]:
    """ "Meta CEO Mark Zuckerberg", "Meta's chief scientist Yann LeCun"; "Pieter Wuille from Blockstream"."""
    table = read_patterns()
    for child in person.token.children:
        types = table.roles.get(child.lemma_.lower())
        if child.dep_ in ("compound", "nmod") and types:
            for owner in (*child.children, *person.token.children):
                if owner.dep_ in OWNING:
                    for target in said.things_at(owner):
                        yield from state(sentence, person, types, target, child.lower_, (child.i,))
        if child.dep_ == "poss" and any(c.tag_ == "POS" for c in child.children):
            # "Netlify's Matt Biilmann"
            for target in said.things_at(child, conjuncts=False):
                words = len(person.thing.name.split())
                beside = person.token.i - child.i <= words + 1
                named = beside and target.token.pos_ != "PRON" and target.thing.kind in ("COMPANY", "PRODUCT")
                if named and " " in person.thing.name:
                    yield from state(sentence, person, SERVES, target, "'s", (child.i,))
        if child.dep_ == "poss" and child.lower_ in ("my", "our", "your"):
            yield from from_kin_before(said, sentence, child, person)
        if child.dep_ == "prep" and child.lower_ in ("from", "at", "of"):
            # "Paul Dix, co-founder and CTO at Influx": the parser hangs "at" on the name as often as on the role
            roles = [r for a in person.token.children if a.dep_ == "appos" for r in (a, *a.conjuncts)]
            known = [(r, t) for r in roles if (t := table.roles.get(r.lemma_.lower()))]
            for target in objects(said, child):
                for role, role_types in known:
                    types = by_rank(role, target, role_types)
                    yield from state(sentence, person, types, target, role.lower_, (role.i,))
                # "Ann Bell from X, Y, and Tom Reed": a list goes on
                if not known and target.token.dep_ != "conj":
                    label = label_from(child.lower_, target)
                    yield from state(sentence, person, SERVES, target, label, (child.i,))


def label_from(preposition: str, target: End) -> str:
    """ "from", or "from … team" where it is the people who make something that somebody is from."""
    doc, behind = target.token.doc, target.token.i + 1
    team = behind < len(doc) and doc[behind].lower_ == "team"
    return f"{preposition} … team" if team else preposition
