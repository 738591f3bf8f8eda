"""Computes the confidence of a name's kind. Another talk's sure kind overrides a guess, but not a stated kind.

Only what says something about this one name counts: a table, the words of the name, and the words around it. How the
name is written and what spaCy calls it give a kind to everything, and are wrong on one in four.
"""

from collections.abc import Mapping
from functools import cache

from service.domain.document import Kind
from service.extractors.common.word_tables import read_known_names, read_words
from videograph_extractor.entity.kinds.cues import PLACE
from videograph_extractor.entity.kinds.vote import known_kind, shows_body
from videograph_extractor.entity.names.proper_names import Name
from videograph_extractor.entity.people.people import has_first_name
from videograph_extractor.entity.things import fold

_BY_ITS_WORDS = 0.9
_DOUBT = 1.0
"""What always speaks against a kind: one cue alone (weight 1) makes it half sure, three clear ones 0.86."""


def how_sure(name: Name, kind: Kind, context: Mapping[str, float]) -> float:
    """From 0, a guess, to 1, known. `context` has the votes of the words around all mentions."""
    text = name.text
    known = name.known or known_kind(text) or read_known_names().ambiguous.get(text)
    either = fold(text) in _either()
    if known == kind and either:
        return 0.0  # A product whose maker has its name: that is a product until somebody says the maker.
    if known == kind:
        return 1.0
    if " " in text:
        by_ending = read_words().endings.get(text.split()[-1].lower().rstrip(".")) == kind
        by_first_name = kind == "PERSON" and has_first_name(text)
        if by_ending or by_first_name or (kind == "COMPANY" and shows_body(text)):
            return _BY_ITS_WORDS
    told = context.get(kind, 0.0)
    against = sum(weight for other, weight in context.items() if other not in (kind, PLACE))
    return round(max(0.0, told - against) / (told + against + _DOUBT), 2)


@cache
def _either() -> frozenset[str]:
    return frozenset(map(fold, read_known_names().either))
