"""Who is a person: labels, full names, first names of the same video."""

import pytest

from service.domain.document import SpeakerInfo, Transcript
from service.extractors.common.voice_labels import is_voice_of_person
from spoken import kinds, things, transcript
from videograph_extractor.entity.people.people import find_people, is_full_name, is_plausible_person
from videograph_extractor.offline import extract


@pytest.mark.parametrize(
    "label",
    [
        "Speaker 0",
        "SPEAKER_01",
        "speaker",
        "Host",
        "Guest 2",
        "Interviewer",
        "Unknown Speaker",
        "Q",
        "Audience member",
        "Project Manager",
        "User Interface",
        "Professor B",
        "Grad A",
        "12",
        "Sprecherin 2",
        "Locuteur",
        "Ведущий",
        "发言人1",
        "話者 2",
    ],
)
def test_labels_that_name_nobody(label: str) -> None:
    assert not is_voice_of_person(label)


@pytest.mark.parametrize(
    "label",
    ["Aaron", "NVK", "Aaron van Wirdum", "Adam", "Quentin", "Hosty McHost", "Grace Chair", "Will Clerk"],
)
def test_labels_that_name_somebody(label: str) -> None:
    assert is_voice_of_person(label)


@pytest.mark.parametrize("text", ["Yann LeCun", "Aaron van Wirdum", "Jean-Paul O'Neill", "J. Alex Halderman"])
def test_full_names(text: str) -> None:
    assert is_full_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sjors",
        "GPT 4",
        "Chaincode Labs",
        "OP RETURN",
        "van Wirdum",
        "Bitcoin v24",
        "F. J",
        "Mike Mike",
        "Faith Leads",
    ],
)
def test_no_full_names(text: str) -> None:
    assert not is_full_name(text)


def test_a_known_product_or_an_everyday_word_is_no_first_name() -> None:
    assert not is_plausible_person("Elixir Lexer")
    assert not is_plausible_person("Lime Nim")
    assert not is_plausible_person("Sjors Bitcoin")
    assert is_plausible_person("Ruben Somsen")
    assert is_plausible_person("Wladimir Zyxwv")


def test_a_label_takes_the_full_name_and_a_first_name_the_one_it_fits() -> None:
    speakers = [
        SpeakerInfo(label="Ruben"),
        SpeakerInfo(label="Speaker 1"),
        SpeakerInfo(label="Ann Smith, PhD"),
    ]
    people = find_people(
        speakers, ["Ruben Somsen", "Peter Todd"], ["Ruben", "Todd", "Ann", "Martin", "Utrecht"]
    )
    assert [(p.name, sorted(p.short), p.labels) for p in people] == [
        ("Ruben Somsen", ["Ruben"], ["Ruben"]),
        ("Ann Smith", ["Ann"], ["Ann Smith, PhD"]),
        ("Peter Todd", ["Todd"], []),
        ("Martin", [], []),
    ]


def test_a_first_name_that_fits_two_is_the_voices_or_nobodys() -> None:
    two = find_people([], ["Adam Back", "Adam Jonas"], ["Adam"])
    assert [sorted(p.short) for p in two] == [[], []]
    voice = find_people([SpeakerInfo(label="Adam Jonas")], ["Adam Back"], ["Adam"])
    assert [(p.name, sorted(p.short)) for p in voice] == [("Adam Jonas", ["Adam"]), ("Adam Back", [])]


def test_description_says_who_the_voices_are() -> None:
    talk = transcript(
        "Sjors: Welcome, Ruben.",
        "Ruben: Thanks, Sjors.",
        description="Sjors Provoost welcomes Ruben Somsen.",
    )
    found = {t.name: (t.labels, [(m.segment, m.start, m.end) for m in t.mentions]) for t in things(talk)}
    assert found == {
        "Sjors Provoost": (["Sjors"], [(1, 8, 13)]),
        "Ruben Somsen": (["Ruben"], [(0, 9, 14)]),
    }


def test_a_misspelt_full_name_is_the_same_person() -> None:
    talk = transcript(
        "We met Sjors Provoost in Prague.", "Later Sjors Provost joined us.", "Sjors Provoost knows a lot."
    )
    assert [(t.name, len(t.mentions)) for t in things(talk)] == [("Sjors Provoost", 3)]


def test_a_first_name_of_nobody_else_is_good_only_here() -> None:
    (martin,) = things(transcript("I asked Martin about it, and then Martin left."))
    assert (martin.name, martin.kind, martin.local) == ("Martin", "PERSON", True)
    assert kinds(transcript("Hello, yeah, so I think so.")) == {}


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("VM (Vicky) Brasseur", "Vicky Brasseur"),
        ("Rob (Bob) Smith", "Rob Smith"),
        ("Jo [in audience] Lee", "Jo Lee"),
        ("Ada Lovelace (guest)", "Ada Lovelace"),
        ("Murch", "Mark Erhardt"),
        ("dhh", "David Heinemeier Hansson"),
        ("Satoshi", "Satoshi"),
    ],
)
def test_who_a_label_names(label: str, name: str) -> None:
    [person] = find_people([SpeakerInfo(label=label)], [], [])

    assert (person.name, person.labels) == (name, [label])


def test_an_honour_behind_a_label_is_no_part_of_the_name() -> None:
    [person] = find_people([SpeakerInfo(label="Zelda Example AM")], [], ["Example"])
    assert (person.name, person.short, person.labels) == (
        "Zelda Example",
        {"Zelda Example AM", "Example"},
        ["Zelda Example AM"],
    )


def test_a_title_before_a_label_is_no_part_of_the_name_and_initial_and_family_are_a_handle() -> None:
    labels = ["Hon. Zelda Example", "Kevin Fooball", "The Chair", "The Acting Chair (Mr. Bruce Example)"]
    speakers = [SpeakerInfo(label=label) for label in labels]
    people = find_people(speakers, [], ["KFooball"])
    assert [(p.name, p.short) for p in people] == [
        ("Zelda Example", {"Hon. Zelda Example"}),
        ("Kevin Fooball", {"KFooball"}),
        ("Bruce Example", set[str]()),
    ]


def test_who_a_role_is_said_to_be_is_no_person() -> None:
    talk = transcript(
        "Project_Manager: So I am the Project Manager here.", "Marketing: The Project Manager said so."
    )
    assert kinds(talk) == {
        "Project Manager": "CONCEPT"
    }  # which the ranking leaves out, as a term of all talks


@pytest.mark.parametrize(
    "words", ["John Ottwin Doom Quake", "Tim Tam Slam", "Michael AB", "Alexa Google Assistant"]
)
def test_words_that_do_not_go_together_are_no_person(words: str) -> None:
    talk = transcript(f"I like {words} a lot.", f"We had {words} at home, and {words} was fine.")
    assert [name for name, kind in kinds(talk).items() if kind == "PERSON" and words in name] == []


@pytest.mark.parametrize(
    "name", ["Dana Elaine Ottwin", "Guido van Ottwin", "Ann Berners-Ottwin", "Kim B. Ottwin"]
)
def test_two_to_four_words_that_go_together_are_a_person(name: str) -> None:
    assert kinds(transcript(f"I asked {name} about it, and {name} said no.")).get(name) == "PERSON"


def test_what_somebody_made_is_a_name_of_its_own_behind_the_makers() -> None:
    found = kinds(
        transcript("The videos are on John Ottwin Minecraft and on Docker.", "John Ottwin said so.")
    )
    assert found == {"John Ottwin": "PERSON", "Minecraft": "PRODUCT", "Docker": "PRODUCT"}


def aliases_of(talk: Transcript, name: str) -> set[str]:
    return next({*entity.aliases} for entity in extract(talk).document.entities if entity.name == name)


def test_a_bare_part_of_a_name_is_an_alias_only_where_it_is_said() -> None:
    lines = ("I met Ann Ottwin, the founder of Docker.", "Ann Ottwin said that Docker is fine.")
    assert aliases_of(transcript(*lines), "Ann Ottwin") == set()
    assert aliases_of(transcript(*lines, "Ottwin told me so."), "Ann Ottwin") == {"Ottwin"}


def test_whom_all_know_by_the_family_name_has_it_for_an_alias() -> None:
    lines = ("The machine of Alan Turing is on Docker.", "So we read Alan Turing and Docker.")
    assert aliases_of(transcript(*lines), "Alan Turing") == {"Turing"}


def test_a_family_name_that_is_an_everyday_word_is_an_alias_only_where_somebody_is_meant() -> None:
    lines = ("I met Ann Jobs, the founder of Docker.", "Ann Jobs said that Docker is fine.")
    assert aliases_of(transcript(*lines, "We ran Jobs in Docker, and the Jobs failed."), "Ann Jobs") == set()
    assert aliases_of(transcript(*lines, "Then Jobs told me that Docker is old."), "Ann Jobs") == {"Jobs"}


def test_a_first_letter_and_a_family_name_that_make_a_word_are_no_handle() -> None:
    talk = transcript(
        "I met Eric Cho, the founder of Docker.", "Eric Cho has the Echo, and we use the Echo too."
    )
    assert "Echo" not in aliases_of(talk, "Eric Cho")
