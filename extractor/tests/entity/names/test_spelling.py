"""Capitals for what is written about a talk that has none."""

import pytest

from spoken import show_all_bullets, transcript
from videograph_extractor.entity.names.restored_capitals import read_spellings, spell
from videograph_extractor.entity.things import Thing
from videograph_extractor.offline import extract

_SPELLINGS = {"truenas": "TrueNAS", "home assistant": "Home Assistant", "nfs": "NFS"}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Nfs mounts and i're unlike truenas.", "NFS mounts and i're unlike TrueNAS."),
        ("i think i'm done with home assistant's nfs.", "I think I'm done with Home Assistant's NFS."),
        ("A home and an assistant.", "A home and an assistant."),
        ("WE RUN TRUENAS AT HOME.", "We run TrueNAS at home."),
        ("We wrote it in javascript on a monday.", "We wrote it in JavaScript on a Monday."),
    ],
)
def test_names_are_written_as_they_are(text: str, written: str) -> None:
    assert spell(text, _SPELLINGS) == written


def test_spellings_are_those_whose_words_are_said() -> None:
    things = [
        Thing("TrueNAS", "PRODUCT", loose={"truenas"}),
        Thing("Advanced Message Queuing Protocol", "CONCEPT", exact={"AMQP"}, loose={"amqp"}),
        Thing("fee bumping", "CONCEPT", loose={"fee bumping"}),
    ]
    assert read_spellings(things) == {
        "truenas": "TrueNAS",
        "amqp": "AMQP",
        "advanced message queuing protocol": "Advanced Message Queuing Protocol",
    }


def test_titles_and_bullets_of_captions_have_capitals(monkeypatch: pytest.MonkeyPatch) -> None:
    show_all_bullets(monkeypatch)
    lines = [
        "a_b: kubernetes runs containers on a cluster of many small machines",
        "c_d: google wrote kubernetes as a system for containers on many machines",
        "a_b: the docker image of a service holds everything that kubernetes needs",
        "c_d: so it was",
    ]
    document = extract(transcript(*lines)).document
    texts = [bullet.text for section in document.sections for bullet in section.bullets]
    assert texts == [
        "Google wrote Kubernetes as a system for containers on many machines.",
        "The Docker image of a service holds everything that Kubernetes needs.",
    ]
    assert all("kubernetes" not in chapter.title for chapter in document.chapters)
