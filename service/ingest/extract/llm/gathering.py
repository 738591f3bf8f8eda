"""What the windows' answers name, put together: one entity for a name and its aliases, its kind by vote, its mentions.

A name counts where it is said. Models write "Python" where the words have "python", and the words have "go" where nothing is
named: so another case than the model's own counts only in windows whose answer names the entity.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from service.graph.text import normalise_name
from service.ingest.document import Kind, MentionInfo, SpeakerInfo, Transcript
from service.ingest.extract.entity.people import is_voice_of_person
from service.ingest.extract.llm.answers import NamedEntity, VoiceName, WindowAnswer
from service.ingest.extract.llm.windows import Window

_NOBODY = frozenset(
    "i me my we us our you your he him his she her they them their it its this that these those who one everyone".split()
)
_ALIKE = 0.75
"""The least ratio of letters in common of a name and its misheard form: Sjors Provoost, "shores provost" (0.79)."""
_LONGEST = 200
"""Characters that a name may have, as in a VideoDocument."""


@dataclass
class Gathered:
    """One entity: `forms` are its names by normal form, as first given; `windows` the numbers of those that name it."""

    name: str
    kinds: Counter[Kind] = field(default_factory=Counter[Kind])
    forms: dict[str, str] = field(default_factory=dict[str, str])
    windows: set[int] = field(default_factory=set[int])
    labels: list[str] = field(default_factory=list[str])
    mentions: list[MentionInfo] = field(default_factory=list[MentionInfo])

    @property
    def kind(self) -> Kind:
        """PERSON for a voice, else what most windows say; of equally many, the first."""
        return "PERSON" if self.labels else self.kinds.most_common(1)[0][0]

    @property
    def certainty(self) -> float:
        """The share of the windows that say this kind."""
        return 1.0 if self.labels else round(self.kinds[self.kind] / self.kinds.total(), 2)


def gather(transcript: Transcript, answers: Sequence[tuple[Window, WindowAnswer]]) -> list[Gathered]:
    """All entities, with the voices, in the order in which they come up; each with its mentions, some with none."""
    owners = _Owners()
    for label, name in _voices(transcript.speakers, [answer for _, answer in answers]):
        owners.add(-1, NamedEntity(name=name, kind="PERSON", aliases=[label] if label != name else []))
        owners.of(name).labels.append(label)
    for number, (_, answer) in enumerate(answers):
        for named in answer.entities:
            owners.add(number, named)
    found = owners.settle()
    spans = [(window.first, window.last) for window, _ in answers]
    for mention, entity in find_mentions(transcript, found, spans):
        entity.mentions.append(mention)
    video = transcript.video
    written = normalise_name(f"{video.title} {video.description or ''}")
    for entity in found:
        _keep_said(transcript, entity, written)
    return found


def _keep_said(transcript: Transcript, entity: Gathered, written: str) -> None:
    """Leave only the forms that are said. The name may also be a label, stand in title or description, or be a said form spelt
    right; else the fullest of those is the name: what a model knows of the world is not what the talk says."""
    texts = (transcript.segments[m.segment].text[m.start_offset : m.end_offset] for m in entity.mentions)
    said = {normalise_name(text) for text in texts}
    own = normalise_name(entity.name)
    heard = {normal: form for normal, form in entity.forms.items() if normal in said or form in entity.labels}
    known = own in heard or own in written or any(_is_alike(own, normal) for normal in heard)
    if heard and not known:
        entity.name = max(heard.values(), key=lambda form: (len(form), form))
    entity.forms = {normalise_name(entity.name): entity.name} | heard


def _is_alike(one: str, other: str) -> bool:
    """Whether two spellings may be those of one name, misheard."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def find_mentions(
    transcript: Transcript, entities: Sequence[Gathered], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[MentionInfo, Gathered]]:
    """Every place of a name in the words, the longest name where several begin. `spans`: each window's segments."""
    owners: dict[str, Gathered] = {}
    written: defaultdict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for normal, form in entity.forms.items():
            owners.setdefault(normal, entity)
            written[normal].add(form)
    if not owners:
        return
    forms = sorted(
        {form for entity in entities for form in entity.forms.values()}, key=lambda f: (-len(f), f)
    )
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(_spaced, forms))})(?![\w+#])", re.IGNORECASE)
    windows = {
        index: number for number, (first, last) in enumerate(spans) for index in range(first, last + 1)
    }
    for index, segment in enumerate(transcript.segments):
        for match in pattern.finditer(segment.text):
            normal = normalise_name(match[0])
            entity = owners.get(normal)
            if entity is None:
                continue
            exact = " ".join(match[0].split()) in written[normal] and not match[0].islower()
            if exact or windows.get(index) in entity.windows:
                place = MentionInfo(segment=index, start_offset=match.start(), end_offset=match.end())
                yield place, entity


def _spaced(form: str) -> str:
    return r"\s+".join(re.escape(part) for part in form.split())


def _voices(speakers: Sequence[SpeakerInfo], answers: Sequence[WindowAnswer]) -> Iterator[tuple[str, str]]:
    """Label and name of each voice that is known: by its label, else by what most windows say."""
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
    """Nothing for a name that is another label."""
    name = _tidy(voice.name)
    return int(bool(name) and is_voice_of_person(name) and name.casefold() not in _NOBODY)


class _Owners:
    """Whose each name is, while answers come in."""

    def __init__(self) -> None:
        self._named: dict[str, Gathered] = {}
        self._aliases: defaultdict[str, dict[int, tuple[Gathered, str]]] = defaultdict(dict)

    def of(self, name: str) -> Gathered:
        return self._named[normalise_name(name)]

    def add(self, window: int, named: NamedEntity) -> None:
        name = _tidy(named.name)
        normal = normalise_name(name)
        if not _is_name(name):
            return
        entity = self._named.setdefault(normal, Gathered(name))
        entity.forms.setdefault(normal, name)
        entity.kinds[named.kind] += 1
        entity.windows.add(window)
        counted = _other_number(name) if named.kind == "CONCEPT" else ()
        for alias in (*map(_tidy, named.aliases), *counted):
            if _is_name(alias) and normalise_name(alias) != normal:
                self._aliases[normalise_name(alias)][id(entity)] = entity, alias

    def settle(self) -> list[Gathered]:
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
            elif self._root(other) is not entity and self._root(other).kind == entity.kind:
                self._join(entity, self._root(other))
        unique = {id(root): root for root in map(self._root, list(self._named.values()))}
        return list(unique.values())

    def _root(self, entity: Gathered) -> Gathered:
        """The entity that this one has become."""
        return self._named[normalise_name(entity.name)]

    def _join(self, entity: Gathered, other: Gathered) -> None:
        entity.kinds.update(other.kinds)
        entity.windows |= other.windows
        entity.labels += other.labels
        for normal, form in other.forms.items():
            entity.forms.setdefault(normal, form)
        for normal, owner in list(self._named.items()):
            if owner is other:
                self._named[normal] = entity


def _other_number(term: str) -> tuple[str, ...]:
    """The plural of a term, or its singular: it is named in one and said in the other."""
    if term.endswith("ies"):
        return (f"{term[:-3]}y",)
    if term.endswith("s"):
        return () if term.endswith("ss") else (term[:-1],)
    return (f"{term}s", *([f"{term[:-1]}ies"] if term.endswith("y") else []))


def _tidy(name: str) -> str:
    return " ".join(name.split()).strip(' ,.;:"“”')[:_LONGEST]


def _is_name(name: str) -> bool:
    normal = normalise_name(name)
    return bool(normal) and normal not in _NOBODY and any(character.isalnum() for character in normal)


def key_of(entity: Gathered) -> str:
    """Readable and unique in the document, as no two entities share a normal form."""
    return f"{entity.kind.lower()}:{normalise_name(entity.name)}"


def by_name(entities: Sequence[Gathered]) -> Mapping[str, Gathered]:
    """Every name and alias in its normal form → whose it is."""
    return {normal: entity for entity in reversed(entities) for normal in entity.forms}
