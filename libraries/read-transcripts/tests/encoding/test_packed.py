"""Documents that cannot be read, and office files whose words are not read: what each is, and what to do."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from files import with_changes

from read_transcripts import NotATranscript, TranscriptError

READS = "what can be read are captions and transcripts as text, XML, HTML or JSON"

OPEN = "application/vnd.oasis.opendocument."
BODY = (
    '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Ann: Hello there.</w:t></w:r></w:p></w:body></w:document>'
)
OPEN_BODY = '<o:c xmlns:o="o" xmlns:t="t"><o:body><o:text><t:p>Ann: Hello.</t:p></o:text></o:body></o:c>'
TYPES = ("[Content_Types].xml", "<Types/>")
RELS = ("_rels/.rels", "<Relationships/>")
STYLES = ("word/styles.xml", "<w:styles/>")
WORDS = ("word/document.xml", BODY)
TEXT = ("mimetype", f"{OPEN}text")
OPEN_WORDS = ("content.xml", OPEN_BODY)


def packed(*parts: tuple[str, str | bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts:
            archive.writestr(
                zipfile.ZipInfo(name), content
            )  # without the time of day, which would be in the names of tests
    return file.getvalue()


def ole(*streams: str) -> bytes:
    """A file of the old kind: its head, and a directory of these streams."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    names = [name.encode("utf-16-le") + b"\0\0" for name in ("Root Entry", *streams)]
    return head + b"".join(
        (name.ljust(64, b"\0") + len(name).to_bytes(2, "little")).ljust(128) for name in names
    )


def error_of(folder: Path, data: bytes) -> TranscriptError:
    path = folder / "talk"
    path.write_bytes(data)
    with pytest.raises(TranscriptError) as caught:
        with_changes(path)
    return caught.value


CUT = "its end is missing, as when a download or a copy breaks off. Save it again, or as plain text"
GONE = "the part with its words is missing. Save it again, or as plain text"
DAMAGED = "a part of it is damaged. Save it again, or as plain text"
LOCKED = "it is locked by a password. Save it without one, or as plain text"
MANIFEST = '<m:manifest xmlns:m="m"><m:file-entry m:full-path="content.xml"> <m:encryption-data/></m:file-entry></m:manifest>'
WHOLE = packed(TYPES, RELS, WORDS, STYLES)
LOCK = b"\1\0"
"""Flags of a part that is locked, at 6 of its head and at 8 of its line in the list of parts."""


def locked(data: bytes) -> bytes:
    parts = (b"PK\3\4\x14\0", LOCK), (b"PK\1\2\x14\3\x14\0", LOCK)
    for head, flags in parts:
        data = data.replace(head + b"\0\0", head + flags)
    return data


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (WHOLE[:-30], f"a Word document that cannot be read: {CUT}"),
        (WHOLE[:-30] + bytes(99), f"a Word document that cannot be read: {CUT}"),
        (packed(STYLES, WORDS)[:90], f"a Word document that cannot be read: {CUT}"),
        (packed(TYPES, RELS, WORDS)[:140], f"an office document that cannot be read: {CUT}"),
        (WHOLE.replace(b"Hello", b"Hallo"), f"a Word document that cannot be read: {DAMAGED}"),
        (packed(TYPES, RELS, STYLES), f"a Word document that cannot be read: {GONE}"),
        (locked(WHOLE), f"a Word document that cannot be read: {LOCKED}"),
        (
            packed(TYPES, ("word/document.xml", BODY.partition("</w:t>")[0])),
            "a Word document that cannot be read: word/document.xml in it is not XML here: Premature end of data in tag t line 1. "
            "Save it again, or as plain text",
        ),
        (packed(TEXT, OPEN_WORDS)[:-30], f"an OpenDocument text that cannot be read: {CUT}"),
        (packed(TEXT, OPEN_WORDS)[:100], f"an OpenDocument text that cannot be read: {CUT}"),
        (packed(TEXT, OPEN_WORDS).replace(b"Hello", b"Hallo"), f"an OpenDocument text that cannot be read: {DAMAGED}"),
        (packed(TEXT, ("settings.xml", "<s/>")), f"an OpenDocument text that cannot be read: {GONE}"),
        (
            packed(TEXT, ("content.xml", b"\x8f\x01\xe2"), ("META-INF/manifest.xml", MANIFEST)),
            f"an OpenDocument text that cannot be read: {LOCKED}",
        ),
        (packed(TEXT, ("encrypted-package", b"\x8f\x01")), f"an OpenDocument text that cannot be read: {LOCKED}"),
        (
            packed(OPEN_WORDS)[:-30],
            f"an OpenDocument file that cannot be read: {CUT.replace('it again, or as', 'its words as')}",
        ),
    ],
)  # fmt: skip
def test_documents_that_cannot_be_read(tmp_path: Path, data: bytes, what: str) -> None:
    error = error_of(tmp_path, data)

    assert error.reason == f"looks like {what}"
    assert not isinstance(error, NotATranscript)


CELLS = OPEN_BODY.replace("o:text", "o:spreadsheet")
SHEET = "a spreadsheet. Save its table as CSV"
SLIDES = "a presentation. Save its words as plain text"
APPLE = "a document of Pages, Numbers or Keynote. Export it as a Word document (.docx) or as plain text"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (packed(TYPES, RELS, ("xl/workbook.xml", "<a/>")), SHEET),
        (packed(TYPES, RELS, ("xl/workbook.xml", "<a/>"))[:-30], SHEET),
        (packed(TYPES, ("xl/_rels/a.rels", ""), ("xl/embeddings/a.docx", WHOLE)), SHEET),
        (packed(("mimetype", f"{OPEN}spreadsheet"), ("content.xml", CELLS)), SHEET),
        (packed(("mimetype", f"{OPEN}spreadsheet"), ("content.xml", CELLS[:9])), SHEET),
        (packed(("content.xml", CELLS)), "an OpenDocument file. Save its words as plain text"),
        (packed(TYPES, ("ppt/presentation.xml", "<a/>")), SLIDES),
        (packed(("mimetype", f"{OPEN}presentation"), ("content.xml", CELLS)), SLIDES),
        (packed(("Data/a.jpg", ""), ("Index/Document.iwa", ""), ("preview.jpg", "")), APPLE),
        (packed(("a.docx", WHOLE)), "a ZIP archive. Unpack it"),
        (packed(("a.docx", WHOLE))[:400], "a ZIP archive. Unpack it"),
        (packed(TYPES, RELS, ("visio/document.xml", "")), "a ZIP archive. Unpack it"),
        (
            ole("\6DataSpaces", "EncryptionInfo", "EncryptedPackage"),
            "an office document that is locked by a password. Save it without the password, or as plain text",
        ),
        (ole("1Table", "Workbook", "WordDocument"), "an old Word document (.doc). Save it as .docx or as plain text"),
        (ole("Workbook"), "an old spreadsheet (.xls). Save its table as CSV"),
        (ole("Book"), "an old spreadsheet (.xls). Save its table as CSV"),
        (ole("PowerPoint Document"), "an old presentation (.ppt). Save its words as plain text"),
        (ole("x") + "In WordDocument".encode("utf-16-le") + b"\0\0", "an old office document. Save it as plain text"),
        (b"%PDF-1.7\n", "a PDF. Save its words as plain text, for example with pdftotext talk.pdf talk.txt"),
        (b"{\\rtf1 Hi.}", "a Rich Text document. Save it as a Word document (.docx) or as plain text"),
    ],
)  # fmt: skip
def test_files_whose_words_are_not_read(tmp_path: Path, data: bytes, what: str) -> None:
    error = error_of(tmp_path, data)

    assert error.reason == f"is not a transcript that can be read: {what}; {READS}"
    assert isinstance(error, NotATranscript)
    assert error.what == what


def test_a_document_that_declares_entities(tmp_path: Path) -> None:
    bomb = packed(TYPES, ("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'))

    assert error_of(tmp_path, bomb).reason == (
        "looks like a Word document that cannot be read: word/document.xml in it declares entities or elements of its own in "
        "its DOCTYPE, which is not safe to read: remove it. Save it again, or as plain text"
    )


def test_a_manifest_that_is_broken_does_not_keep_from_reading(tmp_path: Path) -> None:
    path = tmp_path / "talk.odt"
    said = OPEN_BODY.replace("Hello", "Hello and welcome to all of you who listen to us today")
    whole = packed(TEXT, ("content.xml", said), ("META-INF/manifest.xml", "<none/>"))
    path.write_bytes(whole.replace(b"<none/>", b"<gone/>"))

    talk, _ = with_changes(path)

    assert [segment.text for segment in talk.segments] == [
        "Ann: Hello and welcome to all of you who listen to us today."
    ]
