"""The pre-queries that the head word `pre-query` of a field's file names, which run before its statement.

Each is a function from the arguments of a field to these arguments and the values that the file needs (`$found`, …). Neo4j does not know the
schema and the client, so values about them are brought. `service/graph` implements walks and searches.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from service.access.scopes import named
from service.access.viewer import SERVICE, Viewer, current_viewer
from service.actions.quotes import (
    FindCitation,
    QuoteCheck,
    QuotePlace,
    VerifyQuote,
    find_citation,
    verify_quote,
)
from service.api.operation.arguments.argument_values import check_prefix
from service.api.operation.arguments.field_arguments import FieldArguments, chosen_types
from service.api.operation.arguments.found import FoundPage
from service.api.operation.pre_query import PreQuery, PreQueryContext, with_values
from service.api.schema.schema_search import SchemaMember, find_member, members_of, search_schema
from service.domain.identity import IdSets
from service.errors import InvalidInput
from service.graph.change_log import read_range
from service.graph.driver.database import Database
from service.graph.model import graph_model
from service.graph.search.facets import NO_FACETS, count_facets
from service.graph.search.find import Hits, find_hits
from service.graph.search.ranking import RankedHit
from service.graph.search.snippets import Range
from service.graph.search.suggest import read_typed
from service.graph.search.suggestions import KINDS, NameSuggestion, find_suggestions
from service.graph.search.within import Within
from service.graph.walks.limits import WalkLimits
from service.graph.walks.paths import FoundPath, find_paths
from service.graph.walks.slice import Slice, find_slice, most_starts
from service.settings.limits import Limits

NO_IDS = [""] * 11
"""Neo4j plans again for lists of none, of one and of 2 to 10, but not for 11 to 100."""


type Context = PreQueryContext[Limits]


def kinds_at(values: dict[str, Any], path: str) -> tuple[str, ...]:
    """Returns the kinds at `path`, empty for any. An empty list matches nothing, so it becomes a kind that does not
    exist."""
    given = values.get(path)
    return () if given is None else tuple(given) or ("NONE",)


def ids_at(values: dict[str, Any], key: str, label: str) -> IdSets | None:
    """Returns the `IdFilter` below `where`."""
    sets: dict[str, tuple[str, ...] | None] = {}
    for word in ("any", "all", "none"):
        given = values.get(f"where.{key}.{word}")
        for one in given or ():
            check_prefix(graph_model(), f"where.{key}.{word}", one, label)
        sets[word] = None if given is None else tuple(given)
    return None if all(one is None for one in sets.values()) else IdSets(**sets)


def viewer_fields(limits: Limits, viewer: Viewer | None = None) -> dict[str, Any]:
    """Returns the fields of `Viewer` for the current client.

    Args:
        limits: those of the API.
    """
    one = viewer or current_viewer()
    return {
        "kind": one.kind,
        "name": one.name,
        "scopes": [scope.upper() for scope in named(one.scopes)],
        "expiresAt": _moment(one.expires_at),
        "limits": {
            "costPerOperation": limits.cost,
            "costPerMinute": cost_per_minute(limits, one),
            "newStatementsPerMinute": new_statements_per_minute(limits, one),
        },
    }


def cost_per_minute(limits: Limits, viewer: Viewer) -> int | None:
    """Returns the cost limit of this viewer per minute.

    None if there is no limit: for requests from this machine to an API that listens on loopback (`Policy.is_near`), and
    if the setting is 0.
    """
    if not viewer.is_limited:
        return None
    return getattr(limits, cost_limit(viewer)) or None


def cost_limit(viewer: Viewer) -> Literal["key_cost", "public_cost"]:
    """Returns which of the `Limits` is this viewer's limit of cost per minute."""
    return "key_cost" if viewer.is_known else "public_cost"


def new_statements_per_minute(limits: Limits, viewer: Viewer) -> int | None:
    """Returns the number of new statements that Neo4j plans per minute for this viewer, five times as many with a key or
    token; None without a limit, as for requests from this machine."""
    if not viewer.is_limited:
        return None
    return limits.new_statements * (_FACTOR_WITH_CREDENTIALS if viewer.is_known else 1) or None


_FACTOR_WITH_CREDENTIALS = 5


def _moment(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


_PLACES = {"videos": "Video", "channels": "Channel", "speakers": "Entity", "topics": "Topic"}
"""Maps keys of a `SearchWhere` with ids to the label of the ids."""


async def look_for_hits(database: Database, read: FieldArguments, asked: Context) -> FieldArguments:
    """`Query.search`: `ids` are those of all hits, filled up to a fixed number for every page. `answers.py` combines the
    hits with their rows."""
    values = read.values
    after = None
    if values.get("after") is not None:
        assert read.cursors is not None
        score, last = read.cursors.decode(values["after"], 2, "after")
        after = (float(score), str(last))
    hits = await find_hits(
        database,
        values["query"],
        scopes=None if values.get("in") is None else tuple(values["in"]),
        kinds=kinds_at(values, "kind"),
        first=read.size,
        after=after,
        within=_within(values),
        admit=asked.admit,
    )
    ids = [hit.id for hit in hits.hits]
    page = FoundPage(
        tuple(_Hit(LABELS[one.scope], one, hits.show) for one in hits.hits),
        hits.more,
        {"correctedQuery": hits.corrected, "hasAllWords": hits.has_all_words},
        hits,
        hits.looked_for_similar,
    )
    return replace(with_values(read, ids=ids + NO_IDS[len(ids) :]), found=page)


async def look_for_suggestions(database: Database, read: FieldArguments, asked: Context) -> FieldArguments:
    """`Query.suggestions`: as for hits, `ids` are those of all of them."""
    values = read.values
    given = values.get("in")
    found = await find_suggestions(
        database, values["prefix"], kinds=KINDS if given is None else tuple(given), first=read.size
    )
    ids = [hit.id for hit in found.hits]
    page = FoundPage(tuple(_Suggested(LABELS[one.scope], one, found.show) for one in found.hits))
    return replace(with_values(read, ids=ids + NO_IDS[len(ids) :]), found=page)


LABELS = {
    "VIDEO": "Video",
    "ENTITY": "Entity",
    "TOPIC": "Topic",
    "CHAPTER": "ChapterHit",
    "SUMMARY": "SummaryHit",
    "TRANSCRIPT": "Segment",
    "CHANNEL": "Channel",
}
"""Where a search or a suggestion looks → what it finds there, a file in `cypher/nodes`."""


@dataclass
class _Shown[Hit: RankedHit | NameSuggestion]:
    """What is common to a hit of a search and a suggestion: a text with highlights, which is made once, if it is selected."""

    label: str
    hit: Hit
    show: Callable[[Hit, list[str | None]], tuple[str, tuple[Range, ...]]]
    _shown: tuple[str, tuple[Range, ...]] | None = None

    @property
    def id(self) -> str:
        return self.hit.id

    @property
    def keys(self) -> Sequence[Any]:
        return ()

    def value(self, name: str, texts: list[str | None]) -> Any:
        if self._shown is None:
            self._shown = self.show(self.hit, texts)
        text, ranges = self._shown
        return [{"start": start, "end": end} for start, end in ranges] if name == "highlights" else text


class _Suggested(_Shown[NameSuggestion]):
    pass


class _Hit(_Shown[RankedHit]):
    @property
    def keys(self) -> Sequence[Any]:
        return self.hit.score, self.hit.id

    def value(self, name: str, texts: list[str | None]) -> Any:
        match name:
            case "score":
                return float(self.hit.score)
            case "hasAllWords":
                return self.hit.has_all_words
            case _:
                return super().value(name, texts)


async def count_hits(database: Database, read: FieldArguments, asked: Context) -> FieldArguments:
    """`SearchConnection.facets`: `facets` are the selected ones, of the hits of a search."""
    hits = None if asked.above is None else asked.above.source
    if not isinstance(hits, Hits):
        return read
    return with_values(read, facets=await count_facets(database, hits, asked.selected))


def _within(values: dict[str, Any]) -> Within | None:
    """Returns a `SearchWhere`; None if it has no conditions."""
    given: dict[str, dict[str, Any]] = {}
    for key, label in _PLACES.items():
        sets = ids_at(values, key, label)
        if sets is not None:
            given[key] = sets.given
    given["publishedOn"] = {
        word: value for word in ("gte", "lt") if (value := values.get(f"where.publishedOn.{word}"))
    }
    asked = {key: words for key, words in given.items() if words}
    return Within(asked) if asked else None


def read_suggestions(read: FieldArguments) -> FieldArguments:
    """`Query.suggest`: `asked` has the parameters of the index queries."""
    typed = read_typed(read.values["prefix"], kinds_at(read.values, "kind"))
    return with_values(read, **vars(typed))


async def look_for_quote(database: Database, read: FieldArguments, asked: Context) -> FieldArguments:
    """`Query.verifyQuote`: `quote` is the result."""
    values = read.values
    request = VerifyQuote(
        values["text"], _lookup(values, "video"), _lookup(values, "speaker"), max(values["first"], 1)
    )
    return with_values(read, quote=_values(await verify_quote(database, request), values["first"]))


async def look_for_citation(database: Database, read: FieldArguments, asked: Context) -> FieldArguments:
    """`Query.quote`: `quote` is the result."""
    values = read.values
    request = FindCitation(values["by.permalink"], max(values["first"], 1))
    return with_values(read, quote=_values(await find_citation(database, request), values["first"]))


_NO_QUOTE: dict[str, Any] = {"quote": {"status": "ABSENT", "text": "", "places": [], "elsewhere": []}}


def _lookup(values: dict[str, Any], argument: str) -> str | None:
    """Returns the one key of a lookup that is given; each says what to look for."""
    given = (values.get(f"{argument}.{key}") for key in ("id", "slug", "url", "name"))
    return next((one for one in given if one is not None), None)


def _values(found: QuoteCheck, first: int) -> dict[str, Any]:
    return {
        "status": found.status,
        "text": found.text,
        "places": _places(found.places[:first]),
        "elsewhere": _places(found.elsewhere[:first]),
        "decisionId": found.decision,
        "withdrawnAt": found.withdrawn_at,
    }


def _places(places: tuple[QuotePlace, ...]) -> list[dict[str, Any]]:
    return [
        {
            "index": number,
            "status": one.status,
            "quote": one.quote,
            "differences": [
                {"index": place, **asdict(difference)} for place, difference in enumerate(one.differences)
            ],
            "likeness": one.likeness,
            "videoId": one.video,
            "speakerId": one.speaker,
            "turns": [
                {
                    "index": place,
                    "speakerId": turn.speaker,
                    "words": turn.words,
                    "startSeconds": turn.start_seconds,
                }
                for place, turn in enumerate(one.turns)
            ],
            "segmentIds": list(one.segments),
            "startSeconds": one.start_seconds,
            "endSeconds": one.end_seconds,
            "url": one.url,
            "permalink": one.permalink,
        }
        for number, one in enumerate(places)
    ]


async def look_for_paths(database: Database, read: FieldArguments, asked: Context) -> FieldArguments:
    """`Query.paths`: `found` is a list of paths."""
    values = read.values
    avoid = tuple(values.get("avoid", ()))
    for name in ("source", "target"):
        check_prefix(graph_model(), name, values[name], "Entity")
    for one in avoid:
        check_prefix(graph_model(), "avoid", one, "Entity")
    found = await find_paths(
        database,
        values["source"],
        values["target"],
        max_hops=values["maxHops"],
        first=max(values["first"], 1),  # with an empty list, faults of the other arguments are reported too
        limits=_limits(values, "where"),
        avoid=avoid,
    )
    found = found[: values["first"]]
    return with_values(read, found=[_path(number, path) for number, path in enumerate(found)])


def _path(number: int, path: FoundPath) -> dict[str, Any]:
    hops = [{"index": index, **vars(hop)} for index, hop in enumerate(path.hops)]
    return {"index": number, "length": len(hops), "entities": list(path.entities), "hops": hops}


async def look_for_slice(database: Database, read: FieldArguments, asked: Context) -> FieldArguments:
    """`Query.graph`: `slice` is the result."""
    values = read.values
    around = tuple(values.get("where.around", ()))
    hops = values.get("where.hops", 1)
    most = most_starts(hops)
    if len(around) > most:
        raise InvalidInput(f"`where.around` has {len(around)} entities: at most {most} are allowed.")
    for one in around:
        check_prefix(graph_model(), "where.around", one, "Entity")
    found = await find_slice(
        database,
        around=around,
        hops=hops,
        videos=ids_at(values, "videos", "Video"),
        topics=ids_at(values, "topics", "Topic"),
        kinds=kinds_at(values, "where.kind"),
        limits=_limits(values, "where.relationship"),
        max_nodes=values["maxNodes"],
        co_mentions=values.get("where.coMentions"),
        backbone="links.backbone" in asked.selected,
    )
    return with_values(read, slice=slice_values(found))


def slice_values(found: Slice) -> dict[str, Any]:
    return {
        "nodes": [{"index": index, **vars(node)} for index, node in enumerate(found.nodes)],
        "links": [{"index": index, **vars(link)} for index, link in enumerate(found.links)],
        "truncated": found.truncated,
        "totalNodes": found.total_nodes,
    }


def _limits(values: dict[str, Any], path: str) -> WalkLimits:
    """Returns the `WalkWhere` at `path`."""
    types = chosen_types(
        graph_model(), values.get(f"{path}.type"), bool(values.get(f"{path}.includeCoMentions")), path
    )
    return WalkLimits(
        types=types,
        kinds=kinds_at(values, f"{path}.kind"),
        said_from=values.get(f"{path}.saidOn.gte"),
        said_before=values.get(f"{path}.saidOn.lt"),
        min_evidence=values.get(f"{path}.minEvidence"),
        past=values.get(f"{path}.past"),
    )


_TYPES = ("OBJECT", "INTERFACE", "ENUM", "INPUT_OBJECT")


async def look_for_matches(database: Database, read: FieldArguments, asked: Context) -> FieldArguments:
    """`Query.schemaSearch`: `found` are the matches."""
    values = read.values
    found = search_schema(
        values["query"],
        values["first"],
        values.get("operation"),
        after=values.get("after") or "",
        least=values.get("minScore") or 0.0,
    )
    matches = [
        {
            "index": index,
            "coordinate": one.member.coordinate,
            "member": _fields(one.member),
            "pathsToRoot": list(one.paths),
            "score": one.score,
            "cursor": one.member.coordinate,
        }
        for index, one in enumerate(found)
    ]
    return with_values(read, found=matches)


async def look_for_definitions(database: Database, read: FieldArguments, asked: Context) -> FieldArguments:
    """`Query.schemaDefinitions`: `found` are the members."""
    return with_values(read, found=_numbered(_fields(find_member(one)) for one in read.values["coordinates"]))


def _fields(member: SchemaMember) -> dict[str, Any]:
    members = members_of(member.name) if member.kind in _TYPES else ()
    return {**_own(member), "members": _numbered(_own(one) | {"members": []} for one in members)}


def _own(member: SchemaMember) -> dict[str, Any]:
    return {
        "coordinate": member.coordinate,
        "kind": member.kind,
        "name": member.name,
        "signature": member.signature,
        "description": member.description,
        "arguments": _numbered(vars(one) for one in member.arguments),
    }


def _numbered(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"index": index, **one} for index, one in enumerate(found)]


async def look_for_viewer(database: Database, read: FieldArguments, asked: Context) -> FieldArguments:
    """`Query.viewer`: `viewer` is the data of the client."""
    return with_values(read, viewer=viewer_fields(asked.limits))


async def look_for_changes(database: Database, read: FieldArguments, asked: Context) -> FieldArguments:
    """`Query.changes`: the page has changes after `expired`, up to `latest`."""
    found = await read_range(database)
    for name in ("after", "before"):
        if (number := read.values.get(f"{name}.0")) is not None:
            found.require(number, name)
    return with_values(read, latest=found.latest, expired=found.expired_to)


PRE_QUERIES = {
    "paths": PreQuery(look_for_paths, nothing={"found": []}),
    "slice": PreQuery(look_for_slice, nothing={"slice": slice_values(Slice((), (), False, 0))}),
    "quote": PreQuery(look_for_quote, nothing=_NO_QUOTE),
    "citation": PreQuery(look_for_citation, nothing=_NO_QUOTE),
    "hits": PreQuery(look_for_hits, nothing={"ids": NO_IDS}),
    "facets": PreQuery(count_hits, nothing={"facets": NO_FACETS}),
    "suggested": PreQuery(look_for_suggestions, nothing={"ids": NO_IDS}),
    "suggestions": PreQuery(read=read_suggestions),
    "viewer": PreQuery(
        look_for_viewer,
        nothing={"viewer": viewer_fields(Limits(), SERVICE)},
        brings="viewer",
        varies="viewer",
    ),
    "changes": PreQuery(look_for_changes, nothing={"expired": 0, "latest": 0}),
    "matches": PreQuery(look_for_matches, nothing={"found": []}, brings="found"),
    "definitions": PreQuery(look_for_definitions, nothing={"found": []}, brings="found"),
}
"""By the name in the head of a file."""
