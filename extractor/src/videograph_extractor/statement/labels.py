"""Makes labels of connections where the word alone would mislead."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_OVER_TO = ("have", "use")
"""Verbs that say of what is done with "to" that it was a must, or was so once."""


def label_of(label: str, word: "Token", type_: str) -> str:
    """`label` as it is shown; `word` is the token that connects. What somebody was doing is told as past, and what one had to
    or used to do as that."""
    if type_ == "CREATED" and label == "by":
        return "made"
    if (
        type_ == "PARTICIPATED_IN"
        and word.pos_ == "VERB"
        and any(c.lower_ in ("to", "with") for c in word.children)
    ):
        return label.removeprefix(f"{word.lower_} ")  # "we talked to you at Y" gave no talk
    if not label.startswith(word.lower_):
        return label
    if (
        word.tag_ == "VBG"
        and word.dep_ == "xcomp"
        and word.head.tag_ == "VBD"
        and word.head.lemma_ == "start"
    ):
        return f"{word.head.lower_} {label}"
    if word.tag_ == "VBG":
        past = next((c for c in word.children if c.dep_ == "aux" and c.lower_ in ("was", "were")), None)
        return label if past is None else f"{past.lower_} {label}"
    if word.dep_ == "xcomp" and word.head.lemma_ in _OVER_TO and any(c.lower_ == "to" for c in word.children):
        return f"{word.head.lower_} to {label}"
    return label


def label_of_noun(noun: "Token", preposition: "Token") -> str:
    """ "Alternative to"; with a name that stands before it, as in "Rails equivalent for"."""
    before = f"{noun.nbor(-1).text} " if noun.i > 0 and noun.nbor(-1).pos_ == "PROPN" else ""
    return f"{before}{noun.lower_} {preposition.lower_}"
