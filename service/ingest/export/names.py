"""Splits a merged entity into the names that the talk used, so that importing again resolves to the same entity:
necessary after decisions, for local names, and for the rules of `resolve.py`. Pure functions."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from service.domain.document import Kind
from service.domain.text import normalise_name
from service.graph.preferred_values import best_main_name
from service.ingest.identity import alias_key, as_kind, entity_id, entity_slug
from service.ingest.resolution.name_index import Decided, Known, spelling
from service.ingest.resolution.namings import Naming
from service.ingest.resolution.resolve import resolve
from service.ingest.storage.stored_video import Stored, stored_namings
from service.ingest.video_rows import counted_name


@dataclass(frozen=True)
class Whose:
    """The decided owner of a name: id and kind; for a merged entity its former ones. `kinds`: the kinds for which the
    name is decided."""

    id: str
    kind: Kind
    kinds: tuple[Kind, ...]


type Decisions = Mapping[str, Whose]
"""By alias key."""


@dataclass(frozen=True)
class Said:
    """An entity of a document. `entity`: its id in the graph. `names`: alias key as the graph has it → as written, the main one
    first. `kind`: as the document says it, which may be another in the graph. `local`, `guess`: as in the document. `voices`:
    ids of those that are its."""

    entity: str
    kind: Kind
    names: Mapping[str, str]
    local: bool
    guess: bool
    voices: Collection[str] = ()

    @cached_property
    def main(self) -> str:
        return next(iter(self.names))

    @cached_property
    def key(self) -> str:
        """Returns the name in the document."""
        return entity_slug(as_kind(self.main, self.kind), self.kind, self.names[self.main])


def read_names(stored: Stored, decisions: Decisions, heads: Collection[str]) -> dict[str, list[Said]]:
    """Returns the entities by id in the graph; the first of several is the one that the others resolve to.

    Args:
        heads: alias keys that must have been main names, by what is said under them.
    """
    said = Counter(row["aliasKey"] for row in stored.part.rows["mention"].values())
    ends = stored.part.rows["evidence"].values()
    said.update(row[key] for row in ends for key in ("subjectKey", "objectKey"))
    namings = stored_namings(stored)
    return {naming.key: _Called(stored, naming, decisions, said, heads).told() for naming in namings}


def is_local(key: str) -> bool:
    return "@" in key.partition(":")[0]


class _Called:
    """The names of one entity in the video."""

    def __init__(
        self,
        stored: Stored,
        naming: Naming,
        decisions: Decisions,
        said: Mapping[str, int],
        heads: Collection[str],
    ) -> None:
        rows = stored.part.rows
        self._naming = naming
        self._names = naming.names
        self._video = stored.part.video
        self._decisions = decisions
        self._keys = sorted(naming.names, key=lambda key: (-said.get(key, 0), key))
        self._said = {key for key in self._keys if said.get(key)}
        self._heads = [key for key in self._keys if key in heads]
        self._guessed = {key: bool(rows["given_name"][(key,)]["guessed"]) for key in self._keys}
        self._born = next((key for key in self._keys if entity_id(key) == naming.key), None)
        features = rows["features"][(naming.key,)]
        self._shown = counted_name(features)
        self._main = self._find_main()
        self._spoken = {id_ for id_, row in rows["speaker"].items() if row["segmentCount"]}
        self._voices = {
            id_: self._find_voice(normalise_name(row["label"]))
            for id_, row in rows["speaker"].items()
            if row["person"] == naming.key
        }

    def told(self) -> list[Said]:
        parts = [self._as_told(one) for keys in self._rooms() for one in self._cut(keys)]
        # A document cannot contain an entity without statements, so such an entity must not be the main one.
        return sorted(parts, key=lambda part: not self._is_heard(part.names))

    def _whose(self, key: str) -> str | None:
        decided = self._decisions.get(key)
        return None if decided is None else decided.id

    def _is_merged(self, key: str) -> bool:
        """Returns whether a name belonged to a merged entity: as a main name it is not shown, but that of the target
        is."""
        return self._whose(key) not in (None, self._naming.key)

    def _find_main(self) -> str:
        naming = self._naming
        shown = {alias_key(naming.kind, self._shown, within) for within in (None, self._video)}
        if naming.main in shown:
            if not any(map(self._is_merged, self._keys)):  # then the spelling of other talks may be shown
                self._names[naming.main] = self._shown  # others may spell the same name differently
            return naming.main
        # Another's name is shown: so it was called by a name that was decided to be that one's.
        return next(filter(self._is_merged, self._keys), naming.main)

    def _find_voice(self, label: str) -> str:
        """Returns the name for a speaker: of the entity that must be the speaker, of the one without other
        statements, or the speaker's label."""

        def fitting(key: str) -> tuple[bool, ...]:
            said = any(is_local(key) == is_local(other) for other in self._said)
            called = normalise_name(self._names[key]) == label
            sure, born = not self._guessed[key], key == self._born
            return sure, key in self._heads, not said, born, called, key == self._main

        return max(self._keys, key=fitting)

    def _rooms(self) -> list[list[str]]:
        """Groups its names by owner, those of the main name first; undecided names join the most similar group."""
        whose = {key: self._whose(key) for key in (self._main, *self._keys)}
        owners = [id_ for id_ in whose.values() if id_ is not None]
        home = whose[self._main] or (
            self._naming.key if self._naming.key in owners else next(iter(owners), None)
        )
        rooms: dict[str | None, list[str]] = {home: [self._main]}
        for key, id_ in whose.items():
            if id_ is not None and key != self._main:
                rooms.setdefault(id_, []).append(key)
        mains = {id_: keys[0] for id_, keys in rooms.items()}
        for key, id_ in whose.items():
            if id_ is None and key != self._main:
                rooms[min(mains, key=lambda id_: self._differ(key, mains[id_]))].append(key)
        heard = [id_ for id_, keys in rooms.items() if self._is_heard(keys)] or [home]
        for id_ in [id_ for id_ in rooms if id_ not in heard]:
            rooms[heard[0]] += rooms.pop(id_)  # what is only said to be a name of it is no more than that
        return list(rooms.values())

    def _differ(self, key: str, other: str) -> tuple[bool, bool]:
        return is_local(key) != is_local(other), self._guessed[key] != self._guessed[other]

    def _cut(self, keys: Sequence[str]) -> list[Said]:
        """Returns the smallest number of entities from which an import makes this one again, and as many as names,
        mentions and guesses need."""
        for way in self._ways(keys):
            parts = self._parts(keys, *way)
            if self._are_one(parts):
                return parts
        return self._parts(keys, keys[:1], keys[0], False)

    def _ways(self, keys: Sequence[str]) -> Iterator[tuple[Sequence[str], str, bool]]:
        """Decides which names are main names, to which of these the others belong, and whether guesses are separate
        from sure kinds."""
        first = list(dict.fromkeys(key for key in (self._born, keys[0]) if key in keys and key is not None))
        needed = list(dict.fromkeys((*first, *(key for key in self._heads if key in keys))))
        unlike = [key for key in keys if any(self._differ(key, keys[0]))]
        for mains in (needed, first):
            for some in (mains, *([*mains, key] for key in unlike if key not in mains)):
                yield from product([some], dict.fromkeys((keys[0], first[0])), (True, False))
        # A name that is good only here may be part of a name that nothing is said by but what is gone.
        yield from (([key], key, False) for key in keys if self._is_merged(key))

    def _parts(self, keys: Sequence[str], mains: Sequence[str], home: str, guesses: bool) -> list[Said]:
        rooms = {key: [key] for key in mains}
        for key in keys:
            if key not in mains:
                differing = ((one, self._differ(one, key)) for one in (home, *rooms))
                fitting = (one for one, (local, guess) in differing if not local and not (guess and guesses))
                rooms.setdefault(next(fitting, key), []).append(key)
        return [
            Said(
                self._naming.key,
                self._naming.kind,
                {key: self._names[key] for key in room},
                is_local(one),
                self._guessed[one],
                [id_ for id_, key in self._voices.items() if key in room],
            )
            for one, room in rooms.items()
        ]

    def _are_one(self, parts: Sequence[Said]) -> bool:
        """Returns whether an import would resolve them to one entity, by the shown name."""
        if len(parts) == 1:
            return True
        if not all(self._is_heard(part.names) for part in parts):
            return False
        naming = self._naming
        namings = [
            Naming(
                part.main,
                part.kind,
                part.main,
                dict(part.names),
                self._video if part.local else None,
                not self._spoken.isdisjoint(part.voices),
                part.guess,
            )
            for part in parts
        ]
        keys = [key for part in parts for key in part.names]
        decided = {
            spelling(key): Decided(naming.key, naming.kind, "", self._shown)
            for key in keys
            if self._whose(key) is not None
        }
        found = set(resolve(namings, Known(decided=decided)).entities.values())
        names = Counter(
            self._shown if self._is_merged(part.main) else part.names[part.main] for part in parts
        )
        return (
            len(found) == 1
            and (naming.key in found or not (decided or self._born in keys))
            and (self._shown not in names or best_main_name(naming.kind, names) == self._shown)
        )

    def _is_heard(self, keys: Collection[str]) -> bool:
        return not self._said.union(self._voices.values()).isdisjoint(keys)

    def _as_told(self, said: Said) -> Said:
        """With its kind before the merge."""
        whose = self._decisions.get(said.main)
        if whose is None or whose.id == said.entity or whose.kind not in whose.kinds or said.voices:
            return said
        return replace(said, kind=whose.kind)
