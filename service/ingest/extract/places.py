"""Where the entities of a talk stand in its parsed sentences, and what a pronoun there stands for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from service.ingest.extract.speech import Passage, Sentence
from service.ingest.extract.things import Thing

if TYPE_CHECKING:
    from spacy.tokens import Token


_PRONOUNS = ("here", "i", "my", "we", "he", "she", "his", "her", "it", "its")
_SORTS = frozenset(
    "project language library framework editor tool company team app application platform protocol wallet browser "
    "database engine compiler podcast book startup foundation extension plugin package".split()
)
"""Words for what a thing is that may follow its name: "the Rust language"."""


@dataclass(frozen=True)
class End:
    """An entity at one end of a statement, with the token that it stands at. `doubt` lowers the confidence."""

    thing: Thing
    token: "Token"
    doubt: float = 1.0


class Said:
    """An index of one talk: sentences, and the entities in each. Knows no patterns."""

    def __init__(
        self, passages: Sequence[Passage], sentences: Sequence[Sentence], things: Sequence[Thing]
    ) -> None:
        self.sentences = sentences
        self._voices = {label: thing for thing in things for label in thing.labels}
        by_segment: dict[int, list[tuple[int, int, Thing]]] = {}
        for thing in things:
            for mention in thing.mentions:
                by_segment.setdefault(mention.segment, []).append((mention.start, mention.end, thing))
        self._heads: dict[tuple[int, int], Thing] = {}
        self._spans: dict[int, list[tuple[int, int, Thing]]] = {}
        self._number = {id(passage.doc): i for i, passage in enumerate(passages)}
        for i, passage in enumerate(passages):
            spans: list[tuple[int, int, Thing]] = []
            for offset, start_char in enumerate(passage.starts):
                for start, end, thing in by_segment.get(passage.first + offset, ()):
                    span = passage.doc.char_span(
                        start_char + start, start_char + end, alignment_mode="expand"
                    )
                    if span is not None:
                        spans.append((span.start, span.end, thing))
                        self._heads[i, span.root.i] = thing
            self._spans[i] = sorted(spans, key=lambda s: s[:2])

    @cached_property
    def in_sentence(self) -> list[list[tuple[int, int, Thing]]]:
        """For each sentence the entities in it, with their tokens."""
        return [
            [
                s
                for s in self._spans[self._number[id(sentence.passage.doc)]]
                if sentence.span.start <= s[0] and s[1] <= sentence.span.end
            ]
            for sentence in self.sentences
        ]

    def is_addressed(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether a name is only spoken to, as in "Well, Sjors, what is it?": commas or ends on both sides."""
        doc, span = sentence.passage.doc, sentence.span
        before = (
            start == span.start or doc[start - 1].text in (",", "-", "—") or doc[start - 1].pos_ == "INTJ"
        )
        behind = end >= span.end or doc[end].is_punct
        return before and behind

    def may_connect(self, sentence: Sentence) -> bool:
        """Whether two ends can be in the sentence at all: a name and another, or a pronoun."""
        here = {id(thing) for _, _, thing in self.in_sentence[sentence.index]}
        return len(here) > 1 or (len(here) == 1 and any(t.lower_ in _PRONOUNS for t in sentence.span))

    def things_at(self, token: "Token", conjuncts: bool = True) -> Iterator[End]:
        """The entity whose name's head this token is, and those joined to it by "and"."""
        number = self._number[id(token.doc)]
        tokens = [token, *token.conjuncts] if conjuncts else [token]
        for each in tokens:
            thing = self._heads.get((number, each.i))
            if thing is not None:
                yield End(thing, each)
            elif each.pos_ == "PRON" and (each.lower_ != "it" or each.dep_ in ("nsubj", "nsubjpass")):
                thing = self._stands_for(each)
                if thing is not None:
                    yield End(thing, each, 0.7 if each.lower_ in ("it", "its", "we") else 0.85)
            elif each.lemma_.lower() in _SORTS:
                yield from self._name_before(number, each)

    def _name_before(self, number: int, sort: "Token") -> Iterator[End]:
        """The name in "the Rust language": a word for what it is follows it."""
        if any(c.dep_ == "amod" or (c.dep_ == "det" and c.lower_ != "the") for c in sort.children):
            return  # "a JavaScript library" is none of the name's
        for child in sort.children:
            thing = self._heads.get((number, child.i))
            if (
                thing is not None
                and thing.is_name
                and child.dep_ in ("compound", "nmod")
                and child.i == sort.i - 1
            ):
                yield End(thing, child)

    def voice_at(self, token: "Token") -> End | None:
        """The person who says a word, when it is known who that is."""
        speaker = self._passage_speaker(self._number[id(token.doc)])
        thing = self._voices.get(speaker) if speaker is not None else None
        return End(thing, token, 0.85) if thing is not None else None

    def _stands_for(self, pronoun: "Token") -> Thing | None:
        """ "I", "my", "we": the voice. "He", "her" and so on: the one person named before it in its sentence, else
        the one in the sentence before, by the same voice. "It": the one product in the same way, when nothing else
        is named there that it could mean."""
        number = self._number[id(pronoun.doc)]
        if pronoun.lower_ in ("it", "its"):
            return self._product_before(number, pronoun)
        if pronoun.lower_ in ("i", "my", "we"):
            speaker = self._passage_speaker(number)
            return self._voices.get(speaker) if speaker is not None else None
        if pronoun.lower_ not in ("he", "she", "his", "her"):
            return None
        sentence = pronoun.sent
        people = self._people(number, sentence.start, pronoun.i)
        if not people and sentence.start > 0:
            last = pronoun.doc[sentence.start - 1].sent
            people = self._people(number, last.start, last.end)
        return people[0] if len(people) == 1 else None

    def _product_before(self, number: int, pronoun: "Token") -> Thing | None:
        sentence = pronoun.sent
        for start, end in (
            (sentence.start, pronoun.i),
            (pronoun.doc[sentence.start - 1].sent.start, sentence.start),
        ):
            if sentence.start == 0 and start != sentence.start:
                return None
            named = {id(t): t for s, _, t in self._spans[number] if start <= s < end and t.kind != "PERSON"}
            if named:
                (first, *others) = named.values()
                return first if not others and first.is_name and first.kind == "PRODUCT" else None
        return None

    def _people(self, number: int, start: int, end: int) -> list[Thing]:
        """Persons named in a stretch of tokens, each once."""
        return list(
            {id(t): t for s, _, t in self._spans[number] if start <= s < end and t.kind == "PERSON"}.values()
        )

    def just_before(self, token: "Token", reach: int) -> Iterator[End]:
        """The entity named last in the sentence before a token, at most `reach` tokens away."""
        number = self._number[id(token.doc)]
        spans = [
            s
            for s in self._spans[number]
            if max(token.sent.start, token.i - reach) <= s[0] and s[1] <= token.i
        ]
        if spans:
            start, end, thing = spans[-1]
            yield End(thing, token.doc[start:end].root, 0.8)

    def _passage_speaker(self, number: int) -> str | None:
        return self._speakers[number]

    @cached_property
    def _speakers(self) -> dict[int, str | None]:
        return {self._number[id(s.passage.doc)]: s.passage.speaker for s in self.sentences}
