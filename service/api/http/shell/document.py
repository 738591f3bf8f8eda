"""The HTML document of an address: the page's template with the data for tabs, search engines and link previews."""

from collections.abc import Sequence
from html import escape

from service.api.http.shell.files import template
from service.api.http.shell.joined import links
from service.api.http.shell.previews import SITE, Preview

IMAGE_SIZE = (1200, 630)
"""Pixels; most sites show this size in full."""


def document(
    module: str | None,
    preview: Preview | None = None,
    base: str = "",
    images: Sequence[str] = (),
    *,
    embedding: bool = False,
) -> str:
    """Returns the document of a page.

    Args:
        module: that of its address in the page's folder; None where nothing has this address.
        preview: None if the graph cannot be asked: then the document is the same for every address.
        base: scheme and host of absolute links.
        images: further origins from which the page may load pictures.
        embedding: whether some site may show maps in a frame: then the page offers the code.
    """
    shown = preview or Preview()
    tags = [*(_tags(shown, base) if preview else ())]
    if images:
        tags.append(_meta("name", "image-origins", " ".join(images)))
    if embedding:
        tags.append(_meta("name", "embedding", "on"))
    parts = {
        "<title></title>": f"<title>{escape(_tab_title(shown))}</title>",
        "<!-- preview -->": "\n    ".join(tags),
        "<!-- files -->": links(module),
        "<!-- without script -->": _without_script(shown),
    }
    text = template()
    for place, part in parts.items():
        text = text.replace(place, part)
    return text


def _tab_title(preview: Preview) -> str:
    return f"{preview.title} · {SITE}" if preview.title else SITE


def _tags(preview: Preview, base: str) -> list[str]:
    if not preview.found:
        return [_meta("name", "robots", "noindex")]
    title = preview.headline
    width, height = IMAGE_SIZE
    tags = {
        "og:site_name": SITE,
        "og:type": preview.kind,
        "og:title": title,
        "og:description": preview.description,
        "og:url": f"{base}{preview.path}",
        "og:image": f"{base}{preview.image}",
        "og:image:type": "image/png",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": preview.image_text,
    }
    card = {
        "twitter:card": "summary_large_image",
        "twitter:title": title,
        "twitter:description": preview.description,
        "twitter:image": f"{base}{preview.image}",
        "twitter:image:alt": preview.image_text,
    }
    return [
        _meta("name", "description", preview.description),
        f'<link rel="canonical" href="{escape(f"{base}{preview.canonical}")}">',
        *(_meta("property", name, value) for name, value in tags.items()),
        *(_meta("name", name, value) for name, value in card.items()),
    ]


def _meta(attribute: str, name: str, value: str) -> str:
    return f'<meta {attribute}="{name}" content="{escape(value)}">'


def _without_script(preview: Preview) -> str:
    """The text for browsers without scripts."""
    lines = [f"<h1>{escape(preview.title or SITE)}</h1>", f"<p>{escape(preview.description)}</p>"]
    if preview.source:
        lines.append(f'<p><a href="{escape(preview.source)}" rel="noopener">Watch at the source</a></p>')
    lines.append(
        "<p>Turn on JavaScript to see the map, the connections and the transcript. "
        'Programs read the same data by GraphQL: <a href="/schema.graphql">schema</a>.</p>'
    )
    return "\n      ".join(lines)
