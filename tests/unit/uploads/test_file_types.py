"""The type of an uploaded file that is no audio or video, as the import detects it; and what is refused."""

import zipfile
from io import BytesIO

import pytest

from service.errors import UnsupportedUpload
from service.uploads.file_types import FileType, refuse_binary, transcript_type_of
from support.paths import ROOT

WORDS = "So this is a talk about graphs and what they are good for, and why one would want to have them. " * 3
VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello there.\n"


@pytest.mark.parametrize(
    ("name", "content", "kind", "media_type"),
    [
        ("talk.vtt", VTT, "transcript", "text/vtt"),
        ("misnamed.mp4", VTT, "transcript", "text/vtt"),
        (
            "talk.srt",
            b"1\n00:00:01,000 --> 00:00:02,000\nHello there.\n",
            "transcript",
            "application/x-subrip",
        ),
        ("talk.txt", WORDS.encode(), "transcript", "text/plain"),
        ("talk.txt", WORDS.encode("utf-16"), "transcript", "text/plain"),
        (
            "talk.json",
            b'{"text": "Hi", "segments": [{"start": 0, "end": 1, "text": "Hi"}]}',
            "transcript",
            "application/json",
        ),
        ("talk.csv", b"start,end,text\n0,1,Hi\n", "transcript", "text/csv"),
        (
            "talk.jsonl",
            b'{"start": 0, "end": 1, "text": "Hi"}\n{"start": 1, "end": 2, "text": "Ho"}\n',
            "transcript",
            "application/x-ndjson",
        ),
        ("talk.info.json", b'{"title": "A talk", "extractor": "youtube"}', "metadata", "application/json"),
        ("talk.video.json", b'{"published_on": "2026-01-01"}', "metadata", "application/json"),
        ("any.json", b'{"chapters": []}', "metadata", "application/json"),
    ],
)
def test_transcripts_are_known_by_their_content(
    name: str, content: bytes, kind: str, media_type: str
) -> None:
    assert transcript_type_of(name, content) == FileType(kind, media_type)  # pyright: ignore[reportArgumentType]


def test_each_demo_talk_is_a_transcript() -> None:
    for file in sorted((ROOT / "service/demo").rglob("*.json"))[:3]:
        assert transcript_type_of(file.name, file.read_bytes()) == FileType(
            "transcript", "application/vnd.videograph+json"
        )


def test_an_office_document_with_words_is_a_transcript() -> None:
    xml = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p></w:body></w:document>'
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", xml)

    assert transcript_type_of("talk.docx", packed.getvalue()) == FileType(
        "transcript", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\x7fELF\x02\x01\x01\0", "binary file"),
        (b"name = 1\nport = 2\n", "text without times"),
        (b'{"widgets": [1, 2]}', "JSON of another kind"),
        (b'{"text": ', "is not"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "XML of another kind"),
    ],
)
def test_other_files_are_refused_with_what_they_are(content: bytes, message: str) -> None:
    with pytest.raises(UnsupportedUpload, match=message) as refused:
        transcript_type_of("file", content)

    assert refused.value.message.startswith("file")


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"%PDF-1.7", "a PDF. Save its words as plain text, for example with pdftotext talk.pdf talk.txt"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\0\0\0\x20ftypavif", "a picture"),
        (b"\x1f\x8b\x08", "a gzip archive"),
    ],
)
def test_binary_files_are_refused_by_their_first_bytes(head: bytes, what: str) -> None:
    with pytest.raises(UnsupportedUpload) as refused:
        refuse_binary("file.bin", head)

    assert refused.value.message == f"file.bin: is neither audio or video nor a transcript, but {what}"


def test_archives_are_looked_at_as_a_whole() -> None:
    refuse_binary("talk.docx", b"PK\x03\x04" + bytes(100))
    with pytest.raises(UnsupportedUpload, match=r"a ZIP archive\. Unpack it"):
        transcript_type_of("talk.zip", b"PK\x03\x04" + bytes(100))
