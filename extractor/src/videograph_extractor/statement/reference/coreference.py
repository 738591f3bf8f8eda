"""Resolves a pronoun to an entity named before it, in its sentence or in one of a few sentences about the same. If
there are two candidates, it is not resolved."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from videograph_extractor.entity.things import Thing, is_named
from videograph_extractor.statement.reference.pronouns import (
    Span,
    about,
    alone,
    does,
    first_of,
    goes_on,
    has,
    has_noun_before,
    is_at,
    is_topic,
    root_of,
)
from videograph_extractor.text.factuality import SUBJECTS
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEN, _WOMEN, _THINGS = ("he", "his", "him"), ("she", "her"), ("it", "its")
HUMAN = (*_MEN, *_WOMEN)
THING = ("it", "its")
GROUP = ("they", "their")
_KINDS = {
    "it": ("PRODUCT",),
    "its": ("PRODUCT",),
    "they": ("COMPANY",),
    "their": ("COMPANY",),
    "that": ("PRODUCT",),
}
_OBJECTS_OF = frozenset(
    "use build create write maintain rewrite develop run adopt design fork deploy start".split()
)
"""What is done to an "it" that is a thing by name; what one loves or sees may be anything."""
_NAMING = re.compile(r"\b(?:I ?['’]?m|I am|name ?['’]?s|name is)$", re.IGNORECASE)
"""What stands before the name that somebody says is theirs."""
_FORGOTTEN = re.compile(
    r"\b(?:forget|forgot|remember|recall|blanking on) (?:his|her|their|the) name\b", re.IGNORECASE
)
"""Words with which a person is mentioned that nobody names."""
_SOON = 2
"""Sentences behind that in which an "I" is still theirs, where voices are not told apart."""
_ANSWERING = frozenset(
    "yeah yes yep no hi hello hey welcome thanks thank okay ok right well wow great cool awesome so".split()
)
"""Words with which another voice begins."""
_BACK = 3
"""Sentences before a pronoun's own in which it is looked for; all between must go on about the same."""


def may_stand(pronoun: "Token") -> bool:
    """Whether a pronoun is where it can be told what it means."""
    if pronoun.lower_ == "that":
        return pronoun.dep_ == "nsubjpass"  # "that's written in Go"
    if pronoun.lower_ == "it":
        made = pronoun.dep_ == "dobj" and pronoun.head.lemma_.lower() in _OBJECTS_OF
        return pronoun.dep_ in SUBJECTS or made
    return True


class Antecedents:
    """The sentences of a talk with the entities in each, to look back in."""

    def __init__(self, sentences: Sequence[Sentence], in_sentence: Sequence[Sequence[Span]]) -> None:
        self._sentences, self._in_sentence = sentences, in_sentence
        self._at = {(id(s.passage.doc), s.span.start): s.index for s in sentences}

    def of(self, pronoun: "Token") -> "tuple[Thing, Token] | None":
        """What a "he", "it" or "they" stands for, and where that is named."""
        word = pronoun.lower_
        if word in HUMAN:
            return self._person(pronoun)
        return self.thing(pronoun, _KINDS[word]) if word in _KINDS else None

    def _person(self, pronoun: "Token") -> "tuple[Thing, Token] | None":
        family = _MEN if pronoun.lower_ in _MEN else _WOMEN
        if _FORGOTTEN.search(pronoun.doc[pronoun.sent.start : pronoun.i].text):
            return None
        for back, (sentence, spans) in enumerate(self._before(pronoun)):
            voice = sentence.passage.speaker
            named = [s for s in spans if s[2].kind == "PERSON" and voice not in s[2].labels]
            if named:
                one = len({id(s[2]) for s in named}) == 1
                return (named[-1][2], root_of(sentence, named[-1])) if one else None
            if back and not has(sentence, family):
                return None
        return None

    def self_named(self, pronoun: "Token") -> "tuple[Thing, Token] | None":
        """Who has just said their name, before an "I" of a voice that nobody knows: "my name is Ann Lee. I work at Y"."""
        for back, (sentence, spans) in enumerate(self._before(pronoun)):
            doc = sentence.passage.doc
            if back > _SOON or (
                back and (sentence.span[-1].text == "?" or sentence.passage.doc is not pronoun.doc)
            ):
                return None
            people = [
                s
                for s in spans
                if s[2].kind == "PERSON" and _NAMING.search(doc[max(0, s[0] - 3) : s[0]].text)
            ]
            if people:
                return (people[-1][2], root_of(sentence, people[-1])) if " " in people[-1][2].name else None
            first = sentence.span[0].lower_
            if first in _ANSWERING:
                return None  # somebody else has begun to speak
        return None

    def thing(
        self, pronoun: "Token", kinds: Collection[str], most: int = _BACK
    ) -> "tuple[Thing, Token] | None":
        """The thing of one of the kinds that a word points back to, at most so many sentences."""
        chained = pronoun.lower_ in THING
        first = first_of(pronoun) if chained else pronoun
        for back, (sentence, spans) in enumerate(self._before(pronoun)):
            if back > most or (back and chained and has_noun_before(first)):
                return None
            # what is done to a thing by name is not done to the company that does it: "at Y we run it"
            skipped = (
                ("PERSON", "COMPANY") if pronoun.dep_ == "dobj" and "COMPANY" not in kinds else ("PERSON",)
            )
            others = [s for s in spans if s[2].kind not in skipped]
            if chained and not back:
                others = [s for s in others if s[0] < first.i]
            if others:
                lead = about if back else goes_on
                found = alone(sentence, others) or lead(sentence, others, pronoun)
                stands = found and found[2].kind in kinds and is_named(found[2])
                if found and chained and not is_topic(root_of(sentence, found), pronoun, back > 0):
                    return None
                denied = any(t.dep_ == "neg" for t in sentence.span if back or t.i < pronoun.i)
                return (found[2], root_of(sentence, found)) if found and stands and not denied else None
            if back and not has(sentence, _THINGS):
                return None
        return None

    def company(self, pronoun: "Token", known: Sequence[Thing]) -> "tuple[Thing, Token] | None":
        """The company in "at Y we use …", or one of those that are known, named before a word."""
        for sentence, spans in self._before(pronoun):
            for span in reversed(spans):
                own = (
                    sentence.span.start <= pronoun.i < sentence.span.end
                    and pronoun.doc is sentence.passage.doc
                )
                if span[2].kind == "COMPANY" and (
                    (own and is_at(sentence, span, pronoun)) or any(span[2] is one for one in known)
                ):
                    return span[2], root_of(sentence, span)
        return None

    def is_of_others(self, pronoun: "Token", known: Sequence[Thing]) -> bool:
        """Whether a "we" that something is done to are people whom the voice was among elsewhere: "I worked at Y, and we
        got acquired", where it is not at Y that the voice is known to work."""
        if pronoun.dep_ != "nsubjpass" or not known:
            return False
        index = self._at.get((id(pronoun.doc), pronoun.sent.start))
        spans = self._in_sentence[index] if index is not None else ()
        elsewhere = [s[2] for s in spans if s[0] < pronoun.i and pronoun.doc[s[0] - 1].lower_ == "at"]
        return bool(elsewhere) and not any(one is other for one in elsewhere for other in known)

    def _before(self, pronoun: "Token") -> Iterator[tuple[Sentence, Sequence[Span]]]:
        """The pronoun's sentence up to it, then those before it by the same voice."""
        index = self._at.get((id(pronoun.doc), pronoun.sent.start))
        if index is None:
            return
        own = self._sentences[index]
        earlier = [s for s in self._in_sentence[index] if s[0] < pronoun.i]
        yield own, [s for s in earlier if not does(root_of(own, s), pronoun)]
        for before in range(index - 1, max(index - 1 - _BACK, -1), -1):
            sentence = self._sentences[before]
            spans = self._in_sentence[before]
            if sentence.passage.speaker != own.passage.speaker:
                # the last words of another voice, where nobody is spoken to
                if before == index - 1:
                    yield sentence, [s for s in spans if not s[2].labels]
                return
            yield sentence, spans
