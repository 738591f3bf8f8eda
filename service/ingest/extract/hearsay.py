"""Whether words are somebody else's than the voice's: in quotation marks, or told as what another says."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.patterns import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

_CALLS = ("hey", "oh", "hi", "wow")
_QUOTING = ("like", "say", "said", "says", "goes", "saying")
_QUOTES = '"“”„«»'


def is_quoted(token: "Token", start: int = 0) -> bool:
    """Whether a token stands between quotation marks, counted from the character `start` of its text."""
    text = token.doc.text  # put together from all tokens at each asking
    return sum(text.count(mark, start, token.idx) for mark in _QUOTES) % 2 == 1


def says_another(pronoun: "Token") -> bool:
    """Whether an "I" belongs to words that somebody else says: "he was like, I love it"."""
    blocking = read_patterns().blocking
    before = [t.lower_ for t in pronoun.doc[max(0, pronoun.i - 3) : pronoun.i]]
    if any(word in _CALLS for word in before) and any(word in _QUOTING for word in before):
        return True  # "they're like hey i work on X"
    for verb in _above(pronoun):
        lemma = verb.lemma_.lower()
        speech = lemma in blocking["saying"] or (
            lemma == "be" and any(c.lower_ == "like" for c in verb.children)
        )
        for subject in (c for c in verb.children if c.dep_ == "nsubj" and speech):
            if subject.lower_ not in ("i", "we", "that", "which", "it") and subject.i != pronoun.i:
                return True
    return False


def _above(token: "Token") -> Iterator["Token"]:
    """The verbs under which a token stands as what is said, thought or told."""
    while token.head.i != token.i:
        if token.dep_ in ("ccomp", "parataxis"):
            yield token.head
        token = token.head
