"""Finds the persons named in a talk and in its metadata: by speakers' labels, full names, and first and family names
that lead to one of those."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from rapidfuzz import fuzz

from service.domain.document import SegmentInfo, Transcript
from service.extractors.common.voice_labels import is_voice_of_person, without_title
from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.kinds.person_signs import Signs, is_doubtful, is_person, read_signs
from videograph_extractor.entity.kinds.vote import decide_kind
from videograph_extractor.entity.lowercase_names import LowerNames
from videograph_extractor.entity.names.proper_names import Name, clean, pattern_of
from videograph_extractor.entity.people.people import (
    Person,
    find_people,
    has_first_name,
    is_any_word,
    is_full_name,
    is_plausible_person,
)
from videograph_extractor.entity.people.titled_people import people_in_title, person_of_channel
from videograph_extractor.entity.people.unnamed_voices import name_voices
from videograph_extractor.entity.things import Mention
from videograph_extractor.text.speech import Passage, read_passages

_FULL_NAME = r"\b{first}(?: (?:van|von|der|den|de|la|di|da|del))* [A-Z][\w’'-]+"
_SAME_PERSON = 92
"""Likeness in percent from which two full names of one video are one person's (misspelt once)."""


def read_people(
    transcript: Transcript, passages: Sequence[Passage], names: dict[str, Name], lower: LowerNames
) -> list[Person]:
    told = name_voices(transcript)
    voices = [told.get(s.label, s.label) for s in transcript.speakers]
    labels = [
        name for voice in voices if is_voice_of_person(voice) and is_full_name(name := without_title(voice))
    ]
    written = _written_people(transcript)
    full = [
        n.text
        for n in names.values()
        if is_full_name(n.text) and decide_kind(n, 0, {}) == "PERSON" and not begins_with_thing(n, names)
    ]
    full = _without_things(transcript, full, [*labels, *written])
    full += lower.full
    short = [
        n.text
        for n in names.values()
        if n.known in (None, "PERSON")
        and n.text.replace("-", "").isalpha()
        and n.votes["PLACE"] <= n.votes["PERSON"]
    ]
    short = _without_things(
        transcript, short, {part for name in (*full, *labels, *written) for part in name.split()}
    )
    short += lower.short
    # A family name that stands only at starts of sentences, where every word has a capital, is one all the same.
    proper = {
        token.text for p in passages for token in p.doc if token.pos_ == "PROPN" and token.text.istitle()
    }
    short += sorted(proper & {part for name in (*full, *labels, *written) for part in name.split()})
    short = _said_of_them(transcript, short, [*full, *labels, *written])
    people = find_people(transcript.speakers, _unlike([*labels, *written, *full]), short, told)
    for name in full:
        nearest = max(people, key=lambda person: (person.name == name, fuzz.ratio(name, person.name)))
        if nearest.name != name:
            nearest.short.add(name)
    return people


def _without_things(transcript: Transcript, names: list[str], of_people: Collection[str]) -> list[str]:
    """The first names and the doubtful full ones that the words around show to be of persons: not "using Hugo", "Hugo
    themes", "Kube Controller"."""
    first_names = read_words().first_names
    asked = {
        name
        for name in names
        if name not in of_people and (name in first_names or (" " in name and is_doubtful(name)))
    }
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    pattern = pattern_of(sorted(asked))
    for index, segment in enumerate(transcript.segments if asked else ()):
        for match in pattern.finditer(segment.text):
            mentions[match.group()].append(Mention(index, match.start(), match.end()))
    return [
        name
        for name in names
        if name not in asked
        or is_person(name, read_signs(transcript.segments, name, mentions[name]), len(mentions[name]))
    ]


def _said_of_them(transcript: Transcript, short: list[str], full: Sequence[str]) -> list[str]:
    """The words without family names that are everyday words or things, too, but where the words around show that somebody
    of the name is meant: "Jobs" and "Echo" may be anything."""
    firsts = {part for name in full for part in name.split()[:-1]}
    asked = {word for name in full if (word := name.split()[-1]) not in firsts and is_any_word(word)} & {
        *short
    }
    pattern, signs = pattern_of(sorted(asked)), defaultdict[str, Signs](Signs)
    for segment in transcript.segments if asked else ():
        for match in pattern.finditer(segment.text):
            before = segment.text[: match.start()]
            if firsts.isdisjoint(before.split()[-1:]):  # not the end of the full name
                signs[match.group()].add(before, segment.text[match.end() :])
    return [word for word in short if word not in asked or signs[word].person > signs[word].thing]


def begins_with_thing(name: Name, names: dict[str, Name]) -> bool:
    """ "Flexbox Froggy": the first word stands alone too, and then for no person."""
    alone = names.get(name.text.split()[0])
    return (
        alone is not None
        and not has_first_name(name.text)
        and name.known is None
        and alone.votes["PERSON"] * 2 < alone.count
    )


def read_written(transcript: Transcript) -> list[Passage]:
    """Title, description and the source's chapters, parsed."""
    video = transcript.video
    lines = [video.title, video.description or "", *(chapter.title for chapter in transcript.chapters)]
    segments = [
        SegmentInfo(text=line, start_seconds=0, end_seconds=0, speaker=str(i))
        for i, line in enumerate(lines)
        if line.strip()
    ]
    return read_passages(segments)


def _written_people(transcript: Transcript) -> list[str]:
    """Full names in title, channel and description: they say who the first names in the talk are."""
    passages = read_written(transcript)
    channel = person_of_channel(transcript.video)
    plain = [*people_in_title(transcript.video), *([channel] if channel else [])]
    found = plain + [clean(e.text) for passage in passages for e in passage.doc.ents if e.label_ == "PERSON"]
    text = "\n".join(passage.doc.text for passage in passages)
    for speaker in transcript.speakers:
        # spaCy misses rare names; after a voice's first name the family name is plain to see
        if speaker.label.isalpha():
            found += [clean(m.group()) for m in re.finditer(_FULL_NAME.format(first=speaker.label), text)]
    return [name for name in dict.fromkeys(found) if is_full_name(name) and is_plausible_person(name)]


def _spaced(name: str) -> str:
    return name.replace("-", " ")


def _in_full(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{read_words().nicknames.get(first, first)} {rest}"


def _unlike(names: Iterable[str]) -> list[str]:
    """Names without later ones that differ from an earlier one by a slip of spelling, or by the first name's short form."""
    kept: list[str] = []
    for name in names:
        if not any(
            _in_full(name) == _in_full(other) or fuzz.ratio(_spaced(name), _spaced(other)) >= _SAME_PERSON
            for other in kept
        ):
            kept.append(name)
    return kept
