"""What a video calls its entities, as a document says it: what is one in the graph is several there where a decision, a name
that is good only in one talk, or the rules of `resolve.py` have made it one. Pure.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from service.graph.display import best_main_name
from service.ingest.document import Kind
from service.ingest.identity import alias_key, as_kind, entity_id, entity_slug
from service.ingest.known import Known
from service.ingest.resolve import Naming, resolve
from service.ingest.stored import Stored, stored_namings


@dataclass(frozen=True)
class Whose:
    """Whose a name is by decision: id and kind, of what was merged those that it had. `kinds`: those as of which the name is decided."""

    id: str
    kind: Kind
    kinds: tuple[Kind, ...]


type Decisions = Mapping[str, Whose]
"""By alias key."""


@dataclass(frozen=True)
class Said:
    """An entity of a document. `entity`: its id in the graph. `names`: alias key as the graph has it → as written, the main one
    first. `kind`: as the document says it, which may be another in the graph. `local`, `guess`: as in the document."""

    entity: str
    kind: Kind
    names: Mapping[str, str]
    local: bool
    guess: bool

    @property
    def main(self) -> str:
        return next(iter(self.names))

    @property
    def key(self) -> str:
        """What the document calls it."""
        return entity_slug(as_kind(self.main, self.kind), self.kind, self.names[self.main])


def read_names(stored: Stored, decisions: Decisions, heads: Collection[str]) -> dict[str, list[Said]]:
    """By id in the graph; of several the first is the one that the others are found to be.

    Args:
        heads: alias keys that must have been main names, by what is said under them.
    """
    said = Counter(row["aliasKey"] for row in stored.part.rows["mention"].values())
    ends = stored.part.rows["evidence"].values()
    said.update(row[key] for row in ends for key in ("subjectKey", "objectKey"))
    return {
        naming.key: _Called(stored, naming, decisions, said).told(heads) for naming in stored_namings(stored)
    }


def is_local(key: str) -> bool:
    return "@" in key.partition(":")[0]


class _Called:
    """What the video calls one entity."""

    def __init__(self, stored: Stored, naming: Naming, decisions: Decisions, said: Mapping[str, int]) -> None:
        self._video = stored.part.video
        self._shown: str = stored.part.rows["features"][(naming.key,)]["name"]
        self._guessed = {key: bool(stored.part.rows["given_name"][(key,)]["guessed"]) for key in naming.names}
        self._naming = naming
        self._decisions = decisions
        self._said = said
        self._main = self._find_main()
        self._born = next((key for key in naming.names if entity_id(key) == naming.key), None)

    def told(self, heads: Collection[str]) -> list[Said]:
        return [self._as_told(one) for keys in self._rooms() for one in self._cut(keys, heads)]

    def _order(self, key: str) -> tuple[int, str]:
        return -self._said.get(key, 0), key

    def _whose(self, key: str) -> str | None:
        decided = self._decisions.get(key)
        return None if decided is None else decided.id

    def _find_main(self) -> str:
        naming, video = self._naming, self._video
        if {
            alias_key(naming.kind, self._shown),
            alias_key(naming.kind, self._shown, video),
        } & naming.names.keys():
            return naming.main
        # Another's name is shown: so it was called by a name that was decided to be that one's.
        merged = [key for key in naming.names if self._whose(key) not in (None, naming.key)]
        return min(merged, key=self._order, default=naming.main)

    def _rooms(self) -> list[list[str]]:
        """Its names by whose they are, those of the main name first; what was not decided goes with the main name."""
        whose = {key: self._whose(key) for key in sorted(self._naming.names, key=self._order)}
        owners = [id_ for id_ in whose.values() if id_ is not None]
        home = whose[self._main] or (
            self._naming.key if self._naming.key in owners else next(iter(owners), None)
        )
        rooms: defaultdict[str | None, list[str]] = defaultdict(list, {home: []})
        for key, id_ in whose.items():
            rooms[id_ or home].append(key)
        for id_ in [id_ for id_, keys in rooms.items() if id_ != home and not any(map(self._said.get, keys))]:
            rooms[home] += rooms.pop(id_)  # what is only said to be a name of it is no more than that
        return list(rooms.values())

    def _cut(self, keys: Sequence[str], heads: Collection[str]) -> list[Said]:
        """As few as importing makes this one of again, and as many as its names, its words and guesses need."""
        main = self._main if self._main in keys else keys[0]
        first = [key for key in keys if key == self._born and key != main] + [main]
        more = [key for key in keys if key in heads]
        for mains, flags in ((first + more, True), (first, True), (first, False)):
            parts = self._parts(keys, list(dict.fromkeys(mains)), main, flags=flags)
            if self._are_one(parts):
                return parts
        return self._parts(keys, [main], main, flags=False)

    def _parts(self, keys: Sequence[str], mains: list[str], main: str, *, flags: bool) -> list[Said]:
        def fit(one: str, other: str) -> bool:
            return is_local(one) == is_local(other) and not (
                flags and self._guessed[one] != self._guessed[other]
            )

        rooms = {key: [key] for key in mains}
        for key in keys:
            if key not in mains:
                room = next((one for one in (main, *rooms) if one in rooms and fit(one, key)), key)
                rooms.setdefault(room, []).append(key)
        names, kind = self._naming.names, self._naming.kind
        return [
            Said(self._naming.key, kind, {key: names[key] for key in room}, is_local(one), self._guessed[one])
            for one, room in rooms.items()
        ]

    def _are_one(self, parts: Sequence[Said]) -> bool:
        """Whether importing finds them to be one, by the name that is shown."""
        if len(parts) == 1:
            return True
        if not all(self._is_heard(part) for part in parts):
            return False
        namings = [
            Naming(
                part.main,
                part.kind,
                part.main,
                dict(part.names),
                self._video if part.local else None,
                self._speaks(part),
                part.guess,
            )
            for part in parts
        ]
        found = set(resolve(namings, Known()).entities.values())
        names = Counter(part.names[part.main] for part in parts)
        born = {key for part in parts for key in part.names if key == self._born}
        return (
            len(found) == 1
            and (not born or self._naming.key in found)
            and (self._shown not in names or best_main_name(self._naming.kind, names) == self._shown)
        )

    def _speaks(self, part: Said) -> bool:
        return self._naming.speaks and part.main == self._main

    def _is_heard(self, part: Said) -> bool:
        return self._speaks(part) or any(self._said.get(key) for key in part.names)

    def _as_told(self, said: Said) -> Said:
        """With the kind that it was of before it was merged."""
        whose = self._decisions.get(said.main)
        if whose is None or whose.id == said.entity or whose.kind not in whose.kinds:
            return said
        return replace(said, kind=whose.kind)
