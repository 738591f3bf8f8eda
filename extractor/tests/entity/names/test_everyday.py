"""Names that are everyday words, in captions: found where the words around show them, and nowhere else."""

from spoken import kinds, things, transcript


def said(*lines: str) -> dict[str, list[tuple[int, str]]]:
    talk = transcript(*lines)
    return {
        thing.name: [(m.segment, talk.segments[m.segment].text[m.start : m.end]) for m in thing.mentions]
        for thing in things(talk)
    }


def test_a_language_is_said_only_where_it_is_meant() -> None:
    found = said("we go home and then the go compiler goes wild", "the go team wrote it in go and we go on")
    assert found["Go"] == [(0, "go"), (1, "go"), (1, "go")]


def test_it_takes_a_second_place_where_the_words_before_may_mean_anything() -> None:
    assert "Go" not in said("the things in go and that is all")
    assert said("the things in go and that is all", "things in go are fast")["Go"] == [
        (0, "go"),
        (1, "go"),
    ]


def test_products_and_companies_of_everyday_words() -> None:
    found = kinds(transcript("come to the discord server", "she was an engineer at spiral and then left"))
    assert found == {"Discord": "PRODUCT", "Spiral": "COMPANY"}
    assert kinds(transcript("the spiral at the door led up")) == {}
