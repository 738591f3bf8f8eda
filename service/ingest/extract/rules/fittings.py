"""What a product has for another: "Qt has Python bindings", "MongoDB ships a Java driver", "IDA has Python built in"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import is_named
from service.ingest.extract.rules.thinglike import state_general, things_doing, things_named
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement
from service.ingest.extract.text.patterns import types_of
from service.ingest.extract.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATED, _USES = types_of("PRODUCT>RELATED_TO:PRODUCT"), types_of("PRODUCT>USES:PRODUCT")
_HAVING = frozenset("have provide offer ship include expose add get support".split())
_FITTINGS = frozenset(
    "binding driver sdk client integration plugin support wrapper interface adapter adaptor connector compatibility "
    "extension frontend backend api".split()
)
"""What is made so that two things go together, behind the name of the other."""


def from_fitting(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """All that one verb of having says."""
    if verb.lemma_.lower() not in _HAVING or verb.tag_ not in ("VBZ", "VBP", "VBD", "VBN"):
        return
    who = [end for end in things_doing(said, verb) if is_named(end.thing)]
    for noun in (c for c in verb.children if c.dep_ == "dobj" and who):
        if any(c.lower_ in ("no", "any") for c in noun.children):
            continue
        for each in (noun, *noun.conjuncts):
            before = each.nbor(-1) if each.i > 0 else each
            if each.lemma_.lower() in _FITTINGS and before.head.i == each.i:
                found = [end for end in said.ending_at(before) if is_named(end.thing)]
                label = f"{verb.lower_} {before.text} {each.lower_}"
                yield from state_general(sentence, who, _RELATED, found, label, verb)
    for built in (c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.lower_ == "built" and who):
        inside = any(c.lower_ == "in" and c.dep_ in ("prt", "prep", "advmod") for c in built.children)
        named = [c for c in built.children if c.dep_ in ("nsubj", "nsubjpass", "dobj") and inside]
        found = [end for c in named for end in things_named(said, c) if is_named(end.thing)]
        yield from state_general(sentence, who, _USES, found, "built in", verb)
