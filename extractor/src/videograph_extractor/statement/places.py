"""Finds the entities of a talk in its parsed sentences, and the entities of pronouns."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from videograph_extractor.entity.things import Thing, is_named
from videograph_extractor.statement.ends import SORTS, End, is_about, is_for
from videograph_extractor.statement.reference.addressees import Addressees
from videograph_extractor.statement.reference.coreference import GROUP, HUMAN, THING, Antecedents, may_stand
from videograph_extractor.text.reported_speech import YOU, is_quoted, says_another
from videograph_extractor.text.speech import Passage, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token


_VOICE = ("i", "my", "we", "us", "our")
_PRONOUNS = ("here", *YOU, *_VOICE, *HUMAN, *THING, *GROUP, "this", "that")
_TEAM = ("we", "us", "our")
_NO_PRODUCT = ("book", "podcast")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SORT_KINDS = {
    **dict.fromkeys(("company", "startup", "foundation"), ("COMPANY",)),
    **dict.fromkeys(("conference", "meetup", "summit", "festival"), ("EVENT",)),
}


def _begins_clause(joined: "Token") -> bool:
    """ "I ran a company and AWS had issues": the parser joined what is the next clause's subject."""
    behind = joined.i + 1
    verb = behind < len(joined.doc) and joined.doc[behind]
    return bool(verb) and verb.tag_ in _FINITE and verb.dep_ not in ("acl", "relcl")


class Said:
    """An index of one talk: sentences, and the entities in each. Knows no patterns."""

    def __init__(
        self, passages: Sequence[Passage], sentences: Sequence[Sentence], things: Sequence[Thing]
    ) -> None:
        self.sentences = sentences
        self._passages = passages
        self._voices = {label: thing for thing in things for label in thing.labels}
        by_segment: dict[int, list[tuple[int, int, Thing]]] = {}
        for thing in things:
            for mention in thing.mentions:
                by_segment.setdefault(mention.segment, []).append((mention.start, mention.end, thing))
        self._employers: dict[int, dict[int, Thing]] = {}
        self._heads: dict[tuple[int, int], tuple[Thing, int]] = {}
        """Passage and head of a name → whose name it is, and its first token."""
        self._spans: dict[int, list[tuple[int, int, Thing]]] = {}
        self._number = {id(passage.doc): i for i, passage in enumerate(passages)}
        self._starts = [passage.starts for passage in passages]
        for i, passage in enumerate(passages):
            spans: list[tuple[int, int, Thing]] = []
            for offset, start_char in enumerate(passage.starts):
                for start, end, thing in by_segment.get(passage.first + offset, ()):
                    span = passage.doc.char_span(
                        start_char + start, start_char + end, alignment_mode="expand"
                    )
                    if span is not None:
                        spans.append((span.start, span.end, thing))
                        self._heads[i, span.root.i] = thing, span.start
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

    def may_connect(self, sentence: Sentence) -> bool:
        """Whether two ends can be in the sentence at all: a name and another, a pronoun, or a voice that judges it."""
        here = {id(thing) for _, _, thing in self.in_sentence[sentence.index]}
        other = sentence.passage.speaker in self._voices or any(t.lower_ in _PRONOUNS for t in sentence.span)
        return len(here) > 1 or (len(here) == 1 and other)

    def things_at(self, token: "Token", conjuncts: bool = True) -> Iterator[End]:
        """The entity whose name's head this token is, and those joined to it by "and"; none of those joined by "or"."""
        number = self._number[id(token.doc)]
        tokens = [token, *token.conjuncts] if conjuncts else [token]
        if any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for each in tokens for c in each.children):
            return
        for each in tokens:
            if each.i != token.i and _begins_clause(each):
                continue
            named = self._heads.get((number, each.i))
            if named is not None:
                yield End(named[0], each, first=named[1])
            elif each.pos_ == "PRON" and may_stand(each):
                yield from self._stands_for(each)
            elif each.lemma_.lower() in SORTS:
                found = [*self._name_before(number, each)]
                yield from found or self._pointed_at(each)

    def ending_at(self, token: "Token") -> Iterator[End]:
        """The entity whose last word a token is, whatever its grammatical head."""
        for start, end, thing in self._spans[self._number[id(token.doc)]]:
            if end == token.i + 1:
                yield End(thing, token.doc[start:end].root, first=start)

    def starting_at(self, token: "Token") -> Iterator[End]:
        """The entity whose first word a token is."""
        for start, end, thing in self._spans[self._number[id(token.doc)]]:
            if start == token.i:
                yield End(thing, token.doc[start:end].root, first=start)

    def _name_before(self, number: int, sort: "Token") -> Iterator[End]:
        """The name in "the Rust language": a word for what it is follows it."""
        if any(c.dep_ in ("amod", "poss") or (c.dep_ == "det" and c.lower_ != "the") for c in sort.children):
            return  # "a JavaScript library", "my JavaScript library" are none of the name's
        for child in sort.children:
            thing, first = self._heads.get((number, child.i), (None, None))
            if (
                thing is not None
                and is_named(thing)
                and child.dep_ in ("compound", "nmod")
                and child.i == sort.i - 1
                and not is_for(sort, thing)
                and not is_about(sort, thing)
                and ("EVENT" not in _SORT_KINDS.get(sort.lemma_.lower(), ()) or thing.kind == "EVENT")
            ):
                yield End(thing, child, first=first)

    def _pointed_at(self, sort: "Token") -> Iterator[End]:
        """What "this library" and "the company" point back to: the one thing of that sort named just before."""
        kinds = _SORT_KINDS.get(sort.lemma_.lower(), ("PRODUCT",))
        if sort.lemma_.lower() in _NO_PRODUCT:
            return  # "a book on X … this book"
        points = any(c.dep_ == "det" and c.lower_ in ("this", "that") for c in sort.children)
        described = any(c.dep_ not in ("det", "punct", "prep", "cc", "conj") for c in sort.children)
        if points and not described and sort.tag_ == "NN":
            found = self._antecedents.thing(sort, kinds, 1)
            if found is not None:
                yield End(found[0], sort, found[1])

    def person_before(self, token: "Token") -> Iterator[End]:
        """The one person named before a token in its sentence."""
        number = self._number[id(token.doc)]
        people = self._people(number, token.sent.start, token.i)
        if len(people) == 1:
            spans = [
                s for s in self._spans[number] if s[2] is people[0] and token.sent.start <= s[0] < token.i
            ]
            yield End(people[0], token.doc[spans[-1][0] : spans[-1][1]].root, first=spans[-1][0])

    def voice_at(self, token: "Token") -> End | None:
        """The person who says a word, when it is known who that is and the words are not another's."""
        number = self._number[id(token.doc)]
        speaker = self._speakers[number]
        thing, named = self._voices.get(speaker) if speaker is not None else None, None
        if thing is None and token.lower_ in ("i", "my"):
            thing, named = self._antecedents.self_named(token) or (None, None)
        own = thing is not None and not self._is_quoted(number, token) and not says_another(token)
        return End(thing, token, named) if thing is not None and own else None

    def who_at(self, token: "Token") -> End | None:
        """The voice of an "I", "my" or "we", the addressee of a "you" or "your"."""
        return self._addressee(token) if token.lower_ in YOU else self.voice_at(token)

    def _stands_for(self, pronoun: "Token") -> Iterator[End]:
        """ "I", "my", "we": the voice, if the words are its own. "You": who is addressed. "He", "it" and so on: who or what
        was named before."""
        word = pronoun.lower_
        if word in _VOICE or word in YOU:
            who = self.who_at(pronoun)
            if who is not None and word in _TEAM:
                if self._antecedents.is_of_others(pronoun, self.employers_of(who.thing)):
                    return
                team = self._team_at(who.thing, pronoun)
                known = team is not None or bool(self.employers_of(who.thing))
                who = End(who.thing, pronoun, None, team, known)
        else:
            found = self._antecedents.of(pronoun)
            who = End(found[0], pronoun, found[1]) if found is not None else None
        if who is not None:
            yield who

    def _addressee(self, you: "Token") -> End | None:
        number = self._number[id(you.doc)]
        thing = self._addressees.called_before(number, you) if you.lower_ == "you" else None
        if thing is not None:
            return End(thing, you)
        label = self._addressees.partner(number, you)
        thing = self._voices.get(label) if label is not None else None
        own = thing is not None and not self._is_quoted(number, you) and not says_another(you)
        return End(thing, you, spoken_to=True) if thing is not None and own else None

    def _team_at(self, voice: Thing, pronoun: "Token") -> End | None:
        """The company of a "we": the one in "at Y we …", otherwise where the voice is known to work, if named shortly before."""
        employers = self.employers_of(voice)
        found = self._antecedents.company(pronoun, employers if len(employers) == 1 else ())
        return End(found[0], pronoun, found[1]) if found is not None else None

    def learn_employer(self, person: Thing, company: Thing) -> None:
        """That a voice works at a company: from now on its people are "we"."""
        self._employers.setdefault(id(person), {})[id(company)] = company

    def employers_of(self, person: Thing) -> list[Thing]:
        """The companies that somebody has been said to work at."""
        return list(self._employers.get(id(person), {}).values())

    @cached_property
    def _addressees(self) -> Addressees:
        return Addressees(self._passages, self._spans)

    @cached_property
    def _antecedents(self) -> Antecedents:
        return Antecedents(self.sentences, self.in_sentence)

    def _is_quoted(self, number: int, token: "Token") -> bool:
        starts = self._starts[number]
        return is_quoted(token, starts[bisect_right(starts, token.idx) - 1])

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
            if not any(each.pos_ in ("NOUN", "PROPN") for each in token.doc[end : token.i]):
                yield End(thing, token.doc[start:end].root, first=start)

    @cached_property
    def _speakers(self) -> dict[int, str | None]:
        return {self._number[id(s.passage.doc)]: s.passage.speaker for s in self.sentences}
