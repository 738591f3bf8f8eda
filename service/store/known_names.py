"""What the graph knows of the names of videos that are written: locked once for all, and followed from video to video.

The first video of several may change what a name stands for in the next one. `LockedNames` follows the changes that it can tell for sure.
Otherwise (`must_be_read`) the videos so far are written first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.domain.identity import alias_key, as_kind
from service.graph.driver.database import Transaction
from service.graph.name_keys import match_keys
from service.graph.name_support import NO_SUPPORT, Support, add_support, read_support, support_of
from service.graph.statement_runner import Call, run_joined, run_statement
from service.graph.video_rows import Row, VideoRows, counted_name
from service.resolution.kind_resolution import ANY_KIND
from service.resolution.name_index import (
    DecidedName,
    KnownAlias,
    NameIndex,
    Owner,
    gather_known,
    spelling,
)
from service.resolution.namings import Naming, within_item
from service.resolution.recurring_speakers import Publication, Voice, choose_regulars, short_names, wanted
from service.store.locks import by_spelling, decisions_on, shared_keys, take_names


@dataclass(frozen=True)
class NamesToResolve:
    """The names of one video. `before`: whose names do not count, as its present version is replaced."""

    before: VideoRows
    namings: Sequence[Naming]
    show: Publication | None = None


@dataclass(frozen=True)
class Names:
    """`known`: what other videos say. `named`: alias key → entity id now, of this video's aliases too. `found`: the aliases of which `known`
    is made."""

    known: NameIndex
    named: dict[str, str]
    found: Sequence[KnownAlias] = ()


@dataclass
class _Keys:
    """Alias keys of one video, and what was decided on them."""

    keys: set[str]
    decided: dict[str, DecidedName] = field(default_factory=dict[str, DecidedName])


class LockedNames:
    """The names of several videos, by their places in the order in which they are written."""

    def __init__(
        self,
        asked: Sequence[NamesToResolve],
        keys: Sequence[_Keys],
        regulars: Sequence[Mapping[str, str]],
        rows: Iterable[Row],
    ) -> None:
        self._asked = asked
        self._keys = keys
        self._regulars = regulars
        self._rows: dict[str, Row] = {}
        self._index: defaultdict[_Way, set[str]] = defaultdict(set)
        for row in rows:
            self._put({**row, "support": read_support(row["support"])})
        self._before = {key: row["entityId"] for key, row in self._rows.items()}
        self._called = {row["entityId"]: row["entityName"] for row in self._rows.values()}
        self._items = {row["entityId"]: (row["item"], row["identified"]) for row in self._rows.values()}
        self._items_changed = False
        self._unsure: set[str] = set()
        self._voices_changed = False

    def namings(self, place: int) -> Sequence[Naming]:
        return self._asked[place].namings

    def decided(self, place: int) -> Mapping[str, DecidedName]:
        return self._keys[place].decided

    def of(self, place: int) -> Names:
        asked, keys = self._asked[place], self._keys[place]
        given = _given(asked.before)
        found = [
            KnownAlias(
                row["key"],
                Owner(row["entityId"], row["entityName"]),
                _count(row["support"], given.get(row["key"]), -1),
                _item_of_others(row, asked.before),
            )
            for row in self._of_keys(keys.keys)
        ]
        known = gather_known(found, self._regulars[place], keys.decided)
        return Names(known, {alias.key: alias.owner.entity_id for alias in found}, found)

    def _of_keys(self, keys: Iterable[str]) -> list[Row]:
        if len(self._asked) == 1:
            return list(self._rows.values())
        found = {alias for way in _ways_to(keys) for alias in self._index.get(way, ())}
        return [self._rows[alias] for alias in sorted(found)]

    def _put(self, row: Row) -> None:
        key = row["key"]
        if key not in self._rows:
            for way in _ways_of(key):
                self._index[way].add(key)
        self._rows[key] = row

    def note(self, before: VideoRows, after: VideoRows, owned: Mapping[str, str]) -> None:
        """Notes that a video is written so.

        Args:
            owned: alias key → entity, of its names.
        """
        old, new = _given(before), _given(after)
        for row in after.rows["features"].values():
            self._called.setdefault(row["entity"], counted_name(row))
        given = (row for part in (before, after) for row in part.rows["features"].values())
        self._items_changed |= any(row["wikidata"] is not None for row in given)
        for key, entity in owned.items():
            row = self._rows.get(key)
            if row is None and key in old:
                self._unsure.add(key)  # it stands for nothing, and nobody knows how many videos use it
            if row is None or row["entityId"] != entity:
                support = NO_SUPPORT if row is None else row["support"]
                item, identified = self._items.get(entity, (None, 0))
                now = {"entityName": self._called[entity], "item": item, "identified": identified}
                self._put({"key": key, "support": support, "entityId": entity, **now})
                self._voices_changed |= key.startswith("PERSON")
        for key in old.keys() | new.keys():
            if (row := self._rows.get(key)) is not None and old.get(key) != new.get(key):
                support = _count(_count(row["support"], old.get(key), -1), new.get(key), 1)
                self._put(row | {"support": support})
                self._voices_changed |= key.startswith("PERSON")
        self._voices_changed |= any(
            before.rows[noun] != after.rows[noun] for noun in ("speaker", "published")
        )

    def must_be_read(self, place: int) -> bool:
        """Returns whether what is known of this video's names can be told only after the videos before it are written."""
        asked = self._asked[place]
        by_voices = asked.show is not None and bool(short_names(asked.namings))
        ways = _ways_to(self._keys[place].keys) if self._unsure else set[_Way]()
        unsure = any(not ways.isdisjoint(_ways_of(key)) for key in self._unsure)
        return unsure or self._items_changed or (self._voices_changed and by_voices)

    def new(self) -> list[str]:
        """Returns the keys of the aliases that no entity had."""
        return sorted(self._rows.keys() - self._before.keys())

    def moved(self) -> dict[str, str]:
        """Returns the aliases that name another entity than before."""
        return {
            key: row["entityId"]
            for key, row in sorted(self._rows.items())
            if self._before.get(key) != row["entityId"]
        }


async def lock_names(
    transaction: Transaction, before: VideoRows, namings: Sequence[Naming], show: Publication | None = None
) -> Names:
    """Locks the names of both versions of a video, with other spellings and similar names, and reads their entities."""
    return (await lock_all_names(transaction, [NamesToResolve(before, namings, show)])).of(0)


async def lock_all_names(transaction: Transaction, asked: Sequence[NamesToResolve]) -> LockedNames:
    """As `lock_names`, for several videos at once."""
    regulars = await _find_regulars(transaction, asked)
    lacking = [
        _given(one.before).keys() | {key for naming in one.namings for key in _keys(naming)} | set(voices.values())
        for one, voices in zip(asked, regulars, strict=True)
    ]  # fmt: skip
    found = [_Keys(set()) for _ in asked]
    if not any(lacking):
        return LockedNames(asked, found, regulars, ())
    rows: list[Row] = []
    keys: set[str] = set()
    identified = sorted({id_ for one in asked for id_ in _items_of(one.before)})
    while any(some - one.keys for one, some in zip(found, lacking, strict=True)):
        # once, unless names have another decided kind
        keys = keys.union(*lacking)
        likely = shared_keys(keys)
        find: Call = ("alias/find", {"keys": sorted(keys), **likely, "identified": identified})
        _, decisions, rows = await run_joined(transaction, [take_names(likely), decisions_on(keys), find])
        decided = by_spelling(decisions)
        for place, (one, video) in enumerate(zip(found, asked, strict=True)):
            one.keys |= lacking[place]
            spelt = {spelling(key) for key in one.keys}
            one.decided = {key: decided[key] for key in sorted(spelt & decided.keys())}
            lacking[place] = {
                as_kind(key, one.decided[spelling(naming.main)].kind)
                for naming in video.namings
                if spelling(naming.main) in one.decided
                for key in naming.names
            }
    found = [
        replace(one, decided=_of_their_kinds(video.namings, one.decided) | one.decided)
        for one, video in zip(found, asked, strict=True)
    ]
    return LockedNames(asked, found, regulars, rows)


type _Way = tuple[str, str]
"""How `alias/find` finds an alias: by its key or by one of `shared_keys`, and by which one."""


def _ways_to(keys: Iterable[str]) -> set[_Way]:
    keys = set(keys)
    shared = {(name, key) for name, some in shared_keys(keys).items() for key in some}
    return shared | {("keys", key) for key in keys}


def _ways_of(alias: str) -> set[_Way]:
    own = match_keys(alias)
    ways = {"keys": alias, "matches": own.match, "firsts": own.first, "families": own.family}
    return {(name, key) for name, key in ways.items() if key is not None}


def _of_their_kinds(namings: Sequence[Naming], decided: Mapping[str, DecidedName]) -> dict[str, DecidedName]:
    """What was decided on main names, by these as names of the kind that was decided: spellings differ by kind."""
    found = [(naming.main, decided.get(spelling(naming.main))) for naming in namings]
    return {spelling(as_kind(main, one.kind)): one for main, one in found if one is not None}


async def _find_regulars(transaction: Transaction, asked: Sequence[NamesToResolve]) -> list[dict[str, str]]:
    short = [short_names(one.namings) if one.show is not None else {} for one in asked]
    rows: list[Row] = []
    for one, words in zip(asked, short, strict=True):
        if one.show is not None and words:
            firsts, families = wanted(words.values())
            where = {"channel": one.show.channel, "video": one.before.video}
            rows.append(where | {"firsts": firsts, "families": families})
    voices: dict[str, list[Row]] = {row["video"]: [] for row in rows}
    for row in await run_statement(transaction, "channel/find_speakers", rows=rows) if rows else ():
        voices[row["video"]].append(row)
    return [_regulars(one, words, voices) for one, words in zip(asked, short, strict=True)]


def _regulars(
    one: NamesToResolve, words: dict[str, str], voices: Mapping[str, Sequence[Row]]
) -> dict[str, str]:
    show = one.show
    if show is None or not words:
        return {}
    found = [
        Voice(row["key"], sum(show.comes_after(*talk) for talk in row["talks"]))
        for row in voices[one.before.video]
    ]
    return choose_regulars(words, [voice for voice in found if voice.videos])


def _keys(naming: Naming) -> set[str]:
    """The keys of its names; of a guess under every kind, since it may come to be of any."""
    own = within_item(naming).keys() if naming.wikidata is not None else set[str]()
    if not naming.guess:
        return {*naming.names, *own}
    keys = {alias_key(kind, name) for kind in ANY_KIND for name in naming.names.values()}
    return {key for key in keys if key is not None} | own


def _item_of_others(row: Row, before: VideoRows) -> str | None:
    """Returns the item of Wikidata of an alias' entity, if it was decided or another video than this one gives it."""
    item = row["item"]
    own = item is not None and _items_of(before).get(row["entityId"]) == item
    return item if item is not None and row["identified"] > own else None


def _items_of(part: VideoRows) -> dict[str, str]:
    """Entity id → its item of Wikidata in the video."""
    return {
        row["entity"]: row["wikidata"]
        for row in part.rows["features"].values()
        if row["wikidata"] is not None
    }


def _given(part: VideoRows) -> dict[str, Row]:
    return {row["alias"]: row for row in part.rows["given_name"].values()}


def _count(support: Support, given: Row | None, more: int) -> Support:
    """Adds a video that gives the name, or with -1 takes it away."""
    if given is None:
        return support
    return add_support(support, support_of(given["authority"], given["guessed"], more))
