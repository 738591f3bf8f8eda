"""Front matter: what a Markdown file says of its talk above the words, between two lines of `---`, as YAML.

Archives of transcripts keep title, date, address, show and description there, under names of their own making; the
usual ones are read, and a value that cannot be used counts as missing. Source: https://jekyllrb.com/docs/front-matter/
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import yaml

_FENCE, _LINES = "---", 200
"""What stands above and below it, and lines within which it ends."""
_PLAIN = re.compile(r"""(?P<key>[A-Za-z][\w -]{0,40}):\s+(["']?)(?P<value>[^\s"'].*?)\2\s*$""")
_NAMES = {
    "title": ("title",),
    "url": ("url", "video_url", "youtube_url", "youtube", "video", "media", "link", "canonical_url"),
    "published": (
        "published",
        "published_on",
        "publish_date",
        "publishdate",
        "pubdate",
        "release_date",
        "date",
    ),
    "channel": ("channel", "show", "podcast", "series"),
    "description": ("description", "summary"),
    "language": ("language", "lang"),
    "duration": ("duration_seconds", "duration"),
    "thumbnail_url": ("thumbnail_url", "thumbnail", "image"),
}
"""What a sidecar calls it → what front matter calls it, the surest first."""


def read_front_matter(texts: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """What the front matter says of the talk, by the names of a sidecar, and the lines with it left blank."""
    lines = list(texts)
    if not lines or lines[0].strip() != _FENCE:
        return {}, lines
    ends = (at for at in range(1, min(len(lines), _LINES)) if lines[at].strip() == _FENCE)
    end = next(ends, None)
    if end is None or not any(":" in line for line in lines[1:end]):
        return {}, lines
    return _named(_values(lines[1:end])), [""] * (end + 1) + lines[end + 1 :]


def _values(lines: Sequence[str]) -> dict[str, Any]:
    """Keys in small letters → values; line by line where it is no YAML, as with a colon in a title."""
    try:
        found = yaml.safe_load("\n".join(lines))
    except (yaml.YAMLError, ValueError, RecursionError):
        found = {match["key"]: match["value"] for line in lines if (match := _PLAIN.match(line))}
    if not isinstance(found, dict):
        return {}
    return {str(key).lower().replace("-", "_").replace(" ", "_"): value for key, value in found.items()}


def _named(values: Mapping[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name, keys in _NAMES.items():
        found = next((values[key] for key in keys if values.get(key) not in (None, "", [])), None)
        value = found[0] if isinstance(found, list) and found else found
        if isinstance(value, date):
            value = value.isoformat()
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            facts[name] = value if name == "duration" else str(value)
    return facts
