"""Finds talks by path, by file name with or without extension, or by title."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from service.ingest.formats.metadata.sidecar import stems
from service.ingest.identity import slugify

_SIMILARITY = 0.75


class NamedTalks:
    """Looks up talks; a path counts from `folder`."""

    def __init__(self, folder: Path, talks: Sequence[Path]) -> None:
        self._folder = folder
        self._resolved = {talk.resolve(): talk for talk in talks}
        self._named: defaultdict[str, list[Path]] = defaultdict(list)
        self._slugs: defaultdict[str, set[Path]] = defaultdict(set)
        for talk in talks:
            self._slugs[slugify(stems(talk)[-1])].add(talk)
            for name in {talk.name, talk.stem, *stems(talk)}:
                self._named[name].append(talk)
            for up in range(2, min(len(talk.parts), 6) + 1):  # a path from a folder above it
                self._named["/".join(talk.parts[-up:])].append(talk)

    def find(self, name: str) -> Path | list[Path] | None:
        """The talk of that name; several where it may be any of them."""
        exact = self._resolved.get((self._folder / name).resolve())
        if exact is not None:
            return exact
        found = self._named.get(name.removeprefix("./"), [])
        return found[0] if len(found) == 1 else found or None

    def find_episode(self, names: Iterable[str]) -> Path | None:
        """The talk that an episode's names (the surest first) lead to; a title is compared without case and signs."""
        names = list(names)
        for name in names:
            found = self.find(name)
            if isinstance(found, Path):
                return found
        for name in names:
            same = self._slugs.get(slugify(name), set())
            if len(same) == 1:
                return next(iter(same))
        return None

    def nearest(self, name: str) -> str:
        near = get_close_matches(name, self._named, 1, _SIMILARITY)
        return f", is {self._named[near[0]][0].name} meant?" if near else ""
