"""Hosts of a channel with only a first name: one person in all talks of the channel."""

import pytest

from service.domain.document import ChannelInfo, EntityInfo, MentionInfo, SegmentInfo, SpeakerInfo, VideoInfo
from service.domain.document import VideoDocument as Document
from service.graph.name_support import support_of
from service.resolution.name_index import KnownAlias, Owner, gather_known
from service.resolution.namings import host_key, read_namings
from service.resolution.resolve import resolve


def talk(
    name: str, channel: str | None, *, asks: int = 4, voice: bool = True, local: bool = True
) -> Document:
    """`name` asks Zoe, or is only named by her."""
    label = name if voice else "Ann Bell"
    person = EntityInfo(
        key="host",
        name=name,
        kind="PERSON",
        local=local,
        mentions=(MentionInfo(segment=1, start_offset=7, end_offset=7 + len(name)),),
    )
    guest = EntityInfo(key="zoe", name="Zoe", kind="PERSON", local=True)
    return Document(
        video=VideoInfo(title="A talk", channel=ChannelInfo(name=channel) if channel else None),
        speakers=(SpeakerInfo(label=label, person="host" if voice else None), SpeakerInfo(label="Zoe", person="zoe")),
        segments=(
            SegmentInfo(text="And? " * asks + "I see.", start_seconds=0, end_seconds=9, speaker=label),
            SegmentInfo(text=f"Thanks {name}, it went well?", start_seconds=9, end_seconds=20, speaker="Zoe"),
        ),
        entities=(person, guest),
    )  # fmt: skip


def key_of(document: Document, entity: int = 0) -> str | None:
    return host_key(document, document.entities[entity])


def test_whoever_asks_most_or_has_given_the_channel_its_name_is_its_host() -> None:
    assert key_of(talk("Mina", "Deep Dives")) == "PERSON@channel:deep-dives:mina"
    assert key_of(talk("Mina", "Mina's Deep Dives", asks=0)) == "PERSON@channel:mina's deep dives:mina"
    assert key_of(talk("Mina", "Mina’s Dives", asks=0, voice=False)) is not None


@pytest.mark.parametrize(
    "document",
    [
        talk("Mina", "Deep Dives", asks=2),
        talk("Mina", "Deep Dives", voice=False),
        talk("Mina", None),
        talk("Mina", "Mina's Deep Dives", local=False),
        talk("Mina Okoro", "Deep Dives"),
    ],
)
def test_others_are_good_only_in_their_talk(document: Document) -> None:
    assert key_of(document) is None
    assert key_of(document, 1) is None


def test_a_host_by_first_name_is_one_over_the_talks_of_the_channel_and_guests_are_not() -> None:
    first, second = (read_namings(talk("Mina", "Deep Dives"), f"video:{number}") for number in (1, 2))
    elsewhere = read_namings(talk("Mina", "Other Dives"), "video:3")
    found = [resolve(namings, gather_known([])) for namings in (first, second, elsewhere)]
    hosts, guests = ([one.entities[key] for one in found] for key in ("host", "zoe"))
    assert hosts[0] == hosts[1] != hosts[2]
    assert len(set(guests)) == 3
    assert [one.born[hosts[0]] for one in found[:2]] == [first[0].main, second[0].main]


def test_a_regular_voice_with_a_full_name_comes_before_the_host_by_one_word() -> None:
    [host, _] = namings = read_namings(talk("Mina", "Deep Dives"), "video:1")
    full = KnownAlias("PERSON:mina okoro", Owner("M", "Mina Okoro"), support_of("OFFLINE", None, 3))
    assert resolve(namings, gather_known([full], {host.main: full.key})).entities["host"] == "M"
