"""Java's archive of loaded classes (AppCDS): recorded once, it takes a third off every later start.

It lies beside the jars, one for each build of Java. Java writes it when it ends, which takes some ten seconds,
so a start has to ask for it; and only into the home folder, which is its own: what comes into the cache is whole.
"""

import os
import shutil
from pathlib import Path

from service.graph.server.java import Java

# Java ends with these after a stop that was asked for.
_CLEAN_EXITS = (0, 128 + 15)


def archive_file(jars: Path, java: Java) -> Path:
    return jars / f"classes-{java.build}.jsa"


def draft_file(home: Path) -> Path:
    return home / "run" / "classes.jsa"


def archive_options(archive: Path, home: Path, *, record: bool) -> list[str]:
    """What the command line needs to use the archive, or to record it where there is none.

    Java leaves an archive that does not fit (other collector, other Java) alone and starts the slow way.
    """
    draft_file(home).unlink(missing_ok=True)
    if archive.exists():
        return [f"-XX:SharedArchiveFile={archive}"]
    if not record:
        return []
    # Its warnings, one for each class that cannot be archived, would bury the log.
    return [f"-XX:ArchiveClassesAtExit={draft_file(home)}", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"]


def keep_archive(archive: Path, home: Path, exit_code: int) -> None:
    """Moves what was recorded into the cache, if the run ended well; where that cannot be, there is none."""
    draft = draft_file(home)
    incoming = archive.with_name(f"{archive.name}.{os.getpid()}")
    try:
        if exit_code in _CLEAN_EXITS and draft.exists() and not archive.exists():
            shutil.move(draft, incoming)  # the cache may lie on another disk
            with incoming.open("rb") as content:
                # Java trusts the content: it must not be one that a power failure cut short.
                os.fsync(content)
            incoming.replace(archive)
    except OSError:
        incoming.unlink(missing_ok=True)
    draft.unlink(missing_ok=True)
