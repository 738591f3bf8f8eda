"""A statement about two entities, under the first type that their kinds allow; and the table of patterns."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from service.graph.model import KINDS, read_model
from service.ingest.extract.language import DATA
from service.ingest.extract.places import End
from service.ingest.extract.speech import Sentence
from service.ingest.extract.tables import read_words
from service.ingest.extract.things import Thing

Types = tuple[tuple[str, frozenset[str]], ...]
"""Connection types in order of preference, each with the kinds that its target must be of (empty: any)."""


_ANY = ("a", "an", "another", "some", "any", "every", "no")
_REACH = 14
"""Tokens between an end and the word that connects it."""


@dataclass(frozen=True)
class Statement:
    """Two entities and what is said of them. `start` and `end`: first and last token of the statement."""

    source: Thing
    type: str
    target: Thing
    label: str
    sentence: Sentence
    start: int
    end: int
    confidence: float


@dataclass(frozen=True)
class Patterns:
    """data/relations.toml; its header says what each table holds."""

    verbs: dict[str, Types]
    prepositional: dict[str, Types]
    passive: dict[str, Types]
    roles: dict[str, Types]
    nouns: dict[str, Types]
    reversed: dict[str, Types]
    reversed_passive: dict[str, Types]
    experience: dict[str, Types]
    blocking: dict[str, frozenset[str]]


@cache
def read_patterns() -> Patterns:
    raw: dict[str, dict[str, str]] = tomllib.loads((DATA / "relations.toml").read_text(encoding="utf-8"))
    names = (
        "verbs",
        "prepositional",
        "passive",
        "roles",
        "nouns",
        "reversed",
        "reversed_passive",
        "experience",
    )
    tables = {name: {key: types_of(value) for key, value in raw[name].items()} for name in names}
    return Patterns(
        **tables, blocking={key: frozenset(words.split()) for key, words in raw["blocking"].items()}
    )


def types_of(text: str) -> Types:
    """`LEADS:COMPANY,EVENT USES` → LEADS where the target is a company or an event, else USES."""
    types: list[tuple[str, frozenset[str]]] = []
    for word in text.split():
        name, _, kinds = word.partition(":")
        types.append((name, frozenset(kinds.split(",")) if kinds else frozenset()))
    return tuple(types)


def state(
    sentence: Sentence,
    source: End,
    types: Types,
    target: End,
    label: str,
    between: Sequence[int],
    sure: float = 0.8,
) -> Iterator[Statement]:
    """The statement, or nothing when no type fits the kinds or the words are about nothing in particular."""
    if source.thing is target.thing or source.thing.kind is None or target.thing.kind is None:
        return
    if any(abs(end.token.i - place) > _REACH for end in (source, target) for place in between[:1]):
        return  # so far away the parser guesses
    for name, kinds in types:
        if kinds and target.thing.kind not in kinds:
            continue
        if not read_model().connections[name].allows(KINDS[source.thing.kind], KINDS[target.thing.kind]):
            continue
        if _is_example(source, name, target) or not _may_stand_for(source, target, name):
            return
        places = [source.token.i, target.token.i, *between]
        confidence = round(sure * source.doubt * target.doubt, 2)
        yield Statement(
            source.thing, name, target.thing, label, sentence, min(places), max(places), confidence
        )
        return


def _may_stand_for(source: End, target: End, type_: str) -> bool:
    """ "We" are the voice only for what is founded and made, a liking is one only of what has a name, and "a package
    manager that …" is one of many."""
    if source.token.lower_ == "i" and type_ == "INFLUENCED":
        return False  # "I enabled it" is a switch
    if type_ == "CREATED" and target.thing.name in read_words().common_initials:
        return False  # "Y's API" is one of many
    if source.token.lower_ == "we":
        return type_ in ("FOUNDED", "CREATED") and target.thing.is_name
    if type_ in ("SUPPORTS", "CRITICIZES") and source.token.lower_ == "i":
        own = any(c.dep_ == "poss" for c in target.token.children)  # "I love my Discord"
        return not own and (target.thing.is_name or target.thing.known)
    if source.thing.kind == "CONCEPT":
        return not any(c.dep_ == "det" and c.lower_ in _ANY for c in source.token.children)
    return True


def _is_example(source: End, type_: str, target: End) -> bool:
    """ "When I create a transaction", "a binary uses memory": true of anything, said of nothing in particular."""
    if not (source.thing.is_special and target.thing.is_special):
        return True
    if (
        source.thing.kind not in ("PERSON", "COMPANY")
        or target.thing.is_name
        or target.thing.kind != "CONCEPT"
    ):
        return False
    return type_ == "USES" or (type_ == "CREATED" and source.token.lower_ == "i")
