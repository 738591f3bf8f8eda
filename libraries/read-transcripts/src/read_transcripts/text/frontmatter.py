"""Front matter: metadata at the start of a Markdown file, between two lines of `---`, as YAML.

Archives of transcripts have title, date, address, show and description there, under their own names. The usual names
are read, and invalid values count as missing. Source: https://jekyllrb.com/docs/front-matter/
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from read_transcripts.parts.marks import has_mark
from read_transcripts.parts.markup import unescape
from read_transcripts.parts.speakers import is_name

_PUBLISHED = {"published_on", "channel", "url"}
_FENCE, _LINES = "---", 200
"""What stands above and below it, and lines within which it ends."""
_PLAIN = re.compile(r"""(?P<key>[A-Za-z][\w -]{0,40}):\s+(["']?)(?P<value>[^\s"'].*?)\2\s*$""")
_NAMES = {
    "title": ("title",),
    "url": (
        "url", "video_url", "youtube_url", "youtube", "source_url", "webpage_url", "original_url", "episode_url", "video", "media",
        "link", "canonical_url", "source",
    ),
    "published_on": (
        "published",
        "published_on",
        "publishedon",
        "publish_date",
        "publishdate",
        "published_at",
        "publishedat",
        "pub_date",
        "pubdate",
        "publication_date",
        "publicationdate",
        "date_published",
        "datepublished",
        "release_date",
        "releasedate",
        "upload_date",
        "uploaddate",
        "date",
    ),
    "channel": (
        "channel", "show", "podcast", "series", "account_name", "channel_name", "channel_title", "show_name", "podcast_name",
        "uploader", "account",
    ),
    "description": ("description", "video_description", "summary"),
    "language": ("language", "lang"),
    "duration": ("duration_seconds", "duration", "length"),
    "thumbnail_url": ("thumbnail_url", "thumbnail", "image"),
    "media": ("media_url", "audio_url", "audio", "enclosure"),
    "channel_url": ("channel_url", "account_url", "uploader_url", "show_url"),
}  # fmt: skip
"""What `Transcript.metadata` calls it → what front matter calls it, the surest first."""
_PEOPLE = {
    "Speaker": ("speakers", "speaker", "presenter", "presenters"),
    "Host": ("hosts", "host"),
    "Guest": ("guests", "guest"),
}
"""Part in the talk → what front matter calls those who have it."""
_LABELS = ("tags",)
"""Keys without names or data of the talk: its topics come from its words."""
_KNOWN = {key for keys in (*_NAMES.values(), *_PEOPLE.values()) for key in keys}
_BETWEEN = re.compile(r"\s*(?:[,;&]|\band\b)\s*")


_ADDRESSES = ("url", "thumbnail_url", "channel_url")
"""What must be an address: under the same key others have a name (`source: YouTube`)."""
_HEADER = re.compile(
    r"\s*(?:(?P<item>[-*+])\s+)?(?:(?P<bold>\*\*)(?P<key>[A-Za-z][\w ]{0,30}?)(?::\*\*|\*\*\s*:)|(?P<plain>[A-Za-z][\w ]{0,30}?):)"
    r"\s+(?P<value>\S.*?)\s*"
)
_ABOVE, _FEWEST = 60, 2
"""Lines from the top within which data of the talk is listed, and how many of its keys must be there."""
_LINKED = re.compile(r"\[[^\[\]]*\]\((?P<url>https?://[^\s()]+)\)|<(?P<bare>https?://[^\s<>]+)>")
_REMARK = re.compile(r"\s+\([^()]*\)$")


@dataclass(frozen=True)
class FrontMatter:
    """`facts` of the talk as `Transcript.metadata`, the keys that are `ignored`, and the `lines` of the file with it left blank."""

    facts: dict[str, Any]
    ignored: tuple[str, ...]
    lines: list[str]


def read_front_matter(texts: Sequence[str]) -> FrontMatter:
    """Returns the front matter; empty if there is none."""
    lines = list(texts)
    if not lines or lines[0].strip("\ufeff \t") != _FENCE:
        return FrontMatter({}, (), lines)
    ends = (at for at in range(1, min(len(lines), _LINES)) if lines[at].strip() == _FENCE)
    end = next(ends, None)
    if end is None or not any(":" in line for line in lines[1:end]):
        return FrontMatter({}, (), lines)
    facts, ignored = _named(_values(lines[1:end]))
    return FrontMatter(facts, ignored, [""] * (end + 1) + lines[end + 1 :])


def read_header(texts: Sequence[str]) -> FrontMatter:
    """Returns what a Markdown file lists of its talk above the words, one to a line (`**URL:** …`, `- Published: …`). Of other lines
    nothing is taken, also if they have the same form."""
    found: dict[int, tuple[str, str]] = {}
    for at, text in enumerate(texts[:_ABOVE]):
        if has_mark(text) or re.match(r"#+\s+transcript\b", text, re.IGNORECASE):
            break
        match = _HEADER.fullmatch(text)
        if match is not None and (match["bold"] or match["item"]):
            key = (match["key"] or match["plain"]).lower().replace(" ", "_")
            if key in _KNOWN:
                linked = _LINKED.fullmatch(match["value"])
                value = match["value"] if linked is None else linked["url"] or linked["bare"]
                found.setdefault(at, (key, _REMARK.sub("", value).strip("*` ")))
    facts, ignored = _named(dict(reversed(found.values())))
    if len(facts) < _FEWEST or not _PUBLISHED & facts.keys():
        return FrontMatter({}, (), list(texts))
    lines = ["" if at in found and found[at][0] not in ignored else text for at, text in enumerate(texts)]
    return FrontMatter(facts, (), lines)


def without_front_matter(text: str) -> str:
    """The text below it."""
    return "\n".join(read_front_matter(text.split("\n")).lines) if text.startswith(_FENCE) else text


def is_of_a_talk(facts: Mapping[str, Any]) -> bool:
    """Returns whether front matter is that of a talk and not of any web page: it has a title, and a date, an address or a publisher."""
    return "title" in facts and bool(_PUBLISHED & facts.keys())


def _values(lines: Sequence[str]) -> dict[str, Any]:
    """Keys in small letters → values; line by line where it is no YAML, as with a colon in a title."""
    try:
        found = yaml.safe_load("\n".join(lines))
    except (yaml.YAMLError, ValueError, RecursionError):
        found = {match["key"]: match["value"] for line in lines if (match := _PLAIN.match(line))}
    if not isinstance(found, dict):
        return {}
    return {str(key).lower().replace("-", "_").replace(" ", "_"): value for key, value in found.items()}


def _named(values: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Returns the metadata, and the keys that were not used: unknown ones, a second one for the same value, or one whose value has the
    wrong form."""
    facts: dict[str, Any] = {}
    read: set[str] = set()
    for name, keys in _NAMES.items():
        given = [key for key in keys if _is_given(values.get(key))]
        if name in _ADDRESSES:  # else the note on it says what cannot be used
            given = [key for key in given if "://" in str(values[key])] or [
                key for key in given if key != "source"
            ]
        key = next(iter(given), None)
        found = None if key is None else values[key]
        value = found[0] if isinstance(found, list) else found
        if isinstance(value, date):
            value = value.isoformat()
        if key is not None and isinstance(value, str | int | float) and not isinstance(value, bool):
            facts[name] = value if name == "duration" else unescape(str(value))
            read.add(key)
    people = {part: (keys, _people(values, keys)) for part, keys in _PEOPLE.items()}
    if with_people := _told_of(
        facts.get("description"), {part: found for part, (_, found) in people.items()}
    ):
        facts["description"] = with_people
        read |= {key for keys, found in people.values() if found for key in keys}
    address = facts.pop("channel_url", None)
    if address is not None and "channel" in facts:
        facts["channel"] = {"name": facts["channel"], "url": address}
    return facts, tuple(
        key for key, value in values.items() if _is_given(value) and key not in (*read, *_LABELS)
    )


def _people(values: Mapping[str, Any], keys: Sequence[str]) -> list[str]:
    """Names under the keys: one, several in a line, a list, or objects with a `name`."""
    found: list[str] = []
    for given in (values[key] for key in keys if _is_given(values.get(key))):
        for one in given if isinstance(given, list) else [given]:
            said = one.get("name") if isinstance(one, dict) else one
            parts = _BETWEEN.split(_REMARK.sub("", said.strip())) if isinstance(said, str) else []
            found += [part for part in parts if is_name(part)]
    return list(dict.fromkeys(found))


def _told_of(description: str | None, people: Mapping[str, Sequence[str]]) -> str | None:
    """The description with a line on who speaks, unless it names them: it is where names are looked up. None if there are none."""
    told = [
        f"{part}: {', '.join(found)}." if len(found) == 1 else f"{part}s of the talk: {', '.join(found)}."
        for part, names in people.items()
        if (found := [name for name in names if name not in (description or "")])
    ]
    if not any(people.values()):
        return None
    return "\n".join(filter(None, [description, " ".join(told)]))


def _is_given(value: Any) -> bool:
    return value not in (None, "", [])
