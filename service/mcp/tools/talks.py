"""`get_talk`, `get_moment`: one talk, and the words around a moment of it."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from service.domain.wording import clock
from service.exports.formats import FORMATS
from service.mcp.answer import (
    Entry,
    Section,
    ToolAnswer,
    cost_of,
    number,
    quoted,
    shortened,
    visible,
    without_nulls,
)
from service.mcp.api import Api, ToolError
from service.mcp.lookups import find_talk, looked_through
from service.mcp.statements import Row, link_to, moment, said_at, speaker_of, statement, talk_of
from service.mcp.tools.arguments import GetMoment, GetTalk

_TOKENS_PER_SEGMENT, _FEWEST, _MOST = 80, 20, 100
_AROUND = 45.0
_SUMMARY = 900
_FRAME = 150
"""Tokens of an answer beside its lists."""


async def get_talk(api: Api, asked: GetTalk) -> ToolAnswer:
    talk = await find_talk(api, asked.talk)
    part = asked.part
    first = min(_MOST, max(_FEWEST, asked.max_tokens // _TOKENS_PER_SEGMENT))
    data = await api.run(
        "talk",
        id=talk["id"],
        first=first,
        after=asked.cursor,
        overview=part == "overview",
        statements=part == "statements",
        transcript=part == "transcript",
        **{"from": asked.from_second},
    )
    found = data["video"]
    if found is None:
        raise ToolError("NOT_FOUND", f"The talk {talk['slug']} is gone.", "Call `search` with words of it.")
    speakers = [name for one in found["speakers"] if (name := speaker_of({"speaker": one}))]
    link = found["url"] or f"{api.pages}/videos/{found['slug']}"
    length = found["durationSeconds"]
    told = [
        f"by {', '.join(quoted(one) for one in speakers)}" if speakers else "",
        f"channel {quoted(found['channel']['name'])}" if found["channel"] else "",
        clock(length) if length else "",
    ]
    head = [f"{talk_of(found).line}: {', '.join(one for one in told if one)} {link}"]
    facts = without_nulls(
        {
            "talk": found["slug"],
            "title": visible(found["title"]),
            "date": found["publishedOn"],
            "speakers": speakers,
            "channel": visible(found["channel"]["name"]) if found["channel"] else None,
            "seconds": number(length) if length else None,
            "language": found["language"],
            "link": link,
        }
    )
    if part == "overview":
        return _overview(api, found, head, facts)
    if part == "statements":
        page = found["relationships"]
        entries = [_statement(api, edge, found) for edge in page["edges"]]
        return ToolAnswer(
            head,
            facts,
            [
                Section(
                    part,
                    "What it states, strongest first",
                    entries,
                    page["pageInfo"]["hasNextPage"],
                    page["totalCount"],
                    "It states no relationship.",
                )
            ],
        )
    page = found["transcript"]
    entries = [_segment(api, edge, found, asked.max_tokens) for edge in page["edges"]]
    return ToolAnswer(
        head,
        facts,
        [
            Section(
                part,
                "Transcript",
                entries,
                page["pageInfo"]["hasNextPage"],
                page["totalCount"],
                f"Nothing is said from second {number(asked.from_second)} on.",
            )
        ],
    )


def _overview(api: Api, found: Row, head: list[str], facts: dict[str, Any]) -> ToolAnswer:
    if found["summary"]:
        facts["summary"] = shortened(found["summary"], _SUMMARY)
        head.append(f"Summary: {quoted(facts['summary'])}")
    topics = [visible(one["name"]) for one in found["topics"]["nodes"]]
    if topics:
        facts["topics"] = topics
        head.append(f"Topics: {', '.join(quoted(one) for one in topics)}")
    chapters = [
        Entry(
            f"- {number(one['startSeconds'])} s {quoted(one['title'])}",
            {"title": visible(one["title"]), "second": number(one["startSeconds"])},
        )
        for one in found["chapters"]
    ]
    entities = [
        Entry(
            f"- {edge['node']['slug']} {quoted(edge['node']['name'])}, {edge['node']['kind']}, {edge['mentionCount']} mentions",
            {
                "entity": edge["node"]["slug"],
                "name": visible(edge["node"]["name"]),
                "kind": edge["node"]["kind"],
                "mentions": edge["mentionCount"],
            },
        )
        for edge in found["entities"]["edges"]
    ]
    sections = [
        Section("chapters", "Chapters", chapters, total=len(chapters)),
        Section("entities", "Entities, most salient first", entities, total=found["entities"]["totalCount"]),
    ]
    link, formats = (
        f"{api.pages}/videos/{found['slug']}/export/",
        [one.name for one in FORMATS.values() if one.extra is None],
    )
    facts["files"] = {"link": f"{link}{{format}}", "formats": formats}
    notes = [
        'part="statements" has what it states with quotes, part="transcript" its words.',
        f"As a file: {link}{{format}} with format {', '.join(formats)}; it takes the same key.",
    ]
    return ToolAnswer(head, facts, sections, notes)


def _statement(api: Api, edge: Row, talk: Row) -> Entry:
    node = edge["node"]
    [evidence] = edge["evidence"]["nodes"]
    entry = statement(api, evidence, node["source"], node["type"], node["target"], talk=talk)
    return Entry(entry.text, _of_one_talk(entry.value), edge["cursor"])


def _segment(api: Api, edge: Row, talk: Row, most: int) -> Entry:
    entry = _turn(api, [edge["node"]], talk, most)
    return Entry(entry.text, entry.value, edge["cursor"])


def _turn(api: Api, segments: Sequence[Row], talk: Row, most: int) -> Entry:
    """Returns the entry of consecutive segments of one speaker, without their talk, which stands once at the top.

    Args:
        most: tokens of the answer. The words get as many characters, which are about half as many tokens in both halves together.
    """
    first = segments[0]
    second, speaker = number(first["startSeconds"]), speaker_of(first)
    words = shortened(" ".join(one["text"] for one in segments), most)
    link = link_to(api, talk["slug"], second, first["url"])
    value = {"quote": words, "speaker": speaker, "second": second, "link": link}
    return Entry(f"- {said_at(second, speaker, words)} {link}", without_nulls(value))


def _of_one_talk(value: dict[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in value.items() if key != "talk"}


async def get_moment(api: Api, asked: GetMoment) -> ToolAnswer:
    talk = await find_talk(api, asked.talk) if asked.talk else None
    if asked.quote is not None:
        return await _verified(api, asked, asked.quote, talk)
    if talk is None or asked.second is None:
        raise ToolError(
            "BAD_USER_INPUT",
            "`talk` and `second` are missing, or `quote`.",
            "Call get_moment with talk and second, or with quote.",
        )
    head, facts, turns, notes = await _around(api, talk, asked.second, asked.max_tokens)
    return ToolAnswer(head, facts, [Section("turns", "Words", turns)], notes)


async def _verified(api: Api, asked: GetMoment, quote: str, talk: Row | None) -> ToolAnswer:
    """Says whether a quote was said so, and what is said around the best place."""
    data = await api.run("verify_quote", text=quote, video=talk and {"id": talk["id"]})
    found = data["verifyQuote"]
    facts: dict[str, Any] = {"status": found["status"]}
    sections = [
        Section(key, title, [_place(api, one) for one in found[key]])
        for key, title in (("places", "Places, best first"), ("elsewhere", "In other talks"))
        if found[key]
    ]
    if not found["places"]:
        looked, searched = looked_through(data["stats"], ["talk"] if talk else [])
        within = f", only those of {talk['slug']}" if talk else ""
        facts |= searched
        head = [f"{found['status']}: {_STATUS[found['status']]} Looked through {looked}{within}."]
        return ToolAnswer(head, facts, sections, ["search finds moments about the same."])
    best = found["places"][0]
    head, around, turns, notes = await _around(
        api, best["video"], best["startSeconds"], asked.max_tokens // 2
    )
    told = _STATUS[found["status"]]
    if found["status"] == "VERBATIM" and len(best["turns"]) > 1:
        told += " Several speakers said them: quote each with the own words."
    words = Section("turns", f"Words around second {number(best['startSeconds'])}", turns)
    return ToolAnswer([f"{found['status']}: {told}", *head], around | facts, [*sections, words], notes)


_STATUS = {
    "VERBATIM": "The words were said so.",
    "ALTERED": "Something similar was said, but not so: do not quote it; quote what was said.",
    "ABSENT": "Nothing like it was said: do not quote it.",
}


def _place(api: Api, place: Row) -> Entry:
    entry = moment(api, place, place["quote"])
    differences = [
        {"kind": one["kind"], "said": visible(one["said"]), "quoted": visible(one["quoted"])}
        for one in place["differences"]
    ]
    told = "; ".join(
        f"{one['kind']}: said {quoted(one['said'])}, quoted {quoted(one['quoted'])}" for one in differences
    )
    text = f"{entry.text} {place['status']}" + (f" [{told}]" if told else "")
    value = entry.value | without_nulls(
        {
            "status": place["status"],
            "differences": differences,
            "permalink": f"{api.pages}{place['permalink']}",
        }
    )
    return Entry(text, value, talk=entry.talk)


async def _around(
    api: Api, talk: Row, second: float, most: int
) -> tuple[list[str], dict[str, Any], list[Entry], list[str]]:
    """Returns the head, the facts, the turns and the notes of the words around a second."""
    begin = max(0.0, second - _AROUND)
    data = await api.run("moment", id=talk["id"], **{"from": begin, "to": second + _AROUND})
    found = data["video"]
    if found is None:
        raise ToolError("NOT_FOUND", f"The talk {talk['slug']} is gone.", "Call `search` with words of it.")
    # The segment that began before, if it goes on.
    segments = [one for one in found["before"]["nodes"] if one["endSeconds"] > begin] + found["transcript"][
        "nodes"
    ]
    if not segments:
        length = found["durationSeconds"]
        known = f" The talk is {number(length)} s long." if length else ""
        raise ToolError(
            "NOT_FOUND",
            f"Nothing is said within {number(_AROUND)} s of second {number(second)}.{known}",
            'Call `get_talk` with part="transcript", or `search` with talk.',
        )
    chapter = next(
        (one for one in found["chapters"] if one["startSeconds"] <= second < one["endSeconds"]), None
    )
    names = {one["entity"]["slug"]: None for segment in segments for one in segment["mentions"]}
    facts = without_nulls(
        {
            "talk": found["slug"],
            "title": visible(found["title"]),
            "date": found["publishedOn"],
            "chapter": visible(chapter["title"]) if chapter else None,
            "entities": list(names),
        }
    )
    head = [talk_of(found).line + (f", chapter {quoted(chapter['title'])}" if chapter else "")]
    if names:
        head.append(f"Entities: {', '.join(names)}")
    turns = [list(turn) for _, turn in groupby(segments, key=speaker_of)]
    entries = [_turn(api, turn, found, most) for turn in turns]
    # What is far from the second goes first, where there is no room for all.
    spare = most - _FRAME - cost_of("\n".join(head), facts)
    left_out = False
    while len(entries) > 1 and sum(cost_of(one.text, one.value) for one in entries) > spare:
        distances = (second - turns[0][-1]["endSeconds"], turns[-1][0]["startSeconds"] - second)
        place = 0 if distances[0] >= distances[1] else -1
        del entries[place], turns[place]
        left_out = True
    notes = ["Words further away are left out: give a larger max_tokens."] if left_out else []
    return head, facts, entries, notes
