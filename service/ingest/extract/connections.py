"""Typed connections: a few grammatical patterns that say what connects two entities, and say it as a fact.

Precision before recall: what is asked, denied, wished, supposed or possible gives nothing, nor does a pattern
whose ends are not of the kinds that `cypher/model.toml` allows. What is only said together is `comentions.py`'s.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from service.graph.model import KINDS, read_model
from service.ingest.extract.language import DATA
from service.ingest.extract.places import End, Said
from service.ingest.extract.speech import Sentence
from service.ingest.extract.things import Thing

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_LIFTING = ("conj", "xcomp", "advcl", "ccomp", "acl", "relcl", "pcomp")
_SUPPOSING = (
    "let's say",
    "let’s say",
    "imagine ",
    "suppose ",
    "hypothetical",
    "what if",
    "for instance if",
    "as if",
    "pretend",
)


@dataclass(frozen=True)
class Statement:
    """Two entities and what is said of them. `start` and `end`: the tokens that the statement spans."""

    source: Thing
    type: str
    target: Thing
    label: str
    sentence: Sentence
    start: int
    end: int
    confidence: float


@dataclass(frozen=True)
class _Patterns:
    verbs: dict[str, list[str]]
    prepositional: dict[str, list[str]]
    passive: dict[str, list[str]]
    roles: dict[str, list[str]]
    nouns: dict[str, list[str]]
    blocking: dict[str, frozenset[str]]


@cache
def _patterns() -> _Patterns:
    raw: dict[str, dict[str, str]] = tomllib.loads((DATA / "relations.toml").read_text(encoding="utf-8"))
    tables = {name: {key: value.split() for key, value in table.items()} for name, table in raw.items()}
    return _Patterns(
        tables["verbs"],
        tables["prepositional"],
        tables["passive"],
        tables["roles"],
        tables["nouns"],
        {key: frozenset(words) for key, words in tables["blocking"].items()},
    )


def find_statements(said: Said) -> list[Statement]:
    """All statements of the talk, in order."""
    found: list[Statement] = []
    for sentence in said.sentences:
        if not said.may_connect(sentence) or _is_supposed(sentence):
            continue
        for token in sentence.span:
            if token.pos_ in ("VERB", "AUX"):
                found += _from_verb(said, sentence, token)
            elif token.pos_ in ("NOUN", "PROPN"):
                found += _from_noun(said, sentence, token)
    return found


def _is_supposed(sentence: Sentence) -> bool:
    text = sentence.text.lower()
    return text.rstrip("\"'”’)").endswith("?") or any(words in text for words in _SUPPOSING)


def _from_verb(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    table = _patterns()
    if not is_stated(verb):
        return
    lemma = verb.lemma_.lower()
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN"
    )
    subjects = list(_subjects(said, verb, passive))
    if not subjects:
        return
    if lemma in ("be", "become", "remain"):
        yield from _from_copula(said, sentence, verb, subjects)
        return
    for child in verb.children:
        if child.dep_ in ("dobj", "obj") and not passive and lemma in table.verbs:
            for source in subjects:
                for target in said.things_at(child):
                    yield from _state(
                        said, sentence, source, table.verbs[lemma], target, verb.text.lower(), (verb.i,)
                    )
        if child.dep_ == "agent" and lemma in table.verbs:
            for target in subjects:
                for source in _objects(said, child):
                    yield from _state(
                        said,
                        sentence,
                        source,
                        table.verbs[lemma],
                        target,
                        f"{verb.text.lower()} by",
                        (verb.i,),
                    )
        if child.dep_ in ("prep", "agent"):
            words = f"{lemma} {child.lower_}"
            types = (table.passive if passive else table.prepositional).get(words)
            if types:
                for source in subjects:
                    for target in _objects(said, child):
                        yield from _state(
                            said,
                            sentence,
                            source,
                            types,
                            target,
                            f"{verb.text.lower()} {child.lower_}",
                            (verb.i,),
                        )


def _from_copula(
    said: Said, sentence: Sentence, verb: "Token", subjects: Sequence[End]
) -> Iterator[Statement]:
    table = _patterns()
    for attribute in (c for c in verb.children if c.dep_ == "attr"):
        lemma = attribute.lemma_.lower()
        for preposition in (c for c in attribute.children if c.dep_ == "prep"):
            types = table.nouns.get(f"{lemma} {preposition.lower_}")
            if types is None and preposition.lower_ in ("of", "at", "for", "behind"):
                types = table.roles.get(lemma)
            for target in _objects(said, preposition) if types else ():
                for source in subjects:
                    label = f"{attribute.lower_} {preposition.lower_}"
                    yield from _state(
                        said, sentence, source, types or [], target, label, (verb.i, attribute.i)
                    )
        indefinite = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in attribute.children)
        if indefinite and not any(c.dep_ == "prep" and c.lower_ in ("of", "for") for c in attribute.children):
            for target in said.things_at(attribute, conjuncts=False):
                for source in subjects:
                    if source.thing.kind != "PERSON" and target.thing.kind == "CONCEPT":
                        yield from _state(said, sentence, source, ["PART_OF"], target, "is a", (verb.i,))


def _from_noun(said: Said, sentence: Sentence, noun: "Token") -> Iterator[Statement]:
    """Statements without a verb: titles, origins, ownership, "such as"."""
    table = _patterns()
    types = table.roles.get(noun.lemma_.lower())
    if types:
        of = [
            t
            for p in noun.children
            if p.dep_ == "prep" and p.lower_ in ("of", "at", "for")
            for t in _objects(said, p)
        ]
        of += [t for c in noun.children if c.dep_ in ("poss", "compound", "nmod") for t in said.things_at(c)]
        who: list[End] = []
        if noun.dep_ == "appos":
            who = list(said.things_at(noun.head, conjuncts=False))
        who += [t for c in noun.children if c.dep_ == "appos" for t in said.things_at(c)]
        if _is_stated_noun(noun):
            for source in who:
                for target in of:
                    yield from _state(said, sentence, source, types, target, noun.lower_, (noun.i,))
    for person in said.things_at(noun, conjuncts=False):
        for child in noun.children:
            if (
                person.thing.kind == "PERSON"
                and child.dep_ in ("compound", "nmod", "appos")
                and (roles := table.roles.get(child.lemma_.lower()))
            ):
                # "Meta CEO Mark Zuckerberg", "Meta's chief scientist Yann LeCun"
                owners = [
                    t
                    for c in (*child.children, *noun.children)
                    if c.dep_ in ("poss", "compound", "nmod")
                    for t in said.things_at(c)
                ]
                for target in owners:
                    yield from _state(said, sentence, person, roles, target, child.lower_, (child.i,))
            if person.thing.kind == "PERSON" and child.dep_ == "prep" and child.lower_ in ("from", "at"):
                for target in _objects(said, child):
                    yield from _state(said, sentence, person, ["WORKS_AT"], target, child.lower_, (child.i,))
            if (
                person.thing.kind in ("PRODUCT", "CONCEPT")
                and child.dep_ == "poss"
                and any(c.tag_ == "POS" for c in child.children)
            ):
                for owner in said.things_at(child):
                    if person.thing.is_name and owner.thing.kind in ("PERSON", "COMPANY"):
                        yield from _state(said, sentence, owner, ["CREATED"], person, "'s", (child.i,), 0.6)
            if (
                person.thing.kind == "CONCEPT"
                and child.dep_ == "prep"
                and child.lower_ == "as"
                and any(c.lower_ == "such" for c in child.children)
            ):
                for part in _objects(said, child):
                    if part.thing.kind != "PERSON":
                        yield from _state(said, sentence, part, ["PART_OF"], person, "such as", (child.i,))


def _subjects(said: Said, verb: "Token", passive: bool) -> Iterator[End]:
    """Who or what the verb is said of: its subject, that of the verb it is joined to, or what it describes."""
    own = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if not own:
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            own = [c for c in verb.head.children if c.dep_ in _SUBJECTS]
        elif verb.dep_ == "acl" and passive:
            yield from said.things_at(verb.head, conjuncts=False)
            return
    for subject in own:
        if subject.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
            yield from said.things_at(verb.head, conjuncts=False)
        else:
            yield from said.things_at(subject)


def _objects(said: Said, preposition: "Token") -> Iterator[End]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield from said.things_at(child)


def _state(
    said: Said,
    sentence: Sentence,
    source: End,
    types: Sequence[str],
    target: End,
    label: str,
    between: Sequence[int],
    sure: float = 0.8,
) -> Iterator[Statement]:
    """The statement under the first type that the kinds allow, if any."""
    if source.thing is target.thing or source.thing.kind is None or target.thing.kind is None:
        return
    for name in types:
        if not read_model().connections[name].allows(KINDS[source.thing.kind], KINDS[target.thing.kind]):
            continue
        if _is_example(source, name, target):
            return
        places = [source.token.i, target.token.i, *between]
        sure = round(sure * source.doubt * target.doubt, 2)
        yield Statement(source.thing, name, target.thing, label, sentence, min(places), max(places), sure)
        return


def _is_example(source: End, type_: str, target: End) -> bool:
    """ "When I create a transaction", "Google uses a database": said of anybody, with nothing in particular."""
    if (
        source.thing.kind not in ("PERSON", "COMPANY")
        or target.thing.is_name
        or target.thing.kind != "CONCEPT"
    ):
        return False
    if type_ == "USES":
        return True
    return type_ == "CREATED" and (source.token.pos_ == "PRON" or not target.thing.is_known_or_phrase)


def is_stated(verb: "Token") -> bool:
    """Whether a verb is told as a fact: not denied, asked, wished, supposed or merely possible."""
    blocking = _patterns().blocking
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "neg" or word in blocking["negations"]:
            return False
        if child.dep_ == "aux" and ((word in blocking["modals"] and child.tag_ == "MD") or word == "to"):
            return False
        if child.dep_ in _SUBJECTS and child.lower_ in ("nobody", "none", "no"):
            return False
        if child.dep_ in _SUBJECTS and any(
            c.dep_ == "det" and c.lower_ in ("no", "any") for c in child.children
        ):
            return False
    if verb.tag_ == "VB" and verb.dep_ not in ("conj",):
        return False
    token = verb
    while token.dep_ in _LIFTING and token.head is not token:
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in token.children):
            return False
        head = token.head
        if token.dep_ in ("xcomp", "ccomp") and head.lemma_.lower() in blocking["verbs"]:
            return False
        if token.dep_ in ("conj", "ccomp", "xcomp") and head.pos_ in ("VERB", "AUX"):
            if any(c.dep_ == "neg" for c in head.children):
                return False
            if token.dep_ == "conj" and any(c.dep_ == "aux" and c.tag_ == "MD" for c in head.children):
                return False
        token = head
    return not any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in token.children)


def _is_stated_noun(noun: "Token") -> bool:
    return not any(c.dep_ == "neg" or c.lower_ in ("no", "not", "any") for c in noun.children)
