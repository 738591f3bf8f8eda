"""Java's archive of loaded classes (AppCDS). Once recorded, it makes every later start a third faster.

The archive is beside the jars, one for each build of Java. Java writes it at its end, which takes about ten seconds,
so a start must ask for it. It is written into the home folder first, because the cache must contain only complete
files.
"""

import os
import shutil
from pathlib import Path

from embedded_neo4j.java import Java

# Exit codes of Java after a requested stop.
_CLEAN_EXITS = (0, 128 + 15)


def archive_file(jars: Path, java: Java) -> Path:
    return jars / f"classes-{java.build}.jsa"


def draft_file(home: Path) -> Path:
    return home / "run" / "classes.jsa"


def archive_options(archive: Path, home: Path, *, record: bool) -> list[str]:
    """Returns the options to use the archive, or to record it if there is none.

    Java ignores an archive that does not match (other collector, other Java) and starts without it.
    """
    draft_file(home).unlink(missing_ok=True)
    if archive.exists():
        return [f"-XX:SharedArchiveFile={archive}"]
    if not record:
        return []
    # There is a warning for each class that cannot be archived, too many for the log.
    return [f"-XX:ArchiveClassesAtExit={draft_file(home)}", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"]


def keep_archive(archive: Path, home: Path, exit_code: int) -> None:
    """Moves the recorded archive into the cache if the run ended normally. If that fails, there is no archive."""
    draft = draft_file(home)
    incoming = archive.with_name(f"{archive.name}.{os.getpid()}")
    try:
        if exit_code in _CLEAN_EXITS and draft.exists() and not archive.exists():
            shutil.move(draft, incoming)  # the cache may be on another disk
            with incoming.open("rb") as content:
                # Java trusts the content, so a power failure must not leave an incomplete file.
                os.fsync(content)
            incoming.replace(archive)
    except OSError:
        incoming.unlink(missing_ok=True)
    draft.unlink(missing_ok=True)
