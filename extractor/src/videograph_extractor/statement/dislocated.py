"""Finds a name that a pronoun repeats as the subject, as in speech: "Utreexo, it stores a forest", "so MuSig2, that uses Y"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from videograph_extractor.statement.ends import End
from videograph_extractor.statement.places import Said

if TYPE_CHECKING:
    from spacy.tokens import Token

_TAKEN_UP = ("it", "that", "this", "they", "those", "these")
_OPENING = frozenset(
    "so and but now because like well okay yeah then actually basically the a an - , — –".split()
)
"""Words that may stand before a name that begins a clause."""


def named_first(said: Said, pronoun: "Token") -> Iterator[End]:
    """The thing named right before a pronoun, but for a comma, where nothing else begins the sentence."""
    doc, first = pronoun.doc, pronoun.sent.start
    if pronoun.lower_ not in _TAKEN_UP or pronoun.i - 2 < first or doc[pronoun.i - 1].text != ",":
        return
    for end in said.ending_at(doc[pronoun.i - 2]):
        opening = all(token.lower_ in _OPENING for token in doc[first : end.token.left_edge.i])
        if opening and end.thing.kind != "PERSON":
            yield End(end.thing, pronoun, end.token)
