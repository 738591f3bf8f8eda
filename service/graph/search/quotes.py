"""Finds quoted words in the transcripts: as they were said, or altered, with talk, speaker and second.

In one talk, all its words are compared. Over all talks, the full-text index finds segments with words of the quote; these and their
neighbors are compared, because a caption seldom contains a whole sentence.
"""

import asyncio
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from weakref import WeakKeyDictionary

from service.domain.quote_alignment import (
    Alignment,
    Difference,
    TranscriptWords,
    may_go_on,
    may_have,
    read_words,
)
from service.domain.quotes import Citation, QuotedSegment, QuoteTurn, turns_of, who_says_all
from service.domain.text import search_form
from service.errors import InvalidInput, NotFound
from service.graph.driver.database import Database
from service.graph.search.words import FUNCTION_WORDS, STOP_WORDS, TOKEN
from service.graph.statement_runner import execute

type PlaceStatus = Literal["VERBATIM", "ALTERED"]
type QuoteStatus = Literal["VERBATIM", "ALTERED", "ABSENT"]

MOST_PLACES = 20
_SEGMENTS = 50
_SEGMENTS_OF_SPEAKER = 1000
"""Number of segments that are read if only those of one speaker count."""
_WORDS = 10
"""Words of a quote that are searched for; the longest, which are the most significant."""
_PHRASES = 6
_PHRASE = 3
_WINDOWS = 12
"""Passages that are compared."""
_FARTHEST = 60
"""Segments on either side of one that was found."""
_LONG = 100
"""Words of a quote that is compared in a thread."""
_SLACK = 1.6
"""A passage has more words than the quote: fillers, and what was left out."""


@dataclass(frozen=True)
class QuotePlace:
    """A place where the words were said. `video`, `segments`, `speaker`, `person`: ids. `name`: of who speaks, if it is known. The three
    are None if several say it: `turns` has what each says. `published`: ISO 8601."""

    status: PlaceStatus
    quote: str
    differences: tuple[Difference, ...]
    likeness: float
    video: str
    slug: str
    title: str
    published: str | None
    segments: tuple[str, ...]
    start_seconds: float
    end_seconds: float
    url: str | None
    speaker: str | None
    person: str | None
    name: str | None
    turns: tuple[QuoteTurn, ...]
    permalink: str

    def order(self, near: float) -> tuple[object, ...]:
        """Sorts the best first: verbatim words, then the most similar; those at second `near`; the earliest talk."""
        away = abs(self.start_seconds - near) if near >= 0 else 0.0
        return (
            self.status != "VERBATIM", -self.likeness, away, self.published or date.max.isoformat(), self.video, self.start_seconds,
        )  # fmt: skip


@dataclass(frozen=True)
class FoundQuote:
    """`places`: those that meet the conditions, the best first. `elsewhere`: the best of other talks and speakers, if the words are
    not verbatim in `places`."""

    places: tuple[QuotePlace, ...]
    elsewhere: tuple[QuotePlace, ...] = ()

    @property
    def status(self) -> QuoteStatus:
        return self.places[0].status if self.places else "ABSENT"


type _Facts = dict[str, dict[str, Any]]
"""Where and by whom segments are said, as `read_places` has it, by their ids."""


@dataclass(frozen=True)
class _Scope:
    """Where a quote must stand. `video`: an id. `persons`: ids; `speaker`: a name, or None for anybody."""

    video: str | None = None
    persons: frozenset[str] = frozenset()
    speaker: str | None = None

    def has(self, place: dict[str, Any]) -> bool:
        if self.speaker is None or place["person"] in self.persons:
            return True
        return place["label"] is not None and search_form(place["label"]) == self.speaker


async def find_quote(
    database: Database,
    text: str,
    *,
    video: str | None = None,
    speaker: str | None = None,
    near: float = -1,
    first: int = MOST_PLACES,
) -> FoundQuote:
    """Finds where the words were said.

    Args:
        video: id, slug or address of the talk.
        speaker: id, slug or name of a person, or a speaker's label.
        near: a second; of equally good places, those nearest to it come first.
        first: greatest number of places, and of those elsewhere.

    Raises:
        InvalidInput: the text has no words.
        NotFound: there is no such talk.
    """
    if not read_words(text):
        raise InvalidInput("`text` has no words: give the quoted words.", ("text",))
    scope = await _scope(database, video, speaker)
    found = await _places(database, text, scope, near)
    if scope == _Scope() or (found and found[0].status == "VERBATIM"):
        return FoundQuote(tuple(found[:first]))
    known = {(place.segments, place.quote) for place in found}
    others = await _places(database, text, _Scope(), near)
    rest = [place for place in others if (place.segments, place.quote) not in known]
    if found:
        rest = [place for place in rest if place.status == "VERBATIM"]
    return FoundQuote(tuple(found[:first]), tuple(rest[:first]))


async def plan_quotes(database: Database, timeout: float) -> None:
    """Lets Neo4j plan the statements in advance."""
    named: dict[str, Any] = {"video": "", "videoIds": [], "speaker": "", "speakerName": ""}
    ids: dict[str, Any] = {"asked": {"ids": []}}
    statements: dict[str, dict[str, Any]] = {
        "find_scope": {"asked": named},
        "find_segments": {"asked": {"text": "nothing", "speakers": []}, "limit": 1},
        "read_texts": ids,
        "read_places": ids,
        "read_talk": {"id": ""},
    }
    for name, parameters in statements.items():
        await execute(database, f"quote/{name}", parameters, label=f"warm quote.{name}", timeout=timeout)


async def _scope(database: Database, video: str | None, speaker: str | None) -> _Scope:
    if video is None and speaker is None:
        return _Scope()
    name = search_form(speaker or "")
    asked = {
        "video": video or "",
        "videoIds": [] if video is None else [video, f"video:{video}"],
        "speaker": speaker or "",
        "speakerName": name,
    }
    [[videos, persons]] = await execute(
        database, "quote/find_scope", {"asked": asked}, label="quote.find_scope"
    )
    if video is not None and not videos:
        raise NotFound(f"There is no talk {video!r:.80}: `videos` lists them.")
    return _Scope(
        videos[0] if videos else None,
        frozenset(persons),
        None if speaker is None else name,
    )


async def _places(database: Database, text: str, scope: _Scope, near: float) -> list[QuotePlace]:
    if scope.video is not None:
        [[rows]] = await execute(database, "quote/read_talk", {"id": scope.video}, label="quote.read_talk")
        return await _placed(database, await _aligned(text, [rows]), {}, scope, near)
    texts, facts = await _segments(database, text, scope)
    clusters = _clusters(texts, {word.form for word in read_words(text)})
    # Mostly the segments themselves have all words: then their neighbors need not be read.
    whole = [[(id_, texts[id_]) for id_ in one.ids] for one in clusters if one.is_whole]
    exact = await _exact(database, text, whole)
    if found := await _placed(database, exact, facts, scope, near):
        return found
    windows = await _windows(database, text, texts, clusters)
    return await _placed(database, await _aligned(text, windows), facts, scope, near)


type _Rows = Sequence[tuple[str, str]]
"""Ids and texts of consecutive segments."""


async def _exact(database: Database, text: str, windows: Sequence[_Rows]) -> list[tuple[_Rows, Alignment]]:
    """Returns where the words are verbatim, unless what stands before them negates them."""
    exact = [(rows, one) for rows, one in await _aligned(text, windows) if not one.differences]
    before = sorted({_before(rows) for rows, one in exact if _is_open(rows, one)})
    if not before:
        return exact
    known = await _texts(database, before)
    wider = [[*((id_, known[id_]) for id_ in (_before(rows),) if id_ in known), *rows] for rows in windows]
    return [(rows, one) for rows, one in await _aligned(text, wider) if not one.differences]


_turns = WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock]()
"""Who compares now, in each event loop."""


async def _aligned(text: str, windows: Iterable[_Rows]) -> list[tuple[_Rows, Alignment]]:
    """Compares the quote with passages. One takes a millisecond, and others are answered after each, also if many quotes are compared at
    once: without the lock, each of these would go on before anything else does. A long quote takes up to seconds, in a thread."""
    quoted = read_words(text)
    found: list[tuple[_Rows, Alignment]] = []
    async with _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
        for rows in windows:
            if may_have(" ".join(said for _, said in rows), quoted):
                said = [one for _, one in rows]
                if len(quoted) > _LONG:
                    aligned = await asyncio.to_thread(_found, said, text)
                else:
                    aligned = _found(said, text)
                    await asyncio.sleep(0)
                found += [(rows, one) for one in aligned]
    return found


def _found(said: Sequence[str], text: str) -> list[Alignment]:
    return TranscriptWords(said).find(text)


def _is_open(rows: _Rows, found: Alignment) -> bool:
    """Returns whether the segment before, which was not read, may negate the words."""
    return found.place.first == 0 and may_go_on(rows[0][1][: found.place.start])


def _before(rows: _Rows) -> str:
    """Returns the id of the segment before."""
    key, _, index = rows[0][0].rpartition("#")
    return f"{key}#{int(index) - 1}"


async def _placed(
    database: Database, aligned: Sequence[tuple[_Rows, Alignment]], facts: _Facts, scope: _Scope, near: float
) -> list[QuotePlace]:
    found = [(rows[one.place.first : one.place.last + 1], one) for rows, one in aligned]
    missing = sorted({id_ for rows, _ in found for id_, _ in rows if id_ not in facts})
    if missing:
        [[known]] = await execute(
            database, "quote/read_places", {"asked": {"ids": missing}}, label="quote.read_places"
        )
        facts = facts | dict(known)
    places = [
        _place(rows, one, [facts[id_] for id_, _ in rows])
        for rows, one in found
        if all(id_ in facts and scope.has(facts[id_]) for id_, _ in rows)
    ]
    best = [place for place in places if place.status == "VERBATIM"] or places
    unique = {(place.segments, place.quote): place for place in best}
    return sorted(unique.values(), key=lambda place: place.order(near))


def _place(rows: _Rows, found: Alignment, facts: Sequence[dict[str, Any]]) -> QuotePlace:
    first, last = facts[0], facts[-1]
    start = first["start"]
    segments = [
        QuotedSegment(text, one["start"], one["speaker"], one["person"], one["name"] or one["label"])
        for (_, text), one in zip(rows, facts, strict=True)
    ]
    turns = turns_of(found.words, segments)
    said_by = who_says_all(turns)
    cited = Citation.of(found.words, first["video"], start, (turn.name for turn in turns))
    return QuotePlace(
        status="ALTERED" if found.differences else "VERBATIM",
        quote=found.words,
        differences=found.differences,
        likeness=round(found.likeness, 3),
        video=first["video"],
        slug=first["slug"],
        title=first["title"],
        published=first["published"],
        segments=tuple(id_ for id_, _ in rows),
        start_seconds=start,
        end_seconds=last["end"],
        url=None if first["template"] is None else first["template"].replace("{seconds}", str(math.floor(start))),
        speaker=said_by.speaker,
        person=said_by.person,
        name=said_by.name,
        turns=turns,
        permalink=cited.path,
    )  # fmt: skip


async def _segments(database: Database, text: str, scope: _Scope) -> tuple[dict[str, str], _Facts]:
    """Returns the texts of segments with words of the quote, by id, and what is known of the places of some."""
    sought, plain = lucene_text(text), False
    if not sought:
        sought, plain = search_form(text).strip(" .,;:!?\"'“”‘’…"), True
    limit = _SEGMENTS if plain or scope.speaker is None else _SEGMENTS_OF_SPEAKER
    asked = {"text": sought, "speakers": sorted(scope.persons)}
    name = "search/find_segments_containing" if plain else "quote/find_segments"
    [[rows, *places]] = await execute(
        database, name, {"asked": asked, "limit": limit}, label=name.replace("/", ".")
    )
    return dict(rows), dict(*places)


@dataclass(frozen=True)
class _Cluster:
    """Segments near each other. `key`: the beginning of their ids; `shared`: number of the quote's words in them; `size`: words of each;
    `is_whole`: they have all words."""

    key: str
    indexes: tuple[int, ...]
    shared: int
    size: float
    is_whole: bool

    @property
    def ids(self) -> list[str]:
        return [f"{self.key}#{index}" for index in self.indexes]


def _clusters(texts: dict[str, str], wanted: set[str]) -> list[_Cluster]:
    """Returns the segments that were found, in clusters without gaps, those that share most words with the quote first."""
    by_talk: defaultdict[str, list[tuple[int, int, set[str]]]] = defaultdict(list)
    for id_, text in texts.items():
        key, _, index = id_.rpartition("#")
        plain = search_form(text).replace("'", "").replace("’", "")
        by_talk[key].append((int(index), text.count(" ") + 1, {form for form in wanted if form in plain}))
    found: list[_Cluster] = []
    for key, segments in by_talk.items():
        segments.sort()
        start = 0
        for at in range(1, len(segments) + 1):
            if at < len(segments) and segments[at][0] == segments[at - 1][0] + 1:
                continue
            some, start = segments[start:at], at
            shared = {word for _, _, words in some for word in words}
            size = sum(count for _, count, _ in some) / len(some)
            indexes = tuple(index for index, _, _ in some)
            found.append(_Cluster(key, indexes, len(shared), size, shared == wanted))
    return sorted(found, key=lambda one: (-one.shared, one.key, one.indexes))[:_WINDOWS]


async def _windows(
    database: Database, text: str, texts: dict[str, str], clusters: Sequence[_Cluster]
) -> list[list[tuple[str, str]]]:
    """Returns the clusters with the segments around them in which the quote may begin or end."""
    count = len(read_words(text))
    wide: list[list[str]] = []
    for one in clusters:
        reach = min(_FARTHEST, math.ceil(_SLACK * count / one.size)) if count > 1 else 0
        window = range(max(0, one.indexes[0] - reach), one.indexes[-1] + reach + 1)
        wide.append([f"{one.key}#{index}" for index in window])
    missing = [id_ for ids in wide for id_ in ids if id_ not in texts]
    if missing:
        texts = texts | await _texts(database, missing)
    return [[(id_, texts[id_]) for id_ in ids if id_ in texts] for ids in wide]


async def _texts(database: Database, ids: Sequence[str]) -> dict[str, str]:
    """Returns the texts of the segments that there are, by id."""
    [[rows]] = await execute(database, "quote/read_texts", {"asked": {"ids": ids}}, label="quote.read_texts")
    return dict(rows)


def lucene_text(text: str) -> str:
    """Returns Lucene text for segments with words and phrases of a quote; empty if the index has none of its words."""
    tokens = TOKEN.findall(search_form(text))
    said = [token for token in tokens if token not in STOP_WORDS]
    if not said:
        return ""
    telling = list(dict.fromkeys(token for token in said if token not in FUNCTION_WORDS)) or said
    words = sorted(telling, key=len, reverse=True)[:_WORDS]
    rows = [tokens[at : at + _PHRASE] for at in range(max(1, len(tokens) - _PHRASE + 1))]
    rows = [row for row in rows if sum(token not in STOP_WORDS for token in row) > 1]
    step = max(1, math.ceil(len(rows) / _PHRASES))
    return " ".join([*_quoted(words), *(f"{phrase}^2" for phrase in _quoted(map(" ".join, rows[::step])))])


def _quoted(words: Iterable[str]) -> list[str]:
    return [f'"{word}"' for word in words]
