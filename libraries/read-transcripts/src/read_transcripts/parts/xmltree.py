"""Parses XML files safely: no declared entities, nothing fetched, limited depth."""

import html
import re
from pathlib import Path
from typing import Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] it has no types

from read_transcripts.errors import TranscriptError

Element = Any
"""An element of lxml, which has no types."""

_DECLARATIONS = re.compile(r"(?:\s+|(?><\?.*?\?>)|(?><!--.*?-->))*+<!DOCTYPE[^\[>]*\[", re.DOTALL)
_PARSER: dict[str, Any] = {
    "encoding": "utf-8",  # whatever the declaration says: the text is decoded already
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_XML = "{http://www.w3.org/XML/1998/namespace}"


def parse_xml(text: str, file: Path) -> Element:
    """The root element. Elements know their line, as `sourceline`.

    Raises:
        TranscriptError: it is not well-formed, with the line; or it declares entities, by which a small file can
            become a huge one, or another file's content.
    """
    if _DECLARATIONS.match(text):
        raise TranscriptError(
            file,
            "declares entities or elements of its own in its DOCTYPE, which is not safe to read: remove it",
        )
    try:
        return etree.fromstring(text.lstrip().encode(), etree.XMLParser(**_PARSER))
    except etree.XMLSyntaxError as error:
        skipped = text[: len(text) - len(text.lstrip())].count("\n")
        message = re.sub(r",? line \d+, column \d+.*", "", error.msg or "it is broken", flags=re.DOTALL)
        line = error.lineno + skipped if error.lineno else None
        raise TranscriptError(file, f"is not XML here: {' '.join(message.split())}", line) from None


def local_name(element: Element) -> str:
    """The name without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name, in whatever namespace."""
    value = element.get(name)
    if value is not None:
        return value
    return next((element.get(key) for key in element.keys() if key.rpartition("}")[2] == name), None)  # noqa: SIM118


def language_of(element: Element) -> str | None:
    """What `xml:lang` says."""
    return (element.get(f"{_XML}lang") or "").strip() or None


def xml_id(element: Element) -> str | None:
    return element.get(f"{_XML}id") or element.get("id")


def own_text(element: Element) -> str:
    """The text before the first child; of an entity that nothing declares, what HTML has for it."""
    if element.tag is etree.Entity:
        return html.unescape(element.text or "")
    return element.text or "" if isinstance(element.tag, str) else ""


def all_text(element: Element) -> str:
    """The text of an element with all in it."""
    return own_text(element) + "".join(all_text(child) + (child.tail or "") for child in element)
