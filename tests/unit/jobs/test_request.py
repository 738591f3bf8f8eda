"""What a job imports, as it is kept until the job has ended."""

import pytest

from service.errors import InvalidInput
from service.jobs.request import (
    ImportRequest,
    Metadata,
    check_request,
    document_request,
    packed,
    text_request,
    unpacked,
)

METADATA = Metadata(
    title="Ünïcode 🦙",
    url="https://talks.example.org/1",
    published_on="2026-05-04",
    channel="Looms",
    media="https://talks.example.org/1.mp3",
    speakers=(("Speaker 1", "Ada Lovelace"),),
)


@pytest.mark.parametrize(
    "request_",
    [
        text_request(
            "talk.vtt", "WEBVTT\n\n🦙 \ud800", metadata=METADATA, same_words="keep both", background=True
        ),
        document_request({"video": {"title": "A talk"}}),
        ImportRequest("upload", "talk.mp3", None, "upload:1"),
    ],
)
def test_a_request_is_kept_as_it_is(request_: ImportRequest) -> None:
    kept = packed(request_)

    assert unpacked(kept["request"] or "", kept["content"]) == request_


def test_metadata_are_those_of_an_import() -> None:
    given = METADATA.overrides()

    assert (given.title, str(given.published_on), given.channel) == ("Ünïcode 🦙", "2026-05-04", "Looms")
    assert given.media is not None
    assert (given.media.url, given.media.media_type) == ("https://talks.example.org/1.mp3", "audio/mpeg")
    assert given.speakers == (("Speaker 1", "Ada Lovelace"),)


@pytest.mark.parametrize(
    ("request_", "path"),
    [
        (text_request("", "a"), ("source", "text", "name")),
        (text_request("a\nb", "a"), ("source", "text", "name")),
        (text_request("x" * 201, "a"), ("source", "text", "name")),
        (text_request("..", "a"), ("source", "text", "name")),
        (text_request("a.vtt", "\n"), ("source", "text", "content")),
        (text_request("a.vtt", "a", extractor="none"), ("extractor",)),
        (text_request("a.vtt", "a", metadata=Metadata(media="no address")), ("metadata", "media")),
        (text_request("a.vtt", "a", metadata=Metadata(title="")), ("metadata", "title")),
        (document_request({}), ("source", "document", "video")),
        (
            document_request(
                {"video": {"title": "t"}, "segments": []}, metadata=Metadata(speakers=(("", "Ada"),))
            ),
            ("source", "document", "segments"),
        ),
    ],
)
def test_what_cannot_be_used_is_named(request_: ImportRequest, path: tuple[str, ...]) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_request(request_)

    assert refused.value.path[: len(path)] == path
