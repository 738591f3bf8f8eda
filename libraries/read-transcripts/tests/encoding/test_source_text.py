"""Reading of files: errors before the format matters, detection of formats, and which files are talks."""

import codecs
import os
from pathlib import Path

import pytest
from files import with_changes

import read_transcripts
from read_transcripts import TranscriptError

READS = "what can be read are captions and transcripts as text, XML, HTML or JSON"
CUE = "1\n00:00:01,000 --> 00:00:02,000\nÅsa’s café – naïve\n"


def error_of(path: Path) -> TranscriptError:
    with pytest.raises(TranscriptError) as caught:
        read_transcripts.read(path)
    assert caught.value.file == str(path)
    return caught.value


def write(folder: Path, data: bytes, name: str = "talk.srt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        CUE.encode(),
        codecs.BOM_UTF8 + CUE.encode(),
        codecs.BOM_UTF16_LE + CUE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + CUE.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + CUE.encode("utf-32-le"),
        CUE.encode("utf-16-le"),
        CUE.encode("utf-16-be"),
        CUE.replace("\n", "\r\n").encode(),
        CUE.replace("\n", "\r").encode(),
    ],
    ids=[
        "utf-8",
        "utf-8 with mark",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "le, no mark",
        "be, no mark",
        "CRLF",
        "CR",
    ],
)
def test_encodings_and_line_ends(tmp_path: Path, data: bytes) -> None:
    segment = read_transcripts.read(write(tmp_path, data)).segments[0]

    assert (segment.start, segment.end, segment.text) == (1.0, 2.0, "Åsa’s café – naïve")


def test_an_old_code_page_is_read_where_it_cannot_be_mistaken(tmp_path: Path) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nThe caf\u00e9\u2019s \u201cM\u00fcsli\u201d \u2013 don\u2019t\n"

    talk, notes = with_changes(write(tmp_path, text.encode("cp1252")))

    assert talk.segments[0].text == "The café’s “Müsli” – don’t"
    assert notes == ("it is not UTF-8 and names no encoding: it is read as WINDOWS-1252, by its letters",)


def test_a_guessed_encoding_is_told_beside_other_notes(tmp_path: Path) -> None:
    text = "The café’s hours are “short”, and what is said here has no times at all.\n"

    assert with_changes(write(tmp_path, text.encode("cp1252")))[1] == (
        "it is not UTF-8 and names no encoding: it is read as WINDOWS-1252, by its letters",
        "it has no times: they are estimated, at 160 words a minute",
    )


def test_an_encoding_that_is_named_is_no_guess(tmp_path: Path) -> None:
    text = '<meta charset="windows-1252"><p><cite>Ann:</cite> <time>0:05</time> The café is open, and so are we.</p>'

    assert with_changes(write(tmp_path, text.encode("cp1252")))[1] == ()


@pytest.mark.parametrize(
    "words",
    [
        "C'est l'œuvre de ma sœur, ça coûte 5 €, « n'est-ce pas ? »",
        "Mañana por la mañana, ¿qué pasó aquí? ¡Nada!",
        "A gravação não é má, já são três e pôs-se à janela",
        "È così: perché no? Più tardi andrà giù, però là",
        "Vi går på ön efter kaffe, sade Åsa",
        "Rødgrød med fløde på tæppet, sagde Åse",
    ],
)
def test_western_languages_are_told_by_the_letters_that_they_have(tmp_path: Path, words: str) -> None:
    text = f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n"

    assert read_transcripts.read(write(tmp_path, text.encode("cp1252"))).segments[0].text == words


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Привет всем", "cp1251"),
        ("Привет всем", "koi8-r"),
        ("Příliš žluťoučký kůň", "cp1250"),
        ("Zażółć gęślą jaźń", "cp1250"),
        ("Şimdi değil, Çarşı ağır", "cp1254"),
        ("Ačiū už dėmesį, šįryt", "cp1257"),
        ("Dès la première", "cp1252"),
        ("こんにちは世界", "shift-jis"),
        ("Καλημέρα", "cp1253"),
        ("안녕하세요 여러분", "cp949"),
    ],
)
def test_an_old_code_page_is_refused_where_it_can_be_mistaken(
    tmp_path: Path, words: str, encoding: str
) -> None:
    head = "1\n00:00:01,000 --> 00:00:02,000\nPlain words first, and quite a few of them.\n"

    error = error_of(write(tmp_path, (head + words + "\n").encode(encoding)))

    assert error.line == 4
    assert error.reason.startswith("is not UTF-8 here (byte 0x")
    assert error.reason.endswith(
        ": name its encoding (--encoding), or save it as UTF-8, for example with iconv -f WINDOWS-1251 -t UTF-8"
    )


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Привет всем", "windows-1251"),
        ("Příliš žluťoučký kůň", "cp1250"),
        ("こんにちは世界", "Shift_JIS"),
        ("안녕하세요 여러분", "euc-kr"),
        ("Dès la première", "latin-1"),
    ],
)
def test_the_caller_names_the_encoding(tmp_path: Path, words: str, encoding: str) -> None:
    path = write(tmp_path, f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n".encode(encoding))

    assert [one.text for one in read_transcripts.read(path, encoding=encoding).segments] == [words]


@pytest.mark.parametrize("encoding", ["klingon", "base64", "idna", "unicode_escape"])
def test_what_is_no_encoding_of_text_is_refused(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        read_transcripts.read(write(tmp_path, CUE.encode()), encoding=encoding)

    assert (
        caught.value.reason == f"its encoding {encoding!r} is not known: name one such as cp1251 or shift_jis"
    )


def test_broken_utf8_is_refused_with_its_place(tmp_path: Path) -> None:
    error = error_of(write(tmp_path, CUE.encode() + b"caf\xe9\n"))

    assert (error.line, error.reason.split(":")[0]) == (
        4,
        "is not UTF-8 here (byte 0xE9, 62 bytes into the text)",
    )


def test_webvtt_and_json_are_utf8_by_their_rules(tmp_path: Path) -> None:
    assert error_of(write(tmp_path, b"WEBVTT\n\n00:01.000 --> 00:02.000\ncaf\xe9\n")).line == 4
    assert error_of(write(tmp_path, b'{"segments": [\n"\xe9"]}')).line == 2


def test_files_that_are_none(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)

    assert error_of(tmp_path).reason == "is a folder, not a file"
    assert error_of(tmp_path / "none.srt").reason == "there is no such file"
    assert error_of(fifo).reason == "is not a regular file"
    assert error_of(write(tmp_path, b"")).reason == "is empty"
    assert error_of(write(tmp_path, b"\xef\xbb\xbf \r\n\t")).reason == "is empty"
    assert error_of(Path("a\0b")).reason == "cannot be read: embedded null byte"


def test_200_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = write(tmp_path, b"")
    os.truncate(path, 200 * 1024 * 1024)

    assert error_of(path).reason == "is too large for a transcript: 200 MB, and at most 50 MB are read"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n", f"is not a transcript that can be read: a PDF. Save its words as plain text, for example with pdftotext talk.pdf talk.txt; {READS}"),
        (b"PK\x03\x04", f"is not a transcript that can be read: a ZIP archive. Unpack it; {READS}"),
        (b"{\\rtf1 Ann: Hello.\\par}", f"is not a transcript that can be read: a Rich Text document. Save it as a Word document (.docx) or as plain text; {READS}"),
        (b"\x89PNG\r\n\x1a\n", f"is not a transcript that can be read: a picture; {READS}"),
        (b"\0\0\0\x18ftypmp42", f"is not a transcript that can be read: a video file; {READS}"),
        (
            b"\0\1\2\0\3\0" + CUE.encode("utf-16-le"),
            "holds zero bytes: a binary file, or UTF-16 without a byte order mark that does not read as text. If it is text, save it "
            "as UTF-8",
        ),
        (b"Dear diary,\nnothing.\n", f"is not a transcript that can be read: text without times, of fewer than 10 words; {READS}"),
        (b"id,name,price\n1,tea,2.5\n2,ship,3\n" * 9, f"is not a transcript that can be read: text without times, and too much of it is code, tables or links; {READS}"),
        (b"<svg/>", f"is not a transcript that can be read: XML of another kind; {READS}"),
        (b"[Script Info]\nTitle: x\n", "holds no words: not one cue has text"),
        (b"\0\0\1\xba\x44", f"is not a transcript that can be read: pictures of captions (VobSub), or a video file; {READS}"),
        (
            b'{"version": "1.2.0", "chapters": []}',
            "is not a transcript that can be read: chapters without words. Put them beside the transcript, as "
            f"<its name>.chapters.json; {READS}",
        ),
        (
            b'{"title": "T", "url": null}',
            "is not a transcript that can be read: facts about a talk without its words"
            f"; {READS}",
        ),
        (
            b'{"playabilityStatus": {}}',
            "is not a transcript that can be read: YouTube's answer about a video, which has no words in it and names "
            f"no captions; {READS}",
        ),
        (
            b'{"playabilityStatus": {"status": "ERROR", "reason": "Video unavailable"}}',
            "is not a transcript that can be read: YouTube's answer about a video, which has no words in it and says: "
            f"Video unavailable; {READS}",
        ),
        (
            b'{"playabilityStatus": {}, "captions": {"playerCaptionsTracklistRenderer": {"captionTracks": [{}, {}]}}}',
            "is not a transcript that can be read: YouTube's answer about a video, which has no words in it. It names "
            f"captions (2): save one of them, for example with yt-dlp; {READS}",
        ),
        (b'{"a": 1}', f"is not a transcript that can be read: JSON of another kind; {READS}"),
        (b'{"segments": []}', "holds no words: not one cue has text"),
        (b"[" * 100_000, "is nested too deeply"),
        (b'{"a": NaN}', "holds a number that cannot be used: NaN is not JSON"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named(tmp_path: Path, data: bytes, reason: str) -> None:
    assert error_of(write(tmp_path, data)).reason == reason


def test_broken_json_names_the_line(tmp_path: Path) -> None:
    error = error_of(write(tmp_path, b'{"version": "1.0.0",\n "segments": [\n  {"body" 1}]}'))

    assert (error.line, error.reason) == (3, "is not JSON here: Expecting ':' delimiter (column 11)")
