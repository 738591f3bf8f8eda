"""Where a model is found: a package, parts of one, a folder, the hub; and that its files are those that are known."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from service.errors import SetupError
from service.speech import models
from service.speech.models import SpeechModel, find_model

_PARTS = {
    "config.json": [b"{}"],
    "model.bin": [b"first ", b"second"],
    "tokenizer.json": [b"[]"],
    "vocabulary.txt": [b"a"],
}


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path with the parts of a small model as `base`."""
    places: dict[str, tuple[str, ...]] = {}
    for name, parts in _PARTS.items():
        places[name] = tuple(f"model_package/{name}.{number}" for number in range(len(parts)))
        for place, part in zip(places[name], parts, strict=True):
            (tmp_path / place).parent.mkdir(exist_ok=True)
            (tmp_path / place).write_bytes(part)
    (tmp_path / "model_package" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    sums = {name: hashlib.sha256(b"".join(parts)).hexdigest() for name, parts in _PARTS.items()}
    pinned = replace(models._PINNED["base"], sums=sums, places=places, revision="1")  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setitem(models._PINNED, "base", pinned)  # pyright: ignore[reportPrivateUsage]
    return tmp_path


def test_a_model_in_parts_is_put_together_and_checked(packages: Path) -> None:
    found = find_model("base", packages / "cache")

    assert found == SpeechModel("whisper-base", packages / "cache" / "base", "base@1")
    assert {file.name: file.read_bytes() for file in found.folder.iterdir()} == {
        name: b"".join(parts) for name, parts in _PARTS.items()
    }


def test_a_file_that_was_changed_is_put_together_anew(packages: Path) -> None:
    folder = find_model("base", packages / "cache").folder
    (folder / "model.bin").write_bytes(b"first sec")

    assert find_model("base", packages / "cache").folder == folder
    assert (folder / "model.bin").read_bytes() == b"first second"


def test_another_file_than_the_known_one_is_refused(packages: Path) -> None:
    (packages / "model_package" / "model.bin.1").write_bytes(b"third")

    with pytest.raises(
        SetupError, match=r"the speech model base cannot be used: .*model\.bin is not the file"
    ):
        find_model("base", packages / "cache")


def test_without_packages_and_hub_it_says_what_installs_the_model(
    packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from faster_whisper import utils

    def unreachable(*_: object, **__: object) -> str:
        raise OSError("no route")

    monkeypatch.setattr(utils, "download_model", unreachable)
    (packages / "model_package" / "model.bin.1").unlink()

    with pytest.raises(SetupError) as refused:
        find_model("base", packages / "cache")

    assert refused.value.message.startswith(
        "the speech model base is not on this machine, and the Hugging Face hub does not give it (OSError)."
    )
    assert "install" in refused.value.message


def test_the_hub_is_asked_for_the_pinned_revision_and_its_files_are_checked(
    packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from faster_whisper import utils

    asked: list[object] = []
    folder = packages / "downloaded"
    folder.mkdir()
    for name, parts in _PARTS.items():
        (folder / name).write_bytes(b"".join(parts))

    def download(name: str, *, revision: str | None, **_: object) -> str:
        asked.append((name, revision))
        return str(folder)

    monkeypatch.setattr(utils, "download_model", download)
    (packages / "model_package" / "model.bin.1").unlink()

    assert find_model("base", packages / "cache").folder == folder
    assert asked == [("Systran/faster-whisper-base", "1")]
    (folder / "model.bin").write_bytes(b"other")
    with pytest.raises(SetupError, match="SHA-256"):
        find_model("base", packages / "cache")


def test_a_folder_is_a_model_by_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "whisper-small-ct2"
    folder.mkdir()
    (folder / "model.bin").write_bytes(b"weights")

    with pytest.raises(SetupError) as refused:
        find_model(str(folder), tmp_path)
    assert refused.value.message == (
        f"VIDEOGRAPH_SPEECH_MODEL: {folder} is no model of CTranslate2: it has no config.json, tokenizer.json"
    )

    for name in ("config.json", "tokenizer.json"):
        (folder / name).touch()
    assert find_model(str(folder), tmp_path) == SpeechModel(
        "whisper-small-ct2", folder, hashlib.sha256(b"weights").hexdigest()
    )


def test_what_is_neither_folder_nor_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="there is no such folder, and it is no name of a model"):
        find_model("/no/such/folder", tmp_path)
