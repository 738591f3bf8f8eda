"""Infers the names of numbered speakers ("Speaker 1", "SPEAKER_00") by how they call themselves and are called.

Told from the words alone, and only where they leave little doubt: a voice says "I'm Ann Lee", or others call on Ann
and it answers. A name that somebody calls is not their own. Labels that name somebody are left as they are.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from service.domain.document import SegmentInfo, Transcript
from service.extractors.common.voice_labels import is_voice_of_person
from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.people.only_voice import name_only_voice
from videograph_extractor.entity.people.people import is_full_name, is_plausible_person, may_be_first_name
from videograph_extractor.text.reported_speech import count_quotes

_WORD = r"[A-Z][^\W\d_]+(?:[-'’][A-Z][^\W\d_]+)*"
_NAME = rf"(?P<name>{_WORD}(?:(?: (?:van|von|der|den|de|la|di|da|del|bin|al))* {_WORD}){{0,2}})"
_SELF = re.compile(
    rf"\b(?P<how>I['’]m|I am|[Mm]y name is|[Mm]y name['’]s|[Tt]his is)(?: your hosts?,?| [Dd]r\.?)? {_NAME}"
    r"(?=\s*[,.!?;:—–]|\s+(?:and|from|with|at|here|I|I['’]m|the|a|an|one|co-?founder|founder)\b|$)"
)
_CALL = "so and but well hey hi hello thanks welcome okay ok yeah yes no right you show podcast morning back guys".split()
"""What may stand before a name that is called: "thank you, Ann", "welcome to the show, Ann", "good morning Ann"."""
_BEFORE = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _CALL if word != "and") + "|And"
_CALLED = re.compile(
    rf"(?:^|[,.!?;:—–…] |\b(?P<how>{_BEFORE}) ){_NAME}(?=[,.!?;:—–…]|$)"
    rf"(?!, (?:and )?{_WORD}|, (?:who|whose|which|the)\b)"
)
_PRESENTED = re.compile(
    r"\b(?:[Jj]oin(?:ed|ing)(?: me| us)?(?: today)?(?: is| by| are)?|[Ww]ith (?:me|us)(?: today)?(?: is| are)?|[Gg]uest(?: today)?(?: is)?|"
    rf"[Ww]elcome|[Hh]ere with|I bring you|[Tt]alking (?:to|with)|[Mm]y co-?hosts?,?)(?: today)?,? (?:Dr\.? )?{_NAME}"
)
_GREETED = re.compile(r"[,!.]? (?:thank you|thanks|welcome)\b", re.IGNORECASE)
_MANY = re.compile(
    r"(?:audience|crowd|all|both|everyone|participants|clip|music|video|ad|advert|sponsor|announcer)s?\b",
    re.IGNORECASE,
)
"""Labels of whoever happens to speak."""
SMALL = 0.02
"""The share of a talk's words below which a voice only happens to be in it."""
_END, _START = 200, 60
"""Characters at the end of a turn in which the next voice is called, and at its start in which the last one is answered."""
_QUESTION = 120
"""Characters before a call in which, or behind it, the question stands that it goes with."""
_FIRST_TURNS = 3
"""Turns in which voices say who they are."""
_ENOUGH = 4
"""What must speak for a name: a question that its voice answers, two other calls, or that it says so itself."""
_TIMES = 2.0
"""How many times the next best a name must come to, for a voice and a voice for a name."""


@dataclass(frozen=True)
class _Turn:
    """Consecutive segments of one voice, with the voices before and behind."""

    speaker: str
    text: str
    before: str | None
    behind: str | None


def name_voices(transcript: Transcript) -> dict[str, str]:
    """The names of voices by their labels, of labels that name nobody; a first name where no more is said."""
    unnamed = {s.label for s in transcript.speakers if _is_somebody(s.label)}
    if not unnamed:
        return {}
    voices = main_voices(transcript.segments)
    if len(voices) == 1:
        name = name_only_voice(transcript) if voices[0] in unnamed else None
        return {voices[0]: name} if name else {}
    signs = _Signs({voices[0]: voices[1], voices[1]: voices[0]} if len(voices) == 2 else {})
    for turn in _read_turns(transcript.segments):
        signs.read(turn)
    named = {first_of(s.label) for s in transcript.speakers if s.label not in unnamed}
    found = ((label, signs.name_of(label)) for label in sorted(unnamed))
    return {label: name for label, name in found if name is not None and first_of(name) not in named}


def main_voices(segments: Sequence[SegmentInfo]) -> list[str]:
    """The labels of those who say more than a few words, in order of appearance."""
    words: Counter[str] = Counter()
    for segment in segments:
        if segment.speaker is not None:
            words[segment.speaker] += len(segment.text.split())
    return [label for label, count in words.items() if count >= SMALL * words.total()]


def first_of(name: str) -> str:
    """The first name, in its long form: of Nick Lee, Nicholas."""
    first = name.split()[0]
    return read_words().nicknames.get(first, first)


def _is_somebody(label: str) -> bool:
    """Whether a label stands for one voice that it does not name; "Audience" stands for many."""
    return not is_voice_of_person(label) and not _MANY.match(label)


def _read_turns(segments: Sequence[SegmentInfo]) -> Iterator[_Turn]:
    turns: list[tuple[str | None, list[str]]] = []
    for segment in segments:
        if turns and turns[-1][0] == segment.speaker:
            turns[-1][1].append(segment.text)
        else:
            turns.append((segment.speaker, [segment.text]))
    labels = [None, *(label for label, _ in turns), None]
    for i, (label, texts) in enumerate(turns):
        if label is not None:
            yield _Turn(label, " ".join(texts), labels[i], labels[i + 2])


def _scores() -> defaultdict[str, Counter[str]]:
    return defaultdict(Counter)


@dataclass
class _Signs:
    """What speaks for whose name is whose. `pair`: of two voices in a talk the other one of each."""

    pair: dict[str, str]
    scores: defaultdict[str, Counter[str]] = field(default_factory=_scores)
    """Label → first name → how much speaks for it."""
    forms: Counter[str] = field(default_factory=Counter[str])
    """How often each form of a name was said so."""
    turns: Counter[str] = field(default_factory=Counter[str])

    def read(self, turn: _Turn) -> None:
        for match in _SELF.finditer(turn.text):
            self._says(turn, match)
        for match in _PRESENTED.finditer(turn.text):
            self._presents(turn, match)
        for match in _CALLED.finditer(turn.text):
            self._calls(turn, match)
        self.turns[turn.speaker] += 1

    def name_of(self, label: str) -> str | None:
        """Whose voice it is, if nearly nothing speaks for another name, nor for another voice of that name."""
        own = self.scores[label]
        best = max(own, key=lambda first: (own[first], first), default=None)
        if best is None or own[best] < _ENOUGH:
            return None
        rivals = [score for first, score in own.items() if first != best]
        rivals += [names[best] for other, names in self.scores.items() if other != label]
        return self._fullest(best) if own[best] >= _TIMES * max([0, *rivals]) else None

    def _says(self, turn: _Turn, match: re.Match[str]) -> None:
        """ "I'm Ann Lee": most of all where a voice begins; "this is Ann" only there."""
        early = self.turns[turn.speaker] < _FIRST_TURNS
        name = self._person(match["name"], surely="name" in match["how"])
        if name is not None and not _is_quoted(turn, match) and (early or "his" not in match["how"]):
            self._add(turn.speaker, name, 6 if early else 2)
            self.forms[name] += 1

    def _presents(self, turn: _Turn, match: re.Match[str]) -> None:
        """ "My guest is Ann Lee": whoever speaks next for the first time, or the other of two."""
        name = self._person(match["name"], surely=True)
        if name is not None:
            new = turn.behind if turn.behind is not None and not self.turns[turn.behind] else None
            self._add(turn.speaker, name, -2)
            self._add(self.pair.get(turn.speaker, new), name, 2)
            self.forms[name] += 1

    def _calls(self, turn: _Turn, match: re.Match[str]) -> None:
        """ "What do you think, Ann?", "Thanks, Ann": the other of two, the one who answers, or the one who is answered."""
        name = self._person(match["name"])
        if name is None or _is_quoted(turn, match) or (" " in name and not match["how"]):
            return  # nobody calls another by the full name, but to welcome or thank them
        self.forms[name] += 1
        self._add(turn.speaker, name, -4)
        asks = "?" in turn.text[max(0, match.start() - _QUESTION) :]
        greets = _GREETED.match(turn.text, match.end()) is not None
        if turn.speaker in self.pair:
            self._add(self.pair[turn.speaker], name, 4 if greets else 2)
            return
        late, soon = match.end() >= len(turn.text) - _END, match.start() <= _START
        back = turn.before == turn.behind
        if late:
            self._add(turn.behind, name, 4 if asks or greets else 2)
        if soon and (back or not late):
            self._add(turn.before, name, 1 if back else 2)

    def _add(self, label: str | None, name: str, weight: int) -> None:
        if label is not None:
            self.scores[label][first_of(name)] += weight

    def _fullest(self, first: str) -> str:
        """The one full name that was said with this first name, otherwise the form said most."""
        forms = [name for name in self.forms if first_of(name) == first]
        long = [name for name in forms if " " in name]
        short = [name for name in forms if " " not in name]
        return long[0] if len(long) == 1 else max(short or forms, key=lambda name: (self.forms[name], name))

    def _person(self, words: str, surely: bool = False) -> str | None:
        """The name of a person with which some capitalised words begin; `surely` if they are said to be a name."""
        table = read_words()
        parts = words.split()
        while len(parts) > 1 and parts[0].lower() in table.not_names and parts[0] not in table.first_names:
            parts = parts[1:]
        parts = parts[:1] + list(takewhile(lambda part: part.lower() not in table.not_names, parts[1:]))
        heard = any(name.startswith(f"{parts[0]} ") for name in self.forms)
        known = parts[0] in table.first_names or heard or (surely and may_be_first_name(parts[0]))
        for count in range(len(parts), 1, -1):
            name = " ".join(parts[:count])
            if is_full_name(name) and parts[-1] != "St" and (known or is_plausible_person(name)):
                return name
        return parts[0] if known else None


def _is_quoted(turn: _Turn, match: re.Match[str]) -> bool:
    return count_quotes(turn.text, 0, match.start()) % 2 == 1
