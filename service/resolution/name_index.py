"""The names in the graph before a video is loaded: the entity of each, according to other videos. Pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from service.domain.document import Kind
from service.domain.identity import kind_of
from service.graph.name_keys import FullName, match_keys, name_of_person
from service.graph.name_support import NO_SUPPORT, Support, count_videos


@dataclass(frozen=True)
class Owner:
    """The entity of an alias, according to other videos."""

    entity_id: str
    name: str


@dataclass(frozen=True)
class KnownAlias:
    """An alias of the graph with its entity, and its support by other videos. `item`: the entity's item of Wikidata, by decision or other
    videos."""

    key: str
    owner: Owner
    support: Support
    item: str | None = None

    @property
    def videos(self) -> int:
        return count_videos(self.support)


@dataclass(frozen=True)
class DecidedName:
    """A decided name: its entity, which may be missing now. `replaced`: the entity's decided name is shown instead.
    `dropped`: it is left out of the graph. `detached`: the name was detached from another entity."""

    entity_id: str
    kind: Kind
    slug: str
    name: str
    replaced: bool = False
    dropped: bool = False
    detached: bool = False


@dataclass(frozen=True)
class NameIndex:
    """`owners`: alias key → who it names. `matched`: match key → who its spellings name. `persons`: full names
    that may be like one of the document's, with who they name. `support`: entity → that of the name for which most
    videos are sure of its kind. `regulars`: key of a short name → of the voice of the channel
    that it means (`recurring_speakers.py`). `decided`: spelling → what a person said that it stands for, which all else gives way to.
    `items`: entity → its item of Wikidata, by decision or other videos."""

    owners: Mapping[str, Owner] = field(default_factory=dict[str, Owner])
    matched: Mapping[str, Owner] = field(default_factory=dict[str, Owner])
    persons: tuple[tuple[FullName, Owner], ...] = ()
    support: Mapping[str, Support] = field(default_factory=dict[str, Support])
    regulars: Mapping[str, str] = field(default_factory=dict[str, str])
    decided: Mapping[str, DecidedName] = field(default_factory=dict[str, DecidedName])
    items: Mapping[str, str] = field(default_factory=dict[str, str])

    def owner(self, key: str) -> Owner | None:
        """Returns the entity of a name: by decision, or else by this or another spelling."""
        decided = self.decided.get(spelling(key))
        if decided is not None and decided.kind == kind_of(key):
            return Owner(decided.entity_id, decided.name)
        return self.owners.get(key) or self.matched.get(match_keys(key).match or "")

    def is_dropped(self, key: str) -> bool:
        """Returns whether entities with this name are dropped by a decision."""
        decided = self.decided.get(spelling(key))
        return decided is not None and decided.dropped and decided.kind == kind_of(key)

    def owner_here(self, key: str) -> Owner | None:
        """Returns the owner of a name, unless the name was dropped."""
        return None if self.is_dropped(key) else self.owner(key)


def spelling(key: str) -> str:
    """Returns the match key of a name; for a local name, its own key."""
    return match_keys(key).match or key


def gather_known(
    found: Iterable[KnownAlias],
    regulars: Mapping[str, str] | None = None,
    decided: Mapping[str, DecidedName] | None = None,
) -> NameIndex:
    """Builds the index from the aliases of other videos. If spellings of one name stand for two entities (separated
    by hand, or before match keys existed), the spelling of most videos decides for new spellings."""
    rows = sorted((n for n in found if n.videos > 0), key=lambda n: (-n.videos, n.owner.entity_id, n.key))
    matched: dict[str, Owner] = {}
    persons: list[tuple[FullName, Owner]] = []
    support: dict[str, Support] = {}
    for row in rows:
        most = support.get(row.owner.entity_id, NO_SUPPORT)
        support[row.owner.entity_id] = max(most, row.support)
        match = match_keys(row.key).match
        if match is not None:
            matched.setdefault(match, row.owner)
        person = name_of_person(row.key)
        if person is not None:
            persons.append((person, row.owner))
    return NameIndex(
        {row.key: row.owner for row in rows},
        matched,
        tuple(persons),
        support,
        regulars or {},
        decided or {},
        {row.owner.entity_id: row.item for row in rows if row.item is not None},
    )
