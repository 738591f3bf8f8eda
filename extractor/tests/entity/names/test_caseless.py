"""Automatic captions: lower case, no punctuation, sentences over many cues."""

from spoken import kinds, statements, transcript
from videograph_extractor.entity.names.without_capitals import is_caseless
from videograph_extractor.offline import extract


def test_what_is_caseless() -> None:
    assert is_caseless(transcript("we use postgresql and I like it", "so it goes").segments)
    assert is_caseless(transcript("WE USE POSTGRESQL").segments)
    assert not is_caseless(transcript("We use PostgreSQL.").segments)
    assert not is_caseless(transcript("12 34").segments)


CUES = (
    "so we moved it all to kubernetes last year and",
    "then anna lindqvist told us that it was slow on",
    "kubernetes and so we tried it with postgresql",
    "because postgresql is what john knows from his time",
    "at google and google created kubernetes you know",
)


def test_capitals_only_where_cues_begin_say_nothing_of_names() -> None:
    large = transcript(*(line[0].upper() + line[1:] for line in CUES))
    assert is_caseless(large.segments)
    assert is_caseless(
        transcript("We moved to kubernetes. Then john and google came. It ran on linux.").segments
    )
    written = transcript("We moved to Kubernetes, and", "Then John from Google came.", "It ran on Linux.")
    assert not is_caseless(written.segments)
    assert not is_caseless(
        transcript("We think of our health, and", "Then we eat less.", "It helps us.").segments
    )


def test_capitals_only_where_cues_begin_are_read_as_captions_are_and_quoted_as_they_are_written() -> None:
    small = extract(transcript(*CUES)).document
    large = extract(transcript(*(line[0].upper() + line[1:] for line in CUES))).document
    named = [(e.name, e.kind, len(e.mentions)) for e in small.entities]
    assert named == [(e.name, e.kind, len(e.mentions)) for e in large.entities]
    assert {"Kubernetes", "PostgreSQL", "Google"} <= {name for name, _, _ in named}
    quotes = [[e.quote for r in document.relationships for e in r.evidence] for document in (small, large)]
    assert [quote.lower() for quote in quotes[1]] == quotes[0] != []
    assert quotes[1] != quotes[0]


def test_names_come_from_the_table_and_from_what_is_written_about_the_video() -> None:
    talk = transcript(
        "welcome ruben somsen to the show about bitcoin core",
        "you made flurbonet which is not go ahead",
        title="Flurbonet with Ruben Somsen",
    )
    assert kinds(talk) == {"Ruben Somsen": "PERSON", "Bitcoin Core": "PRODUCT", "Flurbonet": "PRODUCT"}


def test_statements_are_found_without_capitals() -> None:
    talk = transcript(
        "everybody knows that guido van", "rossum created python", title="Guido van Rossum on Python"
    )
    assert statements(talk) == []  # the name runs over two cues: no segment holds it
    talk = transcript("as you know guido van rossum created pytorch", title="Guido van Rossum")
    assert statements(talk) == [("Guido van Rossum", "CREATED", "PyTorch")]


def test_everyday_words_are_names_without_capitals_only_where_writers_hardly_use_them_as_words() -> None:
    talk = transcript("we moved to docker and rust", "who is on the map or in the target")
    assert kinds(talk) == {"Docker": "PRODUCT", "Rust": "PRODUCT"}
