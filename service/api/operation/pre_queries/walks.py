"""Pre-queries that walk the graph: for `paths`, and for the part of the graph that `graph` shows."""

from typing import Any

from service.api.operation.arguments.argument_values import check_prefix
from service.api.operation.arguments.field_arguments import FieldArguments, chosen_types
from service.api.operation.pre_queries.interface import PreQueryContext, with_values
from service.api.operation.pre_queries.where_values import ids_at, kinds_at
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.walks.limits import WalkLimits
from service.graph.walks.paths import FoundPath, find_paths
from service.graph.walks.slice import Slice, find_slice, most_starts


async def look_for_paths(database: Database, read: FieldArguments, asked: PreQueryContext) -> FieldArguments:
    """`Query.paths`: `found` is a list of paths."""
    values = read.values
    avoid = tuple(values.get("avoid", ()))
    for name in ("source", "target"):
        check_prefix(name, values[name], "Entity")
    for one in avoid:
        check_prefix("avoid", one, "Entity")
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


async def look_for_slice(database: Database, read: FieldArguments, asked: PreQueryContext) -> FieldArguments:
    """`Query.graph`: `slice` is the result."""
    values = read.values
    around = tuple(values.get("where.around", ()))
    hops = values.get("where.hops", 1)
    most = most_starts(hops)
    if len(around) > most:
        raise InvalidInput(f"`where.around` has {len(around)} entities: at most {most} are allowed.")
    for one in around:
        check_prefix("where.around", one, "Entity")
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
    types = chosen_types(values.get(f"{path}.type"), bool(values.get(f"{path}.includeCoMentions")), path)
    return WalkLimits(
        types=types,
        kinds=kinds_at(values, f"{path}.kind"),
        said_from=values.get(f"{path}.saidOn.gte"),
        said_before=values.get(f"{path}.saidOn.lt"),
        min_evidence=values.get(f"{path}.minEvidence"),
        past=values.get(f"{path}.past"),
    )
