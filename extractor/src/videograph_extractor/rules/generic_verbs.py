"""Finds statements about things with any verb: "X stores Y", "X connects to Y", "X is kept in Y", "X lets you do Y".

`verbs.py` has the verbs that say one type each, whoever does them. Here both ends are things, products and terms, and
the verb may be any that things do: what it says goes into the label, where none of the closed list's types is meant.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_words
from videograph_extractor.rules.thinglike import things_below, things_doing, things_named, things_who
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.grammar import is_passive
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement, state
from videograph_extractor.text.patterns import Types, read_patterns, types_of
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATED, _INFLUENCED, _PART_OF = types_of("RELATED_TO"), types_of("INFLUENCED"), types_of("PART_OF")
_BASED_ON, _USES = types_of("BASED_ON"), types_of("PRODUCT>USES:PRODUCT")
_PLACES = frozenset(
    "to with in into inside on onto from by via through against over like within across".split()
)
_WITH_OBJECT = frozenset("to into from".split())
"""Prepositions that say where a third thing goes: "hashers sell power to the pool"."""
_BEING = ("of", "for", "in", "on", "to", "behind", "by", "with", "on", "against", "from")
_FOR_PRODUCT = types_of("PRODUCT>RELATED_TO:PRODUCT")
_ONE_OF_ITS_OWN = ("a", "an")
_ABSTRACT = ("ity", "ness", "ance", "ence", "ency", "acy", "model", "support")
"""How nouns end for what a thing is like, which is no part of it."""
_FOR = ("extension", "plugin", "layer", "upgrade", "improvement")
"""With a name before them made for it, not from it."""
_TRAITS = ("open source",)
"""What a thing is, and not what it is a version of."""
_LIGHT = ("make", "take", "give")
"""Verbs that say nothing without their object."""
_AWAY = ("go", "come", "get", "face")
"""What things are said to do in words that stand for another: "X is going from strings to code"."""
_EMPTY = ("thing", "bunch", "future", "sort", "kind", "lot", "case", "question", "analogy")
_DENYING = ("no", "not", "any", "nothing", "enough", "too")


def from_told(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """All that one verb tells; it is told as a fact, or as what a thing can do."""
    lemma = verb.lemma_.lower()
    words = read_patterns().told
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return  # "a library built on Y" hangs on whatever noun stands before it
    if lemma in words["never"] or (verb.tag_ == "VBG" and not any(c.lemma_ == "be" for c in verb.children)):
        return  # "X, so reducing Y is fine"
    facing = verb.i > 0 and verb.nbor(-1).text == "-"
    if verb.tag_ == "VBG" and (lemma in _AWAY or facing):
        return  # "going from X", "inward-facing with X"
    who = list(things_doing(said, verb))
    if not who:
        return
    for label, types, target, turned in _targets(said, verb, lemma):
        for source in who:
            if turned and types == _PART_OF and source.thing.kind == "COMPANY":
                continue  # "Google has Bazel"
            pair = (target, source) if turned else (source, target)
            yield from state(sentence, pair[0], types, pair[1], label, (verb.i,), general=True)


def _targets(said: Said, verb: "Token", lemma: str) -> Iterator[tuple[str, Types, End, bool]]:
    """Label, type and end of each thing that a verb reaches; with True where that thing is the one that does it."""
    words = read_patterns().told
    if lemma == "be":
        yield from _being(said, verb)
        return
    passive = is_passive(verb)
    own = lemma not in words["places"]
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    clause = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i]
    label = " ".join([verb.lower_, *(c.lower_ for c in verb.children if c.dep_ == "prt")])
    if lemma in words["enabling"] and not passive:
        yield from _enabled(said, verb, lemma, clause)
    for child in objects if own and not clause and not passive else ():
        holds = lemma in words["holding"]
        if holds and verb.tag_ in ("VBD", "VBN"):
            continue  # "it had a Y" is of one time
        types = _PART_OF if holds else _types(lemma)
        for target in things_named(said, child):
            concept = target.thing.kind == "CONCEPT"
            if lemma == "have" and concept and any(c.lower_ in _ONE_OF_ITS_OWN for c in child.children):
                continue  # "X has a debugger"
            if not holds or not concept or not child.lemma_.lower().endswith(_ABSTRACT):
                yield label, types, target, holds
    for child in verb.children:
        if passive and child.dep_ == "agent" and own:
            types = _types(lemma)
            # what has no type of its own keeps the direction of its words: "Intel was challenged by AMD"
            turned = any(name != "RELATED_TO" for _, name, _ in types)
            for target in things_below(said, child):
                yield f"{verb.lower_} by", types, target, turned
        elif child.dep_ == "prep" and child.i > verb.i and child.lower_ in _PLACES and " " not in label:
            if (objects and child.lower_ not in _WITH_OBJECT) or (child.lower_ == "with" and passive):
                continue
            if objects and lemma in _LIGHT:
                continue  # "made the switch to Y"
            table = read_patterns().passive if passive else read_patterns().prepositional
            types = table.get(f"{lemma} {child.lower_}", ()) + _RELATED
            if child.lower_ == "on" and any(c.lower_ == "top" for c in child.children):
                types = _BASED_ON
            for target in things_below(said, child):
                yield f"{verb.lower_} {child.lower_}", types, target, False


def _being(said: Said, verb: "Token") -> Iterator[tuple[str, Types, End, bool]]:
    """ "X is active on Y", "X is inside Y", "X is the bottleneck of Y": by adjective, place or plain noun."""
    described = any(c.dep_ == "acomp" for c in verb.children)  # "is on Y" alone tells little
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "prep" and (
            child.lower_ == "inside" or (described and child.lower_ in ("on", "in"))
        ):
            for target in things_below(said, child):
                yield f"{verb.lower_} {child.lower_}", _RELATED, target, False
        elif child.dep_ == "prep" and child.lower_ == "for":
            for target in things_below(said, child):  # "an app that is for macOS"
                yield f"{verb.lower_} for", _FOR_PRODUCT, target, False
        elif child.dep_ in ("acomp", "attr"):
            yield from _described(said, child, named=True)


def _described(said: Said, word: "Token", named: bool) -> Iterator[tuple[str, Types, End, bool]]:
    """What a plain noun or an adjective says by what hangs on it: "the bottleneck of Y", "active on Y" and, if
    `named`, "a Y wallet"."""
    if word.pos_ not in ("NOUN", "ADJ") or word.lemma_.lower() in _EMPTY or any(said.things_at(word)):
        return
    if any(c.lower_ in _DENYING for c in word.children):
        return
    table = read_patterns().nouns
    places = [c for c in word.children if c.dep_ == "prep" and c.lower_ in _BEING]
    for place in places:
        if place.lower_ == "in" and any(of.lower_ == "of" and of.i < place.i for of in places):
            continue  # "the progenitor of X in Y": it is X that is in Y
        for target in things_below(said, place):
            types = table.get(f"{word.lemma_.lower()} {place.lower_}", ()) + _RELATED
            yield f"{word.lower_} {place.lower_}", types, target, False
    before = word.nbor(-1) if word.i > 0 else word
    if named and word.tag_ == "NN" and before.head.i == word.i:
        made = table.get(f"{word.lemma_.lower()} of", ())  # "a Y implementation", but no "Y case"
        based = tuple(t for t in made if t[1] == "BASED_ON" and word.lemma_.lower() not in _FOR)
        for target in things_who(said.ending_at(before)):
            # "a Go implementation" is one in Go
            language = based and target.thing.name in read_words().languages
            types = (_USES if language else based) + _RELATED
            if target.thing.name.lower() in _TRAITS:
                continue
            yield f"{target.thing.name} {word.lower_}", types, target, False


def _types(lemma: str) -> Types:
    """What the table says of the verb, where the ends are of its kinds."""
    table = read_patterns()
    return table.verbs.get(lemma, ()) + (_INFLUENCED if lemma in table.told["influencing"] else _RELATED)


def _enabled(
    said: Said, verb: "Token", lemma: str, clauses: list["Token"]
) -> Iterator[tuple[str, Types, End, bool]]:
    """ "X lets you do Y", "X makes Y possible", "X enables people to build Y": what stands under the verb below. What X
    makes easy or helps with was there before, and does not come about by it."""
    types = _RELATED if lemma in ("make", "help") else _INFLUENCED
    for below in (b for c in clauses for b in (c, *(d for d in c.children if d.dep_ in ("xcomp", "ccomp")))):
        if any(c.dep_ == "neg" for c in below.children):
            continue
        for child in below.children:
            if child.dep_ == "dobj" or (child.dep_ in ("nsubj", "nsubjpass") and below.pos_ != "VERB"):
                for target in things_named(said, child):
                    yield verb.lower_, types, target, False
