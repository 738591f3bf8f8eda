"""Chapter titles and key quotes: the talk's own sentences, word for word."""

from service.domain.document import Transcript
from spoken import transcript
from videograph_extractor.entity.things import Mention, Thing
from videograph_extractor.outline.chapters import Stretch
from videograph_extractor.outline.key_quotes import find_key_quotes, title_chapters
from videograph_extractor.statement.places import Said
from videograph_extractor.text.speech import read_passages, read_sentences


def titles(talk: Transcript, *stretches: Stretch) -> list[str | None]:
    sentences = read_sentences(read_passages(talk.segments))
    return [stretch.title for stretch in title_chapters(talk.segments, sentences, stretches)]


def quotes(talk: Transcript, things: list[Thing], *stretches: Stretch) -> list[tuple[str, list[str]]]:
    """Heading and quotes of each section."""
    passages = read_passages(talk.segments)
    said = Said(passages, read_sentences(passages), things)
    sections = find_key_quotes(talk.segments, said, stretches)
    return [(section.heading, [bullet.text for bullet in section.bullets]) for section in sections]


def named(talk: Transcript, name: str, salience: float, *, label: str | None = None) -> Thing:
    mentions = [
        Mention(i, at, at + len(name))
        for i, segment in enumerate(talk.segments)
        if (at := segment.text.find(name)) >= 0
    ]
    labels = [label] if label else []
    return Thing(name, "PRODUCT", exact={name}, salience=salience, mentions=mentions, labels=labels)


def test_a_chapter_is_called_by_its_first_sentence_that_says_something() -> None:
    talk = transcript(
        "Right, thank you.",
        "so we moved all of our services to Kubernetes.",
        "It took a year.",
        "Yes.",
        "Nobody noticed that the old cluster had been gone for weeks, and that was what we had wanted to see.",
    )
    assert titles(talk, Stretch(0, 2), Stretch(2, 3, "A year"), Stretch(3, 4), Stretch(4, 5)) == [
        "So we moved all of our services to Kubernetes.",
        "A year",
        "Yes.",
        "Nobody noticed that the old cluster had been gone for weeks, and that was what we had…",
    ]
    assert titles(talk, Stretch(0, 5)) == [None]
    assert titles(talk, Stretch(0, 5, "All")) == ["All"]


def test_a_sentence_that_began_before_is_no_title() -> None:
    talk = transcript(
        "We moved everything that we had", "to the new cluster. Then the whole thing broke apart."
    )
    assert titles(talk, Stretch(0, 1), Stretch(1, 2)) == [
        "We moved everything that we had to the new cluster.",
        "Then the whole thing broke apart.",
    ]


def test_a_chapter_without_a_sentence_is_part_of_the_one_before_or_behind() -> None:
    talk = transcript("Hm.", "We moved it all to the cluster.", "Hm.", "And nobody noticed it at all.")
    sentences = [s for s in read_sentences(read_passages(talk.segments)) if s.text != "Hm."]
    stretches = [Stretch(i, i + 1) for i in range(4)]
    assert title_chapters(talk.segments, sentences, stretches) == [
        Stretch(0, 3, "We moved it all to the cluster."),
        Stretch(3, 4, "And nobody noticed it at all."),
    ]
    assert title_chapters(talk.segments, [], stretches) == [Stretch(0, 4)]


def test_key_quotes_name_most_each_something_new_in_the_order_said() -> None:
    talk = transcript(
        "We run everything on Zorkle these days.",
        "Then Zorkle was joined by Flurb and Gronk last year.",
        "So what do you think of Blarf and Flurb, Ann?",
        "We like Blarf for what it does at night.",
        "Gronk is fine.",
    )
    things = [named(talk, "Zorkle", 0.9), named(talk, "Flurb", 0.5), named(talk, "Gronk", 0.4)]
    things.append(named(talk, "Blarf", 0.6))
    assert quotes(talk, things, Stretch(0, 5, "All")) == [
        (
            "All",
            [
                "Then Zorkle was joined by Flurb and Gronk last year.",
                "We like Blarf for what it does at night.",
            ],
        )
    ]


def test_a_chapter_that_names_nothing_has_no_quotes_and_its_title_is_not_said_twice() -> None:
    talk = transcript(
        "We run everything on Zorkle these days.",
        "And that was all there is.",
        "Thank you, Ada, for being here today.",
    )
    things = [named(talk, "Zorkle", 0.9)]
    title = "We run everything on Zorkle these days."
    assert quotes(talk, things, Stretch(0, 1, title), Stretch(1, 3, "Thanks")) == []
    assert quotes(talk, things, Stretch(0, 1), Stretch(1, 3, "Thanks")) == [(title, [title])]


def test_a_speaker_who_is_greeted_counts_less_than_what_is_spoken_of() -> None:
    talk = transcript(
        "Welcome to the show today, dear Ada Lark.",
        "Welcome back to the show, Ada Lark, and Bo Finch.",
        "I have been writing a lot of Zorkle lately.",
    )
    things = [named(talk, "Ada Lark", 1.0, label="A"), named(talk, "Bo Finch", 1.0, label="B")]
    things.append(named(talk, "Zorkle", 0.3))
    assert quotes(talk, things, Stretch(0, 3, "Hello")) == [
        (
            "Hello",
            [
                "Welcome back to the show, Ada Lark, and Bo Finch.",
                "I have been writing a lot of Zorkle lately.",
            ],
        )
    ]


def test_a_quote_over_segments_is_written_as_they_have_it_and_rests_on_them() -> None:
    talk = transcript("Good morning. We all use  Zorkle", "for the first time today. Good.")
    passages = read_passages(talk.segments)
    said = Said(passages, read_sentences(passages), [named(talk, "Zorkle", 0.9)])
    (section,) = find_key_quotes(talk.segments, said, [Stretch(0, 2, "Use")])
    (quote,) = section.bullets
    assert (quote.text, quote.segments) == ("We all use  Zorkle for the first time today.", (0, 1))
    assert (quote.verbatim, quote.symbol, section.start_seconds) == (True, None, 0.0)
