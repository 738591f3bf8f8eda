"""`resolve_entity`, `get_entity`, `find_connection`: who is who, and how they are connected."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from service.domain.wording import counted
from service.mcp.answer import Entry, Section, ToolAnswer, quoted, shortened, visible, without_nulls
from service.mcp.api import Api, ToolError
from service.mcp.lookups import best_of, candidates, find_entity
from service.mcp.statements import Row, moment, statement, talk_of
from service.mcp.tools.arguments import FindConnection, GetEntity, ResolveEntity

_PAGE, _TOKENS_PER_STATEMENT, _MOST = 8, 200, 60
_ALIASES = 8


async def resolve_entity(api: Api, asked: ResolveEntity) -> ToolAnswer:
    exact, named, near = await candidates(api, asked.name, asked.kind)
    best = exact or best_of(named)
    if best is not None:
        rest = [one for one in named if one["id"] != best["id"]]
        section = Section("candidates", "Others of this name", [_candidate(one) for one in rest])
        return ToolAnswer(
            [_who(best)],
            {"best": _described(best)},
            [section] if rest else [],
            ["get_entity has its connections and quotes."],
        )
    found = named or near
    if not found:
        raise ToolError(
            "NOT_FOUND",
            f"No entity has a name like {quoted(asked.name)}.",
            "Call `search` with the words: they may be said without being an entity.",
        )
    head = f"{'Several entities have' if named else 'No entity has exactly'} the name {quoted(asked.name)}. Choose one:"
    return ToolAnswer(
        [head], {"best": None}, [Section("candidates", "Candidates", [_candidate(one) for one in found])]
    )


async def get_entity(api: Api, asked: GetEntity) -> ToolAnswer:
    entity = await find_entity(api, asked.entity)
    part = asked.part
    first = min(_MOST, max(_PAGE, asked.max_tokens // _TOKENS_PER_STATEMENT))
    has_connections = part in ("overview", "connections")
    data = await api.run(
        "entity",
        id=entity["id"],
        first=first,
        connections=has_connections,
        after=asked.cursor if has_connections else None,
    )
    found = data["entity"]
    if found is None:
        raise ToolError(
            "NOT_FOUND", f"The entity {entity['slug']} is gone.", "Call `resolve_entity` with its name."
        )
    said: Row = {}
    if part != "connections":
        said = await api.run(
            "said",
            ids=[entity["id"]],
            first=first,
            says=part == "says" or (part == "overview" and found["kind"] == "PERSON"),
            mentions=part in ("overview", "mentions"),
            afterSays=asked.cursor if part == "says" else None,
            afterMentions=asked.cursor if part == "mentions" else None,
        )
    goes_on = part != "overview"
    sections = [
        _section(
            "connections",
            "Connections, strongest first",
            found.get("relationships"),
            partial(_connection, api),
            goes_on,
        ),
        _section(
            "says", "What the person states, latest first", said.get("says"), partial(_said, api), goes_on
        ),
        _section(
            "mentions",
            "Where it is mentioned, latest talk first",
            said.get("mentions"),
            partial(_mentioned, api),
            goes_on,
        ),
    ]
    topics = [visible(one["name"]) for one in found["topics"]["nodes"]]
    head = [_who(found)]
    if topics:
        head.append(f"Topics: {', '.join(quoted(one) for one in topics)}")
    more = {
        "topics": topics,
        "url": found["url"],
        "wikidata": found["wikidata"],
        "first_mentioned": found["firstMentionedOn"],
    }
    facts = {"entity": _described(found) | without_nulls(more)}
    shown = [one for one in sections if one is not None]
    lists = [one.key for one in shown if one.entries]
    notes = [f"For more of a list: part={' or '.join(lists)}."] if lists and not goes_on else []
    return ToolAnswer(head, facts, shown, notes)


async def find_connection(api: Api, asked: FindConnection) -> ToolAnswer:
    source, target = await find_entity(api, asked.source), await find_entity(api, asked.target)
    if source["id"] == target["id"]:
        raise ToolError(
            "BAD_USER_INPUT",
            f"Both are the same entity, {source['slug']}.",
            "Call `resolve_entity` for each of the two names.",
        )
    data = await api.run(
        "paths", source=source["id"], target=target["id"], hops=asked.max_hops, together=asked.co_mentions
    )
    ends = f"{quoted(source['name'])} ({source['slug']}) and {quoted(target['name'])} ({target['slug']})"
    facts: dict[str, Any] = {
        "source": source["slug"],
        "target": target["slug"],
        "connected": bool(data["paths"]),
    }
    if data["paths"]:
        paths = [_path(api, path) for path in data["paths"]]
        return ToolAnswer(
            [f"{ends} are connected."], facts, [Section("paths", "Paths, shortest first", paths)]
        )
    return await _not_connected(api, asked, source, target, ends, facts)


async def _not_connected(
    api: Api, asked: FindConnection, source: Row, target: Row, ends: str, facts: dict[str, Any]
) -> ToolAnswer:
    data = await api.run(
        "not_connected", source=source["id"], target=target["id"], ids=[source["id"], target["id"]]
    )
    stats, together = data["stats"], data["together"]
    stated = stats["relationshipCount"] - (0 if asked.co_mentions else stats["coMentionCount"])
    searched = {
        "relationships": stated,
        "talks": stats["videoCount"],
        "max_hops": asked.max_hops,
        "co_mentions": asked.co_mentions,
    }
    head = [
        f"Not connected: no path of up to {asked.max_hops} steps between {ends} over {stated} relationships of {stats['videoCount']} talks."
    ]
    near = {end: [visible(one["name"]) for one in data[end]["near"]["nodes"]] for end in ("source", "target")}
    for end, row in (("source", source), ("target", target)):
        names = ", ".join(quoted(name) for name in near[end])
        head.append(f"Near {row['slug']}: {names}" if names else f"{row['slug']} has no stated relationship.")
    talks = [
        Entry(f"- {talk_of(one).line}", {"talk": one["slug"], "title": visible(one["title"])})
        for one in together["nodes"]
    ]
    section = Section(
        "together",
        "Talks that speak of both",
        talks,
        total=together["totalCount"],
        empty="No talk speaks of both.",
    )
    advice = [
        *([] if asked.co_mentions else ["co_mentions=true also follows names that are only said together."]),
        *(["max_hops up to 6 looks further."] if asked.max_hops < 6 else []),
    ]
    return ToolAnswer(head, facts | {"searched": searched, "near": near}, [section], advice)


def _section(
    key: str, title: str, page: Row | None, entry: Callable[[Row], Entry], goes_on: bool
) -> Section | None:
    if page is None:
        return None
    entries = [entry(edge) for edge in page["edges"]]
    if goes_on:
        entries = [
            replace(one, cursor=edge["cursor"]) for one, edge in zip(entries, page["edges"], strict=True)
        ]
    return Section(
        key, title, entries, page["pageInfo"]["hasNextPage"], page["totalCount"], empty=f"No {key}."
    )


def _connection(api: Api, edge: Row) -> Entry:
    node = edge["node"]
    [evidence] = node["evidence"]["nodes"]
    entry = statement(api, evidence, node["source"], node["type"], node["target"])
    if node["evidenceCount"] == 1:
        return entry
    count = node["evidenceCount"]
    return replace(entry, text=f"{entry.text} [{count} quotes]", value=entry.value | {"quotes": count})


def _said(api: Api, edge: Row) -> Entry:
    node = edge["node"]
    relationship = node["relationship"]
    return statement(api, node, relationship["source"], relationship["type"], relationship["target"])


def _mentioned(api: Api, edge: Row) -> Entry:
    return moment(api, edge["node"], edge["node"]["text"])


def _path(api: Api, path: Row) -> Entry:
    names = [path["hops"][0]["from"]["name"], *(hop["to"]["name"] for hop in path["hops"])]
    steps = list(_steps(api, path))
    lines = [f"Path of {path['length']}: {' – '.join(quoted(name) for name in names)}"]
    lines += [f"{one.text}\n  in {one.talk.line}" for one in steps if one.talk]
    return Entry(
        "\n".join(lines), {"names": [visible(name) for name in names], "steps": [one.value for one in steps]}
    )


def _steps(api: Api, path: Row) -> Iterator[Entry]:
    for hop in path["hops"]:
        source, target = (hop["from"], hop["to"]) if hop["forward"] else (hop["to"], hop["from"])
        [evidence] = hop["relationship"]["evidence"]["nodes"]
        yield statement(api, evidence, source, hop["relationship"]["type"], target)


def _who(entity: Row) -> str:
    aliases = [one for one in entity["aliases"] if one != entity["name"]][:_ALIASES]
    also = f", also {', '.join(quoted(one) for one in aliases)}" if aliases else ""
    about = f": {quoted(shortened(entity['description']))}" if entity["description"] else ""
    counts = f"{counted(entity['mentionCount'], 'mention')} in {counted(entity['videoCount'], 'talk')}"
    return f"{quoted(entity['name'])} ({entity['kind']}, {entity['slug']}){also}{about} — {counts}"


def _described(entity: Row) -> dict[str, Any]:
    return without_nulls(
        {
            "entity": entity["slug"],
            "name": visible(entity["name"]),
            "kind": entity["kind"],
            "aliases": [visible(one) for one in entity["aliases"] if one != entity["name"]][:_ALIASES],
            "description": shortened(entity["description"]) if entity["description"] else None,
            "mentions": entity["mentionCount"],
            "talks": entity["videoCount"],
            "last_mentioned": entity["lastMentionedOn"],
        }
    )


def _candidate(entity: Row) -> Entry:
    return Entry(f"- {_who(entity)}", _described(entity))
