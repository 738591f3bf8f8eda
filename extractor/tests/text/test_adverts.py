"""Sponsor reads: what they say is in no summary, bullet, chapter title or topic, and in no entity that only they name."""

import pytest

from service.domain.document import Transcript
from spoken import things, transcript
from videograph_extractor.offline import extract
from videograph_extractor.text.adverts import find_adverts, without_adverts

READ = (
    "This episode is brought to you by Plumbase. Plumbase keeps the pipes of every data warehouse clean.",
    "Smart contracts on a blockchain watch each leak, and smart contracts never sleep.",
    "Builders at Quillhouse trust Plumbase with their water meters. Go to plumbase.io/talk to learn more.",
)
TALK = (
    "Ann_Bell: Bees keep the temperature of the hive the same in every season, and that takes most of what they eat.",
    "Ann_Bell: A beekeeper in Norway measured hives for twenty winters with PostgreSQL.",
    *(f"Ann_Bell: {line}" for line in READ),
    "Ann_Bell: Hives lose most of their bees in the weeks after the last frost.",
    "Ann_Bell: PostgreSQL keeps all of the numbers from every winter on one machine.",
    "Ann_Bell: Swarms leave in spring, when the old queen takes half of the hive with her to a new place.",
    "Ann_Bell: The young queen stays, and the hive has to feed her for three weeks before she flies.",
)

LONG = "Bees keep the temperature of the hive the same in every season, and that takes most of what they eat."


def said_of(talk: Transcript) -> str:
    """All that stands in summary, sections, chapters, topics and names of entities."""
    document = extract(talk).document
    sections = [line for s in document.sections for line in (s.heading, *(b.text for b in s.bullets))]
    chapters = [chapter.title for chapter in document.chapters]
    names = [name for e in document.entities for name in (e.name, *e.aliases)]
    topics = [topic.name for topic in document.topics]
    return "\n".join([document.summary or "", *sections, *chapters, *topics, *names])


def read_out(*lines: str) -> list[str]:
    """The words of each segment that are of a read."""
    segments = transcript(*[LONG] * 4, *lines, *[LONG] * 4).segments
    return [segments[index].text[start:end].strip() for index, start, end in find_adverts(segments)]


def test_what_a_sponsor_read_says_is_in_nothing_that_is_told_of_the_talk() -> None:
    said = said_of(transcript(*TALK))
    assert "temperature of the hive" in said
    assert "PostgreSQL" in said
    for word in ("Plumbase", "Quillhouse", "pipes", "Smart", "Blockchain", "water"):
        assert word.lower() not in said.lower()


def test_the_words_of_a_read_stay_in_the_transcript() -> None:
    talk = transcript(*TALK)
    assert extract(talk).document.segments == talk.segments
    assert [len(s.text) for s in without_adverts(talk).segments] == [len(s.text) for s in talk.segments]


def test_what_the_talk_itself_names_too_is_an_entity_without_its_mentions_in_the_read() -> None:
    talk = transcript(*TALK, "Ann_Bell: We moved the numbers to a database called Plumbase.")
    found = {thing.name: thing for thing in things(talk)}
    assert {mention.segment for mention in found["Plumbase"].mentions} == {9}
    assert "Quillhouse" not in found


def test_a_read_goes_on_to_its_address_over_cues_without_stops() -> None:
    talk = transcript(
        "so that is how a hive gets through the winter",
        "this episode is brought to",
        "you by plumbase the tool that keeps",
        "your pipes clean all year long",
        "learn more at plumbase dot com slash talk",
        *["so tell me how you got into bees and what you do for them all winter"] * 5,
    )
    assert [talk.segments[index].text for index, _, _ in find_adverts(talk.segments)] == [
        "this episode is brought to",
        "you by plumbase the tool that keeps",
        "your pipes clean all year long",
        "learn more at plumbase dot com slash talk",
    ]


def test_an_offer_with_its_address_is_a_read_without_a_beginning() -> None:
    assert read_out(
        "Bees sleep.", "Go to plumbase.com and use the code BEES for 20% off.", "Frost comes."
    ) == ["Go to plumbase.com and use the code BEES for 20% off."]


def test_a_read_ends_where_the_show_goes_on_or_somebody_else_speaks() -> None:
    assert read_out("Our first sponsor today is Plumbase. And we are back with Bo. Bo made hives.com.") == [
        "Our first sponsor today is Plumbase."
    ]
    assert read_out("Ann: Today's sponsor is Plumbase.", "Bo: I know Plumbase, I work at plumbase.com.") == [
        "Today's sponsor is Plumbase."
    ]


def test_another_voice_reads_what_is_announced_as_the_sponsors_words() -> None:
    assert read_out(
        "Ann: But first, a word from our sponsor.",
        "Announcer: Are your pipes old? Plumbase has new ones at plumbase.com.",
        "Ann: Welcome, Bo.",
    ) == ["But first, a word from our sponsor.", "Are your pipes old? Plumbase has new ones at plumbase.com."]


@pytest.mark.parametrize(
    "line",
    [
        "The conference is sponsored by Plumbase, and they pay for the bees.",
        "The project has sponsors on GitHub, and our sponsors get a badge.",
        "The video element is supported by every browser, and it is powered by codecs.",
        "It is the kind of precision that is brought by graph theory.",
        'They say "this video was sponsored by Plumbase", and nobody listens.',
        "You find the hives at hives.org, and we are on Mastodon.",
    ],
)
def test_talk_of_sponsors_and_addresses_is_no_read(line: str) -> None:
    assert read_out(line) == []


def test_a_talk_that_is_mostly_marks_of_reads_is_no_read() -> None:
    segments = transcript(
        "This show is brought to you by Plumbase. Get it at plumbase.com.", "Bees."
    ).segments
    assert find_adverts(segments) == []


def test_a_read_begins_where_the_sponsor_is_first_named_before_the_offer() -> None:
    assert read_out(
        "Bees are fed in winter. For keepers of many hives, Plumbase is a house of pipes built on water. Plumbase has taps of all "
        "kinds. And Plumbase is trusted by teams of all sizes. Want to see it? Go to beepodcast.com slash plumbase and get "
        "$500 in credits today.",
    ) == [
        "For keepers of many hives, Plumbase is a house of pipes built on water. Plumbase has taps of all "
        "kinds. And Plumbase is trusted by teams of all sizes. Want to see it? Go to beepodcast.com slash plumbase and get "
        "$500 in credits today."
    ]


def test_a_sponsor_of_the_show_is_named_behind_the_show() -> None:
    assert read_out(
        "So now is a good time to talk about our other sponsor of the show, Plumbase. Plumbase keeps pipes clean. They have taps "
        "for all houses. Plumbase is free for small ones.",
        "This is a good time to stop and thank our sponsor Quillhouse. Quillhouse is a house.",
    ) == [
        "So now is a good time to talk about our other sponsor of the show, Plumbase. Plumbase keeps pipes clean. They have taps "
        "for all houses. Plumbase is free for small ones.",
        "This is a good time to stop and thank our sponsor Quillhouse. Quillhouse is a house.",
    ]


def test_what_one_voice_says_between_two_marks_of_a_read_is_of_it_but_not_behind_the_show_is_back() -> None:
    opening = "This episode is brought to you by Plumbase. Go to plumbase.io today."
    offer = "Use code BEES at plumbase.io to get 20% off."
    between = (
        "It has a panel where you can turn each tap on and off, and every one of the taps has a number. "
    )
    far = "The pipes are made in the north, where water is clean. " * 5
    assert read_out(f"{opening} {far}{between}{offer}") == [f"{opening} {far}{between}{offer}"]
    assert read_out(f"{opening} We are back. {far}{between}{offer}") == [opening, offer]


def test_a_short_turn_at_the_start_with_an_offer_is_a_read_unless_it_greets() -> None:
    read = (
        "Ann_Bell: A market guide on bees was just released. It shows how hives help. We give away a complimentary copy of it. "
        "Head to the link in the show notes."
    )
    rest = [f"Bo_Moe: {LONG}"] * 8
    whole = [(index, start, end) for index, start, end in find_adverts(transcript(read, *rest).segments)]
    assert whole == [(0, 0, len(read.partition(": ")[2]))]
    greeting = read.replace("A market", "Welcome to the show. A market")
    (part,) = find_adverts(transcript(greeting, *rest).segments)
    assert part[1] > 60
