"""Statements and moments as entries of answers: each with its quote, speaker, second and link."""

from collections.abc import Mapping
from typing import Any

from service.mcp.answer import Entry, TalkLine, number, quoted, shortened, visible, without_nulls
from service.mcp.api import Api

type Row = Mapping[str, Any]
"""An object of a GraphQL response."""


def speaker_of(row: Row) -> str | None:
    """Returns the name of who speaks, or the source's label of them; None if nobody knows."""
    speaker = row.get("speaker")
    if speaker is None:
        return None
    name = speaker["person"]["name"] if speaker["person"] else speaker["label"]
    return visible(name) or None


def link_to(api: Api, slug: str, second: float, url: str | None) -> str:
    """Returns the link to a moment: of its source, or of the talk's page where the source cannot be opened at a moment."""
    return url or f"{api.pages}/videos/{slug}?t={int(second)}"


def moment(
    api: Api,
    row: Row,
    words: str,
    *,
    talk: Row | None = None,
    cursor: str | None = None,
    also_at: list[str] | None = None,
    has_all_words: bool = True,
) -> Entry:
    """Returns the entry of something that is said.

    Args:
        row: a segment or a piece of evidence.
        talk: its video, where the row does not have it.
        also_at: other places where the same is said.
        has_all_words: whether it has all words that were searched for.
    """
    video = talk or row["video"]
    second, quote, speaker = number(row["startSeconds"]), shortened(words), speaker_of(row)
    link = link_to(api, video["slug"], second, row["url"])
    value = {
        "quote": quote,
        "speaker": speaker,
        "second": second,
        "link": link,
        "talk": video["slug"],
        "also_at": also_at,
        "has_all_words": None if has_all_words else False,
    }
    also = f" [also in {', '.join(also_at)}]" if also_at else ""
    lacking = "" if has_all_words else " [lacks a word]"
    return Entry(
        f"- {said_at(second, speaker, quote)} {link}{also}{lacking}",
        without_nulls(value),
        cursor,
        talk_of(video),
    )


def statement(
    api: Api,
    evidence: Row,
    source: Row,
    kind: str,
    target: Row,
    *,
    talk: Row | None = None,
    cursor: str | None = None,
) -> Entry:
    """Returns the entry of a quote that supports a relationship."""
    video = talk or evidence["video"]
    second, quote, speaker = (
        number(evidence["startSeconds"]),
        shortened(evidence["quote"]),
        speaker_of(evidence),
    )
    link = link_to(api, video["slug"], second, evidence["url"])
    value = {
        "source": source["slug"],
        "type": kind,
        "target": target["slug"],
        "past": True if evidence["past"] else None,
        "quote": quote,
        "speaker": speaker,
        "second": second,
        "link": link,
        "talk": video["slug"],
        "evidence": evidence["id"],
    }
    past = " (past)" if evidence["past"] else ""
    text = f"- {source['slug']} {kind} {target['slug']}{past}, {said_at(second, speaker, quote)} {link} {evidence['id']}"
    return Entry(text, without_nulls(value), cursor, talk_of(video))


def said_at(second: float, speaker: str | None, words: str) -> str:
    return f"{second} s, {quoted(speaker) if speaker else 'unknown speaker'}: {quoted(words)}"


def talk_of(video: Row) -> TalkLine:
    return TalkLine(video["slug"], video["title"], video.get("publishedOn"))
