"""Detects files that were imported before, by a hash of everything that their import depends on, without extraction."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from service.domain.identity import LOADER
from service.domain.ids import digest
from service.transcripts.metadata.companions import COMPANION_ENDINGS, companion_name, companions
from service.transcripts.metadata.overrides import Overrides
from service.transcripts.talk_file import TalkFile

_READERS = "formats/5"
"""Part of the hash. Raise the number when the same file is read differently."""


def source_hash(file: Path | TalkFile, overrides: Overrides | None, extractor: str) -> str | None:
    """Hashes the file and its name, the files beside it, the options, and the versions of readers, `extractor` and
    loader; equal for a file on disk and given content. None if a file cannot be read: the import says why."""
    try:
        parts = _parts_of_given(file) if isinstance(file, TalkFile) else _parts(file)
    except OSError:
        return None
    options = overrides or Overrides()
    given = [(key, str(value)) for key, value in sorted(options.given().items(), key=lambda item: item[0])]
    lenient = [("lenient_times", "True")] if options.lenient_times else []
    return digest(_READERS, extractor, LOADER, parts, [*given, *options.speakers, *lenient], length=64)


def _parts(file: Path) -> Sequence[tuple[str, str]]:
    return [(path.name, _hash(path)) for path in (file, *companions(file))]


def _parts_of_given(file: TalkFile) -> Sequence[tuple[str, str]]:
    path = Path(file.name)
    names = (companion_name(path, ending, file.companions) for ending in COMPANION_ENDINGS)
    beside = [(name, file.companions[name]) for name in names if name is not None]
    return [
        (name, hashlib.sha256(content).hexdigest()) for name, content in ((path.name, file.content), *beside)
    ]


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
