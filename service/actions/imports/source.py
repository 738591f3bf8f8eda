"""Detects files that were imported before, by a hash of everything that their import depends on, without extraction."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from read_transcripts.beside.companions import companion_name
from service.actions.extraction.recordings import recognizer_version
from service.domain.identity import LOADER, digest
from service.speech.media_types import is_recording
from service.transcripts.overrides import Overrides
from service.transcripts.source import COMPANION_ENDINGS, paths_beside
from service.transcripts.talk_file import Recording, TalkFile
from service.whole_files import sha256_of

_READERS = "formats/7"
"""Part of the hash. Raise the number when the same file is read differently."""


def source_hash(file: Path | TalkFile | Recording, overrides: Overrides | None, extractor: str) -> str | None:
    """Hashes the file and its name, the files beside it, the options, and the versions of readers, `extractor` and
    loader, and the model of a recording; equal for a file on disk and given content. None if a file cannot be read: the import says why."""
    try:
        parts = _parts(file) if isinstance(file, Path) else _parts_of_given(file)
    except OSError:
        return None
    options = overrides or Overrides()
    given = [(key, str(value)) for key, value in sorted(options.given().items(), key=lambda item: item[0])]
    lenient = [("lenient_times", "True")] if options.lenient_times else []
    lenient += [] if options.encoding is None else [("encoding", options.encoding)]
    count = [] if options.speaker_count is None else [("speaker_count", str(options.speaker_count))]
    return digest(
        _READERS, extractor, LOADER, parts, [*given, *options.speakers, *lenient, *count], length=64
    )


def _parts(file: Path) -> Sequence[tuple[str, str]]:
    heard = [("", recognizer_version())] if is_recording(file) else []
    return [*((path.name, sha256_of(path)) for path in (file, *paths_beside(file))), *heard]


def _parts_of_given(file: TalkFile | Recording) -> Sequence[tuple[str, str]]:
    path = Path(file.name)
    names = (companion_name(path, ending, file.companions) for ending in COMPANION_ENDINGS)
    beside = [(name, _sum(file.companions[name])) for name in names if name is not None]
    if isinstance(file, Recording):
        return [(path.name, sha256_of(file.path)), *beside, ("", recognizer_version())]
    return [(path.name, _sum(file.content)), *beside]


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
