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


def said_in(row: Row, words: str) -> tuple[str, dict[str, Any]]:
    """Returns who says words and when, as text and as values. Where several say them, each turn has its own.

    Args:
        row: a segment, a piece of evidence or a place of a quote.
    """
    second = number(row["startSeconds"])
    turns = row.get("turns", ())
    if len(turns) > 1:
        said = [(speaker_of(turn), shortened(turn["words"]), number(turn["startSeconds"])) for turn in turns]
        text = " ".join(_attributed(speaker, quote) for speaker, quote, _ in said)
        named = [
            without_nulls({"speaker": speaker, "quote": quote, "second": at}) for speaker, quote, at in said
        ]
        return f"{second} s, {text}", {"quote": shortened(words), "turns": named, "second": second}
    quote, speaker = shortened(words), speaker_of(turns[0] if turns else row)
    return said_at(second, speaker, quote), {"quote": quote, "speaker": speaker, "second": second}


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
    said, value = said_in(row, words)
    link = link_to(api, video["slug"], value["second"], row["url"])
    value |= {
        "link": link,
        "talk": video["slug"],
        "also_at": also_at,
        "has_all_words": None if has_all_words else False,
    }
    also = f" [also in {', '.join(also_at)}]" if also_at else ""
    lacking = "" if has_all_words else " [lacks a word]"
    return Entry(
        f"- {said} {link}{also}{lacking}",
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
    said, quoted_words = said_in(evidence, evidence["quote"])
    link = link_to(api, video["slug"], quoted_words["second"], evidence["url"])
    value = {
        "source": source["slug"],
        "type": kind,
        "target": target["slug"],
        "past": True if evidence["past"] else None,
        **quoted_words,
        "link": link,
        "talk": video["slug"],
        "evidence": evidence["id"],
    }
    past = " (past)" if evidence["past"] else ""
    text = f"- {source['slug']} {kind} {target['slug']}{past}, {said} {link} {evidence['id']}"
    return Entry(text, without_nulls(value), cursor, talk_of(video))


def said_at(second: float, speaker: str | None, words: str) -> str:
    return f"{second} s, {_attributed(speaker, words)}"


def _attributed(speaker: str | None, words: str) -> str:
    return f"{quoted(speaker) if speaker else 'unknown speaker'}: {quoted(words)}"


def talk_of(video: Row) -> TalkLine:
    return TalkLine(video["slug"], video["title"], video.get("publishedOn"))
