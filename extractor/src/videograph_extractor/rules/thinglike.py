"""Decides which ends are allowed in a statement between things: products and terms in general statements."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.things import SUBJECT, Thing, is_by_the_way, is_named
from videograph_extractor.rules.verbs import who_does
from videograph_extractor.statement.dislocated import named_first
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.naming import called
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement, state
from videograph_extractor.text.factuality import SUBJECTS
from videograph_extractor.text.patterns import Types, read_patterns
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_KINDS = ("PRODUCT", "CONCEPT", "COMPANY")
_CARRIERS = frozenset(
    "solution technique approach method scheme trick mechanism idea proposal concept protocol construction algorithm "
    "opcode upgrade feature functionality system standard format model node client software network code codebase".split()
)
"""Words for what a name before them is, or what it runs on: "the MuSig technique", "Bitcoin nodes"; but no "Taproot output"."""
_NONE = ("no", "any", "neither", "what", "which", "whatever", "another", "other", "different")
_EARLY = 3
"""Words before a pronoun that begins its sentence."""
_MANY = ("NNS", "NNPS")
_ONE = ("some", "this", "that", "these", "those", "my", "his", "her", "their", "its")


def is_thing(thing: Thing) -> bool:
    """Whether it is a product by name, or a term that a glossary could have: no plain noun."""
    if thing.kind not in _KINDS or thing.name.rpartition(" ")[2].rstrip("s").lower() in read_patterns().roles:
        return False  # "the developer advocate" is somebody
    if thing.name.removesuffix("s") in read_words().common_initials:
        return False  # "exposes its API"
    if is_by_the_way(thing):
        return False  # "a compiler", "a pull request"
    term = thing.known or " " in thing.name or "-" in thing.name or thing.salience >= SUBJECT
    return is_named(thing) or term


def things_who(who: Iterable[End]) -> Iterator[End]:
    return (end for end in who if is_thing(end.thing))


def things_doing(said: Said, verb: "Token") -> Iterator[End]:
    """What a verb is said of, when that is a thing and it is said of it as such: "X does", "the X nodes do", "having X
    does"."""
    found = list(things_who(who_does(said, verb)))
    for subject in (c for c in verb.children if c.dep_ in (*SUBJECTS, "csubj") and not found):
        if first := list(things_who(named_first(said, subject))):
            found += first
        elif subject.lower_ in ("it", "they"):
            found += _topic_before(said, subject)
        elif subject.dep_ == "csubj":
            having = subject.lemma_.lower() in ("have", "use", "add", "introduce")
            objects = [c for c in subject.children if c.dep_ == "dobj"] if having else []
            found += (end for c in objects for end in things_named(said, c))
        else:
            found += things_named(said, subject)
    yield from (end for end in found if _is_general(end, verb))


def _topic_before(said: Said, pronoun: "Token") -> list[End]:
    """What the sentence before is about, when it is about one thing and nothing else stands before the pronoun."""
    start = pronoun.sent.start
    if start == 0 or pronoun.i - start > _EARLY:
        return []
    before = pronoun.doc[start - 1].sent
    verbs = [before.root, *(c for c in before.root.children if c.dep_ == "conj")]
    subjects = [c for verb in verbs for c in verb.children if c.dep_ in SUBJECTS]
    ends = [end for c in subjects for end in said.things_at(c) if end.token.pos_ != "PRON"]
    things = {id(end.thing): end.thing for end in ends}
    several = any(end.token.tag_ in _MANY or end.token.conjuncts for end in ends)
    if len(things) != 1 or several != (pronoun.lower_ == "they"):
        return []
    return [End(thing, pronoun) for thing in things.values() if is_thing(thing)]


def things_named(said: Said, noun: "Token") -> Iterator[End]:
    """The things at a noun, or the one whose name stands before it: "the MuSig technique"."""
    if any(c.dep_ == "det" and c.lower_ in _NONE for c in noun.children):
        return
    if noun.lemma_.lower() in read_patterns().roles:
        return  # "the creator of X is working on Y"
    if any(c.dep_ == "nummod" and c.is_digit and c.i < noun.i for c in noun.children):
        return  # "10 Bitcoin" are an amount
    found = [end for end in said.things_at(noun) if end.token.pos_ != "PRON"]
    if not found and noun.lemma_.lower() in _CARRIERS and noun.i > 0 and noun.nbor(-1).head.i == noun.i:
        owned = any(c.dep_ == "poss" for c in noun.children)  # "Y's X client" is no X as such
        # nor is a client of a protocol the protocol
        kinds = ("COMPANY", "CONCEPT") if noun.lemma_.lower() == "client" else ("COMPANY",)
        found += (end for end in said.ending_at(noun.nbor(-1)) if end.thing.kind not in kinds and not owned)
    yield from things_who(found or called(said, noun))


def things_below(said: Said, preposition: "Token") -> Iterator[End]:
    for child in preposition.children:
        if child.dep_ == "pobj" and child.lower_ == "top":
            of = (c for c in child.children if c.dep_ == "prep" and c.lower_ == "of")
            yield from (end for c in of for end in things_below(said, c))
        elif child.dep_ == "pobj":
            yield from things_named(said, child)
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from things_below(said, child)  # "out of X", "inside of X"


def _is_general(end: End, verb: "Token") -> bool:
    """Whether what a verb says of a thing holds of it as such: a name, or a term in the present and not some one of it."""
    if is_named(end.thing) and end.thing.kind == "PRODUCT":
        return True
    determiners = [c.lower_ for c in end.token.children if c.dep_ in ("det", "poss")]
    if any(word in (*_NONE, *_ONE) for word in determiners):
        return False
    return verb.tag_ in ("VBZ", "VBP", "VB", "VBN", "VBG") or (is_named(end.thing) and not determiners)


def state_general(
    sentence: Sentence,
    sources: Iterable[End],
    types: Types,
    targets: Iterable[End],
    label: str,
    word: "Token",
) -> Iterator[Statement]:
    """What one word says of each of some things and each of others, as such."""
    rest = list(targets)
    for source in sources:
        for target in rest:
            yield from state(sentence, source, types, target, label, (word.i,), general=True)
