"""What is set against what: "X is simpler than Y", "X instead of Y", "X versus Y", "the difference between X and Y",
"X is like Y", "X and Y are compatible"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.ends import End
from service.ingest.extract.patterns import read_patterns, types_of
from service.ingest.extract.places import Said
from service.ingest.extract.speech import Sentence
from service.ingest.extract.stated import is_stated
from service.ingest.extract.statements import Statement
from service.ingest.extract.thinglike import state_each, things_below, things_doing, things_named, things_who

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATED, _COMPETES = types_of("RELATED_TO"), types_of("COMPETES_WITH")
_ASKING = ("wonder", "ask")
_SURE = 0.7
_VERSUS = ("versus", "vs", "vs.")
_BE = ("be", "look", "work", "behave", "feel")
_NEAR = 4
"""Words between a name and "instead of"."""
_STEPS = 4
"""Words between "than" and the verb that it compares under."""


def from_comparison(said: Said, sentence: Sentence, word: "Token") -> Iterator[Statement]:
    """All that one small word compares."""
    lower = word.lower_
    if lower in (*_VERSUS, "between") and _is_denied_above(word):
        return
    if lower in _VERSUS:
        others = [end for end in things_below(said, word) if not _goes_on(end)]
        yield from state_each(sentence, _left(said, word), _COMPETES, others, "versus", word, _SURE)
    elif lower in ("than", "like", "as", "from", "to") and word.dep_ in ("prep", "mark"):
        yield from _measured(said, sentence, word)
    elif lower == "unlike":
        if word.head.pos_ in ("VERB", "AUX") and is_stated(word.head, able=True):
            who = things_doing(said, word.head)
            yield from state_each(sentence, who, _RELATED, things_below(said, word), "unlike", word, _SURE)
    elif lower == "between" and word.head.lemma_.lower() in read_patterns().compared["between"]:
        first = next((c for c in word.children if c.dep_ == "pobj"), None)
        none = any(c.lower_ in ("no", "any") for c in word.head.children)  # "no difference between"
        pair = list(things_named(said, first)) if first is not None and not none else []
        if len(pair) == 2:
            yield from state_each(
                sentence, pair[:1], _RELATED, pair[1:], f"{word.head.lower_} between", word, _SURE
            )
    elif lower in ("instead", "rather", "opposed"):
        yield from _instead(said, sentence, word)


def _left(said: Said, word: "Token") -> Iterator[End]:
    """The thing that a preposition hangs on."""
    yield from things_who(said.things_at(word.head, conjuncts=False))


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
    who = list(things_doing(said, verb))
    yield from state_each(sentence, who, _RELATED, things_below(said, word), label, verb, _SURE)


def _grade(between: "list[Token]") -> str:
    """ "simpler", "more private"."""
    word = between[0]
    more = next((c.lower_ + " " for c in word.children if c.lower_ in ("more", "less")), "")
    return more + word.lower_


def _instead(said: Said, sentence: Sentence, word: "Token") -> Iterator[Statement]:
    """ "use X instead of Y", "X rather than Y", "X as opposed to Y"."""
    doc = word.doc
    follow = {"instead": "of", "rather": "than", "opposed": "to"}[word.lower_]
    behind = word.i + 1
    if behind >= sentence.span.end or doc[behind].lower_ != follow or _is_denied_above(word):
        return
    seconds = _standing_at(said, sentence, behind + 1, 1)
    before = word.i - (2 if word.lower_ == "opposed" else 1)
    if before > sentence.span.start and doc[before].is_punct:
        before -= 1
    firsts = _standing_at(said, sentence, before, -1)
    yield from state_each(sentence, firsts, _COMPETES, seconds, f"{word.lower_} {follow}", word, _SURE)


def _goes_on(end: End) -> bool:
    """ "Bitcoin transactions" are not Bitcoin."""
    behind = end.token.i + 1
    return behind < len(end.token.doc) and end.token.doc[behind].tag_ in ("NN", "NNS")


def _is_denied_above(word: "Token") -> bool:
    """ "It doesn't make sense to compile to X instead of Y", "I wonder how X versus Y does"."""
    while word.head.i != word.i:
        word = word.head
        if word.lemma_.lower() in _ASKING or any(c.dep_ == "neg" for c in word.children):
            return True
    return False


def _standing_at(said: Said, sentence: Sentence, place: int, step: int) -> list[End]:
    """The thing whose name comes next from a place on, in a row of nouns and what describes them."""
    doc = sentence.passage.doc
    for i in range(place, place + step * _NEAR, step):
        if not sentence.span.start <= i < sentence.span.end:
            return []
        token = doc[i]
        found = list(things_who(said.things_at(token, conjuncts=False)))
        if found:
            return [] if step > 0 and any(map(_goes_on, found)) else found
        if token.pos_ not in ("DET", "ADJ", "PROPN", "ADV", "NOUN", "VERB", "ADP"):
            return []
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod", "amod"):
            return []
    return []
