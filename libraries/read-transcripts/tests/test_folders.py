"""Which files of a folder are transcripts; each talk once."""

from pathlib import Path

from read_transcripts import find, look_through

VTT = "WEBVTT\n\n00:01.000 --> 00:09.500\nHello.\n"


def write(folder: Path, name: str, text: str = "x") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_folders_are_walked_and_what_is_no_talk_is_left_out(tmp_path: Path) -> None:
    for name in (
        "b/talk.vtt", "a.srt", "a.info.json", "a.chapters.json", "b/c/x.transcript.json", "b/c/x.chapters.json",
        "notes.txt", "README.md", "LICENSE", "film.mp4", ".hidden.srt", ".git/config.srt", "bad.bin",
    ):  # fmt: skip
        write(tmp_path, name)
    missing = tmp_path / "missing.srt"

    found = find(tmp_path, tmp_path / "a.srt", tmp_path / "film.mp4", tmp_path / "a.info.json", missing)

    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "a.srt", "b/c/x.transcript.json", "b/talk.vtt", "bad.bin", "film.mp4", "missing.srt", "notes.txt",
    ]  # fmt: skip


def test_a_talk_in_several_languages_and_formats_is_taken_once_as_it_was_spoken(tmp_path: Path) -> None:
    german, english = write(tmp_path, "talk.de.vtt", VTT), write(tmp_path, "talk.en.vtt", VTT)
    text = write(tmp_path, "talk.txt", "Hello to all of you, and welcome to the show about tides.")

    assert find(tmp_path) == [english]
    write(tmp_path, "talk.info.json", '{"title": "Tides", "language": "de"}')
    found = look_through([tmp_path])

    assert found.talks == [german]
    assert found.others == dict.fromkeys((english, text), "another format or language of a talk")


def test_facts_under_another_name_are_no_transcript(tmp_path: Path) -> None:
    facts = write(tmp_path, "about.json", '{"title": "Tides", "chapters": []}')

    assert look_through([tmp_path]).others == {facts: "chapters or facts about a talk"}
