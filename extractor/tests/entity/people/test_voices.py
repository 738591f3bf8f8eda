"""What a talk says of its voices and what only looks so: namesakes, made-up cases, guests' jobs."""

import pytest

from service.domain.document import Transcript
from spoken import statements, things, transcript


def said(talk: Transcript, name: str) -> dict[str, int]:
    """How often each form of a person is a mention of that person."""
    return dict(next(thing.said for thing in things(talk) if thing.name == name))


@pytest.mark.parametrize(
    "line",
    [
        "Adam and I spent four months in Berlin.",
        "Me and Adam founded Sphero.",
        "A friend, also named Adam, works at Netflix.",
        "I worked with another Adam there.",
        "Adam, the CEO of Netflix, was here.",
    ],
)
def test_a_voice_that_says_its_name_of_somebody_else(line: str) -> None:
    assert said(transcript(f"Adam_Stacoviak: Welcome back. {line}", "Ann_Lee: Hi."), "Adam Stacoviak") == {}


@pytest.mark.parametrize(
    "line",
    [
        "I'm Adam, and I work at Netflix.",
        "Adam here.",
        "My name is Adam, and I am glad.",
        "They said: Adam, stop it.",
        'They said "Adam and I will help".',
        "I'm Adam, the CEO of Netflix.",
        "So Adam does it, and all is well.",
    ],
)
def test_a_voice_that_says_its_own_name(line: str) -> None:
    talk = transcript(f"Adam_Stacoviak: Welcome back. {line}", "Ann_Lee: Hi.")
    assert said(talk, "Adam Stacoviak") == {"Adam": 1}


def test_a_guest_says_you_and_i_to_a_host() -> None:
    lines = ("Adam_Stacoviak: Welcome back.", "Ian_Bell: Adam and I spent a year there, working with Disney.")

    assert statements(transcript(*lines)) == []
    # who is the third may be spoken of to the other, and a host speaks of the guest to those who listen
    third = transcript(*lines, "Ann_Lee: Okay.")
    assert ("Adam Stacoviak", "RELATED_TO", "Disney") in statements(third)
    host = transcript("Ian_Bell: Adam and I talk today.", "Adam_Stacoviak: Hi.")
    assert said(host, "Adam Stacoviak") == {"Adam": 1}


def test_who_was_on_the_show_last_week_is_not_who_is_there() -> None:
    voices = ("Jerod_Santo: Hello.", "Adam_Bell: Hello.")
    back = statements(transcript(*voices, "Jerod_Santo: We had Adam on way back."))
    assert back == [("Jerod Santo", "RELATED_TO", "Adam Bell")]
    assert statements(transcript(*voices, "Jerod_Santo: We had Adam on last week.")) == []
    assert statements(transcript(*voices, "Jerod_Santo: We had Adam Bell on last week.")) == [
        ("Jerod Santo", "RELATED_TO", "Adam Bell")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Let's say I work at Netflix. I use Redis there.",
        "Imagine you're there. I'm an engineer at Netflix.",
        "Pretend I'm new. I work at Netflix.",
        "So, say I work at Netflix.",
        "Curious how you do that... I'm an engineer at Netflix, I have a library.",
        "If I have two -- if I have a SQLite and I'm also working on a Fossil, they'll have separate files.",
    ],
)
def test_a_case_that_is_made_up(line: str) -> None:
    assert statements(transcript(f"Jane_Miller: {line}")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Let's say you want that. I work at Netflix.",
        "Let's say I was lucky. I worked at Netflix.",
        "If you pick that, it breaks. And I work at Netflix.",
        "They say I work at Netflix too much. I work at Netflix.",
    ],
)
def test_no_case(line: str) -> None:
    assert statements(transcript(f"Jane_Miller: {line}")) == [("Jane Miller", "WORKS_AT", "Netflix")]


def test_apps_in_what_has_a_name_are_not_what_has_it() -> None:
    line = "...as I was writing my Ruby on Rails apps and my client side JavaScript..."
    assert statements(transcript(f"Jane_Miller: {line}")) == []
    years = statements(transcript("Jane_Miller: We started Sphero years ago."))
    assert [(source, target) for source, _, target in years] == [("Jane Miller", "Sphero")]


def test_the_job_of_a_guest_is_not_the_hosts() -> None:
    line = "Today we've got Zeno Rocha joining us today, principal developer advocate at Netflix."
    assert ("Adam Bell", "WORKS_AT", "Netflix") not in statements(transcript(f"Adam_Bell: {line}"))


def test_who_of_two_is_from_which_of_two_is_not_said() -> None:
    assert statements(transcript("A podcast with Jane Miller and Ann Bell from Twitter and GitHub.")) == []
    assert statements(transcript("A podcast with Jane Miller and Ann Bell from Twitter.")) == [
        ("Ann Bell", "WORKS_AT", "Twitter")
    ]


FILLER = [f"And then there was number {n} of what we had to do." for n in range(40)]


def test_a_first_name_far_from_the_full_one_is_somebody_elses() -> None:
    talk = transcript(
        "Ann_Lee: I met Mark Zuckerberg once. Mark was kind.",
        *(f"Ann_Lee: {line}" for line in FILLER),
        "Ann_Lee: I started it with my business partner Mark.",
    )

    assert said(talk, "Mark Zuckerberg") == {"Mark Zuckerberg": 1, "Mark": 1}


@pytest.mark.parametrize(
    ("words", "count"), [("my business partner Mark", 0), ("our old friend Mark", 0), ("Mark", 1)]
)
def test_whom_the_speaker_introduces_is_no_one_named_before(words: str, count: int) -> None:
    lines = ("Ann_Lee: I met Mark Zuckerberg once.", *(f"Ann_Lee: {line}" for line in FILLER[:6]))
    talk = transcript(*lines, f"Ann_Lee: I started it with {words}.")

    assert said(talk, "Mark Zuckerberg").get("Mark", 0) == count


def test_who_is_written_about_is_meant_by_the_first_name_anywhere() -> None:
    lines = [f"Ann_Lee: {line}" for line in FILLER]
    talk = transcript(
        "Ann_Lee: I met Mark Zuckerberg.",
        *lines,
        "Ann_Lee: Then Mark left us.",
        title="Mark Zuckerberg and I",
    )

    assert said(talk, "Mark Zuckerberg") == {"Mark Zuckerberg": 1, "Mark": 1}
