"""Who speaks in the talks of a show, as an import reads it from the graph: it says whom a first name means."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from service.domain.document import Transcript
from service.domain.identity import alias_key
from service.graph.name_keys import name_of_person
from service.resolution.namings import Naming
from service.resolution.recurring_speakers import Publication, Voice, choose_regulars, short_names
from service.transcripts import read_file


@dataclass(frozen=True)
class Spoken:
    """Who speaks in a talk, by alias keys, and where it was published."""

    talk: str
    show: Publication
    keys: frozenset[str]


def read_spoken(files: dict[str, Path]) -> list[Spoken]:
    """The voices with full names of all talks of a show."""
    found: list[Spoken] = []
    for talk, path in files.items():
        transcript = read_file(path)
        assert isinstance(transcript, Transcript)
        video = transcript.video
        if video.channel is not None:
            day = None if video.published_on is None else video.published_on.isoformat()
            keys = {alias_key("PERSON", speaker.label) or "" for speaker in transcript.speakers}
            full = frozenset(key for key in keys if name_of_person(key) is not None)
            found.append(Spoken(talk, Publication(video.channel.name, day, video.title), full))
    return found


def find_regulars(talk: str, namings: Sequence[Naming], spoken: Sequence[Spoken]) -> dict[str, str]:
    """Whom the short names of a talk mean, by who speaks in the talks of its show before it."""
    here = next((one.show for one in spoken if one.talk == talk), None)
    if here is None:
        return {}
    counts: Counter[str] = Counter()
    for one in spoken:
        other = one.show
        if one.talk != talk and other.channel == here.channel and here.comes_after(other.day, other.title):
            counts.update(one.keys)
    return choose_regulars(short_names(namings), [Voice(key, n) for key, n in sorted(counts.items())])
