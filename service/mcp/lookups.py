"""Finds the talk, entity or topic that an agent names: by id, slug, address, title or name. What is not found says what comes near."""

from collections.abc import Iterable, Sequence
from typing import Any

from service.mcp.answer import quoted, visible
from service.mcp.api import Api, ToolError
from service.mcp.statements import Row

_NAMES = 5
_LONGEST_QUERY = 256


async def find_talk(api: Api, given: str) -> Row:
    """Returns id and slug of a talk, by its id, slug, address or whole title.

    Raises: ToolError: there is none, or several have the title.
    """
    if given.startswith(("video:", "http://", "https://")):
        key = "id" if given.startswith("video:") else "url"
        found = (await api.run("talk_node", by={key: given}))["video"]
        if found is None:
            raise ToolError(
                "NOT_FOUND",
                f"No talk has the {key} {quoted(given)}.",
                "Call `search` with words of the talk.",
            )
        return found
    data = await api.run("talk_id", slug=given, title=given, words=given[:_LONGEST_QUERY])
    titled = data["byTitle"]["nodes"]
    if data["bySlug"] is None and len(titled) > 1:
        slugs = ", ".join(one["slug"] for one in titled)
        raise ToolError(
            "AMBIGUOUS",
            f"Several talks have this title: {slugs}.",
            "Make the same call with one of these slugs.",
        )
    found = data["bySlug"] or next(iter(titled), None)
    if found is None:
        near = _near((one["slug"], one["title"]) for one in data["near"]["nodes"])
        raise ToolError(
            "NOT_FOUND",
            f"No talk has the slug or title {quoted(given)}.{near}",
            f"{'Make the same call with one of these slugs, or call' if near else 'Call'} `search` with words of the talk.",
        )
    return found


async def find_topic(api: Api, given: str) -> Row:
    """Returns id and name of a topic, by its slug or name. Raises: ToolError"""
    data = await api.run("topic_id", slug=given, name=given)
    found = data["bySlug"] or data["byName"]
    if found is None:
        near = _near((one["node"].get("slug"), one["text"]) for one in data["near"])
        raise ToolError(
            "NOT_FOUND",
            f"No topic is named {quoted(given)}.{near}",
            "Call again with one of these, or without `topic`.",
        )
    return found


async def candidates(api: Api, given: str, kind: str | None) -> tuple[Row | None, list[Row], list[Row]]:
    """Returns the entity with this id or slug, those with this name, and those whose names are like it."""
    if given.startswith("entity:"):
        return (await api.run("entity_node", by={"id": given}))["entity"], [], []
    words = given[:_LONGEST_QUERY]
    data = await api.run("entity_id", slug=given, name=given, kind=kind, kinds=kind and [kind], words=words)
    near = {one["id"]: one for one in [*data["near"], *data["like"]["nodes"]]}
    return data["bySlug"], data["byName"]["nodes"], list(near.values())


async def find_entity(api: Api, given: str, kind: str | None = None) -> Row:
    """Returns an entity by its id, slug or name. Of several with the name, the one that is mentioned most by far.

    Raises: ToolError: there is none, or several could be meant.
    """
    exact, named, near = await candidates(api, given, kind)
    found = exact or best_of(named)
    if found is not None:
        return found
    names = f"{quoted(given)}" + (f" of kind {kind}" if kind else "")
    if named:
        choices = ", ".join(f"{one['slug']} ({one['kind']}, {one['mentionCount']} mentions)" for one in named)
        raise ToolError(
            "AMBIGUOUS",
            f"Several entities are named {names}: {choices}.",
            "Make the same call with one of these slugs.",
        )
    told = _near((one["slug"], one["name"]) for one in near)
    raise ToolError(
        "NOT_FOUND",
        f"No entity is named {names}.{told}",
        "Make the same call with one of these slugs, or `search` with the words."
        if told
        else "Call `resolve_entity` with another name, or `search` with its words.",
    )


def looked_through(stats: Row, filters: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """Returns what a search without a result has looked through: in words, and as facts.

    Args:
        filters: names of the arguments that left something out.
    """
    passages, talks = stats["segmentCount"], stats["videoCount"]
    facts = {"passages": passages, "talks": talks, "filters": list(filters)}
    return f"{passages} passages of {talks} talks", {"looked_through": facts}


_BY_FAR = 5


def best_of(named: list[Any]) -> Row | None:
    """Returns the only one, or the one with five times as many mentions as the next."""
    ranked = sorted(named, key=lambda one: -one["mentionCount"])
    if len(ranked) > 1 and ranked[0]["mentionCount"] < _BY_FAR * max(1, ranked[1]["mentionCount"]):
        return None
    return ranked[0] if ranked else None


def _near(found: Iterable[tuple[str | None, str]]) -> str:
    names = [f"{slug} ({quoted(visible(name))})" for slug, name in found if slug][:_NAMES]
    return f" Near: {', '.join(names)}." if names else ""
