"""The title, description and image of an address in tabs, search results and shared links, by a query before the page's shell is sent: it also
says whether the object of the address exists. The page itself queries everything that it shows.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any
from urllib.parse import quote, urlencode

import orjson

from service.api.execution.engine import Engine, GraphqlRequest
from service.domain import wording
from service.errors import InvalidInput

SITE = "Videograph"
TAGLINE = "What was said, by whom, and at which second"
_TITLE, _DESCRIPTION = 120, 240
"""Characters; sites cut previews even shorter."""
_LONGEST_QUERY = 256
_INSTANT = 0.001
"""A line that begins exactly at the moment counts too."""


@dataclass(frozen=True)
class Preview:
    """`path`: the shared address, from `/` on; `image`: the address of its image; `source`: the address of the talk."""

    title: str = ""
    description: str = TAGLINE
    path: str = "/"
    image: str = "/images/home.png"
    image_text: str = SITE
    kind: str = "website"
    moment: str = ""
    source: str | None = None
    found: bool = True

    @property
    def headline(self) -> str:
        """The title of a shared link; `moment`, such as 1:33, is that of the address."""
        title = self.title or f"{SITE}: {TAGLINE}"
        return f"{title} ({self.moment})" if self.moment else title

    @property
    def canonical(self) -> str:
        """The address for search engines: moments of a talk count as the talk."""
        return self.path.partition("?t=")[0]


NOTHING = Preview(title="Page not found", description="There is nothing at this address.", found=False)


async def preview_of(
    engine: Engine, address: str, slug: str | None, query: Mapping[str, str]
) -> Preview | None:
    """Returns the preview of an address; None if the graph does not answer.

    Args:
        address: a key of `PAGES`, such as `/videos/{slug}`.
        slug: what the address has in its place.
        query: what follows the question mark.
    """
    noun = address.split("/")[1]
    if noun == "search":
        return _search(query.get("q", ""))
    if noun == "connections":
        return await _connections(engine, query)
    if not noun:
        return await _home(engine)
    if slug is None:
        return Preview(path=address, title=_TITLES.get(noun, ""))
    seconds = _seconds(query.get("t", "")) if noun == "videos" else None
    kind = noun if seconds is None else "moments"
    data = await look_up(
        engine, kind, {"slug": slug} | ({} if seconds is None else {"end": seconds + _INSTANT})
    )
    if data is None:
        return None
    found = data.get("found")
    return _OF[noun](found, seconds) if found else NOTHING


_TITLES = {"map": "Map", "quote": "Quote", "import": "Import talks"}


def _search(asked: str) -> Preview:
    words = _cut(asked[:_LONGEST_QUERY], _TITLE)
    if not words:
        return Preview(title="Search", path="/search", description="Search everything that the talks say.")
    return Preview(
        title=f"Search: {words}",
        path=f"/search?{urlencode({'q': words})}",
        description=f"Passages, talks, people and ideas for “{words}”.",
    )


async def _connections(engine: Engine, query: Mapping[str, str]) -> Preview | None:
    title, text = "Connections", "Find how two people, companies or ideas are connected."
    unknown = Preview(title=title, path="/connections", description=text)
    ends = {key: query.get(key, "").strip() for key in ("from", "to")}
    if not all(ends.values()):
        return unknown
    data = await look_up(engine, "connections", ends)
    if data is None:
        return None
    one, other = data.get("from"), data.get("to")
    if not one or not other:
        return unknown
    return Preview(
        title=f"{one['name']} and {other['name']}",
        path=f"/connections?{urlencode({'from': one['slug'], 'to': other['slug']})}",
        description=f"How {one['name']} and {other['name']} are connected: every step with the words that state it.",
    )


async def _home(engine: Engine) -> Preview | None:
    """The first page's image is the map that it shows: that of the newest talk."""
    data = await look_up(engine, "home", {})
    if data is None:
        return None
    newest = next(iter(data["videos"]["nodes"]), None) if data.get("videos") else None
    if newest is None or not newest["relationships"]["totalCount"]:
        return Preview()
    talk = _video(newest, None)
    return Preview(image=talk.image, image_text=f"{talk.title}. {talk.image_text}")


def _video(video: dict[str, Any], seconds: float | None) -> Preview:
    counts = counts_of("videos", video)
    path = f"/videos/{quote(video['slug'], safe='')}"
    text, clock = f"{counts}. {video['summary'] or video['description'] or ''}", ""
    said = next(iter(video.get("transcript", {}).get("nodes", [])), None)
    if said is not None and seconds is not None:
        text, clock, path = _words(said), wording.clock(seconds), f"{path}?t={seconds:g}"
    source = video["url"] if (video["url"] or "").startswith(("https://", "http://")) else None
    return Preview(
        title=_cut(video["title"], _TITLE),
        description=_cut(text, _DESCRIPTION),
        path=path,
        image=f"/images/videos/{quote(video['slug'], safe='')}.png",
        image_text=f"Map of the talk: {counts}",
        kind="article",
        moment=clock,
        source=source,
    )


def _words(segment: dict[str, Any]) -> str:
    voice: dict[str, Any] = segment["speaker"] or {}
    person: dict[str, Any] = voice.get("person") or {}
    name = person.get("name") or voice.get("label")
    return f"{f'{name}: ' if name else ''}“{segment['text']}”"


def _entity(entity: dict[str, Any], _: float | None) -> Preview:
    counts = counts_of("entities", entity)
    slug = quote(entity["slug"], safe="")
    return Preview(
        title=_cut(entity["name"], _TITLE),
        description=_cut(
            f"{entity['description']} · {counts}" if entity["description"] else counts, _DESCRIPTION
        ),
        path=f"/entities/{slug}",
        image=f"/images/entities/{slug}.png",
        image_text=f"Map around {entity['name']}",
        kind="article",
    )


def _topic(topic: dict[str, Any], _: float | None) -> Preview:
    return Preview(
        title=_cut(topic["name"], _TITLE),
        description=f"What {_counted(topic['videoCount'], 'talk')} said about {_cut(topic['name'], _TITLE)}, word for word.",
        path=f"/topics/{quote(topic['slug'], safe='')}",
        kind="article",
    )


def counts_of(noun: str, found: Mapping[str, Any]) -> str:
    """Returns the counts of a talk or an entity in one line; without connections it names none."""
    if noun == "videos":
        entities = _counted(found["entities"]["totalCount"], "entity", "entities")
        if found["entities"]["totalCount"] and not found["relationships"]["totalCount"]:
            return f"{entities} mentioned in this video"
        return f"{_counted(found['relationships']['totalCount'], 'connection')} · {entities} in this video"
    mentions = (
        f"Mentioned {_counted(found['mentionCount'], 'time')} in {_counted(found['videoCount'], 'talk')}"
    )
    connections = found["relationshipCount"]
    return f"{mentions} · {_counted(connections, 'connection')}" if connections else mentions


_OF = {"videos": _video, "entities": _entity, "topics": _topic}


def _seconds(moment: str) -> float | None:
    """Returns the value of `?t=` in seconds, parsed like in the page: 93, 1:33, 1m33s."""
    clock = re.fullmatch(r"(?:(\d{1,4}):)?(\d{1,6}):(\d\d)", moment)
    units = re.fullmatch(r"(?:(\d{1,4})h)?(?:(\d{1,6})m)?(?:(\d{1,7})s)?", moment) if moment else None
    if found := clock or units:
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return float(3600 * hours + 60 * minutes + seconds)
    if not re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", moment):
        return None
    seconds = float(moment)
    return seconds if isfinite(seconds) else None


def _counted(count: int, noun: str, nouns: str = "") -> str:
    return f"{count:,} {noun if count == 1 else nouns or f'{noun}s'}"


def _cut(text: str, most: int) -> str:
    """Returns the text on one line, cut at a word to a maximum length."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    start = line[: most - 1]
    return f"{start.rpartition(' ')[0] or start}…"


_VIDEO = """
    id slug title description summary url publishedOn durationSeconds channel { name }
    entities(first: 0) { totalCount }
    relationships(first: 0) { totalCount }
"""
LOOKUPS = {
    "home": f"query HomeOfAddress {{ videos(first: 1) {{ nodes {{ {_VIDEO} }} }} }}",
    "videos": f"query VideoOfAddress($slug: String!) {{ found: video(by: {{ slug: $slug }}) {{ {_VIDEO} }} }}",
    "moments": f"""query MomentOfAddress($slug: String!, $end: Float!) {{
        found: video(by: {{ slug: $slug }}) {{
            {_VIDEO}
            transcript(where: {{ startSeconds: {{ lt: $end }} }}, last: 1) {{
                nodes {{ text startSeconds speaker {{ label person {{ name }} }} }}
            }}
        }}
    }}""",
    "entities": """query EntityOfAddress($slug: String!) {
        found: entity(by: { slug: $slug }) { id slug name kind description mentionCount videoCount relationshipCount }
    }""",
    "topics": "query TopicOfAddress($slug: String!) { found: topic(by: { slug: $slug }) { slug name videoCount } }",
    "connections": """query EndsOfAddress($from: String!, $to: String!) {
        from: entity(by: { slug: $from }) { slug name }
        to: entity(by: { slug: $to }) { slug name }
    }""",
}
"""Maps each kind of address to its operation. `moments` is for talks with `?t=`."""
LOOKUP_SECONDS = 1.0
"""Seconds after which the shell is sent without a preview."""


async def look_up(
    engine: Engine, kind: str, values: Mapping[str, Any], seconds: float | None = None
) -> dict[str, Any] | None:
    """Returns the `data` of the operation; None if the graph does not answer in `seconds` (default: `LOOKUP_SECONDS`)."""
    try:
        async with asyncio.timeout(LOOKUP_SECONDS if seconds is None else seconds):
            answer = orjson.loads((await engine.answer(GraphqlRequest(LOOKUPS[kind], dict(values)))).body)
    except TimeoutError:
        return None
    codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
    if codes - {InvalidInput.code}:
        return None
    # A text that is not a slug, such as one of a thousand letters, cannot exist.
    return answer.get("data") or {}
