"""Common output of extractors: the keys of entities in a document, and the persons of speakers."""

from collections.abc import Iterator

from service.domain.document import Kind, VideoDocument
from service.domain.text import normalise_name
from service.extractors.common.voice_labels import is_voice_of_person


def key_of(kind: Kind, name: str) -> str:
    """The key of an entity in its document: readable, and unique as long as no two share both kind and normal form."""
    return f"{kind.lower()}:{normalise_name(name)}"


def who_speaks(document: VideoDocument) -> Iterator[str]:
    """Notes on inferred names of unnamed speakers."""
    names = {entity.key: entity.name for entity in document.entities}
    for speaker in document.speakers:
        if speaker.person is not None and not is_voice_of_person(speaker.label):
            yield f"{speaker.label} is taken for {names[speaker.person]}, by title and words"
