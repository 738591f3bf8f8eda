"""What text may hold: the same limits and characters in documents, corrections and the input of mutations."""

from typing import Any

import pytest
from pydantic import ValidationError

from service.domain.decision_records import VideoUpdate
from service.domain.document import VideoDocument
from service.domain.text import LONGEST_MESSAGE, clean_text, require_characters, require_name
from service.errors import InvalidInput

REFUSED = {
    "\0": "a control character (U+0000)",
    "\x1b": "a control character (U+001B)",
    "\x9b": "a control character (U+009B)",
    "\ud800": "half of a character (U+D800)",
    "\u202e": "a mark that turns the direction of text (U+202E)",
    "\u2066": "a mark that turns the direction of text (U+2066)",
}


def document(**video: Any) -> dict[str, Any]:
    return {
        "video": {"title": "A Talk"} | video,
        "segments": [{"text": "Ada wrote.", "startSeconds": 0, "endSeconds": 1}],
    }


def first_error(value: dict[str, Any]) -> tuple[tuple[str | int, ...], str]:
    with pytest.raises(ValidationError) as caught:
        VideoDocument.model_validate(value)
    error = caught.value.errors()[0]
    return error["loc"], error["msg"]


@pytest.mark.parametrize(("character", "words"), REFUSED.items())
def test_a_character_that_is_refused_is_named_with_its_place(character: str, words: str) -> None:
    fault = f"Value error, character 3 is {words}: remove it"
    assert first_error(document(title=f"On{character}Looms")) == (("video", "title"), fault)
    assert first_error(document(description=f"On{character}Looms")) == (("video", "description"), fault)
    named = document() | {"entities": [{"key": "a", "name": f"Ad{character}a", "kind": "PERSON"}]}
    assert first_error(named) == (("entities", 0, "name"), fault)
    with pytest.raises(ValidationError):
        VideoUpdate(title=f"On{character}Looms")
    with pytest.raises(InvalidInput) as caught:
        require_name(f"Ad{character}a", ("name",))
    assert (caught.value.message, caught.value.path) == (
        f"name: character 3 is {words}: remove it",
        ("name",),
    )
    with pytest.raises(InvalidInput) as caught:
        require_characters({"reason": "ok", "aliases": ["Ada", f"Ad{character}a"]})
    assert caught.value.path == ("aliases", 1)
    assert clean_text(f"On{character}Looms") == "OnLooms"


def test_line_breaks_are_in_text_and_not_in_titles_and_names() -> None:
    assert VideoDocument.model_validate(document(description="Two\nlines")).video.description == "Two\nlines"
    assert first_error(document(title="Two\nlines"))[0] == ("video", "title")
    with pytest.raises(InvalidInput):
        require_name("Ada\nLovelace", ("name",))
    require_characters({"description": "Two\nlines\tof text"})


def test_titles_and_names_have_one_limit_everywhere() -> None:
    longest = "x" * 2000
    assert VideoDocument.model_validate(document(title=longest)).video.title == longest
    assert VideoUpdate(title=longest).title == longest
    assert first_error(document(title=longest + "x"))[0] == ("video", "title")
    with pytest.raises(ValidationError):
        VideoUpdate(title=longest + "x")
    assert require_name(f"  {'x' * 100}   {'y' * 99} ", ("name",)) == f"{'x' * 100} {'y' * 99}"
    with pytest.raises(InvalidInput) as caught:
        require_name("x" * 201, ("source", "name"))
    assert caught.value.path == ("source", "name")
    assert caught.value.message == f"'{'x' * 59}…' is not a name: give words, at most 200 characters"


def test_a_long_message_is_cut() -> None:
    assert clean_text("x" * 3000, LONGEST_MESSAGE) == "x" * 1999 + "…"
