"""Changed data of a video: title, date, address, channel, and who its speakers are. Pure functions."""

from typing import Any

from service.decisions.rejected_quotes import names_of_entity
from service.domain.document import ChannelInfo, EntityInfo, SpeakerInfo, VideoDocument
from service.domain.text import normalise_name
from service.domain.video_corrections import VideoUpdate


def with_update(document: VideoDocument, update: VideoUpdate, id_: str) -> VideoDocument:
    """Returns the document with the new data.

    Args:
        id_: of the decision.
    """
    new: dict[str, Any] = {}
    for key in ("title", "published_on", "url"):
        value = getattr(update, key)
        if value is not None:
            new[key] = value
    if update.channel is not None:
        new["channel"] = ChannelInfo(**update.channel.model_dump())
    new |= {{"publishedOn": "published_on"}.get(key, key): None for key in update.cleared}
    document = document.model_copy(update={"video": document.video.model_copy(update=new)})
    for place, one in enumerate(update.speakers):
        document = _with_speaker(document, one.label, one.name, f"{id_} speaker {place}")
    return document


def _with_speaker(document: VideoDocument, label: str, name: str | None, key: str) -> VideoDocument:
    """Without the label, the document stays as it is."""
    if all(speaker.label != label for speaker in document.speakers):
        return document
    entities = document.entities
    person: str | None = None
    if name is not None:
        normal = normalise_name(name)
        known = [one for one in entities if one.kind == "PERSON" and normal in names_of_entity(one)]
        known.sort(key=lambda one: (one.local, normalise_name(one.name) != normal))
        if known:
            person = known[0].key
        else:
            person = key
            entities = (*entities, EntityInfo(key=key, name=name, kind="PERSON"))
    speakers = tuple(
        SpeakerInfo(label=one.label, person=person) if one.label == label else one
        for one in document.speakers
    )
    return document.model_copy(update={"entities": entities, "speakers": speakers})
