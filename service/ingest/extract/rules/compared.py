"""What is set beside what: "X is simpler than Y", "X is like Y", "X is the same as Y", "a bridge between X and Y".

"X versus Y" names a subject to talk about, and "use X instead of Y" one choice: strict readers took one of nine for rivalry.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.rules.thinglike import state_general, things_below, things_doing, things_named
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement
from service.ingest.extract.text.patterns import read_patterns, types_of
from service.ingest.extract.text.speech import Sentence
from service.ingest.extract.text.stated import is_stated

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATED = types_of("RELATED_TO")
_ASKING = ("wonder", "ask", "tell", "explain")
_BE = ("be", "look", "work", "behave", "feel")
_STEPS = 4
"""Words between "than" and the verb that it compares under."""


def from_comparison(said: Said, sentence: Sentence, word: "Token") -> Iterator[Statement]:
    """All that one small word compares."""
    lower = word.lower_
    if lower in ("than", "like", "as", "from", "to") and word.dep_ in ("prep", "mark"):
        yield from _measured(said, sentence, word)
    elif lower == "unlike":
        if word.head.pos_ in ("VERB", "AUX") and is_stated(word.head, able=True):
            who = things_doing(said, word.head)
            yield from state_general(sentence, who, _RELATED, things_below(said, word), "unlike", word)
    elif lower == "between" and word.head.lemma_.lower() in read_patterns().compared["between"]:
        if _is_denied_above(word):
            return
        first = next((c for c in word.children if c.dep_ == "pobj"), None)
        none = any(c.lower_ in ("no", "any") for c in word.head.children)  # "no difference between"
        pair = list(things_named(said, first)) if first is not None and not none else []
        if len(pair) == 2:
            yield from state_general(
                sentence, pair[:1], _RELATED, pair[1:], f"{word.head.lower_} between", word
            )


def _measured(said: Said, sentence: Sentence, word: "Token") -> Iterator[Statement]:
    """ "X is simpler than Y", "X is like Y", "X is the same as Y", "X is different from Y"."""
    verb, between = word.head, list["Token"]()
    while verb.pos_ not in ("VERB", "AUX") and len(between) < _STEPS:
        between.append(verb)
        verb = verb.head
    if verb.lemma_.lower() not in _BE or not is_stated(verb):
        return
    alike = read_patterns().compared["alike"]
    if word.lower_ == "than":
        if not between or between[-1].dep_ not in ("acomp", "attr", "advmod"):
            return
        label = f"{_grade(between)} than"
    elif word.lower_ == "like":
        # "it was like the biggest of them", "it's like this library": a mere word of hesitation
        filler = verb.lower_ in ("was", "were") or any(
            c.dep_ == "det" and c.lower_ in ("the", "this", "that") for o in word.children for c in o.children
        )
        if between or filler or any(c.lower_ in ("not", "nothing") for c in word.children):
            return
        label = f"{verb.lower_} like"
    elif between and between[0].lower_ in alike and between[-1].dep_ in ("acomp", "attr"):
        label = f"{between[0].lower_} {word.lower_}"
    else:
        return
    who, others = list(things_doing(said, verb)), list(things_below(said, word))
    if word.lower_ == "like":
        who = [end for end in who if end.token.pos_ != "PRON"]  # what "it's like X" is of, is anybody's guess
        others = [end for end in others if _is_whole(said, sentence, end)]
    yield from state_general(sentence, who, _RELATED, others, label, verb)


def _is_whole(said: Said, sentence: Sentence, end: End) -> bool:
    """Whether the name is all that it is like: "like a perfect knapsack coinjoin" is not like any coinjoin."""
    for start, stop, thing in said.in_sentence[sentence.index]:
        if thing is end.thing and start <= end.token.i < stop:
            return end.token.doc[start - 1].pos_ in ("DET", "ADP", "CCONJ", "PUNCT")
    return False


def _grade(between: "list[Token]") -> str:
    """ "simpler", "more private"."""
    word = between[0]
    more = next((c.lower_ + " " for c in word.children if c.lower_ in ("more", "less")), "")
    return more + word.lower_


def _is_denied_above(word: "Token") -> bool:
    """ "I see no bridge between X and Y", "tell us the difference between X and Y"."""
    while word.head.i != word.i:
        word = word.head
        if word.lemma_.lower() in _ASKING or any(c.dep_ == "neg" for c in word.children):
            return True
    return False
