"""`search`: moments that words find."""

import re
from collections.abc import Iterator
from typing import Any

from rapidfuzz import fuzz

from service.domain.wording import counted
from service.mcp.answer import Entry, Section, ToolAnswer, number, quoted, visible, without_nulls
from service.mcp.api import Api
from service.mcp.lookups import find_entity, find_talk, find_topic, looked_through
from service.mcp.statements import Row, moment
from service.mcp.tools.arguments import SearchArguments

_MOST, _PER_PAGE = 60, 20
_TOKENS_PER_MOMENT = 120
_ALIKE = 92.0
"""Similarity, in percent, from which two passages count as the same words."""
_WORDS = re.compile(r"\w+")


async def search(api: Api, asked: SearchArguments) -> ToolAnswer:
    where = await _conditions(api, asked)
    first = min(_MOST, max(_PER_PAGE, asked.max_tokens // _TOKENS_PER_MOMENT))
    data = await api.run(
        "search",
        query=asked.query,
        where=where or None,
        first=first,
        after=asked.cursor,
        others=asked.cursor is None,
    )
    found = data["search"]
    corrected = found["correctedQuery"]
    head = [f"No talk has all words as given: searched for {quoted(corrected)}."] if corrected else []
    facts: dict[str, Any] = {"corrected_query": corrected} if corrected else {}
    others = list(_others(api, data.get("others", {}).get("nodes", ())))
    moments = Section(
        "moments",
        "Moments, best first",
        list(_moments(api, found["edges"])),
        found["pageInfo"]["hasNextPage"],
    )
    sections = [moments, Section("others", "Also found", others)] if others else [moments]
    if found["edges"]:
        if not found["hasAllWords"]:
            facts["has_all_words"] = False
            head.append(f"No moment has all words of {quoted(corrected or asked.query)}: these have some.")
        notes = ["get_moment(talk, second) has the words around a moment."]
        return ToolAnswer(head, facts, sections, notes)
    return await _nothing(api, asked, head, facts, sections, where)


async def _conditions(api: Api, asked: SearchArguments) -> dict[str, Any]:
    where: dict[str, Any] = {}
    if asked.talk:
        where["videos"] = {"any": [(await find_talk(api, asked.talk))["id"]]}
    if asked.speaker:
        where["speakers"] = {"any": [(await find_entity(api, asked.speaker, "PERSON"))["id"]]}
    if asked.topic:
        where["topics"] = {"any": [(await find_topic(api, asked.topic))["id"]]}
    if asked.since or asked.until:
        where["publishedOn"] = without_nulls({"gte": asked.since, "lt": asked.until})
    return where


def _moments(api: Api, edges: list[Row]) -> Iterator[Entry]:
    """Near-identical passages once: the best one, with the places of the others on this page."""
    kept: list[tuple[int, str, list[Row]]] = []
    for place, edge in enumerate(edges):
        words = " ".join(_WORDS.findall(edge["snippet"].casefold()))
        same = next((others for _, known, others in kept if fuzz.ratio(words, known) >= _ALIKE), None)
        if same is None:
            kept.append((place, words, []))
        else:
            same.append(edge)
    following = [place for place, _, _ in kept[1:]] + [len(edges)]
    for (place, _, others), after in zip(kept, following, strict=False):
        also = [
            f"{one['node']['video']['slug']} at {number(one['node']['startSeconds'])} s" for one in others
        ]
        # A page that ends here goes on after what was left out between.
        cursor = edges[after - 1]["cursor"]
        edge = edges[place]
        yield moment(
            api,
            edge["node"],
            edge["snippet"],
            cursor=cursor,
            also_at=also,
            has_all_words=edge["hasAllWords"],
        )


def _others(api: Api, nodes: list[Row]) -> Iterator[Entry]:
    for node in nodes:
        match node["__typename"]:
            case "Topic":
                text, value = (
                    f"- topic {quoted(node['name'])}, {counted(node['videoCount'], 'talk')}",
                    {"topic": visible(node["name"])},
                )
            case "Video":
                text, value = (
                    f"- talk {node['slug']} {quoted(node['title'])}",
                    {"talk": node["slug"], "title": visible(node["title"])},
                )
            case "ChapterHit":
                chapter, slug = node["chapter"], node["video"]["slug"]
                second = number(chapter["startSeconds"])
                text = f"- chapter {quoted(chapter['title'])} in talk {slug} at {second} s"
                value = {"chapter": visible(chapter["title"]), "talk": slug, "second": second}
            case _:
                text = f"- entity {node['slug']} {quoted(node['name'])}, {node['kind']}, {counted(node['mentionCount'], 'mention')}"
                value = {"entity": node["slug"], "name": visible(node["name"]), "kind": node["kind"]}
        yield Entry(text, value)


async def _nothing(
    api: Api,
    asked: SearchArguments,
    head: list[str],
    facts: dict[str, Any],
    sections: list[Section],
    where: dict[str, Any],
) -> ToolAnswer:
    """Says what was looked through, and what comes near."""
    data = await api.run("searched", prefix=asked.query[:100])
    filters = [name for name in ("talk", "speaker", "topic", "since", "until") if getattr(asked, name)]
    looked, searched = looked_through(data["stats"], filters)
    within = f", only those with the given {', '.join(filters)}" if filters else ""
    near = [
        Entry(
            f"- {quoted(one['text'])} ({one['node'].get('slug', 'channel')})",
            without_nulls({"name": visible(one["text"]), "slug": one["node"].get("slug")}),
        )
        for one in data["near"]
    ]
    advice = (
        f"Call search again without {' and '.join(filters)}, or with other words."
        if filters
        else "Call search again with other or fewer words."
    )
    text = f"Nothing found for {quoted(asked.query)}. Looked through {looked}{within}."
    return ToolAnswer(
        [*head, text],
        facts | searched,
        [*sections, Section("near", "Near", near)],
        [advice],
    )
