"""In which language a talk is: what files say of it, and what the words tell where nobody does."""

import json
from pathlib import Path

import pytest

from read_transcripts.beside.languages import tag_of
from service.domain.document import VideoDocument
from service.transcripts import Overrides, read_file
from service.transcripts.spoken_language import tell_language
from support.language_samples import LECTURES, as_subrip


def language(path: Path, overrides: Overrides | None = None) -> str | None:
    talk = read_file(path, overrides)
    assert not isinstance(talk, VideoDocument)
    return talk.video.language


def talk(folder: Path, lines: str, name: str = "talk.srt") -> Path:
    path = folder / name
    path.write_text(as_subrip(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("tag", LECTURES)
def test_words_tell_the_language(tmp_path: Path, tag: str) -> None:
    assert language(talk(tmp_path, LECTURES[tag])) == tag


def test_captions_in_small_letters_tell_it_too(tmp_path: Path) -> None:
    bare = LECTURES["en"].lower().replace(".", "").replace(",", "")
    assert language(talk(tmp_path, bare)) == "en"


def test_nothing_is_told_of_a_few_words(tmp_path: Path) -> None:
    assert language(talk(tmp_path, "\n".join(LECTURES["en"].split("\n")[:3]))) is None


def test_nothing_is_told_of_two_languages_or_of_none() -> None:
    english, german = (LECTURES[tag].split("\n") * 5 for tag in ("en", "de"))
    assert tell_language(english + german) is None
    assert tell_language([f"{n} {n * n} {n**3}" for n in range(100)]) is None
    assert tell_language([]) is None


def test_a_few_sentences_in_another_language_do_not_matter() -> None:
    assert tell_language([*LECTURES["de"].split("\n") * 9, *LECTURES["en"].split("\n")]) == "de"


def test_whoever_says_it_is_believed(tmp_path: Path) -> None:
    german = LECTURES["de"]
    assert language(talk(tmp_path, german, "talk.nl.srt")) == "nl"
    path = talk(tmp_path, german)
    assert language(path, Overrides(language="lb")) == "lb"
    path.with_name("talk.video.json").write_text(json.dumps({"language": "gsw"}))
    assert language(path) == "gsw"


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("German", "de"), ("en_US", "en-US"), ("zh-Hans", "zh-Hans"), ("a", None), ("auto", None), ("und", None),
        ("mul", None), ("unknown", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_what_files_say_becomes_a_tag(said: str | None, tag: str | None) -> None:
    assert tag_of(said) == tag


def test_a_file_that_says_nothing_useful_leaves_it_to_the_words(tmp_path: Path) -> None:
    path = talk(tmp_path, LECTURES["fr"])
    path.with_name("talk.video.json").write_text(json.dumps({"language": "auto"}))
    assert language(path) == "fr"
