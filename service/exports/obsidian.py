"""A vault for Obsidian: a note for each talk, entity and topic, with links between them. Other Markdown editors with wiki links read it too.

A note is named by its slug, which is unique, and shown by its name, which is its alias. ExportSource: https://help.obsidian.md/properties and
https://help.obsidian.md/callouts.
"""

import json
import re
from typing import Any

from read_transcripts.writers import clock, one_line
from service.domain.model import CO_MENTION
from service.exports.source import ExportSource, GroupsByKey, Pieces, Row
from service.exports.tables import all_tables

_OF_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~=$%^])")
_FOLDERS = {"video": "talks", "entity": "entities", "topic": "topics"}


async def obsidian_vault(source: ExportSource) -> Pieces:
    """Connections that only say that two are mentioned together are left out."""
    async for piece in _talks(source):
        yield piece
    async for piece in _entities(source):
        yield piece
    async for row in source.rows("topics"):
        front = {"aliases": [row["name"]], "tags": ["topic"], "talks": row["videoCount"]}
        yield f"topics/{row['slug']}.md", _note(row["name"], front, []).encode()


async def _talks(source: ExportSource) -> Pieces:
    of_video = {
        table: GroupsByKey(source.rows(table), "video")
        for table in ("speakers", "video_topics", "summary_bullets", "evidence")
    }
    async for video in source.rows("videos"):
        rows = {table: await beside.take(video["id"]) for table, beside in of_video.items()}
        persons = [one["name"] for one in rows["speakers"] if one["name"]]
        front = {
            "aliases": [video["title"]],
            "tags": ["talk"],
            "date": video["publishedOn"],
            "channel": video["channel"],
            "speakers": persons,
            "url": video["url"],
            "page": f"{source.base}/videos/{video['slug']}",
        }
        parts = [_plain(video["summary"])] if video["summary"] else []
        if rows["video_topics"]:
            names = ", ".join(_link("topic", one["slug"], one["name"]) for one in rows["video_topics"])
            parts.append(f"Topics: {names}")
        heading = None
        for bullet in rows["summary_bullets"]:
            if bullet["heading"] != heading:
                heading = bullet["heading"]
                parts.append(f"## {_plain(heading)}")
            parts.append(f"- {_plain(bullet['text'])}")
        stated = [one for one in rows["evidence"] if one["type"] != CO_MENTION]
        if stated:
            parts.append("## Statements")
        parts += [f"{_statement(one)}\n{_callout(one, one['startSeconds'])}" for one in stated]
        yield f"talks/{video['slug']}.md", _note(video["title"], front, parts).encode()


async def _entities(source: ExportSource) -> Pieces:
    connections = GroupsByKey(source.rows("relationships"), "source")
    shown = {
        "id",
        "slug",
        "name",
        "kind",
        "aliases",
        *(f"{key}From" for key in ("name", "description", "url", "wikidata")),
    }
    async for entity in source.rows("entities"):
        names = dict.fromkeys([entity["name"], *entity["aliases"]])
        front = {"aliases": list(names), "tags": [entity["kind"].lower()]}
        front |= {name: entity.get(name) for name in all_tables()["entities"].columns if name not in shown}
        front["page"] = f"{source.base}/entities/{entity['slug']}"
        parts = [_plain(entity["description"])] if entity["description"] else []
        stated = [one for one in await connections.take(entity["id"]) if one["type"] != CO_MENTION]
        if stated:
            parts.append("## Connections")
        parts += [f"{_statement(one)}\n{_callout(one, None)}" for one in stated]
        yield f"entities/{entity['slug']}.md", _note(entity["name"], front, parts).encode()


def _statement(row: Row) -> str:
    over = " (past)" if row["past"] else ""
    ends = [_link("entity", row[f"{end}Slug"], row[f"{end}Name"]) for end in ("source", "target")]
    return f"{ends[0]} **{row['type']}** {ends[1]}{over}\n"


def _callout(row: Row, second: float | None) -> str:
    """The quote, with a link that lasts. What each of several speakers says has a line of its own."""
    when = "" if second is None else f" {clock(second, '.')[:8]}"
    who = "Several speakers" if row["turns"] else _plain(row["speakerName"] or "Unknown speaker")
    lines = "\n".join(f"> {_plain(words)}" for words in row["turns"] or [row["quote"]])
    return f"> [!quote] [{who}{when}]({row['permalink']})\n{lines}"


def _link(noun: str, slug: str, name: str) -> str:
    # A link's text ends at `]]`, and in tables at `|`.
    text = re.sub(r"[\[\]|]", " ", one_line(name))
    return f"[[{_FOLDERS[noun]}/{slug}|{text}]]"


def _note(title: str, front: dict[str, Any], parts: list[str]) -> str:
    lines = [f"{name}: {_yaml(value)}" for name, value in front.items() if value not in (None, [])]
    return "\n".join(["---", *lines, "---", f"# {_plain(title)}", ""]) + "".join(
        f"\n{part}\n" for part in parts
    )


def _yaml(value: Any) -> str:
    """JSON is YAML; quotes keep a name such as `No` a text. A date is one only without them."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _plain(text: str) -> str:
    """Words as they are: nothing in them is Markdown."""
    return _OF_MARKDOWN.sub(r"\\\1", one_line(text))
