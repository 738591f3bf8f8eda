"""A bounded slice of the graph, for drawing a map: entities, their links, and their positions."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from service.domain.identity import IdSets
from service.domain.model import CO_MENTION, read_model
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.walks.known import require_known
from service.graph.walks.layout import lay_out
from service.graph.walks.limits import WalkLimits, limited

PER_ENTITY = 2
"""Number of strongest co-mentions that are kept for each entity."""


class MapLink(NamedTuple):
    """A relationship of the map, by its element id; its ends by Neo4j's internal ids."""

    element: str
    source: int
    target: int
    type: str


def choose_backbone(lines: Iterable[MapLink], ranks: Mapping[str, int]) -> set[str]:
    """Returns the `element` of all stated relationships and of the co-mentions that are kept.

    A co-mention is kept if it is one of the two strongest of either end, or if it joins two parts of the map that
    nothing stronger joins.

    Args:
        ranks: of the co-mentions by `element`, the strongest first: the better of their places at both ends, from 0.
    """
    parts = _Parts()
    kept: set[str] = set()
    co_mentions: dict[str, MapLink] = {}
    for line in lines:
        if line.type == CO_MENTION and ranks.get(line.element, PER_ENTITY) >= PER_ENTITY:
            co_mentions[line.element] = line
        else:
            kept.add(line.element)
            parts.join(line.source, line.target)
    for element in ranks:
        line = co_mentions.get(element)
        if line is not None and parts.join(line.source, line.target):
            kept.add(element)
    return kept


class _Parts:
    """Records which entities are connected so far (union-find)."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def _root(self, one: int) -> int:
        while (above := self._above.get(one, one)) != one:
            self._above[one] = one = self._above.get(above, above)
        return one

    def join(self, one: int, other: int) -> bool:
        """Connects two entities. Returns False if they were connected already."""
        a, b = self._root(one), self._root(other)
        self._above[a] = b
        return a != b


CAP = 2000
"""Number of entities that are read; a slice is selected from them."""
MOST_NODES = 500
MOST_HOPS = 3
MOST_STARTS = 50
MOST_STARTS_ALONE = 300
"""Number of starts of a slice of 0 hops: there is no walk, and the slice is these entities and their links."""
LINKS_PER_NODE = 20


def most_starts(hops: int) -> int:
    """Returns the number of entities from which a walk of this number of hops may start."""
    return MOST_STARTS if hops else MOST_STARTS_ALONE


type _Nodes = list[Any]
"""`visited`, `total` and `nodes` of a file that finds entities."""
type CoMentions = Literal["NONE", "STRONGEST", "ALL"]


@dataclass(frozen=True)
class SliceNode:
    """`weight`: mentions in all videos; `degree`: links in the slice; `distance`: hops from the nearest start."""

    id: str
    name: str
    kind: str
    weight: float
    degree: int
    distance: int | None
    x: float
    y: float


@dataclass(frozen=True)
class SliceLink:
    """A relationship; `element` is its element id, for reading it at once.

    `backbone`: whether it is in the map's backbone (see `backbone.py`); true if this was not requested.
    """

    id: str
    element: str
    source: str
    target: str
    type: str
    weight: float
    backbone: bool = True


@dataclass(frozen=True)
class Slice:
    """`total_nodes`: number of entities before the limit, as far as they were read; `truncated`: some are left out."""

    nodes: tuple[SliceNode, ...]
    links: tuple[SliceLink, ...]
    truncated: bool
    total_nodes: int


async def find_slice(
    database: Database,
    *,
    around: tuple[str, ...],
    hops: int,
    videos: IdSets | None = None,
    topics: IdSets | None = None,
    kinds: tuple[str, ...] = (),
    limits: WalkLimits,
    max_nodes: int,
    co_mentions: CoMentions | None = None,
    backbone: bool = False,
) -> Slice:
    """Finds the entities within `hops` of those in `around`, the nearest first, then the most mentioned. If the walk
    follows co-mentions, those come first that are found without.

    Without `around`: those that `videos` feature, the ends of what is stated in them first, then the most salient;
    otherwise those that `topics` cover; otherwise the most mentioned of all. `videos`, `topics` and `kinds` are conditions on the entities shown. Starts
    are always shown, and the walk may pass through others. Links are between two shown entities, each among the first 20
    of one of its ends, stated ones before co-mentions, then the heaviest; with `videos.any`, only those with evidence in these videos. `co_mentions` says which
    co-mentions are links, independent of the walk from `around` (STRONGEST: see `backbone.py`); None: those that
    `limits` allow. With `backbone`, links say whether they are in it.

    Nodes are sorted by distance, weight and id; links: stated ones before co-mentions, then by weight and id.

    Raises:
        InvalidInput: more than 50 starts (300 with `hops` 0) or one that is not in the graph, `hops` not in 0..3, `max_nodes` not in 1..500.
    """
    _check(around, hops, max_nodes)
    videos, topics = videos or IdSets(), topics or IdSets()
    around = tuple(dict.fromkeys(around))
    conditions = _conditions(videos, topics, kinds)
    name, start = _lead(around, videos, topics)
    parameters = {**limits.parameters, **conditions, **start, "hops": hops, "cap": CAP + 1, "most": max_nodes}

    async def read_nodes(limits: WalkLimits, further: dict[str, Any]) -> _Nodes:
        text = limited(name, limits, max(hops, 2), conditions.keys() | further.keys())
        found = await database.read(text, parameters | further, name="Query.graph nodes")
        return found[0] if found else [0, 0, []]  # none of the starts is in the graph

    stated = _with_co_mentions(limits, False)
    if around and stated and CO_MENTION in limits.types:
        _, _, first = await read_nodes(stated, {})
        visited, total, rows = await read_nodes(limits, {"stated": {"numbers": [row[5] for row in first]}})
        # The cap of the wider walk may have left some out. Starts stay in front.
        known = {row[0] for row in rows}
        missing = [row for row in first if row[0] not in known]
        rows = sorted(missing + rows, key=lambda row: row[4] > 0)[:max_nodes]
    else:
        visited, total, rows = await read_nodes(limits, {})
    if around and sum(row[4] == 0 for row in rows) < min(len(around), max_nodes):
        await require_known(database, [("around", id_) for id_ in around])
    drawn = limits if co_mentions is None else _with_co_mentions(limits, co_mentions != "NONE")
    ids = {row[5]: row[0] for row in rows}
    only = co_mentions == "STRONGEST"
    links = await _links(database, ids, videos, drawn, only_backbone=only, backbone=backbone or only)
    return await _drawn(rows, links, visited > CAP or total > len(rows), min(total, CAP))


def _check(around: tuple[str, ...], hops: int, max_nodes: int) -> None:
    most = most_starts(hops)
    if len(around) > most:
        raise InvalidInput(f"around takes up to {most} entities, not {len(around)}.", ("around",))
    if not 0 <= hops <= MOST_HOPS:
        raise InvalidInput(f"hops must be from 0 to {MOST_HOPS}, not {hops}.", ("hops",))
    if not 1 <= max_nodes <= MOST_NODES:
        raise InvalidInput(f"maxNodes must be from 1 to {MOST_NODES}, not {max_nodes}.", ("maxNodes",))


def _conditions(videos: IdSets, topics: IdSets, kinds: tuple[str, ...]) -> dict[str, list[str]]:
    given = {
        "onlyKinds": kinds or None,
        "videosAny": videos.any,
        "videosAll": videos.all,
        "videosNone": videos.none,
        "topicsAny": topics.any,
        "topicsAll": topics.all,
        "topicsNone": topics.none,
    }
    return {name: list(value) for name, value in given.items() if value is not None}


def _lead(around: tuple[str, ...], videos: IdSets, topics: IdSets) -> tuple[str, dict[str, list[str]]]:
    """The file that finds the entities, and the ids that it starts from."""
    if around:
        return "find_neighbors", {"around": list(around)}
    for name, ids in (("find_by_video", videos), ("find_by_topic", topics)):
        # An empty `all` is always true; an empty `any` matches nothing.
        lead = ids.any if ids.any is not None else ids.all or None
        if lead is not None:
            return name, {"lead": list(lead)}
    return "find_most_mentioned", {}


def _with_co_mentions(limits: WalkLimits, wanted: bool) -> WalkLimits | None:
    """Returns the same limits with or without co-mentions; None if no type is left."""
    types = tuple(
        name for name in read_model().connections if (wanted if name == CO_MENTION else name in limits.types)
    )
    return replace(limits, types=types) if types else None


async def _links(
    database: Database,
    ids: dict[int, str],
    videos: IdSets,
    limits: WalkLimits | None,
    *,
    only_backbone: bool,
    backbone: bool,
) -> tuple[SliceLink, ...]:
    """Reads links between these entities, by Neo4j's internal ids: stated ones, then co-mentions, the heaviest first."""
    if limits is None:
        return ()
    said = {} if videos.any is None else {"videosAny": list(videos.any)}
    parameters = {**limits.parameters, **said, "slice": {"numbers": list(ids)}}
    [columns] = await database.read(
        limited("find_links", limits, 1, said), parameters, name="Query.graph links"
    )
    rows = sorted(zip(*columns, strict=True), key=lambda row: (row[4] == CO_MENTION, -row[5], row[0]))
    kept: set[str] = {row[1] for row in rows}
    if backbone and CO_MENTION in limits.types:
        [ranked] = await database.read(
            limited("rank_co_mentions", limits, 1, said), parameters, name="Query.graph co-mentions"
        )
        kept = choose_backbone([MapLink(*row[1:5]) for row in rows], dict(zip(*ranked, strict=True)))
    if only_backbone:
        rows = [row for row in rows if row[1] in kept]
    shown = dict.fromkeys(ids, 0)
    links: list[SliceLink] = []
    for id_, element, source, target, type_, weight in rows:
        if min(shown[source], shown[target]) < LINKS_PER_NODE:
            ends = ids[source], ids[target]
            links.append(SliceLink(id_, element, *ends, type_, weight, element in kept))
        shown[source] += 1
        shown[target] += 1
    return tuple(links)


async def _drawn(rows: list[list[Any]], links: tuple[SliceLink, ...], truncated: bool, total: int) -> Slice:
    degrees = dict.fromkeys((row[0] for row in rows), 0)
    for link in links:
        degrees[link.source] += 1
        degrees[link.target] += 1
    pairs = [(link.source, link.target, link.weight) for link in links]
    # In a thread, because a large slice takes long enough to delay other requests.
    places = await asyncio.to_thread(lay_out, [row[0] for row in rows], pairs)
    nodes = [
        SliceNode(id_, name, kind, float(mentions), degrees[id_], distance, x, y)
        for (id_, name, kind, mentions, distance, _), (x, y) in zip(rows, places, strict=True)
    ]
    nodes.sort(key=lambda node: (node.distance or 0, -node.weight, node.id))
    return Slice(tuple(nodes), links, truncated, total)
