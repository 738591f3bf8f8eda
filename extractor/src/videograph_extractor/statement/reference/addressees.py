"""Finds the person addressed: by name, and as "you", which is the person named before it or the other speaker.

What is told of "you" is mostly told of anybody: `history.py` knows what is told of one person.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from videograph_extractor.entity.people.unnamed_voices import SMALL
from videograph_extractor.entity.things import Thing
from videograph_extractor.statement.reference.pronouns import Span
from videograph_extractor.text.speech import Passage, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

_CALLS = frozenset("so and but well now okay ok yeah yes hey hi hello welcome thanks thank you right".split())
"""What may stand right before a name that is called: "so Ann, you …", "thank you, Ann"."""


@dataclass
class _Turn:
    """Consecutive passages of one voice."""

    speaker: str | None
    passages: list[int]


class Addressees:
    """Asks of each "you" of a talk whom it calls on. `spans` are the entities of each passage."""

    def __init__(self, passages: Sequence[Passage], spans: Mapping[int, Sequence[Span]]) -> None:
        self._passages, self._spans = passages, spans

    def called_before(self, number: int, you: "Token") -> Thing | None:
        """The voice whose name stands before "you" between commas, as in "So, Ann, you work at Y"."""
        sentence = you.sent
        first = you.doc[sentence.start - 1].sent.start if sentence.start > 0 else sentence.start
        speaker = self._passages[number].speaker
        people = {
            id(t): t
            for start, end, t in self._spans[number]
            if first <= start < you.i and t.labels and end < len(you.doc) and you.doc[end].is_punct
        }
        other = [t for t in people.values() if speaker not in t.labels]
        return other[0] if len(other) == 1 else None

    def partner(self, number: int, you: "Token") -> str | None:
        """The voice that the one of a passage is in talk with at a "you": of two voices the other; of more the one that speaks
        before and after, or the one that answers and is called by name. Nobody if another is called before the "you"."""
        place = self._turn_of[number]
        turn = self._turns[place]
        before = self._turns[place - 1].speaker if place > 0 else None
        behind = self._turns[place + 1].speaker if place + 1 < len(self._turns) else None
        called = self._called(turn, number, you)
        if turn.speaker is None:
            return None
        if len(self._voices) == 2 and turn.speaker in self._voices:
            other = next(voice for voice in self._voices if voice != turn.speaker)
            heard = {before, behind} - {None} == {other}
        else:
            other = behind
            heard = other is not None and (before == other or other in called)
        return other if heard and called <= {other} else None

    def _called(self, turn: _Turn, number: int, you: "Token") -> set[str]:
        """The other voices that are called by name in a turn, up to the word."""
        found: set[str] = set()
        for passage in (each for each in turn.passages if each <= number):
            doc = self._passages[passage].doc
            for start, end, thing in self._spans[passage]:
                early = passage < number or start < you.i
                if early and thing.labels and turn.speaker not in thing.labels and _is_called(doc[start:end]):
                    found.update(thing.labels)
        return found

    @cached_property
    def _turns(self) -> list[_Turn]:
        turns: list[_Turn] = []
        for number, passage in enumerate(self._passages):
            if turns and turns[-1].speaker == passage.speaker:
                turns[-1].passages.append(number)
            else:
                turns.append(_Turn(passage.speaker, [number]))
        return turns

    @cached_property
    def _turn_of(self) -> dict[int, int]:
        return {number: place for place, turn in enumerate(self._turns) for number in turn.passages}

    @cached_property
    def _voices(self) -> list[str]:
        """Those that have more than a few words in the talk."""
        words: Counter[str] = Counter()
        for passage in self._passages:
            if passage.speaker is not None:
                words[passage.speaker] += len(passage.doc)
        return [voice for voice, count in words.items() if count >= SMALL * words.total()]


def is_addressed(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name is only spoken to, as in "Well, Sjors, what is it?": commas or ends on both sides."""
    doc, span = sentence.passage.doc, sentence.span
    before = start == span.start or doc[start - 1].text in (",", "-", "—") or doc[start - 1].pos_ == "INTJ"
    behind = end >= span.end or doc[end].is_punct
    return before and behind


def _is_called(name: "Words") -> bool:
    """ "So, Ann, …", "welcome back, Ann!", but not "Ann and I", "with Ann"."""
    doc, start, end = name.doc, name.start, name.end
    if end < len(doc) and not doc[end].is_punct:
        return False
    before = doc[start - 1] if start > 0 else None
    return before is None or before.is_punct or before.lower_ in _CALLS
