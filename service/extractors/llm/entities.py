"""Merges the entities in the windows' answers: one for a name and its aliases, with its kind by vote and its mentions.

A name counts where it is said. Models write "Python" where the words have "python", and the words have "go" where nothing is named: so another
case than the model's own counts only in windows whose answer names the entity.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from service.domain.document import Kind, MentionInfo, SpeakerInfo, Transcript
from service.domain.quotes import name_is_said
from service.domain.text import normalise_name
from service.extractors.common.entity_keys import key_of
from service.extractors.common.voice_labels import is_voice_of_person
from service.extractors.llm.answers import NamedEntity, VoiceName, WindowAnswer
from service.extractors.llm.windows import Window


@dataclass
class EntityDraft:
    """One entity.

    `forms`: normal form → the name as it was first given, for names that occur in the transcript. `given`: the normal forms of all names in answers,
    also of those that do not occur. `windows`: the numbers of the windows whose answers name it. `labels`: the labels under which it speaks.
    """

    name: str
    kinds: Counter[Kind] = field(default_factory=Counter[Kind])
    forms: dict[str, str] = field(default_factory=dict[str, str])
    given: set[str] = field(default_factory=set[str])
    windows: set[int] = field(default_factory=set[int])
    labels: list[str] = field(default_factory=list[str])
    mentions: list[MentionInfo] = field(default_factory=list[MentionInfo])

    @property
    def kind(self) -> Kind:
        """PERSON for a speaker, otherwise the kind that most windows give; of several with as many, the first."""
        return "PERSON" if self.labels else self.kinds.most_common(1)[0][0]

    @property
    def certainty(self) -> float:
        """The share of windows that give this kind, 0 to 1; 1 for a speaker."""
        return 1.0 if self.labels else round(self.kinds[self.kind] / self.kinds.total(), 2)

    @property
    def key(self) -> str:
        """The key of the entity in the document: readable, and unique because no two entities share a normal form."""
        return key_of(self.kind, self.name)


_NOBODY = frozenset(
    "i me my we us our you your he him his she her they them their it its this that these those who one everyone".split()
)
_ALIKE = 0.75
"""Least similarity of a name and its misheard form: Sjors Provoost, "shores provost" (0.79)."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_DIGITS = re.compile(r"[0-9]+")
_LONGEST = 200
"""Characters that a name may have, as in a VideoDocument."""


def gather(transcript: Transcript, answers: Sequence[tuple[Window, WindowAnswer]]) -> list[EntityDraft]:
    """Returns all entities and speakers, in the order in which they are first named, each with its mentions (some have none)."""
    owners = _Owners()
    for label, name in _voices(transcript.speakers, [answer for _, answer in answers]):
        entity = owners.add(-1, NamedEntity(name=name, kind="PERSON", aliases=[]))
        if entity is not None:
            entity.labels.append(label)
    for number, (_, answer) in enumerate(answers):
        for named in answer.entities:
            owners.add(number, named)
    found = owners.settle()
    spans = [(window.first, window.last) for window, _ in answers]
    for mention, entity in _find_mentions(transcript, found, spans):
        entity.mentions.append(mention)
    written = f"{transcript.video.title} {transcript.video.description or ''}"
    for entity in found:
        _keep_said(transcript, entity, written)
    return found


def _keep_said(transcript: Transcript, entity: EntityDraft, written: str) -> None:
    """Keeps only the forms that are said. The name may also be a label, be in the title or description, or be the
    right spelling of a said form; otherwise the fullest form is the name, because a model's knowledge of the world is
    not part of the talk. A speaker is only a person with such a name."""
    texts = (transcript.segments[m.segment].text[m.start_offset : m.end_offset] for m in entity.mentions)
    said = {normalise_name(text) for text in texts}
    own = normalise_name(entity.name)
    heard = {normal: form for normal, form in entity.forms.items() if normal in said or form in entity.labels}
    known = own in heard or name_is_said(written, {own}) or any(_is_alike(own, normal) for normal in heard)
    if heard and not known:
        entity.name = max(heard.values(), key=lambda form: (len(form), form))
    if not heard and not known:
        entity.labels.clear()
    entity.forms = {normalise_name(entity.name): entity.name} | heard


def _is_alike(one: str, other: str) -> bool:
    """Returns whether one spelling may be the other one misheard. Numbers must be equal: GPT-4 is not GPT-5."""
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _voices(speakers: Sequence[SpeakerInfo], answers: Sequence[WindowAnswer]) -> Iterator[tuple[str, str]]:
    """Yields label and name of each speaker whose name is known: by the label, otherwise by what most windows give."""
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for answer in answers:
        for voice in answer.voices:
            told[voice.label.strip()][_tidy(voice.name)] += _counts(voice)
    for speaker in speakers:
        if is_voice_of_person(speaker.label):
            yield speaker.label, speaker.label
        elif names := +told[speaker.label]:
            yield speaker.label, names.most_common(1)[0][0]


def _counts(voice: VoiceName) -> int:
    """Returns 1 for a name of a person, 0 for what is no name or a label such as "Speaker 2"."""
    name = _tidy(voice.name)
    return int(_is_name(name) and is_voice_of_person(name))


class _Owners:
    """The owner of each name while answers are merged."""

    def __init__(self) -> None:
        self._named: dict[str, EntityDraft] = {}
        self._aliases: defaultdict[str, dict[int, tuple[EntityDraft, str]]] = defaultdict(dict)

    def add(self, window: int, named: NamedEntity) -> EntityDraft | None:
        """Returns the entity of the name, updated with this answer; None if the name cannot be one."""
        name = _tidy(named.name)
        normal = normalise_name(name)
        if not _is_name(name):
            return None
        entity = self._named.setdefault(normal, EntityDraft(name))
        entity.forms.setdefault(normal, name)
        entity.given.add(normal)
        entity.kinds[named.kind] += 1
        entity.windows.add(window)
        counted = _other_number(name) if named.kind == "CONCEPT" else ()
        for alias in (*map(_tidy, named.aliases), *counted):
            if _is_name(alias) and normalise_name(alias) != normal:
                self._aliases[normalise_name(alias)][id(entity)] = entity, alias
        return entity

    def settle(self) -> list[EntityDraft]:
        """Aliases given to their entities. One that two entities claim is nobody's; one that is an entity's own name makes
        the two one, if they are of one kind: "Ann" of one window is the Ann Lee of another."""
        for alias, claims in self._aliases.items():
            claimants = {
                id(self._root(entity)): (self._root(entity), form) for entity, form in claims.values()
            }
            if len(claimants) > 1:
                continue
            entity, form = next(iter(claimants.values()))
            other = self._named.get(alias)
            if other is None:
                entity.forms.setdefault(alias, form)
                entity.given.add(alias)
            elif self._may_be_one(entity, self._root(other)):
                self._join(entity, self._root(other))
        unique = {id(root): root for root in map(self._root, list(self._named.values()))}
        return list(unique.values())

    def _may_be_one(self, entity: EntityDraft, other: EntityDraft) -> bool:
        """Returns whether two entities are of one kind and not two speakers."""
        voices = bool(entity.labels and other.labels)
        return entity is not other and entity.kind == other.kind and not voices

    def _root(self, entity: EntityDraft) -> EntityDraft:
        """Returns the entity that this one was merged into, or itself."""
        return self._named[normalise_name(entity.name)]

    def _join(self, entity: EntityDraft, other: EntityDraft) -> None:
        entity.kinds.update(other.kinds)
        entity.windows |= other.windows
        entity.given |= other.given
        entity.labels += other.labels
        for normal, form in other.forms.items():
            entity.forms.setdefault(normal, form)
        for normal, owner in list(self._named.items()):
            if owner is other:
                self._named[normal] = entity


def _other_number(term: str) -> tuple[str, ...]:
    """Returns the plural or the singular of a term: it may be named in one and said in the other. HTTPS is not the plural of HTTP."""
    if not term.split()[-1].islower():
        return ()
    if term.endswith("ies"):
        return (f"{term[:-3]}y",)
    if term.endswith("s"):
        return () if term.endswith("ss") else (term[:-1],)
    return (f"{term}s", *([f"{term[:-1]}ies"] if term.endswith("y") else []))


def _tidy(name: str) -> str:
    return " ".join(_CONTROL.sub(" ", name).split()).strip(' ,.;:"“”')[:_LONGEST]


def _is_name(name: str) -> bool:
    normal = normalise_name(name)
    return bool(normal) and normal not in _NOBODY and any(character.isalnum() for character in normal)


def by_name(entities: Sequence[EntityDraft]) -> Mapping[str, EntityDraft]:
    """Returns every name and alias in its normal form, also those that only answers have → its entity."""
    return {
        normal: entity for entity in reversed(entities) for normal in (*sorted(entity.given), *entity.forms)
    }


_NAME_WORD = re.compile(r"[^\W_]+")
_QUOTES = str.maketrans("’‘", "''")


@dataclass(frozen=True)
class _Form:
    """A name of an entity as a search pattern; `lead`: the number of characters before its first word."""

    entity: EntityDraft
    pattern: re.Pattern[str]
    lead: int
    length: int
    written: str


def _find_mentions(
    transcript: Transcript, entities: Sequence[EntityDraft], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[MentionInfo, EntityDraft]]:
    """Yields every place of a name in the words; of several that begin at one place, the longest. `spans`: the segments of each window."""
    forms = _by_first_word(entities)
    windows = {i: number for number, (first, last) in enumerate(spans) for i in range(first, last + 1)}
    for index, segment in enumerate(transcript.segments):
        text, end = segment.text, 0
        for word in _NAME_WORD.finditer(text):
            for form in forms.get(word[0].casefold(), ()):
                at = word.start() - form.lead
                match = form.pattern.match(text, at) if at >= end else None
                if match is not None and _is_meant(form, match[0], windows.get(index)):
                    end = match.end()
                    yield MentionInfo(segment=index, start_offset=at, end_offset=end), form.entity
                    break


def _by_first_word(entities: Sequence[EntityDraft]) -> dict[str, list[_Form]]:
    """Returns the names by their first word, longer ones first. A name of two entities belongs to the first one."""
    found: defaultdict[str, list[_Form]] = defaultdict(list)
    seen: set[str] = set()
    for entity in entities:
        for normal, written in entity.forms.items():
            first = _NAME_WORD.search(written)
            if first is not None and normal not in seen:
                seen.add(normal)
                pattern = re.compile(rf"(?<!\w){_spaced(written)}(?![\w+#])", re.IGNORECASE)
                form = _Form(entity, pattern, first.start(), len(written), written)
                found[first[0].casefold()].append(form)
    for forms in found.values():
        forms.sort(key=lambda form: (-form.length, form.written))
    return found


def _is_meant(form: _Form, said: str, window: int | None) -> bool:
    """Returns whether the words mean the entity here. Another apostrophe character is another form."""
    exact = " ".join(said.split()).translate(_QUOTES) == form.written.translate(_QUOTES)
    if not ((exact and not said.islower()) or window in form.entity.windows):
        return False
    form.entity.forms.setdefault(normalise_name(said), said)
    return True


def _spaced(form: str) -> str:
    """Returns a pattern of the name with any white space between its words and any apostrophe character."""
    words = (re.escape(part.translate(_QUOTES)).replace("'", "['’‘]") for part in form.split())
    return r"\s+".join(words)
