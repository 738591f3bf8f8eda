"""Watches a folder: which of its files are talks that are new or have changed, and are written to the end.

The folder is looked at again and again: notices of the system do not come from network drives, nor from some containers, and a file is
known to be complete only when its size stays the same for a while.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from service.speech.media_types import is_recording
from service.transcripts import look_through
from service.transcripts.source import paths_beside

type _State = tuple[int, int, int]
"""Inode, size, time of the last change."""


@dataclass(frozen=True)
class FolderChange:
    """`ready`: talks to import. `gone`: files whose talks were imported, and which are deleted. `moved`: from where to where."""

    ready: tuple[Path, ...] = ()
    gone: tuple[Path, ...] = ()
    moved: tuple[tuple[Path, Path], ...] = ()


@dataclass
class FolderWatch:
    """
    Attributes:
        quiet: seconds for which a file must not change before it counts as complete.
        recordings: whether audio and video are talks.
        is_waiting: whether a file was not quiet at the last look.
    """

    folder: Path
    quiet: float = 5.0
    recordings: bool = False
    is_waiting: bool = True
    _seen: dict[Path, tuple[_State, float]] = field(default_factory=dict[Path, tuple[_State, float]])
    _done: dict[Path, _State] = field(default_factory=dict[Path, _State])
    _talks: set[Path] = field(default_factory=set[Path])

    def look(self, now: float) -> FolderChange:
        """Returns what has changed since the last look, which counts as done. `now`: seconds of a clock that runs evenly."""
        there = dict(_files(self.folder))
        moved = tuple(self._moved(there))
        gone = tuple(sorted(path for path in self._talks if path not in there))
        self._talks.difference_update(gone)
        self._done = {path: state for path, state in self._done.items() if path in there}
        before = self._seen
        self._seen = {
            path: before[path] if path in before and before[path][0] == state else (state, now)
            for path, state in there.items()
        }
        changed = {path for path, (state, _) in self._seen.items() if self._done.get(path) != state}
        quiet = {path for path in changed if now - self._seen[path][1] >= self.quiet}
        self.is_waiting = changed != quiet
        ready = tuple(self._ready(quiet, changed)) if quiet else ()
        self._done |= {path: there[path] for path in quiet}
        self._talks.update(ready)
        return FolderChange(ready, gone, moved)

    def again(self, paths: tuple[Path, ...]) -> None:
        """Takes files back that could not be imported now: the next look gives them again."""
        for path in paths:
            self._done.pop(path, None)
            self._talks.discard(path)

    def _ready(self, quiet: set[Path], changed: set[Path]) -> Iterator[Path]:
        """Yields talks that are quiet, and known ones that are as they were and have a companion that is. One that is being written waits."""
        talks = set(look_through([self.folder]).talks)
        if self.recordings:
            talks.update(path for path in quiet if is_recording(path))
        for path in sorted(talks):
            as_it_was = path in self._done and path not in changed
            if path in quiet or (as_it_was and not quiet.isdisjoint(paths_beside(path))):
                yield path

    def _moved(self, there: dict[Path, _State]) -> Iterator[tuple[Path, Path]]:
        """Yields files that have another name now. They are not imported again."""
        places = {state: path for path, state in there.items() if path not in self._done}
        for path in sorted(self._talks):
            place = places.get(self._done[path]) if path not in there else None
            if place is not None:
                self._done[place] = self._done[path]
                self._talks.remove(path)
                self._talks.add(place)
                yield path, place


def _files(folder: Path) -> Iterator[tuple[Path, _State]]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            with suppress(OSError):  # gone meanwhile
                if not name.startswith(".") and path.is_file():
                    status = path.stat()
                    yield path, (status.st_ino, status.st_size, status.st_mtime_ns)
