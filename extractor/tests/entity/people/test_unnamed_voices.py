"""Who speaks where a transcript only counts its voices or knows none: told by the words, or not told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.benchmarks.corpus.voices import Told, ask, ask_captions, ask_introduced
from service.domain.document import ChannelInfo, Transcript
from spoken import kinds, statements, transcript
from videograph_extractor.entity.people.only_voice import LABEL, name_only_voice, with_voice
from videograph_extractor.entity.people.unnamed_voices import first_of, name_voices
from videograph_extractor.offline import extract

ASKED = 'nothing tells who says "I" here: if it is one person, --speaker NAME does'
TOLD = "Speaker is taken for Ann Lee, by title and words"


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        # a voice says who it is
        (["Carl: Welcome. I'm Ann Lee, your host.", "Tom: Hello."], {}),
        (["Speaker_1: Welcome. I'm Ann Lee, your host.", "Speaker_2: Hello."], {"Speaker 1": "Ann Lee"}),
        (["Speaker_1: My name is Ann.", "Speaker_2: Hello."], {"Speaker 1": "Ann"}),
        (["Speaker_1: He said: “I'm Ann Lee.”", "Speaker_2: Hello."], {}),
        # who is asked by name and answers
        (
            ["Speaker_1: What do you think, Bob?", "Speaker_2: It works.", "Speaker_3: No."],
            {"Speaker 2": "Bob"},
        ),
        # the other of two, called twice
        (["Speaker_1: So, Bob, hello.", "Speaker_2: Hi.", "Speaker_1: Thanks, Bob."], {"Speaker 2": "Bob"}),
        # once is not enough
        (["Speaker_1: So, Bob, hello.", "Speaker_2: Hi."], {}),
        # a name that two voices answer to is nobody's
        (
            [
                "Speaker_1: What do you think, Bob?",
                "Speaker_2: It works.",
                "Speaker_1: And what about you, Bob?",
                "Speaker_3: It does not.",
            ],
            {},
        ),
        # nobody is who they call
        (["Speaker_1: I'm Ann.", "Speaker_2: Hi, Ann.", "Speaker_1: Yes."], {"Speaker 1": "Ann"}),
        # who is presented, and then called
        (
            ["Speaker_1: I'm joined by Bob Stone. Welcome, Bob.", "Speaker_2: Thanks.", "Speaker_3: Hi."],
            {"Speaker 2": "Bob Stone"},
        ),
        # a rare first name, once its full name was said
        (
            ["Speaker_1: Today my guest is Amjad Masad.", "Speaker_1: Amjad, thank you.", "Speaker_2: Hi."],
            {"Speaker 2": "Amjad Masad"},
        ),
        (["Speaker_1: Amjad, thank you.", "Speaker_2: Hi."], {}),
        # those who are only listed
        (["Speaker_1: Thanks to Tom and Bob, and Bob, it works.", "Speaker_2: Hi."], {}),
        # whose voice has a name already is not another
        (["Ann_Lee: Hello.", "Speaker_2: Hi, I'm Ann, as well."], {}),
        # a crowd has no name
        (["Ann_Lee: Any questions, Bob?", "Audience: Yes.", "Ann_Lee: Thanks, Bob."], {}),
    ],
)
def test_who_a_counted_voice_is(lines: list[str], names: dict[str, str]) -> None:
    assert name_voices(transcript(*lines)) == names


def test_what_a_counted_voice_says_of_itself_belongs_to_its_person() -> None:
    extraction = extract(
        transcript(
            "Speaker_1: Hello, I'm Ann Lee. I founded Netflix.", "Speaker_2: Good. And I use Kubernetes."
        )
    )
    document = extraction.document
    assert extraction.notes == ("Speaker 1 is taken for Ann Lee, by title and words",)
    names = {entity.key: entity.name for entity in document.entities}
    assert [(s.label, names.get(s.person or "")) for s in document.speakers] == [
        ("Speaker 1", "Ann Lee"),
        ("Speaker 2", None),
    ]
    assert [(names[r.source], r.type, names[r.target]) for r in document.relationships] == [
        ("Ann Lee", "FOUNDED", "Netflix")
    ]


@pytest.mark.parametrize(
    ("title", "lines", "name"),
    [
        ("Parsers by Ann Lee", ["Today I show you parsers."], "Ann Lee"),
        ("Ann Lee - Parsers", ["Today I show you parsers."], "Ann Lee"),
        ("Ann Lee: Parsers", ["Today I show you parsers."], "Ann Lee"),
        ("Parsers (Ann Lee)", ["Today I show you parsers."], "Ann Lee"),
        ("Parsers | Ann Lee | PyCon", ["Today I show you parsers."], "Ann Lee"),
        ("Parsers", ["Hello, my name is Ann Lee, and I write parsers."], "Ann Lee"),
        ("Parsers", ["hello my name is ann zimmermann and i write parsers"], "Ann Zimmermann"),
        ("Ann Lee - Parsers", ["hi i'm ann lee and this is about parsers"], "Ann Lee"),
        # first names of all languages
        ("Rust", ["Hello everybody, I'm Mira Okafor, and I work at Acme.", "I founded it."], "Mira Okafor"),
        ("Builds", ["Good morning.", "My name is Helga Nordström and I am an engineer."], "Helga Nordström"),
        ("builds", ["good morning my name is helga nordstrom and i write tools"], "Helga Nordstrom"),
        ("Builds", ["My name is Anna Maria Schmidt. I write tools."], "Anna Maria Schmidt"),
        ("Builds", ["I'm Ann Lee CEO of Acme, and I write tools."], "Ann Lee"),
        # in small letters "I'm" may go before anything
        ("builds", ["good morning i'm mira okafor and i write tools"], None),
        ("Builds", ["Hi, I'm Super Docker, and I'm Using Rust."], None),
        # neither says who it is
        ("Parsers", ["Today I show you parsers."], None),
        # two say who they are, one says who another is, or somebody is welcomed
        ("Parsers", ["Hello, I'm Ann Lee.", "And I'm Bob Stone."], None),
        ("Parsers by Ann Lee", ["Hello, I'm Bob Stone, and here is Ann."], "Bob Stone"),
        ("Parsers by Ann Lee", ["Thanks for joining us."], None),
        ("Parsers", ["Hello, I'm Ann Lee, joined by my friend."], None),
        ("Interview with Ann Lee - Parsers", ["I write parsers."], None),
        ("Ann Lee - Parsers", ["So, Bob, what do you think? And Tom, do you agree?"], None),
        ("Ann Lee - Parsers", [">> Hello. >> Hi."], None),
        ("Ann Lee - Parsers", ["So, parsers.", "Yeah.", "They parse.", "Right.", "Mm-hmm.", "Sure."], None),
        ("Ann Lee - Parsers", ["So, parsers.", "Okay.", "They parse.", "Right.", "All of it."], "Ann Lee"),
        ("Rust", ["Hello, I'm Mira Okafor.", "And I'm Adam."], None),
        ("Rust", ["Hello, I'm Mira Okafor.", "Our next speaker wrote a parser."], None),
        ("Rust", ["Hello, I'm Mira Okafor.", "Bob, please introduce yourself."], None),
        ("Rust", ["Hello, I'm Mira Okafor.", "With me is Bob Stone."], None),
        ("Rust", ["Hello, I'm Mira Okafor.", "Did you write it?", "Yes, I did.", "Do you like it?"], None),
        ("Rust", ["Hello, I'm Mira Okafor.", "- Who wrote it?", "- All of us."], None),
        ("Rust", ["So, parsers."] * 201 + ["I'm Mira Okafor."], None),
        # whom everybody knows, and who is mentioned, may be what it is about
        ("Elon Musk: The Rise and Fall", ["In this video I show how a boy became rich."], None),
        ("Linus Torvalds: How Linux began, a keynote", ["I began with a terminal."], "Linus Torvalds"),
        ("Linus Torvalds - Why C | LinuxCon", ["I began with a terminal."], "Linus Torvalds"),
        ("Elon Musk: Falcon and Silicon", ["In this video I show how a boy became rich."], None),
        ("Ann Lee: The Rise and Fall", ["Lee was a student when I met her."], None),
    ],
)
def test_who_the_only_voice_is(title: str, lines: list[str], name: str | None) -> None:
    talk = transcript(*lines, title=title)
    assert name_only_voice(talk) == name
    assert [s.speaker for s in with_voice(talk).segments] == [LABEL if name else None] * len(lines)


def test_a_description_that_says_whose_talk_it_is() -> None:
    talk = transcript(
        "We use sidechains.", title="Chains", description="Ann Lee presents a design for chains."
    )
    assert name_only_voice(talk) == "Ann Lee"
    told = transcript("We use it.", title="Chains", description="Ann Lee talks with Bob about chains.")
    assert name_only_voice(told) is None


def test_a_transcript_with_voices_keeps_them() -> None:
    talk = transcript("Bob: Today I show you parsers.", title="Parsers by Ann Lee")
    assert with_voice(talk) is talk


def test_the_only_voice_is_counted_once_and_named() -> None:
    talk = transcript("Speaker_1: Today I show you parsers.", title="Parsers by Ann Lee")
    assert name_voices(talk) == {"Speaker 1": "Ann Lee"}


def test_who_has_just_said_a_name_is_meant_by_i_where_no_voice_is_known() -> None:
    assert statements(
        transcript(
            "My name is Ann Lee and I founded Netflix.", "I also created Kubernetes. Yeah? I use Rust."
        )
    ) == [("Ann Lee", "FOUNDED", "Netflix"), ("Ann Lee", "CREATED", "Kubernetes")]
    # a first name alone, another voice, and a question before it
    assert statements(transcript("I'm Ann. I founded Netflix.")) == []
    assert statements(transcript("I'm Ann Lee.", "Hi, I founded Netflix. Bob Stone was there.")) == []
    assert statements(transcript("I'm Ann Lee. Who are you?", "I founded Netflix.")) == []


def test_what_is_counted_as_told() -> None:
    ann = "Ann_Zimmermann: Hello, I'm Ann Zimmermann."
    name = "Ann Zimmermann"
    talk = transcript(ann, "Bob_Stone: Hi.", title="Parsers")
    assert list(ask(talk)) == [Told("Parsers", name, name), Told("Parsers", "Bob Stone", None)]
    assert list(ask_captions(talk)) == [Told("Parsers", "several voices", name)]
    assert list(ask_introduced(talk, captions=True)) == [Told("Parsers", "several voices", None)]
    assert list(ask_introduced(transcript(ann), captions=True)) == []
    assert list(ask_captions(transcript(ann))) == [Told("A talk", name, name)]
    verdicts = [Told("", label, name).verdict for label, name in VERDICTS]
    assert verdicts == ["not told", "right", "right", "right first name", "wrong", "wrong"]


VERDICTS = [
    ("Ann Lee", None),
    ("Ann Lee", "Ann Lee"),
    ("Matthew Lee", "Matt Lee"),
    ("Ann Lee", "Ann"),
    ("Ann Lee", "Ann Leigh"),
    ("Ann Lee", "Bob"),
]


_WORDS = st.sampled_from(
    "I'm am Ann Lee Bob St. van My name is this welcome thanks , ? . “ ” ' - you do what joined by guest And >> 2 é".split()
)


@given(
    st.lists(st.tuples(st.sampled_from(["Speaker_1", "Speaker_2", "Ann_Lee"]), st.lists(_WORDS, min_size=1)))
)
def test_any_words_name_only_voices_that_have_no_name_and_each_name_once(
    said: list[tuple[str, list[str]]],
) -> None:
    lines = [f"{label}: {' '.join(words)} x" for label, words in said] or ["Speaker_1: x"]
    told = name_voices(transcript(*lines))
    assert told.keys() <= {"Speaker 1", "Speaker 2"}
    assert len({first_of(name) for name in told.values()}) == len(told)
    name_only_voice(transcript(*(line.partition(": ")[2] for line in lines), title=lines[0]))


@pytest.mark.parametrize(
    ("lines", "notes"),
    [
        (["I wrote it, and I like it."] * 5, (ASKED,)),
        (["I wrote it, and I like it."] * 4, ()),
        (["Hello, I'm Ann Lee.", *["I wrote it, and I like it."] * 5], (TOLD,)),
        (["I wrote it, and I like it.", "Yes, did you?"] * 5, ()),
        (["Bob: I wrote it, and I like it."] * 5, ()),
        (["Thanks for joining us.", *["I wrote it, and I like it."] * 5], ()),
    ],
)
def test_who_speaks_is_asked_where_one_person_does_and_nothing_tells(
    lines: list[str], notes: tuple[str, ...]
) -> None:
    assert extract(transcript(*lines)).notes == notes


WORK = "i began it over the winter and i had no plan but i liked what i saw and i kept going"
"""Somebody who tells of their own work, without stops."""


@pytest.mark.parametrize(
    ("title", "channel"),
    [
        ("Guido van Rossum: where it all began", None),
        ("Guido van Rossum on where it all began", None),
        ("guido van rossum - where it all began", "Some Meetup"),
        ("Where it all began", "Guido van Rossum"),
    ],
)
@pytest.mark.parametrize("large", [False, True])
def test_who_is_in_the_title_or_has_the_channel_speaks_where_words_have_no_stops(
    title: str, channel: str | None, large: bool
) -> None:
    lines = [WORK.capitalize() if large else WORK] * 3
    document = extract(_published(transcript(*lines, title=title), channel)).document
    assert [entity.name for entity in document.entities if entity.kind == "PERSON"] == ["Guido van Rossum"]
    assert document.speakers[0].person == "person:guido van rossum"


def test_two_in_a_title_or_one_who_is_told_of_are_nobodys_voice() -> None:
    two = transcript(*[WORK] * 3, title="Python | Guido van Rossum and Ann Lee")
    assert name_only_voice(_published(two, "Ann Lee")) is None
    told = transcript(*[WORK] * 3, "then rossum left", title="Guido van Rossum: where it began")
    assert name_only_voice(told) is None


@pytest.mark.parametrize(
    "line",
    [
        "welcome guido to the show and thanks for what you made",
        "Welcome to the show who made Python Guido thanks a lot",
    ],
)
def test_who_has_the_channel_is_an_entity_where_the_words_name_them(line: str) -> None:
    talk = _published(
        transcript(line, "and so it began guido right", title="Where it began"), "Guido van Rossum"
    )
    assert kinds(talk)["Guido van Rossum"] == "PERSON"


def _published(talk: Transcript, channel: str | None) -> Transcript:
    info = ChannelInfo(name=channel) if channel else None
    return talk.model_copy(update={"video": talk.video.model_copy(update={"channel": info})})
