"""Whether a file was imported before: a hash of all that its import depends on, so that nothing has to be extracted to know."""

import hashlib
from pathlib import Path

from service.graph.ids import digest
from service.ingest.formats.metadata.overrides import Overrides
from service.ingest.formats.metadata.sidecar import companions
from service.ingest.identity import LOADER

_READERS = "formats/5"
"""Part of the hash; the number rises when the same file comes to be read differently."""


def source_hash(file: Path, overrides: Overrides | None, extractor: str) -> str | None:
    """Of the file and its name, the files that are read beside it, the options, and the versions of readers, `extractor`
    and loader. None where a file cannot be read: the import says why."""
    try:
        parts = [(path.name, _hash(path)) for path in (file, *companions(file))]
    except OSError:
        return None
    options = overrides or Overrides()
    given = [(key, str(value)) for key, value in sorted(options.given().items(), key=lambda item: item[0])]
    lenient = [("lenient_times", "True")] if options.lenient_times else []
    return digest(_READERS, extractor, LOADER, parts, [*given, *options.speakers, *lenient], length=64)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
