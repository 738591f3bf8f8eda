"""Java's archive of loaded classes (AppCDS): recorded once, it takes a third off every later start.

It lies beside the jars, one for each build of Java. Java writes it when it ends, which takes some ten seconds,
so a start has to ask for it; and only into the home folder, which is its own: what comes into the cache is whole.
"""

import os
import shutil
from pathlib import Path

from service.graph.java import Java

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
    return (
        [f"-XX:ArchiveClassesAtExit={draft_file(home)}", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"]
        if record
        else []
    )


def keep_archive(archive: Path, home: Path, exit_code: int) -> None:
    """Moves a recorded archive into the cache, if the run that recorded it ended well."""
    draft = draft_file(home)
    if not draft.exists():
        return
    if exit_code in _CLEAN_EXITS and not archive.exists() and archive.parent.is_dir():
        incoming = archive.with_name(f"{archive.name}.{os.getpid()}")
        shutil.move(draft, incoming)  # the cache may lie on another disk
        with incoming.open("rb") as content:
            os.fsync(
                content
            )  # Java does not check an archive's content: it must not be cut short by a power failure
        incoming.replace(archive)
    draft.unlink(missing_ok=True)
