"""Finds what something is made with: "we run a Kafka cluster", "I built an Electron app"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from videograph_extractor.entity.things import is_named
from videograph_extractor.statement.ends import End, is_for
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement, state
from videograph_extractor.text.patterns import types_of
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_USES = types_of("PERSON,COMPANY,PRODUCT>USES:PRODUCT")
_HAVING = frozenset(
    "have use run build write make create deploy maintain operate set spin develop host launch".split()
)
_SETUPS = frozenset(
    "app application backend frontend board channel cluster codebase database server site website pipeline service instance "
    "monolith account stack script program component cli game database frontend".split()
)
"""Words for what runs on, is written in or kept at what is named before them."""
_SITES = ("site", "website")


def from_setup(
    said: Said, sentence: Sentence, verb: "Token", noun: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """ "We have a Trello board", "she wrote a React app"."""
    if verb.lemma_.lower() not in _HAVING or noun.lemma_.lower() not in _SETUPS:
        return
    if noun.lemma_.lower() in _SITES and any(c.lower_ == "the" for c in noun.children):
        return  # "we built the GopherCon website"
    for child in noun.children:
        if child.dep_ in ("compound", "nmod") and child.i == noun.i - 1:
            for target in said.things_at(child, conjuncts=False):
                if (
                    target.thing.kind == "PRODUCT"
                    and is_named(target.thing)
                    and not is_for(noun, target.thing)
                ):
                    label = f"{verb.lower_} {child.lower_} {noun.lower_}"
                    for source in who:
                        yield from state(sentence, source, _USES, target, label, (verb.i,))
